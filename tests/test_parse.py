"""The parser on real-looking lines and documents: tables of text and what a reader sees in it."""

import itertools
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from index.parse import parse
from index.parsing.layout import units
from index.parsing.looks import Look, look_of
from index.parsing.markers import marker_of
from index.parsing.numbers import clean_number, iso_date, kind_of_number
from index.parsing.references import references
from index.parsing.truecase import truecase
from index.read import Candidate, find, read
from index.text import fold, folded_words, nfc
from index.types import Clause, Directive, Parsed, Reference, Source
from ui.sample import documents

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "archives" / "nguoi-co-cong"


def parsed(text: str) -> Parsed:
    return parse(Source("a.txt", text, ""))


def one(text: str) -> Directive:
    found = parsed(text).directives
    assert len(found) == 1
    return found[0]


def addresses(text: str) -> list[str]:
    return [c.address for c in parsed(text).clauses]


# ---------------------------------------------------------------- lines


@pytest.mark.parametrize(
    ("line", "look"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look.MOTTO),
        ("**CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**", Look.MOTTO),
        ("Độc lập - Tự do - Hạnh phúc", Look.MOTTO),
        ("Độc lập – Tự do – Hạnh phúc", Look.MOTTO),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", Look.MOTTO),
        ("Số 667 - CV/QU", Look.NUMBER),
        ("Số **634**- CV/QU", Look.NUMBER),
        ("Số: 1040/LĐTBXH-NCC", Look.NUMBER),
        ("Số:       /QĐ-UBND", Look.NUMBER),
        ("Pháp lệnh số: 02/2020/UBTVQH14", Look.NUMBER),
        ("Hà Đông, ngày 02 tháng 9 năm 2021", Look.PLACE_DATE),
        ("*Q. Hai Bà Trưng, ngày 25 tháng 4 năm 2022*", Look.PLACE_DATE),
        ("TP. Hồ Chí Minh, ngày 26 tháng 11 năm 2008", Look.PLACE_DATE),
        ("QUYẾT ĐỊNH", Look.KIND),
        ("**CHỈ THỊ**", Look.KIND),
        ("THÔNG TƯ LIÊN TỊCH", Look.KIND),
        ("SAO LỤC", Look.KIND),
        ("QUẬN ỦY HÀ ĐÔNG", Look.BODY_NAME),
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", Look.BODY_NAME),
        ("UBND THÀNH PHỐ HÀ NỘI", Look.BODY_NAME),
        ("THỦ TƯỚNG CHÍNH PHỦ", Look.BODY_NAME),
        ("ĐẢNG ỦY PHƯỜNG HÒA MINH", Look.BODY_NAME),
        ("Kính gửi: - HĐND, UBND phường,", Look.ADDRESS),
        ("- Kính gửi:*", Look.ADDRESS),
        ("Kinh gửi:", Look.ADDRESS),
        ("Nơi nhận:", Look.RECIPIENT),
        ("*Nơi nhận:*", Look.RECIPIENT),
        ("T/M BAN THƯỜNG VỤ", Look.AUTHORITY),
        ("T/L BAN THƯỜNG VỤ", Look.AUTHORITY),
        ("TM. ỦY BAN NHÂN DÂN", Look.AUTHORITY),
        ("KT. CHỦ TỊCH", Look.AUTHORITY),
        ("TUQ. CHỦ TỊCH", Look.AUTHORITY),
        ("TL. BỘ TRƯỞNG", Look.AUTHORITY),
        ("**T.M BAN CHẤP HÀNH**", Look.AUTHORITY),
        ("CHÁNH VĂN PHÒNG", Look.CAPITALS),
        ("PHÓ CHỦ TỊCH", Look.CAPITALS),
        ("VỀ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH", Look.CAPITALS),
        ("Nguyễn Thanh Xuân", Look.PERSON),
        ("**Đinh Tiến Dũng**", Look.PERSON),
        ("*", Look.RULE),
        ("---------------", Look.RULE),
        ("|---|---|", Look.RULE),
        ("- 2 -", Look.PAGE),
        ("Trang 3/10", Look.PAGE),
        ("12", Look.PAGE),
        ("# V/v hướng dẫn giải quyết chế độ", Look.TITLE),
        ("1. Khẩn trương tổ chức phổ biến", Look.ITEM),
        ("Điều 5. Hiệu lực thi hành", Look.ITEM),
        ("- **Ủy ban nhân dân Quận,**", Look.ITEM),
        ("Thực hiện Chỉ thị số 06-CT/TU ngày 01/9/2021 của Ban Thường vụ Thành uỷ", Look.TEXT),
        ("Về thực hiện Chỉ thị 17/CT-UBND của Chủ tịch", Look.TEXT),
        ("04/9/2021", Look.TEXT),
        ("năm 2021", Look.TEXT),
        ("Kết luận số 07-KL/TW của Bộ Chính trị", Look.TEXT),
    ],
)
def test_look_of(line: str, look: Look) -> None:
    assert look_of(nfc(line)) is look


