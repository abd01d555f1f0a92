"""BEIR (Thakur et al. 2021; https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset): a folder with

``corpus.jsonl`` {"_id", "title"?, "text"} · ``queries.jsonl`` {"_id", "text"} · ``qrels/<name>.tsv`` with a header, then
query-id, corpus-id and score, tab-separated.

A document becomes ``<id>.txt``: title, blank line, text; one without a title that looks as if it had one begins with the
blank line (:func:`document_of`). A question's gold is whole documents, each a group of its own: all
are wanted, as recall and nDCG count them. Scores of 0 and less mean judged and not relevant, and are dropped.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from eval.exchange.files import write_folder
from eval.exchange.item import read_lines
from eval.exchange.names import Documents, docids
from eval.exchange.types import Draft, Unit, Written, counted
from eval.exchange.units import Units, judged, left_out
from eval.questions.about import bad, read_text
from eval.questions.types import EvalSet, Gold, Question, Split
from eval.types import Place
from index.errors import InputError
from index.passages import context

KIND = "retrieval"
_HEADER = "query-id\tcorpus-id\tscore\n"
# Which split the qrels of a name become; the first that has a query decides.
_SPLITS = (("test", Split.HELD), ("dev", Split.TUNE), ("train", Split.TUNE))
# Blank lines before it, a line as short as a title, a blank line, the rest.
_TITLED = re.compile(r"((?:\n\n)*)([^\n]{1,300})\n\n(.*\S.*)", re.DOTALL)


def read_set(folder: Path, split: Split | None) -> Draft:
    """A BEIR folder as a set. Raises ``InputError`` for what is none."""
    documents, left = Documents(), Counter[str]()
    for record in read_lines(folder / "corpus.jsonl"):
        title, text = record.text("title", ""), record.text("text", "")
        title = title if title.strip() else ""
        document = document_of(title, text)
        left["title"] += parts_of(document) != (title, text)
        documents.add(record.text("_id"), document)
    texts: dict[str, str] = {}
    for record in read_lines(folder / "queries.jsonl"):
        identity, text = record.text("_id"), record.text("text", "")
        left["again"] += identity in texts
        left["blank"] += not text.strip()
        texts.setdefault(identity, text)
    relevant: dict[str, dict[str, int]] = {}
    splits: dict[str, Split] = {}
    for path in _qrels(folder):
        for query, document, grade in _judgements(path):
            file = documents.file(document)
            left["query"] += query not in texts
            left["document"] += file is None
            left["zero"] += grade <= 0
            if query in texts and file and grade > 0:
                grades = relevant.setdefault(query, {})
                grades[file] = max(grade, grades.get(file, 0))
                splits.setdefault(query, split or dict(_SPLITS).get(path.stem, Split.HELD))
    asked = [query for query, text in texts.items() if text.strip() and query in relevant]
    questions = tuple(
        Question(
            query, KIND, texts[query],
            gold=tuple(Gold(file, "", at, grade) for at, (file, grade) in enumerate(relevant[query].items(), 1)),
            split=splits[query],
        )
        for query in asked
    )  # fmt: skip
    silent = sum(bool(text.strip()) for text in texts.values()) - len(asked)
    notes = counted(
        (
            left["title"],
            "{n} văn bản có tiêu đề quá dài, nhiều dòng hoặc không kèm lời: thành một phần của lời",
            "{n} documents with a title too long, of several lines or without a text: made part of the text",
        ),
        (left["zero"], "{n} dòng qrels điểm 0: bỏ", "{n} qrels of score 0: dropped"),
        (left["document"], "{n} dòng qrels nêu văn bản không có: bỏ", "{n} qrels on absent documents: dropped"),
        (left["query"], "{n} dòng qrels nêu câu hỏi không có: bỏ", "{n} qrels on absent queries: dropped"),
        (left["again"], "{n} câu hỏi trùng mã: giữ câu đầu", "{n} queries with an id used before: the first is kept"),
        (left["blank"], "{n} câu hỏi rỗng: bỏ", "{n} blank queries: left out"),
        (silent, "{n} câu hỏi không có văn bản liên quan: bỏ", "{n} queries without a relevant document: left out"),
    )
    return Draft(questions, tuple(documents.texts.items()), notes=documents.notes() + notes)


def document_of(title: str, text: str) -> str:
    """A BEIR document as one text, of which :func:`parts_of` makes the same two again."""
    if title:
        return f"{title}\n\n{text}"
    return f"\n\n{text}" if _TITLED.fullmatch(text) else text


def parts_of(document: str) -> tuple[str, str]:
    """Title and text of any document; no title where its first line is none."""
    match = _TITLED.fullmatch(document)
    if match is None:
        return "", document
    return ("", document[2:]) if match[1] else (match[2], match[3])


def _qrels(folder: Path) -> list[Path]:
    """The qrels of test before those of dev and train: a query in several is held back."""
    found = sorted((folder / "qrels").glob("*.tsv")) or sorted(folder.glob("qrels*.tsv"))
    if not found:
        raise InputError(
            f"«{folder}» không có qrels/*.tsv. Hãy đặt tệp qrels của BEIR vào đó.",
            f'"{folder}" has no qrels/*.tsv. Put the qrels of BEIR there.',
        )
    order = [name for name, _ in _SPLITS]
    return sorted(found, key=lambda path: order.index(path.stem) if path.stem in order else len(order))


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        fields = line.split("\t")
        if not line.strip() or (number == 1 and fields[-1].strip() == "score"):
            continue
        try:
            query, document, grade = (field.strip() for field in fields)
            value = float(grade)
            whole = int(value)
        except (ValueError, OverflowError):
            whole, value = 0, 0.5
        if whole != value:
            raise bad(
                path, number, "phải có ba cột cách nhau bằng tab: query-id, corpus-id, score (số nguyên)",
                "must have three columns with tabs between: query-id, corpus-id, score (a whole number)",
            )  # fmt: skip
        yield query, document, whole


def write_set(evalset: EvalSet, target: Path, unit: Unit | None) -> Written:
    """Writes ``evalset`` as a BEIR folder: held questions in ``qrels/test.tsv``, the others in ``qrels/dev.tsv``.

    Questions that are no query by themselves (follow-ups, unanswerable ones) are left out and counted. Raises ``InputError``
    when none is left, or it cannot be written.
    """
    units, left = Units(evalset), Counter[str]()
    unit = unit or Unit.DOCUMENT
    found = judged(units, evalset.questions, unit, left)
    queries = [{"_id": _cell(question.id), "text": question.text} for question, _ in found]
    qrels: dict[Split, list[str]] = {split: [] for split in Split}
    for question, grades in found:
        qrels[question.split] += [f"{_cell(question.id)}\t{_cell(name)}\t{grade}\n" for name, grade in grades.items()]
    corpus = _clauses(units) if unit is Unit.CLAUSE else _documents(units)

    def fill(folder: Path) -> None:
        (folder / "qrels").mkdir()
        (folder / "corpus.jsonl").write_bytes(_lines(corpus))
        (folder / "queries.jsonl").write_bytes(_lines(queries))
        for name, split in (("test", Split.HELD), ("dev", Split.TUNE)):
            if qrels[split]:
                (folder / "qrels" / f"{name}.tsv").write_bytes("".join([_HEADER, *qrels[split]]).encode())

    write_folder(target, fill)
    return Written(len(found), left_out(left))


def _documents(units: Units) -> list[dict[str, str]]:
    records = []
    for file, name in docids(units.sources).items():
        title, text = parts_of(units.sources[file].text)
        records.append({"_id": _cell(name), "title": title, "text": text})
    return records


def _clauses(units: Units) -> list[dict[str, str]]:
    """Every clause; its title is what the program itself puts before it: the document's line and the headings."""
    records = []
    for file in units.sources:
        parsed = units.parsed(file)
        for clause in parsed.clauses:
            title = context(clause, parsed.directives[clause.directive])
            records.append({"_id": _cell(Place(file, clause.span).key), "title": title, "text": clause.text})
    return records


def _cell(identity: str) -> str:
    """``identity`` without what would end a cell or a line."""
    return re.sub(r"[\t\r\n]", " ", identity)


def _lines(records: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
