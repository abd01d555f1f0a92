"""``python -m eval.measures > docs/measures.md``: what each measure means, from the one list."""

from eval.judge import KAPPA
from eval.measures.calibration import ECE
from eval.measures.measure import FAMILIES
from eval.measures.spent import LATENCY
from eval.measures.types import Definition, Measure

_HEAD = """# The measures

What `trichdan eval` measures, each with its source and an example to check by hand. Made by `python -m eval.measures`
from the list that also makes the tables; do not edit.

Words: a *gold quotation* is the stretch of a document where the answer stands; an *evidence group* is a set of them
that are alternatives, and a question with several groups wants one quotation of each; a *clause* is the smallest
citable unit. Unless it says otherwise, a measure's value over a set is the sum of its parts over the sum of its
wholes (2 of 3 clauses and 1 of 1: 3/4), and – where there is nothing to measure.
"""
_BETTER = {"higher": "higher is better", "lower": "lower is better", "neither": "neither is better"}
_ELSEWHERE = {"Confidence": ((ECE, "ECE, lower is better"),)}


def document() -> str:
    """The text of ``docs/measures.md``."""
    parts = [_HEAD]
    for vi, en, family in FAMILIES:
        parts.append(f"## {en} · {vi}\n")
        kinds: dict[Definition, list[Measure]] = {}
        for measure in family:
            kinds.setdefault(measure.definition, []).append(measure)
        for definition, members in kinds.items():
            names = ", ".join(_name(one) for one in members)
            also = "; p50 and p95 of the run" if definition is LATENCY else ""
            parts.append(_section(definition, names + also))
        parts += [_section(definition, names) for definition, names in _ELSEWHERE.get(en, ())]
    parts += ["## Beside the measures · Bên cạnh số đo\n", _section(KAPPA, "`trichdan eval judge`")]
    return "\n".join(parts)


def _name(measure: Measure) -> str:
    lower = f" ({_BETTER[measure.better]})" if measure.better != "higher" else ""
    return f"`{measure.key}`{lower}"


def _section(definition: Definition, names: str) -> str:
    lines = [
        f"### {definition.title_en} · {definition.title_vi}\n",
        f"{names}\n",
        f"{definition.en}\n",
        f"*{definition.vi.replace('*', '')}*\n",
        f"Source: {definition.source}.\n",
    ]
    if definition.example:
        lines.append(f"Example: {definition.example}.\n")
    return "\n".join(lines)


if __name__ == "__main__":
    print(document(), end="")
