"""An extract as bytes of JSON, and back: between the program and its workers, and in the cache on disk."""

import json

from index.types import Extract, Note, Place


def dump(extract: Extract) -> bytes:
    """``extract`` as JSON."""
    places = [[p.start, p.end, p.page, *(round(x, 1) for x in p.box), p.confidence] for p in extract.places]
    notes = [[note.vi, note.en] for note in extract.notes]
    return json.dumps([extract.text, extract.format, places, notes]).encode("ascii")


def load(data: bytes) -> Extract:
    """What :func:`dump` was given. Raises ``ValueError`` for anything else."""
    try:
        text, kind, places, notes = json.loads(data)
        return Extract(
            str(text),
            str(kind),
            tuple(Place(a, b, page, (x0, y0, x1, y1), sure) for a, b, page, x0, y0, x1, y1, sure in places),
            tuple(Note(vi, en) for vi, en in notes),
        )
    except TypeError as error:
        raise ValueError("not an extract") from error