@pytest.mark.parametrize(
    ("line", "level", "label", "body"),
    [
        ("1. Khẩn trương", "số", "1", "Khẩn trương"),
        ("12.Khẩn trương", "số", "12", "Khẩn trương"),
        ("**3.** Các Ban Đảng", "số", "3", "** Các Ban Đảng"),
        ("1.1. Mục tiêu", "số.số", "1.1", "Mục tiêu"),
        ("1.1 Mục tiêu", "số.số", "1.1", "Mục tiêu"),
        ("2.1.3. Chỉ tiêu", "số.số.số", "2.1.3", "Chỉ tiêu"),
        ("(1) Ủy ban nhân dân Quận:", "(số)", "1", "Ủy ban nhân dân Quận:"),
        ("2) Báo cáo", "số)", "2", "Báo cáo"),
        ("a) Chỉ đạo", "chữ", "a", "Chỉ đạo"),
        ("đ) Chỉ đạo", "chữ", "đ", "Chỉ đạo"),
        ("b. Chỉ đạo", "chữ", "b", "Chỉ đạo"),
        ("- Chủ trì phối hợp", "gạch", "-", "Chủ trì phối hợp"),
        ("–Chủ trì phối hợp", "gạch", "–", "Chủ trì phối hợp"),
        ("• Chủ trì", "chấm", "•", "Chủ trì"),
        ("* Ghi chú", "sao", "*", "Ghi chú"),
        ("+ Ở phường", "cộng", "+", "Ở phường"),
        ("I. MỤC ĐÍCH", "la mã", "I", "MỤC ĐÍCH"),
        ("IV. TỔ CHỨC THỰC HIỆN", "la mã", "IV", "TỔ CHỨC THỰC HIỆN"),
        ("II/ Nhiệm vụ", "la mã", "II", "Nhiệm vụ"),
        ("III - Nhiệm vụ", "la mã", "III", "Nhiệm vụ"),
        ("Điều 5. Hiệu lực", "điều", "5", "Hiệu lực"),
        ("**Điều 12.** Hiệu lực", "điều", "12", "** Hiệu lực"),
        ("Điều 3a. Bổ sung", "điều", "3a", "Bổ sung"),
        ("Điều 7: Trách nhiệm", "điều", "7", "Trách nhiệm"),
        ("ĐIỀU 1. PHẠM VI", "điều", "1", "PHẠM VI"),
        ("Chương II", "chương", "II", ""),
        ("CHƯƠNG 3. TỔ CHỨC", "chương", "3", "TỔ CHỨC"),
        ("Mục 2. ĐÁNH GIÁ", "mục", "2", "ĐÁNH GIÁ"),
        ("PHẦN THỨ NHẤT", "phần", "THỨ NHẤT", ""),
        ("Phần II. Nhiệm vụ", "phần", "II", "Nhiệm vụ"),
        ("PHỤ LỤC II", "phụ lục", "II", ""),
        ("PHỤ LỤC", "phụ lục", "", ""),
        ("PHỤ LỤC Danh sách chốt", "phụ lục", "", "Danh sách chốt"),
        ("PHỤ LỤC Vùng xanh", "phụ lục", "", "Vùng xanh"),
    ],
)
def test_marker_of(line: str, level: str, label: str, body: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.level, marker.label, line[marker.body :]) == (level, label, body)


@pytest.mark.parametrize(
    "line",
    [
        "Ủy ban nhân dân Quận",
        "100.000 chỗ cho các đối tượng F1",
        "20.000 giường và sẵn sàng lên 30.000 giường",
        "1.300.000 đồng",
        "1/2 số lượng cán bộ",
        "2m khi giao tiếp",
        "24/24h",
        "2-3 ngày/lần",
        "30/4, 01/5/2022 và tổ chức Đại hội",
        "19.7.2021 họp",
        "2021, Chủ tịch UBND",
        "F0 nhẹ",
        "Covid-19",
        "Phần lớn người dân đã tiêm",
        "Phần mềm quản lý văn bản",
        "Điều 5 của Nghị định này quy định",
        "Điều kiện hỗ trợ",
        "Chương trình hành động",
        "Mục tiêu chung",
        "Mục 2 của Chỉ thị này",
        "Vi phạm hành chính",
        "-19 bằng nhiều hình thức",
    ],
)
def test_no_marker(line: str) -> None:
    assert marker_of(line) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Một dòng\nhai dòng", ["Một dòng\nhai dòng"]),
        ("Một dòng.\n\nHai dòng.", ["Một dòng.", "Hai dòng."]),
        ("của Quận theo\n\nmô hình Bí thư", ["của Quận theo\n\nmô hình Bí thư"]),
        ("của Quận theo\n\n- 3 -\n\nmô hình Bí thư", ["của Quận theo\n\n- 3 -\n\nmô hình Bí thư"]),
        ("của Quận theo\x0cmô hình Bí thư", ["của Quận theo\x0cmô hình Bí thư"]),
        ("các nội dung sau:\n\nmô hình Bí thư", ["các nội dung sau:", "mô hình Bí thư"]),
        ("- Một;\n- Hai;\n- Ba.", ["- Một;", "- Hai;", "- Ba."]),
        ("- Một dòng\ncòn nữa;\n- Hai.", ["- Một dòng\ncòn nữa;", "- Hai."]),
        ("* * *\n\nMột.\n\n____", ["Một."]),
        ("", []),
        ("  \n\t\n\x0c", []),
    ],
)  # fmt: skip
def test_units(text: str, found: list[str]) -> None:
    assert [text[unit.start : unit.end] for unit in units(text)] == found


