"""The parts of a sentence that each speak of somebody else: "Hộ nghèo được miễn, hộ cận nghèo được giảm 50%"; and of whom a piece
speaks that the question does not name.
"""

import re

from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.asked import Asked, held, line_of, predicate_terms

# Of these one rules the other out, and neither is the other's denial.
EXCLUSIVE = (("miễn", "giảm"), ("đóng", "miễn"), ("nộp", "miễn"), ("chủ trì", "phối hợp"))
_JOINT = re.compile(r"[,;]\s+|\s(?=(?:còn|riêng|trong khi|nhưng)\s)")
# A part of its own: whom it speaks of, and what is ruled of him.
_OWN = re.compile(
    r"(?:[^:;,.]{1,40}:\s+)?(?:(?:và|còn|riêng|trong khi|nhưng|đối với|với|các|những)\s+)*"
    r"(?P<who>(?!(?:phải|cần|nhưng|mà|để|nhằm|nếu|khi|trừ|không|chưa|được|bị|chỉ|vẫn|trường hợp)\s)(?:[^\W_]+[ ]){1,9}?)"
    r"(?:thì )?(?:được|phải|không|chưa|bị|chỉ|vẫn|cần|có thể|miễn|đóng|nộp|hưởng)(?![^\W_])",
    re.IGNORECASE,
)
# The share of the words naming somebody that the question must hold for the part to speak of the one asked about.
NAMED = 0.6
# A part may hold this much less of what is asked than the whole.
LOST = 0.1


def of_asked(evidence: Evidence, asked: Asked, text: str) -> str:
    """The part of ``text`` that rules on the one asked about; all of it where it has no parts, or none names him best."""
    starts = [0, *(match.end() for match in _JOINT.finditer(text))]
    own = [(at, found["who"]) for at in starts if (found := _OWN.match(text, at))]
    if len(own) < 2:
        return text
    question = evidence.words(evidence.query.text)
    ranked: list[tuple[float, int, int]] = []
    for number, (_, who) in enumerate(own):
        words = set(evidence.matcher.forms(who))
        ranked.append((len(words & question) / len(words), len(words & question), number))
    ranked.sort(reverse=True)
    if ranked[0][0] < NAMED or ranked[0][:2] == ranked[1][:2]:
        return text
    best = ranked[0][2]
    end = own[best + 1][0] if best + 1 < len(own) else len(text)
    part = text[own[best][0] : end].rstrip(" ,;")
    other = evidence.words(" ".join(word for pair in EXCLUSIVE for word in pair))
    matter = [term for term in predicate_terms(evidence, asked) if term.word not in other]
    return part if held(evidence, matter, part) >= held(evidence, matter, text) - LOST else text
