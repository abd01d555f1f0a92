"""The report's page: what it holds, that nothing is loaded from outside, and how it behaves in a real browser."""

import base64
import hashlib
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Page

from eval.measures.measure import MEASURES
from eval.questions import EvalSet
from eval.report import words
from eval.report.data import report_data
from eval.report.page import page, write
from eval.report.shown import visible
from eval.run import run
from eval.types import Cited, Found, Lost, Reply, Result, Usage
from tests.browsing import DESK, PHONE, browser, chromium
from tests.eval_cases import knows_one_thing, make_evalset, place_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</script></details><script>document.title='HACKED'</script>\"' onload=x <img src=http://x.test/>"
    "\u202egnorw\x00\ud800 {{ 7*7 }}"
)
PLOTS = ("plot-kind", "plot-loss", "plot-rank", "plot-calibration", "plot-latency")


@pytest.fixture
def evalset(tmp_path: Path) -> EvalSet:
    """The set of tests/eval_cases.py."""
    return make_evalset(tmp_path)


def sure(question: Any) -> Reply:
    """As knows_one_thing, with a confidence."""
    reply = knows_one_thing(question)
    return reply if reply.abstained else replace(reply, confidence=0.8)


@pytest.fixture
def result(evalset: EvalSet) -> Result:
    """Two right, two wrong, one of those held back."""
    return run(evalset, sure, name="stand-in", encoder="none/1")


def parsed(text: str) -> Any:
    """The page as a tree."""
    return html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def said(element: Any) -> str:
    """The text of an element, on one line."""
    return " ".join(element.text_content().split())


def test_the_page_holds_what_was_measured(result: Result) -> None:
    tree = parsed(page(report_data(replace(result, commit="abc123+"))))
    assert tree.get("lang") == "vi"
    assert said(tree.find(".//h1")) == "stand-in trên bộ set"
    facts = said(tree.find_class("facts")[0])
    for fact in ("4 câu hỏi", "phần tất cả", "bộ mã hóa none/1", "mã nguồn abc123+", "chạy lúc"):
        assert fact in facts
    cards = {said(card.find_class("name")[0]): said(card) for card in tree.find_class("cards")[0]}
    assert cards["đúng, tính cả im lặng đúng"].startswith("50,0% đúng, tính cả im lặng đúng 2/4 khoảng 95%: ")
    assert cards["im lặng khi kho không có lời đáp"].startswith("100% im lặng khi kho không có lời đáp 1/1")
    assert "khoảng" not in cards["im lặng khi kho không có lời đáp"]
    rows = {said(row[0]): [said(cell) for cell in row[1:]] for row in tree.iterfind(".//tbody/tr")}
    assert rows["ngày tháng date"][:2] == ["1", "100% 1/1"]
    assert rows["cơ quan org"][:2] == ["2", "0% 0/2"]
    assert rows["tune"][0] == "3"
    assert rows["Kho có lời đáp"] == ["1", "2", "0"]
    assert rows["Kho không có lời đáp"] == ["–", "0", "1"]
    assert rows["nDCG@10"][2] == "3"
    stages = [said(one) for one in tree.find_class("stages")[0]]
    assert [one.partition(".")[0] for one in stages] == ["Tìm kiếm: 1", "Chọn lời đáp: 1"]


