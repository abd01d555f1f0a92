"""Time from the start of a program to its first answer, and its memory: each in a process of its own.

Run as ``python -m eval.speed.startup NAME SET DOCUMENTS CACHE`` this is that process.
"""

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.speed.memory import megabytes


@dataclass(frozen=True, slots=True)
class Startup:
    """Seconds for the imports, the index (opened; made, where none is kept) and the first answer."""

    imports: float
    index: float
    first: float
    megabytes: float | None

    @property
    def seconds(self) -> float:
        """From the start to the first answer."""
        return self.imports + self.index + self.first


def measure(name: str, evalset: str, documents: Path, cache: Path) -> Startup:
    """Starts the system ``name`` in a new process and asks it the first question of ``evalset``."""
    argv = [sys.executable, "-m", "eval.speed.startup", name, evalset, str(documents), str(cache)]
    done = subprocess.run(argv, check=True, capture_output=True, text=True, encoding="utf-8")
    return Startup(**json.loads(done.stdout.splitlines()[-1]))


def _start(name: str, evalset: str, documents: Path, cache: Path) -> Startup:
    from eval.questions import load

    loaded = load(evalset, documents)
    begun = time.perf_counter()
    if name == "trichdan":
        import rag.ask  # noqa: F401  (its time is what is measured)
        from eval.systems.ours import archive_of, our_system
        from index.encode import open_encoder

        imported = time.perf_counter()
        system = our_system(archive_of(loaded, open_encoder(None, cache), cache, lambda *_: None))
    else:
        from eval.systems.chunks import best_chunk
        from eval.systems.others import OTHERS
        from index.encode import open_encoder

        OTHERS[name].load()
        imported = time.perf_counter()
        sources = loaded.sources
        system = best_chunk(OTHERS[name].index(sources, open_encoder(None, cache)), sources)
    indexed = time.perf_counter()
    system(loaded.questions[0])
    return Startup(imported - begun, indexed - imported, time.perf_counter() - indexed, megabytes("VmHWM"))


if __name__ == "__main__":
    print(json.dumps(asdict(_start(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])))))
