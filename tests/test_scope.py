"""Which documents a question is about: numbers in any shape, places and their initials, what the archive does not have."""

import pytest

from index.archive import Archive
from index.text import fold, tokens
from rag.ask import understand
from rag.finding.scoped import scoped
from rag.question.numbers import number_mentions, split_number
from rag.question.place_names import name_places
from rag.types import Scope


def names(archive: Archive, scope: Scope) -> set[str] | None:
    return None if scope.directives is None else {archive.directives[i].name for i in scope.directives}


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("667-CV/QU", ("667", None, ("cv", "qu"))),
        ("06-CT/TU", ("6", None, ("ct", "tu"))),
        ("02/2020/UBTVQH14", ("2", "2020", ("ubtvqh14",))),
        ("101/2018/TT-BTC", ("101", "2018", ("tt", "btc"))),
        ("1040/LĐTBXH-NCC", ("1040", None, ("ldtbxh", "ncc"))),
        ("000", ("0", None, ())),
    ],
)
def test_split_number(number: str, parts: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert split_number(number) == parts


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Công văn 667 nói gì?", [("667", "Công văn", ())]),
        ("công văn số 667-CV/QU", [("667", "Công văn", ("cv", "qu"))]),
        ("667-CV/QU do ai ký", [("667", None, ("cv", "qu"))]),
        ("667 - CV / QU do ai ký", [("667", None, ("cv", "qu"))]),
        ("cv 667", [("667", "Công văn", ())]),
        ("chỉ thị số 6", [("6", "Chỉ thị", ())]),
        ("ct06", [("06", "Chỉ thị", ())]),
        ("chi thi 06 ct tu", [("06", "Chỉ thị", ("ct", "tu"))]),
        ("tb 739 tu", [("739", "Thông báo", ("tu",))]),
        ("Thông báo kết luận 164", [("164", "Kết luận", ())]),
        ("công văn 634 và 667", [("634", "Công văn", ()), ("667", "Công văn", ())]),
        ("Công điện số 15/CĐ-UBND", [("15", "Công điện", ("cd", "ubnd"))]),
        ("Thông tư 101/2018/TT-BTC", [("101", "Thông tư", ("tt", "btc"))]),
        ("văn bản 924", [("924", "", ())]),
        ("trước ngày 04/9/2021", []),
        ("bao nhiêu ca F0 trong 15 ngày", []),
        ("dịch Covid-19", []),
        ("20.000 giường", []),
        ("mục 2 điểm 1", []),
        ("quá 2 người", []),
    ],
)
def test_number_mentions(question: str, found: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    seen = [(m.digits.lstrip("0"), m.kind, m.codes) for m in number_mentions(question, tokens(question))]
    assert seen == [(digits.lstrip("0"), kind, codes) for digits, kind, codes in found]


@pytest.mark.parametrize(
    ("question", "documents_"),
    [
        ("Công văn 667 nói gì?", {"667-CV/QU"}),
        ("CV 667-CV/QU?", {"667-CV/QU"}),
        ("667/CV-QU ai ký?", {"667-CV/QU"}),
        ("cong van so 667", {"667-CV/QU"}),
        ("Chỉ thị 6 nói gì về xét nghiệm?", {"06-CT/TU"}),
        ("chỉ thị số 06-CT/TU", {"06-CT/TU"}),
        ("Kết luận 164 yêu cầu gì?", {"164-TB/QU"}),
        ("Sao lục 26 do ai ký?", {"26-BS/QU"}),
        ("công văn 634 và 667 khác nhau gì?", {"634-CV/QU", "667-CV/QU"}),
        ("Công văn 667 của Hà Đông", {"667-CV/QU"}),
        ("100-CV/DU gửi ai", {"100-CV/ĐU"}),
        ("Hà Đông phải làm gì?", {"667-CV/QU", "26-BS/QU", "634-CV/QU"}),
        ("ha dong phai lam gi", {"667-CV/QU", "26-BS/QU", "634-CV/QU"}),
        ("Hòa Minh báo cáo ai?", {"100-CV/ĐU"}),
        ("Hoà Minh báo cáo ai?", {"100-CV/ĐU"}),
        ("phường hòa minh", {"100-CV/ĐU"}),
        ("quận Hai Bà Trưng tiêm vắc xin thế nào", {"924-CV/QU"}),
        ("Thanh Xuân tạm dừng gì?", {"164-TB/QU"}),
        ("HBT tiêm vắc xin cho ai?", {"924-CV/QU"}),
        ("hminh vi phạm thì xử lý sao", {"100-CV/ĐU"}),
        ("txuân tạm dừng gì", {"164-TB/QU"}),
        ("Ai được ra đường?", None),
        ("Ban chỉ đạo gồm những ai?", None),
    ],
)
def test_documents_of_the_archive(archive: Archive, question: str, documents_: set[str] | None) -> None:
    scope = understand(question, archive).scope
    assert names(archive, scope) == documents_
    assert scope.unknown_numbers == scope.unknown_names == ()


@pytest.mark.parametrize(
    ("question", "number", "mentioned_in"),
    [
        ("Chỉ thị 17 yêu cầu gì?", "17/CT-UBND", {"634-CV/QU"}),
        ("Chỉ thị 17/CT-UBND ngày nào?", "17/CT-UBND", {"634-CV/QU"}),
        ("tb 739 tu", "739-TB/TU", {"924-CV/QU"}),
        ("Công điện 15 của ai?", "15/CĐ-UBND", {"164-TB/QU"}),
        ("Quyết định 1103-QĐ/TU", "1103-QĐ/TU", {"06-CT/TU"}),
        ("Công văn 180 của Liên Chiểu", "180-CV/QU", {"100-CV/ĐU"}),
        ("Nghị quyết 68", "68/NQ-CP", {"164-TB/QU"}),
    ],
)
def test_documents_the_archive_only_mentions(
    archive: Archive, question: str, number: str, mentioned_in: set[str]
) -> None:
    scope = understand(question, archive).scope
    assert {r.number for r in scope.references} == {number}
    assert names(archive, scope) == mentioned_in
    assert scope.explicit
    assert scope.unknown_numbers == ()


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Công văn 668-CV/QU do ai ký?", "668-CV/QU"),
        ("Chỉ thị 99 nói gì?", "99"),
        ("quyết định số 12/QĐ-UBND ban hành ngày nào", "12/QĐ-UBND"),
        ("667-CT/TU nói gì?", "667-CT/TU"),
        ("Nghị định 63/2010/NĐ-CP", "63/2010/NĐ-CP"),
        ("nghi quyet 5 noi gi", "5"),
        ("Công văn 06 của Hà Đông", "06"),
        ("Văn bản số 999 nói gì?", "999"),
        # there is a 667, but it is another district's
        ("Công văn 667 của Thanh Xuân do ai ký?", "Công văn 667 của Thanh Xuân"),
    ],
)
def test_numbers_the_archive_does_not_have(archive: Archive, question: str, unknown: str) -> None:
    scope = understand(question, archive).scope
    assert len(scope.unknown_numbers) == 1
    assert unknown in scope.unknown_numbers[0]


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Quận Cầu Giấy phải làm gì?", "Cầu Giấy"),
        ("quận cầu giấy có mấy phường", "cầu giấy"),
        ("quan hoang mai co may phuong", "hoàng mai"),
        ("Phường Láng Hạ tiêm vắc xin khi nào?", "Láng Hạ"),
        ("Ở Đà Nẵng có bao nhiêu ca?", "Đà Nẵng"),
        ("Đồng chí Trần Đức Thắng giữ chức vụ gì?", "Trần Đức Thắng"),
        ("Công ty Phương Nam Phát có được mở cửa không?", "Phương Nam Phát"),
    ],
)
def test_names_the_archive_does_not_have(archive: Archive, question: str, unknown: str) -> None:
    scope = understand(question, archive).scope
    assert any(unknown in name for name in scope.unknown_names), scope.unknown_names