def test_every_drawing_says_its_numbers(result: Result) -> None:
    tree = parsed(page(report_data(result)))
    found = {svg.get("aria-labelledby"): svg for svg in tree.iter("svg")}
    assert set(found) == {f"{name}-title {name}-desc" for name in PLOTS}
    descriptions = {name: tree.get_element_by_id(f"{name}-desc").text for name in PLOTS}
    assert all(tree.get_element_by_id(f"{name}-title").text for name in PLOTS)
    assert all(svg.get("role") == "img" for svg in found.values())
    assert descriptions["plot-kind"] == "ngày tháng: 1/1; cơ quan: 0/2; không có lời đáp: 1/1"
    assert "Tìm kiếm: 1; Xếp hạng: 0; Im lặng nhầm: 0; Chọn lời đáp: 1" in descriptions["plot-loss"]
    assert descriptions["plot-rank"].startswith("1: 2; 2: 0;")
    assert descriptions["plot-rank"].endswith("không thấy: 1")
    assert descriptions["plot-calibration"] == "độ tin 0,7–0,8: 3 câu, trung bình 0,80, đúng 0,33"
    assert descriptions["plot-latency"].startswith("4 lượt, từ ")
    # Text stays text, in the page's letters.
    kinds = found["plot-kind-title plot-kind-desc"]
    assert {"ngày tháng", "1/1", "0/2"} <= {one.text for one in kinds.iter("text")}
    assert "font-family" not in html.tostring(kinds, encoding="unicode")


