"""The print of a letterhead made even, letter for letter: offsets stay those of the text.

OCR and old typing lose marks, mix dashes and put emphasis anywhere; patterns over :func:`flat` need not know.
"""

from index.parsing.patterns import LOWER

_LETTERS = LOWER[3:]
_BASES = "".join(
    base * len(group)
    for base, group in (
        ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"), ("u", "ùúủũụưừứửữự"),
        ("y", "ỳýỷỹỵ"), ("d", "đ"),
    )
)  # fmt: skip
# Emphasis and invisible characters count as blanks; the Icelandic letter is how some fonts print Đ.
_EVEN = dict.fromkeys(map(ord, "*_`#\u00a0\u200b\ufeff\x0c\r"), " ") | dict.fromkeys(map(ord, "–—−‐‑"), "-")
_EVEN |= {ord("Ð"): "Đ", ord("\u2019"): "'"}
_FLAT = (
    _EVEN
    | str.maketrans(_LETTERS + _LETTERS.upper(), _BASES * 2)
    | {ord("Ð"): "d"}
    | {capital: chr(capital + 32) for capital in range(ord("A"), ord("Z") + 1)}
)


def even(text: str) -> str:
    """``text`` with blanks for emphasis and one kind of dash; same length, case and marks kept."""
    return text.translate(_EVEN)


def flat(text: str) -> str:
    """:func:`even`, in small letters without Vietnamese marks; same length."""
    return text.translate(_FLAT)
