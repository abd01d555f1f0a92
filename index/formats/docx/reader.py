"""Word documents (.docx, .docm, .dotx, flat XML) into text, as they are printed."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from index.errors import SourceError
from index.formats.docx import xml as x
from index.formats.docx.body import TOP, Document, Story
from index.formats.docx.layout import arranged
from index.formats.docx.numbering import read_numbering
from index.formats.docx.package import Package
from index.formats.docx.styles import Styles
from index.formats.docx.tables import paragraphs
from index.formats.text.decode import conversion_note, converted
from index.formats.text.legacy import detect
from index.types import Extract, Note

# Fewer letters beside pictures: the pictures are the document, a scan that was pasted.
_FEW_LETTERS = 40
_MAX_PICTURES = 300
# What a scanner makes; drawings of Office (EMF, WMF) hold no page.
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")


def read_docx(data: bytes, progress: Callable[[int, int], None]) -> Extract:
    """The text of a Word document with the numbers, headers and notes that Word prints.

    Tracked insertions are in, deletions, comments, hidden text and running headers out. ``progress(page, pages)`` is
    called only where pictures of pages are read. Raises ``SourceError`` for what is damaged, locked, malicious or empty.
    """
    package = Package(data)
    styles = Styles(package.first("styles"), package.first("theme"))
    document = Document(package, styles, read_numbering(package.first("numbering"), styles))
    blocks = Story(document, package.links).blocks(_body(package))
    text = "\n\n".join(arranged([*paragraphs(blocks), *_notes(document)]))
    notes = tuple(_remarks(document))
    # Old letters under the name of a new font: somebody changed the font and not the text.
    charset = detect(text)
    if charset:
        decoded = converted(text, charset)
        text, notes = decoded.text, (*notes, *decoded.notes)
    text = text.replace("\u00ad", "")
    pictures = [part for part in document.pictures if part.endswith(_PICTURES) and package.has(part)]
    if pictures and sum(map(str.isalpha, text)) < _FEW_LETTERS:
        return _scanned(package, pictures, Extract(text, "docx", (), notes), progress)
    if document.pages:
        notes += (_unread_pages(document.pages),)
    if not text:
        raise SourceError("tệp Word không có chữ nào", "the Word file holds no text")
    return Extract(text, "docx", (), notes)


def _body(package: Package) -> Iterator[x.Node]:
    file = package.stream()
    for node in x.stream(file, package.main, TOP):
        file.mark = file.count
        yield node


def _notes(document: Document) -> Iterator[str]:
    """Footnotes and endnotes, each behind the mark that stands in the text."""
    trees: dict[str, dict[str, x.Node]] = {}
    for (kind, key), label in list(document.notes.items()):
        if kind not in trees:
            root = document.package.first(f"{kind}s")
            trees[kind] = {x.attr(node, "w:id") or "": node for node in root} if root is not None else {}
        node = trees[kind].get(key)
        lines = list(paragraphs(Story(document, {}).blocks(node))) if node is not None else []
        if lines:
            yield f"{label} {lines[0].strip()}".strip()
            yield from lines[1:]


def _remarks(document: Document) -> Iterator[Note]:
    if document.package.salvaged:
        yield Note(
            "tệp Word bị hỏng; phần chữ còn nguyên, hãy đối chiếu với bản gốc",
            "damaged Word file; its text is whole, check it against the original",
        )
    for charset in sorted(document.converted):
        yield conversion_note(charset)
    if document.unread:
        yield Note(
            f"{document.unread} tệp nhúng trong văn bản không đọc được",
            f"{document.unread} embedded file(s) could not be read",
        )


def _unread_pages(count: int) -> Note:
    return Note(
        f"{count} ảnh cỡ trang giấy giữa phần chữ không được đọc; nếu là bản quét, hãy tách thành tệp PDF",
        f"{count} picture(s) of the size of a page beside the text are not read; save scanned pages as a PDF",
    )


def _scanned(package: Package, pictures: list[str], written: Extract, progress: Callable[[int, int], None]) -> Extract:
    """The words in the pictures of a document that holds hardly anything else."""
    from index.formats.pdf.image import read_image

    text, places, notes = written.text, list(written.places), list(written.notes)
    failures: list[SourceError] = []
    read = 0
    for part in pictures[:_MAX_PICTURES]:
        progress(read, len(pictures))
        try:
            page = read_image(package.read(part), lambda *_: None)
        except SourceError as error:
            failures.append(error)
            continue
        text += "\n\n" if text else ""
        last = max((place.page for place in places), default=0)
        places += [
            replace(place, start=place.start + len(text), end=place.end + len(text), page=place.page + last)
            for place in page.places
        ]
        text += page.text
        notes += page.notes
        read += 1
    if not read and failures:
        raise SourceError(
            f"tệp Word chỉ có ảnh, không có chữ: {failures[0].vi}",
            f"the Word file holds pictures only, no text: {failures[0].en}",
        )
    if failures or len(pictures) > _MAX_PICTURES:
        left = len(pictures) - read
        notes.append(Note(f"{left} ảnh không đọc được chữ", f"no text could be read in {left} picture(s)"))
    return Extract(text, "docx", tuple(places), tuple(notes))
