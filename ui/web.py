"""The chat's web server: only the doors that the page uses, and no way out of the browser."""

import re
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from os import name as system

import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import InputError

_PAGES = frozenset(("/", "/config", "/theme.css", "/favicon.ico", "/gradio_api/app_id"))
# The page's own calls. What else Gradio could do (uploads, files, a proxy, API descriptions) stays shut.
_FOLDERS = ("/assets/", "/static/", "/gradio_api/queue/", "/gradio_api/heartbeat/")
_HEADERS = {
    # The browser itself keeps the promise that nothing leaves: whatever Gradio's pages may name, only this
    # server is reached. Gradio's templates need "unsafe-eval", its styles and scripts "unsafe-inline".
    "content-security-policy": "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
# Gradio's template presents its own site, with addresses there, to whoever makes a preview of a link to the page.
_ADVERTISEMENT = re.compile(rb"""<meta\s+(?:property="og:|name="twitter:)[^<>]*>\s*""")


class Guard:
    """Middleware: 404 for what the page does not use, headers that keep the browser here, a page that names no other."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] not in _PAGES and not scope["path"].startswith(_FOLDERS):
            await PlainTextResponse("404", 404)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if scope["path"] == "/" and scope["method"] == "GET":
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self._app({**scope, "headers": plain}, receive, _without_advertisement(guarded))
        else:
            await self._app(scope, receive, guarded)


def _without_advertisement(send: Send) -> Send:
    """``send`` for a page: it is held back until it is whole, as its length changes."""
    start: Message = {}
    parts: list[bytes] = []

    async def held(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            body = _ADVERTISEMENT.sub(b"", b"".join(parts))
            MutableHeaders(scope=start)["content-length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

    return held


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to ``host`` and ``port`` (0: any free one); ``InputError`` when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as undo:
            listener = undo.enter_context(socket.socket(family, kind, protocol))
            if system == "posix":  # elsewhere the option lets two programs share a port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
            undo.pop_all()  # it worked: the socket stays open
            return listener
    except socket.gaierror as error:
        raise InputError(
            f"Không có địa chỉ máy nào tên «{host}». Hãy sửa --host (mặc định: 127.0.0.1).",
            f'There is no address named "{host}". Correct --host (default: 127.0.0.1).',
        ) from error
    except (OSError, OverflowError) as error:
        raise InputError(
            f"Không mở được cổng {port} ở {host}: cổng đang được dùng hoặc không được phép. "
            f"Hãy chọn cổng khác, ví dụ: trichdan chat --port {port + 1 if port < 65535 else 7860}",
            f"Port {port} on {host} cannot be opened: it is in use or not allowed. "
            f"Choose another, for example: trichdan chat --port {port + 1 if port < 65535 else 7860}",
        ) from error


def url(listener: socket.socket) -> str:
    """Where a browser on this computer finds ``listener``."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{host}:{port}/"


def run(app: ASGIApp, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serves ``app`` until Ctrl-C; calls ``ready`` once requests are answered."""
    # Pages hold a connection open for events, so a graceful end does not wait for them.
    config = uvicorn.Config(app, log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1)
    with listener, suppress(KeyboardInterrupt):
        _Server(config, ready).run(sockets=[listener])
