"""True statements made false, each by one small change, the same every time: what a program or a language model may get wrong.

A change that makes no false statement (the words stand in the clause as changed) is left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from eval.verification.cases import Case, Documents
from eval.verification.lists import BODIES, BOUNDS, INVENTED, NEGATIONS, PLACES, UNITS
from index.passages import spoken_date
from index.text import plain, words
from index.types import Clause
from rag.types import Citation, Statement
from rag.values import persons

_EDGE = r"(?<![^\W_]){}(?![^\W_])"
_NUMBERS = re.compile(r"\d+")

Corruption = Callable[[Case, Documents], Iterator[Statement]]


def corrupted(cases: Sequence[Case], archive: Documents, salt: str = "") -> Iterator[Case]:
    """Each true case corrupted in every way that applies to it; derived from its id and ``salt``, so always alike."""
    for case in cases:
        if not case.true:
            continue
        case = replace(case, id=case.id + salt)
        for kind, corrupt in CORRUPTIONS.items():
            for number, statement in enumerate(corrupt(case, archive)):
                if statement != case.statement and not _still_true(statement, archive):
                    yield Case(f"{case.id}.{kind}.{number}", case.half, False, kind, statement)


def _still_true(statement: Statement, archive: Documents) -> bool:
    """Whether the statement's words stand together in something it cites, so that nothing is false."""
    items = [_numberless(one) for one in re.sub(r"^(?:Có|Không):\s*", "", plain(statement.text)).split("; ")]
    for one in statement.citations:
        directive = archive.directives[one.clause.directive]
        fields = [
            f.value
            for f in (directive.issuer, directive.place, directive.kind, directive.number, directive.parent)
            if f
        ]
        fields += [spoken_date(directive.date.value)] if directive.date else []
        names = [f"{s.name} {s.capacity or ''}" for s in directive.signers]
        listed = [f.value for f in (*directive.addressees, *directive.recipients)]
        for text in (one.clause.text, *one.clause.headings, *fields, *names, " ".join(listed), one.address):
            stored = f" {_numberless(text)} "
            if all(f" {said} " in stored for said in items):
                return True
    return False


def _numberless(text: str) -> str:
    """The words of ``text``, without the "số" that may stand before a document's number or not."""
    return " ".join(word for word in words(plain(text)) if word != "sô1")


def _pick(key: str, among: int) -> int:
    return int.from_bytes(sha256(key.encode()).digest()[:4], "big") % among


def _said(case: Case, text: str) -> Statement:
    return replace(case.statement, text=text)


def _digit(case: Case, archive: Documents) -> Iterator[Statement]:
    text = case.statement.text
    for match in _NUMBERS.finditer(text):
        at = match.start() + _pick(f"{case.id}{match.start()}", len(match.group()))
        other = str((int(text[at]) + 1 + _pick(f"{case.id}{at}", 8)) % 10)
        yield _said(case, text[:at] + other + text[at + 1 :])


def _swap(case: Case, among: Sequence[str]) -> Iterator[Statement]:
    text = case.statement.text
    for one in among:
        for match in re.finditer(_EDGE.format(re.escape(one)), text):
            other = among[(among.index(one) + 1 + _pick(case.id + one, len(among) - 1)) % len(among)]
            if " ".join(words(other)) != " ".join(words(one)):
                yield _said(case, text[: match.start()] + other + text[match.end() :])


def _drop(case: Case, among: Sequence[str]) -> Iterator[Statement]:
    text = case.statement.text
    head = re.match(r"(?:Có|Không):\s*", text)
    for one in among:
        for match in re.finditer(_EDGE.format(one) + r"\s+", text, re.IGNORECASE):
            followed = text[match.end() :][:1]
            if (head and match.start() < head.end()) or re.match(r"(?:đạo|thị|huy|tiêu)\b", text[match.end() :]):
                continue
            if one in BOUNDS and not (followed.isdigit() or text[match.end() :].startswith("ngày")):
                continue
            before = text[: match.start()].rstrip()
            if one == "quá" and before.endswith("vượt"):
                continue  # "không vượt" says the same
            if one == "trước" and (not before or before.endswith(":")):
                continue  # a date alone is a true answer to "trước ngày nào?"
            yield _said(case, text[: match.start()] + text[match.end() :])


