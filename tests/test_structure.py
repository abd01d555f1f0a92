"""What stands under what: texts as offices print them, and the addresses a person would say."""

import pytest

from index.parse import parse
from index.types import Clause, Parsed, Role, Source

HEAD = "UBND QUẬN A\nSố: 5/CV-UBND\n\nHà Nội, ngày 02 tháng 9 năm 2021\n\nKính gửi: Các phường.\n\n"


def parsed(text: str) -> Parsed:
    return parse(Source("a.txt", text, ""))


def body(text: str) -> list[Clause]:
    return [clause for clause in parsed(HEAD + text).clauses if clause.role is Role.BODY]


def addresses(text: str) -> list[str]:
    return [clause.address for clause in body(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A. MỤC ĐÍCH\n\nI. YÊU CẦU\n\n1. Một.\n\n2. Hai.\n\nB. NHIỆM VỤ\n\nI. CHUNG\n\n1. Ba.",
            ["phần A", "phần A, phần I", "phần A, phần I, mục 1", "phần A, phần I, mục 2", "phần B", "phần B, phần I",
             "phần B, phần I, mục 1"],
            id="capitals above Roman numerals",
        ),
        pytest.param(
            "1. C. Mác nói:\n\nC. Mác và Ph. Ăngghen là người sáng lập.\n\n2. Hai.",
            ["mục 1", "mục 1, đoạn 2", "mục 2"],
            id="an initial is no item",
        ),
        pytest.param(
            "Chương I\nQUY ĐỊNH CHUNG\n\nMục 1\nPHẠM VI\n\nTiểu mục 1\nĐỐI TƯỢNG\n\nĐiều 1. Tên\n\n1. Một:\n\na) A;\n\nđ) Đ.",
            ["Chương I", "Chương I, Mục 1", "Chương I, Mục 1, Tiểu mục 1", "Chương I, Mục 1, Tiểu mục 1, Điều 1",
             "Chương I, Mục 1, Tiểu mục 1, Điều 1, khoản 1", "Chương I, Mục 1, Tiểu mục 1, Điều 1, khoản 1, điểm a",
             "Chương I, Mục 1, Tiểu mục 1, Điều 1, khoản 1, điểm đ"],
            id="the levels of a law",
        ),
        pytest.param(
            "a) Các nội dung sau:\n\n1) Một;\n\n2) Hai.\n\nb) Khác:\n\n1) Ba.",
            ["điểm a", "điểm a, điểm 1)", "điểm a, điểm 2)", "điểm b", "điểm b, điểm 1)"],
            id="an order of levels of its own",
        ),
        pytest.param(
            "1. Một:\n\na) A:\n\n1. Nhỏ một.\n\n2. Nhỏ hai.\n\nb) B.",
            ["mục 1", "mục 1, điểm a", "mục 1, điểm a, mục 1", "mục 1, điểm a, mục 2", "mục 1, điểm b"],
            id="the same kind of number at two depths",
        ),
        pytest.param(
            "1. Một.\n\n1. Lại một.\n\n2. Hai.\n\n4. Bốn.",
            ["mục 1", "mục 1 (2)", "mục 2", "mục 4"],
            id="numbers that repeat and skip",
        ),
        pytest.param(
            "1. Một.\n\n2. Hai.\n\nTHUYẾT MINH DỰ TOÁN\n\n1. Ba.\n\n- Bốn.",
            ["mục 1", "mục 2", "mục 2, tiêu đề", "“THUYẾT MINH DỰ TOÁN”, mục 1",
             "“THUYẾT MINH DỰ TOÁN”, mục 1, gạch đầu dòng 1"],
            id="numbers that begin again after a heading",
        ),
        pytest.param(
            "1. Một:\n\n1.1. Một một:\n\n1.1.1. Sâu.\n\n- Dạng:\n\n+ Cộng một.\n\n+ Cộng hai.\n\n1.2. Một hai.",
            ["mục 1", "mục 1, mục 1.1", "mục 1, mục 1.1, mục 1.1.1", "mục 1, mục 1.1, mục 1.1.1, gạch đầu dòng 1",
             "mục 1, mục 1.1, mục 1.1.1, gạch đầu dòng 1, dấu cộng 1", "mục 1, mục 1.1, mục 1.1.1, gạch đầu dòng 1, dấu cộng 2",
             "mục 1, mục 1.2"],
            id="decimal numbers, dashes and pluses",
        ),
        pytest.param(
            "Trình tự:\n\nBước 1. Nộp hồ sơ.\n\nBước 2: Nhận kết quả.",
            ["đoạn mở đầu", "Bước 1", "Bước 2"],
            id="the steps of a procedure",
        ),
        pytest.param(
            "## Điều 1. Phạm vi\n\n1. Một.\n\n## Điều 2. Đối tượng\n\nAi cũng vậy.",
            ["Điều 1", "Điều 1, khoản 1", "Điều 2", "Điều 2, đoạn 2"],
            id="headings of Markdown",
        ),
        pytest.param(
            "1. Mức chi:\n\n| Đối tượng | Mức |\n| --- | --- |\n| Thương binh | 100 |\n| Bệnh binh | 90 |\n\n2. Hai.",
            ["mục 1", "mục 1, bảng 1, tiêu đề", "mục 1, bảng 1, dòng 1", "mục 1, bảng 1, dòng 2", "mục 2"],
            id="a table row by row",
        ),
        pytest.param(
            "1. Mức chi:\n\nTT   Đối tượng       Mức (đồng)\n1    Thương binh         100.000\n"
            "2    Bệnh binh,           90.000\n     người già\n"
            "     Cộng               190.000\n\n2. Hai.",
            ["mục 1", "mục 1, bảng 1, tiêu đề", "mục 1, bảng 1, dòng 1", "mục 1, bảng 1, dòng 2", "mục 1, bảng 1, dòng 3",
             "mục 2"],
            id="a table without bars row by row",
        ),
        pytest.param(
            "1. Danh sách:\n1    Nguyễn Văn An    Trưởng ban     0912\n2    Trần Thị Bình    Phó ban        0913\n"
            "3    Lê Văn Chi       Ủy viên        0914\n2. Hai.",
            ["mục 1", "mục 1, bảng 1, dòng 1", "mục 1, bảng 1, dòng 2", "mục 1, bảng 1, dòng 3", "mục 2"],
            id="a numbered table without names of columns",
        ),
        pytest.param(
            "1. Theo  dõi  việc\nThực hiện  tại  xã\nvà báo cáo  về  huyện.\n\n2. Hai.",
            ["mục 1", "mục 2"],
            id="words that blanks were put between",
        ),
        pytest.param(
            "Ðiều 1. Một.\n\nÐiều 2. Hai.",
            ["Điều 1", "Điều 2"],
            id="the Icelandic letter of old converters",
        ),
        pytest.param(
            "Điều 1. Một.\n\nPhụ lục I\nDANH MỤC\n\n1. Một.\n\nMẫu số 02\nĐƠN XIN\n\n1. Họ tên.",
            ["Điều 1", "Phụ lục I", "Phụ lục I, mục 1", "Phụ lục I, Mẫu số 02", "Phụ lục I, Mẫu số 02, mục 1"],
            id="annexes and forms",
        ),
        pytest.param(
            "1. Các giai đoạn.\n\n“2. Phương thức.\n\n3. Tàu bay.",
            ["mục 1", "mục 2", "mục 3"],
            id="a stray quotation mark",
        ),
        pytest.param(
            "Điều 5. Sửa đổi\n\n8. Khoản 1 Điều 14 được sửa đổi như sau:\n\n“ 1. Các trường hợp “A”.\n\na) Một “B”.\n\n2. Hai.",
            ["Điều 5", "Điều 5, khoản 8", "Điều 5, khoản 8, “khoản 1”", "Điều 5, khoản 8, “khoản 1”, điểm a",
             "Điều 5, khoản 8, “khoản 2”"],
            id="quotations inside a quotation that is never closed",
        ),
        pytest.param(
            "Điều 33. Thông tin\n1 Nội dung hoạt động bao gồm:\na) Một;\nb) Hai.\n2 Nội dung thông tin:\na) Ba.\n3 Khác.",
            ["Điều 33", "Điều 33, khoản 1", "Điều 33, khoản 1, điểm a", "Điều 33, khoản 1, điểm b", "Điều 33, khoản 2",
             "Điều 33, khoản 2, điểm a", "Điều 33, khoản 3"],
            id="numbers without a dot",
        ),
        pytest.param(
            "I- ĐẶC ĐIỂM\n\n1- Thuận lợi\n\n1.1- Kinh tế.\n\na- Một.\n\n2- Khó khăn",
            ["phần I", "phần I, mục 1", "phần I, mục 1, mục 1.1", "phần I, mục 1, mục 1.1, điểm a", "phần I, mục 2"],
            id="the dashes of the Party",
        ),
        pytest.param(
            "1. Điều kiện:\n\na) Gồm:\n\ni) Một;\n\nii) Hai;\n\niii) Ba;\n\nb) Khác:\n\n(i) Bốn;\n\n(ii) Năm.",
            ["mục 1", "mục 1, điểm a", "mục 1, điểm a, điểm i", "mục 1, điểm a, điểm ii", "mục 1, điểm a, điểm iii",
             "mục 1, điểm b", "mục 1, điểm b, điểm i", "mục 1, điểm b, điểm ii"],
            id="small Roman numerals",
        ),
        pytest.param(
            "1. Gồm:\n\na) A;\n\nb) B;\n\nh) H;\n\ni) I;\n\nk) K.",
            ["mục 1", "mục 1, điểm a", "mục 1, điểm b", "mục 1, điểm h", "mục 1, điểm i", "mục 1, điểm k"],
            id="the letter i",
        ),
        pytest.param(
            "PHẦN THỨ NHẤT\nTÌNH HÌNH\n\nI. Chung\n\nPhần thứ hai\nNHIỆM VỤ",
            ["Phần THỨ NHẤT", "Phần THỨ NHẤT, phần I", "Phần thứ hai"],
            id="parts by their ordinal",
        ),
        pytest.param(
            "1. Việc:\n\n* Giao Sở A:\n\n- Một.\n\n* Giao Sở B:\n\n- Hai.",
            ["mục 1", "mục 1, dấu sao 1", "mục 1, dấu sao 1, gạch đầu dòng 1", "mục 1, dấu sao 2",
             "mục 1, dấu sao 2, gạch đầu dòng 1"],
            id="dashes under stars",
        ),
        pytest.param(
            "1. Việc:\n\n- Gồm:\n\n• Một.\n\n• Hai.\n\n- Khác.",
            ["mục 1", "mục 1, gạch đầu dòng 1", "mục 1, gạch đầu dòng 1, dấu chấm 1", "mục 1, gạch đầu dòng 1, dấu chấm 2",
             "mục 1, gạch đầu dòng 2"],
            id="dots under dashes",
        ),
        pytest.param(
            "Mở đầu.\n\n1. Một.\n\n2. Tổ chức thực hiện\n\nGiao Phòng Y theo dõi.",
            ["đoạn mở đầu", "mục 1", "mục 2", "mục 2, đoạn 2"],
            id="the last paragraph under a heading",
        ),
        pytest.param(
            "1. Mức chi không quá\n100. Việc chi theo khoản\n2. Điều này.\n2. Hai.",
            ["mục 1", "mục 2"],
            id="numbers that happen to begin a line",
        ),
        pytest.param(
            "I. Mục một\nĐoạn văn của mục.\nII. Mục hai\nĐoạn văn khác.",
            ["phần I", "phần I, đoạn 2", "phần II", "phần II, đoạn 2"],
            id="a heading over its text without a blank line",
        ),
        pytest.param(
            "Điều 1. Như sau:\n1. Điểm b khoản 2 Điều 5 được sửa đổi như sau:\n“b) Có chứng chỉ.”\n2. Hai.",
            ["Điều 1", "Điều 1, khoản 1", "Điều 1, khoản 1, “điểm b”", "Điều 1, khoản 2"],
            id="a quotation right under its announcement",
        ),
    ],
)  # fmt: skip
def test_addresses(text: str, expected: list[str]) -> None:
    assert addresses(text) == expected


