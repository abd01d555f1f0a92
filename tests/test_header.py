"""The fields of directives of every office: tables of letterheads and endings, and what a reader sees in them."""

import csv
import unicodedata
from pathlib import Path
from unittest.mock import ANY

import pytest

from index.parse import parse
from index.parsing.flat import even, flat
from index.parsing.header import Header, HeaderReader
from index.parsing.layout import units
from index.parsing.numbers import clean_number, kind_of_number
from index.parsing.placenames import full_place, province
from index.parsing.repair import heal
from index.parsing.split import split
from index.parsing.truecase import truecase
from index.text import nfc
from index.types import Field, Role, Source


def read(text: str) -> Header:
    """The fields of the first directive of ``text``."""
    text = nfc(text)
    return HeaderReader(text, split(text, units(text))[0]).read()


def value(field: Field | None) -> str | None:
    return field.value if field else None


MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = "\n\nĐề nghị các đơn vị nghiêm túc thực hiện các nội dung trên và báo cáo kết quả trước ngày 30/6./.\n\n"

# name: (text, fields). Every field of number … secrecy that is not named is None; people are compared only where named.
HEADS: dict[str, tuple[str, dict[str, object]]] = {
    "department of a province": (
        f"UBND TỈNH QUẢNG NAM\nSỞ Y TẾ\n\nSố: 123/SYT-NVY\nV/v tăng cường phòng, chống dịch sốt xuất huyết\n\n{MOTTO}\n\n"
        "Quảng Nam, ngày 12 tháng 5 năm 2021\n\nKính gửi:\n- Trung tâm Y tế các huyện;\n- Bệnh viện Đa khoa tỉnh." + BODY,
        {
            "number": "123/SYT-NVY", "kind": "Công văn", "issuer": "Sở Y tế", "parent": "UBND tỉnh Quảng Nam", "place": "Quảng Nam",
            "date": "2021-05-12", "subject": "tăng cường phòng, chống dịch sốt xuất huyết",
            "addressees": ["Trung tâm Y tế các huyện", "Bệnh viện Đa khoa tỉnh"],
        },
    ),
    "side by side, pdftotext -layout": (
        "   UBND TỈNH QUẢNG NAM              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "        SỞ Y TẾ                        Độc lập - Tự do - Hạnh phúc\n"
        "       ---------                       ---------------------------\n"
        "   Số: 123/SYT-NVY                Quảng Nam, ngày 12 tháng 5 năm 2021\n"
        "V/v tăng cường phòng,\nchống dịch sốt xuất huyết\n\n"
        "                    Kính gửi: Trung tâm Y tế các huyện." + BODY,
        {
            "number": "123/SYT-NVY", "kind": "Công văn", "issuer": "Sở Y tế", "parent": "UBND tỉnh Quảng Nam", "place": "Quảng Nam",
            "date": "2021-05-12", "subject": "tăng cường phòng, chống dịch sốt xuất huyết",
            "addressees": ["Trung tâm Y tế các huyện"],
        },
    ),
    "side by side, the subject beside the date": (
        "BỘ NÔNG NGHIỆP VÀ                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "PHÁT TRIỂN NÔNG THÔN                 Độc lập - Tự do - Hạnh phúc\n\n"
        "Số:  4567 /BNN-TY\n"
        "V/v phòng, chống bệnh dịch        Hà Nội, ngày 03 tháng 11 năm 2020\n"
        "tả lợn Châu Phi\n\n"
        "              Kính gửi: Ủy ban nhân dân các tỉnh, thành phố" + BODY,
        {
            "number": "4567/BNN-TY", "kind": "Công văn", "issuer": "Bộ Nông nghiệp và Phát triển nông thôn", "place": "Hà Nội",
            "date": "2020-11-03", "subject": "phòng, chống bệnh dịch tả lợn Châu Phi",
            "addressees": ["Ủy ban nhân dân các tỉnh, thành phố"],
        },
    ),
    "a Markdown row with everything in it": (
        "| ỦY BAN NHÂN DÂN **TỈNH ĐẮK LẮK** ------- Số: 12/QĐ-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM **Độc lập - Tự "
        "do - Hạnh phúc** "
        "--------------- *Đắk Lắk, ngày 05 tháng 01 năm 2022* |\n|---|---|\n\n**QUYẾT ĐỊNH**\n\n**Về việc phê duyệt kế "
        "hoạch sử dụng đất "
        "năm 2022**\n\n**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH**\n\nCăn cứ Luật Đất đai năm 2013;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt.",
        {
            "number": "12/QĐ-UBND", "kind": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh Đắk Lắk", "place": "Đắk Lắk",
            "date": "2022-01-05", "subject": "phê duyệt kế hoạch sử dụng đất năm 2022",
        },
    ),
    "run together on one line by OCR": (
        "UBND HUYỆN ĐỨC PHỔ PHÒNG NỘI VỤ Số: 45/BC-NV CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Đức Phổ, ngày 20 tháng 12 năm 2019 BÁO CÁO Kết quả công tác cải cách hành chính năm 2019\n\n"
        "Thực hiện Kế hoạch số 12/KH-UBND của UBND huyện, Phòng Nội vụ báo cáo như sau:\n\n1. Kết quả.",
        {
            "number": "45/BC-NV", "kind": "Báo cáo", "issuer": "Phòng Nội vụ", "parent": "UBND huyện Đức Phổ", "place": "Đức Phổ",
            "date": "2019-12-20", "subject": "Kết quả công tác cải cách hành chính năm 2019",
        },
    ),
    "ministry over its department": (
        f"BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC\n--------\n\nSố: 9876/QLD-ĐK\n\nV/v đính chính quyết định cấp giấy đăng ký lưu hành "
        f"thuốc\n\n{MOTTO}\n\n"
        "Hà Nội, ngày 25-6-2019\n\nKính gửi: Sở Y tế các tỉnh" + BODY,
        {
            "number": "9876/QLD-ĐK", "kind": "Công văn", "issuer": "Cục Quản lý Dược", "parent": "Bộ Y tế", "place": "Hà Nội",
            "date": "2019-06-25", "subject": "đính chính quyết định cấp giấy đăng ký lưu hành thuốc",
            "addressees": ["Sở Y tế các tỉnh"],
        },
    ),
    "circular, number with blanks": (
        f"BỘ TÀI CHÍNH\n\n{MOTTO}\n\nSố : 15 /2021/TT – BTC\n\nHà Nội, ngày 18 tháng 02 năm 2021\n\nTHÔNG TƯ\n\n"
        "Quy định chế độ báo cáo công tác thanh tra, kiểm tra\n\nCăn cứ Luật Thanh tra ngày 15 tháng 11 năm "
        "2010;\n\nĐiều 1. Phạm vi",
        {
            "number": "15/2021/TT-BTC", "kind": "Thông tư", "issuer": "Bộ Tài chính", "place": "Hà Nội", "date": "2021-02-18",
            "subject": "Quy định chế độ báo cáo công tác thanh tra, kiểm tra",
        },
    ),
    "joint circular": (
        f"BỘ TÀI CHÍNH - BỘ CÔNG AN\n-------\n\n{MOTTO}\n\nSố: 88/2015/TTLT-BTC-BCA\n\nHà Nội, ngày 10 tháng 6 năm 2015\n\n"
        "THÔNG TƯ LIÊN TỊCH\n\nHướng dẫn thực hiện việc giao nhận hồ sơ\n\nCăn cứ Nghị định số 1/2014/NĐ-CP;\n\nĐiều 1. Phạm vi.",
        {
            "number": "88/2015/TTLT-BTC-BCA", "kind": "Thông tư liên tịch", "issuer": "Bộ Tài chính; Bộ Công an", "place": "Hà Nội",
            "date": "2015-06-10", "subject": "Hướng dẫn thực hiện việc giao nhận hồ sơ",
        },
    ),
    "joint resolution of three": (
        f"ỦY BAN THƯỜNG VỤ QUỐC HỘI - CHÍNH PHỦ - ĐOÀN CHỦ TỊCH ỦY BAN TRUNG ƯƠNG MẶT TRẬN TỔ QUỐC VIỆT NAM\n\n{MOTTO}\n\n"
        "Số: 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN\n\nHà Nội, ngày 15 tháng 6 năm 2017\n\nNGHỊ QUYẾT LIÊN TỊCH\n\n"
        "Quy định chi tiết các hình thức giám sát\n\nCăn cứ Hiến pháp;\n\nĐiều 1. Phạm vi.",
        {
            "number": "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "kind": "Nghị quyết liên tịch",
            "issuer": "Ủy ban Thường vụ Quốc hội; Chính phủ; Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
            "place": "Hà Nội", "date": "2017-06-15", "subject": "Quy định chi tiết các hình thức giám sát",
        },
    ),
    "law with its letterhead": (
        f"QUỐC HỘI\n\n{MOTTO}\n\nLuật số: 83/2015/QH13\n\nHà Nội, ngày 25 tháng 6 năm 2015\n\nLUẬT\n\nNGÂN SÁCH NHÀ NƯỚC\n\n"
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n\nQuốc hội ban hành Luật ngân sách nhà "
        "nước.\n\nĐiều 1. Phạm vi",
        {
            "number": "83/2015/QH13", "kind": "Luật", "issuer": "Quốc hội", "place": "Hà Nội", "date": "2015-06-25",
            "subject": "Ngân sách Nhà nước",
        },
    ),
    "law without a letterhead": (
        "LUẬT\nTIẾP CÔNG DÂN\n\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n\nQuốc hội ban hành Luật "
        "tiếp công dân.\n\n"
        "Điều 1. Phạm vi điều chỉnh\n\nLuật này quy định về tiếp công dân.\n\nLuật này đã được Quốc hội nước Cộng hòa "
        "xã hội chủ nghĩa "
        "Việt Nam khóa XIII, kỳ họp thứ 6 thông qua ngày 25 tháng 11 năm 2013.\n\nCHỦ TỊCH QUỐC HỘI\n\nNguyễn Sinh Hùng\n",
        {
            "kind": "Luật", "issuer": "Quốc hội", "date": "2013-11-25", "subject": "Tiếp công dân",
            "signers": [("Nguyễn Sinh Hùng", "Chủ tịch Quốc hội", None)],
        },
    ),
    "people's council": (
        f"HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\n-----\n\n{MOTTO}\n\nSố: 05/2021/NQ-HĐND\n\nCần Thơ, ngày 9 tháng 7 năm "
        f"2021\n\nNGHỊ QUYẾT\n"
        "Quy định mức thu học phí năm học 2021 - 2022\n\nHỘI ĐỒNG NHÂN DÂN THÀNH PHỐ CẦN THƠ\nKHÓA X, KỲ HỌP THỨ "
        "HAI\n\nCăn cứ Luật;\n\n"
        "QUYẾT NGHỊ:\n\nĐiều 1. Mức thu.",
        {
            "number": "05/2021/NQ-HĐND", "kind": "Nghị quyết", "issuer": "Hội đồng nhân dân thành phố Cần Thơ", "place": "Cần Thơ",
            "date": "2021-07-09", "subject": "Quy định mức thu học phí năm học 2021 - 2022",
        },
    ),
    "Party, district": (
        "TỈNH ỦY BÌNH ĐỊNH\nHUYỆN ỦY TUY PHƯỚC\n*\nSố 15-CT/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nTuy Phước, ngày 03 tháng 3 năm 2020\n\n"
        "CHỈ THỊ\ncủa Ban Thường vụ Huyện ủy về tăng cường lãnh đạo đại hội đảng các cấp\n-----\n\nThời gian qua, các "
        "cấp ủy đã lãnh đạo tốt.",
        {
            "number": "15-CT/HU", "kind": "Chỉ thị", "issuer": "Huyện ủy Tuy Phước", "parent": "Tỉnh ủy Bình Định",
            "place": "Tuy Phước",
            "date": "2020-03-03", "subject": "tăng cường lãnh đạo đại hội đảng các cấp",
        },
    ),
    "Party, a committee's board side by side": (
        "TỈNH ỦY QUẢNG NGÃI                       ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "  BAN TỔ CHỨC\n        *                      Quảng Ngãi, ngày 14 tháng 8 năm 2023\n  Số 21-HD/BTCTU\n\n"
        "HƯỚNG DẪN\nkiểm điểm, đánh giá, xếp loại chất lượng hằng năm\n\nThực hiện Quy định số 124-QĐ/TW, Ban Tổ chức "
        "hướng dẫn như sau:\n\n1. Đối tượng.",
        {
            "number": "21-HD/BTCTU", "kind": "Hướng dẫn", "issuer": "Ban Tổ chức", "parent": "Tỉnh ủy Quảng Ngãi",
            "place": "Quảng Ngãi",
            "date": "2023-08-14", "subject": "kiểm điểm, đánh giá, xếp loại chất lượng hằng năm",
        },
    ),
    "Party circular letter of the Secretariat": (
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 12-TT/TW\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHà Nội, ngày 21 tháng 5 năm 1998\n\nVề "
        "công tác văn thư\n\n"
        "Kính gửi: Các tỉnh ủy, thành ủy" + BODY,
        {
            "number": "12-TT/TW", "kind": "Thông tri", "issuer": "Ban Chấp hành Trung ương", "place": "Hà Nội",
            "date": "1998-05-21",
            "subject": "công tác văn thư", "addressees": ["Các tỉnh ủy, thành ủy"],
        },
    ),
    "telegram, urgent": (
        f"THỦ TƯỚNG CHÍNH PHỦ\n-------\n\n{MOTTO}\n\nSố: 1102/CĐ-TTg\n\nHà Nội, ngày 23 tháng 8 năm 2021\n\n**HỎA "
        f"TỐC**\n\nCÔNG ĐIỆN\n"
        "Về việc tăng cường thực hiện các biện pháp phòng, chống dịch\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n\n- Chủ tịch UBND "
        "các tỉnh;\n- Bộ trưởng Bộ Y tế.\n\n"
        "Yêu cầu thực hiện nghiêm.",
        {
            "number": "1102/CĐ-TTg", "kind": "Công điện", "issuer": "Thủ tướng Chính phủ", "place": "Hà Nội", "date": "2021-08-23",
            "subject": "tăng cường thực hiện các biện pháp phòng, chống dịch", "urgency": "Hỏa tốc",
            "addressees": ["Chủ tịch UBND các tỉnh", "Bộ trưởng Bộ Y tế"],
        },
    ),
    "secret and urgent": (
        f"BỘ QUỐC PHÒNG\nTỔNG CỤC CHÍNH TRỊ\n\nMẬT\n\nTHƯỢNG KHẨN\n\nSố: 77/CT-TH\n\n{MOTTO}\n\nHà Nội, ngày 7 tháng 4 năm 2017\n\n"
        "V/v rà soát hồ sơ cán bộ\n\nKính gửi: Cục Chính trị các quân khu" + BODY,
        {
            "number": "77/CT-TH", "kind": "Chỉ thị", "issuer": "Tổng cục Chính trị", "parent": "Bộ Quốc phòng", "place": "Hà Nội",
            "date": "2017-04-07", "subject": "rà soát hồ sơ cán bộ", "secrecy": "Mật", "urgency": "Thượng khẩn",
            "addressees": ["Cục Chính trị các quân khu"],
        },
    ),
    "conclusions announced": (
        f"VĂN PHÒNG CHÍNH PHỦ\n\n{MOTTO}\n\nSố: 87/TB-VPCP\n\nHà Nội, ngày 12 tháng 3 năm 2012\n\nTHÔNG BÁO\nKết luận "
        f"của Phó Thủ tướng "
        "Nguyễn Thiện Nhân tại cuộc họp về xây dựng tiêu chí\n-----\n\nNgày 27 tháng 02 năm 2012, tại trụ sở Chính "
        "phủ, Phó Thủ tướng đã họp.",
        {
            "number": "87/TB-VPCP", "kind": "Thông báo", "issuer": "Văn phòng Chính phủ", "place": "Hà Nội", "date": "2012-03-12",
            "subject": "Kết luận của Phó Thủ tướng Nguyễn Thiện Nhân tại cuộc họp về xây dựng tiêu chí",
        },
    ),
    "invitation": (
        f"UBND XÃ TÂN LẬP\nBAN CHỈ ĐẠO XÂY DỰNG NÔNG THÔN MỚI\n\nSố: 03/GM-BCĐ\n\n{MOTTO}\n\nTân Lập, ngày 6 tháng 9 "
        f"năm 2022\n\nGIẤY MỜI\n"
        "Dự họp triển khai nhiệm vụ quý IV\n\nKính gửi: Các thành viên Ban Chỉ đạo" + BODY,
        {
            "number": "03/GM-BCĐ", "kind": "Giấy mời", "issuer": "Ban Chỉ đạo xây dựng nông thôn mới", "parent": "UBND xã Tân Lập",
            "place": "Tân Lập", "date": "2022-09-06", "subject": "Dự họp triển khai nhiệm vụ quý IV",
            "addressees": ["Các thành viên Ban Chỉ đạo"],
        },
    ),
    "proposal of a school": (
        f"PHÒNG GD&ĐT THỊ XÃ AN NHƠN\nTRƯỜNG THCS NHƠN HẬU\n\nSố: 18/TTr-THCS\n\n{MOTTO}\n\nNhơn Hậu, ngày 15 tháng 8 "
        f"năm 2022\n\nTỜ TRÌNH\n"
        "Về việc xin bổ sung trang thiết bị dạy học\n\nKính gửi: Phòng Giáo dục và Đào tạo thị xã An Nhơn" + BODY,
        {
            "number": "18/TTr-THCS", "kind": "Tờ trình", "issuer": "Trường THCS Nhơn Hậu", "parent": "Phòng GD&ĐT thị xã An Nhơn",
            "place": "Nhơn Hậu", "date": "2022-08-15", "subject": "xin bổ sung trang thiết bị dạy học",
            "addressees": ["Phòng Giáo dục và Đào tạo thị xã An Nhơn"],
        },
    ),
    "minutes": (
        f"CÔNG TY CỔ PHẦN THÉP MIỀN TRUNG\n\n{MOTTO}\n\nSố: 02/BB-HĐQT\n\nBIÊN BẢN\nHọp Hội đồng quản trị quý I năm 2023\n\n"
        "Thời gian bắt đầu: 8 giờ 00 ngày 15 tháng 4 năm 2023.\n\nĐịa điểm: Hội trường công ty.",
        {
            "number": "02/BB-HĐQT", "kind": "Biên bản", "issuer": "Công ty cổ phần Thép miền Trung",
            "subject": "Họp Hội đồng quản trị quý I năm 2023",
        },
    ),
    "letter of a company": (
        "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC         "
        " Độc lập – Tự do – Hạnh phúc\n\n"
        "Số: 2210/EVNNPC-KD              Hà Nội, ngày 01 tháng 6 năm 2020\nV/v: điều chỉnh giá bán điện\n\nKính gửi: "
        "Các đơn vị" + BODY,
        {
            "number": "2210/EVNNPC-KD", "kind": "Công văn", "issuer": "Tổng công ty Điện lực miền Bắc",
            "parent": "Tập đoàn Điện lực Việt Nam", "place": "Hà Nội", "date": "2020-06-01", "subject": "điều chỉnh giá bán điện",
            "addressees": ["Các đơn vị"],
        },
    ),
    "court judgment": (
        f"TÒA ÁN NHÂN DÂN\nHUYỆN BÌNH CHÁNH\nTHÀNH PHỐ HỒ CHÍ MINH\n\nBản án số: 12/2021/HS-ST\nNgày 25 - 3 - 2021\n\n{MOTTO}\n\n"
        "NHÂN DANH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nTÒA ÁN NHÂN DÂN HUYỆN BÌNH CHÁNH\n\nHôm nay, ngày 25 "
        "tháng 3 năm 2021, xét xử.",
        {
            "number": "12/2021/HS-ST", "kind": "Bản án", "issuer": "Tòa án nhân dân huyện Bình Chánh thành phố Hồ Chí Minh",
            "date": "2021-03-25",
        },
    ),
    "trade union": (
        f"TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH BẾN TRE\n\nSố: 40/KH-LĐLĐ\n\n{MOTTO}\n\nBến Tre, "
        f"ngày 02 tháng 01 năm 2024\n\n"
        "KẾ HOẠCH\nTổ chức Tháng Công nhân năm 2024\n\nThực hiện Hướng dẫn số 1 của Tổng Liên đoàn, Liên đoàn Lao động "
        "tỉnh xây dựng kế hoạch:\n\nI. MỤC ĐÍCH",
        {
            "number": "40/KH-LĐLĐ", "kind": "Kế hoạch", "issuer": "Liên đoàn Lao động tỉnh Bến Tre",
            "parent": "Tổng Liên đoàn Lao động Việt Nam", "place": "Bến Tre", "date": "2024-01-02",
            "subject": "Tổ chức Tháng Công nhân năm 2024",
        },
    ),
    "youth union": (
        "BCH ĐOÀN TỈNH GIA LAI\n***\nSố: 55-HD/TĐTN-BTG\n\nĐOÀN TNCS HỒ CHÍ MINH\n\nGia Lai, ngày 10 tháng 5 năm "
        "2023\n\nHƯỚNG DẪN\n"
        "Tổ chức Chiến dịch Thanh niên tình nguyện hè\n\nCăn cứ Kế hoạch số 1;\n\nI. MỤC ĐÍCH",
        {
            "number": "55-HD/TĐTN-BTG", "kind": "Hướng dẫn", "issuer": "BCH Đoàn tỉnh Gia Lai", "place": "Gia Lai",
            "date": "2023-05-10",
            "subject": "Tổ chức Chiến dịch Thanh niên tình nguyện hè",
        },
    ),
    "without marks": (
        "UY BAN NHAN DAN\nHUYEN CU CHI\n\nSo: 31/UBND-TH\nV/v bao cao tinh hinh thu ngan sach\n\nCONG HOA XA HOI CHU "
        "NGHIA VIET NAM\n"
        "Doc lap - Tu do - Hanh phuc\n\nCu Chi, ngay 02 thang 9 nam 2008\n\nKinh gui: Phong Tai chinh" + BODY,
        {
            "number": "31/UBND-TH", "kind": "Công văn", "issuer": ANY, "place": "Cu Chi", "date": "2008-09-02",
            "subject": "bao cao tinh hinh thu ngan sach", "addressees": ["Phong Tai chinh"],
        },
    ),
    "OCR: digits read as letters, marks lost": (
        f"UỶ BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\n\nSố: l2/QĐ-UBND\n\n{MOTTO}\n\nQu ả ng Trị, ngày 0 2 tháng 0 9 năm 2 021\n\nQUYÊT ĐỊNH\n"
        "Về việc kiện toàn Ban Chỉ đạo\n\nCHỦ TỊCH UỶ BAN NHÂN DÂN TỈNH QUẢNG TRỊ\n\nCăn cứ Luật;\n\nĐiều 1. Kiện toàn.",
        {
            "number": "12/QĐ-UBND", "kind": "Quyết định", "issuer": "Uỷ ban nhân dân tỉnh Quảng Trị", "place": "Quảng Trị",
            "date": "2021-09-02", "subject": "kiện toàn Ban Chỉ đạo",
        },
    ),
    "Icelandic letter for Đ": (
        f"BỘ GIÁO DỤC VÀ ÐÀO TẠO\n\n{MOTTO}\n\nSố: 3324/QÐ-BGDÐT\n\nHà Nội, ngày 11 tháng 8 năm 2023\n\nQUYẾT ÐỊNH\nBan "
        f"hành khung kế hoạch thời gian "
        "năm học\n\nBỘ TRƯỞNG BỘ GIÁO DỤC VÀ ÐÀO TẠO\n\nCăn cứ Luật Giáo dục;\n\nÐiều 1. Ban hành.",
        {
            "number": "3324/QĐ-BGDĐT", "kind": "Quyết định", "issuer": "Bộ Giáo dục và Đào tạo", "place": "Hà Nội",
            "date": "2023-08-11",
            "subject": "Ban hành khung kế hoạch thời gian năm học",
        },
    ),
    "number left blank, day left blank": (
        f"UBND QUẬN 3\n\n{MOTTO}\n\nSố:        /KH-UBND\n\nQuận 3, ngày      tháng 9 năm 2021\n\nKẾ HOẠCH\nKiểm tra công vụ\n\n"
        "Căn cứ Quyết định số 5/QĐ-UBND;\n\nI. MỤC ĐÍCH",
        {"kind": "Kế hoạch", "issuer": "UBND quận 3", "place": "Quận 3", "subject": "Kiểm tra công vụ"},
    ),
    "digits of the date, district with a number": (
        f"UBND QUẬN 12\nPHÒNG TƯ PHÁP\n\nSố: 8/TB-TP\n\n{MOTTO}\n\nQuận 12, ngày 2/9/2021\n\nTHÔNG BÁO\nVề lịch tiếp "
        f"công dân\n\nPhòng Tư pháp thông báo.",
        {
            "number": "8/TB-TP", "kind": "Thông báo", "issuer": "Phòng Tư pháp", "parent": "UBND quận 12", "place": "Quận 12",
            "date": "2021-09-02", "subject": "lịch tiếp công dân",
        },
    ),
    "a regulation named in the text is not the kind": (
        f"BỘ NỘI VỤ\n\n{MOTTO}\n\nSố: 10/QĐ-BNV\n\nHà Nội, ngày 4 tháng 1 năm 2010\n\nQUYẾT ĐỊNH\nBan hành Quy chế làm "
        f"việc\n\nBỘ TRƯỞNG BỘ NỘI VỤ\n\n"
        "Căn cứ Nghị định số 48/2008/NĐ-CP;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành kèm theo Quyết định này:\n\nQUY CHẾ LÀM "
        "VIỆC\n\nĐiều 2. Hiệu lực.",
        {
            "number": "10/QĐ-BNV", "kind": "Quyết định", "issuer": "Bộ Nội vụ", "place": "Hà Nội", "date": "2010-01-04",
            "subject": "Ban hành Quy chế làm việc",
        },
    ),
    "only a heading tells": (
        "# Nghị định số 31/2013/NĐ-CP của Chính phủ quy định chi tiết Pháp lệnh ưu đãi người có công\n\nĐiều 1. Phạm "
        "vi\n\nQuy định.",
        {
            "number": "31/2013/NĐ-CP", "kind": "Nghị định",
            "subject": "Nghị định số 31/2013/NĐ-CP của Chính phủ quy định chi tiết Pháp lệnh ưu đãi người có công",
        },
    ),
    "body text alone": ("Điều 1. Nghị định số 63/2010/NĐ-CP quy định về kiểm soát.\n\nKính gửi lời chào trân trọng.", {}),
    "no blank lines at all": (
        "ỦY BAN NHÂN DÂN\nHUYỆN HÒA VANG\nSố: 77/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hòa Vang, ngày 8 tháng 3 năm 2018\nQUYẾT ĐỊNH\nVề việc phê duyệt quy hoạch chi tiết\nkhu dân cư phía nam\nCHỦ "
        "TỊCH ỦY BAN NHÂN DÂN HUYỆN HÒA VANG\n"
        "Căn cứ Luật Xây dựng;\nĐiều 1. Phê duyệt.\n",
        {
            "number": "77/QĐ-UBND", "kind": "Quyết định", "issuer": "Ủy ban nhân dân huyện Hòa Vang", "place": "Hòa Vang",
            "date": "2018-03-08", "subject": "phê duyệt quy hoạch chi tiết khu dân cư phía nam",
        },
    ),
    "certified copy": (
        f"UBND XÃ PHƯỚC SƠN\n\n{MOTTO}\n\nSố: 09/SY-UBND\n\nPhước Sơn, ngày 5 tháng 5 năm 2022\n\nSAO Y BẢN "
        f"CHÍNH\n\nNơi nhận:\n- Các thôn;\n- Lưu: VT.\n\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Văn An\n",
        {
            "number": "09/SY-UBND", "kind": "Sao y", "issuer": "UBND xã Phước Sơn", "place": "Phước Sơn", "date": "2022-05-05",
            "signers": [("Lê Văn An", "Chủ tịch", "TM Ủy ban nhân dân")],
        },
    ),
    "an old law, number and day in its title": (
        "LUẬT\n\nCỦA QUỐC HỘI NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 26/2001/QH10 NGÀY 25 THÁNG 12 NĂM 2001 "
        "VỀ TỔ CHỨC CHÍNH PHỦ\n\nCăn cứ vào Hiến pháp;\n\nĐiều 1\n\nChính phủ là cơ quan chấp hành.",
        {
            "number": "26/2001/QH10", "kind": "Luật", "issuer": "Quốc hội", "date": "2001-12-25", "subject": "tổ chức Chính phủ",
        },
    ),
    "columns run together by OCR, one blank between": (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÀNH PHỐ ĐÀ NẴNG Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 3456/UBND-SYT Đà Nẵng, ngày 20 tháng 7 năm 2021\nV/v triển khai giãn cách\nxã hội theo Chỉ thị 16\n\nHỎA TỐC\n\n"
        "Kính gửi:\n- Các sở, ban, ngành;\n- UBND các quận, huyện.\n\nĐể phòng chống dịch, UBND yêu cầu.\n\n"
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Lưu: VT, SYT. PHÓ CHỦ TỊCH\n\nLê Trung Chinh",
        {
            "number": "3456/UBND-SYT", "kind": "Công văn", "issuer": "Ủy ban nhân dân thành phố Đà Nẵng", "place": "Đà Nẵng",
            "date": "2021-07-20", "subject": "triển khai giãn cách xã hội theo Chỉ thị 16", "urgency": "Hỏa tốc",
            "addressees": ["Các sở, ban, ngành", "UBND các quận, huyện"],
            "signers": [("Lê Trung Chinh", "Phó Chủ tịch", "TM Ủy ban nhân dân KT Chủ tịch")],
        },
    ),
    "three ministries": (
        "| BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI - BỘ NỘI VỤ - BỘ TÀI CHÍNH ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - "
        "Tự do - Hạnh phúc ------ |\n|---|---|\n| Số: 08/2012/TTLT-BLĐTBXH-BNV-BTC | Hà Nội, ngày 16 tháng 04 năm 2012 |\n\n"
        "THÔNG TƯ LIÊN TỊCH\n\nHƯỚNG DẪN TRỢ CẤP\n\nCăn cứ Luật;\n\nĐiều 1. Phạm vi.\n\n| KT. BỘ TRƯỞNG BỘ TÀI CHÍNH THỨ TRƯỞNG "
        "Nguyễn Thị Minh | KT. BỘ TRƯỞNG BỘ NỘI VỤ THỨ TRƯỞNG Nguyễn Duy Thăng | KT. BỘ TRƯỞNG BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI "
        "THỨ TRƯỞNG Bùi Hồng Lĩnh |\n|---|---|---|\n",
        {
            "number": "08/2012/TTLT-BLĐTBXH-BNV-BTC", "kind": "Thông tư liên tịch", "place": "Hà Nội", "date": "2012-04-16",
            "issuer": "Bộ Lao động - Thương binh và Xã hội; Bộ Nội vụ; Bộ Tài chính", "subject": "Hướng dẫn trợ cấp",
            "signers": [
                ("Nguyễn Thị Minh", "Thứ trưởng", "KT Bộ trưởng Bộ Tài chính"),
                ("Nguyễn Duy Thăng", "Thứ trưởng", "KT Bộ trưởng Bộ Nội vụ"),
                ("Bùi Hồng Lĩnh", "Thứ trưởng", "KT Bộ trưởng Bộ Lao động - Thương binh và Xã hội"),
            ],
        },
    ),
    "president's order": (
        f"CHỦ TỊCH NƯỚC\n\n{MOTTO}\n\nSố: 12/2020/L-CTN\n\nHà Nội, ngày 22 tháng 12 năm 2020\n\nLỆNH\nVỀ VIỆC CÔNG BỐ PHÁP LỆNH\n\n"
        "CHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nCăn cứ Điều 88 của Hiến pháp;\n\nNAY CÔNG BỐ",
        {
            "number": "12/2020/L-CTN", "kind": "Lệnh", "issuer": "Chủ tịch nước", "place": "Hà Nội", "date": "2020-12-22",
            "subject": "công bố pháp lệnh",
        },
    ),
}  # fmt: skip
SINGLE = ("number", "kind", "issuer", "parent", "place", "date", "subject", "urgency", "secrecy")


