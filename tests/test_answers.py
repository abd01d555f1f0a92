"""Questions over the sample archive, with the bundled encoder: what is said, and where it stands."""

from dataclasses import dataclass

import pytest

from index.archive import Archive
from index.text import fold
from rag.ask import ask, search
from rag.types import Answer, Reason

# The addresses of a document's own fields.
SIGNATURE, DATE_LINE, NUMBER_LINE, SUBJECT, TITLE = (
    "chữ ký",
    "địa danh, ngày tháng",
    "số, ký hiệu",
    "trích yếu",
    "tiêu đề",
)


@dataclass(frozen=True, slots=True)
class Case:
    """``says``: strings that all occur in the answer (``|`` between spellings); ``cites``: ``number: address``, one is cited."""

    question: str
    says: tuple[str, ...]
    cites: tuple[str, ...]
    history: tuple[str, ...] = ()


def case(question: str, says: str | tuple[str, ...], *cites: str, history: tuple[str, ...] = ()) -> Case:
    return Case(question, (says,) if isinstance(says, str) else says, cites, history)


CASES = [
    # dates and times
    case("Hạn chót để quận Hà Đông xong việc kiện toàn Ban Chỉ đạo là hôm nào?", "04/9/2021",
         "667-CV/QU: mục 2, điểm (1), gạch đầu dòng 1", "667-CV/QU: mục 2, điểm (2), gạch đầu dòng 2"),
    case("Cách ly toàn xã hội bắt đầu lúc mấy giờ?", "06h00", "634-CV/QU: mục 2, điểm (1)"),
    case("Thông báo 739-TB/TU của Thường trực Thành ủy đề ngày nào?", "20/4/2022",
         f"924-CV/QU: {SUBJECT}", "924-CV/QU: đoạn mở đầu"),
    case("Công văn 924 ký hôm nào?", "25/4/2022", f"924-CV/QU: {DATE_LINE}"),
    case("Quyết định 477-QĐ/QU có từ khi nào?", "02/02/2021", "164-TB/QU: mục 8"),
    # numbers
    case("Phải có sẵn trên bao nhiêu chỗ cách ly cho F1?", "100.000", "06-CT/TU: mục 4, đoạn 3"),
    case("Khu vực nguy cơ cao mấy ngày lấy mẫu một lần?", "5-7 ngày", "06-CT/TU: mục 4"),
    case("Thanh Xuân cấm tụ tập quá bao nhiêu người?", "05 người|5 người", "164-TB/QU: mục 6, đoạn 2"),
    case("Cơ quan ở Thanh Xuân được bố trí không quá bao nhiêu cán bộ?", "1/2", "164-TB/QU: mục 2, gạch đầu dòng 1"),
    case("Đảng ủy, UBND bao nhiêu phường được công văn 924 kính gửi?", "18", "924-CV/QU: kính gửi"),
    case("Cách ly toàn xã hội trong mấy ngày?", "15 ngày", "634-CV/QU: mục 2, điểm (1)"),
    # people and bodies
    case("Người ký Chỉ thị 06-CT/TU là ai?", "Đinh Tiến Dũng", f"06-CT/TU: {SIGNATURE}"),
    case("Chỉ thị 06 được ký với chức danh gì?", "Bí thư", f"06-CT/TU: {SIGNATURE}"),
    case("Ai là người ký thông báo số 164?", "Nguyễn Kim Sơn", f"164-TB/QU: {SIGNATURE}"),
    case("Trịnh Xuân Cường ký văn bản nào?", "924-CV/QU", f"924-CV/QU: {SIGNATURE}"),
    case("Hội nghị ngày 19/7/2021 của Thanh Xuân do đồng chí nào chủ trì?", "Nguyễn Việt Hà", "164-TB/QU: đoạn mở đầu"),
    case("Ở cấp quận, ai làm Trưởng ban chỉ đạo phòng chống dịch theo công văn 667?", "Bí thư Quận uỷ|Bí thư Quận ủy",
         "667-CV/QU: mục 2, điểm (1), gạch đầu dòng 1"),
    case("Ban nào của Hà Đông theo dõi tình hình nhân dân?", "Ban Dân vận", "634-CV/QU: mục 2, điểm (2), gạch đầu dòng 6"),
    case("Cơ quan nào ở Hòa Minh kiểm tra, giám sát các đơn vị?", "Ủy ban Kiểm tra", "100-CV/ĐU: mục 5"),
    case("Công văn 100 do cơ quan nào ban hành?", "Đảng ủy phường Hòa Minh", "100-CV/ĐU: đoạn mở đầu"),
    case("Thanh Xuân phối hợp với sở nào để lưu thông hàng hóa?", "Sở Công Thương", "164-TB/QU: mục 2, gạch đầu dòng 2"),
    case("Ai phê duyệt phương án cho vùng xanh?", ("Bí thư cấp ủy", "Chủ tịch UBND"), "06-CT/TU: mục 3"),
    case("Lê Hồng Sơn là ai?", "Phó Chủ tịch thường trực UBND thành phố Hà Nội", "634-CV/QU: mục 1"),
    # documents named
    case("Công văn 100-CV/ĐU thực hiện công văn nào?", "180-CV/QU", "100-CV/ĐU: đoạn mở đầu"),
    case("Đoàn kiểm tra của Hà Đông lập theo quyết định số mấy?", "679-QĐ/QU", "667-CV/QU: mục 2, điểm (4)"),
    case("Thanh Xuân hỗ trợ người lao động theo nghị quyết nào?", "68/NQ-CP", "164-TB/QU: mục 7"),
    case("Công văn 924-CV/QU thực hiện thông báo nào?", "739-TB/TU", "924-CV/QU: đoạn mở đầu", "924-CV/QU: trích yếu"),
    # fields
    case("Công văn 634 kính gửi những nơi nào?", ("Ủy ban nhân dân Quận", "Đảng ủy các phường"), "634-CV/QU: kính gửi"),
    case("Nơi nhận của công văn 100 là những đâu?", ("Như kính gửi", "Lưu VP/ĐU"), "100-CV/ĐU: nơi nhận"),
    case("Trích yếu của công văn 100-CV/ĐU?", "phòng, chống dịch COVID-19", f"100-CV/ĐU: {SUBJECT}"),
    case("Thông báo kết luận của Thanh Xuân mang số hiệu gì?", "164-TB/QU", f"164-TB/QU: {NUMBER_LINE}"),
    case("26-BS/QU thuộc loại văn bản gì?", "Sao lục", f"26-BS/QU: {TITLE}"),
    case("Hà Đông có mấy văn bản trong kho?", ("667-CV/QU", "634-CV/QU", "26-BS/QU"), f"667-CV/QU: {NUMBER_LINE}"),
    # yes or no
    case("Thanh Xuân có tiếp công dân trực tiếp không?", "Không", "164-TB/QU: mục 5"),
    case("Cán bộ Hà Đông có phải mở điện thoại suốt ngày đêm không?", ("Có", "24/24h"),
         "634-CV/QU: mục 2, điểm (2), gạch đầu dòng 3"),
    case("Theo công văn 100, người dân có được chủ quan không?", "Không", "100-CV/ĐU: mục 4"),
    # what to do, why, when
    case("Hòa Minh phải làm gì với các Tổ covid cộng đồng?", "phát huy hiệu quả hoạt động", "100-CV/ĐU: mục 2"),
    case("Văn phòng Quận uỷ Hà Đông xử lý văn bản theo chỉ đạo của ai?", "Thường trực Quận uỷ|Thường trực Quận ủy",
         "634-CV/QU: mục 2, điểm (2), gạch đầu dòng 7"),
    case("Vùng xanh được tổ chức những gì theo Chỉ thị 06?", "sản xuất, kinh doanh", "06-CT/TU: mục 3"),
    case("Hai Bà Trưng tuyên truyền bằng những hình thức nào?", "loa truyền thanh", "924-CV/QU: mục 1"),
    case("Người dân khai báo y tế trên trang web nào?", "www.tokhaiyte.vn", "164-TB/QU: mục 6, đoạn 2"),
    case("Trong trường hợp nào người dân được ra ngoài theo Chỉ thị 17?", "cấp cứu", "634-CV/QU: mục 2, điểm (1)"),
    case("Xét nghiệm diện rộng nhằm mục đích gì?", "F0", "06-CT/TU: mục 4", "667-CV/QU: mục 2, điểm (1), gạch đầu dòng 4"),
    case("Mục 3 của công văn 924 nói gì?", "SEA Games 31", "924-CV/QU: mục 3"),
    case("Điểm (3) mục 2 công văn 667 giao ai điều phối an sinh xã hội?", "Mặt trận Tổ quốc", "667-CV/QU: mục 2, điểm (3)"),
    case("Tóm tắt công văn 100-CV/ĐU", "phòng, chống dịch", "100-CV/ĐU: trích yếu"),
    # without diacritics
    case("ai ky cong van 667", "Nguyễn Thanh Xuân", f"667-CV/QU: {SIGNATURE}"),
    case("cach ly toan xa hoi may ngay", "15 ngày", "634-CV/QU: mục 2, điểm (1)"),
    case("ha noi can chuan bi bao nhieu giuong dieu tri", "20.000|30.000", "06-CT/TU: mục 4, đoạn 3"),
    case("cong van 924 de ngay nao", "25/4/2022", f"924-CV/QU: {DATE_LINE}"),
    case("thanh xuan tam dung doan thanh tra nao", "chưa cần thiết", "164-TB/QU: mục 5"),
    case("so nao phoi hop luu thong hang hoa voi thanh xuan", "Sở Công Thương", "164-TB/QU: mục 2, gạch đầu dòng 2"),
    # chat spelling, NFD
    case("cv 924 ai kí v", "Trịnh Xuân Cường", f"924-CV/QU: {SIGNATURE}"),
    case("hbt tiêm vx cho trẻ em từ mấy tuổi", "5", "924-CV/QU: mục 1", "924-CV/QU: mục 2, đoạn 2"),
    case("Ai ky\u0301 công va\u0306n 634?", "Nguyễn Văn Trường", f"634-CV/QU: {SIGNATURE}"),
    # follow-ups
    case("Văn bản đó gửi cho ai?", "Đảng ủy các phường", "634-CV/QU: kính gửi", history=("Ai ký công văn 634-CV/QU?",)),
    case("Còn Hai Bà Trưng?", "18", "924-CV/QU: kính gửi", history=("Thanh Xuân có bao nhiêu phường?",)),
    case("Thế còn công văn 100 thì sao?", "Đặng Công Chúng", f"100-CV/ĐU: {SIGNATURE}", history=("Công văn 667 ai ký?",)),
    case("Nó được ký ngày nào?", "19/7/2021", f"100-CV/ĐU: {DATE_LINE}", history=("Công văn 100 do ai ký?",)),
    # side by side
    case("Công văn 634 và công văn 924 do ai ký?", ("Nguyễn Văn Trường", "Trịnh Xuân Cường"), f"634-CV/QU: {SIGNATURE}"),
]  # fmt: skip