def test_what_a_decree_puts_into_another_stands_in_quotation_marks() -> None:
    found = addresses(
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 63/2010/NĐ-CP như sau:\n\n1. Sửa đổi Điều 5:\n\n"
        "“Điều 5. Cơ quan kiểm soát\n\n1. Bộ Tư pháp.\n\n2. Sở Tư pháp:\n\na) Một phòng.”\n\n"
        "2. Sửa đổi khoản 2 Điều 9 như sau:\n\n“2. Lấy ý kiến.”.\n\n3. Bãi bỏ Điều 29.\n\nĐiều 2. Hiệu lực thi hành"
    )
    assert found == [
        "Điều 1",
        "Điều 1, khoản 1",
        "Điều 1, khoản 1, “Điều 5”",
        "Điều 1, khoản 1, “Điều 5”, khoản 1",
        "Điều 1, khoản 1, “Điều 5”, khoản 2",
        "Điều 1, khoản 1, “Điều 5”, khoản 2, điểm a",
        "Điều 1, khoản 2",
        "Điều 1, khoản 2, “khoản 2”",
        "Điều 1, khoản 3",
        "Điều 2",
    ]


def test_a_quotation_that_lost_its_closing_mark_ends_where_the_decree_goes_on() -> None:
    found = addresses(
        "Điều 1. Sửa đổi như sau:\n\n1. Sửa đổi Điều 5:\n\n“Điều 5. Tên\n\n1. Bộ Tư pháp.\n\n"
        "2. Sửa đổi Điều 9:\n\n“Điều 9. Tên khác”"
    )
    assert found[-2:] == ["Điều 1, khoản 2", "Điều 1, khoản 2, “Điều 9”"]


