"""The words of a follow-up: how it opens, what it points at, and how the question before it lends it words. Pure.

Every pattern is written with its marks and matched so on a text that has any; on one typed without, its folded form is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.text import fold, folded_words, has_marks, tokens
from rag.question.addresses import Part, depth, parts_of
from rag.question.cues import KIND_WORDS
from rag.question.scope import Found

_THAT = "(?:đó|này|ấy|kia|nói trên|nêu trên|vừa rồi|vừa nêu)"
_DOCUMENT = (
    "(?:(?:hai |các |những )?(?:văn bản|công văn|cv|chỉ thị|thông báo|quyết định|nghị quyết|kế hoạch|báo cáo|tờ trình|hướng dẫn|"
    "kết luận|công điện|sao lục|thông tư liên tịch|thông tư|nghị định|pháp lệnh|luật|quy chế|quy định))"
)
_OPENER = "(?:(?:thế thì|vậy thì|thế còn|vậy còn|thế với|vậy với|thế|vậy|còn|rồi|nếu vậy)[ ,]+)+"
# "Thế nào là…" and "Còn bao nhiêu…" are questions of their own.
_OPENS = f"^{_OPENER}(?!(?:nào|lại|giới|kỷ|hệ|mạnh|năng|vận|chấp)\\b)"
_SUBJECT = "^(?:(?:thế|vậy|thế thì|vậy thì)[ ,]+)?còn\\s+(.+?)(?:[ ,]+(?:thì sao|thì thế nào|sao|thế nào))?\\s*[?.!]*$"
_BARE_SUBJECT = "^(?:thế|vậy)\\s+(.+?)[ ,]+thì sao\\s*[?.!]*$"
_SAID_SUBJECT = "^(?!(?:nếu|khi|trường hợp|ai|nhỡ|lỡ)\\b)(.+?)[ ,]+thì sao\\s*[?.!]*$"
_SHORT_SUBJECT = "^(?:thế|vậy)\\s+(.+?)\\s*[?.!]*$"
_ELSEWHERE = (
    "^(?:(?:thế|vậy|còn|thế còn|vậy còn)\\s+)?(?:ở |tại |với )?((?:các |những )?(?:quận|phường|huyện|xã|tỉnh|thành phố|nơi|"
    "địa phương|đơn vị) khác)(?:[ ,]+(?:thì sao|thì thế nào|sao|thế nào))?\\s*[?.!]*$"
)
_POINTS_DOCUMENT = f"\\b({_DOCUMENT}) {_THAT}(?![\\w/])"
_IT = "(?:^|(?<=thế )|(?<=vậy )|(?<=của )|(?<=ký )|(?<=trong ))(nó)\\b"
_NOUN = (
    "người|ông|bà|đồng chí|đơn vị|cơ quan|tổ chức|quận|phường|huyện|xã|tỉnh|ban|sở|bộ|cuộc họp|hội nghị|trường hợp|đối tượng|việc|"
    "nhiệm vụ|nội dung|mục|khoản|điểm|điều|chế độ|mức|học kỳ|năm học|đợt|chốt|khu|khu vực|nơi|chỗ|hồ sơ|thủ tục|kỳ|biện pháp|"
    "mô hình|chương trình|ứng dụng|danh sách|đoàn|tổ|nhóm|loại|giấy|quyền lợi|chính sách|yêu cầu"
)
_POINTS_OTHER = (
    f"\\b((?:những |các )?(?:{_NOUN})) {_THAT}(?![\\w/])|\\b(họ)\\b(?! tên)|(?<!trong )(?<!sau )(?<!do )\\b(ở đó|khi đó|lúc đó|"
    "như vậy|như thế)\\b"
)
_ASKS = "\\b(?:gì|nào|đâu|ai|mấy|bao nhiêu|bao lâu|bao giờ|thế nào|ra sao|vì sao|tại sao|không)\\b"
_QUESTION = (
    "\\b(?:(?:cơ quan|đơn vị|người|đồng chí|ban|sở|bộ|phòng|ngày|tháng|năm|lúc|khi|nơi|văn bản|cái|điều)\\s+"
    "(?:nào|gì|mấy|bao nhiêu)|(?:những|các)\\s+(?:ai|gì|đâu|việc gì)|việc gì|làm gì|là gì|như thế nào|thế nào|ra sao|thì sao|"
    "vì sao|tại sao|ở đâu|tới đâu|đến đâu|bao nhiêu|bao lâu|bao giờ|lúc mấy giờ|mấy giờ|hay không|được không|phải không|là ai|"
    "ai|mấy|gì|nào|đâu|không(?=[?.! ]*$)|chưa|vậy|ạ|nhỉ|hạn chót|thời hạn|hạn)\\b"
)
# What is done, without to what: it was in the question before.
_RELATIONAL = frozenset(
    "phoi hop chiu trach nhiem thuc hien chu tri kiem tra giam sat bao cao xu ly hoan thanh phu trach huong dan xong "
    "phe duyet quyet dinh giai chi tra cap nop nhan bat dau ket thuc keo dai theo doi to chuc trien khai xay ra dien".split()
)
# … and what may stand beside it: "kéo dài bao nhiêu ngày", "phải xong trong mấy tuần".
_BESIDE_RELATION = frozenset(
    "phai duoc se la de thi trong vong ngay hom tuan thang nam gio tieng phut buoi truoc tu den".split()
)
# Behind these begins what is said of the subject of a question.
_SAYS = (
    "\\s(?:được|phải|có|là|do|thì|cần|bị|nên|sẽ|gồm|bắt đầu|kết thúc|kéo dài|hưởng|nhận|gửi|giao|yêu cầu|nói|quy định|cho|mấy|"
    "bao nhiêu|như thế nào|thế nào|ra sao|khi nào|ở đâu|mang|đề|ký|ban hành)\\b"
)
_TOLD = (
    "\\b(giao nhiệm vụ cho|giao cho|giao|yêu cầu|đề nghị|chỉ đạo|phân công|cho phép)\\s+(.+?)\\s+"
    "((?:phải |cần |được |thực hiện )?(?:những việc gì|việc gì|nhiệm vụ gì|những gì|làm những gì|làm gì|như thế nào|thế nào|ra sao|"
    "trách nhiệm gì|làm việc gì)\\s*[?.!]*)$"
)
# What is left at the end when "nào" is taken away.
_DANGLING = re.compile(r"(?:\s+(?:trước|truoc|từ|tu|vào|vao|trong|đến|den|ngày|ngay|lúc|luc|khi))+$", re.IGNORECASE)
# The longest subject of a question, in syllables.
SUBJECT_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that point back, at ``[start, end)``: ``noun`` without the "đó". ``document``: at a document."""

    start: int
    end: int
    noun: str
    document: bool


