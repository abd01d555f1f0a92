"""How a picture of a page lies and is lit: the slope of its lines, whether they run across or down, its paper."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

_SMALL = 1000  # pixels: the longer side of the picture the slope is measured on
_MOST_POINTS = 60_000
_LARGEST = 10.0  # degrees

_TILE = 16  # pixels: the background is measured in squares of this side
_EVEN = 0.85  # the darkest background by the brightest: less is a shadow

Points = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]


def slope(picture: Image.Image) -> tuple[float, bool]:
    """The angle in degrees by which to turn a grey ``picture`` counter-clockwise, -10 to 10, and whether it is sideways.

    Sideways: the lines of text run down the page; the angle is then that of the picture turned by 90°.
    """
    x, y = _dark(picture)
    if len(x) < 200:
        return 0.0, False
    across, across_score = _best(x, y)
    # Turned by 90° counter-clockwise x becomes -y and y becomes x.
    down, down_score = _best(y, -x)
    if down_score > 1.5 * across_score:
        return _angle(y, -x, down), True
    return _angle(x, y, across), False


def evened(picture: Image.Image) -> Image.Image:
    """A grey ``picture`` with its paper equally bright all over, where a lamp or a shadow made it uneven."""
    if min(picture.size) < 8 * _TILE:
        return picture
    paper = picture.reduce(_TILE).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(7))
    paper = paper.filter(ImageFilter.GaussianBlur(3))
    levels = np.asarray(paper, dtype=np.float64)
    dark, bright = np.quantile(levels, (0.03, 0.97))
    if dark > _EVEN * bright:
        return picture
    whole = np.asarray(paper.resize(picture.size, Image.Resampling.BICUBIC), dtype=np.float32)
    return Image.fromarray(np.clip(np.asarray(picture) * (235.0 / np.maximum(whole, 20.0)), 0, 255).astype(np.uint8))


def _angle(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], coarse: float) -> float:
    fine = coarse
    for step in (0.1, 0.025):
        fine = max(np.arange(fine - 4 * step, fine + 4.5 * step, step), key=lambda a: _sharpness(x, y, float(a)))
    return 0.0 if abs(fine) < 0.08 else float(fine)


def _dark(picture: Image.Image) -> Points:
    small = picture.convert("L")
    small.thumbnail((_SMALL, _SMALL), Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.float64)
    # Against the local background, so that shadows at the edges of a photograph are not ink.
    blurred = np.asarray(small.resize((16, 16), Image.Resampling.BOX).resize(small.size, Image.Resampling.BICUBIC))
    y, x = np.nonzero(grey < blurred.astype(np.float64) * 0.75)
    if len(x) > _MOST_POINTS:
        keep = np.random.default_rng(0).choice(len(x), _MOST_POINTS, replace=False)
        x, y = x[keep], y[keep]
    return x.astype(np.float64), y.astype(np.float64)


def _best(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> tuple[float, float]:
    angles = np.arange(-_LARGEST, _LARGEST + 0.1, 0.5)
    scores = [_sharpness(x, y, float(angle)) for angle in angles]
    at = int(np.argmax(scores))
    return float(angles[at]), scores[at]


def _sharpness(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], angle: float) -> float:
    """How sharply the ink gathers in rows when lines that sink by ``angle`` to the right are made level."""
    level = y - x * np.tan(np.radians(angle))
    rows = np.bincount((level - level.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(rows)).sum())
