"""Numbers, symbols and dates as printed into the one form everything compares."""

import re
from calendar import monthrange

from index.parsing import patterns as p

# A kind stands first in the symbol; these were also written behind the issuer ("237/UB-QĐ").
_ALSO_SECOND = frozenset({"QĐ", "NĐ", "TTLT", "CV"})
_JUDGMENT = re.compile(r"^(?:HS|DS|HC|LĐ|KDTM|HNGĐ|HN&GĐ)$")
# "1.045/SYT-NV", "45 CV/SYT".
_DOTTED = re.compile(r"(?<=^\d)\.(?=\d{3}\D)|(?<=^\d\d)\.(?=\d{3}\D)")
_UNDASHED = re.compile(rf"(?<=\d)\s+(?=(?:{'|'.join(map(re.escape, p.KINDS))})\s?[-/])")


def iso_date(day: str, month: str, year: str) -> str | None:
    """``YYYY-MM-DD``, or ``None`` where no such day exists between 1900 and 2100."""
    d, m, y = int(day), int(month), int(year)
    if not (1900 <= y <= 2100 and 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]):
        return None
    return f"{y:04d}-{m:02d}-{d:02d}"


def clean_number(printed: str) -> str:
    """A number and symbol without the blanks and asterisks of its print: ``667 - CV/QU`` is ``667-CV/QU``."""
    printed = _DOTTED.sub("", _UNDASHED.sub("-", printed, count=1), count=1)
    return re.sub(r"[\s*_\u200b\ufeff]+", "", printed).translate(str.maketrans("–—−‐‑Ð", "-----Đ")).rstrip(".,;")


def kind_of_number(number: str) -> str | None:
    """The kind a symbol names: ``667-CV/QU`` is a Công văn; ``1040/LĐTBXH-NCC``, naming none, is one too.

    ``12-TT/TW`` (the Party's, a dash first) is a Thông tri, ``12/2021/TT-BTC`` a Thông tư. Acts of the National Assembly
    (``17/2008/QH12``) name no kind: ``None``.
    """
    parts = [part for part in re.split(r"[-/]", number)[1:] if not part.isdigit()]
    codes = [re.sub(r"\d+$", "", part) for part in parts]
    if not codes:
        return None
    if re.match(r"\d+[a-zđ]?-", number, re.IGNORECASE) and codes[0] in p.PARTY_KINDS:
        return p.PARTY_KINDS[codes[0]]
    if codes[0] in p.KINDS:
        return p.KINDS[codes[0]]
    if len(codes) > 1 and _JUDGMENT.match(codes[0]) and codes[1] in ("ST", "PT", "GĐT"):
        return "Bản án"
    if codes[-1] in _ALSO_SECOND:
        return p.KINDS[codes[-1]]
    # A letter's symbol is an office and its unit ("SYT-NV"), without a year; court files and plots of land have others.
    letter = len(codes) == len(parts) > 1 and codes[-1] and not re.search(r"/\d{4}(?!\d)", number)
    return "Công văn" if letter and codes[-1] not in ("QH", "UBTVQH") else None
