"""Questions about rows of tables: the amount or time that stands in the row of a name."""

import re
from collections.abc import Iterator

from eval.draft.forms import amount_rows
from eval.draft.types import DOC, Document, Seed
from eval.draft.words import lowered, quotation
from index.text import Aligned, fold
from index.types import Clause

_VALUE = re.compile(r"^(?:\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?: ?(?:%|đồng|năm|tháng|ngày|lần|người|suất))?$")
_LASTS = re.compile(r"(?:năm|tháng|ngày)$")
_COUNT = re.compile(r"^(?:số )?(?:tt|stt|thu tu|so tt)\b|^#$")
_UNIT = re.compile(
    r"\s*\((?:đơn vị(?: tính)?:? ?)?(?P<unit>đồng|nghìn đồng|ngàn đồng|triệu đồng|%|năm|tháng|ngày|người)[^()]*\)"
)


def row_seeds(document: Document) -> Iterator[Seed]:
    """The rows of tables whose columns have headings and whose first words are in no other row of the document."""
    tables = [(clause, cells) for clause in document.clauses if (cells := _cells(clause.text))]
    labels = [fold(label) for _, cells in tables if (label := _label(cells))]
    for clause, cells in tables:
        head = _cells(clause.headings[-1]) if clause.headings else []
        label = _label(cells)
        if not head or len(head) != len(cells) or not label or labels.count(fold(label)) != 1:
            continue
        for name, value in zip(head, cells, strict=True):
            if _VALUE.match(value) and len(name.split()) >= 2 and not _COUNT.search(fold(name)) and name != label:
                yield from _asked(document, clause, label, name, value)


def _asked(document: Document, clause: Clause, label: str, name: str, value: str) -> Iterator[Seed]:
    unit = _UNIT.search(name)
    what = lowered(_UNIT.sub("", name))
    ask = f"bao nhiêu {unit['unit']}" if unit else "bao lâu" if _LASTS.search(value) else "bao nhiêu"
    patterns = (
        f"Theo {DOC}, {what} của {lowered(label)} là {ask}?",
        f"{DOC} quy định {what} đối với {lowered(label)} là {ask}?",
    )
    whole = " ".join(Aligned(clause.text).text.split())
    if gold := quotation(clause, whole):
        yield Seed("table", "table", document.directive.id, patterns, amount_rows(value), (gold,), f"{label} {name}")


def _cells(text: str) -> list[str]:
    """The cells of a row ``| a | b |``; none if it is no row."""
    line = " ".join(Aligned(text).text.split())
    if not (line.startswith("|") and line.endswith("|")):
        return []
    return [cell.strip() for cell in line[1:-1].split("|")]


def _label(cells: list[str]) -> str:
    """The words that name a row: the first cell that is no number, if it is a name by itself."""
    first = next((cell for cell in cells if cell and not re.fullmatch(r"[\dIVXivx.,]+", cell)), "")
    good = (
        2 <= len(first.split()) <= 14
        and first[0].isalpha()
        and not first.endswith((":", "?"))
        and not _VALUE.match(first)
    )
    return first if good else ""
