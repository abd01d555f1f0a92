"""A yes/no question taken apart: of whom is asked what; and how much of either stands in a text.

To teach it another contrary, add a pair to ``_OPPOSITES``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.passages import describe
from index.text import fold
from index.types import Role
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.finding.match import Term
from rag.question.source_named import without_source

# Words that mean each other's contrary; typed in a question about a text that has the other one, they turn the answer.
_OPPOSITES = (
    ("bắt buộc", "tự nguyện"), ("tắt", "mở"), ("tăng", "giảm"), ("bắt đầu", "kết thúc"), ("trực tiếp", "trực tuyến"),
    ("khóa", "mở"), ("tập trung", "tại nhà"), ("thay đổi", "giữ nguyên"), ("dời", "giữ nguyên"), ("lùi", "giữ nguyên"),
    ("rộng", "hẹp"),
    ("trừ lương", "nguyên lương"),
    ("nghỉ học", "đi học"),
    *((there, "vắng mặt") for there in ("có mặt", "tham dự", "dự họp", "dự kỳ họp", "dự hội nghị", "dự cuộc họp", "tham gia")),
)  # fmt: skip
# These stand for each other when it is asked whether a piece speaks of the matter; which of them it is, is read later.
_SAME_MATTER = (
    *_OPPOSITES, ("dừng", "tiếp tục"), ("đợi", "chờ"),
    # Who is freed of paying, and how it is said that nobody takes his money; that either denies is counted elsewhere.
    *((paid, "miễn") for paid in ("trả tiền", "trả phí", "mất tiền", "mất phí", "tốn tiền", "thu tiền", "thu phí", "đóng tiền")),
    *(("miễn", free) for free in ("không phải trả", "không phải nộp", "không phải đóng", "không thu", "không mất")),
)  # fmt: skip
# "Mức hỗ trợ mới", "mức cũ": two of the same thing; "mới được" tells when.
_VERSION = re.compile(
    r"(?<![^\W_])(?P<thing>mức|giá|mẫu|thẻ|giấy|lịch|giờ|chế độ|quy định|biểu|hợp đồng|phiếu)(?: [^\W_]+){0,5}?"
    r" (?P<which>cũ|mới)(?![^\W_])(?! (?:được|có|cho|phải|nhận|làm))"
)
_PARTICLES = r"(?:\s+(?:vậy|vay|thế|the|ạ|à|a|nhỉ|nhi|nhé|đây|đấy|hả|ha|hở|ta|chứ|chu|hen|bạn|anh|chị|em))"
_ENDING = re.compile(
    rf"(?<![^\W_])(?:,?\s*(?:đúng|phải) không{_PARTICLES}*|(?:hay )?(?:không|chưa|khong|chua|ko|hông){_PARTICLES}*|{_PARTICLES}+)$",
    re.IGNORECASE,
)
# What a question that goes on got from the one before it: "Thế nhà máy có được mở không (công văn 634)".
_CARRIED = re.compile(r"\s*\([^()]*\)$")
# "… còn dùng được không khi quyết định có hiệu lực?": what asks stands before a clause of its own.
_INSIDE = re.compile(
    r"(?<![^\W_])(?P<asks>(?:có|còn|được|phải|bị)(?![^\W_]).*?)\s(?:không|chưa)"
    r"(?=,?\s(?:khi|nếu|trong trường hợp|sau khi|trước khi|vì|do)\s)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?<![^\W_])(?:sau khi|trước khi|kể từ khi)(?![^\W_])", re.IGNORECASE)
_WHEN = re.compile(r"\W*(?:khi|nếu|trong trường hợp|sau khi|trước khi|vì|do)(?![^\W_])", re.IGNORECASE)
# "chưa gác được …", "không phải …" behind the words that ask: the denial belongs to what is asked.
_DENIES = re.compile(r"(?<![^\W_])(?:chưa|không)(?P<act>\s+[^\W\d_]+)?\s+$", re.IGNORECASE)
_WHETHER = re.compile(r"\W*có phải(?![^\W_])", re.IGNORECASE)
# "có phải chờ … rồi mới … không": what is asked is the waiting.
_WAITS = re.compile(r"(?:ngồi )?(?:chờ|đợi)(?![^\W_]).*?(?=(?:,| rồi| thì| xong| mới)+ (?:mới )?)", re.IGNORECASE)
# "Người có công", "có hiệu lực": a name or one word, and no question.
_LEXICAL = re.compile(
    r"(?:(?<=người )có công|có (?:hiệu lực|liên quan|thẩm quyền|nguy cơ|trách nhiệm))(?![^\W_])", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:,? rồi| thì)? mới (?:được|có thể|cho)(?![^\W_])", re.IGNORECASE)
_MODAL = re.compile(
    r"(?<![^\W_])(?:có\s+(?:được|phải|bị|cần|nên|còn|thể)(?:\s+phép)?|có|được\s+phép|được|phải|bị)"
    r"(?:\s+(?:bắt buộc|yêu cầu|phải))?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A yes/no question taken apart: of whom (``subject``, empty where nobody is named) what (``predicate``) is asked; ``first``:
    what must be done before something else ("phải X mới được Y")."""

    subject: str
    predicate: str
    first: bool = False


