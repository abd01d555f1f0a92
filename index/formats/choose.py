"""Which reader reads these bytes. A reader is imported when it is needed: most folders hold few sorts of file."""

from collections.abc import Callable

from index.errors import SourceError
from index.formats.sniff import Kind, kind_of
from index.types import Extract

# ``progress(page, pages)`` for what takes long.
Pages = Callable[[int, int], None]


def extract(data: bytes, name: str, progress: Pages) -> Extract:
    """The text of a file; ``name`` is a hint only. Raises ``SourceError`` for what cannot be read."""
    return read_as(kind_of(data, name), data, progress)


def read_as(kind: Kind, data: bytes, progress: Pages) -> Extract:
    """The text of a file of a known kind. Raises ``SourceError`` for what cannot be read."""
    if kind is Kind.TEXT or kind is Kind.MARKDOWN:
        from index.formats.text.plain import read_markdown, read_plain

        return (read_plain if kind is Kind.TEXT else read_markdown)(data, progress)
    if kind is Kind.HTML or kind is Kind.MHTML:
        from index.formats.html.reader import read_html

        return read_html(_page_of(data) if kind is Kind.MHTML else data, progress)
    if kind is Kind.DOCX:
        from index.formats.docx.reader import read_docx

        return read_docx(data, progress)
    if kind is Kind.PDF:
        from index.formats.pdf.reader import read_pdf

        return read_pdf(data, progress)
    if kind is Kind.IMAGE:
        from index.formats.pdf.image import read_image

        return read_image(data, progress)
    if kind is Kind.ZIP:
        raise SourceError("là tệp nén; các tệp trong đó được đọc riêng", "is an archive; its files are read one by one")
    from index.formats.office import read_office

    return read_office(data, kind.value, progress)


def _page_of(data: bytes) -> bytes:
    """The page inside a web archive, as browsers and Word save it."""
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise SourceError("không có trang nào bên trong", "holds no page")
