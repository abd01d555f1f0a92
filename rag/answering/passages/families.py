"""Things of which one is not the other: a text about the second prize does not answer for the first, nor cars for bicycles.

Pure. Add a family to ``_FAMILIES``, a thing that stands by itself to ``_PARTICULAR``; nothing here knows what an archive is about.
"""

import re
from functools import cache

from index.text import canonical, fold

# Schools of a level; "trợ cấp 3.600.000 đồng" and "gió cấp 3" are none.
_GRADE = "(?:^|(?<=trường )|(?<=học )|(?<=phí )|(?<=sinh )|(?<=bậc )|(?<=viên )|(?<=vào )|(?<=lên )|(?<=thi )|(?<=tuyển ))cấp"
# Things of which one is not the other, by family: its members, each with the ways it is said; then what covers all of them.
_FAMILIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            "giải nhất|giải quán quân|vô địch", "giải nhì|á quân", "giải ba", "giải tư", "giải khuyến khích", "giải đặc biệt",
        ),
        "các giải",
    ),
    (
        (
            "xe máy|mô tô|xe gắn máy", "ô tô(?! (?:tải|khách|buýt))|xe hơi|xe con|xe ca", "xe đạp", "(?:xe|ô tô) tải",
            "(?:xe|ô tô) buýt", "(?:xe|ô tô) khách", "máy bay",
            "tàu hỏa|tàu lửa",
        ),
        "phương tiện|các loại xe",
    ),
    (
        (
            "mầm non|mẫu giáo|nhà trẻ",
            f"tiểu học|{_GRADE} (?:1|một)|lớp [1-5]",
            f"trung học cơ sở|thcs|{_GRADE} (?:2|hai)|lớp [6-9]",
            f"trung học phổ thông|thpt|{_GRADE} (?:3|ba)|lớp 1[0-2]",
            "đại học|cao đẳng|sinh viên", "học nghề|đào tạo nghề|dạy nghề",
        ),
        "các trường|các cấp|phổ thông|học sinh|nhà trường",
    ),
    (
        (
            "căn cước|cccd|chứng minh nhân dân|chứng minh thư|cmnd", "hộ chiếu", "bằng lái|giấy phép lái xe", "hộ khẩu",
            "khai sinh", "đăng ký kết hôn|giấy kết hôn", "sổ đỏ|quyền sử dụng đất",
        ),
        "giấy tờ tùy thân",
    ),
    (("chó", "mèo", "trâu", "bò", "lợn|heo", "gà", "vịt", "dê"), "gia súc|gia cầm|vật nuôi|động vật"),
    (
        (
            "tết dương lịch|tết tây", "tết nguyên đán|tết âm|tết ta|tết cổ truyền", "quốc khánh|2/9",
            "30/4|giải phóng miền nam", "giỗ tổ", "trung thu", "giáng sinh|noel",
            "27/7|ngày thương binh liệt sĩ|ngày thương binh liệt sỹ",
        ),
        "nghỉ lễ|các ngày lễ",
    ),
    (("(?<!cận )nghèo", "cận nghèo"), "hộ khó khăn|bảo trợ xã hội"),
    (("sinh viên", "học sinh"), "người học|học viên"),
    (
        (
            "đất trồng lúa|đất lúa", "đất trồng cây lâu năm|đất cây lâu năm", "đất trồng cây hằng năm|đất trồng cây hàng năm",
            "đất ở(?! (?:các|xã|phường|thôn|huyện|tỉnh|khu|trong|đây|đó|đâu|nơi|ven))|thổ cư", "đất rừng|đất lâm nghiệp",
            "đất nuôi trồng thủy sản|đất ao",
        ),
        "đất nông nghiệp|các loại đất|mọi loại đất",
    ),
    (
        (
            "bóng đá", "bóng chuyền", "bóng bàn", "bóng rổ", "cầu lông", "quần vợt|tennis", "cờ tướng", "cờ vua", "kéo co",
            "đẩy gậy", "bơi|bơi lội", "điền kinh",
        ),
        "các môn|mỗi môn|từng môn",
    ),
    # What begins is not what ends; "từ ngày" and a schedule tell both.
    (
        ("khởi công|khai mạc|bắt đầu|khai trương|động thổ", "hoàn thành|kết thúc|bế mạc|nghiệm thu|bàn giao"),
        "từ|kể từ|thời gian|lịch|sau khi|khi",
    ),
)  # fmt: skip
# Particular diseases, people and papers, each with the ways it is said: a text that names none of them is about another.
_PARTICULAR = (
    "sốt xuất huyết|sxh", "tay chân miệng", "bạch hầu", "uốn ván", "sốt rét", "thủy đậu", "quai bị", "đậu mùa khỉ", "viêm gan",
    "viêm não", "bại liệt", "ung thư", "tiểu đường|đái tháo đường", "bệnh dại|dại", "sởi", "bệnh lao", "dịch tả", "hiv|aids",
    "cúm gia cầm|cúm a",
    "người nước ngoài|khách nước ngoài|ngoại quốc|nước ngoài|quốc tế|nhập cảnh", "mang thai|bà bầu|thai phụ|có bầu|thai|thai sản",
    "người khuyết tật|người tàn tật|khuyết tật|tàn tật", "dân tộc thiểu số|đồng bào dân tộc", "việt kiều|kiều bào|ở nước ngoài",
    "hộ chiếu", "bằng lái|lái xe", "hộ khẩu|thường trú|cư trú|tạm trú", "sổ đỏ|quyền sử dụng đất", "đăng ký kết hôn|kết hôn",
)  # fmt: skip


