"""The parts of a sentence that each speak of somebody else: "Hộ nghèo được miễn, hộ cận nghèo được giảm 50%"; and of whom a piece
speaks that the question does not name.
"""

import itertools
import re

from index.text import fold
from rag.answering.evidence import Evidence
from rag.answering.passages.other_place import levels_of, places_named
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.agreement import AGED, has_word, same_amount
from rag.answering.verdict.asked import Proposition, held, line_of, matching, predicate_terms, terms_of
from rag.answering.verdict.deciding import PREDICATE
from rag.question import units

# Of these one rules the other out, and neither is the other's denial.
EXCLUSIVE = (("miễn", "giảm"), ("đóng", "miễn"), ("nộp", "miễn"), ("chủ trì", "phối hợp"))
_JOINT = re.compile(r"[,;]\s+|\s(?=(?:còn|riêng|trong khi|nhưng)\s)")
# A part of its own: whom it speaks of, and what is ruled of him.
_OWN = re.compile(
    r"(?:[^:;,.]{1,40}:\s+)?(?:(?:và|còn|riêng|trong khi|nhưng|đối với|với|các|những)\s+)*"
    r"(?P<who>(?!(?:phải|cần|nhưng|mà|để|nhằm|nếu|khi|trừ|không|chưa|được|bị|chỉ|vẫn|trường hợp)\s)(?:[^\W_]+[ ]){1,9}?)"
    r"(?:thì )?(?:được|phải|không|chưa|bị|chỉ|vẫn|cần|có thể|miễn|đóng|nộp|hưởng|từ(?= (?:đủ )?\d)|(?=\d))",
    re.IGNORECASE,
)
# "không tập trung quá 2 người": the bound itself, no denial; and the number words of a predicate.
_BOUND = re.compile(
    r"(?<![^\W_])không (?:[^\W_]+ ){0,4}(?:quá|vượt|dưới|ít hơn|trong phạm vi|trong bán kính)(?![^\W_])", re.IGNORECASE
)
_COUNTED = re.compile(r"(?<![^\W_])(?:hai|ba|bốn|sáu|bảy|tám|chín|mười)(?![^\W_])", re.IGNORECASE)
# The hours of a ban: "cấm xe tải từ 6 giờ đến 9 giờ".
_BANNED_HOURS = re.compile(
    r"(?<![^\W_])(?:cấm|không|dừng|ngừng|hạn chế)(?![^\W_])[^;:.]*?(?<![^\W_])từ \d{1,2} ?(?:giờ|h)(?![^\W\d_])[^;:.]*?"
    r"(?<![^\W_])đến (?:hết )?\d{1,2} ?(?:giờ|h)(?![^\W\d_])",
    re.IGNORECASE,
)
# What frees or gives, and to whom: "không thu phí của thương binh", "hỗ trợ 50% cho hộ nghèo", "người khuyết tật được miễn".
_GIVES = r"miễn|giảm|hỗ trợ|trợ cấp|ưu tiên|cộng điểm|không thu|không phải (?:nộp|trả|đóng|mất|mua|chịu)|cấp phát|tặng"
_KIND = (
    r"hộ|người|trẻ|học sinh|sinh viên|giáo viên|cán bộ|công chức|viên chức|thương binh|bệnh binh|thân nhân|phụ nữ|đối tượng"
    r"|đoàn viên|hội viên|gia đình|công nhân|lao động|đồng bào|cựu chiến binh|đảng viên|nông dân|chủ"
)
_GROUP = re.compile(
    rf"(?<![^\W_])(?:{_GIVES})(?![^\W_])[^;:.]{{0,200}}?(?<![^\W_])(?:của|cho|đối với|với) (?:các |những |con |con em )?"
    rf"(?P<given>(?:{_KIND})(?![^\W_])[^;:.]*)"
    rf"|^\W*(?:\d+\W{{1,4}}|[a-zđ]\) )?(?:các |những |riêng |con |con em )*"
    rf"(?P<freed>(?:{_KIND})(?![^\W_])[^;:.,]{{0,80}}?(?:, (?:{_KIND})(?![^\W_])[^;:.,]{{0,80}}?){{0,6}})"
    rf" (?:thì |đều )?(?:được (?:\w+ ){{0,3}}?)?(?:{_GIVES})(?![^\W_])",
    re.IGNORECASE,
)
_AROUND = "các những trên địa bàn tỉnh huyện xã phường thành phố tại của thuộc có"
# What tells none of them from another, and what opens a question to all of them.
_ANYBODY = f"{_AROUND} hộ người gia đình trẻ em đối tượng con cái diện đang là trong và hoặc"
_WHOM = re.compile(r"(?<![^\W_])(?:ai|nào|những|gì|mấy|đối tượng)(?![^\W_])", re.IGNORECASE)
# Whether it says that others get nothing, or says nothing of them.
_ONLY = re.compile(r"(?<![^\W_])chỉ(?! (?:thị|đạo|huy|tiêu))(?![^\W_])", re.IGNORECASE)
_REFUSED, _SILENT = "refused", "silent"
# The share of the words naming somebody that the question must hold for the part to speak of the one asked about.
NAMED = 0.6
# A part may hold this much less of what is asked than the whole.
LOST = 0.1


