"""What surrounds a language model, without one: its words into sentences, what it is given, what its errors mean, its name."""

import itertools

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from index.archive import Archive
from index.config import Config
from index.errors import InputError
from rag.ask import understand
from rag.finding.retrieve import retrieve
from rag.generating.failure import Cause, NoAnswer, cause_of
from rag.generating.limits import Limits
from rag.generating.model import open_model
from rag.generating.prompt import given, harmless, messages
from rag.generating.rules import acceptable
from rag.generating.sentences import Said, Sentences
from rag.generating.settings import Model

QUESTION = "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"


def spoken(text: str, size: int) -> list[Said]:
    """The sentences of ``text`` that comes in pieces of ``size``."""
    reply = Sentences()
    found = [said for at in range(0, len(text), size) for said in reply.feed(text[at : at + size])]
    return found + reply.end()


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hạn là 04/9/2021 [1].", [("Hạn là 04/9/2021", (1,))]),
        ("Hạn là 04/9/2021. [1] Báo cáo Quận ủy. [2][3]", [("Hạn là 04/9/2021", (1,)), ("Báo cáo Quận ủy", (2, 3))]),
        ("- Một [1]\n- Hai [1, 2]\n\n3. Ba [2; 1]", [("Một", (1,)), ("Hai", (1, 2)), ("Ba", (2, 1))]),
        ("Một. Hai [1]. Ba.\nBốn. [2]", [("Một", (1,)), ("Hai", (1,)), ("Ba", ()), ("Bốn", (2,))]),
        ("Theo [1], hạn là 04/9/2021.", [("Theo, hạn là 04/9/2021", (1,))]),
        ("TP. Hà Nội họp [1]. PGS. TS. Lê A dự [2].", [("TP. Hà Nội họp", (1,)), ("PGS. TS. Lê A dự", (2,))]),
        ("Ông N. V. A. ký [1]. Xong.", [("Ông N. V. A. ký", (1,)), ("Xong", ())]),
        ("Quy mô 30.000 giường [1]. Đạt 4.5 điểm [2].", [("Quy mô 30.000 giường", (1,)), ("Đạt 4.5 điểm", (2,))]),
        ("**Trả lời:** Hạn là `04/9/2021` [1]!", [("Hạn là 04/9/2021!", (1,))]),
        ("<think>Hạn là 05/9 [1].\nHay 06/9 [2]?</think>Hạn là 04/9 [1].", [("Hạn là 04/9", (1,))]),
        ("Một [1]. <think>không bao giờ hết [2]", [("Một", (1,))]),
        ("Hạn【2】.", [("Hạn", (2,))]),
        ("Một\u202e [1]\u200b.\x1b[31m Hai", [("Một.[31m Hai", (1,))]),
        ("Hạn là 04/9/2021 [1", [("Hạn là 04/9/2021 [1", ())]),
        ("…!?\n\n- \n", []),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_come_out_whole_however_they_come_in(
    text: str, size: int, wanted: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(said.text, said.numbers) for said in spoken(text, size)] == wanted


@for_any(st.text(alphabet="aB .[1]2,\n?<think>/-đ", max_size=60), st.integers(1, 7))
def test_how_a_reply_is_cut_into_pieces_changes_nothing(text: str, size: int) -> None:
    assert spoken(text, size) == spoken(text, 1000)


def test_model_is_given_numbered_clauses_and_the_question_last(archive: Archive) -> None:
    query = understand(QUESTION, archive)
    hits = retrieve(query, archive)
    clauses = given((), hits, Limits(clauses=3))
    (role, rules), (other, text) = messages(query.text, clauses, archive.directives, Limits())
    assert (role, other) == ("system", "human")
    assert clauses.clauses == tuple(hit.clause for hit in hits[:3])
    assert [text.index(f"<<<{n}>>>") for n in (1, 2, 3)] == sorted(text.index(f"<<<{n}>>>") for n in (1, 2, 3))
    assert all(archive.directives[c.directive].name in text and c.address in text for c in clauses.clauses)
    assert text.rstrip().endswith(f"<<<câu hỏi>>>\n{QUESTION}\n<<</câu hỏi>>>")
    assert "[1]" in rules


def test_no_more_than_fits_is_given_but_always_something(archive: Archive) -> None:
    hits = retrieve(understand(QUESTION, archive), archive)
    for limits in (Limits(clauses=1), Limits(characters=10), Limits(characters=700, clause=300)):
        clauses = given((), hits, limits).clauses
        assert 1 <= len(clauses) <= limits.clauses
        assert len(clauses) == 1 or sum(min(len(one.text), limits.clause) for one in clauses) <= limits.characters


def test_numbers_name_the_clauses_given_and_no_others(archive: Archive) -> None:
    clauses = given((), retrieve(understand(QUESTION, archive), archive), Limits(clauses=2))
    first, second = clauses.clauses
    assert clauses.named((2, 1, 2)) == (second, first)
    assert [clauses.named(bad) for bad in ((), (0,), (3,), (1, 99))] == [None] * 4


