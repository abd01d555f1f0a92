"""Asked of a decision with a rule under it, of what amends it, and of a table: two questions at once, the newer words, a cell."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from index.parse import parse
from index.types import Source
from rag.answering.value import amounts
from rag.ask import ask, understand
from rag.question.folded import flat
from rag.question.two import questions_of
from rag.question.wants import want_of
from rag.types import Reason, Want
from rag.values import persons, quantities
from tests.fakes import write_files

_TOP = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DECISION = f"""ỦY BAN NHÂN DÂN
HUYỆN MINH LƯƠNG
{_TOP}Số: 905/QĐ-UBND
Minh Lương, ngày 12 tháng 3 năm 2021

QUYẾT ĐỊNH
Về việc ban hành Quy chế quản lý bến đò trên địa bàn huyện Minh Lương

Theo đề nghị của Trưởng phòng Kinh tế và Hạ tầng tại Tờ trình số 44/TTr-KTHT ngày 01 tháng 3 năm 2021,

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến đò trên địa bàn huyện Minh Lương.
Điều 2. Quyết định này có hiệu lực kể từ ngày 01 tháng 4 năm 2021.

Nơi nhận: | TM. ỦY BAN NHÂN DÂN
- Như Điều 2; | CHỦ TỊCH
- Công an tỉnh; |
- Báo tỉnh; | (đã ký)
- Lưu: VT. | Trần Thị Hồng Đào

QUY CHẾ
Quản lý bến đò trên địa bàn huyện Minh Lương

Điều 1. Hoạt động
1. Văn phòng điều hành các bến đò đặt tại số 15 đường Lê Lợi, thị trấn Minh Lương.
2. Bến đò nghỉ vào thứ Hai để kiểm tra phương tiện và các ngày có gió từ cấp 6.
3. Mỗi thuyền được cấp không quá 45 lít dầu trong một tuần; chủ bến ghi sổ từng lần đổ.
4. Khi mực nước tại cọc số 3 vượt 4,20 m thì chủ bến cho dừng toàn bộ thuyền.

Điều 2. Trách nhiệm
1. Bà Phùng Thị Nga, Phó Chủ tịch UBND huyện - Trưởng Ban điều hành: trực tiếp chỉ huy tại bến Cây Gạo.
2. Trạm Y tế xã khám sức khỏe người lái đò; Hội Chữ thập đỏ huyện cấp giấy chứng nhận sơ cứu; Huyện đoàn tặng áo phao.
3. Ủy ban Kiểm tra Huyện ủy theo dõi việc chấp hành của đảng viên làm chủ bến.

Điều 3. Bến và phương tiện
| Bến | Số thuyền | Số áo phao | Lượt khách/ngày |
| Cây Gạo | 7 | 140 | 410 |
| Đồng Sậy | 4 | 86 | 190 |
| Vàm Nhỏ | 9 | 175 | 620 |
"""
AMENDMENT = f"""ỦY BAN NHÂN DÂN
HUYỆN MINH LƯƠNG
{_TOP}Số: 118/QĐ-UBND
Minh Lương, ngày 20 tháng 02 năm 2023

QUYẾT ĐỊNH
Sửa đổi Quy chế quản lý bến đò ban hành kèm theo Quyết định số 905/QĐ-UBND ngày 12 tháng 3 năm 2021 của UBND huyện

Điều 1. Sửa đổi khoản 1 Điều 1 của Quy chế quản lý bến đò ban hành kèm theo Quyết định số 905/QĐ-UBND như sau:
"1. Văn phòng điều hành các bến đò đặt tại tầng 2 nhà văn hóa huyện, số 8 đường Quang Trung, thị trấn Minh Lương."
Điều 2. Bãi bỏ Văn bản số 77/UBND-KTHT ngày 05 tháng 5 năm 2022 của UBND huyện.

