"""The words of one unit laid onto the texts of one citation: stretch after stretch, in the order of the text, each word for word.

Nothing may be said that no stretch holds, but for a few joining words where one text follows another. Between two stretches
of a text something may be left out only where that changes nothing that can be seen from the words: whole parts between commas
that hold no value and no name, or empty words. A stretch that begins or ends where something is lost is no stretch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.parsing.numbers import kind_of_number
from index.text import words as syllables
from index.types import Role
from rag.verification import signs
from rag.verification.edges import begins_well, ends_well, opens_part
from rag.verification.joints import VALUES, closed, empty, led, part_left_out, same, torn
from rag.verification.known import FACTS, Rank, Scope, Stretch, Text
from rag.verification.words import Break, Kind, Word

# Places tried for one unit before it is given up: time stays bounded for any words whatever.
TRIES = 400
# Stretches one unit may be put together of; answers of this program have at most ten.
STRETCHES = 40
# Words without meaning that may be left out together, and parts left out in one unit.
EMPTY_RUN, OMITTED = 6, 2
# A value stands so near behind what leads in to it: "trước ngày …", "trong vòng 15 ngày".
LEAD = 3
_LONGEST_JOIN = 4
_SIGNED = frozenset(syllables("ký hành bố"))


@dataclass(frozen=True, slots=True)
class Unit:
    """Words to explain. ``whole``: nothing may be left out of them; ``cut``: they end in an ellipsis; ``further``: another unit
    goes before; ``labelled``: a label does. ``derived``: places of computed values among them, which need no stretch."""

    words: tuple[Word, ...]
    whole: bool = False
    cut: bool = False
    further: bool = False
    labelled: bool = False
    derived: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _State:
    at: int
    taken: tuple[Stretch, ...] = ()
    omitted: int = 0


class Explanation:
    """The search for one unit in one scope: ``found`` is what it stands on, or ``None``. ``previous``: how the unit before ends."""

    def __init__(
        self, unit: Unit, scope: Scope, previous: Stretch | None = None, ranks: frozenset[Rank] = frozenset(Rank)
    ) -> None:
        self._previous = previous
        self._unit = unit
        self._texts = scope.texts
        self._role = scope.citation.clause.role
        self._ranks = ranks
        self._tries = TRIES
        self.found = self._from(_State(0)) if unit.words else None

    def _from(self, state: _State) -> tuple[Stretch, ...] | None:
        """Depth first: what goes on in the same text before what begins in another."""
        at = state.at
        words = self._unit.words
        if at == len(words):
            return state.taken if state.taken or self._unit.derived else None
        if len(state.taken) > STRETCHES:
            return None
        if at in self._unit.derived:
            return self._from(_State(at + 1, state.taken, state.omitted))
        for beyond in self._to_derived(at):
            if (found := self._from(_State(beyond, state.taken, state.omitted))) is not None:
                return found
        for start, text, omits in self._starts(state):
            self._tries -= 1
            if self._tries < 0:
                return None
            if (stretch := self._stretch(state, text, start)) is None:
                continue
            size = stretch.end - stretch.start
            going = _State(start.said + size, (*state.taken, stretch), state.omitted + omits)
            if (found := self._from(going)) is not None:
                return found
        return None

    def _starts(self, state: _State) -> "Iterator[tuple[_Start, int, int]]":
        """Where the next stretch may begin: ``(place, text, parts left out)``."""
        last = state.taken[-1] if state.taken else None
        if last is not None:
            for place, omits in self._further(state, last):
                yield _Start(state.at, place), last.text, omits
        for said, joined in self._joined(state):
            if said >= len(self._unit.words) or said in self._unit.derived:
                continue
            for number, text in enumerate(self._texts):
                if text.rank not in self._ranks:
                    continue
                for place in self._places(text, said):
                    if self._may_follow(state, number, place, joined):
                        yield _Start(said, place), number, 0

    def _places(self, text: Text, said: int) -> Sequence[int]:
        found = text.reading.places.get(self._unit.words[said].key, ())
        return [place for place in found if text.low <= place < text.high]

    def _joined(self, state: _State) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where the next stretch may begin in what is said: at once, or behind words that only join."""
        words, at = self._unit.words, state.at
        yield at, ()
        for size in range(1, min(_LONGEST_JOIN, len(words) - at) + 1):
            phrase = tuple(w.key for w in words[at : at + size])
            if phrase in signs.JOINING or phrase in signs.DUTY or (self._unit.derived and phrase in signs.DERIVING):
                yield at + size, phrase
            if self._kind_of_number(phrase, at + size):
                yield at + size, ()
        if self._unit.derived:
            beyond = at
            while beyond < len(words) and (words[beyond].key,) in signs.DERIVING:
                beyond += 1
            if beyond > at + 1:
                yield beyond, ("và",)

    def _to_derived(self, at: int) -> Iterator[int]:
        """Where a computed value stands behind words that lead in to it ("đến hết ngày …")."""
        for size in range(1, _LONGEST_JOIN + 1) if self._unit.derived else ():
            phrase = tuple(w.key for w in self._unit.words[at : at + size])
            if at + size in self._unit.derived and phrase in signs.DERIVING:
                yield at + size

    def _kind_of_number(self, phrase: tuple[str, ...], at: int) -> bool:
        """Whether ``phrase`` is the kind of document that the number behind it names anyway."""
        words = self._unit.words
        if at >= len(words) or words[at].kind is not Kind.DOCUMENT:
            return False
        kind = kind_of_number(words[at].key)
        return kind is not None and phrase in (tuple(syllables(kind)), tuple(syllables(f"{kind} số")))

    def _may_follow(self, state: _State, number: int, place: int, joined: tuple[str, ...]) -> bool:
        """Whether a stretch of text ``number`` may begin at ``place`` behind those taken, the last of another text."""
        last = state.taken[-1] if state.taken else None
        other = self._texts[number]
        kinds = {word.kind for word in other.reading.words[place : place + 5]}
        if joined and other.reading.words[place].kind is Kind.DATE and not self._unit.derived:
            return False
        if self._unit.derived:
            sourced = other.rank is Rank.QUOTED or Kind.DOCUMENT in kinds
            return sourced and (last is None or number != last.text)
        first = other.reading.words[place]
        lead = other.reading.words[place : place + LEAD]
        begins = first.name or any(w.kind in VALUES for w in lead) or opens_part(other.reading.words, place)
        if last is None:
            if self._unit.further and not self._goes_on(number, place, kinds):
                return False
            named = joined in signs.SOURCE and Kind.DOCUMENT in kinds
            return (begins or not (self._unit.labelled or joined)) and (not joined or joined in signs.OPENING or named)
        if number == last.text:
            return False
        one, parted = self._texts[last.text], self._unit.words[state.at].before
        opening = other.reading.words[place].before is not Break.NONE
        if one.rank is Rank.QUOTED and not closed(one.reading.words, last):
            return False
        whole = last.end == len(one.reading.words)
        said = not joined or joined in signs.SAYING
        match one.rank, other.rank:
            case Rank.SIGNED, _:
                return False
            case _, Rank.SIGNED:
                return one.rank is Rank.DOCUMENT
            case Rank.PERSON | Rank.OFFICE, Rank.PERSON | Rank.OFFICE:
                return one.rank is other.rank and place == 0 and parted is not Break.NONE and not joined
            case first_rank, second_rank if first_rank in FACTS and second_rank in FACTS:
                return joined not in signs.DUTY and (parted is not Break.NONE or bool(joined) or (whole and opening))
            case Rank.DOCUMENT, _:
                named = any(self._names_document(stretch) for stretch in state.taken)
                led = parted is Break.PART or bool(joined)
                return said and named and ((parted is Break.COLON and begins) or (led and opening))
            case Rank.HEADING, Rank.QUOTED | Rank.HEADING:
                return (said or joined in signs.DUTY) and (parted is not Break.NONE or (whole and opening))
            case Rank.QUOTED, Rank.HEADING | Rank.FIELD | Rank.PERSON | Rank.OFFICE:
                return False
            case Rank.FIELD | Rank.PERSON | Rank.OFFICE, _:
                return False
            case _, Rank.DOCUMENT if joined in signs.SOURCE and Kind.DOCUMENT in kinds:
                return True
            case _:
                return parted is not Break.NONE and said

    def _names_document(self, stretch: Stretch) -> bool:
        words = self._texts[stretch.text].reading.words[stretch.start : stretch.end]
        return any(word.kind is Kind.DOCUMENT for word in words)

    def _goes_on(self, number: int, place: int, kinds: set[Kind]) -> bool:
        """Whether a further sentence may begin there: with a sentence of the text, where the one before ends, or with a document.

        "Trường A tuyển 135 học sinh; chia thành 04 lớp" would give one school the other's classes.
        """
        words, previous = self._texts[number].reading.words, self._previous
        if self._texts[number].rank in FACTS or Kind.DOCUMENT in kinds:
            return True
        if previous is not None and previous.text == number and previous.end == place:
            return True
        while words[place].before is Break.NONE and words[place - 1].key in signs.EMPTY:
            place -= 1
        return words[place].before is Break.SENTENCE

    def _further(self, state: _State, last: Stretch) -> Iterator[tuple[int, int]]:
        """Places later in the same text, with what is left out before them."""
        text = self._texts[last.text]
        words = text.reading.words
        first = next(s for s in state.taken if s.text == last.text)
        for place in self._places(text, state.at):
            if place <= last.end:
                continue
            between = words[last.end : place]
            if len(between) <= EMPTY_RUN and empty(words, last.end, place):
                yield place, 0
            elif (
                not self._unit.whole
                and state.omitted < OMITTED
                and opens_part(words, first.start)
                and part_left_out(words, last, place, {w.kind for w in self._unit.words[state.at :]})
            ):
                yield place, 1

    def _stretch(self, state: _State, text: int, start: "_Start") -> Stretch | None:
        """The longest stretch from there, where nothing is lost at its ends."""
        words, said = self._texts[text].reading.words, self._unit.words
        high = self._texts[text].high
        size = 0
        while (
            start.said + size < len(said)
            and start.place + size < high
            and start.said + size not in self._unit.derived
            and same(said[start.said + size], words[start.place + size])
            and (size == 0 or not torn(said[start.said + size], words[start.place + size]))
        ):
            size += 1
        end, beyond = start.place + size, start.said + size
        over = beyond == len(said)
        if not size or (size == 1 and said[start.said].kind is Kind.SYLLABLE and not (over and start.said == 0)):
            return None  # a syllable can be found anywhere
        if not over and words[end - 1].kind is Kind.BOUND and words[end - 1].key not in ("bound:up", "bound:down"):
            return None
        if self._texts[text].rank in FACTS and not self._of_its_own(words, start, end):
            return None
        if words[start.place].kind is Kind.DOCUMENT and said[start.said].key != words[start.place].key:
            return None  # "667" is short for 667-CV/QU behind "Công văn" only
        in_sentence = any(self._texts[taken.text].rank not in FACTS for taken in state.taken)
        if in_sentence and words[start.place].kind is Kind.DATE and led(words, start.place):
            return None
        if not begins_well(words, start.place, end, [(s.start, s.end) for s in state.taken if s.text == text]):
            return None
        if (over and self._unit.cut) or (not over and end < len(words) and words[end].key in signs.EMPTY):
            return Stretch(text, start.place, end)
        return Stretch(text, start.place, end) if ends_well(words, start.place, end) else None

    def _of_its_own(self, words: Sequence[Word], begin: "_Start", end: int) -> bool:
        """Whether a stretch of a field is a part of it: it begins where the field does, at a comma or a value, and ends so.

        The day of a document alone is said with its letterhead or signature only, lest it stand for a day of a clause; and
        behind "kể từ ngày ký".
        """
        start, at = begin.place, begin.said
        alone = end == start + 1 and words[start].kind is Kind.DATE and self._role is Role.BODY
        if alone and not (at and self._unit.words[at].before is Break.PART and self._unit.words[at - 1].key in _SIGNED):
            return False
        begins = start == 0 or words[start].before is not Break.NONE or words[start].kind in VALUES
        return begins and (end == len(words) or words[end].before is not Break.NONE or words[end].kind in VALUES)


@dataclass(frozen=True, slots=True)
class _Start:
    said: int
    place: int
