"""What "khi nào" is answered by where that is no day of a calendar: a condition, or the day a document says it comes into force."""

import re
from dataclasses import replace

from index.passages import spoken_date
from index.text import fold
from index.types import Clause, Role
from rag.answering.evidence import Evidence, excerpt
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import sentences
from rag.answering.value import moments
from rag.answering.value.readers import told_days
from rag.cite import citation
from rag.types import Draft, Statement

# A sentence that says no condition answers only where it holds the question itself.
CERTAIN_OWN, CERTAIN_PAIRS = 0.55, 0.5
# … and one that says a condition where it answers at least as surely as this.
LIKELY = 0.25
# "Khi nào thì được …?" may ask under what condition; with these words it asks for a day.
_OPEN_WHEN = re.compile(r"\b(?:khi nao|luc nao|bao gio|chung nao|thoi diem nao)\b")
_DAY_WANTED = re.compile(
    r"\b(?:hieu luc|ngay (?:nao|may|bao)|hom nao|(?:nam|thang) (?:nao|may)|han (?:chot|cuoi)|thoi han|(?:cham|muon|tre|som) nhat"
    r"|(?:truoc|den|toi|tu|ban hanh|ky|ra) (?:khi nao|luc nao|bao gio|chung nao))\b"
)
_CONDITION = re.compile(
    r"(?<![^\W_])(?:khi|nếu|trường hợp|trừ|chỉ(?! tiêu| thị| đạo| huy| số| bộ| tiết)|ngay sau|trong điều kiện)(?![^\W_])",
    re.IGNORECASE,
)
# "Khi nào mới được …?" is answered by what allows it then only.
_ONLY_ASKED = re.compile(
    r"\b(?:khi nao|luc nao|bao gio|chung nao)(?: thi)?(?: \w+){0,8}? moi (?:duoc|phai|bi|cho|can|co)\b"
)
_ONLY = re.compile(
    r"(?<![^\W_])[Cc]hỉ(?! tiêu| thị| đạo| huy| số| bộ| tiết)[^;.]*(?<![^\W_])(?:khi|nếu|trường hợp|sau)(?![^\W_])"
    r"|(?<![^\W_])(?:[Kk]hi|[Nn]ếu|[Tt]rường hợp)(?![^\W_])[^;.]*(?<![^\W_])mới(?= (?:được|phải|cho|đến|ra|có)(?![^\W_]))"
)
# "Đối với hộ không tự xây được thì …" is a condition, too.
_OF_THOSE = re.compile(r"(?<![^\W_])đối với(?![^\W_])[^;.]*(?<![^\W_])thì(?![^\W_])", re.IGNORECASE)
# Another sentence of the best clause that says under what condition must hold this share of the question, the best be this sure.
SAID_OWN, SAID_SUPPORT = 0.3, 0.15
# … and one that says what it is then only allowed for, this share.
ONLY_OWN = 0.15
# Asks when a document begins to bind, in an office's words and in others.
_BINDING = re.compile(
    r"\bhieu luc\b|\bbat dau chay\b"
    r"|\b(?:ap dung|thi hanh|thuc hien|gia tri)\b.{0,15}\b(?:(?:khi|luc|hom|ngay|chung) (?:nao|may)|bao gio)\b"
    r"|\b(?:(?:khi|luc|hom|ngay|chung) (?:nao|may)|bao gio)\b.*\b(?:ap dung|thi hanh)[ ?.]*$"
)
# … and when it ends.
_UNTIL = re.compile(
    r"\b(?:den|toi|het)(?: het)?(?: ngay)? (?:(?:khi|luc|hom|chung) nao|bao gio|ngay nao|nam nao)\b|\bhet hieu luc\b"
)
# From when a rule or a sum holds, which may be said in a sentence of its own.
_BEGINS = re.compile(
    r"(?<![^\W_])(?:áp dụng|hiệu lực|thực hiện|tính|hưởng|thi hành)(?:\s+[^\W\d_]+){0,2}?\s+(?:kể\s+)?từ\s+(?:ngày|tháng|\d)",
    re.IGNORECASE,
)
_THIS_BINDS = re.compile(r"\bnay (?:chinh thuc )?co hieu luc\b")
_DOCUMENT = re.compile(
    r"\b(?:luat|phap lenh|nghi dinh|thong tu|quyet dinh|nghi quyet|van ban|chi thi|quy dinh|quy trinh|quy che|noi quy|huong dan)\b"
)


