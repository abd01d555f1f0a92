"""What a question leaves blank: each "bao nhiêu người", "từ ngày nào đến ngày nào", with the words that go with it. Pure.

Only Vietnamese question grammar belongs here, on folded text; no word of any matter asked about.
"""

import itertools
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from index.text import has_marks
from rag.answering.value.extremes import DOWN, UP
from rag.question.cues import WHEN
from rag.question.folded import flat
from rag.question.wants import MULTIPLES
from rag.types import Want


class Blank(StrEnum):
    """The form of what is asked for."""

    DAY = "day"
    HOUR = "hour"
    ORDER = "order"  # "thứ mấy": a day of the week or a place in a row
    TERM = "term"
    FREQUENCY = "frequency"
    SHARE = "share"
    LEVEL = "level"
    AMOUNT = "amount"


class Side(StrEnum):
    """Which end of a span or of a scale is asked for."""

    ANY = ""
    START = "start"
    END = "end"
    MOST = "most"
    LEAST = "least"


@dataclass(frozen=True, slots=True)
class Ask:
    """One blank: ``unit``, the folded words that stand behind the question word; ``own``: the folded words of the question's
    part in which it stands; ``side``: see :class:`Side`; ``clock``: the hour of the day is asked with the day; ``target``: what
    something is raised or lowered to ("nâng lên bao nhiêu").
    """

    blank: Blank
    unit: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    side: Side = Side.ANY
    clock: bool = False
    target: bool = False


_UNIT_OF_TIME = r"(?:ngay|hom|thang|nam|tuan|gio|tieng|phut|buoi)"
_HOW_MANY = r"(?:bao nhieu|(?<!thu )(?<!so )may)"
_FORMS: tuple[tuple[Blank, re.Pattern[str]], ...] = (
    (
        Blank.FREQUENCY,
        re.compile(
            rf"(?:bao lau|{_HOW_MANY} {_UNIT_OF_TIME})(?: (?:moi|thi))?(?: \w+){{0,3}}? ?(?:(?:mot|1) (?:lan|luot)|/ ?lan)|"
            rf"tan suat|(?:moi|mot) {_UNIT_OF_TIME} {_HOW_MANY} lan"
        ),
    ),
    (Blank.ORDER, re.compile(r"\bthu may\b")),
    (Blank.HOUR, re.compile(r"(?<!trong )(?<!vong )\b(?:luc )?(?:may gio|gio nao|bao nhieu gio (?=sang|chieu|toi))")),
    (Blank.TERM, re.compile(rf"\bbao lau\b|\b{_HOW_MANY} {_UNIT_OF_TIME}\b|thoi han bao")),
    (
        Blank.DAY,
        re.compile(
            rf"\b{WHEN}(?! gio)|(?<!moi )(?<!hang )(?<!mot )\b(?:thang|nam|quy) (?:nao|may|bao nhieu)\b|\bkhoang thoi gian nao\b"
        ),
    ),
    (Blank.SHARE, re.compile(rf"\b{_HOW_MANY} phan(?: tram)?\b(?! (?:viec|mem|qua|thuong|an))|\bty le\b|\b{_HOW_MANY} %")),
    (
        Blank.LEVEL,
        re.compile(
            r"\b(?P<level>tang|dot|muc|lan|giai doan|cap|loai|khoa|ky|mui|vong|tap|hang|bac|lop) (?:thu )?may\b"
            r"(?! (?:nguoi|ngay|lan|can|ky|kg|met|tieng|dong))"
        ),
    ),
    (
        Blank.AMOUNT,
        re.compile(
            r"\b(?:(?:do|lua) )?tuoi nao\b|\bbao xa\b|\bbao(?= tien\b)|\bmuc nao\b|\bbao nhieu\b|"
            r"(?<!thu )(?:(?<!so )|(?<=cay so ))\bmay\b|\bbao (?:lon|nang|rong)\b"
        ),
    ),
)  # fmt: skip
_ASKING = re.compile(r"bao (?:lon|nang|rong)|(?:(?:do|lua) )?tuoi nao|bao xa|muc nao|bao nhieu|bao|may")
_BY_WANT = {
    Want.DATE: Blank.DAY, Want.TIME: Blank.HOUR, Want.DURATION: Blank.TERM, Want.QUANTITY: Blank.AMOUNT,
}  # fmt: skip
# What may stand behind "bao nhiêu" and is not counted.
_NO_UNIT = frozenset(
    "khi theo la de thi va voi duoc nao the phai cua mot moi trong cho o tu den khong co bi moi vay a ha nhi tai so vao "
    "moi toi sang hay ra truoc sau chi".split()
)
_MOST = re.compile(rf"\btoi da\b|\b(?:{UP}|muon|cham) nhat|khong qua|khong vuot|(?<!trai )(?<!thong )\bqua (?:may|bao)")
_LEAST = re.compile(rf"\btoi thieu|\b(?:{DOWN}|som) nhat|khong duoi")
_TO = re.compile(r"\b(?:den|toi)(?: (?:het|ngay|luc))*$")
_FROM = re.compile(r"\b(?:tu|ke tu|bat dau_?)(?: (?:ngay|luc|vao|tinh))*$")
_ENDING = re.compile(
    r"\bket thuc\b|\bhet han\b|\bhet hieu luc\b|\bkeo dai (?:den|toi)\b|\bhet vao\b|\b(?:muon|cham|tre) nhat\b|"
    r"\bla (?:chot|cung|het|het han)\b|\b(?:ngay|han) (?:cuoi|chot|cung)\b"
)
_BEGINNING = re.compile(r"\bbat dau_?\b|\bkhoi dau_?\b|\bkhai mac\b")
_TARGET = re.compile(r"\b(?:len|thanh|xuong|sang)(?: (?:den|toi|con|muc|thanh|khoang|it nhat|toi thieu|toi da|la))* *$")
# "Mấy tuổi đến mấy tuổi": both ends of one span, told as one value.
_SPAN = re.compile(r"(?: (?!va\b|con\b|,)\S+){0,2} (?:den|toi) ")
_PLURAL = re.compile(r"may (?!ngay\b|gio\b|thang\b|nam\b|tuan\b|lan\b)(?!.*(?:,| va | hay | hoac ))(?:\S+ ){2,}")
# "Trong mấy ngày tết mỗi xe được bao nhiêu …?": a time that is told first, not asked for.
_MEANWHILE = re.compile(
    r"may (?:ngay|hom|tuan|thang|nam) (?!thi\b|phai\b|duoc\b|la\b|va\b|hay\b|ke\b|sau\b|truoc\b|,)(?!.*(?:,| va | hay ))\S+ \S+ "
)
# Behind these "mấy" counts.
_BEFORE_PLURAL = re.compile(
    r"\b(?:co|duoc|la|gom|het|mat|den|toi|khoang|can|phai|cho|voi|trong|sau|them|tong|cap|so) $"
)
_SPANNED = frozenset({Blank.AMOUNT, Blank.TERM, Blank.SHARE})
_SHARE_NAMED = re.compile(r"t[yi] le")
_RESPECTIVELY = re.compile(r"\blan luot\b|\btuong ung\b")


