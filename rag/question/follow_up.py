"""A question that goes on from the ones before it, rewritten so that it stands by itself, with what they settle and no more.

Whether a question goes on and from what is decided here; what points back in :mod:`rag.question.backward`,
how its words are put together in :mod:`rag.question.rewriting`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.text import fold, has_marks, tokens
from rag.question import backward, bare, cues, rewriting, slots, versions
from rag.question.addresses import parts_of
from rag.question.content import content
from rag.question.folded import flat
from rag.question.names import Names
from rag.question.scope import Found, find_scope
from rag.question.wants import facets_of, want_of
from rag.types import Facet, Scope, Want

# A question with no more content syllables than this says nothing without the one before it ("Ai ký?", "Bao giờ xong?").
BARE = 1
# … and one that points back says as little with no more than these ("Việc này ai phụ trách?").
POINTING = 4
# … or that leaves out its subject ("Bao lâu thì được cấp lại?").
LACKING = 2
# … or that asks for what only a document has, and names none ("Ký thừa lệnh ai vậy?").
_OF_A_DOCUMENT = (Facet.SIGNER, Facet.CAPACITY, Facet.ADDRESSEES, Facet.RECIPIENTS)
# Earlier turns that count; people do not point further back.
TURNS = 6
# The longest subject of "Còn … thì sao?", in syllables.
SUBJECT = 12
# Somebody the answer to the last question named: "người này", "đồng chí đó", "ông ấy".
_SOMEBODY = re.compile(
    r"(?<![^\W_])(?:(đồng chí|ông|bà|cô|chị|anh|dong chi|ong|ba|co)|(?:người|vị|nguoi|vi)(?: cán bộ| lãnh đạo)?)"
    r" (?:này|đó|ấy|kia|nay|do|ay)(?![^\W_])",
    re.IGNORECASE,
)
# Nouns that stand for somebody asked for as "ai" (folded, the first syllable).
_PERSONS_FOLDED = frozenset("nguoi ong ba dong vi co chi anh ho".split())


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the answer to an earlier question named: the ``document`` or documents, the one ``person``; the clauses ``near`` it."""

    document: str | None = None
    person: str | None = None
    near: tuple[int, ...] = ()


