"""What the words of one place in a letterhead are: motto, number, date, kind, body, mark.

The patterns read flat text (:mod:`index.parsing.flat`), so that lost marks, mixed dashes and emphasis do not matter to them.
"""

import re
from enum import StrEnum

from index.parsing import patterns as p
from index.parsing.flat import even, flat
from index.parsing.looks import is_capitals
from index.parsing.placenames import province
from index.parsing.repair import heal


class Part(StrEnum):
    """What a piece of a letterhead is."""

    MOTTO = "motto"
    NUMBER = "number"
    DATE = "date"
    KIND = "kind"
    ADDRESS = "address"
    ABOUT = "about"
    URGENCY = "urgency"
    SECRECY = "secrecy"
    BODY = "body"
    OFFICE = "office"
    CAPITALS = "capitals"
    HEADING = "heading"
    TEXT = "text"


KINDS = {flat(name): name for name in p.KIND_NAMES} | p.OLD_KINDS
_KIND = re.compile(r"\W*(?P<kind>" + "|".join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True)) + r")(?!\w)")
# What a kind's name goes on with: no word of the subject.
_QUALIFIER = re.compile(
    r"\s+(?:lien\s+(?:tich|nganh|bo)|(?<=ket luan )thanh tra)(?!\w)|"
    r"(?<=bao cao)\s+(?:tom tat|chuyen de|dot xuat|nhanh)(?=\W*$)"
)
_DIGIT = r"[\dlo](?: ?[\dlo])?"
DATE = re.compile(
    rf"ngay\s*(?:(?P<day>{_DIGIT})\s*thang\s*(?P<month>{_DIGIT})\s*nam\s*(?P<year>[\dlo](?: ?[\dlo]){{3}})(?!\d)"
    r"|(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?!\d))"
)
# An urgent telegram says the hour, too.
_HOUR = r"(?:(?:hoi|luc)\s+\d[\d\s:hgiophut]{0,16}?,?\s*)?"
DATE_ALONE = re.compile(rf"(?P<place>\W*(?:[a-z][^,;:|]{{0,60}}?)?)[,.;]?\s*\(?{_HOUR}{DATE.pattern}\W*$")
DATE_BLANK = re.compile(r"(?P<place>\W*(?:[a-z][^,;:|]{0,60}?)?)[,.;]?\s*ngay[\s.…\d]*thang[\s.…\d]*nam[\s.…\d]*$")
_MOTTO_START = re.compile(
    r"\W*(?:cong hoa xa hoi|dang cong san viet nam|doc lap\s*-|doan (?:tncs|thanh nien cong san) ho chi minh\W*$)"
)
_OWN_NUMBER = (
    rf"(?:(?:{'|'.join(re.escape(k) for k in sorted(KINDS, key=len, reverse=True))}|van ban)\s+so\s*:|so)\s*[:.;]?\s*"
)
NUMBER_LEAD = re.compile(rf"\W*{_OWN_NUMBER}")
_SYMBOL = rf"[{p.UPPER}][{p.UPPER}{p.LOWER}0-9.]*(?:\s?&\s?[{p.UPPER}]+)?"
_CODES = "|".join(sorted(map(re.escape, p.KINDS), key=len, reverse=True))
# Digits that OCR read as letters are let in here, behind "Số" only.
NUMBER = re.compile(
    rf"(?P<digits>(?:\d{{1,2}}\.\d{{3}}(?!\d)|\d{{1,6}}|[\dlIO|o]{{2,6}}|[lI](?=\s?[-/]))"
    rf"(?: \d{{1,3}}(?=\s{{0,4}}[-/]))?[a-hA-HđĐ]?)"
    rf"(?P<symbol>(?:\s{{1,4}}(?:{_CODES})(?=\s?[-/]))?(?:\s{{0,4}}[-/]\s{{0,4}}(?:\d{{4}}(?!\d)|{_SYMBOL}))+(?:\([A-ZĐ\d]{{1,8}}\))?)"
)
_BLANK = re.compile(rf"\W*{_OWN_NUMBER}[\s.…_]*[-/]\s*[a-z]")
_ADDRESS = re.compile(
    r"[\W_]*(?:dong\s+)?kinh\s+gui\s*(?:[:;.]|$|-|\s)|\W*(?:tran\s+trong\s+)?kinh\s+moi\s*:|[^.;:]{3,90}\sdien\s*:\s*$"
)
_ABOUT = re.compile(r"\W*(?:v\s?/\s?v\b|ve viec\b|trich yeu\b)")
_URGENCY = {
    "khan": "Khẩn", "thuong khan": "Thượng khẩn", "hoa toc": "Hỏa tốc", "hoa toc hen gio": "Hỏa tốc hẹn giờ",
}  # fmt: skip
_SECRECY = {"mat": "Mật", "toi mat": "Tối mật", "tuyet mat": "Tuyệt mật"}
_MARK_LEAD = re.compile(r"^(?:do|muc do)\s+(?:khan|mat)\s*:\s*")
MARKS = _URGENCY | _SECRECY
_BODY = re.compile(
    r"\W*(?:lien bo|bo|chinh phu|quoc hoi|chu tich nuoc|thu tuong chinh phu|uy ban|ubnd|ub|ubmttq|hdnd|hoi dong|hoi|so|"
    r"phong|ban(?! hanh)|bch|cuc|"
    r"tong cuc|chi cuc|vu|vien|hoc vien|truong|trung tam|benh vien|tram|khoa|van phong|tinh uy|thanh uy|quan uy|huyen uy|thi uy|"
    r"dang uy|dang bo|dang doan|chi bo|thuong truc|tinh|thanh pho|quan|huyen|xa|phuong|thi xa|thi tran|doan|lien doan|lien hiep|"
    r"cong doan|mat tran|toa an|tand|vien kiem sat|vksnd|kho bac|ngan hang|bao hiem|cong an|cong ty|tong cong ty|tap doan|"
    r"xi nghiep|nha may|chi nhanh|hop tac xa|quy(?= (?:ho tro|dau tu|bao|tin dung|phat trien|den on))|thanh tra|kiem "
    r"toan|trung uong|tong lien doan|thong tan|dai|bao|tap chi|"
    r"lien minh|hiep hoi|giao hoi|lien|dai hoi|to|doi|nha|thuong vu|thon|kho|trai|tieu ban|su doan|quan khu|trung doan|"
    r"doanh nghiep|htx|mttq)(?!\w)"
)
# Words that are a body's only where their marks are lost, and what else bodies' first words begin.
_NO_BODY = re.compile(
    r"\W*(?:bản|bàn|bằng|tờ|số|quý|quí|quản|phương|tình|đối|hồi|hỏi|bổ|bỏ|bố|trái|đại\s(?!hội|học)|nhà\s(?:ở|đất)|tổ\schức|"
    r"hội\s(?:nghị|thảo|thi|chợ|nhập|diễn|thao|họp)|phòng(?:,|\s(?:chống|cháy|ngừa|thủ|bệnh|dịch|tránh))|đoàn\skết|"
    r"đội\s(?:ngũ|hình)|bộ\s(?:tiêu\schí|câu\shỏi|quy\stắc|tài\sliệu|chỉ\ssố|thủ\stục)|xã\shội|trường\shợp|"
    r"liên\s(?:kết|quan|tịch|hoan)|vụ\s(?:án|việc|mùa|đông|xuân))(?!\w)"
)
_OFFICE = re.compile(
    r"\W*(?:q\s?\.\s*)?(?:quyen\s+)?(?:pho\s+)?(?:tong\s+)?(?:chanh|chu tich|chu nhiem|bi thu|bo truong|thu truong|thu "
    r"tuong|giam doc|"
    r"cuc truong|vu truong|vien truong|hieu truong|truong\s+(?:ban|phong|khoa|doan|cong an|tieu ban)|tu lenh|chi huy "
    r"truong|kiem toan truong|"
    r"thong doc|tong thanh tra|chanh an)(?!\w)"
)
_BOTH = re.compile(r"\W*(?:thu tuong chinh phu|chu tich nuoc)\W*$")


