"""Language models for tests: a LangChain-like one that says what it is told, and an OpenAI-compatible server on loopback."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """What a chat model streams: a message with ``text``."""

    text: str


class Parrot:
    """A :class:`rag.generating.model.ChatModel` that says ``text`` in pieces of ``size``; ``asked`` holds what it was given."""

    def __init__(self, text: str | Callable[[str], str], size: int = 7, error: Exception | None = None) -> None:
        self._text = text
        self._size = size
        self._error = error
        self.asked: list[list[tuple[str, str]]] = []

    def stream(self, input: Sequence[tuple[str, str]], /) -> Iterator[Piece]:
        """See :class:`rag.generating.model.ChatModel`."""
        self.asked.append(list(input))
        text = self._text if isinstance(self._text, str) else self._text(input[-1][1])
        for at in range(0, len(text), self._size):
            yield Piece(text[at : at + self._size])
        if self._error:
            raise self._error


Script = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request; the server's script answers it."""

    protocol_version = "HTTP/1.0"

    def do_POST(self) -> None:
        """A chat completion."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        server = self.server
        assert isinstance(server, _Server)
        server.requests.append((dict(self.headers), json.loads(body)))
        try:
            server.script(self)
        except (BrokenPipeError, ConnectionResetError):  # the other side has had enough
            server.left_alone.set()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""

    def status(self, code: int, message: str) -> None:
        """An error as OpenAI words it."""
        body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
        self.send_response(code)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin(self) -> None:
        """The head of a stream."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()

    def event(self, text: str | None, finish: str | None = None) -> None:
        """A piece of a stream."""
        delta = {"role": "assistant", "content": text} if text is not None else {}
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        record = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(record)}\n\n".encode())
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script
        self.requests: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.left_alone = threading.Event()


class Endpoint:
    """A server that answers every request by ``script``; ``with`` it is there."""

    def __init__(self, script: Script) -> None:
        self.server = _Server(script)

    @property
    def url(self) -> str:
        """Its address, as ``--llm-url`` takes it."""
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def __enter__(self) -> "Endpoint":
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def saying(text: str, size: int = 9, pause: float = 0.0) -> Script:
    """A model that says ``text``."""

    def script(handler: Handler) -> None:
        handler.begin()
        for at in range(0, len(text), size):
            handler.event(text[at : at + size])
            time.sleep(pause)
        handler.event(None, "stop")
        handler.wfile.write(b"data: [DONE]\n\n")

    return script


def failing(code: int, message: str = "no") -> Script:
    """A server that only says this error."""
    return lambda handler: handler.status(code, message)


def silent(seconds: float) -> Script:
    """A server that takes a request and says nothing."""
    return lambda handler: time.sleep(seconds)


def stalling(text: str, seconds: float) -> Script:
    """A model that says ``text`` and then nothing for ``seconds``."""

    def script(handler: Handler) -> None:
        handler.begin()
        handler.event(text)
        time.sleep(seconds)
        handler.event("!")

    return script


def endless(text: str) -> Script:
    """A model that says ``text`` for ever."""

    def script(handler: Handler) -> None:
        handler.begin()
        while True:
            handler.event(text)
            time.sleep(0.001)

    return script


def sending(*lines: bytes) -> Script:
    """A server that streams these bytes, whatever they are."""

    def script(handler: Handler) -> None:
        handler.begin()
        for line in lines:
            handler.wfile.write(line)
            handler.wfile.flush()

    return script