def asks_of(text: str, want: Want) -> tuple[Ask, ...]:
    """The blanks of a question, in order; one, by ``want``, where no question word stands in it.

    ``Chuẩn bị bao nhiêu giường và mấy người?`` has two. "Từ ngày nào đến ngày nào" is one, and so is "mấy giờ, ngày nào".
    """
    if has_marks(text):  # "ngay" is no day where "ngày" would have its mark
        text = re.sub(r"(?<![^\W_])ngay(?![^\W_])", "liền", text)
        text = re.sub(r"(?<![^\W_])tôi(?![^\W_])", "mình", text, flags=re.IGNORECASE)  # "tôi đã" is not "tối đa"
        text = re.sub(r"(?<![^\W_])cần(?![^\W_])", "phải", text)  # "bao nhiêu căn" counts
    folded = " , ".join(flat(part) for part in re.split(r"[,;]\s", text))
    found = _found(folded)
    if not found:
        return (Ask(_BY_WANT.get(want, Blank.AMOUNT), (), tuple(folded.split()), _side(folded, folded)),)
    spans = _parts(folded, [(start, end) for _, start, end, _ in found])
    result: list[Ask] = []
    for (blank, start, end, level), (low, high) in zip(found, spans, strict=True):
        part = folded[low:high]
        unit = (level,) if level else _unit(folded[start:]) if blank is Blank.AMOUNT else ()
        if blank is Blank.AMOUNT and "tuoi" in folded[start:end]:
            unit = ("tuoi",)
        if blank is Blank.AMOUNT and folded[start:end].endswith("xa"):
            unit = ("m",)
        if blank is Blank.TERM and (named := re.search(_UNIT_OF_TIME, folded[start:end])):
            unit = (named.group(),)
        side = _span_side(folded[:start], folded) if blank in (Blank.DAY, Blank.HOUR) else _side(part, folded)
        own, target = tuple(part.replace(",", " ").split()), bool(_TARGET.search(folded[:start]))
        result.append(Ask(blank, unit, own, side, target=target))
    return _several(folded, _joined(result))


@cache
def asks_often(text: str) -> bool:
    """Whether a question asks how often something is: "bao lâu một lần"."""
    return _FORMS[0][1].search(flat(text)) is not None


def _found(folded: str) -> list[tuple[Blank, int, int, str]]:
    """The question words, each once; the first form in :data:`_FORMS` that reads a stretch has it."""
    taken: list[tuple[Blank, int, int, str]] = []
    for blank, form in _FORMS:
        for match in form.finditer(folded):
            if not any(a < match.end() and match.start() < b for _, a, b, _ in taken):
                level = match.groupdict().get("level") or ""
                taken.append((blank, match.start(), match.end(), level))
    taken.sort(key=lambda one: one[1])
    behind = itertools.zip_longest(taken, taken[1:])
    kept = [
        one
        for one, other in behind
        if not (other and (_is_span(folded, one, other) or _is_plural(folded, one[1], other[1])))
    ]
    return _one_share(folded, kept)