@pytest.mark.parametrize(
    "question",
    [
        "Liên Chiểu yêu cầu khẩn trương làm gì?",
        "Đồng chí Lê Hồng Sơn giữ chức vụ gì?",
        "Bộ Y tế hướng dẫn gì?",
        "Ủy ban Mặt trận Tổ quốc làm gì?",
        "SEA Games 31 phục vụ thế nào?",
        "Tổng Bí thư Nguyễn Phú Trọng kêu gọi gì?",
        "Thủ đô Hà Nội có nguy cơ gì?",
        "Nguyễn Thanh Xuân ký văn bản nào?",
        "Bluezone dùng khi nào?",
    ],
)
def test_names_that_stand_in_the_texts_are_known(archive: Archive, question: str) -> None:
    assert understand(question, archive).scope.unknown_names == ()


def test_person_named_like_a_district_is_a_person(archive: Archive) -> None:
    """``Nguyễn Thanh Xuân`` signed a letter of Hà Đông: the question is not about the district Thanh Xuân."""
    scope = understand("Nguyễn Thanh Xuân ký công văn nào?", archive).scope
    assert names(archive, scope) == {"667-CV/QU"}
    assert scope.names == ()


def test_two_sides_of_a_comparison(archive: Archive) -> None:
    query = understand("Thanh Xuân và Hòa Minh tuyên truyền thế nào?", archive)
    assert [names(archive, group) for group in query.groups] == [{"164-TB/QU"}, {"100-CV/ĐU"}]


