"""The archive as a LangChain retriever: documents, filters, async and threads, inside chains, tools, ensembles and graphs."""

import asyncio
import json
import re
import runpy
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import ConfigurableField, RunnableLambda, RunnablePassthrough
from langchain_core.tools import create_retriever_tool

from index.archive import Archive, open_archive
from index.build import build
from index.encode import Vectors
from index.errors import ArchiveError, InputError, TrichdanError
from rag.ask import search
from rag.finding.filter import Filter, clauses_in
from rag.langchain import TrichDanRetriever
from rag.types import HYBRID, Retrieval
from tests.fakes import HashingEncoder
from ui.sample import documents

ROOT = Path(__file__).parents[1]
QUESTION = "Ai phải kiện toàn ban chỉ đạo phòng, chống dịch?"
QUESTIONS = [QUESTION, "Ai ký công văn 634-CV/QU?", "Hòa Minh phát phiếu đi chợ thế nào?", "Hai Bà Trưng tiêm cho ai?"]


class Waiting(HashingEncoder):
    """Computes nothing until something else has run; ``met``, for each question: whether it did within 10 s."""

    def __init__(self) -> None:
        super().__init__()
        self.ran, self.met = threading.Event(), list[bool]()

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See :class:`index.encode.Encoder`."""
        self.met.append(self.ran.wait(10))
        self.ran.clear()
        return super().queries(texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    build([documents()], folder, HashingEncoder(), None, lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def archive(folder: Path) -> Archive:
    return open_archive(folder, HashingEncoder(), cache=folder)


@pytest.fixture(scope="module")
def retriever(archive: Archive) -> TrichDanRetriever:
    return TrichDanRetriever(archive, top=5)


def ids(found: Sequence[Document]) -> list[str | None]:
    return [document.id for document in found]


# ---------------------------------------------------------------- documents


@pytest.mark.parametrize("question", QUESTIONS)
def test_finds_what_search_finds(retriever: TrichDanRetriever, archive: Archive, question: str) -> None:
    hits = search(question, archive, 5).hits
    found = retriever.invoke(question)
    assert [document.page_content for document in found] == [hit.clause.text for hit in hits]
    assert [document.metadata["rank"] for document in found] == [1, 2, 3, 4, 5][: len(hits)]
    assert [document.metadata["score"] for document in found] == pytest.approx([hit.score for hit in hits], abs=1e-6)


def test_a_document_is_all_that_a_citation_needs(retriever: TrichDanRetriever, archive: Archive) -> None:
    document = retriever.invoke("Ai ký?", filter={"number": "06-CT/TU", "role": "signature"})[0]
    known = document.metadata
    assert json.loads(json.dumps(known)) == known
    text = archive.source(known["file"]).text
    assert text[known["start"] : known["end"]] == document.page_content
    assert document.id == f"{known['file']}:{known['start']}-{known['end']}"
    assert {key: known[key] for key in ("source", "document", "number", "kind", "issuer", "date", "place", "role")} == {
        "source": "06-CT/TU, chữ ký", "document": "06-CT/TU", "number": "06-CT/TU", "kind": "Chỉ thị",
        "issuer": "Ban Thường vụ Thành ủy Hà Nội", "date": "2021-09-01", "place": None, "role": "signature",
    }  # fmt: skip
    assert (known["verified"], known["rank"], known["pages"], known["absent"]) == (True, 1, [], [])


def test_what_the_archive_lacks_is_told(retriever: TrichDanRetriever) -> None:
    found = retriever.invoke("Công văn 999-CV/QU nói gì?")
    assert found
    assert all("999-CV/QU" in " ".join(document.metadata["absent"]) for document in found)


def test_words_that_are_not_in_the_source_are_not_verified(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = open_archive(folder, HashingEncoder(), cache=folder)
    real = archive.source
    monkeypatch.setattr(archive, "source", lambda file: type(real(file))(file, "khác", "0"))
    assert not any(document.metadata["verified"] for document in TrichDanRetriever(archive).invoke(QUESTION))


def test_pages_of_paper(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.types import Place

    archive = open_archive(folder, HashingEncoder(), cache=folder)
    size = 1_000
    places = tuple(Place(size * at, size * at + size - 1, at + 1, (0, 0, 1, 1)) for at in range(40))
    monkeypatch.setattr(archive, "places", lambda file: places)
    for document in TrichDanRetriever(archive, top=30).invoke(QUESTION):
        start, end = document.metadata["start"], document.metadata["end"]
        here = {place.page for place in places if place.start < end and start < place.end}
        assert document.metadata["pages"] == sorted(here)


def test_a_follow_up(retriever: TrichDanRetriever) -> None:
    found = retriever.invoke("Ai ký văn bản đó?", history=["Công văn 634-CV/QU về việc gì?"], top=3)
    assert {document.metadata["document"] for document in found} == {"634-CV/QU"}
    assert "634-CV/QU" in found[0].metadata["searched"]


# ---------------------------------------------------------------- filters

FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({"number": "667-CV/QU"}, {"667-CV/QU"}),
    ({"number": ["06-CT/TU", "164-TB/QU"]}, {"06-CT/TU", "164-TB/QU"}),
    ({"number": "6-ct/tu"}, {"06-CT/TU"}),
    ({"number": "100-CV/DU"}, {"100-CV/ĐU"}),
    ({"number": "667"}, set()),
    ({"kind": "Chỉ thị"}, {"06-CT/TU"}),
    ({"kind": "chi thi"}, {"06-CT/TU"}),
    ({"kind": "chí thị"}, set()),
    ({"kind": ["Chỉ thị", "Sao lục"]}, {"06-CT/TU", "26-BS/QU"}),
    ({"issuer": "Hà Đông"}, {"667-CV/QU", "26-BS/QU", "634-CV/QU"}),
    ({"issuer": "Đông Hà"}, set()),
    ({"issuer": "quan uy"}, {"667-CV/QU", "26-BS/QU", "634-CV/QU", "164-TB/QU", "924-CV/QU"}),
    ({"place": "Hòa Minh"}, {"100-CV/ĐU"}),  # the document writes Hoà
    ({"file": "002_ff0ce65715f87882.txt"}, {"164-TB/QU"}),
    ({"file": "00[02]_*"}, {"667-CV/QU", "06-CT/TU", "26-BS/QU", "164-TB/QU"}),
    ({"date_from": "2021-09-02"}, {"667-CV/QU", "26-BS/QU", "924-CV/QU"}),
    ({"date_from": "2021-07-24", "date_to": date(2021, 9, 1)}, {"06-CT/TU", "634-CV/QU"}),
    ({"date_from": datetime(2021, 9, 2, 23, 59), "date_to": "20210902"}, {"667-CV/QU", "26-BS/QU"}),
    ({"date_from": "2022-01-01", "date_to": "2021-01-01"}, set()),
    ({"issuer": "Hà Đông", "kind": "Công văn", "date_to": "2021-08-31"}, {"634-CV/QU"}),
    ({"kind": None, "number": "634-CV/QU"}, {"634-CV/QU"}),
    (
        {"role": "signature"},
        {"667-CV/QU", "06-CT/TU", "26-BS/QU", "634-CV/QU", "164-TB/QU", "100-CV/ĐU", "924-CV/QU"},
    ),
]


@pytest.mark.parametrize(("limits", "documents"), FILTERS, ids=[json.dumps(f, default=str) for f, _ in FILTERS])
def test_a_filter_limits_the_search(archive: Archive, limits: dict[str, Any], documents: set[str]) -> None:
    """To exactly these documents, however few of them a search without it finds; at construction as with the call."""
    own = TrichDanRetriever(archive, top=200, filter=limits).invoke("dịch bệnh")
    called = TrichDanRetriever(archive, top=200).invoke("dịch bệnh", filter=limits)
    assert ids(own) == ids(called)
    assert {document.metadata["document"] for document in own} == documents
    passed = clauses_in(Filter.of(limits), archive)
    assert passed is not None
    assert {archive.directives[clause.directive].name for clause in archive.clauses(passed.tolist())} == documents


def test_hits_are_the_best_of_what_passes(archive: Archive) -> None:
    """Not what is left of the ten best after the fact."""
    limits = {"issuer": "Hai Bà Trưng", "role": "recipient"}
    retriever = TrichDanRetriever(archive, top=2)
    assert not any(document.metadata["role"] == "recipient" for document in retriever.invoke(QUESTION))
    found = retriever.invoke(QUESTION, filter=limits)
    assert found
    assert {(document.metadata["document"], document.metadata["role"]) for document in found} == {
        ("924-CV/QU", "recipient")
    }


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "number": st.sampled_from(["667-CV/QU", "06-CT/TU", "1-CV/QU"]),
        "kind": st.sampled_from(["Công văn", "thong bao", "Chỉ thị"]),
        "issuer": st.sampled_from(["Hà Đông", "uy"]),
        "role": st.sampled_from(["header", "body", ["signature", "recipient"]]),
        "date_from": st.dates(date(2021, 6, 1), date(2022, 6, 1)),
        "date_to": st.dates(date(2021, 6, 1), date(2022, 6, 1)),
    },
)


@given(VALUES, VALUES, st.sampled_from(QUESTIONS), st.integers(1, 30))
def test_both_filters_hold(
    archive: Archive, own: Mapping[str, Any], called: Mapping[str, Any], question: str, top: int
) -> None:
    """What a retriever is not to see, no call can show: not among the hits nor among their repetitions."""
    found = TrichDanRetriever(archive, top=top, filter=own).invoke(question, filter=called)
    assert len(found) <= top
    for limits in (own, called):
        passed = clauses_in(Filter.of(limits), archive)
        allowed = archive.clauses(range(archive.manifest.clauses) if passed is None else passed.tolist())
        places = {(clause.file, clause.start, clause.end) for clause in allowed}
        for document in found:
            for place in (document.metadata, *document.metadata["same"]):
                assert (place["file"], place["start"], place["end"]) in places


@given(VALUES)
def test_a_filter_is_what_it_asks_for(limits: Mapping[str, Any]) -> None:
    made = Filter.of(limits)
    assert Filter.of(made) == made == Filter.of(made.asked())
    assert set(made.asked()) == set(limits)


def test_no_filter_is_no_limit(archive: Archive) -> None:
    assert clauses_in(Filter(), archive) is None
    assert clauses_in(Filter.of({}), archive) is None


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"top": 0}, "top.*0"),
        ({"top": 1001}, "top.*1001"),
        ({"top": "nhiều"}, "top.*nhiều"),
        ({"kinds": "Chỉ thị"}, "kinds.*archive, top, filter, how"),
        ({"filter": {"kinds": "Chỉ thị"}}, "kinds.*number, kind"),
        ({"filter": {"kind": []}}, "kind"),  # "none is allowed" must not let all pass
        ({"filter": {"kind": [""]}}, "kind"),
        ({"filter": {"kind": 3}}, "kind.*3"),
        ({"filter": {"role": "thân"}}, "role.*thân.*signature"),
        ({"filter": {"date_from": "01/9/2021"}}, "date_from.*01/9/2021.*YYYY-MM-DD"),
        ({"filter": {"date_to": 2021}}, "date_to.*2021"),
        ({"filter": "Chỉ thị"}, "Chỉ thị"),
        ({"how": "hybrid"}, "how"),
    ],
)
def test_settings_that_cannot_be(archive: Archive, settings: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as caught:
        TrichDanRetriever(archive, **settings)
    for text in (caught.value.vi, caught.value.en):
        assert re.search(says, text)
        assert "\n" not in text


@pytest.mark.parametrize(
    ("given", "says"), [({"top": 0}, "top"), ({"top": True}, "top"), ({"filter": {"kinds": "x"}}, "kinds")]
)
def test_calls_that_cannot_be(retriever: TrichDanRetriever, given: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        retriever.invoke(QUESTION, **given)
    with pytest.raises(InputError, match=says):
        asyncio.run(retriever.ainvoke(QUESTION, **given))
    with pytest.raises(InputError, match="trống"):
        retriever.invoke("  ")


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="trichdan index"):
        TrichDanRetriever(tmp_path)
    with pytest.raises(InputError, match="archive"):
        TrichDanRetriever(archive=3)  # type: ignore[arg-type]


def test_settings_are_json_and_back(sample_folder: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real encoder: a path is opened with the one the archive names."""
    monkeypatch.setenv("TRICHDAN_CACHE", str(cache_folder))
    how = Retrieval(fold=False)
    first = TrichDanRetriever(str(sample_folder), top=3, filter={"issuer": "Hà Đông"}, how=how, tags=["x"])
    again = TrichDanRetriever(**json.loads(first.model_dump_json()))
    assert (again.top, again.filter, again.how, again.tags) == (3, Filter(issuer=("Hà Đông",)), how, ["x"])
    assert ids(again.invoke(QUESTION)) == ids(first.invoke(QUESTION))
    document = TrichDanRetriever(sample_folder, top=1).invoke("Ai ký công văn 634-CV/QU?")[0]
    assert (document.metadata["document"], document.metadata["role"]) == ("634-CV/QU", "signature")


