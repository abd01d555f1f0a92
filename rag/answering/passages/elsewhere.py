"""Whether an answer was taken from elsewhere than the question names: another year, another round or class, another place.

Words in common do not tell: "Đợt 3 ảnh hưởng bao nhiêu hộ?" has all of its own in what is said of the second. Only what a question
calls by a number or a name is compared, and only with documents that do so, too; nothing here knows what an archive is about.
Add a noun to ``_NOUNS`` to tell one of its kind from another.
"""

import itertools
import re
from collections.abc import Sequence
from functools import cached_property

from index.archive import Archive
from index.parsing import patterns as p
from index.passages import describe
from index.text import fold, folded_words, words
from index.types import Directive
from rag.answering.figures import COMPARED, year_before
from rag.answering.passages.other_place import other_place, places_named
from rag.answering.value.bounds import ROMAN
from rag.answering.verdict.when import days
from rag.question import units
from rag.types import Basis, Citation, Draft, Query, Want

_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ONE = rf"(?:\d{{1,2}}(?![\d/.,%]\d|%)|{'|'.join(sorted(ROMAN, key=len, reverse=True))}|(?<=thứ )(?:{'|'.join(_WORDS)}))(?![^\W_])"
# Things in a row, of which one is not the other.
_NOUNS = r"khu phố|tổ dân phố|tổ|thôn|xóm|ấp|khóm|khối"
_NOUNS += (
    r"|đợt|giai đoạn|khóa|khoá|học kỳ|học kì|kỳ họp|quý|lớp|vòng|phiên họp|gói thầu|gói|tuyến|hạng|bậc|phân khu|lô"
)
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
# "hết giá trị" and "tiền mặt" are no payments, nor what "đánh giá", "kinh phí" and "giá rét" go on with.
_PAID = re.compile(
    r"(?<![^\W_])(?:tiền|tien"
    r"|(?<!kinh )(?<!chi )(?<!học )(?<!hoc )(?<!viện )(?<!vien )(?<!lệ )(?<!le )(?<!lãng )(?<!lang )(?<!án )(?<!hoang )(?:phí|phi)"
    r"|(?<!đánh )(?<!danh )(?<!thẩm định )(?<!tham dinh )(?<!trị )(?<!tri )(?<!đơn )(?<!don )"
    r"(?<!đấu )(?<!dau )(?<!vật )(?<!vat )(?:giá|gia))"
    r"\s+(?!(?:trị|cả|thành|đình|hạn|tri|ca|thanh|dinh|han|mặt|mat|bạc|tệ|rét|lạnh|buốt|ret|lanh|buot|nào|gì|nao|gi|là|la|bao)"
    r"(?![^\W_]))[^\W\d_]+",
    re.IGNORECASE,
)
# Of so many pairs of a question's words that the archive knows, so large a share at most stands in a document of another matter.
PAIRS, THERE = 3, 0.25
# What there are several of, each with a name of its own: "chợ Bến Đá", "hồ Khe Mây".
_BEARER = (
    "chợ|cầu|cống|đập|hồ|kênh|mương|trạm bơm|sông|suối|núi|đèo|đảo|đồi|bãi|bến|cảng|ga|bến xe|chùa|đền|đình|miếu|nhà thờ|trường"
    "|bệnh viện|trạm|nhà máy|xí nghiệp|công ty|hợp tác xã|khu công nghiệp|cụm công nghiệp|khu phố|khu tập thể|chung cư"
    "|đường|phố|ngõ|công viên|quảng trường|sân vận động|khách sạn|lễ hội|làng nghề|đồn biên phòng|trại|lâm trường|nông trường"
)
_BEARING = re.compile(
    rf"(?<![^\W_])(?P<noun>(?i:{_BEARER}))\s+(?P<name>[{p.UPPER}][{p.LOWER}]+(?:\s[{p.UPPER}][{p.LOWER}]+){{1,3}})(?![^\W_])"
)
# "Kinh phí năm 2023 …": the year that a sentence is of.
_YEAR_TOLD = re.compile(
    r"(?i)(?<![^\W_])(?<!từ )(?<!đến )(?<!hết )(?<!tới )(?<!trước )(?<!sau )năm ((?:19|20)\d\d)(?![\w/]|[.,-]\d|\s?[-–])"
)
# "Trạm bơm số 2", on folded text; a document's number goes on with a stroke.
_NUMBERED = re.compile(r"\b(?P<noun>[a-z]+ [a-z]+) so (?P<number>\d{1,2})(?![\w/.-]*\d)(?!/)")
# "từ năm 2021", "đến hết năm 2025": what stands before a year that opens it to one side.
_OPEN = re.compile(r"(?i)(?<![^\W_])(?:(?P<since>từ|kể từ|sau|tu|ke tu)|trước|đến hết|truoc|den het)(?: năm| nam)? $")