# ---------------------------------------------------------------- values of the header


@pytest.mark.parametrize(
    ("line", "number", "kind"),
    [
        ("Số 667 - CV/QU", "667-CV/QU", "Công văn"),
        ("Số **634**- CV/QU", "634-CV/QU", "Công văn"),
        ("Số 164- TB/QU", "164-TB/QU", "Thông báo"),
        ("Số: 17/CT- UBND", "17/CT-UBND", "Chỉ thị"),
        ("Số:17/CT-UBND", "17/CT-UBND", "Chỉ thị"),
        ("Số 26 - BS/QU", "26-BS/QU", "Sao lục"),
        ("Số: 1040/LĐTBXH-NCC", "1040/LĐTBXH-NCC", "Công văn"),
        ("Số: 773 /QĐ-TTg", "773/QĐ-TTg", "Quyết định"),
        ("Số: 63/2010/NĐ-CP", "63/2010/NĐ-CP", "Nghị định"),
        ("Số: 101/2018/TT-BTC", "101/2018/TT-BTC", "Thông tư"),
        ("Số: 47/2009/TTLT-BTC-BLĐTBXH", "47/2009/TTLT-BTC-BLĐTBXH", "Thông tư liên tịch"),
        ("Số: 252/KH-BCĐQG1237", "252/KH-BCĐQG1237", "Kế hoạch"),
        ("Số: 12/TTr-UBND", "12/TTr-UBND", "Tờ trình"),
        ("Số: 5/BC-UBND", "5/BC-UBND", "Báo cáo"),
        ("Số: 123a/QĐ-UBND", "123a/QĐ-UBND", "Quyết định"),
        ("Số 07–KL/TW", "07-KL/TW", "Kết luận"),
        ("**Số: 835/VBHN-BLĐTBXH**", "835/VBHN-BLĐTBXH", "Văn bản hợp nhất"),
    ],
)
def test_number_and_kind(line: str, number: str, kind: str) -> None:
    text = f"UBND QUẬN A\n\n{line}\n\nHà Nội, ngày 02 tháng 9 năm 2021\n\nKính gửi: Các phường.\n\nĐề nghị thực hiện."
    found = one(text)
    assert found.number
    assert found.kind
    assert (found.number.value, found.kind.value) == (number, kind)
    assert clean_number(text[found.number.span.start : found.number.span.end]) == number


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("02/2020/UBTVQH14", None),
        ("17/2008/QH12", None),
        ("1879/UBND-VX", "Công văn"),
        ("24-CT/TW", "Chỉ thị"),
        ("1102/CĐ-TTg", "Công điện"),
        ("634-CV/QU", "Công văn"),
    ],
)
def test_kind_of_number(number: str, kind: str | None) -> None:
    assert kind_of_number(number) == kind


@pytest.mark.parametrize("line", ["Số:     /QĐ-UBND", "Số: …/KH-UBND", "Số lượng: 12/TT"])
def test_blank_number_is_not_guessed(line: str) -> None:
    found = one(f"UBND QUẬN A\n\n{line}\n\nKính gửi: Các phường.\n\nĐề nghị thực hiện Công văn số 12-CV/QU.")
    assert found.number is None


@pytest.mark.parametrize(
    ("day", "month", "year", "iso"),
    [
        ("02", "9", "2021", "2021-09-02"),
        ("31", "12", "1999", "1999-12-31"),
        ("29", "02", "2020", "2020-02-29"),
        ("29", "2", "2000", "2000-02-29"),
        ("29", "2", "2021", None),
        ("29", "2", "1900", None),
        ("31", "4", "2021", None),
        ("0", "4", "2021", None),
        ("1", "13", "2021", None),
        ("1", "0", "2021", None),
        ("1", "1", "0021", None),
    ],
)
def test_iso_date(day: str, month: str, year: str, iso: str | None) -> None:
    assert iso_date(day, month, year) == iso


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Hà Đông, ngày 02 tháng 9 năm 2021", "Hà Đông", "2021-09-02"),
        ("Hoà Minh, ngày 19 tháng 7 năm 2021", "Hoà Minh", "2021-07-19"),
        ("Q. Hai Bà Trưng, ngày 25 tháng 4 năm 2022", "Quận Hai Bà Trưng", "2022-04-25"),
        ("TP. Hồ Chí Minh, ngày 26 tháng 11 năm 2008", "Thành phố Hồ Chí Minh", "2008-11-26"),
        ("TX. Sơn Tây, ngày 1 tháng 2 năm 2022", "Thị xã Sơn Tây", "2022-02-01"),
        ("Hà Nội , ngày 27 tháng 10 năm 2014", "Hà Nội", "2014-10-27"),
        ("*Hà Nội, ngày 09 tháng 12 năm 2020*", "Hà Nội", "2020-12-09"),
        ("Hà Nội, Ngày 09 tháng 12 năm 2020", "Hà Nội", "2020-12-09"),
        ("Hà Nội, ngày 31 tháng 4 năm 2020", "Hà Nội", None),
        ("Hà Nội, ngày    tháng 4 năm 2020", "Hà Nội", None),
    ],
)
def test_place_and_date(line: str, place: str | None, date: str | None) -> None:
    found = one(f"UBND QUẬN A\nSố: 5/KH-UBND\n\n{line}\n\nKẾ HOẠCH\n\nTriển khai.")
    assert (found.place and found.place.value, found.date and found.date.value) == (place, date)


