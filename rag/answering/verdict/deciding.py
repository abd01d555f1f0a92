"""Signs of whether a piece of a clause decides a yes/no question: whether it rules, on what is asked, of the one it is asked of.

No sign decides alone; they are weighed in :mod:`rag.answering.verdict.judging`.
"""

import itertools
import re
from collections.abc import Sequence

from index.passages import describe
from index.text import canonical, fold, words
from index.types import Role
from rag import values
from rag.answering.evidence import Evidence
from rag.answering.people import phrases
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.signals import NAME
from rag.answering.verdict.asked import (
    Proposition,
    asked_of,
    contrary,
    held,
    inner,
    line_of,
    matching,
    predicate_terms,
    terms_of,
)
from rag.finding.match import Term

# A part that begins so says something of its own; a negation before it does not reach it.
OWN_VERB = re.compile(
    r"\W*(?:phải|cần|nhưng|mà|song|đồng thời|để|nhằm|yêu cầu|tăng cường|tuân thủ|chấp hành|thực hiện|bảo đảm|đảm bảo|giữ|tiếp tục|"
    r"kịp thời|chủ động|thường xuyên|tổ chức|chỉ đạo|triển khai|báo cáo|các cơ sở|các cơ quan|chỉ|được|cho phép|đề nghị|"
    r"khi|nếu|trường hợp|trong|tại)(?![^\W_])",
    re.IGNORECASE,
)
_ASKS_RULE = re.compile(r"\b(?:duoc|phep|cam|phai|bat buoc|can|bi)\b")
_DUTY = re.compile(r"\b(?:phai|bat buoc|yeu cau|tu nguyen|khong|cam|nghiem)\b")
# Shares, by rarity, of the words of the subject and of the predicate that the piece must hold.
SUBJECT, PREDICATE = 0.45, 0.5
# … and of the predicate where its first word, mostly the act itself, is not there.
WITHOUT_ACT = 0.66
# A subject named with this many words, all of them in the piece, says for itself that this is the matter.
NAMED, NAMED_PREDICATE = 3, 0.3
# The share of the predicate the rule's own first word must make up where a ban of the act bans it in every manner.
BANNED = 0.25
_BAN = re.compile(r"(?<![^\W_])(?:không|cấm|dừng|hạn chế|ngừng)(?![^\W_])", re.IGNORECASE)
# The rarest words of the predicate looked for, and the share of them that must stand in the sentence.
RAREST, GROUND = 3, 0.35


def decides(evidence: Evidence, one: Candidate) -> bool:
    """Whether ``one`` is a clause that rules, or states the fact asked, on the predicate asked, of the subject asked."""
    return (
        in_force(evidence, one)
        and of_subject(evidence, one)
        and on_predicate(evidence, one)
        and not other_thing(evidence, one)
        and not names_gone(evidence, one, asked_of(evidence))
        and obliges(evidence, one)
    )