def part_of(printed: str) -> Part:
    """What the words ``printed``, alone in their place, are."""
    own, small = even(printed), flat(printed)
    words = " ".join(small.split())
    bare = words.strip(' .:;()[]-"')
    if printed.startswith("#"):
        inside = part_of(printed.lstrip("# ")) if printed.lstrip("# ") else Part.TEXT
        return Part.HEADING if inside in (Part.TEXT, Part.CAPITALS) else inside
    if _MOTTO_START.match(small) and len(words) < 90:
        return Part.MOTTO
    if _ADDRESS.match(small):
        return Part.ADDRESS
    if is_number(own, small):
        return Part.NUMBER
    if (dated := DATE_ALONE.match(small) or DATE_BLANK.match(small)) and is_place(own[: dated.end("place")]):
        return Part.DATE
    mark = _MARK_LEAD.sub("", bare)
    if mark in MARKS and (own.upper() == own or mark != bare or printed[0] in "*["):
        return Part.URGENCY if mark in _URGENCY else Part.SECRECY
    if _ABOUT.match(small):
        return Part.ABOUT
    capitals = is_capitals(own)
    kind = _KIND.match(small)
    if kind and (
        _printed_as_title(own[kind.start("kind") : kind.end("kind")]) or kind.end() >= len(small.rstrip(" .:"))
    ):
        rest = small[kind.end() :].strip()
        if not rest.startswith("va ") and (rest == "" or is_capitals(own[: kind.end()])):
            return Part.KIND
    if not capitals:
        return Part.TEXT
    small = flat(heal(" ".join(own.split())))
    if _OFFICE.match(small) and not _BOTH.match(small):
        return Part.OFFICE
    if (_BODY.match(small) and not _NO_BODY.match(own.lower())) or _BOTH.match(small):
        return Part.BODY
    return Part.CAPITALS


