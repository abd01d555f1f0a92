"""The measurement against labels: its own comparisons, and a small labelled archive."""

import json
from pathlib import Path

import pytest

from eval.reading.labels import labels, measure, named, same_document, same_number
from index.parsing.references import references


@pytest.mark.parametrize(
    ("label", "number", "date", "same"),
    [
        ("142_2008_QD_TTg", "142/2008/QĐ-TTg", None, True),
        ("1040_2012_CV_LĐTBXH", "1040/LĐTBXH-NCC", "2012-04-09", True),
        ("1040_2012_CV_LĐTBXH", "1040/LĐTBXH-NCC", "2013-04-09", False),
        ("3418_2014_CV_BLĐTBXH", "3418/LĐTBXH-NCC", "2014-09-17", True),
        ("24_2013_CT_BCT", "24-CT/TW", "2013-05-15", True),
        ("1699_QĐ_TTg", "1699/QĐ-TTg", "2009-10-20", True),
        ("02_2020_UBTVQH14", "2/2020/UBTVQH14", None, True),
        ("142_2008_QD_TTg", "142/2009/QĐ-TTg", None, False),
        ("142_2008_QD_TTg", "143/2008/QĐ-TTg", None, False),
        ("142_2008_QD_TTg", "142/2008/NĐ-CP", None, False),
        ("142_2008_QD_TTg", None, None, False),
    ],
)
def test_same_number(label: str, number: str | None, date: str | None, same: bool) -> None:
    assert same_number(named(label), number, date) is same


@pytest.mark.parametrize(
    ("label", "text", "same"),
    [
        ("Luật_Nhà_ở_2005", "Luật nhà ở ngày 29 tháng 11 năm 2005", True),
        ("2001_Luật_Tổ_chức_Chính_phủ_QH", "Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001", True),
        ("NULL_2001_LUAT_QH", "Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001", True),
        ("Phap_lenh_Uu_dai_Nguoi_co_cong", "Pháp lệnh ưu đãi người có công với cách mạng", True),
        ("Luật_Nhà_ở_2005", "Luật nhà ở ngày 25 tháng 11 năm 2014", False),
        ("Luật_Nhà_ở_2005", "Luật Đất đai ngày 29 tháng 11 năm 2005", False),
        ("Luật_Nhà_ở_2005", "Quyết định số 1/2005/QĐ-TTg", False),
    ],
)
def test_same_law(label: str, text: str, same: bool) -> None:
    (found,) = references(text, "a", 0, 0, len(text), None)
    assert same_document(named(label), found) is same


TEXT = """BỘ Y TẾ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/2020/TT-BYT

Hà Nội, ngày 02 tháng 3 năm 2020

THÔNG TƯ
Hướng dẫn chế độ trực

Căn cứ Nghị định số 75/2017/NĐ-CP ngày 20 tháng 6 năm 2017 của Chính phủ;

Điều 1. Thông tư này thay thế Thông tư số 5/2010/TT-BYT.
"""


def test_measure(tmp_path: Path) -> None:
    (tmp_path / "12_2020_TT_BYT.md").write_text(TEXT, encoding="utf-8")
    related = [
        ("75_2017_NĐ_CP", "references"),
        ("5_2010_TT_BYT", "replaces"),
        ("5_2010_TT_BYT", "amends"),
        ("9_2010_TT_BYT", "replaces"),
    ]
    row = {
        "file": "12_2020_TT_BYT.md", "type": "Thông tư", "date": "2020-03-03",
        "related": [{"id": i, "relationship": r, "description": ""} for i, r in related],
    }  # fmt: skip
    (tmp_path / "labels.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    assert [label.file for label in labels(tmp_path)] == ["12_2020_TT_BYT.md"]
    number, kind, date, found, typed = measure(tmp_path)
    assert (number.value, kind.value, date.value, found.value) == (1.0, 1.0, 0.0, 0.75)
    assert date.wrong == ("12_2020_TT_BYT.md: 2020-03-02",)
    assert found.wrong == ("12_2020_TT_BYT.md: replaces 9_2010_TT_BYT",)
    assert typed.shown.startswith("1 of 3")
