"""What the chat shows, without a browser: escaping, highlights, lists, sessions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.errors import InputError
from index.parse import parse
from index.types import Clause, Directive, Parsed, Place, Source, Span
from rag.ask import ask
from rag.types import Answer, Change, Citation, Reason, Repair, Statement
from ui import show, source
from ui.markup import Highlight, escape, passage, readable
from ui.page import EXAMPLES, LIMIT, REMEMBERED, Page, Session, Turn, examples
from ui.sample import documents
from ui.sample import examples as suggested
from ui.say import Say
from ui.understood import absent, differs, understood
from ui.words import EN, VI

LETTER = """QUẬN ỦY HÀ ĐÔNG

Số 12 - CV/QU

*Về việc <b>họp</b> & "tập huấn"*

Hà Đông, ngày 02 tháng 9 năm 2021

Kính gửi:

- **Các phường,**
- <script>alert(1)</script>

1. Các phường báo cáo theo

mẫu trước ngày **04/9/2021**; gửi về <img src=x onerror=alert(2)> Quận ủy.

2. Văn phòng theo dõi (*) và nhân 2*3.

Nơi nhận:

- Như kính gửi,
- Lưu VP.

Nguyễn Văn A
"""


class Seen(HTMLParser):
    """What a browser would make of HTML: its text, the text in <mark>, the names of its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = self.marked = self.here = self.visible = ""
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self._open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if ("i", "td-sign") not in self._open:
            self.visible += data
        if any(tag == "mark" for tag, _ in self._open):
            self.marked += data
        if any(tag == "mark" and "td-here" in names for tag, names in self._open):
            self.here += data


class Shelf:
    """As much of an archive as the page needs, holding one text."""

    def __init__(self, text: str = LETTER) -> None:
        self.text = Source("thư.txt", text, "")
        self.parsed: Parsed = parse(self.text)
        self.directives = self.parsed.directives

    def places(self, file: str) -> tuple[Place, ...]:
        return ()

    def source(self, file: str) -> Source:
        return self.text

    def clauses_of(self, directive: int) -> list[Clause]:
        return [clause for clause in self.parsed.clauses if clause.directive == directive]


def cited(quote: str, shelf: Shelf) -> Citation:
    """A citation of these words of the letter."""
    start = shelf.text.text.index(quote)
    clause = next(one for one in shelf.parsed.clauses if one.start <= start < one.end)
    span = Span(start, start + len(quote))
    return Citation(clause, "12-CV/QU", clause.address, clause.file, span, quote, verified=True)


def answer(text: str, statements: Sequence[Statement], **others: object) -> Answer:
    """An answer with these statements."""
    plain = Answer("hỏi", "hỏi", text, tuple(statements), False, None, "", 0.9, (), (), (), 0.0)
    return replace(plain, **others)  # type: ignore[arg-type]


DATE = "báo cáo theo\n\nmẫu trước ngày **04/9/2021**"


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def dated(shelf: Shelf) -> Answer:
    return answer("04/9/2021", [Statement("04/9/2021", (cited(DATE, shelf),))])


def page_of(shelf: Shelf, given: Answer | Exception) -> Page:
    """A page whose every question has this answer."""

    def answering(question: str, archive: Archive, history: Sequence[str], lang: str) -> Answer:
        page.asked.append((question, tuple(history), lang))  # type: ignore[attr-defined]
        if isinstance(given, Exception):
            raise given
        return replace(given, question=question)

    page = Page(cast(Archive, shelf), answering)
    page.asked = []  # type: ignore[attr-defined]
    return page


# ---- text into HTML


@given(st.text(), st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60))), st.booleans())
def test_highlighting_never_changes_a_word(text: str, spans: list[tuple[int, int]], lines: bool) -> None:
    highlights = [Highlight(Span(min(one), max(one)), here=at % 2 == 0) for at, one in enumerate(spans)]
    seen = Seen(passage(text, highlights, lines=lines))
    assert seen.text == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "\ufffd", text)
    assert seen.tags <= {"mark", "i"}


