"""Of which case a text rules: under which condition, in which brackets, of whom alone; and whether it is the case asked about.

"Nếu kết quả không đúng thì …" rules on another case than "nếu kết quả đúng thì …"; a negation in the condition, or in brackets,
denies nothing of what is ruled.
"""

import re
from collections.abc import Sequence

from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.asked import Proposition, held, predicate_terms
from rag.finding.match import Term
from rag.question.cues import STOP

_LACKS = re.compile(r"(?<![^\W_])(?:không|chưa|mất|thiếu)(?![^\W_])", re.IGNORECASE)
# A condition and what is ruled under it: "…, nếu chưa có thì nhà trường vẫn nhận", "Đối với hộ không …: hỗ trợ …".
_CONDITION = re.compile(
    r"(?:^|[,;(]\s*|\.\s+)(?P<case>\W*(?:[a-zđ]\)\s|\d+[.)]\s)?"
    r"(?:(?:nếu|khi|trường hợp|riêng|đối với|với|ai|hộ|người)(?![^\W_])[^;:]*?(?:(?<![^\W_])thì(?![^\W_])|:)"
    r"|[^.,;:()]{0,60}?(?<![^\W_])(?:không|chưa)(?![^\W_])[^,;:]{0,60}?(?<![^\W_])thì(?![^\W_])))",
    re.IGNORECASE,
)
# What the denial of a condition reaches, in words.
GOVERNED = 4
_ASIDE = re.compile(r"\([^()]*\)")
# Brackets with a rule for some of those spoken of: "(đối với hộ một người thì có thể …)".
_ASIDE_OF = re.compile(
    r"\((?:riêng|đối với|với|trường hợp|nếu|riêng đối với)\s+(?P<who>[^();:,]{2,80}?)\s*(?<![^\W_])"
    r"(?:thì|được|có thể|phải|không|chỉ|:)(?![^\W_])[^()]*\)",
    re.IGNORECASE,
)
# Whether somebody is dealt with as others are, and a text that deals with him apart.
_TOGETHER = re.compile(
    r"(?<![^\W_])(?:(?:cùng|giống|chung|như|bằng|ngang)(?![^\W_])[^,;.?]*?(?<![^\W_])(?:khác|còn lại|kia)"
    r"|như nhau|giống nhau|bằng nhau)(?![^\W_])",
    re.IGNORECASE,
)
_APART = re.compile(r"^\W*(?:[a-zđ]\)\s|\d+[.)]\s)?riêng(?![^\W_])", re.IGNORECASE)
# How well something is done or how badly one is hurt, from the most on; of two words in a scale the longer is looked for first.
_SCALES = (
    ("hoàn thành xuất sắc", "hoàn thành tốt", "mức hoàn thành|hoàn thành nhiệm vụ", "chưa hoàn thành|không hoàn thành"),
    ("loại xuất sắc|học lực xuất sắc", "loại tốt|loại giỏi|học lực giỏi|học sinh giỏi", "loại khá|học lực khá|học sinh khá",
     "loại trung bình|học lực trung bình|loại đạt", "loại yếu|học lực yếu|chưa đạt"),
    ("khuyết tật đặc biệt nặng", "khuyết tật nặng", "khuyết tật nhẹ"),
)  # fmt: skip
_AND_MORE = re.compile(r"\W*trở lên(?![^\W_])", re.IGNORECASE)


def ruled(evidence: Evidence, asked: Proposition, text: str) -> str:
    """What ``text`` rules, without the condition before it and without brackets, where what is asked stands outside of them."""
    terms = predicate_terms(evidence, asked)
    for part in (_ASIDE, _CONDITION):
        rest = part.sub(" ", text)
        if rest.strip(" .;") and _holds_as_much(evidence, terms, rest, text):
            text = rest
    return text


def _holds_as_much(evidence: Evidence, terms: Sequence[Term], rest: str, text: str) -> bool:
    share = held(evidence, terms, rest)
    return share > 0 and share >= held(evidence, terms, text)


def case(evidence: Evidence, asked: Proposition, text: str) -> int:
    """1 where the condition of ``text`` denies what the question denies of the one asked about, -1 where only one of them does so;
    0 where either says nothing of the other's."""
    empty = evidence.words(" ".join(STOP) + " được phải bị có")
    mine = _lacked(evidence, asked.subject) - empty
    found = 0
    for one in _CONDITION.finditer(_ASIDE.sub(" ", text)):
        theirs = _lacked(evidence, one["case"]) - empty
        if theirs and mine:
            if theirs & mine:
                return 1
        elif mine & evidence.words(one["case"]) or len(theirs & evidence.words(asked.subject)) > 1:
            found = -1
    return found


def _lacked(evidence: Evidence, text: str) -> set[str]:
    """The words that a denial of ``text`` reaches."""
    parts = (re.split(r"[.,;:]", text[one.end() :], maxsplit=1)[0] for one in _LACKS.finditer(text))
    return {word for part in parts for word in evidence.matcher.forms(part)[:GOVERNED]}


def of_same_case(evidence: Evidence, asked: Proposition, pieces: Sequence[Candidate]) -> list[Candidate]:
    """Without the pieces that rule on the contrary of the case asked about, where another one of their clause rules on it."""
    cases = [case(evidence, asked, one.piece.text) for one in pieces]
    told = {one.hit.clause.id for one, its in zip(pieces, cases, strict=True) if its > 0}
    return [one for one, its in zip(pieces, cases, strict=True) if its >= 0 or one.hit.clause.id not in told]


def aside(evidence: Evidence, text: str) -> str:
    """The rule in brackets of ``text`` that is for the one asked about, whom nothing outside of it names; empty: there is none."""
    question = evidence.words(evidence.query.text)
    for one in _ASIDE_OF.finditer(text):
        who = evidence.words(one["who"]) - evidence.words(" ".join(STOP))
        outside = evidence.words(text[: one.start()] + text[one.end() :])
        if who and who <= question and not who <= outside:
            return one.group().strip("()")
    return ""


def set_apart(question: str, text: str) -> bool:
    """Whether it is asked whether somebody is dealt with as the others, and ``text`` deals with him alone: "Riêng lớp 1 …"."""
    return bool(_TOGETHER.search(question) and _APART.match(text))


def grade(question: str, text: str) -> int:
    """Whether the grade told in the question ("hoàn thành tốt") reaches the one that ``text`` asks for; 0 where either has none."""
    for scale in _SCALES:
        mine, theirs = _steps(scale, question), _steps(scale, text)
        if len(mine) != 1 or not theirs:
            continue
        at = mine[0][0]
        if at in [step for step, _ in theirs]:
            return 1
        if len(theirs) == 1:
            step, end = theirs[0]
            return 1 if at < step and _AND_MORE.match(text, end) else -1
    return 0


def _steps(scale: Sequence[str], text: str) -> list[tuple[int, int]]:
    """The steps of a scale that ``text`` names, each with where its name ends."""
    found: list[tuple[int, int]] = []
    lower = text.lower()
    for at, words in enumerate(scale):
        for one in re.finditer(rf"(?<![^\W_])(?:{words})(?![^\W_])", lower):
            found.append((at, one.end()))
            lower = lower[: one.start()] + " " * (one.end() - one.start()) + lower[one.end() :]
    return found
