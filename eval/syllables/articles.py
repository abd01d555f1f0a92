"""The articles of law that the general table is counted from, and those held out of it to measure it."""

import json
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

from index.syllables.form import bare
from index.text import nfc

# Every so many articles one is held out. The table that is shipped was made without them, so what is measured is what is shipped.
HELD_OUT = 50
_SENTENCE = re.compile(r"(?<=[.;:])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+")
_LENGTHS = range(6, 41)


def articles(file: Path) -> Iterator[str]:
    """Title and text of each article of ``phapdien.jsonl.xz``, in the order of the file."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield f"{record['title']}\n{record['text']}"


def counted(file: Path) -> Iterator[str]:
    """The articles that the table is made from."""
    return (text for number, text in enumerate(articles(file)) if number % HELD_OUT)


def held_out(file: Path, size: int, seed: int = 1) -> list[str]:
    """``size`` sentences of 6 to 40 syllables from the other articles, drawn at random; none without any mark."""
    sentences = [
        sentence
        for number, text in enumerate(articles(file))
        if number % HELD_OUT == 0
        for sentence in _SENTENCE.split(nfc(text))
        if len(_WORD.findall(sentence)) in _LENGTHS and bare(sentence) != sentence
    ]
    return random.Random(seed).sample(sentences, min(size, len(sentences)))
