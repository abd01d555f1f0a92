"""All kept results as one Markdown table a set: who is right how often, newest first where equal."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from eval.compare.bootstrap import intervals
from eval.measures.marks import mark_all
from eval.measures.measure import Share, Tally, tally
from eval.result import read_result
from eval.types import Result
from index.errors import InputError

# By what is right and short enough: whoever shows five whole clauses has the answer in them somewhere.
ORDER = "right-short"
COLUMNS = {
    "right-short": "right and short",
    "right": "right",
    "answer": "answer",
    "citation": "citation",
    "citation-precision": "citation precision",
    "abstention-recall": "silent where it should be",
    "verified": "quotations verified",
    "R@5": "R@5",
    "MRR@10": "MRR@10",
    "nDCG@10": "nDCG@10",
}
HEAD = ("system", "date", "commit", "encoder", *COLUMNS.values(), "seconds p50")


def collect(paths: Iterable[Path]) -> list[Path]:
    """The results among ``paths``: files as they are, of folders every ``.json`` and ``.json.gz`` directly inside.

    Raises ``InputError`` when there is none.
    """
    asked = list(paths)
    found = [inner for path in asked for inner in (_inside(path) if path.is_dir() else [path])]
    if not found:
        where = ", ".join(str(path) for path in asked)
        raise InputError(
            f"Không có kết quả nào trong {where}. Hãy chạy: trichdan eval run BỘ --output KẾT_QUẢ.json",
            f"There is no result in {where}. Run: trichdan eval run SET --output RESULT.json",
        )
    return found


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.endswith((".json", ".json.gz")))


def leaderboard(paths: Sequence[Path]) -> str:
    """The table of the results in ``paths``. Raises ``InputError`` for a file that is none."""
    results = [read_result(path) for path in collect(paths)]
    groups: dict[tuple[str, str, str], list[Result]] = {}
    for result in results:
        groups.setdefault((result.set, result.split, _asked(result)), []).append(result)
    parts = [
        "# Leaderboard",
        "Made by `trichdan eval leaderboard`. In brackets: 95% intervals, bootstrap over questions.",
    ]
    for (name, split, digest), members in sorted(groups.items(), key=lambda one: one[0]):
        parts.append(f"## {name}, {split}: {len(members[0].rows)} questions (`{digest[:8]}`)")
        parts.append(_table(members))
    return "\n\n".join(parts) + "\n"


def _asked(result: Result) -> str:
    """A hash of the questions: only results that answered the same ones stand in one table."""
    texts = [f"{row.id}\0{row.question.text}" for row in result.rows]
    return hashlib.sha256("\0".join([result.set_sha256, *texts]).encode()).hexdigest()


def _table(results: Sequence[Result]) -> str:
    measured = [(result, tally(mark_all(result.rows, result.texts), COLUMNS)) for result in results]
    measured.sort(key=lambda one: one[0].started, reverse=True)
    measured.sort(key=lambda one: -(one[1].share(ORDER).value or 0))
    rows = [HEAD, ["---"] * len(HEAD), *(_row(result, shares) for result, shares in measured)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(result: Result, shares: Tally) -> list[str]:
    found = intervals(Tally((ORDER,), shares.parts[:, :1], shares.wholes[:, :1]))[ORDER]
    about = [result.name, result.started[:10], (result.commit or "–")[:8], result.encoder.partition("/")[0]]
    cells = [_value(shares.share(key)) for key in COLUMNS]
    if found.low is not None and found.high is not None:
        cells[0] += f" [{found.low:.3f}, {found.high:.3f}]"
    seconds = [value for row in result.rows for value in row.seconds]
    return [*about, *cells, f"{np.median(seconds):.3f}" if seconds else "–"]


def _value(share: Share) -> str:
    return "–" if share.value is None else f"{share.value:.3f}"
