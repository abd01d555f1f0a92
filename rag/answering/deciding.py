"""Whether a piece of a clause may decide a yes/no question at all: it rules, on what is asked, of the one it is asked of.

A wrong "Có" or "Không" is worse than silence, so each test here only takes a piece away. What the verdict is, is read in
:mod:`rag.answering.yesno`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.passages import describe
from index.text import fold
from index.types import Role
from rag.answering.candidates import Candidate
from rag.answering.evidence import Evidence
from rag.answering.signals import NAME
from rag.finding.match import Term

# Words that mean each other's contrary; typed in a question about a text that has the other one, they turn the answer.
_OPPOSITES = (
    ("bắt buộc", "tự nguyện"), ("tắt", "mở"), ("tăng", "giảm"), ("bắt đầu", "kết thúc"), ("trực tiếp", "trực tuyến"),
    ("tập trung", "tại nhà"), ("rộng", "hẹp"), ("nghỉ học", "đi học"), ("đóng cửa", "mở cửa"),
)  # fmt: skip
# Of these one rules the other out, and neither is the other's denial.
_EXCLUSIVE = (("miễn", "giảm"), ("đóng", "miễn"), ("nộp", "miễn"), ("chủ trì", "phối hợp"))
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
SUBJECT, PREDICATE = 0.5, 0.45
# A subject named with this many words, all of them in the piece, says for itself that this is the matter.
NAMED, NAMED_PREDICATE = 3, 0.3
# The share of the predicate the rule's own first word must make up where a ban of the act bans it in every manner.
BANNED = 0.25
# The share of the predicate that the line of the document must hold for a list of "Đối tượng" to say who it is about.
OF_KIND = 0.7
_KIND = re.compile(r"\W*(?:đối tượng|phạm vi)(?![^\W_])", re.IGNORECASE)
_BAN = re.compile(r"(?<![^\W_])(?:không|cấm|dừng|hạn chế|ngừng)(?![^\W_])", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:hang|moi) (?P<each>ngay|tuan|thang|quy|nam)\b|"
    r"\b(?P<number>\d+(?:\s?-\s?\d+)?|mot) (?P<unit>ngay|tuan|thang|quy|nam)\s?(?:/|mot |1 |/1 )\s?lan\b"
)


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
    return Asked(text[: first.start()], text[found[-1].end() :])


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
        _in_force(evidence, one)
        and _of_subject(evidence, one)
        and _on_predicate(evidence, one)
        and not _other_thing(evidence, one)
        and _names_stand(evidence, one)
        and _obliges(evidence, one)
    )


def alternative(evidence: Evidence) -> Candidate | None:
    """The best piece that gives the one asked of another thing than the one asked: "giảm" for "miễn", another frequency."""
    asked = asked_of(evidence)
    often = _frequencies(asked.predicate)
    for one in evidence.near():
        if not _in_force(evidence, one) or not _of_subject(evidence, one) or one.own < 0.2:
            continue
        if often and (given := _frequencies(one.piece.text)) and not often & given and _on_predicate(evidence, one):
            return one
        if _excluded(evidence, asked, one):
            return one
    return None


def within_kind(evidence: Evidence) -> Candidate | None:
    """The list of whom a document is about ("Đối tượng: …") that holds the subject, where its line holds the predicate."""
    asked = asked_of(evidence)
    subject, predicate = _terms(evidence, asked.subject), _terms(evidence, asked.predicate)
    for one in evidence.near() if subject and predicate else ():
        line = describe(evidence.archive.directives[one.hit.clause.directive])
        listed = _KIND.match(one.sentence.text) and one.hit.clause.role is Role.BODY
        if listed and _held(evidence, subject, one.piece.text) == 1 and _held(evidence, predicate, line) >= OF_KIND:
            return one
    return None


def _terms(evidence: Evidence, text: str) -> list[Term]:
    words = set(evidence.matcher.forms(text))
    return [term for term in evidence.matcher.terms if term.word in words]


def _held(evidence: Evidence, terms: Sequence[Term], *texts: str) -> float:
    """The share of ``terms``, by weight, that stand in the texts; 1 where there are none."""
    words = set(evidence.matcher.forms(" ".join(texts)))
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if term.word in words) / total if total else 1.0


def _in_force(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece can rule: no title, no signature, and no lead-in, which tells how things are, where a rule is asked for."""
    clause = one.hit.clause
    if clause.role in (Role.HEADER, Role.SIGNATURE):
        return False
    leads = clause.address.startswith("đoạn") or one.piece.text.rstrip(" *").endswith(":")
    return not (leads and _ASKS_RULE.search(fold(inner(evidence))))


