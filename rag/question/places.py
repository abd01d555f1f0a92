"""Names that a question may mention and an archive may not hold: places of Việt Nam, bodies of the state, persons, firms."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.archive import Archive
from index.parsing import patterns as p
from index.text import Token, fold, folded_words, words
from rag.question.place_position import stands_as_place
from rag.values import SURNAMES

Words = tuple[str, ...]
FULL_NAME = re.compile(
    rf"\b(?:{SURNAMES}|Nguyen|Tran|Pham|Hoang|Huynh|Vo|Dang|Bui|Do|Ngo|Duong|Dinh|Trinh|Doan|Luong|Luu|Dao)"
    rf"(?:[ \t]+[{p.UPPER}][{p.LOWER}]*){{2,3}}(?![{p.LOWER}])"
)
_NAME = re.compile(rf"\b{p.NAME_RUN}(?!\w)")
# A person called by title and full name, typed without marks or capitals.
_SURNAMES = frozenset(fold(name) for name in SURNAMES.split("|"))
_TITLES_BEFORE = frozenset({("dong", "chi"), ("ong",), ("bac", "si"), ("thieu", "tuong"), ("dai", "ta")})
# First syllables of offices: "Phó Bí thư" is no name.
_TITLES = frozenset({"pho", "bi", "chu", "chanh", "truong", "giam", "bo"})
# What stands before the name of a place, by the kind of place that it is then (folded, last syllable).
_NOUNS = {
    "tinh": {"tinh"}, "pho": {"thanh pho"}, "tp": {"thanh pho"}, "xa": {"xa"}, "thi xa": {"thi xa"}, "quan": {"quan"},
    "huyen": {"huyen"}, "phuong": {"phuong"}, "uy": {"quan", "huyen", "tinh", "thanh pho", "phuong", "xa", "thi xa"},
}  # fmt: skip
_ANY_NOUN = frozenset("quan huyen phuong xa tinh pho tran uy tp so".split())
# What is said of a person who bears the name of a place.
OF_A_PERSON = frozenset({("chu", "tich"), ("bac",), ("tu", "tuong"), ("dao", "duc"), ("guong",), ("thoi",)})
# "cơ quan", "hải quân": the syllable before tells that no unit is meant.
_NO_UNIT = frozenset(
    {("co", "quan"), ("bo", "quan"), ("hai", "quan"), ("lien", "quan"), ("van", "pho"), ("nham", "xa")}
)
# Capitalised, and no name: "Thứ Hai Thư viện có mở cửa không?"
_WEEKDAY = re.compile(r"(?<!\w)(?:[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ [Nn]hật)(?!\w)")
_COUNTED = frozenset("ngay nguoi ca lan gio thang tuan nam phuong xa ho dot".split())


@dataclass(frozen=True, slots=True)
class Known:
    """A line of the lists: the syllables with and without marks, and what it is (``tinh``, ``quan``…, ``body``).

    ``ordinary``: ordinary words, too (``hòa bình``).
    """

    name: str
    accented: Words
    folded: Words
    units: frozenset[str]
    ordinary: bool = False


@cache
def gazetteer() -> dict[Words, tuple[Known, ...]]:
    """The known places and bodies by their folded syllables (``places.txt``, ``districts.txt``, ``bodies.txt`` in ``rag/data``).

    A line with a hash names what the lines after it are, before a colon; elsewhere behind a colon stand the names of a province.
    """
    found: dict[Words, tuple[Known, ...]] = {}
    for file in ("places.txt", "districts.txt", "bodies.txt"):
        units: frozenset[str] = frozenset()
        for line in (files("rag") / "data" / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                units = frozenset(fold(unit.strip()) for unit in line[1:].partition(":")[0].split(","))
                continue
            head, colon, rest = line.partition(":")
            for said in (part.strip() for part in rest.split(",")) if colon else filter(None, [head.strip()]):
                name = said.removeprefix("~")
                one = Known(name, tuple(words(name)), tuple(folded_words(name)), units, name != said)
                found[one.folded] = (*found.get(one.folded, ()), one)
    return found


@cache
def longest() -> int:
    """Syllables of the longest of them."""
    return max(map(len, gazetteer()))


def is_place(accented: Words) -> bool:
    """Whether this is, mark for mark, the name of a known place."""
    return any(
        one.accented == accented for one in gazetteer().get(tuple(fold(w.rstrip("12345")) for w in accented), ())
    )


def unknown_names(text: str, found: Sequence[Token], archive: Archive, used: set[int], marks: bool) -> list[str]:
    """Names in the question that stand nowhere in the archive, as typed."""
    taken = set(used)
    for match in FULL_NAME.finditer(text):
        if tuple(folded_words(match.group())) not in gazetteer():
            taken |= {at for at, t in enumerate(found) if match.start() <= t.start < match.end()}
    unknown: list[str] = []
    for start, end in _listed(text, found, archive, taken, marks):
        unknown.append(text[found[start].start : found[end - 1].end])
    unknown += dict.fromkeys(name for name in _persons(text, found, archive, marks) if name not in unknown)
    for name in _capitalised(text, archive) if marks else ():
        if not any(name in other or other in name for other in unknown):
            unknown.append(name)
    return unknown


def _listed(
    text: str, found: Sequence[Token], archive: Archive, taken: set[int], marks: bool
) -> Iterator[tuple[int, int]]:
    """Known places and bodies that the archive does not mention, the longest of those that overlap."""
    folded = [token.folded for token in found]
    taken = set(taken)
    for size in range(min(longest(), len(folded)), 0, -1):
        for at in range(len(folded) - size + 1):
            span = range(at, at + size)
            lines = gazetteer().get(tuple(folded[at : at + size]), ())
            if not lines or taken.intersection(span) or not _is_meant(lines, text, found, at, size, marks, archive):
                continue
            taken.update(span)
            before = folded[max(0, at - 2) : at]
            if tuple(before) in OF_A_PERSON or tuple(before[-1:]) in OF_A_PERSON:
                continue
            typed = tuple(token.accented for token in found[at : at + size])
            if not _mentioned(typed, tuple(folded[at : at + size]), archive):
                yield at, at + size


def _is_meant(
    lines: Iterable[Known], text: str, found: Sequence[Token], at: int, size: int, marks: bool, archive: Archive
) -> bool:
    span = found[at : at + size]
    typed = tuple(token.accented for token in span)
    fits = [one for one in lines if all(t in (f, a) for t, f, a in zip(typed, one.folded, one.accented, strict=True))]
    if not fits:
        return False
    units = frozenset[str]().union(*(one.units for one in fits))
    if "body" in units:
        return found[at + size - 1].folded.isalpha() or _word(found, at + size) not in _COUNTED
    if size > 1 and all(text[token.start].isupper() for token in span):
        return True
    marked = any(token.accented != token.folded for token in span)
    if marks and marked:
        called = _word(found, at - 1) in _ANY_NOUN and _pair(found, at) not in _NO_UNIT
    else:
        called = bool(noun_of(found, at) & units) and (size > 1 or _word(found, at - 1) not in ("o", "tai"))
    if called or not (size > 1 or marked) or all(typed != one.accented for one in fits):
        return called
    return stands_as_place(text, found, at, size, archive, any(one.ordinary for one in fits))


def noun_of(found: Sequence[Token], at: int) -> set[str]:
    """What may stand behind the noun before a token: a district behind "quận"; a province behind "ở" and "tại"."""
    before = _word(found, at - 1)
    if before in ("o", "tai"):
        return {"tinh"}
    if _pair(found, at) in _NO_UNIT:
        return set()
    return _NOUNS.get("thi xa" if _pair(found, at) == ("thi", "xa") else before, set())


def _pair(found: Sequence[Token], at: int) -> tuple[str, str]:
    return _word(found, at - 2), _word(found, at - 1)


def _persons(text: str, found: Sequence[Token], archive: Archive, marks: bool) -> Iterator[str]:
    for match in FULL_NAME.finditer(text):
        if (
            not known_together(folded_words(match.group()), archive)
            and tuple(folded_words(match.group())) not in gazetteer()
        ):
            yield match.group()
    folded = [token.folded for token in found]
    for at in range(1, len(found) - 2) if not marks else ():
        titled = {tuple(folded[at - 1 : at]), tuple(folded[max(0, at - 2) : at])} & _TITLES_BEFORE
        if titled and folded[at] in _SURNAMES and not known_together(folded[at : at + 3], archive):
            yield text[found[at].start : found[at + 2].end]


def _capitalised(text: str, archive: Archive) -> Iterator[str]:
    """Runs of capitalised syllables of which no two stand together in the archive."""
    text = _WEEKDAY.sub(lambda day: day.group().lower(), text)
    for match in _NAME.finditer(text):
        syllables = folded_words(match.group())
        first = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "?", "!", ":"))
        rest = syllables[1:] if first else syllables
        if set(rest) & _TITLES or len(rest) < 2:
            continue
        if not any(known_together(pair, archive) for pair in itertools.pairwise(rest)):
            yield " ".join(match.group().split()[1 if first else 0 :])


def known_together(syllables: Sequence[str], archive: Archive) -> bool:
    """Whether these folded syllables stand together in a clause, every two neighbours side by side."""
    terms = [f"{a}_{b}" for a, b in itertools.pairwise(syllables)] or list(syllables)
    return len(archive.lexical.holding_all(terms, marks=False)) > 0


def _mentioned(typed: Words, folded: Words, archive: Archive) -> bool:
    """Whether the archive mentions a known name. One that was typed with its marks is looked up with them: ``Đan Phượng`` is
    not "dân phường"; a tone may be wrong in print ("Liên Chiêu").
    """
    if not known_together(folded, archive):
        return False
    if typed == folded or all(line.accented != typed for line in gazetteer()[folded]):
        return True
    pairs = list(itertools.pairwise(typed))
    if not pairs:
        return archive.lexical.frequency(typed[0], marks=True) > 0
    return all(any(archive.lexical.frequency(form, marks=True) for form in _near(a, b)) for a, b in pairs)


def _near(one: str, other: str) -> Iterator[str]:
    """A pair as it is, and with one tone otherwise."""
    yield f"{one}_{other}"
    for tone in ("", "1", "2", "3", "4", "5"):
        yield f"{one}_{other.rstrip('12345')}{tone}"
        yield f"{one.rstrip('12345')}{tone}_{other}"


def is_longer(found: Sequence[Token], text: str, start: int, end: int, archive: Archive, marks: bool) -> bool:
    """Whether the name at ``[start, end)`` is but a part of another place's, which the archive does not mention:
    ``Thanh Xuân Bắc``."""
    for at in range(max(0, start - 2), start + 1):
        for size in range(end - at + (at == start), min(longest(), len(found) - at) + 1):
            folded = [token.folded for token in found[at : at + size]]
            lines = gazetteer().get(tuple(folded), ())
            last = found[at + size - 1]
            # "Thanh Xuân nam 2021" is no ward.
            year = last.folded == "nam" and _word(found, at + size)[:1].isdecimal()
            other = text[found[at].start].isupper() and not text[last.start].isupper()
            if lines and not year and not other and _is_meant(lines, text, found, at, size, marks, archive):
                return not known_together(folded, archive)
    return False


def _word(found: Sequence[Token], at: int) -> str:
    return found[at].folded if 0 <= at < len(found) else ""
