"""The words of a PDF page: pdfium's characters with their places, put into words and proper Unicode.

All calls into pdfium; it is not thread-safe, so one thread only.
"""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.formats.pdf.marks import IDENTITY, Affine, Word
from index.formats.text.legacy import Legacy, convert, detect, of_font

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BLANK = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u3000]")
# Zero-width and direction marks, unassigned bytes.
_NOTHING = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x01\x03-\x08\x0e-\x1f\x7f]")
_HYPHEN = 2  # what pdfium gives for one at the end of a line
_OUTSIDE = 2.0  # points: what stands farther off the page is not seen
# Of the em: a wider gap is a blank that the file does not spell out.
_GAP = 0.17
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
# Symbol fonts (Symbol, Wingdings) put their signs into the private area: bullets mostly.
_SYMBOLS = dict.fromkeys(range(0xF020, 0xF100), "•") | {0xF02D: "-", 0xF02B: "+"}


@dataclass(frozen=True, slots=True)
class Ink:
    """The text object a character belongs to: its font and how it is painted."""

    font: str
    size: float
    turn: float  # degrees counter-clockwise on the unrotated page
    bold: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    right: float
    base: float
    size: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Typed:
    """The characters of a page: ``turns`` maps a right angle (0, 90, 180, 270, clockwise as displayed) to its words.

    ``backs``: the way from each turned layout to the page as displayed. ``hidden``: how many letters are invisible
    (a scanner's text layer). ``unmapped``: how many have no known Unicode.
    """

    turns: dict[int, tuple[Word, ...]]
    backs: dict[int, Affine]
    letters: int
    hidden: int
    unmapped: int


def display(page: pdfium.PdfPage) -> tuple[Affine, float, float]:
    """From PDF user space to the page as displayed (origin top left, rotation applied), its width and height."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    wide, high = right - left, top - bottom
    match raw.FPDFPage_GetRotation(page.raw):
        case 1:
            return (0.0, 1.0, 1.0, 0.0, -bottom, -left), high, wide
        case 2:
            return (-1.0, 0.0, 0.0, 1.0, right, -bottom), wide, high
        case 3:
            return (0.0, -1.0, -1.0, 0.0, top, right), high, wide
        case _:
            return (1.0, 0.0, 0.0, -1.0, -left, top), wide, high


def apply(m: Affine, x: float, y: float) -> tuple[float, float]:
    """The point ``(x, y)`` moved by ``m``."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def chain(first: Affine, then: Affine) -> Affine:
    """One matrix for ``first`` and ``then``."""
    a, b, c, d, e, f = first
    x, y = apply(then, e, f)
    return (
        then[0] * a + then[2] * b, then[1] * a + then[3] * b,
        then[0] * c + then[2] * d, then[1] * c + then[3] * d, x, y,
    )  # fmt: skip


def turned(angle: int, width: float, height: float) -> tuple[Affine, Affine]:
    """The matrices that turn a displayed page whose text is turned clockwise by ``angle`` upright, and back."""
    match angle:
        case 90:
            return (0.0, -1.0, 1.0, 0.0, 0.0, width), (0.0, 1.0, -1.0, 0.0, width, 0.0)
        case 180:
            return (-1.0, 0.0, 0.0, -1.0, width, height), (-1.0, 0.0, 0.0, -1.0, width, height)
        case 270:
            return (0.0, 1.0, -1.0, 0.0, height, 0.0), (0.0, -1.0, 1.0, 0.0, 0.0, height)
        case _:
            return IDENTITY, IDENTITY


def typed(page: pdfium.PdfPage) -> Typed:
    """All characters of ``page`` as words, by the direction they are written in; slanting ones (watermarks) are left out."""
    show, width, height = display(page)
    spin = math.degrees(math.atan2(-show[1], show[0]))  # the page's own rotation, counter-clockwise as displayed
    textpage = raw.FPDFText_LoadPage(page.raw)
    if not textpage:
        return Typed({}, {}, 0, 0, 0)
    try:
        chars, unmapped = _chars(textpage, show, spin, width, height)
    finally:
        raw.FPDFText_ClosePage(textpage)
    turns: dict[int, tuple[Word, ...]] = {}
    backs: dict[int, Affine] = {}
    letters = hidden = 0
    kinds = _encodings(char for _, found in chars.items() for char in found if char.text)
    for angle, found in chars.items():
        words = tuple(_words(found, kinds))
        if words:
            turns[angle], backs[angle] = words, turned(angle, width, height)[1]
        letters += sum(1 for char in found if char.text)
        hidden += sum(1 for char in found if char.text and char.ink.hidden)
    return Typed(turns, backs, letters, hidden, unmapped)