def test_a_wrong_question_can_be_opened(result: Result) -> None:
    tree = parsed(page(report_data(result)))
    (wrong,) = [one for one in tree.find_class("q") if "wrong" in one.get("class").split()]
    assert (wrong.tag, wrong.get("data-kind"), wrong.get("data-stage")) == ("details", "org", "found")
    assert said(wrong.find("summary")) == "t2 Ai tuyên truyền Chỉ thị 06? Tìm kiếmcơ quan"
    body = said(wrong.find_class("inside")[0])
    for part in ("Chỉ thị 06 là gì?", "Ban Tuyên giáo", "04/9/2021", "xem lại cách hỏi hoặc bộ mã hóa", "độ tin 0,80"):
        assert part in body
    assert [said(mark) for mark in wrong.iter("mark") if "gold" in mark.get("class")] == ["Ban Tuyên giáo"]
    (quoted,) = {said(mark) for mark in wrong.iter("mark") if "quoted" in mark.get("class")}
    assert quoted == "1. Ủy ban nhân dân Quận kiện toàn Ban Chỉ đạo trước ngày 04/9/2021."
    here = [said(step) for step in wrong.find_class("here")]
    assert here == ["✗ được tìm thấy"]
    assert "hạng 1" in said(wrong.find_class("found")[0])
    right = [said(one.find_class("id")[0]) for one in tree.find_class("all-right")[0].find_class("q")]
    assert right == ["t1", "t3"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_held_questions_are_counted_but_never_shown(result: Result, lang: str) -> None:
    text = page(report_data(result), lang)
    tree = parsed(text)
    for secret in ("CÂU ĐỂ RIÊNG", "BÍ MẬT"):
        assert secret not in text
    assert "h1" not in [said(one) for one in tree.find_class("id")]
    heading = said(tree.get_element_by_id("wrong"))
    assert heading == {"vi": "Câu sai 2", "en": "Wrong questions 2"}[lang]
    assert any("held" in said(note) for note in tree.find_class("note"))
    revealed = parsed(page(report_data(result, reveal=True), lang))
    assert "h1" in [said(one) for one in revealed.find_class("id")]
    assert "CÂU ĐỂ RIÊNG" in said(revealed)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_questions_that_could_not_be_asked_are_in_its_head(result: Result, lang: str) -> None:
    lost = (Lost("x1", "a.txt", "đã bỏ"), Lost("x2", "", "chưa có"), Lost("x3", "a.txt", "cũng bỏ"))
    tree = parsed(page(report_data(replace(result, lost=lost, split="tune")), lang))
    assert {"vi": "3 câu không hỏi được", "en": "3 could not be asked"}[lang] in said(tree.find_class("facts")[0])
    assert {"vi": "văn bản nào không rõ", "en": "of an unknown document"}[lang] in said(tree)
    assert "«chưa có»" in said(tree)
    plain = parsed(page(report_data(result), lang))
    assert {"vi": "không hỏi được", "en": "not be asked"}[lang] not in said(plain)


def test_a_result_without_questions_has_a_page_that_says_so(result: Result) -> None:
    for lang, words_ in (("vi", "Kết quả này không có câu hỏi nào."), ("en", "This result has no questions.")):
        tree = parsed(page(report_data(replace(result, rows=())), lang))
        assert words_ in said(tree)
        assert not list(tree.iter("svg"))
        assert "Biểu đồ" not in said(tree)


def test_a_vietnamese_page_names_works_not_english_sentences(result: Result) -> None:
    definitions = [said(one) for one in parsed(page(report_data(result))).find_class("means")[0].iter("dd")]
    sources = [one.partition("Nguồn: ")[2] for one in definitions]
    assert "Gao và cộng sự, 2023." in sources
    assert "" in sources
    assert not [one for one in sources if re.search(r"\b(the|this|of|and|as|by)\b", one)]


def test_compared_with_an_earlier_result(evalset: EvalSet, result: Result) -> None:
    silent = run(evalset, lambda _: Reply("", True), name="silent", encoder="none/1")
    tree = parsed(page(report_data(result, silent)))
    assert "4 câu chung: được thêm 1, mất đi 0." in said(tree)
    rows = {said(row[0]): [said(cell) for cell in row[1:]] for row in next(tree.iter("tbody"))}
    assert rows["đúng"][:3] == ["25,0%", "50,0%", "+25,0 điểm"]
    changed = {said(one.find_class("id")[0]): one.get("data-changed") for one in tree.find_class("q")}
    assert changed == {"t1": "gained", "t2": "", "t3": ""}


# ---- one file, and nothing from anywhere


def hostile(result: Result) -> Result:
    """``result`` with hostile words everywhere a set, an archive, a file name or a model can put them."""
    row = result.rows[1]
    place = replace(row.gold[0].places[0], file=HOSTILE)
    question = replace(
        row.question,
        id=HOSTILE,
        kind=HOSTILE,
        text=HOSTILE,
        history=(HOSTILE,),
        answers=((HOSTILE, "x"),),
        note=HOSTILE,
    )
    gold = (replace(row.gold[0], quote=HOSTILE, places=(place,)),)
    reply = Reply(
        HOSTILE, False, (Cited(place, HOSTILE, False),), (Found(place, 1.0, HOSTILE),), HOSTILE, 0.5, (HOSTILE,)
    )  # fmt: skip
    silent = replace(row, reply=Reply("", True, reason=HOSTILE))
    return replace(
        result, system=HOSTILE, set=HOSTILE, encoder=HOSTILE, commit=HOSTILE, started=HOSTILE,
        versions={HOSTILE: HOSTILE}, configuration={HOSTILE: HOSTILE}, texts={place.key: HOSTILE},
        rows=(*result.rows[::2], replace(row, question=question, gold=gold, reply=reply), silent),
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("attacked", [False, True])
def test_nothing_comes_from_outside(result: Result, lang: str, attacked: bool) -> None:
    text = page(report_data(hostile(result) if attacked else result, reveal=True), lang)
    tree = parsed(text)
    (script,) = tree.iter("script")
    policy = tree.find(".//meta[@http-equiv]").get("content")
    digest = base64.b64encode(hashlib.sha256(script.text_content().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not [tag for tag in ("img", "link", "iframe", "object", "embed", "base", "image") for _ in tree.iter(tag)]
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            if name in ("src", "srcset", "data", "action", "poster") or name.endswith("href"):
                assert value.startswith("#"), (element.tag, name, value)
            assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)", value)), value
    (style,) = tree.iter("style")
    assert not re.search(r"@import|url\(|</", style.text_content())


def test_hostile_text_is_only_text(result: Result) -> None:
    text = page(report_data(hostile(result), reveal=True))
    assert not re.search("[\u202a-\u202e\ud800-\udfff\x00]", text)
    tree = parsed(text)
    shown = said(tree)
    assert "<script>document.title='HACKED'</script>" in shown
    assert "{{ 7*7 }}" in shown
    assert visible(" ".join(HOSTILE.split())) in [said(one) for one in tree.find_class("asked")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hà Nội\tđó\r\nxong", "Hà Nội\tđó\nxong"),
        ("a\x00b\x1b[31m\x7f\x85", "a�b�[31m��"),
        ("\u202eabc\u202c \u2066x\u2069", "�abc� �x�"),
        ("\ud800\ufffe\U0001ffff\ufdd0", "����"),
        ("👩‍👩‍👧 한국어 ٣", "👩‍👩‍👧 한국어 ٣"),
    ],
)
def test_what_is_shown_of_a_text(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_the_same_result_makes_the_same_page(result: Result) -> None:
    assert page(report_data(result, result)) == page(report_data(result, result))


def test_ids_are_there_once(result: Result) -> None:
    tree = parsed(page(report_data(result)))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    named = {name for e in tree.iter() for name in re.findall(r"url\(#([^)]+)\)", " ".join(e.attrib.values()))}
    named |= {value[1:] for e in tree.iter() for key, value in e.attrib.items() if key.endswith("href")}
    assert named <= set(ids)


# ---- results of every shape


def shapes(result: Result) -> dict[str, Result]:
    """Results in which something is missing, or there is much of it."""
    first, _, none, _ = result.rows
    bare = replace(first.question, gold=(), answers=(("04/9/2021",),))
    costly = replace(first, reply=replace(first.reply, usage=Usage(1000, 20, 0.001)))
    return {
        "one question": replace(result, rows=(first,)),
        "nothing to answer": replace(result, rows=(none,)),
        "no quotations": replace(result, rows=(replace(first, question=bare, gold=()),)),
        "no times": replace(result, rows=(replace(first, seconds=()),)),
        "no time at all": replace(result, rows=(replace(first, seconds=(0.0, 0.0)),)),
        "slow and fast": replace(result, rows=(replace(first, seconds=(0.001, 4000.0)),)),
        "texts not kept": replace(result, texts={}),
        "with a language model": replace(result, rows=(costly,)),
        "many kinds": replace(
            result, rows=tuple(replace(first, question=replace(first.question, kind=f"loại {n} $x^2$ 漢字")) for n in range(40))
        ),
        "all right": replace(result, rows=(first, none)),
        "all wrong": replace(result, rows=tuple(replace(r, reply=Reply("?", False)) for r in result.rows)),
        "unstable": replace(result, unstable=("t1",)),
    }  # fmt: skip


def test_results_of_every_shape(result: Result) -> None:
    for at, (name, shaped) in enumerate(shapes(result).items()):
        data = report_data(shaped)
        tree = parsed(page(data, ("vi", "en")[at % 2]))
        assert len(tree.find_class("q")) + data.hidden_wrong == len(shaped.rows), name
        assert not re.search(r"\b(None|nan|inf)\b", said(tree)), name


def test_a_large_set_makes_a_page_that_can_be_sent(result: Result) -> None:
    wrong = result.rows[1]
    long = "Ban Tuyên giáo tuyên truyền Chỉ thị 06-CT/TU. " * 60
    ranked = tuple(Found(replace(place_of("2. Ban"), file=f"{n}.txt"), 1.0, f"mục {n}") for n in range(20))
    reply = replace(wrong.reply, text=long[:500], ranked=ranked)
    many = replace(
        result, rows=tuple(replace(wrong, question=replace(wrong.question, id=f"q{n}"), reply=reply) for n in range(400)),
        texts={**result.texts, **{found.place.key: long for found in ranked}},
    )  # fmt: skip
    # 10 MB at 2,000 questions, all wrong and all with long answers.
    assert 0.4e6 < len(page(report_data(many)).encode()) < 2e6


# ---- its words


def test_both_languages_say_the_same_things() -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, (vi, en) in words._WORDS.items():
        assert names(vi) == names(en), key
        assert vi, key


def test_every_word_is_used() -> None:
    folder = Path(words.__file__).parent
    code = "".join((folder / name).read_text(encoding="utf-8") for name in ("page.html", "page.py", "plots.py"))
    unused = {key for key in words._WORDS if not re.search(rf"""(["']){re.escape(key)}\1""", code)}
    # Built of a measure's key, or of how a question changed.
    assert unused - {"gained", "lost"} == {
        f"fig_{key.removeprefix('fig_')}" for key in unused if key.startswith("fig_")
    }


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Brier 1950, for an event that happens or does not", "Brier 1950"),
        ("as ALCE's STR-EM (Gao et al. 2023) counts it", "Gao và cộng sự, 2023"),
        ("precision of a class (van Rijsbergen 1979); NoAns", "van Rijsbergen 1979"),
        ("Järvelin and Kekäläinen 2002, with linear gain", "Järvelin và Kekäläinen 2002"),
        (
            "Rajpurkar et al. 2016, 2018 (v2.0); Lewis et al. 2020",
            "Rajpurkar và cộng sự, 2016, 2018; Lewis và cộng sự, 2020",
        ),
        ("this program's promise: an answer, or none", ""),
        ("success@k (trec_eval: success)", ""),
    ],
)
def test_the_works_a_source_names(source: str, named: str) -> None:
    assert words.sources(source, "vi") == named
    assert words.sources(source, "en") == source


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (words.seconds(0.0448, "vi"), "45 ms"),
        (words.seconds(0.0012, "vi"), "1,2 ms"),
        (words.seconds(0.001, "vi"), "1 ms"),
        (words.seconds(1.25, "vi"), "1,2 s"),
        (words.seconds(2.0, "en"), "2 s"),
        (words.seconds(0.9999, "en"), "1 s"),
        (words.seconds(61.2, "en"), "61 s"),
        (words.percent(0.8523, "vi"), "85,2%"),
        (words.percent(1.0, "vi"), "100%"),
        (words.percent(0.9999, "en"), "100.0%"),
        (words.number(12345.678, 2, "vi"), "12.345,68"),
        (words.number(12345.678, 2, "en"), "12,345.68"),
        (words.moment("2021-09-04T07:30:00+00:00", "vi"), "04/09/2021 07:30 UTC"),
        (words.moment("2021-09-04T07:30:00+00:00", "en"), "2021-09-04 07:30 UTC"),
        (words.moment("hôm qua", "vi"), "hôm qua"),
        (words.difference(MEASURES["right"], -0.123, "vi"), "−12,3 điểm"),
        (words.difference(MEASURES["right"], 0.0, "en"), "±0.0 pts"),
        (words.difference(MEASURES["nDCG@10"], 0.0123, "vi"), "+0,012"),
        (words.amount(MEASURES["seconds"], 0.05, "vi"), "50 ms"),
        (words.amount(MEASURES["dollars"], 0.00123, "en"), "0.00123 $"),
        (words.amount(MEASURES["right"], None, "vi"), "–"),
    ],
)
def test_numbers_as_they_are_written(shown: str, expected: str) -> None:
    assert shown == expected


