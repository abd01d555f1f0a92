"""``trichdan show``, ``chat`` and ``doctor``."""

import re
import socket
import sys
from types import ModuleType
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.archive import Archive
from index.config import Config
from index.types import Clause, Directive, Field, Role, Span
from tests import commandline
from tests.commandline import Terminal
from ui import plain
from ui.pages import Where
from ui.say import Say

sample, terminal, asked = commandline.sample, commandline.terminal, commandline.asked


def test_json_of_the_documents(asked: Terminal) -> None:
    records = asked("show", "--json").json
    assert [record["number"] for record in records][:3] == ["667-CV/QU", "06-CT/TU", "26-BS/QU"]
    assert " ".join(records[0]) == (
        "number kind issuer place date subject addressees recipients signers relations file start end clauses"
    )
    assert list(records[0]["signers"][0]) == ["name", "capacity", "authority"]
    assert list(records[0]["relations"][0]) == ["type", "number", "date"]
    assert list(records[0]["clauses"][0]) == ["address", "role", "text", "start", "end"]
    undated = next(record for record in records if record["number"] == "164-TB/QU")
    assert undated["date"] is None
    assert records[0]["date"] == "2021-09-02"


def test_json_of_one_document_and_one_clause(asked: Terminal) -> None:
    [document] = asked("show", "06 ct tu", "--json").json
    assert document["number"] == "06-CT/TU"
    assert "06-CT/TU" not in [relation["number"] for relation in document["relations"]]
    [narrow] = asked("show", "667", "MỤC 2, điểm 1, gạch đầu dòng 1", "--json").json
    [clause] = narrow["clauses"]
    text = asked("show", "--text", narrow["file"]).out
    assert text[clause["start"] : clause["end"]] == clause["text"]


def test_a_document_in_text(asked: Terminal) -> None:
    out = asked("show", "667").out
    assert "Ngày: 02/9/2021" in out
    assert "[mục 2, điểm (1), gạch đầu dòng 1] - Chủ trì phối hợp" in out
    assert "Date: unknown" in asked("show", "164", "--lang", "en").out


def test_clauses_stand_under_their_headings(asked: Terminal) -> None:
    lines = asked("show", "667").out.split("\n")
    [heading] = [line for line in lines if line.lstrip().startswith("[mục 2, điểm (1)]")]
    [inner] = [line for line in lines if line.lstrip().startswith("[mục 2, điểm (1), gạch đầu dòng 1]")]
    depths = [len(line) - len(line.lstrip()) for line in (heading, inner)]
    assert 0 < depths[0] < depths[1]


def test_a_related_document_of_the_archive_is_named_with_its_file(asked: Terminal) -> None:
    [related] = [line for line in asked("show", "667").out.split("\n") if line.startswith("Văn bản liên quan: ")]
    assert "06-CT/TU (01/9/2021) → 000_" in related


def test_fields_that_most_documents_lack_are_shown_where_they_are(terminal: Terminal) -> None:
    span = Span(0, 1)
    found = Directive(
        0, "a.pdf", 0, 9, None, Field("Công văn", span), None, None, None, None, None, (), (), (),
        urgency=Field("Khẩn", span), effective=Field("2021-09-02", span),
    )  # fmt: skip
    clause = Clause(0, 0, "a.pdf", 0, 4, "Khẩn", Role.HEADER, "độ khẩn")
    shown = plain.directive(
        found, [clause], [], [found], Say(), lambda _, span: Where((2, 3) if span.end > 4 else (2,))
    )
    assert "Độ khẩn: Khẩn" in shown
    assert "Hiệu lực từ: 02/9/2021" in shown
    assert "Độ mật" not in shown
    assert "Tệp: a.pdf, trang 2–3 [0:9]" in shown
    assert shown.endswith("— trang 2 —\n[độ khẩn] Khẩn")