@pytest.mark.parametrize("name", HEADS)
def test_letterheads(name: str) -> None:
    text, expected = HEADS[name]
    head = read(text)
    found = {field: value(getattr(head, field)) for field in SINGLE}
    assert found == {field: expected.get(field) for field in SINGLE}
    if "addressees" in expected:
        assert [field.value for field in head.addressees] == expected["addressees"]
    if "signers" in expected:
        assert [(s.name, s.capacity, s.authority) for s in head.signers] == expected["signers"]


@pytest.mark.parametrize("name", HEADS)
def test_fields_stand_where_they_say(name: str) -> None:
    text = nfc(HEADS[name][0])
    head = read(text)
    if head.number:
        printed = text[head.number.span.start : head.number.span.end]
        assert clean_number(printed.replace("l", "1")) == head.number.value
    for field in (head.kind, head.place, head.date, head.subject, head.issuer, head.parent):
        if field:
            assert text[field.span.start : field.span.end].strip()
            assert 0 <= field.span.start < field.span.end <= len(text)
    if head.place:
        words = flat(head.place.value).replace(" ", "")
        assert flat(text[head.place.span.start : head.place.span.end]).replace(" ", "")[-3:] == words[-3:]


# ---------------------------------------------------------------- the foot

TOP = (
    f"UBND TỈNH HÀ GIANG\nSỞ XÂY DỰNG\n\nSố: 5/SXD-QLN\n\n{MOTTO}\n\nHà Giang, ngày 02 tháng 9 năm 2021\n\nV/v báo cáo số liệu\n\n"
    "Kính gửi: Các phòng.\n\nĐề nghị các phòng, đơn vị báo cáo số liệu về Sở Xây dựng theo quy định./.\n\n"
)
# name: (ending, recipients with their purpose, signers)
People = tuple[str, str | None, str | None]
FEET: dict[str, tuple[str, list[tuple[str, str | None]], list[People]]] = {
    "lines": (
        "Nơi nhận:\n- Như trên;\n- UBND tỉnh (để b/c);\n- Lưu: VT, QLN.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nNguyễn Văn Minh",
        [("Như trên", None), ("UBND tỉnh (để b/c)", "để b/c"), ("Lưu: VT, QLN", None)],
        [("Nguyễn Văn Minh", "Phó Giám đốc", "KT Giám đốc")],
    ),
    "side by side": (
        "Nơi nhận:                              TM. ỦY BAN NHÂN DÂN\n- Như trên;                               KT. CHỦ TỊCH\n"
        "- Sở Y tế (để t/h);                      PHÓ CHỦ TỊCH\n- Lưu: VT, NV.\n\n                                     "
        "    Trần Thị Hoa",
        [("Như trên", None), ("Sở Y tế (để t/h)", "để t/h"), ("Lưu: VT, NV", None)],
        [("Trần Thị Hoa", "Phó Chủ tịch", "TM Ủy ban nhân dân KT Chủ tịch")],
    ),
    "one row of a Markdown table": (
        "| Nơi nhận: - Như Điều 3; - Bộ Xây dựng; (để báo cáo) - Lưu: VT. | GIÁM ĐỐC Lê Hoàng Sơn |\n|---|---|",
        [("Như Điều 3", None), ("Bộ Xây dựng; (để báo cáo)", "để báo cáo"), ("Lưu: VT", None)],
        [("Lê Hoàng Sơn", "Giám đốc", None)],
    ),
    "a note of the signing between office and name, in bold": (
        "| *Nơi nhận:* - Như trên; - Lưu: VT. | **KT. GIÁM ĐỐC** **PHÓ GIÁM ĐỐC** *(đã ký)* **Kiều Thị Hồng Diễm** |\n|---|---|",
        [("Như trên", None), ("Lưu: VT", None)],
        [("Kiều Thị Hồng Diễm", "Phó Giám đốc", "KT Giám đốc")],
    ),
    "line breaks of HTML in a Markdown table": (
        "| **Nơi nhận:**<br>- Như trên;<br>- Lưu: VT. | **TM. ỦY BAN NHÂN DÂN**<br>**CHỦ TỊCH**<br><br>(Đã ký)<br>**Tạ Văn Bảo** |",
        [("Như trên", None), ("Lưu: VT", None)],
        [("Tạ Văn Bảo", "Chủ tịch", "TM Ủy ban nhân dân")],
    ),
    "two columns run together by OCR": (
        "Nơi nhận: T/M BAN THƯỜNG VỤ\n- Các phòng: KT&HT, TC-KH; CHÁNH VĂN PHÒNG\n"
        "- Công an thị trấn; (Đã ký)\n- Lưu: VT. Phan Văn Toàn",
        [("Các phòng: KT&HT, TC-KH", None), ("Công an thị trấn", None), ("Lưu: VT", None)],
        [("Phan Văn Toàn", "Chánh Văn phòng", "T/M Ban Thường vụ")],
    ),
    "run together, the name below": (
        "**Nơi nhận:** **TM. BAN THƯỜNG VỤ**\n- Như trên; **PHÓ BÍ THƯ**\n- Lưu VPHU. *(Đã ký)*\n**Tạ Văn Bảo**",
        [("Như trên", None), ("Lưu VPHU", None)],
        [("Tạ Văn Bảo", "Phó Bí thư", "TM Ban Thường vụ")],
    ),
    "three side by side, the names a line of their own": (
        "TRƯỞNG CÔNG AN HUYỆN          TM. BAN THƯỜNG VỤ ĐOÀN        KT. TRƯỞNG PHÒNG GIÁO DỤC\n"
        "                                       BÍ THƯ                     PHÓ TRƯỞNG PHÒNG\n\n"
        "        (Đã ký)                        (Đã ký)                         (Đã ký)\n\n"
        "Thượng tá Nguyễn Hữu Thọ            Bùi Thị Nhàn                     Tôn Thất Vị\n\nNơi nhận:\n- Lưu: VT.",
        [("Lưu: VT", None)],
        [
            ("Nguyễn Hữu Thọ", "Trưởng Công an huyện", None),
            ("Bùi Thị Nhàn", "Bí thư", "TM Ban Thường vụ Đoàn"),
            ("Tôn Thất Vị", "Phó Trưởng phòng", "KT Trưởng phòng Giáo dục"),
        ],
    ),
    "a note over a name in capitals": (
        "Nơi nhận:                               TM. HỘI ĐỒNG NHÂN DÂN\n- Như trên;                              CHỦ TỊCH\n"
        "- Lưu: VT.\n\n                                         (Đã ký và đóng dấu)\n"
        "                                          ĐINH THỊ HOÀI",
        [("Như trên", None), ("Lưu: VT", None)],
        [("Đinh Thị Hoài", "Chủ tịch", "TM Hội đồng nhân dân")],
    ),
    "signature first, then recipients": (
        "| TUQ. CHỦ TỊCH CHÁNH VĂN PHÒNG Phạm Văn Tân | Nơi nhận: - Như trên; - Lưu: VT. |\n|---|---|",
        [("Như trên", None), ("Lưu: VT", None)],
        [("Phạm Văn Tân", "Chánh Văn phòng", "TUQ Chủ tịch")],
    ),
    "two ministers beside each other in a row": (
        "| KT. BỘ TRƯỞNG BỘ Y TẾ THỨ TRƯỞNG Nguyễn Viết Tiến | KT. BỘ TRƯỞNG BỘ TÀI CHÍNH THỨ TRƯỞNG Trương Chí Trung |"
        "\n|---|---|\n"
        "| Nơi nhận: - Công báo; - Lưu: VT. | |",
        [("Công báo", None), ("Lưu: VT", None)],
        [
            ("Nguyễn Viết Tiến", "Thứ trưởng", "KT Bộ trưởng Bộ Y tế"),
            ("Trương Chí Trung", "Thứ trưởng", "KT Bộ trưởng Bộ Tài chính"),
        ],
    ),
    "two ministers side by side": (
        "KT. BỘ TRƯỞNG BỘ CÔNG AN            KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\n       THỨ TRƯỞNG                            "
        "THỨ TRƯỞNG\n\n\n"
        "   Lê Quý Vương                          Trần Xuân Hà",
        [],
        [
            ("Lê Quý Vương", "Thứ trưởng", "KT Bộ trưởng Bộ Công an"),
            ("Trần Xuân Hà", "Thứ trưởng", "KT Bộ trưởng Bộ Tài chính"),
        ],
    ),
    "names in a second row": (
        "KT. BỘ TRƯỞNG BỘ CÔNG AN\nTHỨ TRƯỞNG\n\nKT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\n\nLê Quý Vương\n\nTrần Xuân Hà",
        [],
        [
            ("Lê Quý Vương", "Thứ trưởng", "KT Bộ trưởng Bộ Công an"),
            ("Trần Xuân Hà", "Thứ trưởng", "KT Bộ trưởng Bộ Tài chính"),
        ],
    ),
    "rank before the name": ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n(Đã ký)\n\nThượng tá Vũ Hồng Khanh", [], [("Vũ Hồng Khanh",
    "Phó Giám đốc", "KT Giám đốc")]),
    "degrees before the name": ("HIỆU TRƯỞNG\n\nPGS.TS. Đỗ Minh Cương", [], [("Đỗ Minh Cương", "Hiệu trưởng", None)]),
    "name in capitals": ("GIÁM ĐỐC\n\nNGUYỄN THỊ LAN ANH", [], [("Nguyễn Thị Lan Anh", "Giám đốc", None)]),
    "signed": ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n[daky]\n\nHồ Quốc Dũng", [], [("Hồ Quốc Dũng", "Phó Bí thư",
    "T/M Ban Thường vụ")]),
    "stamped by a computer": (
        "GIÁM ĐỐC\n\nNgười ký: Sở Xây dựng\nEmail: soxaydung@hagiang.gov.vn\nThời gian ký: 02/09/2021 10:15:33\n\nBùi Văn Thanh",
        [],
        [("Bùi Văn Thanh", "Giám đốc", None)],
    ),
    "acting": ("Q. GIÁM ĐỐC\n\nĐinh Công Thành", [], [("Đinh Công Thành", "Q. Giám đốc", None)]),
    "chair and secretary": ("| THƯ KÝ Lò Thị Mai | CHỦ TRÌ Vàng A Sình |\n|---|---|", [], [("Lò Thị Mai",
    "Thư ký", None), ("Vàng A Sình", "Chủ trì", None)]),
    "nobody named": ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Ký, họ và tên, đóng dấu)", [], []),
    "two offices of one person": (
        "TRƯỞNG BAN\nPHÓ THỦ TƯỚNG\n\nNguyễn Thiện Nhân", [], [("Nguyễn Thiện Nhân", "Trưởng ban, Phó Thủ tướng", None)]
    ),
    "OCR broke the name": ("CHỦ TỊCH\n\nĐặ ng V ăn Minh", [], [("Đặng Văn Minh", "Chủ tịch", None)]),
    "OCR lost marks": (
        "Nơi nhân:\n- Như trên.\n\nKT. GIÁM ĐÔC\nPHÓ GIAM ĐỐC\n\nTrần Đình Tân", [("Như trên", None)],
        [("Trần Đình Tân", "Phó Giám đốc", "KT Giám đốc")],
    ),
    "name of the highlands": ("CHỦ TỊCH\n\nY Giang Gry Niê Knơng", [], [("Y Giang Gry Niê Knơng", "Chủ tịch", None)]),
    "stroke or dots in the form": ("K/T CHI CỤC TRƯỞNG\nPHÓ CHI CỤC TRƯỞNG\n\nBS.CKII. Trần Văn Bình", [],
    [("Trần Văn Bình", "Phó Chi cục trưởng", "K/T Chi cục trưởng")]),
    "dots in the form": ("T.L GIÁM ĐỐC\nTRƯỞNG PHÒNG\n\nNguyễn Thị Kim Anh (đã ký)", [],
    [("Nguyễn Thị Kim Anh", "Trưởng phòng", "T.L Giám đốc")]),
    "office like a name": ("TỔ TRƯỞNG\n\nK'Tèo", [], [("K'Tèo", "Tổ trưởng", None)]),
    "name like an office": ("CHỦ TỌA\n\nTÔ TRƯỜNG AN", [], [("Tô Trường An", "Chủ tọa", None)]),
    "of a court": ("Nơi nhận:\n- Lưu: VT.\n\nTHẨM PHÁN\n\nĐỗ Thị Hà", [("Lưu: VT", None)], [("Đỗ Thị Hà", "Thẩm phán", None)]),
    "name beside the last recipient": (
        "Nơi nhận:                              KT. GIÁM ĐỐC\n- Sở Nội vụ;                            PHÓ GIÁM ĐỐC\n"
        "- Lưu: VT.                             Lê Đình Lý",
        [("Sở Nội vụ", None), ("Lưu: VT", None)], [("Lê Đình Lý", "Phó Giám đốc", "KT Giám đốc")],
    ),
    "minutes, two beside each other": (
        "THƯ KÝ                           CHỦ TỌA\n(Chữ ký)                         (Chữ ký)\n\n"
        "Trần Thị Bích                    Nguyễn Văn An\n\nNơi nhận:\n- Lưu: VT.",
        [("Lưu: VT", None)], [("Trần Thị Bích", "Thư ký", None), ("Nguyễn Văn An", "Chủ tọa", None)],
    ),
    "two parties": (
        "GIÁM ĐỐC\n\nNguyễn Văn Nam\n\nĐẠI DIỆN BÊN B\nGIÁM ĐỐC\n\nTrần Văn Bình", [],
        [("Nguyễn Văn Nam", "Giám đốc", None), ("Trần Văn Bình", "Giám đốc", None)],
    ),
    "purposes of every kind": (
        "Nơi nhận:\n- Bộ Y tế (báo cáo);\n- Các sở (thực hiện);\n- Công báo (để đăng);\n- Đ/c Chủ tịch (để chỉ "
        "đạo);\n- Sở Y tế (để phối hợp);\n"
        "- Lưu VP (02 bản).\n\nGIÁM ĐỐC\n\nLê Văn An",
        [("Bộ Y tế (báo cáo)", "báo cáo"), ("Các sở (thực hiện)", "thực hiện"), ("Công báo (để đăng)", "để đăng"),
         ("Đ/c Chủ tịch (để chỉ đạo)", "để chỉ đạo"), ("Sở Y tế (để phối hợp)", "để phối hợp"), ("Lưu VP (02 bản)", None)],
        [("Lê Văn An", "Giám đốc", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FEET)
def test_recipients_and_signers(name: str) -> None:
    ending, recipients, signers = FEET[name]
    text = nfc(TOP + ending)
    head = read(text)
    assert [(r.value, r.purpose) for r in head.recipients] == recipients
    assert [(s.name, s.capacity, s.authority) for s in head.signers] == signers
    for one in head.recipients:
        assert flat(text[one.span.start : one.span.end])[:6] == flat(one.value)[:6]
    for signer in head.signers:
        words = heal(" ".join(even(text[signer.span.start : signer.span.end]).split()))
        assert flat(signer.name) in flat(words)


@pytest.mark.parametrize(
    ("annex", "addresses"),
    [
        ("DANH SÁCH KHEN THƯỞNG\n(Kèm theo Quyết định số 5)\n\n| TT | Tên |\n|---|---|\n| 1 | Lê An |",
         ["“DANH SÁCH KHEN THƯỞNG”", "bảng 1, dòng 1"]),
        ("UBND TỈNH A\nSỞ Y TẾ\n\nDANH SÁCH\n\n1. Ông Lê An.", ["“DANH SÁCH”", "mục 1"]),
        ("CÁC VIỆC CẦN LÀM\n\n1. Một.", ["“CÁC VIỆC CẦN LÀM”", "mục 1"]),
        ("Phụ lục\n\nDANH SÁCH\n\n1. Một.", ["Phụ lục", "mục 1"]),
        ("Danh sách\n(Kèm theo Quyết định số 5)\n\n1. Một.", ["“Danh sách”", "mục 1"]),
        ("DANH SÁCH\n\n1. Một.\n\nDANH MỤC\n(Kèm theo Quyết định số 5)\n\n1. Hai.", ["“DANH SÁCH”", "“DANH MỤC”, mục 1"]),
        ("MẪU ĐƠN\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nTên tôi là: .......", ["“MẪU ĐƠN”", "đoạn 3"]),
        ("[1] Khoản này được sửa đổi theo Thông tư số 5/2020/TT-BTC.", ["chú thích 1", "chú thích 1"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "foot", ["GIÁM ĐỐC\n\nNguyễn Văn Nam\n\n", "Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn Nam\n\n"]
)
def test_an_annex_without_a_number_ends_the_foot(foot: str, annex: str, addresses: list[str]) -> None:
    found = parse(Source("a.txt", TOP + foot + annex, ""))
    assert [one.name for one in found.directives[0].signers] == ["Nguyễn Văn Nam"]
    after = [clause.address for clause in found.clauses if clause.start >= len(TOP + foot)]
    assert (addresses[0] in after[0], addresses[1] in after[-1]) == (True, True)


def test_where_somebody_lives_is_no_addressee() -> None:
    head = read(TOP.replace("Các phòng.", "Bà Lê Thị Lan\nĐịa chỉ: Số 12, phường Quang Trung"))
    assert [field.value for field in head.addressees] == ["Bà Lê Thị Lan"]


def test_a_certified_copy_slip_ends_with_its_signature() -> None:
    slip = (
        f"UBND XÃ A\n\n{MOTTO}\n\nSố: 9/SY-UBND\n\nXã A, ngày 5 tháng 5 năm 2022\n\n"
        "Nơi nhận:\n- Lưu: VT.\n\nSAO Y\nTL. CHỦ TỊCH\nTRƯỞNG BAN\n\nLê An\n\n"
    )
    first, second = parse(Source("a.txt", slip + TOP, "")).directives
    assert [(one.name, one.capacity, one.authority) for one in first.signers] == [
        ("Lê An", "Trưởng ban", "TL Chủ tịch")
    ]
    assert value(second.number) == "5/SXD-QLN"


@pytest.mark.parametrize("name", FEET)
def test_the_foot_is_no_body(name: str) -> None:
    text = nfc(TOP + FEET[name][0])
    (zones,) = split(text, units(text))
    roles = [role for _, role in zones.units]
    last = max(at for at, role in enumerate(roles) if role is Role.BODY)
    assert set(roles[:last]) <= {Role.HEADER, Role.ADDRESSEE}
    assert set(roles[last + 1 :]) <= {Role.RECIPIENT, Role.SIGNATURE}


@pytest.mark.parametrize(
    "name", [name for name, (_, fields) in HEADS.items() if fields.get("date") and fields.get("number")]
)
def test_the_letterhead_is_no_body(name: str) -> None:
    text = nfc(HEADS[name][0])
    zones = split(text, units(text))[0]
    head = HeaderReader(text, zones).read()
    roles = {
        role
        for unit, role in zones.units
        for f in (head.number, head.date, head.issuer)
        if f and unit.start <= f.span.start < unit.end
    }
    assert roles == {Role.HEADER}


def test_marks_and_purposes_reach_the_directive() -> None:
    text = unicodedata.normalize("NFD", TOP.replace("V/v báo", "HỎA TỐC\n\nMẬT\n\nV/v báo") + FEET["lines"][0])
    (found,) = parse(Source("a.txt", text, "")).directives
    assert (value(found.urgency), value(found.secrecy)) == ("Hỏa tốc", "Mật")
    assert nfc(text[found.urgency.span.start : found.urgency.span.end]) == "HỎA TỐC" if found.urgency else False
    assert [one.purpose for one in found.recipients] == [None, "để b/c", None]


# ---------------------------------------------------------------- single values


@pytest.mark.parametrize(
    ("line", "number", "kind"),
    [
        ("Số : 15 /2021/TT – BTC", "15/2021/TT-BTC", "Thông tư"),
        ("Số: l2/QĐ-UBND", "12/QĐ-UBND", "Quyết định"),
        ("Số: 1O3/QĐ-UBND", "103/QĐ-UBND", "Quyết định"),
        ("Số: 12 3/QĐ-UBND", "123/QĐ-UBND", "Quyết định"),
        ("SỐ: 12/BC-UBND", "12/BC-UBND", "Báo cáo"),
        ("Số 06-CT/TU", "06-CT/TU", "Chỉ thị"),
        ("Số: 56-QĐ/TU", "56-QĐ/TU", "Quyết định"),
        ("Số: 237/UB-QĐ", "237/UB-QĐ", "Quyết định"),
        ("Số: 4966/BQP-CT", "4966/BQP-CT", "Công văn"),
        ("Số: 120/UBND-KH", "120/UBND-KH", "Công văn"),
        ("Số: 25/LĐTB&XH-NCC", "25/LĐTB&XH-NCC", "Công văn"),
        ("Số: 07/GP-STNMT", "07/GP-STNMT", "Công văn"),
        ("17/CT- UBND", "17/CT-UBND", "Chỉ thị"),
        ("**Số:** 9/KL-TTr", "9/KL-TTr", "Kết luận"),
        ("Nghị quyết số: 08/NQ-HĐND", "08/NQ-HĐND", "Nghị quyết"),
        ("Công văn số: 71/SNV-TC", "71/SNV-TC", "Công văn"),
        ("Số:       /QĐ-UBND", None, None),
        ("Số: ....../KH-UBND", None, None),
        ("Số điện thoại: 0913/223", None, None),
        ("24/7", None, None),
    ],
)  # fmt: skip
def test_number_lines(line: str, number: str | None, kind: str | None) -> None:
    head = read(f"UBND TỈNH A\n\n{line}\n\n{MOTTO}\n\nHà Nội, ngày 5 tháng 5 năm 2020\n\nKính gửi: Các phòng." + BODY)
    assert (value(head.number), value(head.kind)) == (number, kind)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("QUYÊT ĐỊNH", "Quyết định"),
        ("**CHI THỊ**", "Chỉ thị"),
        ("THÔNG TRI", "Thông tri"),
        ("HƯỚNG DẪN LIÊN TỊCH", "Hướng dẫn"),
        ("QUY ĐỊNH", "Quy định"),
        ("QUY CHẾ", "Quy chế"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "Chương trình"),
        ("PHƯƠNG ÁN", "Phương án"),
        ("ĐỀ ÁN", "Đề án"),
        ("DỰ ÁN", "Dự án"),
        ("THÔNG CÁO BÁO CHÍ", "Thông cáo"),
        ("LỜI KÊU GỌI", "Lời kêu gọi"),
        ("TUYÊN BỐ", "Tuyên bố"),
        ("GIẤY ỦY QUYỀN", "Giấy ủy quyền"),
        ("GIẤY GIỚI THIỆU", "Giấy giới thiệu"),
        ("GIẤY NGHỈ PHÉP", "Giấy nghỉ phép"),
        ("PHIẾU CHUYỂN", "Phiếu chuyển"),
        ("HỢP ĐỒNG", "Hợp đồng"),
        ("BẢN GHI NHỚ", "Bản ghi nhớ"),
        ("BẢN THỎA THUẬN", "Bản thỏa thuận"),
        ("BỘ LUẬT", "Bộ luật"),
        ("HIẾN PHÁP", "Hiến pháp"),
        ("SẮC LỆNH", "Sắc lệnh"),
        ("VĂN BẢN HỢP NHẤT", "Văn bản hợp nhất"),
        ("SAO LỤC", "Sao lục"),
        ("TRÍCH SAO", "Trích sao"),
        ("ĐIỀU LỆ", "Điều lệ"),
        ("Thông báo", "Thông báo"),
    ],
)  # fmt: skip
def test_kinds_by_title(title: str, kind: str) -> None:
    head = read(
        f"UBND TỈNH A\n\n{MOTTO}\n\nHà Nội, ngày 5 tháng 5 năm 2020\n\n{title}\n\nVề công tác năm 2020\n\nCăn cứ Luật;\n\n1. Một."
    )
    assert value(head.kind) == kind
    assert value(head.date) == "2020-05-05"


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Hà Nội, ngày 02 tháng 9 năm 2021", "Hà Nội", "2021-09-02"),
        ("Hà nội, ngày 2/9/2021", "Hà Nội", "2021-09-02"),
        ("Hà Nội, ngày 25-6-2019", "Hà Nội", "2019-06-25"),
        ("Hà Nội, ngày 25.6.2019", "Hà Nội", "2019-06-25"),
        ("Hà Nội ngày 25 tháng 6 năm 2019", "Hà Nội", "2019-06-25"),
        ("Hà Nội, ngày 26 tháng 0 6 năm 2018", "Hà Nội", "2018-06-26"),
        ("Hà Nội, ngày 2 6 tháng 6 năm 20 18", "Hà Nội", "2018-06-26"),
        ("Hà Nội, ngày l2 tháng l0 năm 2018", "Hà Nội", "2018-10-12"),
        ("*TP.HCM, ngày 5 tháng 5 năm 2020*", "Thành phố Hồ Chí Minh", "2020-05-05"),
        ("Bà Rịa - Vũng Tàu, ngày 5 tháng 5 năm 2020", "Bà Rịa - Vũng Tàu", "2020-05-05"),
        ("(Hà Nội, ngày 5 tháng 5 năm 2020)", "Hà Nội", "2020-05-05"),
        ("Ngày 5 tháng 5 năm 2020", None, "2020-05-05"),
        ("Hà Nội, ngày    tháng 9 năm 2021", "Hà Nội", None),
        ("Hà Nội, ngày … tháng … năm 2021", "Hà Nội", None),
        ("Hà Nội, ngày 31 tháng 2 năm 2021", "Hà Nội", None),
        ("Lào cai, Ngày 03 Tháng 4 Năm 2023", "Lào Cai", "2023-04-03"),
        ("Hôm nay, ngày 3 tháng 4 năm 2023", None, None),
        ("*Bắc Lũng, hồi 17 giờ 30 phút ngày 15 tháng 9 năm 2023*", "Bắc Lũng", "2023-09-15"),
        ("Bắc Lũng, lúc 08h00, ngày 15 tháng 9 năm 2023", "Bắc Lũng", "2023-09-15"),
    ],
)  # fmt: skip
def test_place_and_date(line: str, place: str | None, date: str | None) -> None:
    head = read(
        f"UBND TỈNH A\nSố: 5/KH-UBND\n\n{MOTTO}\n\n{line}\n\nKẾ HOẠCH\nCông tác năm 2020\n\nCăn cứ Luật;\n\n1. Một."
    )
    assert (value(head.place), value(head.date)) == (place, date)


@pytest.mark.parametrize(
    ("mark", "urgency", "secrecy"),
    [
        ("KHẨN", "Khẩn", None),
        ("**THƯỢNG KHẨN**", "Thượng khẩn", None),
        ("HỎA TỐC", "Hỏa tốc", None),
        ("HỎA TỐC HẸN GIỜ", "Hỏa tốc hẹn giờ", None),
        ("HOẢ TỐC", "Hỏa tốc", None),
        ("MẬT", None, "Mật"),
        ("TỐI MẬT", None, "Tối mật"),
        ("TUYỆT MẬT", None, "Tuyệt mật"),
        ("Độ khẩn: Hỏa tốc", "Hỏa tốc", None),
        ("Độ mật: Tối mật", None, "Tối mật"),
        ("Khẩn trương", None, None),
        ("Mật ong", None, None),
    ],
)  # fmt: skip
def test_marks(mark: str, urgency: str | None, secrecy: str | None) -> None:
    head = read(
        f"UBND TỈNH A\nSố: 5/CV-UBND\n\n{mark}\n\n{MOTTO}\n\nHà Nội, ngày 5 tháng 5 năm 2020\n\nKính gửi: Các phòng."
        + BODY
    )
    assert (value(head.urgency), value(head.secrecy)) == (urgency, secrecy)


@pytest.mark.parametrize(
    ("lines", "issuer", "parent"),
    [
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI", "Ủy ban nhân dân thành phố Hà Nội", None),
        ("UBND TỈNH THANH HÓA\nBAN QUẢN LÝ\nDỰ ÁN ĐẦU TƯ XÂY DỰNG", "Ban Quản lý dự án Đầu tư Xây dựng", "UBND tỉnh Thanh Hóa"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI\nTRƯỜNG THPT CHU VĂN AN", "Trường THPT Chu Văn An", "Sở Giáo dục và Đào tạo Hà Nội"),
        ("ĐẢNG BỘ TỈNH ĐỒNG NAI\nTHÀNH ỦY BIÊN HÒA", "Thành ủy Biên Hòa", "Đảng bộ tỉnh Đồng Nai"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội", None),
        ("B Ộ VĂN HÓA, TH Ể THAO V À DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch", None),
        ("VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "Viện Kiểm sát nhân dân tối cao", None),
        ("CÔNG AN TỈNH SƠN LA\nPHÒNG CẢNH SÁT GIAO THÔNG", "Phòng Cảnh sát giao thông", "Công an tỉnh Sơn La"),
        ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH LÀO CAI", "Chi nhánh tỉnh Lào Cai", "Ngân hàng Nhà nước Việt Nam"),
        ("HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nBAN THƯỜNG VỤ", "Ban Thường vụ", "Hội Liên hiệp Phụ nữ Việt Nam"),
        ("CHI CỤC THUẾ KHU VỰC SÔNG MÃ", ANY, None),
        ("VĂN PHÒNG HĐND VÀ UBND HUYỆN MỘC CHÂU", "Văn phòng HĐND và UBND huyện Mộc Châu", None),
        ("ĐẢNG ỦY XÃ YÊN SƠN", "Đảng ủy xã Yên Sơn", None),
        ("VĂN PHÒNG TỈNH ỦY", ANY, None),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH GIA LAI", "Hội đồng nhân dân tỉnh Gia Lai", None),
        ("HTX DVNN TÂN LẬP", "HTX DVNN Tân Lập", None),
        ("MTTQ VIỆT NAM TỈNH HƯNG YÊN\nBAN THƯỜNG TRỰC", "Ban Thường trực", "MTTQ Việt Nam tỉnh Hưng Yên"),
        ("ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH HƯNG YÊN", "BCH tỉnh Hưng Yên", "Đoàn TNCS Hồ Chí Minh"),
        ("CHI CỤC THUẾ KHU VỰC HÀ ĐÔNG - THANH OAI", "Chi cục Thuế khu vực Hà Đông - Thanh Oai", None),
        ("ỦY BAN PHÁP LUẬT", "Ủy ban Pháp luật", None),
    ],
)  # fmt: skip
def test_issuers(lines: str, issuer: str, parent: str | None) -> None:
    head = read(
        f"{lines}\n-------\n\nSố: 5/CV-A\n\n{MOTTO}\n\nHà Nội, ngày 5 tháng 5 năm 2020\n\nKính gửi: Các phòng." + BODY
    )
    assert (value(head.issuer), value(head.parent)) == (issuer, parent)


def test_a_name_ends_with_its_line() -> None:
    head = read("Số 5-CV/TU\n\nV/v thực hiện chỉ thị của Ban Thường vụ Thành ủy\n\nKính gửi: Các ban." + BODY)
    assert value(head.issuer) is None


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Qu ả ng Ngãi", "Quảng Ngãi"),
        ("B Ộ LAO ĐỘNG - THƯƠNG BINH V À X Ã HỘI", "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"),
        ("ngân sách trung ươ n g thực hiện", "ngân sách trung ương thực hiện"),
        ("Nh ư tr ê n", "Như trên"),
        ("Ng o ại giao", "Ngoại giao"),
        ("điểm b ở xã", "điểm b ở xã"),
        ("Nguyễn Thị Y Vân", "Nguyễn Thị Y Vân"),
        ("BỘ Y TẾ", "BỘ Y TẾ"),
        ("UBND QUẬN A", "UBND QUẬN A"),
        ("KG V X", "KG V X"),
        ("QUÝ I NĂM", "QUÝ I NĂM"),
        ("", ""),
    ],
)  # fmt: skip
def test_heal(broken: str, whole: str) -> None:
    assert heal(broken) == whole


def test_even_and_flat_keep_the_length() -> None:
    text = nfc("**Ủy ban** – số: 5/QÐ\u00a0‑ UBND 한글 ﬁ İ ẞ")
    assert len(even(text)) == len(flat(text)) == len(text)
    assert flat("ĐƯỜNG Ỷ ỡ") == "duong y o"


TITLES = [
    ("BÁO CÁO\nKết quả quý I;\nphương hướng quý II", "Báo cáo", "Kết quả quý I; phương hướng quý II"),
    ("BÁO CÁO\nKết quả quý I.\nPhương hướng quý II", "Báo cáo", "Kết quả quý I. Phương hướng quý II"),
    ("BÁO CÁO\nKẾT QUẢ QUÝ I, CẤP X NĂM 2023", "Báo cáo", "Kết quả quý I, cấp X năm 2023"),
    ("BÁO CÁO TÓM TẮT\nKết quả công tác", "Báo cáo", "Kết quả công tác"),
    ("KẾ HOẠCH LIÊN TỊCH\nTổ chức Tết", "Kế hoạch", "Tổ chức Tết"),
    ("KẾT LUẬN THANH TRA\nViệc chấp hành", "Kết luận", "Việc chấp hành"),
    ("HƯỚNG DẪN LIÊN NGÀNH\nGiải quyết án", "Hướng dẫn", "Giải quyết án"),
    ("NGHỊ QUYẾT\nĐẠI HỘI THƯỜNG NIÊN NĂM 2023", "Nghị quyết", "Đại hội thường niên năm 2023"),
    ("BIÊN BẢN\nHÒA GIẢI BÀ LÊ THỊ HOA VỀ ĐẤT", "Biên bản", "Hòa giải bà Lê Thị Hoa về đất"),
]


@pytest.mark.parametrize(("title", "kind", "subject"), TITLES)
def test_titles(title: str, kind: str, subject: str) -> None:
    head = read(f"UBND HUYỆN A\n\n{MOTTO}\n\nHà Nội, ngày 5 tháng 5 năm 2020\n\n{title}\n\nCăn cứ Luật;\n\n1. Một.")
    assert (value(head.kind), value(head.subject), value(head.issuer)) == (kind, subject, "UBND huyện A")


@pytest.mark.parametrize(
    "title", ["KẾ HOẠCH\nPHÒNG CHÁY NĂM 2023", "QUY CHẾ\nHỘI NGHỊ VIÊN CHỨC", "ĐỀ ÁN\nĐOÀN KIỂM TRA LIÊN NGÀNH"]
)
def test_a_title_is_no_issuer(title: str) -> None:
    assert value(read(f"{title}\n(Kèm theo Kế hoạch số 27/KH-UBND)\n\n1. Một.").issuer) is None


def test_an_annex_alone() -> None:
    text = "Phụ lục II\nDANH SÁCH ĐƠN VỊ\n(Kèm theo Quyết định số 45/QĐ-SNV ngày 12/01/2023)\n\n1. Sở Y tế."
    (directive,) = parse(Source("a.txt", text, "0" * 64)).directives
    assert (directive.kind, value(directive.subject), value(directive.carrier)) == (
        None,
        "Danh sách đơn vị",
        "45/QĐ-SNV",
    )


def test_a_main_title_is_no_issuer() -> None:
    head = read(f"UBND HUYỆN A\nPHÒNG NỘI VỤ\n\n{MOTTO}\n\nBẢN CAM KẾT\n\n1. Một.")
    assert value(head.issuer) == "Phòng Nội vụ"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 1.045/SYT-NV", "1045/SYT-NV"),
        ("Số: 45 CV/SYT", "45-CV/SYT"),
        ("Số: 302/BC-CAH(ANĐT)", "302/BC-CAH(ANĐT)"),
    ],
)
def test_odd_numbers(line: str, number: str) -> None:
    assert value(read(f"SỞ Y TẾ\n\n{line}\n\n{MOTTO}\n\nKính gửi: Bà Lan.{BODY}").number) == number


