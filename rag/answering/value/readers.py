"""What of a text can fill a blank of the question: the values of its form, less those that cannot be meant."""

import re
from collections.abc import Callable, Sequence

from index.parsing import patterns as p
from index.text import canonical, fold, nfc, plain, tokens
from rag import values
from rag.answering.evidence import Evidence
from rag.answering.value import amounts, moments, units
from rag.answering.value.asks import Ask, Blank, Side
from rag.question.cues import DOCUMENT
from rag.question.folded import flat
from rag.values import Value

# Two syllables are one word when the first is followed by the second in this share of the clauses that have it.
TOGETHER = 0.4
Reader = Callable[[str], list[Value]]
_ORDINAL = re.compile(r"(?<![^\W_])thứ\s+(?:\d+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?![^\W_])", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:tien|phi|phat|kinh phi|luong|phu cap|tro cap|gia|ngan sach|ho tro|thuong|boi duong|le phi)\b"
    r"|\b(?:nhan|huong|tra|dong|nop|cap|linh|mat|ton|het|thu|ung|vay|muon|gop|bo ra|den bu)(?: \w+){0,3} bao nhieu\b"
)
# With marks only these are meant: "phát hiện" is no fine, "số lượng" no pay, "gia đình" no price.
_OF_MONEY = {fold(word): word for word in ("phí", "phạt", "lương", "giá", "thưởng", "nhận")}
# "Tiền điện … bao nhiêu?", "phí … là bao nhiêu?"; told as "03 tháng tiền thuê", "02 lần mức lương".
_PAID = re.compile(r"\b(?:tien(?! do\b| trinh\b| hanh\b| si\b)|phi|le phi|hoc phi)\b.* bao nhieu\b")
_BY_MONEY = re.compile(r"\s*(?:[^\W\d_]+\s+)?(?:tiền|lương|mức|phí|giá)(?![^\W_])", re.IGNORECASE)
_TIME_ASKED = re.compile(r"\b(?:thoi gian|thoi han|lau|tuoi|gio|nien han|nhiem ky|thoi luong|ngay|thang|nam)\b")
# A sum asked for names days and years ("trong năm 2022") without asking for them.
_TIME_OF_MONEY = re.compile(r"\b(?:thoi gian|thoi han|lau|tuoi|nien han|thoi luong)\b")
_HOLIDAY = re.compile(r"(?:lễ|dịp|Quốc khánh|Tết|kỷ niệm)[^;.:]{0,30}$", re.IGNORECASE)
# A law is quoted by its name alone: "Luật Tổ chức chính quyền địa phương ngày …".
_CITED_DATE = re.compile(
    rf"(?:{p.NUMBER.pattern}|{p.KIND_WORD})[,\s(]*(?:ban hành\s+|ký\s+)?(?:ngày\s+)?$"
    r"|(?<![^\W_])(?:Luật|Pháp lệnh|Hiến pháp)\s[^.,;:()\d]{3,100}\s(?:ngày\s+)?$"
)
# So far before a day stands what it is the day of.
_CITED_BEFORE = 120
# Months and quarters without a year: "tháng 3 hoặc tháng 4", "quý II".
_PERIOD = r"(?:tháng\s+(?:\d{1,2}|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|quý\s+(?:IV|I{1,3}|[1-4]))(?!\s*/|[^\W_])"
_PERIODS = re.compile(
    rf"(?<![^\W_]){_PERIOD}(?:\s*(?:,|và|hoặc|đến|tới|hay|-|–)\s*(?:hết\s+)?{_PERIOD})*(?:\s+(?:hằng|hàng|mỗi)\s+năm)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|và|hoặc|, và)\s*")