def test_pages_of_a_paged_source(terminal: Terminal) -> None:
    canvas = Canvas(str(terminal.folder / "a.pdf"))
    for page in (
        "UBND QUAN HA DONG|So: 9/CV-UBND|Kinh gui: Cac phuong|1. Kiem tra binh chua chay.",
        "2. Thu gom rac thai.",
    ):
        for at, line in enumerate(page.split("|")):
            canvas.drawString(72, 780 - 40 * at, line)
        canvas.showPage()
    canvas.save()
    kho = terminal.folder / "kho"
    assert terminal("index", terminal.folder / "a.pdf", "--archive", kho).code == 0
    out = terminal("show", "9", "--archive", kho).out
    assert out.index("— trang 1 —") < out.index("binh chua chay") < out.index("— trang 2 —") < out.index("rac thai")
    assert "(a.pdf, trang 2 [" in terminal("show", "9", "mục 2", "--archive", kho).out
    assert "(a.pdf, trang 2)" in terminal("search", "thu gom rac thai", "--top", "1", "--archive", kho).out
    assert "(a.pdf, trang 2)" in terminal("ask", "Thu gom gì theo 9/CV-UBND?", "--archive", kho).out


def test_a_heading_brings_what_stands_beneath_it(asked: Terminal) -> None:
    out = asked("show", "667", "mục 2, điểm (1)").out
    assert "(1) Ủy ban nhân dân Quận:" in out
    assert "hoàn thành trước ngày **04/9/2021**" in out
    assert "Đảng uỷ các phường" not in out


def test_the_list_names_every_document(asked: Terminal) -> None:
    assert len(asked("show").out.splitlines()) == 8
    assert "26-BS/QU" in asked("show", "000_a961960588f467a1.txt").out


def test_text_is_printed_as_stored(asked: Terminal) -> None:
    file = asked.folder / "d" / "a.txt"
    file.parent.mkdir()
    file.write_bytes("Số 1-CV/QU\r\nÝ kiến\u2028một\r".encode())
    asked("index", file, "--archive", asked.folder / "kho")
    assert asked("show", "--text", "a", "--archive", asked.folder / "kho").out == "Số 1-CV/QU\r\nÝ kiến\u2028một\r"


# ---- chat, doctor


def fake_chat(monkeypatch: pytest.MonkeyPatch, serve: object) -> None:
    module = ModuleType("ui.chat")
    vars(module)["serve"] = serve
    monkeypatch.setitem(sys.modules, "ui.chat", module)


def test_chat_prints_its_address_and_ends_quietly(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, str, int]] = []

    def serve(archive: Archive, config: Config, on_ready: Any, ask: Any, *_: Any, **__: Any) -> None:
        seen.append((len(archive.directives), config.host, config.port))
        on_ready("http://127.0.0.1:7999/")
        raise KeyboardInterrupt

    fake_chat(monkeypatch, serve)
    result = asked("chat", "--port", "7999")
    assert (result.code, seen) == (0, [(7, "127.0.0.1", 7999)])
    assert "http://127.0.0.1:7999/" in result.out


def test_a_port_in_use(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_chat(monkeypatch, None)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert re.search(f"Cổng {port} .*--port", asked.fails("chat", "--port", str(port)))


def test_doctor_of_a_healthy_installation(asked: Terminal, terminal: Terminal) -> None:
    result = asked("doctor")
    assert (result.code, result.err) == (0, "")
    assert "7 văn bản, 132 điều khoản" in result.out
    assert "hashing/None" in result.out


def test_doctor_before_the_first_use(terminal: Terminal) -> None:
    result = terminal("doctor", "--lang", "en")
    assert result.code == 0
    assert "when it is first used" in result.out
    assert not (terminal.folder / "cache").exists()


def test_doctor_names_what_is_missing(asked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.commands.doctor.NEEDED", ("click", "không-có-gói-này"))
    result = asked("doctor")
    assert result.code == 2
    assert "✗ Thiếu gói không-có-gói-này" in result.out
    assert len(result.err.splitlines()) == 1