def elsewhere(query: Query, draft: Draft, archive: Archive) -> bool:
    """Whether all that ``draft`` cites is of another year, number or place than ``query`` names."""
    cited = [citation for statement in draft.statements for citation in statement.citations]
    if not cited:
        return False
    numbers = dict.fromkeys(one.clause.directive for one in cited)
    documents = [archive.directives[number] for number in numbers]
    texts = _Texts(documents, archive)
    # "Tôi nhập ngũ năm 1978": a year that lies out of the span told, or in it, need not be printed.
    spanned = draft.verdict is not None and any(days(query.text, one.clause.text) for one in cited)
    return (
        (
            not spanned
            and _other_year(_DONE.sub(" ", query.text) if query.want is Want.YES_NO else query.text, documents, texts)
        )
        or (draft.basis is Basis.VALUE and _of_another_year(query, cited, archive))
        or _other_number(query.text, texts)
        or _numbered_otherwise(query.text, draft)
        or other_place(query, cited, archive)
        or _never_there(query, texts, archive)
        or _other_bearer(query.text, cited, archive)
        or _other_payment(query, texts, archive)
    )


class _Texts:
    """All that each document cited says, its date and its subject with it: read when first asked for, once an answer."""

    def __init__(self, documents: Sequence[Directive], archive: Archive) -> None:
        self._documents, self._archive = documents, archive

    @cached_property
    def all(self) -> tuple[str, ...]:
        return tuple(self._of(one) for one in self._documents)

    def _of(self, one: Directive) -> str:
        subject = one.subject.value if one.subject else ""
        text = " ".join((describe(one), subject, *(clause.text for clause in self._archive.clauses_of(one.id))))
        return " ".join((text, *(year_before(text, one.date.value) if one.date else ())))


def _other_year(question: str, documents: Sequence[Directive], texts: _Texts) -> bool:
    """Whether a year or period is named of which no document speaks; one without a date may be of any."""
    dates = [int(one.date.value[:4]) for one in documents if one.date]
    if len(dates) < len(documents):
        return False
    asked = [
        {year for year in found.groups() if year}
        for found in _PERIOD.finditer(question)
        if not any(_reaches(question[: found.start()], int(found[1]), year) for year in dates)
    ]
    told = [COMPARED.sub(" ", text) for text in texts.all] if asked and not COMPARED.search(question) else texts.all
    return bool(asked) and not any(all(year in text for year in years) for text in told for years in asked)


def _of_another_year(query: Query, cited: Sequence[Citation], archive: Archive) -> bool:
    """Whether a value is asked for of one year, and stands in sentences that say they are of another: their document's own year
    does not make them of it."""
    asked = {found[1] for found in _PERIOD.finditer(query.text) if not found[2]}
    bounded = any(_OPEN.search(query.text[: found.start()]) for found in _PERIOD.finditer(query.text))
    if len(asked) != 1 or bounded or COMPARED.search(query.text) or query.want in (Want.DATE, Want.YES_NO):
        return False
    year = next(iter(asked))
    return all(_YEAR_TOLD.search(COMPARED.sub(" ", one.quote)) and year not in _around(one, archive) for one in cited)


