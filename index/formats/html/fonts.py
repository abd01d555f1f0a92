"""The letters of a page set in old Vietnamese fonts, or in an old encoding altogether, converted in its tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from index.formats.text.decode import conversion_note
from index.formats.text.legacy import Legacy, convert, detect, is_unicode, of_font, readable
from index.types import Note

_FACE = re.compile(r"font-family\s*:\s*([^;}]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_MENTION = re.compile(r"\.vn|\bvni[-_ ]|\bvn[a-z]", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNREAD = frozenset({"script", "style"})
_GOOD = 0.7

_Font = tuple[Legacy, bool] | None


@dataclass(slots=True)
class _Piece:
    """A stretch of text of the tree: before (``tail`` False) or after an element's content, and its font."""

    element: etree._Element
    tail: bool
    text: str
    font: _Font


def convert_fonts(root: etree._Element, source: str, charset: Legacy | None) -> tuple[Note, ...]:
    """Puts the text of ``root``, parsed from ``source``, into Unicode where it is not; says what it did.

    A stretch in an old font is converted as that font says, unless it is good Vietnamese as it is: the font of a
    paragraph often stays when its text is replaced. The rest is converted where all of it is in an old encoding, and
    else as ``charset``, which the page says it is in, if any.
    """
    if charset is None and not _MENTION.search(source) and detect("".join(root.itertext())) is None:
        return ()
    pieces = [piece for piece in _pieces(root, _rules(root)) if not is_unicode(piece.text)]
    done: dict[Legacy, None] = {}
    for font in {piece.font[0]: None for piece in pieces if piece.font}:
        own = [piece for piece in pieces if piece.font and piece.font[0] is font]
        if readable("\n".join(piece.text for piece in own)) < _GOOD:
            for piece in own:
                _put(piece, convert(piece.text, font, bool(piece.font and piece.font[1])))
            done[font] = None
    own = [piece for piece in pieces if not piece.font]
    rest = detect("\n".join(piece.text for piece in own)) or charset
    if rest:
        for piece in own:
            _put(piece, convert(piece.text, rest))
        done[rest] = None
    return tuple(map(conversion_note, done))


def _put(piece: _Piece, text: str) -> None:
    text = _CONTROLS.sub("", text)
    if piece.tail:
        piece.element.tail = text
    else:
        piece.element.text = text


def _pieces(root: etree._Element, rules: dict[tuple[str, str], _Font]) -> Iterator[_Piece]:
    fonts: list[_Font] = [None]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            fonts.append(_font(element, rules, fonts[-1]))
            if element.text and element.tag not in _UNREAD:
                yield _Piece(element, False, element.text, fonts[-1])
        else:
            fonts.pop()
            if element.tail:
                yield _Piece(element, True, element.tail, fonts[-1])


def _font(element: etree._Element, rules: dict[tuple[str, str], _Font], inherited: _Font) -> _Font:
    styled = _FACE.search(element.get("style") or "")
    if styled:
        return _first(styled[1])
    if element.tag == "font" and element.get("face"):
        return _first(element.get("face"))
    if rules:
        for name in (element.get("class") or "").split():
            for key in ((element.tag, name), ("", name)):
                if key in rules:
                    return rules[key]
        return rules.get((element.tag, ""), inherited)
    return inherited


def _first(faces: str) -> _Font:
    return of_font(faces.split(",")[0].strip(" \t\r\n\"'"))


def _rules(root: etree._Element) -> dict[tuple[str, str], _Font]:
    """The fonts that the page's style sheets give, by (tag, class); empty where none of them is an old one."""
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style"))
    if not _MENTION.search(sheets):
        return {}
    rules: dict[tuple[str, str], _Font] = {}
    for selectors, declarations in _RULE.findall(sheets):
        face = _FACE.search(declarations)
        for selector in selectors.split(",") if face else ():
            found = _SELECTOR.fullmatch(selector.strip())
            if face and found and found[0]:
                rules[(found[1] or "").lower(), found[2] or ""] = _first(face[1])
    return rules
