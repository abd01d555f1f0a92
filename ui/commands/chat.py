"""``trichdan chat``: the archive in the browser."""

import errno
import socket
import sys
from contextlib import suppress
from functools import partial
from typing import Any

import click

from index.config import Config, default
from index.errors import InputError
from ui.commands import options
from ui.say import Say


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("chat", help=say(
        "Mở trang hỏi đáp trong trình duyệt, chỉ trên máy này. Dừng bằng Ctrl-C.",
        "Open the chat in the browser, on this computer only. Ctrl-C ends it.",
    ))  # fmt: skip
    @options.archive(say)
    @options.reranker(say)
    @options.llm(say)
    @click.option(
        "--host", metavar=say("ĐỊA_CHỈ", "ADDRESS"),
        help=say(
            f"Địa chỉ mạng (mặc định {default('host')}; 0.0.0.0 mở cho cả mạng nội bộ).",
            f"Network address (default {default('host')}; 0.0.0.0 opens it to the local network).",
        ),
    )  # fmt: skip
    @click.option(
        "--port", type=click.IntRange(1, 65535), metavar="N",
        help=say(f"Cổng (mặc định {default('port')}).", f"Port (default {default('port')})."),
    )  # fmt: skip
    def chat(**flags: Any) -> int:
        config = Config.load({**flags, "lang": say.lang})
        check_port(config.host, config.port)
        from ui.opening import announce, load_reranker, open_chosen

        opened = open_chosen(config, say)
        load_reranker(config)
        announce(config, len(opened.directives), say)
        say.note("Đang mở trang hỏi đáp…", "Opening the chat…")
        from rag.ask import ask
        from rag.types import Retrieval
        from ui.chat import serve
        from ui.generating import answerer_of, stream

        how = Retrieval(reranker=config.reranker)
        answerer = answerer_of(config, opened, how)
        with suppress(KeyboardInterrupt):  # the usual way to end it
            serve(
                opened,
                config,
                lambda url: print(url_line(url, say), flush=True),
                partial(ask, how=how, answerer=answerer),
                partial(stream, answerer=answerer, how=how) if answerer else None,
            )
        return 0

    return chat


def url_line(url: str, say: Say) -> str:
    """What is printed once the chat answers."""
    return say(f"Trang hỏi đáp: {url}  (dừng bằng Ctrl-C)", f"The chat: {url}  (Ctrl-C ends it)")


def check_port(host: str, port: int) -> None:
    """Raises ``InputError`` when nothing can listen there: now, not after seconds of loading the chat."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":  # there it would let two programs have one port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"Cổng {port} đang được chương trình khác dùng. Hãy thử: trichdan chat --port {_other(port)}",
                f"Port {port} is in use by another program. Try: trichdan chat --port {_other(port)}",
            ) from error
        raise InputError(
            f"Không mở được {host}:{port} ({error.strerror}). Hãy chọn --host hoặc --port khác.",
            f"{host}:{port} cannot be opened ({error.strerror}). Choose another --host or --port.",
        ) from error


def _other(port: int) -> int:
    return port + 1 if port < 65535 else port - 1