TEXT = "Ủy ban nhân dân quận Hà Đông và Ban Thường vụ Quận ủy Hà Đông họp cùng Bộ Lao động - Thương binh và Xã hội."


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("QUẬN ỦY HÀ ĐÔNG", "Quận ủy Hà Đông"),
        ("ỦY BAN NHÂN DÂN QUẬN HÀ ĐÔNG", "Ủy ban nhân dân quận Hà Đông"),
        ("BAN THƯỜNG VỤ QUẬN ỦY", "Ban Thường vụ Quận ủy"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("THƯƠNG BINH, LAO ĐỘNG", "Thương binh, Lao động"),
        ("ĐẢNG BỘ THÀNH PHỐ", "Đảng bộ thành phố"),
        ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("UBND QUẬN HÀ ĐÔNG", "UBND quận Hà Đông"),
        ("BỘ XÃ HỘI 12/QĐ-TTG", "Bộ Xã hội 12/QĐ-TTG"),
    ],
)
def test_truecase(capitals: str, written: str) -> None:
    assert truecase(capitals, TEXT) == written


@pytest.mark.parametrize(
    ("block", "signers"),
    [
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\nĐinh Tiến Dũng", [("Đinh Tiến Dũng", "Bí thư", "T/M Ban Thường vụ")]),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\nĐã ký: **Đinh Tiến Dũng**", [("Đinh Tiến Dũng", "Bí thư", "T/M Ban Thường vụ")]),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n\n(Đã ký)\n\nĐinh Tiến Dũng", [("Đinh Tiến Dũng", "Bí thư", "T/M Ban Thường vụ")]),
        ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\n\n\n\nNguyễn Kim Sơn", [("Nguyễn Kim Sơn", "Chánh Văn phòng", "T/L Ban Thường vụ")]),
        ("TM. CHÍNH PHỦ\nTHỦ TƯỚNG\n\nNguyễn Tấn Dũng", [("Nguyễn Tấn Dũng", "Thủ tướng", "TM Chính phủ")]),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nHứa Ngọc Thuận",
            [("Hứa Ngọc Thuận", "Phó Chủ tịch", "TM Ủy ban nhân dân KT Chủ tịch")],
        ),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nBùi Hồng Lĩnh", [("Bùi Hồng Lĩnh", "Thứ trưởng", "KT Bộ trưởng")]),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ Y TẾ\n\nTrần Văn Bình", [("Trần Văn Bình", "Giám đốc Sở Y tế", "TUQ Chủ tịch")]),
        (
            "KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\n\nNguyễn Khắc Định",
            [("Nguyễn Khắc Định", "Phó Chủ nhiệm", "KT Bộ trưởng, Chủ nhiệm")],
        ),
        ("CHỦ TỊCH\n\nĐặng Văn Minh", [("Đặng Văn Minh", "Chủ tịch", None)]),
        ("Nguyễn Thanh Xuân", [("Nguyễn Thanh Xuân", None, None)]),
        (
            "KT. BỘ TRƯỞNG\nBỘ NỘI VỤ\nTHỨ TRƯỞNG\n\nTrần Văn Hiếu\n\nKT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH\nTHỨ TRƯỞNG\n\nPhạm Sỹ Danh",
            [("Trần Văn Hiếu", "Thứ trưởng", "KT Bộ trưởng Bộ Nội vụ"),
             ("Phạm Sỹ Danh", "Thứ trưởng", "KT Bộ trưởng Bộ Tài chính")],
        ),
    ],
)  # fmt: skip
def test_signers(block: str, signers: list[tuple[str, str | None, str | None]]) -> None:
    text = (
        "UBND QUẬN A\nSố: 5/CV-UBND\n\nHà Nội, ngày 02 tháng 9 năm 2021\n\nKính gửi: Các phường.\n\n"
        "Văn phòng, Chánh Văn phòng, Phó Chủ tịch, Ủy ban nhân dân và Ban Thường vụ, Sở Y tế, Bộ Nội vụ, Bộ Tài chính phối "
        "hợp thực hiện nghiêm túc./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n" + block
    )
    found = one(text)
    assert [(s.name, s.capacity, s.authority) for s in found.signers] == signers
    assert all(s.name in text[s.span.start : s.span.end] for s in found.signers)


