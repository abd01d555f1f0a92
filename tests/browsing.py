"""The chat as its users meet it: ``trichdan chat`` in a process of its own, driven in headless Chromium."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

QUESTION = "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
# No connection of Chromium's own: what is left are the page's requests.
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --disable-quic --no-first-run"
).split()


def chromium() -> str | None:
    """The path of a Chromium, or nothing."""
    return os.environ.get("TRICHDAN_CHROMIUM") or shutil.which("chromium")


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        yield started
        started.close()


@contextmanager
def chat(archive: Path, cache: Path, lang: str = "vi") -> Iterator[str]:
    """``trichdan chat`` over ``archive``; gives its address and ends it with Ctrl-C."""
    command = ["--lang", lang, "chat", "--archive", str(archive), "--port", str(_free_port())]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.terminal", *command],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "TRICHDAN_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    with process:
        try:
            line = process.stdout.readline()
            yield next(word for word in line.split() if word.startswith("http://"))
        finally:
            process.terminate()


def ask(page: Page, question: str) -> None:
    """Types ``question``, sends it with Enter and waits for what comes of it."""
    answers = page.locator(".td-answer:not(.td-pending)")
    before = answers.count()
    page.locator("#td-box textarea").fill(question)
    page.keyboard.press("Enter")
    answers.nth(before).wait_for()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
