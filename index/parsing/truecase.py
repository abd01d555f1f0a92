"""Words printed in capitals, as a text would write them: ``QUẬN ỦY HÀ ĐÔNG`` is ``Quận ủy Hà Đông``."""

import re
from collections import Counter
from functools import lru_cache

from index.parsing.placenames import PROVINCES
from index.parsing.repair import is_pronounceable
from index.text import ABBREVIATIONS, plain

# Read at either end of a long text: the names of a letterhead stand in the pages beside it, if anywhere.
LEARNT_CHARS = 20_000
_OCCURRENCES = 40  # of one word looked at
_LETTERS = re.compile(r"[^\W\d_]+")
_OPENS = frozenset('\n.:;!?“"()|')

# Written one way everywhere.
_FIXED = (
    "Quốc hội|Chính phủ|Nhà nước|Thủ tướng|Ủy ban|Uỷ ban|Hội đồng nhân dân|Mặt trận Tổ quốc|Việt Nam|Ban Thường vụ|Ban Chấp hành|"
    "Công đoàn|Liên đoàn|Tập đoàn|Quân đoàn|Sư đoàn|Trung đoàn|Bộ Chính trị|Ban Bí thư|Đảng|Đảng bộ|Tỉnh ủy|Thành ủy|"
    "Quận ủy|Huyện ủy|Thị ủy|Đảng ủy|Tỉnh uỷ|Thành uỷ|Quận uỷ|Huyện uỷ|Thị uỷ|Đảng uỷ|"
    "Hội đồng quản trị|Đại hội đồng cổ đông|Hội đồng thành viên|"
    "Bộ trưởng|Thứ trưởng|Trung ương|Cộng sản|Cộng hòa xã hội chủ nghĩa|Cộng hoà xã hội chủ nghĩa|Hồ Chí Minh|nhân dân tối cao"
)
# What bodies are called after: capitals in names of bodies (Nghị định 30/2020, Phụ lục II), not in sentences.
_OF_BODIES = (
    "Lao động|Thương binh|Xã hội|Giáo dục|Đào tạo|Y tế|Nội vụ|Tài chính|Kế hoạch|Đầu tư|Nông nghiệp|Phát triển nông "
    "thôn|Tài nguyên|"
    "Môi trường|Công Thương|Công an|Quốc phòng|Quân sự|Tư pháp|Xây dựng|Giao thông vận tải|Khoa học|Công nghệ|Thông "
    "tin|Truyền thông|"
    "Văn hóa|Thể thao|Du lịch|Ngoại giao|Ngoại vụ|Dân tộc|Tôn giáo|Thanh tra|Kiểm toán|Thống kê|Hải quan|Thuế|Kho bạc Nhà nước|"
    "Bảo hiểm xã hội|Tổ chức|Tuyên giáo|Dân vận|Nội chính|Kiểm tra|Thường vụ|Thường trực|Chấp hành|Chỉ đạo|Chỉ huy|Quản lý|Kinh tế|"
    "Tư lệnh|Cảnh sát|An ninh|Thi đua|Khen thưởng|Pháp chế|Hành chính|Tổng hợp|Đô thị|Quy hoạch|Kiến trúc|Phụ nữ|Nông dân|"
    "Cựu chiến binh|Thanh niên|Liên đoàn|Liên hiệp|Chữ thập đỏ|Đa khoa|Chính trị|Đại học|Cao đẳng|Trung học|Tiểu học|"
    "Mầm non|Mẫu giáo|"
    "Chủ tịch|Chủ nhiệm|Thư ký|Chủ trì|Chủ tọa|Bí thư|Hiệu trưởng|Cục trưởng|Vụ trưởng|Viện trưởng|Trưởng ban|Trưởng "
    "phòng|Tổng Giám đốc|Chánh án|Thẩm phán|"
    "Đoàn|Tham mưu|Hậu cần|Cấp nước|Kỹ thuật|Điện lực|Nghiên cứu|Ngân sách|Giám đốc|Kiểm soát|Phòng cháy chữa cháy|"
    "Công nghiệp|Thương mại|Dịch vụ|Đối ngoại|Hợp tác quốc tế|Kinh doanh|Pháp luật|Quản trị|Nhân sự|Kế toán|Tài vụ|Sản xuất|"
    "Thị trường|Văn thư|Lưu trữ|Nghiệp vụ|Điều dưỡng|Dân số|Trẻ em|Thủy lợi|Thủy sản|Thú y|Chăn nuôi|Trồng trọt|Kiểm lâm|"
    "Lâm nghiệp|Hạ tầng|Phát triển quỹ đất|Chăm sóc sức khỏe|Bảo vệ|Đại biểu Quốc hội|Khu kinh tế|Khu công nghiệp|phiên tòa|"
    "Địa chính|Đất đai|Đăng kiểm|Đường bộ|Viễn thông|Báo chí|Xuất bản|Phát thanh|Truyền hình|Giám định|Thi hành án dân sự|"
    "Chứng khoán|Doanh nghiệp|Khuyến nông|Bảo vệ thực vật|Việc làm|Chuyển đổi số|Chánh Văn phòng|Phó Chánh Văn phòng|"
    "Chánh Thanh tra|Phó Chánh Thanh tra|Phó Chủ tịch|Phó Chủ nhiệm|Phó Bí thư|Chi cục trưởng"
)
_COMMON = frozenset(
    "ban bộ bí cán cấp chánh chấp chi chỉ chính chủ chức chống chiến công cơ cục cứu dân dịch dục đại đạo đảng "
    "đình đoàn đô đội đồng động đốc gia giao giám giáo giáp hành hội hoạt huyện huy hợp khoa học khối kế kiểm "
    "kinh kỹ lao liên mặt nhân nhà nghiệp nhiệm ngân hàng nông nội nước pháp phát phó phòng phố phủ phụ phường quan "
    "quân quận quốc sản sát sở sự tài tế thanh thành thôn thông thư thương thường thủ thuật thuế tin tịch toán tổ "
    "tổng tỉnh tra trận triển trợ trung tâm trưởng trực tư tướng tuyên tòa toà trường ủy uỷ ương và văn viên viện "
    "việc vận vụ xã xây dựng y tế vệ sinh môi môn vấn của về các cho với trong tại theo đối thuộc bệnh học án cao "
    "thị trấn hữu hạn cổ phần lập đầu sách lý bảo hiểm dự an ninh tập sinh tỉnh thể thao năng lượng ty tâm tắc trại nhánh".split()
)
_AREAS = frozenset(("tỉnh", "huyện", "quận", "phường", "xã", "thành phố", "thị xã", "thị trấn", "miền"))
_NUMBERED = frozenset("khóa khoá thứ quý kỷ phần chương đợt hạng kỳ cấp vùng loại nhóm".split())
_ROMAN = re.compile(r"[IVX]+")
# No syllables: these count wherever they stand.
_ONLY_ROMAN = frozenset(("ii", "iii", "iv", "vii", "viii", "ix", "xii", "xiii", "xiv", "xv"))
# A body's kind; the word behind it says what it is for, and begins with a capital.
_KINDS_OF_BODY = frozenset("bộ sở cục vụ viện trường học".split())
# "Bộ trưởng Bộ …", "Giám đốc Sở …".
_HEADS, _HEADED = frozenset(("trưởng", "đốc", "tịch")), frozenset("bộ sở cục vụ phòng ban viện trung chi công".split())
# Schools are called after people.
_SCHOOLS = frozenset(("thpt", "thcs", "ptdt", "ptdtnt", "học", "non", "htx"))
_NO_NAME = r"(?:và|về|với|là|tại|giữ|thôi|nghỉ|chức|sinh|ở|trú|thuộc|cùng|được|đối|theo|để|có|do|vì|bị|kể|từ|trên|đến|làm|của)\b"
_PERSON = re.compile(
    r"\b(?:ông|bà|đồng chí)\s+(?P<name>(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đoàn|đinh|đào|"
    r"trịnh|lương|mai|trương|lâm|hà|cao|tạ|tô|phùng|thái|quách|chu|tăng|triệu|kiều|lưu|vương|nông|lò|vi|quàng|đàm|lại|tống)\b"
    rf"(?:\s+(?!{_NO_NAME})[^\W\d_]+){{1,2}}(?:\s+(?!{_NO_NAME})[^\W\d_]+(?=[,.;:)]|$|\s+{_NO_NAME}))?)"
)


