"""What a PDF page draws besides letters: ruling lines, and how much of it pictures cover. All calls into pdfium."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.formats.pdf.chars import apply, chain
from index.formats.pdf.marks import Affine, Rule

_THIN, _SHORT = 3.0, 5.0  # points: a rule is thinner than this and longer than that
_DEPTH = 5  # forms within forms
# A map or a chart has a hundred thousand strokes; a page of tables has a few hundred.
_MOST_OBJECTS, _MOST_RULES = 20_000, 3_000

_Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """``cover``: share of the page under its largest picture, 0 to 1, and ``dpi`` that picture's own resolution.

    ``drawings``: how many pictures, paths and shadings there are.
    """

    rules: tuple[Rule, ...]
    cover: float
    drawings: int
    dpi: float = 0.0


def drawn(page: pdfium.PdfPage, view: Affine, width: float, height: float) -> Drawn:
    """What ``page`` draws, moved by ``view`` onto a layout of ``width`` × ``height``."""
    rules: list[Rule] = []
    cover, drawings, dpi = 0.0, 0, 0.0
    for seen, (thing, place) in enumerate(_objects(page, view)):
        if seen > _MOST_OBJECTS:
            break
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        drawings += 1
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            own = _matrix(thing)
            corners = [apply(chain(own, place), x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
            left, right = max(0.0, min(x for x, _ in corners)), min(width, max(x for x, _ in corners))
            top, bottom = max(0.0, min(y for _, y in corners)), min(height, max(y for _, y in corners))
            share = max(0.0, right - left) * max(0.0, bottom - top) / max(1.0, width * height)
            if share > cover:
                cover, dpi = share, _dpi(thing, chain(own, place))
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(rules) < _MOST_RULES:
            rules += _rules(thing, chain(_matrix(thing), place))
    on_page = (r for r in rules if -5 <= r.at <= (height if r.level else width) + 5)
    return Drawn(tuple(on_page), cover, drawings, dpi)


def _objects(page: pdfium.PdfPage, view: Affine) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Affine]]:
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _inside(raw.FPDFPage_GetObject(page.raw, at), view, 0)


def _inside(thing: raw.FPDF_PAGEOBJECT, place: Affine, depth: int) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Affine]]:
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
        yield thing, place
    elif depth < _DEPTH:
        own = chain(_matrix(thing), place)
        for at in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _inside(raw.FPDFFormObj_GetObject(thing, at), own, depth + 1)


def _matrix(thing: raw.FPDF_PAGEOBJECT) -> Affine:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _dpi(thing: raw.FPDF_PAGEOBJECT, place: Affine) -> float:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(thing, wide, high)
    length = max(math.hypot(place[0], place[1]), math.hypot(place[2], place[3]))
    return 72 * max(wide.value, high.value) / max(1.0, length)


def _rules(thing: raw.FPDF_PAGEOBJECT, place: Affine) -> Iterator[Rule]:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, filled, stroked)
    for points in _subpaths(thing, place):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if min(right - left, bottom - top) < _THIN:
            if (filled.value or stroked.value) and max(right - left, bottom - top) > _SHORT:
                level = right - left > bottom - top
                at, start, end = ((top + bottom) / 2, left, right) if level else ((left + right) / 2, top, bottom)
                yield Rule(level, at, start, end)
        elif stroked.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(y0 - y1) < 1 and abs(x0 - x1) > _SHORT:
                    yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
                elif abs(x0 - x1) < 1 and abs(y0 - y1) > _SHORT:
                    yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _subpaths(thing: raw.FPDF_PAGEOBJECT, place: Affine) -> Iterator[_Points]:
    """The straight subpaths, closed ones with their first point again at the end; curves break one off."""
    points: _Points = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(raw.FPDFPath_CountSegments(thing), _MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(thing, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = apply(place, x.value, y.value)
        if kind == raw.FPDF_SEGMENT_LINETO and points:
            points.append(here)
        else:
            if len(points) > 1:
                yield points
            points = [here]
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
