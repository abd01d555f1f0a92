"""Names of Vietnam's provinces and central cities, before and after the mergers of 2025, as they are written."""

from index.parsing.flat import flat

PROVINCES = tuple(
    "An Giang|Bà Rịa - Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|Cà Mau|"
    "Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tây|Hà Tĩnh|"
    "Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hồ Chí Minh|Huế|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|"
    "Lào Cai|Long An|Minh Hải|Nam Định|Nam Hà|Nghệ An|Nghệ Tĩnh|Ninh Bình|Ninh Thuận|Phú Khánh|Phú Thọ|Phú Yên|Quảng Bình|"
    "Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Sông Bé|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|"
    "Thừa Thiên - Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phú|Vĩnh Phúc|Vũng Tàu|Yên Bái|Việt Nam".split("|")
)
_BY_FLAT = {flat(name): name for name in PROVINCES}
_SHORT = {"hcm": "Hồ Chí Minh", "tphcm": "Thành phố Hồ Chí Minh", "hn": "Hà Nội"}
_KINDS_OF_PLACE = {
    "Q": "Quận", "P": "Phường", "TP": "Thành phố", "H": "Huyện", "TX": "Thị xã", "TT": "Thị trấn", "X": "Xã", "T": "Tỉnh",
}  # fmt: skip


def province(name: str) -> str | None:
    """The province that ``name`` is, whatever its case and marks ("Hà nội", "QUANG NAM"), as it is written."""
    return _BY_FLAT.get(" ".join(flat(name).split()))


def full_place(printed: str) -> str:
    """``Q. Hai Bà Trưng`` as ``Quận Hai Bà Trưng``, ``Hà nội`` as ``Hà Nội``, ``TP.HCM`` as ``Thành phố Hồ Chí Minh``."""
    head, dot, rest = printed.partition(".")
    kind = _KINDS_OF_PLACE.get(head.strip().upper()) if dot else None
    name = rest.strip() if kind else printed
    name = _SHORT.get(flat(name).replace(".", "").strip(), province(name) or name)
    return f"{kind} {name}" if kind else name
