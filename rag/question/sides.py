"""Bodies set side by side: "theo công điện của thành phố và theo chỉ thị của Quận ủy X", "tỉnh cho mấy ngày, huyện X mấy ngày?"

A side is a body the archive knows by name, or a level ("tỉnh", "huyện") where the archive holds the documents of one such body
alone. What is asked of each is one thing: either each has its own words that ask, or they share them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from weakref import WeakKeyDictionary

from index.archive import Archive
from index.parsing.patterns import UPPER
from index.text import fold, has_marks, tokens
from rag.question.apart import COMPARES, HOW_MUCH, SET_BESIDE, clean, of_both, of_each
from rag.question.backward import without_question_kept
from rag.question.content import content
from rag.question.cues import KIND_WORDS
from rag.question.folded import flat
from rag.question.names import Names
from rag.question.scope import Found
from rag.question.wants import want_of
from rag.types import Scope, Want

_KINDS = (
    "|".join(sorted(map(str.lower, set(KIND_WORDS.values())), key=len, reverse=True))
    + "|phương án|đề án|chương trình|văn bản"
)
# A level as a question calls it, and a body of it: "Tỉnh ủy", "UBND tỉnh". The first in a body's name is its own.
_LEVELS = "trung ương|tỉnh|thành phố|thị xã|quận|huyện|phường|xã"
_OF_LEVEL = re.compile(rf"(?<!\w)(?:(?P<level>{_LEVELS})|(?P<party>tỉnh|thành|thị|quận|huyện) (?:ủy|uỷ))(?!\w)")
_PARTY = {"thành": "thành phố", "thị": "thị xã"}
# Not the level itself: "các phường", "cấp xã", "mấy huyện"; "xã nào", "tỉnh khác", "Quận 3".
_LEVEL = re.compile(
    r"(?<!các )(?<!những )(?<!mỗi )(?<!mọi )(?<!từng )(?<!mấy )(?<!nhiêu )(?<!toàn )(?<!cấp )(?<!nội )(?<!ngoại )(?<!hai )"
    rf"(?<!thị )(?<!\w)(?:{_LEVELS})(?!\w| nào| khác(?! gì| thế| ra| với| so| bao)| gì| này| đó| ấy| lân cận| viên| hội| \d)"
)
_BODY = (
    "ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|hội đồng nhân dân|(?:tỉnh|thành|thị|quận|huyện|đảng) (?:ủy|uỷ)|ban thường vụ"
    "|thường trực|quận|huyện|thị xã|thị trấn|phường|xã|tỉnh|thành phố|tp\\.?"
)
# What stands before a side and belongs to it: what joins it to the other, a preposition, a kind of document, the body's own words.
_BEFORE = re.compile(
    r"(?:(?:^|(?<=\s))(?P<joint>và|với|còn|hay|so với"
    r"|(?:khác|giống)(?: gì| thế nào| ra sao| bao nhiêu)?(?: so)?(?: với)?(?: \w+){0,2}?"
    rf"|(?:{HOW_MUCH})?\s?(?:hơn|kém|bằng)(?: so với)?(?: \w+){{0,3}}?)\s+)?"
    rf"(?:(?:^|(?<=\s))(?P<leads>theo|của|ở|tại|do|bên|phía|giữa|trong)\s+)?"
    rf"(?:(?:{_KINDS})\s+(?:(?:(?!(?:và|với|còn|hay)\s)[^\W_]+\s+){{0,3}}?(?:của|do)\s+)?)?(?:(?:{_BODY})\s+)*$"
)
# … and what stands behind it: "(năm 2024)", "tháng 8/2021".
_AFTER = re.compile(r"(?:\s*\([^)]*\)|\s+(?:(?:hồi|ban hành|của|ra)\s+)?(?:ngày|tháng|năm)\s+\d[\d/.-]*(?!\w))*")
_KIND_BEFORE = re.compile(
    rf"(?<!\w)({_KINDS})\s+(?:(?:(?!(?:và|với|còn|hay)\s)[^\W_]+\s+){{0,3}}?(?:của|do)\s+)?(?:(?:{_BODY})\s+)*$"
)
# A document in brackets behind what is asked of it: "tiền ăn (Quyết định 12) và tiền ở (Thông tư 8) …"; what a side is noted with.
_OPENS, _CLOSES = re.compile(r"\s*\(\s*(?:theo\s+)?$"), re.compile(r"[^()]*\)")
_THEN = re.compile(r"\s*(?:,\s*)?(?:và|với|còn|so với)\s+(?=[^\W\d_])")
_NOTE = re.compile(r"\(([^)]*)\)")
_SPLIT = re.compile(r"\s*[,;]\s+(?:(?:và|còn|rồi)\s+)?|\s+(?:và|còn)\s+")
_ASKS = re.compile(r"\b(?:ai|gi|nao|dau|bao nhieu|bao gio|bao lau|may|the nao|ra sao)\b")
_VALUES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
# Syllables of matter that stand before the first side; with fewer it is looked for behind.
_LEAST = 2
# Sides at most.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """What is asked of one side, in the words to try one after the other, and its documents."""

    texts: tuple[str, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class _Named:
    """A side's mention ``[start, end)`` and all that belongs to it, ``[begin, stop)``."""

    start: int
    end: int
    begin: int
    stop: int
    joint: str
    leads: str
    scope: Scope
    level: bool