@cache
def _patterns(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern), re.compile(fold(pattern))


def _search(pattern: str, text: str) -> re.Match[str] | None:
    """The match in ``text`` lower-cased; of a text without any marks, of the pattern without its marks."""
    marked, folded = _patterns(pattern)
    return (marked if has_marks(text) else folded).search(text.lower())


def opens(text: str) -> bool:
    """Whether it begins with "thế", "vậy", "còn". Without marks "con" may be a child: then it must be short or end in "sao"."""
    child = not has_marks(text) and text.lower().startswith("con ") and len(tokens(text)) > 5
    return _search(_OPENS, text) is not None and not (child and not _search("\\bsao\\s*[?.!]*$", text))


def there(at: Pointing, text: str, place: str) -> str | None:
    """``Ai là bí thư ở đó?`` of the place that was named: ``ở Thanh Xuân``."""
    said = text[at.start : at.end]
    if said.lower() not in ("ở đó", "o do"):
        return None
    return f"{text[: at.start]}{said.split()[0]} {place}{text[at.end :]}"


def goes_on(text: str) -> bool:
    """Whether it begins so, or ends in "thì sao"."""
    return opens(text) or _search("\\bthì sao\\s*[?.!]*$", text) is not None


def opened(text: str) -> str | None:
    """``text`` without those words; ``None`` when there are none."""
    match = _search(_OPENS, text)
    return _capital(text[match.end() :], text) if match and text[match.end() :].strip(" ?.!") else None


