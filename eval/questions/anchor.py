"""Where a gold quotation stands in the texts answered from: the archive may have changed since the set was written."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.questions.types import Gold
from index.text import Aligned, nfc
from index.types import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """The places of one gold quotation: ``file`` and spans; ``moved``: not in the file, or not in the letters, it named."""

    file: str
    spans: tuple[Span, ...]
    moved: bool = False


def locate(quote: str, text: str) -> tuple[Span, ...]:
    """Every place where ``quote`` stands in ``text``, in the characters of ``text`` (compared in NFC)."""
    view, wanted = Aligned(text), nfc(quote)
    places, at = [], view.text.find(wanted) if wanted else -1
    while at >= 0:
        places.append(view.span(at, at + len(wanted)))
        at = view.text.find(wanted, at + 1)
    return tuple(places)


def anchor(gold: Gold, texts: Mapping[str, str]) -> Anchor | None:
    """Where ``gold`` stands in ``texts`` (file → text); ``None`` when it is nowhere, or one cannot say where."""
    text = texts.get(gold.file)
    if not gold.quote:
        return Anchor(gold.file, (Span(0, len(text)),)) if text else None
    if text is not None and (found := locate(gold.quote, text)):
        return Anchor(gold.file, found)
    return None