def in_force(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece can rule: no title, no signature, and no lead-in, which tells how things are, where a rule is asked for."""
    clause = one.hit.clause
    if clause.role in (Role.HEADER, Role.SIGNATURE):
        return False
    leads = clause.address.startswith("đoạn") or one.piece.text.rstrip(" *").endswith(":")
    return not (leads and _ASKS_RULE.search(fold(inner(evidence))))


def of_subject(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece, its headings or its document's line name the subject, and no other piece of its clause does so better."""
    terms = terms_of(evidence, asked_of(evidence).subject)
    if not terms:
        return True
    clause = one.hit.clause
    actor = phrases.subject(one.sentence.text)
    if actor and phrases.is_actor(asked_of(evidence).subject.strip()) and held(evidence, terms, actor.text) < SUBJECT:
        return False
    line = describe(evidence.archive.directives[clause.directive])
    above = (*clause.headings, line)
    here = _named(evidence, terms, one.piece.text, *above)
    partly = held(evidence, terms, one.piece.text) > 0
    beside = [
        _named(evidence, terms, other.piece.text, *above)
        for other in evidence.found
        if other.hit.clause.id == clause.id
        and other.sentence == one.sentence
        and other.piece != one.piece
        and (partly or _opens(evidence, terms, other.piece.text))
    ]
    above_all = held(evidence, terms, *clause.headings) == 1
    if max(beside, default=0.0) > here and not above_all and not _opens(evidence, terms, one.sentence.text):
        return False
    if held(evidence, terms, one.piece.text, one.sentence.text, *above) >= SUBJECT:
        return True
    return bool(OWN_VERB.match(one.sentence.text)) and _addressed(evidence, one, terms) >= SUBJECT


def _named(evidence: Evidence, terms: Sequence[Term], text: str, *above: str) -> float:
    """How well a piece names the subject: its words there or above, and those of its neighbours that are neighbours here."""
    words = {term.word for term in terms}
    pairs = {(a, b) for a, b in evidence.matcher.pairs if a in words and b in words}
    own = evidence.matcher.forms(text)
    together = len(pairs & set(itertools.pairwise(own))) / len(pairs) if pairs else 0.0
    return held(evidence, terms, text, *above) + together


def _opens(evidence: Evidence, terms: Sequence[Term], text: str) -> bool:
    """Whether a text opens with the subject, which then is that of all its parts: "Phòng Nội vụ: theo dõi, đề xuất"."""
    return held(evidence, terms, re.split(r"[:;,]", text, maxsplit=1)[0]) >= SUBJECT


def _addressed(evidence: Evidence, one: Candidate, terms: Sequence[Term]) -> float:
    """The share of the subject held by those the document is addressed to, where the piece itself names nobody."""
    clauses = evidence.clauses_of(one.hit.clause.directive)
    texts = [c.text for c in clauses if c.role is Role.ADDRESSEE or c.address.startswith("đoạn")]
    return held(evidence, terms, *texts)


def on_predicate(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece, under its headings, holds what is asked, or its contrary; a ban of an act bans it in every manner."""
    asked = asked_of(evidence)
    terms, subject = terms_of(evidence, asked.predicate), terms_of(evidence, asked.subject)
    if not terms or one.hit.clause.role is Role.ADDRESSEE:
        return True
    text = one.piece.text
    here = held(evidence, terms, text, *one.hit.clause.headings[-1:], *matching(asked.predicate, text))
    first = _first(evidence, terms, asked.predicate)
    acts = first in evidence.words(" ".join((text, *one.hit.clause.headings, *matching(asked.predicate, text))))
    if here > (PREDICATE if acts or _BAN.search(text) else WITHOUT_ACT):
        return (
            not asked.predicate.startswith("là ")
            or _named(evidence, _opening(evidence, terms, asked.predicate), text) > 1
        )
    if len(subject) >= NAMED and held(evidence, subject, text) == 1 and here >= NAMED_PREDICATE:
        return True
    return here >= BANNED and _banned(evidence, first, text)


def other_thing(evidence: Evidence, one: Candidate) -> bool:
    """Whether two neighbouring words of the predicate ("tiền mặt", "vùng xanh") stand neither here nor above: another thing."""
    asked = asked_of(evidence).predicate
    text = one.piece.text
    terms = terms_of(evidence, asked)
    if one.hit.clause.role is Role.ADDRESSEE or not terms:
        return False
    line = line_of(evidence, one)
    here = evidence.words(" ".join((text, *one.hit.clause.headings, line, *matching(asked, text))))
    gone = {term.word for term in terms} - here
    words = evidence.matcher.forms(asked)
    if not any(a in gone and b in gone for a, b in itertools.pairwise(words)):
        return False
    if contrary(evidence.query.text, text):
        return False
    return not _banned(evidence, _first(evidence, terms, asked), text)


def _banned(evidence: Evidence, act: str, text: str) -> bool:
    """Whether one ban, and only one, stands before the act in its part of the text, and is not of doing it to something else:
    "không được cấp chứng chỉ" where it is asked whether vehicles are given ("cấp xe")."""
    question = evidence.matcher.forms(evidence.query.text)
    at = question.index(act) + 1 if act in question else len(question)
    then = question[at] if at < len(question) else ""
    for part in re.split("[,:;]", text):
        bans = list(_BAN.finditer(part))
        if act in evidence.matcher.forms(part):
            behind = evidence.matcher.forms(part[bans[0].end() :]) if len(bans) == 1 else []
            return act in behind and (not then or behind[-1] == act or then in evidence.words(text))
    return False


def _opening(evidence: Evidence, terms: Sequence[Term], text: str) -> list[Term]:
    """The two of ``terms`` that stand first in ``text``."""
    words = evidence.matcher.forms(text)
    return sorted(terms, key=lambda term: words.index(term.word))[:2]


def _first(evidence: Evidence, terms: Sequence[Term], text: str) -> str:
    """The word of ``terms`` that stands first in ``text``."""
    words = evidence.matcher.forms(text)
    return min((term.word for term in terms), key=words.index)


def subject_together(evidence: Evidence, one: Candidate, asked: Proposition) -> float:
    """The share of the subject's neighbouring words that are neighbours in the piece; of one word, whether it is there."""
    terms = terms_of(evidence, asked.subject)
    if len(terms) < 2:
        return held(evidence, terms, one.piece.text)
    return _named(evidence, terms, one.piece.text) - held(evidence, terms, one.piece.text)


def subject_missing(evidence: Evidence, one: Candidate, asked: Proposition) -> bool:
    """Whether no word of the subject stands in the sentence, its headings or its document's line."""
    terms = terms_of(evidence, asked.subject)
    line = line_of(evidence, one)
    return bool(terms) and not held(evidence, terms, one.sentence.text, *one.hit.clause.headings, line)


def predicate_held(evidence: Evidence, one: Candidate, asked: Proposition) -> float:
    """The share of what is asked, or of its contrary, that the piece and its heading hold."""
    terms, text = predicate_terms(evidence, asked), one.piece.text
    return (
        held(evidence, terms, text, *one.hit.clause.headings[-1:], *matching(asked.predicate, text)) if terms else 0.5
    )


def only_titled(evidence: Evidence, one: Candidate, asked: Proposition) -> bool:
    """Whether what is asked stands in the title above the piece and nothing of it in the piece: that decides nothing."""
    terms = terms_of(evidence, asked.predicate)
    titled = held(evidence, terms, line_of(evidence, one)) if terms else 0.0
    return titled >= PREDICATE and predicate_held(evidence, one, asked) == 0


def names_gone(evidence: Evidence, one: Candidate, asked: Proposition) -> float:
    """The share of the names asked about that stand neither in the clause, above it nor in its document's line."""
    around = one.around | evidence.words(f"{one.piece.text} {line_of(evidence, one)}")
    content = {term.word for term in evidence.matcher.terms}
    names = [set(evidence.matcher.forms(name.group())) & content for name in NAME.finditer(asked.predicate)]
    return sum(not name <= around for name in names) / len(names) if names else 0.0


def obliges(evidence: Evidence, one: Candidate) -> bool:
    """Where it is asked whether something is compulsory, the piece must speak of a duty."""
    return "bat buoc" not in fold(evidence.query.text) or bool(_DUTY.search(fold(one.piece.text)))


def grounded(evidence: Evidence, one: Candidate, asked: Proposition) -> bool:
    """Whether the rarer half of what is asked stands in the sentence or its headings."""
    matcher = evidence.matcher
    words = evidence.words(asked.predicate)
    terms = sorted((t for t in matcher.known if t.word in words), key=lambda t: -t.weight)[:RAREST]
    here = evidence.words(one.sentence.text) | evidence.words(" ".join(one.hit.clause.headings))
    return sum(t.weight for t in terms if t.word in here) >= GROUND * sum(t.weight for t in terms)


def has_figures(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the numbers of the question stand in the text or its document's line, so that it speaks of them at all."""
    text = candidate.piece.text
    days = {canonical(value.text) for value in values.dates(text)}
    directive = evidence.archive.directives[candidate.hit.clause.directive]
    year = directive.date.value[:4] if directive.date else ""
    known = {*words(text), *days, year}
    # "2/9" of "2/9/2021": the year is the document's.
    return all(
        term in known or (term.count("/") == 2 and term.rsplit("/", 1)[0] in known)
        for term in evidence.query.terms
        if term[:1].isdigit()
    )
