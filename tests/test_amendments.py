"""What an amendment does to a rule: which words change it, whose address is meant, and which of several amendments counts."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.passages import changes
from rag.ask import ask
from rag.question import versions
from rag.question.apart import of_each
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_SIGNED = "\nCHỦ TỊCH\n(đã ký)\nTạ Quang Vinh\n"
_NEW = '"1. Khách đi bộ trả 5.000 đồng mỗi lượt."'
RULE = f"""ỦY BAN NHÂN DÂN
HUYỆN SUỐI BÀNG
{_TOP}Số: 305/QĐ-UBND
Suối Bàng, ngày 12 tháng 4 năm 2019

QUYẾT ĐỊNH
Ban hành Quy định quản lý bến đò trên địa bàn huyện Suối Bàng

Điều 1. Ban hành kèm theo Quyết định này Quy định quản lý bến đò trên địa bàn huyện Suối Bàng.
Điều 2. Giao Phòng Kinh tế niêm yết giá đò tại từng bến trước ngày 01/6/2019.
{_SIGNED}
QUY ĐỊNH
Quản lý bến đò trên địa bàn huyện Suối Bàng
(Ban hành kèm theo Quyết định số 305/QĐ-UBND ngày 12/4/2019)

Điều 1. Phạm vi
1. Quy định này áp dụng cho các bến đò ngang trên sông Bàng.
Điều 2. Người lái đò
1. Người lái đò phải đủ 20 tuổi và biết bơi.
2. Người lái đò được thưởng 300.000 đồng mỗi quý nếu không để xảy ra tai nạn.
3. Người lái đò mặc áo phao màu cam.
Điều 3. Giá đò
1. Khách đi bộ trả 4.000 đồng mỗi lượt.
2. Khách có xe máy trả 9.000 đồng mỗi lượt.
3. Chủ bến trích 2% doanh thu mua phao cứu sinh.
"""


def _change(
    number: int, date: str, body: str, of: str = "một số điều của Quy định kèm theo Quyết định số 305/QĐ-UBND"
) -> str:
    day, month, year = date.split("/")
    return f"""ỦY BAN NHÂN DÂN
HUYỆN SUỐI BÀNG
{_TOP}Số: {number}/QĐ-UBND
Suối Bàng, ngày {day} tháng {month} năm {year}

QUYẾT ĐỊNH
Sửa đổi, bổ sung {of} ngày 12/4/2019

