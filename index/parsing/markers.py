"""What begins a numbered or dashed item: "Điều 5.", "I.", "1.", "a)", "-", and how each level is called in code."""

import re
from typing import NamedTuple

from index.parsing import patterns as p


class Marker(NamedTuple):
    """A list marker: its level name, its label as printed, and where the item's own words begin."""

    level: str
    label: str
    body: int


_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_ORDINAL = r"(?:nhất|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
_AFTER = r"(?=[\s.:]|$)[.:]?\s*"
# Outermost first: what a clause may stand under.
LEVELS = (
    "phụ lục", "chú thích", "mẫu", "tiêu đề", "phần", "chương", "mục", "tiểu mục", "điều", "chữ hoa", "la mã", "bước", "số", "số.số", "số.số.số", "(số)",
    "số)", "chữ", "(chữ)", "la mã nhỏ", "sao", "chấm", "gạch", "cộng",
)  # fmt: skip
_CAPITAL_MARKERS = (
    (
        "phụ lục",
        re.compile(
            rf"^PH[ỤU]\s+L[ỤU]C\b\s*(?:(?:SỐ|số)\s+)?(?:(?P<label>{_ROMAN}|\d{{1,3}}|[A-Z])\b)?(?:\s*[.:\-–])?\s*"
        ),
    ),
    ("phụ lục", re.compile(rf"^Phụ\s+lục\s+(?:số\s+)?(?P<label>{_ROMAN}|\d{{1,3}}|[A-Z])\s*(?:[.:\-–]\s*|$)")),
    (
        "mẫu",
        re.compile(
            r"^(?P<word>MẪU|Mẫu|BIỂU|Biểu|BIỂU\s+MẪU|Biểu\s+mẫu)\s+(?:(?:SỐ|số)\s*:?\s*)?(?P<label>\d{1,3}[a-zA-Z]?(?:[-/.][A-ZĐ0-9]{1,8})*)\s*(?:[.:\-–]\s*|$)"
        ),
    ),
    (
        "phần",
        re.compile(
            rf"^(?:PHẦN|Phần)\s+(?P<label>{_ROMAN}|\d{{1,3}}|(?:thứ\s+)?{_ORDINAL}|(?:THỨ\s+)?{_ORDINAL.upper()}){_AFTER}"
        ),
    ),
    (
        "chương",
        re.compile(
            rf"^(?:CHƯƠNG|Chương)\s+(?P<label>{_ROMAN}|\d{{1,3}}|(?:thứ\s+)?{_ORDINAL}|(?:THỨ\s+)?{_ORDINAL.upper()}){_AFTER}"
        ),
    ),
    ("tiểu mục", re.compile(rf"^(?:TIỂU\s+MỤC|Tiểu\s+mục)\s+(?P<label>{_ROMAN}|\d{{1,3}}){_AFTER}")),
    ("mục", re.compile(rf"^(?:MỤC|Mục)\s+(?P<label>{_ROMAN}|\d{{1,3}}){_AFTER}(?=[A-ZÀ-ỸĐ]|$)")),
    (
        "điều",
        re.compile(rf"^(?:Điều|ĐIỀU)\s+(?P<label>\d{{1,4}}[a-zđ]?)(?=\s*(?:[.:*–-]|$)|\s+[{p.UPPER}])[*]*\s?[.:]?\s*"),
    ),
    ("bước", re.compile(r"^(?:Bước|BƯỚC)\s+(?P<label>\d{1,2})\s?[.:]\s*")),
    ("la mã", re.compile(rf"^(?P<label>{_ROMAN})\s?(?:[.)]|\s?[-–/])\s+")),
    ("la mã", re.compile(rf"^(?P<label>{_ROMAN})\.(?=[{p.UPPER}]{{2}})")),
    ("chữ hoa", re.compile(r"^(?P<label>[A-HĐ])\s?[.)]\s+")),
)
_DIGIT_MARKERS = (
    ("số", re.compile(rf"^(?P<label>\d{{1,3}}[a-zđ]?)(?:\s?(?:\.(?!\d)|\s?/(?=\s))\s*|[-–]\s+(?=[{p.UPPER}]))")),
    ("số.số", re.compile(r"^(?P<label>\d{1,2}\.\d{1,2})[.\-–]?\s+(?=\D)")),
    ("số.số.số", re.compile(r"^(?P<label>\d{1,2}(?:\.\d{1,2}){2,3})\.?\s+(?=\D)")),
    ("số)", re.compile(r"^(?P<label>\d{1,3})\s?[)]\s*")),
)
_OTHER_MARKERS = (
    ("(số)", re.compile(r"^\((?P<label>\d{1,3})\)\s*")),
    (
        "la mã nhỏ",
        re.compile(r"^\((?P<label>i{1,3}|iv|vi{0,3}|ix|x)\)\s+|^(?P<label2>ii|iii|iv|vi|vii|viii|ix)[.)]\s+"),
    ),
    ("chữ", re.compile(r"^(?P<label>[a-zđ])\s?(?:[.)]|/(?=\s)|[-–](?=\s))\s+|^(?P<label2>[a-zđ])\)\s*")),
    ("(chữ)", re.compile(r"^\((?P<label>[a-zđ])\)\s+")),
    ("gạch", re.compile(r"^(?P<label>[-–—\uf02d])\s+(?=\S)|^(?P<label2>[-–—])(?=[^\W\d_*])")),
    ("sao", re.compile(r"^(?P<label>\*)\s+(?=\S)")),
    ("chấm", re.compile(r"^(?P<label>[•·▪●○◦■□❖➢✓\uf0b7])\s+(?=\S)|^(?P<label2>•)(?=[^\W\d_*])")),
    ("cộng", re.compile(r"^(?P<label>\+)\s*")),
)
_EMPHASIS = re.compile(r"[*_#>\s\ufeff]*")
_EMPHASIS_MARKS = frozenset("*_#> \t\n\u00a0\ufeff")


def marker_of(text: str) -> Marker | None:
    """The list marker that begins ``text`` (leading emphasis marks allowed), if any."""
    offset = 0
    if text[:1] in _EMPHASIS_MARKS:
        skip = _EMPHASIS.match(text)
        offset = skip.end() if skip and text.lstrip()[:2] != "* " else len(text) - len(text.lstrip())
    first = text[offset : offset + 1]
    kinds = _DIGIT_MARKERS if first.isdecimal() else _CAPITAL_MARKERS if first.isupper() else _OTHER_MARKERS
    # Labels are short; what is cut off here is the item's own text.
    rest = text[offset : offset + 80]
    for level, pattern in kinds:
        if match := pattern.match(rest):
            groups = match.groupdict()
            return Marker(level, groups.get("label") or groups.get("label2") or "", offset + match.end())
    return None
