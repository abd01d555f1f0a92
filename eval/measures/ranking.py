"""Ranking measures, computed by ir-measures (trec_eval's definitions) in one call for all questions. Pure.

To the library a question is a query, an evidence group a relevant document with its grade, and a ranking the groups
that each place found is credited with; a place that brings nothing new is a document that is not relevant.
"""

from collections.abc import Sequence

from eval.measures.marks import Marks


def ranking(marks: Sequence[Marks], names: Sequence[str]) -> list[dict[str, float]]:
    """For each question the measures ``names`` (``R@5``, ``RR@10``, ``nDCG@10``); nothing for one without gold
    quotations.
    """
    import ir_measures  # with trec_eval's C code

    qrels = {str(at): _relevant(one) for at, one in enumerate(marks) if one.groups}
    values: list[dict[str, float]] = [{} for _ in marks]
    if not qrels:
        return values
    # The library reads scores as 32-bit floats: ranks, unlike the system's own scores, keep their order in them.
    run = {query: _ranked(marks[int(query)]) for query in qrels}
    wanted = {ir_measures.parse_measure(name): name for name in names}
    for metric in ir_measures.iter_calc(list(wanted), qrels, run):
        values[int(metric.query_id)][wanted[metric.measure]] = float(metric.value)
    return values


def _relevant(marks: Marks) -> dict[str, int]:
    return {f"group {group}": grade for group, grade in enumerate(marks.grades)}


def _ranked(marks: Marks) -> dict[str, float]:
    numbers = sorted({gold.group for gold in marks.row.gold})
    names = (
        f"other {at}" if group is None else f"group {numbers.index(group)}" for at, group in enumerate(marks.credits)
    )
    return {name: float(-at) for at, name in enumerate(names)}
