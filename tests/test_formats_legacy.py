"""Old Vietnamese encodings: every letter there and back, whole documents, and no text taken for what it is not.

The encoders of :mod:`eval.reading.charsets` have tables of their own: an error in ours cannot hide in both.
"""

import itertools
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.reading import charsets as written
from index.formats.text.legacy import Legacy, convert, detect, of_font, readable
from index.formats.text.syllables import is_syllable
from ui.sample import documents

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "archives"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
LETTERS += [letter.upper() for letter in LETTERS]
MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc"
CLERKS = "Căn cứ Nghị định số 54/2006/NĐ-CP ngày 26 tháng 5 năm 2006 của Chính phủ; những người hưởng trợ cấp ưu đãi."


def cp1258(text: str) -> bytes:
    """As Windows wrote it: a letter, then its tone."""
    composed = []
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks if mark in "".join(TONES)]
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
        composed += [base, *tones]
    return "".join(composed).encode("cp1258")


ENCODERS: dict[Legacy, Callable[[str], bytes]] = {
    Legacy.TCVN3: written.tcvn3, Legacy.VNI: written.vni, Legacy.VIQR: written.viqr, Legacy.CP1258: cp1258,
}  # fmt: skip


def seen(text: str, charset: Legacy) -> str:
    """``text`` in an old encoding, as a program sees it that takes it for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in ENCODERS[charset](text))


def texts() -> list[str]:
    """The bundled documents, and the shared ones where they are."""
    files = [*documents().glob("*.txt"), *SHARED.glob("*/*.md"), *SHARED.glob("*/*.txt")]
    assert files
    return [unicodedata.normalize("NFC", path.read_text(encoding="utf-8")) for path in files]


# ---- what people really find in their files


@pytest.mark.parametrize(
    ("text", "charset", "expected"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", Legacy.TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", Legacy.TCVN3, "Độc lập - Tự do - Hạnh phúc"),
        ("Uû ban nh©n d©n tØnh L©m §ång", Legacy.TCVN3, "Uỷ ban nhân dân tỉnh Lâm Đồng"),
        ("Th«ng t­ liªn tÞch n­íc ngoµi", Legacy.TCVN3, "Thông tư liên tịch nước ngoài"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Legacy.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", Legacy.VNI, "Độc lập - Tự do - Hạnh phúc"),
        ("QUYEÁT ÑÒNH CUÛA UÛY BAN NHAÂN DAÂN", Legacy.VNI, "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN"),
        ("Quyeát ñònh naêm möôøi, thöôøng xuyeân", Legacy.VNI, "Quyết định năm mười, thường xuyên"),
        ("Aùo, Ñaø Naüng, kyõ thuaät", Legacy.VNI, "Áo, Đà Nẵng, kỹ thuật"),  # the mark typed in lower case
        ("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", Legacy.VIQR, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("DDo^.c la^.p, Tu+. do, Ha.nh phu'c. Dda('t nu+o+'c", Legacy.VIQR, "Độc lập, Tự do, Hạnh phúc. Đắt nước"),
        ("Ha` No^.i\\. The^' na`o\\? vu.\\.", Legacy.VIQR, "Hà Nội. Thế nào? vụ."),
        ("Vie.^t Nam, na.(ng", Legacy.VIQR, "Việt Nam, nặng"),  # the tone first, as decomposed Unicode orders them
        ("Coòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam", Legacy.CP1258, "Cọng hòa xã hội chủ nghĩa Việt Nam"),
    ],
)
def test_known_texts(text: str, charset: Legacy, expected: str) -> None:
    assert convert(text, charset) == expected


# ---- every letter, and whole documents


@pytest.mark.parametrize("charset", Legacy)
def test_every_letter_there_and_back(charset: Legacy) -> None:
    for letter in LETTERS:
        word = f"t{letter}n" if letter.islower() else f"T{letter}N"
        assert convert(seen(word, charset), charset) == word


@pytest.mark.parametrize("charset", [Legacy.TCVN3, Legacy.VNI])
def test_every_letter_of_a_font_of_capitals(charset: Legacy) -> None:
    for letter in LETTERS:
        assert convert(seen(letter.lower(), charset), charset, capitals=True) == letter.upper()


@pytest.mark.parametrize("charset", Legacy)
def test_whole_documents_there_and_back(charset: Legacy) -> None:
    for text in texts():
        if charset is Legacy.VIQR:
            text = written.without_signs(text).replace("DĐ", "D-Đ")  # "DDD" can be read in two ways
        encodable = text.translate({ord(letter): None for letter in set(text) if not _has(charset, letter)})
        old = seen(encodable, charset)
        assert detect(old) is charset
        back = convert(old, charset)
        if charset is Legacy.TCVN3:  # which has no capitals with a tone: see below
            assert back.lower() == encodable.lower()
            wrong = [pair for pair in zip(back.split(), encodable.split(), strict=True) if pair[0] != pair[1]]
            assert len(wrong) < 0.02 * len(encodable.split())
        else:
            assert back == encodable


def _has(charset: Legacy, letter: str) -> bool:
    """Whether the encoding has the letter, or leaves its place to Windows-1252."""
    if letter in LETTERS or letter.isascii():
        return True
    if charset is Legacy.CP1258:
        return not letter.isalpha() and letter in "–“”‘’…"
    return charset is not Legacy.VIQR and letter in "–“”‘’…"


@pytest.mark.parametrize("charset", Legacy)
def test_a_few_words_are_enough(charset: Legacy) -> None:
    assert detect(seen(MOTTO, charset)) is charset
    assert convert(seen(CLERKS, charset), detect(seen(CLERKS, charset)) or Legacy.VIQR) == CLERKS


# ---- no text is taken for what it is not


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123 456,7 - 8/9/2021",
        "Số 667-CV/QU ngày 02/9/2021",
        "Ông già có thì là và hà, cá, bò, dê, cà, bí",  # Vietnamese without a letter beyond Latin-1
        "Où es-tu allé? L'été dernier, déjà, à Genève, le garçon naïf a été très gêné: où, ça, là, où?",
        "Não há pão só às três; você é o irmão da avó, mãe, pé, fé, já",
        "¿Qué más? El niño está aquí, también tú, él y mí; sí, día, año, más, té, sé",
        "Für Größe, Übung, Äpfel und schöne Straßen; können, müssen, dürfen",
        "Æble, ø, å: smørrebrød på gården, ære, øre, år",
        "§ 5, 20 °C ± 2 µm², 10 £, © 2021 «Công văn» ½ ¾ × ÷ ¶ · ® ª º",
        "def f(a): return a^b + (c^d) if x? y: z; don't, I'm, you're, it's o.k. a.m. e.g. u.s. (a+b)(o+)",
        "To: a.b@example.com\nHello, how are you? I'd like to add a.n. (e.g. o'clock) i.e. `code` ~/home",
        "| Cột | Số |\n| --- | --- |\n| đường | 12.000 |",
        "日本語のテキスト ですから Привет мир это текст Ελλάδα καλημέρα",
    ],
)
def test_no_false_alarm(text: str) -> None:
    assert detect(text) is None
    assert detect(text * 50) is None


def test_no_false_alarm_on_real_documents() -> None:
    for text in texts():
        assert detect(text) is None
        assert detect(unicodedata.normalize("NFD", text)) is None


VIETNAMESE = st.sampled_from(sorted({word for text in (MOTTO, CLERKS) for word in text.split()}))
ENGLISH = st.sampled_from("the of don't naïve café (see) a.m. x^2 o+ résumé 12% §5 «a» it's | --- | \\n {}".split())


@given(st.lists(st.one_of(VIETNAMESE, ENGLISH, st.text(max_size=4)), max_size=40).map(" ".join))
def test_never_raises_and_unicode_stays(text: str) -> None:
    charset = detect(text)
    if charset is None:
        return
    assert charset in Legacy
    assert isinstance(convert(text, charset), str)


@given(st.lists(st.one_of(VIETNAMESE, ENGLISH), max_size=40).map(" ".join))
def test_words_of_today_are_no_old_encoding(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("charset", [Legacy.TCVN3, Legacy.VNI, Legacy.CP1258])
def test_unicode_is_left_alone_whatever_its_font(charset: Legacy) -> None:
    assert convert(CLERKS, charset) == CLERKS
    assert convert(CLERKS, charset, capitals=True) == CLERKS


# ---- capitals that TCVN3 cannot hold


@pytest.mark.parametrize(
    "text",
    [
        "QUYẾT ĐỊNH",
        "ỦY BAN NHÂN DÂN TỈNH HÀ NAM",
        "THÀNH PHỐ HÀ NỘI",
        "Ý KIẾN CỦA SỞ Y TẾ Ở HUYỆN",
        "QUY CHẾ\nCÔNG TÁC VĂN THƯ, LƯU TRỮ Ở CƠ SỞ",
        "Ông Lý và bà Tô ở Hà Nội; UBND Hà Nam; CT UBND tỉnh Cà Mau",
        "của ủy ban; ý kiến ở xã",
        "Bộ Y tế ở Hà Nội, Sở TTTT Hà Giang",
        "Hà\nLý",
    ],
)
def test_capitals_come_back(text: str) -> None:
    assert convert(seen(text, Legacy.TCVN3), Legacy.TCVN3) == text


def test_capitals_that_nothing_tells_of_stay_small() -> None:
    assert convert(seen("Ủy ban và Ấn Độ", Legacy.TCVN3), Legacy.TCVN3) == "ủy ban và ấn Độ"


def test_a_mark_of_its_own_after_a_capital() -> None:
    assert convert("§A° N½NG, VIÖT NAM, 37°C, m²", Legacy.TCVN3) == "ĐÀ NẴNG, VIỆT NAM, 37°C, m²"


# ---- what became of ư on its way through Word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Th«ng t- liªn tÞch", "Thông tư liên tịch"),
        ("ng-êi n-íc ngoµi, ph-¬ng h-íng -u tiªn", "người nước ngoài, phương hướng ưu tiên"),
        ("Ban ChÊp hµnh Trung -¬ng", "Ban Chấp hành Trung ương"),
        ("kinh tÕ-x· héi, Covid-19, sè 54/N§-CP", "kinh tế-xã hội, Covid-19, số 54/NĐ-CP"),
        ("- ngµy 1-5, Hµ Néi - HuÕ", "- ngày 1-5, Hà Nội - Huế"),
    ],
)
def test_hyphens_for_u_with_a_horn(text: str, expected: str) -> None:
    assert convert(text, Legacy.TCVN3) == expected


# ---- VIQR as people typed it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thu+.c hie^.n nhie^.m vu. na`y./.", "thực hiện nhiệm vụ này./."),
        ("thu+.c hie^.n nhie^.m vu./.", "thực hiện nhiệm vu./."),  # one full stop only
        ("CHI? THI.\n\nVe^` vie^.c", "CHỈ THỊ\n\nVề việc"),
        ("Bo^. Gia'o du.c, So+? Y te^'", "Bộ Giáo dục, Sở Y tế"),
        ("xem www.hanoi.gov.vn, dde^? bie^'t...", "xem www.hanoi.gov.vn, để biết..."),
        ("a. Pho`ng cho^'ng\ne. Ba'o ca'o", "a. Phòng chống\ne. Báo cáo"),
        (
            "Ca'c ddo+n vi. kha^?n tru+o+ng trie^?n khai, ba'o ca'o ke^'t qua? thu+.c hie^.n ve^` Uy? ban tru+o+'c nga`y mai.\n",
            "Các đơn vị khẩn trương triển khai, báo cáo kết quả thực hiện về Uỷ ban trước ngày mai.\n",
        ),
    ],
)
def test_viqr_without_backslashes(text: str, expected: str) -> None:
    assert convert(text, Legacy.VIQR) == expected


# ---- fonts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".VnTime", (Legacy.TCVN3, False)),
        (".VnTimeH", (Legacy.TCVN3, True)),
        (".VnArial NarrowH", (Legacy.TCVN3, True)),
        (".vntimeh", (Legacy.TCVN3, True)),
        (".VnTimeH,Bold", (Legacy.TCVN3, True)),
        ("ABCDEF+.VnTimeH-BoldItalic", (Legacy.TCVN3, True)),
        ("ABCDEF+#2eVnTime", (Legacy.TCVN3, False)),
        ("VnTime", (Legacy.TCVN3, False)),
        ("'.VnTime'", (Legacy.TCVN3, False)),
        (".VnCentury Schoolbook", (Legacy.TCVN3, False)),
        ("VNI-Times", (Legacy.VNI, False)),
        ("VNI Helve", (Legacy.VNI, False)),
        ("BCDEEE+VNI-Times-Bold", (Legacy.VNI, False)),
        ("Times New Roman", None),
        ("Vna", None),
        ("VNU Sans", None),
        ("Vladimir Script", None),
        ("", None),
    ],
)
def test_fonts(name: str, expected: tuple[Legacy, bool] | None) -> None:
    assert of_font(name) == expected


# ---- what a decoding is judged by


@pytest.mark.parametrize(
    "word",
    "Nghiêng nghiệp quyết quỳnh giếng gì giặt khuỷu ngoằn hoà hòa uỷ ủy ƯỚC yêu Huế thuở quốc ở xoong rượu".split(),
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word).upper())


@pytest.mark.parametrize("word", "nghiệpp hảt catt họàn où été ð QĐ UBND strong Coäng x y1 a-b".split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_readable() -> None:
    assert readable(CLERKS) > 0.9
    assert readable(seen(CLERKS, Legacy.TCVN3)) < 0.5
    assert readable("no marks here") == 0.0


def test_no_two_encodings_agree() -> None:
    for one, other in itertools.permutations([Legacy.TCVN3, Legacy.VNI, Legacy.CP1258], 2):
        assert readable(convert(seen(CLERKS, one), other)) < 0.5