{body}
{_SIGNED}"""


def _archive(folder: Path, cache_folder: Path, *amendments: str) -> Archive:
    files = {"305.txt": RULE} | {f"{chr(97 + at)}.txt": text for at, text in enumerate(amendments)}
    write_files(folder / "docs", files)
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


def _done(archive: Archive) -> tuple[dict[str, str], set[str]]:
    """What changes what, by kind and address, and what is gone."""
    table = changes.changed(archive)

    def name(one: int) -> str:
        clause = archive.clauses([one])[0]
        kind = archive.directives[clause.directive].kind
        return f"{kind.value if kind else ''}: {clause.address}"

    by = {name(one): archive.clauses(words)[0].text.split("\n")[0][:40] for one, words in table.by.items()}
    return by, {name(one) for one in table.gone}


@pytest.mark.parametrize(
    ("body", "changed", "gone"),
    [
        # "Bộ phận", "Bố trí", "Thay mặt" repeal and replace nothing.
        ("Điều 1. Bộ phận một cửa thu giá đò quy định tại khoản 3 Điều 3.", set(), set()),
        ("Điều 1. Bố trí người trực theo khoản 1 Điều 2.", set(), set()),
        ("Điều 1. Thay mặt chủ bến, Phòng Kinh tế thu theo khoản 2 Điều 3.", set(), set()),
        ("Điều 1. Bãi bỏ khoản 3 Điều 3.", {"Quy định: Điều 3, khoản 3"}, {"Quy định: Điều 3, khoản 3"}),
        ("Điều 1. Bo khoan 3 Dieu 3.", {"Quy định: Điều 3, khoản 3"}, {"Quy định: Điều 3, khoản 3"}),
        # The address first; several parted in points.
        (f"Điều 1. Khoản 1 Điều 3 được sửa đổi như sau:\n{_NEW}", {"Quy định: Điều 3, khoản 1"}, set()),
        (
            f"Điều 1. Sửa đổi, bổ sung Điều 3 như sau:\n1. Sửa đổi khoản 1:\n{_NEW}\n2. Bãi bỏ khoản 3.",
            {"Quy định: Điều 3, khoản 1", "Quy định: Điều 3, khoản 3"},
            {"Quy định: Điều 3, khoản 3"},
        ),
        # Whose Điều 2: the decision's, the rule's, or, where nobody says and both have one, what the title names.
        ("Điều 1. Bãi bỏ Điều 2 Quyết định số 305/QĐ-UBND.", {"Quyết định: Điều 2"}, {"Quyết định: Điều 2"}),
        ("Điều 1. Bãi bỏ khoản 2 Điều 2 của Quy định.", {"Quy định: Điều 2, khoản 2"}, {"Quy định: Điều 2, khoản 2"}),
        ("Điều 1. Bãi bỏ khoản 2 Điều 2 Quyết định số 99/QĐ-UBND.", set(), set()),
    ],
)  # fmt: skip
def test_what_is_changed(tmp_path: Path, cache_folder: Path, body: str, changed: set[str], gone: set[str]) -> None:
    by, out = _done(_archive(tmp_path, cache_folder, _change(70, "05/8/2021", body)))
    assert (set(by), out) == (changed, gone)


def test_the_latest_amendment_counts_whatever_its_file_is_called(tmp_path: Path, cache_folder: Path) -> None:
    first = 'Điều 1. Bãi bỏ khoản 2 Điều 2.\nĐiều 2. Sửa đổi khoản 1 Điều 3 như sau:\n"1. Khách đi bộ trả 5.000 đồng mỗi lượt."'
    later = (
        'Điều 1. Sửa đổi khoản 2 Điều 2 như sau:\n"2. Người lái đò được thưởng 500.000 đồng mỗi quý."\n'
        'Điều 2. Sửa đổi khoản 1 Điều 3 như sau:\n"1. Khách đi bộ trả 7.000 đồng mỗi lượt."'
    )
    archive = _archive(tmp_path, cache_folder, _change(80, "05/8/2023", later), _change(70, "05/8/2021", first))
    by, gone = _done(archive)
    assert gone == set()
    assert "7.000" in by["Quy định: Điều 3, khoản 1"]
    assert "500.000" in by["Quy định: Điều 2, khoản 2"]
    assert "Không: Bãi bỏ" not in ask("Người lái đò ở Suối Bàng có còn được thưởng nữa không?", archive).text


def test_a_rule_taken_out_is_said_to_be(tmp_path: Path, cache_folder: Path) -> None:
    archive = _archive(tmp_path, cache_folder, _change(70, "05/8/2021", "Điều 1. Bãi bỏ khoản 2 Điều 2 của Quy định."))
    for question, begins in (
        ("Người lái đò ở Suối Bàng có được thưởng mỗi quý không?", "Không: Bãi bỏ khoản 2 Điều 2"),
        (
            "Quy định thưởng người lái đò không để xảy ra tai nạn ở Suối Bàng còn áp dụng không?",
            "Không: Bãi bỏ khoản 2 Điều 2",
        ),
        ("Người lái đò ở Suối Bàng có phải mặc áo phao không?", "Có: "),
    ):
        assert ask(question, archive).text.startswith(begins), question


@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("Giá đò trước và sau khi sửa quy định chênh nhau bao nhiêu?", True, True),
        ("Giá đò trước và sau khi Quyết định 305/QĐ-UBND được sửa đổi là bao nhiêu?", True, True),
        ("So với quy định cũ năm 2019 thì giá đò thay đổi thế nào?", True, True),
        ("Trước khi sửa, giá đò là bao nhiêu?", True, False),
        ("Đò chạy trước và sau 6 giờ thì thu bao nhiêu?", False, False),
    ],
)
def test_wordings_asked_for(question: str, old: bool, new: bool) -> None:
    told = versions.asked(question)
    assert (told.old, told.new) == (old, new)


def test_what_compares_is_not_asked_of_each() -> None:
    matter = versions.without("Giá đò trước và sau khi sửa quy định chênh nhau bao nhiêu?")
    assert of_each(matter)[0] == "Giá đò bao nhiêu?"
