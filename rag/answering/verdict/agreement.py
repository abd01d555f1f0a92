"""Whether the figures, days and other choices a question names agree with those of a text, for questions that ask yes or no.

Each function answers 1 (they agree), -1 (they contradict) or 0 (the text says nothing of it). Pure; how much each counts is
learnt (:mod:`rag.answering.verdict.judging`).
"""

import re
from dataclasses import dataclass

from index.text import fold
from rag.answering.figures import SCALES
from rag.cite import dates_in

# Words that count the same thing, by the first of them.
_SAME_UNIT = {
    word: group.split()[0]
    for group in (
        "nguoi em chau be hoc tre ban dua si khach can nhan cong", "gio tieng h g", "m met", "dong vnd nghin",
        "lan dot", "m2", "ngay hom", "nam", "thang", "tuoi", "phong", "km",
    )
    for word in group.split()
}  # fmt: skip
_AMOUNT = re.compile(
    r"(?<![\w/.,-])(?P<n>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s?(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)?\s?(?P<unit>%|m2|[^\W\d_]+)?"
    r"(?!\d|/\d)",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"(?:khong (?:\w+ ){0,3}(?:qua|vuot)|khong tren|toi da|(?<!khong )duoi|nhieu nhat|cao nhat)(?: \w+){0,2} $"
    r"|\btrong(?: vong| thoi han| khoang)? $"
)
_LOWER = re.compile(
    r"(?:it nhat|toi thieu|khong (?:duoi|thap hon|it hon)|(?<!khong )tren|tu du|(?<!nhieu )hon)(?: \w+){0,2} $"
)
# "Dưới 18 tuổi" is not 18.
_STRICT = re.compile(r"(?<!khong )\b(?:duoi|tren|(?<!it )(?<!thap )hon)(?: \w+){0,2} $")
_RELATIVE = re.compile(r"\b(?:cao hon|som hon|tre hon|them|lau hon) (?:khong qua |toi da )?$")
_RANGE = re.compile(r"\btu (?:du )?$")
_RANGE_TO = re.compile(r"^\s?(?:\w+ )?(?:den|toi|-) (?:duoi |het )?$")
_PER_TIME = re.compile(r"^\s?(?:/|mot |1 )\s?lan\b")
_NUMBERS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_WORDS = re.compile(
    rf"(?<![^\W_])({'|'.join(_NUMBERS)})(?= (?:lần|tháng|tuần|ngày|người|giờ|tầng|phòng|lớp|đợt|mũi|suất|bình)(?![^\W_]))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<![^\W_])(?!ngày|tháng|năm|số|quá|từ|đến|tới|hơn|dưới|trên|có|và|thứ|đủ|là|cả|hay|giờ|mỗi|ít|nhất|đa|thiểu|thêm|còn|chỉ|xếp|nhận|phạt|đóng)"
    r"([^\W\d_]+) (\d{1,2})(?![\d/.,%]|\s?(?:[^\W\d_]+ ?/|tháng|tuổi|người|giờ|triệu|nghìn|phòng|em|năm|ngày))"
)
_CLASSES = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SPELT_CLASS = re.compile(rf"(?<=\blớp )({'|'.join(_CLASSES)})(?![^\W_])")
# "Trẻ em dưới 12 tuổi không …": the age says only of whom the rule is.
AGED = re.compile(
    r"\W*(?:[^\W\d_]+ ){1,6}(?:dưới|trên|quá|từ|từ đủ|đủ) \d+(?: tháng)? tuổi(?: trở lên| trở xuống)?,? (?:thì )?"
    r"(?:không|chưa|cấm|nghiêm cấm)(?![^\W_])",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"\b(?:cam|sai|vi pham|trai quy dinh|trai phep|qua muc)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts and the folded words around it, at ``[start, end)``."""

    value: float
    unit: str
    before: str
    after: str
    start: int
    end: int


def amounts(text: str) -> list[Amount]:
    """The numbers with a unit, each with the folded words around it; parts of dates and document numbers left out."""
    found = []
    text = _digits(text)
    for match in _AMOUNT.finditer(text):
        number = float(re.sub(r"\.(?=\d{3})", "", match["n"]).replace(",", "."))
        scale = fold(match["scale"] or "")
        unit = "dong" if scale and fold(match["unit"] or "") in ("", "dong", "mot", "moi", "khong") else ""
        if not unit:
            word = fold(match["unit"] or "")
            unit = _SAME_UNIT.get(word, word)
        before = re.sub(" +", " ", fold(text[max(0, match.start() - 40) : match.start()]))
        lead = re.search(r"(\w+) (?:tu )?$", before)
        if unit in ("", "den", "toi", "tro") and lead and lead[1] in ("tuoi",):
            unit = lead[1]
        found.append(
            Amount(
                number * SCALES.get(scale, 1),
                unit,
                before,
                fold(text[match.end() : match.end() + 24]),
                match.start(),
                match.end(),
            )
        )
    return found


def within(question: str, text: str) -> int:
    """Whether an amount asked about keeps to a bound or range that ``text`` sets for the same unit."""
    text = _digits(text)
    stated = amounts(text)
    for asked in amounts(question):
        number = asked.value
        if re.search(r"\b(?:qua|hon|tren) $", asked.before):
            number += 1  # "quá 5 người" is six and more
        if re.search(r"\bduoi $", asked.before):
            number -= 1
        for at, one in enumerate(stated):
            if _RELATIVE.search(one.before):
                continue
            same = _alike(asked, one)
            between = _between(text, stated, at)
            if between and (_alike(asked, between) or same):
                last = between.value - ("duoi" in fold(text[one.end : between.start]))
                night = one.unit == "gio" and last < one.value  # "từ 23 giờ đến 05 giờ"
                inside = number >= one.value or number <= last if night else one.value <= number <= last
                return _turned(question, inside)
            if not same:
                continue
            if _UPPER.search(one.before) or (_LOWER.search(one.before) and _PER_TIME.search(one.after)):
                return _turned(question, number < one.value if _STRICT.search(one.before) else number <= one.value)
            if "tro xuong" in one.after:
                return _turned(question, number <= one.value)
            if _LOWER.search(one.before) or "tro len" in one.after:
                return _turned(question, number > one.value if _STRICT.search(one.before) else number >= one.value)
    return 0


def other_age(question: str, text: str) -> bool:
    """Whether ``text`` forbids something to those of another age than is asked about: of this one it says nothing."""
    return bool(AGED.match(text)) and within(question, text) < 0


def _digits(text: str) -> str:
    """ "hai lần" as "2 lần"; as long as before, so that places stay."""
    text = re.sub("(?i)cây số", "km    ", text)
    return _WORDS.sub(lambda m: str(_NUMBERS.index(m[1].lower()) + 2).rjust(len(m[1])), text)


def _alike(asked: Amount, one: Amount) -> bool:
    """Whether two amounts count the same; sums of thousands do where a question leaves the unit out ("chỉ 50.000 là đủ")."""
    if asked.unit and asked.unit == one.unit:
        return True
    return min(asked.value, one.value) >= 1000 and asked.unit not in _SAME_UNIT


def _between(text: str, stated: list[Amount], at: int) -> Amount | None:
    """The end of the range that the amount ``at`` begins: "từ 11 đến 14"."""
    one, other = stated[at], stated[at + 1] if at + 1 < len(stated) else None
    if other is None or not _RANGE.search(one.before):
        return None
    unit_word = text[one.start : one.end].split()[-1:]
    gap = fold(text[one.end : other.start])
    closed = bool(unit_word) and fold(unit_word[0]) in ("den", "toi")
    return other if closed or _RANGE_TO.match(gap) else None


def _turned(question: str, kept: bool) -> int:
    """Whether what is asked holds: "có vi phạm không" asks for the contrary of keeping to the bound."""
    return (1 if kept else -1) * (-1 if _FORBIDS.search(fold(question)) else 1)


def same_amount(question: str, text: str) -> int:
    """Whether the amounts asked about stand in ``text``, or only others of their unit."""
    stated = amounts(text)
    said = 0
    for asked in amounts(question):
        peers = [one.value for one in stated if _alike(asked, one)]
        if peers:
            if asked.value not in peers:
                return -1
            said = 1
    return said


_DAYS_OUT = re.compile(r"(?i)ngày \d+ ")
_MONTHS = re.compile(r"(?i)tháng (\d{1,2})\s?(?:/|năm )\s?(\d{4})")


def days(question: str, text: str) -> int:
    """Whether the days or the month asked about lie in those of ``text``: in the range it sets, or at its end after "đến"."""
    stated = sorted(day for day in dates_in(text) if re.match(r"\d{4}-", day))
    asked = sorted(day for day in dates_in(question) if re.match(r"\d{4}-", day))
    months = _MONTHS.findall(_DAYS_OUT.sub("", question))
    asked = asked or [f"{year}-{int(month):02}" for month, year in months]
    if not stated or not asked:
        return 0
    size = len(asked[-1])
    first, last = stated[0][:size], stated[-1][:size]
    if re.search(r"\b(?:den|toi|sang|qua|keo)\b(?: \w+){0,3} $", _before_date(question)):
        return 1 if asked[-1] == last else -1
    if set(asked) <= {day[:size] for day in stated}:
        return 1
    return 1 if len(stated) > 1 and first <= asked[0] and asked[-1] <= last else -1


# A day that bounds what is said: "cấp trước ngày 01/6/2023", "nộp sau ngày …", "từ ngày …", "chậm nhất ngày …".
_DAY_BOUND = re.compile(
    r"(?<![^\W_])(?P<word>trước|sau|từ|kể từ|tính từ|đến|đến hết|hết|chậm nhất|muộn nhất|trễ nhất)"
    r"(?: (?:là|vào|thời điểm|hết|\d+ giờ(?: \d+)?))* (?:ngày )?$",
    re.IGNORECASE,
)
_DAY_PRINTED = re.compile(
    r"(?:ngày )?\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}", re.IGNORECASE
)
_DAY_ALONE = re.compile(
    r"(?:ngày|hôm|mùng|mồng) (\d{1,2})\s?(?:/|tháng )\s?(\d{1,2})(?!\s?[/.\d]|\s?năm)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a day keeps to a bound (1, or -1), and the part of the text that sets it."""

    holds: int
    part: str


def day_within(question: str, text: str) -> Kept | None:
    """Whether the day or month asked about keeps to the one day that bounds what ``text`` says."""
    bounds = [
        (bound["word"].lower(), day, *dates_in(day.group()))
        for day in _DAY_PRINTED.finditer(text)
        if (bound := _DAY_BOUND.search(text[: day.start()]))
    ]
    if len(bounds) != 1 or len(dates_in(text)) != 1:
        return None
    word, printed, limit = bounds[0]
    begin = max(text.rfind(mark, 0, printed.start()) for mark in ",;:") + 1
    end = min((at for mark in ",;" if (at := text.find(mark, printed.end())) >= 0), default=len(text))
    part = text[begin:end]
    asked = sorted(day for day in dates_in(question) if re.match(r"\d{4}-", day)) or _short_days(question, limit[:4])
    if len(asked) != 1 or re.search(r"\b(?:truoc|sau|tu|den|toi|het)\b(?: \w+){0,2} $", _before_date(question)):
        return None
    day, limit = asked[0], limit[: len(asked[0])]
    if day == limit:
        return None if len(day) < len("2023-06-01") else Kept(-1 if word in ("trước", "sau") else 1, part)
    since = word in ("sau", "từ", "kể từ", "tính từ")
    return Kept(1 if (day > limit) == since else -1, part)


def _short_days(question: str, year: str) -> list[str]:
    """The days asked about without their year, which is ``year``; else the month ("tháng 3/2023")."""
    days = [f"{year}-{int(month):02}-{int(day):02}" for day, month in _DAY_ALONE.findall(question)]
    return days or [f"{year}-{int(month):02}" for month, year in _MONTHS.findall(_DAYS_OUT.sub("", question))]


_WEEK = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_WEEKDAY = rf"(?:{'|'.join(_WEEK)})"
_DIGIT_DAY = re.compile(r"(?<![^\W_])thứ ([2-7])(?![\w/])", re.IGNORECASE)
_WEEK_SPAN = re.compile(rf"({_WEEKDAY})\s+(?:đến|tới|-)\s+(?:hết )?(?:ngày )?({_WEEKDAY})")
_CLOSED_ON = re.compile(
    rf"(?:nghỉ|trừ|không kể|đóng cửa)(?: (?:vào|các|ngày|làm việc))* {_WEEKDAY}(?:(?:,| và) {_WEEKDAY})*"
)


def weekday(question: str, text: str) -> int:
    """Whether the day of the week asked about is among those ``text`` names; one it is closed on is not."""
    asked, said = (_DIGIT_DAY.sub(lambda m: _WEEK[int(m[1]) - 2], part.lower()) for part in (question, text))
    mine = {day for day in _WEEK if has_word(day, asked)}
    if len(mine) != 1 or re.search(r"(?<![^\W_])(?:nghỉ|đóng cửa)(?![^\W_])", asked):
        return 0
    closed = {day for found in _CLOSED_ON.findall(said) for day in _WEEK if day in found}
    said = _CLOSED_ON.sub(" ", said)
    open_on = {day for day in _WEEK if has_word(day, said)}
    for first, last in _WEEK_SPAN.findall(said):
        open_on |= set(_WEEK[_WEEK.index(first) : _WEEK.index(last) + 1])
    if mine & closed or (open_on and not mine & open_on):
        return -1
    return 1 if mine & open_on else 0


def _before_date(question: str) -> str:
    match = re.search(r"\d{1,2}\s?/\s?\d", question)
    return fold(question[: match.start()]) if match else ""


# Of each group a thing has one: who asks for one where the text says another is told no.
_CHOICES = tuple(
    tuple(group.split(","))
    for group in (
        "buổi sáng,buổi trưa,buổi chiều,buổi tối",
        "sáng,trưa,chiều", "trực tiếp,trực tuyến", "cấp xã,cấp huyện,cấp tỉnh", "hằng ngày,hằng tuần,hằng tháng,hằng quý,hằng năm",
        "ngân sách trung ương,ngân sách địa phương", "tự nguyện,bắt buộc", "thành thị,nông thôn",
        "một lần,hàng tháng,hằng tháng", "tại nhà,tập trung", "phó trưởng ban,trưởng ban,thành viên",
    )
)  # fmt: skip


def choices(question: str, text: str) -> int:
    """Whether of things that rule each other out ``text`` says the one asked for, or only another."""
    asked, said = (re.sub(r"hàng (?=ngày|tuần|tháng|quý|năm)", "hằng ", part.lower()) for part in (question, text))
    agreed = 0
    for group in _CHOICES:
        mine, theirs = ({word for word in group if has_word(word, part)} for part in (asked, said))
        if mine and theirs:
            if not mine & theirs:
                return -1
            agreed = 1
    return agreed


# How far somebody went to school, the lowest first.
_SCHOOLING = (
    r"(?:tốt nghiệp |hết |học )?(?:tiểu học|cấp (?:1|i|một)(?![^\W_]))", r"trung học cơ sở|thcs|(?:hết |nghiệp |học |có )cấp (?:2|ii|hai)(?![^\W_])",
    r"trung học phổ thông|thpt|(?:hết |nghiệp |học |có )cấp (?:3|iii|ba)(?![^\W_])", r"trung cấp", r"cao đẳng",
    r"(?<!ban )(?:trình độ |tốt nghiệp |bằng )?đại học|cử nhân", r"thạc sĩ|thạc sỹ|cao học", r"tiến sĩ|tiến sỹ",
)  # fmt: skip
_GRADUATE = re.compile(r"(?<![^\W_])(?:tốt nghiệp|trình độ|bằng|văn bằng|học hết|học vấn|học xong)(?![^\W_])")


def schooling(question: str, text: str) -> int:
    """Whether the schooling asked about reaches what ``text`` asks for; 0 where either names none, or not one alone."""
    asked, said = question.lower(), text.lower()
    if not (_GRADUATE.search(asked) and _GRADUATE.search(said)):
        return 0
    mine, theirs = (
        [at for at, words in enumerate(_SCHOOLING) if re.search(rf"(?<![^\W_])(?:{words})(?![^\W_])", part)]
        for part in (asked, said)
    )
    if len(mine) != 1 or len(theirs) != 1:
        return 0
    return 1 if mine[0] >= theirs[0] else -1


def has_word(word: str, text: str) -> bool:
    """Whether ``word`` stands in ``text``; both in lower case."""
    return word in text and bool(re.search(rf"(?<![^\W_]){word}(?![^\W_])", text))


def speaks(question: str, text: str) -> bool:
    """Whether ``text`` has a figure or a day of the kind asked about, be it this or another."""
    return bool(within(question, text) or same_amount(question, text) or days(question, text))


def other_numbered(question: str, text: str) -> bool:
    """Whether ``text`` speaks of another one of what the question numbers: "lớp 1" where "lớp 6" is asked about."""
    asked, said = _numbered(question), _numbered(text)
    return any(word in said and not numbers & said[word] for word, numbers in asked.items())


def _numbered(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(_SPELT_CLASS.sub(lambda m: str(_CLASSES.index(m[1]) + 1), text.lower())):
        found.setdefault(match[1], set()).add(match[2])
    return found
