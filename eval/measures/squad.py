"""Exact match and token F1 as the scorers of SQuAD and MLQA define them. Pure.

Rajpurkar et al. 2016 and 2018 (SQuAD 1.1 and 2.0): answers are lower-cased, punctuation, articles and surplus white
space go; *exact match* is 1 when what is left is equal; *F1* is the harmonic mean of precision and recall of the
words, counted as often as they occur. Lewis et al. 2020 (MLQA) define it for other languages: punctuation is every
character of a Unicode category P*, and Vietnamese lets *của, là, cái, chiếc, những* go, as English does *a, an, the*.

Added for Vietnamese, so that spelling does not decide: Unicode NFC before, and words that differ only in where the
tone mark stands or in i and y (``hoà``/``hòa``, ``kí``/``ký``) are one.
"""

import re
import string
import unicodedata
from collections import Counter

from index.text import canonical, nfc

_ARTICLES = {"en": re.compile(r"\b(?:a|an|the)\b"), "vi": re.compile(r"\b(?:của|là|cái|chiếc|những)\b")}


def normalised(text: str, language: str = "vi") -> list[str]:
    """The words of ``text`` that are compared; ``language`` is ``vi`` (MLQA's rules) or ``en`` (SQuAD's)."""
    lower = (nfc(text) if language == "vi" else text).lower()
    kept = "".join(char for char in lower if not _is_punctuation(char, language))
    words = _ARTICLES[language].sub(" ", kept).split()
    return [canonical(word) if word.isalpha() else word for word in words] if language == "vi" else words


def _is_punctuation(char: str, language: str) -> bool:
    return char in string.punctuation or (language != "en" and unicodedata.category(char).startswith("P"))


def exact(answer: str, accepted: str, language: str = "vi") -> bool:
    """Whether both have the same words in the same order."""
    return normalised(answer, language) == normalised(accepted, language)


def f1(answer: str, accepted: str, language: str = "vi") -> float:
    """The harmonic mean of word precision and recall, in [0, 1]; where one has no word left, whether both have
    none.
    """
    said, wanted = normalised(answer, language), normalised(accepted, language)
    if not said or not wanted:
        return float(said == wanted)
    common = (Counter(said) & Counter(wanted)).total()
    return 2 * common / (len(said) + len(wanted))