_IN_PLACES = frozenset({"phố", "tỉnh", "xã", "trấn", "nội", "minh"})


def is_place(own: str) -> bool:
    """Whether ``own`` (even) is a place's name, or nothing: every word of it has a capital."""
    words = heal(" ".join(own.split())).strip(" (.,").split()
    if len(words) > 7 or not {"SỐ", "CỦA", "VÀ"}.isdisjoint(word.upper() for word in words):
        return False
    if province(" ".join(words).strip(" ,")):
        return True
    return all(word[0].isupper() or word[0].isdigit() or word[0] == "-" or word in _IN_PLACES for word in words)


def opens_body(small: str) -> bool:
    """Whether ``small`` (flat) opens like the name of a body."""
    return bool(_BODY.match(small))


def _printed_as_title(words: str) -> bool:
    return sum(map(str.isupper, words)) > sum(map(str.islower, words))


def is_number(own: str, small: str) -> bool:
    """Whether a piece (even and flat) opens with the document's number, or the blank left for it."""
    lead = NUMBER_LEAD.match(small)
    if lead and lead.end() and (NUMBER.match(own, lead.end()) or _BLANK.match(small)):
        return True
    alone = NUMBER.fullmatch(own.strip(" .()"))
    return bool(alone) and names_a_kind(own.strip(" .()"))


def names_a_kind(number: str) -> bool:
    """Whether the first letters of a number are those of a kind: then it is one even without "Số"."""
    first = re.search(rf"[-/]\s*([{p.UPPER}][{p.UPPER}{p.LOWER}]*)", re.sub(r"/\s*\d{4}", "", number))
    return bool(first) and (first[1] if first else "") in p.KINDS


def kind_in(printed: str) -> tuple[str, int, int] | None:
    """The kind that ``printed`` opens with, and where its words ("KẾ HOẠCH LIÊN TỊCH") stand in it."""
    small = flat(printed).replace("\n", " ")
    found = _KIND.match(small)
    if not found:
        return None
    more = _QUALIFIER.match(small, found.end())
    return KINDS[found["kind"]], found.start("kind"), (more or found).end()
