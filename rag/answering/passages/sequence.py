"""What comes first, next or before in an order of things to do: the item before or behind the one the question speaks of."""

import re

from index.parsing.markers import marker_of
from index.text import fold
from index.types import Clause
from rag.answering.evidence import FACT_LIMIT, Evidence, shortened
from rag.answering.passages.items import introduced
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import Piece, sentences
from rag.types import Draft, Statement, Want

_WANTS = frozenset({Want.TASK, Want.LIST, Want.TEXT, Want.CONDITION})
_STEP = r"(?:buoc|viec|khau|cong viec|cong doan|thu tuc)"
# Asked for, on the folded question.
_NEXT = re.compile(
    rf"\b(?:gi|nao|the nao|ra sao|lam sao) (?:nua )?(?:ke )?tiep(?: theo)?[ ?.!]*$"
    rf"|\b{_STEP} (?:ke tiep|tiep theo)\b.*\b(?:gi|nao)\b"
    r"|^(?:ke )?tiep theo\b.*\b(?:gi|nao)\b|\b(?:roi|xong)(?: thi)? (?:lam|den|toi) (?:gi|(?:buoc|viec|khau) (?:gi|nao))\b"
)
_BEFORE = re.compile(r"^truoc khi\b.*\b(?:gi|nao)\b|\b(?:gi|nao)\b.*\btruoc khi\b")
_FIRST = re.compile(
    rf"\b(?:gi|nao|the nao) (?:truoc tien|dau tien|truoc het)\b|\b{_STEP} (?:dau tien|truoc tien|dau|mot|1)\b.*\b(?:gi|nao)\b"
    r"|\b(?:truoc tien|dau tien|truoc het)\b.*\b(?:gi|nao)\b"
)
# What a sentence says that names the order itself; what begins with what went before.
_ORDERED = re.compile(r"(?<![^\W_])(?:trước khi|rồi mới|sau đó|mới được|sau khi)(?![^\W_])", re.IGNORECASE)
_AFTER = re.compile(r"^(?:sau khi|hết thời|hết hạn|khi có kết quả|xong)(?![^\W_])", re.IGNORECASE)
# What heads things to be done one after the other.
_ORDER = re.compile(r"\b(?:trinh tu|quy trinh|thu tu|cac buoc|thu tuc|buoc|tien trinh|cac cong viec)\b")
MOST = 15
# A step so much less likely than the best (logarithm) may lead to the first one.
REACH = 4.0


def in_order(evidence: Evidence) -> Draft | None:
    """The first step, or the one before or behind the one that the question names; ``None`` where none is asked for."""
    best = evidence.best
    if best is None or evidence.query.want not in _WANTS:
        return None
    folded = evidence.folded.replace("_", "")
    follows, first = bool(_NEXT.search(folded)), bool(_FIRST.search(folded))
    if not (follows or first or _BEFORE.search(folded)):
        return None
    if follows and (within := _sentence_behind(best)):
        return evidence.say(shortened(within.text, FACT_LIMIT), best)
    steps = _steps(evidence, best.hit.clause)
    if first and not steps:
        near = (c for c in evidence.found if c.score >= best.score - REACH and c.own > 0)
        steps = next((found for c in near if (found := _steps(evidence, c.hit.clause))), [])
    if not steps or (not first and _ORDERED.search(best.sentence.text) and not follows):
        return None
    places = {step.id: at for at, step in enumerate(steps)}
    spoken = max((c for c in evidence.found if c.hit.clause.id in places), key=lambda c: c.own, default=None)
    if spoken is None and not first:
        return None
    at = 0 if first or spoken is None else places[spoken.hit.clause.id] + (1 if follows else -1)
    if follows and spoken and _AFTER.match(spoken.sentence.text):
        at -= 1  # it says itself what comes then
    if not 0 <= at < len(steps):
        return None
    said = " ".join(one.text for one in sentences(steps[at]))
    return Draft((Statement(shortened(said, FACT_LIMIT), (evidence.cited(steps[at]),)),), evidence.support(best))


def _sentence_behind(best: Candidate) -> Piece | None:
    """The next sentence of the same clause, where that says what comes then."""
    behind = [one for one in sentences(best.hit.clause) if one.start >= best.sentence.end]
    return next(
        (one for one in behind[:1] if re.match(r"(?:sau đó|sau khi|tiếp theo|tiếp đó)\b", one.text.lower())), None
    )


def _steps(evidence: Evidence, clause: Clause) -> list[Clause]:
    """The items among which a clause stands, where what leads in to them says that they are an order."""
    leads = clause.text.rstrip(" *").endswith(":") and bool(evidence.children(clause))
    above = [clause] if leads else introduced(evidence, clause)
    if not above:
        return []
    steps = [c for c in evidence.children(above[-1]) if marker_of(c.text) is not None]
    stepwise = sum(fold(c.text).startswith("buoc") for c in steps) > 1
    if not stepwise and not any(_ORDER.search(fold(one.text)) for one in above):
        return []
    return steps if 1 < len(steps) <= MOST and (leads or any(c.id == clause.id for c in steps)) else []