CHỦ TỊCH
(đã ký)
Trần Thị Hồng Đào
"""


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("ferries")
    files = {"905.txt": DECISION, "118.txt": AMENDMENT}
    write_files(folder / "docs", files)
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Quyết định 905 do ai ký, và ban hành theo đề nghị của ai?", ["Trần Thị Hồng Đào", "Trưởng phòng Kinh tế"]),
        ("Trưởng Ban điều hành bến đò là ai, và người này chỉ huy tại bến nào?", ["Phùng Thị Nga", "bến Cây Gạo"]),
        ("Cơ quan nào khám sức khỏe người lái đò và ai cấp giấy chứng nhận sơ cứu?", ["Trạm Y tế", "Hội Chữ thập đỏ"]),
    ],
)
def test_two_questions_at_once_are_both_answered(ferries: Archive, question: str, parts: list[str]) -> None:
    answer = ask(question, ferries)
    assert all(part in answer.text for part in parts), answer.text
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ai chủ trì hội nghị tổng kết, và hội nghị giao cơ quan nào báo cáo?", 2),
        ("Ai chủ trì và tổng hợp báo cáo kết quả hội nghị?", 0),
        ("Từ ngày nào đến ngày nào thì đăng ký và nộp hồ sơ ở đâu?", 0),
        ("Chủ tịch xã, và các phó chủ tịch phải làm gì?", 0),
        ("Hạn nộp hồ sơ là ngày nào, và ở đâu?", 0),
    ],
)
def test_what_is_two_questions(text: str, count: int) -> None:
    assert len(questions_of(text)) == count


def test_what_amends_a_decision_amends_the_rule_under_it(ferries: Archive) -> None:
    answer = ask("Văn phòng điều hành các bến đò ở huyện Minh Lương đặt ở đâu?", ferries)
    assert "Lê Lợi" in answer.text
    assert "118/QĐ-UBND ngày 20/02/2023" in answer.text
    assert "Quang Trung" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Bến Đồng Sậy có bao nhiêu áo phao?", "Số áo phao: 86"),
        ("Bến Vàm Nhỏ có mấy thuyền?", "Số thuyền: 9"),
        ("Mỗi thuyền được cấp bao nhiêu dầu một tuần?", "không quá 45 lít"),
        ("Mực nước ở cọc số 3 đến mức nào thì phải dừng toàn bộ thuyền?", "vượt 4,20 m"),
    ],
)
def test_values(ferries: Archive, question: str, value: str) -> None:
    answer = ask(question, ferries)
    assert value in answer.text
    assert not answer.dropped


def test_a_cell_of_a_table_is_cited_with_its_heading(ferries: Archive) -> None:
    cited = [citation.quote for citation in ask("Bến Đồng Sậy có bao nhiêu áo phao?", ferries).citations]
    assert any("Đồng Sậy" in quote for quote in cited)
    assert any("Số áo phao" in quote for quote in cited)


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("Giấy chứng nhận sơ cứu do đơn vị nào cấp?", "Hội Chữ thập đỏ huyện"),
        ("Cơ quan nào kiểm tra việc chấp hành của đảng viên làm chủ bến?", "Ủy ban Kiểm tra Huyện ủy"),
    ],
)
def test_who(ferries: Archive, question: str, body: str) -> None:
    assert ask(question, ferries).text.startswith(body)


def test_a_weekday_is_no_name(ferries: Archive) -> None:
    answer = ask("Thứ Hai Bến đò huyện Minh Lương có hoạt động không?", ferries)
    assert answer.reason is not Reason.NO_NAME


def test_a_rule_goes_by_the_number_of_the_decision_it_is_printed_under(ferries: Archive) -> None:
    answer = ask("Quy định bến đò nghỉ khi có gió từ cấp 6 nằm ở văn bản nào?", ferries)
    assert "905/QĐ-UBND" in answer.text


def test_a_document_printed_as_text_of_no_kind_is_named_so(ferries: Archive) -> None:
    assert ask("Quyết định 118 bãi bỏ văn bản nào?", ferries).text.startswith("Văn bản 77/UBND-KTHT")


def test_a_rule_is_meant_by_its_kind_and_the_number_above_it(ferries: Archive) -> None:
    scope = understand("Quy chế 905 cho bến đò nghỉ ngày nào?", ferries).scope
    assert not scope.unknown_numbers
    assert scope.directives
    assert understand("Thông tư 905 nói gì?", ferries).scope.unknown_numbers


def test_signers_in_a_column_behind_bars_and_behind_a_comma() -> None:
    signer = parse(Source("a.txt", DECISION, "")).directives[0].signers[0]
    assert (signer.name, signer.capacity) == ("Trần Thị Hồng Đào", "Chủ tịch")
    party = DECISION.split("Nơi nhận")[0] + (
        "Nơi nhận:                              T/M BAN THƯỜNG VỤ\n- Tỉnh ủy (để báo cáo),                PHÓ BÍ THƯ\n"
        "- Các chi bộ,                          Lê Văn Kiên\n- Lưu Văn phòng."
    )
    signers = parse(Source("a.txt", party, "")).directives[0].signers
    assert [(one.name, one.capacity) for one in signers] == [("Lê Văn Kiên", "Phó Bí thư")]


def test_a_first_row_of_words_heads_the_figures_under_it_and_names_do_not() -> None:
    clauses = parse(Source("a.txt", DECISION, "")).clauses
    rows = [clause for clause in clauses if "bảng" in clause.address]
    assert [row.address.rsplit(", ", 1)[1] for row in rows] == ["tiêu đề", "dòng 1", "dòng 2", "dòng 3"]
    assert "Số áo phao" in rows[1].headings[-1]
    people = "Điều 1. Danh sách\n| An | Bình | Chi |\n| Dung | Giang | Hà |\n"
    addresses = [clause.address for clause in parse(Source("a.txt", people, "")).clauses]
    assert not any(address.endswith("tiêu đề") and "bảng" in address for address in addresses)


def test_values_that_are_none() -> None:
    assert not quantities("đoạn từ K12+300 đến K21+650")
    assert not persons("bệnh Dịch tả lợn Châu Phi")
    assert [one.text for one in amounts.amounts("vượt 13,40 m")] == ["vượt 13,40 m"]


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Chỗ chôn có làm bẩn nước hay không thì sở nào theo dõi?", Want.BODY),
        ("Ở huyện ai lo soát lại mấy trụ nước với đường ngõ vậy?", Want.PERSON),
        ("Bến có nghỉ thứ Hai hay không?", Want.YES_NO),
    ],
)
def test_wants(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want
