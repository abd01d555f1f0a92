"""What a stretch of a text loses when it is cut out: the negation before it, the bound of its number, the rest of a name, the
exception after it. Each function says whether a cut is harmless."""

from collections.abc import Sequence

from index.text import words as syllables
from rag.verification import signs
from rag.verification.words import Break, Kind, Word

# "không tụ tập, giao lưu đông người": so few words after a negation are followed by more that it governs.
SHORT_PART = 4
# "05 người trở lên", "10 tuổi": so far from a number may its unit end.
UNIT = 3
_VALUES = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.DOCUMENT, Kind.BOUND})
# "trở lên" and "trở xuống" bound the number before them, not the one in a table's next cell.
_BEHIND = ("bound:up", "bound:down")
_AUXILIARY = frozenset(syllables("được bị phải nên để cho"))
# A value with what it counts and what leads in to it is no longer than this.
BARE = 7


def begins_well(words: Sequence[Word], at: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether ``words[at:end]`` may be said without what stands before it; ``taken``: stretches said with it."""
    return not (_bound_lost(words, at) or _name_cut_before(words, at) or _negation_lost(words, at, end, taken))


def ends_well(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether ``words[start:end]`` may be said without what follows it; to a mere value no exception belongs."""
    if end >= len(words):
        return True
    last, following = words[end - 1], words[end]
    if (
        last.name
        and following.name
        and following.joined
        and not (last.key in signs.HEADS or following.key in signs.HEADS)
    ):
        return False  # the name is longer
    if following.before is Break.NONE and (
        _negates(words, end - 1) or (end - start > 1 and last.key in _AUXILIARY and _negates(words, end - 2))
    ):
        return False  # what it negates is cut off
    near = [w for w in words[max(start, end - UNIT) : end] if w.kind is Kind.NUMBER]
    if near:
        if following.key in _BEHIND:
            return False
        if last.kind is Kind.NUMBER and following.kind is Kind.NUMBER and _dash(last, following):
            return False
        if following.key in signs.RANGE and end + 1 < len(words) and words[end + 1].kind in (Kind.NUMBER, Kind.BOUND):
            return False
    return following.before is Break.SENTENCE or not _opens(words, end, signs.EXCEPTIONS) or is_bare(words, start, end)


def opens_part(words: Sequence[Word], at: int) -> bool:
    """Whether the word at ``at`` begins a part of a sentence, but for words without meaning ("đồng chí", "các")."""
    while words[at].before is Break.NONE and words[at - 1].key in signs.EMPTY:
        at -= 1
    return words[at].before is not Break.NONE


def is_bare(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the stretch is no more than a value: a number with its unit, a date with what leads in to it, a name."""
    stretch = words[start:end]
    if len(stretch) <= BARE and any(w.kind in _VALUES for w in stretch[:3]):
        return True
    return all(w.name or w.kind in _VALUES for w in stretch)


def _dash(one: Word, other: Word) -> bool:
    apart = other.start - one.end
    return not other.joined and (apart == 1 or (apart == 3 and other.before is Break.PART))


def _bound_lost(words: Sequence[Word], at: int) -> bool:
    """Whether a number begins here whose bound, or the lower end of whose range, stands before it."""
    if at == 0 or words[at].kind not in (Kind.NUMBER, Kind.TIME):
        return False
    before = words[at - 1]
    bound = before.kind is Kind.BOUND and before.key not in _BEHIND
    if bound or (before.kind is Kind.NUMBER and _dash(before, words[at])):
        return True
    lower = words[max(0, at - 1 - UNIT) : at - 1]
    return before.key in signs.RANGE and words[at].kind is Kind.NUMBER and any(w.kind is Kind.NUMBER for w in lower)


def _name_cut_before(words: Sequence[Word], at: int) -> bool:
    """Whether a name begins before the stretch does ("Phó Chủ tịch" is no "Chủ tịch")."""
    if at == 0 or not words[at].name or not words[at].joined:
        return False
    return words[at - 1].name and words[at - 1].key not in signs.HEADS | signs.LEADING


def _negation_lost(words: Sequence[Word], at: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether the words that begin here are governed by a negation that is not said."""
    for place in range(at - 1, -1, -1):
        following = words[place + 1]
        if following.before is Break.SENTENCE:
            return False
        if following.before is not Break.NONE and not _goes_over(words, place + 1):
            return False
        if any(a <= place < b for a, b in taken):
            return False  # what stands before it is said as well, and was looked at there
        if _negates(words, place):
            close = place + 1 >= at or (place + 2 >= at and words[place + 1].key in _AUXILIARY)
            return close or not (is_bare(words, at, end) or _actor(words, at, end))
    return False


def _goes_over(words: Sequence[Word], at: int) -> bool:
    """Whether a negation before the comma at ``at`` governs what follows it, too: only short parts stand between."""
    size = 0
    for back in range(at - 1, -1, -1):
        size += 1
        if _negates(words, back):
            return True
        if size > SHORT_PART or words[back].before > Break.PART:
            return False
        if words[back].before is Break.PART:
            size = 0
    return False


def _negates(words: Sequence[Word], at: int) -> bool:
    if words[at].key == "bound:le":
        return False
    if not _opens(words, at, signs.NEGATIONS):
        return False
    pair = tuple(w.key for w in words[at : at + 2])
    before = (tuple(w.key for w in words[max(0, at - size) : at + 1]) for size in (1, 2))
    return pair not in signs.NOT_NEGATING and not any(one in signs.NOT_NEGATING_BEFORE for one in before)


def _actor(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether the stretch is a body or person ("sự đồng ý của Thủ trưởng cơ quan"): a capital, few words, no part of a sentence."""
    return words[at].name and words[at].before is not Break.SENTENCE and end - at <= 12


def _opens(words: Sequence[Word], at: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    return any(tuple(w.key for w in words[at : at + size]) in phrases for size in (1, 2, 3))
