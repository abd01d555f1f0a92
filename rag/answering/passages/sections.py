"""The part of a document that is headed by what is asked for: "Đối tượng", "Điều kiện", "Trình tự" of the rules asked about.

Their items seldom hold a word of the question ("2. Người khuyết tật;" of who is helped to learn a trade), the rules' title does.
"""

import re

from index.passages import describe
from index.text import fold
from index.types import Clause, Directive, Role
from rag.answering.documents.register import family
from rag.answering.evidence import Evidence
from rag.answering.passages import items
from rag.types import Draft, Want

# What is asked for, on the folded question, with how the part of a document begins that says it, with marks.
_GETS = r"(?:duoc|huong|ap dung|xet|vay|mien|giam|tham gia|du tuyen|nhan|ho tro)"
_PARTS = (
    (
        rf"^(?:nhung |cac )?(?:ai|nguoi nao|doi tuong nao|ho nao) (?:thi |se |moi )?{_GETS}\b"
        rf"|\b(?:ap dung|danh) cho (?:nhung |cac )?(?:ai|doi tuong nao)"
        rf"|\bdoi tuong (?:nao |gi )?(?:thi |se )?(?:{_GETS} .*)?(?:la |gom )?(?:nhung )?(?:ai|nao|gi)?[ ?.!]*$",
        r"(?:phạm vi và )?(?:các )?(?:đối tượng|trường hợp được)",
    ),
    (
        r"\bdieu kien (?:\w+ ){0,12}?(?:la )?(?:gi|nao|ra sao|the nao)\b|\bdieu kien\b.*\bgom\b",
        r"(?:các |những )?điều kiện",
    ),
    (r"\bnguyen tac\b.*\b(?:gi|nao|ra sao|the nao)\b", r"(?:các )?nguyên tắc"),
    (
        r"\b(?:trinh tu|quy trinh|cac buoc|thu tuc)\b.*\b(?:gi|nao|ra sao|the nao)\b|\bmay buoc\b",
        r"(?:các bước|trình tự|quy trình|thủ tục)",
    ),
    (
        r"\bho tro (?:nhung |cac )(?:gi|khoan (?:gi|nao)|che do (?:gi|nao))\b"
        r"|\b(?:huong|co) (?:nhung |cac )?(?:che do|chinh sach|quyen loi) (?:gi|nao)\b",
        r"(?:các |những )?(?:nội dung(?: và mức)?(?:,| )+(?:được )?hỗ trợ|khoản hỗ trợ|mức hỗ trợ|chính sách|chế độ|quyền lợi)",
    ),
    (
        r"\b(?:nghiem )?cam (?:\w+ ){0,8}(?:gi|nao)\b",
        r"(?:các |những )?(?:hành vi|việc|điều)(?: \w+){0,2} (?:nghiêm )?cấm",
    ),
)
_ASKED = tuple((re.compile(asked), re.compile(rf"\W*{said}(?![^\W_])", re.IGNORECASE)) for asked, said in _PARTS)
_WANTS = frozenset({Want.LIST, Want.TASK, Want.TEXT, Want.CONDITION, Want.PERSON})
_NOT = re.compile(r"\bkhong\b")
# The share of the question that the title of the document must hold.
TITLED = 0.7
# How surely such a part answers, at least.
CERTAIN = 0.8
# "Điều 4.", "II.", "1." before a title.
_MARKER = re.compile(r"^\W*(?:Điều|Mục|Phần|Chương)?\s*[\dIVX]{1,4}[.:)]?\s+", re.IGNORECASE)


def section(evidence: Evidence) -> Draft | None:
    """What stands under the one title that names what is asked for, in the document whose own title speaks of the rest."""
    best = evidence.best
    heads = next((heads for asked, heads in _ASKED if asked.search(evidence.folded.replace("_", ""))), None)
    if heads is None or best is None or evidence.query.want not in _WANTS or _NOT.search(evidence.folded):
        return None
    directives = [evidence.archive.directives[one] for one in family(best.hit.clause.directive, evidence.archive)]
    if _held(evidence, directives) < TITLED:
        return None
    titles = [c for one in directives for c in evidence.clauses_of(one.id) if _titled(evidence, c, heads)]
    told = items.under(evidence, titles[0]) if len(titles) == 1 else []
    return Draft(tuple(told), max(evidence.support(best), CERTAIN)) if told else None


def _titled(evidence: Evidence, clause: Clause, heads: re.Pattern[str]) -> bool:
    return (
        clause.role is Role.BODY and bool(heads.match(_MARKER.sub("", clause.text))) and items.heading(evidence, clause)
    )


def _held(evidence: Evidence, directives: list[Directive]) -> float:
    """The share of the question that the titles of the documents hold, but for the words that name the part."""
    about = " ".join(f"{describe(one)} {one.subject.value if one.subject else ''}" for one in directives)
    titles = (c.text for one in directives for c in evidence.clauses_of(one.id) if c.address.startswith("tiêu đề"))
    named = {term.word for term in evidence.matcher.terms if fold(term.word).rstrip("12345") in _PART_WORDS}
    return evidence.matcher.coverage([(evidence.words(f"{about} {' '.join(titles)}") | named, 1.0)])


_PART_WORDS = frozenset(
    (
        "doi tuong dieu kien nguyen tac trinh tu quy trinh buoc thu tuc khoan che do chinh sach quyen loi hanh vi viec nghiem cam"
    ).split()
)
