"""Whether a path is there, for folders that may be out of reach."""

from pathlib import Path


def is_there(path: Path) -> bool:
    """As ``path.exists()``, which raises in some versions of Python when a folder above may not be entered."""
    try:
        return path.exists()
    except OSError:
        return False
