"""Runs ``trichdan`` inside the test's process, with folders of its own and an encoder that needs no model.

A test file takes the fixtures over: ``terminal = commandline.terminal``.
"""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import index.encode
from index.build import build
from tests.fakes import HashingEncoder
from ui.sample import documents
from ui.terminal import main

_VARIABLES = ("ARCHIVE", "MODEL", "RERANKER", "LANG", "HOST", "PORT", "TOP", "DEBUG")


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output read as JSON."""
        return json.loads(self.out)


class Terminal:
    """``terminal("ask", "…")`` runs the command; nothing of the user's own is read or written."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.encoders: list[HashingEncoder] = []
        self._capsys = capsys
        self._patch = monkeypatch
        for name in _VARIABLES:
            monkeypatch.delenv(f"TRICHDAN_{name}", raising=False)
        monkeypatch.setenv("TRICHDAN_CACHE", str(folder / "cache"))
        monkeypatch.setenv("TRICHDAN_DATA", str(folder / "data"))
        monkeypatch.setattr(index.encode, "open_encoder", self._open_encoder)

    def _open_encoder(self, model: str | None, cache: Path) -> HashingEncoder:
        self.encoders.append(encoder_of(model))
        return self.encoders[-1]

    @property
    def encoded(self) -> int:
        """How many passages were encoded so far."""
        return sum(len(encoder.encoded) for encoder in self.encoders)

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Result:
        """Runs ``trichdan`` with these arguments."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        self._capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        return Result(code, out, err)

    def fails(self, *arguments: str | Path, stdin: str | bytes = b"") -> str:
        """The line on stderr of a command that fails as all must: exit code 2, one line, nothing on stdout."""
        result = self(*arguments, stdin=stdin)
        assert (result.code, result.out) == (2, ""), result
        lines = result.err.splitlines()
        assert len(lines) == 1, result
        assert lines[0].startswith(("Lỗi: ", "Error: ")), result
        return lines[0]


def encoder_of(model: str | None) -> HashingEncoder:
    """The stand-in for a model: each its own space."""
    return HashingEncoder(fingerprint=f"hashing/{model}")


def sample_index(folder: Path) -> Path:
    """An index of the five sample documents in ``folder``."""
    build([documents()], folder, encoder_of(None), None, lambda *_: None)
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample documents, to read only."""
    return sample_index(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal with nothing indexed yet."""
    return Terminal(tmp_path, capsys, monkeypatch)


@pytest.fixture
def asked(terminal: Terminal, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal whose archive is the sample's."""
    monkeypatch.setenv("TRICHDAN_ARCHIVE", str(sample))
    return terminal
