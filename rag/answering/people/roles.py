"""Whom something is done with, told to, answered for to or decided by: the place of a sentence that the question leaves blank.

A line of :data:`ROLES` is one such place: how it is asked for, in whatever words, and how directives print it. Add a verb there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.parsing import patterns as p
from index.text import folded_words, plain, tokens
from index.types import Role as ClauseRole
from rag.answering.evidence import Evidence, excerpt
from rag.answering.people import phrases
from rag.answering.picking.support import THRESHOLD
from rag.question.cues import DOCUMENT, ORGAN
from rag.types import Draft, Reason
from rag.values import Value

# The one asked for, in a folded question.
ONE = (
    rf"(?:(?:nhung |cac )?(?:{ORGAN}|luc luong|bo phan|phong ban|to|doi|nhom)(?: [a-z]+){{0,2}} (?:nao|gi)|ai|dau"
    r"|(?:cho|noi|dia chi|nguoi|dong chi|ong|ba|co|chu|anh|chi|lanh dao) nao)\b"
)
# What may stand between the verb and the one asked for; "do", "là", "thì" would begin another clause.
_UPTO = r"(?: (?!do\b|cua\b|duoc\b|thi\b|boi\b|la\b|de\b|roi\b)[a-z0-9_/-]+)"
_TELL = (
    r"(?:bao cao|bao(?= (?:cho|len|ve|toi|den|voi|qua|ai|dau|tin|ngay|gap)\b)|thong bao|khai bao|trinh bao|gui|nop|trinh"
    r"|phan anh|xin y kien|lien he|goi dien"
    r"|(?:gap|hoi|goi)(?= (?:ai|dau|nguoi|dong chi|ong|ba|co|chu|anh|chi|so_|phong)\b)|dua len|dua cho"
    r"|chuyen (?:len|cho|ve|toi|den|ho so)|ban giao|dang ky|kien nghi|gop y|gop tieng|tham muu|tu van|hien ke|cap nhat cho)"
)
_DECIDE = r"(?:phe duyet|duyet|quyet dinh|quyet|cho phep|dong y|chap thuan|thong qua|cap phep|gat dau|cho y kien|bat den xanh)"


@dataclass(frozen=True, slots=True)
class Role:
    """``asked``: on the folded question; ``said``: on the text, before the one asked for; ``done``: the verb behind who does it."""

    asked: re.Pattern[str]
    said: tuple[re.Pattern[str], ...]
    done: re.Pattern[str] | None = None


def _said(*found: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![^\W_]){one}", re.IGNORECASE) for one in found)


_NEAR = r"[^,;.:()]{0,60}?"
ROLES = (
    Role(
        re.compile(
            rf"\b{ONE}(?: [a-z]+){{0,2}} (?:chiu|ganh|lanh|bi|nhan) (?:trach nhiem|toi|loi|hau qua|quy trach nhiem)\b"
            rf"|\btrach nhiem{_UPTO}{{0,6}} (?:thuoc ve|la cua) {ONE}"
        ),
        (),
        re.compile(r"(?<![^\W_])(?:phải\s+)?chịu trách nhiệm(?! thi hành)(?![^\W_])"),
    ),
    Role(
        re.compile(
            rf"\b{ONE}(?: [a-z]+){{0,3}} {_DECIDE}\b|\b(?:dong y|y kien|cho phep|cai gat|chap thuan|phep|phe duyet|quyet dinh)"
            rf" cua {ONE}|\bxin phep{_UPTO}{{0,6}} {ONE}|\btham quyen{_UPTO}{{0,6}} (?:cua|thuoc(?: ve)?|la) {ONE}"
        ),
        _said(r"(?:sự đồng ý|ý kiến|chấp thuận|cho phép|phê duyệt|quyết định|phép)(?: bằng văn bản)? của\s+"),
        re.compile(
            r"(?<![^\W_])(?:xem xét,?\s+)?(?:phê duyệt|duyệt|quyết định|cho phép|chấp thuận|thông qua|cho ý kiến)(?![^\W_])"
        ),
    ),
    Role(
        re.compile(rf"\b{_TELL}{_UPTO}{{0,6}} {ONE}"),
        _said(
            rf"(?:báo cáo|thông báo|khai báo|gửi|nộp|phản ánh|xin ý kiến|liên hệ|chuyển|bàn giao|đăng ký|kiến nghị"
            rf"|góp ý|tham mưu){_NEAR}\s(?:về|cho|tới|đến|lên|với|qua|tại)\s+",
            r"\(?(?:thông\s+)?qua\s+(?=đồng chí|đ/c|ông|bà)",
            r"(?:báo cáo|trình|xin ý kiến|tham mưu(?: giúp)?|liên hệ|đề nghị)\s+",
        ),
    ),
    Role(
        re.compile(rf"\btruoc {ONE}"),
        _said(rf"(?:chịu trách nhiệm|trách nhiệm|giải trình|báo cáo){_NEAR}\s?trước\s+"),
    ),
    Role(
        re.compile(rf"(?:\b(?:voi|cung|ca)|\bbat tay|\bphoi hop|\bket hop|\bchung tay|\bhop tac) {ONE}"),
        _said(
            r"(?:phối hợp|kết hợp|liên kết|hợp tác|làm việc|họp|trao đổi|bàn bạc|ký kết|thống nhất|cùng)"
            r"(?:\s+(?!với\b|cùng\b)[^\W\d_]+){0,4}?\s+(?:với|cùng)\s+",
            r"phối hợp\s+",
        ),
    ),
)
_SOMEBODY = re.compile(rf"(?i:(?:các\s+)?(?:đồng chí|đ/c)|ông|bà|cô|thầy|anh|chị)\s+(?=[{p.UPPER}])")
# Where the one named ends, besides at a verb.
_END = re.compile(
    r"[;.:()]|\s[-–]\s|(?<![^\W_])(?:để|nhằm|trong|tại|theo|trên|khi|về|đối với|qua|từ|trước|xem xét|những|kết quả|tình hình|nếu"
    r"|hằng|hàng|định kỳ|tổng hợp|chậm nhất|vào|làm|nơi|có)(?![^\W_])"
)
LONGEST = 140
# So many words behind the one asked for tell where the one named ends.
_FOLLOWING = 2


# What directives say in set words, however it is asked: whom to call, whom to turn to, who carries the document out, who pays.
# How it is asked (folded); what is printed; whether nothing else answers; whether only where the best words are far from it.
_PAYS = (
    r"(?:tra tien|chi tien|bo tien|lo tien|cap tien|xuat tien|cap kinh phi|lo kinh phi|chiu (?:chi phi|kinh phi|tien))"
)
_FIXED: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = (
    (
        re.compile(
            r"\b(?:goi|alo|bam|quay|nhan tin|lien lac|lien he|phan anh)(?: [a-z]+){0,4} so (?:nao|may|bao nhieu|gi)\b"
            r"|\bso (?:lien lac|de goi) (?:cua|nao|la)\b"
        ),
        re.compile(r"(?<![\d/.,])(?:0\d(?:[ .-]?\d){7,9}|1[89]00[ .]?\d{4}|11[2-5])(?![\d/.,%]\d|\d)"),
        True,
    ),
    (
        re.compile(rf"\b(?:gap|hoi|tim|lien he|lien lac|goi)(?: (?:voi|cho|toi|qua|den|o))? {ONE}\b"),
        re.compile(r"(?i:(?<![^\W_])(?:đầu mối|liên hệ|vướng mắc|qua (?:đồng chí|đ/c|ông|bà))(?![^\W_]))"),
        False,
    ),
    (
        re.compile(rf"\b{ONE}\b.{{0,30}}\bthi hanh (?:{DOCUMENT}|cai nay)"),
        re.compile(r"(?i:chịu trách nhiệm (?:thi hành|thực hiện))"),
        False,
    ),
    (
        re.compile(
            rf"\b{ONE}(?: [a-z]+){{0,2}} {_PAYS}\b|\b(?:tien|kinh phi|chi phi)(?: [a-z]+){{0,5}}"
            r" (?:do ai|o dau ra|lay (?:o|tu) dau|tu dau (?:ra|co)|do dau|ai (?:lo|chiu|tra|chi|cap))\b"
        ),
        re.compile(r"(?i:(?<![^\W_])(?:kinh phí|ngân sách|dự toán)(?![^\W_]))"),
        False,
    ),
)
# Such words may stand in a sentence this much less likely than the best, where the best holds less of the question than this.
FIXED_REACH, NEARLY = 6.0, 0.6
# … and a document is about the question where one of its sentences holds this share of it.
ABOUT = 0.2


def in_fixed_words(evidence: Evidence) -> Draft | None:
    """The likeliest sentence that holds the set words for what is asked; an abstention where a number to call is not printed."""
    for cue, printed, needed in _FIXED:
        if not cue.search(evidence.folded) or not evidence.found:
            continue
        best = evidence.found[0]
        body = [
            c for c in evidence.found if c.hit.clause.role is ClauseRole.BODY and c.score >= best.score - FIXED_REACH
        ]
        if not needed and best.own >= NEARLY:
            return None
        if needed:  # a number stands far from the matter, but in a document about it
            mine = best.hit.clause.directive
            body = [
                c for c in evidence.found if c.hit.clause.directive == mine and c.hit.clause.role is ClauseRole.BODY
            ]
        own = next((c for c in body if printed.search(c.sentence.text)), None)
        about = any(c.own >= ABOUT for c in body) if needed else evidence.support(best) >= THRESHOLD
        if own and about:
            return evidence.say(excerpt(own), own)
        return Draft((), 0.0, Reason.NOT_STATED) if needed else None
    return None


def asked(folded: str) -> Role | None:
    """The place that a folded question leaves blank; ``None`` where it asks who acts, or for nobody."""
    return next((role for role in ROLES if role.asked.search(folded)), None)


def fill(role: Role, text: str, question: str = "") -> list[Value]:
    """Those who stand in that place in ``text``, in its order; each once. ``question``: folded; what it says behind the one asked
    for ("phối hợp với ai *phát thanh*") is no part of a name.
    """
    found: dict[int, Value] = {}
    for pattern in role.said:
        for match in pattern.finditer(text):
            if value := _one(text, match.end(), len(text)):
                found.setdefault(value.start, value)
    for match in role.done.finditer(text) if role.done else ():
        value = phrases.doer(text, match.start()) or (
            phrases.subject(text) if ";" not in text[: match.start()] else None
        )
        if value:
            found.setdefault(value.start, value)
    asked = role.asked.search(question)
    behind = question[asked.end() :].split()[:_FOLLOWING] if asked else []
    return [_before(text, found[start], behind) for start in sorted(found)]


def _before(text: str, value: Value, behind: list[str]) -> Value:
    """``value`` up to the words ``behind`` (folded), where it holds them after a name of at least two."""
    said = tokens(text[value.start : value.end])
    for at in range(2, len(said) - len(behind) + 1) if len(behind) == _FOLLOWING else ():
        if [one.folded for one in said[at : at + len(behind)]] == behind:
            return phrases.trimmed(text, value.start, value.start + said[at].start) or value
    return value


def _one(text: str, begin: int, limit: int) -> Value | None:
    """The body, office or person named at ``begin``, with those joined to it; ``None`` where nobody is."""
    lead = _SOMEBODY.match(text, begin)
    if not lead and not phrases.is_actor(text[begin:limit]):
        return None
    ends = [m.start() for m in _END.finditer(text, begin + 1, limit) if not phrases.inside_name(text, begin, m)][:1]
    verb = phrases.verb_after(text, begin)
    ends += [verb] if verb is not None and verb < limit else []
    ends += list(_commas(text, begin, limit))[:1]
    value = phrases.trimmed(text, begin, min([*ends, limit]))
    return value if value and len(value.text) <= LONGEST and len(folded_words(value.text)) > 1 else None


def _commas(text: str, begin: int, limit: int) -> Iterator[int]:
    """The commas behind which no other of those named follows."""
    for match in re.finditer(r",\s*", text[:limit]):
        if match.start() > begin and not phrases.is_actor(text[match.end() : limit]):
            yield match.start()


def plainly(values: list[Value], question: set[str]) -> list[Value]:
    """Those that the question does not name itself."""
    return [value for value in values if not set(folded_words(plain(value.text))) <= question]
