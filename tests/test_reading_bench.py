"""The benchmark of reading: what it typesets is what it says, and what it counts is right."""

import json
import lzma
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eval.reading import charsets, gold, phapdien, round_trip, sheets, speed
from eval.reading.__main__ import main
from eval.reading.compare import alike, compare, difference, distance
from eval.reading.measure import Measure, failures, report, share
from eval.reading.sheets import Columns, Document, Grid, Look, Paragraph
from eval.reading.typeset import RUNNING, pdf, scan, web
from eval.reading.word import docx
from index.errors import SourceError
from index.parse import parse
from index.types import Parsed, Source

SHORT = Document(
    "short",
    (
        (
            Columns(
                ("UBND TỈNH X", "SỞ Y TẾ", "Số: 12/SYT-VP"),
                ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "X, ngày 01 tháng 02 năm 2024"),
            ),
            Paragraph("Kính gửi: Trạm y tế các xã", Look.CENTRED),
            Paragraph("Sở Y tế đề nghị:"),
            Paragraph("1. Báo cáo số liệu trước ngày 05/02/2024."),
            Paragraph("2. Gửi kèm danh sách:"),
            Paragraph("a) Người đã tiêm;"),
            Paragraph("b) Người chưa tiêm."),
            Grid((("Xã", "Số người"), ("A", "12"))),
            Columns(("Nơi nhận:", "- Như trên;", "- Lưu: VT."), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An")),
        ),
    ),
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.replace("*", "")))


def read(text: str) -> Parsed:
    return parse(Source("x", text, ""))


# ---------------------------------------------------------------- what is typeset


@pytest.mark.parametrize("at", range(5))
def test_samples_are_typeset_word_for_word(at: int) -> None:
    document = sheets.samples()[at]
    files = sorted({one.file for one in gold.fields()})
    assert words(document.text) == words(gold.text(files[at]))
    assert len(document.sheets) == (3 if at == 0 else 1)


MARKDOWN = """# A title of the portal

A line of the portal

| SỞ Y TẾ ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------- |
|---|---|
| Số: 1/SYT V/v: báo cáo | X, ngày 01 tháng 02 năm 2024 |

| Kính gửi: | - Trạm y tế - dân số xã A; - Trạm y tế xã B. |
|---|---|

QUYẾT ĐỊNH:

Điều 1. Báo cáo.

| Xã | Số |
|---|---|
| A | 1 |

| Nơi nhận: - Như trên; (để b/c) - Lưu: VT. | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Thị Thu Hà |
|---|---|
"""


def test_markdown_is_laid_out_as_the_paper_was() -> None:
    assert sheets.markdown("x", MARKDOWN).pieces == (
        Columns(
            ("SỞ Y TẾ", "Số: 1/SYT", "V/v: báo cáo"),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "X, ngày 01 tháng 02 năm 2024"),
        ),
        Paragraph("Kính gửi:", Look.CENTRED),
        Paragraph("- Trạm y tế - dân số xã A;"),
        Paragraph("- Trạm y tế xã B."),
        Paragraph("QUYẾT ĐỊNH:", Look.TITLE),
        Paragraph("Điều 1. Báo cáo."),
        Grid((("Xã", "Số"), ("A", "1"))),
        Columns(
            ("Nơi nhận:", "- Như trên; (để b/c)", "- Lưu: VT."),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Thu Hà"),
        ),
    )


def test_pdf_has_the_words_and_runs_over_pages() -> None:
    import pypdfium2

    long = sheets.samples()[1]
    opened = pypdfium2.PdfDocument(pdf(long))
    pages = [page.get_textpage().get_text_range() for page in opened]
    opened.close()
    assert len(pages) > 1
    assert all(RUNNING in page and str(at) in page.split() for at, page in enumerate(pages, 1))
    assert words(long.text) - words(" ".join(pages)) == Counter()
    alone = pypdfium2.PdfDocument(pdf(SHORT))
    assert RUNNING not in alone[0].get_textpage().get_text_range()  # on one page nobody could tell it from the text
    alone.close()


def test_scan_is_pictures_only_and_always_the_same() -> None:
    import pypdfium2

    printed = pdf(SHORT)
    scanned = scan(printed)
    opened = pypdfium2.PdfDocument(scanned)
    assert [page.get_textpage().count_chars() for page in opened] == [0]
    assert opened[0].get_size() == pytest.approx((595, 842), abs=1)
    opened.close()
    again = pypdfium2.PdfDocument(scan(printed))
    bitmaps = [one[0].render().to_numpy().tobytes() for one in (pypdfium2.PdfDocument(scanned), again)]
    assert bitmaps[0] == bitmaps[1]


