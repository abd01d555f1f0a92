"""Quantities and lengths of time as printed: with bound, unit and both ends ("từ 1.000.000 đồng đến 2.000.000 đồng"). Pure."""

import re

from index.text import fold, plain, tokens
from rag import values
from rag.answering.value.asks import Side
from rag.answering.value.totals import counted_before, parts
from rag.answering.value.units import like_units, same_units
from rag.kept import kept
from rag.values import Value

_BOUND = re.compile(
    r"(?<![^\W_])(?:không\s+(?:được\s+)?(?:[^\W\d_]+\s+){0,2}?(?:quá|vượt\s+quá|vượt|dưới|ít\s+hơn)|(?:tối\s+(?:đa|thiểu)|ít\s+nhất|nhiều\s+nhất|trên|dưới|"
    r"hơn|gần|khoảng|vượt(?:\s+quá)?|quá|từ|bằng|đủ|còn)(?:\s+là)?)[*_]{0,2}[”\"]?\s+[*_]{0,2}$",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(r"^(?:bằng|đủ|còn)\s+", re.IGNORECASE)
_BEHIND = re.compile(
    r"^(?:3|2)(?!\d)|^\s?/\s?[^\W\d_]+(?:\s(?:học sinh|công nghiệp|đợt))?|^(?:\s+[^\W\d_]+){0,2}\s+trở\s+(?:lên|xuống)",
    re.IGNORECASE,
)
# "10 triệu đồng/hộ": the unit of what is told in millions.
_TOLD_IN = re.compile(r"\d\s*(?:triệu|tỷ|tỉ|nghìn|ngàn)$", re.IGNORECASE)
_DONG = re.compile(r"\s+đồng(?![^\W_]|\s+(?:chí|bào))", re.IGNORECASE)
_PER = re.compile(r"\s?/\s?[^\W\d_]+")
_RANGE = re.compile(r"[\s*_]*(?:(?:cho\s+)?(?:đến|tới)|-|–)\s+(?:dưới\s+|hết\s+)?", re.IGNORECASE)
_TIMES = re.compile(r"\s*[x×]\s*")
_FROM = re.compile(r"(?<![^\W_])từ\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?")
_BETWEEN = frozenset({"so", "luong", "tong", "luot", "truong", "hop", "cac"})
_NUMBER_WORD = re.compile(
    r"(?<![^\W_])(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\s+(?:mươi|mốt|một|hai|ba|bốn|lăm|năm|sáu|bảy|tám|chín))*|một\s+nửa|một\s+phần\s+\w+)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_WORDS = frozenset("mot hai ba bon nam sau bay tam chin muoi".split())
_EACH = re.compile(
    r"\s*(?:(?:/\s?|mỗi\s+|một\s+|trên\s+)lần|(?:một|01|1)\s+lần)|(?<![^\W_])(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"(?<![^\W_])(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)(?![^\W_])"
    r"(?:\s+(?:ít nhất\s+|tối thiểu\s+)?(?:\d+|một|hai|ba|bốn)\s+lần)?",
    re.IGNORECASE,
)
_WORD_TERM = re.compile(
    r"(?<![^\W_])(?P<count>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:\(\d+\)\s+)?(?:ngày|tháng|năm|tuần|giờ)(?:\s+làm\s+việc)?(?![^\W_])",
    re.IGNORECASE,
)
_WORKING = re.compile(r"\s*(?:\([^()\d]{2,30}\)\s*)?(?:ngày\s+làm\s+việc|làm\s+việc)", re.IGNORECASE)
_COUNTED_FROM = re.compile(r"\s*,?\s*(?:(?:kể|tính) từ|sau|trước|từ) (?:khi|ngày|lúc|thời điểm)", re.IGNORECASE)
_SPELT_COUNT = re.compile(
    r"\d{1,3}\s*\([^()\d]{2,30}\)\s*(?:ngày|tháng|năm|tuần|giờ)(?:\s+làm\s+việc)?(?![^\W_])", re.IGNORECASE
)


@kept
def amounts(text: str) -> list[Value]:
    """Numbers with bound and unit, ranges and sizes whole; years and numbers that are names ("lớp 6") left out."""
    made = {part.start for _, own in parts(text) for part in own}
    found = _merged(text, [_widened(text, v) for v in values.quantities(text)])
    return [one for one in found if one.start in made or not _is_name(text, one)]


@kept
def terms(text: str) -> list[Value]:
    """Lengths of time with their bound: ``không quá 30 ngày``, ``05 (năm) ngày làm việc``, ``một năm``."""
    found = [_widened(text, v) for v in values.durations(text)]
    spelt = [
        Value(m.start(), m.end(), plain(m.group())) for m in (*_SPELT_COUNT.finditer(text), *_WORD_TERM.finditer(text))
    ]
    found += [_widened(text, v) for v in spelt if not any(v.start < o.end and o.start < v.end for o in found)]
    result = []
    for one in _merged(text, sorted(found, key=lambda v: v.start)):
        behind = _WORKING.match(text, one.end)
        result.append(_cut(text, one.start, behind.end()) if behind else one)
    return result


def counted_from(text: str) -> bool:
    """Whether a text tells a day by a length of time: ``trong vòng 10 ngày sau khi …``."""
    return any(_COUNTED_FROM.match(text, one.end) for one in terms(text))


def frequencies(text: str) -> list[Value]:
    """``2-3 ngày/lần``, ``03 tháng một lần``, ``hằng tuần``."""
    found = []
    for one in terms(text):
        each = _EACH.match(text, one.end)
        if "lần" in one.text or each:
            found.append(_cut(text, one.start, max(one.end, each.end() if each else 0)))
    return found or [_cut(text, m.start(), m.end()) for m in _EVERY.finditer(text)]


def of_unit(text: str, found: list[Value], unit: tuple[str, ...]) -> list[Value]:
    """Those of ``found`` that count ``unit`` (the folded words behind "bao nhiêu"), as much of it said as the text repeats;
    where none does, those that count what may also be called so ("mấy lần": ``03 đợt``).
    """
    same = same_units(unit)
    result = [one for value in found if (one := _counting(text, value, unit, same))]
    if not result and "dong" in same:
        result = [value for value in found if is_money(value)]
    result = result or _watchword(text, unit) or _spelt(text, same, unit)
    result = result or [one for one in found if counted_before(text, one, unit)]
    made = [part for at, own in parts(text) if any(one.end <= at for one in result) for part in own]
    result += [one for one in found if one in made and one not in result]
    like = like_units(unit)
    return result or [one for value in found if (one := _like(text, value, like))]


def _counting(text: str, value: Value, unit: tuple[str, ...], same: set[str]) -> Value | None:
    if "%" in same and "%" in value.text:
        return value
    figures = [m.end() for m in re.finditer(r"\d+", text[value.start : value.end])]
    if not figures:
        return None
    behind = tokens(text[value.start : value.end + 60])
    at = next((i for i, t in enumerate(behind) if t.end > figures[-1]), len(behind))
    if at < len(behind) and behind[at].start < figures[-1]:  # "2m" is one word
        return value if re.sub(r"^[\d.,/-]+", "", behind[at].folded) in same else None
    if at < len(behind) and re.search(r"[,;:.]", text[value.start + figures[-1] : value.start + behind[at].start]):
        return None  # what stands there is something else
    while at < len(behind) and behind[at].folded in _BETWEEN and behind[at].folded not in same:
        at += 1
    if at == len(behind) or behind[at].folded not in same:
        return None
    last = at
    if behind[at].folded == unit[0]:
        for word in unit[1:]:
            if last + 1 < len(behind) and behind[last + 1].folded == word:
                last += 1
            else:
                break
    elif behind[at].folded == "hoc" and last + 1 < len(behind):  # "học sinh", "học viên"
        last += 1
    return _to(text, value, value.start + behind[last].end)


def _like(text: str, value: Value, nouns: frozenset[str]) -> Value | None:
    """``value`` with the longest of ``nouns``, of one word or two, that stands right behind its figures."""
    figures = [m.end() for m in re.finditer(r"(?<![^\W\d_])\d+", text[value.start : value.end])]
    if not figures or not nouns:
        return None
    start = value.start + figures[-1]
    behind = tokens(text[start : start + 40])
    for size in (2, 1):
        words = [t.folded for t in behind[:size]]  # "m2" is two
        if len(words) == size and (" ".join(words) in nouns or "".join(words) in nouns):
            return _to(text, value, start + behind[size - 1].end)
    return None


def _to(text: str, value: Value, end: int) -> Value:
    end = max(end, value.end)
    each = _PER.match(text, end)
    return _cut(text, value.start, each.end() if each else end)


def _watchword(text: str, unit: tuple[str, ...]) -> list[Value]:
    """``4 tại chỗ`` for "mấy tại chỗ": both words of the question stand right behind a number."""
    found = tokens(text) if len(unit) > 1 else []
    result = []
    for number, one, other in zip(found, found[1:], found[2:], strict=False):
        apart = (text[number.end : one.start] + text[one.end : other.start]).strip()
        if (
            not apart
            and (one.folded, other.folded) == unit[:2]
            and (number.folded.isdigit() or number.folded in _WORDS)
        ):
            result.append(_cut(text, number.start, other.end))
    return result


def is_money(value: Value) -> bool:
    """Whether ``value`` is an amount of money, or a bare number as large as one (a cell of a table)."""
    said = fold(value.text)
    if re.search(r"\d[\d.,]* ?(?:dong|trieu|ty|nghin|ngan)\b|%", said):
        return True
    return bool(re.fullmatch(r"(?:[a-z ]+ )?\d{1,3}(?:\.\d{3})+", said))


def is_time(value: Value) -> bool:
    """Whether ``value`` counts days, years or the like, and so answers no "bao nhiêu" that does not name them."""
    return bool(re.search(r"\d ?(?:h|(?:ngay|thang|nam|tuan|gio|phut|tuoi)\b(?!.*/))", fold(value.text)))


def matches(value: Value, side: Side) -> bool:
    """Whether the bound of ``value`` is of the ``side`` asked for."""
    said = fold(value.text)
    most = bool(re.search(r"\bkhong (?:\w+ ){0,3}(?:qua|vuot)|\btoi da|nhieu nhat|\btro xuong|\bduoi\b", said))
    least = bool(re.search(r"\btoi thieu|it nhat|\btro len|\btren\b|\bhon\b", said))
    return (side is Side.MOST and most) or (side is Side.LEAST and least)


def levels(text: str, noun: str) -> list[Value]:
    """``tầng 1``, ``trên cấp 8``, ``mũi nhắc lại`` for ``tầng mấy``, ``cấp mấy``."""
    found = tokens(text)
    size = len(noun.split())
    result = []
    for at in range(len(found) - size):
        behind = found[at + size].folded
        if " ".join(t.folded for t in found[at : at + size]) != noun or not (
            behind[:1].isdigit() or re.fullmatch(r"[ivx]+", behind)
        ):
            continue
        bound = _BOUND.search(text[: found[at].start])
        result.append(_cut(text, found[at].start - (len(bound.group()) if bound else 0), found[at + size].end))
    return result


def _widened(text: str, value: Value) -> Value:
    start, end = value.start, value.end
    first = re.search(r"\d", text[start:end])
    figures = start + first.start() if first else start
    if bound := _BOUND.search(text[max(0, figures - 40) : figures]):
        start = figures - len(bound.group())
        left_out = _NOT_SAID.match(text[start:end])
        start += left_out.end() if left_out else 0
    if _TOLD_IN.search(text[start:end]) and (dong := _DONG.match(text, end)):
        end = dong.end()
    while behind := _BEHIND.match(text[end : end + 40]):
        end += behind.end()
        if behind.end() == 0 or "tr" in behind.group():
            break
    return _cut(text, start, end)


def _merged(text: str, found: list[Value]) -> list[Value]:
    result: list[Value] = []
    for one in found:
        last = result[-1] if result else None
        between = text[last.end : one.start] if last and one.start >= last.end else ""
        if last and one.start >= last.end and (_RANGE.fullmatch(between) or _TIMES.fullmatch(between)):
            result[-1] = _cut(text, last.start, one.end)
        elif not last or one.start >= last.end:
            result.append(one)
    return result


def _is_name(text: str, value: Value) -> bool:
    """A year, or a bare number that tells one of many ("bão số 3", "lớp 6")."""
    said = value.text
    if _YEAR.fullmatch(re.sub(r"^\D+", "", said)):
        return True
    if not re.fullmatch(r"\d+(?:\s?[-–]\s?\d+)?", said):
        return False
    before = text[: value.start].rstrip(' *_“"')
    if len(said) < 4 and (not before or before.endswith("|")):
        return True  # the number of a row
    return bool(re.search(r"[^\W\d_]$", before)) and not re.search(r"(?:là|bằng|gồm|có|còn|đạt)$", before)


def _spelt(text: str, same: set[str], unit: tuple[str, ...]) -> list[Value]:
    result = []
    for match in _NUMBER_WORD.finditer(text):
        behind = tokens(text[match.end() : match.end() + 40])
        if behind and behind[0].folded in same:
            shared = 0
            while shared < min(len(unit), len(behind)) and behind[shared].folded == unit[shared]:
                shared += 1
            result.append(_cut(text, match.start(), match.end() + behind[max(shared, 1) - 1].end))
    return result


def _cut(text: str, start: int, end: int) -> Value:
    return Value(start, end, plain(re.sub(r"[”\"](?=\s)", "", text[start:end])).strip(" ,;"))