@pytest.mark.parametrize(
    ("number", "kind"),
    [("1040/LĐTBXH-NCC", "Công văn"), ("88/2022/TLST-HNGĐ", None), ("12/TBĐ-05", None),
     ("12-TT/TW", "Thông tri"), ("12/2021/TT-BTC", "Thông tư"), ("05/2018/HNGĐ-ST", "Bản án"), ("12", None),
     ("16/2022/QH15", None)],
)  # fmt: skip
def test_kind_of_number(number: str, kind: str | None) -> None:
    assert kind_of_number(number) == kind


@pytest.mark.parametrize(("printed", "name"), [("Hà nội", "Hà Nội"), ("QUẢNG NAM", "Quảng Nam"), ("Hà Đông", None)])
def test_province(printed: str, name: str | None) -> None:
    assert province(printed) == name
    assert full_place(printed) == (name or printed)


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("QUY ĐỊNH VỀ HỖ TRỢ XÃ HỘI", "Quy định về hỗ trợ xã hội"),
        ("KHÓA XII VÀ HÀNH VI VI PHẠM", "Khóa XII và hành vi vi phạm"),
        ("THEO QUYẾT ĐỊNH SỐ 12/QĐ-UBND TỈNH NGHỆ AN", "Theo quyết định số 12/QĐ-UBND tỉnh Nghệ An"),
    ],
)
def test_titles_in_small_letters(capitals: str, written: str) -> None:
    assert truecase(capitals, "", sentence=True) == written


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("TRƯỞNG BAN KINH DOANH", "Trưởng ban Kinh doanh"),
        ("CHỦ TỊCH HỘI ĐỒNG QUẢN TRỊ", "Chủ tịch Hội đồng quản trị"),
        ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("TM ĐẠI HỘI ĐỒNG CỔ ĐÔNG", "TM Đại hội đồng cổ đông"),
        ("BAN CHỈ ĐẠO 06 - CTr/TU", "Ban Chỉ đạo 06 - CTr/TU"),
        ("XÃ/PHƯỜNG", "Xã/phường"),
    ],
)
def test_bodies_and_offices_in_small_letters(capitals: str, written: str) -> None:
    assert truecase(capitals, "") == written


# ---------------------------------------------------------------- 26 documents read by hand (../shared)

TABLE = Path(__file__).parent / "data" / "nguoi_co_cong_fields.tsv"
SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "archives" / "nguoi-co-cong"
with TABLE.open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/archives/nguoi-co-cong")
@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_fields_of_the_labelled_documents(row: dict[str, str]) -> None:
    head = read((SHARED / row["file"]).read_text(encoding="utf-8"))
    for field in ("number", "kind", "issuer", "parent", "place", "date"):
        assert value(getattr(head, field)) == (row[field] or None), field
    assert (value(head.subject) or "").startswith(row["subject"])
    signers = "; ".join(f"{s.name}, {s.capacity or '-'}, {s.authority or '-'}" for s in head.signers)
    assert signers == row["signers"]
    assert (len(head.addressees), len(head.recipients)) == (int(row["addressees"]), int(row["recipients"]))


def test_every_labelled_document_has_its_row() -> None:
    assert len(ROWS) == len({row["file"] for row in ROWS}) == 26
