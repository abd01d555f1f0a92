"""One question with two blanks: the sentence that fills both, what fills each, and silence where one is filled by nothing."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from index.types import Clause, Role
from rag.answering import twofold
from rag.ask import ask
from rag.cite import citation
from rag.question.two import blanks_of, questions_of
from rag.types import Statement

_MEETING = """ỦY BAN NHÂN DÂN
HUYỆN TÂN LẠC
-------
Số: 57/TB-UBND
Tân Lạc, ngày 12-6-2023

THÔNG BÁO
Kết luận cuộc họp về hồ chứa nước Khe Gỗ

Phúc đáp Tờ trình số 31/TTr-NN ngày 02-6-2023 của Phòng Nông nghiệp và Phát triển nông thôn. Chiều ngày 09-6-2023, tại \
trụ sở UBND huyện, bà Lò Thị Pha - Phó Chủ tịch UBND huyện chủ trì cuộc họp về an toàn hồ chứa nước Khe Gỗ.

1. Hồ Khe Gỗ dâng nước lên cao trình 84,5 m; khi có sự cố, đơn vị quản lý hồ báo cáo Ban Chỉ huy phòng thủ dân sự huyện và \
Công an xã chậm nhất 30 phút kể từ khi phát hiện.

2. Trong mùa lũ năm 2022 hồ xảy ra 03 sự cố, làm hỏng 12 ha lúa, không có người chết.

3. Giao UBND xã Nậm Pì tự kiểm tra 05 cống lấy nước, gửi báo cáo về Phòng Nông nghiệp và Phát triển nông thôn trước ngày \
25-6-2023.

4. Có 04 hộ không được bồi thường, trong đó 03 hộ làm lán sau khi có thông báo, 01 hộ bỏ đất hoang.

5. Diễn tập sơ tán vào ngày 30-6-2023. Trường Tiểu học Nậm Pì bố trí 80 chỗ ở tạm.

6. Người dân báo rò rỉ thân đập qua đường dây nóng 0215.3861.204, trực 24/24 giờ.

7. Hộ ở lại chòi canh nộp đơn tại nhà văn hóa bản; trong 03 ngày làm việc kể từ khi nhận đơn, Chủ tịch UBND xã ra quyết định.

