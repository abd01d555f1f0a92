"""The optional cross-encoder: a real one of known order, how its scores and the search's meet, what is said when it fails."""

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import index.rerank
from index.archive import Archive, open_archive
from index.build import build
from index.errors import EncoderError
from index.rerank import Reranker, open_reranker
from index.types import Clause, Role
from rag.ask import ask, search
from rag.finding import rerank as stage
from rag.finding.rerank import MOST_WINDOWS, READ, rerank
from rag.types import Hit, Query, Retrieval, Scope, Want
from tests import commandline
from tests.commandline import Terminal
from tests.fakes import HashingEncoder, write_files

sample, terminal, asked = commandline.sample, commandline.terminal, commandline.asked

# A passage that holds the first is best, then the second; all others are alike.
FIRST, SECOND = "xe", "chợ"
FILLER = "nội dung khác hẳn về công việc thường ngày"


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real cross-encoder of two layers. Its weights are chosen so that its score grows with the words ``xe`` and ``chợ``:

    only those two have an embedding; attention is uniform and copies; so the first token holds the mean of the embeddings.
    """
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = tmp_path_factory.mktemp("reranker")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", FIRST, SECOND]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = BertTokenizerFast(
        vocab={word: at for at, word in enumerate(vocabulary)}, do_lower_case=False, strip_accents=False
    )
    width = 8
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=width, num_hidden_layers=2, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=512, num_labels=1, layer_norm_eps=1.0,
    )  # fmt: skip
    made = BertForSequenceClassification(config)
    with torch.no_grad():
        for name, weight in made.named_parameters():
            weight.zero_()
            if "LayerNorm.weight" in name:
                weight.fill_(1.0)
            if name.endswith(("value.weight", "attention.output.dense.weight", "pooler.dense.weight")):
                weight.copy_(torch.eye(width))
        words = made.bert.embeddings.word_embeddings.weight
        for at, word in enumerate((FIRST, SECOND)):
            words[vocabulary.index(word), 2 * at] = 40.0
            words[vocabulary.index(word), 2 * at + 1] = -40.0
            made.classifier.weight[0, 2 * at] = 4.0 / (at + 1)
            made.classifier.weight[0, 2 * at + 1] = -4.0 / (at + 1)
    made.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is remembered from another test."""
    monkeypatch.setattr(index.rerank, "_opened", {})


# ---------------------------------------------------------------- the model


def test_scores_are_those_of_each_pair_whatever_the_batches(model: Path) -> None:
    passages = [f"{FILLER} {FIRST}", FILLER * 30, "", f"{SECOND} {FILLER * 9}", FIRST, f"{FILLER} {SECOND}", "\ud800\0"]
    reranker = Reranker(str(model))
    together = reranker.scores("hỏi gì", passages)
    assert together.shape == (7,)
    alone = [float(reranker.scores("hỏi gì", [passage])[0]) for passage in passages]
    assert together == pytest.approx(np.array(alone), abs=1e-5)
    assert together[4] > together[0] > together[5] > together[2]
    assert reranker.scores("hỏi gì", []).shape == (0,)


def test_it_is_safe_from_many_threads(model: Path) -> None:
    """The first of them load it, too."""
    passages = [f"{FILLER * (at % 7)} {FIRST if at % 3 else SECOND}" for at in range(40)]
    reranker = Reranker(str(model))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: reranker.scores("hỏi gì", passages), range(24)))
    assert all(np.array_equal(found[0], one) for one in found)


def test_one_model_for_the_process_and_none_before_it_is_used(model: Path) -> None:
    first = open_reranker(str(model))
    assert open_reranker(str(model)) is first
    assert first._loaded is None
    first.load()
    loaded = first._loaded
    first.load()
    assert first._loaded is loaded is not None


def test_fingerprint_tells_models_apart(model: Path, tmp_path: Path) -> None:
    copy = tmp_path / model.name
    shutil.copytree(model, copy)
    assert Reranker(str(copy)).fingerprint == Reranker(str(model)).fingerprint
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    assert Reranker(str(copy)).fingerprint != Reranker(str(model)).fingerprint


