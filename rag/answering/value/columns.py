"""What the cells of a column may tell: a value of the kind asked for, who, where, or what the column is called. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isinf

from index.text import fold, nfc, plain, tokens
from rag import values
from rag.answering.value.asks import Ask, Blank, asks_of
from rag.answering.value.tables import Row
from rag.types import Query, Want

FIGURES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_AMOUNT = re.compile(r"\W*(?:\w+\s){0,2}?\d[\d.,]*(?![/\d])[^\d]{0,25}$")
_NOUN = re.compile(r"\b(?P<noun>[a-z]+(?: [a-z]+)?) (?:nao|gi)\b|\b(?P<who>ai)\b|\b(?P<where>dau)\b")
_NO_NOUN = frozenset(
    "the khi luc ngay bao hom thang nam gio nhu cach viec dieu nhung cac va la thi cho tu do o mot".split()
)
_VALUED = re.compile(r"\b(?:bao nhieu|may gio|bao lau)\b")
_WHERE_ASKED = frozenset(("dau", "noi", "cho"))
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
_BOUND = re.compile(
    r"(?:(?P<under>\b(?:duoi|it hon)\b|<)|(?P<upto>\b(?:den|toi da|khong (?:vuot )?qua|khong tren)\b|≤)"
    r"|(?P<over>\b(?:tren|hon)\b|>)|(?P<from>\b(?:tu|it nhat|toi thieu|khong duoi)\b|≥))\s*"
    r"(?P<number>\d[\d.,]*)\s*(?:(?!den|tro|duoi)(?P<unit>[a-z%]+))?"
)
# What sets the beginning of something, and what its end: a column of one does not tell the other.
_BEGINS = re.compile(r"\b(?:bat dau|khoi cong|khoi dong|khoi dau|khai mac|khai giang|mo cua)\b")
_FINISHES = re.compile(r"\b(?:hoan thanh|ket thuc|het han|be mac|nghiem thu|be giang|dong cua|xong)\b")


@dataclass(frozen=True, slots=True)
class Need:
    """What one cell must tell: ``ask``, a value; else something of words, by the noun before "nào" (``ai``, ``dau``)."""

    ask: Ask | None
    noun: tuple[str, ...] = ()


def needs(query: Query, folded: str) -> tuple[Need, ...]:
    """All that the question asks for; ``folded``: its text without marks."""
    nouns = [
        tuple(word for word in (match["noun"] or match["who"] or match["where"]).split() if word not in _NO_NOUN)
        for match in _NOUN.finditer(folded)
        if not match["noun"] or match["noun"].split()[-1] not in _NO_NOUN
    ]
    spelt = {t.folded: t.accented if query.marks else t.folded for t in tokens(query.text)}
    nouns = [tuple(spelt.get(word, word) for word in noun) for noun in nouns]
    valued = query.want in FIGURES or _VALUED.search(folded)
    asks = asks_of(query.text, query.want) if valued else ()
    return (*(Need(None, noun) for noun in dict.fromkeys(nouns) if noun), *(Need(ask) for ask in asks))


def tells(noun: Sequence[str], head: str, begins: str) -> int:
    """How many ways a column of words fits what is asked for by ``noun`` (folded), whose cell ``begins`` so: who, where, itself."""
    asked, head = set(noun), nfc(head).lower()
    who = bool(_WHO_ASKED & asked and _WHO_HEAD.search(head))
    where = bool(_WHERE_ASKED & asked and _WHERE_HEAD.search(head))
    return who + where + (begins == noun[-1])


def is_other_end(asked: str, head: str) -> bool:
    """Whether a column tells the end where the beginning is asked for, or the other way round; ``asked``: the folded question."""
    asked, head = asked.replace("_", ""), fold(head)
    own, other = (_BEGINS, _FINISHES) if _BEGINS.search(asked) else (_FINISHES, _BEGINS)
    return bool(own.search(asked) and other.search(head)) and not (other.search(asked) or own.search(head))


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number with its unit and little else."""
    return _AMOUNT.match(cell) is not None


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
            return float(bool(_AMOUNT.match(cell)) and not values.dates(cell))
    return 1.0 if own else 0.5 * bool(headed and figure and headed.search(fold(head)))


def figure(cell: str) -> float | None:
    """The number of a cell; ``None``: it is no figure."""
    found = _NUMBER.search(cell)
    return float(found.group().replace(".", "").replace(",", ".")) if found and _AMOUNT.match(cell) else None


def are_figures(rows: Sequence[Row], at: int) -> bool:
    """Whether a column has figures: in one row at least, and nothing else in any."""
    own = [row.cells[at] for row in rows if re.search(r"\w", row.cells[at])]
    return bool(own) and all(_AMOUNT.match(cell) and not values.dates(cell) for cell in own)


def numbers(text: str) -> Iterator[tuple[float, str]]:
    """The numbers of a text with the word behind each."""
    found = tokens(text)
    for at, token in enumerate(found[:-1]):
        if token.folded[0].isdigit() and (value := figure(plain(text[token.start : token.end]))) is not None:
            yield value, found[at + 1].folded


def bounds(label: str) -> Iterator[tuple[float, float, str]]:
    """What intervals a row sets, ends included, and on what: "từ 50 người trở lên", "từ 5 đến dưới 10 ha".

    Each unit has its own, "dưới 10 ha hoặc trên 50 ha" two. A number without a unit has the one behind it, else the one before.
    """
    found = list(_BOUND.finditer(fold(label)))
    units = [one["unit"] or "" for one in found]
    for at in reversed(range(len(units) - 1)):
        units[at] = units[at] or units[at + 1]
    last: tuple[float, float, str] | None = None
    for at, one in enumerate(found):
        unit = units[at] or (last[2] if last else "")
        number = figure(one["number"].rstrip(".,")) or 0.0
        end = number + 1e-6 * (bool(one["over"]) - bool(one["under"]))
        own = (0.0, end, unit) if one["under"] or one["upto"] else (end, float("inf"), unit)
        both = (max(own[0], last[0]), min(own[1], last[1]), unit) if last and last[2] == unit else (1.0, 0.0, unit)
        joined = last is not None and both[0] <= both[1] and isinf(last[1]) is not isinf(own[1])
        if last and last[2] and not joined:
            yield last
        last = both if joined else own
    if last and last[2]:
        yield last


def bare(word: str) -> str:
    """A syllable as it is compared, without its marks."""
    return fold(word.rstrip("12345")) if word[0].isalpha() else word


def only(scores: Mapping[int, float]) -> int | None:
    """The one with the greatest score above nothing."""
    best = max(scores.values(), default=0.0)
    first = [at for at, score in scores.items() if score == best > 0]
    return first[0] if len(first) == 1 else None
