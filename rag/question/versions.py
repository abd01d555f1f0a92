"""Which wording of a rule that was changed a question asks for: the first ("ban đầu", "trước khi sửa"), the newer ("hiện nay",
"sau khi sửa"), or both ("trước đây … nay …", "năm 2022 … sang 2024"). Pure; whose the wordings are is another's matter.

Patterns are written with marks and, for a text without any, matched without theirs; no capital may stand in them.
"""

import re
from dataclasses import dataclass
from functools import cache

from index.text import fold, has_marks, tokens

_PAPER = "(?:quy định|quyết định|nghị quyết|quy chế|văn bản|phụ lục|bản)"
_NOUN = f"(?:{_PAPER}|bảng(?: điểm| giá)?|mức(?: giá| thu)?|giá|trần(?: giá)?|khung|điều khoản)"
_YEAR = "(?:(?:hồi |từ |của |ban hành |ra )*(?:năm |tháng \\d{1,2}[/.])?(?:19|20)\\d\\d)"
_REWORDED = "(?:được |bị )?(?:sửa(?! chữa)|điều chỉnh|thay)(?: đổi| lại)?"
_FIRST = f"(?:ban đầu|gốc|cũ|lúc đầu|khi mới ban hành|(?:trước|chưa)(?: khi)? {_REWORDED})"
_CHANGED = f"(?:sửa đổi(?:,? bổ sung)?|{_REWORDED}|mới(?! (?:được|phải|có|bị|là|thì|đi|cho)\\b))"
_LEADS = "(?:(?:theo|trong|tại|ở|với|của|thế|còn) )?"
# The words that call each wording: alone, and those of what is printed; "nay" and its like only where a part begins.
_AT_FIRST = f"(?:trước đây|trước kia|hồi trước|trước khi {_REWORDED}|lúc (?:đầu|chưa sửa)|chưa sửa|ban đầu)"
_OLD_ALONE = f"(?<!\\w){_AT_FIRST}(?: {_YEAR})?(?!\\w)"
_NEW_ALONE = f"(?<!\\w)(?:sau khi {_REWORDED}|sau (?:lần )?sửa(?: đổi)?)(?: {_YEAR})?(?!\\w)"
# With the old one, these ask for the new one, too.
_CHANGES = (
    "(?<!\\w)(?:so với|thay đổi|đổi khác|(?:khác|chênh(?: lệch)?|tăng|giảm)(?: đi| nhau| thêm| lên| bớt| xuống)?"
    "(?=\\s+(?:như thế nào|thế nào|ra sao|bao nhiêu|mấy|gì)|\\s*[?.!]*$))"
    "(?:\\s+(?:như thế nào|thế nào|ra sao|bao nhiêu|mấy|gì))?(?!\\w)"
)
_NOW = (
    "(?<!\\w)(?:hiện nay|hiện tại|hiện hành|bây giờ|đang áp dụng)(?!\\w)"
    "|(?:^|[,;:.]\\s*|(?<!\\w)(?:còn|thì|và)\\s)(?:nay|giờ|sang)(?=\\s)"
)
_OLD = f"{_LEADS}{_NOUN} {_FIRST}(?: {_YEAR})?|{_OLD_ALONE}"
# Not the words that ask: "bị văn bản nào sửa đổi".
_WORDS_ON = "(?: (?!(?:nào|gì)\\b)\\w+)"
_NEW = (
    f"{_LEADS}{_NOUN}{_WORDS_ON}{{0,2}}? {_CHANGED}(?: {_YEAR})?"
    f"|{_NOUN}{_WORDS_ON}{{1,6}}? (?:sửa|điều chỉnh)(?: đổi| lại)? {_YEAR}"
    f"|{_NEW_ALONE}"
)
# Both at once: "trước và sau khi quyết định được sửa đổi năm 2024", and what the older is compared with: "so với quy định cũ".
_BOTH = (
    f"(?<!\\w)trước (?:và|với|so với|,) ?sau(?: khi| lúc| lần| đợt)?"
    f"(?:(?: (?!trước|sau|nếu|thì|mà)[\\w./-]+){{0,8}}? (?:được |bị )?(?:sửa(?! chữa)|điều chỉnh|thay thế)(?: đổi| lại)?"
    f"|(?: {_PAPER}(?: (?!trước|sau)[\\w./-]+){{0,7}}?)? (?:được |bị )?thay đổi)"
    f"(?:,? bổ sung)?(?: {_PAPER}(?: này| đó)?)?(?: {_YEAR})?(?!\\w)"
)
_BESIDE_OLD = f"(?<!\\w)so (?:với|cùng) (?:(?:{_NOUN} {_FIRST}|{_AT_FIRST}|trước)(?: {_YEAR})?|{_PAPER} {_YEAR})(?!\\w)"
_OF_YEAR = f"{_LEADS}{_PAPER} {_YEAR}|(?<!\\w)hồi (?:năm )?(?:19|20)\\d\\d"
# … and of these what says nothing of the matter.
_EMPTY = (
    f"{_LEADS}{_PAPER} {_FIRST}(?: {_YEAR})?|{_OLD_ALONE}", f"{_LEADS}{_PAPER} {_CHANGED}(?: {_YEAR})?|{_NEW_ALONE}", _OF_YEAR,
    f"(?<!\\w)(?:sửa|điều chỉnh)(?: đổi| lại)? {_YEAR}",
)  # fmt: skip
_ANY_YEAR = "(?<![\\w/.-])(?:19|20)\\d\\d(?![\\w/-])"
# Where the part of a question about the other wording begins.
_JOINT = (
    "\\s*[,;]\\s*(?:(?:còn|và|rồi) )?(?=(?:nay|giờ|bây giờ|hiện nay|hiện tại|sang|đến|từ|năm|sau|trước đây|trước kia"
    "|(?:19|20)\\d\\d)(?!\\w))"
)


