"""The weights, from the file's 4 bits to the fp32 safetensors of transformers' ``BertModel``."""

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.e5.model import Image, Shape, damaged

Progress = Callable[[int, int], None]

BLOCK, BLOCK_BYTES = 32, 18  # a Q4_0 block: weights, bytes
FP32, Q4 = 0, 1  # how a tensor is stored
_CHUNK_BLOCKS = 32_768  # 4 MiB of fp32 at a time keeps the peak memory near the size of the source
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


@dataclass(frozen=True, slots=True)
class Plan:
    """A tensor to write: its name in the file ("" = not there: zeros), its BertModel name, its shape."""

    source: str
    target: str
    shape: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many weights."""
        return int(np.prod(self.shape))


def plans(shape: Shape) -> list[Plan]:
    """Every tensor of transformers' BertModel, in the order written; matrices are (out, in).

    The pooler is not in the file and mean pooling never reads it: zeros keep the loader from inventing one.
    """
    hidden = shape.hidden
    planned = [
        Plan("emb.word", "embeddings.word_embeddings.weight", (shape.rows, hidden)),
        Plan("emb.pos", "embeddings.position_embeddings.weight", (shape.positions, hidden)),
        Plan("emb.type", "embeddings.token_type_embeddings.weight", (shape.types, hidden)),
        Plan("emb.ln.w", "embeddings.LayerNorm.weight", (hidden,)),
        Plan("emb.ln.b", "embeddings.LayerNorm.bias", (hidden,)),
    ]
    outs, ins = {"fi": shape.feed_forward}, {"fo": shape.feed_forward}
    for layer in range(shape.layers):
        for part, name in _LAYER_PARTS:
            out = outs.get(part, hidden)
            matrix = (out,) if part.endswith("ln") else (out, ins.get(part, hidden))
            planned.append(Plan(f"l{layer}.{part}.w", f"encoder.layer.{layer}.{name}.weight", matrix))
            planned.append(Plan(f"l{layer}.{part}.b", f"encoder.layer.{layer}.{name}.bias", (out,)))
    planned.append(Plan("", "pooler.dense.weight", (hidden, hidden)))
    planned.append(Plan("", "pooler.dense.bias", (hidden,)))
    return planned


def _dequantise(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Q4_0 blocks, uint8 (n, 18), to weights, float32 (n, 32)."""
    nibbles = np.concatenate((blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4), axis=1)
    with np.errstate(invalid="ignore"):  # a damaged scale is found by isfinite, not by a warning
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        return (nibbles.astype(np.float32) - np.float32(8)) * scale


def _weights(image: Image, plan: Plan) -> Iterator[NDArray[np.float32]]:
    """The tensor's values in order, a few MiB at a time; EncoderError where one is not a finite number."""
    if not plan.source:
        yield np.zeros(plan.count, np.float32)
        return
    entry = image.tensors[plan.source]
    raw = np.frombuffer(image.data, np.uint8, entry.size, entry.offset)
    if entry.dtype == FP32:
        pieces: Iterable[NDArray[np.float32]] = (raw.copy().view("<f4"),)
    else:
        blocks = raw.reshape(-1, BLOCK_BYTES)
        pieces = (_dequantise(blocks[i : i + _CHUNK_BLOCKS]) for i in range(0, len(blocks), _CHUNK_BLOCKS))
    for values in pieces:
        if not np.isfinite(values).all():
            damaged(
                image.source,
                f"tensor {plan.source} có giá trị không phải số",
                f"tensor {plan.source} holds values that are not finite",
            )
        yield values


def safetensors(image: Image, progress: Progress | None) -> Iterator[bytes]:
    """The bytes of a safetensors file (format: README of huggingface/safetensors: u64 length, JSON, data).

    ``progress(done, total)`` in bytes of weights.
    """
    planned = plans(image.shape)
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    total = 0
    for plan in planned:
        end = total + plan.count * 4
        header[plan.target] = {"dtype": "F32", "shape": plan.shape, "data_offsets": (total, end)}
        total = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    yield struct.pack("<Q", len(text)) + text
    done = 0
    for plan in planned:
        for values in _weights(image, plan):
            yield values.astype("<f4", copy=False).tobytes()
            done += values.nbytes
            if progress is not None:
                progress(done, total)
