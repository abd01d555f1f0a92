"""Questions about the documents a directive names: what it replaces or amends, and what is said of documents not here."""

import re
from collections.abc import Iterable, Iterator

from eval.draft.forms import date_rows
from eval.draft.types import Answers, Document, Seed
from eval.draft.words import flat, lowered, torn
from eval.questions import Gold
from index.text import Aligned, fold, plain
from index.types import Reference, Relation, Span

_MOST_NAMED = 4
# Places where one date is printed that are given as gold; more would only fill the table.
_MOST_PLACES = 6
_ASKED = {
    Relation.REPLACES: ("thay thế", r"thay thế"),
    Relation.REPEALS: ("bãi bỏ", r"bãi bỏ|hết hiệu lực|hủy bỏ"),
    Relation.AMENDS: ("sửa đổi, bổ sung", r"sửa đổi|bổ sung"),
    Relation.ANSWERS: ("trả lời", r"trả lời|phúc đáp"),
}
_WAYS = {
    "cited date": ("{name} được ban hành ngày nào?", "{name} ban hành khi nào?", "{name} ra ngày nào?"),
    "cited issuer": ("{name} là của cơ quan nào?", "Cơ quan nào ban hành {name}?"),
    "cited subject": ("{name} về việc gì?", "{name} quy định về nội dung gì?", "Nội dung của {name} là gì?"),
}
# "Ủy ban nhân dân thành phố": of which one is left to the reader.
_WHERE = re.compile(r"\b(?:thành phố|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|quận ủy|thành ủy)$", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:\b(?:số|của|và|về|các|theo|ngày|một|tại|đến)|[,;:(])$|^(?:liên|các)\b", re.IGNORECASE)


def relation_seeds(document: Document) -> Iterator[Seed]:
    """What ``document`` replaces, repeals, amends, answers, and the one document of a kind that it is based on."""
    for relation, (verb, cue) in _ASKED.items():
        found = _once(r for r in document.references if r.relation is relation and not _in_preamble(document, r))
        sure = all(r.number and r.kind and r.cue and re.search(cue, _at(document, r.cue), re.IGNORECASE) for r in found)
        kinds = {fold(r.kind or "") for r in found}
        if not found or not sure or len(found) > _MOST_NAMED or len(kinds) > 1:
            continue
        what = lowered(found[0].kind or "văn bản")
        what = f"{what} nào" if len(found) == 1 else f"những {what} nào"
        patterns = (f"{{doc}} {verb} {what}?", f"{{doc}} đã {verb} {what}?")
        if any(r.cue and "hiệu lực" in _at(document, r.cue) for r in found):
            patterns = (f"Khi {{doc}} có hiệu lực thì {what} hết hiệu lực?", f"{{doc}} làm cho {what} hết hiệu lực?")
        yield _named(document, "ref" if len(found) == 1 else "list", relation.value, patterns, found)
    based = _once(r for r in document.references if r.relation is Relation.BASED_ON and r.number and r.kind)
    every = [fold(r.kind or "") for r in document.references if r.relation is Relation.BASED_ON]
    for reference in based:
        if every.count(fold(reference.kind or "")) == 1 and (issuer := _short(reference.issuer)):
            patterns = (
                f"{{doc}} căn cứ vào {lowered(reference.kind or '')} nào của {issuer}?",
                f"{lowered(reference.kind or '').capitalize()} nào của {issuer} là căn cứ ban hành {{doc}}?",
            )
            yield _named(document, "ref", "based_on", patterns, [reference])


def _in_preamble(document: Document, reference: Reference) -> bool:
    """Whether it stands under "Căn cứ …": what is replaced or amended there, another document does."""
    holder = [clause for clause in document.clauses if clause.start <= reference.span.start < clause.end]
    basis = bool(holder) and re.match(r"Căn cứ|Xét|Theo đề nghị", flat(holder[-1])) is not None
    return basis and reference.relation is not Relation.ANSWERS


def _short(issuer: str | None) -> str:
    """An issuer short enough to be named in a question: no list of several."""
    words = plain(issuer or "")
    return words if len(words.split()) <= 12 and not re.search(r"^liên\b|[:;,]", words, re.IGNORECASE) else ""


def _named(document: Document, kind: str, topic: str, patterns: tuple[str, ...], found: list[Reference]) -> Seed:
    row = (tuple(reference.number or "" for reference in found),)
    gold = tuple(Gold(r.file, _at(document, r.span)) for r in found)
    return Seed(kind, topic, document.directive.id, patterns, row, gold)


def mention_seeds(documents: Iterable[Document], references: Iterable[Reference]) -> Iterator[Seed]:
    """Date, issuer and subject of documents that are cited but not in the archive, where all ``references`` agree."""
    said: dict[tuple[str, str], list[Reference]] = {}
    for reference in references:
        if key := _key(reference):
            said.setdefault(key, []).append(reference)
    groups: dict[tuple[str, str], list[tuple[Document, Reference]]] = {}
    for document in documents:
        for reference in document.references:
            if (key := _key(reference)) and all(one.target is None for one in said[key]):
                groups.setdefault(key, []).append((document, reference))
    for key, places in groups.items():
        yield from _of_mentioned(places, said[key])


def _key(reference: Reference) -> tuple[str, str] | None:
    return (fold(reference.kind), fold(reference.number)) if reference.kind and reference.number else None


def _of_mentioned(places: list[tuple[Document, Reference]], said: list[Reference]) -> Iterator[Seed]:
    directive, first = places[0][0].directive.id, places[0][1]
    name = f"{first.kind} {first.number}"

    def seed(kind: str, topic: str, rows: Answers, where: list[tuple[Document, Reference]]) -> Iterator[Seed]:
        if where:
            patterns = tuple(way.replace("{name}", name) for way in _WAYS[topic])
            yield Seed(kind, topic, directive, patterns, rows, _places(where))

    dates = {reference.date for reference in said if reference.date}
    if len(dates) == 1:
        yield from seed("date", "cited date", date_rows(dates.pop()), [place for place in places if place[1].date])
    issuer = _agreed([reference.issuer for reference in said if reference.issuer], 2, 10)
    if issuer and not _WHERE.search(issuer):
        yield from seed("ref", "cited issuer", ((issuer,),), [place for place in places if place[1].issuer])
    if subject := _agreed([reference.subject for reference in said if reference.subject], 4, 22):
        yield from seed("ref", "cited subject", ((subject,),), [place for place in places if place[1].subject])


def _agreed(values: list[str], least: int, most: int) -> str:
    """What all of them say, if it is fit to be an answer; else empty."""
    forms = [plain(value) for value in values]
    return forms[0] if len(set(map(fold, forms))) == 1 and _good(forms[0], least, most) else ""


def _good(words: str, least: int, most: int) -> bool:
    words = plain(words)
    return (
        least <= len(words.split()) <= most
        and not torn(words)
        and not _UNFINISHED.search(words)
        and not words.isupper()
    )


def _places(places: list[tuple[Document, Reference]]) -> tuple[Gold, ...]:
    found = dict.fromkeys(Gold(r.file, _at(document, r.span)) for document, r in places)
    return tuple(found)[:_MOST_PLACES]


def _once(references: Iterable[Reference]) -> list[Reference]:
    """One of each number; what has no number is kept, so that a list is not taken for whole."""
    return list({fold(r.number) if r.number else str(at): r for at, r in enumerate(references)}.values())


def _at(document: Document, span: Span) -> str:
    return Aligned(document.text[span.start : span.end]).text