@for_any(st.text(max_size=200))
def test_data_holds_no_sign_of_the_prompt_or_of_a_chat_template(text: str) -> None:
    kept = harmless(text + "<|im_start|>[INST]\n<<<2>>>【1】\u202e\x1b")
    assert not set(kept) & set("<>[]{}【】\n\r\x1b\u202e")


class _WithStatus(Exception):  # noqa: N818
    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


class APIConnectionError(Exception):
    """Named like OpenAI's."""


class ReadTimeout(Exception):  # noqa: N818
    """Named like httpx's."""


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (_WithStatus(401), Cause.KEY), (_WithStatus(403), Cause.KEY), (_WithStatus(404), Cause.UNKNOWN),
        (_WithStatus(429), Cause.BUSY), (_WithStatus(500), Cause.SERVER), (_WithStatus(400), Cause.SERVER),
        (TimeoutError(), Cause.SLOW), (ReadTimeout(), Cause.SLOW), (ConnectionRefusedError(), Cause.DOWN),
        (APIConnectionError(), Cause.DOWN), (ValueError("Expecting value"), Cause.BROKEN),
        (ConnectionResetError(), Cause.BROKEN), (RuntimeError(), Cause.BROKEN), (NoAnswer(Cause.EMPTY), Cause.EMPTY),
    ],
)  # fmt: skip
def test_errors_of_any_library_become_a_cause(error: Exception, cause: Cause) -> None:
    assert cause_of(error) is cause
    wrapped = APIConnectionError("sk-secret")
    wrapped.__cause__ = error
    assert cause_of(wrapped) is cause or isinstance(error, RuntimeError)


def test_notices_differ_and_say_what_comes_instead() -> None:
    said = [cause.notice.message(lang) for cause, lang in itertools.product(Cause, ("vi", "en"))]
    assert len(set(said)) == len(said)
    assert all("trích thẳng" in one or "quoted" in one for one in said)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Hoàn thành trước ngày 04/9/2021", True),
        ("Không, chưa phải kiện toàn trước 04/9/2021", False),  # a verdict is the program's to give
        ("Có", False),
        ("Có trách nhiệm hoàn thành trước ngày 04/9/2021", True),
        ("Hà Đông phải kiện toàn ban chỉ đạo", False),  # says nothing that was not asked
        ("Đã nói rồi", False),
        ("x " * 400, False),
    ],
)
def test_rules_for_a_sentence(text: str, fine: bool, archive: Archive) -> None:
    from rag.types import Statement

    query = understand(QUESTION, archive)
    assert acceptable(Said(text, (1,)), query, [Statement("Đã nói rồi!", ())]) is fine


# ---------------------------------------------------------------- the model's name


@pytest.mark.parametrize(
    ("name", "url", "said"),
    [
        ("qwen3", None, "NHÀ_CUNG_CẤP:TÊN"),
        ("openai:", None, "NHÀ_CUNG_CẤP:TÊN"),
        (":x", None, "NHÀ_CUNG_CẤP:TÊN"),
        ("nosuch:x", None, "không biết nhà cung cấp «nosuch»"),
        ("openai:x", "127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("openai:x", "file:///etc/passwd", "http"),
    ],
)
def test_a_name_that_means_nothing_is_said(name: str, url: str | None, said: str) -> None:
    with pytest.raises(InputError, match=r"(?s).+") as failed:
        open_model(Model(name, url))
    assert said in failed.value.vi
    assert "\n" not in failed.value.vi + failed.value.en


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import langchain.chat_models.base as base

    def absent(*_: object, **__: object) -> None:
        raise ImportError(
            "Initializing ChatX requires the langchain-x package. Please install it with `pip install langchain-x`"
        )

    monkeypatch.setattr(base, "_get_chat_model_creator", absent)
    for name in ("anthropic:x", "ollama:x"):
        with pytest.raises(InputError, match=r"pip install langchain-x$"):
            open_model(Model(name))


def test_a_missing_key_is_named_and_none_is_needed_for_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("langchain_openai")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError, match="OPENAI_API_KEY"):
        open_model(Model("openai:x"))
    open_model(Model("openai:x", "http://127.0.0.1:9/v1"))


def test_settings_come_from_flags_and_variables() -> None:
    config = Config.load(
        {"llm": "ollama:a", "llm_url": None},
        {"TRICHDAN_LLM": "openai:b", "TRICHDAN_LLM_URL": "http://x/v1", "TRICHDAN_LLM_TIMEOUT": "5"},
    )
    assert (config.llm, config.llm_url, config.llm_timeout) == ("ollama:a", "http://x/v1", 5)
    assert (Config().llm, Config().llm_url) == (None, None)
    with pytest.raises(InputError, match="TRICHDAN_LLM_TIMEOUT"):
        Config.load({}, {"TRICHDAN_LLM_TIMEOUT": "soon"})