Recall = Callable[[str], Recalled]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A question with what it names."""

    text: str
    found: Found

    @property
    def settled(self) -> bool:
        """Whether it says which document or place it is about."""
        scope = self.found.scope
        return bool(self.found.mentions or scope.names or scope.explicit or scope.unknown_names)


def follow_up(
    text: str, history: Sequence[str], archive: Archive, names: Names, recall: Recall
) -> tuple[str | None, tuple[int, ...]]:
    """``text`` rewritten with what earlier questions settle, or ``None`` when it stands by itself; ids of the clauses near the last
    answer, where it names no document or place of its own."""
    if not history:
        return None, ()
    turns: list[_Turn] = []
    for earlier in map(bare.still, history):
        said = _rewritten(_turn(earlier, archive, names), turns, archive, recall) or earlier
        turns.append(_turn(said, archive, names))
    now = _turn(bare.still(text), archive, names)
    rewritten = _rewritten(now, turns, archive, recall)
    named = now.found.scope.names or now.found.scope.unknown_names or now.found.mentions or now.found.kinds
    said = rewriting.of_money(rewritten or text, turns[-1].text)
    return said if said != text else None, () if named else recall(turns[-1].text).near


def _turn(text: str, archive: Archive, names: Names) -> _Turn:
    return _Turn(text, find_scope(text, archive, names, has_marks(text)))


def _rewritten(now: _Turn, turns: Sequence[_Turn], archive: Archive, recall: Recall) -> str | None:
    if not turns:  # it was the first
        return None
    last = turns[-1]
    if whole := _bare(now, turns, archive, recall):
        return whole
    if whole := _reworded(now, last) or _of_another(now, last):
        return whole
    somebody = _SOMEBODY.search(now.text)
    if somebody and _asked_before(somebody.group(), now.text[: somebody.start()]):
        somebody = None
    if somebody and not now.found.mentions and (named := recall(last.text).person):
        said = f"{somebody[1]} {named}" if somebody[1] else named
        return f"{now.text[: somebody.start()]}{said}{now.text[somebody.end() :]}"
    subject = backward.subject_of(now.text, bool(now.found.scope.names or now.found.mentions))
    if subject is not None and len(tokens(subject)) <= SUBJECT and (swapped := _swapped(subject, now, last)):
        return swapped
    elsewhere = backward.elsewhere_of(now.text)
    if elsewhere and last.found.name_spans:
        return rewriting.elsewhere(last.text, last.found, elsewhere)
    pointing = backward.pointing(now.text)
    if pointing and _asked_before(now.text[pointing.start : pointing.end], now.text[: pointing.start]):
        pointing = None
    if now.found.mentions or now.found.scope.unknown_names or (now.found.scope.names and not pointing):
        return backward.opened(now.text) if subject is not None or backward.opens(now.text) else None
    if not (pointing or backward.goes_on(now.text) or _says_little(now)):
        return None
    if pointing and (whole := rewriting.antecedent(pointing, now.text, last.text)):
        return whole
    if (
        pointing
        and last.found.scope.names
        and (whole := rewriting.there(pointing, now.text, last.found.scope.names[0]))
    ):
        return whole
    about = _document(pointing, turns, archive, recall)
    if about and pointing and pointing.document and ", " not in about:
        return rewriting.replaced(now.text, pointing, about)
    topic = rewriting.topic_of(last.text, last.found) if _needs_topic(now, last, about, pointing) else None
    if topic and about and rewriting.holds(topic, about):
        about = None
    topic = rewriting.less_level(topic, now.text) if topic else None
    settled = " ".join(part for part in (about, topic) if part)
    return rewriting.appended(now.text, settled) if settled else None


def _asked_before(said: str, before: str) -> bool:
    """Whether ``said``, which points back, points at what the same question asks for: "Ai chủ trì và người đó giữ chức gì?"."""
    noun = re.sub(r"^(?:những|các|nhung|cac) ", "", said.lower()).rsplit(" ", 1)[0] if " " in said else said.lower()
    names = [
        re.escape(noun),
        *([r"đồng chí", "người", "ông", "bà"] if fold(noun.split()[0]) in _PERSONS_FOLDED else []),
    ]
    asks = rf"\b(?:{'|'.join(names)}) (?:nào|gì|mấy)\b|\b(?:mấy|bao nhiêu) {names[0]}\b"
    asks += r"|(?<!không )(?<!chưa )\bai\b(?! cũng)" if len(names) > 1 else ""
    marked = has_marks(before)
    return re.search(asks if marked else fold(asks), before.lower()) is not None


def _reworded(now: _Turn, last: _Turn) -> str | None:
    """``Thế trước khi sửa thì sao?``: the earlier question about another wording of the rule."""
    called = versions.called(now.text)
    if called is None or now.found.mentions or now.found.scope.names or not backward.goes_on(now.text):
        return None
    left = backward.without_question(versions.without(now.text))
    if len(content(left, Found(Scope()), has_marks(now.text))[0]) > BARE:
        return None
    return f"{versions.without(last.text).rstrip(' ?.!')} ({called})?"


def _of_another(now: _Turn, last: _Turn) -> str | None:
    """``Thế các phường thì hạn chót là khi nào?``: the earlier question, which asked for the same, about somebody else."""
    parts = slots.of_another(now.text)
    if (
        parts is None
        or now.found.mentions
        or now.found.scope.names
        or want_of(flat(parts[1])) is not want_of(flat(last.text))
    ):
        return None
    left = backward.without_question(parts[1])
    if len(content(left, Found(Scope()), has_marks(now.text))[0]) > BARE:
        return None
    return slots.swapped(last.text, parts[0]) or slots.instead(last.text, last.found, parts[0])


def _swapped(subject: str, now: _Turn, last: _Turn) -> str | None:
    """``Còn Hòa Minh thì sao?``: the earlier question about something else of the same sort."""
    if backward.asks(subject):
        return None
    parts = parts_of(subject)
    if parts and not now.found.mentions:
        return rewriting.readdressed(last.text, subject, parts)
    if now.found.scope.names or now.found.mentions or now.found.scope.unknown_names:
        return rewriting.swapped(last.text, last.found, subject, bool(now.found.mentions))
    told = rewriting.told_another(last.text, subject) or slots.swapped_alike(last.text, subject)
    return told or slots.swapped(last.text, subject) or rewriting.of_body(last.text, subject)


def _bare(now: _Turn, turns: Sequence[_Turn], archive: Archive, recall: Recall) -> str | None:
    """The question, where it is but a field or a part of the document that the last ones were about, as a whole sentence."""
    scope, last = now.found.scope, turns[-1]
    if now.found.mentions or now.found.kinds or scope.names or scope.unknown_names:
        return None
    part = bare.part_of(now.text)
    said = None if part else bare.field_of(now.text, _asks_field(last))
    if part and parts_of(last.text):
        return rewriting.readdressed(last.text, part, parts_of(part))
    if not (part or said):
        return None
    about = _about(turns, archive, recall)
    if about is None or ", " in about:
        return None
    if said and bare.asks_role(said) and not _asks_signer(last):
        return None
    return bare.part_asked(part, about, now.text) if part else bare.of_document(said or "", about, now.text)


def _about(turns: Sequence[_Turn], archive: Archive, recall: Recall) -> str | None:
    """The one document that the last question was about: named in it, or cited in its answer."""
    for turn in reversed(turns):
        if turn.found.mentions or turn.found.scope.explicit:
            return _named(turn.found, archive)
        if turn is turns[-1] and (answered := recall(turn.text).document):
            return answered
    return None


def _asks_field(turn: _Turn) -> bool:
    folded = flat(turn.text)
    return turn.settled and any(cue.search(folded) for facet, cue in cues.FACETS if facet is not Facet.SUBJECT)


def _asks_signer(turn: _Turn) -> bool:
    folded = flat(turn.text)
    return any(cue.search(folded) for facet, cue in cues.FACETS if facet in (Facet.SIGNER, Facet.CAPACITY))


def _says_little(now: _Turn) -> bool:
    """Whether the question says too little to stand by itself, or asks for the field of a document that it does not name."""
    folded = flat(now.text)
    scope, kinds = now.found.scope, now.found.kinds
    if scope.names or scope.explicit or "van ban" in folded:
        return False
    if cues.GREETING.search(folded) or cues.DEFINES.search(folded):
        return False
    lacking = not kinds and any(cue.search(folded) for facet, cue in cues.FACETS if facet in _OF_A_DOCUMENT)
    if lacking:
        return True
    return _is_relational(now) or _lacks_subject(now) or _matter(now) <= BARE - bool(kinds)


def _is_relational(now: _Turn) -> bool:
    return backward.is_relational(backward.without_question(now.text))


def _lacks_subject(now: _Turn) -> bool:
    return backward.lacks_subject(now.text) and _matter(now) <= LACKING


def _matter(now: _Turn) -> int:
    """How many syllables of matter are left when what asks is taken away."""
    left = backward.without_question(now.text)
    return len(content(left, Found(Scope()), has_marks(now.text))[0])


def _needs_topic(now: _Turn, last: _Turn, about: str | None, pointing: backward.Pointing | None) -> bool:
    """Whether the document alone does not say what is asked: "Bao giờ xong?" is about what the last question was about."""
    if about is None:
        return True
    fields = any(cue.search(flat(now.text)) for facet, cue in cues.FACETS if facet is not Facet.DATE)
    asked = facets_of(flat(last.text), last.found) if last.settled else ()
    # "… cách ly từ lúc nào?" ends as a question for a document's day does, and is none.
    of_the_document = bool(asked) and not (asked == (Facet.DATE,) and _matter(last) > POINTING)
    points = pointing is not None and not pointing.document and _matter(now) <= POINTING
    lacking = points or _is_relational(now) or _lacks_subject(now) or _matter(now) < BARE
    return lacking and not fields and not of_the_document


def _document(
    pointing: backward.Pointing | None, turns: Sequence[_Turn], archive: Archive, recall: Recall
) -> str | None:
    """What earlier questions were about, as words to add: the document they named, or which one answers them."""
    for back, turn in enumerate(reversed(turns)):
        asked_which = pointing and pointing.document and want_of(flat(turn.text)) is Want.REFERENCE
        if asked_which and (answered := recall(turn.text).document):
            return answered
        by_number = turn.found.mentions or turn.found.scope.explicit
        if pointing and pointing.document and not back and not by_number and (answered := recall(turn.text).document):
            return answered
        if named := _named(turn.found, archive):
            elsewhere = not by_number and turn.found.scope.directives is not None and recall(turn.text).document
            return elsewhere if elsewhere and ", " not in elsewhere else named
        if not pointing or not pointing.document:
            break
    return None


def _named(before: Found, archive: Archive) -> str | None:
    if before.mentions:
        return ", ".join(m.printed for m in before.mentions)
    scope = before.scope
    if scope.directives is not None and len(scope.directives) == 1:
        return archive.directives[scope.directives[0]].name
    if before.kinds and scope.directives is not None:
        same = [d for d in (archive.directives[i] for i in scope.directives) if d.kind and d.kind.value in before.kinds]
        if len(same) == 1:
            return same[0].name
    return ", ".join((*scope.names, *scope.unknown_names)) or None