# ---- in a browser


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    """A browser for these tests."""
    if not chromium():
        pytest.skip("no Chromium")
    with browser() as started:
        yield started


@pytest.fixture
def opened(chrome: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a page; afterwards: it asked for nothing but itself, and nothing went wrong."""
    requests: list[str] = []
    troubles: list[str] = []

    def show(result: Result, size: Any = DESK, **options: Any) -> Page:
        path = tmp_path / "r.html"
        write(result, path, **options)
        shown: Page = chrome.new_page(viewport=size)
        shown.on("request", lambda request: requests.append(request.url))
        shown.on("console", lambda message: troubles.append(message.text))
        shown.on("pageerror", lambda error: troubles.append(str(error)))
        shown.goto(path.as_uri())
        return shown

    yield show
    assert len(requests) == 1
    assert requests[0].endswith("/r.html")
    assert troubles == []


@pytest.mark.browser
def test_the_filters(opened: Any, evalset: EvalSet, result: Result) -> None:
    silent = run(evalset, lambda _: Reply("", True), name="silent", encoder="none/1")
    shown = opened(result, reveal=True, against=silent)
    questions = shown.locator("details.q.wrong")

    def visible_ids() -> list[str | None]:
        return [one.text_content() for one in questions.filter(visible=True).locator(".id").all()]

    assert visible_ids() == ["t2", "h1"]
    shown.get_by_role("searchbox").fill("CHI THI")  # without marks
    shown.get_by_text("1 câu sai và 0 câu đúng khớp").wait_for()
    assert visible_ids() == ["t2"]
    shown.get_by_role("button", name="Bỏ lọc").click()
    questions.nth(1).wait_for()
    shown.locator("select[name=stage]").select_option("extracted")
    shown.get_by_text("1 câu sai và 0 câu đúng khớp").wait_for()
    assert visible_ids() == ["h1"]
    shown.get_by_role("button", name="xem 1 câu").first.click()
    assert visible_ids() == ["t2"]
    shown.locator("select[name=stage]").select_option("")
    shown.locator("select[name=changed]").select_option("gained")
    # Nothing wrong fits: the right ones that do are unfolded.
    shown.locator(".all-right .q", has_text="t1").wait_for()
    assert visible_ids() == []


@pytest.mark.browser
def test_a_question_opens_by_keyboard(opened: Any, result: Result) -> None:
    shown = opened(result)
    summary = shown.locator("details.q.wrong > summary").first
    summary.focus()
    shown.keyboard.press("Enter")
    assert shown.locator("details.q.wrong mark.gold").first.is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_fits_a_phone(opened: Any, result: Result, lang: str) -> None:
    shown = opened(result, PHONE, lang=lang)
    for question in shown.locator("details").all():
        question.evaluate("one => { one.open = true; }")
    assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.browser
def test_hostile_text_does_nothing(opened: Any, result: Result) -> None:
    shown = opened(hostile(result), PHONE, reveal=True)
    assert shown.title() != "HACKED"
    assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert shown.get_by_role("searchbox").is_visible()


@pytest.mark.browser
def test_without_scripts_the_questions_are_there_and_the_form_is_not(
    chrome: Any, result: Result, tmp_path: Path
) -> None:
    write(result, tmp_path / "r.html")
    shown = chrome.new_context(java_script_enabled=False).new_page()
    shown.goto((tmp_path / "r.html").as_uri())
    assert shown.locator("details.q.wrong").is_visible()
    assert shown.locator("form").is_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_colours_can_be_read(chrome: Any, result: Result, tmp_path: Path, scheme: str) -> None:
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what is drawn."""
    write(result, tmp_path / "r.html")
    shown = chrome.new_page(color_scheme=scheme)
    shown.goto((tmp_path / "r.html").as_uri())
    names = ("bg", "surface", "paper", "ink", "soft", "accent", "good", "bad", "bad-tint", "tint", "mark")
    script = "names => names.map(n => getComputedStyle(document.documentElement).getPropertyValue('--' + n).trim())"
    colours = dict(zip(names, shown.evaluate(script, list(names)), strict=True))

    def light(name: str) -> float:
        parts = [int(colours[name][at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        low, high = sorted((light(one), light(other)))
        return (high + 0.05) / (low + 0.05)

    pairs = [
        (text, ground) for text in ("ink", "soft", "accent", "good", "bad") for ground in ("bg", "surface", "paper")
    ]
    pairs += [("ink", "mark"), ("bad", "bad-tint"), ("good", "tint"), ("accent", "tint")]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}
