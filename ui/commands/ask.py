"""``trichdan ask``: one question, or a file of them; every answer with its citations."""

import json
from pathlib import Path

import click

from index.config import Config
from ui.commands import options
from ui.say import Say

ABSTAINED = 3


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("ask", help=say(
        "Hỏi một câu về kho văn bản; «-» đọc câu hỏi từ đầu vào chuẩn.\n\n"
        "Mã thoát: 0 có câu trả lời, 3 không có, 2 lỗi; với --input: 0 khi xong.",
        'Ask the archive a question; "-" reads it from standard input.\n\n'
        "Exit code: 0 answered, 3 abstained, 2 error; with --input: 0 when done.",
    ))  # fmt: skip
    @click.argument("question", required=False, metavar=say('"CÂU HỎI"', '"QUESTION"'))
    @options.archive(say)
    @options.reranker(say)
    @options.llm(say)
    @options.as_json(say)
    @options.history(say)
    @options.batch(say)
    def ask(
        question: str | None,
        archive: Path | None,
        reranker: str | None,
        llm: str | None,
        llm_url: str | None,
        as_json: bool,
        history: tuple[str, ...],
        source: str | None,
        output: str | None,
    ) -> int:
        from ui import batch
        from ui.asking import history_of, question_of

        one = question_of(question, source, output, say)
        config = Config.load(
            {"archive": archive, "reranker": reranker, "llm": llm, "llm_url": llm_url, "lang": say.lang}
        )
        if one is None:
            return _many(source or batch.STANDARD, output or batch.STANDARD, config, say)
        return _one(one, history_of(history), config, as_json, say)

    return ask


def _one(question: str, history: tuple[str, ...], config: Config, as_json: bool, say: Say) -> int:
    from rag.ask import ask
    from rag.types import Retrieval
    from ui import plain, records
    from ui.asking import refuse_empty
    from ui.generating import answerer_of, interruptible
    from ui.opening import announce, open_chosen
    from ui.pages import pages_of
    from ui.understood import understood

    refuse_empty(question)
    archive = open_chosen(config, say)
    how = Retrieval(reranker=config.reranker)
    with interruptible(answerer_of(config, archive, how), say) as answerer:
        answer = ask(question, archive, history, say.lang, how, answerer)
    as_read = understood(question, answer.searched, answer.changes, say)
    if as_json:
        print(json.dumps(records.answer_record(answer), ensure_ascii=False))
    else:
        print(plain.headed([as_read, answer.notice], plain.answer(answer, say, pages_of(archive))))
        announce(config, len(archive.directives), say)
    return ABSTAINED if answer.abstained else 0


def _many(source: str, target: str, config: Config, say: Say) -> int:
    from index.errors import InputError
    from rag.ask import ask
    from rag.types import Retrieval
    from ui import batch, records
    from ui.generating import answerer_of
    from ui.opening import open_chosen

    items = batch.read_items(source)
    archive = open_chosen(config, say)
    how = Retrieval(reranker=config.reranker)
    answerer = answerer_of(config, archive, how)

    def work(item: batch.Item) -> records.Record:
        try:
            return records.answer_record(ask(item.question, archive, item.history, say.lang, how, answerer), item.id)
        except InputError as error:  # an empty or endless question: no reason to throw the others away
            return records.unanswered_record(item.question, error.message(say.lang), item.id)

    batch.run(items, target, work, "ask", say)
    return 0
