"""What the cells of a column may tell: a value of the kind asked for, who, where, or what the column is called. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.text import canonical, fold, nfc, tokens
from rag import values
from rag.answering.value import units
from rag.answering.value.asks import Ask, Blank, asks_of
from rag.answering.value.bounds import AMOUNT
from rag.answering.value.tables import Row
from rag.types import Query, Want

FIGURES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_NOUN = re.compile(r"\b(?P<noun>[a-z_]+(?: [a-z_]+)?) (?:nao|gi)\b|\b(?P<who>ai)\b|\b(?P<where>dau)\b")
_NO_NOUN = frozenset(
    "the khi luc ngay bao hom thang nam gio nhu cach viec dieu nhung cac va la thi cho tu do o mot".split()
)
_HAS = canonical("có")
_VALUED = re.compile(r"\b(?:bao nhieu|may gio|bao lau)\b")
_WHERE_ASKED = frozenset(("dau", "noi", "cho"))
# "Sáng thứ Hai có lịch gì?", "… làm việc gì?": what is done.
_DONE = "viec"
_DOES_WHAT = re.compile(r"\b(?:lam|viec|lich|noi dung|hoat dong|co) (?:nhung )?gi\b(?! (?:de|cho|khi|neu|boi|bang)\b)")
_WHAT_HEAD = re.compile(r"^\W*(?:nội dung|công việc|nhiệm vụ|hoạt động|công tác|việc)\b")
_WHO_ASKED = frozenset("ai nguoi quan vi ben chi bo luong noi nganh so phong ban".split())
# With their marks: "nội dung" is no "nơi".
_WHO_HEAD = re.compile(
    r"\b(?:người|phụ trách|cán bộ|đơn vị|cơ quan|chủ trì|thực hiện|thẩm định|trực|họ (?:và )?tên|chủ nhiệm|lãnh đạo|đầu mối)\b"
)
_WHERE_HEAD = re.compile(r"\b(?:địa (?:điểm|chỉ|bàn|phương)|nơi|khu vực|điểm|phòng|trụ sở)\b")
_HEADS = {
    Blank.DAY: re.compile(r"\b(?:ngay|thoi (?:gian|han|diem)|hoan thanh|lich|han)\b"),
    Blank.HOUR: re.compile(r"\b(?:gio|thoi gian|buoi|luc)\b"),
    Blank.ORDER: re.compile(r"\b(?:ngay|thu|buoi|lich|xep|hang)\b"),
    Blank.TERM: re.compile(r"\b(?:thoi (?:gian|han)|ngay|thang|nam|gio)\b"),
    Blank.FREQUENCY: re.compile(r"\b(?:tan suat|dinh ky|so lan|chu ky)\b"),
    Blank.SHARE: re.compile(r"%|\bty le\b"),
}
# What sets the beginning of something, and what its end: a column of one does not tell the other.
_BEGINS = re.compile(r"\b(?:bat dau|khoi cong|khoi dong|khoi dau|khai mac|khai giang|mo cua)\b")
_FINISHES = re.compile(r"\b(?:hoan thanh|ket thuc|het han|be mac|nghiem thu|be giang|dong cua|xong)\b")


# What tells how much more or less there is than before; "giảm nghèo" and "miễn giảm" tell nothing of the kind.
_CHANGE = re.compile(
    r"(?<![^\W_])(?:tăng|(?<!miễn )giảm(?! (?:nghèo|thiểu|trừ|biên|nhẹ))|chênh lệch|tăng/giảm|\+/-)(?![^\W_])",
    re.IGNORECASE,
)
_IN_MEASURE = re.compile(r"\((?:mm|cm|m|km|m2|m3|ha|kg|tan|ta|lit|gam|%)(?:/[a-z0-9 ]+)?\)")
# Columns of sums, whatever they are counted in.
_MONEY = re.compile(
    r"\b(?:tien|kinh phi|chi phi|phi|gia|muc (?:thu|chi|ho tro|phat|dong|tro cap|huong|thuong)|tri gia|von"
    r"|tong muc|luong|phu cap|tro cap|giai ngan|ngan sach|hoc phi|le phi|du toan|thanh tien|dong|trieu|ty|nghin)\b"
)


@dataclass(frozen=True, slots=True)
class Need:
    """What one cell must tell: ``ask``, a value; else something of words, by the noun before "nào" (``ai``, ``dau``)."""

    ask: Ask | None
    noun: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether it is what somebody does: of that only a row that is surely meant tells."""
        return self.noun == (_DONE,)


def needs(query: Query, folded: str) -> tuple[Need, ...]:
    """All that the question asks for; ``folded``: its text without marks."""
    nouns = [
        tuple(
            word.strip("_")
            for word in (match["noun"] or match["who"] or match["where"]).split()
            if word not in _NO_NOUN
        )
        for match in _NOUN.finditer(folded)
        if not match["noun"] or match["noun"].split()[-1] not in _NO_NOUN
    ]
    spelt = {t.folded: t.accented if query.marks else t.folded for t in tokens(query.text)}
    nouns = [tuple(spelt.get(word, word) for word in noun) for noun in nouns]
    # "Có màu gì" asks for a colour.
    nouns = [noun[1:] if len(noun) > 1 and noun[0] == _HAS else noun for noun in nouns]
    if _DOES_WHAT.search(folded.replace("_", "")) and len(nouns) < 2:
        nouns = [(_DONE,)]
    valued = query.want in FIGURES or _VALUED.search(folded)
    asks = asks_of(query.text, query.want) if valued else ()
    return (*(Need(None, noun) for noun in dict.fromkeys(nouns) if noun), *(Need(ask) for ask in asks))


