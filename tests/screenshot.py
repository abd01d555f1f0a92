"""Takes the README's pictures, of the chat and of a report: ``python tests/screenshot.py docs``."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from eval.report.page import write
from eval.result import read_result
from index.build import build
from index.encode import open_encoder
from tests.browsing import DESK, QUESTION, ask, browser, chat
from ui.sample import documents

KEPT = Path(__file__).parents[1] / "eval" / "results" / "covid19-tune.json.gz"


def take_chat(target: Path) -> None:
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
            page.screenshot(path=target)


def take_report(target: Path) -> None:
    """The page about the result kept in the repository."""
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        write(read_result(KEPT), Path(folder, "report.html"))
        page = chromium.new_page(viewport={"width": 1200, "height": 1150}, color_scheme="light")
        page.goto(Path(folder, "report.html").as_uri())
        page.screenshot(path=target)


def main(folder: Path) -> None:
    """Both, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, take in (("chat.png", take_chat), ("report.png", take_report)):
        take(folder / name)
        print(f"{folder / name}: {(folder / name).stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
