"""Totals and what they are made of, where a number says by what stands before it what it counts. Pure.

``Tổng số 460 suất, gồm tiểu học 150, trung học cơ sở 160, sinh viên 150`` · ``số hộ tham gia: 640``.
"""

import re

from index.text import tokens
from rag.kept import kept
from rag.values import Value

_MADE_OF = re.compile(
    r"(?<![^\W_])(?:trong đó|gồm|cụ thể|chia ra)(?: có| gồm| là)?\s*:?\s*(?:[-+•]\s*)?", re.IGNORECASE
)
_PART = re.compile(
    r"(?P<label>[^\d,;.:()\n]{0,80}[^\W\d_])\s*:?\s+(?P<number>\d{1,3}(?:\.\d{3})+|\d+)(?![\w/%]|[.,]\d)"
    r"(?P<unit>\s+(?!và(?![^\W_]))[^\W\d_]+(?:\s(?!và(?![^\W_]))[^\W\d_]+){0,3})?\s*(?:[,;]\s*(?:và\s+)?|và\s+|(?=[.)]|$))"
)
# A number behind these tells which one, not how many.
_WHICH = re.compile(
    r"(?<![^\W_])(?:số|lớp|khối|tổ|thôn|ấp|xóm|đội|khóa|khoá|đợt|quý|khoản|điều|mục|điểm|phường|quận|khu(?: phố| vực)?|phòng|kỳ"
    r"|tuần|lần|thứ|nhóm|cấp|hạng|loại|năm|tháng|ngày|tầng|giai đoạn|vòng|bảng|biểu|mẫu|phụ lục|tuyến|lô)$",
    re.IGNORECASE,
)
# "Số hộ tham gia: 640", "tổng số chỉ tiêu là 128".
_COUNT = re.compile(r"(?<![^\W_])số\s+(?P<what>[^\d,;.:()\n]{2,40}?)(?:\s*:|\s+là|\s+gồm|\s+có)?\s+$", re.IGNORECASE)


@kept
def parts(text: str) -> list[tuple[int, list[Value]]]:
    """The bare numbers that totals are made of, and where each total ends; one part alone is none."""
    result = []
    for lead in _MADE_OF.finditer(text):
        found: list[Value] = []
        end, size = lead.end(), 0
        while (part := _PART.match(text, end)) and not _WHICH.search(part["label"]):
            end, size = part.end(), size + 1
            if not part["unit"]:
                found.append(Value(part.start("number"), part.end("number"), part["number"]))
        if size > 1 and found:
            result.append((lead.start(), found))
    return result


def counted_before(text: str, value: Value, unit: tuple[str, ...]) -> bool:
    """Whether a bare number counts ``unit``, folded words, that stand before it: "số hộ tham gia: 640", "gồm sạp vải 96"."""
    if not re.fullmatch(r"\d[\d.]*", value.text):
        return False
    if before := _COUNT.search(text[max(0, value.start - 60) : value.start]):
        said = [token.folded for token in tokens(before["what"])]
        if said[: min(len(unit), 2)] == list(unit[:2]) or (said[:1] == [unit[0]] and len(said) > 1):
            return True
    if not any(one == value for _, own in parts(text) for one in own):
        return False
    label = re.split(r"[,;:.]", text[max(0, value.start - 60) : value.start].rstrip(" :"))[-1]
    said = [token.folded for token in tokens(label)]
    return any(said[at : at + min(len(unit), 2)] == list(unit[:2]) for at in range(len(said)))
