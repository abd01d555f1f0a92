"""Documents printed in every form an office has, read back, and compared with what their plain text gives."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.reading import charsets
from eval.reading.compare import Likeness, Norm, alike, clean, compare
from eval.reading.measure import Measure, share
from eval.reading.sheets import Document
from eval.reading.typeset import pdf, scan, web
from eval.reading.word import docx
from index.errors import SourceError, TrichdanError
from index.formats.choose import extract
from index.parse import parse
from index.types import Parsed, Source

Note = Callable[[str], None]
SCAN_LETTERS, SCAN_FIELDS = 0.95, 0.90


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a document. ``norm``: what it cannot keep."""

    name: str
    suffix: str
    write: Callable[[Document], bytes]
    norm: Norm = str


def _unbroken(text: str) -> str:
    """A line that ends with a hyphen does not say whether a blank followed: ``17/CT- UBND``, ``17/CT-UBND``."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", text)


FORMS = (
    Form("DOCX", "docx", docx),
    Form("DOCX, numbers by Word", "docx", lambda document: docx(document, numbered=True)),
    Form("PDF with text", "pdf", pdf, _unbroken),
    Form("TCVN3", "txt", lambda document: charsets.tcvn3(document.text), str.casefold),
    Form("VNI", "txt", lambda document: charsets.vni(document.text)),
    Form("VIQR", "txt", lambda document: charsets.viqr(document.text), charsets.without_signs),
    Form("HTML", "html", web),
)
SCAN = Form("scan", "pdf", lambda document: scan(pdf(document)), _unbroken)


def measure(documents: Sequence[Document], note: Note, scans: bool = True) -> Iterator[Measure]:
    """Clauses and fields equal in each form; of the scans the letters and the fields."""
    for form in FORMS:
        found = [_read(form, document, note) for document in documents]
        yield share(
            f"{form.name}: clauses equal",
            sum(one.like.clauses for one in found),
            sum(one.like.all_clauses for one in found),
            wrong=[f"{one.document}: {line}" for one in found for line in one.like.wrong],
        )
        yield share(
            f"{form.name}: fields equal",
            sum(one.like.fields for one in found),
            sum(one.like.all_fields for one in found),
        )
    if scans:
        found = [_read(SCAN, document, note) for document in documents]
        wrong = [f"{one.document}: {one.letters:.1%} of letters" for one in found if one.letters < SCAN_LETTERS]
        mean = sum(one.letters for one in found) / len(found) if found else 1.0
        yield Measure("scan: letters right, on average", mean, f"{mean:.1%}", SCAN_LETTERS, wrong=tuple(wrong))
        fields = [f"{one.document}: {line}" for one in found for line in one.like.wrong]
        right, total = sum(one.like.fields for one in found), sum(one.like.all_fields for one in found)
        yield share("scan: fields equal", right, total, SCAN_FIELDS, fields)
        right, total = sum(one.like.clauses for one in found), sum(one.like.all_clauses for one in found)
        yield share("scan: clauses equal, letter for letter", right, total, None)


@dataclass(frozen=True, slots=True)
class _Result:
    document: str
    like: Likeness
    letters: float


def _read(form: Form, document: Document, note: Note) -> _Result:
    """One document, written and read back; what cannot be read has nothing right."""
    note(f"{form.name}: {document.name}")
    original = parse(Source(document.name, document.text, ""))
    name = f"{document.name}.{form.suffix}"
    try:
        text = extract(
            form.write(document), name, lambda page, pages: note(f"{form.name}: {document.name} {page}/{pages}")
        ).text
    except SourceError as error:
        nothing = compare(original, Parsed((), (), ()), form.norm)
        return _Result(document.name, Likeness(0, nothing.all_clauses, 0, nothing.all_fields, (error.en,)), 0.0)
    letters = alike(clean(document.text, form.norm), clean(text, form.norm))
    return _Result(document.name, compare(original, parse(Source(name, text, "")), form.norm), letters)


def available() -> str:
    """What is missing to typeset at all: a sentence, or nothing."""
    try:
        import docx as _docx  # noqa: F401
        import reportlab  # noqa: F401

        from eval.reading.typeset import fonts

        fonts()
    except ImportError as error:
        return f"the package {error.name} is missing (make test installs it)"
    except TrichdanError as error:
        return error.en
    return ""