@given(st.text())
def test_escaped_text_is_text_and_nothing_else(text: str) -> None:
    seen = Seen(f'<p title="{escape(text)}">{escape(text)}</p>')
    assert seen.tags == {"p"}
    assert [name for name, _ in seen.attributes] == ["title"]
    assert seen.attributes[0][1] == seen.text
    assert not set(escape(text)) & set("<>\"'${}`")


def test_only_the_highlighted_words_are_marked() -> None:
    seen = Seen(passage("trước ngày **04/9/2021**.", [Highlight(Span(6, 22), here=True)]))
    assert seen.here == "ngày **04/9/2021"
    assert seen.visible == "trước ngày 04/9/2021."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**đậm** và *nghiêng*", "đậm và nghiêng"),
        ("Số **634**- CV/QU", "Số 634- CV/QU"),
        ("- Kính gửi:*", "- Kính gửi:"),
        ("# Chương I", "Chương I"),
        ("*", ""),
        ("ghi chú (*)", "ghi chú (*)"),
        ("2*3 và 2**3", "2*3 và 2**3"),
        ("a * b", "a * b"),
        ("dòng\n\nhai", "dòng hai"),
    ],
)
def test_markdown_signs_are_hidden_and_words_are_not(text: str, shown: str) -> None:
    assert readable(text) == shown
    assert " ".join(Seen(passage(text)).visible.split()) == shown


# ---- documents


def test_a_document_is_shown_in_full_and_cannot_do_anything(shelf: Shelf) -> None:
    seen = Seen(source.document(shelf.directives[0], LETTER, shelf.clauses_of(0), [], "vi", "d0"))
    words = re.sub(r"\s+", " ", seen.visible)
    for line in LETTER.splitlines():
        assert readable(line) in words
    assert 'Về việc <b>họp</b> & "tập huấn"' in words
    assert not seen.tags & {"script", "img"}
    assert "onerror" not in {name for name, _ in seen.attributes}


def test_the_citation_is_highlighted_across_a_page_break(shelf: Shelf, dated: Answer) -> None:
    session = Session("vi", (Turn("hỏi", dated),), "0:0")
    html = page_of(shelf, dated).panel(session)
    assert Seen(html).here == DATE
    assert 'class="td-here td-word">04/9/2021<' in html
    assert "mục 1" in html
    assert "02/9/2021" in html  # the document's own date in its head


def test_two_citations_of_a_document_are_both_marked(shelf: Shelf) -> None:
    two = [Statement(words, (cited(words, shelf),)) for words in ("Văn phòng theo dõi", "Các phường báo cáo")]
    given = answer("x", two)
    seen = Seen(page_of(shelf, given).panel(Session("vi", (Turn("hỏi", given),), "0:1")))
    assert seen.here == "Các phường báo cáo"
    assert "Văn phòng theo dõi" in seen.marked


def test_sample_documents_show_every_word(sample: Archive) -> None:
    for directive in sample.directives:
        text = sample.source(directive.file).text
        highlights = [Highlight(clause.span, here=True) for clause in sample.clauses_of(directive.id)]
        html = source.document(directive, text, sample.clauses_of(directive.id), highlights, "vi", "d0")
        shown = "".join(Seen(part).text for part in re.findall(r"<p>.*?</p>", html, re.DOTALL))
        original = text[directive.start : directive.end]
        assert "".join(shown.split()).replace("*", "") == "".join(original.split()).replace("*", "")


def test_a_very_long_document_is_shown_around_the_citation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "SHOWN", 400)
    text = LETTER.replace("2. Văn", "".join(f"{n}. Việc thứ {n} phải làm.\n\n" for n in range(2, 90)) + "90. Văn")
    shelf = Shelf(text)
    given = answer("x", [Statement("x", (cited("Việc thứ 50 phải làm", shelf),))])
    html = page_of(shelf, given).panel(Session("vi", (Turn("hỏi", given),), "0:0"))
    assert Seen(html).here == "Việc thứ 50 phải làm"
    assert "Việc thứ 49" in html
    assert "Việc thứ 80 " not in html
    assert html.count("không hiển thị") == 2


@pytest.mark.parametrize(("iso", "shown"), [("2021-09-02", "02/9/2021"), ("2021-02-12", "12/02/2021"), ("?", "?")])
def test_dates_are_written_as_the_documents_write_them(iso: str, shown: str) -> None:
    assert source.date_text(iso) == shown


