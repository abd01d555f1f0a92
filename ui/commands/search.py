"""``trichdan search``: the ranked clauses for a question, or for a file of them; no answer."""

import json
import sys
from pathlib import Path

import click

from index.config import Config, default
from ui.commands import options
from ui.say import Say


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("search", help=say(
        "Tìm các điều khoản gần câu hỏi nhất, không trả lời; «-» đọc câu hỏi từ đầu vào chuẩn.",
        'Find the clauses nearest to a question, without answering it; "-" reads it from standard input.',
    ))  # fmt: skip
    @click.argument("question", required=False, metavar=say('"CÂU HỎI"', '"QUESTION"'))
    @click.option(
        "--top", type=click.IntRange(1, 1000), metavar="N",
        help=say(f"Số điều khoản (mặc định {default('top')}).", f"How many clauses ({default('top')})."),
    )  # fmt: skip
    @options.archive(say)
    @options.reranker(say)
    @options.as_json(say)
    @options.history(say)
    @options.batch(say)
    def search(
        question: str | None, top: int | None, archive: Path | None, reranker: str | None, as_json: bool,
        history: tuple[str, ...], source: str | None, output: str | None,
    ) -> int:  # fmt: skip
        from ui import batch
        from ui.asking import history_of, question_of

        one = question_of(question, source, output, say)
        config = Config.load({"archive": archive, "reranker": reranker, "top": top, "lang": say.lang})
        if one is None:
            return _many(source or batch.STANDARD, output or batch.STANDARD, config, say)
        return _one(one, history_of(history), config, as_json, say)

    return search


def _one(question: str, history: tuple[str, ...], config: Config, as_json: bool, say: Say) -> int:
    from rag.ask import search
    from rag.types import Retrieval
    from ui import plain, records
    from ui.asking import refuse_empty
    from ui.opening import announce, open_chosen
    from ui.pages import pages_of
    from ui.say import printable
    from ui.understood import absent, understood

    refuse_empty(question)
    archive = open_chosen(config, say)
    found = search(question, archive, config.top, history, Retrieval(reranker=config.reranker))
    missing = absent(found.absent, bool(found.hits), say)
    if as_json:
        print(json.dumps(records.hits_record(question, found.hits, archive.directives), ensure_ascii=False))
        if missing:
            print(printable(missing), file=sys.stderr)
    else:
        as_read = understood(question, found.query.text, found.query.changes, say)
        print(plain.headed([as_read, missing], plain.hits(found.hits, archive.directives, say, pages_of(archive))))
        announce(config, len(archive.directives), say)
    return 0


def _many(source: str, target: str, config: Config, say: Say) -> int:
    from index.errors import InputError
    from rag.ask import search
    from rag.types import Retrieval
    from ui import batch, records
    from ui.opening import open_chosen

    items = batch.read_items(source)
    archive = open_chosen(config, say)
    how = Retrieval(reranker=config.reranker)

    def work(item: batch.Item) -> records.Record:
        try:
            hits = search(item.question, archive, config.top, item.history, how).hits
        except InputError:  # an empty or endless question: no reason to throw the others away
            hits = ()
        return records.hits_record(item.question, hits, archive.directives, item.id)

    batch.run(items, target, work, "search", say)
    return 0
