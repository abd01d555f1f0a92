"""Numbers written in their several ways made one: amounts, percents, fractions and, where it is safe, words.

``1.210.000 đồng``, ``1,21 triệu đồng``, ``1210 nghìn đ`` and ``1 triệu 210 nghìn đồng`` are one; ``5%`` is ``5 phần
trăm``; ``½`` is ``1/2``; ``15 (mười lăm) ngày`` is ``15 ngày``. Numbers are read as Vietnamese offices write them: a
dot between thousands, a decimal comma.
"""

import re
from decimal import Decimal

SCALES = {"trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
# These stand for a digit only inside a longer number: tư is also in "đầu tư".
_INSIDE_ONLY = frozenset({"mốt", "tư", "lăm", "nhăm"})
_WORDS = (*_DIGITS, "không", "mười", "mươi", "linh", "lẻ", "rưỡi", *SCALES)
# No number below 10¹² has more syllables; without an end, a text of numbers alone would take long.
_WORD_RUN = rf"(?:{'|'.join(_WORDS)})(?:\s+(?:{'|'.join(_WORDS)})){{0,24}}"
_NUMBER = r"(?<![\w.,/])\d+(?:[.,]\d+)*"
# Not in tỷ lệ, triệu tập, triệu chứng…
_SCALE = r"(?:trăm|nghìn|ngàn|triệu(?!\s+(?:tập|hồi|chứng|phú|thị))|t[ỷỉ](?!\s+(?:lệ|số|suất|trọng|giá|mỉ)))\b"
_SCALED = rf"\s*{_SCALE}(?:\s+{_SCALE})*"
_PART = re.compile(rf"({_NUMBER})({_SCALED})", re.IGNORECASE)
_AMOUNT = re.compile(rf"{_PART.pattern}(?:\s+{_NUMBER}{_SCALED})*(?:\s+rưỡi\b)?", re.IGNORECASE)
_DONG = re.compile(r"(?<=\d)\s*(?:vnđ|vnd)\b|(?:(?<=[.,]\d{3})|(?<=\d{4}))\s*đ\b", re.IGNORECASE)
_SPELT_BEHIND = re.compile(rf"({_NUMBER})\s*\(\s*({_WORD_RUN})\s*\)", re.IGNORECASE)
_SPELT_BEFORE = re.compile(rf"\b({_WORD_RUN})\s*\(\s*({_NUMBER})\s*\)", re.IGNORECASE)
_FRACTIONS = {"½": ("1/2", ",5"), "¼": ("1/4", ",25"), "¾": ("3/4", ",75")}
_FRACTION = re.compile("(\\d)?\\s*([½¼¾])")

# What is counted in directives, apart from words that begin otherwise (tổ chức, xã hội, đội ngũ).
_UNITS = (
    r"người|ngày|tháng|năm|tuần|giờ|phút|lần|mét|km|đồng|phần\s+trăm|%|phường|xã(?!\s+hội)|quận|huyện|tổ(?!\s+(?:chức|quốc))|"
    r"đội(?!\s+ngũ)|đoàn(?!\s+(?:thể|kết|viên|thanh))|tuổi|mũi|liều|buổi|trường\s+hợp|cơ\s+quan|đơn\s+vị|thành\s+viên|"
    r"ủy\s+viên|đại\s+biểu|cán\s+bộ|công\s+chức|văn\s+bản|nhiệm\s+vụ|giải\s+pháp|nhóm|đợt|hộ\s+gia\s+đình|thân\s+nhân"
)
_COUNTED = re.compile(rf"\b({_WORD_RUN})(?=\s+(?:{_UNITS})\b|\s*%)", re.IGNORECASE)
_ALONE = re.compile(rf"\W*({_WORD_RUN})\W*", re.IGNORECASE)
# Before "năm" these make it the year: hằng năm, trong năm, tháng năm.
_YEAR = re.compile(
    r"\b(?:hằng|hàng|mỗi|cả|các|những|nhiều|đầu|cuối|giữa|trong|tháng|từng|qua|theo|sau|trước)\s+$", re.IGNORECASE
)


def unified(text: str) -> str:
    """``text`` (NFC) with its amounts, percents and fractions written in one way."""
    text = _FRACTION.sub(lambda m: f"{m[1]}{_FRACTIONS[m[2]][1]}" if m[1] else _FRACTIONS[m[2]][0], text)
    text = _SPELT_BEHIND.sub(lambda m: m[1] if _equal(m[1], m[2]) else m[0], text)
    text = _SPELT_BEFORE.sub(lambda m: m[2] if _equal(m[2], m[1]) else m[0], text)
    text = _DONG.sub(" đồng", _AMOUNT.sub(_multiplied, text))
    return text.replace("%", " phần trăm ")


def in_digits(text: str) -> str:
    """``text`` (NFC) with number words as digits, where they stand alone or before a unit: ``mười lăm ngày`` → ``15
    ngày``.
    """
    alone = _ALONE.fullmatch(text)
    value = spelt(alone[1]) if alone else None
    return _COUNTED.sub(_counted, text) if value is None else str(value)


def spelt(words: str) -> int | None:
    """The number that ``words`` say (``hai mươi mốt`` is 21); ``None`` when they say none, or leave it open."""
    found = words.lower().split()
    return None if not found or (len(found) == 1 and found[0] in _INSIDE_ONLY) else _number(found)


def value_of(number: str) -> str:
    """A number token so that equal numbers are equal strings: ``30.000`` → ``30000``, ``2,50`` → ``2,5``, ``5,0`` →
    ``5``.
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", number):
        number = number.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", number):
        number = number.replace(",", "")
    if re.fullmatch(r"\d+,\d{1,2}", number):
        return number.rstrip("0").rstrip(",")
    return number


def _decimal(number: str) -> Decimal | None:
    number = value_of(number)
    if re.fullmatch(r"\d+(?:,\d+)?|\d+\.\d{1,2}", number):
        return Decimal(number.replace(",", "."))
    return None


def _equal(number: str, words: str) -> bool:
    return _decimal(number) == spelt(words)


def _multiplied(match: re.Match[str]) -> str:
    """``1 triệu 210 nghìn`` → ``1210000``; as it is when that makes no whole number."""
    totals: list[Decimal] = []
    last = 0
    for part in _PART.finditer(match[0]):
        number, scale = _decimal(part[1]), 1
        for name in part[2].lower().split():
            scale *= SCALES[name]
        if number is None:
            return match[0]
        # A further part is smaller than the unit of the one before: "5 triệu 3 triệu" are two amounts.
        if totals and number * scale < last:
            totals[-1] += number * scale
        else:
            totals.append(number * scale)
        last = scale
    if match[0].lower().endswith("rưỡi"):
        totals[-1] += Decimal(last) / 2
    return " ".join(str(int(total)) for total in totals) if all(t == int(t) for t in totals) else match[0]


def _counted(match: re.Match[str]) -> str:
    words = match[1]
    if words.lower().startswith("năm") and _YEAR.search(match.string[: match.start()]):
        return words
    value = spelt(words)
    if value is None and words.lower().startswith("năm "):  # "trong năm hai lần": the year, then a number
        value, rest = spelt(words[4:]), words[:4]
        return words if value is None else f"{rest}{value}"
    return words if value is None else str(value)


def _number(words: list[str]) -> int | None:
    for names in (("tỷ", "tỉ"), ("triệu",), ("nghìn", "ngàn")):
        at = max((at for at, word in enumerate(words) if word in names), default=None)
        if at is None:
            continue
        scale, head, rest = SCALES[words[at]], _number(words[:at]), words[at + 1 :]
        if head is None or (head >= 1000 and names[0] != "tỷ"):
            return None
        if rest == ["rưỡi"]:
            return head * scale + scale // 2 if head < 1000 else None
        # "hai nghìn một" is 2001 to one reader and 2100 to another.
        tail = 0 if not rest else _number(rest) if len(rest) > 1 else None
        return None if tail is None or tail >= scale else head * scale + tail
    return _below_thousand(words)


def _below_thousand(words: list[str]) -> int | None:
    if len(words) > 1 and words[1] == "trăm":
        hundreds = 0 if words[0] == "không" else _DIGITS.get(words[0])
        rest = words[2:]
        if hundreds is None:
            return None
        if rest and rest[0] in ("linh", "lẻ"):
            tail = _DIGITS.get(rest[1]) if len(rest) == 2 else None
        elif rest == ["rưỡi"]:
            tail = 50
        else:
            tail = 0 if not rest else _below_hundred(rest) if len(rest) > 1 or rest == ["mười"] else None
        return None if tail is None else hundreds * 100 + tail
    return _below_hundred(words)


def _below_hundred(words: list[str]) -> int | None:
    match words:
        case ["mười"]:
            return 10
        case ["mười", ones] if ones in _DIGITS:
            return 10 + _DIGITS[ones]
        case [tens, "mươi"] if tens in _DIGITS:
            return 10 * _DIGITS[tens]
        case [tens, "mươi", ones] if tens in _DIGITS and ones in _DIGITS:
            return 10 * _DIGITS[tens] + _DIGITS[ones]
        case [ones]:
            return _DIGITS.get(ones)
    return None