# ---------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("text", "kind", "number", "date", "issuer", "relation"),
    [
        ("Thực hiện Chỉ thị số 06-CT/TU ngày 01/9/2021 của Ban Thường vụ Thành uỷ về dịch.", "Chỉ thị", "06-CT/TU", "2021-09-01",
         "Ban Thường vụ Thành uỷ", "implements"),
        ("Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát;", "Nghị định", "63/2010/NĐ-CP",
         "2010-06-08", "Chính phủ", "based_on"),
        ("theo Quyết định số 679-QĐ/QU ngày 26/7/2021)", "Quyết định", "679-QĐ/QU", "2021-07-26", None, "implements"),
        ("và thay thế Quyết định số 104/1999/QĐ-TTg ngày 14 tháng 4 năm 1999 của Thủ tướng Chính phủ.", "Quyết định",
         "104/1999/QĐ-TTg", "1999-04-14", "Thủ tướng Chính phủ", "replaces"),
        ("Bãi bỏ Nghị định số 54/2008/NĐ-CP ngày 24 tháng 4 năm 2008 của Chính phủ.", "Nghị định", "54/2008/NĐ-CP", "2008-04-24",
         "Chính phủ", "repeals"),
        ("tại Công điện số 15/CĐ-UBND, ngày 18/7/2021: Yêu cầu", "Công điện", "15/CĐ-UBND", "2021-07-18", None, "mentions"),
        ("thực hiện nghiêm Chi thị 05-CT/TU, ngày 30/7/2021", "Chỉ thị", "05-CT/TU", "2021-07-30", None, "implements"),
        ("Công văn số 8014/VPCP-KGVX ngày 09.10.2012", "Công văn", "8014/VPCP-KGVX", "2012-10-09", None, "mentions"),
        ("Pháp lệnh số 26/2005/PL-UBTVQH11", "Pháp lệnh", "26/2005/PL-UBTVQH11", None, None, "mentions"),
        ("Chỉ thị 17/CT- UBND", "Chỉ thị", "17/CT-UBND", None, None, "mentions"),
        ("Quyết định số 12/QĐ-UBND ngày 31/4/2021", "Quyết định", "12/QĐ-UBND", None, None, "mentions"),
    ],
)  # fmt: skip
def test_reference(text: str, kind: str, number: str, date: str | None, issuer: str | None, relation: str) -> None:
    found = list(references(text, "a.txt", 0, 0, len(text), None))
    assert [(r.kind, r.number, r.date, r.issuer, r.relation) for r in found] == [(kind, number, date, issuer, relation)]
    assert number.split("-")[0].split("/")[0] in text[found[0].span.start : found[0].span.end]


@pytest.mark.parametrize(
    "text",
    [
        "dịch Covid-19",
        "2-3 ngày/lần",
        "ngày 02/9/2021",
        "SARS-CoV-2",
        "24/24h",
        "11-KH hoạch",
        "100.000 chỗ/F1",
        "SEA Games 31",
    ],
)
def test_no_reference(text: str) -> None:
    assert list(references(text, "a.txt", 0, 0, len(text), None)) == []


def subject_of(text: str) -> str | None:
    found: list[Reference] = list(references(text, "a.txt", 0, 0, len(text), None))
    return found[0].subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Công văn số 514-CV/QU, ngày 19/7/2021 về việc “*Triển khai các biện pháp*”;", "Triển khai các biện pháp"),
        ("Công văn số 190-CV/TU về tăng cường phân công cán bộ; đồng thời", "tăng cường phân công cán bộ"),
        ("Chỉ thị số 06-CT/TU đến từng chi bộ", None),
    ],
)
def test_subject_of_a_reference(text: str, subject: str | None) -> None:
    assert subject_of(text) == subject


# ---------------------------------------------------------------- whole documents

DECREE = """CHÍNH PHỦ
-------
Số: 63/2010/NĐ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 08 tháng 06 năm 2010

NGHỊ ĐỊNH
Về kiểm soát thủ tục hành chính

Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh

1. Nghị định này quy định về kiểm soát.

2. Nghị định này không điều chỉnh:

a) Thủ tục nội bộ;

b) Thủ tục xử lý vi phạm, gồm:

- Xử phạt;

- Cưỡng chế.

Điều 2. Đối tượng

1. Cán bộ.

Chương II
KIỂM SOÁT

Mục 1
ĐÁNH GIÁ

Điều 3. Nguyên tắc

Tôn trọng sự thật.

Khách quan.

TM. CHÍNH PHỦ
THỦ TƯỚNG

Nguyễn Tấn Dũng
"""

PLAN = """UBND QUẬN A
Số: 12/KH-UBND

KẾ HOẠCH
Phòng, chống dịch năm 2022

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

1.1. Bảo vệ sức khỏe.

1.1.1. Của trẻ em.

1.2. Ổn định.

2. Yêu cầu

a) Chủ động.

- Không bị động.

+ Ở phường.

+ Ở xã.

- Kịp thời.

b) Đúng.

II. NHIỆM VỤ

1. Tuyên truyền.

(1) Loa.

(2) Báo.

2. Kiểm tra.

1) Hằng ngày.

2) Hằng tuần.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Bình
"""


def body(text: str) -> list[str]:
    return [c.address for c in parsed(text).clauses if c.role.value == "body"]