def _phrases(listed: str) -> dict[str, tuple[str, ...]]:
    return {name.lower(): tuple(_LETTERS.findall(name)) for name in listed.split("|")}


_ALWAYS = _phrases(_FIXED) | {
    " ".join(_LETTERS.findall(name.lower())): tuple(_LETTERS.findall(name)) for name in PROVINCES
}
_NAMES = _phrases(_OF_BODIES)
_LONGEST = max(len(words) for words in (_ALWAYS | _NAMES).values())


def truecase(capitals: str, text: str, *, sentence: bool = False) -> str:
    """``QUẬN ỦY HÀ ĐÔNG`` as a text would write it; names are learnt from how ``text`` writes them.

    Words that ``text`` never writes in small letters are taken for parts of a name, or, with ``sentence`` (titles), for
    ordinary words.
    """
    printed = plain(capitals)
    found = list(_LETTERS.finditer(printed))
    lower = [match.group().lower() for match in found]
    cased = _cased(lower, [match.group() for match in found], printed, text, sentence)
    pieces, at = [], 0
    for match, word in zip(found, cased, strict=True):
        pieces += [printed[at : match.start()], word]
        at = match.end()
    return "".join([*pieces, printed[at:]])


def _cased(lower: list[str], own: list[str], printed: str, text: str, sentence: bool) -> list[str]:
    symbols, persons = _in_symbols(printed), _in_persons(printed.lower())
    result: list[str] = []
    after_area = False
    at = 0
    while at < len(lower):
        word = lower[at]
        if at in persons:
            result.append(word.capitalize())
            after_area = False
            at += 1
            continue
        if (
            at in symbols
            or word in ABBREVIATIONS
            or not is_pronounceable(word)
            or word in _ONLY_ROMAN
            or (at and lower[at - 1] in _NUMBERED and _ROMAN.fullmatch(own[at]))
        ):
            result.append(own[at])
            after_area = word in _SCHOOLS or (at > 0 and lower[at - 1] == "htx")
            at += 1
            continue
        phrase = _phrase(lower, at, sentence)
        if phrase:
            result += [*phrase] if result else [phrase[0][0].upper() + phrase[0][1:], *phrase[1:]]
            after_area = not sentence and phrase[-1] in _SCHOOLS and phrase[0] != "Đại"
            # "Ban Chỉ đạo …", "… về …": what follows is said in ordinary words.
            sentence = sentence or phrase[-1] == "đạo"
            at += len(phrase)
            continue
        before, after = lower[at - 1] if at else "", lower[at + 1] if at + 1 < len(lower) else ""
        if f"{word} {after}" in _AREAS or (f"{word} {after}" == "khu vực" and not sentence):
            result += [_as_written("", word, after, text) or (word if at else word.capitalize()), after]
            after_area = True
            at += 2
            continue
        area = word in _AREAS and after != "hội"
        sentence = sentence or word == "về"
        cased = _as_written(before, word, after, text) or _guess(
            word, before, after_area and not area, sentence or area
        )
        result.append(cased if at else word.capitalize())
        after_area = (area or after_area) and word not in ("ủy", "uỷ", "đội", "và")
        at += 1
    return result