def test_document_left_out(archive: Archive) -> None:
    scope = understand("Ngoài công văn 667, công văn 634 của Hà Đông gửi ai?", archive).scope
    assert names(archive, scope) == {"634-CV/QU"}


def test_place_with_a_document_it_carries_out(archive: Archive) -> None:
    """``Hà Đông … theo Chỉ thị 06``: the directive itself, and what of Hà Đông carries it out or copies it."""
    scope = understand("Hà Đông tuyên truyền thế nào theo Chỉ thị 06?", archive).scope
    assert names(archive, scope) == {"06-CT/TU", "667-CV/QU", "26-BS/QU"}


ABSENT = [
    "Quận Cầu Giấy phải làm gì?", "quan cau giay phai lam gi", "Phường Láng Hạ tiêm vắc xin khi nào?",
    "phuong lang ha tiem vac xin khi nao", "Quan Dong Da lap bao nhieu chot kiem soat?",
    "quan dong da lap bao nhieu chot kiem soat",
    "Ở Đà Nẵng có bao nhiêu ca?", "o hai phong co bao nhieu ca", "Tỉnh Bắc Giang chống dịch thế nào?",
    "tinh bac giang chong dich the nao", "huyen gia lam co may chot", "Thành phố Hồ Chí Minh giãn cách từ ngày nào?",
    "TP.HCM giãn cách từ ngày nào?", "tp hcm gian cach tu ngay nao", "Quận uỷ Đống Đa ban hành công văn gì",
    "quan uy dong da ban hanh cong van gi", "UBND quận Nam Từ Liêm chỉ đạo gì", "Quận Nam Tu Liêm chi đạo gì",
    "Bộ Ngoại giao yêu cầu gì?", "bo ngoai giao yeu cau gi", "Sở Du lịch phải làm gì?", "so du lich phai lam gi",
    "Bộ Công Thương đảm bảo hàng hóa thế nào", "Ngân hàng Nhà nước hỗ trợ gì", "Đồng chí Trần Đức Thắng giữ chức vụ gì?",
    "dong chi tran duc thang giu chuc vu gi", "ông Phạm Quang Hiệp ký văn bản nào", "Công ty Phương Nam Phát có được mở cửa không?",
    "Phường Thanh Xuân Bắc lập chốt ở đâu", "phường Hòa Khánh Nam báo cáo ai", "Thị xã Sơn Tây xét nghiệm ra sao",
    "TX Sơn Tây xét nghiệm ra sao", "huyện Đan Phượng", "Phường Mai Dịch", "Hội An có dịch không", "Kiên Giang",
    "tỉnh Thừa Thiên Huế", "Phú Quốc mở cửa du lịch khi nào", "Quận Bình Thạnh", "quận 7 có mấy ca", "an phu chong dich",
    "long biên phải kiện toàn ban chỉ đạo trước ngày nào", "ba dinh giu khoang cach may met", "dong da phai lam gi",
    "hai duong phai lam gi", "o tay ho tu tap toi da bao nhieu nguoi", "thuong tin phai lam gi", "dan phuong phai lam gi",
    "Huế phải làm gì?", "hue phai lam gi", "huế giữ khoảng cách mấy mét", "vũ quang phải làm gì", "ai là bí thư long biên",
    "huyen luc ngan phai lam gi", "ở gio linh tụ tập tối đa bao nhiêu người", "krông pắc phải làm gì", "hòa bình phải làm gì",
    "Chủ tịch Hồ Chí Minh nói gì",
]  # fmt: skip
PRESENT = [
    "Hà Đông phải làm gì?", "ha dong phai lam gi", "Hà Dông phải làm gì", "Q. Hà Đông", "UBND quận Hà Đông", "quận hđ làm gì",
    "Thanh Xuan tạm dừng gì", "thanh xuan tam dung gi", "quan hai ba trung co may phuong", "Hoà Minh báo cáo ai",
    "phuong hoa minh bao cao ai", "Quận uy Liên Chieu ra công van 180-CV/QU ngày mấy?", "lien chieu yeu cau gi",
    "dong chi le hong son giu chuc vu gi", "bo y te huong dan gi", "Bo Y tế huong dan gi", "ket luan cua Bo Chính tri ra ngay nào",
    "cac cơ so y tế phải làm gì", "thanh pho ha noi", "Thành ủy chỉ đạo gì", "nguyen thanh xuan ky van ban nao",
    "đồng chí Đinh Tiến Dũng ký gì", "Ban Chỉ đạo phòng chống dịch gồm ai", "Chánh Văn phòng Quận ủy", "Đoàn Thanh niên làm gì",
    "Công an quận kiểm tra gì", "Người dân hòa mình vào lễ hội", "so tay ho tro nguoi dan", "xa hoi an toan the nao",
    "co quan dong da nguoi", "can bo cong chuc lam viec o nha", "Bí thư Thành ủy Đinh Tiến Dũng", "Ai Ký Công Văn 924",
    "Phường Hòa Minh Phải Làm Gì", "bi thu quan uy thanh xuan nam 2021 la ai?", "Quận ủy Thanh Xuân nam 2021",
    "bình tân dược", "thai binh thuong", "nhà ở hoà bình thân thiện", "hai duong ong",
    "đạo đức cơ bản là gì", "bo ba dinh huong nao", "gia dinh phai lam gi", "do luong than nhiet the nao", "bà huế ký gì",
    "trong chong dich nguoi dan duoc vi la gi", "anh thanh hà ký gì", "cách ly ở hòa bình xanh",
]  # fmt: skip


