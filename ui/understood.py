"""How a question was understood, in a line, where its words were not searched as typed; and what it names in vain. Pure."""

from collections.abc import Sequence

from index.text import words
from rag.types import Change, Repair
from ui.say import Say

_WHY = {
    Repair.KEYBOARD: ("sửa chữ gõ", "typing repaired"),
    Repair.ABBREVIATION: ("viết đầy đủ", "spelt out"),
    Repair.MARKS: ("thêm dấu", "diacritics added"),
    Repair.SPELLING: ("sửa chính tả", "spelling corrected"),
    Repair.FOLLOW_UP: ("theo câu hỏi trước", "from the earlier question"),
}
# Of these the reader sees by the line itself what became of what.
_PLAIN = (Repair.MARKS, Repair.FOLLOW_UP)
SHOWN = 3


def differs(asked: str, searched: str, changes: Sequence[Change]) -> bool:
    """Whether there is something to tell: other words were searched, not only other capitals or punctuation."""
    return bool(changes) and words(asked) != words(searched)


def reasons(changes: Sequence[Change], say: Say) -> str:
    """What was changed, each kind once: ``thêm dấu; viết đầy đủ: BCĐ → Ban Chỉ đạo``."""
    told = []
    for repair in dict.fromkeys(change.repair for change in changes):
        name = say(*_WHY[repair])
        pairs = [f"{c.before} → {c.after}" for c in changes if c.repair is repair and c.before != c.after]
        if repair in _PLAIN or not pairs:
            told.append(name)
        else:
            told.append(f"{name}: {', '.join(pairs[:SHOWN])}{', …' if len(pairs) > SHOWN else ''}")
    return "; ".join(told)


def understood(asked: str, searched: str, changes: Sequence[Change], say: Say) -> str:
    """``Hiểu là: … (thêm dấu)``; empty where the question was searched as typed."""
    if not differs(asked, searched, changes):
        return ""
    return f"{say('Hiểu là', 'Understood as')}: {searched} ({reasons(changes, say)})"


def absent(names: Sequence[str], found: bool, say: Say) -> str:
    """The documents, places and bodies named that the archive does not hold; ``found``: there are hits all the same."""
    if not names:
        return ""
    near = say(" Dưới đây là những điều khoản gần nhất.", " The nearest clauses follow.") if found else ""
    return f"{say('Kho không có', 'The archive does not hold')}: {', '.join(names)}.{near}"
