"""A result as text: measures by kind and in total, and the wrong questions.

Questions of the held split are only counted here, never shown, so that nobody tunes on them unawares.
"""

from collections.abc import Callable, Sequence

from eval.data import Split
from eval.metrics import FACT_LENGTH, LONG_LENGTH, Row, Share, Summary, summarise
from eval.run import Result

Cell = Callable[[Summary], str]


def _counted(name: str) -> Cell:
    return lambda summary: _count(getattr(summary, name))


def _count(share: Share) -> str:
    return f"{share.part}/{share.whole}" if share.whole else "–"


def _ratio(share: Share) -> str:
    return f"{share.value:.2f}" if share.value is not None else "–"


def _rated(name: str) -> Cell:
    return lambda summary: _ratio(getattr(summary, name))


COLUMNS: dict[str, tuple[tuple[str, Cell], ...]] = {
    "vi": (
        ("loại", str),
        ("đúng", _counted("right")),
        ("", _rated("right")),
        ("lời đáp", _counted("answer")),
        ("nguyên văn", _counted("answer_strict")),
        ("trích dẫn", _counted("citation")),
        ("TD chuẩn", _rated("citation_precision")),
        ("TD đủ", _rated("citation_recall")),
        ("gặp @1", _rated("found_first")),
        ("@5", _rated("found_in_five")),
        ("giây p50", lambda s: f"{s.seconds_p50:.3f}"),
        ("p95", lambda s: f"{s.seconds_p95:.3f}"),
    ),
    "en": (
        ("kind", str),
        ("right", _counted("right")),
        ("", _rated("right")),
        ("answer", _counted("answer")),
        ("strict", _counted("answer_strict")),
        ("citation", _counted("citation")),
        ("cit. prec", _rated("citation_precision")),
        ("cit. rec", _rated("citation_recall")),
        ("found @1", _rated("found_first")),
        ("@5", _rated("found_in_five")),
        ("secs p50", lambda s: f"{s.seconds_p50:.3f}"),
        ("p95", lambda s: f"{s.seconds_p95:.3f}"),
    ),
}
TOTAL = {"vi": "tất cả", "en": "all"}
WORDS = {
    "vi": {
        "head": "{system} trên bộ {set} (phần {split}, {n} câu; bộ mã hóa {encoder})",
        "answerable": "đúng trong số câu có lời đáp",
        "abstention_recall": "im lặng đúng: trong số câu không có lời đáp",
        "abstention_precision": "im lặng đúng: trong số lần im lặng",
        "verified": "lời trích đã kiểm, đúng từng chữ",
        "short": "đúng và không dài quá mức cho phép",
        "length": "độ dài lời đáp trung bình (ký tự)",
        "wrong": "Sai",
        "asked_before": "hỏi trước",
        "expected": "chờ",
        "gold": "ở",
        "got": "nhận",
        "cited": "trích",
        "nothing": "(không trả lời: {reason})",
        "abstain": "(không trả lời)",
        "lost": "lời đáp {answer}, trích dẫn {citation}, điều khoản đúng đứng thứ {rank}",
        "held": "Ngoài ra {n} câu sai của phần held, không hiện ra (--reveal để hiện).",
        "yes": "đúng",
        "no": "sai",
    },
    "en": {
        "head": "{system} on {set} ({split}, {n} questions; encoder {encoder})",
        "answerable": "right, of the questions that have an answer",
        "abstention_recall": "abstained, of the questions without an answer",
        "abstention_precision": "without an answer, of the abstentions",
        "verified": "quotations verified, character for character",
        "short": "right and no longer than allowed",
        "length": "mean length of an answer (characters)",
        "wrong": "Wrong",
        "asked_before": "asked before",
        "expected": "expected",
        "gold": "in",
        "got": "got",
        "cited": "cited",
        "nothing": "(no answer: {reason})",
        "abstain": "(no answer)",
        "lost": "answer {answer}, citation {citation}, first right clause found at rank {rank}",
        "held": "And {n} wrong questions of the held split, not shown (--reveal shows them).",
        "yes": "right",
        "no": "wrong",
    },
}


