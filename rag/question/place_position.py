"""Whether words typed in small letters stand in a question as a place does: at its head, behind "ở", or where no phrase runs on.

``long biên phải làm gì`` asks about a place; in ``đạo đức cơ bản`` no one means Đức Cơ. What is a phrase is read off the model
of syllables: two of them that follow each other far oftener than chance. Which names there are, ``places`` knows.
"""

from collections.abc import Sequence

from index.archive import Archive
from index.syllables.form import spelt
from index.text import Token
from rag.question.cues import STOP

# How many times oftener than chance a syllable follows another: in a phrase of the language ("gia đình" 456, "cơ bản" 22), and
# where the words are hardly strangers ("tổ dân" 6); of words that only met it is 1 or less ("tay hộ", "đồng đã", "biên phải").
PHRASE, MET = 20.0, 4.0
# What stands before a place; before "Minh Hà" these make her a person.
BEFORE = frozenset("ở tại của o tai cua còn thế vậy con the vay theo do".split())
_PERSONS = frozenset("ông bà anh chị cô chú bác thầy em".split())


def stands_as_place(text: str, found: Sequence[Token], at: int, size: int, archive: Archive, ordinary: bool) -> bool:
    """Whether the ``size`` tokens from ``at``, spelt as a known place is, mean that place; ``ordinary``: they are words, too."""
    said = [spelt(text[token.start : token.end]) for token in found]
    before = said[at - 1] if at else ""
    if before in _PERSONS or said[max(0, at - 2) : at] == ["đồng", "chí"]:
        return False
    if at + size < len(said) and bound(said[at + size - 1], said[at + size], archive):
        return False
    if not at or before in BEFORE:
        after = said[at + size] if at + size < len(said) else ""
        return not (ordinary and at and after) or after in STOP
    if ordinary or all(word in STOP for word in said[at : at + size]):
        return False
    return not bound(before, said[at], archive, MET)


def bound(first: str, second: str, archive: Archive, times: float = PHRASE) -> bool:
    """Whether ``second`` follows ``first`` that many times oftener than it stands anywhere."""
    if not (first.isalpha() and second.isalpha()):
        return False
    model = archive.syllables
    form = model.form(second)
    return model.after_one(model.form(first).word, form) >= times * form.alone
