"""A language model behind a real connection: LangChain's own client, a server on loopback, everything that can go wrong."""

import logging
import socket

import pytest

from index.archive import Archive
from rag.ask import ask
from rag.generating.failure import Cause
from rag.generating.generative import Generative
from rag.generating.limits import Limits
from rag.generating.model import open_model
from rag.generating.settings import Model
from rag.types import Answer
from tests.language_model import Endpoint, Handler, Script, endless, failing, saying, sending, silent, stalling

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

QUESTION = "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"
TRUE = "Hoàn thành trước ngày 04/9/2021 [1]."
KEY = "sk-very-secret-0123456789"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the environment, as LangChain reads it, and no proxy on the way."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def answered(url: str, archive: Archive, limits: Limits | None = None) -> Answer:
    """The answer to the question of the model at ``url``."""
    generative = Generative(archive, open_model(Model("openai:m", url)), limits or Limits(seconds=10, first=5))
    return ask(QUESTION, archive, answerer=generative)


def test_a_model_behind_an_address(sample: Archive, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Endpoint(saying(f"{TRUE} Hạn là 31/12/2099 [1].")) as server:
        found = answered(server.url, sample)
    assert (found.text, found.dropped, found.notice) == ("Hoàn thành trước ngày 04/9/2021", ("Hạn là 31/12/2099",), "")
    ((headers, body),) = server.server.requests
    assert (body["model"], body["temperature"], body["stream"]) == ("m", 0, True)
    assert [one["role"] for one in body["messages"]] == ["system", "user"]
    assert headers["authorization"] == f"Bearer {KEY}"
    # The key goes to the server and nowhere else.
    assert KEY not in repr((found, open_model(Model("openai:m", server.url)), Model("openai:m")))
    assert KEY not in caplog.text


QUICK = Limits(seconds=0.6, first=0.3, written=2_000)
FAILURES: dict[str, tuple[Script, Cause]] = {
    "wrong key": (failing(401, f"Incorrect API key provided: {KEY}"), Cause.KEY),
    "not allowed": (failing(403), Cause.KEY),
    "no such model": (failing(404), Cause.UNKNOWN),
    "quota": (failing(429), Cause.BUSY),
    "bad request": (failing(400, "maximum context length is 512 tokens"), Cause.SERVER),
    "server error": (failing(500, "<html>\x1b[31mboom</html>"), Cause.SERVER),
    "gateway": (failing(502), Cause.SERVER),
    "no first token": (silent(3), Cause.SLOW),
    "stalls": (stalling(TRUE, 3), Cause.SLOW),
    "drips": (saying("không " * 400, size=6, pause=0.02), Cause.SLOW),
    "endless": (endless("không biết nữa "), Cause.ENDLESS),
    "endless lines": (endless("Sai [1].\n"), Cause.ENDLESS),
    "nothing at all": (saying(""), Cause.EMPTY),
    "only blanks": (saying(" \n\n \t" * 9), Cause.EMPTY),
    "refusal": (saying("Xin lỗi, tôi không thể giúp việc này."), Cause.UNSUPPORTED),
    "no answer in the clauses": (saying("KHÔNG NÊU"), Cause.DECLINED),
    "not JSON": (sending(b"data: {not json\n\n"), Cause.BROKEN),
    "another shape": (sending(b'data: {"choices": "x"}\n\n', b"data: [DONE]\n\n"), Cause.BROKEN),
    "not UTF-8": (sending(b"data: \xff\xfe\n\n"), Cause.BROKEN),
    "an error in the stream": (sending(b'data: {"error": {"message": "overloaded"}}\n\n'), Cause.BROKEN),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_whatever_goes_wrong_there_is_the_programs_own_answer(name: str, sample: Archive) -> None:
    script, cause = FAILURES[name]
    own = ask(QUESTION, sample)
    with Endpoint(script) as server:
        found = answered(server.url, sample, QUICK if cause in (Cause.SLOW, Cause.ENDLESS) else None)
    assert (found.text, found.statements) == (own.text, own.statements)
    assert found.notice == cause.notice.vi
    assert KEY not in repr(found)
    assert len(server.server.requests) == 1  # it is not asked again and again


@pytest.mark.parametrize(
    "script", [sending(), sending(b"\n\n\n"), sending(b"data: [DONE]\n\n"), sending(b"<html>hello</html>")]
)
def test_a_stream_of_nothing(script: Script, sample: Archive) -> None:
    with Endpoint(script) as server:
        found = answered(server.url, sample)
    assert found.text == ask(QUESTION, sample).text
    assert found.notice in (Cause.EMPTY.notice.vi, Cause.BROKEN.notice.vi)


def test_nobody_there(sample: Archive) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = answered(f"http://127.0.0.1:{port}/v1", sample)
    assert (found.text, found.notice) == (ask(QUESTION, sample).text, Cause.DOWN.notice.vi)


def test_a_connection_that_breaks_off(sample: Archive) -> None:
    def script(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("content-length", "100000")
        handler.end_headers()
        handler.event("Hoàn thành trước ngày 04/9")
        handler.connection.shutdown(socket.SHUT_RDWR)

    with Endpoint(script) as server:
        found = answered(server.url, sample)
    assert (found.text, found.notice) == (ask(QUESTION, sample).text, Cause.BROKEN.notice.vi)


def test_an_endless_answer_is_left_alone(sample: Archive) -> None:
    """The server sees that nobody listens any more."""
    with Endpoint(endless("không biết nữa ")) as server:
        answered(server.url, sample, Limits(written=500))
        assert server.server.left_alone.wait(5)


def test_a_model_that_takes_no_temperature_is_asked_without(sample: Archive) -> None:
    def script(handler: Handler) -> None:
        server = handler.server
        body = server.requests[-1][1]  # type: ignore[attr-defined]
        if "temperature" in body:
            handler.status(400, "Unsupported value: 'temperature' does not support 0 with this model.")
        else:
            saying(TRUE)(handler)

    with Endpoint(script) as server:
        found = answered(server.url, sample)
    assert found.text == "Hoàn thành trước ngày 04/9/2021"
    assert ["temperature" in body for _, body in server.server.requests] == [True, False]


def test_any_langchain_model_will_do(sample: Archive) -> None:
    from langchain_core.language_models.fake_chat_models import (
        FakeMessagesListChatModel,
        GenericFakeChatModel,
        ParrotFakeChatModel,
    )
    from langchain_core.messages import AIMessage

    thoughtful = AIMessage(
        [{"type": "reasoning", "reasoning": "Hạn là 31/12/2099 [1]."}, {"type": "text", "text": TRUE}]
    )
    for model in (
        GenericFakeChatModel(messages=iter([AIMessage(TRUE)])),  # streams word by word
        FakeMessagesListChatModel(responses=[thoughtful]),  # says all at once, after thinking aloud
    ):
        found = ask(QUESTION, sample, answerer=Generative(sample, model))
        assert (found.text, found.notice, found.dropped) == ("Hoàn thành trước ngày 04/9/2021", "", ())
    # It says what it is given: the numbers of our own signs cite nothing.
    found = ask(QUESTION, sample, answerer=Generative(sample, ParrotFakeChatModel()))
    assert found.text == ask(QUESTION, sample).text
    assert found.notice