def _broken(name: str, model: Path, folder: Path) -> Path:
    shutil.copytree(model, folder, dirs_exist_ok=True)
    config = json.loads((model / "config.json").read_text("utf-8"))
    if name == "weights cut short":
        (folder / "model.safetensors").write_bytes((model / "model.safetensors").read_bytes()[:300])
    elif name == "weights of other sizes":
        (folder / "config.json").write_text(json.dumps({**config, "hidden_size": 16}))
    elif name == "no JSON":
        (folder / "config.json").write_text("{")
    elif name == "an encoder":
        (folder / "config.json").write_text(json.dumps({**config, "architectures": ["BertModel"]}))
    elif name == "labels":
        three = {str(at): f"LABEL_{at}" for at in range(3)}
        given = {**config, "id2label": three, "label2id": {label: int(at) for at, label in three.items()}}
        (folder / "config.json").write_text(json.dumps(given))
        _relabelled(folder / "model.safetensors", 3)
    elif name == "an empty folder":
        shutil.rmtree(folder)
        folder.mkdir()
    return folder


def _relabelled(weights: Path, labels: int) -> None:
    from safetensors.numpy import load_file, save_file

    tensors = load_file(weights)
    tensors["classifier.weight"] = np.zeros((labels, tensors["classifier.weight"].shape[1]), np.float32)
    tensors["classifier.bias"] = np.zeros(labels, np.float32)
    save_file(tensors, weights, metadata={"format": "pt"})


@pytest.mark.parametrize(
    ("name", "vi"),
    [
        ("weights cut short", "."),
        ("weights of other sizes", "."),
        ("no JSON", "."),
        ("an empty folder", "."),
        ("an encoder", "không phải cross-encoder"),
        ("labels", "3 nhãn"),
    ],
)
def test_a_folder_that_is_no_reranker(name: str, vi: str, model: Path, tmp_path: Path) -> None:
    folder = _broken(name, model, tmp_path / "hỏng")
    with pytest.raises(EncoderError, match=vi) as caught:
        Reranker(str(folder)).load()
    for text in (caught.value.vi, caught.value.en):
        assert str(folder) in text
        assert "--reranker" in text
        assert "\n" not in text