@dataclass(frozen=True, slots=True)
class Wordings:
    """Which wordings are asked for; ``now``: what is in force, whichever says it; ``years``: those named, which may tell them."""

    old: bool
    new: bool
    now: bool
    years: tuple[str, ...] = ()


@cache
def _pattern(words: str, marks: bool) -> re.Pattern[str]:
    return re.compile(words if marks else fold(words))


def _all(words: str, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _pattern(words, has_marks(text)).finditer(text.lower())]


def asked(text: str) -> Wordings:
    """Which wordings ``text`` asks for by its words; a year alone tells neither."""
    years = sorted({text[a:b] for a, b in _all(_ANY_YEAR, text)})
    both, old = bool(_all(_BOTH, text) or _all(_BESIDE_OLD, text)), bool(_all(_OLD, text))
    new = bool(_all(_NEW, text)) or (old and bool(_all(_CHANGES, text)))
    return Wordings(both or old, both or new, bool(_all(_NOW, text)), tuple(years))


def of_year(text: str) -> str | None:
    """``2021`` of "quy định năm 2021", "hồi năm 2021": the year by which a wording is called."""
    span = next(iter(_all(_OF_YEAR, text)), None)
    return text[span[1] - 4 : span[1]] if span else None


def called(text: str) -> str | None:
    """The words by which a question calls a wording, as typed; ``None`` where there are none."""
    spans = [span for words in (_OLD, _NEW, _OF_YEAR) for span in _all(words, text)]
    start, end = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
    return text[start:end].strip() or None


def spans(text: str) -> list[tuple[int, int]]:
    """Where words stand that call a wording by its time alone: "lúc chưa sửa"."""
    return [span for words in (_OLD_ALONE, _NEW_ALONE) for span in _all(words, text)]


def without(text: str) -> str:
    """``text`` without the words that call a wording."""
    for words in (_BOTH, _BESIDE_OLD, *_EMPTY):
        for start, end in reversed(_all(words, text)):
            text = f"{text[:start]} {text[end:]}"
    text = re.sub(r"\(\s*\)", " ", text)
    return re.sub(r"\s+([,?])", r"\1", " ".join(text.split())).lstrip(" ,")


def halves_of(text: str) -> tuple[str, str]:
    """What is asked of one wording and of the other: a question about both, cut where the second begins; whole where nowhere."""
    for start, end in _all(_JOINT, text):
        if len(tokens(text[:start])) > 2:
            return text[:start], text[end:]
    return text, text