@pytest.mark.parametrize("question", ABSENT)
def test_what_is_absent_is_missed(archive: Archive, question: str) -> None:
    assert understand(question, archive).scope.unknown_names != ()


@pytest.mark.parametrize("question", PRESENT)
def test_what_is_there_or_no_name_is_not_missed(archive: Archive, question: str) -> None:
    scope = understand(question, archive).scope
    assert scope.unknown_names == scope.unknown_numbers == ()


@pytest.mark.parametrize(
    ("question", "kept", "left"),
    [
        (
            "Hà Nội cách ly thế nào?",
            "634-CV/QU",
            "100-CV/ĐU",
        ),  # the city's districts are in it, another city's ward is not
        ("Hà Đông xét nghiệm thế nào?", "667-CV/QU", "164-TB/QU"),
        ("Chỉ thị 06 ban hành ngày nào?", "06-CT/TU", "924-CV/QU"),
    ],
)
def test_what_is_searched_beside(archive: Archive, question: str, kept: str, left: str) -> None:
    found = scoped(understand(question, archive).scope, archive)
    assert found is not None
    numbers = {archive.directives[clause.directive].name for clause in archive.clauses(found.tolist())}
    assert kept in numbers
    assert left not in numbers


def test_clauses_that_mention_the_document_asked_about_are_searched(archive: Archive) -> None:
    """The date of a directive stands as often in the letter that carries it out as in its own header."""
    scope = understand("Chỉ thị số 06-CT/TU ban hành ngày nào?", archive).scope
    spoken = archive.clauses(scope.mention)
    assert any("06-CT/TU ngày 01/9/2021" in clause.text for clause in spoken)
    assert not {clause.directive for clause in spoken} & set(scope.directives or ())


@pytest.mark.parametrize("question", ["Quan Dong Da co may phuong", "o ha noi", "xa hoi", "", "Phường LANG HA"])
def test_names_of_places_keep_every_letter(archive: Archive, question: str) -> None:
    named = name_places(question, question, archive)
    assert fold(named) == fold(question)
    assert [c.isupper() for c in named] == [c.isupper() for c in question]
