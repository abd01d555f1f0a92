"""Vietnamese spelling: which strings are possible syllables (onset + rime + tone), and where a syllable's tone mark is written.

The tables are the rules of the script (quốc ngữ) as schools teach them, written down here; no list of words. A possible
syllable need not be a word. Letters and rimes that are missing are added to the tables; nothing else belongs here.
"""

import unicodedata
from functools import lru_cache

from index.text import TONES, fold

ONSETS = (*"ngh ng nh gh gi kh ph th tr ch qu b c d đ g h k l m n p r s t v x".split(), "")
# Rimes without tone that may follow any onset the script allows before their first letter.
_RIMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn "
    "uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu".split()
)
_RIMES_AFTER_QU = frozenset(
    "a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây e en eng eo et ê êch ên ênh êt i ich in inh it iu "
    "ơ ơi ôc y ych yên yêt ynh yn yt yu".split()
)
_FRONT = frozenset("eêiy")
# Which onsets stand before e, ê, i, y and which before the other vowels; onsets not named stand before all.
_ONLY_FRONT, _NEVER_FRONT = frozenset({"k", "gh", "ngh"}), frozenset({"c", "g", "ng"})
_STOPS = ("c", "ch", "p", "t")
_MARKS = {digit: mark for mark, digit in TONES.items()}
_VOWELS = frozenset("aăâeêioôơuưy")
# Written with y when nothing follows: kỹ, lý, mỹ, tỷ, hy (both ways are in use; index/text.py reads them as one).
_WITH_Y = frozenset({"h", "k", "l", "m", "t"})


@lru_cache(maxsize=50_000)
def possible(syllable: str) -> bool:
    """Whether ``syllable``, as typed and with its marks, is spelt as a Vietnamese one; case and place of the tone aside."""
    letters, tone = split_tone(syllable)
    if letters.endswith(_STOPS) and tone not in ("", "1", "5"):
        return False
    return _spelt(letters) and not (letters.endswith(_STOPS) and not tone and syllable.lower() != fold(syllable))


@lru_cache(maxsize=50_000)
def possible_bare(syllable: str) -> bool:
    """Whether some marks make ``syllable``, which may have none, a possible one: ``truoc`` is (trước), ``hoaf`` is not."""
    return fold(syllable) in _bare()


@lru_cache(maxsize=1)
def _bare() -> frozenset[str]:
    """Every possible syllable without its marks; about 2,700."""
    spelt = {onset + rime for onset in (*ONSETS, "g") for rime in _RIMES | _RIMES_AFTER_QU if _spelt(onset + rime)}
    return frozenset(map(fold, spelt)) | {"gi"}


def _spelt(letters: str) -> bool:
    """Whether letters without tone are an onset and a rime that go together."""
    for onset in ONSETS:
        if not letters.startswith(onset):
            continue
        rime = letters[len(onset) :]
        if onset == "qu":
            if rime in _RIMES_AFTER_QU:
                return True
        elif onset == "gi":
            # "gì", "gìn", "giếng": the i is onset and vowel at once.
            if rime in _RIMES or rime == "" or rime in ("n", "êng"):
                return True
        elif rime in _RIMES and _together(onset, rime):
            return True
    return False


def _together(onset: str, rime: str) -> bool:
    front = rime[0] in _FRONT
    if onset in _ONLY_FRONT:
        return front
    if onset == "g" and rime[0] == "i":
        return True
    if rime.startswith("yê") or rime == "y":
        return onset == "" or (rime == "y" and onset in (*_WITH_Y, "q", "s", "v", "n"))
    return not (front and onset in _NEVER_FRONT)


def split_tone(syllable: str) -> tuple[str, str]:
    """Letters in lower case without tone, and the tone as the digit VNI types it with (``""`` for none)."""
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in TONES:
            tone = TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def with_tone(letters: str, tone: str) -> str:
    """``letters`` (any case, no tone) with ``tone`` ("1" to "5", or none) where schools write it: ``hòa``, ``quý``, ``thuế``."""
    if not tone:
        return letters
    low = letters.lower()
    begin = 2 if low.startswith("qu") or (low.startswith("gi") and len(low) > 2 and low[2] in _VOWELS) else 0
    vowels = [at for at in range(begin, len(low)) if low[at] in _VOWELS]
    if not vowels:
        return letters
    marked = [at for at in vowels if low[at] in "ăâêôơư"]
    closed = vowels[-1] < len(low) - 1
    if marked:
        at = marked[-1]
    elif closed or len(vowels) > 2:
        at = vowels[-1] if closed else vowels[1]
    else:
        at = vowels[0]
    return letters[:at] + unicodedata.normalize("NFC", letters[at] + _MARKS[tone]) + letters[at + 1 :]


def like_case(word: str, pattern: str) -> str:
    """``word`` with the capitals of ``pattern``: all, the first letter, or none."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