def report(result: Result, lang: str = "vi") -> str:
    """The measures of ``result``: a table by kind, and in words what concerns the whole."""
    words, summary = WORDS[lang], summarise(result.rows)
    head = words["head"].format(
        system=result.system, set=result.set, split=result.split, n=len(result.rows), encoder=result.encoder
    )
    lines = (
        ("answerable", _both(summary.answerable_right)),
        ("abstention_recall", _both(summary.abstention_recall)),
        ("abstention_precision", _both(summary.abstention_precision)),
        ("verified", _both(summary.verified)),
        ("short", _both(summary.right_short)),
        ("length", f"{summary.length_mean:.0f}"),
    )
    width = max(len(words[key]) for key, _ in lines)
    rest = "\n".join(f"{words[key]:<{width}}  {value}" for key, value in lines)
    return f"{head}\n\n{by_kind(result.rows, lang)}\n\n{rest}"


def _both(share: Share) -> str:
    return f"{_count(share)}  {_ratio(share)}"


def by_kind(rows: Sequence[Row], lang: str = "vi") -> str:
    """A line a kind, in the order of the set, and one for all."""
    columns = COLUMNS[lang]
    groups = [(kind, [row for row in rows if row.kind == kind]) for kind in dict.fromkeys(row.kind for row in rows)]
    cells = [[title for title, _ in columns]]
    for name, members in [*groups, (TOTAL[lang], list(rows))]:
        summary = summarise(members)
        cells.append([name] + [cell(summary) for _, cell in columns[1:]])
    return table(cells)


SIDE_BY_SIDE: tuple[tuple[str, Cell], ...] = (
    ("system", str),
    ("right", _rated("right")),
    ("(short)", _rated("right_short")),
    ("answerable", _rated("answerable_right")),
    ("(short)", _rated("answerable_right_short")),
    ("answer", _rated("answer")),
    ("citation", _rated("citation")),
    ("abstention", _rated("abstention_recall")),
    ("gold in 1st", _rated("found_first")),
    ("in 5", _rated("found_in_five")),
    ("secs p50", lambda s: f"{s.seconds_p50:.3f}"),
)


def side_by_side(results: Sequence[Result]) -> str:
    """One line a system; in English, as the comparisons in the documentation are."""
    lines = [(result.system, summarise(result.rows)) for result in results]
    titles = [title for title, _ in SIDE_BY_SIDE]
    cells = [titles, *([name, *(cell(summary) for _, cell in SIDE_BY_SIDE[1:])] for name, summary in lines)]
    legend = f"(short): and at most {FACT_LENGTH} characters; for a list, task or comparison {LONG_LENGTH}"
    return f"{table(cells, total=False)}\n{legend}"


def table(cells: Sequence[Sequence[str]], total: bool = True) -> str:
    """Columns aligned, the first to the left; a rule below the titles and one above the ``total``."""
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in cells
    ]
    rule = "─" * max(map(len, lines))
    body = [*lines[1:-1], rule, lines[-1]] if total else lines[1:]
    return "\n".join(line.rstrip() for line in [lines[0], rule, *body])


def wrong(result: Result, lang: str = "vi", reveal: bool = False) -> str:
    """The questions that went wrong: what was expected, what came. Those held back only with ``reveal``."""
    words = WORDS[lang]
    failed = [row for row in result.rows if not row.right]
    shown = [row for row in failed if reveal or row.split != Split.HELD]
    parts = [f"{words['wrong']}: {len(failed)}", *(_wrong(row, words) for row in shown)]
    if len(shown) < len(failed):
        parts.append(words["held"].format(n=len(failed) - len(shown)))
    return "\n\n".join(parts)


def _wrong(row: Row, words: dict[str, str]) -> str:
    if row.abstained:
        got = words["nothing"].format(reason=row.reason) if row.reason else words["abstain"]
    else:
        got = row.answer
    expected = " | ".join(" + ".join(strings) for strings in row.accepted) if row.answerable else words["abstain"]
    lines = [f"{row.id} [{row.kind}] {row.question}"]
    lines += [f"  {words['asked_before']}: {text}" for text in row.history]
    lines.append(f"  {words['expected']}: {expected}")
    lines += [f"  {words['gold']}: «{' '.join(quote.split())}»" for quote in row.gold]
    lines.append(f"  {words['got']}: {' '.join(got.split())}")
    lines += [f"  {words['cited']}: {label}" for label in row.citations]
    if row.answerable:
        flag = {True: words["yes"], False: words["no"]}
        lines.append(
            "  "
            + words["lost"].format(
                answer=flag[row.answer_right], citation=flag[row.citation_right], rank=row.gold_rank or "–"
            )
        )
    return "\n".join(lines)
