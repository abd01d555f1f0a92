"""How people really type: questions without marks, half without, with the input method off, with slips of the hand.

Pure and seeded: the same text and seed give the same typing, whatever was asked before. Only words are touched, never a
number, a code (``CT-TTg``, ``UBND``) or punctuation. A new kind of typing is a function here; nothing else belongs here.
"""

import random
import re
import unicodedata
from collections.abc import Callable

from index.text import nfc

SHARE = 0.15  # of the words, for slips
_WORD = re.compile(r"[^\W\d_]+")
_WORD_AND_SPACE = re.compile(r"[^\W\d_]+[ ]?")
_TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI_TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_UO = re.compile("ư([ơớờởỡợ])", re.IGNORECASE)
_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_VNI_KEYS = {_BREVE: "8", _CIRCUMFLEX: "6", _HORN: "7"}
# Letters beside each other on a keyboard: the likeliest to be hit instead.
_BESIDE = {
    "q": "wa", "w": "qe", "e": "wr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "p": "o",
    "a": "sq", "s": "ad", "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "k",
    "z": "x", "x": "zc", "c": "xv", "v": "cb", "b": "vn", "n": "bm", "m": "n",
}  # fmt: skip
# What sounds alike somewhere in the country, at the start and at the end of a syllable.
_SAME_START = (("s", "x"), ("ch", "tr"), ("d", "gi"), ("gi", "r"), ("l", "n"))
_SAME_END = (("n", "ng"), ("c", "t"), ("i", "y"))


def unaccented(text: str) -> str:
    """``text`` with no mark at all; ``đ`` is ``d``, capitals stay."""
    return "".join(map(_bare, nfc(text)))


def half_accented(text: str, seed: int, share: float = 0.5) -> str:
    """Each word loses all of its marks with probability ``share``."""
    return _each(text, seed, "half", share, lambda word, _: unaccented(word))


def telex_slips(text: str, seed: int, share: float = SHARE) -> str:
    """Each word with marks shows its keys with probability ``share``: Telex or, in one question of three, VNI."""
    way = _random(text, seed, "keys")
    vni, late, short = way.random() < 1 / 3, way.random() < 1 / 4, way.random() < 1 / 2
    return _each(text, seed, "telex", share, lambda word, _: keys(word, vni=vni, late=late, short=short))


def typos(text: str, seed: int, share: float = SHARE) -> str:
    """Each word of three letters or more is misspelt with probability ``share``: one letter swapped, left out, doubled or hit
    beside, a start, an end or a tone that sounds alike, or the blank after it left out."""
    chance = _random(text, seed, "typos")

    def slip(match: re.Match[str]) -> str:
        word = match.group().rstrip(" ")
        blank = match.group()[len(word) :]
        if len(word) < 3 or word.isupper() or chance.random() >= share:
            return match.group()
        if blank and chance.random() < 0.1:
            return word
        return _misspelt(word, chance) + blank

    return _WORD_AND_SPACE.sub(slip, nfc(text))


def slips(text: str, seed: int, share: float = SHARE) -> str:
    """Each word gets one slip with probability ``share``: its keys shown, misspelt, or its marks dropped."""
    ways: tuple[Callable[[str, random.Random], str], ...] = (
        lambda word, chance: keys(word),
        lambda word, chance: _misspelt(word, chance) if len(word) > 2 else word,
        lambda word, chance: unaccented(word),
    )
    return _each(text, seed, "slips", share, lambda word, chance: chance.choice(ways)(word, chance))


def keys(word: str, *, vni: bool = False, late: bool = False, short: bool = False) -> str:
    """The keys that type one word in Telex (or VNI). ``late``: all marks after the last letter, as many type them;
    ``short``: one key for the two horns of ``ươ``."""
    said: list[str] = []
    after: list[str] = []
    tone = ""
    for char in _UO.sub(r"u\1", nfc(word)) if short else nfc(word):
        letter = ("d" if char == "đ" else "D") if char in "đĐ" else unicodedata.normalize("NFD", char)[0]
        said.append(letter)
        for mark in "9" if char in "đĐ" else unicodedata.normalize("NFD", char)[1:]:
            if mark in _TELEX_TONES:
                tone = (_VNI_TONES if vni else _TELEX_TONES)[mark]
                continue
            key = _VNI_KEYS.get(mark, mark) if vni else "w" if mark in (_BREVE, _HORN) else letter.lower()
            (after if late else said).append(key)
    # "ươ" typed late needs one key only.
    typed = "".join(said + list(dict.fromkeys(after))) + tone
    # Shift is held for the first letter, not for its mark.
    return typed.upper() if len(word) > 1 and word.isupper() else typed


def _bare(char: str) -> str:
    if char in "đĐ":
        return "d" if char == "đ" else "D"
    return "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))


def _random(text: str, seed: int, kind: str) -> random.Random:
    return random.Random(f"{kind} {seed} {text}")


def _each(
    text: str, seed: int, kind: str, share: float, change: Callable[[str, random.Random], str]
) -> str:  # fmt: skip
    chance = _random(text, seed, kind)

    def one(match: re.Match[str]) -> str:
        word = match.group()
        # Drawn for every word, so that one left alone does not shift the others.
        drawn = chance.random()
        code = len(word) > 1 and word.isupper()
        return word if code or drawn >= share else change(word, chance)

    return _WORD.sub(one, nfc(text))


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    kind = chance.choice(("swap", "drop", "double", "beside", "sound", "tone"))
    if kind == "sound":
        return _like(word, chance)
    if kind == "tone":
        return _other_tone(word)
    if kind == "swap":
        at = max(at, 1) if len(word) > 3 else at
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    at += 1  # the first letter is rarely the one that goes wrong
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[: at + 1] + word[at:]
    return word[:at] + chance.choice(_BESIDE.get(_bare(word[at]), word[at])) + word[at + 1 :]


def _like(word: str, chance: random.Random) -> str:
    ways = []
    for a, b in _SAME_START:
        for old, new in ((a, b), (b, a)):
            if word.lower().startswith(old) and not (old in "sx" and word.lower().startswith("sh")):
                new = new.capitalize() if word[0].isupper() else new
                ways.append(new + word[len(old) :])
    for a, b in _SAME_END:
        for old, new in ((a, b), (b, a)):
            if word.endswith(old) and not (old == "n" and word.endswith("ng")):
                ways.append(word[: -len(old)] + new)
    return chance.choice(ways) if ways else word


def _other_tone(word: str) -> str:
    """Hỏi for ngã and ngã for hỏi."""
    swap = {"\u0309": "\u0303", "\u0303": "\u0309"}
    return nfc("".join(swap.get(c, c) for c in unicodedata.normalize("NFD", word)))