def subject_of(text: str, names: bool = False) -> str | None:
    """``Hòa Minh`` of ``Còn Hòa Minh thì sao?``; of ``Thế Hòa Minh?``, too, where a document or place is named."""
    match = (
        _search(_SUBJECT, text) or _search(_BARE_SUBJECT, text) or (_search(_SHORT_SUBJECT, text) if names else None)
    )
    match = match if match and opens(text) else _search(_SAID_SUBJECT, text)
    if not match:
        return None
    return text[match.start(1) : match.end(1)].rstrip(" ,")


def elsewhere_of(text: str) -> str | None:
    """``quận khác`` of ``Ở quận khác thì sao?``."""
    match = _search(_ELSEWHERE, text)
    return text[match.start(1) : match.end(1)] if match else None


def pointing(text: str) -> Pointing | None:
    """What of the question points back."""
    if match := _search(_POINTS_DOCUMENT, text):
        return Pointing(match.start(), match.end(), text[match.start(1) : match.end(1)], True)
    if match := _search(_IT, text):
        return Pointing(match.start(1), match.end(1), "", True)
    match = _search(_POINTS_OTHER, text)
    return (
        Pointing(match.start(), match.end(), text[match.start(1) : match.end(1)] if match[1] else "", False)
        if match
        else None
    )


def asks(subject: str) -> bool:
    """Whether the subject of "Còn …" is a question itself: ``Còn điểm 2 nói gì``."""
    return _search(_ASKS, subject) is not None


def swapped(earlier: str, before: Found, subject: str, by_number: bool) -> str | None:
    """The earlier question with its document or place replaced by ``subject``."""
    found = tokens(earlier)
    spans = [(m.start, m.end) for m in before.mentions] if by_number or not before.name_spans else []
    spans = spans or list(before.name_spans) or [(m.start, m.end) for m in before.mentions]
    if not spans:
        return f"{earlier.rstrip(' ?.!')} {subject}?"
    start, end = found[spans[0][0]].start, found[spans[0][1] - 1].end
    if not (by_number and before.mentions):
        # "Quận Hai Bà Trưng" gives way whole to "Hòa Minh": the noun before the name belongs to it.
        noun = re.search(
            r"(?:quận|phường|huyện|xã|thành phố|tỉnh|quan|phuong|huyen|xa|tinh)\s+$", earlier[:start], re.IGNORECASE
        )
        start = noun.start() if noun else start
    rest = earlier[end:]
    if by_number and before.mentions and before.name_spans and re.match(r"\s+(?:của|cua)\s+", rest):
        close = next((found[b - 1].end for a, b in before.name_spans if found[a].start >= end), None)
        rest = earlier[close:] if close else rest
    elif not by_number and before.mentions and found[before.mentions[0].end - 1].end <= start:
        # "Công văn 667 của Hà Đông": that number is not the other place's.
        first = before.mentions[0]
        kind = re.match(r"\D+", first.printed)
        number_at = found[first.start].start + (kind.end() if kind else 0)
        return earlier[:number_at].rstrip() + " " + earlier[found[first.end - 1].end : start].lstrip() + subject + rest
    return earlier[:start] + subject + rest


def elsewhere(earlier: str, before: Found, where: str) -> str:
    """The earlier question about places other than the one it named."""
    found = tokens(earlier)
    start, end = before.name_spans[0]
    name = earlier[found[start].start : found[end - 1].end]
    but = "không phải" if has_marks(earlier) else "khong phai"
    return swapped(earlier, before, f"{where} ({but} {name})", False) or earlier


def told_another(earlier: str, subject: str) -> str | None:
    """``Công văn 100 giao Ban Dân vận việc gì?`` of one who was given something else, or must do something else."""
    match = _search(_TOLD, earlier)
    if not match:
        return None
    return earlier[: match.start(2)] + subject + earlier[match.end(2) :]


