"""Bodies that the grounds of a document name: who proposed it, who reviewed it ("ban nào thẩm tra nghị quyết …?")."""

import re
from collections.abc import Sequence

from index.archive import Archive
from index.text import plain
from index.types import Role, Span
from rag.answering.documents.described import fitting
from rag.answering.picking.segments import sentences
from rag.cite import citation
from rag.finding.targets import targets
from rag.question.cues import DOCUMENT, WHO
from rag.question.folded import flat
from rag.types import Draft, Hit, Query, Statement, Want

CERTAIN = 0.9
_BODY = r"(?P<who>[^.;:,()\n]{3,120}?)(?=\s+(?:tại|về|ngày)\s|[.;,(\n]|$)"
# How the question asks who had a part in a document, and how its grounds say it.
_PARTS = (
    (r"(?:tham tra|tham dinh)", re.compile(rf"(?:thẩm tra|thẩm định)\s[^;]{{0,80}}?của\s+{_BODY}", re.IGNORECASE)),
    (
        r"(?:trinh|de nghi|de xuat|tham muu|soan thao)",
        re.compile(rf"(?:đề nghị|tờ trình\s[^;]{{0,80}}?)\s*của\s+{_BODY}", re.IGNORECASE),
    ),
)
_ASKS = rf"(?:\b(?:nao|gi)\b|{WHO})"


def proposed(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft | None:
    """Who reviewed or proposed the one document named or described, as its grounds say; ``None`` where that is not asked."""
    folded = flat(query.text)
    said = next(
        (
            told for verb, told in _PARTS
            if re.search(rf"{_ASKS}.{{0,40}}\b{verb}\b.{{0,20}}{DOCUMENT}|{DOCUMENT}.*\bdo .{{0,40}}{_ASKS} {verb}\b", folded)
        ),
        None,
    )  # fmt: skip
    if said is None or query.want not in (Want.BODY, Want.PERSON) or query.scope.references:
        return None
    found = targets(query, archive)
    if not query.scope.explicit:
        found = fitting(found, query, hits, archive)[0]
    if len(found) != 1:
        return None
    for clause in archive.clauses_of(found[0].id):
        if clause.role is not Role.BODY or not clause.address.startswith(("đoạn mở đầu", "căn cứ")):
            continue
        for sentence in sentences(clause):
            if told := said.search(sentence.text):
                cited = citation(clause, found[0], Span(sentence.start, sentence.end))
                return Draft((Statement(plain(told["who"]), (cited,)),), CERTAIN)
    return None
