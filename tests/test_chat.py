"""The chat in real headless Chromium, over the real command, the real sample archive and the real answers."""

import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from index.build import build
from index.encode import open_encoder
from index.errors import InputError
from tests.browsing import DESK, PHONE, QUESTION, ask, browser, chat, chromium
from ui import web

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not chromium(), reason="no Chromium here: `make test` installs one, or name one in TRICHDAN_CHROMIUM"
    ),
]

HOSTILE = """QUẬN ỦY HÀ ĐÔNG

Số 12 - CV/QU

*Về việc <script>window.hacked = 1</script> họp*

Hà Đông, ngày 02 tháng 9 năm 2021

1. Các phường nộp báo cáo ${window.hacked = 2} {{x}} trước ngày 04/9/2021 <img src=x onerror="hacked=3">.

Nguyễn Văn A
"""

# The contrast of each element's text with what is behind it (WCAG 2: at least 4.5).
CONTRAST = """() => {
  const channel = (v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const rgba = (css) => (css.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (one) => {
    for (; one; one = one.parentElement) {
      const colour = rgba(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = {};
  for (const one of document.querySelectorAll("#td-app *")) {
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!words || !one.getClientRects().length || one.closest(".sr-only, .td-sr")) continue;
    const [a, b] = [light(rgba(getComputedStyle(one).color)), light(behind(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found[one.className || one.tagName] = ratio;
  }
  return found;
}"""

IN_VIEW = """(mark) => {
  const box = mark.getBoundingClientRect();
  const view = mark.closest(".td-scroll").getBoundingClientRect();
  const [top, bottom] = [Math.max(view.top, 0), Math.min(view.bottom, innerHeight)];
  return box.top >= top && box.top < bottom && box.height > 0;
}"""


@pytest.fixture(scope="module")
def url(sample_folder: Path, cache_folder: Path) -> Iterator[str]:
    with chat(sample_folder, cache_folder) as address:
        yield address


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as started:
        yield started


