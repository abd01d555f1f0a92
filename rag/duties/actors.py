"""A sentence taken apart into who is charged and what with: the grammar of Vietnamese directives. Pure, on single lines.

Add a verb or a head of a name here when a duty is missed; what is no duty at all is told in :mod:`rag.duties.extract`.
"""

import re
from dataclasses import dataclass

from rag.duties import bodies

_MORE_VERBS = (
    "tập trung", "quán triệt", "thường xuyên", "kịp thời", "nghiêm túc", "trực tiếp", "quyết liệt", "tích cực", "kiên quyết",
    "nhanh chóng", "phát huy", "nâng cao", "chuẩn bị", "bổ sung", "rút kinh nghiệm", "khắc phục", "chấn chỉnh", "xử lý", "áp dụng",
    "quan tâm", "tạo điều kiện", "tạm dừng", "dừng", "thông tin", "phổ biến", "siết chặt", "chú trọng", "lưu ý", "bám sát", "làm tốt",
    "đẩy nhanh", "phát động", "kêu gọi", "kích hoạt", "khuyến khích", "đề cao", "phân loại", "lấy mẫu", "truy vết", "khoanh vùng",
    "điều tra", "đăng ký", "nộp", "cử", "mời", "bảo quản", "lưu trữ", "củng cố", "mở", "tham gia", "tự giác", "tuân thủ",
    "gương mẫu", "nêu cao", "đánh", "hoàn thiện", "thành lập", "ký", "giải tỏa", "vận hành", "thẩm tra", "tiếp thu", "tiến hành",
    "bàn giao", "phải", "có kế hoạch", "có phương án", "có các giải pháp", "có giải pháp", "có biện pháp", "thực hành", "phát hiện",
    "ngăn chặn", "sắp xếp", "phân bổ", "chăm lo", "chăm sóc", "tổng kết", "sơ kết", "biểu dương", "khen thưởng", "giữ", "rà soát",
    "đôn đốc", "nhắc nhở", "mua sắm", "trang bị", "giới thiệu", "lồng ghép", "đổi mới", "cải tiến", "duy trì", "hạn chế",
    "lấy", "luôn", "phân cấp", "huy động", "làm", "tập huấn", "đào tạo", "treo", "sao gửi", "in", "thu", "nhân rộng", "học tập",
    "phong tỏa", "cách ly", "thiết lập", "vệ sinh", "phun", "đóng cửa", "mua", "đảm nhận", "có ý kiến", "có văn bản", "thay mặt",
    "tự kiểm tra", "đảm bảo", "bảo vệ", "phòng ngừa", "nhập", "tổ chức", "đưa", "chịu", "thi hành", "quan triệt",
    "xét nghiệm", "tiêm", "phun khử khuẩn", "giám sát", "vận chuyển", "tiếp tục", "xét duyệt", "ra quyết định", "cho ý kiến", "hoàn tất", "kết nối", "kiểm soát", "giải quyết", "lập", "gửi", "trình", "căn cứ", "xem xét",
    "ra quân", "đi học", "trở lại trường", "tựu trường", "khai giảng", "cắt điện",
)  # fmt: skip
# Verbs only before what shows that they are: "nghỉ Tết", "trực 24/24 giờ", "cho học sinh nghỉ học"; not "cơ quan trực thuộc".
_VERBS_BEFORE = (
    r"nghỉ(?= (?:học|tết|lễ|hè|bù|làm|từ|đến|hết|tại|theo|ngày|\d))|trực(?= (?:\d|theo|tết(?!:)|lễ(?!:)|chiến|gác|bão|chốt|tại))|nhắc(?= [^\W\d_])(?! lại| đến| tới)"
    r"|cho(?= (?:các |toàn thể |toàn bộ )?(?:học sinh|sinh viên|học viên|trẻ|công nhân|người lao động|cán bộ|nhân viên)(?: [^\W\d_]+){0,3} (?:nghỉ|tạm|dừng|ngừng|đi học|trở lại|ở nhà|về))"
)
_GROUPS = (
    "cấp ủy", "cấp uỷ", "các cấp", "cấp có thẩm quyền", "các ngành", "ngành", "các sở", "các phòng", "các ban", "các bộ", "cơ quan", "đơn vị",
    "địa phương", "chính quyền", "đoàn thể", "các hội", "cán bộ", "công chức", "viên chức", "đảng viên", "người dân",
    "người đứng đầu", "người lao động", "nhân dân", "mọi người dân", "mọi người", "từng hộ gia đình", "hộ gia đình", "đồng chí", "đ/c",
    "lực lượng", "doanh nghiệp", "cơ sở", "thủ trưởng", "bí thư", "chủ tịch", "phó chủ tịch", "lãnh đạo", "hệ thống chính trị",
    "tổ trưởng", "thành viên", "ủy viên", "uỷ viên", "trưởng", "UBMTTQVN", "Đảng đoàn", "Đảng bộ", "Mặt trận", "Quân đội", "Tiểu ban",
    "các quận", "các huyện", "các xã", "các phường", "các tỉnh", "các trường", "các tổ", "các đoàn", "các địa phương", "UBND", "giám đốc",
    "hiệu trưởng", "chủ đầu tư", "chủ doanh nghiệp", "tổ dân phố", "ban quản lý", "trạm", "trung tâm", "chi bộ", "đảng ủy", "đảng uỷ",
    "tập thể", "cá nhân", "nhà trường", "giáo viên", "học sinh", "phụ huynh", "liên ngành", "quận ủy", "quận uỷ", "công an phường", "chủ cơ sở", "chủ hộ", "chủ nhà", "chủ phương tiện", "chủ tàu", "chủ kinh doanh", "hộ kinh doanh",
    "ban giám hiệu", "sinh viên", "nhân viên",
)  # fmt: skip


