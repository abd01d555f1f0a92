"""What ``trichdan index`` says at its end; the same document in two files."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.duplicates import Merged, merge
from index.extracts import FILE, Extracts
from index.formats import isolate
from index.formats.sniff import Kind
from index.parse import parse
from index.report import REPORT, Remark, Report, Twin
from index.types import Note, Source
from tests import commandline, misbehaving
from tests.commandline import Terminal
from tests.fakes import HashingEncoder, write_files
from ui.progress import progress
from ui.report import SHOWN, report
from ui.say import Say, one_line

terminal = commandline.terminal

LETTER = """UBND QUẬN HÀ ĐÔNG

Số {number}-CV/QU

Hà Đông, ngày 02 tháng 9 năm 2021

Kính gửi: Các phường

1. Kiểm tra bình chữa cháy, dây dẫn nước và lối thoát nạn tại các khu dân cư trên địa bàn phường.

2. Báo cáo kết quả thực hiện về Ủy ban nhân dân quận trước ngày 1{number}/9/2021 để tổng hợp.

Nơi nhận:
- Như trên.

Trần Văn An
"""


def letter(number: int) -> str:
    return LETTER.format(number=number)


def built(folder: Path, files: dict[str, str | bytes]) -> tuple[Report, Archive]:
    encoder = HashingEncoder()
    found = build([write_files(folder / "d", files)], folder / "kho", encoder, None, lambda *_: None)
    return found, open_archive(folder / "kho", encoder, cache=folder)


# ---- the same bytes


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as out:
        out.writestr("c.txt", letter(1))
    files: dict[str, str | bytes] = {
        "a.txt": letter(1),
        "b.md": letter(1),
        "kho.zip": box.getvalue(),
        "z.txt": letter(2),
    }
    found, archive = built(tmp_path, files)
    assert found.files == tuple(archive.files()) == ("a.txt", "z.txt")
    assert found.duplicates == (Twin("b.md", "a.txt"), Twin("kho.zip/c.txt", "a.txt"))
    assert found.directives == len(archive.directives) == 2


def test_the_same_bytes_have_the_same_fate(tmp_path: Path) -> None:
    found, _ = built(tmp_path, {"a.txt": b"\x00\x01", "b.txt": b"\x00\x01", "c.txt": letter(1)})
    assert [one.file for one in found.skipped] == ["a.txt", "b.txt"]
    assert found.duplicates == ()


# ---- the same document


def merged(*sources: tuple[str, str], scanned: tuple[str, ...] = ()) -> Merged:
    made = [Source(name, text, name, "pdf" if name.endswith("pdf") else "text") for name, text in sources]
    return merge([(one, parse(one)) for one in made], frozenset(scanned))


def test_a_file_that_goes_on_growing_is_named(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "d", {"1.txt": letter(1), "2.txt": letter(2)})

    def grow(stage: str, done: int, _: int) -> None:
        if stage == "read" and done == 1:
            (folder / "1.txt").write_text(letter(1) + "Thêm.", encoding="utf-8")

    found = build([folder], tmp_path / "kho", HashingEncoder(), None, grow)
    assert [one.file for one in found.notes] == ["1.txt"]


def test_a_file_that_was_read_with_a_doubt_is_the_copy() -> None:
    whole = Source("z.txt", letter(1), "z")
    damaged = Source("a.txt", letter(1) + "\n\nThêm.", "a", notes=(Note("hỏng", "damaged"),))
    found = merge([(one, parse(one)) for one in (damaged, whole)], frozenset())
    assert kept(found) == ["z.txt"]


def kept(found: Merged) -> list[str]:
    return [source.file for source, _ in found.kept]


OTHER_SPACES = letter(1).replace(" ", "  ").replace("\n\n", "\n\n\n")
OCR = letter(1).replace("chữa cháy", "chứa chảy").replace("quận", "quân").replace("Nơi", "Noi").replace("tổng", "tống")


@pytest.mark.parametrize(
    ("first", "second", "scanned", "left"),
    [
        (letter(1), OTHER_SPACES, (), ["a.txt"]),
        (letter(1), letter(1).replace("phường.", "phường này."), (), ["b.txt"]),  # the longer
        (letter(1).replace("Như trên", "Như trên, xxx"), OCR, ("b.txt",), ["a.txt"]),
        (OCR.replace("Kiểm tra", "Kiem tra I"), letter(1), ("a.txt",), ["b.txt"]),  # text before a longer scan
        (letter(1), letter(2), (), ["a.txt", "b.txt"]),
    ],
)
def test_the_better_one_is_kept(first: str, second: str, scanned: tuple[str, ...], left: list[str]) -> None:
    found = merged(("a.txt", first), ("b.txt", second), scanned=scanned)
    assert kept(found) == left
    assert len(found.twins) == 2 - len(left)
    assert found.doubts == ()


def test_of_equal_ones_the_file_that_knows_its_paragraphs(tmp_path: Path) -> None:
    assert kept(merged(("a.pdf", letter(1)), ("b.txt", OTHER_SPACES))) == ["b.txt"]


@pytest.mark.parametrize(
    "second",
    [
        letter(1).replace("trước ngày 11/9/2021", "trước ngày 25/9/2021"),  # a correction
        letter(1).replace("1. Kiểm tra bình chữa cháy, dây dẫn nước và lối thoát nạn", "1. Thu gom rác thải"),
    ],
)
def test_the_same_number_with_other_words_is_said(second: str) -> None:
    found = merged(("a.txt", letter(1)), ("b.txt", second))
    assert kept(found) == ["a.txt", "b.txt"]
    assert found.twins == ()
    assert [(one.file in ("a.txt", "b.txt"), "cùng số" in one.vi) for one in found.doubts] == [(True, True)]


def test_without_a_number_every_word_counts() -> None:
    bare = "\n".join(line for line in letter(1).split("\n") if not line.startswith("Số"))
    assert kept(merged(("a.txt", bare), ("b.txt", bare.replace(" ", "  ")))) == ["a.txt"]
    assert kept(merged(("a.txt", bare), ("b.txt", bare.replace("phường", "xã")))) == ["a.txt", "b.txt"]
    assert kept(merged(("a.txt", "Mua sữa."), ("b.txt", "Mua  sữa."))) == ["a.txt", "b.txt"]


def test_a_file_that_holds_another_document_keeps_that(tmp_path: Path) -> None:
    both = letter(1) + "\n\n" + letter(3)
    found, archive = built(tmp_path, {"a.txt": letter(1), "b.txt": both, "c.txt": letter(4)})
    if len(parse(Source("b.txt", both, "")).directives) != 2:
        pytest.skip("the two letters are not taken apart")
    assert sorted(one.name for one in archive.directives) == ["1-CV/QU", "3-CV/QU", "4-CV/QU"]
    assert found.files == ("a.txt", "b.txt", "c.txt")
    assert found.duplicates == (Twin("b.txt", "a.txt", "1-CV/QU"),)
    # ids are places: whoever leaves makes the others move up
    for at, directive in enumerate(archive.directives):
        assert directive.id == at
        clauses = archive.clauses_of(at)
        assert clauses
        assert all(one.file == directive.file and directive.start <= one.start for one in clauses)
        assert all(one.parent is None or one.parent in {c.id for c in clauses} for one in clauses)
    assert [one.id for one in archive.clauses(range(found.clauses))] == list(range(found.clauses))


# ---- what is kept of readers' work


def test_a_file_is_recognised_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolate, "_BOOT", misbehaving.BOOT)
    encoder, folder = HashingEncoder(), write_files(tmp_path / "d", {"a.pdf": "%PDF-echo one"})

    def text(name: str) -> str:
        build([folder], tmp_path / "kho", encoder, None, lambda *_: None)
        return open_archive(tmp_path / "kho", encoder, cache=tmp_path).source(name).text

    first = text("a.pdf")  # it holds the number of the process that read it
    assert text("a.pdf") == first
    (folder / "a.pdf").rename(folder / "b.pdf")
    assert text("b.pdf") == first
    write_files(folder, {"b.pdf": "%PDF-echo two"})
    second = text("b.pdf")
    assert second != first
    monkeypatch.setattr("index.extracts.readers", lambda: "others")
    assert text("b.pdf") != second
    (tmp_path / "kho" / FILE).write_bytes(b"not a database" * 99)
    assert text("b.pdf")
    assert text("b.pdf") == text("b.pdf")


def test_what_is_not_asked_for_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.formats.wire import dump
    from index.types import Extract

    extract = Extract("một", "pdf")
    first = Extracts(tmp_path)
    for name in ("a", "b"):
        first.put(name, Kind.PDF, dump(extract))
    monkeypatch.setattr("index.extracts.KEEP_DAYS", -1)
    later = Extracts(tmp_path)
    later._today += 1
    assert later.get("a", Kind.PDF) == extract
    monkeypatch.setattr("index.extracts.KEEP_DAYS", 0)
    later.prune()
    assert (later.get("a", Kind.PDF), later.get("b", Kind.PDF)) == (extract, None)


# ---- the words


EMPTY = Report((), 0, 0, 0, (), ())


def test_everything_is_said(tmp_path: Path) -> None:
    found = Report(
        ("a.docx", "b.txt"), 3, 20, 5,
        skipped=(Remark("c\n\x1b[31m.pdf", "hỏng", "damaged"),),
        doubtful=(Remark("b.txt", "không thấy số", "no number"),),
        notes=(Remark("a.docx", "chữ mờ", "blurred"),),
        duplicates=(Twin("d.txt", "b.txt"), Twin("e.txt", "a.docx", "1-CV/QU")),
        formats=(("docx", 1), ("text", 1)),
    )  # fmt: skip
    assert report(found, "/kho", ["/mất"], "/kho/report.json", Say()).split("\n") == [
        "2 tệp (1 Word (.docx), 1 văn bản thuần), 3 văn bản, 20 điều khoản (5 đoạn mới mã hóa).",
        "Không còn: /mất (các tệp của nó đã rời kho; khi có lại, chúng trở về)",
        "Bỏ qua 1 tệp:",
        "- c\\n\ufffd[31m.pdf: hỏng",
        "Trùng 2 lần, chỉ giữ một bản:",
        "- d.txt: trùng với b.txt",
        "- e.txt, 1-CV/QU: trùng với a.docx",
        "Lưu ý khi đọc, 1 mục:",
        "- a.docx: chữ mờ",
        "Cần xem lại 1 văn bản:",
        "- b.txt: không thấy số",
        "Kho: /kho",
    ]
    english = report(found, "/kho", [], "/r.json", Say("en"))
    assert "damaged" in english
    assert "the same as" in english


def test_long_lists_are_cut() -> None:
    many = Report((), 0, 0, 0, tuple(Remark(f"{at}.py", "x", "x") for at in range(SHOWN + 7)), ())
    lines = report(many, "/kho", [], "/kho/report.json", Say()).split("\n")
    assert len(lines) == SHOWN + 4
    assert lines[-2] == "- … và 7 mục nữa; xem /kho/report.json"
    exact = Report((), 0, 0, 0, many.skipped[:SHOWN], ())
    assert "…" not in report(exact, "/kho", [], "/kho/report.json", Say())


def test_the_file_has_all_of_it(terminal: Terminal) -> None:
    folder = write_files(
        terminal.folder / "d", {f"{at}.py": f"x = {at}" for at in range(SHOWN + 3)} | {"a.txt": letter(1)}
    )
    out = terminal("index", folder, "--archive", terminal.folder / "kho").out
    [stored] = (terminal.folder / "kho").glob(f"snapshots/*/{REPORT}")
    assert str(stored) in out
    assert len(json.loads(stored.read_text(encoding="utf-8"))["skipped"]) == SHOWN + 3
    record = terminal("index", "--archive", terminal.folder / "kho", "--json").json
    assert len(record["skipped"]) == SHOWN + 3
    assert (record["formats"], record["duplicates"], record["notes"]) == ({"text": 1}, [], [])


def test_what_a_reader_notes_is_told_and_stored(tmp_path: Path) -> None:
    found, archive = built(tmp_path, {"a.txt": letter(1).encode("cp1258", "replace"), "b.txt": letter(2)})
    assert [one.file for one in found.notes] == ["a.txt"]
    assert archive.source("a.txt").notes[0].vi == found.notes[0].vi


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb.txt", "a\\nb.txt"), ("\x1b[1m.txt", "\ufffd[1m.txt"), ("a\tb\r", "a\\tb\\r"), ("thường.txt", "thường.txt")],
)
def test_names_stay_on_one_line(name: str, shown: str) -> None:
    assert one_line(name) == shown


# ---- how far it is


def test_a_page_now_and_then(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.progress.SECONDS_BETWEEN_LINES", 0)
    with progress(Say()) as show:
        show.page("a\nb.pdf", 3, 12)
        show("read", 1, 1)
    assert capsys.readouterr().err == "Đang đọc: a\\nb.pdf, trang 3/12\nĐọc tệp: 1/1\n"


def test_a_page_beside_the_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with progress(Say("en")) as show:
        show.page("[red]scan.pdf", 3, 12)
        show("read", 1, 2)
        show.page("[red]scan.pdf", 4, 12)
    assert "[red]scan.pdf, page 4/12" in capsys.readouterr().err
