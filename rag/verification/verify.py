"""The story of verification: is a quotation the stored text, and does a statement say nothing but what its quotations say?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.text import fold, nfc
from index.types import Directive, Source, Span
from rag.derive import days_between, derive
from rag.types import Citation, Statement
from rag.verification import signs
from rag.verification.explain import Explanation, Unit
from rag.verification.known import FACTS, Rank, Scope, Stretch, names_of, quoted_scope, scope_of
from rag.verification.words import Break, Kind, Word, read, shown

# "Có: …", "Không: …": derived from the question, and tested by rag/answering/verdict. What follows must be word for word.
_HEAD = re.compile(r"\s*(?:Có|Không)\s*:\s*(?=\S)")
# "5 ngày (Công văn 9-CV/QU: 25/4/2022; Thông báo 7-TB/TU: 20/4/2022)"
_DAYS_APART = re.compile(r"(?P<length>\d+ ngày) \((?P<days>[^;]+; [^;]+)\)")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)\s*$")
LABEL = 10
# The kind of a document, "số" and its number: so many words before the number.
MENTION = 4
# What is told of one document side by side with others is cut by so many commas at most.
PARTS = 12


def quoted(one: Citation, source: Source) -> bool:
    """Whether the quotation is the source's characters at its offsets (NFC) and lies in its clause."""
    return (
        source.file == one.file == one.clause.file
        and 0 <= one.span.start < one.span.end <= len(source.text)
        and nfc(source.text[one.span.start : one.span.end]) == nfc(one.quote)
        and source.text[one.clause.start : one.clause.end] == one.clause.text
        and one.clause.span.contains(one.span)
    )


def stands(statement: Statement, directives: Sequence[Directive]) -> bool:
    """Whether everything the statement says is said by what it cites; ``directives`` as numbered by the clauses.

    Names, numbers, dates, negations, bounds and all other words: :mod:`rag.verification.explain`.
    """
    return _explained(statement, directives) is not None


def said_at(statement: Statement, one: Citation) -> list[Span]:
    """Where in the citation's file the words of a verified statement stand, as they are said or in another form, in order."""
    text = nfc(statement.text)
    result = statement.derivation.result if statement.derivation else ""
    if days := _days_apart(statement):
        return sorted(span for day in days if one in day.citations for span in said_at(day, one))
    scope = quoted_scope(one)
    spans: set[Span] = set()
    for rest in (text, *(rest for _, rest in _labelled(text))):
        head = _HEAD.match(rest)
        for unit in _units(rest[head.end() :] if head else rest, result, False):
            for stretch in Explanation(unit, scope).found or ():
                chosen = scope.texts[stretch.text]
                if chosen.rank is Rank.QUOTED:
                    words, begin = chosen.reading.words, one.clause.start
                    spans.add(Span(begin + words[stretch.start].start, begin + words[stretch.end - 1].end))
        if spans:
            break
    return sorted(spans)


_Found = list[tuple[Scope, Stretch]]


def _explained(statement: Statement, directives: Sequence[Directive]) -> _Found | None:
    """The stretches the statement stands on; ``None`` when anything in it stands nowhere."""
    if not statement.citations:
        return None
    scopes = [scope_of(one, directives[one.clause.directive]) for one in statement.citations]
    text = nfc(statement.text)
    derived = statement.derivation
    if derived and derived.of_length:
        told = [_explained(day, directives) for day in _days_apart(statement)]
        return [one for each in told if each for one in each] if told and all(told) else None
    for scope in scopes:
        if derived and not _follows(statement, scope):
            continue
        found = _in_scope(text, scope, directives, derived.result if derived else "")
        if found is not None:
            return [(scope, stretch) for stretch in found]
    return None if derived else _fields(text, scopes)


def _days_apart(statement: Statement) -> tuple[Statement, ...]:
    """The two days, each with its document, that a statement sets apart; empty where it is none such, or counts wrong."""
    given, match = statement.derivation, _DAYS_APART.fullmatch(nfc(statement.text))
    if not match or not given or days_between(given.start, given.result) != given or match["length"] != given.length:
        return ()
    told = match["days"].split("; ")
    if {one.rpartition(": ")[2] for one in told} != {given.start, given.result} or len(statement.citations) != len(
        told
    ):
        return ()
    return tuple(Statement(day, (one,)) for day, one in zip(told, statement.citations, strict=False))