def condition(evidence: Evidence) -> Draft | None:
    """The best sentence where "khi nào" is told by a condition, not a date."""
    best = evidence.best
    if best is None or not _OPEN_WHEN.search(evidence.folded) or _DAY_WANTED.search(evidence.folded):
        return None
    only = _ONLY_ASKED.search(evidence.folded)
    for one in evidence.found if only else ():
        if _ONLY.search(one.piece.text) and not told_days(one.piece.text) and one.own >= ONLY_OWN:
            return evidence.say(excerpt(one), one)
    if told_days(best.sentence.text):
        return None
    sure = best.own >= CERTAIN_OWN and (best.pairs >= CERTAIN_PAIRS or not evidence.matcher.pairs)
    if sure or (_CONDITION.search(best.sentence.text) and evidence.support(best) >= LIKELY):
        return evidence.say(excerpt(best), best)
    other = next((c for c in evidence.found if _on_condition(c, best)), None)
    return evidence.say(excerpt(other), other) if other and evidence.support(best) >= SAID_SUPPORT else None


def _on_condition(candidate: Candidate, best: Candidate) -> bool:
    """Whether a piece of the best clause says under what condition what is asked about is so."""
    near = candidate.hit.clause.id == best.hit.clause.id
    said = _CONDITION.search(candidate.piece.text) or _OF_THOSE.search(candidate.piece.text)
    return bool(near and said and candidate.own >= SAID_OWN) and not told_days(candidate.piece.text)


def in_force(evidence: Evidence) -> Draft | None:
    """A date of something else is no date of coming into force; "kể từ ngày ký" is told with that day."""
    if not _BINDING.search(evidence.folded) or _UNTIL.search(evidence.folded):
        return None
    titled = evidence.best is not None and evidence.best.hit.clause.role is Role.HEADER
    if "hieu luc" not in evidence.folded and not _DOCUMENT.search(evidence.folded) and not titled:
        return None
    for candidate in (*evidence.near(), *_closing(evidence)):
        text = candidate.sentence.text
        if "hieu luc" not in fold(text):
            continue
        behind = text[fold(text).find("hieu luc") :]
        if signed := moments.signing(behind):
            directive = evidence.archive.directives[candidate.hit.clause.directive]
            draft = evidence.say(signed[0].text, candidate)
            if not directive.date:
                return draft
            block = evidence.archive.clause_at(directive.file, directive.date.span.start, directive.date.span.end)
            day = (
                Statement(f"ngày {spoken_date(directive.date.value)}", (citation(block, directive),)) if block else None
            )
            return replace(draft, statements=(*draft.statements, *([day] if day else [])))
        if days := moments.moments(behind):
            return evidence.say(days[0].value.text, candidate)
    return None


def opening(clause: Clause) -> bool:
    """Whether a clause is the grounds of a document, or its opening words, which say what others hold."""
    return clause.address.startswith(("đoạn mở đầu", "căn cứ"))


def begins(candidate: Candidate) -> bool:
    """Whether a sentence says from when something holds: "Thời gian áp dụng từ ngày …"."""
    return _BEGINS.search(candidate.sentence.text) is not None


def of_asked(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether such a sentence is of the one document named, or stands under the best clause; or in whatever words in the document
    whose opening is the best."""
    scope, best, clause = evidence.query.scope, evidence.best, candidate.hit.clause
    if best is not None and opening(best.hit.clause) and best.hit.clause.directive == clause.directive:
        return True
    under = best is not None and clause.parent == best.hit.clause.id
    return begins(candidate) and (under or (scope.explicit and scope.directives == (clause.directive,)))


def _closing(evidence: Evidence) -> list[Candidate]:
    """The clause that says when its document binds, of the one document asked about or of the best piece's."""
    best, scope = evidence.best, evidence.query.scope.directives
    if best is None:
        return []
    directive = scope[0] if scope is not None and len(scope) == 1 else best.hit.clause.directive
    for clause in reversed(evidence.clauses_of(directive)):
        for sentence in sentences(clause):
            if clause.role is Role.BODY and _THIS_BINDS.search(fold(sentence.text)):
                return [replace(best, hit=replace(best.hit, clause=clause), sentence=sentence, piece=sentence)]
    return []
