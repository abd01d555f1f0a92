"""Lists and what introduces or ends a text: the items beneath a clause, headings, closing formulas."""

import re

from index.text import fold, folded_words
from index.types import Clause
from rag.answering.candidates import Candidate
from rag.answering.evidence import Evidence, lead_items
from rag.types import Draft, Statement

# Asks for several things at once (folded).
_SEVERAL = re.compile(
    r"\b(?:nhung (?:gi|ai|noi nao)|(?:nhung|cac) (?:\w+ ){1,3}(?:nao|gi)\b|gom (?:co )?(?:nhung )?gi|bao gom|gom nhung"
    r"|liet ke|ke ra|ke ten|may (?:noi dung|nhiem vu|viec|bien phap|buoc|loai|nhom|y)\b"
    r"|giay to (?:gi|nao)|ho so (?:gom|can)|cac buoc|trinh tu|thu tuc)\b"
)
_CLOSING = re.compile(
    r"^\W*(?:nhan duoc (?:cong van|van ban|chi thi|thong bao|ke hoach)|tren day la|.{0,60}(?:de nghi|yeu cau)\b.{0,120}"
    r"(?:trien khai|thuc hien|quan tam|nghiem tuc|chi dao)"
    r"|.{0,30}pho bien den|trong qua trinh (?:trien khai )?thuc hien|tran trong)"
)
HEADING = 160
_CONSISTS = re.compile(r"^(?P<thing>.{4,60}?) (?:thi )?(?:phai |can )?(?:co |bao )?gom\b")
_COMPARED = re.compile(r"\bso sanh\b|\bkhac nhau\b|\bchenh lech\b|\btung (?:muc|loai|cap|nhom)\b|\bcac muc\b")
# Clauses that speak of what is compared as fully as the best one, within this share of the question's words.
EVEN = 0.03


def _rows(evidence: Evidence, best: Candidate) -> list[Statement]:
    """The clauses beside the best one that hold as much of the question: one for each of what is compared."""
    mine = best.hit.clause
    rows = {
        c.hit.clause.id: c.hit.clause for c in evidence.found
        if c.own >= best.own - EVEN and (c.hit.clause.directive, c.hit.clause.parent) == (mine.directive, mine.parent)
    }  # fmt: skip
    found = [rows[number] for number in sorted(rows)]
    return [Statement(text, (evidence.cited(c),)) for c, text in lead_items(found)] if 1 < len(found) <= 8 else []


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


def enumerating(evidence: Evidence) -> Candidate | None:
    """``Hồ sơ gồm: …`` for "hồ sơ tuyển sinh gồm những gì?": the piece that says what the thing asked about consists of."""
    asked = _CONSISTS.search(evidence.folded)
    if not asked:
        return None
    thing = asked["thing"].replace("_", "").split()[-4:]
    for candidate in evidence.found:
        stated = re.match(r"(.{2,160}?)\b(?:gom|bao gom|gom co)\b", fold(candidate.sentence.text))
        if stated and len(thing) >= 2 and " ".join(thing[:2]) in " ".join(folded_words(stated[1])):
            return candidate
    return None


def listed(evidence: Evidence) -> Draft | None:
    """Where a list is asked for and the best pieces are items of one: all of it, if what leads in speaks of what is asked."""
    best = evidence.best
    if best is not None and _COMPARED.search(evidence.folded) and (rows := _rows(evidence, best)):
        return Draft(tuple(rows), evidence.support(best))
    if best is None or not several(evidence.folded) or best.hit.clause.parent is None:
        return None
    parent = evidence.archive.clauses([best.hit.clause.parent])[0]
    lead = evidence.matcher.coverage([(set(evidence.matcher.forms(parent.text)), 1.0)])
    if lead < max(best.own, 0.35):
        return None
    statements = under(evidence, parent)
    return Draft(tuple(statements), evidence.support(best)) if len(statements) > 1 else None
