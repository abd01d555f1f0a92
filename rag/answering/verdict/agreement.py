"""Whether the figures, days and other choices a question names agree with those of a text, for questions that ask yes or no.

Each function answers 1 (they agree), -1 (they contradict) or 0 (the text says nothing of it). Pure; how much each counts is
learnt (:mod:`rag.answering.verdict.judging`).
"""

import re
from dataclasses import dataclass

from index.text import fold
from rag.answering.value.bounds import SCALES

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
    r"(?:it nhat|toi thieu|khong (?:duoi|thap hon|it hon)|(?<!khong )tren|tu du|(?<!nhieu )hon|(?<!truoc va )sau)(?: \w+){0,2} $"
)
_BAN_AROUND = re.compile(
    r"(?<![^\W_])(?:không|cấm)(?![^\W_])[^;.]*?(?<![^\W_])trong (?:phạm vi|bán kính)(?: [^\W\d_]+){0,2} (?=\d)",
    re.IGNORECASE,
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
# "Lần thứ ba" asks for three times.
_ORDINAL = re.compile(
    r"(?<![^\W_])(?P<noun>lần|đợt) thứ (?P<n>\d{1,2}|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?![^\W_])", re.I
)
_OF_DATE = re.compile(r"(?<=ngày )\d{1,2} tháng \d|(?<=tháng )\d{1,2} năm \d{4}", re.IGNORECASE)
_YEAR = re.compile(r"(?<![^\W_])năm (?:học )?(?:\d{4}\s?[-–]\s?)?(?:19|20)\d\d$", re.IGNORECASE)
# "Trẻ em dưới 12 tuổi không …": the age says only of whom the rule is.
AGED = re.compile(
    r"\W*(?:[^\W\d_]+ ){1,6}(?:dưới|trên|quá|từ|từ đủ|đủ) \d+(?: tháng)? tuổi(?: trở lên| trở xuống)?,? (?:thì )?"
    r"(?:không|chưa|cấm|nghiêm cấm)(?![^\W_])",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"\b(?:cam(?! (?:ket|doan|nhan|quan|on)\b)|sai|vi pham|trai quy dinh|trai phep|qua muc)\b")


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
        if _YEAR.search(text[: match.end("n")]) or _OF_DATE.match(text, match.start("n")):
            continue
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
        if around := _around(question, text, asked, stated):
            return around
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


def _around(question: str, text: str, asked: Amount, stated: list[Amount]) -> int:
    """As :func:`within`, of a ban around a place: "không đỗ xe trong phạm vi 30 m tính từ cổng chợ và 8 m tính từ trụ điện"."""
    ban = _BAN_AROUND.search(text)
    reach = [one for one in stated if ban and one.start >= ban.end() and _alike(asked, one)]
    if not ban or not reach:
        return 0
    ends = [*(one.start for one in reach[1:]), len(text)]
    shared = [
        len(set(fold(question).split()) & set(fold(text[one.end : end]).split()))
        for one, end in zip(reach, ends, strict=True)
    ]
    limit = reach[shared.index(max(shared))].value
    return _turned(question, asked.value >= limit)


def other_age(question: str, text: str) -> bool:
    """Whether ``text`` forbids something to those of another age than is asked about: of this one it says nothing."""
    return bool(AGED.match(text)) and within(question, text) < 0


def _digits(text: str) -> str:
    """ "hai lần" as "2 lần"; as long as before, so that places stay."""
    text = re.sub("(?i)cây số", "km    ", text)
    text = _ORDINAL.sub(lambda m: f"{_ordinal(m['n'])} {m['noun']}".rjust(len(m.group())), text)
    return _WORDS.sub(lambda m: str(_NUMBERS.index(m[1].lower()) + 2).rjust(len(m[1])), text)


def without_ordinals(text: str) -> str:
    """``text`` without "lần thứ ba"."""
    return _ORDINAL.sub(" ", text)


def _ordinal(number: str) -> str:
    return number if number.isdigit() else str(_NUMBERS.index(number.lower().replace("tư", "bốn")) + 2)


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
_OF_DAY = re.compile(r"(?<![^\W_])buổi (?:sáng|trưa|chiều|tối)(?:(?:,| và| hoặc) (?:sáng|trưa|chiều|tối)(?![^\W_]))+")


def choices(question: str, text: str) -> int:
    """Whether of things that rule each other out ``text`` says the one asked for, or only another."""
    asked, said = (re.sub(r"hàng (?=ngày|tuần|tháng|quý|năm)", "hằng ", part.lower()) for part in (question, text))
    # "các buổi sáng, trưa, tối" are as many "buổi".
    asked, said = (_OF_DAY.sub(lambda m: re.sub(r"(?:,| và| hoặc) ", " buổi ", m[0]), part) for part in (asked, said))
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
    r"(?:tốt nghiệp |hết |học )?(?:tiểu học|cấp (?:1|i|một)(?![^\W_]))",
    r"trung học cơ sở|thcs|(?:hết |nghiệp |học |có )cấp (?:2|ii|hai)(?![^\W_])",
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
