"""A report as one HTML file that needs nothing else: no server, no network, nothing loaded from anywhere.

``page.html`` is its frame (Jinja, every text escaped), ``page.css`` its looks, ``page.js`` the filters; without those it
works, too.
A Content-Security-Policy forbids whatever is not in the file itself.
"""

import base64
import hashlib
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from eval.files import write_whole
from eval.measures.calibration import ECE
from eval.measures.measure import FAMILIES, MEASURES
from eval.measures.spent import LATENCY
from eval.report import words
from eval.report.data import report_data
from eval.report.loss import ABOUT, Stage
from eval.report.shown import visible
from eval.report.types import ReportData
from eval.types import Result

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

FOLDER = Path(__file__).parent
KEY_FIGURES = (
    "right", "answerable", "citation", "verified", "abstention-recall", "abstention-precision", "found@5",
)  # fmt: skip


def write(result: Result, path: Path, lang: str = "vi", reveal: bool = False, against: Result | None = None) -> None:
    """Writes the report of ``result`` to ``path``; ``against``: an earlier result to compare with.

    Raises ``InputError`` when it cannot be written, or when the two results share no question.
    """
    write_whole(page(report_data(result, against, reveal=reveal), lang).encode(), path)


def page(data: ReportData, lang: str = "vi") -> str:
    """The HTML of a report; the same data make the same page."""
    from markupsafe import Markup

    script = (FOLDER / "page.js").read_text(encoding="utf-8")
    html = _template().render(
        data=data,
        lang=lang,
        w=partial(_word, lang),
        f=_Formats(lang),
        figures=[data.total.figures[key] for key in KEY_FIGURES if data.total.figures[key].share.whole],
        families=FAMILIES,
        measures=MEASURES,
        shown={key for key, figure in data.total.figures.items() if figure.share.whole},
        definitions=_definitions(data, lang),
        stages=[_stage(one, data, lang) for one in Stage if data.total.losses[one]],
        about={one.value: _about(one, lang) for one in Stage},
        plots=_plots(data, lang),
        style=Markup((FOLDER / "page.css").read_text(encoding="utf-8")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return visible(html)


class _Formats:
    """How numbers and names are written in one language."""

    def __init__(self, lang: str) -> None:
        self.percent = partial(words.percent, lang=lang)
        self.number = partial(words.number, lang=lang)
        self.seconds = partial(words.seconds, lang=lang)
        self.amount = partial(words.amount, lang=lang)
        self.counts = partial(words.counts, lang=lang)
        self.difference = partial(words.difference, lang=lang)
        self.kind = partial(words.kind_name, lang=lang)
        self.reason = partial(words.reason_name, lang=lang)
        self.moment = partial(words.moment, lang=lang)


def _word(lang: str, key: str, **values: object) -> str:
    return words.word(key, lang).format(**values)


def _about(stage: Stage, lang: str) -> dict[str, str]:
    """``name``, ``passed`` and ``lost`` of a stage."""
    about = ABOUT[stage]
    if lang == "vi":
        return {"name": about.name_vi, "passed": about.passed_vi, "lost": about.lost_vi}
    return {"name": about.name_en, "passed": about.passed_en, "lost": about.lost_en}


def _stage(stage: Stage, data: ReportData, lang: str) -> dict[str, str]:
    """A stage at which questions were lost: beside its words how many, and how many of them are shown."""
    shown = sum(one.stage is stage for one in data.wrong)
    return {
        "key": stage.value, "count": str(data.total.losses[stage]), "shown": str(shown), **_about(stage, lang)
    }  # fmt: skip


def _plots(data: ReportData, lang: str) -> "dict[str, Markup]":
    """The drawings; empty where there is nothing to draw."""
    from markupsafe import Markup

    from eval.report import plots

    found = dict.fromkeys(("kinds", "losses", "ranks", "calibration", "latency"), "")
    if data.kinds:
        found["kinds"] = plots.by_kind(data.kinds, lang)
    if sum(data.total.losses.values()):
        found["losses"] = plots.losses(data.total, lang)
    if data.unfound or any(one.questions for one in data.ranks):
        found["ranks"] = plots.ranks(data.ranks, data.unfound, lang)
    if data.calibration.questions:
        found["calibration"] = plots.reliability(data.calibration, lang)
    if data.latency:
        found["latency"] = plots.durations(data.seconds, data.latency, lang)
    return {name: Markup(svg) for name, svg in found.items()}


def _definitions(data: ReportData, lang: str) -> "list[tuple[str, Markup, str]]":
    """Title, text and source of what each measure shown means; several measures may share one."""
    shown = [
        measure.definition
        for _, _, family in FAMILIES
        for measure in family
        if data.total.figures[measure.key].share.whole
    ]
    every = dict.fromkeys([*shown, *([ECE] if data.calibration.questions else []), LATENCY])
    return [
        (one.title_vi, _emphasised(one.vi), words.sources(one.source, lang))
        if lang == "vi"
        else (one.title_en, _emphasised(one.en), words.sources(one.source, lang))
        for one in every
    ]


def _emphasised(text: str) -> "Markup":
    """``*these*`` and ```these``` of Markdown as HTML."""
    from markupsafe import Markup, escape

    html = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", str(escape(text)))
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", html))


def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html")
