"""How much a language model is given, and how much and how long it may write. Frozen data only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` from question to last word, ``first`` of them to the first; the rest are clauses and characters.

    A clause is cut at ``clause`` characters, all together hold ``characters``; an answer shows ``answer``; a model that has written
    ``written`` or ``sentences`` is not coming to an end.
    """

    seconds: float = 60.0
    # Half: who has written nothing by then will not be done in time.
    first: float = 30.0
    # As many as a search shows on a screen, nearly; the right clause is among ten for over 97% of the questions measured.
    clauses: int = 8
    # With the rules about 3,000 tokens of Vietnamese: Ollama's window is 4,096 unless told otherwise.
    characters: int = 6_000
    clause: int = 1_500
    # The longest answer the program gives by itself: a list, a procedure or a comparison.
    answer: int = 900
    written: int = 6_000
    sentences: int = 30

    @classmethod
    def of(cls, seconds: float) -> "Limits":
        """The usual limits, with ``seconds`` for the whole."""
        return cls(seconds=seconds, first=seconds / 2)


USUAL = Limits()