_NOT_FIRST = frozenset(
    "bao nhieu may la co o va de den tu ngay nao gio luc hom khi thi duoc phai bi mot lan cac nhung cua cho ai gi a hoac "
    "voi theo tren duoi tro neu nhung trong ngoai tai".split()
)
_EVERY = re.compile(r"\b(?:hang|moi) (tuan|thang|quy|nam)\b")
_EVERY_ASKED = re.compile(r"\b(?:may|nao|bao nhieu) (?:cua )?(?:hang|moi) (tuan|thang|quy|nam)\b")
# "Từ 2,4 m" of the text is the "2,4 m" of the question.
_BOUNDED = re.compile(r"^(?:tu|hon|tren|duoi|khoang|gan|bang|con) ")
# For what the sum or number asked for is given ("bao nhiêu một tháng"), and what of a text is given for a measure ("đồng/kg").
_RATE_ASKED = re.compile(
    r"(?:\b(?:mot|moi|hang|cho 1|tren)|/) ?(?P<per>ngay|thang|quy|nam|buoi|tuan|gio|tiet)\b(?! (?:lam|hoc))"
)
_PER_MEASURE = re.compile(r"/ ?(?:kg|lit|m2|m3|m|ha|km|tan|ta|sao|kwh)\b")
# Small numbers as a question spells them; "năm" is a year more often, "một" an article.
_SPELT = dict(zip("hai ba bốn sáu bảy tám chín mười".split(), "2 3 4 6 7 8 9 10".split(), strict=True))
_SPELT_NUMBER = re.compile(rf"(?<![^\W_])(?:{'|'.join(_SPELT)})(?=\s)", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_ZERO = re.compile(r"(?<![\d.,/])0+(?=\d(?![.,/]\d))")
TERM_FROM = re.compile(
    r"(?P<between>\s*(?:,\s*)?(?:kể\s+từ|tính\s+từ|bắt\s+đầu\s+từ|từ)\s+(?:lúc\s+|khi\s+)?)", re.IGNORECASE
)


def asks_money(question: str) -> bool:
    """Whether a sum of money is asked for."""
    return _MONEY.search(flat(question, _OF_MONEY)) is not None


def reader(evidence: Evidence, ask: Ask) -> Reader:
    """What reads the values that can fill ``ask`` out of a text."""
    if ask.blank is Blank.DAY:
        return lambda text: _days(evidence, ask, text)
    if ask.blank is Blank.HOUR:
        return lambda text: [m.value for m in moments.moments(text, ask.side, clock=True) if m.clock]
    if ask.blank is Blank.ORDER:
        return _orders
    if ask.blank is Blank.FREQUENCY:
        return lambda text: amounts.frequencies(text) or (_terms(text, ask) if text.startswith("|") else [])
    if ask.blank is Blank.TERM:
        return lambda text: _terms(text, ask)
    if ask.blank is Blank.SHARE:
        return lambda text: [v for v in amounts.amounts(text) if "%" in v.text or re.search(r"\d/\d(?!\d?h)", v.text)]
    if ask.blank is Blank.LEVEL:
        return lambda text: _joined(text, amounts.levels(text, ask.unit[0]))
    return lambda text: _counted(evidence, ask, text)


def _terms(text: str, ask: Ask) -> list[Value]:
    found = amounts.terms(text)
    if not ask.unit:
        return found
    unit = {"tieng": "gio", "hom": "ngay"}.get(ask.unit[0], ask.unit[0])
    same = [
        v
        for v in found
        if re.search(rf"\b{unit}\b", fold(v.text).split("/")[0]) or (unit == "gio" and re.search(r"\dh", v.text))
    ]
    return same


def _orders(text: str) -> list[Value]:
    days = [m.value for m in moments.moments(text) if re.search(r"\bthu\b|\bchu nhat\b", fold(m.value.text))]
    return days or [Value(m.start(), m.end(), plain(m.group())) for m in _ORDINAL.finditer(text)]


def _counted(evidence: Evidence, ask: Ask, text: str) -> list[Value]:
    found, rated = _rated(evidence.folded, amounts.amounts(text))
    if ask.unit and (same := amounts.of_unit(text, found, ask.unit)):
        return [_compound(evidence, text, v) for v in same]
    if ask.unit and units.is_measure(ask.unit):
        return []
    if rated and not ask.unit:
        return [_compound(evidence, text, v) for v in found]
    known = ask.unit and evidence.archive.lexical.frequency(ask.unit[0], False)
    if not ask.unit and asks_money(evidence.query.text):
        if re.search(r"\btien\b", evidence.folded):  # a share of something is no sum of money
            found = [v for v in found if "%" not in v.text]
        if money := [v for v in found if amounts.is_money(v)]:
            return money
        if _PAID.search(flat(evidence.query.text, _OF_MONEY)):  # in money or by it, not in things
            found = [v for v in found if _BY_MONEY.match(text, v.end)]
    # A unit the archive never counts in ("loại", "mức") is no unit.
    if ask.unit and known:  # … and "bao nhiêu xăng" is told in litres
        spoken_of = ask.unit[0] in {token.folded for token in tokens(text)}
        return [v for v in found if spoken_of and units.measures(fold(v.text))]
    if not ask.unit and asks_money(evidence.query.text):
        found = [v for v in found if not units.counts_heads(fold(v.text)) and not _spoken_of(evidence, v)]
    timed = _TIME_OF_MONEY if asks_money(evidence.query.text) else _TIME_ASKED
    if not ask.unit and not timed.search(evidence.folded):
        found = [v for v in found if not amounts.is_time(v)]
    return [_compound(evidence, text, v) for v in found]


def _rated(folded: str, found: Sequence[Value]) -> tuple[list[Value], bool]:
    """Of the values those given for the time that the question names, and whether there are any; else those for no measure."""
    asked = _RATE_ASKED.search(folded)
    if asked is None:
        return list(found), False
    same = [v for v in found if re.search(rf"/ ?{asked['per']}\b", fold(v.text))]
    return same or [v for v in found if not _PER_MEASURE.search(fold(v.text))], bool(same)


def _spoken_of(evidence: Evidence, value: Value) -> bool:
    """Whether a value counts what the question itself names beside the sum it asks for: "thân nhân của 01 liệt sĩ"."""
    counted = [t.folded for t in tokens(re.sub(r"^[^\d]*[\d.,]+", "", value.text))]
    return bool(counted) and f" {' '.join(counted)} " in f" {evidence.folded} "


def _compound(evidence: Evidence, text: str, one: Value) -> Value:
    """The unit whole where it is two syllables: the second nearly always follows the first in the archive."""
    behind = re.match(r"\s([^\W\d_]+)(?![^\W\d_])", text[one.end :])
    last = tokens(one.text)[-1].folded if tokens(one.text) else ""
    if not behind or not last.isalpha() or fold(behind[1]) in _NOT_FIRST:
        return one
    lexical = evidence.archive.lexical
    both, first = lexical.frequency(f"{last}_{fold(behind[1])}", False), lexical.frequency(last, False)
    if first < 2 or both < TOGETHER * first:
        return one
    end = one.end + behind.end()
    return Value(one.start, end, plain(text[one.start : end]))


def told_days(text: str) -> list[moments.Moment]:
    """The days and hours a text tells, without those of documents it quotes."""
    found = moments.moments(text, clock=True)
    return [m for m in found if not _CITED_DATE.search(text[max(0, m.value.start - _CITED_BEFORE) : m.value.start])]


def _days(evidence: Evidence, ask: Ask, text: str) -> list[Value]:
    """Days that can be what is asked: not those of documents quoted, nor holidays, nor a beginning for an end."""
    folded = evidence.folded
    found = moments.moments(text, ask.side, clock=ask.clock)
    cited = [m for m in found if _CITED_DATE.search(text[max(0, m.value.start - _CITED_BEFORE) : m.value.start])]
    if asks_document(folded):
        return [m.value for m in cited or found if not m.recurring]
    found = [m for m in found if m not in cited]
    found = _no_holidays(evidence, text, found)
    if ask.side is Side.END:
        found = [m for m in found if m.last or not re.match(r"(?:kể |tính |bắt đầu )*từ\b", m.lead)]
        found += [moments.Moment(Value(s, e, said), "đến", True) for s, e, said in _counted_terms(text)]
    if re.search(r"\bnhung ngay\b", folded) and len(found) > 1:
        return [Value(found[0].value.start, found[-1].value.end, ", ".join(m.value.text for m in found))]
    if re.search(r"\b(?:nam|thang|quy) (?:nao|may|bao nhieu)\b", folded) and not found:
        return values.dates(text) or [Value(m.start(), m.end(), plain(m.group())) for m in _PERIODS.finditer(text)]
    if every := _EVERY_ASKED.search(folded):  # "ngày mấy hằng tháng" is told by no day of each year
        found = [
            m
            for m in found
            if (said := _EVERY.search(f"{fold(m.value.text)} {fold(text[m.value.end :][:20])}")) and said[1] == every[1]
        ]
    dated = [m.value for m in found if not m.recurring]
    dated = _joined(text, dated) if ask.side is Side.ANY else dated
    return dated + _joined(text, [m.value for m in found if m.recurring])


def _no_holidays(evidence: Evidence, text: str, found: Sequence[moments.Moment]) -> list[moments.Moment]:
    """Without the days that only name a holiday ("dịp nghỉ lễ 30/4"), unless one is asked about."""
    if re.search(r"\ble\b|\bdip\b|nghi", evidence.folded):
        return list(found)
    return [m for m in found if not _HOLIDAY.search(text[max(0, m.value.start - 50) : m.value.start])]


def _joined(text: str, found: Sequence[Value]) -> list[Value]:
    """Days named in one breath ("30/4, 01/5/2022", "ngày 5 và ngày 7/9") as one value."""
    made: list[Value] = []
    for one in found:
        if made and _AND.fullmatch(text[made[-1].end : one.start]):
            start = made.pop().start
            made.append(Value(start, one.end, plain(text[start : one.end])))
        else:
            made.append(one)
    return made


def asks_document(folded: str) -> bool:
    """Whether the day of a document that others quote is asked for ("Quyết định … được ban hành ngày nào?")."""
    subject = re.search(rf"\b{DOCUMENT}\b", folded)
    made = re.search(
        r"\b(?:ban hanh|ra|ky|de (?=ngay|hom|thang|nam)|lap theo|co tu|len|ngay thang nam|phat hanh|la ngay|ngay bao nhieu"
        r"|ngay may)\b",
        folded,
    )
    due = re.search(r"\b(?:thoi han|han (?:chot|cuoi|nop|gui)|cham nhat|truoc (?:ngay|hom)|hoan thanh|xong)\b", folded)
    return bool(subject and made and not due)


def _counted_terms(text: str) -> list[tuple[int, int, str]]:
    """``15 ngày kể từ 06h00 ngày 24/7/2021``: where such a term stands, and its words."""
    found = []
    for day in moments.moments(text, clock=True):
        for term in amounts.terms(text):
            lead = TERM_FROM.match(text[term.end :])
            begin = term.end + (lead.end() if lead else 0)
            if lead and day.value.start <= begin <= day.value.end and day.value.start >= term.end:
                found.append((term.start, day.value.end, plain(text[term.start : day.value.end])))
    return found


def could_fill(evidence: Evidence, ask: Ask, text: str) -> bool:
    """Whether a text has a figure of the kind asked for, the question's own left out: money for money, time for time."""
    if ask.blank in (Blank.DAY, Blank.HOUR):
        told = _no_holidays(evidence, text, told_days(text))
        return bool(told or moments.signing(text)) or (ask.blank is Blank.DAY and amounts.counted_from(text))
    if ask.blank is Blank.FREQUENCY and not text.startswith("|"):
        return bool(amounts.frequencies(text))
    if ask.blank in (Blank.TERM, Blank.FREQUENCY):
        return bool(news(evidence, _terms(text, ask)) or (not ask.unit and amounts.frequencies(text)))
    found = news(evidence, amounts.amounts(text))
    if ask.blank is Blank.SHARE:
        return any("%" in one.text or "/" in one.text for one in found)
    if asks_money(evidence.query.text):
        return any(amounts.is_money(one) for one in found)
    if ask.unit and units.is_measure(ask.unit):
        return False
    if ask.unit and ask.unit[0] not in {token.folded for token in tokens(text)}:
        return False
    return any(not amounts.is_time(one) and not amounts.is_money(one) for one in found)


def figured(evidence: Evidence, ask: Ask, text: str) -> bool:
    """Whether a text has any figures of time, where a day or hour is asked for, or any amount."""
    if ask.blank in (Blank.DAY, Blank.HOUR):
        return bool(_no_holidays(evidence, text, moments.moments(text, clock=True)))
    found = amounts.amounts(text)
    return bool(found or amounts.terms(text) or (ask.unit and amounts.of_unit(text, found, ask.unit)))


def news(evidence: Evidence, found: Sequence[Value]) -> list[Value]:
    """Without the values that the question itself holds: they are given, not asked for."""
    question = {canonical(v.text) for v in values.dates(evidence.query.text)}
    asked = _ZERO.sub("", " ".join(fold(in_figures(evidence.query.text)).split()))
    bare = [(v, _ZERO.sub("", _BOUNDED.sub("", fold(v.text)))) for v in found if canonical(v.text) not in question]
    return [v for v, said in bare if not is_given(asked, said) and not _span_given(evidence.query.text, v)]


def _span_given(question: str, one: Value) -> bool:
    """Whether a value is the span of two numbers that the question gives otherwise: "50% - 70%" of "từ 50% đến 70%"."""
    said, asked = _FIGURE.findall(one.text), _FIGURE.findall(in_figures(question))
    return len(said) > 1 and any(asked[at : at + len(said)] == said for at in range(len(asked)))


def in_figures(question: str) -> str:
    """A question with the small numbers it spells ("hai", "ba") in figures, as a text prints them."""
    return _SPELT_NUMBER.sub(lambda m: _SPELT[m.group().lower()], nfc(question))


def is_given(question: str, value: str) -> bool:
    """Whether the words of a value stand in the question: "500.000 đồng" do not in "1.500.000 đồng", nor "5%" in "2,5%"."""
    return re.search(rf"(?<![\w.,/-]){re.escape(value)}(?![\w/]|[.,]\d)", question) is not None
