"""Whether a rule still holds that another document of the archive took out: "còn được cộng điểm thưởng nữa không"."""

import re
from dataclasses import replace

from index.text import fold, plain
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt, shortened
from rag.answering.passages.changes import LABEL, ancestors, changed
from rag.answering.verdict.yesno import yes_no
from rag.question import versions
from rag.types import Draft, Statement

# "Còn … nữa không", "hiện nay": asked of what is in force. With marks where they were typed: "con", "cán bộ" say neither.
_STILL = r"(?<!\w)(?:còn|vẫn|nữa)(?!\w)"
_DENIED = r"(?<!\w)(?:không|chưa|thôi|hết|bỏ|bãi bỏ|chấm dứt)(?!\w)(?! *[?.!]*$)"
# The rule itself is asked about, whatever it denies: "Quy định không thu phí còn áp dụng không?"
_IN_FORCE = (
    r"(?<!\w)(?:còn|vẫn)(?: còn)?(?: được| có)? (?:áp dụng|hiệu lực|giá trị|thực hiện|tồn tại|dùng|giữ|đúng)"
    r"(?: nữa)?(?: hay)? (?:không|chưa)(?!\w)[^\w]*$"
)
# A rule holds this much of the question before its end answers it; less of one that has words for the rule's being in force, too.
HOLDING, HOLDING_FORCE = 0.4, 0.3


def decided(evidence: Evidence) -> Draft | None:
    """What is said to a question of yes or no: that the rule was taken out, or what it says."""
    verdict = yes_no(evidence)
    return repealed(evidence, verdict) or verdict


def repealed(evidence: Evidence, verdict: Draft | None) -> Draft | None:
    """``Không: Bãi bỏ khoản 3 Điều 4 …``, with the words taken out beside; ``None`` where the rule asked about was not.

    ``verdict``: what the rule itself says.
    """
    best, archive = evidence.best, evidence.archive
    gone = changed(archive).gone
    told = versions.asked(evidence.query.text)
    if best is None or not gone or told.old:
        return None
    of_force = _says(_IN_FORCE, evidence)
    if best.own < (HOLDING_FORCE if of_force else HOLDING) or (_says(_DENIED, evidence) and not of_force):
        return None
    rule = next((c for c in ancestors(best.hit.clause, archive) if c.id in gone), None)
    if rule is None:
        return None
    if not (of_force or _says(_STILL, evidence) or told.now or (verdict and verdict.verdict)):
        return None
    clause = archive.clauses([gone[rule.id]])[0]
    end = f"Không: {shortened(LABEL.sub('', plain(clause.text)), FACT_LIMIT)}"
    was = evidence.say(excerpt(best), best)
    return replace(was, statements=(Statement(end, (evidence.cited(clause),)), *was.statements), verdict=False)


def _says(words: str, evidence: Evidence) -> bool:
    text = evidence.query.text.lower()
    return bool(re.search(words, text) if evidence.query.marks else re.search(fold(words), fold(text)))