ABSTENTIONS = [
    ("Công văn 777-CV/QU gửi cho ai?", Reason.NO_DOCUMENT, "777-CV/QU"),
    ("Chỉ thị số 88 nói gì về cách ly?", Reason.NO_DOCUMENT, "88"),
    ("quyet dinh 1234/qd-ubnd ngay nao", Reason.NO_DOCUMENT, "1234"),
    ("Quận Long Biên tiêm vắc xin cho ai?", Reason.NO_NAME, "Long Biên"),
    ("Phường Dịch Vọng có mấy chốt?", Reason.NO_NAME, "Dịch Vọng"),
    ("quan tay ho kien toan truoc ngay nao", Reason.NO_NAME, "tây hồ"),
    ("Đồng chí Phạm Quang Huy ký văn bản nào?", Reason.NO_NAME, "Phạm Quang Huy"),
    ("Xin chào!", Reason.NOT_A_QUESTION, ""),
    ("cảm ơn bạn", Reason.NOT_A_QUESTION, ""),
    ("Theo bạn quận nào chống dịch giỏi nhất?", Reason.OPINION, ""),
    ("Hôm nay trời có mưa không?", Reason.OUT_OF_ARCHIVE, ""),
]
UNSTATED = [
    "Thông báo 164-TB/QU được ký ngày nào?",
    "Số điện thoại của Trạm y tế phường Hòa Minh?",
    "Công văn 667 giao bao nhiêu kinh phí cho các chốt?",
    "Nguyễn Kim Sơn sinh năm bao nhiêu?",
    "Giá xăng tháng này bao nhiêu một lít?",
    "Cách nấu phở bò thế nào?",
    "Hai Bà Trưng cách ly bao nhiêu người?",
    "Kế hoạch số 51-KH/QU đề ngày nào?",
    "Ai ký công văn 180-CV/QU?",
    "Chỉ thị 06 có hiệu lực từ ngày nào?",
    "Mục 9 chỉ thị 06 nói gì?",
]


