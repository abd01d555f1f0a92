"""`trichdan eval run`: sets asked and measured. Only wiring: the work is :mod:`eval.evaluate`."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.commands.eval.run_flags import Asked, flags
from ui.say import Say

if TYPE_CHECKING:
    from eval.evaluate import Options
    from eval.questions import EvalSet
    from eval.types import Result

# Larger sets are not looked through: it takes 3 ms a question.
MOST_CHECKED = 2000
# Endings of a result's name, the longest first: what tells several apart goes before it.
ENDINGS = (".json.gz", ".json", ".html", ".htm")


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command(
        "run",
        help=say(
            "Hỏi cả bộ câu hỏi và in số đo.\n\nBỘ: tên bộ đi kèm (covid19), thư mục, hay tệp .jsonl, .csv, .xlsx.",
            "Ask whole question sets and measure.\n\nSET: a bundled one (covid19), a folder, a .jsonl, .csv or .xlsx file.",
        ),
    )
    @click.argument("sets", nargs=-1, required=True, metavar=say("BỘ…", "SET…"))
    @flags(say)
    def run_command(**given: Any) -> int:
        return _run(Asked(**given), say)

    return run_command


def _run(asked: Asked, say: Say) -> int:
    from eval.report import side_by_side
    from index.errors import InputError

    asked_for = _checked(asked)
    results: list[Result] = []
    try:
        for several in _by_set(asked, asked_for, say):
            results += several
            if len(several) > 1:
                print(f"\n{side_by_side(several)}")
    except KeyboardInterrupt:
        say.note(
            "Đã dừng. Các câu đã hỏi được giữ lại: chạy lại đúng lệnh này để làm tiếp.",
            "Stopped. What was asked is kept: run the same command again to go on.",
        )
        raise
    if not results:
        raise InputError(
            "Không chạy được bộ nào: văn bản của chúng không có trên máy này (xem chỉ dẫn ở trên).",
            "No set could be run: their documents are not on this machine (see above how to get them).",
        )
    unstable = [(result, result.unstable) for result in results if result.unstable]
    for result, ids in unstable:
        names = ", ".join(ids)
        say.error(
            f"{result.name} trả lời không nhất quán giữa các lần hỏi trên bộ {result.set}: {names}. "
            "Hãy báo lỗi này kèm tệp kết quả.",
            f"{result.name} did not answer alike each time it was asked, on the set {result.set}: {names}. "
            "Report this with the file of the result.",
        )
    return 2 if unstable else 0


def _checked(asked: Asked) -> "list[Options]":
    """How each variant is asked. Raises ``InputError`` for flags that cannot be followed, before anything is done."""
    from eval.evaluate import Options, variant_named
    from eval.files import PAGE, RESULT, writable
    from eval.questions import Split
    from index.config import Config
    from rag.generating.model import open_model
    from ui.generating import model_of
    from ui.opening import load_reranker

    files, folders = _inputs(asked)
    if asked.output:
        writable(asked.output, "--output", RESULT, files)
    if asked.report:  # a page among the documents would be one of them the next time
        writable(asked.report, "--report", PAGE, [*files, *folders])
    split = None if asked.split == "all" else Split(asked.split)
    config = Config.load({"reranker": _full(asked.reranker), "llm": asked.llm, "llm_url": asked.llm_url})
    load_reranker(config)
    llm = model_of(config)
    if llm:
        open_model(llm)  # what is wrong with it is told now
    variants = [
        replace(variant, retrieval=replace(variant.retrieval, reranker=config.reranker))
        for variant in map(variant_named, dict.fromkeys(asked.variant))
    ]
    return [Options(variant, split, asked.kind, asked.repeat, asked.jobs, asked.fresh, llm) for variant in variants]


def _inputs(asked: Asked) -> tuple[list[Path], list[Path]]:
    """What is read: files (and archives, whose folders are the program's own), and folders of documents.

    Raises ``InputError`` when there is no such set.
    """
    from eval.questions.load import find_set

    files = [asked.archive] if asked.archive else []
    folders = [asked.documents] if asked.documents else []
    for found in map(find_set, asked.sets):
        place, about = found.questions.parent, found.about
        files += [found.questions, place / "set.json", *([place / about.archive] if about.archive else [])]
        folders += [place / about.documents]
    return files, folders


def _by_set(asked: Asked, wanted: "Sequence[Options]", say: Say) -> "Iterator[list[Result]]":
    """The results of each set, measured, kept and printed one after the other."""
    from eval.evaluate import evaluate
    from eval.questions import load
    from eval.systems.ours import sources_of
    from index.archive import open_archive
    from index.config import Config
    from index.encode import open_encoder
    from index.errors import DocumentsAbsent
    from ui.cache import usable
    from ui.progress import progress

    config = Config.load()
    cache, model = usable(config.cache, say), _full(asked.model)
    archive = open_archive(asked.archive, cache=cache) if asked.archive else None
    encoder = None if archive else open_encoder(model, cache)
    keeper = Keeper(asked, config.data / "results", len(wanted) > 1, say)
    for name in asked.sets:
        try:
            evalset = load(name, asked.documents, sources_of(archive) if archive else None)
        except DocumentsAbsent as absent:
            say.note(f"({name}: bỏ qua. {absent.vi})", f"({name}: left out. {absent.en})")
            continue
        results: list[Result] = []
        for options in wanted:
            with progress(say) as show:
                result = evaluate(
                    evalset, options, cache, archive=archive, encoder=encoder, model=model, keep=keeper, progress=show,
                    note=say.note,
                )  # fmt: skip
            if not results:  # once a set, and not above the one line of a command that fails
                _warn(name, evalset, asked, say)
            _show(result, asked, say)
            keeper.told(result)
            results.append(result)
        yield results


def _warn(name: str, evalset: "EvalSet", asked: Asked, say: Say) -> None:
    """Says how many errors the set has, if any: its numbers are not to be believed then."""
    from eval.questions.check import check
    from eval.questions.load import bundled

    if name in bundled() or len(evalset.questions) > MOST_CHECKED:
        return
    if errors := check(name, sources=evalset.sources).errors:
        where = [("--archive", asked.archive)] if asked.archive else [("--documents", asked.documents)]
        flags = [part for flag, path in where if path for part in (flag, str(path))]
        command = shlex.join(["trichdan", "eval", "validate", name, *flags])
        say.note(
            f"Bộ {evalset.name} có {errors} lỗi, nên số đo có thể sai. Xem và sửa: {command}",
            f"The set {evalset.name} has {errors} errors, so the numbers may be wrong. See and correct: {command}",
        )


def _full(model: str | None) -> str | None:
    """A folder by its full path: the archive made with it remembers it, and processes open it again."""
    folder = Path(model).expanduser() if model else None
    return str(folder.resolve()) if folder and folder.is_dir() else model


class Keeper:
    """Writes results where they belong; called with each, before what was answered is forgotten."""

    def __init__(self, asked: Asked, folder: Path, several: bool, say: Say) -> None:
        self._asked, self._folder, self._several, self._say = asked, folder, several, say
        self._kept: Path | None = None
        self._written: set[Path] = set()

    def __call__(self, result: "Result") -> None:
        """Writes ``result``: to ``--output``, else among the results of this user, where that can be written."""
        from eval.result import place_for, save
        from index.errors import InputError

        self._kept = None
        if self._asked.output:
            self._kept = self._named(self._asked.output, result)
            save(result, self._kept)
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            place = place_for(result, self._folder)
            save(result, place)
            self._kept = place
        except (OSError, InputError):
            where = self._folder
            self._say.note(
                f"(Không giữ được kết quả trong «{where}». Muốn giữ, hãy cho --output TỆP.json.)",
                f'(The result cannot be kept in "{where}". To keep it, give --output RESULT.json.)',
            )

    def told(self, result: "Result") -> None:
        """Says where the result is, and makes the page of ``--report``."""
        page = self._named(self._asked.report, result) if self._asked.report else None
        if self._kept:
            kept = self._kept
            self._say.note(f"Kết quả: {kept}", f"Result: {kept}")
            if not page:
                command = shlex.join(["trichdan", "eval", "report", str(kept)])
                self._say.note(f"Trang báo cáo: {command}", f"As a page: {command}")
        if page:
            from eval.report.page import write

            write(result, page, self._say.lang, reveal=self._asked.reveal)
            self._say.note(f"Trang báo cáo: {page}", f"As a page: {page}")

    def _named(self, path: Path, result: "Result") -> Path:
        """``r.json``; where several results come, what tells them apart goes in between: ``r.covid19.no-bm25.json``."""
        from eval.result import plain_name

        parts = [result.set] if len(self._asked.sets) > 1 else []
        parts += [result.variant] if self._several else []
        ending = next((one for one in ENDINGS if path.name.endswith(one)), path.suffix)
        stem = ".".join([path.name.removesuffix(ending), *map(plain_name, parts)])
        names = [stem, *(f"{stem}.{number}" for number in range(2, 1000))]  # two sets may have the same name
        place = next(
            path.with_name(name + ending) for name in names if path.with_name(name + ending) not in self._written
        )
        self._written.add(place)
        return place


def _show(result: "Result", asked: Asked, say: Say) -> None:
    from eval.report import report, wrong

    if result.lost:
        names = ", ".join(f"{lost.id} ({lost.file})" if lost.file else lost.id for lost in result.lost)
        count = len(result.lost)
        say.note(
            f"{count} câu không hỏi được vì kho không có lời trích (đã bỏ khỏi, hoặc chưa từng có trong kho): {names}",
            f"{count} questions could not be asked, because the archive does not hold their quotations "
            f"(taken out, or never there): {names}",
        )
    if asked.wrong or asked.reveal:
        print(wrong(result, say.lang, asked.reveal), end="\n\n")
    print(report(result, say.lang), flush=True)
