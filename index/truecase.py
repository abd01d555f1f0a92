"""Words printed in capitals, as a text would write them: ``QUẬN ỦY HÀ ĐÔNG`` is ``Quận ủy Hà Đông``."""

import re
from collections import Counter
from functools import lru_cache

from index.text import ABBREVIATIONS, plain

# Read at either end of a long text: the names of a letterhead stand in the pages beside it, if anywhere.
LEARNT_CHARS = 20_000
_OPENS = re.compile(r"^$|[\n.:;!?“\"()]")
_AROUND = ",.;:()“”\"'"
_COMMON = frozenset(
    "ban bộ bí cán cấp chánh chấp chi chỉ chính chủ chức chống chiến công cơ cục cứu dân dịch dục đại đạo đảng "
    "đình đoàn đô đội đồng động đốc gia giao giám giáo giáp hành hội hoạt huyện huy hợp khoa học khối kế kiểm "
    "kinh kỹ lao liên mặt nhân nhà nghiệp nhiệm ngân hàng nông nội nước pháp phát phó phòng phố phủ phụ phường quan "
    "quân quận quốc sản sát sở sự tài tế thanh thành thôn thông thư thương thường thủ thuật thuế tin tịch toán tổ "
    "tổng tỉnh tra trận triển trợ trung tâm trưởng trực tư tướng tuyên tòa toà trường ủy uỷ ương và văn viên viện "
    "việc vận vụ xã xây dựng y tế vệ sinh môi môn vấn".split()
)


def truecase(capitals: str, text: str) -> str:
    """``QUẬN ỦY HÀ ĐÔNG`` as a text would write it; proper names are learnt from how ``text`` writes them."""
    words = plain(capitals).split()
    bare = [word.lower().strip(_AROUND) for word in words]
    written = _casings(text)
    result: list[str] = []
    for at, (word, lower) in enumerate(zip(words, bare, strict=True)):
        before, after = bare[at - 1] if at else "", bare[at + 1] if at + 1 < len(words) else ""
        seen = written.get((before, lower, "")) or written.get(("", lower, after)) or written.get(("", lower, ""))
        if any(c.isdigit() for c in word) or lower in ABBREVIATIONS:
            result.append(word)
            continue
        if not at or (seen is None and lower not in _COMMON):
            seen = "-".join(part.capitalize() for part in lower.split("-"))
        result.append(word.lower().replace(lower, seen or lower, 1))
    return " ".join(result)


@lru_cache(maxsize=4)
def _casings(text: str) -> dict[tuple[str, str, str], str]:
    """How ``text`` writes a word after, before and without a given neighbour, most often.

    All-capital words say nothing, nor does a capital where a sentence or a line begins.
    """
    if len(text) > 2 * LEARNT_CHARS:
        text = f"{text[:LEARNT_CHARS]}\n{text[-LEARNT_CHARS:]}"
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    previous: re.Match[str] | None = None
    end = 0
    for match in re.finditer(r"[^\W\d_]+", text):
        word, gap, end = match.group(), text[end : match.start()], match.end()
        if (word.isupper() and len(word) > 1) or (word[0].isupper() and _OPENS.search(gap)):
            previous = None
            continue
        counts.setdefault(("", word.lower(), ""), Counter())[word] += 1
        if previous and gap.isspace():
            counts.setdefault((previous.group().lower(), word.lower(), ""), Counter())[word] += 1
            counts.setdefault(("", previous.group().lower(), word.lower()), Counter())[previous.group()] += 1
        previous = match
    return {("đảng", "bộ", ""): "bộ"} | {key: counter.most_common(1)[0][0] for key, counter in counts.items()}