def shown(answer: Answer) -> str:
    cited = "; ".join(f"{c.document}: {c.address}" for c in answer.citations)
    return f"{answer.text!r} ({answer.reason}) cites {cited}"


def holds(archive: Archive, answer: Answer) -> None:
    """What every answer owes: verified quotations, an answer no longer than promised."""
    assert len(answer.text) <= 900
    for one in answer.citations:
        assert one.verified
        assert archive.source(one.file).text[one.span.start : one.span.end] == one.quote


@pytest.mark.parametrize("asked", CASES, ids=[c.question for c in CASES])
def test_answer(sample: Archive, asked: Case) -> None:
    answer = ask(asked.question, sample, asked.history)
    for said in asked.says:
        assert any(spelling in answer.text for spelling in said.split("|")), shown(answer)
    assert {f"{c.document}: {c.address}" for c in answer.citations} & set(asked.cites), shown(answer)
    holds(sample, answer)


@pytest.mark.parametrize(("question", "reason", "named"), ABSTENTIONS)
def test_abstention(sample: Archive, question: str, reason: Reason, named: str) -> None:
    answer = ask(question, sample)
    assert answer.abstained, shown(answer)
    assert answer.reason is reason
    assert answer.text == ""
    assert answer.citations == ()
    assert fold(named) in fold(answer.explanation)
    assert named in ask(question, sample, lang="en").explanation