def test_a_row_of_a_table_is_read_with_its_column_names() -> None:
    rows = [
        c for c in body("| Đối tượng | Mức |\n| --- | --- |\n| Thương binh | 100 |") if c.address.endswith("dòng 1")
    ]
    assert rows[0].headings == ("| Đối tượng | Mức |",)


def test_no_two_clauses_of_a_document_have_one_address() -> None:
    text = "1. A.\n\n1. A.\n\n- x\n\n1. A.\n\n- x\n\nTIÊU ĐỀ\n\nKHÁC\n\n1. B.\n\nMẫu số 1\n\nMẫu số 1\n\n| a | b |\n\n| c | d |"
    found = addresses(text)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Các đơn vị thực hiện nghiêm túc\ncác nội dung.\nCông an quận chủ trì.", 2, id="lines are paragraphs"
        ),
        pytest.param(
            "Các đơn vị thực hiện nghiêm túc các nội dung của công văn này, báo cáo.\n"
            "Công an quận chủ trì phối hợp với các phường để tổ chức thực hiện tốt.\nXong.",
            1,
            id="a wrapped paragraph with a sentence end at a line end",
        ),
    ],
)
def test_which_line_ends_end_a_paragraph(text: str, expected: int) -> None:
    assert len(body(text)) == expected