@pytest.mark.parametrize("name", ["không-có", "./không-có", "/không/có", "a/b/c", "a/", "tên lạ/!", ""])
def test_a_name_that_cannot_be(name: str) -> None:
    with pytest.raises(EncoderError, match=r"không có thư mục này.*tác-giả/tên"):
        Reranker(name).load()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A hub that is not reached; gives the names it was asked for."""
    asked: list[str] = []

    def none(name: str, **_: object) -> None:
        asked.append(name)
        raise ConnectionError("no network")

    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.model_info", none)
    return asked


def test_a_model_that_cannot_be_downloaded(hub: list[str]) -> None:
    with pytest.raises(EncoderError, match=r"«no-such/model».*không tải về được \(no network\).*thư mục") as caught:
        Reranker("no-such/model").load()
    assert "cannot be downloaded (no network)" in caught.value.en
    assert hub == ["no-such/model"]


def test_a_model_that_the_hub_does_not_have(hub: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub.errors import RepositoryNotFoundError

    class AbsentError(RepositoryNotFoundError):
        def __init__(self) -> None:
            Exception.__init__(self, "404")

    def absent(name: str, **_: object) -> None:
        raise AbsentError

    monkeypatch.setattr("huggingface_hub.model_info", absent)
    with pytest.raises(EncoderError, match="kho mô hình không có tên này"):
        Reranker("no-such/model").load()


def test_scores_that_are_no_numbers(model: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "nan"
    shutil.copytree(model, folder)
    tensors = load_file(folder / "model.safetensors")
    tensors["classifier.bias"][:] = np.nan
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match="không phải là số"):
        Reranker(str(folder)).scores("x", ["y"])


# ---------------------------------------------------------------- its place in finding

# Clauses long and short; one says its matter after more than one window.
DOCUMENT = "\n".join([
    "QUẬN ỦY HÀ ĐÔNG", "*", "Số 12-CV/QU", "", "Hà Đông, ngày 02 tháng 9 năm 2021", "",
    "1. Ủy ban nhân dân quận kiểm tra việc phòng dịch tại các cơ quan, hoàn thành trước ngày 05/9/2021.", "",
    f"2. Phòng Y tế kiểm tra việc phòng dịch ở {SECOND} trung tâm.", "",
    f"3. Công an quận kiểm tra việc phòng dịch trên {FIRST} khách.", "",
    "4. Các phường " + "báo cáo kết quả hằng ngày về Ban Chỉ đạo quận. " * 30 + f"Kiểm tra cả {FIRST} tải.",
])  # fmt: skip
QUESTION = "Kiểm tra việc phòng dịch ở đâu?"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("kho")
    write_files(folder / "van-ban", {"a.txt": DOCUMENT})
    build([folder / "van-ban"], folder / "kho", HashingEncoder(), None, lambda *_: None)
    return open_archive(folder / "kho", HashingEncoder(), cache=folder)


def found(archive: Archive, how: Retrieval) -> list[Hit]:
    return list(search(QUESTION, archive, 20, (), how).hits)


def test_a_real_model_reorders_what_was_found(archive: Archive, model: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    contrary = tmp_path / "contrary"
    shutil.copytree(model, contrary)
    tensors = load_file(contrary / "model.safetensors")
    tensors["classifier.weight"] *= -1
    save_file(tensors, contrary / "model.safetensors", metadata={"format": "pt"})
    orders = []
    for folder in (model, contrary):
        after = found(archive, Retrieval(reranker=str(folder)))
        assert {hit.clause.id for hit in after} == {hit.clause.id for hit in found(archive, Retrieval())}
        orders.append([hit.clause.address for hit in after if hit.clause.address in ("mục 1", "mục 2", "mục 3")])
    assert orders == [["mục 3", "mục 2", "mục 1"], ["mục 1", "mục 2", "mục 3"]]


def test_a_long_clause_counts_as_its_best_window(archive: Archive, model: Path) -> None:
    hits = [hit for hit in found(archive, Retrieval()) if hit.clause.address.startswith("mục 4")]
    assert hits
    query = search(QUESTION, archive).query
    short = next(hit for hit in found(archive, Retrieval()) if hit.clause.address == "mục 1")
    long, plain = stage._most_of_each([hits[0], short], query, archive, str(model))
    assert long > plain


def test_off_by_default(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "open_reranker", lambda _: pytest.fail("a reranker was opened"))
    assert found(archive, Retrieval())


def test_the_answer_is_made_from_the_reranked_hits(archive: Archive, model: Path) -> None:
    how = Retrieval(reranker=str(model))
    assert [hit.clause.id for hit in ask(QUESTION, archive, how=how).hits] == [h.clause.id for h in found(archive, how)]


# ---------------------------------------------------------------- how the two scores meet

QUERY = Query("x", "x", True, Want.TEXT, (), Scope(), ())
scores_of_hits = st.lists(st.floats(0, 1, width=32), min_size=0, max_size=READ + 10)


class Fixed:
    """A cross-encoder that gives the scores it was told, a window each."""

    def __init__(self, scores: Sequence[float]) -> None:
        self._scores = scores
        self.asked = 0

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float64]:
        self.asked += len(passages)
        return np.array(self._scores[: len(passages)], np.float64)


def reranked(scores: Sequence[float], logits: Sequence[float], archive: Archive, query: Query = QUERY) -> list[Hit]:
    hits = [
        Hit(Clause(at, 0, "a.txt", 0, 1, "x", Role.BODY, f"mục {at}"), score, 0.0, 0.0)
        for at, score in enumerate(sorted(scores, reverse=True))
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "open_reranker", lambda _: Fixed(logits))
        after = rerank(hits, query, archive, "m")
    assert sorted(hit.clause.id for hit in after) == list(range(len(hits)))
    return after


@given(scores_of_hits, st.lists(st.floats(-30, 30), min_size=READ, max_size=READ))
def test_reranked_is_a_permutation_in_the_range_of_old_scores(
    archive: Archive, scores: list[float], logits: list[float]
) -> None:
    after = reranked(scores, logits, archive)
    old, new = sorted(scores, reverse=True), [hit.score for hit in after]
    assert [hit.clause.id for hit in after[READ:]] == list(range(READ, len(scores)))
    assert new[READ:] == old[READ:]
    assert new == sorted(new, reverse=True)
    if new:
        assert new[0] <= old[0] + 1e-9
        assert new[-1] >= old[-1] - 1e-9


@given(scores_of_hits, st.floats(-30, 30))
def test_a_model_without_an_opinion_changes_nothing(archive: Archive, scores: list[float], logit: float) -> None:
    assert [hit.clause.id for hit in reranked(scores, [logit] * READ, archive)] == list(range(len(scores)))


@given(scores_of_hits, st.floats(0.01, 100), st.floats(-50, 50))
def test_only_the_order_and_the_gaps_of_logits_count(
    archive: Archive, scores: list[float], scale: float, shift: float
) -> None:
    """Cross-encoders have no common scale."""
    logits = [float((at * 7) % READ) for at in range(READ)]
    moved = [scale * logit + shift for logit in logits]
    first, second = (
        [round(hit.score, 6) for hit in reranked(scores, given_logits, archive)] for given_logits in (logits, moved)
    )
    assert first == pytest.approx(second, abs=1e-5)


@pytest.mark.parametrize(
    ("scores", "logits", "order"),
    [
        ([1.0, 0.0], [0.0, 1.0], [0, 1]),  # as sure as each other: the search's first stays
        ([1.0, 0.9, 0.0], [-8, 8, -8], [1, 0, 2]),
        ([1.0, 0.5, 0.0], [5, 0, -5], [0, 1, 2]),
        ([0.5, 0.5, 0.5], [1, 3, 2], [1, 2, 0]),  # a search without an opinion
        ([1.0, 0.2, 0.1, 0.0], [-9, 9, -9, -9], [1, 0, 2, 3]),
        ([0.7], [3], [0]),
        ([], [], []),
    ],
)
def test_both_have_an_equal_say(archive: Archive, scores: list[float], logits: list[float], order: list[int]) -> None:
    assert [hit.clause.id for hit in reranked(scores, logits, archive)] == order


@pytest.mark.parametrize(
    ("named", "order"),
    [
        ((), [3, 2, 1, 0]),
        ((0,), [0, 3, 2, 1]),
        ((0, 1), [0, 1, 3, 2]),
        ((2,), [3, 2, 1, 0]),
        ((0, 1, 2, 3), [0, 1, 2, 3]),
    ],
)
def test_clauses_asked_for_by_their_address_stay_in_front(
    archive: Archive, named: tuple[int, ...], order: list[int]
) -> None:
    query = replace(QUERY, scope=Scope(clauses=named))
    after = reranked([0.5] * 4, [1.0, 2.0, 3.0, 4.0], archive, query)  # the last one read is best
    assert [hit.clause.id for hit in after] == order


def test_an_endless_clause_is_read_in_part(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = Fixed([0.0] * 1000)
    monkeypatch.setattr(stage, "open_reranker", lambda _: fixed)
    long = Clause(0, 0, "a.txt", 0, 1, "một hai ba. " * 5_000, Role.BODY, "mục 1")
    rerank([Hit(long, 1.0, 0.0, 0.0), Hit(long, 0.5, 0.0, 0.0)], QUERY, archive, "m")
    assert fixed.asked == 2 * MOST_WINDOWS


# ---------------------------------------------------------------- the setting


def test_commands_take_it(asked: Terminal, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    question = ("search", "Kiểm tra phòng dịch ở chợ?", "--top", "20", "--json")
    plain = asked(*question).json["hits"]
    by_flag = asked(*question, "--reranker", model).json["hits"]
    monkeypatch.setenv("TRICHDAN_RERANKER", str(model))
    by_variable = asked(*question).json["hits"]
    assert by_flag == by_variable != plain
    assert asked("ask", "Ai ký công văn 667-CV/QU?").code == 0
    assert "Mô hình xếp lại chạy được" in asked("doctor").out


def test_commands_say_what_is_wrong_with_it(asked: Terminal, tmp_path: Path) -> None:
    for command in (("ask", "Ngày nào?"), ("search", "Ngày nào?"), ("chat",), ("eval", "run", "covid19")):
        assert "không-có" in asked.fails(*command, "--reranker", "không-có")
    result = asked("doctor", "--reranker", "không-có")
    assert result.code == 2
    assert "✗ Không dùng được mô hình xếp lại «không-có»" in result.out
    assert "(tùy chọn, --reranker): không dùng" in asked("doctor").out
