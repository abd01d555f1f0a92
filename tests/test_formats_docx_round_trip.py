"""Real directives typeset as offices do it, read back, and parsed: the same clauses and fields as the plain text's."""

from itertools import zip_longest
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from eval.reading import sheets
from eval.reading.compare import compare
from eval.reading.sheets import Columns, Document, Grid, Paragraph, Piece
from index.formats.docx.reader import read_docx
from index.parse import parse
from index.types import Source
from tests.word import box, links, p, packed, parts, r, root, table

SAMPLES = sheets.samples()
SHARED = Path(__file__).resolve().parents[2] / "shared/archives/nguoi-co-cong"
# Letters, decisions, a decree, a joint circular with tables and two signers.
OTHERS = (*sheets.CHOSEN, "47_2009_TTLT_BTC_BLĐTBXH", "22_2013_QĐ_TTg", "63_2010_NĐ_CP", "49_2012_QĐ_UBND")


def wrong(document: Document, data: bytes) -> tuple[str, ...]:
    """What differs between the document's own text and the text of its Word file, once parsed."""
    text = read_docx(data, lambda *_: None).text
    like = compare(parse(Source("a", document.text, "")), parse(Source("a", text, "")))
    assert like.all_clauses
    return like.wrong


@pytest.mark.parametrize("numbered", [False, True], ids=["typed", "numbers by Word"])
@pytest.mark.parametrize("document", SAMPLES, ids=lambda one: one.name)
def test_samples(document: Document, numbered: bool) -> None:
    pytest.importorskip("docx")
    from eval.reading.word import docx

    assert wrong(document, docx(document, numbered)) == ()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("name", OTHERS)
def test_other_archive(name: str) -> None:
    pytest.importorskip("docx")
    from eval.reading.word import docx

    document = sheets.markdown(name, (SHARED / f"{name}.md").read_text(encoding="utf-8"))
    assert wrong(document, docx(document, numbered=True)) == ()


# ---------------------------------------------------------------- other ways to set two columns


def _lines(lines: tuple[str, ...]) -> str:
    return "".join(p(escape(line)) for line in lines)


def _tabs(piece: Columns) -> str:
    rows = zip_longest(piece.left, piece.right, fillvalue="")
    return "".join(p(r(escape(left), *(["<w:tab/>", escape(right)] if right else []))) for left, right in rows)


def _boxes(piece: Columns) -> str:
    return p(box(_lines(piece.right), left=260), box(_lines(piece.left)))


def _rows(piece: Columns) -> str:
    return table(*[[escape(left), escape(right)] for left, right in zip_longest(piece.left, piece.right, fillvalue="")])


def _piece(piece: Piece) -> str:
    if isinstance(piece, Paragraph):
        return p(escape(piece.text))
    if isinstance(piece, Grid):
        return table(*[[escape(cell) for cell in row] for row in piece.rows])
    return table([f"<w:tc>{_lines(piece.left) or p()}</w:tc>", f"<w:tc>{_lines(piece.right) or p()}</w:tc>"])


WAYS = {"tabs": _tabs, "boxes": _boxes, "a row for each line": _rows}


# Set with tabs, a subject that does not begin with "V/v" or "Về" cannot be told from the text: that one is left out.
CASES = [(one, way) for way in WAYS for one in SAMPLES if (one.name, way) != ("003", "tabs")]


@pytest.mark.parametrize(("document", "way"), CASES, ids=[f"{one.name}, {way}" for one, way in CASES])
def test_columns_set_otherwise(document: Document, way: str) -> None:
    body = "".join(WAYS[way](piece) if isinstance(piece, Columns) else _piece(piece) for piece in document.pieces)
    assert wrong(document, packed(parts(body))) == ()


@pytest.mark.parametrize("document", [one for one in SAMPLES if len(one.sheets) == 1], ids=lambda one: one.name)
def test_letterhead_in_the_first_header(document: Document) -> None:
    head, *rest = document.pieces
    section = '<w:sectPr><w:headerReference w:type="first" r:id="h"/><w:titlePg/></w:sectPr>'
    files = parts("".join(map(_piece, rest)) + section)
    files["word/_rels/document.xml.rels"] = links(h="header h.xml")
    assert wrong(document, packed(files | {"word/h.xml": root("hdr", _piece(head))})) == ()
