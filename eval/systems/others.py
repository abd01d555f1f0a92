"""The other programs measured beside ours, by name: what each is called, where it stands, what it is made of."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.systems.chunks import Index
from index.encode import Encoder
from index.types import Source


@dataclass(frozen=True, slots=True)
class Other:
    """``module`` has ``libraries()``, and the function ``make`` that indexes; ``packages``: whose versions matter."""

    name: str
    module: str
    make: str
    packages: tuple[str, ...]

    @property
    def versions(self) -> dict[str, str]:
        """Of each package that is installed."""
        found = {}
        for package in self.packages:
            try:
                found[package] = version(package)
            except PackageNotFoundError:
                continue
        return found

    @property
    def code(self) -> str:
        """A hash of the code that asks it."""
        asking = (
            Path(__file__).with_name("chunks.py"),
            Path(__file__).parents[2] / f"{self.module.replace('.', '/')}.py",
        )
        return hashlib.sha256(b"\0".join(path.read_bytes() for path in asking)).hexdigest()[:16]

    def load(self) -> None:
        """Imports it (seconds). Raises ``InputError`` when a package is missing."""
        import_module(self.module).libraries()

    def index(self, sources: Sequence[Source], encoder: Encoder) -> Index:
        """``sources``, indexed. Raises as :meth:`load`."""
        made: Index = getattr(import_module(self.module), self.make)(sources, encoder)
        return made


_LANGCHAIN = ("langchain-core", "langchain-classic", "langchain-community", "langchain-text-splitters", "rank-bm25")
_LIST = (
    Other("LangChain", "eval.systems.langchain_rag", "dense", _LANGCHAIN),
    Other("LangChain + BM25", "eval.systems.langchain_rag", "hybrid", _LANGCHAIN),
    Other("Haystack", "eval.systems.haystack_rag", "dense", ("haystack-ai",)),
    Other("Haystack + BM25", "eval.systems.haystack_rag", "hybrid", ("haystack-ai",)),
    Other("txtai", "eval.systems.txtai_rag", "dense", ("txtai",)),
    Other("txtai + BM25", "eval.systems.txtai_rag", "hybrid", ("txtai",)),
)
OTHERS = {other.name: other for other in _LIST}
