"""Which reader reads these bytes."""

from collections.abc import Callable

from index.errors import SourceError
from index.types import Extract

# ``progress(page, pages)`` for what takes long.
Pages = Callable[[int, int], None]
Reader = Callable[[bytes, Pages], Extract]


def extract(data: bytes, name: str, progress: Pages) -> Extract:
    """The text of a file; ``name`` is a hint only. Raises ``SourceError`` for what cannot be read."""
    raise SourceError("", "")