def _around(one: Citation, archive: Archive) -> str:
    """The clause of a citation with what stands above it and what its document is about."""
    document = archive.directives[one.clause.directive]
    return " ".join((one.clause.text, *one.clause.headings, document.subject.value if document.subject else ""))


def _other_bearer(question: str, cited: Sequence[Citation], archive: Archive) -> bool:
    """Whether a market, a bridge, a school is named, and all is said of another: "chợ Làng Vạc" for "chợ Ngã Ba"."""
    asked = {(found["noun"].lower(), fold(found["name"])) for found in _BEARING.finditer(question)}
    if not asked:
        return False
    nouns = {noun for noun, _ in asked}
    return all(
        any(found["noun"].lower() in nouns for found in _BEARING.finditer(one.quote))
        and not any(name in fold(_around(one, archive)) for _, name in asked)
        for one in cited
    )


def _reaches(before: str, year: int, told: int) -> bool:
    """Whether what stands ``before`` a year opens it to one ``told`` of: "từ năm 2021" to 2023."""
    bound = _OPEN.search(before)
    return bound is not None and (told >= year if bound["since"] else told <= year)


def _other_number(question: str, texts: _Texts) -> bool:
    """Whether the documents speak of others of a row ("đợt 1", "đợt 2"), and nowhere of the one asked about."""
    asked = serials(question)
    told = [serials(text) for text in texts.all] if asked else []
    return any(
        all(one.get(noun) and not numbers & one[noun] for one in told) for noun, numbers in asked.items() if told
    )


def _numbered_otherwise(question: str, draft: Draft) -> bool:
    """Whether one of several that are numbered is asked about ("trạm số 2"), and all is said of another beside it ("trạm số 1")."""
    asked = {(noun, number) for noun, number in _numbered(question)}
    found = [
        part
        for statement in draft.statements
        for one in statement.citations
        for part in re.split(r"[;.]\s", " ".join(one.quote.split()))
        if " ".join(statement.text.split()) in part
    ]
    if not asked or not found:
        return False
    return all(
        any(noun == other and number != told for noun, number in asked for other, told in _numbered(part))
        and not asked & set(_numbered(part))
        for part in found
    )


def _numbered(text: str) -> list[tuple[str, str]]:
    return [(found["noun"], found["number"].lstrip("0")) for found in _NUMBERED.finditer(fold(text))]


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
    return 1 + (ROMAN.index(said) if said in ROMAN else _WORDS.index(said))


def _never_there(query: Query, texts: _Texts, archive: Archive) -> bool:
    """Whether a place is named, and the documents cited for it hold next to none of the pairs of words that the question shares
    with the rest of the archive: what it asks about is spoken of elsewhere."""
    if not query.scope.names or query.scope.explicit:
        return False
    plain = words if query.marks else folded_words
    scope = {word for name in (*query.scope.names, *units.names()) for word in plain(name)}
    own = {word for found in places_named(query.text) for name in found for word in plain(name)} | scope
    pairs = {pair for pair in query.pairs if not set(pair) <= own}
    pairs = {pair for pair in pairs if archive.lexical.frequency("_".join(pair), query.marks)}
    if len(pairs) < PAIRS:
        return False
    held = {pair for text in texts.all for pair in itertools.pairwise(plain(text))} & pairs
    return len(held) <= THERE * len(pairs)


def _other_payment(query: Query, texts: _Texts, archive: Archive) -> bool:
    """Whether a payment is named ("tiền rác") of which the archive speaks, and these documents not even of what is paid for."""
    plain = words if query.marks else folded_words
    paid = _PAID.search(query.text) if query.marks else _PAID.search(fold(query.text))
    pair = plain(paid.group()) if paid else []
    if len(pair) != 2 or not archive.lexical.frequency("_".join(pair), query.marks):
        return False
    return not any(pair[1] in plain(text) for text in texts.all)
