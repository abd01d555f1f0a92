"""A language model in the chat, in real Chromium: verified sentences appear one by one, and the rest need not be waited for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import QUESTION, browser, chat, chromium
from tests.language_model import Endpoint, Handler

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not chromium(), reason="no Chromium here: `make test` installs one, or name one in TRICHDAN_CHROMIUM"
    ),
]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as started:
        yield started


class Held:
    """A model that says one true and one false sentence, and the rest when it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, handler: Handler) -> None:
        """See :data:`tests.language_model.Script`."""
        handler.begin()
        handler.event("Hoàn thành trước ngày 04/9/2021 [1].\nHạn là ngày 31/12/2099 [1].\nXây dựng ")
        self.go.wait(20)
        handler.event("Quy chế hoạt động và phân công thành viên Ban Chỉ đạo phường [1].")
        handler.event(None, "stop")
        handler.wfile.write(b"data: [DONE]\n\n")


@contextmanager
def asked(chrome: Browser, folder: Path, cache: Path, patch: pytest.MonkeyPatch) -> Iterator[tuple[Page, Held]]:
    """A page on which the question was just asked, and the model that is answering it."""
    held = Held()
    with Endpoint(held) as server:
        patch.setenv("TRICHDAN_LLM", "openai:m")
        patch.setenv("TRICHDAN_LLM_URL", server.url)
        patch.setenv("OPENAI_API_KEY", "sk-secret")
        with chat(folder, cache) as url:
            page = chrome.new_page()
            page.set_default_timeout(20_000)
            page.goto(url)
            page.locator(".td-chip").first.wait_for()
            page.locator("#td-box textarea").fill(QUESTION)
            page.keyboard.press("Enter")
            try:
                yield page, held
            finally:
                held.go.set()
                page.close()


def test_sentences_appear_as_they_are_verified(
    chrome: Browser, sample_folder: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asked(chrome, sample_folder, cache_folder, monkeypatch) as (page, held):
        page.locator(".td-pending .td-said").wait_for()
        assert page.locator(".td-pending .td-said").inner_text() == "Hoàn thành trước ngày 04/9/2021"
        held.go.set()
        page.locator(".td-answer:not(.td-pending)").wait_for()
        answer = page.locator(".td-answer").inner_text()
        assert "Quy chế hoạt động" in answer
        assert "2099" not in page.content()
        assert page.locator(".td-cite").count() >= 1
        assert page.locator(".td-notice").count() == 0


def test_the_rest_need_not_be_waited_for(
    chrome: Browser, sample_folder: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asked(chrome, sample_folder, cache_folder, monkeypatch) as (page, _):
        page.locator(".td-pending .td-said").wait_for()
        page.get_by_role("button", name="Dừng").click()
        page.locator(".td-answer:not(.td-pending)").wait_for(timeout=5_000)
        said = page.locator(".td-said").inner_text()
        assert "04/9/2021" in said
        assert "Hoàn thành" not in said
        assert page.locator(".td-notice").inner_text().startswith("Đã dừng mô hình ngôn ngữ")
        assert "2099" not in page.content()
