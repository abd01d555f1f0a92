"""Whether a piece of a clause may decide a yes/no question at all: it rules, on what is asked, of the one it is asked of.

A wrong "Có" or "Không" is worse than silence, so each test here only takes a piece away. What the verdict is, is read in
:mod:`rag.answering.yesno`.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.passages import describe
from index.text import fold
from index.types import Role
from rag.answering import phrases
from rag.answering.candidates import Candidate
from rag.answering.evidence import Evidence
from rag.answering.signals import NAME
from rag.finding.match import Term

# Words that mean each other's contrary; typed in a question about a text that has the other one, they turn the answer.
_OPPOSITES = (
    ("bắt buộc", "tự nguyện"), ("tắt", "mở"), ("tăng", "giảm"), ("bắt đầu", "kết thúc"), ("trực tiếp", "trực tuyến"),
    ("tập trung", "tại nhà"), ("rộng", "hẹp"), ("nghỉ học", "đi học"), ("đóng cửa", "mở cửa"),
)  # fmt: skip
# These stand for each other when it is asked whether a piece speaks of the matter; which of them it is, is read later.
_SAME_MATTER = (*_OPPOSITES, ("dừng", "tiếp tục"))
_MODAL = re.compile(
    r"(?<![^\W_])(?:có\s+(?:được|phải|bị|cần|nên|còn|thể)(?:\s+phép)?|có|được\s+phép|được|phải|bị)"
    r"(?:\s+(?:bắt buộc|yêu cầu|phải))?\s+",
    re.IGNORECASE,
)
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
# … and this share of the predicate where its first word, mostly the act itself, is not there.
WITHOUT_ACT = 0.66
# A subject named with this many words, all of them in the piece, says for itself that this is the matter.
NAMED, NAMED_PREDICATE = 3, 0.3
# The share of the predicate the rule's own first word must make up where a ban of the act bans it in every manner.
BANNED = 0.25
_BAN = re.compile(r"(?<![^\W_])(?:không|cấm|dừng|hạn chế|ngừng)(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes/no question taken apart: of whom (``subject``, empty where nobody is named) what (``predicate``) is asked."""

    subject: str
    predicate: str


def inner(evidence: Evidence) -> str:
    """The question without the word that asks it."""
    return re.sub(r"(?i)(?<![^\W_])(?:hay )?(?:không|chưa|khong|chua)$", "", evidence.query.text.rstrip(" ?.!"))


def asked_of(evidence: Evidence) -> Asked:
    """The words before and behind "có được", "có phải", "có bị", "có"; all of them are the predicate where there is none."""
    text = inner(evidence)
    found = list(_MODAL.finditer(text))
    if not found:
        return Asked("", text)
    first = next((one for one in found if fold(one.group()).startswith("co ")), found[-1])
    behind = text[found[-1].end() :]
    # "… có được không?", "… có đúng không?": what is asked stands before.
    if fold(behind).split() in ([], ["duoc"], ["dung"], ["phai"]):
        return Asked("", text[: first.start()].rpartition(",")[2])
    return Asked(text[: first.start()], behind)


def contrary(question: str, part: str) -> bool:
    """Whether ``part`` says the contrary word of one of the question: always, or next to the same word ("phong tỏa hẹp")."""
    question, part = question.lower(), part.lower()
    for one, other in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
        if one in question and other in part and one not in part:
            return True
        if any(
            f"{word} {other}" in part and f"{word} {one}" not in part
            for word in re.findall(rf"(\w+ \w+) {one}\b", question)
        ):
            return True
    return False


def decides(evidence: Evidence, one: Candidate) -> bool:
    """Whether ``one`` is a clause that rules, or states the fact asked, on the predicate asked, of the subject asked."""
    return (
        in_force(evidence, one)
        and of_subject(evidence, one)
        and on_predicate(evidence, one)
        and not _other_thing(evidence, one)
        and _names_stand(evidence, one)
        and _obliges(evidence, one)
    )


def line_of(evidence: Evidence, one: Candidate) -> str:
    """What the document says of itself: its number, subject and title."""
    number = one.hit.clause.directive
    titles = (c.text for c in evidence.archive.clauses_of(number) if c.role is Role.HEADER)
    return " ".join((describe(evidence.archive.directives[number]), *titles))


def terms_of(evidence: Evidence, text: str) -> list[Term]:
    words = set(evidence.matcher.forms(text))
    return [term for term in evidence.matcher.terms if term.word in words]