def _person(case: Case, archive: Documents) -> Iterator[Statement]:
    text = case.statement.text
    for value in persons(text):
        syllables = value.text.split()
        for at, other in ((0, "Trần"), (len(syllables) - 1, "Bình")):
            changed = [*syllables[:at], "Ngô" if syllables[at] == other else other, *syllables[at + 1 :]]
            yield _said(case, text.replace(value.text, " ".join(changed), 1))


def _bound_added(case: Case, archive: Documents) -> Iterator[Statement]:
    text = case.statement.text
    for match in re.finditer(r"(?<![\w./,-])\d[\d.,]*\s+(?:%|[^\W\d_]+)", text):
        if not re.search(
            r"(?:ngày|tháng|năm|số|lớp|khoản|điều|mục|đợt|thứ|tầng|COVID|Covid|Games)\s+$",
            text[: match.start()],
            re.IGNORECASE,
        ):
            yield _said(
                case,
                f"{text[: match.start()]}{('trên', 'không quá', 'ít nhất', 'dưới')[_pick(case.id, 4)]} {text[match.start() :]}",
            )


def _negation_added(case: Case, archive: Documents) -> Iterator[Statement]:
    text = case.statement.text
    head = re.match(r"(?:Có|Không):\s*", text)
    blanks = [m.end() for m in re.finditer(r"\s+", text) if not head or m.end() > head.end()]
    if len(blanks) > 3:
        at = blanks[_pick(case.id + "no", len(blanks))]
        yield _said(case, f"{text[:at]}không {text[at:]}")


def _word(case: Case, archive: Documents) -> Iterator[Statement]:
    """One word taken for another of the same documents."""
    text = case.statement.text
    found = list(re.finditer(r"[^\W\d_]{2,}", text))
    pool = re.findall(r"[^\W\d_]{2,}", archive.clauses[_pick(case.id + "pool", len(archive.clauses))].text)
    if len(found) > 2 and pool:
        match = found[1 + _pick(case.id + "word", len(found) - 1)]
        other = pool[_pick(case.id + "other", len(pool))].lower()
        if words(other) != words(match.group()):
            yield _said(case, text[: match.start()] + other + text[match.end() :])


def _left_out(case: Case, archive: Documents) -> Iterator[Statement]:
    """A syllable left out from within: "trước ngày" without "trước", "Phó Chủ tịch" without "Chủ"."""
    text = case.statement.text
    found = list(re.finditer(r"(?<= )[^\W\d_]{2,} (?=\S)", text))
    harmless = {"số", "các", "những", "việc", "về", "rằng", "ngày", "đồng", "chí", "ông", "bà", "năm", "tháng", "phút"}
    found = [m for m in found if m.group().strip().lower() not in harmless and text[m.start() - 2] != ":"]
    if found:
        match = found[_pick(case.id + "out", len(found))]
        yield _said(case, text[: match.start()] + text[match.end() :])


def _invented(case: Case, archive: Documents) -> Iterator[Statement]:
    yield _said(case, case.statement.text.rstrip(" .…") + INVENTED[_pick(case.id + "tail", len(INVENTED))])


def _unit(case: Case, archive: Documents) -> Iterator[Statement]:
    text = case.statement.text
    for match in re.finditer(r"(?<=\d )(?:" + "|".join(UNITS) + r")(?![^\W_])", text):
        yield _said(
            case, text[: match.start()] + UNITS[(UNITS.index(match.group()) + 3) % len(UNITS)] + text[match.end() :]
        )


