"""Who sits on a committee, a team, a council: the people listed beneath the clause that names it."""

import re
from collections.abc import Iterator

from index.text import folded_words
from index.types import Clause, Role
from rag import values
from rag.answering.evidence import LIST_LIMIT, Evidence, lead_items
from rag.answering.people.offices import leads
from rag.types import Draft, Statement

_MEMBERS = re.compile(
    r"\b(?:nhung ai|gom (?:co )?(?:nhung )?(?:ai|nguoi nao)|cac thanh vien|thanh vien"
    r"|nhung (?:nguoi|ong ba|dong chi|ong|thanh vien) nao|danh sach (?:ban|to|hoi dong|doan|thanh vien)"
    r"|(?:bao nhieu|may) (?:nguoi|thanh vien|dong chi|uy vien))\b"
)
_CHARGED = re.compile(r"\b(?:nhung ai|nguoi nao) (?:phai|can|chiu|thi hanh|thuc hien|duoc|bi)\b")
# "Có mấy phó trưởng ban?": what somebody is in a committee, not what they are elsewhere.
_COUNTED = re.compile(
    r"\b(?:bao nhieu|may) (?P<role>pho truong (?:ban|doan|tieu ban)|pho ban|to pho|doi pho|pho chu tich hoi dong|uy vien|thu ky)\b"
)
_COLLECTIVE = re.compile(r"\b(?:ban|to|hoi dong|doan|tieu ban|uy ban|nhom|bch|bcd)\b")


def members(evidence: Evidence) -> Draft | None:
    """``Ban Chỉ đạo gồm những ai?``: the people listed beneath the clause that names the committee, each cited."""
    if not (_MEMBERS.search(evidence.folded) and _COLLECTIVE.search(evidence.folded)) or _CHARGED.search(
        evidence.folded
    ):
        return None
    for top in tops(evidence):
        people = _people(evidence, top)
        while people and top.parent is not None and not _are_members(evidence, top):
            above = evidence.archive.clauses([top.parent])[0]
            wider = _people(evidence, above)
            if len(wider) <= len(people):
                break
            top, people = above, wider
        if people:
            items = lead_items(people, LIST_LIMIT)
            return Draft(tuple(Statement(text, (evidence.cited(c),)) for c, text in items), 0.9)
    return None


def counted(evidence: Evidence) -> Draft | None:
    """``Ban Chỉ đạo có mấy phó trưởng ban?``: those listed as that, whom nothing counts."""
    asked = _COUNTED.search(evidence.folded.replace("_", ""))
    for top in tops(evidence) if asked else ():
        role = f" {asked['role']} " if asked else ""
        own = [one for one in _people(evidence, top) if role in f" {' '.join(folded_words(one.text))} "]
        if own:
            items = lead_items(own, LIST_LIMIT)
            return Draft(tuple(Statement(text, (evidence.cited(c),)) for c, text in items), 0.9)
    return None


def _are_members(evidence: Evidence, top: Clause) -> bool:
    """Whether the members beside the heads are asked for, and are listed under ``top``: "4. Các thành viên:"."""
    return "thanh vien" in evidence.folded and "thanh vien" in " ".join(folded_words(top.text))


def _people(evidence: Evidence, top: Clause) -> list[Clause]:
    """The lines under ``top``, and under headings there, that each name somebody; none where other things stand between."""
    lines = [
        line for item in evidence.children(top)
        for line in ([item] if _names(item) else evidence.children(item) or [item])
    ]  # fmt: skip
    people = [line for line in lines if _names(line)]
    return people if len(people) >= 2 and len(people) >= 0.7 * len(lines) else []


def tops(evidence: Evidence) -> Iterator[Clause]:
    """What the lists stand under that the clauses found belong to or introduce, best first."""
    seen: set[int] = set()
    for clause in dict.fromkeys(c.hit.clause for c in evidence.found):
        for number in (clause.id, clause.parent):
            if number is None or number in seen:
                continue
            seen.add(number)
            top = evidence.archive.clauses([number])[0]
            if top.role is Role.BODY and evidence.children(top):
                yield top


def _names(clause: Clause) -> bool:
    """Whether a line names somebody first, or behind the office that labels it."""
    return any(leads(clause.text, named) for named in values.persons(clause.text)[:1])
