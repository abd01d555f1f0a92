"""Vietnamese text in the encodings from before Unicode, written: the other way round than the program reads them.

TCVN3 is TCVN 5712:1993 VN3, the code of the ``.Vn…`` fonts; VNI the code of the ``VNI-…`` fonts for Windows; VIQR is
RFC 1456. What a code lacks (dashes, quotes) stands at its place in Windows-1252, where those fonts have it.
"""

import unicodedata
from collections.abc import Iterator

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook, tilde, acute, dot below: the order of the TCVN3 table
_ROWS = (
    # letter, its code, its codes with the five tones
    ("a", None, "b5 b6 b7 b8 b9"), ("ă", 0xA8, "bb bc bd be c6"), ("â", 0xA9, "c7 c8 c9 ca cb"),
    ("e", None, "cc ce cf d0 d1"), ("ê", 0xAA, "d2 d3 d4 d5 d6"), ("i", None, "d7 d8 dc dd de"),
    ("o", None, "df e1 e2 e3 e4"), ("ô", 0xAB, "e5 e6 e7 e8 e9"), ("ơ", 0xAC, "ea eb ec ed ee"),
    ("u", None, "ef f1 f2 f3 f4"), ("ư", 0xAD, "f5 f6 f7 f8 f9"), ("y", None, "fa fb fc fd fe"),
    ("đ", 0xAE, ""), ("Ă", 0xA1, ""), ("Â", 0xA2, ""), ("Ê", 0xA3, ""), ("Ô", 0xA4, ""), ("Ơ", 0xA5, ""),
    ("Ư", 0xA6, ""), ("Đ", 0xA7, ""),
)  # fmt: skip

# VNI: after a plain letter, after one with a circumflex or a breve; the tones in the order above.
_VNI_PLAIN, _VNI_HAT, _VNI_BREVE = "øûõùï", "àåãáä", "èúüéë"
_VNI_ALONE = dict(zip("iìỉĩíịyỵđơư", "iìæóíòyîñôö", strict=True))
_VIQR = {"\u0306": "(", "\u0302": "^", "\u031b": "+", **dict(zip(_TONES, "`?~'.", strict=True))}


def _tcvn3_table() -> Iterator[tuple[str, int]]:
    for letter, code, toned in _ROWS:
        if code:
            yield letter, code
        for tone, byte in zip(_TONES, bytes.fromhex(toned), strict=False):
            yield unicodedata.normalize("NFC", letter + tone), byte


_TCVN3 = dict(_tcvn3_table())


def tcvn3(text: str) -> bytes:
    """``text`` in TCVN3; its capitals have no tones: they are written with the small letter, as the ``H`` fonts want."""
    letters = unicodedata.normalize("NFC", text)
    return b"".join(_tcvn3(letter) for letter in letters)


def _tcvn3(letter: str) -> bytes:
    code = _TCVN3.get(letter, _TCVN3.get(letter.lower()))
    return bytes([code]) if code else letter.encode("cp1252")


def vni(text: str) -> bytes:
    """``text`` in VNI for Windows: a letter and, after it, its marks."""
    return "".join(map(_vni, unicodedata.normalize("NFC", text))).encode("cp1252")


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in _VNI_ALONE:
        return _cased(_VNI_ALONE[small], letter)
    base, *marks = list(unicodedata.normalize("NFD", small))
    tone = next((mark for mark in marks if mark in _TONES), "")
    at = _TONES.index(tone) if tone else -1
    if "\u0302" in marks:
        return _cased(base + (_VNI_HAT[at] if tone else "â"), letter)
    if "\u0306" in marks:
        return _cased(base + (_VNI_BREVE[at] if tone else "ê"), letter)
    if "\u031b" in marks:
        base = _VNI_ALONE[base + "\u031b" if len(base) > 1 else {"o": "ơ", "u": "ư"}[base]]
    return _cased(base + _VNI_PLAIN[at], letter) if tone else _cased(base, letter) if marks else letter


def _cased(written: str, letter: str) -> str:
    return written.upper() if letter.isupper() else written


def viqr(text: str) -> bytes:
    """``text`` in VIQR: marks after their letter, the tone last, in ASCII; a sign that would be read as a mark is escaped."""
    written: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        if letter in "đĐ":
            written.append("dd" if letter == "đ" else "DD")
        elif letter in "`?~'.(^+" and written and written[-1][-1:].lower() in tuple("aeiouy(^+"):
            written.append("\\" + letter)
        else:
            written.append(base + "".join(_VIQR[mark] for mark in sorted(marks, key=_TONES.__contains__)))
    return without_signs("".join(written)).encode("ascii")


def without_signs(text: str) -> str:
    """``text`` with the signs that ASCII has in place of those it lacks."""
    return text.translate(_ASCII)


_ASCII = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
