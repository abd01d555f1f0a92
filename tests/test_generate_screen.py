"""A language model in the terminal and in the chat: the option, the stream, the notice, the stop."""

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import Archive
from index.config import Config
from index.errors import InputError
from rag.ask import ask
from rag.generating.generative import Generative
from rag.generating.settings import Model
from rag.types import HYBRID, Answer, Statement
from tests.commandline import Terminal, sample_index
from tests.language_model import Endpoint, Parrot, failing, saying, silent
from ui import plain, records, show
from ui.generating import answerer_of, interruptible, model_of, stream
from ui.page import Page, Session
from ui.say import Say

QUESTION = "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"
TRUE = "Hoàn thành trước ngày 04/9/2021 [1]."
ROOT = Path(__file__).parents[1]


def never() -> bool:
    """Nobody wants to stop."""
    return False


# ---------------------------------------------------------------- the option


def test_no_model_unless_one_is_named(sample: Archive) -> None:
    assert model_of(Config()) is None
    assert answerer_of(Config(), sample, HYBRID) is None
    assert model_of(Config(llm="")) is None
    assert model_of(Config(llm="ollama:a", llm_url="http://x", llm_timeout=7)) == Model("ollama:a", "http://x", 7.0)


def test_an_address_needs_a_model() -> None:
    with pytest.raises(InputError, match="--llm NHÀ_CUNG_CẤP:TÊN"):
        model_of(Config(llm_url="http://127.0.0.1:8080/v1"))


def test_a_bad_model_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal(tmp_path, capsys, monkeypatch)
    monkeypatch.setenv("TRICHDAN_ARCHIVE", str(sample_index(tmp_path / "kho")))
    for command in (["ask", "Ai ký công văn?"], ["eval", "run", "covid19"]):
        assert "NHÀ_CUNG_CẤP:TÊN" in terminal.fails(*command, "--llm", "qwen3")
        assert "--llm NHÀ_CUNG_CẤP:TÊN" in terminal.fails(*command, "--llm-url", "http://127.0.0.1:1/v1")


