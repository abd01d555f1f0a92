"""Pictures of pages into words with places and confidence: the program ``tesseract``, several pages at a time."""

import math
import os
import subprocess
import threading
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO

from PIL import Image, ImageChops, ImageFilter

from index.errors import SourceError
from index.formats.pdf.chars import chain
from index.formats.pdf.deskew import evened, slope
from index.formats.pdf.marks import Affine, Sheet, Word
from index.formats.pdf.quality import quality
from index.formats.pdf.reread import frames, replaced
from index.formats.pdf.ruled import rules_of, without_strokes
from index.formats.pdf.tsv import words_of
from index.formats.share import threads
from index.types import Note

LANGUAGE = "vie"
DPI = 300
# A4 at 300 dpi has 8.7 million; a wall map is not read any better with more.
MOST_PIXELS = 30_000_000
_SECONDS = 180  # a page; an ordinary one takes two
_POOR = 0.65  # mean confidence under which the page may lie upside down
_DOUBTFUL = 0.75  # mean confidence under which a person is told

_AUTO, _BLOCK = "3", "6"  # tesseract's page layouts: find it, or one column of text
_SPECKS = 0.0002  # share of lonely dark pixels that makes a picture noisy

_INSTALL = (
    "Debian/Ubuntu: sudo apt-get install tesseract-ocr tesseract-ocr-vie; macOS: brew install tesseract tesseract-lang; "
    "Windows: https://github.com/UB-Mannheim/tesseract/wiki"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A grey picture of a page, and the size of the page as displayed in points."""

    image: Image.Image
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as OCR read it: ``confidence`` is the mean over its letters, 0 to 1; ``failed`` says why there is none."""

    number: int
    sheet: Sheet
    confidence: float
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _Turned:
    """A page as read after its picture was turned; a pixel of it is ``wide`` × ``high`` points."""

    sheet: Sheet
    confidence: float
    image: Image.Image
    wide: float
    high: float


def unreadable() -> SourceError:
    """The error for a file in which no letter was found."""
    return SourceError(
        "không tìm thấy chữ nào trong tệp; hãy quét lại rõ hơn hoặc dùng tệp gốc",
        "no text was found in the file; scan it again more clearly or use the original file",
    )


class Ocr:
    """Recognises pages in parallel and hands them back in the order they were submitted.

    A context manager: leaving it, also by Ctrl-C, ends every process it started.
    """

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: OrderedDict[int, Future[Recognised]] = OrderedDict()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._stopped = False
        self._workers = threads()

    def __enter__(self) -> "Ocr":
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    @cached_property
    def missing(self) -> SourceError | None:
        """Why nothing can be recognised here, with what to do; ``None`` where everything is installed."""
        try:
            command = ["tesseract", "--list-langs"]
            listed = subprocess.run(command, capture_output=True, check=False, timeout=60)
        except (OSError, subprocess.SubprocessError):
            return SourceError(
                f"trang ảnh cần chương trình tesseract mà máy này chưa có; hãy cài đặt ({_INSTALL})",
                f"scanned pages need the program tesseract, which is not installed ({_INSTALL})",
            )
        if LANGUAGE not in listed.stdout.decode("utf-8", "replace").split():
            return SourceError(
                f"tesseract thiếu dữ liệu tiếng Việt (vie); hãy cài đặt ({_INSTALL})",
                f"tesseract lacks its Vietnamese data (vie); install it ({_INSTALL})",
            )
        return None

    def submit(self, number: int, picture: Picture) -> None:
        """Queues page ``number``."""
        self._pool = self._pool or ThreadPoolExecutor(self._workers, thread_name_prefix="ocr")
        self._waiting[number] = self._pool.submit(self._recognise, number, picture)

    def ready(self) -> Iterator[Recognised]:
        """Pages that are done, in order; waits while more are queued than keep the workers busy."""
        while self._waiting:
            first = next(iter(self._waiting.values()))
            if not first.done() and len(self._waiting) <= 2 * self._workers:
                return
            yield self._waiting.popitem(last=False)[1].result()

    def rest(self) -> Iterator[Recognised]:
        """All pages still queued, in order."""
        while self._waiting:
            yield self._waiting.popitem(last=False)[1].result()

    def _recognise(self, number: int, picture: Picture) -> Recognised:
        picture = Picture(evened(_clean(picture.image)), picture.width, picture.height)
        angle, sideways = slope(picture.image)
        best: _Turned | None = None
        for quarter in (90, 270, 0, 180) if sideways else (0, 180, 90, 270):
            found = self._turned(number, picture, quarter, angle if (quarter % 180 == 90) == sideways else 0.0)
            if found is None:
                continue
            if best is None or found.confidence > best.confidence + 0.05:
                best = found
            if best.confidence >= _POOR or (quarter == 0 and not found.sheet.words):
                break
        if best is None:
            return Recognised(number, Sheet(number, picture.width, picture.height, (), scanned=True), 0.0, True)
        sheet = self._column_by_column(best)
        sheet = without_strokes(replace(sheet, rules=rules_of(best.image, sheet.width, sheet.height)))
        return Recognised(number, sheet, confidence(sheet.words))

    def _turned(self, number: int, picture: Picture, quarter: int, angle: float) -> "_Turned | None":
        """The page read after turning it counter-clockwise by ``quarter`` and ``angle`` degrees; ``None``: it failed."""
        image, back = turn(picture.image, quarter, angle)
        table = self._run(image, _AUTO)
        if table is None:
            return None
        scale = picture.width / picture.image.width, picture.height / picture.image.height
        wide, high = (scale[1], scale[0]) if quarter % 180 else scale
        to_pixels = (1 / wide, 0.0, 0.0, 1 / high, 0.0, 0.0)
        back = chain(chain(to_pixels, back), (scale[0], 0.0, 0.0, scale[1], 0.0, 0.0))
        words = words_of(table, wide, high)
        sheet = Sheet(number, image.width * wide, image.height * high, words, (), back, scanned=True)
        return _Turned(sheet, confidence(words), image, wide, high)

    def _column_by_column(self, page: "_Turned") -> Sheet:
        """The page with its letterhead and its signatures read again, one column at a time."""
        sheet = page.sheet
        for box in frames(sheet):
            left, top, right, bottom = box[0] / page.wide, box[1] / page.high, box[2] / page.wide, box[3] / page.high
            if right - left < 10 or bottom - top < 10:
                continue
            table = self._run(page.image.crop((int(left), int(top), int(right), int(bottom))), _BLOCK)
            if table:
                words = words_of(table, page.wide, page.high, int(left) * page.wide, int(top) * page.high)
                sheet = replaced(sheet, box, words)
        return sheet

    def _run(self, image: Image.Image, layout: str) -> str | None:
        """What tesseract prints for ``image``, a table; ``None`` where it fails or takes too long."""
        buffer = BytesIO()
        image.save(buffer, "PPM")
        command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--psm", layout, "--dpi", str(DPI)]
        command += ["-c", "tessedit_create_tsv=1"]
        with self._lock:
            if self._stopped:
                return None
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
            self._running.add(process)
        try:
            out, _ = process.communicate(buffer.getvalue(), timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
        finally:
            with self._lock:
                self._running.discard(process)
        return out.decode("utf-8", "replace") if process.returncode == 0 else None


def _clean(image: Image.Image) -> Image.Image:
    """``image`` without the specks of a bad scanner, where it has any; the filter would thin the letters of a good one."""
    dark = image.point(lambda grey: 255 if grey < 110 else 0)
    alone = image.filter(ImageFilter.RankFilter(3, 1)).point(lambda grey: 255 if grey > 165 else 0)
    specks = ImageChops.logical_and(dark.convert("1"), alone.convert("1")).histogram()[-1]
    return image.filter(ImageFilter.MedianFilter(3)) if specks > _SPECKS * image.width * image.height else image


def confidence(words: tuple[Word, ...]) -> float:
    """Mean over the letters of ``words``, less for what is no Vietnamese: upside-down text is read with some confidence."""
    letters = sum(len(w.text) for w in words)
    if not letters:
        return 0.0
    mean = sum((w.confidence or 0.0) * len(w.text) for w in words) / letters
    return mean * min(1.0, 0.5 + quality(" ".join(w.text for w in words)).syllables)


def turn(image: Image.Image, quarter: int, angle: float) -> tuple[Image.Image, Affine]:
    """``image`` turned counter-clockwise by ``quarter`` (0, 90, 180, 270) and ``angle`` degrees; and the way back, in pixels."""
    width, height = image.size
    match quarter:
        case 90:
            upright, undo = image.transpose(Image.Transpose.ROTATE_90), (0.0, 1.0, -1.0, 0.0, float(width), 0.0)
        case 180:
            upright, undo = (
                image.transpose(Image.Transpose.ROTATE_180),
                (-1.0, 0.0, 0.0, -1.0, float(width), float(height)),
            )
        case 270:
            upright, undo = image.transpose(Image.Transpose.ROTATE_270), (0.0, -1.0, 1.0, 0.0, 0.0, float(height))
        case _:
            upright, undo = image, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if not angle:
        return upright, undo
    level = upright.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    sin, cos = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    x, y = level.width / 2, level.height / 2
    back = (cos, sin, -sin, cos, upright.width / 2 - cos * x + sin * y, upright.height / 2 - sin * x - cos * y)
    return level, chain(back, undo)


def doubt(found: Recognised) -> Note | None:
    """What a person should know about how well a page was read."""
    if found.failed:
        return Note(f"trang {found.number}: không nhận dạng được", f"page {found.number}: could not be recognised")
    if found.sheet.words and found.confidence < _DOUBTFUL:
        share = round(100 * found.confidence)
        return Note(
            f"trang {found.number}: nhận dạng chữ kém ({share}%); hãy đối chiếu với bản gốc",
            f"page {found.number}: poorly recognised ({share}%); compare with the original",
        )
    return None
