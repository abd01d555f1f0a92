"""Phrases picked out of a sentence: who acts, what stands after given words, what a purpose is."""

import re
from collections.abc import Set

from index.parsing import patterns as p
from index.text import fold, plain, tokens
from rag.values import Value

# Verbs that end the subject of a duty; lower case only, so that "Ban Chỉ đạo" stays whole.
_VERBS = (
    "chủ trì|phối hợp|chỉ đạo|tiếp tục|chủ động|tăng cường|triển khai|căn cứ|thực hiện|khẩn trương|tập trung|cần|phải|có trách nhiệm|chịu trách nhiệm|"
    "đẩy mạnh|xây dựng|rà soát|báo cáo|thông báo|đề nghị|yêu cầu|giao|là|được|nắm|hướng dẫn|kiểm tra|theo|quyết liệt|thường xuyên|quán triệt|"
    "phát huy|bố trí|nghiên cứu|phổ biến|tham mưu|quyết định|ban hành|phê duyệt|xem xét|trình|hỗ trợ|chuẩn bị|kịp thời|tổ chức thực hiện|nghiêm túc|nâng cao|"
    "thẩm định|thẩm tra|thành lập|niêm yết|giữ gìn|xác nhận|đưa tin|theo dõi|đôn đốc|xử lý|xử phạt|xét duyệt|tiếp nhận|nhắc nhở|ra quân|phát động|"
    "cấp(?= (?:giấy|phép|phát|kinh phí|tiền|bổ sung|cho|đổi|lại|thẻ))|duy trì|thu hồi|công bố|công khai|bàn giao|cung cấp|vận hành|giám sát|trực tiếp|phân công|tiến hành|đẩy nhanh|"
    "tạm dừng|huy động|đã|sẽ|thống nhất|quy định|chi trả|lập|quản lý|đảm bảo|bảo đảm|tổng hợp|điều phối|vận động|triển khai|dừng|không được|không"
)
_VERB = re.compile(
    rf"(?<![^\W_])(?:{_VERBS}|tổ chức(?!\s+(?:chính trị|đảng|thành viên|xã hội|cơ sở|đoàn thể|,)))(?![^\W_])"
)
_NOUN_BEFORE = re.compile(
    r"(?:[Đđ]oàn|[Tt]ổ|[Cc]ông tác|[Cc]hốt|[Vv]iệc|[Ll]ực lượng|[Cc]ác|[Ss]ở|[Bb]an|[Vv]ăn bản|[Kk]hu vực|[Tt]hành phần)\s*$"
)
_LEAD = re.compile(
    r"^(?:\W|(?:giao|đề nghị|yêu cầu|đối với|các đồng chí|đồng thời|trong đó|trong thời gian[^,]*,)\s)*",
    re.IGNORECASE,
)
_LIST_END = re.compile(r"[;.()]")
# What may be said to act: the first word of a body or an office.
_ACTOR = re.compile(
    r"^(?:(?:các|những|toàn thể|lãnh đạo|cấp|đồng chí|đ/c)\s+)*(?:ủy ban|uỷ ban|ubnd|hđnd|hội|mttq|ub|ubmttq\w*|mặt trận|ban|bộ|sở|phòng|công an|quân|đảng|quận|huyện|"
    r"thành|tỉnh|thị|phường|xã|văn phòng|thường trực|trung tâm|trạm|đoàn|tổ|chi bộ|chi|cục|vụ|viện|trường|bệnh viện|cơ quan|đơn vị|địa phương|ngành|cấp|bí thư|chủ tịch|phó|"
    r"thủ|chánh|trưởng|giám đốc|bộ trưởng|cán bộ|người|nhân dân|doanh nghiệp|cơ sở|lực lượng|hộ|chính phủ|quốc hội|tòa|toà|kho bạc|ngân hàng|tổng|học|liên|đại|cả hệ thống|"
    r"thứ trưởng|hội đồng|chính quyền|đội|khu|tập thể|cá nhân|công ty|bảo hiểm|thanh tra|kiểm toán)(?![^\W_])",
    re.IGNORECASE,
)
_DOER_START = re.compile(
    r"(?:^|[;:.]\s|(?<![^\W_])(?:giao|do|đề nghị|yêu cầu|thì|được|trình|báo cáo|xin ý kiến)(?: cho)?\s)"
)
# Bodies and posts whose names have dashes inside.
_BODY = re.compile(
    r"(?:các |những )?(?:sở|phòng|bộ|ban|công chức|viên chức|trung tâm|chi cục|cục|vụ|viện|khoa|khối|hội|trường|tổ|đội)(?![^\W_])",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(r"^[Nn]gày\s+[\d/]+,\s+")
_PHRASE_END = re.compile(
    r"(?:,(?!\s+chống)|[;.:()])|\s[-–]\s|(?<![^\W_])(?:để|nhằm|trong|tại|theo|trên|khi|về|đối với|qua|từ|trước|xem xét|và các|cùng)(?![^\W_])"
)
_PURPOSE = re.compile(
    r"(?<![^\W_])(?:nhằm|(?<!triệt )để(?!\s+(?:xảy ra|lọt|bị động|lúng túng|bùng phát))|tránh)(?![^\W_]).+$", re.DOTALL
)


def subject(text: str) -> Value | None:
    """The words before the first verb: ``Ban Dân vận Quận uỷ`` of ``Ban Dân vận Quận uỷ chủ động nắm tình hình``."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    dated = _DATE_LEAD.match(text[begin:])
    begin += dated.end() if dated else 0
    if not _ACTOR.match(text[begin:]):
        return None
    at = begin
    while verb := _VERB.search(text, at):
        if verb.start() <= begin:
            return None
        if not _NOUN_BEFORE.search(text[begin : verb.start()]) or verb.group() in ("phải", "cần", "là"):
            return trimmed(text, begin, verb.start())
        at = verb.end()
    return None


def after(text: str, words: list[str], many: bool = False, spelt: Set[str] = frozenset()) -> Value | None:
    """The phrase that follows the folded ``words`` in ``text``; ``many``: with its enumeration.

    The last place where the words stand counts. ``spelt``: the question's syllables with their marks, where it has them:
    "báo về" is no "bảo vệ".
    """
    found = tokens(text)
    folded = [token.folded for token in found]
    for at in range(len(found) - len(words) - 1, -1, -1):
        if folded[at : at + len(words)] == words:
            if spelt and not {token.accented for token in found[at : at + len(words)]} <= spelt:
                continue
            begin = found[at + len(words) - 1].end
            skip = re.match(r"[\s:]*(?:của\s+|với\s+|cho\s+|là\s+|về\s+)?", text[begin:])
            begin += skip.end() if skip else 0
            return None if _VERB.match(text, begin) else _phrase(text, begin, many)
    return None


def before(text: str, words: list[str]) -> Value | None:
    """Who does what the folded ``words`` say: ``Bí thư cấp ủy`` of ``giao Bí thư cấp ủy phê duyệt`` for ``phe duyet``."""
    found = tokens(text)
    folded = [token.folded for token in found]
    for at in range(1, len(found) - len(words) + 1):
        if folded[at : at + len(words)] != words:
            continue
        if text[found[at].start].isupper() and re.search(r"[^\W_] $", text[: found[at].start]):
            continue  # of a name: "Ủy ban Kiểm tra"
        if value := doer(text, found[at].start):
            return value
    return None


def doer(text: str, end: int) -> Value | None:
    """The body, office or person that stands right before the verb at ``end``; ``None`` where something else does."""
    if text[:end].rstrip().endswith((";", ":")):
        return None  # what stands before does something else, or heads a list of what is done
    starts = [m.end() for m in _DOER_START.finditer(text, 0, end)]
    for begin in reversed(starts):
        value = trimmed(text, begin, end)
        inner = _VERB.search(text, begin, end)
        if (
            value
            and is_actor(value.text)
            and len(value.text) <= 160
            and (not inner or _NOUN_BEFORE.search(text[begin : inner.start()]))
        ):
            return value
    return None


def named(text: str, noun: list[str]) -> list[Value]:
    """The names of that kind: ``Bộ Y tế`` for ``bo``, ``Quận ủy Liên Chiêu`` for ``quan uy``, ``tổ Covid-19 cộng đồng`` for ``to``."""
    found = tokens(text)
    folded = [token.folded for token in found]
    values = []
    for at in range(len(found) - len(noun)):
        end = at + len(noun)
        if folded[at:end] == noun and text[found[end].start].isupper():
            small = text[found[at].start].islower()
            between = text[found[end - 1].end : found[end].start]
            value = None if between.strip() or (small and len(noun) > 1) else _phrase(text, found[at].start, False)
            values += [value] if value else []
    return values


def verb_after(text: str, begin: int) -> int | None:
    """Where the first verb behind ``begin`` starts, a noun's own ("Đoàn kiểm tra") left out."""
    at = begin
    while verb := _VERB.search(text, at):
        if verb.start() > begin and not _NOUN_BEFORE.search(text[begin : verb.start()]):
            return verb.start()
        at = verb.end()
    return None


def is_actor(text: str) -> bool:
    """Whether a phrase begins like a body, an office or a group of people."""
    return bool(_ACTOR.match(text))


def _phrase(text: str, begin: int, many: bool) -> Value | None:
    quoted = re.match(r"[*_]*[“\"][^”\"]{2,200}[”\"]", text[begin:])
    if quoted:
        return Value(begin, begin + quoted.end(), plain(quoted.group()))
    if many:
        end = _LIST_END.search(text, begin + 1)
        last = end.start() if end else len(text)
        if is_actor(text[begin:]):
            last = min(
                [
                    last,
                    *(
                        v.start()
                        for v in _VERB.finditer(text, begin + 1)
                        if not _NOUN_BEFORE.search(text[begin : v.start()])
                    ),
                ]
            )
        return trimmed(text, begin, last)
    found = (m for m in _PHRASE_END.finditer(text, begin + 1) if not inside_name(text, begin, m))
    ends = [m.start() for m in [next(found, None)] if m]
    if (verb := verb_after(text, begin)) is not None:
        ends.append(verb)
    return trimmed(text, begin, min(ends, default=len(text)))


def inside_name(text: str, begin: int, dash: re.Match[str]) -> bool:
    """Whether what ends a phrase from ``begin`` is the dash inside a body's name: ``Sở Lao động - Thương binh và Xã hội``, not ``đồng chí A - Bí thư``."""
    return dash.group().strip() in ("-", "–") and text[dash.end() :][:1].isupper() and bool(_BODY.match(text, begin))


def trimmed(text: str, start: int, end: int) -> Value | None:
    """``text[start:end]`` without the commas, marks and joining words at its edges; ``None`` where no more is left."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip(" \n,*_"))
    tail = len(words.rstrip(" \n,;:.*_(“"))
    said = plain(words[lead:tail])
    said = re.sub(r"\s+(?:và|của|các|với|do)$", "", said)
    return Value(start + lead, start + tail, said) if said and fold(said) not in ("cac", "nhung", "viec") else None


_IS = re.compile(r"(?<![^\W_])là(?![^\W_])")
_MADE = re.compile(
    r"(?<![^\W_])(?:do|cử|giao|phân công|bổ nhiệm|chỉ định)\s+(?P<who>[^;:.]{2,120}?)\s+(?:làm|giữ (?:chức|vai trò))(?![^\W_])"
)
_CLAUSE_START = re.compile(rf"(?:^|[,;:(“\"]|mô hình|theo|thống nhất|giao)\s*(?=[{p.UPPER}{p.LOWER}][^,;:()“\"]*$)")


def copula(text: str, role: list[str]) -> Value | None:
    """``Bí thư Đảng uỷ`` of ``mô hình Bí thư Đảng uỷ là Trưởng ban chỉ đạo`` for the role ``truong ban chi dao …``.

    And ``ông An, Phó Chủ tịch`` of ``do ông An, Phó Chủ tịch làm Tổ trưởng``.
    """
    for match in _IS.finditer(text):
        if _is_role(text[match.end() : match.end() + 80], role):
            return _before_is(text, match.start())
    for match in _MADE.finditer(text):
        if _is_role(text[match.end() : match.end() + 80], role):
            return trimmed(text, *match.span("who"))
    return None


def _is_role(behind: str, role: list[str]) -> bool:
    """Whether ``behind`` begins as the role does, by three words or all."""
    said = [token.folded for token in tokens(behind)]
    size = min(3, len(role))
    return said[:size] == role[:size]


def copula_of(text: str, holder: list[str]) -> Value | None:
    """``Trưởng ban chỉ đạo`` of ``Bí thư Đảng uỷ là Trưởng ban chỉ đạo`` for the holder ``bi thu dang uy``."""
    for match in _IS.finditer(text):
        before = _before_is(text, match.start())
        own = [token.folded for token in tokens(before.text)] if before else []
        if own and len(set(own) & set(holder)) >= min(3, len(own)):
            return _phrase(text, match.end(), False)
    return None


def _before_is(text: str, position: int) -> Value | None:
    starts = list(_CLAUSE_START.finditer(text[:position].rstrip()))
    return trimmed(text, starts[-1].end(), position) if starts else None


def purpose(text: str) -> Value | None:
    """What stands from ``nhằm`` or ``để`` on."""
    match = _PURPOSE.search(text)
    return trimmed(text, match.start(), match.end()) if match else None
