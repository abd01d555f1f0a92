"""The figures a question names, and whether a text has them or sets bounds that they lie in. Pure.

"Theo quy định cho trẻ 30 tháng tuổi …" is answered by what is said of "từ 24 đến 36 tháng tuổi", "hơn 186 triệu" by 186.430.000,
"9 giờ tối" by 21 giờ.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from index.text import Token, canonical, fold, tokens, words
from rag.answering.value.bounds import SCALES, bounds, unit_behind
from rag.values import dates

# A year only compared with ("tăng 3 lần so với cùng kỳ năm 2021") is not the one told of.
COMPARED = re.compile(
    r"(?<![^\W_])(?:so với|bằng)(?: cùng kỳ| cùng kì| cả)?(?: các)?(?: năm)? (?:19|20)\d\d(?![\d/.-]\d)", re.IGNORECASE
)
_LABEL = re.compile(r"(?<![\w-])[A-Z]\d{1,2}(?![\w-])")
# "lần thứ V" is not the sixth, "học kỳ I" not the second.
_ORDERED = re.compile(
    r"(?<!\w)(?:thứ|khóa|khoá|kỳ|kì|quý|đợt|hạng|loại|cấp|giai đoạn|nhóm|thu|khoa|ky|quy|dot)\s+([IVX]{1,5})(?!\w)"
)
# "Mỗi người 1 lần", "1 tháng": a rate, where "lớp 1" names.
_RATE = re.compile(
    r"(?<![^\W_])(?:(?<!lớp )(?<!lop )(?<!cấp )(?<!cap )(?<!số )(?<!so )(?<!quận )(?<!tầng )(0?1)"
    r"(?=\s+(?:quý|buổi|đợt|lớp|em|cháu|suất|xã|phường|lop)(?![^\W_]))"
    r"|(0?1)(?=\s+(?:lần|người|tháng|năm|ngày|tuần|hộ|lan|nguoi|thang|nam|ngay|tuan|ho)(?!\s+học|[^\W_])))"
    # "Bao nhiêu tiền 1 con?"
    r"|(?<![^\W_])(?:bao nhiêu|mấy|bao nhieu|may)(?: [^\W\d_]+){0,4} (0?1)(?= [^\W\d_]+(?: [^\W\d_]+)?\s*[?.!]*$)",
    re.IGNORECASE,
)
# A whole number printed with decimals: "36,00".
_WHOLE = re.compile(r"\d+,0+")
# Said of the year before the document's own.
_YEAR_BEFORE = re.compile(
    r"(?<![^\W_])(?:năm (?:học )?(?:trước|ngoái)|vụ trước|mùa \w+ năm trước)(?! mắt|[^\W_])", re.IGNORECASE
)
# Where a sentence ends, and another is said.
_END = re.compile(r"(?:(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\b[QPHX])\.|!)\s+(?=[^\W\d_])|\?\s+|\n")
# "m3" is two tokens, and its figure counts nothing.
_POWER = re.compile(r"(?<![^\W\d_])[mM]([23])(?![\w.,]\d|\w)")
# "Ô tô 16 chỗ": folds to the same as the "tổ" that a number names.
_CAR = canonical("tô")
# Folds to the same as "tối".
_TO = {canonical("tới")}
# What a bound is widened by so that its end lies within it.
_END_OF = 1e-5
_AFTERNOON, _MORNING = frozenset({"chieu", "toi", "dem"}), frozenset({"sang", "trua"})
# A number behind these is the name of something, no amount.
_NAMES = frozenset(
    "nam thang ngay so lop khoa dot quy khoan dieu muc diem phuong quan xa to tang"
    " phong giai doan ky tuan lan thu nhom cap hang loai".split()
)
_NUMBER = re.compile(
    r"(?<![\w./,-])(?P<n>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?![\w/]|[.,]\d)\s*(?P<scale>nghin|ngan|trieu|ty|ti)?\b"
)
_MONTHS = re.compile(
    r"\bthang (?P<first>\d{1,2})(?P<more>(?:\s*(?:,|va|den|-|–)\s*(?:thang )?\d{1,2})*)\s*(?:/|nam )\s*(?P<year>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of the question with what it counts: ``30``, ``tháng tuổi``; ``scale``: what it is told in ("triệu"), else 0;
    ``hour``: where it is a time of day, that on the clock, else 0; ``before``: the word before it ("AQI 250")."""

    term: str
    value: float
    unit: str
    scale: float
    hour: float
    before: str = ""


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """The figures of a question: those of the sentence that asks, and those that only tell who asks ("Con tôi vào lớp 6. …")."""

    needed: frozenset[str]
    told: frozenset[str]
    amounts: tuple[Amount, ...]


def asked(text: str, terms: Collection[str], forms: Callable[[str], Collection[str]]) -> FiguresAsked:
    """The figures of the question ``text``, with the content words ``terms``; ``forms``: words as they are compared."""
    wanted = {term for term in terms if term[:1].isdigit()} - {one[one.lastindex or 0] for one in _RATE.finditer(text)}
    wanted -= set(_POWER.findall(text)) - set(words(_POWER.sub(" ", text)))
    last = max((end.end() for end in _END.finditer(text.rstrip())), default=0)
    # "F2" is not "F1", whatever else is the same.
    named = _named(text, forms)
    needed = (wanted & set(words(text[last:]))) | _named(text[last:], forms)
    # What stands nowhere in the question as typed was put there from an earlier one.
    needed |= wanted - set(words(text))
    return FiguresAsked(frozenset(needed), frozenset((wanted | named) - needed), tuple(_amounts(text, wanted)))


