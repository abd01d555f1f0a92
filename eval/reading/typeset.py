"""Documents as the files that offices have: PDF with text, scan, HTML. (Word: :mod:`eval.reading.word`.)"""

import html
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.reading.sheets import Columns, Document, Grid, Look, Paragraph, Piece
from index.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image

# The nearest to Times first: regular, bold. Liberation lacks Vietnamese letters in some of its editions.
_FONTS = (
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("times.ttf", "timesbd.ttf"),
    ("Times New Roman.ttf", "Times New Roman Bold.ttf"),
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
)
_LETTERS = "ẮẶỞỮỴỷợđƠ“”–…"
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
# What stands above every page of the gazette; the page number stands below.
RUNNING = "CÔNG BÁO/Số 645 + 646/Ngày 12-9-2021"
DPI = 200


def pdf(document: Document) -> bytes:
    """The bytes of a PDF with text: letterhead in two columns, justified text, paragraphs over pages, page numbers.

    Raises ``ImportError`` where reportlab is not installed and ``InputError`` where no font with Vietnamese is.
    """
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer
    from reportlab.platypus import Paragraph as Set

    regular, bold = fonts()
    text = ParagraphStyle("text", fontName=regular, fontSize=13, leading=18, alignment=TA_JUSTIFY, spaceAfter=6)
    styles = {
        Look.BODY: ParagraphStyle("body", text, firstLineIndent=1.27 * cm, allowWidows=1, allowOrphans=1),
        Look.CENTRED: ParagraphStyle("centred", text, alignment=TA_CENTER),
        Look.TITLE: ParagraphStyle("title", text, alignment=TA_CENTER, fontName=bold, spaceAfter=2),
    }
    story: list[Any] = []
    for at, sheet in enumerate(document.sheets):
        story += [PageBreak()] if at else []
        for piece in sheet:
            match piece:
                case Paragraph():
                    story.append(Set(html.escape(piece.text), styles[piece.look]))
                case Columns():
                    story += [_columns(piece, text, bold), Spacer(1, 12)]
                case Grid():
                    story += [_grid(piece, text), Spacer(1, 6)]
    stream = io.BytesIO()
    margins = {"leftMargin": 3 * cm, "rightMargin": 1.5 * cm, "topMargin": 2 * cm, "bottomMargin": 2 * cm}
    SimpleDocTemplate(stream, pagesize=A4, title=document.name, **margins).build(story, canvasmaker=_canvas())
    return stream.getvalue()


def _columns(piece: Columns, text: Any, bold: str) -> Any:
    from reportlab.lib.enums import TA_CENTER, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.platypus import Paragraph as Set
    from reportlab.platypus import Table

    listed = any(line.startswith("Nơi nhận") for line in piece.left)
    sides = []
    for side, plain in ((piece.left, listed), (piece.right, False)):
        style = ParagraphStyle("side", text, fontSize=11 if plain else 12, leading=15, spaceAfter=0)
        style.alignment = TA_LEFT if plain else TA_CENTER
        heavy = ParagraphStyle("heavy", style, fontName=bold)
        sides.append([Set(html.escape(line), heavy if line.isupper() else style) for line in side])
    return Table([sides], colWidths=[7.2 * cm, 9.3 * cm], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _grid(piece: Grid, text: Any) -> Any:
    from reportlab.lib.enums import TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.platypus import Paragraph as Set
    from reportlab.platypus import Table

    style = ParagraphStyle("cell", text, fontSize=11, leading=14, alignment=TA_LEFT, spaceAfter=0)
    wide = max(map(len, piece.rows))
    rows = [[Set(html.escape(cell), style) for cell in (*row, *[""] * (wide - len(row)))] for row in piece.rows]
    lines = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, colWidths=[16.5 * cm / wide] * wide, repeatRows=1, style=lines)


def _canvas() -> Any:
    """Pages that know how many they are: the running header stands only where a document has several."""
    from reportlab.lib.units import cm
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc,unused-ignore]
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802  (reportlab's name)
            self.pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.pages, 1):
                self.__dict__.update(page)
                if len(self.pages) > 1:
                    self.setFont(fonts()[0], 11)
                    self.drawRightString(19.5 * cm, 28.4 * cm, RUNNING)
                    self.drawCentredString(11.25 * cm, 1.1 * cm, str(number))
                super().showPage()
            super().save()

    return Numbered


@cache
def fonts() -> tuple[str, str]:
    """The names under which a regular and a bold font with Vietnamese are known to reportlab."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    there = {path.name: path for folder in _FOLDERS for path in Path(folder).expanduser().rglob("*.ttf")}
    for files in _FONTS:
        loaded = [TTFont(name, there[name]) for name in files if name in there]
        if len(loaded) == len(files) and all(ord(c) in font.face.charToGlyph for font in loaded for c in _LETTERS):
            for font in loaded:
                registerFont(font)
            return files
    raise InputError(
        "Không có phông chữ tiếng Việt để dàn trang PDF. Hãy cài fonts-noto-core hoặc fonts-dejavu.",
        "There is no font with Vietnamese letters to typeset PDF. Install fonts-noto-core or fonts-dejavu.",
    )


# ---- the scanner


def scan(printed: bytes, skew: float = 1.0, noise: float = 12.0, specks: float = 0.002, quality: int = 70) -> bytes:
    """A PDF of nothing but pictures of ``printed``'s pages at 200 dpi.

    ``skew`` in degrees; ``noise``: standard deviation of the grey values; ``specks``: share of pixels turned black or
    white; ``quality`` of the JPEG. The same bytes give the same scan.
    """
    import numpy as np
    import pypdfium2

    random = np.random.default_rng(0)
    source = pypdfium2.PdfDocument(printed)
    try:
        pages = [
            _scanned(page.render(scale=DPI / 72, grayscale=True).to_pil(), skew, noise, specks, random)
            for page in source
        ]
    finally:
        source.close()
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=quality)
    return stream.getvalue()


def _scanned(
    page: "Image.Image", skew: float, noise: float, specks: float, random: "np.random.Generator"
) -> "Image.Image":
    import numpy as np
    from PIL import Image

    turned = page.convert("L").rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned, np.float32)
    grey = grey + random.normal(0, noise, grey.shape).astype(np.float32)
    hit = random.random(grey.shape, np.float32)
    grey[hit < specks / 2] = 0
    grey[hit > 1 - specks / 2] = 255
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


# ---- the browser


def web(document: Document) -> bytes:
    """The bytes of a page of a law portal: tables without borders for the columns, a paragraph each, legacy marks kept."""
    body = "\n".join(_tag(piece) for sheet in document.sheets for piece in sheet)
    head = f"<head><meta charset='utf-8'><title>{html.escape(document.name)}</title><style>p {{text-align: justify}}</style></head>"
    return f"<!DOCTYPE html>\n<html lang='vi'>{head}\n<body>\n{body}\n</body></html>\n".encode()


def _tag(piece: Piece) -> str:
    match piece:
        case Paragraph():
            words = html.escape(piece.text)
            return f"<p>{words}</p>" if piece.look is Look.BODY else f"<p align='center'><b>{words}</b></p>"
        case Columns():
            sides = ("<br>\n".join(map(html.escape, side)) for side in (piece.left, piece.right))
            cells = "".join(f"<td width='50%' valign='top'><p align='center'>{side}</p></td>" for side in sides)
            return f"<table border='0' width='100%'><tr>{cells}</tr></table>"
        case Grid():
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in piece.rows)
            return f"<table border='1'>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
