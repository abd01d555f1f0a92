"""The figures of a question: which ones an answer must hold, and what a text says that meets them."""

from typing import cast

import pytest

from index.text import words
from rag.answering.evidence import OF_ALL, _shared
from rag.answering.figures import FiguresAsked, asked, excluded, met
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import Piece
from rag.types import Hit


def figures(question: str) -> FiguresAsked:
    return asked(question, words(question), words)


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("Cháu 30 tháng tuổi ăn mấy bữa?", "Trẻ từ 24 đến 36 tháng tuổi: 04 bữa", True),
        ("Cháu 40 tháng tuổi ăn mấy bữa?", "Trẻ từ 24 đến 36 tháng tuổi: 04 bữa", False),
        ("Cụ 84 tuổi nhận bao nhiêu?", "người từ đủ 80 tuổi trở lên nhận 500.000 đồng", True),
        ("Cụ 74 tuổi nhận bao nhiêu?", "người từ đủ 80 tuổi trở lên nhận 500.000 đồng", False),
        ("Ruộng 3 ha được hỗ trợ bao nhiêu?", "dưới 5 ha: 2 triệu đồng", True),
        ("Ruộng 7 ha được hỗ trợ bao nhiêu?", "dưới 5 ha: 2 triệu đồng", False),
        ("Ruộng 3 ha được hỗ trợ bao nhiêu?", "dưới 5 hộ: 2 triệu đồng", False),
        ("Hơn 52 triệu nộp trước ngày nào?", "Nộp 52.340.000 đồng trước ngày 05/6", True),
        ("Hơn 52 triệu nộp trước ngày nào?", "Nộp 55.340.000 đồng trước ngày 05/6", False),
        ("Trạm nào mở tới 8 giờ tối?", "Trạm Cầu Mới mở đến 20 giờ", True),
        ("Trạm nào mở tới 8 giờ sáng?", "Trạm Cầu Mới mở đến 20 giờ", False),
        ("Giảm giá nước tháng 4/2023 thế nào?", "giảm 10% trong tháng 4 và tháng 5/2023", True),
        ("Giảm giá nước tháng 6/2023 thế nào?", "giảm 10% trong tháng 4 và tháng 5/2023", False),
        ("Đợt rét năm 2022 chết mấy con trâu?", "14 con, nhiều hơn năm 2022", True),
        ("Dê chết được đền mấy tiền 1 con?", "Dê trên 06 tháng tuổi: 900.000 đồng/con", True),
        ("Nhà có 1 con dê được hỗ trợ bao nhiêu?", "Dê: 900.000 đồng/con", False),
    ],
)
def test_a_text_meets_the_figures(question: str, text: str, holds: bool) -> None:
    found = figures(question)
    assert met(found.needed, found.amounts, text, words(text), None) is holds


def test_a_document_need_not_say_its_own_day() -> None:
    found = figures("Kế hoạch ngày 09/6/2023 nhằm gì?")
    assert met(found.needed, found.amounts, "Mục đích: giữ sạch kênh", [], "2023-06-09")
    assert not met(found.needed, found.amounts, "Mục đích: giữ sạch kênh", [], "2023-06-10")


@pytest.mark.parametrize(
    ("question", "needed", "told"),
    [
        ("Con tôi vào lớp 6. Nộp đơn trong mấy ngày?", set(), {"6"}),
        ("Con tôi vào lớp 6 thì nộp đơn trong mấy ngày?", {"6"}, set()),
        ("Nhà tôi 4 người. Năm 2023 được mấy kg gạo?", {"2023"}, {"4"}),
    ],
)
def test_who_asks_is_told_beside_what_is_asked(question: str, needed: set[str], told: set[str]) -> None:
    found = figures(question)
    assert (set(found.needed), set(found.told)) == (needed, told)


@pytest.mark.parametrize("less", [0.05, OF_ALL, 0.49, 0.5, 0.9])
def test_surer_pieces_are_never_less_sure(less: float) -> None:
    """The share of what holds the figures, whatever was left out: never less where more of the likelihood is theirs."""

    def shared(total: float) -> float:
        piece = cast("Hit", None), cast("Piece", None), cast("Piece", None)
        return _shared([Candidate(*piece, 0, 0, 0, 0, 0, total, 0, frozenset())], 0.0)[0].chance

    assert shared(less) <= shared(less + 0.02)


@pytest.mark.parametrize(
    ("question", "text", "out"),
    [
        ("Người 10 tuổi được tặng bao nhiêu?", "Người trên 70 tuổi được tặng 500.000 đồng.", True),
        ("Người 80 tuổi được tặng bao nhiêu?", "Người trên 70 tuổi được tặng 500.000 đồng.", False),
        ("Hồ tụt dưới 36 m thì bớt mấy ngày?", "Khi mực nước dưới 36,00 m, rút ngắn 02 ngày.", False),
        ("Đội 10 người được hỗ trợ bao nhiêu?", "Đội không ít hơn 12 người được hỗ trợ 3 triệu đồng.", True),
        ("Đội 15 người được hỗ trợ bao nhiêu?", "Đội không ít hơn 12 người được hỗ trợ 3 triệu đồng.", False),
        ("Nộp sớm 15 ngày được thưởng bao nhiêu?", "Nộp sớm từ 20 ngày trở lên: 15 triệu đồng.", True),
        ("Người 10 tuổi được tặng bao nhiêu?", "Người khuyết tật được tặng 500.000 đồng.", False),
    ],
)
def test_bounds_that_leave_the_question_out(question: str, text: str, out: bool) -> None:
    assert excluded(figures(question).amounts, text) is out
