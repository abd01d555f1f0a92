"""Clause text made ready to ask about: markers off, sentences apart, and what cannot be asked about told."""

import itertools
import re
from collections.abc import Iterator

from eval.questions import Gold
from index.text import Aligned, fold, folded_words, plain
from index.types import Clause

# What stands before the words of a clause: "Điều 3. ", "2.1. ", "a) ", "- ", "(1) ", "IV. ".
_MARKER = re.compile(
    r"^(?:[-+•–*]+|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\(?[a-zđ]\)|[a-zđ]\.|Điều \d+[a-z]?\.|[IVX]+\.|[A-Z]\.)\s+"
)
_SENTENCE = re.compile(r"(?<=[;:])\s+|(?<=[.])\s+(?=[A-ZĐÀ-Ỹ])")
# What only says that a list follows.
_LISTS = re.compile(r",? (?:bao gồm|gồm|cụ thể|trong đó)(?: có)?:$")
# Words that point outside the sentence: it cannot be understood by itself.
_POINTS = re.compile(
    r"\b(?:này|nêu trên|nói trên|trên đây|dưới đây|sau đây|như sau|sau:|đó|như trên|kèm theo|[Kk]hoản \d|[Đđ]iểm [a-zđ]\b"
    r"|[Đđ]iều \d|[Mm]ục \d|phụ lục|[Mm]ẫu số|trường hợp khác|nêu tại|quy định tại [cđkm])",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_`#|]|\.{3,}|…|£|\[|\]")
_CONSONANTS = r"(?:ngh?|nh|tr|th|ch|kh|ph|gi|qu|[bcdđghklmnpqrstvx])"
_VOWEL = r"[aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]"
_TORN = re.compile(rf"(?<![\w/]){_CONSONANTS} {_VOWEL}|{_VOWEL} {_CONSONANTS}(?![\w/.)-])", re.IGNORECASE)
_VOWELS = re.compile(rf"{_VOWEL}+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_LISTED = re.compile(r"\b(?:điểm|loại|nhóm|hạng|mục|bảng|phần|vitamin|chiến trường|khoản) [a-zđ]\b", re.IGNORECASE)
_LEAST_TOLD, _MOST_TOLD, _MOST_QUOTED = 5, 14, 30
# A word after which another part of the sentence begins, but not "đối tượng", "theo dõi".
_JOINS = re.compile(r"(?:cho|của|để|với|nhằm|trong|tại|khi|do|thì|theo(?! dõi)|đối với)(?!\w)")
_GOES_ON = frozenset({"kèm", "phù", "tiếp", "kể", "so", "phối", "mà", "trước", "sau"})
# Words too common to tell one place from another.
_COMMON = frozenset(folded_words("và của các cho với theo về tại có là được trong từ đến do đối khi việc những để"))


def flat(clause: Clause) -> str:
    """The text of a clause on one line, in NFC; its characters are otherwise the source's."""
    return " ".join(Aligned(clause.text).text.split())


def bare(text: str) -> str:
    """``text`` without the number or dash before it."""
    while (found := _MARKER.match(text)) and found.end() < len(text):
        text = text[found.end() :]
    return text


def sentences(text: str) -> Iterator[str]:
    """The sentences and parts between semicolons of a flat text, without the sign that ends them.

    What ends in a colon goes on elsewhere and is left out.
    """
    for part in _SENTENCE.split(text):
        words = _LISTS.sub("", part.strip()).rstrip(".;/, ").strip()
        if words and not words.endswith(":"):
            yield words


def quotation(clause: Clause, words: str) -> Gold | None:
    """``words`` (of :func:`flat`) as they stand in ``clause``, line breaks and all; ``None`` if they do not."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, Aligned(clause.text).text) if pattern else None
    return Gold(clause.file, found.group()) if found else None


def told(words: str) -> str:
    """The first words of an answer that must be said, up to where a part ends; empty if none ends early enough."""
    pieces = words.split()
    for at in range(_LEAST_TOLD, min(len(pieces), _MOST_TOLD + 1)):
        joined = _JOINS.match(" ".join(pieces[at : at + 2])) and pieces[at - 1] not in _GOES_ON
        if joined or pieces[at - 1].endswith((",", ";")):
            return " ".join(pieces[:at]).rstrip(" ,;")
    return words if len(pieces) <= _MOST_TOLD else ""


def quoted(words: str) -> str:
    """The first words of a long sentence: enough to find it by."""
    return " ".join(words.split()[:_MOST_QUOTED])


def self_contained(words: str) -> bool:
    """Whether ``words`` point at nothing outside themselves, and hold no form to fill in and no table."""
    return not _POINTS.search(words) and not _MARKUP.search(words) and words.count("(") == words.count(")")


def torn(words: str) -> bool:
    """Whether syllables were torn apart or run together when the text was read (``Qu ả ng``, ``cơquan``)."""
    return bool(_TORN.search(_LISTED.sub("", words))) or any(
        _glued(found.group()) for found in _LETTERS.finditer(words)
    )


def _glued(letters: str) -> bool:
    """A Vietnamese syllable has one group of vowels, and no capital after a small letter; foreign words have no marks."""
    if letters.isascii() or letters.isupper():
        return False
    inside = any(a.islower() and b.isupper() for a, b in itertools.pairwise(letters))
    return inside or len(_VOWELS.findall(letters.lower().removeprefix("gi").removeprefix("qu"))) > 1


def lowered(words: str) -> str:
    """``words`` as they continue a sentence: the first letter small, unless the word is a name or an abbreviation."""
    first, _, rest = words.partition(" ")
    name = len(first) > 1 and (not first[1:].islower() or rest[:1].isupper())
    return words if name else first.lower() + words[len(first) :]


def raised(words: str) -> str:
    """``words`` as they begin a sentence."""
    return words[:1].upper() + words[1:]


def content(words: str) -> frozenset[str]:
    """The folded words by which a place is known."""
    return frozenset(folded_words(plain(words))) - _COMMON


def pairs(words: str) -> frozenset[tuple[str, str]]:
    """The folded words and their neighbours."""
    found = folded_words(plain(words))
    return frozenset(itertools.pairwise(found))


def undressed(question: str) -> str:
    """``question`` as it is typed without diacritics, capitals and question mark."""
    return fold(question).rstrip("? ")
