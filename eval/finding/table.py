"""What was measured, as Markdown: ours beside the best other, what must be reached, then every system in every typing."""

from collections.abc import Sequence

from eval.exchange.types import Unit
from eval.finding.marks import SHOWN, Difference, Marked
from eval.finding.sets import Typed
from eval.finding.systems import OURS, Sort, System
from eval.finding.targets import SEARCH_SECONDS, Checked, checks

COMPARED = ("nDCG@10", "R@1")
WORTH = "nDCG@10"
LEGEND = """\
Every system has the same encoder and the same questions. **Other programs** cut the documents into chunks of
their own. **Plain search** has the very clauses and vectors that Trích Dẫn has, each clause with its document
line and headings; *whole documents* has each document as one piece, where documents are what is measured.
**Trích Dẫn** is asked as the program is, then with one part switched off at a time.

- A collection whose gold is whole documents (ALQAC's articles, BEIR, SQuAD's paragraphs) is measured on
  documents: a document stands as high as its best clause or chunk. Other sets are measured on clauses and
  chunks: one counts when it touches a gold quotation, so long chunks hit more easily; where a question needs
  several clauses, all are wanted, and R@1 cannot reach 1 (*found@1* asks only whether the first is right).
- Questions are typed as they are (*accented*), without any mark (*unaccented*), with each syllable's marks
  dropped with probability one half (*half-accented*), and with 15% of the words misspelt, typed with the input
  method off or without marks (*slips*). The choices are seeded.
- A follow-up is asked together with the question before it; Trích Dẫn is told what was asked before.
- *tune* and *even* (every other question, beginning with the first) are the questions that Trích Dẫn was tuned
  on, *held* and *odd* those that were only counted. How the plain *weighted scores* are weighed was chosen on the
  same even questions of XQuAD-vi: they are as good as they can be made there. Reciprocal rank fusion has k = 60.
- Haystack and txtai, which cut and search in much the same way as LangChain, are in [beside.md](beside.md).
- Differences are ours minus the best of the other programs and plain searches, which is chosen by looking at
  the same questions; brackets hold the 95% interval (paired percentile bootstrap over questions, 10,000
  draws), ● marks those that do not hold 0. The measures are defined in [measures.md](measures.md)."""


def page(every: Sequence[Marked], systems: Sequence[System], seconds: float | None) -> str:
    """The text under the title: how to read it, the overview, the targets, the tables. ``seconds``: of a warm search."""
    parts = [LEGEND, *overview(every, systems), *targets(every, seconds), *worth(every, systems)]
    for found in every:
        parts += section(found, systems)
    return "\n\n".join(parts)


def overview(every: Sequence[Marked], systems: Sequence[System]) -> list[str]:
    """Ours beside the best of the others, on every set, part and typing; nothing where one of the two was not asked."""
    others = [one.key for one in systems if one.sort in (Sort.PROGRAM, Sort.PLAIN)]
    lines = []
    for found in every:
        for part, typed in _there(found):
            cells = [found.case.name, part, typed.value]
            for measure in COMPARED:
                best = found.best(part, typed, others, measure)
                ours = found.value(part, typed, OURS, measure)
                if best is None or ours is None:
                    break
                difference = found.difference(part, typed, OURS, best, measure)
                cells += [
                    _number(ours),
                    f"{_number(found.value(part, typed, best, measure))} {best}",
                    shown(difference),
                ]
            else:
                lines.append(cells)
    if not lines:
        return []
    head = ["set", "questions", "typed"]
    for measure in COMPARED:
        head += [f"{measure}, ours", "best other", "difference"]
    return ["## Ours beside the best other", _table(head, lines)]


def targets(every: Sequence[Marked], seconds: float | None) -> list[str]:
    """What must be reached, and whether it is."""
    done = [check for found in every for check in checks(found)]
    if seconds is not None:
        limit = f"≤ {SEARCH_SECONDS * 1000:.0f} ms"
        lines = [
            ["search on the sample, warm (median)", limit, f"{seconds * 1000:.0f} ms", _yes(seconds <= SEARCH_SECONDS)]
        ]
    else:
        lines = []
    rows = [*map(_target, done), *lines]
    if not rows:
        return []
    note = "*Reached* is judged by the last part: the questions that were not tuned on."
    return ["## Needed and reached", note, _table(["", "needed", "measured", "reached"], rows)]


def worth(every: Sequence[Marked], systems: Sequence[System]) -> list[str]:
    """What finding loses without each part, on the questions not tuned on; nothing where ours or all variants are missing."""
    variants = [one for one in systems if one.sort is Sort.VARIANT]
    lines = []
    columns = [typed for typed in Typed if any(typed is one for found in every for _, one in _there(found))]
    for found in every:
        there = _there(found)
        part = there[-1][0]
        typings = [typed for one, typed in there if one == part and found.value(part, typed, OURS, "R@1") is not None]
        for system in variants:
            if typings and found.value(part, typings[0], system.key, "R@1") is not None:
                cells = {typed: shown(found.difference(part, typed, system.key, OURS, WORTH)) for typed in typings}
                lines.append([found.case.name, part, system.key, *(cells.get(typed, "–") for typed in columns)])
    if not lines:
        return []
    note = f"{WORTH} with the part switched off minus {WORTH} of the whole: below 0, the part helps."
    return ["## What each part is worth", note, _table(["set", "questions", "off", *columns], lines)]


def _target(check: Checked) -> list[str]:
    measured = ", ".join(f"{part} {_number(value)}" for part, value in check.values)
    return [check.what, check.needed, measured, _yes(check.reached)]


def section(found: Marked, systems: Sequence[System]) -> list[str]:
    """One set: a table for each typing, the parts side by side."""
    case = found.case
    unit = "documents" if case.unit is Unit.DOCUMENT else "clauses and chunks"
    parts = list(dict.fromkeys(part for part, _ in _there(found)))
    counts = ", ".join(f"{found.count(part)} {part}" for part in parts)
    left = f"; {case.lost} left out, whose quotation stands nowhere" if case.lost else ""
    text = [f"## {case.name}", f"Measured on {unit}; questions with gold: {counts}{left}."]
    for typed in Typed:
        rows = []
        for system in systems:
            values = [found.value(part, typed, system.key, measure) for part in parts for measure in SHOWN]
            if any(value is not None for value in values):
                rows.append([f"{system.name} (`{system.key}`)", *map(_number, values)])
        if rows:
            head = [typed.value, *(f"{part} {measure}" for part in parts for measure in SHOWN)]
            text += [f"### {case.name}, {typed}", _table(head, rows)]
    return text


def _there(found: Marked) -> list[tuple[str, Typed]]:
    """Parts and typings that something was asked in."""
    pairs = {(part, typed) for part, typed, _ in found.tallies}
    return [(part, typed) for part in found.case.parts for typed in Typed if (part, typed) in pairs]


def shown(difference: Difference) -> str:
    """``+.012 [+.004, +.020] ●``."""
    low, high = difference.interval.low, difference.interval.high
    within = f" [{_signed(low)}, {_signed(high)}]" if low is not None and high is not None else ""
    return f"{_signed(difference.value)}{within}{' ●' if difference.sure else ''}"


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("0.", ".")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.2f}"


def _yes(reached: bool) -> str:
    return "yes" if reached else "**no**"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
