"""UTF-8 that a program took for Windows-1252, or Latin-1, and stored again: ``Viá»‡t Nam`` is ``Việt Nam``."""

import re
from functools import cache

from index.formats.text.legacy import readable

# The first two of the three bytes of most Vietnamese letters. No text has them often.
_TRACE = re.compile(r"á[»º].")
_LEAST, _RIGHT = 3, 0.8


def healed(text: str) -> str | None:
    """``text``, without a Vietnamese letter of its own, put right if it certainly is such a text; else ``None``."""
    if len(set(_TRACE.findall(text))) < _LEAST:
        return None
    result = _sequences().sub(_letter, text)
    return result if readable(result) >= _RIGHT else None


@cache
def _bytes() -> dict[str, int]:
    """The byte that a character stands for, in either encoding."""
    latin = {chr(code): code for code in range(0x80, 0x100)}
    return latin | {bytes([code]).decode("cp1252", "ignore") or chr(code): code for code in range(0x80, 0xA0)}


@cache
def _sequences() -> re.Pattern[str]:
    follow = "".join(re.escape(char) for char, code in _bytes().items() if code < 0xC0)
    return re.compile(rf"[Â-ß][{follow}]|[à-ï][{follow}]{{2}}|Ã ")


def _letter(found: re.Match[str]) -> str:
    if found[0] == "Ã ":  # a no-break space that became a blank
        return "à"
    try:
        return bytes(_bytes()[char] for char in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