def _guess(word: str, before: str, in_name: bool, sentence: bool) -> str:
    if in_name or (
        not sentence and (word not in _COMMON or before in _KINDS_OF_BODY or (before in _HEADS and word in _HEADED))
    ):
        return word.capitalize()
    return word


def _phrase(lower: list[str], at: int, sentence: bool) -> tuple[str, ...] | None:
    for size in range(min(_LONGEST, len(lower) - at), 0, -1):
        words = " ".join(lower[at : at + size])
        if found := _ALWAYS.get(words) or (None if sentence else _NAMES.get(words)):
            return found
    return None


def _in_persons(lower: str) -> set[int]:
    """Which words are the names of persons: those behind "ông", "bà", "đồng chí" that begin with a family name."""
    inside: set[int] = set()
    for found in _PERSON.finditer(lower) if "ông " in lower or "bà " in lower or "đồng chí " in lower else ():
        first = len(_LETTERS.findall(lower[: found.start("name")]))
        inside.update(range(first, first + len(_LETTERS.findall(found["name"]))))
    return inside


def _in_symbols(printed: str) -> set[int]:
    """Which words of ``printed`` stand in a number and symbol or beside a digit: ``12/QĐ-UBND``, ``COVID19``."""
    inside: set[int] = set()
    at = 0
    for chunk in re.finditer(r"\S+", printed):
        count = len(_LETTERS.findall(chunk.group()))
        coded = "/" in chunk.group() and re.search(r"\d\s+-\s+$", printed[max(0, chunk.start() - 9) : chunk.start()])
        if coded or any(c.isdigit() for c in chunk.group()):
            inside.update(range(at, at + count))
        at += count
    return inside


@lru_cache(maxsize=4)
def _learnt(text: str) -> tuple[str, str]:
    sample = text if len(text) <= 2 * LEARNT_CHARS else f"{text[:LEARNT_CHARS]}\n{text[-LEARNT_CHARS:]}"
    lowered = sample.lower()
    return sample, lowered if len(lowered) == len(sample) else sample


def _as_written(before: str, word: str, after: str, text: str) -> str | None:
    """How ``text`` writes ``word`` after or before the given neighbour, else anywhere, most often."""
    if before and (seen := _most(f"{before} {word}", len(before) + 1, word, text)):
        return seen
    if after and (seen := _most(f"{word} {after}", 0, word, text)):
        return seen
    # A common word by itself may be part of a person's name there.
    return None if word in _COMMON else _most(word, 0, word, text)


@lru_cache(maxsize=256)
def _most(phrase: str, offset: int, word: str, text: str) -> str | None:
    """The case ``word`` has most often in ``phrase``, ``offset`` characters into it.

    All-capital words say nothing, nor does a capital where a sentence or a line begins.
    """
    sample, lowered = _learnt(text)
    counts: Counter[str] = Counter()
    at = lowered.find(phrase)
    for _ in range(_OCCURRENCES):
        if at < 0:
            break
        end = at + len(phrase)
        if not (sample[at - 1 : at].isalpha() or sample[end : end + 1].isalpha()):
            start = at + offset
            own = sample[start : start + len(word)]
            if not (own.isupper() and len(own) > 1) and not (own[0].isupper() and _opens(sample, start)):
                counts[own] += 1
        at = lowered.find(phrase, end)
    return counts.most_common(1)[0][0] if counts else None


def _opens(sample: str, at: int) -> bool:
    """Whether a sentence, a line, a column or a bracket begins at ``at``."""
    last = at = at - 1
    while at >= 0 and sample[at] in " \t*_":
        at -= 1
    return at < 0 or sample[at] in _OPENS or sample[at + 1 : last + 1].count(" ") > 1
