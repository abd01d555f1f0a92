"""What documents do with the one that a question names: which amends, replaces or repeals it."""

import re
from collections.abc import Iterable

from index.archive import Archive
from index.types import Clause, Reference, Role
from rag.answering.documents.named import dated_name, title
from rag.answering.documents.register import register
from rag.answering.documents.told import told_changed
from rag.answering.evidence import Evidence
from rag.question.cues import ENDED
from rag.question.folded import flat
from rag.types import Draft, Reason, Scope, Statement

RELATIONS = (
    (re.compile(rf"bai bo|huy bo|xoa bo|{ENDED}|\b(?:bi|duoc) thay\b|\bthay (?:bang|boi)\b"), {"repeals", "replaces"}),
    (re.compile(r"\bsua\b(?! chua)|bo sung|dieu chinh"), {"amends", "supplements"}),
)
# "… bị thay bởi văn bản nào", "… hết hiệu lực theo quyết định nào": behind the verb, who does it.
_BY = re.compile(r"\b(?:boi|bang|do|vi|theo|tu khi|khi)\b")
_SUFFERS = re.compile(r"\b(?:bi|duoc)\b(?: [a-z]+){0,4} ?$")
_CEASES = re.compile(r"(?:het|mat|khong con|thoi|ngung|cham dut)\b")


def acting_on(evidence: Evidence) -> Draft | None:
    """``Văn bản nào điều chỉnh công văn 412?``: what does that to the document named, or that nothing here does."""
    named = [group for group in evidence.query.groups if group.explicit]
    cue, relations = next(
        ((m, kinds) for c, kinds in RELATIONS if (m := c.search(evidence.folded))), (None, set[str]())
    )
    asked = re.search(r"\b(?:nao|gi)\b", evidence.folded)
    if len(named) != 1 or cue is None or asked is None:
        return None
    if asked.start() > cue.start():
        suffers = (
            _SUFFERS.search(evidence.folded[: cue.start()])
            or _SUFFERS.match(cue.group()[:5])
            or _CEASES.match(cue.group())
        )
        if not suffers or not _BY.search(evidence.folded[cue.start() : asked.start()]):
            return None
        return _acting(evidence, named[0], relations)
    # "Quyết định nào bị Quyết định 2157 thay thế?" asks what the one named does.
    if re.search(rf"\b(?:bi|duoc|do|boi) {re.escape(flat(named[0].names[0]))}", evidence.folded):
        return None
    # "Văn bản nào hết hiệu lực khi có Quyết định 2157?", but not "văn bản nào làm Quyết định 2157 hết hiệu lực?"
    made = re.search(r"\b(?:lam|khien)\b", evidence.folded[asked.end() : cue.start()])
    if (_CEASES.match(cue.group()) and not made) or re.search(r"\b(?:nao|gi) (?:thi )?(?:bi|duoc)\b", evidence.folded):
        return None  # … and so does "Nghị định 87 ra đời thì nghị định nào trước đó hết hiệu lực?"
    return _acting(evidence, named[0], relations)


def _acting(evidence: Evidence, named: Scope, relations: set[str]) -> Draft:
    """The documents that have one of the ``relations`` to the one named."""
    archive = evidence.archive
    found = [r for r in relations_to(named, archive) if r.relation in relations]
    said: dict[int, Statement] = {}
    for one, clause in ruled(found, archive):
        said.setdefault(
            one.directive, Statement(dated_name(archive.directives[one.directive]), (evidence.cited(clause),))
        )
    if not said:
        told = told_changed(numbers_of(named, archive), "replaces" in relations, archive)
        placed = [(one, archive.clause_at(one.file, one.span.start, one.span.end)) for one in told]
        said = {at: Statement(title(r, archive), (evidence.cited(c),)) for at, (r, c) in enumerate(placed) if c}
    return Draft(tuple(said.values()), 0.95) if said else Draft((), 0.0, Reason.NOT_STATED)


def ruled(found: Iterable[Reference], archive: Archive) -> list[tuple[Reference, Clause]]:
    """References with their clauses, those of the text, which rules, before those of a title."""
    placed = ((one, archive.clause_at(one.file, one.span.start, one.span.end)) for one in found)
    return sorted(((one, clause) for one, clause in placed if clause), key=lambda pair: pair[1].role is Role.HEADER)


def relations_to(group: Scope, archive: Archive) -> list[Reference]:
    """What the archive's documents say they do with the document named, beside mentioning it."""
    ids = set(group.directives or ()) if not group.references else set()
    numbers = numbers_of(group, archive)
    found = [*(r for i in ids for r in register(archive).targets.get(i, ()))]
    found += [r for n in numbers for r in register(archive).numbered.get(n, ())]
    return [r for r in dict.fromkeys(found) if r.directive not in ids and r.relation != "mentions"]


def numbers_of(group: Scope, archive: Archive) -> set[str]:
    """The numbers of the document named, as they are printed."""
    ids = group.directives or () if not group.references else ()
    own = {field.value for i in ids if (field := archive.directives[i].number)}
    return own | {r.number for r in group.references if r.number}
