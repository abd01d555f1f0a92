"""Abbreviations that the documents of an archive introduce themselves: "Ban Chỉ đạo (BCĐ)", "… (sau đây viết tắt là KHCN)".

Learnt at indexing, stored with the snapshot, opened as ``archive.abbreviations``. One is believed when its letters are the
initials of the words beside it, or when the text says that it is short for them; one that two documents use for different
things is left out. Those with one reading in every office need no document: :data:`index.text.ABBREVIATIONS`.
How a document may introduce an abbreviation is added here; how a question uses it stands in ``rag/question/abbreviations.py``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.text import Aligned, fold
from index.types import Clause, Role, Span

# More words than this are no name of anything.
_LONGEST = 14
# Two documents that mean different things by one abbreviation: below this share of all uses no reading is taken.
_AGREED = 0.75
# Letters run over these words: "Khoa học và Công nghệ" is KHCN.
_SKIPPED = frozenset("va cua ve cac cho voi trong tai de nhung".split())
_SHORT = r"[^\W\d_](?:[^\W_]|[&-](?=[^\W_])){1,11}"
_QUOTES = "\"'“”‘’«»"
_CUE = (
    r"(?:(?:sau|dưới)\s+đây\s+)?(?:được\s+)?(?:(?:viết|gọi)\s+(?:tắt|gọn|chung)(?:\s+là)?|tên\s+viết\s+tắt|viết\s+tắt|gọi\s+là)"
    r"\s*:?\s*"
)
_CALLED = re.compile(
    rf"[(,]\s*(?P<cue>{_CUE})[{_QUOTES}]?(?P<short>[^()\n{_QUOTES}.;,]{{2,60}})[{_QUOTES}]?\s*(?=[).;,])", re.I
)
_BRACKETED = re.compile(rf"\(\s*[{_QUOTES}]?(?P<short>{_SHORT})[{_QUOTES}]?\s*\)")
_SPELT_OUT = re.compile(rf"(?<![\w/-])(?P<short>{_SHORT})\s*\(\s*(?P<long>[^()\n]{{5,120}})\)")
_LISTED = re.compile(rf"^\W*(?P<short>{_SHORT})\s*[:=–-]\s*(?P<long>[^()\n:;.]{{5,120}})[.;]?\s*$", re.M)
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.;:()\[\]?!]")
# Words with a capital that begin a sentence, not a name; and how many characters of lower case a name may hold in between.
_BEFORE_NAMES = frozenset("theo tai cua do can thuc ngay cac nhung khi neu de va".split())
_GAP = 8
# Words at most of whose something is.
_OWNER = 5
# Ordinary words, one or two of them, are what other clauses mean by themselves: "Luật này (sau đây gọi là Luật)".
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """``short`` stands for ``long``, as ``file`` says at ``span`` (both forms are in it)."""

    short: str
    long: str
    file: str
    span: Span


def learn(clauses: Iterable[Clause]) -> tuple[Abbreviation, ...]:
    """What ``clauses`` introduce, each abbreviation once, with the reading most of them give, in the order of its letters."""
    readings: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], Abbreviation] = {}
    for clause in clauses:
        for one in introduced(clause):
            key, meaning = fold(one.short), " ".join(_meaning(one.long))
            readings.setdefault(key, Counter())[meaning] += 1
            first.setdefault((key, meaning), one)
    taken = []
    for key, counted in readings.items():
        meaning, times = counted.most_common(1)[0]
        if times >= _AGREED * counted.total():
            taken.append(first[key, meaning])
    return tuple(sorted(taken, key=lambda one: fold(one.short)))


def by_letters(known: Iterable[Abbreviation]) -> Mapping[str, Abbreviation]:
    """``known`` by the folded words of the short form, as questions are looked up."""
    return {" ".join(_WORD.findall(fold(one.short))): one for one in known}


def introduced(clause: Clause) -> Iterator[Abbreviation]:
    """The abbreviations that one clause explains, in the order of its text."""
    if clause.role is Role.HEADER or not ("(" in clause.text or "tắt" in clause.text or ":" in clause.text):
        return
    view = Aligned(clause.text)
    found = [*_before(view.text, _CALLED, True), *_before(view.text, _BRACKETED, False), *_beside(view.text)]
    for start, end, short, long in sorted(set(found)):
        place = view.span(start, end)
        yield Abbreviation(
            short, " ".join(long.split()), clause.file, Span(clause.start + place.start, clause.start + place.end)
        )


def _before(text: str, pattern: re.Pattern[str], said: bool) -> Iterator[tuple[int, int, str, str]]:
    """ "Ban Chỉ đạo (BCĐ)": the long form stands before the brackets. ``said``: the text says so in words."""
    for match in pattern.finditer(text):
        short = match["short"].strip()
        words = _words_before(text, match.start())
        begin = _initials(short, words)
        if begin is None and said and _in_letters(short):
            # Behind what the letters are of may stand whose it is: "Ban Chỉ đạo chuyển đổi số huyện …, gọi tắt là BCĐ CĐS".
            kept = (_initials(short.replace(" ", ""), words[: len(words) - cut]) for cut in range(_OWNER + 1))
            begin = next((at for at in kept if at is not None), None)
        if begin is None and said and ("tắt" in match["cue"].lower() or is_acronym(short)):
            begin = _begin(short, words)
        if begin is None:
            continue
        long = text[begin : match.start()].strip(" ,-–" + _QUOTES)
        if _worth(short, long):
            yield begin, match.end(), short, long


def _beside(text: str) -> Iterator[tuple[int, int, str, str]]:
    """ "BCĐ (Ban Chỉ đạo)" and, in a list, "BCĐ: Ban Chỉ đạo"."""
    for pattern in (_SPELT_OUT, _LISTED):
        for match in pattern.finditer(text):
            words = list(_WORD.finditer(match["long"]))
            if len(words) <= _LONGEST and _initials(match["short"], words) == 0:
                yield match.start("short"), match.end(), match["short"], match["long"].strip()


def _words_before(text: str, end: int) -> list[re.Match[str]]:
    """The last words before ``end``, back to where a sentence or a bracket ends."""
    begin = max(0, end - 200)
    for stop in _BREAK.finditer(text, begin, end):
        begin = stop.end()
    return list(_WORD.finditer(text, begin, end))[-_LONGEST:]


def _initials(short: str, words: list[re.Match[str]]) -> int | None:
    """Where the last words begin whose initials spell ``short``; ``None`` when none do."""
    if not is_acronym(short):
        return None
    letters = [fold(c) for c in short if c.isalnum()]
    begin = None
    for word in reversed(words):
        if not letters:
            break
        folded = fold(word.group())
        if letters[-1] == folded[0]:
            letters.pop()
            begin = word.start()
        elif folded not in _SKIPPED:
            return None
    return begin if not letters else None


def _begin(short: str, words: list[re.Match[str]]) -> int | None:
    """Where the long form begins when the text says what is short for it, its letters aside.

    At the first word of ``short``, if that stands before; for an acronym at the capital that begins the last name ("Tổ chức Y
    tế Thế giới": every second word has one).
    """
    opening = _WORD.search(short)
    if opening is None:
        return None
    if not is_acronym(short):
        return next((word.start() for word in words if fold(word.group()) == fold(opening.group())), None)
    begin = None
    for word in reversed(words):
        if word.group()[0].isupper() and fold(word.group()) not in _BEFORE_NAMES:
            begin = word.start()
        elif begin is not None and begin - word.end() > _GAP:
            break
    return begin


def is_acronym(short: str) -> bool:
    """Whether it is one word written in capitals, as ``BCĐ``, ``GD&ĐT`` and ``LĐ-TBXH`` are."""
    letters = [c for c in short if c.isalpha()]
    return " " not in short and len(letters) > 1 and all(c.isupper() for c in letters)


def _in_letters(short: str) -> bool:
    """Whether it is nothing but acronyms: ``BCĐ CĐS``."""
    return bool(short.split()) and all(is_acronym(part) for part in short.split())


def _worth(short: str, long: str) -> bool:
    """Whether the long form says more than the short one, and the short one is no ordinary word."""
    if _in_letters(short):
        return len(long.split()) > 1
    kept, every = _meaning(short), iter(_meaning(long))
    left_out = len(_meaning(long)) - len(kept)
    # A shorter wording of the same words, in their order: "Tổ COVID cộng đồng". What else is "called" so is a definition.
    return short[0].isupper() and len(kept) >= _LEAST_WORDS and left_out > 0 and all(word in every for word in kept)


def _meaning(long: str) -> list[str]:
    return [word for word in _WORD.findall(fold(long)) if word not in _SKIPPED]
