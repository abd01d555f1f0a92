"""How somebody is reached: the telephone number or address printed with the person, office or body that the question names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.text import fold, folded_words, plain
from index.types import Clause, Role
from rag import values
from rag.answering.documents.described import line
from rag.answering.evidence import Evidence, excerpt
from rag.finding.match import Matcher
from rag.question.cues import WHO
from rag.question.folded import flat
from rag.types import Draft, Reason, Statement, Want

_CALLED = (
    r"(?:so (?:may_? )?(?:dien thoai|dt|di dong|lien lac|lien he|hotline|nong|may_? ban|truc)|sdt|dtdd|dien thoai|hotline"
    r"|duong day nong|tong dai)"
)
_MAIL = r"(?:e-?mail|thu dien tu|hop thu(?: cong vu)?|dia chi mail)"
_ASKS = r"\b(?:nao|may|bao nhieu|gi|dau)\b"
_OTHER = r"\b(?:ai|khi nao|bao gio|luc nao|the nao|sao|khong|chua|de lam gi|truoc ngay|bao lau)\b"
_FIRST = r"(?:(?:cho|xin|hoi|toi|minh|em|biet|can|a|oi|dang) )*"
_ASKED = re.compile(
    rf"\b(?:{_CALLED}|{_MAIL})\b(?!.*{_OTHER}[ ?.]*$).*{_ASKS}|^(?!.*{_OTHER}|.*{_ASKS}){_FIRST}(?:{_CALLED}|{_MAIL})\b"
    r"|\b(?:goi|alo|bam|quay|nhan tin|lien lac|lien he|phan anh|bao)\b.*\bso (?:dien thoai )?(?:nao|may|bao nhieu|gi)\b"
)
# "Tiền điện thoại … mấy đồng" asks for no telephone number.
_NUMBER_ASKED = re.compile(r"\bso (?:dien thoai|may|nao|bao nhieu|gi)\b|\b(?:sdt|hotline|duong day nong)\b")
_PHONE = re.compile(
    r"(?<![\d/.,])(?:\(?\+?84\)?[ .-]?|\(?0)\d{1,3}\)?(?:[ .-]?\d){6,8}(?![\d/%]|[.,]\d)|(?<![\d/.,])1[89]00(?:[ .]?\d){2,6}(?!\d)"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# How those that ask are spelt in a question with marks: "đầu mối" asks for no place.
_SPELT = {"dau": "đâu", "may": "mấy", "gi": "gì", "nao": "nào", "chua": "chưa"}
# Words of the question that describe nobody (folded).
_FRAME = frozenset(
    "so dien thoai dt sdt di dong lien lac he hotline duong day nong tong dai may ban truc email mail thu tu hop goi alo bam quay "
    "nhan tin phan anh bao hoi biet can cho xin toi minh em dia chi muon ai nao de thi them".split()
)
# The share of the words that name somebody which must stand with the number, and with it, its clause, what heads it and the
# document's own line together.
_BESIDE, _AROUND = 0.15, 0.6
# … and which of them must stand with the only number there is.
_SOLE = 0.25
# What the one is whose number is asked for: "của cán bộ thú y" is not told with that of a "trạm thú y".
_OWNER = re.compile(r"\bcua (?:cac |nhung )?(?P<head>[a-z]+)")
# What bodies of state are called, before their names.
_BODY = re.compile(
    r"(?<![^\W_])(?:Chi cục|Cục|Vụ|Sở|Phòng|Thanh tra|Trung tâm|Trạm|Bệnh viện|Trường|Văn phòng|Công an|Ủy ban|Tòa án|Kho bạc"
    r"|Xí nghiệp|Công ty|Hội|Ban)(?= [^\W\d_])"
)
_JOINED = re.compile(r"[\s,;/–-]*(?:hoặc|và|or)?[\s,;/–-]*$")


@dataclass(frozen=True, slots=True)
class _Printed:
    """Numbers that stand together, with the words that say whose they are."""

    clause: Clause
    said: str
    words: str


def contact(evidence: Evidence) -> Draft | None:
    """The number asked for, with the name where that is asked, too; ``None`` where none is asked for or surely meant."""
    folded = flat(evidence.query.text, _SPELT)
    asked = _ASKED.search(folded)
    if asked is None or evidence.query.want is Want.YES_NO:
        return None
    people = [fold(one.text) for one in values.persons(evidence.query.text)]
    kept = tuple(term for term in evidence.query.terms if fold(term).rstrip("12345") not in _FRAME)
    matcher = Matcher(replace(evidence.query, terms=kept), evidence.archive)
    mail = re.search(rf"\b{_MAIL}\b", folded)
    both = mail and re.search(rf"\b{_CALLED}\b", folded)
    found = _nearest(evidence, matcher, people, _ADDRESS if mail and not both else _PHONE)
    if found is None:
        if people or _of_another(evidence, matcher):
            return Draft((), 0.0, Reason.NOT_STATED)
        return _sole(evidence, matcher, _PHONE) if _NUMBER_ASKED.search(folded) else None
    who = [p.text for p in values.persons(found.words)][-1:] if re.search(WHO, folded) else []
    beside = _ADDRESS.findall(found.clause.text)[:1] if both else []
    told = (", ".join([*who, found.said]), *beside)
    return Draft(tuple(Statement(said, (evidence.cited(found.clause),)) for said in told), 0.9)


def _sole(evidence: Evidence, matcher: Matcher, pattern: re.Pattern[str]) -> Draft | None:
    """The sentence with the only number of all clauses found, which tells whose it is, where some of the words stand beside it."""
    printed = list(_printed(evidence, pattern))
    owner = _OWNER.search(evidence.folded)
    if (
        len(printed) != 1
        or (owner and owner["head"] not in folded_words(printed[0].words))
        or not matcher.terms
        or matcher.coverage([(set(matcher.forms(printed[0].words)), 1.0)]) < _SOLE
    ):
        return None
    held = (c for c in evidence.found if c.hit.clause.id == printed[0].clause.id and pattern.search(c.sentence.text))
    said = next(held, None)
    return evidence.say(excerpt(said), said) if said else None


def _nearest(evidence: Evidence, matcher: Matcher, people: Sequence[str], pattern: re.Pattern[str]) -> _Printed | None:
    """The numbers that stand with most of the words that say whose they are; none where those are not all about."""
    best: tuple[float, _Printed] | None = None
    for one in _printed(evidence, pattern):
        beside, clause = set(matcher.forms(one.words)), one.clause
        above = line(evidence.archive.directives[clause.directive])
        around = beside | set(matcher.forms(" ".join((clause.text, *clause.headings, above))))
        own = matcher.coverage([(beside, 1.0)]) if matcher.terms else 1.0
        known = matcher.coverage([(around, 1.0)]) if matcher.terms else 1.0
        named = all(f" {' '.join(folded_words(name))} " in f" {' '.join(folded_words(one.words))} " for name in people)
        if named and own >= _BESIDE and known >= _AROUND and (best is None or own > best[0]):
            best = own, one
    return best[1] if best else None


def _of_another(evidence: Evidence, matcher: Matcher) -> bool:
    """Whether the numbers that were found are printed with a body of another kind than the question names: "Vụ Kế hoạch, điện
    thoại …" for "Cục Việc làm"."""
    asked = {fold(found.group()) for found in _BODY.finditer(evidence.query.text)}
    told = [{fold(found.group()) for found in _BODY.finditer(one.words)} for one in _printed(evidence, _PHONE)]
    return bool(asked and told) and all(kinds and not kinds & asked for kinds in told)


def _printed(evidence: Evidence, pattern: re.Pattern[str]) -> Iterator[_Printed]:
    """The numbers of the clauses found; all words of a row of a table are theirs, of a sentence those since the last number."""
    for clause in dict.fromkeys(c.hit.clause for c in evidence.found):
        if clause.role not in (Role.BODY, Role.HEADER):
            continue
        found = list(pattern.finditer(clause.text))
        row = clause.text.lstrip().startswith("|")
        begin = 0
        for at, match in enumerate(found):
            follows = at > 0 and _JOINED.match(clause.text[found[at - 1].end() : match.start()])
            if follows:
                continue
            last = at
            while last + 1 < len(found) and _JOINED.match(clause.text[found[last].end() : found[last + 1].start()]):
                last += 1
            end = found[last].end()
            words = clause.text if row else clause.text[begin:end]
            yield _Printed(clause, plain(clause.text[match.start() : end]), words)
            begin = end