8. Kho vật tư của huyện đặt tại số 27 đường Hoàng Văn Páo.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(đã ký)
Lò Thị Pha
"""


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    """The announcement above, indexed."""
    folder = tmp_path_factory.mktemp("lake")
    (folder / "docs").mkdir()
    (folder / "docs" / "tb.txt").write_text(_MEETING, encoding="utf-8")
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "archive", encoder, None, lambda *_: None)
    return open_archive(folder / "archive", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Cuộc họp về hồ Khe Gỗ diễn ra hôm nào, ai điều hành?", ("09-6-2023", "Lò Thị Pha")),
        (
            "Hồ Khe Gỗ có sự cố thì phải báo trong bao lâu và báo cho những ai?",
            ("30 phút", "Ban Chỉ huy", "Công an xã"),
        ),
        ("Mùa lũ 2022 hồ Khe Gỗ bị mấy sự cố và hỏng bao nhiêu héc ta lúa?", ("03 sự cố", "12 ha")),
        ("UBND xã Nậm Pì phải làm gì với cống lấy nước, hạn nào?", ("tự kiểm tra 05 cống", "25-6-2023")),
        ("Mấy hộ không được bồi thường, vì sao?", ("04 hộ", "bỏ đất hoang")),
        ("Thông báo 57 do ai ký và người đó giữ chức gì?", ("Lò Thị Pha", "Phó Chủ tịch")),
        ("Thông báo 57 đề ngày nào, trả lời tờ trình số bao nhiêu?", ("12/6/2023", "31/TTr-NN")),
        ("Đường dây nóng báo rò rỉ đập số mấy, trực lúc nào?", ("0215.3861.204", "24/24")),
        (
            "Hộ ở lại chòi canh nộp đơn xong thì bao lâu có quyết định và ai ký?",
            ("03 ngày làm việc", "Chủ tịch UBND xã"),
        ),
        ("Kho vật tư của huyện ở số mấy, đường nào?", ("27", "Hoàng Văn Páo")),
        ("Diễn tập sơ tán hôm nào và trường nào cho ở tạm?", ("30-6-2023", "Trường Tiểu học Nậm Pì")),
    ],
)
def test_both_blanks_are_filled(lake: Archive, question: str, parts: tuple[str, ...]) -> None:
    answer = ask(question, lake)
    assert all(part in answer.text for part in parts), answer.text
    assert not answer.dropped
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Đổi hộ chiếu ở Tân Lạc lệ phí bao nhiêu và nộp ở đâu?",
        "Ai xây đập thủy điện Sơn La và xây năm nào?",
        "Huyện Tân Lạc xây mấy bệnh viện mới, ở đâu?",
    ],
)
def test_what_fills_neither_keeps_silence(lake: Archive, question: str) -> None:
    assert ask(question, lake).abstained


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Đơn xin ở lại chòi canh nộp cho ai, và xã giải quyết mấy ngày?", 0),  # what is settled is said before
        ("Ai trực hồ Khe Gỗ, và kiểm tra cống lấy nước ngày nào?", 2),
    ],
)
def test_a_part_that_only_says_that_something_is_done_leans_on_the_other(text: str, parts: int) -> None:
    assert len(questions_of(text)) == parts


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Cuộc họp về chợ diễn ra vào hôm nào, ai điều hành?", "Cuộc họp về chợ diễn ra ai điều hành?"),
        ("Xã gửi báo cáo trước ngày nào, gửi cho ai?", "Xã gửi báo cáo gửi cho ai?"),
        ("Xa gui bao cao truoc ngay nao, gui cho ai?", "Xa gui bao cao gui cho ai?"),
    ],
)
def test_no_preposition_is_left_hanging(text: str, last: str) -> None:
    assert blanks_of(text)[-1] == last


_CLAUSE = Clause(
    0, 0, "a.txt", 0, 60, "Xã trồng 14 ha rừng trước ngày 20/6/2023, trong đó 4 ha keo.", Role.BODY, "mục 1"
)


def _said(*texts: str) -> tuple[Statement, ...]:
    """Statements of one clause each, of clauses apart."""
    made = (replace(_CLAUSE, id=at) for at, _ in enumerate(texts))
    directive = SimpleNamespace(name="1/TB")
    return tuple(
        Statement(text, (citation(clause, directive),))  # type: ignore[arg-type]
        for text, clause in zip(texts, made, strict=True)
    )


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("5 ngày", "5 ngày"), ("5 ngày",)),
        (("4 ha", "14 ha"), ("4 ha", "14 ha")),
        (("2", "20/6/2023"), ("2", "20/6/2023")),
        (("14 ha", "trồng 14 ha rừng"), ("trồng 14 ha rừng",)),
        (("trồng 14 ha rừng", "14 HA"), ("trồng 14 ha rừng",)),
        (("cơ sở", "cơ sơ"), ("cơ sở", "cơ sơ")),
    ],
)
def test_only_what_another_holds_in_whole_words_is_left_out(texts: tuple[str, ...], kept: tuple[str, ...]) -> None:
    assert tuple(one.text for one in twofold._without_parts(_said(*texts))) == kept


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Cuộc họp bàn về chợ diễn ra hôm nào, ai điều hành?", 1),
        ("Công văn 12 do ai ký, chức vụ gì, đề ngày nào?", 2),
        ("Xã phải vận động bao nhiêu hộ và xong trước ngày nào?", 1),
        ("Cơ quan nào kiểm tra các đơn vị và thủ trưởng của họ chống dịch ra sao?", 0),
        ("Đơn vị nào chủ quan, lơ là thì bị xử lý thế nào?", 0),
        ("Cam kết “ai ở đâu, ở đó” do bên nào ký?", 0),
        ("Bố tôi mất sớm, chưa nhận gì; gia đình được nhận bao nhiêu?", 0),
        ("Ở xã, ai phải trực đêm?", 0),
        ("Đơn xin ở lại chòi canh nộp tại đâu và xã giải quyết mấy ngày?", 1),
    ],
)
def test_blanks_of_a_question(text: str, later: int) -> None:
    assert len(blanks_of(text)[1:]) == later