# "tổ chức" is also a verb: a name only behind "các", or with what such names go on with.
_NOUN_AFTER = r"chức(?:,| (?:chính trị|đảng|thành viên|xã hội|cơ sở|đoàn thể|phi|thiện nguyện|cá nhân|có|liên quan|thì|và|hoặc|-))"
_ORGANISATION = rf"(?:(?<=[Cc]ác )|(?<=[Mm]ỗi )|(?<=[Nn]hững )|(?=[Tt]ổ {_NOUN_AFTER}))[Tt]ổ chức"
_BEFORE = r"(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Cc]ả|[Mm]ỗi|[Tt]ừng|[Tt]ất cả) )*"
HEAD = rf"{_BEFORE}(?:{bodies.HEAD}|{_ORGANISATION}|(?i:{bodies.any_of(_GROUPS)}))(?![^\W\d_])(?! (?:hợp|dữ liệu|vật chất|hạ tầng|pháp lý)(?![^\W_]))"
_HEAD, _BODY = re.compile(HEAD), re.compile(bodies.HEAD)
MODAL = r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|cần|không được|có nghĩa vụ)"
VERB = re.compile(
    rf"(?<![^\W_])(?:{MODAL}|ở(?= (?:tại )?nhà)|lãnh đạo(?=,? (?:chỉ đạo|công tác|việc|thực hiện|tổ chức|toàn diện|tập trung|triển khai|và)|$)|(?i:{_VERBS_BEFORE})|(?!tổ {_NOUN_AFTER})(?:{bodies.any_of(bodies.VERBS + _MORE_VERBS)}))(?![^\W_])"
)
_NOUN_BEFORE = re.compile(
    r"(?:[Đđ]oàn|[Tt]ổ|[Cc]ông tác|[Cc]hốt|[Vv]iệc|[Ll]ực lượng|[Cc]ác|(?<!cơ )[Ss]ở|[Bb]an|[Vv]ăn bản|[Kk]hu vực|[Tt]hành phần|[Cc]án bộ"
    r"|[Đđ]ồng chí|[Bb]ộ phận|[Hh]ội đồng|[Tt]rung tâm|(?<!\bquan )(?<!đơn vị )[Tt]hẩm quyền|[Hh]oạt động|[Nn]gười|[Tt]ự|[Cc]hức danh|[Cc]ông|[Tt]heo) $"
)
_OFFICE_NOUN = re.compile(
    r"[Cc]ơ quan (?=(?:quản lý|chủ trì|phối hợp|thường trực|thực hiện|kiểm soát|thẩm định|tiếp nhận|giải quyết|ban hành|thanh tra|kiểm tra|lãnh đạo)\b)"
)
# A participle inside a subject: "Ủy viên được phân công đứng điểm các chi bộ".
_PARTICIPLE = re.compile(r"được (?:phân công|giao|thành lập|ủy quyền|uỷ quyền|bầu|cử)(?: [^\W\d_]+){0,3}? ?")
_NO_SUBJECT = re.compile(r"(?<![^\W_])(?:đã|đang|sẽ|là|bị|nếu|mà|thì|để|nhằm|do|không|vẫn|còn|như|có)(?![^\W_])")
_CUT = re.compile(r",? (?:khi|nếu|trước khi|sau khi|định kỳ|h[ằà]ng (?=ngày|tuần|tháng|quý|năm)) ?.*$")
REQUEST = re.compile(r"(?<![^\W_])(?i:giao cho|giao|đề nghị|yêu cầu|kiến nghị)(?![^\W_])(?: (?:đối với|thêm))?:? ")
_REQUEST_VERBS = frozenset({"giao", "đề nghị", "yêu cầu"})
FORBIDS = re.compile(
    r"(?<![Hh]àng )(?i:tuyệt đối |kiên quyết |nghiêm )*(?:(?i:không)(?! (?:chỉ|những|ngừng|đúng|đủ|đầy đủ|có|phải|thuộc|còn|quá|dưới|ít|nhiều|vượt|kể|bao gồm|khí|gian|thì))|(?i:nghiêm cấm|cấm))(?![^\W_])"
)
_OPENS = re.compile(
    r"(?i:đồng thời|trong đó|đặc biệt(?: là)?|riêng|cụ thể|ngoài ra|bên cạnh đó|do đó|vì vậy|và|nhất là|đặc biệt lưu ý)[,:]? +|[“\"‘(–•-]+ *"
)
# What stands before the main clause: "Trong thời hạn 05 ngày làm việc, …", "Trường hợp khó khăn, …", "Nhận được Công văn này, …".
_LEAD = re.compile(
    r"(?i:trong|tại|đối với|trên cơ sở|trường hợp|khi|căn cứ|định kỳ|hằng|hàng|trước|chậm nhất|sau|kể từ|từ|nhận được|để|thực hiện|triển khai|xét|"
    r"theo|nhằm|nếu|ngày|ngay|vào|với|đến|qua|hiện nay|nay|thừa|thay mặt|muộn nhất|\d{1,2}h)(?![^\W_])"
)
# … of which these never are what is to be done: who is named behind them is charged.
_CONDITION = re.compile(
    r"(?i:căn cứ|trên cơ sở|trường hợp|trong|khi|hằng|hàng|định kỳ|sau|trước|chậm nhất|nếu)(?![^\W_])"
)
# "Quyết định điều chỉnh dự toán được gửi …", "Báo cáo quyết toán phải …": what is spoken of, not what is to be done.
_DOCUMENT = re.compile(
    r"(?:Quyết định|Quy định|Báo cáo|Thông báo|Kế hoạch|Hướng dẫn)(?![^\W_])[^,;]{0,120}? (?:được|phải|này|có hiệu lực|gồm)(?![^\W_])"
)
_JOIN = re.compile(rf"(?:, (?:và |hoặc )?|; (?:và )?| và | cùng | & )(?={HEAD})")
LONGEST = 560


