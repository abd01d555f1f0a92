"""Who has a function of a work ("đơn vị nào thi công", "ai làm chủ đầu tư"): whom the text names as that, near the best piece.

"Đơn vị thi công là Công ty …" beside the sentence that tells of the work answers, though it shares one word with the question.
"""

import re

from index.text import has_marks, plain
from index.types import Role
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.types import Draft

# A piece so much less likely than the best (logarithm) may name the one; of another clause it must hold this share of the question,
# in and around it.
REACH, COVER = 5.0, 0.4
# The functions a body has in a work, longest first.
_FUNCTIONS = (
    "tư vấn giám sát", "tư vấn thiết kế", "quản lý dự án", "chủ đầu tư", "thường trực", "thi công", "giám sát", "thiết kế",
    "thẩm tra", "kiểm toán", "khảo sát", "vận hành", "đầu mối", "chủ trì", "tư vấn", "cung cấp", "bảo trợ", "tài trợ",
)  # fmt: skip
_FUNCTION = "|".join(_FUNCTIONS)
_ONE = (
    r"(?:ai|(?:(?:cơ quan|đơn vị|doanh nghiệp|công ty|tổ chức|nhà thầu|liên danh|ngân hàng|ban|bên|sở|phòng|trung tâm|nơi)"
    r"(?:\s+[^\W\d_]+){0,2}?\s+nào))"
)
_MADE = r"(?:\s+(?:là|làm|được|giao|giữ|vai trò|đảm nhận|đứng ra|phụ trách|cơ quan|đơn vị|việc))*"
_ASKED = re.compile(rf"(?<![^\W_]){_ONE}{_MADE}\s+(?P<function>{_FUNCTION})(?![^\W_])", re.IGNORECASE)
_BODY = (
    r"(?:Công ty|Tổng công ty|Liên danh|Tập đoàn|Ngân hàng|Hợp tác xã|Doanh nghiệp|Sở|Bộ|Ban|Phòng|Chi cục|Cục|Hạt|Đội|Trạm|Viện"
    r"|Trường|Trung tâm|Văn phòng|Thanh tra|Công an|Bệnh viện|Hội|Đoàn|Ủy ban|Uỷ ban|UBND|Bảo hiểm|Kho bạc|Đài|Báo)(?![^\W_])"
)
_OF, _OF_ONE = r"[^.;:()]{2,120}?", r"[^.,;:()]{2,120}?"
_ENDS = r"(?=\s*(?:[.;()]|,|$|\s(?:chịu|có trách nhiệm|thực hiện|chủ trì|phối hợp|với|để|theo|từ)(?![^\W_])))"

# Who had it before is not who has it; so many characters before the name.
_FORMER = re.compile(r"(?<![^\W_])(?:trước đây|trước đó|trước kia|nguyên|cũ|đến hết năm)(?![^\W_])", re.IGNORECASE)
_BEFORE = 30


def holder(evidence: Evidence) -> Draft | None:
    """The body named as having the function asked for."""
    asked = _ASKED.search(evidence.query.text) if has_marks(evidence.query.text) else None
    best = evidence.best
    if asked is None or best is None:
        return None
    said = _named_as(asked["function"].lower())
    home = best.hit.clause.id
    for candidate in evidence.found:
        if candidate.score < best.score - REACH:
            return None
        clause = candidate.hit.clause
        if (
            clause.role is Role.BODY
            and (clause.id == home or candidate.cover >= COVER)
            and (body := _body(said, candidate))
        ):
            return evidence.say(body, candidate)
    return None


def _body(said: tuple[re.Pattern[str], ...], candidate: Candidate) -> str | None:
    text = plain(candidate.piece.text)
    matches = (match for pattern in said for match in pattern.finditer(text))
    found = next(
        (one for one in matches if not _FORMER.search(text, max(0, one.start() - _BEFORE), one.end("body"))), None
    )
    return found["body"].strip(" ,*") if found else None


def _named_as(function: str) -> tuple[re.Pattern[str], ...]:
    """``Đơn vị thi công là …``, ``… là cơ quan thường trực``, ``… (chủ đầu tư)``, ``do … làm chủ đầu tư``."""
    any_, one = rf"(?P<body>{_BODY}{_OF})", rf"(?P<body>{_BODY}{_OF_ONE})"
    kind = r"(?:đơn vị |cơ quan |nhà thầu |bên |đầu mối )?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?i:(?<![^\W_]){kind}{function})(?:\s[^.;:()]{{1,80}}?)?(?:\s+là|\s*:)\s+{any_}{_ENDS}",
            rf"(?<![^\W_]){one}\s*\(\s*(?i:(?:là )?{kind}{function})\s*\)",
            rf"(?<![^\W_])giao\s+{one}\s+(?i:{function})(?![^\W_])",
            rf"(?:^\W*|(?<=[;:,.] )|(?:do|giao)\s+){one}\s+(?:là|làm|giữ vai trò)\s+(?i:{kind}{function})(?![^\W_])",
        )
    )
