"""Whether extracted letters are readable Vietnamese (or at least readable), or the debris of a broken font or scanner."""

import re
from dataclasses import dataclass

from index.formats.text.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
# Vietnamese and Western letters; wrong codes come out as Cyrillic or as Latin letters of other countries.
_LATIN = re.compile(r"[A-Za-zÀ-ÿĂăĐđĨĩŨũŒœƠơƯưẠ-ỹ\u0300-\u036fªº\ufb00-\ufb06]+")
_VIETNAMESE = frozenset("ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
_JUNK = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares, 0 to 1: letters no Vietnamese text has; words that are syllables; syllables that bear a mark."""

    letters: int
    alien: float
    syllables: float
    marked: float

    @property
    def garbage(self) -> bool:
        """Whether the codes behind the letters are wrong: unmapped, private, or of other scripts within words."""
        return self.letters >= 20 and self.alien > 0.05

    @property
    def vietnamese(self) -> bool:
        """Whether it is good Vietnamese with its marks."""
        return self.letters >= 20 and self.alien < 0.02 and self.syllables > 0.75 and self.marked > 0.4


def quality(text: str) -> Quality:
    """Measures ``text`` (NFC); capital abbreviations and numbers count neither way."""
    junk = len(_JUNK.findall(text))
    words = _WORD.findall(text)
    letters = sum(map(len, words)) + junk
    if not words:
        return Quality(letters, 1.0 if junk else 0.0, 0.0, 0.0)
    alien = junk + sum(len(_LATIN.sub("", w)) for w in words)
    judged = [w for w in words if len(w) > 1 and not (w.isupper() and len(w) < 6)] or words
    syllables = sum(map(is_syllable, judged))
    marked = sum(1 for w in judged if not _VIETNAMESE.isdisjoint(w.lower()))
    return Quality(letters, alien / letters, syllables / len(judged), marked / len(judged))
