"""Text as a page may show it. Pure."""

import re

# C0 and C1 controls but tab and line feed; what reorders the text around it; halves of characters; no characters at all.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def visible(text: str) -> str:
    """``text`` with ``�`` for what HTML does not allow and for what could reorder the page around it."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))
