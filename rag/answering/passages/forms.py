"""A condition or an exception asked for: the sentence near the best piece that is worded as one, whatever words it shares.

"Không hỗ trợ đối với …" of an article answers "nhà nào không được hỗ trợ?", though the article's first clause holds more of the
question. What it speaks of is said by its neighbours: the clause that was found, of which it is a sentence or a sibling.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.text import fold, plain
from index.types import Clause, Role
from rag.answering.evidence import Evidence
from rag.answering.passages.items import heading, introduced, under
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import Piece, segments, sentences
from rag.types import Draft, Want

# Clauses found that may lead to one; siblings looked into; characters of a heading that says what all beneath it is.
ANCHORS, SIBLINGS, TITLE = 6, 14, 100
# What leads to it must be this share of what the best piece, its clause and headings hold of the question; what stands under a
# heading that says it is one, this.
TOPIC, UNDER_TITLE = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Form:
    """``asked``: on the folded question. On the text, with its marks: ``says`` so itself; ``titled`` so above it; ``hints``: the
    best piece that has this is not passed over.
    """

    asked: re.Pattern[str]
    says: re.Pattern[str]
    titled: re.Pattern[str] | None
    hints: re.Pattern[str]


def _text(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WORD = r"[^\W\d_]+"
_WHICH = (
    r"(?:(?:nhung|cac) (?:\w+ ){0,5}?(?:nao|gi|ai)|(?:^|(?<= ))ai(?= (?:thi |se )?khong)"
    r"|(?:truong hop|doi tuong|loai|nguoi|ho|khi|luc|noi|cho|don vi|co quan|to chuc"
    r"|doanh nghiep) nao|truong hop gi|[a-z]+ nao(?= (?:thi |se |ma )?khong))"
)
_DENIED = r"khong (?:duoc|phai|bi|thuoc|ap dung|ho tro|can|xet|cap|cho|tinh|giai quyet|huong|nhan|con)"
_EXCEPTION = Form(
    re.compile(
        rf"\b{_WHICH}\b.*\b{_DENIED}\b|\b{_DENIED}\b.*\b{_WHICH}\b|\bngoai le\b|\btru (?:truong hop|ai|nhung|khi)\b"
    ),
    _text(
        rf"(?:^\W*|[,;:]\s+)(?:thì\s+)?không\s+(?:{_WORD}\s+){{1,12}}?(?:đối với|nếu|khi|cho|với|trường hợp|trong)(?![^\W_])"
        r"|(?<![^\W_])không (?:áp dụng|thuộc (?:đối tượng|diện|trường hợp|phạm vi))(?![^\W_])|(?<![^\W_])(?:ngoại )?trừ(?![^\W_])"
        r"|^\W*(?:được )?miễn (?:\w+ ){1,6}?(?:cho|đối với)(?![^\W_])"
    ),
    _text(
        r"(?<![^\W_])không (?:(?:được|phải|bị|thuộc|áp dụng|hỗ trợ|cần|xét|cấp|giải quyết|hưởng|tiếp nhận)(?![^\W_]))"
        r".*(?::\W*|đối tượng|trường hợp)$"
    ),
    _text(r"(?<![^\W_])(?:không(?! (?:quá|dưới|ít|kể|nhỏ|vượt))|trừ|ngoại lệ|miễn|riêng)(?![^\W_])"),
)
_CONDITION = Form(
    re.compile(
        r"\bdieu kien (?:gi|nao|ra sao|the nao|la|de|nhu)\b|\b(?:dieu kien|yeu cau) (?:\w+ ){0,8}(?:gi|nao)\b"
        r"|\bdap ung\b.*\b(?:gi|nao)\b"
        r"|\b(?:the nao|ra sao|lam sao|gi|nao)\b(?: \w+){0,4}? (?:thi )?moi (?:duoc|nhan|cap|huong|cho|lanh|vay|mua|vao|co the)\b"
    ),
    _text(
        r"^\W*(?:(?:các|những) )?điều kiện(?![^\W_])|(?<![^\W_])(?:với điều kiện|điều kiện là|đáp ứng)(?![^\W_])"
        rf"|(?<![^\W_])khi (?:đã|có|đủ|bảo đảm|đảm bảo)(?![^\W_])|(?<![^\W_])chỉ\s+(?:{_WORD}\s+){{1,8}}?(?:khi|nếu)(?![^\W_])"
    ),
    _text(r"(?<![^\W_])điều kiện(?![^\W_])"),
    _text(r"(?<![^\W_])(?:nếu|khi|chỉ|điều kiện|đáp ứng|phải|trừ|yêu cầu)(?![^\W_])"),
)
FORMS = (_EXCEPTION, _CONDITION)
_WANTS = frozenset({Want.CONDITION, Want.LIST, Want.TEXT, Want.TASK, Want.PERSON, Want.BODY})
# What is denied, on the folded question, by its first two syllables; "ai không phải đi chữa cháy".
_VERB = re.compile(r"\bkhong (?:(?:duoc|phai|bi|can|con|di|ra|vao|xet|cho)\b ?)+(?P<verb>[a-z]+ [a-z]+)")
# A piece so much less likely than the best (logarithm) may deny just that; it holds this share of what the best holds.
REACH, HELD = 5.0, 0.45


def excepted(evidence: Evidence) -> Draft | None:
    """Who or what is left out, where those are asked for ("ai không được …?"), who are no persons to be named."""
    return stated(evidence) if _EXCEPTION.asked.search(evidence.folded) else None


def stated(evidence: Evidence) -> Draft | None:
    """What is worded as the question asks, beside the best piece or one about as near, where the best is not worded so."""
    form = next((form for form in FORMS if form.asked.search(evidence.folded)), None)
    best = evidence.best
    if form is None or best is None or evidence.query.want not in _WANTS or form.hints.search(best.sentence.text):
        return None
    if form is _EXCEPTION and (told := _denied(evidence, best)):
        return told
    home = _held(evidence, best.hit.clause, best.hit.clause)
    chosen: tuple[float, Candidate] | None = None
    for anchor in _anchors(evidence):
        for clause in _beside(evidence, anchor):
            found = _saying(form, clause)
            held = _held(evidence, anchor, clause) if found else 0.0
            least = UNDER_TITLE if _titled(form, clause) else TOPIC
            if found and held >= least * home and (chosen is None or held > chosen[0]):
                chosen = held, replace(best, hit=replace(best.hit, clause=clause), sentence=found[0], piece=found[1])
    if chosen is None:
        return None
    for lead in introduced(evidence, chosen[1].hit.clause):
        named = form.titled is not None and len(lead.text) <= TITLE and form.titled.search(lead.text)
        if named and len(whole := under(evidence, lead)) > 1:
            return Draft(tuple(whole), evidence.support(best))
    return evidence.say(plain(chosen[1].piece.text), chosen[1])


def _denied(evidence: Evidence, best: Candidate) -> Draft | None:
    """The list in which the best piece stands, where that is led in as of those left out; else what denies the very thing asked."""
    for lead in introduced(evidence, best.hit.clause):
        titled = len(lead.text) <= TITLE and _EXCEPTION.titled and _EXCEPTION.titled.search(plain(lead.text))
        if titled and len(whole := under(evidence, lead)) > 1:
            return Draft(tuple(whole), evidence.support(best))
    asked = _VERB.search(evidence.folded.replace("_", ""))
    if asked is None:
        return None
    says = re.compile(rf"\bkhong (?:[a-z]+ ){{0,4}}?{asked['verb']}\b")
    near = (c for c in evidence.found if c.score >= best.score - REACH and c.hit.clause.role is Role.BODY)
    said = next(
        (c for c in near if c.own > 0 and c.cover >= HELD * best.cover and says.search(fold(plain(c.piece.text)))), None
    )
    return evidence.say(plain(said.piece.text), said) if said else None


def _anchors(evidence: Evidence) -> list[Clause]:
    """The clauses of the best pieces, likeliest first."""
    seen = {c.hit.clause.id: c.hit.clause for c in evidence.found if c.hit.clause.role is Role.BODY}
    return list(seen.values())[:ANCHORS]


def _beside(evidence: Evidence, anchor: Clause) -> Iterator[Clause]:
    """The clause itself, then those under the same heading; all of a document's outermost clauses are no family."""
    yield anchor
    if anchor.parent is None:
        return
    family = [c for c in evidence.clauses_of(anchor.directive) if c.parent == anchor.parent]
    if len(family) <= SIBLINGS:
        yield from (c for c in family if c.id != anchor.id and c.role is Role.BODY and not heading(evidence, c))


def _saying(form: Form, clause: Clause) -> tuple[Piece, Piece] | None:
    """The sentence and piece of a clause that says so; its first where the heading right above does."""
    pieces = [(sentence, piece) for sentence in sentences(clause) for piece in segments(sentence)]
    said = next((pair for pair in pieces if form.says.search(pair[1].text)), None)
    return said or (pieces[0] if _titled(form, clause) and pieces else None)


def _titled(form: Form, clause: Clause) -> bool:
    above = clause.headings[-1] if clause.headings else ""
    return form.titled is not None and len(above) <= TITLE and bool(form.titled.search(above))


def _held(evidence: Evidence, anchor: Clause, clause: Clause) -> float:
    """The share of the question that two clauses and what stands right above them hold."""
    text = " ".join((anchor.text, clause.text if clause is not anchor else "", *anchor.headings[-2:]))
    return evidence.matcher.coverage([(set(evidence.matcher.forms(text)), 1.0)])
