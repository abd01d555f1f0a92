"""Which of several values a sentence gives is the one asked for: the one whose own words the question shares. Pure.

A word of the question counts for a value by what stands between the two: another value, a semicolon, a comma. "Thành thị
150.000 đồng, nông thôn 75.000 đồng": *nông thôn* is nearer to the second, for nothing stands between them.
"""

import itertools
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from index.parsing import patterns as p
from index.text import Token, tokens
from rag.question.cues import STOP_FOLDED
from rag.values import Value

# What is left of a word's weight beyond another value, a semicolon, a comma; and for each ten words between.
VALUE, SEMICOLON, SENTENCE, COMMA, TEN_WORDS = 0.4, 0.5, 0.4, 0.65, 0.93
# … and beyond an "và" behind the value, where another value follows: "cấp huyện trước ngày 31/8 và cấp xã trước ngày 20/9".
AND = 0.5
# A label at the head of a sentence ("Trực tuyến: lớp 1 …; lớp 6 …") belongs to all of it.
LABEL, LABEL_LENGTH = 1.0, 90
# Two words that are neighbours in the question and here weigh this share of their sum again.
PAIR = 0.8
# Sets a case apart from what was said before it: "…; riêng người ở đảo được 100%", "… . Đối với học sinh, mức hỗ trợ là 30%".
CASE = re.compile(r"(?:[;,.]\s+)(?:còn\s+)?(?:riêng|đối với|trường hợp|nếu)(?![^\W_])", re.IGNORECASE)
_AND_CASE = re.compile(r"[;,]\s+còn(?![^\W_])", re.IGNORECASE)
_CASE_ENDS = re.compile(r"[;.]\s")
# The case of a value, said behind it.
_FOR = re.compile(r"\s*(?:khi|nếu|đối với|với)(?![^\W_])", re.IGNORECASE)
# A line that goes on in small letters was only broken by its width.
_LINE = re.compile(rf"\n(?![ \t]*[{p.LOWER}])")


def alignment(
    text: str, found: Sequence[tuple[Token, str]], value: Value, rivals: Sequence[Value],
    weight: Mapping[str, float], pairs: Sequence[tuple[str, str]], given: Sequence[str] = (),
) -> float:  # fmt: skip
    """How much of the question stands with ``value``, 0 to 1: of all ``weight`` by word, and of its neighbouring ``pairs``.

    ``found``: the tokens of ``text``, each with the form the question is compared in; ``given``: see :func:`of_case`.
    """
    colon = text.find(":", 0, LABEL_LENGTH)
    asked = set(pairs)
    best = {form: 1.0 for form in given if form in weight}
    best_pair = {pair: 1.0 for pair in itertools.pairwise(given) if pair in asked}
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


def of_case(
    text: str, at: int, forms: Callable[[str], Sequence[str]], weight: Collection[str], pairs: Collection[tuple[str, str]]
) -> Sequence[str]:  # fmt: skip
    """What is said before the case set apart for which a value at ``at`` is given, since that holds for the case as well.

    Nothing where the question does not name that case: by two neighbours that stand in it, one of them not before it.
    """
    cases = [m for m in CASE.finditer(text, 0, at) if not _CASE_ENDS.search(text, m.end(), at)]
    if not cases:
        return ()
    before, case = forms(text[: cases[-1].start()]), forms(text[cases[-1].end() : at])
    named = set(itertools.pairwise(case)) & set(pairs)
    return before if any(set(pair) & set(weight) - set(before) for pair in named) else ()


def set_apart(text: str, value: Value, others: Sequence[Value], asked: Collection[str]) -> bool:
    """Whether another value is given for a case set apart ("xã đồng bằng trước ngày 20/4, riêng xã miền núi trước ngày 05/5"), or
    each for its own ("200.000 đồng đối với cá nhân, 500.000 đồng đối với tổ chức"), and the question, whose folded words are
    ``asked``, does not name the case of this one.
    """
    behind = [one for one in others if one.start >= value.end]
    following = min(behind, key=lambda one: one.start, default=None)
    if following is None:
        return False
    between = text[value.end : following.start]
    if CASE.search(between) or _AND_CASE.search(between):
        own = text[max((m.end() for m in _CASE_ENDS.finditer(text, 0, value.start)), default=0) : value.start]
    elif (case := _FOR.match(between)) and _FOR.match(text, following.end):
        own = between[case.end() : between.find(",", case.end())]
    else:
        return False
    return not {token.folded for token in tokens(own)} <= {*asked, *STOP_FOLDED}


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