def readdressed(earlier: str, subject: str, parts: Sequence[tuple[int, int, Part]]) -> str:
    """``Mục 2 công văn 667 nói gì?`` and ``điểm 1``: ``điểm 1 mục 2 công văn 667 nói gì?``; ``mục 3`` takes the place of 2."""
    old = parts_of(earlier)
    widest = min(depth(level) for _, _, (level, _) in parts)
    inside = [part for part in old if depth(part[2][0]) < widest]
    gone = [part for part in old if depth(part[2][0]) >= widest]
    if gone:
        start, end = gone[0][0], gone[-1][1]
        kept = [earlier[a:b] for a, b, _ in old if start <= a < end and (a, b, _) not in gone]
        return earlier[:start] + " ".join([subject, *kept]) + earlier[end:]
    if inside:
        return earlier[: inside[0][0]] + subject + " " + earlier[inside[0][0] :]
    return f"{earlier.rstrip(' ?.!')} ({subject})?"


def antecedent(at: Pointing, text: str, earlier: str) -> str | None:
    """``học kỳ đó`` given back its name, where the earlier question began with it: ``Học kỳ I ở tỉnh Tuyên Quang``."""
    if at.document or not at.noun:
        return None
    subject = _subject(earlier)
    noun = folded_words(at.noun)
    if not subject or folded_words(subject)[: len(noun)] != noun or len(tokens(subject)) <= len(noun):
        return None
    said = subject if at.start == 0 else subject[:1].lower() + subject[1:]
    whole = text[: at.start] + said + text[at.end :]
    return opened(whole) or whole


def replaced(text: str, at: Pointing, document: str) -> str:
    """``Ai ký công văn đó?`` with the number in place of "đó"."""
    called = any(f"{document.lower()} ".startswith(f"{kind} ") for kind in _kinds())
    noun = at.noun or ("văn bản" if has_marks(text) or has_marks(document) else "van ban")
    said = document if called else f"{noun} {document}"
    said = said[:1].upper() + said[1:] if at.start == 0 else said
    whole = text[: at.start] + said + text[at.end :]
    return opened(whole) or whole


@cache
def _kinds() -> tuple[str, ...]:
    return ("văn bản", *map(str.lower, KIND_WORDS.values()), *KIND_WORDS)


def appended(text: str, settled: str) -> str:
    """``Ngày nào (Thông báo 164)?``."""
    return f"{(opened(text) or text).rstrip(' ?.!')} ({settled})?"


def without_question(text: str) -> str:
    """The question in lower case without its question words, and without what opens it."""
    return without_question_kept(text).lower()


def is_relational(left: str) -> bool:
    """Whether all that is left of a question is that something is done: ``phối hợp``, ``chịu trách nhiệm``."""
    words = folded_words(left)
    return 0 < len(words) <= 5 and not _RELATIONAL.isdisjoint(words) and set(words) <= _RELATIONAL | _BESIDE_RELATION


def topic_of(earlier: str, before: Found) -> str | None:
    """What the earlier question was about, in its own words: its subject, or all of it but what it asked."""
    said = re.sub(r"\([^)]*\)", "", earlier)
    subject = _subject(said)
    alone = (
        subject
        and not before.mentions
        and folded_words(subject) != [w for n in before.scope.names for w in folded_words(n)]
    )
    topic = subject if alone else _DANGLING.sub("", without_question_kept(said))
    return topic if topic and len(tokens(topic)) > 1 else None


def without_question_kept(text: str) -> str:
    """As :func:`without_question`, with its capitals."""
    said = opened(text) or text
    marked, folded = _patterns(_QUESTION)
    spans = [match.span() for match in (marked if has_marks(said) else folded).finditer(said.lower())]
    for start, end in reversed(spans):
        said = said[:start] + " " + said[end:]
    return " ".join(said.strip(" ?.!,").split())


def _subject(earlier: str) -> str | None:
    """The words before the first that says something of them, where they are a thing and no question."""
    match = _search(_SAYS, earlier)
    said = earlier[: match.start()].strip(" ,") if match else ""
    return said if 2 <= len(tokens(said)) <= SUBJECT_LENGTH and not asks(said) else None


def holds(topic: str, about: str) -> bool:
    """Whether the topic names the document, or all of them, already."""
    return all(one in topic.lower() for one in about.lower().split(", "))


def _capital(said: str, like: str) -> str:
    said = said.lstrip()
    return said[:1].upper() + said[1:] if like[:1].isupper() else said
