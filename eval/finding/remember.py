"""An encoder that encodes nothing twice, not even on another day: what is measured here is what is found, not how fast.

Questions and passages are kept apart (an encoder may treat them differently), each in a :class:`index.store.VectorCache`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from eval.vectors import Passing
from index.encode import Encoder, Progress, Vectors
from index.store import VectorCache

# Kept as they come, so that a run that is stopped has not worked for nothing.
STEP = 256
Encode = Callable[[Sequence[str]], Vectors]


class Remembering(Passing):
    """``encoder``, with what it made kept in ``folder``; ``progress("encode", done, all)`` for passages.

    ``questions_only``: passages are not kept here, because who asks for them keeps them himself.
    """

    def __init__(
        self, encoder: Encoder, folder: Path, progress: Progress = lambda *_: None, *, questions_only: bool = False
    ) -> None:
        super().__init__(encoder)
        folder.mkdir(parents=True, exist_ok=True)
        self._progress = progress
        self._questions_only = questions_only
        self._kept = {kind: VectorCache(folder, f"{encoder.fingerprint}/{kind}") for kind in ("query", "passage")}
        self._known: dict[str, dict[str, Vectors]] = {"query": {}, "passage": {}}
        # Questions come one by one, and to write each takes as long as to encode it.
        self._unwritten: dict[str, Vectors] = {}

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        return self._all("query", texts, self._encoder.queries, self._of_questions)

    def flush(self) -> None:
        """Writes the questions that were not written yet."""
        if self._unwritten:
            self._kept["query"].put(list(self._unwritten), np.stack(list(self._unwritten.values())))
            self._unwritten = {}

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        if self._questions_only:
            return self._encoder.passages(texts, progress)
        return self._all("passage", texts, self._encoder.passages, progress or self._progress)

    def _keep(self, kind: str, made: dict[str, Vectors]) -> None:
        if kind == "query":
            self._unwritten |= made
            if len(self._unwritten) >= STEP:
                self.flush()
        else:
            self._kept[kind].put(list(made), np.stack(list(made.values())))

    def _of_questions(self, stage: str, done: int, every: int) -> None:
        if every > STEP:  # a few are nothing to wait for
            self._progress(f"{stage} questions", done, every)

    def _all(self, kind: str, texts: Sequence[str], encode: Encode, progress: Progress) -> Vectors:
        known, kept = self._known[kind], self._kept[kind]
        new = [text for text in dict.fromkeys(texts) if text not in known]
        for text, vector in zip(new, kept.get(new) if new else (), strict=True):
            if vector is not None and vector.shape == (self.dimension,):
                known[text] = vector
        new = [text for text in new if text not in known]
        for at in range(0, len(new), STEP):
            part = new[at : at + STEP]
            made = dict(zip(part, encode(part), strict=True))
            known.update(made)
            self._keep(kind, made)
            progress("encode", at + len(part), len(new))
        return np.stack([known[text] for text in texts]) if texts else np.empty((0, self.dimension), np.float32)