def test_a_plan_annexed_to_a_decision_is_a_document_of_its_own() -> None:
    text = (
        "UBND TỈNH B\nSố: 12/QĐ-UBND\n\nB, ngày 02 tháng 9 năm 2021\n\nQUYẾT ĐỊNH\n\nBan hành Kế hoạch phòng bệnh\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch phòng bệnh.\n\nĐiều 2. Hiệu lực từ ngày ký.\n\n"
        "KẾ HOẠCH\n\nPhòng bệnh\n\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 02/9/2021)\n\nI. MỤC ĐÍCH\n\n1. Một."
    )
    found = parsed(text)
    assert [(d.kind.value if d.kind else None, d.number.value if d.number else None) for d in found.directives] == [
        ("Quyết định", "12/QĐ-UBND"),
        ("Kế hoạch", None),
    ]
    assert found.directives[1].name == "Kế hoạch kèm theo 12/QĐ-UBND"
    assert [c.address for c in found.clauses if c.directive == 1 and c.role is Role.BODY][-2:] == [
        "phần I",
        "phần I, mục 1",
    ]


def test_a_form_to_be_filled_in_stays_with_its_document() -> None:
    text = (
        "UBND TỈNH B\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề việc A\n\nĐiều 1. Một.\n\nNơi nhận:\n- Lưu: VT.\n\nTM. UBND\nCHỦ TỊCH\n\n"
        "Nguyễn Văn A\n\nMẫu số 01\n\nUBND XÃ ........\nSố:      /QĐ-UBND\n\nQUYẾT ĐỊNH\n\nĐiều 1. Cấp cho ông ..........\n\n"
        "Nơi nhận:\n- Lưu: VT."
    )
    found = parsed(text)
    assert len(found.directives) == 1
    assert [f.value for f in found.directives[0].recipients] == ["Lưu: VT"]


