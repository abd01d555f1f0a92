"""A result as text: measures by kind and in total, and the wrong questions.

Questions of the held split are only counted here, never shown, so that nobody tunes on them unawares.
"""

from collections.abc import Callable, Sequence

import numpy as np

from eval.measures.calibration import calibration
from eval.measures.marks import FACT_LENGTH, LONG_LENGTH, Marks, mark, mark_all
from eval.measures.measure import MEASURES, Share, tally
from eval.measures.spent import cost, latency
from eval.questions import Split
from eval.report.sentence import in_a_sentence
from eval.report.words import kind_name
from eval.types import Result

Cell = Callable[[Sequence[Marks]], str]


def _counted(key: str) -> Cell:
    return lambda marks: _count(tally(marks, [key]).share(key))


def _count(share: Share) -> str:
    return f"{share.part:.0f}/{share.whole:.0f}" if share.whole else "–"


def _ratio(share: Share) -> str:
    return f"{share.value:.2f}" if share.value is not None else "–"


def _rated(key: str) -> Cell:
    return lambda marks: _ratio(tally(marks, [key]).share(key))


def _seconds(percentile: float) -> Cell:
    return lambda marks: f"{np.percentile([s for m in marks for s in m.row.seconds] or [0.0], percentile):.3f}"


COLUMNS: dict[str, tuple[tuple[str, Cell], ...]] = {
    "vi": (
        ("loại", str),
        ("đúng", _counted("right")),
        ("", _rated("right")),
        ("lời đáp", _counted("answer")),
        ("nguyên văn", _counted("answer-strict")),
        ("trích dẫn", _counted("citation")),
        ("TD chuẩn", _rated("citation-precision")),
        ("TD đủ", _rated("citation-recall")),
        ("gặp @1", _rated("found@1")),
        ("@5", _rated("found@5")),
        ("giây p50", _seconds(50)),
        ("p95", _seconds(95)),
    ),
    "en": (
        ("kind", str),
        ("right", _counted("right")),
        ("", _rated("right")),
        ("answer", _counted("answer")),
        ("strict", _counted("answer-strict")),
        ("citation", _counted("citation")),
        ("cit. prec", _rated("citation-precision")),
        ("cit. rec", _rated("citation-recall")),
        ("found @1", _rated("found@1")),
        ("@5", _rated("found@5")),
        ("secs p50", _seconds(50)),
        ("p95", _seconds(95)),
    ),
}
TOTAL = {"vi": "tất cả", "en": "all"}
WORDS = {
    "vi": {
        "head": "{system} trên bộ {set} (phần {split}, {n} câu{lost}; bộ mã hóa {encoder})",
        "unasked": ", {n} câu không hỏi được",
        "answerable": "đúng trong số câu có lời đáp",
        "abstention_recall": "im lặng đúng: trong số câu không có lời đáp",
        "abstention_precision": "im lặng đúng: trong số lần im lặng",
        "verified": "lời trích đã kiểm, đúng từng chữ",
        "short": "đúng và không dài quá mức cho phép",
        "length": "độ dài lời đáp trung bình (ký tự)",
        "seconds": "giây: trung bình / p50 / p95",
        "tokens": "token đọc / viết",
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
        "head": "{system} on {set} ({split}, {n} questions{lost}; encoder {encoder})",
        "unasked": ", {n} could not be asked",
        "answerable": "right, of the questions that have an answer",
        "abstention_recall": "abstained, of the questions without an answer",
        "abstention_precision": "without an answer, of the abstentions",
        "verified": "quotations verified, character for character",
        "short": "right and no longer than allowed",
        "length": "mean length of an answer (characters)",
        "seconds": "seconds: mean / p50 / p95",
        "tokens": "tokens read / written",
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
    """The measures of ``result``: a table by kind, in words what concerns the whole, and at the end how many are right."""
    words, marks = WORDS[lang], mark_all(result.rows, result.texts)
    shares = tally(marks)
    head = words["head"].format(
        system=result.name,
        set=result.set,
        split=TOTAL[lang] if result.split == "all" else result.split,
        n=len(result.rows),
        lost=words["unasked"].format(n=len(result.lost)) if result.lost else "",
        encoder=result.encoder,
    )
    lines = (
        ("answerable", _both(shares.share("answerable"))),
        ("abstention_recall", _both(shares.share("abstention-recall"))),
        ("abstention_precision", _both(shares.share("abstention-precision"))),
        ("verified", _both(shares.share("verified"))),
        ("short", _both(shares.share("right-short"))),
        ("length", f"{_length(marks):.0f}"),
    )
    width = max(len(words[key]) for key, _ in lines)
    rest = "\n".join(f"{words[key]:<{width}}  {value}" for key, value in lines)
    return f"{head}\n\n{by_kind(marks, lang)}\n\n{rest}\n\n{in_total(marks, lang)}\n\n{in_a_sentence(marks, lang)}"


# What stands in no column of the table by kind.
IN_TOTAL = (
    "em", "f1", "words-precision", "words-recall", "words-f1", "support", "sentence", "citation-f1", "abstention-f1",
    "answered-wrongly",
    "R@5", "MRR@10", "nDCG@10", "coverage@5", "brier",
)  # fmt: skip


def in_total(marks: Sequence[Marks], lang: str = "vi") -> str:
    """A line a measure of :data:`IN_TOTAL`, calibration, time and cost; docs/measures.md says what each is."""
    shares = tally(marks, IN_TOTAL)
    lines = [(getattr(MEASURES[key], lang), _shown(key, shares.share(key))) for key in IN_TOTAL]
    error, spent, paid = calibration(marks).ece, latency(marks), cost(marks)
    lines.append(("ECE", f"{error:.2f}" if error is not None else "–"))
    if spent:
        lines.append((WORDS[lang]["seconds"], f"{spent.mean:.3f} / {spent.p50:.3f} / {spent.p95:.3f}"))
    if paid:
        price = f" (${paid.price:.4f})" if paid.price is not None else ""
        lines.append((WORDS[lang]["tokens"], f"{paid.read} / {paid.written}{price}"))
    width = max(len(label) for label, _ in lines)
    return "\n".join(f"{label:<{width}}  {value}" for label, value in lines)


def _shown(key: str, share: Share) -> str:
    return _both(share) if MEASURES[key].counted and share.whole else _ratio(share)


def _length(marks: Sequence[Marks]) -> float:
    lengths = [len(m.row.reply.text) for m in marks if not m.row.reply.abstained]
    return sum(lengths) / len(lengths) if lengths else 0.0


def _both(share: Share) -> str:
    return f"{_count(share)}  {_ratio(share)}"


def by_kind(marks: Sequence[Marks], lang: str = "vi") -> str:
    """A line a kind, in the order of the set, and one for all."""
    columns = COLUMNS[lang]
    kinds = dict.fromkeys(m.row.question.kind for m in marks)
    groups = [(kind, [m for m in marks if m.row.question.kind == kind]) for kind in kinds]
    cells = [[title for title, _ in columns]]
    for name, members in [*groups, (TOTAL[lang], list(marks))]:
        cells.append([kind_name(name, lang)] + [cell(members) for _, cell in columns[1:]])
    return table(cells)


SIDE_BY_SIDE: tuple[tuple[str, Cell], ...] = (
    ("system", str),
    ("right", _rated("right")),
    ("(short)", _rated("right-short")),
    ("answerable", _rated("answerable")),
    ("answer", _rated("answer")),
    ("citation", _rated("citation")),
    ("abstention", _rated("abstention-recall")),
    ("gold in 1st", _rated("found@1")),
    ("in 5", _rated("found@5")),
    ("secs p50", _seconds(50)),
)


def side_by_side(results: Sequence[Result]) -> str:
    """One line a system; in English, as the comparisons in the documentation are."""
    lines = [(result.name, mark_all(result.rows)) for result in results]
    titles = [title for title, _ in SIDE_BY_SIDE]
    cells = [titles, *([name, *(cell(marks) for _, cell in SIDE_BY_SIDE[1:])] for name, marks in lines)]
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
    failed = [one for one in map(mark, result.rows) if not one.right]
    shown = [one for one in failed if reveal or one.row.question.split is not Split.HELD]
    parts = [f"{words['wrong']}: {len(failed)}", *(_wrong(one, lang) for one in shown)]
    if len(shown) < len(failed):
        parts.append(words["held"].format(n=len(failed) - len(shown)))
    return "\n\n".join(parts)


def _wrong(marks: Marks, lang: str) -> str:
    words, row = WORDS[lang], marks.row
    question, reply = row.question, row.reply
    if reply.abstained:
        got = words["nothing"].format(reason=reply.reason) if reply.reason else words["abstain"]
    else:
        got = reply.text
    expected = " | ".join(" + ".join(strings) for strings in question.answers) if _known(marks) else words["abstain"]
    lines = [f"{row.id} [{kind_name(question.kind, lang)}] {question.text}"]
    lines += [f"  {words['asked_before']}: {text}" for text in question.history]
    lines.append(f"  {words['expected']}: {expected}")
    lines += [f"  {words['gold']}: «{' '.join(gold.quote.split())}»" for gold in question.gold]
    lines.append(f"  {words['got']}: {' '.join(got.split())}")
    lines += [f"  {words['cited']}: {cited.label}" for cited in reply.cited]
    if _known(marks):
        flag = {True: words["yes"], False: words["no"]}
        lines.append(
            "  "
            + words["lost"].format(
                answer=flag[marks.answer_right], citation=flag[marks.citation_right], rank=marks.rank or "–"
            )
        )
    return "\n".join(lines)


def _known(marks: Marks) -> bool:
    return marks.row.question.answerable