def inner(evidence: Evidence) -> str:
    """The question without the words that ask it."""
    text = without_source(_CARRIED.sub("", evidence.query.text.rstrip(" ?.!"))).rstrip(" ?.!")
    return _ENDING.sub("", text) if _ENDING.search(text) else _INSIDE.sub(r"\g<asks>", text, count=1)


def asked_of(evidence: Evidence) -> Proposition:
    """The words before and behind "có được", "có phải", "có bị", "có"; all of them are the predicate where there is none."""
    text = inner(evidence)
    found = [one for one in _MODAL.finditer(text) if not _LEXICAL.match(text, one.start())]
    if not found:
        return Proposition("", text)
    # "… có còn hiệu lực sau khi luật được ban hành": the modal of a clause of its own does not ask.
    if later := _SINCE.search(text, found[0].end()):
        found = [one for one in found if one.start() < later.start()]
    # "Hộ có 8 người có được …": where both stand, "có" alone is what he has.
    asking = [one for one in found if fold(one.group()).startswith("co ")]
    first = next((one for one in asking if len(one.group().split()) > 1), next(iter(asking), found[-1]))
    # "… phải X mới được Y": X is asked about.
    if until := _UNTIL.search(text, first.end()):
        text = text[: until.start()]
        found = [one for one in found if one.end() <= until.start() + 1]
    behind = _denied_too(text, found[-1])
    # "… có nộp qua mạng được không?": the act stands between.
    if first is not found[-1] and fold(behind).split() == [] and (act := text[first.end() : found[-1].start()].strip()):
        behind = act
    if waits := _WAITS.match(behind):
        behind = waits.group()
    # "… có được không?", "… có đúng không?", "… được không khi …?": what is asked stands before.
    if _WHEN.match(behind) or fold(behind).split() in ([], ["duoc"], ["dung"], ["phai"]):
        return Proposition("", text[: first.start()].rpartition(",")[2])
    return Proposition(text[: first.start()], behind, until is not None)


def _denied_too(text: str, modal: re.Match[str]) -> str:
    """What stands behind the last word that asks, with the denial before it: "chưa gác được …" asks whether it is not guarded."""
    if fold(modal.group()).startswith("co "):
        return text[modal.end() :]
    before = _DENIES.search(text[: modal.start()])
    if before is None or (before["act"] and not _WHETHER.match(text)):
        return text[modal.end() :]
    return text[before.start() :]


def contrary(question: str, part: str) -> bool:
    """Whether ``part`` says the contrary word of one of the question: always, or next to the same word ("phong tỏa hẹp")."""
    question, part = question.lower(), part.lower()
    mine, theirs = ({(one["thing"], one["which"]) for one in _VERSION.finditer(text)} for text in (question, part))
    if any(theirs & {(thing, "cũ" if which == "mới" else "mới")} - mine and not mine & theirs for thing, which in mine):
        return True
    for one, other in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
        if one in question and other in part and one not in part:
            return True
        if f" {one}" in question and any(
            f"{word} {other}" in part and f"{word} {one}" not in part
            for word in re.findall(rf"(\w+ \w+) {one}\b", question)
        ):
            return True
    return False


def line_of(evidence: Evidence, one: Candidate) -> str:
    """What the document says of itself: its number, subject and title."""
    number = one.hit.clause.directive
    titles = (c.text for c in evidence.clauses_of(number) if c.role is Role.HEADER)
    return " ".join((describe(evidence.archive.directives[number]), *titles))


def terms_of(evidence: Evidence, text: str) -> list[Term]:
    words = evidence.words(text)
    return [term for term in evidence.matcher.terms if term.word in words]


def predicate_terms(evidence: Evidence, asked: Proposition) -> list[Term]:
    """The terms of what is asked; where it has only words that carry no matter elsewhere ("xin phép"), these."""
    own = terms_of(evidence, asked.predicate)
    return own or [Term(word, 1.0) for word in dict.fromkeys(evidence.matcher.forms(asked.predicate))]


def held(evidence: Evidence, terms: Sequence[Term], *texts: str) -> float:
    """The share of ``terms``, by weight, that stand in the texts; 1 where there are none."""
    words = evidence.words(" ".join(texts))
    total = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if term.word in words) / total if total else 1.0


def matching(asked: str, text: str) -> list[str]:
    """The words of ``asked`` whose contrary stands in ``text``."""
    asked, text = asked.lower(), text.lower()
    return [a for a, b in (*_SAME_MATTER, *((b, a) for a, b in _SAME_MATTER)) if a in asked and b in text]
