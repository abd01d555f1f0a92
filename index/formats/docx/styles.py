"""How a run of a Word document is printed, as far as it changes what one reads: font, capitals, hidden.

A property comes from the run, else its character style, else the paragraph's style, else the document's defaults
(ECMA-376, part 1, 17.7); ``caps`` and ``vanish`` of the two styles cancel each other out (17.7.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.formats.docx import xml as x
from index.formats.docx.symbols import FONTS
from index.formats.text.legacy import Legacy, of_font


@dataclass(frozen=True, slots=True)
class Format:
    """What one set of properties says; ``None``: nothing."""

    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, base: "Format") -> "Format":
        """These properties, those of ``base`` where they are silent."""
        return Format(
            base.font if self.font is None else self.font,
            base.caps if self.caps is None else self.caps,
            base.hidden if self.hidden is None else self.hidden,
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is printed. ``legacy``: its characters are those of an old encoding, and whether its font is all capitals."""

    legacy: tuple[Legacy, bool] | None = None
    symbols: str | None = None
    caps: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list a paragraph belongs to: ``w:numId`` and ``w:ilvl``, ``None`` where not said."""

    num: str | None
    level: int | None


def list_place(properties: x.Node | None) -> ListPlace:
    """What ``w:pPr`` says of the list a paragraph belongs to."""
    node = x.child(properties, "w:numPr")
    num = x.child(node, "w:numId")
    level = x.number(x.child(node, "w:ilvl"))
    return ListPlace(None if num is None else x.attr(num, "w:val"), None if level is None else max(0, min(level, 8)))


@dataclass(frozen=True, slots=True)
class _Style:
    base: str | None
    format: Format
    list: ListPlace
    name: str


class Styles:
    """The styles of a document, resolved on demand."""

    def __init__(self, root: x.Node | None, theme: x.Node | None) -> None:
        self._theme = _theme_fonts(theme)
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._defaults = self.format(x.child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for node in root if root is not None else ():
            if x.name(node) == "w:style":
                self._add(node)
        self._looks: dict[tuple[str | None, str | None, Format], Look] = {}

    def _add(self, node: x.Node) -> None:
        key = x.attr(node, "w:styleId") or ""
        base, called = x.child(node, "w:basedOn"), x.child(node, "w:name")
        self._styles[key] = _Style(
            None if base is None else x.attr(base, "w:val"),
            self.format(x.child(node, "w:rPr")),
            list_place(x.child(node, "w:pPr")),
            ("" if called is None else x.attr(called, "w:val") or "").lower(),
        )
        if x.attr(node, "w:type") == "paragraph" and x.attr(node, "w:default") in ("1", "true", "on"):
            self._default = key

    def format(self, properties: x.Node | None) -> Format:
        """What a ``w:rPr`` says."""
        if properties is None:
            return Format()
        return Format(self._font(properties), x.switch(properties, "w:caps"), x.switch(properties, "w:vanish"))

    def _font(self, properties: x.Node) -> str | None:
        fonts = x.child(properties, "w:rFonts")
        if fonts is None:
            return None
        # Letters with marks take the font of the upper half of the character set.
        for side in ("hAnsi", "ascii"):
            theme = x.attr(fonts, f"w:{side}Theme")
            name = self._theme.get(theme[:5]) if theme else x.attr(fonts, f"w:{side}")
            if name:
                return name
        return None

    def _chain(self, style: str | None) -> Iterator[tuple[str, _Style]]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while style is not None and style not in seen and style in self._styles:
            seen.add(style)
            yield style, self._styles[style]
            style = self._styles[style].base

    def _merged(self, style: str | None) -> Format:
        merged = Format()
        for _, one in self._chain(style):
            merged = merged.over(one.format)
        return merged

    def look(self, paragraph: str | None, character: str | None, own: Format) -> Look:
        """How a run with these styles and ``own`` properties is printed."""
        key = (paragraph, character, own)
        if key not in self._looks:
            self._looks[key] = self._look(self._merged(paragraph or self._default), self._merged(character), own)
        return self._looks[key]

    def _look(self, paragraph: Format, character: Format, own: Format) -> Look:
        font = own.font or character.font or paragraph.font or self._defaults.font or ""
        caps = bool(paragraph.caps) != bool(character.caps) or bool(self._defaults.caps)
        hidden = bool(paragraph.hidden) != bool(character.hidden) or bool(self._defaults.hidden)
        return Look(
            of_font(font),
            font.lower() if font.lower() in FONTS else None,
            caps if own.caps is None else own.caps,
            hidden if own.hidden is None else own.hidden,
        )

    def list_of(self, style: str | None) -> tuple[ListPlace, str | None]:
        """The list that a paragraph's style puts it in, and the style of the chain that says so."""
        level = None
        for key, one in self._chain(style or self._default):
            level = one.list.level if level is None else level
            if one.list.num is not None:
                return ListPlace(one.list.num, level), key
        return ListPlace(None, None), None

    def list_num(self, style: str) -> str | None:
        """The ``w:numId`` of a numbering style."""
        return self._styles[style].list.num if style in self._styles else None


def _theme_fonts(theme: x.Node | None) -> dict[str, str]:
    """Fonts by the first five letters of their theme name (``minorHAnsi``, ``majorAscii``)."""
    found: dict[str, str] = {}
    for which in ("major", "minor"):
        latin = x.child(theme, "a:themeElements", "a:fontScheme", f"a:{which}Font", "a:latin")
        if latin is not None:
            found[which] = latin.get("typeface") or ""
    return found