def tells(noun: Sequence[str], head: str, begins: str) -> int:
    """How many ways a column of words fits ``noun`` (folded), where its cell ``begins`` so: who, where, what is done, itself."""
    asked, head = set(noun), nfc(head).lower()
    who = bool(_WHO_ASKED & asked and _WHO_HEAD.search(head))
    where = bool(_WHERE_ASKED & asked and _WHERE_HEAD.search(head))
    what = _DONE in asked and _WHAT_HEAD.search(head) is not None
    return who + where + what + (begins == noun[-1])


def counts(ask: Ask, head: str, beside: str) -> bool | None:
    """Whether a column counts in the unit asked for: ``True`` where its name says so, ``False`` where neither that nor the row and
    the caption (``beside``) do. ``None``: no unit that measures is asked for, or only what stands beside says so."""
    if ask.blank is not Blank.AMOUNT or not ask.unit:
        return None
    if not units.is_measure(ask.unit):  # "mấy lần" is told by no column of metres
        return False if _IN_MEASURE.search(fold(head)) else None
    same = units.same_units(ask.unit)

    def said(text: str) -> bool:
        folded = fold(text)
        return bool(("dong" in same and _MONEY.search(folded)) or same & set(re.findall(r"[a-z]+\d?|%", folded)))

    return True if said(head) else None if said(beside) else False


# What is compared by them is a length of time, or a sum (folded).
_LASTING = frozenset("dai lau ngan nhanh chong".split())
_COSTING = frozenset("cao thap dat re ton".split())


def measures(head: str, more: str) -> float:
    """Whether a column tells what is compared by ``more`` ("lâu", "rẻ"): a length of time, or a sum."""
    form = _HEADS[Blank.TERM] if fold(more) in _LASTING else _MONEY if fold(more) in _COSTING else None
    return float(bool(form and form.search(fold(head))))


def is_other_end(asked: str, head: str) -> bool:
    """Whether a column tells the end where the beginning is asked for, or the other way round; ``asked``: the folded question."""
    asked, head = asked.replace("_", ""), fold(head)
    own, other = (_BEGINS, _FINISHES) if _BEGINS.search(asked) else (_FINISHES, _BEGINS)
    return bool(own.search(asked) and other.search(head)) and not (other.search(asked) or own.search(head))


def is_of_change(text: str) -> bool:
    """Whether a question or the name of a column is of how much more or less there is than before."""
    return _CHANGE.search(nfc(text)) is not None


def part_of_day(heads: Sequence[str]) -> int | None:
    """The column of mornings and afternoons, which are one time with the day beside them."""
    return next((at for at, head in enumerate(heads) if fold(head) == "buoi"), None)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number with its unit and little else."""
    return AMOUNT.match(cell) is not None


def is_kind(cell: str, head: str, ask: Ask) -> float:
    """Whether a cell holds a value of the kind asked for (1), or may, as the name of its column says (.5)."""
    headed = _HEADS.get(ask.blank)
    figure = bool(re.search(r"\d", cell))
    match ask.blank:
        case Blank.DAY:
            own = bool(values.dates(cell))
        case Blank.HOUR:
            own = bool(re.search(r"\d\s?(?:giờ|h|g)", cell))
        case Blank.TERM | Blank.FREQUENCY:
            own = bool(values.durations(cell))
        case Blank.SHARE:
            own = "%" in cell
        case Blank.ORDER:
            own = bool(re.match(r"(?i)thứ|chủ nhật|hằng|hàng", cell))
        case _:
            return float((AMOUNT.match(cell) is not None or is_counted(cell, ask)) and not values.dates(cell))
    return 1.0 if own else 0.5 * bool(headed and figure and headed.search(fold(head)))


def is_counted(cell: str, ask: Ask) -> bool:
    """Whether a cell counts what is asked for, whatever else it says: "đo mặn 04 lần/ngày" of how many times."""
    return bool(ask.unit) and re.search(rf"\d ?{re.escape(ask.unit[0])}\b", fold(cell)) is not None


def are_figures(rows: Sequence[Row], at: int) -> bool:
    """Whether a column has figures: in one row at least, and nothing else in any."""
    own = [row.cells[at] for row in rows if re.search(r"\w", row.cells[at])]
    return bool(own) and all(AMOUNT.match(cell) and not values.dates(cell) for cell in own)


def bare(word: str) -> str:
    """A syllable as it is compared, without its marks."""
    return fold(word.rstrip("12345")) if word[0].isalpha() else word


def only(scores: Mapping[int, float]) -> int | None:
    """The one with the greatest score above nothing."""
    best = max(scores.values(), default=0.0)
    first = [at for at, score in scores.items() if score == best > 0]
    return first[0] if len(first) == 1 else None