@dataclass(frozen=True, slots=True)
class Said:
    """``text[start:]`` is the action; ``who``: ``[a, b)`` of the actors in the same text, where it names them."""

    start: int
    who: tuple[int, int] | None
    forbids: bool = False
    modal: bool = False
    asked: bool = False


def read(text: str, at: int = 0) -> Said | None:
    """Who is charged in the sentence ``text`` from ``at`` on and where the action begins; ``None`` where it charges nobody."""
    while opens := _OPENS.match(text, at):
        at = opens.end()
    if at >= len(text):
        return None
    if found := _plain(text, at):
        return found if found.who else (_after_lead(text, at, named=True) if _LEAD.match(text, at) else None) or found
    return _after_lead(text, at) if _LEAD.match(text, at) else None


def _plain(text: str, at: int) -> Said | None:
    if asked := REQUEST.match(text, at):
        return _asked(text, asked.end())
    if FORBIDS.match(text, at):
        return Said(at, None, forbids=True)
    if found := _subject(text, at):
        return found
    return Said(at, None) if imperative(text, at) else None


def _after_lead(text: str, at: int, named: bool = False) -> Said | None:
    """What follows a clause of time, place or reason, behind one of its commas; ``named``: only what names who."""
    told: Said | None = None
    for comma in re.finditer(r"[,:] | thì ", text[: at + 900]):
        if comma.start() <= at:
            continue
        begin = comma.end()
        found = _asked(text, m.end()) if (m := REQUEST.match(text, begin)) else _subject(text, begin)
        if found and (not named or found.asked or _CONDITION.match(text, at)):
            return found
        if named or told:
            continue
        noun = comma.group() != ": " and text[begin : begin + 1].isupper()  # "…, Quyết định của Thủ tướng"
        if FORBIDS.match(text, begin):
            return Said(at, None, forbids=True)
        if not noun and imperative(text, begin) and not _NOUN_BEFORE.search(text[:begin]):
            told = Said(at, None)
            if not _CONDITION.match(text, begin):
                return told
    return told


