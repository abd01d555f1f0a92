"""Whether an answer was taken from elsewhere than the question names: another year, another round or class, another place.

Words in common do not tell: "Đợt 3 ảnh hưởng bao nhiêu hộ?" has all of its own in what is said of the second. Only what a question
calls by a number or a name is compared, and only with documents that do so, too; nothing here knows what an archive is about.
Add a noun to ``_NOUNS`` to tell one of its kind from another.
"""

import re
from collections.abc import Iterator, Sequence

from index.archive import Archive
from index.parsing import patterns as p
from index.passages import describe
from index.text import fold, folded_words, words
from index.types import Clause, Directive
from rag.types import Citation, Draft, Query, Want

_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ONE = rf"(?:\d{{1,2}}(?![\d/.,%]\d|%)|{'|'.join(sorted(_ROMAN, key=len, reverse=True))}|(?<=thứ )(?:{'|'.join(_WORDS)}))(?![^\W_])"
# Things in a row, of which one is not the other.
_NOUNS = r"đợt|giai đoạn|khóa|khoá|học kỳ|học kì|kỳ họp|quý|lớp|vòng|phiên họp|gói thầu|gói|tuyến|hạng|bậc|phân khu|lô"
# "lớp 1, 2 và 6", "đợt 1 đến đợt 3": lists and spans whole.
_SERIAL = re.compile(
    rf"(?<![^\W_])(?P<noun>(?i:{_NOUNS}))\s+(?:thứ |số )?(?P<numbers>{_ONE}"
    rf"(?:\s*(?:,|và|hoặc|hay|đến|tới|-|–)\s*(?:(?P=noun)\s+)?(?:thứ |số )?{_ONE})*)"
)
_SPAN = re.compile(r"đến|tới|-|–")
# A year by itself or a period of two; not that of a day or of a document's number.
_PERIOD = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?(?!\w|/|[.-]\d)")
# What the one who asks did in a year, before he asks whether a rule is for him: "Hộ đã nhận tiền từ năm 2023 có được …".
_DONE = re.compile(
    r"(?<![^\W_])đã (?:[^\W_]+ ){1,8}?(?:từ |hồi |trong |vào )?năm (?:19|20)\d\d(?= (?:\w+ ){0,3}?(?:có|được|phải))",
    re.I,
)
# "hết giá trị" and "tiền mặt" are no payments.
_PAID = re.compile(
    r"(?<![^\W_])(?:tiền|phí|giá|tien)\s+(?!(?:trị|cả|thành|đình|tri|ca|mặt|mat|bạc|tệ|nào|gì|nao|gi)(?![^\W_]))[^\W\d_]+",
    re.IGNORECASE,
)
_LEVELS = {"tỉnh": 1, "huyện": 2, "quận": 2, "thị xã": 2, "thành phố": 2, "tp": 2, "xã": 3, "phường": 3, "thị trấn": 3}
_PLACE = re.compile(
    rf"(?<![^\W_])(?P<unit>(?i:{'|'.join(_LEVELS)}))\.?\s+(?P<name>[{p.UPPER}][{p.LOWER}]+(?:\s[{p.UPPER}][{p.LOWER}]+){{0,3}})"
)


def elsewhere(query: Query, draft: Draft, archive: Archive) -> bool:
    """Whether all that ``draft`` cites is of another year, number or place than ``query`` names."""
    cited = [citation for statement in draft.statements for citation in statement.citations]
    if not cited:
        return False
    numbers = dict.fromkeys(one.clause.directive for one in cited)
    documents = [archive.directives[number] for number in numbers]
    return (
        _other_year(_DONE.sub(" ", query.text) if query.want is Want.YES_NO else query.text, documents, archive)
        or _other_number(query.text, documents, archive)
        or _other_place(query.text, [one.clause for one in cited], archive)
        or _all_together(query.text, cited)
        or _other_payment(query, documents, archive)
    )


