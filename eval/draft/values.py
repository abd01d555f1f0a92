"""Questions about numbers in sentences: a day by which, an amount, a share, a time, a limit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.draft import bodies
from eval.draft.forms import DAY, amount_rows, date_rows, iso
from eval.draft.types import DOC, Answers, Document, Seed
from eval.draft.words import bare, content, flat, lowered, quotation, sentences
from eval.questions import Gold
from index.text import folded_words
from index.types import Clause, Role

_NUMBER = r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+|(?<![\d.,/])\d+(?:,\d+)?"
_SPELT = r"(?: \([^()\d]{2,20}\))?"
_SCALE = r"(?: (?:triệu|nghìn|ngàn|tỷ|tỉ))?"
_SPANS = r"ngày làm việc|ngày|tháng|năm|giờ|tuần"
_UNITS = rf"{_SPANS}|người|hộ|đội|lần|m2|m²|mét|km|trường hợp|suất|bản|bộ|đại biểu|tiết|buổi"
_LIMIT = r"(?:không quá|tối đa(?: không quá)?|tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn)(?: là)?"
_TIME = r"(?:trong thời hạn|trong vòng|chậm nhất(?: là| sau| trong)?|chậm nhất trong thời hạn|trước ít nhất|trong thời gian)"


@dataclass(frozen=True, slots=True)
class _Ask:
    """A value to look for: ``value`` and what else the pattern names are put into ``question``."""

    kind: str
    topic: str
    pattern: re.Pattern[str]
    question: str


_ACTS = r"(?:được )?(?:thực hiện|áp dụng|tính|bắt đầu|khai giảng|tựu trường|kết thúc)(?: kể)?(?: từ| vào| trước)?"
_ASKS = (
    _Ask(
        "date", "deadline",
        re.compile(rf"\b(?P<how>(?:xong )?trước|(?:chậm|muộn) nhất(?: là| vào)?|đến hết) (?P<value>ngày {DAY})"),
        "{how} ngày nào",
    ),
    _Ask("date", "since", re.compile(rf"\b(?P<how>{_ACTS}) (?P<value>ngày {DAY})"), "{how} ngày nào"),
    _Ask(
        "number", "amount", re.compile(rf"(?<!từ )(?P<value>(?:{_NUMBER}){_SCALE} đồng)(?P<per>(?:/[\w-]+)*)"),
        "bao nhiêu đồng{per}",
    ),
    _Ask("number", "share", re.compile(rf"(?<!từ )(?<!đến )(?P<value>(?:{_NUMBER})\s?%)"), "bao nhiêu phần trăm"),
    _Ask(
        "number", "time", re.compile(rf"\b(?P<how>{_TIME}) (?P<value>\d+{_SPELT} (?P<unit>{_SPANS}))\b"),
        "{how} bao nhiêu {unit}",
    ),
    _Ask(
        "number", "limit", re.compile(rf"\b(?P<how>{_LIMIT}) (?P<value>(?:{_NUMBER}){_SPELT} (?P<unit>{_UNITS}))\b"),
        "{how} bao nhiêu {unit}",
    ),
)  # fmt: skip
# "Mức chi điều dưỡng: 1.110.000 đồng" — what is before a colon is asked for as a whole.
_LABEL = re.compile(
    r"^(?P<label>[^:;.]{8,120}?)(?::| là| bằng) "
    rf"(?P<value>(?:{_NUMBER}){_SCALE} (?:đồng|{_UNITS}))\b(?:/[\w-]+)*"
)
_TELLING = 3
_BEFORE, _AFTER = (4, 34), 14
# Words that are in every sentence about money and time; without others nobody knows what is asked.
_GENERAL = frozenset(
    folded_words(
        "mức hỗ trợ cấp chi tối đa thiểu kinh phí tiền được hưởng bằng là một lần hàng tháng thời gian thực hiện số mỗi không quá"
    )
)
_EXAMPLE = re.compile(r"\b(?:[Vv]í dụ|[Tt]hí dụ|VD|[Ôô]ng|[Bb]à (?!mẹ))\b")
_MONEY = re.compile(r"\b(?:mức|tiền|chi|kinh phí|trợ cấp|phụ cấp|phí|giá|lương|tổng|vốn)\b", re.IGNORECASE)
# A label with a verb in it is a sentence.
_CLAUSE = re.compile(r"\b(?:được|phải|có|bị|thì)\b")
# A sentence that begins so hangs on the one before it.
_HANGS = re.compile(
    r"^(?:và|hoặc|nhưng|nếu|riêng|trong đó|ngoài ra|đồng thời|sau đó|thì|từ"
    r"|đến|là|bao gồm|gồm|kể từ|trong|sau|khi|trước|trên|dưới"
    r"|(?:\S+ ){0,4}khác)\b",
    re.IGNORECASE,
)


def value_seeds(document: Document) -> Iterator[Seed]:
    """The numbers and days in the clauses of ``document`` that a person would ask for."""
    for clause in document.clauses:
        if clause.role is not Role.BODY or "bảng" in clause.address or _EXAMPLE.search(flat(clause)):
            continue
        for sentence in sentences(bare(flat(clause))):
            yield from _labelled(document, clause, sentence)
            for ask in _ASKS:
                found = list(ask.pattern.finditer(sentence))
                for one in found:
                    yield from _blank(document, clause, sentence, ask, one, alone=len(found) == 1)
        yield from _over_colon(document, clause)


def _over_colon(document: Document, clause: Clause) -> Iterator[Seed]:
    """A clause that is a label, a colon and an amount, which :func:`sentences` takes apart."""
    whole = bare(flat(clause)).rstrip(".;, ")
    if ":" in whole and len(whole.split()) <= 40:
        yield from _labelled(document, clause, whole)


def _labelled(document: Document, clause: Clause, sentence: str) -> Iterator[Seed]:
    found = _LABEL.match(sentence)
    if not found or _HANGS.match(sentence) or _CLAUSE.search(found["label"]) or len(found["label"].split()) < 3:
        return
    label = _opened(found["label"])
    if "đồng" in found["value"] and not _MONEY.search(label):
        label = f"mức chi cho {label}"
    patterns = (f"Theo {DOC}, {label} là bao nhiêu?", f"{DOC} quy định {label} là bao nhiêu?")
    yield from _seed(
        document, clause, "number", "label", patterns, amount_rows(found["value"]), found.group(), found["label"]
    )


def _blank(
    document: Document, clause: Clause, sentence: str, ask: _Ask, found: re.Match[str], *, alone: bool
) -> Iterator[Seed]:
    """The sentence with a question word in place of the value."""
    before, after = sentence[: found.start()].strip(), sentence[found.end() :].strip(" ,")
    words = len(before.split())
    if _HANGS.match(sentence) or not _BEFORE[0] <= words <= _BEFORE[1]:
        return
    asks = ask.question.format_map({"how": "", "per": "", "unit": "", **found.groupdict()}).strip()
    after = after.split(",")[0]
    if (
        not alone
        or re.search(r"\d", after)
        or len(after.split()) > _AFTER
        or re.match(r"(?:và|hoặc|thì|để)\b|\(", after)
    ):
        if ask.topic == "share":  # of what?
            return
        after = ""
    rows: Answers = amount_rows(found["value"])
    if ask.kind == "date":
        day = iso(found["value"])
        if not day or not _near(document, day):
            return
        rows = date_rows(day)
    question = f"{_opened(before)} {asks}{' ' + after if after else ''}"
    quoted = sentence[: found.end()]
    yield from _seed(document, clause, ask.kind, ask.topic, (f"Theo {DOC}, {question}?",), rows, quoted, before)


def _near(document: Document, day: str) -> bool:
    """Whether a day is one to act by, not one of history: from the directive's own year to ten years on."""
    date = document.directive.date
    return date is None or int(date.value[:4]) <= int(day[:4]) <= int(date.value[:4]) + 10


def _opened(words: str) -> str:
    return words if bodies.begins_with_name(words) else lowered(words)


def _seed(
    document: Document, clause: Clause, kind: str, topic: str, patterns: tuple[str, ...], rows: Answers, quoted: str, about: str
) -> Iterator[Seed]:  # fmt: skip
    gold: Gold | None = quotation(clause, quoted)
    if gold and len(content(about) - _GENERAL) >= _TELLING:
        yield Seed(kind, topic, document.directive.id, patterns, rows, (gold,), about)