def sides_of(text: str, documents: Sequence[Scope], archive: Archive, names: Names) -> tuple[Side, ...]:
    """The bodies that ``text`` asks one thing of, each; empty where it sets none side by side. ``documents``: those named by
    number, which are the sides where there are some."""
    if not has_marks(text) or not (_ASKS.search(flat(text)) or of_each(text) or SET_BESIDE.search(text)):
        return ()
    named = _numbered(text, documents, archive) if documents else _mentions(text, archive, names)
    if len(named) == 1:
        named = _narrowed(_mentions(text, archive, names), text, documents, archive)
    ids = [set(one.scope.directives or ()) for one in named]
    if not 1 < len(named) <= _MOST or any(a & b for at, a in enumerate(ids) for b in ids[:at]):
        return ()
    return _apart(text, named) or _shared(text, named) or _enclosed(text, named)


def _narrowed(named: list[_Named], text: str, documents: Sequence[Scope], archive: Archive) -> list[_Named]:
    """Bodies, each with the document that stands in brackets behind it alone; none where one stands elsewhere."""
    made: list[_Named] = []
    left = list(documents)
    for one in named:
        noted = next((d for d in left if d.names[0] in text[one.end : one.stop]), None)
        if noted is not None:
            left.remove(noted)
            one = replace(one, scope=replace(_whole(noted, archive), names=one.scope.names, explicit=False))
        made.append(one)
    return [] if left else made


def _mentions(text: str, archive: Archive, names: Names) -> list[_Named]:
    found, lower = tokens(text), text.lower()
    told: list[tuple[int, int, Scope]] = [
        (found[a].start, found[b - 1].end, Scope(tuple(name.ids), names=(name.display,)))
        for a, b, name in names.find(found, text)
        if name.place
    ]
    levels = {
        match.span(): ids
        for match in _LEVEL.finditer(lower)
        if not re.match(rf"\s+[{UPPER}]", text[match.end() :])  # "huyện Tân Lạc"
        and (ids := _of_level(match.group(), archive))
    }
    told += [(*span, Scope(tuple(ids), names=(lower[slice(*span)],))) for span, ids in levels.items()]
    if len(told) < 2:
        return []
    made = []
    for start, end, scope in sorted(told, key=lambda one: one[:2]):
        kind = _KIND_BEFORE.search(lower[:start])
        own = _of_kind(scope, kind[1], archive) if kind else scope
        made.append(_named(lower, start, end, _whole(own, archive), (start, end) in levels))
    return made


def _numbered(text: str, documents: Sequence[Scope], archive: Archive) -> list[_Named]:
    """The documents named by number, where they stand in ``text``."""
    lower = text.lower()
    made: list[_Named] = []
    for one in documents:
        start = text.find(one.names[0], made[-1].end if made else 0)
        if start < 0 or one.references or not one.directives:
            return []
        made.append(_named(lower, start, start + len(one.names[0]), _whole(one, archive), True))
    return made


def _named(lower: str, start: int, end: int, scope: Scope, sure: bool) -> _Named:
    """The mention at ``[start, end)`` with what belongs to it."""
    before, behind = _BEFORE.search(lower[:start]), _AFTER.match(lower[end:])
    begin, joint, leads = (before.start(), before["joint"], before["leads"]) if before else (start, "", "")
    return _Named(start, end, begin, end + (behind.end() if behind else 0), joint or "", leads or "", scope, sure)


def _whole(scope: Scope, archive: Archive) -> Scope:
    """The documents of ``scope`` with the rules printed under them, which have no number of their own."""
    own: set[int] = set()
    for number in scope.directives or ():
        own.add(number)
        file, at = archive.directives[number].file, number + 1
        while archive.directives[number].number and at < len(archive.directives):
            below = archive.directives[at]
            if below.number or below.file != file:
                break
            own.add(at)
            at += 1
    return replace(scope, directives=tuple(sorted(own)))


def _of_kind(scope: Scope, kind: str, archive: Archive) -> Scope:
    """Of a body's documents those of the kind it is named with: "công điện của thành phố"."""
    ids = scope.directives or ()
    own = [i for i in ids if (of := archive.directives[i].kind) and of.value.lower() == kind]
    return replace(scope, directives=tuple(own)) if own else scope


_by_level: WeakKeyDictionary[Archive, dict[str, dict[str, list[int]]]] = WeakKeyDictionary()


def _of_level(level: str, archive: Archive) -> list[int]:
    """The documents issued at that level; none where they are of several places. Read once for an archive."""
    if archive not in _by_level:
        made: dict[str, dict[str, list[int]]] = {}
        for directive in archive.directives:
            fields = (field.value for field in (directive.issuer, directive.parent) if field)
            if told := next(filter(None, map(_level_of, fields)), None):
                made.setdefault(told[0], {}).setdefault(told[1], []).append(directive.id)
        _by_level[archive] = made
    places = _by_level[archive].get(level, {})
    return sorted(i for ids in places.values() for i in ids) if len([p for p in places if p]) <= 1 else []


