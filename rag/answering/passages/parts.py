"""A sentence too long to be said whole: the parts of it that bear on the question. May be touched alone; pure."""

import re

from index.text import plain
from rag.answering.evidence import FACT_LIMIT, SLACK, Evidence, shortened
from rag.answering.picking.candidates import LIKELY, UNSURE, Candidate

# Two parts of one sentence, neither surely the answer, have this many characters together.
BOTH = 600
_COMMA = re.compile(r"(?<=[,;:])\s+")


def telling(evidence: Evidence, candidate: Candidate, limit: int = FACT_LIMIT) -> tuple[str, ...]:
    """The sentence of ``candidate``; of one longer than ``limit`` characters the parts nearest to the question."""
    whole = plain(candidate.sentence.text)
    if len(whole) <= limit:
        return (whole,)
    if len(plain(candidate.piece.text)) > limit:
        return (window(evidence, candidate.piece.text, limit),)
    kept = [candidate.piece]
    for other in evidence.found:
        if other.sentence != candidate.sentence or other.piece in kept or other.score < candidate.score - SLACK:
            continue
        both = [*kept, other.piece]
        if sum(len(plain(piece.text)) + 2 for piece in both) <= limit:
            kept = both
        elif len(kept) == 1 and candidate.chance < UNSURE and other.chance >= LIKELY:
            return tuple(window(evidence, p.text, BOTH // 2) for p in sorted(both, key=lambda p: p.start))
    return tuple(plain(piece.text) for piece in sorted(kept, key=lambda p: p.start))


def rival(evidence: Evidence, candidate: Candidate) -> Candidate | None:
    """The next best piece of another sentence of the same clause, where the best is not surely the one that answers."""
    if candidate is not evidence.best or candidate.chance >= UNSURE:
        return None
    other = next((c for c in evidence.found if c.sentence != candidate.sentence), None)
    near = other is not None and other.chance >= LIKELY and other.hit.clause.id == candidate.hit.clause.id
    return other if near else None


def window(evidence: Evidence, text: str, limit: int) -> str:
    """The neighbouring parts of ``text``, between commas, in at most ``limit`` characters that hold most of the question."""
    parts = _COMMA.split(plain(text))
    weight = {term.word: term.weight for term in evidence.matcher.terms}
    held = [set(evidence.matcher.forms(part)) & weight.keys() for part in parts]
    best, chosen = -1.0, (0, 1)
    for first in range(len(parts)):
        words: set[str] = set()
        size = 0
        for last in range(first, len(parts)):
            size += len(parts[last]) + 1
            if size > limit - 4 and last > first:
                break
            words |= held[last]
            worth = sum(weight[word] for word in words)
            if worth > best + 1e-9 or (worth > best - 1e-9 and first == chosen[0]):
                best, chosen = worth, (first, last + 1)
    first, end = chosen
    said = " ".join(parts[first:end])
    if end < len(parts):
        said = said.rstrip(" ,;:") + "…"
    return shortened(said, limit)
