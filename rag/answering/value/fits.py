"""Whether a value is of the side of a span or of a scale that is asked for: "chậm nhất ngày nào", "ít nhất bao nhiêu". Pure."""

import re

from index.text import fold
from rag.answering.evidence import Evidence
from rag.answering.value import amounts
from rag.answering.value.asks import Ask, Blank, Side
from rag.answering.value.readers import asks_money
from rag.values import Value

# An amount with the bound asked for ("ít nhất bao nhiêu") is so much likelier again.
SIDE = 2.0
# "Từ 38.000 đồng/kg lên 45.000 đồng/kg": what is left, where what it becomes is asked.
_FROM = re.compile(r"từ\s", re.IGNORECASE)
_BECOMES = re.compile(r"\s*(?:[^\W\d_]+\s+){0,4}?(?:lên|xuống|thành|còn|sang)(?![^\W_])", re.IGNORECASE)
_LEAD = re.compile(r"(?:trước|sau|từ|kể từ|đến|hết)?\s*ngày\s+(?=\d[\d/]*$)", re.IGNORECASE)


def contrary(ask: Ask, one: Value) -> bool:
    """Whether the most is asked for and ``one`` is a least, or the other way round."""
    other = {Side.MOST: Side.LEAST, Side.LEAST: Side.MOST}.get(ask.side)
    return other is not None and amounts.matches(one, other)


def fitting(ask: Ask, one: Value, evidence: Evidence) -> float:
    """How well a value fits the side asked for."""
    said = fold(one.text)
    if ask.blank in (Blank.AMOUNT, Blank.TERM, Blank.LEVEL) and ask.side is not Side.ANY:
        return SIDE * amounts.matches(one, ask.side)
    if ask.blank is Blank.AMOUNT and not ask.unit and asks_money(evidence.query.text):
        return float(bool(re.search(r"\b(?:dong|trieu|ty|nghin)\b|%", said)))
    if ask.blank in (Blank.DAY, Blank.HOUR):
        deadline = ask.side is Side.END or bool(re.search(r"\btruoc\b|\bhan\b|hoan thanh|\bxong\b", evidence.folded))
        if deadline:
            bound = re.search(r"\btruoc\b|\bden\b|\bcham nhat\b|\bhet\b", said)
            return float(bool(bound)) + 0.5 * (said.startswith("truoc") and "truoc" in evidence.folded)
        if ask.side is Side.START:
            return float(said.startswith(("tu ", "ke tu ")))
        span = bool(
            re.search(r"\btu (?:ngay|luc|hom|bao|khi|may)\b.*\b(?:den|toi)\b|khoang thoi gian|keo dai", evidence.folded)
        )
        return float(span and bool(re.search(r"\b(?:den|toi|het)\b", said))) + 0.5 * (
            ask.clock and bool(re.search(r"\d ?(?:h|gio)", said))
        )
    return 0.0


def left_behind(text: str, one: Value) -> bool:
    """Whether a value of ``text`` is what something is raised or lowered from."""
    return bool(_FROM.match(one.text) and _BECOMES.match(text, one.end))


def unasked(said: str, folded: str) -> str:
    """Without the words that the question itself puts before its blank: "trước ngày nào?" is answered "04/9/2021"."""
    lead = _LEAD.match(said)
    repeated = lead and re.search(rf"\b{re.escape(fold(lead.group()).strip())} (?:nao|may|bao nhieu|gi)\b", folded)
    return said[lead.end() :] if lead and repeated else said