def _one_share(folded: str, found: list[tuple[Blank, int, int, str]]) -> list[tuple[Blank, int, int, str]]:
    """``Tỷ lệ hộ nghèo là bao nhiêu phần trăm?`` asks for one share: "tỷ lệ" names what the other question word asks for."""
    if len(found) != 2 or _SHARE_NAMED.fullmatch(folded, found[0][1], found[0][2]) is None:
        return found
    (_, _, end, _), (blank, start, last, _) = found
    same = blank is Blank.SHARE or (blank is Blank.AMOUNT and not _unit(folded[start:]))
    joined = re.search(r" , | (?:va|con|hay|roi|cung) ", folded[end : start + 1])
    return [(Blank.SHARE, start, last, "")] if same and not joined else found


def _is_plural(folded: str, start: int, other: int) -> bool:
    """Whether "mấy" means "các", since what is asked comes behind it: "mấy nhà ấy được mời ngày nào?"."""
    if _MEANWHILE.match(folded[start:other]) and re.fullmatch(r"(?:(?:trong|suot|vao) )?", folded[:start]):
        return True
    return bool(_PLURAL.match(folded[start:other])) and not _BEFORE_PLURAL.search(folded[:start])


def _is_span(folded: str, first: tuple[Blank, int, int, str], second: tuple[Blank, int, int, str]) -> bool:
    """Whether two question words ask for the two ends of one span."""
    return {first[0], second[0]} <= _SPANNED and bool(_SPAN.fullmatch(folded, first[2], second[1]))


def _parts(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The question cut between its question words: at a comma or a joining word if one stands there."""
    cuts = [0]
    for (_, end), (start, _) in itertools.pairwise(spans):
        joint = re.search(r" , | (?:va|con|hay|roi|cung) ", folded[end : start + 1])
        cuts.append(end + joint.start() if joint else end)
    return list(zip(cuts, [*cuts[1:], len(folded)], strict=True))


def _unit(asked: str) -> tuple[str, ...]:
    """The words behind the question word that ``asked`` begins with."""
    found = _ASKING.match(asked)
    words = asked[found.end() if found else 0 :].replace("_", "").split(" , ")[0].split()[:5]
    if found and found[0] == "may" and words[:1] in (["tai"], ["khong"]) and words[1:]:
        return tuple(words)  # a watchword: "bốn tại chỗ", "ba không"
    if len(words) > 1 and words[0] in MULTIPLES and words[1] not in ("dong", "do"):
        words = words[1:]  # "mấy nghìn giường" counts beds
    if words[:1] == ["ha"] and len(words) > 1:  # hectares; a particle stands last
        return tuple(words)
    return () if not words or words[0] in _NO_UNIT else tuple(words)


def _side(part: str, folded: str) -> Side:
    most, least = _MOST.search(part) or _MOST.search(folded), _LEAST.search(part) or _LEAST.search(folded)
    return Side.MOST if most and not least else Side.LEAST if least and not most else Side.ANY


def _span_side(before: str, folded: str) -> Side:
    before = before.rstrip()
    begins, ends = _BEGINNING.search(folded), _ENDING.search(folded)
    if begins and ends and not _TO.search(before):
        return Side.ANY  # "bắt đầu và kết thúc ngày nào"
    if _TO.search(before) or ends:
        return Side.END
    return Side.START if _FROM.search(before) or begins else Side.ANY


def _joined(asks: list[Ask]) -> list[Ask]:
    """Two ends of one span are one blank, and so are an hour and its day."""
    result: list[Ask] = []
    for ask in asks:
        last = result[-1] if result else None
        own = (*last.own, *ask.own) if last else ()
        if (
            last
            and last.blank is ask.blank in (Blank.DAY, Blank.HOUR)
            and ask.side is Side.END
            and last.side is not Side.END
        ):
            result[-1] = Ask(ask.blank, (), own, Side.ANY, last.clock)
        elif last and {last.blank, ask.blank} == {Blank.DAY, Blank.HOUR}:
            side = last.side if last.side is not Side.ANY else ask.side
            result[-1] = Ask(Blank.DAY, (), own, side, True)
        else:
            result.append(ask)
    return result


def _several(folded: str, asks: list[Ask]) -> tuple[Ask, ...]:
    """``A và B lần lượt bao nhiêu``: the one blank asked for each."""
    sign = _RESPECTIVELY.search(folded)
    if len(asks) != 1 or not sign:
        return tuple(asks)
    first, joint, second = folded[: sign.start()].rpartition(" va ")
    if not joint:
        return tuple(asks)
    rest = folded[sign.end() :].split()
    one = asks[0]
    return tuple(Ask(one.blank, one.unit, (*side.split(), *rest), one.side, one.clock) for side in (first, second))
