"""Names of persons as signatures print them: with rank or degree, in capitals, broken by OCR, behind an office."""

import re

from index.parsing import patterns as p
from index.parsing.flat import flat
from index.parsing.looks import is_capitals
from index.parsing.repair import heal

_FAMILY = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly doan dinh dao trinh luong mai truong lam "
    "ha cao ta to phung "
    "thai quach chu tang trieu kieu luu chau la vuong nghiem khuc mac thach nong giang giap lo vi quang sung giang "
    "vang y h ksor rmah "
    "rcom siu nay kpa hua han tong la than cu tieu ton diep dam lai ma au bach cam danh kim son liu ninh phi tu van "
    "vien xa hau khuong "
    "bien bo cung dau dong hy khong lang mau mong ngan on pho que sam thi tra tuong ung vien an ba banh binh sy si lu "
    "luc tham thieu".split()
)
_RANK = re.compile(
    r"^(?:(?:GS|PGS|TS|Ts|ThS|Ths|Th\.S|TSKH|BSNT|BS\s?CK\s?(?:I{1,2}|[12])|CK\s?(?:I{1,2}|[12])|BS|Bs|DS|KS|KTS|LS|CN|ĐD|NGND|NGƯT|"
    r"TTND|TTƯT|Dr|CVC)(?!\w)\s?\.?\s*[.,-]?\s*|"
    r"(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)[\s,]+|Chuẩn\s+Đô\s+đốc\s+|(?:Hòa|Hoà)\s+thượng\s+|Linh\s+mục\s+|"
    r"(?:Đồng\s+chí|Đ/c|Ông|Bà)\s*:?\s+|(?:Tiến\s+s[ĩỹ]|Thạc\s+s[ĩỹ]|Bác\s+s[ĩỹ]|Dược\s+s[ĩỹ]|Kỹ\s+sư|Luật\s+sư|Giáo\s+sư|Phó\s+giáo\s+sư)\s+)+"
)
_NAME = re.compile(
    rf"[{p.UPPER}][{p.LOWER}]?'[{p.UPPER}][{p.LOWER}]+|"
    rf"[{p.UPPER}][{p.LOWER}]*(?:'[{p.UPPER}{p.LOWER}]+)?(?:[\s-]+[{p.UPPER}][{p.LOWER}]*(?:'[{p.UPPER}{p.LOWER}]+)?){{1,5}}"
)
TAIL_NAME = re.compile(
    rf"(?<![{p.UPPER}{p.LOWER}])(?P<name>[{p.UPPER}][{p.LOWER}]+(?:\s+(?:[{p.UPPER}][{p.LOWER}]+|"
    rf"[{p.UPPER}](?=\s))){{1,4}})\s*[.)]?\s*$"
)
# Over flat text, whatever stands behind.
_OFFICE = re.compile(
    r"(?:pho |quyen )?(?:chu (?:tich|nhiem)|bi thu|giam doc|chanh (?:an|van)|bo truong|thu truong|thu tuong|hieu truong|"
    r"(?:chi )?(?:cuc|doi|to|tram|hat|doan|hoi) truong$|chu (?:toa|tri)$|tham phan$|truong (?:ban|phong|khoa|doan|thon)$)"
)
# As printed: words that only their marks tell from a family name (Chu, Tô, Thẩm, Biên, Danh, Văn).
_NO_FAMILY = re.compile(
    r"(?:(?:phó|quyền) )?(?:chủ|tổ|thẩm phán|biên (?:bản|tập)|danh (?:sách|mục)|văn (?:thư|bản)|đại diện|lý lịch|mẫu (?:đơn|số)|"
    r"ngân (?:sách|hàng)|hội thẩm|kế toán|thủ (?:quỹ|trưởng)|thư ký|an (?:ninh|toàn)|chi cục trưởng|đội trưởng|trạm trưởng|"
    r"dự toán|phụ lục)(?: |$)|"
    r"(?:quảng (?:nam|ngãi|ninh|bình|trị)|hà (?:nội|giang|nam|tĩnh))$"
)
NOT_SIGNED = re.compile(
    r"\W*(?:da ky|\[?daky\]?|ky(?: ten)?,|ky ten|ky, ghi|ky va|\(?ky\)?$|ghi ro|dong dau|ky boi|nguoi ky|email|e-mail|"
    r"co quan:|to chuc:|"
    r"thoi gian ky|ngay ky|signature|signed|chu ky|dau cua|thu truong don vi$|\(?chu ky)"
)
# "PHÓ GIÁM ĐỐC (đã ký) Trần Văn A": a note of the signing between office and name.
_SIGNED_BETWEEN = re.compile(r"[(\[]\s*(?:da\s+)?ky\b[^()\[\]]{0,40}[)\]]|\bda\s+ky\s*:")
_SIGNED_BEHIND = re.compile(r"\s*\((?:da\s+)?ky\b[^()]*\)\W*$")
_SIGNED = re.compile(r"^\W*(?:da\s+ky|daky)\W*|^\W*\(?ky\)\W*")
_RANK_TAIL = re.compile(r"\s+(?:PGS|GS|TS|BS|KS|LS)\s?\.?[\s.]*$")