def _named(text: str, forms: Callable[[str], Collection[str]]) -> set[str]:
    return set(forms(" ".join([*_LABEL.findall(text), *_ORDERED.findall(text)])))


def _amounts(text: str, wanted: Collection[str]) -> Iterator[Amount]:
    found = tokens(text)
    for at, token in enumerate(found):
        if token.accented not in wanted or not re.fullmatch(r"\d+(?:\.\d{3})*(?:,\d+)?", token.accented):
            continue
        after = [one.folded for one in found[at + 1 : at + 3]]
        named = at and found[at - 1].folded in _NAMES and found[at - 1].accented != _CAR
        if named and after[:1] != ["tuoi"]:
            continue
        scale = SCALES.get(after[0], 0.0) if after else 0.0
        hour = _hour(found, at, after)
        before = found[at - 1].folded if at else ""
        yield Amount(token.accented, _value(token.accented), unit_behind(text, found, at), scale, hour, before)


def _hour(found: Sequence[Token], at: int, after: Sequence[str]) -> float:
    """The hour of the day that the number ``at`` tells, as a clock does: "9 giờ tối" is 21."""
    # "9 giờ tối", not "9 giờ tới 11 giờ"
    near = {one.folded for one in found[at + 2 : at + 4] if one.accented not in _TO}
    if after[:1] not in (["gio"], ["h"]) or not near & (_AFTERNOON | _MORNING):
        return 0.0
    hour = _value(found[at].accented)
    return hour + 12 if near & _AFTERNOON and hour < 12 else hour


def _value(number: str) -> float:
    return float(re.sub(r"\.(?=\d{3})", "", number).replace(",", "."))


def met(
    wanted: Collection[str], amounts: Sequence[Amount], text: str, forms: Collection[str], date: str | None
) -> bool:
    """Whether a text has each of the ``wanted`` figures, or bounds within which one lies; ``forms``: its words; ``date``: its
    document's, ISO: a clause of 2022 need not say its year."""
    known = {*forms, *words(text)}
    days = {canonical(value.text) for value in dates(text)}
    # "năm 2021", "tháng 7/2021" and "19/7" of "ngày 19/7/2021"; "36 m" of "36,00 m"
    known |= {day[-4:] for day in days} | {day[:-5] for day in days if day.count("/") == 2}
    known |= {day.split("/", 1)[1] for day in days if day.count("/") == 2}
    known |= {word.split(",")[0] for word in known if _WHOLE.fullmatch(word)}
    if date:
        year, month, day = date[:4], int(date[5:7]), int(date[8:10])
        known |= {year, f"{month}/{year}", f"{day}/{month}/{year}"}
        known |= year_before(text, date)
    missing = {term for term in wanted if term not in known and term not in days}
    if not missing:
        return True
    line = " ".join(fold(text).split())
    missing -= {f"{int(month)}/{found['year']}" for found in _MONTHS.finditer(line) for month in _months(found)}
    return all(any(one.term == term and _is_met(one, line) for one in amounts) for term in missing)


def year_before(text: str, date: str) -> set[str]:
    """The year before that of a document's ``date`` (ISO), where its text speaks of it: "năm học trước"."""
    return {str(int(date[:4]) - 1)} if _YEAR_BEFORE.search(text) else set()


def _months(found: re.Match[str]) -> list[str]:
    return [found["first"], *re.findall(r"\d{1,2}", found["more"])]


def _is_met(one: Amount, line: str) -> bool:
    if one.scale:
        sum_ = one.value * one.scale
        near = ((_value(found["n"]) * SCALES.get(found["scale"] or "", 1.0)) for found in _NUMBER.finditer(line))
        if any(abs(value - sum_) < one.scale for value in near):
            return True
        return any(low <= sum_ <= high for low, high, unit in bounds(line) if unit == one.unit)
    if one.hour:
        return re.search(rf"\b{one.hour:.0f} ?(?:gio|h)\b", line) is not None
    return any(low <= one.value <= high for low, high, unit in bounds(line) if unit in (one.unit, one.before))


def _counts(one: Amount, text: str) -> bool:
    """Whether a text has the number, with the unit: of "từ 20 ngày: 15 triệu đồng" 15 days are not told."""
    found = tokens(text)
    return any(
        token.accented == one.term and unit_behind(text, found, at) in (one.unit, "") for at, token in enumerate(found)
    )


def excluded(amounts: Sequence[Amount], text: str) -> bool:
    """Whether a text sets bounds on what the question counts, and the question's number lies in none of them."""
    line = " ".join(fold(text).split())
    for one in amounts:
        told = [(low, high) for low, high, unit in bounds(line) if unit == one.unit]
        value = one.value * (one.scale or 1.0)
        # The end itself may be meant: "tụt dưới 36 m" asks of it.
        if told and not _counts(one, text) and not any(low - _END_OF <= value <= high + _END_OF for low, high in told):
            return True
    return False
