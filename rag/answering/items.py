"""Lists and what introduces or ends a text: the items beneath a clause, headings, closing formulas."""

import re

from index.text import fold
from index.types import Clause
from rag.answering.evidence import Evidence, lead_items
from rag.types import Draft, Statement

# Asks for several things at once (folded).
_SEVERAL = re.compile(
    r"\b(?:nhung (?:gi|ai|noi nao)|(?:nhung|cac) (?:\w+ ){1,3}(?:nao|gi)\b|gom (?:co )?(?:nhung )?gi|bao gom|gom nhung|liet ke|ke ra|ke ten|may (?:noi dung|nhiem vu|viec|bien phap|buoc|loai|nhom|y)\b"
    r"|giay to (?:gi|nao)|ho so (?:gom|can)|cac buoc|trinh tu|thu tuc)\b"
)
_CLOSING = re.compile(
    r"^\W*(?:nhan duoc (?:cong van|van ban|chi thi|thong bao|ke hoach)|tren day la|(?:ban thuong vu|thuong truc|quan uy|uy ban|thanh uy|dang uy)?.{0,60}(?:de nghi|yeu cau|kinh de nghi)\b.{0,120}(?:trien khai|thuc hien|quan tam|nghiem tuc|chi dao)"
    r"|.{0,30}pho bien den|trong qua trinh (?:trien khai )?thuc hien|tran trong)"
)
HEADING = 160


def several(folded: str) -> bool:
    """Whether a list is asked for."""
    return bool(_SEVERAL.search(folded))


def closing(clause: Clause) -> bool:
    """Whether a clause only asks, at the end, that all of it be carried out."""
    return clause.address.startswith("đoạn kết") and bool(_CLOSING.match(fold(clause.text)))


def heading(evidence: Evidence, clause: Clause) -> bool:
    """Whether a clause only names what stands beneath it: ``3. Nội dung kiểm tra``."""
    text = clause.text.strip(" *_\n")
    if len(text) > HEADING or text.endswith((".", ";", "./.")) or re.search(r"[.;:]\s+\S", text.split(" ", 1)[-1]):
        return False
    return text.endswith(":") or bool(evidence.children(clause))


def under(evidence: Evidence, clause: Clause) -> list[Statement]:
    """The items under a clause that only introduces them."""
    leads = clause.text.rstrip(" *").endswith(":") and len(clause.text) <= 300
    if not (leads or heading(evidence, clause)):
        return []
    found = evidence.children(clause)
    if len(found) < (2 if leads else 1):
        return []
    return [Statement(text, (evidence.cited(item),)) for item, text in lead_items(found)]


def listed(evidence: Evidence) -> Draft | None:
    """Where a list is asked for and the best pieces are items of one: all of it, if what leads in speaks of what is asked."""
    best = evidence.best
    if best is None or not several(evidence.folded) or best.hit.clause.parent is None:
        return None
    parent = evidence.archive.clauses([best.hit.clause.parent])[0]
    lead = evidence.matcher.coverage([(set(evidence.matcher.forms(parent.text)), 1.0)])
    if lead < max(best.own, 0.35):
        return None
    statements = under(evidence, parent)
    return Draft(tuple(statements), evidence.support(best)) if len(statements) > 1 else None
