"""What a text names and what it does with it: tables of sentences as offices write them."""

import pytest

from index.parsing.references import references
from index.types import Reference, Relation

R = Relation


def found_in(text: str) -> list[Reference]:
    return list(references(text, "a.txt", 0, 0, len(text), None))


def told(text: str) -> list[tuple[str, str | None]]:
    """Relation and number (or the name of a law) of each mention that is more than nested in another's title."""
    return [(r.relation.value, r.number or r.subject) for r in found_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What it stands on
        ("Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ về kiểm soát thủ tục; Nghị định số "
         "48/2013/NĐ-CP ngày 14/5/2013;",
         [("based_on", "63/2010/NĐ-CP"), ("based_on", "48/2013/NĐ-CP")]),
        ("Căn cứ các Nghị định của Chính phủ: số 24/2014/NĐ-CP ngày 04/4/2014 quy định tổ chức các cơ quan; số 107/2020/NĐ-CP;",
         [("based_on", "24/2014/NĐ-CP"), ("based_on", "107/2020/NĐ-CP")]),
        ("**Căn cứ** *Luật Đầu tư công* ngày 13 tháng 6 năm 2019;", [("based_on", "Đầu tư công")]),
        ("Xét Tờ trình số 12/TTr-SNV ngày 3/4/2020 của Giám đốc Sở Nội vụ,", [("based_on", "12/TTr-SNV")]),
        ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 3/4/2020,", [("based_on", "12/TTr-SNV")]),
        # What it answers
        ("Phúc đáp Công văn số 1879/UBND-VX ngày 27/5/2015 của UBND tỉnh Long An,", [("answers", "1879/UBND-VX")]),
        ("Bộ Tư pháp nhận được Công văn số 55/STP-VB ngày 12/3/2021 của Sở Tư pháp", [("answers", "55/STP-VB")]),
        ("Xét đề nghị của Bộ Quốc phòng tại công văn số 5865/BQP-TC ngày 30 tháng 10 năm 2009", [("answers", "5865/BQP-TC")]),
        ("kể từ ngày nhận được hồ sơ theo quy định tại Điều 5 Nghị định số 12/2020/NĐ-CP", [("mentions", "12/2020/NĐ-CP")]),
        # What it carries out
        ("Thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020, Công điện số 02/CĐ-TTg và Nghị quyết số 37/NQ-CP, UBND huyện yêu cầu",
         [("implements", "16/CT-TTg"), ("implements", "02/CĐ-TTg"), ("implements", "37/NQ-CP")]),
        ("Thực hiện ý kiến chỉ đạo của Thủ tướng Chính phủ tại Công văn số 1234/VPCP-KGVX", [("implements", "1234/VPCP-KGVX")]),
        ("thực hiện nghiêm Chỉ thị 05-CT/TU", [("implements", "05-CT/TU")]),
        ("Thông tư này hướng dẫn thi hành một số điều của Nghị định số 15/2018/NĐ-CP", [("implements", "15/2018/NĐ-CP")]),
        ("quy định chi tiết Điều 5 Luật Đất đai số 31/2024/QH15", [("implements", "31/2024/QH15")]),
        ("đang hưởng trợ cấp theo Quyết định số 104/1999/QĐ-TTg", [("mentions", "104/1999/QĐ-TTg")]),
        ("chế độ thực hiện theo quy định tại Thông tư số 12/2020/TT-BTC", [("mentions", "12/2020/TT-BTC")]),
        ("Thực hiện Kết luận của Bộ Chính trị, tiếp theo Công điện số 92/CĐ-TTg, Thủ tướng yêu cầu", [("mentions", "92/CĐ-TTg")]),
        ("Thực hiện Công văn số 12, 13/UBND-VX và 14/UBND-VX",
         [("implements", "12/UBND-VX"), ("implements", "13/UBND-VX"), ("implements", "14/UBND-VX")]),
        # What it changes
        ("Sửa đổi, bổ sung một số điều của Quyết định số 15/2019/QĐ-UBND như sau:", [("amends", "15/2019/QĐ-UBND")]),
        ("Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số 63/2010/NĐ-CP.",
         [("amends", "63/2010/NĐ-CP")]),
        ("NGHỊ ĐỊNH\nSửa đổi một số điều của Nghị định số 63/2010/NĐ-CP\n\nCăn cứ Luật Thú y;",
         [("amends", "63/2010/NĐ-CP"), ("based_on", "Thú y")]),
        ("Bổ sung Điều 5a vào Quy chế ban hành kèm theo Quyết định số 15/2019/QĐ-UBND", [("supplements", "15/2019/QĐ-UBND")]),
        ("Thay thế cụm từ “Sở Y tế” bằng cụm từ “Bộ Y tế” tại Điều 3 Thông tư số 12/2020/TT-BYT.", [("amends", "12/2020/TT-BYT")]),
        ("Bãi bỏ Điều 4 của Pháp lệnh số 01/2018/UBTVQH14", [("amends", "01/2018/UBTVQH14")]),
        ("Đính chính Quyết định số 12/QĐ-UBND", [("amends", "12/QĐ-UBND")]),
        ("Thủ tướng đề nghị sửa đổi, bổ sung Quyết định số 15/2018/QĐ-TTg", [("mentions", "15/2018/QĐ-TTg")]),
        ("phạm vi điều chỉnh của Luật Thú y", [("mentions", "Thú y")]),
        ("người khai hải quan khai bổ sung theo khoản 9 Điều 1 Thông tư số 39/2018/TT-BTC", [("mentions", "39/2018/TT-BTC")]),
        # What it ends
        ("có hiệu lực từ ngày ký và thay thế Quyết định số 45/QĐ-UBND ngày 03/3/2021.", [("replaces", "45/QĐ-UBND")]),
        ("Quyết định này thay thế Danh mục thủ tục hành chính của ngành được Chủ tịch UBND tỉnh công bố tại các Quyết định: "
         "Số 2196/QĐ-UBND ngày 28/12/2021, số 1741/QĐ-UBND ngày 14/11/2019.",
         [("replaces", "2196/QĐ-UBND"), ("replaces", "1741/QĐ-UBND")]),
        ("Quyết định số 15/QĐ-UBND ngày 02/02/2020 được thay thế bằng Quyết định này.", [("replaces", "15/QĐ-UBND")]),
        ("Hủy bỏ Quyết định số 45/QĐ-UBND ngày 3/3/2021", [("repeals", "45/QĐ-UBND")]),
        ("Pháp lệnh số 26/2005/PL-UBTVQH11 và Pháp lệnh số 04/2012/PL-UBTVQH13 hết hiệu lực kể từ ngày Pháp lệnh này có hiệu lực.",
         [("repeals", "26/2005/PL-UBTVQH11"), ("repeals", "04/2012/PL-UBTVQH13")]),
        ("Các văn bản sau đây hết hiệu lực: Thông tư số 01/2011/TT-BNV; Thông tư số 02/2012/TT-BNV.",
         [("repeals", "01/2011/TT-BNV"), ("repeals", "02/2012/TT-BNV")]),
        ("Trước ngày Nghị định số 15/2018/NĐ-CP hết hiệu lực thì phải nộp.", [("mentions", "15/2018/NĐ-CP")]),
        ("Công văn số 15/SYT-NV ngày 3/4/2020 của Sở Y tế không còn hiệu lực.", [("repeals", "15/SYT-NV")]),
        # In a list each as far as it is named
        ("Nghị định này bãi bỏ Nghị định số 29/2008/NĐ-CP và khoản 5 Điều 3 Nghị định số 118/2015/NĐ-CP.",
         [("repeals", "29/2008/NĐ-CP"), ("amends", "118/2015/NĐ-CP")]),
        ("Bãi bỏ Điều 3 Thông tư số 1/2015/TT-BYT; Thông tư số 2/2015/TT-BYT.",
         [("amends", "1/2015/TT-BYT"), ("repeals", "2/2015/TT-BYT")]),
        ("Bãi bỏ Điều 6 Thông tư số 1/2015/TT-BYT sửa đổi một số điều của Thông tư số 2/2012/TT-BYT; Thông tư số "
         "3/2012/TT-BYT; Thông tư số 4/2012/TT-BYT.",
         [("amends", "1/2015/TT-BYT"), ("mentions", "2/2012/TT-BYT"), ("amends", "3/2012/TT-BYT"), ("amends", "4/2012/TT-BYT")]),
        ("Các Thông tư sau hết hiệu lực: a) Thông tư số 1/2015/TT-BYT; b) Điều 3 Thông tư số 2/2015/TT-BYT.",
         [("repeals", "1/2015/TT-BYT"), ("amends", "2/2015/TT-BYT")]),
        # What the sentence is about ends, not what amended it
        ("Luật Nhà ở số 65/2014/QH13 đã được sửa đổi, bổ sung một số điều theo Luật số 40/2019/QH14 và Luật số 61/2020/QH14 hết "
         "hiệu lực kể từ ngày Luật này có hiệu lực.",
         [("repeals", "65/2014/QH13"), ("mentions", "40/2019/QH14"), ("mentions", "61/2020/QH14")]),
        ("Thông tư số 1/2014/TT-BYT được sửa đổi bởi Thông tư số 2/2019/TT-BYT và Thông tư số 4/2015/TT-BYT được sửa đổi tại "
         "Điều 5 Thông tư số 5/2019/TT-BYT hết hiệu lực.",
         [("repeals", "1/2014/TT-BYT"), ("mentions", "2/2019/TT-BYT"), ("repeals", "4/2015/TT-BYT"),
          ("mentions", "5/2019/TT-BYT")]),
        # What is not done, or asked of others
        ("Quyết định này không bãi bỏ hoặc thay thế Quyết định số 77/QĐ-BCT.", [("mentions", "77/QĐ-BCT")]),
        ("Đề nghị UBND tỉnh ban hành Quyết định thay thế Quyết định số 12/QĐ-UBND.", [("mentions", "12/QĐ-UBND")]),
        ("TỜ TRÌNH\nVề việc ban hành Quyết định thay thế Quyết định số 12/QĐ-UBND\n\nKính gửi: A", [("mentions", "12/QĐ-UBND")]),
        ("Theo đề nghị của Bộ trưởng Bộ Y tế, Chính phủ ban hành Nghị định thay thế Nghị định số 12/2020/NĐ-CP.",
         [("replaces", "12/2020/NĐ-CP")]),
        # What it copies
        ("Sao lục Công văn số 06-CV/TU ngày 01/9/2021 của Thành ủy", [("copies", "06-CV/TU")]),
        ("Sao y bản chính Quyết định số 12/QĐ-TTg", [("copies", "12/QĐ-TTg")]),
    ],
)  # fmt: skip
def test_relation(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định số 15/QĐ-UBND được thay thế bởi Quyết định số 20/QĐ-UBND.", ["mentions", "mentions"]),
        ("Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 được sửa đổi, bổ sung bởi Nghị định số 154/2020/NĐ-CP;",
         ["based_on", "mentions"]),
        ("Luật Giáo dục đại học ngày 18/6/2012, được sửa đổi, bổ sung một số điều theo Luật số 34/2018/QH14.", ["mentions"] * 2),
        ("Nghị định sửa đổi, bổ sung Nghị định số 15/2018/NĐ-CP đang được xây dựng.", ["mentions"]),
        ("Thông tư số 12/2020/TT-BYT hướng dẫn thi hành Nghị định số 15/2018/NĐ-CP", ["mentions", "mentions"]),
        ("Căn cứ Thông tư liên tịch số 25/2010/TTLT-BYT-BTC ngày 11/9/2010 của Liên Bộ: Y tế, Tài chính về việc "
         "sửa đổi Thông tư liên "
         "tịch số 17/2006/TTLT-BYT-BTC và thay thế Thông tư liên tịch số 06/2007/TTLT-BYT-BTC;",
          ["based_on", "mentions", "mentions"]),
    ],
)  # fmt: skip
def test_what_another_document_does_is_only_mentioned(text: str, expected: list[str]) -> None:
    assert [r.relation.value for r in found_in(text)] == expected