# ---- answers


def test_an_answer_shows_its_words_and_citations(dated: Answer) -> None:
    html = show.answer(dated, 3, "vi")
    seen = Seen(html)
    assert "td-short" in html
    assert html.count('data-key="3:0"') == 2  # the number beside the answer, and the citation
    assert "12-CV/QU" in seen.text
    assert "mục 1" in seen.text
    assert VI.all_verified in seen.text
    assert "Độ chắc chắn: cao" in seen.text
    assert Seen(html).marked == "04/9/2021"


def test_an_unverified_citation_says_so(dated: Answer, shelf: Shelf) -> None:
    doubtful = replace(cited(DATE, shelf), verified=False)
    html = show.answer(replace(dated, statements=(Statement("04/9/2021", (doubtful,)),)), 0, "vi")
    assert VI.unverified in html
    assert VI.all_verified not in html


def test_statements_become_a_list_with_their_own_numbers(shelf: Shelf) -> None:
    first, second = cited("Các phường báo cáo", shelf), cited("Văn phòng theo dõi", shelf)
    texts = ["Công văn 12-CV/QU ngày 02/9/2021", "Công văn 13-CV/QU ngày 03/9/2021 của Quận ủy"]
    statements = [Statement(texts[0], (first,)), Statement(texts[1], (second,))]
    html = show.answer(answer(f"2 văn bản: {texts[0]}; {texts[1]}", statements), 0, "vi")
    points = re.findall(r"<li>(?!<button)(.*?)</li>", html)
    assert [Seen(point).text for point in points] == [f"{texts[0]}1", f"{texts[1]}2"]
    assert "<p>2 văn bản:</p>" in html


def test_a_sentence_with_semicolons_stays_a_sentence(shelf: Shelf) -> None:
    shelf = Shelf(
        LETTER.replace("Văn phòng theo dõi", "Văn phòng theo dõi; đôn đốc các phường; tổng hợp báo cáo hằng ngày")
    )
    text = "Văn phòng theo dõi; đôn đốc các phường; tổng hợp báo cáo hằng ngày"
    html = show.answer(answer(text, [Statement(text, (cited(text, shelf),))]), 0, "vi")
    assert "<li><button" in html  # the citation
    assert "<ul>" not in html


def test_many_citations_unfold(shelf: Shelf) -> None:
    words = "QUẬN ỦY", "Số 12", "Về việc", "Hà Đông", "Kính gửi", "Văn phòng theo dõi"
    html = show.answer(answer("x", [Statement("x", tuple(cited(one, shelf) for one in words))]), 0, "vi")
    assert "Thêm 2 trích dẫn" in html
    assert html.count('class="td-cite"') == 6


def test_a_long_quotation_keeps_the_answer_in_view(shelf: Shelf) -> None:
    text = "Một việc rất dài phải làm " * 30 + "xong trước ngày 05/9/2021 và " + "gửi báo cáo về Quận ủy " * 20
    shelf = Shelf(LETTER.replace("Văn phòng theo dõi", text.strip()))
    html = show.answer(answer("05/9/2021", [Statement("05/9/2021", (cited(text.strip(), shelf),))]), 0, "vi")
    quote = Seen(re.search(r'<span class="td-quote.*?</span></button>', html, re.DOTALL)[0].removesuffix("</button>"))  # type: ignore[index]
    assert quote.text.count("[…]") == 2
    assert "05/9/2021" in quote.marked
    assert all(part.strip() in text for part in quote.text.split("[…]"))
    assert len(quote.text) < 400


def test_a_follow_up_says_how_it_was_understood(dated: Answer) -> None:
    assert "td-understood" not in show.answer(dated, 0, "vi")
    whole = Change(Repair.FOLLOW_UP, dated.question, "hỏi về <12>")
    html = show.answer(replace(dated, searched="hỏi về <12>", changes=(whole,)), 0, "vi")
    assert "<q>hỏi về &lt;12&gt;</q>" in html
    assert "(theo câu hỏi trước)" in html
    assert "(from the earlier question)" in show.answer(replace(dated, searched="về <12>", changes=(whole,)), 0, "en")