def held(evidence: Evidence, terms: Sequence[Term], *texts: str) -> float:
    """The share of ``terms``, by weight, that stand in the texts; 1 where there are none."""
    words = set(evidence.matcher.forms(" ".join(texts)))
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if term.word in words) / total if total else 1.0


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
    clauses = evidence.archive.clauses_of(one.hit.clause.directive)
    texts = [c.text for c in clauses if c.role is Role.ADDRESSEE or c.address.startswith("đoạn")]
    return held(evidence, terms, *texts)


def on_predicate(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece, under its headings, holds what is asked, or its contrary; a ban of an act bans it in every manner."""
    asked = asked_of(evidence)
    terms, subject = terms_of(evidence, asked.predicate), terms_of(evidence, asked.subject)
    if not terms or one.hit.clause.role is Role.ADDRESSEE:
        return True
    text = one.piece.text
    here = held(evidence, terms, text, *one.hit.clause.headings[-1:], *_matching(asked.predicate, text))
    first = _first(evidence, terms, asked.predicate)
    acts = first in evidence.matcher.forms(
        " ".join((text, *one.hit.clause.headings, *_matching(asked.predicate, text)))
    )
    if here > (PREDICATE if acts or _BAN.search(text) else WITHOUT_ACT):
        return (
            not asked.predicate.startswith("là ")
            or _named(evidence, _opening(evidence, terms, asked.predicate), text) > 1
        )
    if len(subject) >= NAMED and held(evidence, subject, text) == 1 and here >= NAMED_PREDICATE:
        return True
    return here >= BANNED and _banned(evidence, first, text)


def _matching(asked: str, text: str) -> list[str]:
    """The words of ``asked`` whose contrary stands in ``text``."""
    asked, text = asked.lower(), text.lower()
    return [a for a, b in (*_SAME_MATTER, *((b, a) for a, b in _SAME_MATTER)) if a in asked and b in text]


def _other_thing(evidence: Evidence, one: Candidate) -> bool:
    """Whether two neighbouring words of the predicate ("tiền mặt", "vùng xanh") stand neither here nor above: another thing."""
    asked = asked_of(evidence).predicate
    text = one.piece.text
    terms = terms_of(evidence, asked)
    if one.hit.clause.role is Role.ADDRESSEE or not terms:
        return False
    line = line_of(evidence, one)
    here = set(evidence.matcher.forms(" ".join((text, *one.hit.clause.headings, line, *_matching(asked, text)))))
    gone = {term.word for term in terms} - here
    words = evidence.matcher.forms(asked)
    if not any(a in gone and b in gone for a, b in itertools.pairwise(words)):
        return False
    if contrary(evidence.query.text, text):
        return False
    return not _banned(evidence, _first(evidence, terms, asked), text)


def _banned(evidence: Evidence, act: str, text: str) -> bool:
    """Whether one ban, and only one, stands before the act in its part of the text."""
    for part in re.split("[,:;]", text):
        bans = list(_BAN.finditer(part))
        if act in evidence.matcher.forms(part):
            return len(bans) == 1 and act in evidence.matcher.forms(part[bans[0].end() :])
    return False


def _opening(evidence: Evidence, terms: Sequence[Term], text: str) -> list[Term]:
    """The two of ``terms`` that stand first in ``text``."""
    words = evidence.matcher.forms(text)
    return sorted(terms, key=lambda term: words.index(term.word))[:2]


def _first(evidence: Evidence, terms: Sequence[Term], text: str) -> str:
    """The word of ``terms`` that stands first in ``text``."""
    words = evidence.matcher.forms(text)
    return min((term.word for term in terms), key=words.index)


def _names_stand(evidence: Evidence, one: Candidate) -> bool:
    """Whether the names in the question stand in the clause, above it or in its document's line."""
    around = one.around | set(evidence.matcher.forms(f"{one.piece.text} {line_of(evidence, one)}"))
    content = {term.word for term in evidence.matcher.terms}
    names = [
        set(evidence.matcher.forms(name.group())) & content for name in NAME.finditer(asked_of(evidence).predicate)
    ]
    return all(name <= around for name in names)


def _obliges(evidence: Evidence, one: Candidate) -> bool:
    """Where it is asked whether something is compulsory, the piece must speak of a duty."""
    if "bat buoc" not in fold(evidence.query.text):
        return True
    return bool(_DUTY.search(fold(one.piece.text)))
