"""A matplotlib figure as SVG that belongs to the page it stands in: its fonts, its colours in light and dark, its own ids.

Figures are drawn in the colours of :data:`INKS`, which become the page's CSS variables here. The same figure makes the same
bytes. Only :mod:`eval.report` imports matplotlib, and only when a page is written.
"""

import logging
import re
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from io import BytesIO
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from matplotlib.axes import Axes

# Colour drawn in → CSS variable of the page. No two alike, none that matplotlib draws in by itself.
INKS = {
    "ink": "#010203",
    "soft": "#010204",
    "line": "#010205",
    "good": "#010206",
    "bad": "#010207",
    "pale": "#010208",
    "surface": "#010209",
}
# Inches and CSS pixels: 72 points an inch; about as wide as a phone, so that letters keep their size on one.
WIDTH = 5.5
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
# Any: matplotlib names every key in the type.
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "trichdan",
    "text.parse_math": False,
    "font.size": 12.0,
    "axes.unicode_minus": False,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INKS["line"],
    "axes.labelcolor": INKS["soft"],
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "text.color": INKS["ink"],
    "xtick.color": INKS["line"],
    "ytick.color": INKS["line"],
    "xtick.labelcolor": INKS["soft"],
    "ytick.labelcolor": INKS["ink"],
}
# matplotlib's settings are the process's.
_LOCK = RLock()


def drawing(name: str, title: str, description: str, height: float, draw: "Callable[[Axes], None]") -> str:
    """An ``<svg>`` of :data:`WIDTH` × ``height`` inches that ``draw`` has drawn.

    ``name``: makes its ids its own; ``title`` and ``description``: the drawing in words, with its numbers, for who cannot see it.
    """
    with _LOCK, _settings():
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure.add_subplot())
        out = BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _for_the_page(out.getvalue(), name, title, description)


@contextmanager
def _settings() -> "Iterator[None]":
    # It says so on stderr when it makes its list of fonts, once on each computer.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl

    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        # The page's fonts are drawn with, not matplotlib's: it need not have every letter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _for_the_page(svg: bytes, name: str, title: str, description: str) -> str:
    from lxml import etree

    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    # matplotlib's own style sheet would be the whole page's.
    etree.strip_elements(root, f"{_SVG}style", with_tail=False)
    for element in root.iter():
        _dress(element, name)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    for at, (kind, text) in enumerate((("title", title), ("desc", description))):
        element = etree.Element(f"{_SVG}{kind}", id=f"{name}-{kind}")
        element.text = text
        root.insert(at, element)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _dress(element: "_Element", name: str) -> None:
    if element.tag in (f"{_SVG}g", f"{_SVG}text"):
        element.attrib.pop("id", None)  # axes_1, patch_2…: the same in every figure, and nothing refers to them
    elif "id" in element.attrib:
        element.set("id", f"{name}-{element.get('id')}")
    for key, value in element.attrib.items():
        changed = re.sub(r"url\(#", f"url(#{name}-", value)
        if key == _HREF:
            changed = re.sub("^#", f"#{name}-", value)
        elif key == "style":
            changed = re.sub(r"font: ([\d.]+px)[^;]*", r"font-size: \1", changed)
            changed = re.sub(r"font-family: [^;]*;? ?", "", changed)
            for ink, colour in INKS.items():
                changed = changed.replace(colour, f"var(--{ink})")
        element.set(key, changed)