def test_addresses_of_a_decree() -> None:
    assert body(DECREE) == [
        "đoạn mở đầu",
        "Chương I",
        "Chương I, Điều 1",
        "Chương I, Điều 1, khoản 1",
        "Chương I, Điều 1, khoản 2",
        "Chương I, Điều 1, khoản 2, điểm a",
        "Chương I, Điều 1, khoản 2, điểm b",
        "Chương I, Điều 1, khoản 2, điểm b, gạch đầu dòng 1",
        "Chương I, Điều 1, khoản 2, điểm b, gạch đầu dòng 2",
        "Chương I, Điều 2",
        "Chương I, Điều 2, khoản 1",
        "Chương II",
        "Chương II, Mục 1",
        "Chương II, Mục 1, Điều 3",
        "Chương II, Mục 1, Điều 3, đoạn 2",
        "Chương II, Mục 1, Điều 3, đoạn 3",
    ]


def test_addresses_of_a_plan() -> None:
    assert body(PLAN) == [
        "phần I",
        "phần I, mục 1",
        "phần I, mục 1, mục 1.1",
        "phần I, mục 1, mục 1.1, mục 1.1.1",
        "phần I, mục 1, mục 1.2",
        "phần I, mục 2",
        "phần I, mục 2, điểm a",
        "phần I, mục 2, điểm a, gạch đầu dòng 1",
        "phần I, mục 2, điểm a, gạch đầu dòng 1, dấu cộng 1",
        "phần I, mục 2, điểm a, gạch đầu dòng 1, dấu cộng 2",
        "phần I, mục 2, điểm a, gạch đầu dòng 2",
        "phần I, mục 2, điểm b",
        "phần II",
        "phần II, mục 1",
        "phần II, mục 1, điểm (1)",
        "phần II, mục 1, điểm (2)",
        "phần II, mục 2",
        "phần II, mục 2, điểm 1)",
        "phần II, mục 2, điểm 2)",
    ]


@pytest.mark.parametrize("text", [DECREE, PLAN])
def test_parent_is_the_clause_at_the_address_above(text: str) -> None:
    clauses = parsed(text).clauses
    for clause in clauses:
        above = clause.address.rpartition(", ")[0] if clause.role.value == "body" else ""
        assert (clauses[clause.parent].address if clause.parent is not None else "") == above


def test_numbering_that_restarts_under_each_heading() -> None:
    text = "UBND QUẬN A\nSố: 5/CV-UBND\n\nKính gửi: Các phường.\n\nThực hiện:\n\n" + "\n\n".join(
        ["1. Một:", "- a;", "- b;", "2. Hai:", "- c;", "Đoạn nữa.", "- d;", "3. Ba."]
    )
    assert body(text)[1:] == [
        "mục 1", "mục 1, gạch đầu dòng 1", "mục 1, gạch đầu dòng 2", "mục 2", "mục 2, gạch đầu dòng 1", "mục 2, đoạn 2",
        "mục 2, gạch đầu dòng 2", "mục 3",
    ]  # fmt: skip


def test_number_printed_twice_gives_two_clauses() -> None:
    text = "UBND QUẬN A\nSố: 5/CV-UBND\n\nKính gửi: Các phường.\n\nThực hiện:\n\n1. Một.\n\n1. Lại một.\n\n2. Hai."
    found = [(c.address, c.text) for c in parsed(text).clauses if c.role.value == "body"]
    assert found[1:] == [("mục 1", "1. Một."), ("mục 1 (2)", "1. Lại một."), ("mục 2", "2. Hai.")]


def test_headings_are_the_opening_words_of_what_stands_above() -> None:
    found = {c.address: c.headings for c in parsed(DECREE).clauses}
    assert found["Chương I, Điều 1, khoản 2, điểm a"] == (
        "Chương I QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh",
        "2. Nghị định này không điều chỉnh:",
    )


def test_the_sentence_that_leads_in_to_a_list_is_kept_in_its_heading() -> None:
    long = (
        "Ủy ban nhân dân xã niêm yết công khai danh sách hộ nhận khoán tại nhà văn hóa các thôn trước khi ký hợp đồng. "
        * 2
    )
    letter = (
        f"1. {long}Hộ trả rừng sớm được thưởng như sau:\n\na) Từ 5 ha: 2 triệu đồng;\n\nb) Dưới 5 ha: 1 triệu đồng.\n"
    )
    heading = {c.address: c.headings for c in parsed(letter).clauses}["mục 1, điểm a"][-1]
    assert heading.startswith("1. Ủy ban nhân dân xã niêm yết")
    assert heading.endswith("… Hộ trả rừng sớm được thưởng như sau:")


TABLES = """| BỘ LAO ĐỘNG-THƯƠNG BINH VÀ XÃ HỘI ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- |
|---|---|
| Số: 1040/LĐTBXH-NCC V/v hướng dẫn giải quyết chế độ người HĐKC | Hà Nội, ngày 09 tháng 04 năm 2012 |

Kính gửi: Ủy ban nhân dân các tỉnh, thành phố

Bộ Lao động - Thương binh và Xã hội hướng dẫn như sau:

1. Mức hỗ trợ:

| Đối tượng | Mức |
|---|---|
| Thương binh | 1.300.000 đồng |

2. Thủ tục.

| Nơi nhận: - Như trên; - Bộ trưởng (để b/c); - Lưu: VT, NCC. | KT. BỘ TRƯỞNG THỨ TRƯỞNG Bùi Hồng Lĩnh |
|---|---|
"""


