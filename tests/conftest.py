"""Fixtures shared by the tests: the sample archive, indexed once a session with the bundled encoder."""

import os
from pathlib import Path

# Before the encoder is loaded: its idle threads would otherwise spin and starve torch's and the browser's.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import pytest

from eval import vectors
from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from tests.fakes import HashingEncoder
from ui.sample import documents


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of the tests' own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Path:
    """The five sample documents, indexed."""
    folder = tmp_path_factory.mktemp("sample")
    encoder = open_encoder(None, cache_folder)
    vectors.seed(folder, encoder, vectors.file_of("covid19"))  # tests/test_sample_vectors.py checks them
    build([documents()], folder, encoder, None, lambda *_: None)
    return folder


@pytest.fixture(scope="session")
def sample(sample_folder: Path, cache_folder: Path) -> Archive:
    """The sample archive, open."""
    return open_archive(sample_folder, cache=cache_folder)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The sample documents with made-up vectors, for what needs no model: how a question is understood, what is cited."""
    folder, encoder = tmp_path_factory.mktemp("archive"), HashingEncoder()
    build([documents()], folder, encoder, None, lambda *_: None)
    return open_archive(folder, encoder, cache=folder)