def person(own: str) -> tuple[str | None, str]:
    """The name at the end of ``own`` (or that is all of it), and what stands before it."""
    small = flat(own)
    if behind := _SIGNED_BEHIND.search(small[-80:]):
        own = own[: len(own) - len(behind.group())]
        small = flat(own)
    signed = _SIGNED.match(small)
    if signed:
        name = _as_name(own[signed.end() :])
        return name, ""
    if NOT_SIGNED.match(small):
        return None, ""
    if whole := _as_name(own):
        return whole, ""
    if between := _SIGNED_BETWEEN.search(small):
        own = f"{own[: between.start()]} {own[between.end() :]}"
    healed = heal(" ".join(own.split()))
    tail = TAIL_NAME.search(healed)
    if tail and is_capitals(healed[: tail.start()]) and (name := _as_name(tail["name"])):
        return name, _RANK_TAIL.sub("", healed[: tail.start()])
    capital = _capital_tail(healed)
    return capital if capital else (None, own if is_capitals(own) else "")


def _capital_tail(own: str) -> tuple[str, str] | None:
    """``GIÁM ĐỐC NGUYỄN VĂN A`` all in capitals: the name begins at a family name of two to four words."""
    words = own.split()
    if not is_capitals(own) or len(words) < 4:
        return None
    for size in (4, 3, 2):
        name = words[-size:]
        if len(words) > size and flat(name[0]) in (
            "nguyen",
            "tran",
            "pham",
            "hoang",
            "huynh",
            "phan",
            "dang",
            "bui",
            "duong",
            "dinh",
            "trinh",
        ):
            return " ".join(word.capitalize() for word in name), " ".join(words[:-size])
    return None


def _as_name(own: str) -> str | None:
    """``own`` as a person's name (ranks and degrees left out), if it is nothing else."""
    words = heal(" ".join(own.replace("|", " ").split())).strip(' .,:;()"-')
    words = _RANK.sub("", words).strip(" .,:-")
    if not words or _OFFICE.match(flat(words)) or _NO_FAMILY.match(words.lower()):
        return None
    if any(map(str.isdigit, words)) or len(words) > 45:
        return None
    if _NAME.fullmatch(words) and any(map(str.islower, words)):
        return " ".join(words.split())
    parts = words.split()
    if (
        words.isupper()
        and 2 <= len(parts) <= 5
        and flat(parts[0]) in _FAMILY
        and not p.CAPACITY.match(words)
        and not p.BODY_CAPITAL.match(words)
    ):
        return " ".join(part.capitalize() for part in parts)
    return None