ITEMS = (
    "2. Thông tư này thay thế các Thông tư sau đây:\n\na) Thông tư số 01/2011/TT-BNV ngày 19 tháng 01 năm 2011 của Bộ Nội vụ "
    "hướng dẫn thể thức;\n\nb) Thông tư số 07/2012/TT-BNV hướng dẫn về văn thư.\n\n3. Khi thực hiện Thông tư số 09/2013/TT-BNV"
)


def test_a_cue_governs_the_items_of_its_list_and_no_more() -> None:
    assert told(ITEMS) == [
        ("replaces", "01/2011/TT-BNV"),
        ("replaces", "07/2012/TT-BNV"),
        ("implements", "09/2013/TT-BNV"),
    ]


def test_a_list_on_one_line() -> None:
    text = "Quyết định này bãi bỏ các văn bản sau: a) Quyết định số 1/QĐ-UB về A; b) Chỉ thị số 2/CT-UB; c) Quyết định số 3/QĐ-UB."
    assert told(text) == [("repeals", "1/QĐ-UB"), ("repeals", "2/CT-UB"), ("repeals", "3/QĐ-UB")]


@pytest.mark.parametrize("text", ["Căn cứ Quyết định số 1/QĐ-UB; Quyết định số 2/QĐ-UB hết hiệu lực.", ITEMS])
def test_the_cue_is_where_the_text_says_so(text: str) -> None:
    for one in found_in(text):
        assert (one.cue is None) == (one.relation is R.MENTIONS)
        if one.cue:
            assert text[one.cue.start : one.cue.end].lower() in {"căn cứ", "hết hiệu lực", "thay thế", "thực hiện"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Quyết định số 290/2005/QĐ-TTg, số 142/2008/QĐ-TTg và số 62/2011/QĐ-TTg của Thủ tướng Chính phủ",
         [("Quyết định", "290/2005/QĐ-TTg", None, "Thủ tướng Chính phủ"),
          ("Quyết định", "142/2008/QĐ-TTg", None, "Thủ tướng Chính phủ"),
          ("Quyết định", "62/2011/QĐ-TTg", None, "Thủ tướng Chính phủ")]),
        ("Chỉ thị của Thủ tướng Chính phủ số 16/CT-TTg ngày 31/3/2020",
         [("Chỉ thị", "16/CT-TTg", "2020-03-31", "Thủ tướng Chính phủ")]),
        ("Chỉ thị số 06 - CT/TU ngày 01 - 9 - 2021", [("Chỉ thị", "06-CT/TU", "2021-09-01", None)]),
        ("Thông tư số 15 /2021/TT – BTC", [("Thông tư", "15/2021/TT-BTC", None, None)]),
        ("Quyết định số 15/2012/QĐ-\nUBND ngày 3/4/2012", [("Quyết định", "15/2012/QĐ-UBND", "2012-04-03", None)]),
        ("Thông tư liên tịch số 84/2005/TTLT/BTC-BLĐTBXH", [("Thông tư liên tịch", "84/2005/TTLT/BTC-BLĐTBXH", None, None)]),
        ("QĐ số 12/QĐ-UBND; NĐ 30/2020/NĐ-CP", [("Quyết định", "12/QĐ-UBND", None, None),
         ("Nghị định", "30/2020/NĐ-CP", None, None)]),
        ("Văn bản số 87/TB-VPCP ngày 12/3/2012", [("Thông báo", "87/TB-VPCP", "2012-03-12", None)]),
        ("Lệnh số 26/L-CTN, Quyết định 12/98/QĐ-BTC", [("Lệnh", "26/L-CTN", None, None),
         ("Quyết định", "12/98/QĐ-BTC", None, None)]),
        ("QUYẾT ĐỊNH SỐ 1237/QĐ-TTG NGÀY 27 THÁNG 7 NĂM 2013", [("Quyết định", "1237/QĐ-TTg", "2013-07-27", None)]),
        ("Thông tư số [03/2014/TT-BTTTT](https://example.org/x) ngày 11/3/2014",
         [("Thông tư", "03/2014/TT-BTTTT", "2014-03-11", None)]),
        ("Nghị quyết số **12-NQ/TW**, ngày 27-3-2007 của Ban Chấp hành Trung ương Đảng",
         [("Nghị quyết", "12-NQ/TW", "2007-03-27", "Ban Chấp hành Trung ương Đảng")]),
        ("Nghị định số 31/2013/NĐ-CP của Chính phủ ban hành ngày 09/4/2013",
         [("Nghị định", "31/2013/NĐ-CP", "2013-04-09", "Chính phủ")]),
        ("Thông tư liên tịch số 1/2012/TTLT-BCA-BTC của Bộ Công an, Bộ Tài chính hướng dẫn",
         [("Thông tư liên tịch", "1/2012/TTLT-BCA-BTC", None, "Bộ Công an, Bộ Tài chính")]),
        ("Chỉ thị 06 của Thành ủy và Kế hoạch 12 của UBND thành phố.",
         [("Chỉ thị", "06", None, "Thành ủy"), ("Kế hoạch", "12", None, "UBND thành phố")]),
        ("Thông báo kết luận số 56-TB/QU; Thông báo Kết luận số 3-KL/TU; Thông báo kết luận số 57 của Quận ủy",
         [("Thông báo", "56-TB/QU", None, None), ("Kết luận", "3-KL/TU", None, None), ("Thông báo", "57", None, "Quận ủy")]),
        ("Công văn số 88/CV-TCG ngày 05/6/2023 của Quý Công ty về việc A", [("Công văn", "88/CV-TCG", "2023-06-05", None)]),
        ("Công văn số 1/HK-NV của Cục Hàng không Việt Nam", [("Công văn", "1/HK-NV", None, "Cục Hàng không Việt Nam")]),
        ("công văn số 634 ngày 02/3/2020", [("Công văn", "634", "2020-03-02", None)]),
        ("Nghị định 30/2020 của Chính phủ", [("Nghị định", "30/2020", None, "Chính phủ")]),
        ("Nghị quyết ngày 26/7/2021 của Quận ủy", [("Nghị quyết", None, "2021-07-26", "Quận ủy")]),
    ],
)  # fmt: skip
def test_fields(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert [(r.kind, r.number, r.date, r.issuer) for r in found_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;", [("Luật", None, "2001-12-25", "Tổ chức Chính phủ")]),
        ("Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13 ngày 22/6/2015",
         [("Luật", "80/2015/QH13", "2015-06-22", "Ban hành văn bản quy phạm pháp luật")]),
        ("Luật Ngân sách nhà nước năm 2015, Luật Đất đai 2013 và Bộ luật Lao động năm 2019",
         [("Luật", None, None, "Ngân sách nhà nước năm 2015"), ("Luật", None, None, "Đất đai năm 2013"),
          ("Bộ luật", None, None, "Lao động năm 2019")]),
        ("theo Pháp lệnh ưu đãi người có công với cách mạng.", [("Pháp lệnh", None, None, "ưu đãi người có công với cách mạng")]),
        ("theo Luật Phòng, chống tham nhũng và các văn bản hướng dẫn", [("Luật", None, None, "Phòng, chống tham nhũng")]),
        ("quy định của Luật Ngân sách nhà nước để bảo đảm", [("Luật", None, None, "Ngân sách nhà nước")]),
        ("Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019;",
         [("Luật", None, "2019-11-22", "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức "
          "chính quyền địa phương")]),
        ("Pháp lệnh sửa đổi, bổ sung một số điều của Pháp lệnh Ưu đãi người có công số 04/2012/PL-UBTVQH13",
         [("Pháp lệnh", "04/2012/PL-UBTVQH13", None, "sửa đổi, bổ sung một số điều của Pháp lệnh Ưu đãi người có công")]),
        ("theo Luật Đất đai và Nghị định số 43/2014/NĐ-CP",
         [("Luật", None, None, "Đất đai"), ("Nghị định", "43/2014/NĐ-CP", None, None)]),
        ("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
         [("Hiến pháp", None, None, "nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013")]),
    ],
)  # fmt: skip
def test_laws_by_name(text: str, expected: list[tuple[str, str | None, str | None, str]]) -> None:
    assert [(r.kind, r.number, r.date, r.subject) for r in found_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Điện thoại 024-3733, số 0912345678; lô 12-BT; thửa số 15/BĐ, tờ số 2; thửa đất số 12, 13/BĐ-05; số nhà 12/HBT",
        "Mẫu số 01/BC-NCC; Phụ lục 2-HD; biểu số 3/BC-UB",
        "ngày 25/12, tỷ lệ 1/2, khoản 3 Điều 5, 24/24H, 100.000 chỗ/F1, 2-3 ngày, năm 2020 - TP. Hà Nội",
        "Kế hoạch 5 năm 2021-2025; Quyết định 2 vấn đề; Kế hoạch 2021; thông báo 3 ngày; hướng dẫn 10 hộ",
        "Quyết định này; Luật này; hệ thống pháp luật; Đại học Luật Hà Nội; Luật sư Nguyễn Văn A; dự thảo Luật Đất đai",
        "Số:      /QĐ-UBND; Số: ……/UBND-VX; Quyết định số …/QĐ-UBND ngày …/…/2020",
        "năm 2021\n- Các phường, xã; 12\n- TPHCM",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert found_in(text) == []


def test_the_subject_of_a_mention_ends_where_the_sentence_goes_on() -> None:
    text = "Thực hiện Công văn số 12/SYT-NVY của Sở Y tế về việc phòng, chống dịch, UBND xã thông báo:"
    assert found_in(text)[0].subject == "phòng, chống dịch"
    text = "Thông tư số 1/2009/TT-BTC của Bộ Tài chính hướng dẫn chi trả hết hiệu lực kể từ ngày ký."
    assert (found_in(text)[0].subject, found_in(text)[0].relation) == ("hướng dẫn chi trả", R.REPEALS)


def test_the_own_number_is_left_out() -> None:
    text = "Số: 12/QĐ-UBND\n\nthay thế Quyết định số 3/QĐ-UBND"
    own = found_in(text)[0].span
    assert [r.number for r in references(text, "a.txt", 0, 0, len(text), own)] == ["3/QĐ-UBND"]


@pytest.mark.parametrize(
    ("unit", "times", "each"),
    [
        ("số ", 300_000, 0), ("Căn cứ ", 100_000, 0), ("1", 1_000_000, 0), ("1/", 500_000, 0), ("Luật ", 100_000, 0),
        ("sửa đổi, bổ sung ", 60_000, 0), ("1-A", 200_000, 0), ("(", 1_000_000, 0), (" ", 1_000_000, 0),
         ("Công văn số ", 80_000, 0),
        ("Quyết định số 12/QĐ-UBND ", 5_000, 1), ("12/QĐ-UBND, ", 10_000, 1), ("*" * 50 + "12/QĐ-UBND", 5_000, 1),
        ("Luật Đất đai và ", 10_000, 1), ("12/UBND-VX" + " " * 200_000 + "và ", 5, 0), ("số 1, ", 100_000, 0),
        ("Quyết định số 1/QĐ-UB được sửa đổi theo ", 5_000, 1), ("đề nghị Bộ sửa đổi Quyết định số 1/QĐ-UB ", 5_000, 1),
        ("theo Quyết định số 1/QĐ-UB a) ", 5_000, 1),
        ("và khoản 1 " * 30 + "Quyết định số 1/QĐ-UB. ", 1_000, 1),
    ],
)  # fmt: skip
def test_hostile_text_is_read_to_its_end(unit: str, times: int, each: int) -> None:
    """What is not linear would not come back from these."""
    assert len(found_in(unit * times)) == each * times