# ---------------------------------------------------------------- threads and loops


def test_async_gives_the_same(retriever: TrichDanRetriever) -> None:
    async def both() -> list[list[Document]]:
        return [await retriever.ainvoke(QUESTION, top=2), *await retriever.abatch(QUESTIONS)]

    assert list(map(ids, asyncio.run(both()))) == list(
        map(ids, [retriever.invoke(QUESTION, top=2), *retriever.batch(QUESTIONS)])
    )


def test_async_leaves_the_loop_free(folder: Path) -> None:
    encoder = Waiting()
    retriever = TrichDanRetriever(open_archive(folder, encoder, cache=folder))

    async def beside() -> None:
        stop = asyncio.Event()

        async def tick() -> None:
            while not stop.is_set():
                await asyncio.sleep(0.01)
                encoder.ran.set()

        ticking = asyncio.create_task(tick())
        await retriever.abatch(QUESTIONS)
        stop.set()
        await ticking

    asyncio.run(beside())
    assert encoder.met
    assert all(encoder.met)


def test_many_threads(archive: Archive) -> None:
    retriever = TrichDanRetriever(archive, top=5)
    filters = [{}, {"kind": "Công văn"}, {"role": "body"}, {"issuer": "Hà Đông", "role": "body"}]
    asked = [(question, limits) for question in QUESTIONS for limits in filters] * 4
    alone = {(q, str(f)): ids(TrichDanRetriever(archive, top=5).invoke(q, filter=f)) for q, f in asked}
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: ids(retriever.invoke(one[0], filter=one[1])), asked))
    assert found == [alone[question, str(limits)] for question, limits in asked]


