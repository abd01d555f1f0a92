"""Numbers written in their several ways made one: amounts, percents, fractions and, where it is safe, words.

``1.210.000 đồng``, ``1,21 triệu đồng``, ``1210 nghìn đ`` and ``1 triệu 210 nghìn đồng`` are one; ``5%`` is ``5 phần
trăm``; ``½`` is ``1/2``; ``15 (mười lăm) ngày`` is ``15 ngày``. Numbers are read as Vietnamese offices write them: a
dot (or a blank) between thousands, a decimal comma; a point before one or two digits (``2.5``) is a decimal one, too.
"""

import re
from decimal import Decimal

SCALES = {"trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
# These stand for a digit only inside a longer number: tư is also in "đầu tư".
_INSIDE_ONLY = frozenset({"mốt", "tư", "lăm", "nhăm"})
_WORDS = (*DIGITS, "không", "mười", "mươi", "linh", "lẻ", "rưỡi", *SCALES)
_WORD = rf"(?:{'|'.join(_WORDS)})\b"
# No number below 10¹² has more syllables. Possessive, so that a text of number words alone is read in linear time.
_WORD_RUN = rf"{_WORD}(?:\s+{_WORD}){{0,24}}+"
_NUMBER = r"(?<![\w.,/])\d+(?:[.,]\d+)*"
# Not in tỷ lệ, triệu tập, triệu chứng…
_SCALE = r"(?:trăm|nghìn|ngàn|triệu(?!\s+(?:tập|hồi|chứng|phú|thị))|t[ỷỉ](?!\s+(?:lệ|số|suất|trọng|giá|mỉ)))\b"
_SCALED = rf"\s*{_SCALE}(?:\s+{_SCALE})*"
_PART = re.compile(rf"({_NUMBER})({_SCALED})", re.IGNORECASE)
_AMOUNT = re.compile(rf"{_PART.pattern}(?:\s+{_NUMBER}{_SCALED})*(?:\s+rưỡi\b)?", re.IGNORECASE)
_DONG = re.compile(r"(?<=\d)\s*(?:vnđ|vnd)\b|(?:(?<=[.,]\d{3})|(?<=\d{4}))\s*đ\b|(?<=\d{3})đ\b", re.IGNORECASE)
_SPACED = re.compile(
    r"(?<![\w.,/-])(?<!\d )[1-9]\d{0,2}(?:(?: \d{3}){2,}|(?: \d{3})(?=\s*(?:đồng|vnđ|vnd|đ)\b))(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w.,/-])0\d{1,3}(?:[ .-]\d{3,4}){2,3}(?![\w/]|[.,]\d)")
_POINT_PERCENT = re.compile(r"(?<![\w.,/])(\d+)\.(\d{1,2})(?=\s*(?:%|phần\s+trăm))", re.IGNORECASE)
_SPELT_BEHIND = re.compile(rf"({_NUMBER})\s*\(\s*({_WORD_RUN})\s*\)", re.IGNORECASE)
_SPELT_BEFORE = re.compile(rf"\b({_WORD_RUN})(?:\s*\(\s*({_NUMBER})\s*\))?", re.IGNORECASE)
_FRACTIONS = {"½": ("1/2", ",5"), "¼": ("1/4", ",25"), "¾": ("3/4", ",75")}
_FRACTION = re.compile("(\\d)?\\s*([½¼¾])")
_SHORTENED = re.compile(r"\d+\.\d?[1-9]")

# What is counted in directives, apart from words that begin otherwise (tổ chức, xã hội, đội ngũ).
UNITS = (
    r"người|ngày|tháng|năm|tuần|giờ|phút|lần|mét|km|đồng|phần\s+trăm|%|phường|xã(?!\s+hội)|quận|huyện|tổ(?!\s+(?:chức|quốc))|"
    r"đội(?!\s+ngũ)|đoàn(?!\s+(?:thể|kết|viên|thanh))|tuổi|mũi|liều|buổi|trường\s+hợp|cơ\s+quan|đơn\s+vị|thành\s+viên|"
    r"ủy\s+viên|đại\s+biểu|cán\s+bộ|công\s+chức|văn\s+bản|nhiệm\s+vụ|giải\s+pháp|nhóm|đợt|hộ\s+gia\s+đình|thân\s+nhân"
)
_UNIT_BEHIND = re.compile(rf"\s+(?:{UNITS})\b|\s*%", re.IGNORECASE)
_RUN = re.compile(rf"\b{_WORD_RUN}", re.IGNORECASE)
_FIRST = re.compile(rf"({_WORD_RUN})(?=\s+[^\W\d_])", re.IGNORECASE)
_ALONE = re.compile(rf"\W*({_WORD_RUN})\W*", re.IGNORECASE)
# Before "năm" these make it the year: hằng năm, trong năm, tháng năm.
_YEAR = re.compile(
    r"\b(?:hằng|hàng|mỗi|cả|các|những|nhiều|đầu|cuối|giữa|trong|tháng|từng|qua|theo|sau|trước)\s+$", re.IGNORECASE
)


def unified(text: str) -> str:
    """``text`` (NFC) with its amounts, percents and fractions written in one way."""
    text = _TELEPHONE.sub(lambda m: re.sub(r"\D", "", m[0]), text)
    text = _SPACED.sub(lambda m: m[0].replace(" ", ""), text)
    text = _FRACTION.sub(lambda m: f"{m[1]}{_FRACTIONS[m[2]][1]}" if m[1] else _FRACTIONS[m[2]][0], text)
    text = _SPELT_BEHIND.sub(lambda m: m[1] if _equal(m[1], m[2]) else m[0], text)
    text = _SPELT_BEFORE.sub(lambda m: m[2] if m[2] and _equal(m[2], m[1]) else m[0], text)
    text = _DONG.sub(" đồng", _AMOUNT.sub(_multiplied, text))
    return _POINT_PERCENT.sub(r"\1,\2", text).replace("%", " phần trăm ")


def in_digits(text: str, noun: str = "") -> str:
    """``text`` (NFC) with number words as digits, where they stand alone or before a unit: ``mười lăm ngày`` → ``15
    ngày``; also before ``noun``, one or more syllables (``bảy thôn`` → ``7 thôn``).
    """
    alone = _ALONE.fullmatch(text)
    value = spelt(alone[1]) if alone else None
    if value is not None:
        return str(value)
    behind = _noun_behind(noun)
    return _RUN.sub(lambda match: _counted(match, behind), text)


def spelt_first(text: str) -> str:
    """``text`` with the number word that it begins with, before another word, as digits: ``bảy thôn`` → ``7 thôn``."""
    found = _FIRST.match(text)
    value = spelt(found[1]) if found and found[1].lower() != "năm" else None
    return text if found is None or value is None else f"{value}{text[found.end() :]}"


def _noun_behind(noun: str) -> re.Pattern[str] | None:
    # Of what is a unit, its own pattern knows where it begins another word: xã, not xã hội.
    if not noun or re.match(rf"(?:{UNITS})\b|(?:xã|tổ|đội|đoàn)$", noun, re.IGNORECASE):
        return None
    # In lower case: a capital is a name's. 2 bà, but not (quận) Hai Bà Trưng.
    return re.compile(r"\s+" + r"\s+".join(map(re.escape, noun.lower().split())) + r"\b")


def spelt(words: str) -> int | None:
    """The number that ``words`` say (``hai mươi mốt`` is 21); ``None`` when they say none, or leave it open."""
    found = words.lower().split()
    return None if not found or (len(found) == 1 and found[0] in _INSIDE_ONLY) else _number(found)


def value_of(number: str) -> str:
    """A number token so that equal numbers are equal strings: ``30.000`` → ``30000``, ``2,50`` → ``2,5``, ``5,0`` →
    ``5``, ``2.5`` → ``2,5``; a point before a last zero stays (``mục 2.10`` is not ``mục 2.1``).
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", number):
        number = number.replace(".", "")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", number):
        number = number.replace(",", "")
    elif _SHORTENED.fullmatch(number):
        number = number.replace(".", ",")
    if re.fullmatch(r"\d+,\d{1,2}", number):
        return number.rstrip("0").rstrip(",")
    return number


def decimal_of(number: str) -> Decimal | None:
    """What a number token is worth; ``None`` when it is no number (a date)."""
    number = value_of(number)
    if re.fullmatch(r"\d+(?:,\d+)?|\d+\.\d{1,2}", number):
        return Decimal(number.replace(",", "."))
    return None


def _equal(number: str, words: str) -> bool:
    return decimal_of(number) == spelt(words)


def _multiplied(match: re.Match[str]) -> str:
    """``1 triệu 210 nghìn`` → ``1210000``; as it is when that makes no whole number."""
    totals: list[Decimal] = []
    last = 0
    for part in _PART.finditer(match[0]):
        number, scale = decimal_of(part[1]), 1
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


def _counted(match: re.Match[str], noun: re.Pattern[str] | None) -> str:
    text, end = match.string, match.end()
    run, rest = match[0], ""
    if not _UNIT_BEHIND.match(text, end) and not (noun and noun.match(text, end)):
        # "hai năm", "hai năm ba": the year is what is counted.
        found = re.fullmatch(r"(.*\S)(\s+năm\b.*)", run, re.IGNORECASE)
        if not found:
            return run
        run, rest = found[1], found[2]
    lower = run.lower()
    if lower.startswith("năm") and _YEAR.search(text[max(match.start() - 12, 0) : match.start()]):
        return match[0]
    value = spelt(run)
    if value is None and lower.startswith("năm "):  # "trong năm hai lần": the year, then a number
        value = spelt(run[4:])
        return match[0] if value is None else f"{run[:4]}{value}{rest}"
    return match[0] if value is None else f"{value}{rest}"


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
        hundreds = 0 if words[0] == "không" else DIGITS.get(words[0])
        rest = words[2:]
        if hundreds is None:
            return None
        if rest and rest[0] in ("linh", "lẻ"):
            tail = DIGITS.get(rest[1]) if len(rest) == 2 else None
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
        case ["mười", ones] if ones in DIGITS:
            return 10 + DIGITS[ones]
        case [tens, "mươi"] if tens in DIGITS:
            return 10 * DIGITS[tens]
        case [tens, "mươi", ones] if tens in DIGITS and ones in DIGITS:
            return 10 * DIGITS[tens] + DIGITS[ones]
        case [ones]:
            return DIGITS.get(ones)
    return None