def _in_scope(text: str, scope: Scope, directives: Sequence[Directive], result: str) -> list[Stretch] | None:
    """All units of ``text`` explained by one citation, as they are or behind a label that names its document."""
    for label, rest in ((None, text), *_labelled(text)):
        if label is not None and not _names(label, scope, directives[scope.citation.clause.directive]):
            continue
        head = _HEAD.match(rest)
        found: list[Stretch] = []
        for unit in _units(rest[head.end() :] if head else rest, result, head is not None, label is not None):
            one = Explanation(unit, scope, found[-1] if found else None).found
            if one is None:
                break
            found += one
        else:
            if found or result:
                return found
    return None


def _fields(text: str, scopes: Sequence[Scope]) -> _Found | None:
    """Facts of several documents side by side ("634-CV/QU ngày 24/7/2021, 667-CV/QU ngày 02/9/2021"), each with its own."""
    head = _HEAD.match(text)
    found: _Found = []
    for unit in _units(text[head.end() :] if head else text, "", head is not None):
        parts = _split(unit.words, Break.PART)
        while parts:
            size, told = next(
                ((n, one) for n in range(min(len(parts), PARTS), 0, -1) if (one := _fact(parts[:n], scopes))), (0, None)
            )
            if told is None:
                return None
            found += told
            parts = parts[size:]
    return found or None


def _fact(parts: Sequence[tuple[Word, ...]], scopes: Sequence[Scope]) -> _Found | None:
    """One document's facts, which begin with its number, or a name: whose they are must be plain."""
    words = tuple(word for part in parts for word in part)
    named = len(parts[0]) > 1 and all(word.name for word in parts[0])
    if not named and all(word.kind is not Kind.DOCUMENT for word in parts[0]):
        return None
    for scope in scopes:
        one = Explanation(Unit(words), scope, ranks=FACTS).found
        if one is not None:
            return [(scope, stretch) for stretch in one]
    return None


def _units(text: str, result: str, whole: bool, labelled: bool = False) -> Iterator[Unit]:
    """The sentences and list items of ``text``."""
    words = shown(text).words
    computed = _places(words, result)
    at = 0
    sentences = _split(words, Break.SENTENCE)
    for number, sentence in enumerate(sentences):
        cut = number == len(sentences) - 1 and bool(_ELLIPSIS.search(text))
        derived = frozenset(place - at for place in computed if at <= place < at + len(sentence))
        yield Unit(sentence, whole, cut, number > 0, labelled and not number, derived)
        at += len(sentence)


def _split(words: Sequence[Word], strength: Break) -> list[tuple[Word, ...]]:
    """``words`` cut before each that a break of this strength or more precedes."""
    ends = [at for at, word in enumerate(words) if at and word.before >= strength]
    return [tuple(words[a:b]) for a, b in pairwise([0, *ends, len(words)]) if a < b]


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    label, colon, rest = text.partition(": ")
    if colon and len(label.split()) <= LABEL and rest.strip():
        yield label, rest


def _names(label: str, scope: Scope, directive: Directive) -> bool:
    """Whether a label names the citation's document, a heading of the clause, or the one document that the clause passes on.

    Typed words may lack their marks.
    """
    clause = scope.citation.clause
    readings = [shown(text).words for text in (*names_of(directive), *clause.headings)]
    mentions = [at for at, word in enumerate(read(clause.text).words) if word.kind is Kind.DOCUMENT]
    if len(mentions) == 1:
        readings.append(_mention(read(clause.text).words, mentions[0]))
    lines = [[{_folded(word.key), *word.also} for word in line] for line in readings]
    known = {form for line in lines for forms in line for form in forms}
    said = [_folded(word.key) for word in shown(label).words]
    at, telling, number = 0, "", 0
    while at < len(said):
        free = next((size for size in (4, 3, 2, 1) if tuple(said[at : at + size]) in _FREE), 0)
        if not free:
            if said[at] not in known or (telling and not _beside(telling, said[at], lines)):
                return False
            telling, number = said[at], number + 1
        at += free or 1
    # One syllable tells nothing ("Công …"), unless it is a number or a whole name ("Huế").
    return number > 1 or telling[:1].isdigit() or [{telling}] in lines


