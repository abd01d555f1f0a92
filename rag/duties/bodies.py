"""Who is named in a text: bodies and offices, by the words their names begin with and the verbs that follow them. Pure."""

import re

_BODIES = (
    "Ủy ban", "Uỷ ban", "UBND", "HĐND", "UBMTTQ", "MTTQ", "Hội đồng", "Sở", "Văn phòng", "Tổng cục", "Cục", "Vụ",
    "Công an", "Mặt trận", "Thanh tra", "Kho bạc", "Trung tâm", "Đảng ủy", "Đảng uỷ", "Đảng đoàn", "Quận ủy",
    "Quận uỷ", "Huyện ủy", "Thành ủy", "Tỉnh ủy", "Thường trực", "Chi bộ", "Liên đoàn", "Viện",
    "Bệnh viện", "Ngân hàng", "Bảo hiểm xã hội", "Cơ quan", "Tòa án", "Trạm", "Thông tấn", "Chính phủ",
    "Quốc hội", "Tổng Công ty", "Công ty",
)  # fmt: skip
OFFICES = (
    "Chủ tịch", "Phó Chủ tịch", "Bộ trưởng", "Thứ trưởng", "Giám đốc", "Tổng Giám đốc", "Thủ trưởng", "Bí thư", "Trưởng",
    "Chánh", "Tư lệnh", "Hiệu trưởng", "Tổng cục trưởng", "Cục trưởng", "Thủ tướng", "Phó Thủ tướng",
)  # fmt: skip
# What a body does: a name ends before one of these. Small letters only: "Ban Tổ chức", "Sở Kế hoạch và Đầu tư".
VERBS = (
    "chủ trì", "chủ động", "phối hợp", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "hướng dẫn", "chỉ đạo", "tổ chức",
    "thực hiện", "xây dựng", "ban hành", "kiểm tra", "thanh tra", "giám sát", "theo dõi", "đôn đốc", "tổng hợp", "báo cáo",
    "bố trí", "cân đối", "lập", "trình", "quyết định", "quy định", "phê duyệt", "thẩm định", "xem xét", "quản lý",
    "rà soát", "công bố", "công khai", "niêm yết", "tiếp nhận", "giải quyết", "xác nhận", "chi trả", "thông báo",
    "tuyên truyền", "vận động", "đăng nhập", "đăng tải", "phân bổ", "chuyển", "gửi", "đề xuất", "tham mưu",
    "nghiên cứu", "triển khai",
    "tăng cường", "tiếp tục", "khẩn trương", "căn cứ", "giúp", "đề nghị", "cung cấp", "bảo đảm", "đảm bảo", "hỗ trợ", "phân công",
    "đánh giá", "thống kê", "điều phối", "huy động", "nắm", "đẩy mạnh", "cập nhật", "thống nhất", "kiện toàn", "đối chiếu",
    "sử dụng",
    "được", "phải", "cần", "yêu cầu", "giao", "thành lập", "điều chỉnh", "hoàn thành", "chấp hành", "duy trì",
)  # fmt: skip
# Without "quyết định", "quản lý" and the like, which names hold too, and without what begins no duty.
_LOOSE = (
    "phải",
    "quản lý",
    "được",
    "căn cứ",
    "giao",
    "yêu cầu",
    "đề nghị",
    "gửi",
    "lập",
    "cần",
    "kiểm tra",
    "quyết định",
)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for one of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Heads of names that begin other words, too: "Ban hành", "Tổ chức", "Trường hợp", "Phòng, chống".
_SHORT_HEADS = (
    r"Bộ(?! (?:phận|hồ sơ|đội|máy|thủ tục))|Ban(?! hành)|Phòng(?!,| chống| ngừa)|Đoàn(?! kết)|Hội(?! nghị| thảo)|Trường(?! hợp)"
    r"|Tổ(?! chức)|Đội(?! ngũ)|Đài(?! tưởng)"
)
HEAD = rf"(?:Các |các )?(?:{any_of(_BODIES + OFFICES)}|{_SHORT_HEADS})"
VERB = rf"(?:{any_of(VERBS)})"
_SPLIT = re.compile(rf"(?:, (?:và )?| và |; )(?={HEAD}\b)")
_VAGUE = re.compile(
    r"\b(?:liên quan|khác|có thẩm quyền|này|đó|nêu|chức năng|là|để|thì|khi|nếu|trên cơ sở|sau|đã|đang)\b"
    r"|,$|\b(?:và|các|của|về|hoặc)$"
)
# Heads that are names by themselves; others want more words.
_MORE = re.compile(rf"^(?:{HEAD} \w|(?:Chính phủ|Quốc hội|Thủ tướng|Bộ trưởng)$)")
_STRONG_VERB = rf"(?:{any_of(tuple(verb for verb in VERBS if verb not in _LOOSE))})\b"
_STRONG = re.compile(rf"^{_STRONG_VERB}")
# The small words of names. Any other small word, most likely a verb, shows that more than the name was taken.
SMALL = frozenset(
    "nhân dân các tỉnh thành phố trực thuộc cấp xã huyện quận phường thị trấn cơ quan ngang và tổ chức chính trị hội đoàn thể quốc"
    " gia về quân sự thường vụ huy bộ ủy uỷ viên phòng ban ngành đơn vị địa phương trung ương nhà nước kiểm soát thủ tục hành"
    " đạo tra cựu chiến binh thanh niên giám định khoa khối doanh nghiệp trường liên của cộng đồng cư bảo hiểm mặt trận công an"
    " đảng chi học tế trạm y quản lý tịch sở thôn bản khu phố cụm trưởng đầu đứng người chống dịch"
    " giao thông vận tải văn hóa thao du lịch tài nguyên môi nông nghiệp phát triển khoa công nghệ kế hoạch đầu tư giáo dục đào lao"
    " động thương tư pháp nội ngoại dân tộc tôn truyền y ngân hàng kho bạc thống kê thuế hải".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def is_name(words: str) -> bool:
    """Whether ``words`` name one body or office plainly enough to be an answer."""
    plain = bool(_MORE.match(words)) and len(words.split()) <= 16 and not _VAGUE.search(words)
    return plain and all(_inside(word) for word in _WORD.findall(words)[1:]) and len(split_names(words)) == 1


def _inside(word: str) -> bool:
    return word[0].isupper() or word in SMALL


def begins_duty(words: str) -> bool:
    """Whether ``words`` begin with a verb of office work that is never part of a name."""
    return bool(_STRONG.match(words))


def split_names(words: str) -> list[str]:
    """The bodies of a list: ``Bộ Tài chính, Bộ Xây dựng và Sở Y tế``."""
    return [part.strip(" ,;") for part in _SPLIT.split(words)]
