"""The tables of the Vietnamese encodings from before Unicode, and text out of them, code by code.

A text "in" such an encoding is a string whose characters are its bytes seen as Windows-1252. Sources: TCVN 5712:1993
(VN3, the ``.Vn…`` fonts of ABC), the VNI-Windows fonts, RFC 1456 (VIQR), Microsoft's code page 1258.
"""

import re
import unicodedata
from functools import cache

_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđ\0" "\0\0\0\0\0àảãáạ\0ằẳẵắ\0"  # A1–AF, B0–BF
    "\0\0\0\0\0\0ặầẩẫấậè\0ẻẽ" "éẹềểễếệìỉ\0\0\0ĩíịò"  # C0–CF, D0–DF
    "\0ỏõóọồổỗốộờởỡớợù" "\0ủũúụừửữứựỳỷỹýỵ"  # E0–EF, F0–FE
)  # fmt: skip
# TCVN 5712 has marks of their own, too; with VN3 only capitals, which it lacks with a tone, can need them.
_TCVN_MARKS = dict(zip("°±²³´", "\u0300\u0309\u0303\u0301\u0323", strict=True))
_TCVN_MARKED = re.compile(r"([AEIOUYĂÂÊÔƠƯ])([°±²³´])")

# VNI writes a letter and its marks as two characters; the mark has the case of its letter, or is typed in lower case.
_VNI_MARKS = {
    "aeouyôö": {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    "aeo": {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
            "ä": "\u0302\u0323"},
    "a": {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
          "ë": "\u0306\u0323"},
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI = re.compile(r"[aeouyôöAEOUYÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[À-ÿ]")

_VIQR_MARKS = {"(": "\u0306", "^": "\u0302", "+": "\u031b"}
_VIQR_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_VIQR = re.compile(
    r"\\(?P<plain>[\\(^+'`?~.dD])|(?P<stroke>D[dD]|dd)|"
    r"(?P<vowel>[aA][(^]?|[eE]\^?|[oO][\^+]?|[uU]\+?|[iIyY])(?P<tone>['`?~.]?)(?P<late>(?<=[aeoAEO]\.)\^|(?<=[aA]\.)\((?=[A-Za-z]))?"
)


def nfc(text: str) -> str:
    """Letters with their marks in one character each."""
    return unicodedata.normalize("NFC", text)


@cache
def tcvn3() -> dict[int, str]:
    """The character that is seen, as a number, and the letter that is meant."""
    # Some programs take the micro sign for the Greek letter that looks like it.
    return {0xA1 + at: letter for at, letter in enumerate(_TCVN3) if letter != "\0"} | {0x3BC: "à"}


@cache
def vni() -> dict[str, str]:
    """The one or two characters that are seen, and the letter that is meant."""
    table = {case(seen): case(letter) for seen, letter in _VNI_LETTERS.items() for case in (str.lower, str.upper)}
    for letters, marks in _VNI_MARKS.items():
        for letter in letters:
            for mark, combining in marks.items():
                meant = nfc(_VNI_LETTERS.get(letter, letter) + combining)
                for seen in (mark, mark.upper()):
                    table[letter + seen] = meant
                    table[letter.upper() + seen] = meant.upper()
    return table


@cache
def cp1258() -> dict[int, str]:
    """The character that is seen, as a number, and the letter or mark that is meant, where they differ."""
    table = {}
    for code in range(0x80, 0x100):
        byte = bytes([code])
        seen, meant = byte.decode("cp1252", "ignore"), byte.decode("cp1258", "ignore")
        if seen and meant and meant != seen:
            table[ord(seen)] = meant
    return table


def from_tcvn3(text: str) -> str:
    """TCVN3 (ABC) to Unicode; what it does not have is left as it is."""
    return _TCVN_MARKED.sub(lambda found: nfc(found[1] + _TCVN_MARKS[found[2]]), text.translate(tcvn3()))


def from_vni(text: str, missing: str | None = None) -> str:
    """VNI-Windows to Unicode; what it does not have, such as a mark without its letter, becomes ``missing``, or stays."""
    table = vni()

    def meant(found: re.Match[str]) -> str:
        seen = found[0]
        return table.get(seen) or "".join(table.get(char, char if char.isascii() else missing or char) for char in seen)

    return _VNI.sub(meant, text)


def from_cp1258(text: str) -> str:
    """Windows-1258, whose tone marks follow their letter, to composed Unicode."""
    return nfc(text.translate(cp1258()))


def from_viqr(text: str) -> str:
    """VIQR to Unicode, as RFC 1456 says: a sign of punctuation after a vowel is a mark unless a backslash is before it."""
    return _VIQR.sub(_viqr_letter, text)


def _viqr_letter(found: re.Match[str]) -> str:
    if found["plain"]:
        return found["plain"]
    if found["stroke"]:
        return "đ" if found["stroke"] == "dd" else "Đ"
    vowel, mark = found["vowel"], found["late"] or found["vowel"][1:]
    return nfc(vowel[0] + _VIQR_MARKS.get(mark, "") + _VIQR_TONES.get(found["tone"], ""))