def test_markdown_tables_of_letterhead_and_signature() -> None:
    found = one(TABLES)
    assert found.number
    assert found.number.value == "1040/LĐTBXH-NCC"
    assert found.date
    assert found.date.value == "2012-04-09"
    assert found.place
    assert found.place.value == "Hà Nội"
    assert found.subject
    assert found.subject.value == "hướng dẫn giải quyết chế độ người HĐKC"
    assert [f.value for f in found.addressees] == ["Ủy ban nhân dân các tỉnh, thành phố"]
    assert [f.value for f in found.recipients] == ["Như trên", "Bộ trưởng (để b/c)", "Lưu: VT, NCC"]
    assert [(s.name, s.capacity, s.authority) for s in found.signers] == [
        ("Bùi Hồng Lĩnh", "Thứ trưởng", "KT Bộ trưởng")
    ]


COLUMNS = """**UBND TỈNH A**                 **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**

Số: 7/QĐ-UBND                *A, ngày 04 tháng 6 năm 2021*

**QUYẾT ĐỊNH**

**Ban hành Quy định về nước sạch**

**Điều 1.** Các sở chịu trách nhiệm thi hành./.

*Nơi nhận:*                                       **TM. ỦY BAN NHÂN DÂN**
- Như Điều 1;                                      **KT. CHỦ TỊCH**
- Cục Kiểm tra văn bản;                             **PHÓ CHỦ TỊCH**
- Lưu: VT.                                        **Trần Văn Bê**

**QUY ĐỊNH**

**Về nước sạch**

**Điều 1.** Phạm vi.
"""


@pytest.mark.parametrize("marked", [True, False])
def test_recipients_beside_the_signature(marked: bool) -> None:
    """In two columns, in bold or not, and a second document behind it."""
    found = parsed(COLUMNS if marked else COLUMNS.replace("*", "")).directives[0]
    assert [f.value for f in found.recipients] == ["Như Điều 1", "Cục Kiểm tra văn bản", "Lưu: VT"]
    assert [(s.name, s.capacity, s.authority) for s in found.signers] == [
        ("Trần Văn Bê", "Phó Chủ tịch", "TM Ủy ban nhân dân KT Chủ tịch")
    ]


def test_table_of_the_text_is_kept_row_by_row() -> None:
    texts = [c.text for c in parsed(TABLES).clauses if c.role.value == "body"]
    assert "| Thương binh | 1.300.000 đồng |" in texts


LETTER = """QUẬN ỦY B

*

Số 7-CV/QU

V/v sao gửi Chỉ thị số 3-CT/TU

Kính gửi: Các chi bộ.

Quận ủy sao gửi Chỉ thị số 3-CT/TU ngày 01/9/2021 của Thành ủy về “tăng cường phòng cháy và chữa cháy”.

Nơi nhận:
- Như trên.

T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG

Lê Văn An
"""
FORWARDED = """CHỈ THỊ
CỦA BAN THƯỜNG VỤ THÀNH ỦY
về tăng cường phòng cháy và chữa cháy

Tình hình cháy nổ phức tạp. Ban Thường vụ yêu cầu:

1. Kiểm tra.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Trần Văn Bê
"""
SLIP = """QUẬN ỦY B

Số 9-BS/QU

Nơi nhận:
- Các chi bộ.

SAO LỤC

Hà Đông, ngày 2 tháng 9 năm 2021

Phạm Thị Cê
"""


def test_letter_with_what_it_forwards_and_the_copy_slip() -> None:
    found = parsed(LETTER + "\n" + FORWARDED + "\n" + SLIP).directives
    assert [(d.name, d.kind and d.kind.value, d.signers[0].name) for d in found] == [
        ("7-CV/QU", "Công văn", "Lê Văn An"),
        ("3-CT/TU", "Chỉ thị", "Trần Văn Bê"),
        ("9-BS/QU", "Sao lục", "Phạm Thị Cê"),
    ]
    assert [d.date and d.date.value for d in found] == [None, "2021-09-01", "2021-09-02"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_forwarded_copy_by_itself_has_no_number() -> None:
    found = one(FORWARDED)
    assert (found.number, found.date, found.name) == (None, None, "Chỉ thị")


def test_number_is_not_taken_from_a_letter_about_something_else() -> None:
    other = LETTER.replace("tăng cường phòng cháy và chữa cháy", "thu gom rác thải sinh hoạt")
    assert [d.name for d in parsed(other + "\n" + FORWARDED).directives] == ["7-CV/QU", "Chỉ thị"]


def test_plain_text_is_one_document_of_body() -> None:
    found = parsed("Chỉ là một ghi chú.\n\nKhông có gì khác.")
    assert len(found.directives) == 1
    assert [c.role.value for c in found.clauses] == ["body", "body"]
    assert found.directives[0].name == "a.txt"


def test_nothing_in_nothing() -> None:
    assert parsed("") == parsed(" \n\t\n") == Parsed((), (), ())


# ---------------------------------------------------------------- the same document, stored in other ways


def sample_texts() -> list[Source]:
    return [read(candidate) for candidate in find([documents()])]


def shape(found: Parsed) -> list[object]:
    """What must not depend on how the text is stored."""

    def clause(c: Clause) -> tuple[object, ...]:
        return c.directive, c.role, c.address, c.headings, c.parent, " ".join(nfc(c.text).split())

    def fields(d: Directive) -> tuple[object, ...]:
        single = (d.number, d.kind, d.issuer, d.parent, d.place, d.date, d.subject, *d.addressees, *d.recipients)
        return tuple(f and f.value for f in single) + tuple((s.name, s.capacity, s.authority) for s in d.signers)

    named = [(r.kind, r.number, r.date, r.issuer, r.relation) for r in found.references]
    return [[clause(c) for c in found.clauses], [fields(d) for d in found.directives], named]


@pytest.mark.parametrize(
    "stored",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n\n", "\n \t\n"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: text + "\n\n\n",
    ],
    ids=["nfd", "crlf", "bom", "blank lines with blanks", "trailing blanks", "trailing lines"],
)
def test_stored_in_another_way(stored: object) -> None:
    assert callable(stored)
    for source in sample_texts():
        text = stored(source.text)
        found = parse(Source(source.file, text, ""))
        assert shape(found) == shape(parse(source))
        assert all(text[c.start : c.end] == c.text for c in found.clauses)