def of_asked(evidence: Evidence, asked: Proposition, text: str) -> str:
    """The part of ``text`` that rules on the one asked about; all of it where it has no parts, or none names him best."""
    starts = [0, *(match.end() for match in _JOINT.finditer(text))]
    own = [(at, found["who"]) for at in starts if (found := _OWN.match(text, at))]
    if len(own) < 2:
        return text
    question = evidence.words(evidence.query.text)
    ranked: list[tuple[float, int, int]] = []
    for number, (_, who) in enumerate(own):
        words = evidence.words(who)
        telling = words - evidence.words(_AROUND) or words
        ranked.append((len(telling & question) / len(telling), len(words & question), number))
    ranked.sort(reverse=True)
    if ranked[0][0] < NAMED or ranked[0][:2] == ranked[1][:2]:
        return text
    best = ranked[0][2]
    end = own[best + 1][0] if best + 1 < len(own) else len(text)
    part = text[own[best][0] : end].rstrip(" ,;")
    other = evidence.words(" ".join(word for pair in EXCLUSIVE for word in pair))
    matter = [term for term in predicate_terms(evidence, asked) if term.word not in other]
    contrast = any(
        has_word(a, asked.predicate.lower()) and has_word(b, part.lower()) and not has_word(a, part.lower())
        for a, b in (*EXCLUSIVE, *((b, a) for a, b in EXCLUSIVE))
    )
    return part if contrast or held(evidence, matter, part) >= held(evidence, matter, text) - LOST else text


def of_others(evidence: Evidence, asked: Proposition, one: Candidate) -> bool:
    """Whether the piece speaks only of another place than the one asked about, or frees or favours only people of a kind that the
    question does not name: that decides nothing for anybody else."""
    return _other_place(evidence, one) or _other_group(evidence, asked, one) == _SILENT


def denies_others(evidence: Evidence, asked: Proposition, one: Candidate) -> bool:
    """Whether the piece gives only to people of a kind that the question does not name: "chỉ hỗ trợ cho hộ nghèo"."""
    return _other_group(evidence, asked, one) == _REFUSED


def condition(evidence: Evidence, asked: Proposition, text: str, one: Candidate) -> bool:
    """Whether an amount only tells of whom a rule is, or when ("hộ nuôi 6 con"): what is asked holds it not, and the rule does."""
    terms = terms_of(evidence, asked.predicate)
    if _BANNED_HOURS.search(text):
        return True
    if not asked.subject or not terms or _BOUND.search(text):
        return False
    if _COUNTED.search(asked.predicate) or same_amount(asked.predicate, text):
        return False
    if same_amount(asked.subject, text):
        return True
    if any(term.word[:1].isdigit() for term in terms):
        return False
    around = (*one.hit.clause.headings, line_of(evidence, one))
    return bool(AGED.match(text)) or held(evidence, terms, text, *around, *matching(asked.predicate, text)) >= PREDICATE


def _other_place(evidence: Evidence, one: Candidate) -> bool:
    asked = {name: levels_of(unit, name in units.CENTRAL) for unit, name in places_named(evidence.query.text)}
    told = {name: levels_of(unit, name in units.CENTRAL) for unit, name in places_named(one.sentence.text)}
    around = fold(" ".join((one.sentence.text, *one.hit.clause.headings, line_of(evidence, one))))
    return any(
        not any(name in around for name in asked) and any(levels & other for other in asked.values())
        for levels in told.values()
    )


def _other_group(evidence: Evidence, asked: Proposition, one: Candidate) -> str:
    text = of_asked(evidence, asked, one.piece.text)
    group = _GROUP.search(text)
    named = (group["given"] or group["freed"]) if group else ""
    if not group or not asked.subject or re.search(r"\d", named) or _WHOM.search(asked.subject):
        return ""
    forms, question = evidence.matcher.forms, evidence.words(evidence.query.text)
    telling = evidence.words(named) - evidence.words(f"{_ANYBODY} {_KIND}")
    shared = set(itertools.pairwise(forms(named))) & set(itertools.pairwise(forms(evidence.query.text)))
    if telling & question or (not telling and shared):
        return ""
    # "Sinh viên" without more may be one with a card; one "hộ cận nghèo" is told of nowhere.
    known = evidence.words(" ".join((one.sentence.text, *one.hit.clause.headings, line_of(evidence, one))))
    if shared and all(term.word in known for term in terms_of(evidence, asked.subject)):
        return ""
    return _REFUSED if _ONLY.search(text[: group.end()]) else _SILENT
