"""What the clause found first says is said, however the question asks for it; what it does not say is not."""

from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.build import build
from index.encode import open_encoder
from rag.answering.value.asks import asks_of
from rag.ask import ask
from rag.question.abbreviations import chat
from rag.question.folded import flat
from rag.question.wants import want_of
from rag.types import Want
from tests.fakes import write_files

NOTICE = """UBND HUYEN TAN KHE
Số: 57/TB-UBND
Tân Khê, ngày 02 tháng 3 năm 2024

THÔNG BÁO
Về công tác phòng cháy, chữa cháy rừng mùa khô trên địa bàn huyện Tân Khê

1. Từ đầu mùa khô, toàn huyện xảy ra 41 vụ cháy rừng, làm 05 người bị thương, thiệt hại 12 ha.
Xã Đông Mạ có số vụ cao nhất (17 vụ), tiếp đến là xã Bản Sài.

2. Công an huyện kiểm soát xe chở gỗ ra vào huyện trên Quốc lộ 9B và Tỉnh lộ 43.

3. Chọn thị trấn Tân Khê và xã Nà Phung làm điểm về chữa cháy bằng nước suối.

4. Đề nghị nâng mức bồi dưỡng người trực chữa cháy từ 90.000 đồng/buổi lên 140.000 đồng/buổi.

5. Chủ rừng ký cam kết "4 không": không đốt nương; không hút thuốc trong rừng; không đun nấu; không thả đèn trời.

6. Trạm kiểm lâm có chỉ số K (số ngày liên tục không mưa nhân với hệ số nhiệt độ) vượt ngưỡng phải báo cáo hằng ngày.

7. Ban Quản lý hồ Nà Lặc đưa mực nước về
cao trình 88,5 m trước 18 giờ 00 ngày 14/3/2024 để dự trữ nước chữa cháy.

8. Người dân báo cháy trên website www.baochay.vn hoặc ứng dụng Rừng Xanh.

9. Xã chi quá 50% dự phòng ngân sách để giúp dân có rừng bị cháy thì gửi văn bản cho Phòng Tài chính trước ngày 20/5/2024.

10. Lực lượng trực chữa cháy là người từ 18 đến dưới 45 tuổi.

11. Kiểm lâm cấm người vào rừng khi gió từ cấp 6 trở lên, trừ lực lượng chữa cháy.

12. Diện tích rừng bị cháy 12 ha, gồm rừng thông 7 ha; rừng tre 3 ha; rừng keo 2 ha.

13. "Vành đai xanh" là dải rừng rộng 30 m quanh mỗi bản, không trồng cây dễ cháy. Vành đai xanh phải dọn sạch cỏ khô.

14. Thành lập Đội cơ động do đồng chí Vì Thị Phượng, Phó Trưởng Công an huyện làm Đội trưởng.

15. Khi mực nước hồ Nà Lặc dưới 80,00 m thì ngừng bơm. Hồ Nà Lặc được bơm nước lần đầu vào ngày 16 tháng 3 năm 2024.

16. Chốt ở bản Sài Ngoài chưa dựng do vướng đất của 03 hộ dân. Bản Sài Ngoài đề nghị sớm dựng chốt để kịp mùa khô.

17. Nguyên nhân các vụ cháy

a) Phần lớn đám cháy bùng lên do tàn thuốc của người đi nương gặp gió lớn.

CHỦ TỊCH
(đã ký)
Lò Văn Pành
"""


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory, cache_folder: Path) -> Archive:
    folder = tmp_path_factory.mktemp("forest")
    write_files(folder / "docs", {"57.txt": NOTICE})
    encoder = open_encoder(None, cache_folder)
    build([folder / "docs"], folder / "kho", encoder, None, lambda *_: None)
    return open_archive(folder / "kho", encoder, cache=cache_folder)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Xe chở gỗ ra vào huyện Tân Khê bị công an kiểm soát trên những tuyến đường nào?",
            ["Quốc lộ 9B", "Tỉnh lộ 43"],
        ),
        ("Hai địa phương nào của huyện Tân Khê được chọn làm điểm về chữa cháy?", ["thị trấn Tân Khê", "Nà Phung"]),
        ("Nơi nào của huyện Tân Khê có nhiều vụ cháy rừng nhất?", ["Đông Mạ"]),
        ('Trong thông báo của Tân Khê, "vành đai xanh" được hiểu là gì?', ["dải rừng rộng 30 m"]),
        ("Đội cơ động chữa cháy rừng do ai làm đội trưởng?", ["Vì Thị Phượng"]),
        ("Tháng 3/2024 hồ Nà Lặc được bơm nước lần đầu vào ngày nào?", ["16/3/2024"]),
        ("Tại sao rừng bị cháy?", ["tàn thuốc"]),
        ("Vì sao chốt ở bản Sài Ngoài chưa dựng?", ["vướng đất"]),
        ("Đề nghị nâng mức bồi dưỡng người trực chữa cháy lên bao nhiêu?", ["140.000 đồng/buổi"]),
        ("Cam kết “4 không” của chủ rừng gồm những điều gì?", ["không đốt nương", "không thả đèn trời"]),
        ("Chỉ số K trong thông báo phòng cháy rừng của huyện Tân Khê nghĩa là gì?", ["số ngày liên tục không mưa"]),
        ("Hồ Nà Lặc phải hạ xuống cao trình bao nhiêu trước 18h ngày 14/3?", ["88,5 m"]),
        ("Muốn báo cháy rừng thì vô web nào, app gì?", ["www.baochay.vn", "Rừng Xanh"]),
        ("Xã nào chi quá nửa dự phòng để giúp dân có rừng cháy thì gửi Phòng Tài chính trước ngày nào?", ["20/5/2024"]),
        ("Trực chữa cháy rừng là người mấy tuổi đến mấy tuổi?", ["18 đến dưới 45 tuổi"]),
        ("Gió mạnh cỡ nào thì kiểm lâm cấm người vào rừng?", ["từ cấp 6"]),
        ("12 ha rừng bị cháy gồm mấy loại, kể ra?", ["rừng thông", "rừng tre", "rừng keo"]),
        ("Từ đầu mùa khô có bao nhiêu lần cháy rừng và mấy người bị thương?", ["41 vụ", "05 người"]),
    ],
)
def test_what_is_stated_is_said(forest: Archive, question: str, parts: list[str]) -> None:
    answer = ask(question, forest)
    assert all(part in answer.text for part in parts), (answer.text, answer.reason)
    assert all(citation.verified for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Xã nào của huyện Tân Khê trồng được nhiều rừng tre nhất?",
        "Trạm nào của huyện Tân Khê có ít kiểm lâm nhất?",
        "Người dân báo cháy rừng qua kênh nào trên truyền hình?",
    ],
)
def test_what_is_not_stated_is_not_said(forest: Archive, question: str) -> None:
    answer = ask(question, forest)
    assert answer.abstained, answer.text


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Chi quá nửa dự phòng để giúp dân thì phải báo trước ngày nào?", Want.DATE),
        ("Mức giảm tiền thuê đất do ai quyết định?", Want.PERSON),
        ("Gió mạnh cỡ nào thì cấm qua cầu?", Want.CONDITION),
        ("12 ha đất thu hồi gồm mấy loại, kể ra?", Want.LIST),
        ("Để làm gì?", Want.PURPOSE),
        ("Cô nào phụ trách lớp học ở thôn?", Want.PERSON),
    ],
)
def test_a_cue_is_a_whole_word(question: str, want: Want) -> None:
    assert want_of(flat(question)) is want


def test_both_ends_of_a_span_are_one_blank() -> None:
    assert len(asks_of("Tiêm cho trẻ từ mấy t đến mấy tuổi?", Want.QUANTITY)) == 1
    assert len(asks_of("Có bao nhiêu giường và mấy người?", Want.QUANTITY)) == 2


def test_how_many_without_its_first_syllable() -> None:
    assert chat("trường được cấp nhiu tiền") == "trường được cấp bao nhiêu tiền"
    assert chat("được bao nhiu tiền") == "được bao nhiêu tiền"
