"""Makes the vectors that travel with the sample archive: ``python -m eval.sample_vectors`` (``make sample-vectors``).

To be run after every change in how documents are parsed or clauses become passages; only new passages are encoded.
"""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from eval import vectors
from eval.questions import BUNDLED
from index.build import build
from index.config import Config
from index.encode import Encoder, Progress, Vectors, open_encoder
from index.errors import TrichdanError
from index.store import VectorCache

SAMPLE = "covid19"


class Remembering(vectors.Passing):
    """An encoder that looks first into a cache, so that what is asked of it is all that a build needs."""

    def __init__(self, encoder: Encoder, known: VectorCache) -> None:
        super().__init__(encoder)
        self._known = known
        self.encoded = 0

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        rows = self._known.get(texts)
        missing = [at for at, row in enumerate(rows) if row is None]
        new = self._encoder.passages([texts[at] for at in missing], progress)
        self.encoded += len(missing)
        for at, vector in zip(missing, new, strict=True):
            rows[at] = vector
        return np.stack([row for row in rows if row is not None])


def make(target: Path, documents: Path, encoder: Encoder) -> tuple[int, int]:
    """Brings ``target`` up to date with ``documents``; returns how many vectors it holds and how many are new."""
    with tempfile.TemporaryDirectory() as scratch:
        before, after = Path(scratch, "before"), Path(scratch, "after")
        before.mkdir()
        vectors.seed(before, encoder, target)
        remembering = Remembering(encoder, VectorCache(before, encoder.fingerprint))
        build([documents], after, remembering, None, lambda *_: None)
        items = VectorCache(after, encoder.fingerprint).items()
    vectors.write(target, items, encoder.fingerprint)
    return len(items), remembering.encoded


@click.command()
@click.option("--fresh", is_flag=True, help="Encode every passage again, not only the new ones.")
def main(fresh: bool) -> None:
    """Write the vectors of the sample archive, for its package to hold."""
    # As the command `trichdan` does: threads that spin while they wait slow the bundled engine down.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    target = vectors.file_of(SAMPLE)
    if fresh:
        target.unlink(missing_ok=True)
    try:
        count, new = make(target, BUNDLED / SAMPLE / "documents", open_encoder(None, Config.load().cache))
    except TrichdanError as error:
        raise click.ClickException(error.en) from error
    print(f"{target}: {count} vectors, {new} of them new, {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