def _beside(one: str, other: str, lines: Sequence[Sequence[set[str]]]) -> bool:
    return any(one in first and other in second for line in lines for first, second in pairwise(line))


def _mention(words: Sequence[Word], at: int) -> tuple[Word, ...]:
    """A document's number with the kind before it, without "số"."""
    before = [word for word in words[max(0, at - MENTION) : at] if word.key not in signs.EMPTY]
    return (*before, words[at])


def _folded(key: str) -> str:
    return fold(key.rstrip("12345")) if key[:1].isalpha() else fold(key)


_FREE = frozenset(tuple(_folded(key) for key in phrase) for phrase in signs.LABEL_FREE)


def _places(words: Sequence[Word], result: str) -> set[int]:
    """Where the computed value first stands in what is said, with its hour or without."""
    if not result:
        return set()
    wanted = shown(result).words
    keys = [word.key for word in wanted]
    for at in range(len(words)):
        if [word.key for word in words[at : at + len(keys)]] == keys:
            return set(range(at, at + len(keys)))
        if words[at].key in {word.key for word in wanted if word.kind is Kind.DATE}:
            return {at}
    return set()


_FROM = r"(?:kể|tính)?\s*(?:từ|sau)\s*(?:lúc|khi|thời\s+điểm)?\s*"


def _follows(statement: Statement, scope: Scope) -> bool:
    """Whether the derivation is right: computed again, and its length is counted from its start in the words cited."""
    given = statement.derivation
    if given is None or derive(given.start, given.length) != given:
        return False
    start, length = shown(given.start).words, shown(given.length).words
    text = scope.texts[0]
    words = text.reading.words
    keys = [word.key for word in words]
    for at in _all(keys, [w.key for w in start], text.low, text.high):
        for other in _all(keys, [w.key for w in length], text.low, text.high):
            if _counted(words, other, other + len(length), at, at + len(start)):
                return True
    return False


def _all(keys: Sequence[str], wanted: Sequence[str], low: int, high: int) -> Iterator[int]:
    size = len(wanted)
    for at in range(low, high - size + 1):
        if list(keys[at : at + size]) == list(wanted):
            yield at


_COUNTED = frozenset({("kê3", "tư2"), ("tinh1", "tư2"), ("tư2",), ("sau",), ("băt1", "đâu2", "tư2")})
_ALSO = frozenset({"luc1", "khi", "thơi2", "điêm3", "ngay2", "kê3", "tinh1", "tư2", "vao2", "băt1", "đâu2"})
_WORKING = ("lam2", "viêc5")


def _counted(words: Sequence[Word], length: int, length_end: int, start: int, start_end: int) -> bool:
    """``15 ngày kể từ ngày …``, or ``từ ngày …, trong vòng 15 ngày``; no working days, no bound but an upper one."""
    if tuple(w.key for w in words[length_end : length_end + 2]) == _WORKING:
        return False
    if length and words[length - 1].kind is Kind.BOUND and words[length - 1].key != "bound:le":
        return False
    if length_end <= start:
        between = [w.key for w in words[length_end:start]]
        own = [w.key for w in words[start : start + 2]]
        led = bool(between) and all(key in _ALSO for key in between)
        return (led and bool({"tư2", "sau"} & set(between))) or (not between and bool({"tư2"} & set(own)))
    if start_end <= length:
        between = [w.key for w in words[start_end:length]]
        led = bool({"tư2"} & {w.key for w in words[max(0, start - 2) : start + 2]})
        return led and len(between) <= 3 and all(key in ("trong", "vong2", "thơi2", "han5") for key in between)
    return False
