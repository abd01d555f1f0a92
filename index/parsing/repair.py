"""What OCR did to names, undone where only one reading is possible. For values only, never for quotations."""

import itertools
import re

from index.parsing.flat import flat

_SYLLABLE = re.compile(
    r"(?:bl|br|b|ch|c|dr|d|gh|gi|gr|g|h|kb|kh|kl|kr|k|l|m|ngh|ng|nh|n|ph|pl|p|qu|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch|c|"
    r"k|m|ng|nh|n|p|t)?"
)
_NO_VOWEL = re.compile(r"[bcdghklmnpqrstvx]{1,3}")
_SUSPECT = re.compile(r"(?:^|\s)(?:[bcdđghklmnpqrstvx]{1,3}|[^\W\d_])(?![^\s,;.:)])", re.IGNORECASE)
# A letter that names something ("điểm b", "loại A") is no broken piece of a word.
_LABELLED = frozenset({"diem", "khoan", "loai", "nhom", "hang", "quan", "muc", "phan", "to", "khu", "lop"})
# A Roman one counts these: "QUÝ I".
_COUNTED = _LABELLED | {"quy", "ky", "khoa", "dot", "chuong", "thu", "cap", "tap", "vong", "vung", "lan", "doan", "ban"}
# Single vowels that are words by themselves.
_WORDS = frozenset({"y", "ý", "ở", "à", "ạ", "ô", "ơ", "ổ", "ủ", "ứ", "ừ", "ấ"})


def is_pronounceable(word: str) -> bool:
    """Whether ``word`` can be read aloud as one Vietnamese syllable (names of the highlands too); THCS cannot."""
    return bool(_SYLLABLE.fullmatch(flat(word)))


def heal(text: str) -> str:
    """``Qu ả ng Ngãi`` as ``Quảng Ngãi``, ``B Ộ Y TẾ`` as ``BỘ Y TẾ``, ``Đặ ng`` as ``Đặng``.

    Pieces are joined only where one of them cannot be a word by itself and together they are a possible syllable in one
    case of letters. Abbreviations and labels stay.
    """
    if not _SUSPECT.search(text):
        return text
    tokens = text.split(" ")
    healed: list[str] = []
    at = 0
    while at < len(tokens):
        size = next((n for n in (4, 3, 2) if at + n <= len(tokens) and _is_broken(tokens[at : at + n], healed)), 1)
        healed.append("".join(tokens[at : at + size]))
        at += size
    return " ".join(healed)


def _is_broken(pieces: list[str], before: list[str]) -> bool:
    joined = "".join(pieces)
    bare = joined.rstrip(",;.:)")
    if not bare.isalpha() or not all(piece.rstrip(",;.:)").isalpha() for piece in pieces):
        return False
    if len(bare) > 7 or any(not piece.isalpha() for piece in pieces[:-1]):
        return False
    if not (bare.isupper() or bare.islower() or bare.istitle()):
        return False
    if not _SYLLABLE.fullmatch(flat(bare)) or (before and flat(before[-1]).strip(",;.") in _LABELLED):
        return False
    if any(b.rstrip(",;.:)") in ("I", "V", "X") and flat(a) in _COUNTED for a, b in itertools.pairwise(pieces)):
        return False
    return all(_is_fragment(a) or _is_fragment(b) for a, b in itertools.pairwise(pieces)) and any(
        _NO_VOWEL.fullmatch(flat(piece.rstrip(",;.:)"))) or _is_fragment(piece) for piece in pieces
    )


def _is_fragment(piece: str) -> bool:
    """No word: consonants alone, or a lone vowel that is none of the one-letter words."""
    bare = piece.rstrip(",;.:)")
    if _NO_VOWEL.fullmatch(flat(bare)):
        return True
    return len(bare) == 1 and bare.lower() not in _WORDS