def trichdan(*arguments: str, cache: Path, **environment: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    variables = {
        **os.environ,
        "TRICHDAN_CACHE": str(cache),
        "OPENAI_API_KEY": "sk-secret",
        "NO_PROXY": "*",
        **environment,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "ui.terminal", *arguments], cwd=ROOT, env=variables, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.slow
def test_asked_in_a_terminal(sample_folder: Path, cache_folder: Path) -> None:
    pytest.importorskip("langchain_openai")
    where = ("--archive", str(sample_folder))
    with Endpoint(saying(f"{TRUE} Hạn là 31/12/2099 [1].")) as server:
        process = trichdan(
            "ask", QUESTION, *where, cache=cache_folder, TRICHDAN_LLM="openai:m", TRICHDAN_LLM_URL=server.url
        )
        out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    assert out.startswith("Hoàn thành trước ngày 04/9/2021 [1]\n\n[1] 667-CV/QU")
    assert "2099" not in out
    with Endpoint(failing(500)) as server:
        process = trichdan("ask", QUESTION, *where, "--llm", "openai:m", "--llm-url", server.url, cache=cache_folder)
        out, err = process.communicate(timeout=90)
    notice, _, answer = out.partition("\n\n")
    assert notice == "Máy chủ mô hình báo lỗi; câu trả lời này trích thẳng từ văn bản."
    assert re.match(r".*04/9/2021 \[1\](?:\[2\])?\n", answer), err
    assert process.returncode == 0, err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_takes_the_programs_own_answer(sample_folder: Path, cache_folder: Path) -> None:
    pytest.importorskip("langchain_openai")
    with Endpoint(silent(60)) as server:
        process = trichdan(
            "ask", QUESTION, "--json", "--archive", str(sample_folder), "--llm", "openai:m", "--llm-url", server.url,
            cache=cache_folder,
        )  # fmt: skip
        until = time.monotonic() + 60
        while not server.server.requests and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0, err
    record = json.loads(out)
    assert "04/9/2021" in record["answer"]
    assert "Hoàn thành" not in record["answer"]
    assert record["notice"].startswith("Đã dừng mô hình ngôn ngữ")


def test_without_a_model_nothing_of_langchain_is_loaded(sample_folder: Path, cache_folder: Path) -> None:
    script = (
        "import sys; from ui.terminal import main; code = main(sys.argv[1:]);"
        "loaded = {name.partition('.')[0] for name in sys.modules} & {'langchain', 'langchain_core', 'openai', 'httpx'};"
        "print(sorted(loaded), [n for n in sys.modules if n.startswith('rag.generating.')], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "ask", QUESTION, "--archive", str(sample_folder)], cwd=ROOT, text=True,
        env={**os.environ, "TRICHDAN_CACHE": str(cache_folder)}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr.strip().splitlines()[-1] == "[] ['rag.generating.settings']"


# ---------------------------------------------------------------- notice


def test_a_notice_is_shown_everywhere_and_only_where_there_is_one(sample: Archive) -> None:
    own = ask(QUESTION, sample)
    assert "notice" not in records.answer_record(own)
    told = replace(own, notice="<b>Không nối được</b>")
    assert records.answer_record(told)["notice"] == told.notice
    assert '<p class="td-understood td-notice">&lt;b&gt;Không nối được' in show.answer(told, 0, "vi")
    assert plain.headed(["", told.notice], plain.answer(told, Say())).startswith(told.notice)


# ---------------------------------------------------------------- the stream


def test_stream_gives_statements_then_the_answer(sample: Archive) -> None:
    generative = Generative(sample, Parrot(f"{TRUE}\nSai 1/1/2030 [1]."))
    *said, answer = stream(QUESTION, sample, (), "vi", never, answerer=generative, how=HYBRID)
    assert isinstance(answer, Answer)
    assert tuple(said) == answer.statements
    assert answer.dropped == ("Sai 1/1/2030",)


def test_stream_raises_what_asking_raises(sample: Archive) -> None:
    with pytest.raises(InputError):
        list(stream("", sample, (), "vi", never, answerer=Generative(sample, Parrot("")), how=HYBRID))


def test_page_shows_what_is_verified_so_far_and_then_the_answer(sample: Archive) -> None:
    def coming(*given: object) -> Iterator[Statement | Answer]:
        return stream(QUESTION, sample, (), "vi", never, answerer=Generative(sample, Parrot(TRUE)), how=HYBRID)

    page, session = Page(sample, ask, coming), Session("vi")
    said, last = page.answering(QUESTION, session, never)
    assert isinstance(said, tuple)
    assert isinstance(last, Session)
    waiting = page.log(session, QUESTION, said)
    assert "Hoàn thành trước ngày 04/9/2021" in waiting
    assert re.search(r'data-td="stop"', waiting)
    assert "td-pending" not in page.log(last)
    assert 'data-td="stop"' not in Page(sample, ask).log(session, QUESTION)
    assert last.opened == "0:0"


def test_page_without_a_model_answers_as_ever(sample: Archive) -> None:
    page = Page(sample, ask)
    (session,) = page.answering(QUESTION, Session("vi"), never)
    assert isinstance(session, Session)
    assert session.turns[0].answer is not None
    assert session.turns[0].answer.text == page.answered(QUESTION, Session("vi")).turns[0].answer.text  # type: ignore[union-attr]


def test_page_shows_a_failure_of_the_stream_as_a_sentence(sample: Archive) -> None:
    def broken(*given: object) -> Iterator[Statement | Answer]:
        raise RuntimeError("sk-secret")
        yield

    (session,) = Page(sample, ask, broken).answering(QUESTION, Session("vi"), never)
    assert isinstance(session, Session)
    assert "lỗi của chương trình" in session.turns[0].vi


def test_stopping_ends_the_wait(sample: Archive) -> None:
    class Hanging(Parrot):
        def stream(self, input, /):  # type: ignore[no-untyped-def]
            yield from Parrot(f"{TRUE}\n").stream(input)
            hung.wait(60)
            ended.append("the model")
            yield from Parrot("…").stream(input)

    hung, ended = threading.Event(), list[str]()
    stop = threading.Event()
    steps = stream(QUESTION, sample, (), "en", stop.is_set, answerer=Generative(sample, Hanging("")), how=HYBRID)
    assert isinstance(next(steps), Statement)
    stop.set()
    answer = next(steps)
    assert isinstance(answer, Answer)
    assert not ended  # it was not waited for
    hung.set()
    assert (answer.text, answer.notice[:31]) == (ask(QUESTION, sample).text, "The language model was stopped;")


def test_first_interrupt_stops_the_model_and_the_second_the_program(sample: Archive) -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible(Generative(sample, Parrot("")), Say()) as answerer:
        assert answerer is not None
        assert not answerer.stop()
        signal.raise_signal(signal.SIGINT)
        assert answerer.stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    with interruptible(None, Say()) as none:
        assert none is None


def test_words_of_the_wait_are_in_both_languages() -> None:
    for lang, said in itertools.product(("vi", "en"), ((), ("Một",))):
        assert 'data-td="stop"' in show.pending(lang, said, can_stop=True)
    assert show.pending("vi", ["<b>"], True).count("<b>") == 0
