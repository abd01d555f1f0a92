"""Yes or no, with the sentence that decides."""

import re

from index.text import canonical, fold, tokens
from rag import phrases, values
from rag.candidates import Candidate
from rag.evidence import FACT_LIMIT, Evidence, excerpt
from rag.types import Draft

_NEGATION = re.compile(
    r"(?<![^\W_])(?:không|chưa|nghiêm cấm|cấm|tạm dừng|dừng|ngừng|hạn chế|tránh|khỏi|miễn|giải tỏa|giải toả|đình chỉ|"
    r"đóng cửa|xóa bỏ)(?![^\W_])",
    re.IGNORECASE,
)
_RULING = re.compile(
    r"(?<![^\W_])(?:không|cấm|hạn chế|dừng|phải|yêu cầu|chỉ|nghiêm|siết|bắt buộc|cho phép)(?![^\W_])", re.IGNORECASE
)
_ASKS_RULE = re.compile(r"\b(?:duoc|phep|cam|phai|bat buoc|can)\b")
RULING_BONUS = 0.15


def yes_no(evidence: Evidence) -> Draft | None:
    """``Có: …`` or ``Không: …``."""
    candidate = _decisive(evidence)
    text = candidate.piece.text
    yes = _within_bound(evidence.query.text, text)
    if yes is None and (_other_number(evidence, text) or _other_actor(evidence, text)):
        yes = False
    if yes is None:
        yes = _denied(evidence, text) == _opposed(evidence, text)
    word = "Có" if yes else "Không"
    return evidence.say(f"{word}: {excerpt(candidate, FACT_LIMIT - 12)}", candidate)


def _decisive(evidence: Evidence) -> Candidate:
    """The best piece; where a rule is asked for, one that lays down a rule goes before one that tells what is."""
    asks = bool(_ASKS_RULE.search(evidence.folded))
    return max(
        evidence.near(),
        key=lambda c: c.score + (RULING_BONUS if asks and _RULING.search(c.piece.text) else 0.0),
    )


def _denied(evidence: Evidence, text: str) -> bool:
    """Whether the text and the question differ by an odd number of negations."""
    inner = re.sub(r"(?i)(?<![^\W_])(?:hay )?(?:không|chưa|khong|chua)$", "", evidence.query.text.rstrip(" ?.!"))
    asked = [fold(word) for word in _NEGATION.findall(inner)]
    said = [fold(word) for word in _NEGATION.findall(_closest_part(evidence, text))]
    around = [fold(word) for word in _NEGATION.findall(text)]
    extra = [word for word in said if word not in asked]
    missing = [word for word in asked if word not in around]
    return (len(extra) + len(missing)) % 2 == 1


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

_ASKED_ROLE = re.compile(r"(?i)(?P<holder>[^,]+?) (?:có phải )?là (?P<role>[^,?]+?) (?:không|phải không|đúng không)")


def _opposed(evidence: Evidence, text: str) -> bool:
    question, part = evidence.query.text.lower(), _closest_part(evidence, text).lower()
    return any(
        (a in question and b in part and a not in part) or (b in question and a in part and b not in part)
        for a, b in _OPPOSITES
    )


def _other_number(evidence: Evidence, text: str) -> bool:
    """Whether a number to be confirmed is not in the text, which gives another."""
    if not _CONFIRM.search(evidence.folded):
        return False
    known = {t.accented for t in tokens(text)}
    asked = [re.match(r"[^\d]*([\d.,/]+)", v.text) for v in values.quantities(evidence.query.text)]
    numbers = [canonical(match[1].strip(".,")) for match in asked if match]
    return bool(numbers) and bool(values.quantities(text)) and not any(number in known for number in numbers)


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


def _closest_part(evidence: Evidence, text: str) -> str:
    """The part of a sentence between commas that holds most of the question."""
    matcher = evidence.matcher
    parts = re.split(r",(?!\s+chống)|:", text)
    best = max(range(len(parts)), key=lambda at: matcher.coverage([(set(matcher.forms(parts[at])), 1.0)]))
    # "không thụ động, chờ đợi văn bản": a short negated part goes on over the comma.
    if best and _NEGATION.match(parts[best - 1].strip()) and len(parts[best - 1].split()) <= 4:
        return parts[best - 1] + parts[best]
    return parts[best]


def _within_bound(question: str, text: str) -> bool | None:
    """Whether a number asked about keeps to the bound the text sets for the same unit; ``None``: no such bound."""
    for asked in values.quantities(question):
        number, unit = _number_and_unit(asked.text)
        if number is not None and re.match(r"(?:quá|hơn|trên)\s", asked.text):
            number += 1  # "quá 5 người" is six and more
        for stated in values.quantities(text):
            bound, same = _number_and_unit(stated.text)
            before = fold(text[max(0, stated.start - 40) : stated.start] + stated.text)
            if not unit or unit != same or number is None or bound is None:
                continue
            if re.search(r"khong (?:\w+ ){0,3}qua|toi da|khong vuot", before):
                return number <= bound
            if re.search(r"it nhat|toi thieu|khong duoi", before):
                return number >= bound
    return None


def _number_and_unit(text: str) -> tuple[float | None, str]:
    match = re.search(r"(\d[\d.]*)\s?([^\W\d_]+)?", text)
    return (float(match[1].replace(".", "")), fold(match[2] or "")) if match else (None, "")