@pytest.mark.parametrize(
    ("asked", "searched", "changes", "shown"),
    [
        ("Ai ký?", "Ai ký?", [], ""),
        ("ai  KÝ", "Ai ký?", [Change(Repair.SPELLING, "KÝ", "ký")], ""),  # capitals and punctuation only
        ("xin hỏi ai ký?", "ai ký?", [], ""),  # a courtesy left out is nothing to tell
        ("ai ky cong van", "ai ký công văn", [Change(Repair.MARKS, "ky cong van", "ký công văn")],
         "Hiểu là: ai ký công văn (thêm dấu)"),
        ("BCĐ họp, hoaf Minh", "Ban Chỉ đạo họp, hòa Minh",
         [Change(Repair.KEYBOARD, "hoaf", "hòa"), Change(Repair.ABBREVIATION, "BCĐ", "Ban Chỉ đạo")],
         "Hiểu là: Ban Chỉ đạo họp, hòa Minh (sửa chữ gõ: hoaf → hòa; viết đầy đủ: BCĐ → Ban Chỉ đạo)"),
        ("a b c d", "x x x x", [Change(Repair.SPELLING, w, "x") for w in "abcd"],
         "Hiểu là: x x x x (sửa chính tả: a → x, b → x, c → x, …)"),
    ],
)  # fmt: skip
def test_a_question_searched_in_other_words_says_so(
    asked: str, searched: str, changes: list[Change], shown: str
) -> None:
    if asked.startswith("BCĐ"):  # both sides of every comparison spell this one out: only what was typed wrong differs
        assert differs(asked, searched, changes)
    assert understood(asked, searched, changes, Say("vi")) == shown


def test_what_an_archive_does_not_hold_is_named() -> None:
    assert absent([], True, Say("vi")) == ""
    assert absent(["Công văn 999", "Cầu Giấy"], True, Say("vi")).startswith(
        "Kho không có: Công văn 999, Cầu Giấy. Dưới đây"
    )
    assert absent(["Cầu Giấy"], False, Say("en")) == "The archive does not hold: Cầu Giấy."


def test_an_abstention_names_the_nearest_documents_once(shelf: Shelf) -> None:
    given = answer(
        "", [], abstained=True, reason=Reason.NOT_STATED, nearest=shelf.directives,
        explanation="Văn bản trong kho không nêu điều này. Văn bản gần nhất: 12-CV/QU.",
    )  # fmt: skip
    html = show.answer(given, 0, "vi")
    assert '<p class="td-explained">Văn bản trong kho không nêu điều này.</p>' in html
    assert 'data-td="document" class="td-doc" data-key="d0"' in html
    assert "Văn bản gần nhất: 12-CV/QU" in show.text(given, "vi")


def test_the_text_to_copy_has_answer_and_citations(dated: Answer) -> None:
    assert show.text(dated, "vi") == (
        "hỏi\n04/9/2021\n\n[1] 12-CV/QU, mục 1: “báo cáo theo mẫu trước ngày 04/9/2021” (thư.txt)"
    )


def test_nothing_of_a_question_or_an_answer_is_live(shelf: Shelf) -> None:
    evil = "</div><script>alert(1)</script>\"'><img src=x onerror=alert(1)>${alert(1)}{{x}}\u202e\x00"
    one = replace(cited("Văn phòng theo dõi", shelf), document=evil, address=evil, quote=evil)
    given = answer(evil, [Statement(evil, (one,))], searched=evil + "?")
    html = show.turn(evil, show.answer(given, 0, "vi"), 0, "vi") + show.failure(evil) + show.welcome([evil], "vi")
    seen = Seen(html)
    assert not seen.tags & {"script", "img"}
    assert "onerror" not in {name for name, _ in seen.attributes}
    assert "${" not in html
    assert "{{" not in html


# ---- a page and its session


def test_an_answer_opens_its_first_citation_and_history_grows(shelf: Shelf, dated: Answer) -> None:
    page = page_of(shelf, dated)
    session = page.answered("thứ hai?", page.answered("thứ nhất?", Session("en")))
    assert page.asked == [("thứ nhất?", (), "en"), ("thứ hai?", ("thứ nhất?",), "en")]  # type: ignore[attr-defined]
    assert session.opened == "1:0"
    assert page.log(session).count("td-question") == 2
    assert "td-pending" in page.log(session, "thứ ba?")


