"""Whether a rule still holds that another document of the archive took out: "còn được cộng điểm thưởng nữa không"."""

import re
from dataclasses import replace

from index.text import plain
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt, shortened
from rag.answering.passages import amended
from rag.answering.verdict.yesno import yes_no
from rag.question import versions
from rag.types import Draft, Statement

# "Còn … nữa không", "hiện nay": asked of what is in force.
_STILL = re.compile(r"\b(?:con|van|nua)\b")
_DENIED = re.compile(r"\b(?:khong|chua|thoi|het|bo|bai bo|cham dut)\b(?! *[?.!]*$)")
_LABEL = re.compile(r"^\W*(?:(?:Điều|Khoản|Điểm)\s+)?(?:\w{1,3}[.)]\s*)+")
# A rule holds this much of the question before its end answers it.
HOLDING = 0.4


def repealed(evidence: Evidence) -> Draft | None:
    """``Không: Bãi bỏ khoản 3 Điều 4 …``, with the words taken out beside; ``None`` where the rule asked about was not."""
    best, archive = evidence.best, evidence.archive
    gone = amended.changed(archive).gone
    told = versions.asked(evidence.query.text)
    if best is None or not gone or told.old or best.own < HOLDING or _DENIED.search(evidence.folded):
        return None
    by = next((gone[c.id] for c in amended.ancestors(best.hit.clause, archive) if c.id in gone), None)
    if by is None:
        return None
    verdict = yes_no(evidence)
    if not (_STILL.search(evidence.folded) or told.now or (verdict and verdict.statements[0].text.startswith("Có:"))):
        return None
    clause = archive.clauses([by])[0]
    end = f"Không: {shortened(_LABEL.sub('', plain(clause.text)), FACT_LIMIT)}"
    was = evidence.say(excerpt(best), best)
    return replace(was, statements=(Statement(end, (evidence.cited(clause),)), *was.statements))
