"""Documents parsed when they are first asked for, and once: to look a quotation up, most of a large archive is never parsed."""

from collections.abc import Sequence

from index.types import Parsed, Source


class ParsedSources:
    """``sources``, by file."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = {source.file: source for source in sources}
        self._parsed: dict[str, Parsed] = {}

    def __getitem__(self, file: str) -> Parsed:
        """``file``, parsed. Raises ``KeyError`` when there is none."""
        from index.parse import parse

        if file not in self._parsed:
            self._parsed[file] = parse(self._sources[file])
        return self._parsed[file]
