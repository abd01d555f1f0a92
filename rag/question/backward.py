"""What of a question goes back to the one before it: how it opens, what it points at, whether it says anything of its own. Pure.

Every pattern is written with its marks and matched so on a text that has any; on one typed without, its folded form is.
:mod:`rag.question.rewriting` puts the words together.
"""

import re
from dataclasses import dataclass
from functools import cache

from index.text import fold, folded_words, has_marks, tokens

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

# "Bao lâu thì được cấp lại?", "Nhiều nhất được bao nhiêu?": what is done, and not to whom or with what.
_SUBJECTLESS = (
    "^(?:(?:bao lâu|bao giờ|khi nào|lúc nào|chừng nào|ngày nào|mấy [^\\W\\d_]+|bao nhiêu(?: [^\\W\\d_]+)?|nhiều nhất|ít nhất|"
    "tối đa|tối thiểu|chậm nhất|muộn nhất|cao nhất|thấp nhất|vì sao|tại sao)\\s+)?(?:thì\\s+)?(?:mới\\s+)?"
    "(?:được|bị|phải|cần|kéo dài|bắt đầu|kết thúc|hết hạn)\\b"
)


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that point back, at ``[start, end)``: ``noun`` without the "đó". ``document``: at a document."""

    start: int
    end: int
    noun: str
    document: bool


@cache
def patterns(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern), re.compile(fold(pattern))


def search(pattern: str, text: str) -> re.Match[str] | None:
    """The match in ``text`` lower-cased; of a text without any marks, of the pattern without its marks."""
    marked, folded = patterns(pattern)
    return (marked if has_marks(text) else folded).search(text.lower())


def opens(text: str) -> bool:
    """Whether it begins with "thế", "vậy", "còn". Without marks "con" may be a child: then it must be short or end in "sao"."""
    child = not has_marks(text) and text.lower().startswith("con ") and len(tokens(text)) > 5
    return search(_OPENS, text) is not None and not (child and not search("\\bsao\\s*[?.!]*$", text))


def goes_on(text: str) -> bool:
    """Whether it begins so, or ends in "thì sao"."""
    return opens(text) or search("\\bthì sao\\s*[?.!]*$", text) is not None


def opened(text: str) -> str | None:
    """``text`` without those words; ``None`` when there are none."""
    match = search(_OPENS, text)
    return _capital(text[match.end() :], text) if match and text[match.end() :].strip(" ?.!") else None


def subject_of(text: str, names: bool = False) -> str | None:
    """``Hòa Minh`` of ``Còn Hòa Minh thì sao?``; of ``Thế Hòa Minh?``, too, where a document or place is named."""
    match = search(_SUBJECT, text) or search(_BARE_SUBJECT, text) or (search(_SHORT_SUBJECT, text) if names else None)
    match = match if match and opens(text) else search(_SAID_SUBJECT, text)
    if not match:
        return None
    return text[match.start(1) : match.end(1)].rstrip(" ,")


def elsewhere_of(text: str) -> str | None:
    """``quận khác`` of ``Ở quận khác thì sao?``."""
    match = search(_ELSEWHERE, text)
    return text[match.start(1) : match.end(1)] if match else None


def pointing(text: str) -> Pointing | None:
    """What of the question points back."""
    if match := search(_POINTS_DOCUMENT, text):
        return Pointing(match.start(), match.end(), text[match.start(1) : match.end(1)], True)
    if match := search(_IT, text):
        return Pointing(match.start(1), match.end(1), "", True)
    match = search(_POINTS_OTHER, text)
    return (
        Pointing(match.start(), match.end(), text[match.start(1) : match.end(1)] if match[1] else "", False)
        if match
        else None
    )


def asks(subject: str) -> bool:
    """Whether the subject of "Còn …" is a question itself: ``Còn điểm 2 nói gì``."""
    return search(_ASKS, subject) is not None


def without_question(text: str) -> str:
    """The question in lower case without its question words, and without what opens it."""
    return without_question_kept(text).lower()


def without_question_kept(text: str) -> str:
    """As :func:`without_question`, with its capitals."""
    said = opened(text) or text
    marked, folded = patterns(_QUESTION)
    spans = [match.span() for match in (marked if has_marks(said) else folded).finditer(said.lower())]
    for start, end in reversed(spans):
        said = said[:start] + " " + said[end:]
    return " ".join(said.strip(" ?.!,").split())


def is_relational(left: str) -> bool:
    """Whether all that is left of a question is that something is done: ``phối hợp``, ``chịu trách nhiệm``."""
    words = folded_words(left)
    return 0 < len(words) <= 5 and not _RELATIONAL.isdisjoint(words) and set(words) <= _RELATIONAL | _BESIDE_RELATION


def lacks_subject(text: str) -> bool:
    """Whether it says what is done without saying to whom or with what: ``Thế bao lâu thì được cấp lại?``."""
    return search(_SUBJECTLESS, opened(text) or text) is not None


def _capital(said: str, like: str) -> str:
    said = said.lstrip()
    return said[:1].upper() + said[1:] if like[:1].isupper() else said
