"""What somebody signed, by the name."""

import re

from index.text import folded_words
from rag.answering.documents.mentions import SHOWN
from rag.answering.documents.named import named
from rag.answering.documents.register import register
from rag.answering.evidence import Evidence
from rag.types import Draft, Statement


def signed_by(evidence: Evidence) -> Draft | None:
    """What somebody named in the question signed: ``Nguyễn Kim Sơn ký văn bản nào?``, ``Nguyễn Thanh Xuân là ai?``."""
    if not re.search(
        r"\bky\b.*\b(?:nao|gi|may)\b|\bla ai\b|(?<!tai )(?<!trong )(?<!o )(?:van ban|cong van|thong bao) (?:nao|gi)\b",
        evidence.folded,
    ):
        return None
    found = list(dict.fromkeys(register(evidence.archive).by_name(folded_words(evidence.query.text))))
    statements = []
    for directive, signer in found[:SHOWN]:
        office = f" ({signer.capacity})" if signer.capacity else ""
        if cited := evidence.signed(directive, signer):
            statements.append(Statement(f"{named(directive)}: {signer.name}{office}", cited))
    return Draft(tuple(statements), 0.95) if statements else None
