"""What kinds of questions are called on the screen and in spreadsheets. A set may use any other word, too."""

from collections.abc import Mapping

# Code of a kind → what a Vietnamese reader sees.
KINDS: Mapping[str, str] = {
    "date": "ngày tháng", "number": "con số", "amount": "số tiền", "person": "người", "org": "cơ quan",
    "ref": "văn bản dẫn chiếu", "meta": "thông tin văn bản", "task": "nhiệm vụ", "list": "liệt kê",
    "yesno": "có hay không", "condition": "điều kiện", "purpose": "mục đích", "procedure": "thủ tục",
    "definition": "định nghĩa", "table": "bảng biểu", "place": "nơi chốn", "compare": "so sánh",
    "followup": "hỏi tiếp", "nodia": "không dấu", "halfdia": "thiếu dấu", "noisy": "gõ sai", "choice": "trắc nghiệm",
    "open": "tự luận", "retrieval": "tìm văn bản", "none": "không có lời đáp", "other": "khác",
}  # fmt: skip
# What a list in a spreadsheet offers: it holds 255 characters at most.
OFFERED = (
    "date", "number", "amount", "person", "org", "ref", "meta", "task", "list", "yesno", "condition", "purpose",
    "procedure", "compare", "followup", "none", "other",
)  # fmt: skip
