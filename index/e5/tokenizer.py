"""The tokenizer, as a ``tokenizers`` file that gives the ids of the C engine.

Each code point is replaced by its entry in the map (nothing is composed: NFD input stays NFD), runs of blanks
become one, a blank is put in front, blanks become ``▁``, and the likeliest unigram path is taken, every unknown
character an ``<unk>`` of its own. A special token spelt in the text (``</s>``) is met by the vocabulary like any
piece. Two differences from the C engine: a NUL is dropped, where the engine would end the text; and between paths
of equal score (``0000000…``) its float32 sums may choose another one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

from index.e5.model import Image, Vocabulary, damaged

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def _tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """A ``tokenizers`` Unigram that gives the ids of the C engine (see the module docstring)."""
    from tokenizers import (
        AddedToken,
        Regex,
        Tokenizer,
        decoders,
        models,
        normalizers,
        pre_tokenizers,
        processors,
    )

    pieces, mapping = vocabulary.pieces, vocabulary.mapping
    removed = _char_class([0, *(point for point, text in mapping.items() if not text)])
    # Precompiled looks up a grapheme under 6 bytes by its first character and would lose a mark that follows
    # a mapped one: a control character between the two, which the map removes again, keeps them apart.
    apart = _char_class([point for point, text in mapping.items() if text and 0x7F < point < 0x10000])
    known = _char_class({ord(char) for piece in pieces for char in piece})
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, vocabulary.scores, strict=True)), vocabulary.unk, False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{removed}]"), ""),
            normalizers.Replace(Regex(rf"(?=[^\x00-\x7F])(?<=[{apart}])"), "\x01"),
            normalizers.Precompiled(_charsmap(mapping | {1: ""})),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    # Unigram fuses unknown neighbours, the C engine does not; and it reads a typed `<unk>` as letters.
    split = Regex(f"[^{known}]|(?<=<)(?=unk>)")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(), pre_tokenizers.Split(split, "isolated")]
    )
    tokenizer.decoder = decoders.Metaspace()
    bos, eos = pieces[vocabulary.bos], pieces[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    specials = [bos, pieces[vocabulary.pad], eos, pieces[vocabulary.unk], "<mask>"]
    tokenizer.add_special_tokens([AddedToken(p, normalized=False, special=True) for p in specials if p in pieces])
    return tokenizer


def tokenizer_json(image: Image) -> bytes:
    """The content of ``tokenizer.json``."""
    try:
        return _tokenizer(image.vocabulary).to_str().encode()
    except Exception as error:  # what tokenizers raises has no common class below it
        damaged(image.source, f"không dựng được bộ tách từ: {error}", f"no tokenizer can be built: {error}")


def _char_class(points: Iterable[int]) -> str:
    """The inside of a regular expression's ``[...]`` for these code points, as hexadecimal ranges."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and point == ranges[-1][1] + 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\x{{{a:X}}}-\\x{{{b:X}}}" for a, b in ranges)


def _charsmap(mapping: dict[int, str]) -> bytes:
    """SentencePiece's ``precompiled_charsmap``: u32 size of a double array, the array, NUL-ended texts."""
    blob = bytearray()
    starts: dict[str, int] = {}
    keys: dict[bytes, int] = {}
    for point, text in mapping.items():
        if text not in starts:
            starts[text] = len(blob)
            blob += text.encode() + b"\0"
        keys[chr(point).encode()] = starts[text]
    units = _double_array(keys)
    array = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(array)) + array + bytes(blob)


def _double_array(keys: dict[bytes, int]) -> list[int]:
    """A Darts-clone double array (s-yata/darts-clone, darts.h) finding each key's value; no key holds a NUL.

    A node with base b, its alone, keeps the child of byte c at b ^ c and its value at b. A unit: its byte in
    bits 0–7, "has a value" in bit 8, own place ^ b from bit 10 on (21 bits); a value unit has bit 31 set.
    """
    nodes: dict[bytes, set[int]] = {b"": set()}
    for key in keys:
        for i, byte in enumerate(key):
            nodes.setdefault(key[:i], set()).add(byte)
        nodes.setdefault(key, set())
    units = [0] * 256
    places, taken, bases = {b"": 0}, {0}, {0}
    first = 1
    for node in sorted(nodes, key=len):
        wanted = nodes[node] | ({0} if node in keys else set())
        while first in taken or first in bases:
            first += 1
        base = next(b for b in count(first) if b not in bases and taken.isdisjoint(b ^ c for c in wanted))
        bases.add(base)
        taken.update(base ^ c for c in wanted)
        units += [0] * ((base | 0xFF) + 1 - len(units))
        units[places[node]] |= (places[node] ^ base) << 10 | (0x100 if node in keys else 0)
        if node in keys:
            units[base] = keys[node] | 1 << 31
        for byte in nodes[node]:
            units[base ^ byte] = byte
            places[node + bytes([byte])] = base ^ byte
    return units
