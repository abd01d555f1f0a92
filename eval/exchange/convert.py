"""Import and export: the format is chosen, the source read, the target written; what was repaired or left out comes back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.exchange import FORMATS, sheets, trec_qrels, trec_run
from eval.exchange.files import write_set
from eval.exchange.guess import guess
from eval.exchange.types import SetReader, SetWriter, Unit
from eval.files import refuse_taken
from eval.questions.load import load
from eval.questions.types import EvalSet, Split
from eval.result import read_result, save
from eval.running.provenance import versions
from index.errors import InputError
from index.types import Note, Source

OWN = ("jsonl", "csv", "xlsx")
_RESULTS = (".json", ".json.gz")


@dataclass(frozen=True, slots=True)
class Done:
    """What was made: its format, how many documents (of its own) and questions, what should be known of it.

    ``every``: the questions there were to write, of which ``questions`` were written.
    """

    format: str
    documents: int
    questions: int
    every: int
    notes: Sequence[Note]


def import_from(
    source: Path, target: Path, form: str | None, split: Split | None, base: str | None, documents: Path | None
) -> Done:
    """Makes the set ``target`` (of a TREC run: the result) of ``source``. ``form``: ``None`` to see by what it holds.

    ``base``: the set that a run or qrels are about; ``documents``: the folder of a spreadsheet's documents. Raises
    ``InputError`` for bad input and when ``target`` is there already; nothing is written then.
    """
    form = form or guess(source)
    refuse_taken(target, folder=form != "trec-run")
    if form == "trec-run":
        result, notes = trec_run.read_run(source, _base(base, form, documents), split)
        save(result, target)
        return Done(form, 0, len(result.rows), len(result.rows), notes)
    if form == "trec-qrels":
        draft = trec_qrels.read_qrels(source, _base(base, form, documents), split)
    elif form in OWN:
        draft = sheets.read_set(source, split, documents)
    else:
        read: SetReader = FORMATS[form].module.read_set
        draft = read(source, split)
    write_set(draft, target, _provenance(source, form))
    return Done(form, len(draft.documents), len(draft.questions), len(draft.questions), draft.notes)


def export_to(
    name: str,
    target: Path,
    form: str,
    unit: Unit | None,
    split: Split | None,
    documents: Path | None = None,
    sources: Sequence[Source] | None = None,
) -> Done:
    """Writes the set or result ``name`` to ``target``; the set's documents are in ``documents``, or ``sources``, if given.

    Raises ``InputError`` when it cannot be said in ``form``.
    """
    is_result = name.endswith(_RESULTS) and Path(name).is_file()
    sort = "result" if is_result else "set"
    if sort not in FORMATS[form].writes:
        can = ", ".join(key for key, one in FORMATS.items() if sort in one.writes)
        vi, en = ("Kết quả", "A result") if is_result else ("Bộ câu hỏi", "A question set")
        raise InputError(
            f"{vi} không xuất được thành {form}. Hãy chọn: {can}.", f"{en} cannot be exported as {form}. Choose: {can}."
        )
    refuse_taken(target, folder=form in ("beir", "alqac"))
    if is_result:
        result = read_result(Path(name))
        rows = tuple(row for row in result.rows if split is None or row.question.split is split)
        write = trec_run.write_result if form == "trec-run" else trec_qrels.write_result
        done = write(replace(result, rows=rows), target, unit)
        return Done(form, 0, done.questions, len(rows), done.notes)
    if form in OWN:
        as_json = form == "jsonl"
        asked, notes = sheets.with_files(name, documents, sources) if as_json else (sheets.every_question(name), ())
        questions = tuple(one for one in asked if split is None or one.split is split)
        sheets.write_questions(questions, target, as_json)
        return Done(form, 0, len(questions), len(questions), notes)
    evalset = load(name, documents, sources)
    evalset = replace(evalset, questions=evalset.select(split))
    write_set_to: SetWriter = FORMATS[form].module.write_set
    done = write_set_to(evalset, target, unit)
    return Done(form, len(evalset.sources), done.questions, len(evalset.questions), done.notes)


def _base(name: str | None, form: str, documents: Path | None) -> EvalSet:
    if name is None:
        raise InputError(
            f"{form} chỉ có mã. Hãy cho biết nó nói về bộ câu hỏi nào: --set BỘ.",
            f"{form} holds nothing but ids. Name the question set it is about: --set SET.",
        )
    return load(name, documents)


def _provenance(source: Path, form: str) -> str:
    files = [source] if source.is_file() else sorted(path for path in source.rglob("*") if path.is_file())
    digest = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()
    return (
        f"Imported from {source.name} ({FORMATS[form].en}; sha256 {digest[:16]}) by trichdan {versions()['trichdan']}"
    )