def _of_subject(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece, its headings or its document's line name the subject, and no other piece of its clause does so better."""
    terms = _terms(evidence, asked_of(evidence).subject)
    if not terms:
        return True
    clause = one.hit.clause
    line = describe(evidence.archive.directives[clause.directive])
    above = (*clause.headings, line)
    here = _named(evidence, terms, one.piece.text, *above)
    beside = [
        _named(evidence, terms, other.piece.text, *above)
        for other in evidence.found
        if other.hit.clause.id == clause.id and other.sentence == one.sentence and other.piece != one.piece
    ]
    if max(beside, default=0.0) > here and not _leads(evidence, terms, one):
        return False
    if _held(evidence, terms, one.piece.text, one.sentence.text, *above) >= SUBJECT:
        return True
    return bool(OWN_VERB.match(one.sentence.text)) and _addressed(evidence, one, terms) >= SUBJECT


def _named(evidence: Evidence, terms: Sequence[Term], text: str, *above: str) -> float:
    """How well a piece names the subject: its words there or above, and those of its neighbours that are neighbours here."""
    words = {term.word for term in terms}
    pairs = {(a, b) for a, b in evidence.matcher.pairs if a in words and b in words}
    own = evidence.matcher.forms(text)
    together = len(pairs & set(zip(own, own[1:], strict=False))) / len(pairs) if pairs else 0.0
    return _held(evidence, terms, text, *above) + together


def _leads(evidence: Evidence, terms: Sequence[Term], one: Candidate) -> bool:
    """Whether the sentence opens with the subject, which then is that of all its parts: "Phòng Nội vụ: theo dõi; đề xuất"."""
    opening = re.split(r"[:;,]", one.sentence.text, maxsplit=1)[0]
    return _held(evidence, terms, opening) >= SUBJECT


def _addressed(evidence: Evidence, one: Candidate, terms: Sequence[Term]) -> float:
    """The share of the subject held by those the document is addressed to, where the piece itself names nobody."""
    clauses = evidence.archive.clauses_of(one.hit.clause.directive)
    texts = [c.text for c in clauses if c.role is Role.ADDRESSEE or c.address.startswith("đoạn")]
    return _held(evidence, terms, *texts)


def _on_predicate(evidence: Evidence, one: Candidate) -> bool:
    """Whether the piece, under its headings, holds what is asked, or its contrary; a ban of an act bans it in every manner."""
    asked = asked_of(evidence)
    terms, subject = _terms(evidence, asked.predicate), _terms(evidence, asked.subject)
    if not terms or one.hit.clause.role is Role.ADDRESSEE:
        return True
    text = one.piece.text
    here = _held(evidence, terms, text, *one.hit.clause.headings[-1:], *_matching(asked.predicate, text))
    if here >= PREDICATE:
        return True
    if len(subject) >= NAMED and _held(evidence, subject, text) == 1 and here >= NAMED_PREDICATE:
        return True
    first = min(terms, key=lambda term: evidence.matcher.forms(asked.predicate).index(term.word))
    return here >= BANNED and bool(_BAN.search(text)) and _held(evidence, [first], text) == 1


def _matching(asked: str, text: str) -> list[str]:
    """The words of ``asked`` whose contrary stands in ``text``."""
    asked, text = asked.lower(), text.lower()
    return [a for a, b in (*_SAME_MATTER, *((b, a) for a, b in _SAME_MATTER)) if a in asked and b in text]


def _other_thing(evidence: Evidence, one: Candidate) -> bool:
    """Whether two neighbouring words of the predicate, which stand together elsewhere ("vùng xanh"), are both not here."""
    asked = asked_of(evidence).predicate
    words = evidence.matcher.forms(asked)
    known = {term.word for term in evidence.matcher.known}
    here = set(
        evidence.matcher.forms(" ".join((one.piece.text, *one.hit.clause.headings, *_matching(asked, one.piece.text))))
    )
    line = set(evidence.matcher.forms(describe(evidence.archive.directives[one.hit.clause.directive])))
    clause = set(evidence.matcher.forms(one.hit.clause.text))
    gone = {word for word in known if word not in here | line}
    return any(a in gone and b in gone and {a, b} <= clause for a, b in zip(words, words[1:], strict=False))


def _names_stand(evidence: Evidence, one: Candidate) -> bool:
    """Whether the names in the question stand in the clause, above it or in its document's line."""
    around = one.around | set(evidence.matcher.forms(one.piece.text))
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


def _excluded(evidence: Evidence, asked: Asked, one: Candidate) -> bool:
    text, predicate = one.piece.text.lower(), asked.predicate.lower()
    subject = _terms(evidence, asked.subject)
    if not subject or _held(evidence, subject, text) < SUBJECT:
        return False
    for a, b in (*_EXCLUSIVE, *((b, a) for a, b in _EXCLUSIVE)):
        if not (_has(a, predicate) and _has(b, text)) or _has(b, predicate):
            continue
        rest = [term for term in _terms(evidence, asked.predicate) if term.word not in evidence.matcher.forms(a)]
        if _held(evidence, rest, one.sentence.text) < PREDICATE:
            continue
        if not _has(a, text) or (b == "phối hợp" and _with(evidence, subject, text)):
            return True
    return False


def _with(evidence: Evidence, subject: Sequence[Term], text: str) -> bool:
    """Whether the subject is only the one worked with: "A chủ trì, phối hợp với B"."""
    before, _, behind = text.partition("phối hợp với")
    return _held(evidence, subject, behind) == 1 and _held(evidence, subject, before) < 1


def _has(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<![^\W_]){word}(?![^\W_])", text, re.IGNORECASE))


def _frequencies(text: str) -> set[str]:
    """How often something is done, as ``number unit``: "hằng tháng" is ``1 thang``."""
    found = set()
    for match in _OFTEN.finditer(fold(text)):
        number = re.sub(r"\s|^0+(?=\d)", "", match["number"] or "1").replace("mot", "1")
        found.add(f"{number} {match['each'] or match['unit']}")
    return found