def test_word_counts_where_it_is_left_to() -> None:
    from docx import Document as Opened

    typed, counted = (Opened(BytesIO(docx(SHORT, numbered))) for numbered in (False, True))
    assert "1. Báo cáo số liệu trước ngày 05/02/2024." in [one.text for one in typed.paragraphs]
    items = {one.text: one for one in counted.paragraphs}
    assert {"Báo cáo số liệu trước ngày 05/02/2024.", "Gửi kèm danh sách:", "Người đã tiêm;"} <= set(items)
    number = "./w:pPr/w:numPr/w:numId/@w:val"
    lists = [items[text]._p.xpath(number) for text in ("Gửi kèm danh sách:", "Người đã tiêm;", "Người chưa tiêm.")]
    assert lists[0] != lists[1] == lists[2]
    assert [[cell.text for cell in row.cells] for row in typed.tables[1].rows] == [["Xã", "Số người"], ["A", "12"]]


def test_web_page_escapes_what_it_shows() -> None:
    page = web(Document("a<b", ((Paragraph("x < y & z"),),))).decode()
    assert "<p>x &lt; y &amp; z</p>" in page
    assert "a&lt;b" in page


@pytest.mark.parametrize(
    ("text", "tcvn3", "vni", "viqr"),
    [
        ("Cộng hòa", "C\xe9ng h\xdfa", "Coäng hoøa", "Co^.ng ho`a"),
        ("Đường lối", "§\xad\xeang l\xe8i", "Ñöôøng loái", "DDu+o+`ng lo^'i"),
        ("đặc biệt", "\xae\xc6c bi\xd6t", "ñaëc bieät", "dda(.c bie^.t"),
        ("kỷ, kỳ, ký", "k\xfb, k\xfa, k\xfd", "kyû, kyø, kyù", "ky?, ky`, ky'"),
        ("nghĩa, nghỉ, nghị", "ngh\xdca, ngh\xd8, ngh\xde", "nghóa, nghæ, nghò", "nghi~a, nghi?, nghi."),
        ("ỨNG – “Ủy”", "\xf8NG \x96 \x93\xf1y\x94", "ÖÙNG \x96 \x93UÛy\x94", 'U+\'NG - "U?y"'),
        ("có ta.", "c\xe3 ta.", "coù ta.", "co' ta\\."),
    ],
)
def test_old_encodings(text: str, tcvn3: str, vni: str, viqr: str) -> None:
    def raw(printed: str) -> bytes:
        return b"".join(bytes([ord(c)]) for c in printed)

    assert charsets.tcvn3(text) == raw(tcvn3)
    assert charsets.vni(text) == raw(vni)
    assert charsets.viqr(text) == raw(viqr)


# ---------------------------------------------------------------- what is compared


def _plain_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row = row, [at]
        for to, wanted in enumerate(other, 1):
            row.append(min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted)))
    return row[-1]


@given(st.text("abc", max_size=12), st.text("abcd", max_size=12))
def test_distance_is_levenshtein(one: str, other: str) -> None:
    assert distance(one, other) == _plain_distance(one, other)


def test_share_of_letters() -> None:
    assert alike("", "") == 1
    assert alike("abcd", "abxd") == 0.75
    assert alike("abcd", "") == 0


def test_a_document_is_like_itself_and_unlike_any_other() -> None:
    text = SHORT.text
    same = compare(read(text), read(text.replace("\n", "\n ")))
    assert (same.clauses, same.fields) == (same.all_clauses, same.all_fields)
    assert same.all_fields >= 8
    assert same.wrong == ()
    other = compare(read(text), read(text.replace("Báo cáo", "Gửi").replace("12/SYT-VP", "13/SYT-VP")))
    assert other.clauses == other.all_clauses - 2
    assert other.fields == other.all_fields - 1
    assert any("12/SYT-VP ≠ 13/SYT-VP" in line for line in other.wrong)
    assert any("mục 1" in line and "[Báo cáo ≠ Gửi]" in line for line in other.wrong)
    fewer = compare(read(text), Parsed((), (), ()))
    assert (fewer.clauses, fewer.fields) == (0, 0)
    assert fewer.all_clauses == same.all_clauses


def test_a_directive_that_is_lost_shifts_no_other() -> None:
    letters = [f"Số: {at}/SYT-VP\n\nKính gửi: Xã A\n\nNội dung {at}.\n\nNơi nhận:\n- Như trên.\n\n" for at in (1, 2, 3)]
    whole, without = read("".join(letters)), read(letters[0] + letters[2])
    assert len(whole.directives) == 3
    found = compare(whole, without)
    assert found.clauses == found.all_clauses * 2 / 3
    assert all(line.startswith("2. ") for line in found.wrong)
    assert compare(without, whole).clauses == found.clauses


