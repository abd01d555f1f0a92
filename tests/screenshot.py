"""Takes the README's picture of the chat: ``python tests/screenshot.py docs/chat.png``."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from index.build import build
from index.encode import open_encoder
from tests.browsing import DESK, QUESTION, ask, browser, chat
from ui.sample import documents


def main(target: Path) -> None:
    """The sample archive, its first question asked, the citation open."""
    with tempfile.TemporaryDirectory() as folder:
        archive, cache = Path(folder, "archive"), Path(folder, "cache")
        build([documents()], archive, open_encoder(None, cache), None, lambda *_: None)
        with chat(archive, cache) as url, browser() as chromium:
            page = chromium.new_page(viewport=DESK, color_scheme="light", reduced_motion="reduce")
            page.goto(url)
            ask(page, QUESTION)
            page.locator(".td-cite").first.click()
            page.mouse.move(0, 0)
            page.locator("#td-panel mark.td-here").first.wait_for()
            page.wait_for_timeout(500)  # fonts and transitions
            target.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=target)
    print(f"{target}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/chat.png"))
