"""Which of several values a sentence gives is the one asked for: the one whose own words the question shares. Pure.

A word of the question counts for a value by what stands between the two: another value, a semicolon, a comma. "Thành thị
150.000 đồng, nông thôn 75.000 đồng": *nông thôn* is nearer to the second, for nothing stands between them.
"""

import re
from collections.abc import Mapping, Sequence

from index.parsing import patterns as p
from index.text import Token
from rag.values import Value

# What is left of a word's weight beyond another value, a semicolon, a comma; and for each ten words between.
VALUE, SEMICOLON, SENTENCE, COMMA, TEN_WORDS = 0.4, 0.5, 0.4, 0.65, 0.93
# … and beyond an "và" behind the value, where another value follows: "cấp huyện trước ngày 31/8 và cấp xã trước ngày 20/9".
AND = 0.5
# A label at the head of a sentence ("Trực tuyến: lớp 1 …; lớp 6 …") belongs to all of it.
LABEL, LABEL_LENGTH = 1.0, 90
# Two words that are neighbours in the question and here weigh this share of their sum again.
PAIR = 0.8
# A line that goes on in small letters was only broken by its width.
_LINE = re.compile(rf"\n(?![ \t]*[{p.LOWER}])")


def alignment(
    text: str, found: Sequence[tuple[Token, str]], value: Value, rivals: Sequence[Value],
    weight: Mapping[str, float], pairs: Sequence[tuple[str, str]],
) -> float:  # fmt: skip
    """How much of the question stands with ``value``, 0 to 1: of all ``weight`` by word, and of its neighbouring ``pairs``.

    ``found``: the tokens of ``text``, each with the form the question is compared in.
    """
    colon = text.find(":", 0, LABEL_LENGTH)
    asked = set(pairs)
    best: dict[str, float] = {}
    best_pair: dict[tuple[str, str], float] = {}
    for at, (token, form) in enumerate(found):
        pair = (form, found[at + 1][1]) if at + 1 < len(found) else (form, "")
        if form not in weight and pair not in asked:
            continue
        near = max(_near(text, token, value, rivals), LABEL if token.start < colon else 0.0)
        if form in weight:
            best[form] = max(best.get(form, 0.0), near)
        if pair in asked:
            best_pair[pair] = max(best_pair.get(pair, 0.0), near)

    def worth(pair: tuple[str, str]) -> float:
        return PAIR * (weight.get(pair[0], 0.0) + weight.get(pair[1], 0.0)) / 2

    total = sum(weight.values()) + sum(map(worth, asked))
    got = sum(weight[word] * near for word, near in best.items()) + sum(
        worth(pair) * near for pair, near in best_pair.items()
    )
    return got / total if total else 0.0


def _near(text: str, token: Token, value: Value, rivals: Sequence[Value]) -> float:
    if value.start <= token.start < value.end:
        return 1.0
    low, high = (token.end, value.start) if token.start < value.start else (value.end, token.start)
    between = text[low:high]
    beyond = token.start > value.end and " và " in between and any(rival.start >= token.end for rival in rivals)
    crossed = sum(low <= rival.start and rival.end <= high + 1 for rival in rivals)
    return float(
        (AND if beyond else 1.0)
        * VALUE**crossed
        * SEMICOLON ** between.count("; ")
        * SENTENCE ** (between.count(". ") + len(_LINE.findall(between)))
        * COMMA ** between.count(", ")
        * TEN_WORDS ** (between.count(" ") / 10)
    )
