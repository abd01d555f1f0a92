"""Whether a text speaks of another one of what a question numbers: "lớp 1" where "lớp 6" is asked about. Pure."""

import re

_NUMBERED = re.compile(
    r"(?<![^\W_])(?!ngày|tháng|năm|số|quá|từ|đến|tới|hơn|dưới|trên|có|và|thứ|đủ|là|cả|hay|giờ|mỗi|ít|nhất|đa|thiểu|thêm|còn|chỉ|xếp|nhận|phạt|đóng)"
    r"([^\W\d_]+) (\d{1,2})(?![\d/.,%]|\s?(?:[^\W\d_]+ ?/|tháng|tuổi|người|giờ|triệu|nghìn|phòng|em|năm|ngày))"
)
# "Cấp IV" is "cấp 4"; "từ cấp 1 đến cấp 3", "cấp 3 trở lên" name all between.
_ROMAN = re.compile(
    r"(?<![^\W_])(?P<noun>(?i:cấp|hạng|loại|nhóm|bậc|mức|quý|vùng|đợt|kỳ)) (?P<n>I|V|X|(?i:ii|iii|iv|vi|vii|viii|ix))(?![\w.)])"
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMBERED_SPAN = re.compile(r"(?<![^\W_])([^\W\d_]+) (\d{1,2}) (?:đến|tới|-|–) (?:hết )?(?:\1 )?(\d{1,2})(?![\d/.,%])")
_NUMBERED_ON = re.compile(r"(?<![^\W_])([^\W\d_]+) (\d{1,2}) trở (lên|xuống)")
# As far as one counts classes, grades and the like.
_LAST = 20
_CLASSES = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SPELT_CLASS = re.compile(rf"(?<=\blớp )({'|'.join(_CLASSES)})(?![^\W_])")


def other_numbered(question: str, text: str) -> bool:
    """Whether ``text`` speaks of another one of what the question numbers: "lớp 1" where "lớp 6" is asked about."""
    asked, said = _numbered(question), _numbered(text)
    return any(word in said and not numbers & said[word] for word, numbers in asked.items())


def _numbered(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    text = _ROMAN.sub(lambda m: f"{m['noun']} {_ROMANS.index(m['n'].lower()) + 1}", text).lower()
    text = _SPELT_CLASS.sub(lambda m: str(_CLASSES.index(m[1]) + 1), text)
    for match in _NUMBERED.finditer(text):
        found.setdefault(match[1], set()).add(match[2].lstrip("0"))
    for noun, first, last in _NUMBERED_SPAN.findall(text):
        if noun in found:
            found[noun] |= {str(number) for number in range(int(first), int(last) + 1)}
    for noun, number, way in _NUMBERED_ON.findall(text):
        if noun in found:
            ends = (int(number), _LAST) if way == "lên" else (1, int(number))
            found[noun] |= {str(number) for number in range(ends[0], ends[1] + 1)}
    return found