def _neighbour(case: Case, archive: Documents) -> Iterator[Statement]:
    """A date or number of another clause of the same document."""
    text = case.statement.text
    mine = case.statement.citations[0].clause
    others = [c for c in archive.clauses if c.directive == mine.directive and c.id != mine.id]
    for pattern in (
        r"\d{1,2}/\d{1,2}/\d{4}",
        r"(?<![\w/.-])\d{1,3}(?:\.\d{3})*(?= (?:người|giường|chỗ|ngày|gian|học|phường|đồng))",
    ):
        pool = sorted({m.group() for c in others for m in re.finditer(pattern, c.text)})
        for match in re.finditer(pattern, text):
            if pool:
                other = pool[_pick(case.id + match.group(), len(pool))]
                yield _said(case, text[: match.start()] + other + text[match.end() :])


def _recited(case: Case, clause: Clause, archive: Documents) -> Statement:
    directive = archive.directives[clause.directive]
    cited = Citation(clause, directive.name, clause.address, clause.file, clause.span, clause.text)
    return replace(case.statement, citations=(cited,))


def _other_clause(case: Case, archive: Documents) -> Iterator[Statement]:
    mine = {one.clause.id for one in case.statement.citations}
    first = case.statement.citations[0].clause
    others = [c for c in archive.clauses if c.directive == first.directive and c.id not in mine and c.role == "body"]
    # What is known of the document may be said with any of its clauses.
    if others and first.role == "body" and not _of_document(case, archive):
        other = _recited(case, others[_pick(case.id + "clause", len(others))], archive)
        label, _, rest = other.text.partition(": ")
        # Behind a label that names the document, what another clause of it says is true, too.
        if not (label and rest and _still_true(replace(other, text=rest), archive)):
            yield other


def _other_document(case: Case, archive: Documents) -> Iterator[Statement]:
    first = case.statement.citations[0].clause
    others = [c for c in archive.clauses if c.directive != first.directive and c.role == first.role]
    if others:
        yield _recited(case, others[_pick(case.id + "document", len(others))], archive)


def _of_document(case: Case, archive: Documents) -> bool:
    return all(archive.directives[c.clause.directive].name in case.statement.text for c in case.statement.citations)


def _blend(case: Case, archive: Documents) -> Iterator[Statement]:
    """The beginning of what is said with the end of another clause, both cited."""
    said = case.statement.text.split()
    mine = case.statement.citations[0].clause
    others = [c for c in archive.clauses if c.role == "body" and c.id != mine.id and len(c.text) > 80]
    if len(said) < 6 or not others:
        return
    clause = others[_pick(case.id + "blend", len(others))]
    rest = plain(clause.text).split()
    text = " ".join([*said[: len(said) // 2], *rest[-max(4, len(said) // 2) :]])
    yield replace(
        case.statement, text=text, citations=(*case.statement.citations, *_recited(case, clause, archive).citations)
    )


def _order(case: Case, archive: Documents) -> Iterator[Statement]:
    """Two halves of a sentence change places around a word between them."""
    found = list(re.finditer(r"\s(?:phối hợp với|báo cáo|chỉ đạo|là|đến|của|theo)\s", case.statement.text))
    if found and ";" not in case.statement.text:
        match = found[_pick(case.id + "order", len(found))]
        text = case.statement.text
        before, after = text[: match.start()].rsplit(", ", 1)[-1], text[match.end() :].split(", ", 1)[0].rstrip(".;")
        if min(len(before.split()), len(after.split())) > 1 and words(before) != words(after):
            yield _said(case, f"{after}{match.group()}{before}")


CORRUPTIONS: dict[str, Corruption] = {
    "changed digit": _digit,
    "swapped place": lambda case, archive: _swap(case, PLACES),
    "swapped body": lambda case, archive: _swap(case, BODIES),
    "changed name": _person,
    "dropped negation": lambda case, archive: _drop(case, NEGATIONS),
    "dropped bound": lambda case, archive: _drop(case, BOUNDS),
    "added bound": _bound_added,
    "added negation": _negation_added,
    "other word": _word,
    "left out": _left_out,
    "invented end": _invented,
    "other unit": _unit,
    "neighbour's value": _neighbour,
    "other clause": _other_clause,
    "other document": _other_document,
    "two clauses blended": _blend,
    "other order": _order,
}
