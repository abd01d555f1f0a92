"""How a reason is asked for, and how one is given."""

import re

# Asked for; on folded text.
WHY = re.compile(
    r"\b(?:vi sao|tai sao|(?:ly_? do|nguyen nhan)(?: (?:chinh|chu yeu|nao khien))? (?:gi|nao|la gi|la sao|tu dau|do dau))\b"
)
# The cause of something, with marks: "do UBND xã chủ trì" tells who, no reason.
_CAUSE = (
    r"(?:vì|bởi|nguyên nhân|lý do|xuất phát|trước diễn biến"
    r"|do (?!(?:ông|bà|đồng chí|đ/c|ubnd|ủy ban|uỷ ban|hđnd|sở|phòng|ban|bộ|công an|chủ tịch"
    r"|cơ sở|bệnh viện|nhà trường|chi (?:cục|hội|nhánh|đoàn)|chủ (?:đầu tư|hộ|rừng)"
    r"|ngân hàng|kho bạc|công ty|tỉnh|huyện|xã(?! hội)|phường"
    r"|trung tâm|cơ quan|đơn vị|thủ tướng|giám đốc|trưởng|nhà nước|chính phủ|quốc hội|hội đồng|tổ|các|người|doanh nghiệp|ngân sách)"
    r"(?![^\W_])))"
)
# … and what else a sentence that answers "vì sao" may hold: an aim, a danger, what is lacking.
_AIM = (
    r"(?:để|nhằm|nên|tránh|tình hình|tình trạng|nguy cơ|góp phần|bảo đảm|đảm bảo|phòng(?: ngừa|,? chống)|ngăn|chống lại|hạn chế"
    r"|giảm|tạo|nâng cao|phục vụ|không phải|còn|chưa (?:có|đủ|đáp ứng))(?![^\W_])"
)
BECAUSE = re.compile(rf"(?<![^\W_]){_CAUSE}", re.IGNORECASE)
REASON = re.compile(rf"(?<![^\W_])(?:{_CAUSE}|{_AIM})", re.IGNORECASE)
