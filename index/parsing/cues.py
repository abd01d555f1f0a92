"""The words that say what a document does with another it names: "Căn cứ", "thay thế", "hết hiệu lực", …

A cue stands before what it governs, with few words between ("thay thế các Quyết định số …"), or behind it ("… hết hiệu lực").
"""

import re
from dataclasses import dataclass

from index.types import Relation, Span

REACH = 400  # characters before a mention in which its cue is sought
_CHANGE = r"(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|h[ủu][ỷy]?\s+bỏ|điều\s+chỉnh|đính\s+chính|đình\s+chỉ)"
_CHANGES = rf"{_CHANGE}(?:(?:\s*[,;–-]|\s+và|\s+hoặc)*\s*{_CHANGE})*"
# Over small letters: to ignore case costs twice the time.
_CUE = re.compile(
    rf"""\b(?:
    (?P<passive>(?:được|bị)\s+(?:nêu\s+)?{_CHANGES})
  | (?P<amends>(?:sửa\s+đổi|đính\s+chính|điều\s+chỉnh)(?:(?:\s*[,;–-]|\s+và|\s+hoặc)*\s*{_CHANGE})*)
  | (?P<replaces>thay\s+thế(?:\s+cho)?)
  | (?P<repeals>(?:bãi|h[ủu][ỷy]?)\s+bỏ(?:\s+toàn\s+bộ)?|(?:hết|chấm\s+dứt|không\s+còn)\s+hiệu\s+lực(?:\s+thi\s+hành)?)
  | (?P<supplements>bổ\s+sung)
  | (?P<copies>sao\s+(?:lục|y(?:\s+bản\s+chính)?|gửi|trích))
  | (?P<answers>trả\s+lời|phúc\s+đáp|(?:đã\s+)?nhận\s+được|xét\s+(?:nội\s+dung\s+)?(?:đề|kiến)\s+nghị)
  | (?P<based_on>căn\s+cứ(?:\s+vào)?|xét|(?:theo|trên\s+cơ\s+sở)\s+đề\s+nghị|dựa\s+(?:trên|vào))
  | (?P<continues>tiếp\s+theo)
  | (?P<implements>(?:(?:để|nhằm|tiếp\s+tục|tổ\s+chức|tập\s+trung|hướng\s+dẫn|quy\s+định\s+chi\s+tiết|quán\s+triệt|triển\s+khai
        |phổ\s+biến|chỉ\s+đạo)(?:\s*,\s*|\s+)(?:và\s+)?)*
      (?:thực\s+hiện|triển\s+khai|thi\s+hành|chấp\s+hành|quán\s+triệt|hướng\s+dẫn|quy\s+định\s+chi\s+tiết|cụ\s+thể\s+h[óo][áa])
      (?:\s+theo)?)
  | (?P<follows>theo)
    )\b""",
    re.VERBOSE,
)
_PARTS_OF = (
    r"(?:(?:điều|khoản|điểm|mục|phần|chương|tiết|gạch\s+đầu\s+dòng|phụ\s+lục|mẫu(?:\s+số)?|biểu)\s+"
    r"(?:\d[\w.-]{0,6}|[ivxl]{1,5}(?!\w)|[a-zđ](?!\w)))"
)
_PART = re.compile(
    r"\b(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|(?<![Dd]anh\s)[Mm]ục|[Pp]hần|[Cc]hương|[Tt]iết|[Pp]hụ\s+lục|[Mm]ẫu|[Bb]iểu)\s+(?:\d+|[IVXL]+\b|[a-zđ]\b|số)"
    r"|\b[Cc]ụm\s+từ\b|\btừ\s+[“\"]|\bmột\s+(?:số|phần)\b|\b(?:các\s+)?(?:nội\s+dung|quy\s+định)\s+(?:tại|của|về|trong|liên)\b"
)
# Words that may stand between a cue and what it governs. The loop gives nothing back: it stays linear.
_CLOSE = re.compile(
    rf"""(?:{_PARTS_OF}
    |(?:một\s+số|một\s+phần|toàn\s+bộ|nội\s+dung|chế\s+độ|quy\s+định|tinh\s+thần|ý\s+kiến|chỉ\s+đạo|kết\s+luận|yêu\s+cầu|chủ\s+trương
    |nhiệm\s+vụ|đề\s+nghị|kiến\s+nghị|biện\s+pháp|giải\s+pháp|thi\s+hành|chi\s+tiết|hướng\s+dẫn|nghiêm(?:\s+(?:túc|chỉnh|ngặt))?|tốt|có\s+hiệu\s+quả
    |hiệu\s+quả|đồng\s+bộ|quyết\s+liệt|kịp\s+thời|đầy\s+đủ|đúng|ngay|kỹ|sâu\s+rộng|triệt\s+để|các|những|và|cho|tại|của|ở|trong|nêu|theo|về|điều|khoản
    |điểm|quy\s+chế|danh\s+mục|văn\s+bản|cụ\s+thể|sau(?:\s+đây)?|trước\s+đây|gồm|là|như|liên\s+quan(?:\s+đến)?
    |ban\s+hành\s+(?:kèm\s+theo|tại|theo))(?![\w])
    |[\s*_“"(,\[–-])*+:?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_PARTS = re.compile(
    rf"(?:{_PARTS_OF}|(?:và|hoặc|các|của|tại|khoản|điểm|điều|số|\d{{1,3}})(?!\w)|[\s,;:*_“\"])*+", re.IGNORECASE
)
_ORDERED = re.compile(
    r"\b(?:chỉ\s+đạo|ý\s+kiến|yêu\s+cầu|kết\s+luận|tinh\s+thần|nhiệm\s+vụ|nội\s+dung|chủ\s+trương|giao|hướng\s+dẫn|đề\s+nghị|kiến\s+nghị)\b"
    r"[^.;:]{0,140}\s(?:tại|theo|trong|nêu\s+tại|ở)\s+(?:các\s+)?[*_“\"]*$",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"[^.;:]{0,330}$")
_ASKED = re.compile(
    r"\s+(?:các\s+)?(?:đề\s+nghị|kiến\s+nghị|ý\s+kiến|phản\s+ánh|báo\s+cáo|đơn)\b[^.;:]{0,140}\s(?:tại|theo|kèm\s+theo)\s+$"
)
_LISTED = re.compile(r"[^.;:]{0,330}:\s*$")
_ITEM = r"(?:[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)])"
_AT_ITEM = re.compile(rf"(?:\n[ \t*_|]*|(?<=:)[ \xa0]){_ITEM}[\s*_]*(?:các\s+)?$", re.IGNORECASE)
# Before a cue, on its line: what makes the sentence this document's own act.
_OPENING = re.compile(
    rf"(?:^|[.;:]|\n)\s*(?:[*_#|>\s]|{_ITEM}|(?:Điều|Khoản|Mục)\s+[\dIVX]+[.:]?)*(?:quyết\s+định|nay|thực\s+hiện)?\s*$",
    re.IGNORECASE,
)
_THIS = re.compile(r"\bnày\b[^.;:]{0,170}$", re.IGNORECASE)
# "khai bổ sung theo khoản 9 …": what follows is how, not what; but "ban hành kèm theo" names it.
_FOLLOWING = re.compile(r"(?<!kèm)(?<!hành)\s+theo\b", re.IGNORECASE)
# "không thay thế", "chưa bãi bỏ hoặc thay thế": nothing is done.
_NOT_DONE = re.compile(
    rf"\b(?:không|chưa)\s+(?:(?:phải|bị|được|làm|có\s+nội\s+dung)\s+)*(?:{_CHANGE}(?:\s*[,;]\s*|\s+(?:và|hoặc|hay)\s+))*$",
    re.IGNORECASE,
)
# "Đề nghị UBND tỉnh ban hành Quyết định …": what another body is asked to do. Not "Theo đề nghị của …,".
_PROPOSED = re.compile(
    r"(?<!theo\s)(?<!xét\s)(?<!sở\s)\b(?i:đề\s+nghị|kiến\s+nghị|đề\s+xuất|tham\s+mưu|yêu\s+cầu|giao|trình|dự\s+thảo|tờ\s+trình(?=\s*\n))\s+(?:các\s+)?"
    r"(?:UBND|HĐND|UBMTTQ|Chủ\s+tịch|Bộ|Sở|Chính\s+phủ|Thủ\s+tướng|Quốc\s+hội|[UỦ][ỷyỶY]\s+ban|Hội\s+đồng|Ban|Phòng|Công\s+an|Cục|Tổng|Văn\s+phòng|Thường"
    r"|Đảng|Tỉnh|Thành|Huyện|Quận|Trung\s+ương|Viện|Thanh\s+tra|Giám\s+đốc|Quyết\s+định|Nghị|Thông\s+tư|Luật|V/v|Về\s+việc"
    r"|(?:cơ\s+quan|cấp|đơn\s+vị|địa\s+phương|ngành|ban\s+hành|xem\s+xét|sớm|cho|về\s+việc)\b)(?:[^.;:\n]|(?<![,;.:])\n(?!\s*\n)){0,200}$"
)
_ENACTS = re.compile(r"\bban\s+hành\s+[*_]*(?:[^\W\d_]+\s+){1,4}(?:về\s+việc\s+|về\s+)?$", re.IGNORECASE)
# "Thông tư sửa đổi …", "Nghị định hướng dẫn thi hành …": the act is that other document's.
_OTHERS = re.compile(
    r"\b(?:nghị\s+định|thông\s+tư(?:\s+liên\s+tịch)?|luật|pháp\s+lệnh|quyết\s+định|nghị\s+quyết|văn\s+bản)(?:\s+(?:của\s+[^.;:,]{2,60}|mới|khác|quy\s+phạm\s+pháp\s+luật))?"
    r"\s+(?:về\s+(?:việc\s+)?)?(?:quy\s+định\s+chi\s+tiết(?:\s+và|,)?\s+)?$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:chưa|không|việc|để|khi|nếu|đề\s+xuất|kiến\s+nghị|đề\s+nghị|xem\s+xét|nghiên\s+cứu|trình(?:\s+[^.;:,]{2,40})?)\s+$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"[\s*_)\],]*+(?:(?:này|trên|nêu\s+trên|và\s+các\s+văn\s+bản[^.;:]{0,60}?)\s+)?(?:đều\s+|sẽ\s+)?"
    r"(?:(?P<ended>(?:hết|chấm\s+dứt|không\s+còn)\s+hiệu\s+lực(?:\s+thi\s+hành)?)"
    rf"|(?P<passive>(?:được|bị)\s+{_CHANGES})(?P<agent>\s+(?:bởi|bằng|tại|theo)\s+[^.;:,]{{2,40}}?\bnày\b)?(?P<other>\s+(?:bởi|bằng|tại|theo|năm)\b)?)",
    re.IGNORECASE,
)
_BEFORE_END = re.compile(r"\b(?:trước|khi|đến|ngày|nếu)\s+[^.;:\n]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words at ``span`` say about the mentions they govern; ``lists`` when these follow as a list, after a colon.

    ``whole``: what they say of a member of the list that is named as a whole, where ``relation`` is of parts of the first.
    """

    relation: Relation
    span: Span | None
    lists: bool = False
    whole: Relation | None = None

    def of(self, partial: bool) -> Relation:
        """What is said of a document in the list, or of parts of it only."""
        relation = self.whole or self.relation
        return Relation.AMENDS if partial and relation in (Relation.REPEALS, Relation.REPLACES) else relation


_CHANGING = frozenset({"amends", "supplements", "replaces", "repeals"})
NONE = Cue(Relation.MENTIONS, None)


def cue_before(text: str, floor: int, begin: int, kind: str | None, title: bool) -> Cue:
    """The cue in ``text[floor:begin]`` that governs a document of ``kind`` named at ``begin``.

    ``title``: the mention stands in the document's own title, where "Nghị định sửa đổi …" is the document itself.
    """
    floor = max(floor, begin - REACH)
    lead = text[floor:begin]
    listed = False
    if item := _AT_ITEM.search(lead):
        lead = lead[: item.start()].rstrip()
        listed = True
        if not lead.endswith(":"):
            return NONE
    listed = listed or lead.rstrip().endswith(":")
    # Only a list is governed over the end of a sentence.
    opens = 0 if listed else max(lead.rfind(end) for end in (";", ". ", ".\n")) + 1
    small = lead.lower() if len(lead.lower()) == len(lead) else lead
    for match in reversed(list(_CUE.finditer(small, opens))):
        gap, before = lead[match.end() :], lead[: match.start()]
        if re.search(r"\n\s*[\n(]", gap.rstrip()):
            break  # another paragraph, or a line in brackets under a heading
        capital = lead[match.start()].isupper()
        found = _meant(match, capital, gap, before, kind, title, listed)
        if found is not None:
            span = Span(floor + match.start(), floor + match.end())
            if found is Relation.MENTIONS:
                return NONE
            parts = match["repeals"] and found is Relation.AMENDS and _ONLY_PARTS.fullmatch(gap)
            return Cue(found, span, listed, Relation.REPEALS if parts else found)
    return NONE


def parts_within(link: str) -> bool:
    """Whether the words that ``link`` a mention to the one before it in a list name parts of it: "; b) khoản 5 Điều 3"."""
    return bool(_PART.search(link.rpartition(")")[2]))


def parts_before(text: str, begin: int) -> bool:
    """Whether the sentence speaks of parts of the document named at ``begin``."""
    return bool(_PART.search(re.split(r"[.;\n]", text[max(0, begin - 60) : begin])[-1]))


def cue_behind(text: str, begin: int, end: int, limit: int) -> Cue:
    """The cue behind a mention ``text[begin:end]``, its date, issuer and subject included."""
    match = _ENDED.match(text, end, min(limit, end + 160))
    if not match or _BEFORE_END.search(text[max(0, begin - 50) : begin]):
        return NONE
    if match["ended"]:
        relation = Relation.AMENDS if parts_before(text, begin) else Relation.REPEALS
        return Cue(relation, Span(*match.span("ended")), whole=Relation.REPEALS)
    words = match["passive"].lower()
    if match["other"] and not match["agent"]:
        return NONE
    relation = _changed(words)
    # "được sửa đổi, bổ sung" alone tells of another document's act; this one's says how, or by whom.
    by_this = (
        match["agent"] or words.startswith("bị") or re.match(r"\s+như\s+sau\b", text[match.end() : match.end() + 12])
    )
    return Cue(relation, Span(*match.span("passive"))) if by_this else NONE


def _changed(words: str) -> Relation:
    if re.search(r"sửa|điều|đính", words):
        return Relation.AMENDS
    if "thay" in words:
        return Relation.REPLACES
    return Relation.REPEALS if "bỏ" in words else Relation.SUPPLEMENTS


def _meant(
    match: re.Match[str], capital: bool, gap: str, before: str, kind: str | None, title: bool, listed: bool
) -> Relation | None:
    """What a cue with ``gap`` between it and the mention says; ``None`` when it does not govern it."""
    name = match.lastgroup or ""
    # A list is governed from the sentence that opens it, however long; "căn cứ" and the like must stand close even there.
    close = bool(_CLOSE.match(gap)) or (listed and name in _CHANGING and bool(_LISTED.match(gap)))
    if name == "passive":
        return Relation.MENTIONS if close or _LOOSE.match(gap) else None
    if name == "based_on":
        # "Xét Tờ trình …" opens a ground; elsewhere the word is "to examine".
        opens = capital and (match.group().lower() != "xét" or not re.search(r"[^.;:\n|*_\s]\s*$", before))
        return Relation.BASED_ON if close or (opens and _LOOSE.match(gap)) else None
    if name == "answers":
        basis = kind == "Tờ trình" and match.group().lower().startswith("xét")
        received = match.group().lower().endswith("được")
        if received and re.search(r"\b(?:khi|ngày|nếu|sau)\s+$", before, re.IGNORECASE):
            return None
        if not close and ("quy định" in gap or not (_ASKED if received else _LOOSE).match(gap)):
            return None
        return Relation.BASED_ON if basis else Relation.ANSWERS
    if name == "continues":
        return Relation.MENTIONS if close else None
    if name == "copies":
        return Relation.COPIES if close else None
    if name in ("implements", "follows"):
        return _carries_out(name, gap, before, close, title)
    return _changes(name, match.group(), gap, before, close, title)


def _carries_out(name: str, gap: str, before: str, close: bool, title: bool) -> Relation | None:
    """Carrying out, or following, what the other document says."""
    if name == "follows":
        if re.search(r"\bkèm\s+$", before, re.IGNORECASE):
            return None
        opens = not before.strip() or re.search(
            r"(?:[.;:(\n]|\bthực\s+hiện|\btriển\s+khai|\bvà)\s*[*_\-–+]*\s*$", before
        )
        ordered = re.match(
            r"\s+(?:đúng\s+)?(?:tinh\s+thần|(?:sự\s+)?chỉ\s+đạo|yêu\s+cầu|ý\s+kiến)\b", gap, re.IGNORECASE
        )
        if not (opens or ordered) or re.match(r"\s+(?:các\s+)?quy\s+định", gap, re.IGNORECASE):
            return None
        return Relation.IMPLEMENTS if close or _ORDERED.search(gap) else None
    if not title and _OTHERS.search(before) and not _ENACTS.search(before):
        return Relation.MENTIONS if close else None
    if re.search(r"\b(?:chưa|không)\s+$", before, re.IGNORECASE):
        return None
    if re.search(r"\bquy\s+định\s+(?:tại|của|ở|trong)\b", gap, re.IGNORECASE):
        return None
    return Relation.IMPLEMENTS if close or _ORDERED.search(gap) else None


def _changes(name: str, cue: str, gap: str, before: str, close: bool, title: bool) -> Relation | None:
    """Amending, supplementing, replacing or repealing; of a part of the other document only, that is amending it."""
    if _NOT_DONE.search(before) or (_PROPOSED.search(before) and not _OPENING.search(before)):
        return Relation.MENTIONS if close else None
    own = title or bool(_OPENING.search(before) or _THIS.search(before) or _ENACTS.search(before))
    if not own and (_OTHERS.search(before) or _CONDITION.search(before)):
        return Relation.MENTIONS if close else None
    if re.search(r"\b(?:phạm\s+vi|đối\s+tượng|sự|chịu|khai)\s+$", before, re.IGNORECASE) or _FOLLOWING.search(gap):
        return None
    if name == "supplements" and not _PART.search(gap):
        own = False
    if re.match(r"điều", cue, re.IGNORECASE):
        own = own and bool(title or _OPENING.search(before))
    far = re.search(r"\s(?:tại|của|theo|trong|vào|kèm\s+theo)\s+(?:các\s+)?[^.;:]{0,60}:?\s*$", gap)
    if not close and re.search(r"\b(?:nếu|khi|trường\s+hợp|thời\s+hạn|để)\b", gap, re.IGNORECASE):
        return None
    if not close and not (own and far and _LOOSE.match(gap.rstrip(": \n"))):
        return None
    if name == "amends":
        return Relation.AMENDS
    if name == "supplements":
        return Relation.SUPPLEMENTS
    if _PART.search(gap):
        return Relation.AMENDS
    return Relation.REPLACES if name == "replaces" else Relation.REPEALS