def test_difference_shows_where_texts_part() -> None:
    assert difference("một hai ba", "một bốn ba") == "…một [hai ≠ bốn] ba…"
    assert difference("aa", "a") == "…a[a ≠ ]…"


# ---------------------------------------------------------------- the round trip


def test_every_form_comes_back_whole() -> None:
    found = list(round_trip.measure([sheets.samples()[3]], lambda _: None, scans=False))
    assert len(found) == 2 * len(round_trip.FORMS)
    assert failures(found, 100) == ""
    assert all(one.kept for one in found)


def test_what_cannot_be_read_has_nothing_right(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise SourceError("hỏng", "damaged")

    monkeypatch.setattr(round_trip, "extract", refuse)
    found = list(round_trip.measure([SHORT], lambda _: None, scans=False))
    assert {one.value for one in found} == {0.0}
    assert "short: damaged" in failures(found, 1)


# ---------------------------------------------------------------- articles of law

ARTICLES = [
    {"id": "1", "title": "Hai khoản", "source": "Điều 7 Luật", "text": "1. Một:\na) A;\nb) B.\n2. Hai."},
    {"id": "2", "title": "Không có gì", "source": "Điều 8 Luật", "text": "Chỉ một đoạn."},
]


def archive(folder: Path) -> Path:
    path = folder / "articles.jsonl.xz"
    path.write_bytes(lzma.compress("".join(json.dumps(row) + "\n" for row in ARTICLES).encode()))
    return path


def test_articles_are_read_with_their_headings(tmp_path: Path) -> None:
    first, second = phapdien.articles(archive(tmp_path))
    assert first.heading == "Điều 7. Hai khoản"
    assert phapdien.count(parse(first.source)) == (2, 2)
    assert phapdien.count(parse(second.source)) == (0, 0)


def test_wrong_counts_and_failures_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phapdien, "sample", lambda: (phapdien.Counted("1", 2, 2), phapdien.Counted("2", 1, 0)))
    parsed, _, counted = phapdien.measure(archive(tmp_path), lambda _: None, limit=2)
    assert parsed.kept
    assert counted.value == 0.5
    assert counted.wrong == ("2: 0 khoản, 0 điểm instead of 1, 0",)

    def fails(source: Source) -> Parsed:
        raise IndexError(source.file)

    monkeypatch.setattr(phapdien, "parse", fails)
    parsed, *_ = phapdien.measure(archive(tmp_path), lambda _: None, limit=2)
    assert parsed.value == 0
    assert parsed.wrong == ("1: IndexError: 1", "2: IndexError: 2")


def test_hand_made_table_has_fifty_articles() -> None:
    table = phapdien.sample()
    assert len({one.id for one in table}) == len(table) == 50
    assert sum(one.khoan for one in table) > 150
    assert sum(one.diem for one in table) > 150


# ---------------------------------------------------------------- the report


@pytest.mark.parametrize("name", speed.HOSTILE)
def test_hostile_text_is_as_long_as_asked(name: str) -> None:
    assert 9_000 <= len(speed.HOSTILE[name](10_000)) <= 10_100


def test_report_says_what_was_kept() -> None:
    found = [
        share("a", 1, 2, wrong=["x", "y"]),
        share("b", 2, 2),
        Measure("c", 3.0, "×3", 2.6, most=True),
        Measure("d", 1.0, "1 s"),
    ]
    assert [one.kept for one in found] == [False, True, False, None]
    lines = report(found).splitlines()
    assert [line.split()[-1] for line in lines[2:5]] == ["NO", "yes", "NO"]
    assert failures(found, 1) == "\na:\n  x\n  … and 1 more"


def test_command_prints_figures_and_what_it_could_not_measure(tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    options = [
        "--only",
        "seeds",
        "--only",
        "labels",
        "--only",
        "phapdien",
        "--shared",
        str(tmp_path),
        "--json",
        str(target),
    ]
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 0, done.output
    assert "seeds: clauses, both ends" in done.stdout
    assert done.stdout.count("Not measured") == 2
    written = json.loads(target.read_text(encoding="utf-8"))
    assert [one["kept"] for one in written["measures"]] == [True, True, True]
    assert len(written["missing"]) == 2


def test_command_fails_where_something_is_not_what_it_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.reading.__main__.seeds.measure", lambda: iter([share("seeds: documents", 6, 7)]))
    assert CliRunner().invoke(main, ["--only", "seeds"]).exit_code == 1
