"""Word documents written by hand for the tests: the XML of the body, and other parts by name."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def root(kind: str, inside: str) -> str:
    """A part whose root is ``w:kind``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {SPACES}>{inside}</w:{kind}>'


def links(**targets: str) -> str:
    """Relationships: id = type target, the type as the last part of its name (``h1="header header1.xml"``)."""
    items = (
        f'<Relationship Id="{key}" Type="{R}/{value.split()[0]}" Target="{value.split()[1]}"/>'
        for key, value in targets.items()
    )
    return f'<Relationships xmlns="{_RELS}">{"".join(items)}</Relationships>'


def parts(body: str, **more: str) -> dict[str, str]:
    """The parts of a document; ``more``: ``styles``, ``numbering``, ``footnotes``… by name, as what their root holds."""
    found = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": links(main="officeDocument word/document.xml"),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
    }
    return found | {f"word/{name}.xml": root(name, inside) for name, inside in more.items()}


def packed(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """``files`` as a ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name, content)
    return out.getvalue()


def word(body: str, **more: str) -> bytes:
    """A document: see :func:`parts`."""
    return packed(parts(body, **more))


def p(*inside: str, **properties: str) -> str:
    """A paragraph: words, or XML that begins with ``<``; ``properties``: what ``w:pPr`` holds, by ``style``, ``xml``."""
    style = f'<w:pStyle w:val="{properties["style"]}"/>' if "style" in properties else ""
    return f"<w:p><w:pPr>{style}{properties.get('xml', '')}</w:pPr>{''.join(map(_inside, inside))}</w:p>"


def r(*inside: str, rpr: str = "") -> str:
    """A run with the properties ``rpr``."""
    return f"<w:r><w:rPr>{rpr}</w:rPr>{''.join(map(_text, inside))}</w:r>"


def _inside(one: str) -> str:
    return one if one.startswith("<") else r(one)


def _text(one: str) -> str:
    return one if one.startswith("<") else f'<w:t xml:space="preserve">{one}</w:t>'


def table(*rows: list[str]) -> str:
    """A table; a cell is words, or XML that begins with ``<``."""
    cells = ["".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def tc(*inside: str, tcpr: str = "") -> str:
    """A cell: paragraphs, and properties."""
    return f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{''.join(one if one.startswith('<') else p(one) for one in inside)}</w:tc>"


def num(num_id: int, level: int = 0) -> str:
    """What puts a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


def lvl(level: int, kind: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(abstract: str, **nums: str) -> str:
    """``numbering.xml`` with one abstract list and its ``w:num``: ``n1=""``, with overrides as XML."""
    found = "".join(
        f'<w:num w:numId="{key[1:]}"><w:abstractNumId w:val="0"/>{inside}</w:num>' for key, inside in nums.items()
    )
    return f'<w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum>{found}'


def fld(instruction: str, result: str) -> str:
    """A field with its result, in runs of their own."""
    return (
        r('<w:fldChar w:fldCharType="begin"/>') + r(f"<w:instrText> {instruction} </w:instrText>")
        + r('<w:fldChar w:fldCharType="separate"/>') + r(result) + r('<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip


def box(*inside: str, top: int = 0, left: int = 0) -> str:
    """A text box of Word 2010 and its older twin; ``top`` and ``left`` in points."""
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    new = (
        f'<w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>{left * 12700}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{top * 12700}</wp:posOffset></wp:positionV><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = (
        f'<w:pict><v:shape style="position:absolute;margin-left:{left}pt;margin-top:{top}pt"><v:textbox>{content}'
        "</v:textbox></v:shape></w:pict>"
    )
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{new}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
