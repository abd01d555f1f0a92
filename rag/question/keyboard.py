"""Keys of an input method that was off: ``hoaf``, ``ddieeuf``, ``truwowcs`` (Telex), ``hoa2``, ``d9ie6u2`` (VNI), or both mixed.

Pure: a text and what is known of its words in, the text and its changes out. A word is read as keys only when it is no Vietnamese
syllable as typed, is one when the keys are pressed, and something vouches for it: the archive has the result, or other words of
the question were typed the same way. English words and codes stay. Only what keys do belongs here.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from index.orthography import possible, possible_bare, split_tone, with_tone
from index.text import fold, has_marks
from rag.types import Change, Repair

Known = Callable[[str], bool]

_TONE_KEYS = {"s": "1", "f": "2", "r": "3", "x": "4", "j": "5", "z": "", "0": ""} | {d: d for d in "12345"}
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_DIGITS = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}
_VOWELS = frozenset("aăâeêioôơuưy")
_LONGEST = 11  # "nghieengsx": no syllable takes more keys
# A word, digits in it and behind it included; never a part of a number, a code or an address on the net.
_TYPED = re.compile(r"(?<![\w/@.&-])(?=\w*[^\W\d_])[^\W\d_]\w{0,20}(?![\w@/]|[.&-]\w)")
# Keys that hardly stand in a word otherwise: a w or j after a letter, doubled letters, a digit between letters …
_PROOF = re.compile(r"(?i)[a-zà-ỹđ](?:w|j)|dd|aa|ee|oo|[a-z][6-9](?=[a-z1-5]|$)|[a-zà-ỹ]f$")
# … and two of them in one word.
_PROVEN = re.compile(r"(?i)(?:^dd|aa|ee|oo|[a-z]w)\w*[sfrxj]$|^dd\w*(?:aa|ee|oo|w)|[a-z][6-9][a-z]*[1-5]$|^d9\w*\d")
# Codes of documents and bodies with đ, which stand within numbers: "QDD-TTg".
_CODES = re.compile(r"(?<![^\W\d_])(BC|Q|N|C|H(?=DDND))DD(?=ND|[-/\s?.,!]|$)")
# A digit behind what is counted may be its number: "muc1", "khoan2", "quan5"; so may one that is no tone behind any word.
_NUMBERED = re.compile(
    r"(?i)(?:muc|dieu|khoan|diem|chuong|phan|phu|luc|bai|cau|quan|phuong|khu|to|pho|ngay|thang|nam|so|quy|lop|cap|tang|dot|lan|mui|"
    r"hang|nhom|loai|vung|ban|trang|tuan|gio|tap|doi|ca)[0-9]$|[^\W\d_]+[6-90]$"
)
_OPEN = re.compile("([ưƯ])([ơƠ])$")
_DIGIT = re.compile(r"[0-9]")
# English words of offices and screens that are syllables when pressed ("test" would be "tét"); "was", "website" are not.
_ENGLISH = frozenset(
    "as is us or of ok car bus gas max mix six box tax list test post cost best rest host boss pass less mass loss tour for "
    "her his has have does data are more user hotel motor bar far and add did too see free tool soon good room zoom meet "
    "week keep need app off our air door code case time core care store score share online email file fax mail master "
    "poster center after covid team stress last next text fast first just most must cash check cast east west sex sir fix "
    "mr mrs ms dr".split()
)
_SURE, _LIKELY = 2, 1


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word at ``[start, end)`` read as keys: how surely, and what other words must weigh to make it sure."""

    start: int
    end: int
    typed: str
    said: str
    weight: int
    needed: int = 2


def repair(text: str, known: Known) -> tuple[str, tuple[Change, ...]]:
    """``text`` with the words typed with the input method off as they were meant, and those changes.

    ``known(word)``: whether the archive, or the language, has the word with these marks.
    """
    marked = has_marks(text)
    coded = [Change(Repair.KEYBOARD, m.group(), f"{m[1]}Đ") for m in _CODES.finditer(text)]
    text = _CODES.sub(r"\1Đ", text)
    readings = [r for m in _TYPED.finditer(text) if (r := _read(m, known, marked))]
    taken = [r for r in readings if r.weight == _SURE or _vouched(r, readings)]
    pieces, at = [], 0
    for reading in taken:
        pieces += [text[at : reading.start], reading.said]
        at = reading.end
    changes = [Change(Repair.KEYBOARD, reading.typed, reading.said) for reading in taken]
    return "".join(pieces) + text[at:], (*coded, *changes)


def _vouched(reading: _Reading, readings: list[_Reading]) -> bool:
    """Whether the other words speak for it; for a word with a digit behind it, only those typed with digits do."""
    others = [
        r for r in readings if r is not reading and (_DIGIT.search(r.typed) or not _NUMBERED.fullmatch(reading.typed))
    ]
    return sum(r.weight for r in others) >= reading.needed


