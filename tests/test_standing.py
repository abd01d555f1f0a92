"""What became of a document and of the people it names, and how they are reached: asked of a small archive."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.ask import ask
from rag.question.cues import FACETS
from rag.question.folded import flat
from rag.types import Facet

_TOP = (
    "     ỦY BAN NHÂN DÂN                        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "     HUYỆN SÔNG LẪM                              Độc lập - Tự do - Hạnh phúc\n"
)
DOCUMENTS = {
    "to.txt": f"""{_TOP}   Số: 612/QĐ-UBND                       Sông Lẫm, ngày 04 tháng 4 năm 2022

                                 QUYẾT ĐỊNH
          Về việc thành lập Ban Quản lý vườn ươm huyện Sông Lẫm

Điều 1. Thành lập Ban Quản lý vườn ươm huyện Sông Lẫm gồm các ông, bà có tên sau:
1. Trưởng Ban: Ông Lê Đình Khải, Phó Chủ tịch Ủy ban nhân dân huyện.
2. Phó Trưởng Ban: Bà Trịnh Thị Vân, Trưởng phòng Nông nghiệp.
3. Các thành viên:
- Ông Cao Văn Dũng, Trưởng Công an huyện;
- Mời bà Bùi Thị Nhung, Bí thư Huyện đoàn.

Điều 2. Đầu mối liên hệ: ông Hồ Sỹ Phú, chuyên viên Phòng Nông nghiệp (điện thoại 0912.000.518, thư điện tử phuhs@songlam.vn).

| TT | Vườn | Tổ trưởng | Số điện thoại |
|---|---|---|---|
| 1 | Vườn Đá Nổi | Uông Thị Mến | 0976.000.318 |
| 2 | Vườn Bãi Cát | Bế Ngọc Sơn | 0915.000.774 |

Điều 3. Quyết định này thay thế Quyết định số 77/QĐ-UBND ngày 05 tháng 01 năm 2020 và bãi bỏ khoản 2 Điều 4 Quyết định số
81/QĐ-UBND ngày 06 tháng 01 năm 2020.

Nơi nhận:                                          CHỦ TỊCH
- Như Điều 1;                                      (Đã ký)
- Lưu: VT.

                                              Mạc Văn Thái
""",
    "sua-doi.txt": f"""{_TOP}   Số: 90/QĐ-UBND                       Sông Lẫm, ngày 09 tháng 02 năm 2023

                                 QUYẾT ĐỊNH
     Về việc sửa đổi Điều 1 Quyết định số 612/QĐ-UBND ngày 04 tháng 4 năm 2022

Điều 1. Sửa đổi Điều 1 Quyết định số 612/QĐ-UBND ngày 04 tháng 4 năm 2022 như sau:
1. Bổ nhiệm bà Tạ Thị Hiền, Phó Chủ tịch Ủy ban nhân dân huyện giữ chức vụ Trưởng Ban Quản lý vườn ươm, thay ông Lê Đình Khải.

Điều 2. Quyết định này thực hiện từ ngày 15/02/2023 đến hết ngày 31/12/2024.

Nơi nhận:                                       TUQ. CHỦ TỊCH
- Như trên;                                   CHÁNH VĂN PHÒNG
- Lưu: VT.                                      Ngô Bá Tuấn
""",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    texts, folder = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("archive")
    for name, text in DOCUMENTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    build([texts], folder, open_encoder(None, cache_folder), None, lambda *_: None)
    return open_archive(folder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quyết định 77/QĐ-UBND còn hiệu lực không?", "Không: "),
        ("Quyết định 77 hết hiệu lực chưa?", "Có: "),
        ("Quyết định 77 có còn hiệu lực sau khi Quyết định 612 được ban hành không?", "Không: "),
        ("Quyết định 77 có bị Quyết định 612 thay thế không?", "Có: "),
        ("Quyết định 90 có thay thế Quyết định 612 không?", "Không: "),
        ("Quyết định 612 đã được sửa đổi chưa?", "Có: 90/QĐ-UBND"),
        ("Quyết định 612 sau đó bị văn bản nào sửa đổi?", "Quyết định 90/QĐ-UBND"),
        ("Quyết định 77 được thay bằng quyết định nào?", "Quyết định 612/QĐ-UBND"),
        ("Văn bản nào hết hiệu lực khi có Quyết định 612?", "Quyết định 77/QĐ-UBND"),
        ("Ai là Trưởng Ban Quản lý vườn ươm huyện Sông Lẫm?", "Tạ Thị Hiền"),
        ("Phó Trưởng Ban Quản lý vườn ươm là ai?", "Trịnh Thị Vân"),
        ("Ông Ngô Bá Tuấn ký Quyết định 90 theo ủy quyền của ai?", "Chánh Văn phòng (TUQ Chủ tịch)"),
        ("Quyết định 90 có hiệu lực đến bao giờ?", "31/12/2024"),
        ("Quyết định 90 áp dụng tới ngày nào?", "31/12/2024"),
        ("Ai là Tổ trưởng vườn Bãi Cát?", "Bế Ngọc Sơn"),
        ("Tổ trưởng vườn Đá Nổi số điện thoại bao nhiêu?", "0976.000.318"),
        ("Số điện thoại của ông Hồ Sỹ Phú?", "0912.000.518"),
        ("Cho xin sđt và email đầu mối vườn ươm", "0912.000.518; phuhs@songlam.vn"),
    ],
)
def test_what_the_archive_says(archive: Archive, question: str, said: str) -> None:
    answer = ask(question, archive)
    assert answer.text.startswith(said), answer.text
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Quyết định 90 có bị văn bản nào thay thế không?",
        "Quyết định 81/QĐ-UBND còn hiệu lực không?",  # a part of it is repealed
        "Quyết định 81 có còn hiệu lực sau khi Quyết định 612 được ban hành không?",
        "Ai là Trưởng Công an xã Sông Lẫm?",
        "Số điện thoại của bà Trịnh Thị Vân là bao nhiêu?",
    ],
)
def test_what_it_does_not_say(archive: Archive, question: str) -> None:
    answer = ask(question, archive)
    assert answer.abstained, answer.text


def test_members_with_their_heads(archive: Archive) -> None:
    said = ask("Ban Quản lý vườn ươm theo Quyết định 612 gồm những ai?", archive).text
    assert all(name in said for name in ("Lê Đình Khải", "Trịnh Thị Vân", "Cao Văn Dũng", "Bùi Thị Nhung")), said
    said = ask("Các thành viên Ban Quản lý vườn ươm theo Quyết định 612 gồm những ai?", archive).text
    assert "Bùi Thị Nhung" in said
    assert "Trịnh Thị Vân" not in said


def test_the_name_of_a_signer_is_cited(archive: Archive) -> None:
    """Beside recipients, office and name may stand in two clauses: the one with the name is shown."""
    answer = ask("Ai ký Quyết định 612?", archive)
    assert answer.text == "Mạc Văn Thái"
    assert any("Mạc Văn Thái" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("Công văn 12 có mức độ khẩn thế nào?", Facet.URGENCY),
        ("Công văn 12 đóng dấu mật mức nào?", Facet.SECRECY),
        ("Nếu người đó mất thì sao (Nghị định 8)?", None),  # folded: "độ mật"
    ],
)
def test_how_urgent_or_secret(question: str, facet: Facet | None) -> None:
    found = [one for one, cue in FACETS if one in (Facet.URGENCY, Facet.SECRECY) and cue.search(flat(question))]
    assert found == ([facet] if facet else [])