def _asked(text: str, at: int) -> Said | None:
    found = _subject(text, at)
    return Said(found.start, found.who, found.forbids, found.modal, True) if found else None


def _subject(text: str, at: int) -> Said | None:
    """A body, office or group, and the first verb behind it."""
    if not _HEAD.match(text, at):
        return None
    depth_free = _without_brackets(text)
    colon = depth_free.find(": ", at, at + 200)  # "Thông tấn xã Việt Nam: Chủ trì xây dựng …"
    if colon > 0 and imperative(text, colon + 2) and not VERB.search(depth_free, at, colon):
        return Said(colon + 2, (at, colon))
    begin = at
    while verb := VERB.search(depth_free, begin, at + LONGEST):
        before = depth_free[at : verb.start()]
        participle = _PARTICIPLE.match(depth_free, verb.start())
        modal = re.fullmatch(MODAL, verb.group()) is not None
        if participle:
            begin = participle.end()
            continue
        if not before or (
            not modal and (_NOUN_BEFORE.search(before) or _OFFICE_NOUN.search(before[-9:] + verb.group()))
        ):
            begin = verb.end()
            continue
        return _charged(text, depth_free, at, verb, modal)
    return None


def _charged(text: str, bare: str, at: int, verb: re.Match[str], modal: bool) -> Said | None:
    who = bare[at : verb.start()]
    who = _CUT.sub("", who)
    if _NO_SUBJECT.search(_PARTICIPLE.sub("", who.replace("nhất là", ""))) and not (
        modal and not re.search(r"\b(?:đã|sẽ|là|để|thì)\b", who)
    ):
        forbids = FORBIDS.search(who)
        if not forbids or _NO_SUBJECT.search(who[: forbids.start()]):
            return None
        end = at + len(who[: forbids.start()].rstrip(" ,"))
        return Said(at + forbids.start(), (at, end), forbids=True)
    if verb.group() == "được":
        return None  # a right
    if verb.group() in _REQUEST_VERBS:  # the issuer's own word: who is asked is charged
        return _asked(text, _behind(text, verb.end()))
    end = at + len(re.sub(r"(?:[ ,;:–-]| và)+$", "", who))
    if end <= at:
        return None
    return Said(verb.start(), (at, end), forbids=verb.group() == "không được", modal=modal)


def _behind(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip(" :"))


def _without_brackets(text: str) -> str:
    """``text`` with what stands in brackets blanked out, as long as before."""
    return re.sub(r"\([^()]*\)", lambda m: "\x00" * len(m.group()), text)


def imperative(text: str, at: int = 0) -> bool:
    """Whether the words at ``at`` begin with a verb of office work, and not with a document that is called like one."""
    words = text[at : at + 160]
    return bool(words) and not _DOCUMENT.match(words) and VERB.match(words[0].lower() + words[1:]) is not None


def names(text: str) -> tuple[str, ...]:
    """The bodies, offices and groups of an enumeration, as printed; what stands in brackets is left out."""
    bare = " ".join(re.sub(r"\([^()]*\)", " ", text).split()).replace(" ,", ",")
    return tuple(part for one in _JOIN.split(bare) if (part := one.strip(' ,;:.-–“”"')))


# What directs others, before the one it directs: "khẩn trương chỉ đạo cho Trạm y tế phường … tổ chức …".
_DIRECTS = re.compile(
    rf"(?:[^\W\d_]+ ){{0,3}}?(?i:chỉ đạo|yêu cầu|giao|đề nghị|đôn đốc|hướng dẫn|phân công)(?: cho)? (?={HEAD})"
)


def told(text: str, at: int) -> tuple[str, ...]:
    """Whom the action ``text[at:]`` directs to act: "Chỉ đạo Công an Quận và UBND các phường tăng cường kiểm tra …"."""
    directs = _DIRECTS.match(text, at)
    said = _subject(text, directs.end()) if directs else None
    if said is None or said.who is None or ";" in text[at : said.start]:
        return ()
    found = names(text[said.who[0] : said.who[1]])
    return found if any(_BODY.match(name) for name in found) else ()


def begins_with_actor(text: str, at: int = 0) -> bool:
    """Whether a body, office or group is named first."""
    return _HEAD.match(text, at) is not None