class Log:
    """What a page asked of the network, and what it complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.hosts: set[str] = set()
        self.trouble: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.trouble.append(str(error.error)))
        context.on("dialog", lambda dialog: self.trouble.append(dialog.message))

    def _request(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).hostname or request.url[:20])

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.trouble.append(message.text)


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    """A browser window; afterwards: every request stayed on this computer, and nothing went wrong."""
    context = chrome.new_context(viewport=DESK, reduced_motion="reduce", locale="vi-VN")
    context.set_default_timeout(20_000)
    log = Log(context)
    yield context
    context.close()
    assert log.hosts <= {"127.0.0.1"}
    assert log.trouble == []


@pytest.fixture
def page(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    page.locator(".td-chip").first.wait_for()
    return page


def open_panel(page: Page, key: str) -> None:
    page.locator(f".td-panel[data-key='{key}']").wait_for()


# ---- the path of DESIGN.md


def test_from_the_question_to_the_highlighted_words(page: Page) -> None:
    ask(page, QUESTION)
    assert "04/9/2021" in page.locator(".td-said").inner_text()
    open_panel(page, "0:0")  # by itself
    page.locator("#td-panel [data-td=list]").click()
    open_panel(page, "list")
    page.locator(".td-cite").first.click()
    open_panel(page, "0:0")
    mark = page.locator("#td-panel mark.td-here").first
    assert mark.evaluate(IN_VIEW)
    marked = "".join(page.locator("#td-panel mark.td-here").all_inner_texts())
    assert "kiện toàn Ban Chỉ đạo" in marked
    assert "04/9/2021" in marked
    assert page.locator("#td-panel .td-number").inner_text().startswith("667-CV/QU")
    assert page.locator(".td-cite[aria-current=true]").count() == 1


def test_a_click_brings_the_words_back_into_view(page: Page) -> None:
    ask(page, QUESTION)
    open_panel(page, "0:0")
    page.locator(".td-scroll").evaluate("(panel) => panel.scrollTo(0, 0)")
    mark = page.locator("#td-panel mark.td-here").first
    assert not mark.evaluate(IN_VIEW)
    page.locator(".td-cite").first.click()
    assert mark.evaluate(IN_VIEW)


def test_a_follow_up_and_a_new_conversation(page: Page) -> None:
    page.get_by_role("button", name="Ai ký Chỉ thị 06-CT/TU?").click()
    page.locator(".td-said").wait_for()
    assert "Đinh Tiến Dũng" in page.locator(".td-said").inner_text()
    ask(page, "Còn công văn 634?")
    assert "Nguyễn Văn Trường" in page.locator(".td-said").last.inner_text()
    assert page.locator(".td-understood").is_visible()
    page.get_by_role("button", name="Hội thoại mới").click()
    page.locator(".td-chip").first.wait_for()
    assert page.locator(".td-turn").count() == 0


def test_an_abstention_offers_documents(page: Page) -> None:
    ask(page, "Công văn 999-CV/XX nói gì?")
    assert "999-CV/XX" in page.locator(".td-explained").inner_text()
    document = page.locator(".td-abstained .td-doc").first
    name = document.locator("b").inner_text()
    document.click()
    page.locator("#td-panel .td-number", has_text=name).wait_for()


def test_two_people_do_not_see_each_other(page: Page, context: BrowserContext, url: str) -> None:
    other = context.new_page()
    other.goto(url)
    other.locator(".td-chip").first.wait_for()
    ask(page, "Ai ký Chỉ thị 06-CT/TU?")
    assert other.locator(".td-turn").count() == 0
    ask(other, "Ai ký công văn 634?")
    assert "Nguyễn Văn Trường" in other.locator(".td-said").inner_text()
    assert page.locator(".td-turn").count() == 1


# ---- what people do


def test_the_keyboard_is_enough(page: Page) -> None:
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    open_panel(page, "0:0")
    assert page.locator("#td-box textarea").input_value() == ""
    page.locator("#td-panel [data-td=list]").press("Enter")
    open_panel(page, "list")
    cite = page.locator(".td-cite").first
    cite.focus()
    assert cite.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    open_panel(page, "0:0")
    page.wait_for_function("document.activeElement.classList.contains('td-number')")
    page.keyboard.press("Escape")
    assert cite.evaluate("(one) => one === document.activeElement")


def test_enter_of_an_input_method_sends_nothing(page: Page) -> None:
    box = page.locator("#td-box textarea")
    box.fill("Hà Đô")
    box.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    page.wait_for_timeout(300)
    assert page.locator(".td-turn").count() == 0
    assert box.input_value() == "Hà Đô"


def test_the_answer_can_be_copied(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.get_by_role("button", name="Sao chép").click()
    page.get_by_role("button", name="Đã chép").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n04/9/2021\n\n[1] 667-CV/QU, mục 2")


def test_the_other_language(page: Page) -> None:
    page.wait_for_function("document.documentElement.lang === 'vi'")  # set by a script once the page has its words
    ask(page, QUESTION)
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="New conversation").wait_for()
    assert page.locator("#td-box textarea").get_attribute("placeholder") == "Ask about the documents in the archive…"
    assert "Confidence" in page.locator(".td-foot").inner_text()
    page.wait_for_function("document.documentElement.lang === 'en'")


def test_questions_that_cannot_be_asked_get_a_hint(page: Page) -> None:
    box, hint = page.locator("#td-box textarea"), page.locator("#td-hint .td-warning")
    box.fill("   ")
    page.get_by_role("button", name="Hỏi", exact=True).click()
    assert "chưa gõ câu hỏi" in hint.inner_text()
    box.fill("x" * 100_000)
    box.press("Enter")
    hint.get_by_text("100.000 ký tự; nhiều nhất là 2.000").wait_for()
    assert page.locator(".td-turn").count() == 0
    assert len(box.input_value()) == 100_000  # to be shortened, not typed again


def test_a_question_sent_while_another_is_answered_waits_its_turn(page: Page) -> None:
    box = page.locator("#td-box textarea")
    box.fill(QUESTION)
    box.press("Enter")
    page.locator(".td-turn").wait_for()  # shown as asked, and the box is empty again
    box.fill("Ai ký công văn đó?")
    box.press("Enter")
    page.locator(".td-answer:not(.td-pending)").nth(1).wait_for()
    assert page.locator(".td-turn").count() == 2


def test_a_phone(chrome: Browser, url: str) -> None:
    phone = chrome.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = phone.new_page()
    page.goto(url)
    page.locator(".td-chip").first.wait_for()
    assert page.evaluate("document.activeElement.tagName") == "BODY"  # no keyboard before it is asked for
    page.locator("#td-box textarea").tap()
    ask(page, QUESTION)
    open_panel(page, "0:0")
    assert page.evaluate("document.getElementById('td-app').scrollWidth") <= PHONE["width"]
    visible = "(one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight"
    assert page.locator(".td-said").evaluate(visible)  # the answer stays where it is…
    page.locator(".td-cite").first.tap()
    page.locator("#td-panel mark.td-here").first.wait_for()
    page.wait_for_function(
        f"({visible.replace('bottom', 'top')})(document.querySelector('mark.td-here'))"
    )  # …until asked
    page.get_by_role("button", name="Về câu trả lời").tap()
    page.wait_for_function(f"({visible})(document.querySelector('.td-cite'))")
    ask(page, "Công văn 999-CV/XX nói gì?")
    page.locator(".td-abstained .td-doc").last.tap()
    page.wait_for_function(f"({visible})(document.querySelector('#td-panel .td-kind'))")
    phone.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_is_legible(chrome: Browser, url: str, scheme: str) -> None:
    context = chrome.new_context(viewport=DESK, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(url)
    page.locator(".td-chip").first.wait_for()
    assert page.evaluate(CONTRAST) == {}
    ask(page, QUESTION)
    ask(page, "Công văn 999-CV/XX nói gì?")
    page.locator(".td-cite").first.click()
    open_panel(page, "0:0")
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # colours fade in
    assert page.evaluate(CONTRAST) == {}
    context.close()


# ---- what must not happen


def test_hostile_documents_and_questions_do_nothing(
    context: BrowserContext, tmp_path: Path, cache_folder: Path
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "<img src=x onerror=hacked=4>.txt").write_text(HOSTILE, encoding="utf-8")
    build([tmp_path / "documents"], tmp_path / "kho", open_encoder(None, cache_folder), None, lambda *_: None)
    with chat(tmp_path / "kho", cache_folder) as url:
        page = context.new_page()
        page.goto(url)
        page.locator(".td-chip").first.wait_for()
        ask(page, "Các phường nộp báo cáo trước ngày nào?")
        assert "04/9/2021" in page.locator(".td-said").inner_text()
        assert "${window.hacked = 2} {{x}}" in page.locator("#td-panel").inner_text()
        assert "<script>window.hacked = 1</script>" in page.locator("#td-panel").inner_text()
        ask(page, "<script>hacked=5</script><img src=x onerror=hacked=6> ${window.hacked=7} {{x}} ai ký?")
        assert "<script>hacked=5</script>" in page.locator(".td-question").last.inner_text()
        assert page.evaluate("window.hacked") is None
        assert page.locator("#td-app img, #td-app script").count() == 0


@pytest.mark.parametrize(
    "door", ["gradio_api/info", "gradio_api/upload", "gradio_api/file=/etc/passwd", "docs", "monitoring"]
)
def test_doors_the_page_does_not_use_are_shut(url: str, door: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(url + door)


def test_the_browser_is_told_to_stay(url: str) -> None:
    with urllib.request.urlopen(url) as response:
        policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_the_page_names_no_other_address(url: str) -> None:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(request) as response:
        html = response.read()
        assert int(response.headers["content-length"]) == len(html)
    assert b"</html>" in html
    named = {found.decode() for found in re.findall(rb"https?://[^\s\"'<>)\\]*", html)}
    assert {one for one in named if not one.startswith((url.rstrip("/"), "http://www.w3.org/"))} == set()


def test_a_port_in_use_is_said_plainly() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(InputError, match="đang được dùng"):
            web.listen("127.0.0.1", other.getsockname()[1])
    with pytest.raises(InputError, match="--host"):
        web.listen("không.có", 0)


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1")])
def test_the_address_shown_is_one_that_opens(host: str, shown: str) -> None:
    with web.listen(host, 0) as listener:
        assert web.url(listener) == f"http://{shown}:{listener.getsockname()[1]}/"
