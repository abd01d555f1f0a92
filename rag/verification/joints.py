"""Where one stretch of a text ends and the next begins: what may stand between them unsaid, and what may not be cut apart. Pure."""

from collections.abc import Sequence

from index.text import words as syllables
from rag.verification import signs
from rag.verification.edges import is_bare
from rag.verification.known import Stretch
from rag.verification.words import Break, Kind, Word

# Words of a clause's own marker: "a)", "(1)".
MARKER = 1
VALUES = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.DOCUMENT, Kind.BOUND})
_LEADS = frozenset(syllables("trước sau đến từ hết"))


def same(said: Word, stored: Word) -> bool:
    """Whether ``said`` is what is stored, or a short form of it ("04/9" of a full date)."""
    return said.key == stored.key or said.key in stored.also


def torn(said: Word, stored: Word) -> bool:
    """Whether two sentences of the text would be run together into one."""
    return stored.before is Break.SENTENCE and said.before is Break.NONE


def empty(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether what stands between is without meaning: "số", "các"; the date behind a document's number."""
    return all(
        words[at].key in signs.EMPTY
        or (words[at].kind is Kind.DATE and at > 0 and words[at - 1].kind is Kind.DOCUMENT)
        for at in range(start, end)
    )  # fmt: skip


def part_left_out(words: Sequence[Word], last: Stretch, place: int, coming: set[Kind]) -> bool:
    """Whether whole parts of the sentence are left out, with no name in them and no value of a kind that is said after them.

    Behind the words that open a clause with a colon ("a) Công an phường: …"), which govern all of it, whole sentences may be.
    """
    between = words[last.end : place]
    if not (words[last.end].before and words[place].before) or any(w.kind in VALUES & coming for w in between):
        return False
    if words[last.end].before is Break.COLON and last.start <= MARKER:
        return all(w.before is not Break.COLON for w in words[last.end + 1 : place + 1])
    if any(w.before is Break.SENTENCE for w in words[last.end : place + 1]):
        return False
    return not any(w.name and w.before is Break.NONE for w in between)


def closed(words: Sequence[Word], last: Stretch) -> bool:
    """Whether a stretch ends where a part of its sentence does, or is but a value or a name."""
    after = words[last.end] if last.end < len(words) else None
    return after is None or after.before is not Break.NONE or is_bare(words, last.start, last.end)


def led(words: Sequence[Word], place: int) -> bool:
    """Whether a word before a date says how it is meant ("trước ngày"), which a date alone may lack and a sentence may not."""
    return place > 0 and words[place].before is Break.NONE and words[place - 1].key in _LEADS
