"""A thing in the place of one of the same kind: ``lớp 1`` for ``lớp 6``, ``ở thành thị`` for ``ở nông thôn``. Pure.

The same kind is what begins with the same word; only where that word stands once in the earlier question.
"""

import re
from collections.abc import Sequence

from index.text import Token, fold, tokens
from rag.question import backward, units
from rag.question.scope import Found

# No thing reaches over these.
_ENDS = frozenset(
    "là có được phải do thì cần bị nên sẽ gồm bao mấy nào gì ai khi trước sau từ đến và với hay cho của ở tại trong không".split()
)
_ENDS_FOLDED = frozenset(map(fold, _ENDS))
# … and these open no thing of a kind.
_NO_HEAD = frozenset("ai gì nào là có thì và các những một được phải".split())

# "Thế các phường thì hạn chót là khi nào?": somebody else, and what is asked again; who that is, in so many syllables.
_OF_ANOTHER = re.compile(r"(?P<who>.+?)\s+th[ìi]\s+(?P<asks>.+)$", re.IGNORECASE)
_WHO = 7
# What stands before the name of a body, where that is not the mere place.
_BODY = re.compile(
    r"(?<!của )(?<!cua )(?<!tại )(?<!tai )(?<!ở )(?:(?:ubnd|đảng ủy|đảng uỷ|dang uy|quận ủy|huyện ủy|công an)\s+)?"
    rf"(?:{units.printed()}|{'|'.join(sorted(units.names(), key=len, reverse=True))})\s+$",
    re.IGNORECASE,
)

# "Nơi nguy cơ cao" and "khu vực nguy cơ cao" are the same sort of thing.
_WHERE = re.compile(
    r"(?:(?:những|các|nhung|cac)\s+)?(?:ở|tại)?\s*(?:nơi|chỗ|khu vực|khu|vùng|noi|cho|khu vuc|vung)\s+(?:có\s+)?",
    re.IGNORECASE,
)

# "Thế buổi sáng hôm đó thì sao?": another part of the day that was asked about.
_DAY_PARTS = "sáng|trưa|chiều|tối|đêm"
_PART_OF_DAY = re.compile(
    rf"(?:vào\s+)?(?:buổi\s+)?(?P<part>{_DAY_PARTS})(?:\s+(?:(?:hôm|ngày)\s+)?(?:đó|đấy|ấy|này))?", re.IGNORECASE
)
_PARTS_OF_DAY = re.compile(rf"(?<![^\W_])(?:{_DAY_PARTS})(?![^\W_])", re.IGNORECASE)


def of_another(text: str) -> tuple[str, str] | None:
    """``các phường`` and ``hạn chót là khi nào?`` of ``Thế các phường thì hạn chót là khi nào?``."""
    match = _OF_ANOTHER.match(backward.opened(text) or "")
    if not match or backward.asks(match["who"]) or len(tokens(match["who"])) > _WHO:
        return None
    return match["who"][:1].lower() + match["who"][1:], match["asks"]


def instead(earlier: str, before: Found, subject: str) -> str | None:
    """The earlier question with the body that it names replaced by ``subject``; ``None`` where it names but places."""
    found = tokens(earlier)
    for first, end in reversed(before.name_spans):
        if noun := _BODY.search(earlier[: found[first].start]):
            return earlier[: noun.start()] + subject + earlier[found[end - 1].end :]
    return None


def swapped(earlier: str, subject: str) -> str | None:
    """``earlier`` with its thing of the kind of ``subject`` replaced by it; ``None`` where there is not one such thing."""
    part, parts = _PART_OF_DAY.fullmatch(subject), list(_PARTS_OF_DAY.finditer(earlier))
    if part and len(parts) == 1:
        at = parts[0]
        return earlier[: at.start()] + _like(part["part"].lower(), at.group()) + earlier[at.end() :]
    old, new = tokens(earlier), tokens(subject)
    if len(new) < 2 or fold(subject[new[0].start : new[0].end]) in _NO_HEAD:
        return None
    begins = [at for at, token in enumerate(old) if token.accented == new[0].accented]
    if len(begins) != 1 or begins[0] + 1 >= len(old):
        return None
    begin = begins[0]
    kinds = [text[found[at].start : found[at].end] for text, found, at in ((earlier, old, begin), (subject, new, 0))]
    second = (earlier[old[begin + 1].start : old[begin + 1].end], subject[new[1].start : new[1].end])
    if (
        kinds[0][0].isupper() != kinds[1][0].isupper()
        and begin
        and second[0] != second[1]
        and all(map(str.islower, second))
    ):
        return None  # "Bệnh viện" is no "bệnh tật"
    last = new[-1].accented
    near = range(begin + 1, min(len(old), begin + len(new) + 2))
    stop = next((at for at in near if old[at].accented == last), None)
    end = stop + 1 if stop is not None else _end(earlier, old, begin, len(new))
    if end - begin < 2 or re.search(r"[,;:]", earlier[old[begin].start : old[end - 1].end]):
        return None
    return earlier[: old[begin].start] + _like(subject, earlier[old[begin].start]) + earlier[old[end - 1].end :]


def swapped_alike(earlier: str, subject: str) -> str | None:
    """The earlier question with the words most like ``subject`` replaced by it: ``nơi nguy cơ rất cao`` by ``nơi nguy cơ cao``."""
    head = _WHERE.match(subject)
    if head and (rest := subject[head.end() :]) and (said := swapped_alike(earlier, rest)):
        return said
    old, new = tokens(earlier), [token.accented for token in tokens(subject)]
    if not new:
        return None
    shared = [at for at, token in enumerate(old) if token.accented in new]
    begins = [at for at in shared if old[at].accented == new[0]]
    for begin in begins:
        span = [at for at in shared if begin <= at <= begin + len(new) + 2]
        if len({old[at].accented for at in span}) >= max(2, 0.6 * len(set(new))):
            said = _like(subject, earlier[old[begin].start])
            return earlier[: old[begin].start] + said + earlier[old[span[-1]].end :]
    return None


def _end(earlier: str, old: Sequence[Token], begin: int, size: int) -> int:
    """Where the thing that begins there ends: as long as the new one, or where something is said of it."""
    end = begin + 1
    while end < min(len(old), begin + size):
        word = earlier[old[end].start : old[end].end].lower()
        if word in _ENDS or (earlier.isascii() and word in _ENDS_FOLDED):
            break
        end += 1
    return end


def _like(subject: str, first: str) -> str:
    return subject[:1].upper() + subject[1:] if first.isupper() else subject