# ---------------------------------------------------------------- inside LangChain and LangGraph


class Watching(BaseCallbackHandler):
    """Notes what a tracer is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def on_retriever_start(self, serialized: Any, query: str, **more: Any) -> None:
        self.told.append(("start", (query, more["name"], sorted(more["tags"]), more["metadata"])))

    def on_retriever_end(self, documents: Sequence[Document], **more: Any) -> None:
        self.told.append(("end", ids(documents)))

    def on_retriever_error(self, error: BaseException, **more: Any) -> None:
        self.told.append(("error", type(error)))


def test_callbacks_tags_and_names(archive: Archive) -> None:
    watching = Watching()
    retriever = TrichDanRetriever(archive, top=2, tags=["kho"], metadata={"phòng": "văn thư"})
    found = retriever.with_config(tags=["hỏi"], run_name="tìm", callbacks=[watching]).invoke(QUESTION)
    (_, (query, name, tags, known)), ended = watching.told
    assert (query, name, tags) == (QUESTION, "tìm", ["hỏi", "kho"])
    assert known["phòng"] == "văn thư"
    assert known["ls_embedding_model"] == archive.encoder.fingerprint
    assert ended == ("end", ids(found))
    with pytest.raises(TrichdanError):
        retriever.invoke("?", config={"callbacks": [watching]})
    assert watching.told[-1] == ("error", InputError)


def cited(found: Sequence[Document]) -> str:
    return "\n".join(f"[{document.metadata['source']}] {document.page_content}" for document in found)


def test_a_chain(retriever: TrichDanRetriever) -> None:
    seen: list[str] = []

    def noting(prompt: Any) -> Any:
        seen.append(prompt.to_string())
        return prompt

    prompt = ChatPromptTemplate.from_template("{clauses}\n\nCâu hỏi: {question}")
    chain = (
        {"clauses": retriever | cited, "question": RunnablePassthrough()}
        | prompt
        | RunnableLambda(noting)
        | FakeListChatModel(responses=["Đảng ủy các phường [1]."])
        | StrOutputParser()
    )
    assert chain.invoke(QUESTION) == "Đảng ủy các phường [1]."
    assert len(chain.batch(QUESTIONS)) == len(asyncio.run(chain.abatch(QUESTIONS))) == len(QUESTIONS)
    assert "".join(chain.stream(QUESTION)) == "Đảng ủy các phường [1]."
    assert len(seen) == 2 * len(QUESTIONS) + 2
    for question in QUESTIONS:
        wanted = f"Human: {cited(retriever.invoke(question))}\n\nCâu hỏi: {question}"
        assert seen.count(wanted) == (4 if question == QUESTION else 2)


def test_settings_bound_and_configured_in_a_chain(archive: Archive) -> None:
    retriever = TrichDanRetriever(archive, top=5)
    limits = {"kind": "Chỉ thị"}
    wanted = ids(retriever.invoke(QUESTION, top=2, filter=limits))
    bound = RunnableLambda(str) | retriever.bind(top=2, filter=limits)
    assert ids(bound.invoke(QUESTION)) == wanted
    configurable = retriever.configurable_fields(top=ConfigurableField("n"), filter=ConfigurableField("limits"))
    chain = itemgetter("question") | configurable
    config: Any = {"configurable": {"n": 2, "limits": limits}}
    assert ids(chain.with_config(config).invoke({"question": QUESTION})) == wanted
    assert len(chain.invoke({"question": QUESTION})) == 5


def test_a_tool(retriever: TrichDanRetriever) -> None:
    tool = create_retriever_tool(retriever, "tra_cuu", "Tìm điều khoản.", response_format="content_and_artifact")
    call = {"name": "tra_cuu", "args": {"query": QUESTION}, "id": "1", "type": "tool_call"}
    found = retriever.invoke(QUESTION)
    for message in (tool.invoke(call), asyncio.run(tool.ainvoke(call))):
        assert message.content == "\n\n".join(document.page_content for document in found)
        assert ids(message.artifact) == ids(found)


def test_an_ensemble(archive: Archive) -> None:
    """Two of them, and of each clause one."""
    ensembles = pytest.importorskip("langchain_classic.retrievers")
    one = TrichDanRetriever(archive, top=4, how=Retrieval(dense=False))
    other = TrichDanRetriever(archive, top=4, how=Retrieval(lexical=False))
    found = ensembles.EnsembleRetriever(retrievers=[one, other], weights=[0.5, 0.5]).invoke(QUESTION)
    assert set(ids(found)) == {*ids(one.invoke(QUESTION)), *ids(other.invoke(QUESTION))}
    assert len(set(ids(found))) == len(found)


class State(TypedDict, total=False):
    """What passes through the graph."""

    question: str
    clauses: list[Document]


def test_a_graph(retriever: TrichDanRetriever) -> None:
    graphs = pytest.importorskip("langgraph.graph")

    async def find(state: State) -> State:
        return {"clauses": await retriever.ainvoke(state["question"])}

    graph = graphs.StateGraph(State).add_node("find", find).add_edge(graphs.START, "find").compile()
    assert ids(asyncio.run(graph.ainvoke({"question": QUESTION}))["clauses"]) == ids(retriever.invoke(QUESTION))


# ---------------------------------------------------------------- the documentation


def test_the_documentation_runs_as_it_is_printed(
    sample_folder: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every block of docs/langchain.md, one after the other; the first is the example, and prints what the page says."""
    monkeypatch.setenv("TRICHDAN_ARCHIVE", str(sample_folder))
    monkeypatch.setenv("TRICHDAN_CACHE", str(cache_folder))
    page = (ROOT / "docs" / "langchain.md").read_text(encoding="utf-8")
    first, *rest = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    example = ROOT / "docs" / "examples" / "langchain_chain.py"
    assert first == example.read_text(encoding="utf-8")
    names = runpy.run_path(str(example))
    printed = re.search(r"^```text\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert printed
    assert capsys.readouterr().out == printed[1]
    for block in rest:
        exec(compile(block, "docs/langchain.md", "exec"), names)


def test_the_documentation_names_every_setting_part_and_key(retriever: TrichDanRetriever) -> None:
    page = (ROOT / "docs" / "langchain.md").read_text(encoding="utf-8")
    listed = {name for row in re.findall(r"^\| (`.+?) \|", page, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    settings = set(TrichDanRetriever.model_fields)
    parts = set(Filter.__dataclass_fields__)
    keys = set(retriever.invoke(QUESTION)[0].metadata)
    assert listed == settings | parts | keys


def test_default_is_the_programs_own_search(archive: Archive) -> None:
    assert TrichDanRetriever(archive).how == HYBRID
