"""PDF files: text where the file holds it, OCR where a page is a picture, decided page by page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.errors import SourceError
from index.formats.pdf.chars import Typed, apply, converted, display, turned, typed
from index.formats.pdf.columns import lay_out
from index.formats.pdf.furniture import without_furniture
from index.formats.pdf.marks import Affine, Page, Rule, Sheet
from index.formats.pdf.ocr import DPI, MOST_PIXELS, Ocr, Picture, Recognised, doubt, unreadable
from index.formats.pdf.quality import quality
from index.formats.pdf.rules import Drawn, drawn
from index.formats.pdf.write import write
from index.formats.text.legacy import Legacy
from index.types import Extract, Note

# A page under a picture with fewer letters than this is a scan with a stamp or a header printed on it.
_FEW_LETTERS = 200
_COVERED = 0.5
_LEAST_DPI = 200


@dataclass(slots=True)
class _Found:
    """What has been read so far, by page number."""

    pages: dict[int, list[Page]] = field(default_factory=dict)
    spare: dict[int, tuple[Sheet, ...]] = field(default_factory=dict)  # the file's own text of pages being recognised
    left_out: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    charsets: set[Legacy] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A page as its file gives it. ``picture``: it must be recognised; its ``sheets`` are what there is without."""

    sheets: tuple[Sheet, ...]
    picture: bool
    dpi: float = DPI
    charset: Legacy | None = None


def read_pdf(data: bytes, progress: Callable[[int, int], None]) -> Extract:
    """The text of a PDF. Raises ``SourceError`` where it is damaged, has a password, or holds nothing readable."""
    document = _open(data)
    try:
        count = len(document)
        if not count:
            raise SourceError("tệp PDF không có trang nào", "the PDF has no pages")
        with Ocr() as ocr:
            return _read(document, count, ocr, progress)
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise SourceError(
                "tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi lập lại chỉ mục",
                "the PDF is password-protected; remove the password and index again",
            ) from error
        raise SourceError(
            "tệp PDF bị hỏng hoặc không trọn vẹn; hãy lấy lại tệp gốc",
            "the PDF is damaged or incomplete; get the original file again",
        ) from error


def _read(document: pdfium.PdfDocument, count: int, ocr: Ocr, progress: Callable[[int, int], None]) -> Extract:
    found = _Found()
    for number in range(1, count + 1):
        try:
            _page(document, number, ocr, found)
        except pdfium.PdfiumError:
            found.broken.append(number)
        before = len(found.pages)
        _take(ocr.ready(), found)
        if len(found.pages) > before or number in found.pages:
            progress(len(found.pages), count)
    for one in ocr.rest():
        _take((one,), found)
        progress(len(found.pages), count)
    text, places = write(without_furniture([page for number in sorted(found.pages) for page in found.pages[number]]))
    if not text.strip():
        raise ocr.missing if found.left_out and ocr.missing else unreadable()
    return Extract(text, "pdf", places, tuple(_notes(found, ocr)))


def _page(document: pdfium.PdfDocument, number: int, ocr: Ocr, found: _Found) -> None:
    """Lays a page out, or hands it to ``ocr``. Raises ``PdfiumError`` where it is damaged."""
    page = document[number - 1]
    try:
        judged = _judge(page, number)
        if judged.picture and ocr.missing is None:
            found.spare[number] = judged.sheets
            ocr.submit(number, _render(page, judged.dpi))
            return
    finally:
        page.close()
    if judged.picture and not judged.sheets:
        found.left_out.append(number)
    if judged.charset:
        found.charsets.add(judged.charset)
    found.pages[number] = [lay_out(sheet) for sheet in judged.sheets]


def _take(done: Iterable[Recognised], found: _Found) -> None:
    for one in done:
        note = doubt(one)
        found.notes += [note] if note else []
        spare = found.spare.pop(one.number)
        found.pages[one.number] = [lay_out(sheet) for sheet in ((one.sheet,) if one.sheet.words else spare)]


def _notes(found: _Found, ocr: Ocr) -> Iterator[Note]:
    if found.left_out and ocr.missing:
        numbers = _numbers(found.left_out)
        yield Note(
            f"bỏ qua trang ảnh {numbers}: {ocr.missing.vi}", f"left out scanned pages {numbers}: {ocr.missing.en}"
        )
    if found.broken:
        numbers = _numbers(found.broken)
        yield Note(f"không đọc được trang {numbers}: bị hỏng", f"cannot read pages {numbers}: damaged")
    for charset in sorted(found.charsets):
        yield Note(f"chuyển từ bảng mã {charset}", f"converted from {charset}")
    yield from found.notes


def _numbers(pages: list[int]) -> str:
    return ", ".join(map(str, pages[:20])) + ("…" if len(pages) > 20 else "")


def _judge(page: pdfium.PdfPage, number: int) -> _Judged:
    """What the file itself knows of a page, and whether OCR would read it better."""
    view, width, height = display(page)
    chars = typed(page)
    art = drawn(page, view, width, height)
    dpi = min(max(art.dpi, _LEAST_DPI), DPI) if art.cover > _COVERED else DPI
    sheets, charset = _sheets(chars, art, number, width, height)
    shown = quality(" ".join(word.text for sheet in sheets for word in sheet.words))
    if chars.letters < 8:
        # A few strokes are a frame or a rule; a picture, or letters drawn as curves, may be read.
        return _Judged(sheets, art.cover > 0.02 or art.drawings > 50, dpi)
    if shown.garbage or chars.unmapped > 0.2 * chars.letters:
        return _Judged((), True, dpi)
    if chars.hidden > 0.8 * chars.letters and art.cover > _COVERED:
        return _Judged(sheets, not shown.vietnamese, dpi)
    return _Judged(sheets, art.cover > _COVERED and chars.letters < _FEW_LETTERS, dpi, charset)


def _sheets(
    chars: Typed, art: Drawn, number: int, width: float, height: float
) -> tuple[tuple[Sheet, ...], Legacy | None]:
    """A layout for each direction text is written in, that of most words first."""
    found, charset = [], None
    for angle, words in sorted(chars.turns.items(), key=lambda item: -len(item[1])):
        words, legacy = converted(words)
        charset = charset or legacy
        size = (height, width) if angle % 180 else (width, height)
        ahead = turned(angle, width, height)[0]
        rules = tuple(_turn_rule(rule, ahead) for rule in art.rules)
        found.append(Sheet(number, *size, words, rules, chars.backs[angle]))
    return tuple(found), charset


def _turn_rule(rule: Rule, ahead: Affine) -> Rule:
    ends = ((rule.start, rule.at), (rule.end, rule.at)) if rule.level else ((rule.at, rule.start), (rule.at, rule.end))
    (x0, y0), (x1, y1) = (apply(ahead, *end) for end in ends)
    if abs(x1 - x0) > abs(y1 - y0):
        return Rule(True, y0, min(x0, x1), max(x0, x1))
    return Rule(False, x0, min(y0, y1), max(y0, y1))


def _render(page: pdfium.PdfPage, dpi: float) -> Picture:
    """The page as a picture of ``dpi``; a scan in its own resolution, as enlarging makes letters of its specks."""
    width, height = page.get_size()
    scale = min(dpi / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return Picture(bitmap.to_pil().convert("L").copy(), width, height)
    finally:
        bitmap.close()