def _read(match: re.Match[str], known: Known, marked: bool) -> _Reading | None:
    typed = match.group()
    if len(typed) < 2 or len(typed) > _LONGEST or _is_code(typed):
        return None
    plain = fold(typed)
    if typed.isalpha() and known(typed):  # with a digit behind it a word may look like what an index holds
        return None
    said = press(typed)
    if said is None or said.lower() == typed.lower():
        return None
    if plain in _ENGLISH or plain.removesuffix("s") in _ENGLISH:
        good = possible(said) and known(said)
        return _Reading(match.start(), match.end(), typed, said, 0, 3 * _SURE) if good else None
    if possible(typed) and not known(said):
        return None
    if not possible(said):
        # Keys pressed twice put back what they had changed: "tesst" is "test".
        return _Reading(match.start(), match.end(), typed, said, _SURE) if known(said) and said.isascii() else None
    there = known(said)
    numbered = _NUMBERED.fullmatch(typed) is not None and possible_bare(typed[:-1])
    if there and not numbered and len(typed) > 2:
        # "Lee" and "Sachs" in a question that has its marks are names.
        name = marked and match.start() > 0 and typed[0].isupper() and typed[1:].islower() and typed.isascii()
        if not name and (_PROOF.search(typed) or (marked and typed[-1].lower() in _TONE_KEYS)):
            return _Reading(match.start(), match.end(), typed, said, _SURE)
        if typed[-1].lower() in _TONE_KEYS:
            # Where no marks were typed, one such word may be a letter hit beside another ("lux" for "luc"); two are keys.
            return _Reading(match.start(), match.end(), typed, said, _LIKELY, _LIKELY)
    weight = _LIKELY if there or _PROOF.search(typed) else 0
    if _PROVEN.search(typed) and not numbered:
        weight = _SURE
    return _Reading(match.start(), match.end(), typed, said, 0 if sum(map(str.isalpha, typed)) == 1 else weight)


def _is_code(word: str) -> bool:
    """``F0``, ``TTg``, ``VNeID``, ``A4``: capitals past the first letter in a word that is not all of capitals, or with digits."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) == 1:
        return word[0].isupper() and len(word) < 3
    inside = any(c.isupper() for c in letters[1:])
    every = all(c.isupper() for c in letters)
    doubled = word[:2].upper() == "DD"
    return inside and not every and not (doubled and not any(c.isupper() for c in letters[2:]))


def press(typed: str) -> str | None:
    """What an input method makes of the keys ``typed``, one word; ``None`` when they do nothing.

    A key acts on the last letter it fits, at once or later in the word; pressed again it undoes itself and is written.
    """
    letters, tone = _without_tone(typed)
    said: list[str] = []
    done = False
    for key in letters:
        low = key.lower()
        changed = _tone(said, low, tone) if low in _TONE_KEYS else None
        if changed is not None:
            again = changed == tone and low in "sfrxj"
            tone = "" if again else changed
            if again:
                said.append(key)
            done = True
            continue
        if _letter(said, low, key):
            done = True
            continue
        said.append(key)
    word = "".join(said)
    # "ươ" is never the end of a syllable, "uơ" is: thuở.
    word = _OPEN.sub(lambda m: ("u" if m[1] == "ư" else "U") + m[2], word)
    return with_tone(word, tone) if done else None


def _without_tone(typed: str) -> tuple[str, str]:
    """``typed`` with its capitals, its tone apart."""
    low, tone = split_tone(typed)
    return "".join(c.upper() if old.isupper() else c for c, old in zip(low, _letters(typed), strict=True)), tone


def _letters(typed: str) -> list[str]:
    kept = [c for c in unicodedata.normalize("NFD", typed) if c not in "\u0300\u0301\u0309\u0303\u0323"]
    return list(unicodedata.normalize("NFC", "".join(kept)))


def _tone(said: list[str], key: str, tone: str) -> str | None:
    """The tone after ``key``, when a vowel is there to bear it; ``None`` when the key is a letter."""
    if not any(c.lower() in _VOWELS for c in said):
        return None
    if key in "z0":
        return "" if tone else None
    return _TONE_KEYS[key]


def _letter(said: list[str], low: str, key: str) -> bool:
    """Whether ``key`` changed a letter that was typed before it."""
    if low == "d":
        return bool(said) and _change(said, 0, {"d": "đ"})
    if low in _CIRCUMFLEX:
        return _last(said, {low: _CIRCUMFLEX[low]})
    if low in "w7":
        return _horns(said, _HORN if low == "w" else _DIGITS["7"])
    if low in _DIGITS:
        return _last(said, _DIGITS[low])
    return False


def _horns(said: list[str], letters: dict[str, str]) -> bool:
    """One key for both horns of "ươ"; in "ua" and "uu" the first letter has it, but after q the u is no vowel."""
    for at in range(len(said) - 1, 0, -1):
        pair = (said[at - 1] + said[at]).lower()
        if at > 1 and said[at - 2].lower() == "q":
            break
        if pair in ("uo", "ưo", "uơ"):
            return _change(said, at, letters) | _change(said, at - 1, letters)
        if pair in ("ua", "uu"):
            return _change(said, at - 1, letters)
    return _last(said, letters)


def _last(said: list[str], letters: dict[str, str]) -> bool:
    return any(_change(said, at, letters) for at in range(len(said) - 1, -1, -1))


def _change(said: list[str], at: int, letters: dict[str, str]) -> bool:
    new = letters.get(said[at].lower())
    if new is None:
        return False
    said[at] = new.upper() if said[at].isupper() else new
    return True
