"""A cache folder for this run: the user's own, or a temporary one where that cannot be written."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

from ui.reach import is_there
from ui.say import Say


def usable(cache: Path, say: Say) -> Path:
    """``cache``, or what :func:`temporary` gives in its place."""
    return cache if writable(cache) else temporary(cache, say) or cache


def writable(cache: Path) -> bool:
    """Whether ``cache`` can be written or made; nothing is."""
    place = next(folder for folder in (cache, *cache.parents) if is_there(folder))
    return place.is_dir() and os.access(place, os.W_OK)


def temporary(cache: Path, say: Say) -> Path | None:
    """A folder that is gone after this run, and a line about it.

    ``None`` where ``TRICHDAN_CACHE`` names the cache: who chose it wants to know that it does not work.
    """
    if os.environ.get("TRICHDAN_CACHE", "").strip():
        return None
    try:
        folder = mkdtemp(prefix="trichdan-")
    except OSError:
        return None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    say.note(
        f"(Không ghi được vào thư mục đệm «{cache}»: lần này dùng thư mục tạm. Đặt TRICHDAN_CACHE để giữ lại.)",
        f'(The cache folder "{cache}" cannot be written to: a temporary one is used. Set TRICHDAN_CACHE to keep it.)',
    )
    return Path(folder)
