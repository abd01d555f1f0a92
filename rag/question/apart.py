"""How far apart two things are: "… chênh nhau bao nhiêu?", "bên nào cho nhiều hơn?", and what that asks of each of them. Pure."""

import re

from index.text import fold, has_marks, tokens

_AMOUNTS = "cao|thấp|nhiều|ít|lớn|nhỏ|rẻ|đắt|nặng|nhẹ|rộng|hẹp|đông"
HOW_MUCH = f"sớm|muộn|dài|ngắn|nhanh|chậm|{_AMOUNTS}"
# Asks how far apart the sides are; what is asked of each is what is left.
_HOW = r"(?:như thế nào|thế nào|ra sao|(?P<much>(?:bao nhiêu|mấy)(?: \w+){0,2})|gì|chỗ nào|(?:hay )?không)"
_APART = re.compile(
    r"[,;:]?\s*(?:(?<!\w)(?:thì|có|đã|được)\s+)*(?<!\w)"
    r"(?:(?:chênh(?: lệch)?|khác(?: biệt)?|hơn kém|thay đổi|cách|giống|bằng|như) nhau"
    r"|(?:chênh(?: lệch)?|khác(?: biệt)?|hơn kém|thay đổi)(?=\s+(?:như|thế|ra|bao|mấy|gì|chỗ)(?!\w)))"
    rf"(?:\s+{_HOW})?\s*[?.!]*$"
)
_APART_BARE = re.compile(fold(_APART.pattern).replace("(?p<", "(?P<"))
# "Số tiểu ban của Ban Chỉ đạo …" asks how many of them it has.
_NUMBER_OF = re.compile(r"(?i)\s*số (?:lượng )?(?P<thing>\w+(?: \w+){0,3}?)(?P<of> (?:của|ở|tại|trong|thuộc)) ")
_TAIL = re.compile(rf"\s+(?:là )?{_HOW}\s*[?.!]*$")
# "… bên nào cho nhiều hơn?"
_MORE = re.compile(
    rf"[,;]?\s*(?:(?<!\w)thì\s+)?(?<!\w)(?:bên|nơi|chỗ|địa phương|cấp|văn bản|phía|mức)\s+nào"
    rf"(?P<what>\s.*?)?\s*(?:(?P<amount>{_AMOUNTS})|{HOW_MUCH})\s+hơn"
    r"\s*[?.!]*$"
)
# Words that set what follows beside what came before.
COMPARES = re.compile(r"hơn|kém|khác|giống|bằng")
SET_BESIDE = re.compile(r"(?i)^\s*(?:hãy )?so sánh\s+")
_DAY = re.compile(r"(?<!\w)(?:hạn|thời hạn|thời điểm|(?<!số )(?<!mấy )(?<!nhiêu )ngày)(?!\w)")
# What has an amount, by its first word, and what asks already.
_AMOUNT = re.compile(
    r"(?i)\W*(?:mức|số|giá|tỷ lệ|tỉ lệ|tiền|phí|kinh phí|diện tích|thời gian|lệ phí|học phí|định mức|chi phí|tổng"
    r"|phụ cấp|trợ cấp|lương|thù lao|khoảng cách|phu cap|tro cap|luong|muc|so|gia|ty le|tien|phi)"
    r"(?![^\W_])"
)
_ASKS = re.compile(
    r"(?i)(?<![^\W_])(?:ai|gì|nào|đâu|mấy|bao nhiêu|bao giờ|bao lâu|thế nào|ra sao|gi|nao|dau|may|bao nhieu)(?![^\W_])"
)


def of_each(text: str) -> tuple[str, ...]:
    """What ``text``, which asks how far apart two things are, asks of each, the first to be tried first; empty where it does not
    ask that."""
    lower = text.lower()
    match = (_APART if has_marks(text) else _APART_BARE).search(lower)
    if match is None:
        more = _MORE.search(lower)
        what = text[slice(*more.span("what"))].strip() if more and more["what"] else ""
        left = f"{text[: more.start()]} {what}" if more else ""
        much = "bao nhiêu" if more and more["amount"] and not what else None
        return _asked(left, much) if len(tokens(left)) > 1 else ()
    left = text[: match.start()]
    return _asked(left, match["much"]) if len(tokens(left)) > 1 else ()


def of_both(text: str) -> tuple[str, ...]:
    """As :func:`of_each`, of a text whose comparing words are taken away: "… bao nhiêu?"."""
    tail = _TAIL.search(text.lower())
    return _asked(text[: tail.start()], tail["much"]) if tail else _asked(text.rstrip(" ?.!"))


def _asked(matter: str, much: str | None = None) -> tuple[str, ...]:
    """A thing asked for as its amount (``much``: as the question does), day or number, else as it is."""
    counted = _NUMBER_OF.match(matter)
    if counted:
        return (clean(f"{matter[counted.end('of') :]} bao nhiêu {counted['thing']}?"), clean(f"{matter}?"))
    asks = "bao nhiêu" if has_marks(matter) else "bao nhieu"
    if _ASKS.search(matter):
        return (clean(f"{matter}?"),)
    if _DAY.search(matter.lower()):
        much, asks = None, "ngày nào"
    elif not much and not _AMOUNT.match(matter):
        return (clean(f"{matter}?"),)
    return clean(f"{matter} {much or asks}?"), clean(f"{matter}?")


def clean(text: str) -> str:
    """``text`` with single blanks, none before a stop, and no stop at its beginning."""
    return re.sub(r"\s+([,;:?])", r"\1", " ".join(text.split())).lstrip(" ,;:")
