"""Is this word a Vietnamese syllable? What tells a right decoding from a wrong one.

Spelling only, no dictionary: an onset, a rime and a tone that go together, wherever the tone mark was put (``hoà``,
``hòa``). Proper names of other languages (Đắk Lắk, Krông Pắc) and abbreviations are mostly no syllables.
"""

import itertools
import unicodedata
from functools import cache, lru_cache

_ONSETS = ["", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()]
_OPEN = (
    "a e ê i o ô ơ u ư y ia ua ưa uya ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi ưu iêu yêu oa oe oai oay oao oeo uê uơ "
    "uy uyu uây uôi ươi ươu"
).split()
_CLOSED = {
    "a": "c ch m n ng nh p t", "ă": "c m n ng p t", "â": "c m n ng p t", "e": "c m n ng p t", "ê": "c ch m n nh p t",
    "i": "c ch m n nh p t", "o": "c m n ng p t", "ô": "c m n ng p t", "ơ": "m n p t", "u": "c m n ng p t",
    "ư": "c m n ng t", "y": "ch m n nh p t", "iê": "c m n ng p t", "yê": "c m n ng p t", "uô": "c m n ng t",
    "ươ": "c m n ng p t", "oa": "c ch m n ng nh p t", "oă": "c m n ng t", "oe": "m n ng t", "oo": "c ng", "uâ": "n ng t",
    "uê": "ch n nh", "uy": "ch n nh p t", "uyê": "n t",
}  # fmt: skip
_STOPS = ("c", "ch", "p", "t")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = "\u0301\u0323"


@cache
def _rimes() -> dict[str, bool]:
    """Every rime without its tone, and whether it ends in a stop, which allows two tones only."""
    closed = {nucleus + coda: coda in _STOPS for nucleus, codas in _CLOSED.items() for coda in codas.split()}
    return dict.fromkeys(_OPEN, False) | closed


@cache
def _syllables() -> dict[str, bool]:
    """Every syllable without its tone, and whether it ends in a stop."""
    pairs = itertools.product(_ONSETS, _rimes().items())
    return {onset + rime: stop for onset, (rime, stop) in pairs} | {"gi": False, "gin": False, "gich": True}


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (any case, NFC or NFD) is spelt like one Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in decomposed if char in _TONES]
    bare = "".join(char for char in decomposed if char not in _TONES)
    stop = _syllables().get(unicodedata.normalize("NFC", bare))
    if stop is None or len(tones) > 1:
        return False
    return not stop or (len(tones) == 1 and tones[0] in _STOP_TONES)
