"""A single sentence near the topic that never speaks of what is asked: members of a body, papers, a price, the case asked about.

Each is a way of asking with the words that any sentence saying it holds; see :mod:`rag.answering.passages.unsaid`.
"""

import re
from collections.abc import Sequence

from rag.answering.evidence import Evidence
from rag.question.folded import flat
from rag.types import Citation

# Who makes up a body, what papers make up; on folded text.
_MADE_UP = re.compile(r"\bgom (?:co )?(?:nhung |cac )?(?:ai|nguoi nao|thanh vien nao|thanh phan nao)\b")
_MEMBERS = re.compile(
    r"\b(?:gom|thanh phan|thanh vien|dai dien|truong ban|to truong|chu tich"
    r"|uy vien|do [^.;:]{3,60} lam (?:truong|chu|to)|co \w+ nguoi)\b"
)
_PAPERS = re.compile(r"^(?:ho so|giay to|thu tuc)\b.*\b(?:gom|co) (?:co )?(?:nhung |cac )?(?:giay to )?(?:gi|nao)\b")
_OF_PAPERS = re.compile(r"\b(?:ho so|giay to|gom|thu tuc|thanh phan)\b")
# "Giá thuê tính thế nào?"; with marks, for folded they are other words, too.
_COST = re.compile(
    r"(?<!đánh )(?<!định )(?<!trị )(?<![^\W_])(?:giá|phí|học phí|lệ phí|viện phí)(?![^\W_])(?! trị).*(?:thế nào|ra sao)",
    re.IGNORECASE,
)
_OF_COST = re.compile(r"(?<![^\W_])(?:giá|phí|tiền|đồng|miễn|mức|thu|nộp)(?![^\W_])|%", re.IGNORECASE)
# "Phải làm gì khi phụ huynh không đóng tiền?": the case, of so many words at least, of which so much is spoken of at least.
_WHEN = re.compile(
    r"(?<![^\W_])(?:làm|xử lý|xử trí)\s+(?:những\s+)?(?:gì|sao|thế nào|ra sao)\s+(?:khi|nếu|trong trường hợp)\s+(?P<when>[^?]+)",
    re.IGNORECASE,
)
WORDS, SPOKEN = 3, 0.25


def unspoken(evidence: Evidence, said: Sequence[str], cited: Sequence[Citation]) -> bool:
    """Whether one sentence is ``said`` that does not speak of what is asked, nor what it stands under."""
    if len(said) != 1:
        return False
    folded = evidence.folded.replace("_", "")
    quoted = " ".join([*said, *(one.quote for one in cited)])
    whole = flat(quoted).replace("_", "")
    above = flat(" ".join(title for one in cited for title in one.clause.headings)).replace("_", "")
    return (
        bool(_MADE_UP.search(folded) and not _MEMBERS.search(whole))
        or bool(_PAPERS.search(folded) and not _OF_PAPERS.search(f"{whole} {above}"))
        or bool(_COST.search(evidence.query.text) and not _OF_COST.search(quoted))
        or _another_case(evidence, cited)
    )


def _another_case(evidence: Evidence, cited: Sequence[Citation]) -> bool:
    """Whether it is asked what to do in a case of which next to nothing is said where the answer is taken from."""
    asked = _WHEN.search(evidence.query.text)
    if asked is None:
        return False
    inside = evidence.words(asked["when"])
    case = [term for term in evidence.matcher.terms if term.word in inside]
    about = evidence.words(" ".join(" ".join((one.clause.text, *one.clause.headings)) for one in cited))
    held = sum(term.weight for term in case if term.word in about)
    return len(case) >= WORDS and held < SPOKEN * sum(term.weight for term in case)