# An office that is asked for, with whose it is: "ai làm trưởng phòng nội vụ", "chủ tịch ubnd xã là ai".
_OFFICE = re.compile(
    r"(?:^ |(?<= là )|(?<= làm )|(?<= chức )|(?<= vụ ))"
    r"(?:trưởng|giám đốc|chủ tịch|bí thư|chánh|hiệu trưởng|viện trưởng|cục trưởng|chủ nhiệm)(?: [^\W_]+){2}(?= )"
)


def another(question: str, text: str, bare: str = "", own: str = "") -> bool:
    """Whether ``text`` is about another thing than ``question``, of a family of which one is not the other; both with marks.

    ``bare``: what of the text's surroundings is typed without marks (a subject in a letterhead of capitals); ``own``: the text
    without its surroundings, which by itself says of which it is where it names one.
    """
    asked, told, folded, said = _line(question), _line(text), _line(fold(bare)), _line(own)
    if any(_has(f, asked) and not _has(f, told) and not _has(fold(f), folded) for f in _PARTICULAR):
        return True
    for members, cover in _FAMILIES:
        meant = [member for member in members if _has(member, asked)]
        if not meant or any(_has(member, told) for member in meant):
            continue
        if _has(cover, said if any(_has(member, said) for member in members) else told):
            continue
        if any(_has(member, told) for member in members):
            return True
    return False


def of_another(question: str, before: str) -> bool:
    """Whether the last thing told of, of a family of the question, is another than the question's: "xe máy" before "5.000 đồng" for
    what a bicycle costs. Both with marks."""
    asked, told = _line(question), _line(before)
    for members, _ in _FAMILIES:
        meant = [member for member in members if _has(member, asked)]
        places = {member: max((m.end() for m in _pattern(member).finditer(told)), default=-1) for member in members}
        last = max(members, key=lambda member: places[member])
        if len(meant) == 1 and places[last] >= 0 and last not in meant:
            return True
    return False


def deputy(question: str, text: str) -> bool:
    """Whether ``text`` names the deputy of the office that the question names, and nowhere who holds it; both with marks."""
    asked, told = (" ".join(["", *re.findall(r"[^\W_]+", one.lower()), ""]) for one in (question, text))
    offices = {found.group().strip() for found in _OFFICE.finditer(asked)}
    return any(
        f" phó {office} " in told and f" {office} " not in told.replace(f" phó {office} ", " ") for office in offices
    )


def _line(text: str) -> str:
    """Lower case, single blanks, the tones as :func:`canonical` writes them."""
    return " ".join(canonical(token) for token in re.findall(r"\d+/\d+|\d{1,3}(?:\.\d{3})+|\w+", text.lower()))


def _has(forms: str, line: str) -> bool:
    """Whether one of the forms, parted by ``|``, stands in a :func:`_line`."""
    return bool(_pattern(forms).search(line))


@cache
def _pattern(forms: str) -> re.Pattern[str]:
    wanted = "|".join(re.sub(r"[^\W\d]+", lambda word: canonical(word.group()), form) for form in forms.split("|"))
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)")