def _chars(
    textpage: raw.FPDF_TEXTPAGE, show: Affine, spin: float, width: float, height: float
) -> tuple[dict[int, list[_Char]], int]:
    """Characters by angle, upright; a blank has no text. And how many have no Unicode."""
    found: dict[int, list[_Char]] = {}
    views: dict[int, Affine] = {}
    inks: dict[int, Ink] = {}
    seen: set[tuple[str, int, int, int]] = set()
    unmapped = 0
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    angle = 0
    for at in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if raw.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        letter = "-" if code == _HYPHEN else chr(code) if code < 0x110000 else "\ufffd"
        blank = bool(_BLANK.match(letter))
        if code == 0 or raw.FPDFText_HasUnicodeMapError(textpage, at) == 1:
            unmapped += 1
            letter = letter if code else "\ufffd"
        if (_NOTHING.match(letter) and not blank) or 0xD800 <= code <= 0xDFFF:
            continue
        thing = raw.FPDFText_GetTextObject(textpage, at)
        key = ctypes.addressof(thing.contents) if thing else 0
        if key not in inks:
            inks[key] = _ink(textpage, at, thing, spin)
        ink = inks[key]
        angle = round(-ink.turn / 90) * 90 % 360
        if abs((ink.turn + angle + 180) % 360 - 180) > 10:
            continue
        if angle not in views:
            views[angle] = chain(show, turned(angle, width, height)[0])
        raw.FPDFText_GetLooseCharBox(textpage, at, box)
        raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        view = views[angle]
        (x0, _), (x1, _) = apply(view, box.left, box.bottom), apply(view, box.right, box.top)
        _, base = apply(view, x.value, y.value)
        across, down = apply(show, (box.left + box.right) / 2, y.value)
        if not (-_OUTSIDE < across < width + _OUTSIDE and -_OUTSIDE < down < height + _OUTSIDE):
            continue
        left, right = min(x0, x1), max(x0, x1)
        # The same letter struck twice, a hair apart, is how some programs print bold.
        if blank:
            found.setdefault(angle, []).append(_Char("", left, right, base, ink.size, ink))
            continue
        twin = (letter, angle, round(left), round(base))
        if twin in seen and right - left > 1:
            continue
        seen.add(twin)
        found.setdefault(angle, []).append(_Char(letter, left, right, base, ink.size, ink))
    return found, unmapped


def _ink(textpage: raw.FPDF_TEXTPAGE, at: int, thing: raw.FPDF_PAGEOBJECT, spin: float) -> Ink:
    m = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, at, m)
    size = raw.FPDFText_GetFontSize(textpage, at) * math.hypot(m.c, m.d)
    font = raw.FPDFTextObj_GetFont(thing) if thing else None
    name = ""
    if font:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    bold = "bold" in name.lower() or raw.FPDFText_GetFontWeight(textpage, at) >= 600
    mode = raw.FPDFTextObj_GetTextRenderMode(thing) if thing else raw.FPDF_TEXTRENDERMODE_FILL
    hidden = mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return Ink(name, max(abs(size), 0.5), math.degrees(math.atan2(m.b, m.a)) + spin, bold, hidden)


def _encodings(chars: Iterable[_Char]) -> dict[str, tuple[Legacy, bool]]:
    """The fonts whose codes are of an old Vietnamese encoding: by name, or else by what their letters spell."""
    texts: dict[str, list[str]] = {}
    for char in chars:
        texts.setdefault(char.ink.font, []).append(char.text)
    found: dict[str, tuple[Legacy, bool]] = {}
    for font, letters in texts.items():
        # A font that already has letters only Unicode has was mapped by whoever made the file.
        if any("\u1ea0" <= letter <= "\u1ef9" or letter in "ƠơƯưĂăĐđ" for letter in letters):
            continue
        named = of_font(font)
        if named:
            found[font] = named
    return found


def _words(chars: list[_Char], kinds: dict[str, tuple[Legacy, bool]]) -> Iterator[Word]:
    """Fragments that are contiguous in the file; a line's layout puts together what a change of font tore apart."""
    run: list[_Char] = []
    blank: _Char | None = None  # the last one
    for char in [*chars, None]:
        if run and (char is None or not char.text or _apart(run[-1], char)):
            word = _word(run, kinds, glued=not (blank and _follows(blank, run[0])))
            if word:
                yield word
            run = []
        if char and char.text:
            run.append(char)
        elif char:
            blank = char


def _follows(blank: _Char, char: _Char) -> bool:
    """Whether a blank of the file stands directly before ``char`` on paper, too."""
    return abs(blank.base - char.base) < 0.5 * char.size and -0.15 < (char.left - blank.right) / char.size < 0.1


def _apart(before: _Char, after: _Char) -> bool:
    """Whether ``after`` begins another fragment: a gap, a jump, another baseline."""
    size = max(before.size, after.size)
    return (
        abs(after.base - before.base) > 0.08 * size
        or not -0.6 * size < after.left - before.right < _GAP * size
        or (after.left < before.left - 0.1 * size and not unicodedata.combining(after.text[0]))
    )


def _word(run: list[_Char], kinds: dict[str, tuple[Legacy, bool]], glued: bool) -> Word | None:
    parts = []
    for kind, group in groupby(run, key=lambda char: kinds.get(char.ink.font)):
        part = "".join(char.text for char in group)
        parts.append(convert(part, *kind) if kind else part)
    # A soft hyphen within a line does not show; in an old encoding it was a letter, so only now.
    text = unicodedata.normalize("NFC", "".join(parts).replace("\u00ad", "").translate(_LIGATURES).translate(_SYMBOLS))
    if not text.strip():
        return None
    size = Counter(round(char.size, 1) for char in run).most_common(1)[0][0]
    return Word(
        text=text, left=min(c.left for c in run), right=max(c.right for c in run), base=run[0].base, size=size,
        bold=sum(c.ink.bold for c in run) * 2 > len(run), glued=glued,
    )  # fmt: skip


def converted(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], Legacy | None]:
    """``words`` with an old encoding that no font name tells converted, where they as a whole spell one."""
    charset = detect(" ".join(word.text for word in words))
    if not charset:
        return words, None
    return tuple(
        replace(word, text=unicodedata.normalize("NFC", convert(word.text, charset))) for word in words
    ), charset
