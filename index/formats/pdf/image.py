"""Pictures of pages: PNG, JPEG, TIFF (several pages), BMP, WebP, read by OCR."""

import warnings
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from index.errors import SourceError
from index.formats.pdf.columns import lay_out
from index.formats.pdf.furniture import without_furniture
from index.formats.pdf.marks import Page
from index.formats.pdf.ocr import DPI, MOST_PIXELS, Ocr, Picture, Recognised, doubt, unreadable
from index.formats.pdf.write import write
from index.types import Extract, Note

# A picture this large decodes to a gigabyte: no page of paper needs it.
_BOMB = 250_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_A4 = 842.0  # points: the longer side of the paper most pictures are of
_SENSIBLE = (200.0, 2400.0)  # points: longer sides of paper that a file's own resolution may tell of


def read_image(data: bytes, progress: Callable[[int, int], None]) -> Extract:
    """The text of a picture. Raises ``SourceError`` where it is damaged, too large, or no text is found in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's about size and odd metadata: sizes are checked here
        try:
            with Image.open(BytesIO(data), formats=_FORMATS) as image, Ocr() as ocr:
                if ocr.missing:
                    raise ocr.missing
                return _read(image, ocr, progress)
        except UnidentifiedImageError as error:
            raise _damaged() from error
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
            if isinstance(error, Image.DecompressionBombError):
                raise _too_large() from error
            raise _damaged() from error


def _damaged() -> SourceError:
    return SourceError(
        "tệp ảnh bị hỏng hoặc không trọn vẹn; hãy lấy lại tệp gốc",
        "the picture is damaged or incomplete; get the original file again",
    )


def _too_large() -> SourceError:
    return SourceError(
        "ảnh quá lớn; hãy thu nhỏ (300 điểm/inch là đủ) rồi lập lại chỉ mục",
        "the picture is too large; make it smaller (300 dpi is enough) and index again",
    )


def _frames(image: Image.Image) -> int:
    """How many pages; 0 where a file that is cut off does not tell."""
    try:
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
    except (OSError, SyntaxError, TypeError, ValueError, EOFError):
        return 0


def _read(image: Image.Image, ocr: Ocr, progress: Callable[[int, int], None]) -> Extract:
    count = _frames(image)
    pages: list[Page] = []
    notes: list[Note] = []

    def take(done: Iterator[Recognised]) -> None:
        for one in done:
            note = doubt(one)
            notes.extend([note] if note else [])
            pages.append(lay_out(one.sheet))
            progress(len(pages), max(count, len(pages)))

    frames = enumerate(ImageSequence.Iterator(image), 1)
    read = 0
    while True:
        try:
            number, frame = next(frames)
            if frame.width * frame.height > _BOMB:
                raise _too_large()
            picture = _picture(frame)
        except StopIteration:
            break
        except (OSError, SyntaxError, TypeError, ValueError, EOFError) as error:
            if not read:
                raise _damaged() from error
            notes.append(Note(f"ảnh bị cụt sau trang {read}", f"the picture is cut off after page {read}"))
            break
        ocr.submit(number, picture)
        read = number
        take(ocr.ready())
        if number == count:
            break
    take(ocr.rest())
    text, places = write(without_furniture(pages))
    if not text.strip():
        raise unreadable()
    return Extract(text, "image", places, tuple(notes))


def _picture(frame: Image.Image) -> Picture:
    """The page upright, grey on white, at about the resolution that OCR reads best."""
    dpi = frame.info.get("dpi", (0, 0))
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        coloured = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
    grey = upright.convert("L")
    long, own = max(grey.size), float(max(dpi))
    size = 72 * long / own if own > 1 else 0.0
    scale = (size if _SENSIBLE[0] <= size <= _SENSIBLE[1] else _A4) / long
    width, height = grey.width * scale, grey.height * scale
    # Small letters are enlarged; a photograph of many megapixels is reduced.
    wanted = min(max(72 / scale, 200.0), float(DPI)) / 72
    wanted = min(wanted, (MOST_PIXELS / (width * height)) ** 0.5)
    if abs(wanted * scale - 1) > 0.05:
        pixels = max(1, round(width * wanted)), max(1, round(height * wanted))
        grey = grey.resize(pixels, Image.Resampling.LANCZOS)
    return Picture(grey, width, height)
