"""Yes or no, with the sentence that decides; silence where the sentence does not clearly decide."""

import re

from index.text import canonical, fold, folded_words, tokens
from rag import values
from rag.answering import phrases
from rag.answering.candidates import Candidate
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt
from rag.answering.who import offices_of
from rag.cite import dates_in
from rag.types import Draft

_NEGATION = re.compile(
    r"(?<![^\W_])(?:không|chưa|nghiêm cấm|cấm|tạm dừng|dừng|ngừng|hạn chế|tránh|(?<!ra )khỏi|miễn|giải tỏa|giải toả|đình chỉ|"
    r"đóng cửa|xóa bỏ)(?![^\W_])",
    re.IGNORECASE,
)
_RULING = re.compile(
    r"(?<![^\W_])(?:không|cấm|hạn chế|dừng|phải|yêu cầu|chỉ|nghiêm|siết|bắt buộc|cho phép)(?![^\W_])", re.IGNORECASE
)
_ASKS_RULE = re.compile(r"\b(?:duoc|phep|cam|phai|bat buoc|can)\b")
RULING_BONUS = 0.15
# A sentence decides only when it holds this much of the question itself.
DECIDING = 0.38
# … with two of its words standing together, unless it holds nearly all of it.
WHOLE = 0.85
# The parts of a sentence that hold this share of what the whole holds are looked at for negations.
WINDOW = 0.9
# Words that mean each other's contrary; typed in a question about a text that has the other one, they turn the answer.
_OPPOSITES = (
    ("bắt buộc", "tự nguyện"),
    ("tắt", "mở"),
    ("tăng", "giảm"),
    ("bắt đầu", "kết thúc"),
    ("trực tiếp", "trực tuyến"),
    ("tập trung", "tại nhà"),
    ("rộng", "hẹp"),
)
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
    candidate = _decisive(evidence)
    if candidate is None:
        return None
    text = candidate.piece.text
    yes = _within_bound(evidence.query.text, text)
    if yes is None and (_other_number(evidence, text) or _other_actor(evidence, text)):
        yes = False
    if yes is None and (candidate.core < DECIDING or not _has_figures(evidence, text)):
        return None
    if yes is None:
        yes = _denied(evidence, text) == _opposed(evidence, text)
    return _said(evidence, yes, candidate)


def _said(evidence: Evidence, yes: bool, candidate: Candidate) -> Draft:
    return evidence.say(f"{'Có' if yes else 'Không'}: {excerpt(candidate, FACT_LIMIT - 12)}", candidate)


def _decisive(evidence: Evidence) -> Candidate | None:
    """The best piece; where a rule is asked for, one that lays down a rule goes before one that tells what is."""
    asks = bool(_ASKS_RULE.search(evidence.folded))
    able = [
        c for c in evidence.near() if c.own >= DECIDING and (c.pairs or c.own >= WHOLE or not evidence.matcher.pairs)
    ]
    bonus = {id(c): RULING_BONUS if asks and _RULING.search(c.piece.text) else 0.0 for c in able}
    return max(able, key=lambda c: c.score + bonus[id(c)], default=None)


def _holds(evidence: Evidence, person: str, role: re.Match[str]) -> Draft | None:
    """Whether somebody named holds an office: only what is printed with the name decides."""
    asked = role["role"] if person in role["holder"] else role["holder"]
    wanted = {word for word in folded_words(asked) if word not in ("cua", "la", "co", "phai")}
    for candidate, offices in offices_of(evidence, person):
        own = [set(folded_words(part)) for office in offices for part in office.split(",")]
        held = any(one and one <= wanted and ("pho" in one) == ("pho" in wanted) for one in own)
        return _said(evidence, held, candidate)
    return None


def _inner(evidence: Evidence) -> str:
    """The question without the word that asks it."""
    return re.sub(r"(?i)(?<![^\W_])(?:hay )?(?:không|chưa|khong|chua)$", "", evidence.query.text.rstrip(" ?.!"))


def _denied(evidence: Evidence, text: str) -> bool:
    """Whether text and question differ by an odd number of negations; "chỉ … khi" denies what lacks the condition."""
    asked, part = _NEGATION.findall(_inner(evidence)), _window(evidence, text)
    only = (
        bool(asked)
        and bool(re.search(r"(?<![^\W_])chỉ(?![^\W_])", part, re.IGNORECASE))
        and len(_NEGATION.findall(part)) == 1
    )
    return (len(_NEGATION.findall(part)) + len(asked) + only) % 2 == 1


def _window(evidence: Evidence, text: str) -> str:
    """The fewest neighbouring parts between commas that hold nearly all of the question that the sentence holds."""
    matcher = evidence.matcher
    parts = re.split(r",(?!\s+chống)|:", text)

    def cover(part: str) -> float:
        return matcher.coverage([(set(matcher.forms(part)), 1.0)])

    enough = WINDOW * cover(text)
    spans = [(b - a, a, b) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1)]
    for _, a, b in sorted(spans):
        joined = ",".join(parts[a:b])
        if cover(joined) >= enough:
            # "không thụ động, chờ đợi văn bản": a short negated part goes on over the comma.
            over = a > 0 and _NEGATION.match(parts[a - 1].strip()) and len(parts[a - 1].split()) <= 4
            return f"{parts[a - 1]},{joined}" if over else joined
    return text


def _opposed(evidence: Evidence, text: str) -> bool:
    question, part = evidence.query.text.lower(), _window(evidence, text).lower()
    return any(
        (a in question and b in part and a not in part) or (b in question and a in part and b not in part)
        for a, b in _OPPOSITES
    )


def _figures(evidence: Evidence) -> set[str]:
    """The numbers and dates of the question that do not name its document."""
    return {term for term in evidence.query.terms if term[:1].isdigit()}


def _has_figures(evidence: Evidence, text: str) -> bool:
    """Whether the numbers of the question stand in the text, so that the text speaks of them at all."""
    days = {canonical(value.text) for value in values.dates(text)}
    return _figures(evidence) <= {t.accented for t in tokens(text)} | days


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


def _within_bound(question: str, text: str) -> bool | None:
    """Whether a number asked about keeps to the bound or range the text sets for the same unit; ``None``: no such bound."""
    for asked in values.quantities(question):
        number, unit = _number_and_unit(asked.text)
        if number is not None and re.match(r"(?:quá|hơn|trên)\s", asked.text):
            number += 1  # "quá 5 người" is six and more
        for stated in values.quantities(text):
            bound, same = _number_and_unit(stated.text)
            before = fold(text[max(0, stated.start - 40) : stated.start] + stated.text)
            if not unit or number is None or bound is None:
                continue
            if between := re.match(r"tu (\d+) (?:den|toi) (duoi )?(\d+) (\w+)", fold(stated.text)):
                if between[4] == unit:
                    return int(between[1]) <= number < int(between[3]) + (not between[2])
                continue
            if unit != same:
                continue
            if re.search(r"khong (?:\w+ ){0,3}qua|toi da|khong vuot", before):
                return number <= bound
            if re.search(r"it nhat|toi thieu|khong duoi", before):
                return number >= bound
    return None


def _number_and_unit(text: str) -> tuple[float | None, str]:
    match = re.search(r"(\d[\d.]*)\s?([^\W\d_]+)?", text)
    return (float(match[1].replace(".", "")), fold(match[2] or "")) if match else (None, "")