# ---------------------------------------------------------------- 26 labelled documents (../shared)


@dataclass(frozen=True, slots=True)
class Label:
    """What ``labels.jsonl`` says of a file, and the file as parsed."""

    file: str
    kind: str
    date: str
    title: str
    source: Source
    parsed: Parsed

    @property
    def found(self) -> Directive:
        """The document itself: forms and regulations annexed to it may follow."""
        return self.parsed.directives[0]

    @property
    def digits(self) -> str:
        """The number of ``1040_2012_CV_LĐTBXH.md`` is 1040 (the year is not always part of it)."""
        return self.file.split("_")[0]

    @property
    def codes(self) -> set[str]:
        return {fold(part) for part in self.file.removesuffix(".md").split("_")[1:] if not part.isdigit()}


@cache
def labels() -> list[Label]:
    path = SHARED / "labels.jsonl"
    if not path.is_file():
        pytest.skip("needs ../shared/archives/nguoi-co-cong")
    made = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        source = read(Candidate(SHARED / record["file"], record["file"]))
        made.append(Label(record["file"], record["type"], record["date"], record["title"], source, parse(source)))
    assert len(made) == 26
    return made


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.shared
def test_numbers_of_the_labelled_documents() -> None:
    """Digits as in the file's name, with at least one of its codes and no other year; where the file prints a number."""

    def right(label: Label) -> bool:
        if not label.found.number:
            return False
        parts = [fold(part) for part in re.split(r"[-/]", label.found.number.value)]
        years = {part for part in parts[1:] if re.fullmatch(r"\d{4}", part)}
        return parts[0] == label.digits and bool(label.codes & set(parts)) and years <= {label.date[:4]}

    printed = [one for one in labels() if re.search(rf"[Ss]ố:?\s*{one.digits}\s*/", one.source.text[:1500])]
    assert len(printed) >= 25
    assert share([right(one) for one in printed]) >= 0.9
    assert all(one.found.number is None for one in labels() if one not in printed)


@pytest.mark.shared
def test_kinds_of_the_labelled_documents() -> None:
    assert share([one.found.kind is not None and one.found.kind.value == one.kind for one in labels()]) >= 0.9


@pytest.mark.shared
def test_dates_of_the_labelled_documents() -> None:
    """Where the file prints a date line; blanks that OCR put into it count against the parser."""
    printed = [one for one in labels() if re.search(r",\s*ngày\s+[\d ]+\s+tháng", one.source.text[:1500])]
    assert len(printed) >= 25
    assert share([one.found.date is not None and one.found.date.value == one.date for one in printed]) >= 0.9
    assert all(one.found.date is None for one in labels() if one not in printed)


@pytest.mark.shared
def test_subjects_of_the_labelled_documents() -> None:
    def overlap(label: Label) -> float:
        own = set(folded_words(label.found.subject.value)) if label.found.subject else set()
        title = set(folded_words(label.title))
        return len(own & title) / len(own | title)

    assert share([overlap(one) >= 0.5 for one in labels()]) >= 0.8


@pytest.mark.shared
def test_every_article_of_the_labelled_documents_has_its_address() -> None:
    for label in labels():
        # An article quoted by a decree that amends it begins with a quotation mark: it is no article of this one.
        article = re.compile(r"^[*\s]*Điều (\d+)[.:]", re.MULTILINE)
        printed = article.findall(label.source.text)
        clauses = [c for c in label.parsed.clauses if article.match(c.text)]
        found = [re.sub(r" \(\d+\)$", "", c.address.rpartition("Điều ")[2]) for c in clauses]
        assert found == printed, label.file


@pytest.mark.shared
def test_spans_of_the_labelled_documents() -> None:
    for label in labels():
        for clause in label.parsed.clauses:
            assert label.source.text[clause.start : clause.end] == clause.text
