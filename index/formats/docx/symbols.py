"""Characters of symbol fonts (Symbol, Wingdings) as Unicode; Word stores their places in the font, often from U+F000 on."""

_GREEK = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)
) | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))  # fmt: skip
_SYMBOL = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD1: "∇", 0xD6: "√", 0xD7: "⋅", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
    0x2D: "-", 0xBE: "—",
}  # fmt: skip
_CHECKED, _CROSSED, _BOX, _ARROW = "☑", "☒", "☐", "→"
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0xFC: "✓", 0xFB: "✗", 0xFE: _CHECKED, 0xFD: _CROSSED, 0x6F: _BOX, 0xA8: _BOX, 0x71: _BOX,
    0x72: _BOX, 0xDF: "←", 0xE0: _ARROW, 0xE1: "↑", 0xE2: "↓", 0xE8: _ARROW, 0xF0: _ARROW, 0xF3: "↔",
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓",
    0x4F: "✗",
    0x52: _CHECKED,
    0x53: _CROSSED,
    0x54: _CROSSED,
    0xA3: _BOX,
    0x2A: _BOX,
    0x30: _BOX,
}
# Fonts whose characters are pictures, whatever their codes say.
FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
_TABLES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: int) -> str:
    """The character at ``code`` of a font (its name in lower case); a bullet for the ornaments of a symbol font."""
    if font not in FONTS and code < 0xD800:
        return chr(code)
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if font == "symbol":
        letter = chr(code) if code < 0x80 else ""
        return _SYMBOL.get(code) or _GREEK.get(letter) or (letter if letter.isascii() and letter.isprintable() else "•")
    if code == 0x20:
        return " "
    return _TABLES.get(font, {}).get(code, "•")


def symbols(font: str, text: str) -> str:
    """A run of text in a symbol font. Vietnamese letters stay: Word prints them in another font."""
    return "".join(symbol(font, ord(c)) if ord(c) < 0x100 or 0xF000 <= ord(c) <= 0xF0FF else c for c in text)