def test_the_title_of_a_page_above_the_letterhead_is_not_the_text() -> None:
    text = (
        "Về việc chi trả trợ cấp\n\nỦY BAN NHÂN DÂN TỈNH B\n\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề việc A\n\nĐiều 1. Một."
    )
    found = parsed(text).directives[0]
    assert found.number
    assert found.number.value == "12/QĐ-UBND"


def test_an_issuer_printed_over_two_lines_is_one_clause() -> None:
    text = "BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\nSố: 1040/LĐTBXH-NCC\n\nKính gửi: Các sở.\n\nMột."
    found = {c.address: c.text for c in parsed(text).clauses}
    assert found["cơ quan ban hành"] == "BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Tỷ lệ\n\n95\n\nSố hộ\n\n12", []),
        ("Một đoạn văn dài của trang thứ nhất trong văn bản này chưa kết thúc\n\n2\n\nmà còn tiếp ở trang sau.", ["2"]),
        ("Một.\n\n- 2 -\n\nHai.\n\n- 3 -\n\nBa.", ["- 2 -", "- 3 -"]),
        ("Một.\n\n1\n\nHai.\n\n2\n\nBa.\n\n85\n\nBốn.\n\n3", ["1", "2", "3"]),
    ],
)
def test_page_numbers_go_and_other_numbers_stay(text: str, lost: list[str]) -> None:
    kept = "\n".join(clause.text for clause in body(text))
    lines = [line for line in text.split("\n") if line and line not in kept.split("\n")]
    assert [line for line in lines if any(c.isdigit() for c in line)] == [
        one for one in lost if one not in kept.split("\n")
    ]


def test_what_follows_the_addressees_is_text() -> None:
    text = "SỞ Y TẾ\nSố: 5/SYT-VP\nKính gửi: Các đơn vị\nSở Y tế đề nghị:\n1. Một.\n2. Hai."
    found = parsed(text)
    assert [field.value for field in found.directives[0].addressees] == ["Các đơn vị"]
    assert [c.address for c in found.clauses if c.role is Role.BODY] == ["đoạn mở đầu", "mục 1", "mục 2"]


def test_each_ground_is_a_paragraph() -> None:
    found = [
        c.text
        for c in body("Căn cứ Luật A;\nCăn cứ Luật B;\nTheo đề nghị của Giám đốc Sở Y tế,\nQUYẾT ĐỊNH:\nĐiều 1. Một.")
    ]
    assert found[:3] == ["Căn cứ Luật A;", "Căn cứ Luật B;", "Theo đề nghị của Giám đốc Sở Y tế,"]


def test_lines_of_two_columns_are_called_by_what_they_begin_with() -> None:
    text = (
        "UBND TỈNH A          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/UBND-VP          Lào Cai, ngày 03 tháng 4 năm 2023\n\n"
        "HỎA TỐC\n\nKính gửi: Các sở.\n\nMột."
    )
    found = [c.address for c in parsed(text).clauses if c.role is Role.HEADER]
    assert found[-2:] == ["số, ký hiệu", "độ khẩn, độ mật"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (
            "Phân công:\nTT | Nhiệm vụ | Cơ quan chủ trì | Hạn\n1 | Lễ phát động | Công an huyện | 30/5/2024\n"
            "2 | In tờ gấp | Trung tâm Văn hóa | 28/5/2024",
            ["đoạn mở đầu", "bảng 1, tiêu đề", "bảng 1, dòng 1", "bảng 1, dòng 2"],
        ),
        (
            "Giờ | Nội dung\n7h30 | Đón đại biểu\n8h00 | Khai mạc, phát biểu\nSau đó nghỉ.",
            ["bảng 1, tiêu đề", "bảng 1, dòng 1", "bảng 1, dòng 2", "đoạn mở đầu"],
        ),
        ("Xã A | đã nộp. Xã B | chưa nộp.\nHai xã này báo cáo sau.", ["đoạn mở đầu"]),
        (
            "| Nội dung | Năm 2025 | Năm 2026 |\n| Trợ cấp | 182.400 | 188.950 |\n| Khám sức khỏe | 21.700 | 22.350 |",
            ["bảng 1, tiêu đề", "bảng 1, dòng 1", "bảng 1, dòng 2"],
        ),
    ],
)
def test_tables_typed_with_bars(text: str, addresses: list[str]) -> None:
    found = body(text)
    assert [c.address for c in found] == addresses