def test_errors_are_said_in_both_languages_and_never_shown_raw(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    session = page_of(shelf, InputError("Câu hỏi trống.", "The question is empty.")).answered("?", Session("vi"))
    assert "Câu hỏi trống." in page_of(shelf, ValueError()).log(session)
    assert "The question is empty." in page_of(shelf, ValueError()).log(replace(session, lang="en"))
    session = page_of(shelf, ZeroDivisionError("secret")).answered("?", Session("vi"))
    html = page_of(shelf, ValueError()).log(session)
    assert VI.failure in html
    assert "secret" not in html
    assert "ZeroDivisionError: secret" in caplog.text


def test_questions_that_failed_are_not_history(shelf: Shelf) -> None:
    page = page_of(shelf, ValueError())
    page.answered("hai", page.answered("một", Session("vi")))
    assert page.asked[-1] == ("hai", (), "vi")  # type: ignore[attr-defined]


def test_a_conversation_does_not_grow_without_end(shelf: Shelf, dated: Answer) -> None:
    page, session = page_of(shelf, dated), Session("vi")
    for number in range(REMEMBERED + 5):
        session = page.answered(f"câu {number}", session)
    assert len(session.turns) == REMEMBERED
    assert session.opened == f"{REMEMBERED - 1}:0"
    assert "td-here" in page.panel(session)


@pytest.mark.parametrize("opened", ["", "list", "0:0", "9:9", "-1:0", "d99", "d-1", "dx", "²:²", "0:", "<b>", "d"])
def test_a_key_that_names_nothing_opens_the_list(shelf: Shelf, dated: Answer, opened: str) -> None:
    assert 'data-key="list"' in page_of(shelf, dated).panel(Session("vi", (), opened))


def test_questions_that_cannot_be_asked(shelf: Shelf, dated: Answer) -> None:
    page = page_of(shelf, dated)
    assert page.problem("  \n", "vi") == VI.empty
    assert page.problem("x" * LIMIT, "vi") == ""
    assert "100.000 ký tự; nhiều nhất là 2.000." in page.problem("x" * 100_000, "vi")
    assert "100,000 characters; the limit is 2,000." in page.problem("x" * 100_000, "en")


SUGGESTED = suggested({path.name for path in documents().iterdir()})


def test_the_sample_brings_its_examples(sample: Archive) -> None:
    assert len(SUGGESTED) == EXAMPLES
    assert examples(sample.directives) == SUGGESTED
    assert examples(sample.directives[1:-1]) != SUGGESTED, "without its last file it is not the sample"


@pytest.mark.parametrize("question", SUGGESTED)
def test_the_prepared_examples_have_answers(sample: Archive, question: str) -> None:
    given = ask(question, sample)
    assert not given.abstained, given.explanation
    assert len(show.answer(given, 0, "vi")) > 500


def test_examples_come_from_any_archive(shelf: Shelf) -> None:
    (directive,) = shelf.directives
    made = examples([directive, replace(directive, id=1, addressees=(), subject=None)])
    assert made[0] == "12-CV/QU về việc gì?"
    assert len(made) == len(set(made))
    assert examples([replace(directive, number=None)]) == []
    assert examples([]) == []


def test_both_languages_fill_the_same_blanks() -> None:
    def blanks(text: object) -> list[str]:
        return re.findall(r"\{(\w+)\}", str(text))

    for name in VI.__slots__:
        assert sorted(blanks(getattr(VI, name))) == sorted(blanks(getattr(EN, name))), name
        assert getattr(VI, name)
        assert getattr(EN, name)


def test_a_long_list_of_documents_ends(shelf: Shelf) -> None:
    (directive,) = shelf.directives
    many: list[Directive] = [replace(directive, id=number) for number in range(source.LISTED + 5)]
    html = source.listing(many, "vi")
    assert html.count("td-doc-head") == source.LISTED
    assert "… và 5 văn bản nữa" in html