def _other_year(question: str, documents: Sequence[Directive], archive: Archive) -> bool:
    """Whether a year or period is named of which no document speaks; one without a date may be of any."""
    asked = [{year for year in found.groups() if year} for found in _PERIOD.finditer(question)]
    if not asked or not all(one.date for one in documents):
        return False
    return not any(all(year in text for year in years) for text in _texts(documents, archive) for years in asked)


def _other_number(question: str, documents: Sequence[Directive], archive: Archive) -> bool:
    """Whether the documents speak of others of a row ("đợt 1", "đợt 2"), and nowhere of the one asked about."""
    asked = serials(question)
    told = [serials(text) for text in _texts(documents, archive)] if asked else []
    return any(
        all(one.get(noun) and not numbers & one[noun] for one in told) for noun, numbers in asked.items() if told
    )


def serials(text: str) -> dict[str, set[int]]:
    """The numbers of what stands in a row, by its folded noun: "Đợt 1 và đợt III" is ``{"dot": {1, 3}}``."""
    found: dict[str, set[int]] = {}
    for match in _SERIAL.finditer(text):
        numbers = [_number(one) for one in re.findall(rf"(?<![^\W_]){_ONE}", match.group())]
        if _SPAN.search(match["numbers"]):
            numbers += range(min(numbers), max(numbers) + 1)
        found.setdefault(fold(match["noun"]), set()).update(numbers)
    return found


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    return 1 + (_ROMAN.index(said) if said in _ROMAN else _WORDS.index(said))


def _other_place(question: str, clauses: Sequence[Clause], archive: Archive) -> bool:
    """Whether a place is named and every clause is of another of its level, whose issuer bears the other's name."""
    asked = dict(_places(question))
    return bool(asked) and all(_of_another(asked, one, archive.directives[one.directive]) for one in clauses)


def _of_another(asked: dict[str, int], clause: Clause, document: Directive) -> bool:
    issuers = " ".join(one.value for one in (document.parent, document.issuer) if one)
    fields = [one.value for one in (document.subject, document.place, *document.addressees) if one]
    around = fold(" ".join((issuers, clause.text, *clause.headings, *fields)))
    own = {level for _, level in _places(issuers)}
    return bool(own & set(asked.values())) and not any(name in around for name in asked)


def _places(text: str) -> Iterator[tuple[str, int]]:
    """The places called by what they are, "huyện Thượng Trăn": the folded name, and the level (1 province, 3 commune)."""
    for match in _PLACE.finditer(text):
        yield fold(match["name"]), _LEVELS[match["unit"].lower()]


def _all_together(question: str, cited: Sequence[Citation]) -> bool:
    """Whether one place is asked about alone ("riêng huyện …") and the quotations name it only among others."""
    alone = re.search(r"(?i)(?<![^\W_])riêng (?:ở |tại |cho )?", question)
    place = _PLACE.match(question, alone.end()) if alone else None
    if place is None:
        return False
    name = re.escape(place["name"])
    listed = re.compile(
        rf"[{p.UPPER}][{p.LOWER}]+(?:, | và ){name}(?![^\W_])|(?<![^\W_]){name}(?:, | và )[{p.UPPER}][{p.LOWER}]+"
    )
    return all(listed.search(one.quote) for one in cited)


def _other_payment(query: Query, documents: Sequence[Directive], archive: Archive) -> bool:
    """Whether a payment is named ("tiền rác") of which the archive speaks, and these documents not even of what is paid for."""
    plain = words if query.marks else folded_words
    paid = _PAID.search(query.text) if query.marks else _PAID.search(fold(query.text))
    pair = plain(paid.group()) if paid else []
    if len(pair) != 2 or not archive.lexical.frequency("_".join(pair), query.marks):
        return False
    return not any(pair[1] in plain(text) for text in _texts(documents, archive))


def _texts(documents: Sequence[Directive], archive: Archive) -> list[str]:
    """All that each document says, its date and its subject with it."""
    subjects = [one.subject.value if one.subject else "" for one in documents]
    return [
        " ".join((describe(one), subject, *(clause.text for clause in archive.clauses_of(one.id))))
        for one, subject in zip(documents, subjects, strict=True)
    ]
