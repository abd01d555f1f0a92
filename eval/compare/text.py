"""A comparison, or the verdict on a regression, as text. Held questions are counted, never shown unless asked for."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from eval.compare.pairs import Change, Comparison, Difference
from eval.compare.regression import Verdict
from eval.measures.marks import Marks
from eval.measures.measure import MEASURES, Share
from eval.questions.types import Split
from eval.report import table
from eval.report.words import kind_name

WORDS: dict[str, dict[str, Any]] = {
    "vi": {
        "head": "{before} → {after}, bộ {set}: {n} câu chung",
        "titles": ("", "trước", "sau", "hiệu", "khoảng {level}", "lên", "xuống", "p", ""),
        "kind": "đúng, theo loại",
        "legend": (
            "khoảng: bootstrap từng cặp câu; lên, xuống: số câu; p: kiểm định dấu chính xác; ▲ ▼: hơn, kém rõ rệt "
            "(khoảng không chứa 0, và hoán đổi ngẫu nhiên từng cặp hiếm khi cho hiệu lớn như thế)"
        ),
        "gains": "Được thêm: {n} câu",
        "losses": "Mất đi: {n} câu",
        "held": "… và {n} câu của phần held, không hiện ra (--reveal để hiện).",
        "apart": "{n} câu chỉ có ở một bên hoặc đã đổi, không so: {ids}",
        "nothing": "(không trả lời)",
        "was": "trước",
        "now": "sau",
        "passed": "Đạt: không kém kết quả gốc ({n} câu; {measures}).",
        "seconds": "giây, p50: {before} → {after}{unlike}",
        "unlike": " (không so được: khác số tiến trình hoặc khác máy)",
        "worse": "Kém đi rõ rệt: {name} {before} → {after}, khoảng của hiệu {interval}.",
        "broken": "Có lời trích không còn đúng nguyên văn: {before} → {after}.",
        "missing": (
            "{n} trong {all} câu của kết quả gốc không được hỏi, hoặc đã đổi: {ids}. "
            "Nếu bộ câu hỏi đổi thật: lập kết quả gốc mới."
        ),
    },
    "en": {
        "head": "{before} → {after} on {set}: {n} questions in common",
        "titles": ("", "before", "after", "change", "{level} interval", "up", "down", "p", ""),
        "kind": "right, by kind",
        "legend": (
            "interval: paired bootstrap over questions; up, down: questions; p: exact sign test; ▲ ▼: really better, worse "
            "(the interval leaves out 0, and swapping pairs at random rarely makes such a difference)"
        ),
        "gains": "Gained: {n} questions",
        "losses": "Lost: {n} questions",
        "held": "… and {n} questions of the held split, not shown (--reveal shows them).",
        "apart": "{n} questions that only one has or that were changed are not compared: {ids}",
        "nothing": "(no answer)",
        "was": "before",
        "now": "after",
        "passed": "Passed: no worse than the baseline ({n} questions; {measures}).",
        "seconds": "seconds, p50: {before} → {after}{unlike}",
        "unlike": " (not comparable: another number of processes, or another machine)",
        "worse": "Significantly worse: {name} {before} → {after}, interval of the change {interval}.",
        "broken": "A quotation does not stand in its source any more: {before} → {after}.",
        "missing": (
            "{n} of the baseline's {all} questions were not asked, or were changed: {ids}. "
            "If the set did change: make a new baseline."
        ),
    },
}
MARKS = {1: "▲", 0: "", -1: "▼"}
# Ids named in one line.
NAMED = 10


def text(comparison: Comparison, lang: str = "vi", reveal: bool = False) -> str:
    """Both results measure by measure and kind by kind, then the questions gained and lost."""
    words = WORDS[lang]
    before, after = _names(comparison)
    parts = [
        words["head"].format(before=before, after=after, set=comparison.after.set, n=comparison.questions),
        _table([(_name(one.key, lang), one) for one in comparison.total], words),
        f"{words['kind']}\n{_table([(kind_name(kind, lang), one) for kind, one in comparison.kinds], words)}",
        _seconds(comparison, words),
        words["legend"],
        _changes("gains", comparison.gains, lang, reveal),
        _changes("losses", comparison.losses, lang, reveal),
    ]
    if comparison.apart:
        parts.append(words["apart"].format(n=len(comparison.apart), ids=_few(comparison.apart)))
    return "\n\n".join(parts)


def verdict_text(verdict: Verdict, lang: str = "vi") -> str:
    """One line when passed; else a line for each reason."""
    words = WORDS[lang]
    lines = [
        words["worse"].format(
            name=_name(one.key, lang), before=_value(one.before), after=_value(one.after), interval=_interval(one)
        )
        for one in verdict.worse
    ]
    if verdict.broken:
        before, after = verdict.broken
        lines.append(words["broken"].format(before=_value(before, 4), after=_value(after, 4)))
    if verdict.missing:
        lines.append(
            words["missing"].format(
                n=len(verdict.missing), all=len(verdict.comparison.before.rows), ids=_few(verdict.missing)
            )
        )
    measures = ", ".join(f"{_name(one.key, lang)} {_value(one.after)}" for one in verdict.comparison.total)
    return "\n".join(lines) or words["passed"].format(n=verdict.comparison.questions, measures=measures)


def _names(comparison: Comparison) -> tuple[str, str]:
    """The names of the two; with their time where the names are the same."""
    before, after = comparison.before, comparison.after
    if before.name != after.name:
        return before.name, after.name
    return f"{before.name} ({before.started})", f"{after.name} ({after.started})"


def _name(key: str, lang: str) -> str:
    return MEASURES[key].vi if lang == "vi" else MEASURES[key].en


def _table(lines: Sequence[tuple[str, Difference]], words: dict[str, Any]) -> str:
    level = f"{lines[0][1].interval.level:.1%}".replace(".0%", "%") if lines else ""
    rows = [[title.format(level=level) for title in words["titles"]]]
    for name, one in lines:
        change = "–" if one.value is None else f"{one.value:+.3f}"
        cells = [_value(one.before), _value(one.after), change, _interval(one), str(one.gains), str(one.losses)]
        rows.append([name, *cells, f"{one.p:.3f}", MARKS[one.sign]])
    return table(rows, total=False)


def _value(share: Share, digits: int = 3) -> str:
    return "–" if share.value is None else f"{share.value:.{digits}f}"


def _interval(one: Difference) -> str:
    low, high = one.interval.low, one.interval.high
    return "–" if low is None or high is None else f"[{low:+.3f}, {high:+.3f}]"


def _seconds(comparison: Comparison, words: dict[str, Any]) -> str:
    """Never marked better or worse: machines are noisy, and a run that shares one with itself is slower."""
    before, after = comparison.before, comparison.after
    alike = before.jobs == after.jobs and before.versions.get("platform") == after.versions.get("platform")
    p50 = [f"{median(value for row in one.rows for value in row.seconds):.3f}" for one in (before, after)]
    return str(words["seconds"].format(before=p50[0], after=p50[1], unlike="" if alike else words["unlike"]))


def _changes(which: str, changes: Sequence[Change], lang: str, reveal: bool) -> str:
    words = WORDS[lang]
    shown = [one for one in changes if reveal or one.after.row.question.split is not Split.HELD]
    lines = [words[which].format(n=len(changes))]
    for one in shown:
        question = one.after.row.question
        lines.append(f"  {question.id} [{kind_name(question.kind, lang)}] {question.text}")
        lines += [
            f"      {words['was']}: {_said(one.before, words)}",
            f"      {words['now']}: {_said(one.after, words)}",
        ]
    if len(shown) < len(changes):
        lines.append("  " + words["held"].format(n=len(changes) - len(shown)))
    return "\n".join(lines)


def _said(marks: Marks, words: dict[str, Any]) -> str:
    reply = marks.row.reply
    if reply.abstained:
        return str(words["nothing"])
    cited = "; ".join(dict.fromkeys(cited.label for cited in reply.cited))
    return " ".join(reply.text.split()) + (f" — {cited}" if cited else "")


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:NAMED]) + ("…" if len(ids) > NAMED else "")
