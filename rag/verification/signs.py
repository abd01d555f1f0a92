"""The closed lists of verification, by canonical syllable: what negates, what bounds a number, what may be added or left out."""

from index.text import words


def _phrases(*listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words(phrase)) for phrase in listed)


# Words that turn or limit what follows them; left out, the rest says something else.
NEGATIONS = _phrases(
    "không", "chưa", "chẳng", "đừng", "cấm", "trừ", "ngoại trừ", "chỉ", "tạm dừng", "dừng", "ngừng", "đình chỉ", "bãi bỏ",
    "hủy bỏ", "từ chối", "khỏi phải", "miễn",
)  # fmt: skip
# … but not in these: the second syllable, or the one before.
NOT_NEGATING = _phrases(
    "chỉ đạo", "chỉ thị", "chỉ huy", "chỉ tiêu", "chỉ số", "chỉ định", "chỉ dẫn", "chỉ giới", "không gian", "không khí",
    "không quân", "không phận", "không chỉ", "không những", "miễn dịch",
)  # fmt: skip
NOT_NEGATING_BEFORE = _phrases(
    "địa chỉ", "loại trừ", "khấu trừ", "phòng trừ", "diệt trừ", "khử trừ", "đường hàng không", "cảng hàng không", "hãng hàng không",
    "ngành hàng không", "đình chỉ", "miễn trừ",
)  # fmt: skip
# What an exception begins with; a sentence shown without its exception is not what the text says.
EXCEPTIONS = _phrases("trừ", "ngoại trừ", "ngoài trừ", "trừ khi", "loại trừ")

# Bounds before a number, by what they mean: "tối đa" and "không quá" are one.
BOUNDS = {
    phrase: bound
    for bound, listed in {
        "le": ("không quá", "không được quá", "không vượt quá", "không được vượt quá", "không vượt",
               "tối đa", "nhiều nhất", "không hơn", "không trên"),
        "ge": ("ít nhất", "tối thiểu", "không dưới", "không được dưới", "không ít hơn", "không thấp hơn"),
        "gt": ("trên", "hơn", "quá", "vượt", "vượt quá", "nhiều hơn"),
        "lt": ("dưới", "chưa đến", "chưa đầy", "ít hơn", "thấp hơn"),
        "about": ("khoảng", "chừng", "xấp xỉ", "ước"),
        "near": ("gần",),
    }.items()
    for one in listed
    for phrase in _phrases(one, f"{one} là")
}  # fmt: skip
BOUNDS_AFTER = {phrase: bound for bound, one in (("up", "trở lên"), ("down", "trở xuống")) for phrase in _phrases(one)}
SCALES = {
    phrase[0]: factor
    for factor, listed in {1_000: ("nghìn", "ngàn"), 10**6: ("triệu",), 10**9: ("tỷ",)}.items()
    for phrase in _phrases(*listed)
}
RANGE = frozenset(words("đến tới"))

# The program's own words. At the beginning of a unit …
OPENING = _phrases("về", "về việc", "và", "đồng thời", "cụ thể", "cụ thể là", "gồm", "bao gồm", "gồm có")
# … before a document or what is known of it …
SOURCE = _phrases("theo", "căn cứ", "tại", "trong", "văn bản", "của", "do", "ngày", "số", "được ký bởi", "ký bởi")
# … and from one text to another.
SAYING = _phrases("thì", "là", "như sau", "nêu", "nêu rõ", "ghi", "ghi rõ")
JOINING = OPENING | SOURCE | SAYING
# Between the body named by a heading and what the clause under it says.
DUTY = _phrases("phải", "có trách nhiệm", "có nhiệm vụ", "được giao", "cần")
# Beside a value that was computed.
DERIVING = _phrases(
    "tính từ", "tính", "kể từ", "từ", "tức", "tức là", "là", "đến", "đến hết", "hết", "kết thúc", "kết thúc vào", "ngày",
    "lúc", "vào", "cộng", "hạn", "hạn cuối", "đến ngày", "thời điểm kết thúc", "suy ra", "được tính", "tính ra", "hết hạn",
    "dự kiến",
    "giá trị", "theo", "và", "với",
)  # fmt: skip
# Left out without a change of meaning.
EMPTY = frozenset(words("số các những việc về rằng đồng chí ông bà"))
# Nouns before a name that are no part of it: "Quận Hà Đông" may be called "Hà Đông".
HEADS = frozenset(words("quận phường huyện xã tỉnh thành phố thôn tổ đồng chí ông bà tp"))
# Words that begin a sentence with a capital and are no part of the name behind them.
LEADING = frozenset(words("xét giao theo các từ của gửi kính tại và do để yêu đề nghị về trong đối với"))
# In a label set before a statement these need not stand in what is known of the document.
LABEL_FREE = _phrases(
    "quận", "phường", "huyện", "xã", "tỉnh", "thành phố", "thị trấn", "ủy ban nhân dân", "quận ủy", "đảng ủy", "công văn",
    "văn bản", "số", "ở", "tại", "của", "theo", "bên", "phía", "ngày",
)  # fmt: skip