@pytest.mark.parametrize("question", UNSTATED)
def test_what_no_document_states(sample: Archive, question: str) -> None:
    answer = ask(question, sample)
    assert answer.abstained, shown(answer)
    assert answer.reason in (Reason.NOT_STATED, Reason.OUT_OF_ARCHIVE)
    assert answer.explanation


def test_yes_or_no_begins_with_the_word(sample: Archive) -> None:
    for question in (
        "Thanh Xuân có tạm dừng các đoàn kiểm tra chưa cần thiết không?",
        "Hà Đông có được để lọt người từ vùng dịch không?",
    ):
        assert ask(question, sample).text.startswith(("Có", "Không"))


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("Gạch đầu dòng 4 điểm (1) mục 2 công văn 667?", "667-CV/QU: mục 2, điểm (1), gạch đầu dòng 4"),
        ("gach dau dong 2, diem (2), muc 2 cong van 634", "634-CV/QU: mục 2, điểm (2), gạch đầu dòng 2"),
        ("Mục 3 công văn 667-CV/QU nói gì?", "667-CV/QU: mục 3"),
        ("Điểm 4 mục 2 của công văn 667 quy định gì?", "667-CV/QU: mục 2, điểm (4)"),
    ],
)
def test_clause_asked_for_by_its_address(sample: Archive, question: str, address: str) -> None:
    answer = ask(question, sample)
    assert {f"{c.document}: {c.address}" for c in answer.citations} == {address}, shown(answer)


def test_number_of_a_document_is_said_once(sample: Archive) -> None:
    said = ask("Đồng chí Nguyễn Thanh Xuân ký văn bản số mấy của Quận ủy Hà Đông?", sample).text
    assert said.count("667-CV/QU") == said.count("634-CV/QU") == 1, said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Công văn 667 và công văn 634 ban hành ngày nào?", ("02/9/2021", "24/7/2021")),
        ("Công văn 667 ban hành ngày nào và công văn 634 ban hành ngày nào?", ("02/9/2021", "24/7/2021")),
        ("Chỉ thị kêu gọi người dân số mấy?", ("CT/TU",)),
    ],
)
def test_documents_named_together_keep_their_own_fields(sample: Archive, question: str, said: tuple[str, ...]) -> None:
    text = ask(question, sample).text
    assert all(one in text for one in said), text


def test_nearest_documents_are_named_with_an_abstention(sample: Archive) -> None:
    answer = ask("Công văn 668-CV/QU nói gì về xét nghiệm diện rộng?", sample)
    assert answer.abstained
    assert {d.name for d in answer.nearest} & {"667-CV/QU", "06-CT/TU"}
    assert answer.nearest[0].name in answer.explanation


def test_same_answer_however_it_is_typed(sample: Archive) -> None:
    import unicodedata

    question = "Người ký Chỉ thị 06-CT/TU là ai?"
    forms = [
        question,
        question.upper(),
        unicodedata.normalize("NFD", question),
        f"  {question}\n",
        question.rstrip("?"),
    ]
    assert {ask(form, sample).text for form in forms} == {"Đinh Tiến Dũng"}


def test_same_answer_twice(sample: Archive) -> None:
    question = "Hà Nội cần bao nhiêu giường điều trị?"
    first, again = ask(question, sample), ask(question, sample)
    assert (first.text, first.citations, first.confidence) == (again.text, again.citations, again.confidence)


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("kiện toàn Ban Chỉ đạo quận, hoàn thành trước ngày 04/9", "667-CV/QU: mục 2, điểm (1), gạch đầu dòng 1"),
        ("giường cho các cơ sở thu dung, điều trị", "06-CT/TU: mục 4, đoạn 3"),
        ("tiem vac xin cho tre em", "924-CV/QU: mục 2, đoạn 2"),
        ("mở máy điện thoại 24/24h", "634-CV/QU: mục 2, điểm (2), gạch đầu dòng 3"),
    ],
)
def test_search(sample: Archive, question: str, address: str) -> None:
    hits = search(question, sample, top=5).hits
    assert len(hits) == 5
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    found = [f"{sample.directives[h.clause.directive].name}: {h.clause.address}" for h in hits]
    assert address in found[:2], found
