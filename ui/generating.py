"""The language model of ``--llm``, as the terminal and the chat use it: chosen, heard while it words an answer, stopped."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from queue import Queue
from threading import Event, Thread, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

from index.archive import Archive
from index.config import Config
from index.errors import InputError
from rag.generating.settings import Model
from rag.types import Answer, Retrieval, Statement
from ui.say import Say

if TYPE_CHECKING:
    from rag.generating.generative import Generative


def model_of(config: Config) -> Model | None:
    """The model that was asked for, if any. Raises ``InputError`` for an address without one."""
    if not config.llm:
        if config.llm_url:
            raise InputError(
                "--llm-url (TRICHDAN_LLM_URL) cần thêm --llm NHÀ_CUNG_CẤP:TÊN, ví dụ --llm openai:qwen3.",
                "--llm-url (TRICHDAN_LLM_URL) needs --llm PROVIDER:NAME as well, for example --llm openai:qwen3.",
            )
        return None
    return Model(config.llm, config.llm_url or None, float(config.llm_timeout))


def answerer_of(config: Config, archive: Archive, how: Retrieval) -> "Generative | None":
    """What words the answers, where that is not the program itself. Raises ``InputError`` when it cannot be opened."""
    model = model_of(config)
    return model.answerer(archive, how) if model else None


@contextmanager
def interruptible(answerer: "Generative | None", say: Say) -> "Iterator[Generative | None]":
    """``answerer``, which the first Ctrl-C makes give way to the program's own answer; the second ends the program."""
    if answerer is None or current_thread() is not main_thread():
        yield answerer
        return
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        if sys.stderr and sys.stderr.isatty():
            say.note(
                "(Đang chờ mô hình ngôn ngữ; Ctrl-C: lấy ngay câu trả lời trích thẳng từ văn bản)",
                "(Waiting for the language model; Ctrl-C: take the answer quoted from the documents at once)",
            )
        yield replace(answerer, stop=stopped.is_set)
    finally:
        signal.signal(signal.SIGINT, before)


def stream(
    question: str, archive: Archive, history: Sequence[str], lang: str, stop: Callable[[], bool],
    *, answerer: "Generative", how: Retrieval,
) -> Iterator[Statement | Answer]:  # fmt: skip
    """The statements of an answer as they are verified, at last the answer. Raises as :func:`rag.ask.ask`."""
    from rag.ask import ask

    heard: Queue[Statement | Answer | BaseException] = Queue()

    def work() -> None:
        try:
            heard.put(ask(question, archive, history, lang, how, replace(answerer, told=heard.put, stop=stop)))
        except BaseException as error:  # told where it is waited for
            heard.put(error)

    Thread(target=work, name="answer", daemon=True).start()
    while True:
        step = heard.get()
        if isinstance(step, BaseException):
            raise step
        yield step
        if isinstance(step, Answer):
            return