@lru_cache(maxsize=10_000)
def _level_of(body: str) -> tuple[str, str] | None:
    """The level of a body, and the folded name of its place, where printed."""
    match = _OF_LEVEL.search(body.lower())
    if match is None:
        return None
    level = match["level"] or _PARTY.get(match["party"], match["party"])
    return level, fold(body[match.end() :].strip(" ,.-–;"))


def _apart(text: str, named: Sequence[_Named]) -> tuple[Side, ...]:
    """Each side with its own words that ask, and for the same sort of thing."""
    cuts: list[tuple[int, int]] = []
    for one, other in pairwise(named):
        begin = other.start - len(other.joint) if other.joint else other.begin
        joints = [
            m.span() for m in _SPLIT.finditer(text) if one.end <= m.start() and m.end() <= max(begin, other.start)
        ]
        if not joints or len(tokens(text[joints[-1][1] : other.start])) > 5:
            return ()
        cuts.append(joints[-1])
    bounds = [0, *(place for cut in cuts for place in cut), len(text)]
    parts = [text[a:b].strip(" ,;?.!") for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    wants = {want_of(flat(part)) for part in parts}
    if not all(_ASKS.search(flat(part)) for part in parts) or len(wants) != 1 or want_of(flat(parts[0])) is Want.YES_NO:
        return ()
    head = text[: named[0].begin].strip(" ,;")
    if len(content(head, Found(Scope()), True)[0]) < _LEAST:
        # Parts that each have their own matter are two questions (:mod:`rag.question.two`).
        rests = [text[one.stop : bounds[2 * at + 1]] for at, one in enumerate(named[1:], 1)]
        if any(len(content(rest, Found(Scope()), True)[0]) >= _LEAST for rest in rests):
            return ()
        head = without_question_kept(text[named[0].stop : cuts[0][0]])
    texts = [f"{head} {text[named[0].stop : cuts[0][0]]}?" if head in parts[0] else f"{parts[0]}?"]
    for at, one in enumerate(named[1:], 1):
        texts.append(f"{head} {text[one.stop : bounds[2 * at + 1]].strip(' ,;?.!')}?")
    return tuple(Side((clean(told),), one.scope) for told, one in zip(texts, named, strict=True))


def _shared(text: str, named: Sequence[_Named]) -> tuple[Side, ...]:
    """Both sides before or behind the words that ask of either. Two places that it names are searched so anyhow: they are sides
    here only where it asks how far apart they are."""
    if len(named) != 2:
        return ()
    one, other = named
    between = text[one.stop : other.begin].strip(" ,")
    led = one.joint == "so với" and between in ("", "thì")
    compares = bool(COMPARES.search(other.joint)) or led
    if (between and not compares) or not (other.joint or led) or "," in between:
        return ()
    whole = f"{text[: one.begin]} {'' if led else between} {text[other.stop :]}"
    matter = SET_BESIDE.sub("", whole)
    if not content(matter, Found(Scope()), has_marks(text))[0]:
        return ()
    texts = of_each(matter) or (of_both(matter) if compares or matter != whole else ())
    if not texts:
        alike = want_of(flat(text)) in _VALUES or (one.leads and one.leads == other.leads)
        if want_of(flat(text)) is Want.YES_NO or not alike or not any(side.level for side in named):
            return ()
        texts = (clean(matter),)
    return tuple(Side((*_noted(text, side, texts), *texts), side.scope) for side in named)


def _noted(text: str, side: _Named, texts: Sequence[str]) -> tuple[str, ...]:
    """What is asked of a side with a note in brackets behind it: "của xã (hộ tự lo)"; none where it only dates or numbers it."""
    note = _NOTE.search(text, side.end, side.stop)
    return (clean(f"{note[1]}: {texts[0]}"),) if note and not re.search(r"\d", note[1]) else ()


def _enclosed(text: str, named: Sequence[_Named]) -> tuple[Side, ...]:
    """Two documents in brackets, each behind its own matter: "tiền ăn (Quyết định 12) và tiền ở (Thông tư 8) lấy từ đâu?"."""
    opened = [_OPENS.search(text[: one.start]) for one in named]
    closed = [_CLOSES.match(text, one.end) for one in named]
    if len(named) != 2 or not (opened[0] and opened[1] and closed[0] and closed[1]):
        return ()
    between, rest = text[closed[0].end() : opened[1].start()], text[closed[1].end() :]
    joint = _THEN.match(between)
    other = between[joint.end() :] if joint else ""
    if len(content(other, Found(Scope()), True)[0]) < _LEAST or other[0].isupper() or re.match(_BODY, other):
        return ()  # a body named by its place has the matter of the first
    matters = (f"{text[: opened[0].start()]} {rest}", f"{other} {rest}")
    return tuple(Side(of_each(told) or (clean(told),), one.scope) for told, one in zip(matters, named, strict=True))
