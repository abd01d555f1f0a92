"""Yes or no, with the sentence that decides; silence where the sentence does not clearly decide."""

import re

from index.text import canonical, folded_words, tokens
from rag import values
from rag.answering import phrases
from rag.answering.alternatives import alternative, within_kind
from rag.answering.bounds import beyond, within_bound
from rag.answering.candidates import Candidate
from rag.answering.deciding import OWN_VERB, asked_of, contrary, decides, inner
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.who import offices_of
from rag.cite import dates_in
from rag.types import Draft

_NEGATION = re.compile(
    r"(?<![^\W_])(?:không(?! quá| dưới| vượt)|chưa|nghiêm cấm|cấm|tạm dừng|dừng|ngừng|hạn chế|tránh|"
    r"(?<!ra )khỏi|miễn|giải tỏa|giải toả|đình chỉ|đóng cửa|xóa bỏ)(?![^\W_])",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(?<![^\W_])không (?:quá|vượt)(?![^\W_])", re.IGNORECASE)
_ALL = re.compile(r"(?<![^\W_])(?:toàn bộ|tất cả|mọi)(?![^\W_])", re.IGNORECASE)
_RULING = re.compile(
    r"(?<![^\W_])(?:không|cấm|hạn chế|dừng|phải|yêu cầu|chỉ|nghiêm|siết|bắt buộc|cho phép)(?![^\W_])", re.IGNORECASE
)
_ASKS_RULE = re.compile(r"\b(?:duoc|phep|cam|phai|bat buoc|can)\b")
_ALLOWED_WHEN = re.compile(
    r"(?<![^\W_])chỉ(?![^\W_])[^;.]*?(?<![^\W_])(?:khi|nếu|trong trường hợp)(?![^\W_])", re.IGNORECASE
)
RULING_BONUS = 0.15
# A sentence decides only when it holds this much of the question itself.
DECIDING = 0.38
# … or when it is this sure to speak of what is asked, whatever words it says it with, and holds some of the question.
SURE, SOME = 0.45, 0.22
# … with two of its words standing together, unless it holds nearly all of it.
WHOLE = 0.85
# The parts of a sentence that hold this share of what the whole holds are looked at for negations.
WINDOW = 0.9
# Parts of a negated list are this short (words); the sentence must hold half of the predicate to be judged by it.
GOVERNED, HALF = 7, 0.5
# "Có" asks that the sentence or its headings hold this share of the rarest words of the predicate.
RAREST, GROUND = 3, 0.35
_CONFIRM = re.compile(r"dung khong|phai khong|co phai|co dung")
_ASKED_ACTOR = re.compile(
    r"(?i)có phải (?:là )?(?P<actor>.+?) (?:là (?:nơi|đơn vị|cơ quan|người)|được giao|phải|chịu trách nhiệm|chủ trì)(?![^\W_])"
)
_ASKED_ROLE = re.compile(
    r"(?i)(?P<holder>[^,]+?) (?:có phải (?:là )?|là )(?P<role>[^,?]+?)\s*(?:,\s*)?(?:phải không|đúng không|không)\s*[?.!]*$"
)


def yes_no(evidence: Evidence) -> Draft | None:
    """``Có: …`` or ``Không: …``; ``None`` when nothing decides."""
    role = _ASKED_ROLE.search(evidence.query.text)
    if role and (person := next(iter(values.persons(role["holder"]) or values.persons(role["role"])), None)):
        return _holds(evidence, person.text, role)
    if other := alternative(evidence):
        return _said(evidence, False, other)
    candidate = _decisive(evidence)
    if candidate is None:
        of_kind = within_kind(evidence)
        return _said(evidence, True, of_kind) if of_kind else None
    text = candidate.piece.text
    yes = within_bound(evidence.query.text, text)
    if yes is None and (_other_number(evidence, text) or _other_actor(evidence, text)):
        yes = False
    if yes is None and beyond(evidence.query.text, text):
        return None
    unsure = candidate.core < DECIDING and evidence.support(candidate) < SURE
    if yes is None and (unsure or not _has_figures(evidence, candidate)):
        return None
    if yes is None:
        yes = (_denied(evidence, text) == _opposed(evidence, text)) != _denied_above(candidate)
        if yes and not _grounded(evidence, candidate):
            return None
    return _said(evidence, yes, candidate)


def _grounded(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the rarer half of what is asked stands in the sentence: "Có" is never said because nothing denies it."""
    matcher = evidence.matcher
    asked = set(matcher.forms(asked_of(evidence).predicate))
    terms = sorted((t for t in matcher.known if t.word in asked), key=lambda t: -t.weight)[:RAREST]
    here = set(matcher.forms(candidate.sentence.text)) | set(matcher.forms(" ".join(candidate.hit.clause.headings)))
    return sum(t.weight for t in terms if t.word in here) >= GROUND * sum(t.weight for t in terms)


def _said(evidence: Evidence, yes: bool, candidate: Candidate) -> Draft:
    return evidence.say(f"{'Có' if yes else 'Không'}: {excerpt(candidate, FACT_LIMIT - 12)}", candidate)


def _decisive(evidence: Evidence) -> Candidate | None:
    """The best piece; where a rule is asked for, one that lays down a rule goes before one that tells what is."""
    asks = bool(_ASKS_RULE.search(evidence.folded))
    able = [c for c in evidence.near() if _speaks(evidence, c) and decides(evidence, c)]
    bonus = {id(c): RULING_BONUS if asks and _RULING.search(c.piece.text) else 0.0 for c in able}
    return max(able, key=lambda c: c.score + bonus[id(c)], default=None)


def _speaks(evidence: Evidence, one: Candidate) -> bool:
    """Whether a piece speaks of what is asked: it holds enough of the question, or is surely the one about it."""
    whole = one.own >= DECIDING and bool(one.pairs or one.own >= WHOLE or not evidence.matcher.pairs)
    return whole or (one.own >= SOME and evidence.support(one) >= SURE)


def _holds(evidence: Evidence, person: str, role: re.Match[str]) -> Draft | None:
    """Whether somebody named holds an office: only what is printed with the name decides."""
    asked = role["role"] if person in role["holder"] else role["holder"]
    wanted = {word for word in folded_words(asked) if word not in ("cua", "la", "co", "phai")}
    for candidate, offices in offices_of(evidence, person):
        own = [set(folded_words(part)) for office in offices for part in office.split(",")]
        held = any(one and one <= wanted and ("pho" in one) == ("pho" in wanted) for one in own)
        return _said(evidence, held, candidate)
    return None


def _denied(evidence: Evidence, text: str) -> bool:
    """Whether text and question differ by an odd number of negations; "chỉ … khi" denies what lacks the condition."""
    asked, part = _NEGATION.findall(inner(evidence)), _window(evidence, text)
    denied = _NEGATION.findall(part)
    # "không quá 1/2" denies nothing but "toàn bộ".
    if _BOUND.search(part) and _ALL.search(inner(evidence)):
        denied.append("không quá")
    only = bool(asked) and bool(re.search(r"(?<![^\W_])chỉ(?![^\W_])", part, re.IGNORECASE)) and len(denied) == 1
    # "hạn chế …, chỉ … khi …" allows it, with the condition.
    if not asked and {one.lower() for one in denied} == {"hạn chế"} and _ALLOWED_WHEN.search(text):
        return False
    return (len(denied) + len(asked) + only) % 2 == 1


def _denied_above(candidate: Candidate) -> bool:
    """Whether the item stands under words that deny it: "Nghị định này không điều chỉnh:"."""
    above = candidate.hit.clause.headings[-1:]
    return bool(above and above[0].rstrip(" *").endswith(":") and len(_NEGATION.findall(above[0])) % 2)


def _window(evidence: Evidence, text: str) -> str:
    """The fewest neighbouring parts between commas that hold nearly all that the sentence holds of what is asked.

    What is asked is the predicate ("có được *thả đèn trời* không") where the sentence has it. A negation goes on over commas:
    "không tàng trữ, đốt pháo nổ", "giải tỏa các chợ tạm, chợ cóc".
    """
    parts = re.split(r",(?!\s+chống)|:", text)
    matcher = evidence.matcher
    asked = set(matcher.forms(asked_of(evidence).predicate))
    terms = [term for term in matcher.terms if term.word in asked]
    here = set(matcher.forms(text))
    if sum(t.weight for t in terms if t.word in here) < HALF * sum(t.weight for t in terms) or not terms:
        terms = matcher.terms

    def cover(part: str) -> float:
        own = set(matcher.forms(part))
        return sum(term.weight for term in terms if term.word in own)

    enough = WINDOW * cover(text)
    spans = [(b - a, a, b) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1)]
    for _, a, b in sorted(spans):
        if cover(",".join(parts[a:b])) >= enough:
            return ",".join(parts[_governed_from(parts, a) : b])
    return text


def _governed_from(parts: list[str], first: int) -> int:
    """The part whose negation governs the part ``first``; ``first`` itself where that one has its own verb of duty or denial."""
    if _NEGATION.search(parts[first]) or OWN_VERB.match(parts[first]):
        return first
    for at in range(first - 1, -1, -1):
        words = parts[at].split()
        if _NEGATION.search(parts[at]):
            # The negation is near the end of its part: what follows it is the first of a list.
            behind = parts[at][[m.end() for m in _NEGATION.finditer(parts[at])][-1] :]
            return at if len(behind.split()) <= GOVERNED and len(_NEGATION.findall(parts[at])) == 1 else first
        if OWN_VERB.match(parts[at]) or len(words) > GOVERNED:
            return first
    return first


def _opposed(evidence: Evidence, text: str) -> bool:
    return contrary(evidence.query.text, _window(evidence, text))


def _figures(evidence: Evidence) -> set[str]:
    """The numbers and dates of the question that do not name its document."""
    return {term for term in evidence.query.terms if term[:1].isdigit()}


def _has_figures(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the numbers of the question stand in the text or its document's line, so that it speaks of them at all."""
    text = candidate.piece.text
    days = {canonical(value.text) for value in values.dates(text)}
    directive = evidence.archive.directives[candidate.hit.clause.directive]
    year = directive.date.value[:4] if directive.date else ""
    known = {t.accented for t in tokens(text)} | days | {year}
    # "2/9" of "2/9/2021": the year is the document's.
    return all(
        term in known or (term.count("/") == 2 and term.rsplit("/", 1)[0] in known) for term in _figures(evidence)
    )


def _other_number(evidence: Evidence, text: str) -> bool:
    """Whether a number or date to be confirmed is not in the text, which gives another of its kind."""
    if not _CONFIRM.search(evidence.folded):
        return False
    asked = dates_in(evidence.query.text)
    if asked and dates_in(text) and not asked & dates_in(text):
        return True
    numbers = {term for term in _figures(evidence) if "/" not in term}
    return bool(numbers) and bool(values.quantities(text)) and not numbers & {t.accented for t in tokens(text)}


def _other_actor(evidence: Evidence, text: str) -> bool:
    """Whether somebody else acts in the text than the one to be confirmed."""
    role = _ASKED_ROLE.search(evidence.query.text)
    holder = phrases.copula(text, [t.folded for t in tokens(role["role"])]) if role else None
    if role and holder:
        named = set(evidence.matcher.forms(role["holder"]))
        return len(named & set(evidence.matcher.forms(holder.text))) < 0.5 * len(named)
    asked = _ASKED_ACTOR.search(evidence.query.text)
    real = phrases.subject(text)
    if not asked or not real:
        return False
    named = set(evidence.matcher.forms(asked["actor"]))
    return len(named & set(evidence.matcher.forms(real.text))) < 0.5 * len(named)
