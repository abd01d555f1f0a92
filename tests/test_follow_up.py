"""Questions that go on from earlier ones: rewritten with what those settle and nothing more, or left as they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from rag.ask import ask, understand
from rag.question import backward
from rag.types import Query, Repair, Retrieval

AS_TYPED = Retrieval(repair=False, restore=False)


def follow(archive: Archive, question: str, *history: str) -> Query:
    return understand(question, archive, history, AS_TYPED)


@pytest.mark.parametrize(
    ("history", "question", "text"),
    [
        # about something else of the same sort
        (["Hà Đông xét nghiệm thế nào?"], "Còn Hòa Minh thì sao?", "Hòa Minh xét nghiệm thế nào?"),
        (["ha dong xet nghiem the nao"], "con hoa minh thi sao", "hoa minh xet nghiem the nao"),
        (["Quận Hai Bà Trưng có mấy phường?"], "Thế Thanh Xuân?", "Thanh Xuân có mấy phường?"),
        (["Quận Hai Bà Trưng có mấy phường?", "Còn Hòa Minh?"], "Còn Thanh Xuân?", "Thanh Xuân có mấy phường?"),
        (["Ai ký công văn 634?", "Còn công văn 667?"], "Thế còn công văn 924?", "Ai ký công văn 924?"),
        (["Ai ký công văn 924 của Hai Bà Trưng?"], "Còn công văn 667 của Hà Đông?", "Ai ký công văn 667 của Hà Đông?"),
        # the number is Hà Đông's, not the other district's
        (["Công văn 667 của Hà Đông nói gì về xét nghiệm?"], "Còn Thanh Xuân?", "Công văn của Thanh Xuân nói gì về xét nghiệm?"),
        (["Công văn 667 giao Đảng ủy các phường những việc gì?"], "Thế còn các Đoàn kiểm tra?",
         "Công văn 667 giao các Đoàn kiểm tra những việc gì?"),
        (["Nơi nguy cơ rất cao mấy ngày xét nghiệm một lần?"], "Còn nơi nguy cơ cao thì sao?",
         "Nơi nguy cơ cao mấy ngày xét nghiệm một lần?"),
        (["Hà Đông xét nghiệm thế nào?"], "Ở quận khác thì sao?", "quận khác (không phải Hà Đông) xét nghiệm thế nào?"),
        (["Hà Đông xét nghiệm thế nào?"], "Còn Cầu Giấy thì sao?", "Cầu Giấy xét nghiệm thế nào?"),
        # whom the last answer named
        (["Ai chủ trì hội nghị của Thường trực Quận ủy Thanh Xuân?"], "Bên Hội đồng nhân dân người này giữ chức gì?",
         "Bên Hội đồng nhân dân Nguyễn Việt Hà giữ chức gì?"),
        (["Ai chủ trì hội nghị của Thường trực Quận ủy Thanh Xuân?"], "Đồng chí đó giữ chức gì ở HĐND?",
         "Đồng chí Nguyễn Việt Hà giữ chức gì ở HĐND?"),
        # another clause of the same document
        (["Mục 2 công văn 667 nói gì?"], "còn mục 3?", "mục 3 công văn 667 nói gì?"),
        (["Mục 2 công văn 667 nói gì?"], "còn điểm 1?", "điểm 1 Mục 2 công văn 667 nói gì?"),
        (["Công văn 667 ban hành ngày nào?"], "Thế mục 3 nói gì?", "Mục 3 Công văn 667 nói gì?"),
        (["Điều 2 nói gì?"], "khoản 3?", "khoản 3 Điều 2 nói gì?"),
        (["Công văn 667 nói gì?"], "mục 2?", "Mục 2 Công văn 667 nói gì?"),
        (["Công văn 667 nói gì?", "mục 2?"], "Thế điểm 1 thì sao?", "điểm 1 Mục 2 Công văn 667 nói gì?"),
        # a thing of the same kind
        (["Học phí trung học phổ thông ở nông thôn là bao nhiêu?"], "còn trung học cơ sở?",
         "Học phí trung học cơ sở ở nông thôn là bao nhiêu?"),
        (["Học phí tiểu học ở nông thôn là bao nhiêu?"], "Còn ở thành thị?", "Học phí tiểu học ở thành thị là bao nhiêu?"),
        (["Trẻ sinh năm nào được vào lớp 6?"], "Còn lớp 1?", "Trẻ sinh năm nào được vào lớp 1?"),
        (["Hộ cận nghèo được giảm bao nhiêu?"], "Còn hộ nghèo?", "Hộ nghèo được giảm bao nhiêu?"),
        (["Hộ nghèo được giảm bao nhiêu?"], "Còn hộ cận nghèo?", "Hộ cận nghèo được giảm bao nhiêu?"),
        (["Hà Đông xét nghiệm thế nào?"], "Thanh Xuân thì sao?", "Thanh Xuân xét nghiệm thế nào?"),
        (["Hà Đông xét nghiệm thế nào?"], "con Hòa Minh thì sao", "Hòa Minh xét nghiệm thế nào?"),
        # a field of a document, and nothing else
        (["Ai ký Chỉ thị 06-CT/TU?"], "Chức vụ gì?", "Người ký Chỉ thị 06-CT/TU giữ chức vụ gì?"),
        (["Ai ký Chỉ thị 06-CT/TU?"], "Ông ấy giữ chức gì?", "Người ký Chỉ thị 06-CT/TU giữ chức vụ gì?"),
        (["ai ky cv 667"], "chuc vu gi", "Nguoi ky cv 667 giu chuc vu gi?"),
        (["Ai ký Chỉ thị 06-CT/TU?"], "Ngày nào?", "Chỉ thị 06-CT/TU ban hành ngày nào?"),
        (["Công văn 667 nói gì?"], "Ban hành ngày nào?", "Công văn 667 ban hành ngày nào?"),
        (["Ai ký Chỉ thị 06?", "Còn công văn 667?"], "ngày ban hành?", "Công văn 667 ban hành ngày nào?"),
        (["Thanh Xuân có mấy phường?"], "Ai là bí thư ở đó?", "Ai là bí thư ở Thanh Xuân?"),
        (["Hà Đông phải kiện toàn Ban Chỉ đạo trước ngày nào?"], "Ai chủ trì việc đó?",
         "Ai chủ trì việc đó (667-CV/QU Hà Đông phải kiện toàn Ban Chỉ đạo)?"),
        # pointing at a document
        (["Công văn 634 nói gì?"], "Ai ký công văn đó?", "Ai ký Công văn 634?"),
        (["Công văn 924 ai ký?"], "Nó gửi cho ai?", "Công văn 924 gửi cho ai?"),
        (["cong van 924 ai ky"], "no gui cho ai", "Cong van 924 gui cho ai"),
        (["Công văn 100 nói gì?"], "Văn bản này thực hiện công văn nào?", "Công văn 100 thực hiện công văn nào?"),
        (["Công văn 999 nói gì?"], "Văn bản đó do ai ký?", "Công văn 999 do ai ký?"),
        (["Công văn 924 giao quận chuẩn bị gì?", "Có bao nhiêu người được tiêm?"], "Văn bản đó ai ký?", "Công văn 924 ai ký?"),
        # pointing at something else, or saying next to nothing
        (["Công văn 924 giao Trung tâm Y tế làm gì?"], "Cơ quan nào phối hợp?",
         "Cơ quan nào phối hợp (Công văn 924 giao Trung tâm Y tế)?"),
        (["Công văn 667 yêu cầu kiện toàn Ban Chỉ đạo thế nào?"], "Bao giờ xong?",
         "Bao giờ xong (Công văn 667 yêu cầu kiện toàn Ban Chỉ đạo)?"),
        (["cong van 667 yeu cau kien toan ban chi dao the nao"], "bao gio xong",
         "bao gio xong (cong van 667 yeu cau kien toan ban chi dao)?"),
        (["Công văn 667 giao Đảng ủy các phường những việc gì?"], "Họ phải làm gì?",
         "Họ phải làm gì (Công văn 667 giao Đảng ủy các phường)?"),
        (["Thông báo 164 nói gì?"], "Ai ký?", "Ai ký Thông báo 164?"),
        (["Ai ký công văn 924?"], "Thế ngày nào?", "Công văn 924 ban hành ngày nào?"),
        (["Chỉ thị 06 yêu cầu kiểm soát người vào Thành phố thế nào?"], "Nếu ai cố tình vi phạm thì sao?",
         "Nếu ai cố tình vi phạm thì sao (Chỉ thị 06)?"),
        (["Học kỳ I ở tỉnh Tuyên Quang bắt đầu từ hôm nào?"], "Vậy học kỳ đó phải xong trước ngày nào?",
         "Học kỳ I ở tỉnh Tuyên Quang phải xong trước ngày nào?"),
        (["Chân giả tháo khớp hông được cấp bao nhiêu tiền?"], "Thế mấy năm mới được cấp một lần?",
         "Mấy năm mới được cấp một lần (Chân giả tháo khớp hông)?"),
    ],
)  # fmt: skip
def test_rewritten(archive: Archive, history: list[str], question: str, text: str) -> None:
    query = follow(archive, question, *history)
    assert query.text == text
    assert query.asked == question
    assert [change.repair for change in query.changes] == [Repair.FOLLOW_UP]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Ai ký công văn đó?", "Ai ký công văn 667-CV/QU?"),
        ("Thế mục 3 nói gì?", "Mục 3 văn bản 667-CV/QU nói gì?"),
        ("Ban hành ngày nào?", "Văn bản 667-CV/QU ban hành ngày nào?"),
    ],
)
def test_the_document_that_the_answer_cited_is_meant(archive: Archive, question: str, text: str) -> None:
    before = ["Hà Đông phải kiện toàn Ban Chỉ đạo phòng, chống dịch trước ngày nào?"]
    assert ask(before[0], archive).citations[0].document == "667-CV/QU"
    assert follow(archive, question, *before).text == text


@pytest.mark.parametrize(
    ("history", "question"),
    [
        (["Công văn 634 ai ký?"], "Chức vụ gì thì được miễn cách ly?"),
        (["Công văn 667 nói gì?"], "Người dân phải hoàn thành khai báo ngày nào?"),
        ([], "Ai ký công văn đó?"),
        (["Công văn 634 ai ký?"], "Phường Hòa Minh phải làm gì?"),
        (["Công văn 634 ai ký?"], "Công văn 924 gửi ai?"),
        (["Công văn 634 ai ký?"], "Hồ sơ hưởng trợ cấp nộp thế nào?"),
        (["Công văn 634 ai ký?"], "Học sinh được nghỉ học không?"),
        (["Công văn 634 ai ký?"], "Thế nào là F1?"),
        # "người đó" is whom the question itself asks for
        (["Công văn 634 ai ký?"], "Ai chủ trì hội nghị phòng chống dịch và người đó giữ chức gì?"),
        (["Công văn 634 ai ký?"], "Đơn vị nào trực chốt kiểm soát, đơn vị đó báo cáo ai?"),
        (["Công văn 634 ai ký?"], "Con liệt sĩ được hưởng gì?"),  # a child, not "còn"
        (["cong van 634 ai ky"], "con liet si duoc huong gi"),
        (["Công văn 634 ai ký?"], "Kho có những văn bản nào?"),
        (["Công văn 634 ai ký?"], "Liệt kê các văn bản trong kho"),
        (["Công văn 634 ai ký?"], "Cảm ơn"),
        (["Công văn 634 ai ký?"], "ok"),
    ],
)
def test_a_question_that_stands_by_itself_is_left_alone(archive: Archive, history: list[str], question: str) -> None:
    query = follow(archive, question, *history)
    assert query.text == question
    assert query.changes == ()


def test_a_document_that_an_earlier_answer_named(archive: Archive) -> None:
    """Which document it is the first question does not say; its answer does."""
    query = follow(
        archive, "Công điện ấy đề ngày nào?", "Thông báo 164 dẫn công điện số mấy của Chủ tịch UBND Thành phố?"
    )
    assert query.text == "Công điện 15/CĐ-UBND đề ngày nào?"


def test_other_places_leave_the_named_one_out(archive: Archive) -> None:
    scope = follow(archive, "Ở quận khác thì sao?", "Hà Đông xét nghiệm thế nào?").scope
    kept = {archive.directives[i].name for i in scope.directives or ()}
    assert "667-CV/QU" not in kept
    assert {"164-TB/QU", "924-CV/QU"} <= kept


def test_a_missing_document_stays_missing(archive: Archive) -> None:
    assert follow(archive, "Văn bản đó gửi ai?", "Công văn 999 do ai ký?").scope.unknown_numbers


_SAID = st.sampled_from(
    [
        "Ai ký công văn 634?", "Còn Hòa Minh thì sao?", "Nó gửi ai?", "còn điểm 2?", "Bao giờ xong?", "ok", "?!", "Thế còn",
        "Vậy thì sao", "ở quận khác thì sao", "Họ là ai?", "thế mục 3?", "(", "Công văn 667 của Hà Đông nói gì?", "con", "vay",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(history=st.lists(_SAID | st.text(max_size=20), max_size=5), question=_SAID)
def test_any_conversation_is_understood(archive: Archive, history: list[str], question: str) -> None:
    """No turn fails, and what is rewritten stays a question of reasonable length."""
    if not any(char.isalnum() for char in question):
        return
    query = follow(archive, question, *history)
    assert query.text.strip()
    assert len(query.text) <= len(question) + 3 * sum(map(len, history)) + 60


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Thế mục 3 nói gì?", True),
        ("Vậy còn tài sản?", True),
        ("Thế nào là F1?", False),
        ("Thế giới có bao nhiêu ca?", False),
        ("Thể thao được tổ chức không?", False),
        ("vay con tai san", True),
    ],
)
def test_openings(text: str, opening: bool) -> None:
    assert backward.opens(text) is opening
