"""Text files in every encoding an office has: Unicode comes out as stored, the rest converted, binary is refused."""

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.reading import charsets as written
from index.errors import SourceError
from index.formats.text.legacy import Legacy
from index.formats.text.plain import read_markdown, read_plain
from index.parse import parse
from index.types import Directive, Extract, Source
from tests.test_formats_legacy import cp1258
from ui.sample import documents

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "archives"
TEXT = (
    "ỦY BAN NHÂN DÂN\nQUẬN HÀ ĐÔNG\n\nSố: 12/CV-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Hà Đông, ngày 05 tháng 3 năm 2021\n\nV/v phòng cháy, chữa cháy mùa khô\n\nKính gửi: Các phường\n\n"
    "1. Các phường kiểm tra thiết bị chữa cháy trước ngày 10/3/2021.\n\n2. Phòng Kinh tế tổng hợp, báo cáo.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn An\n"
)


def read(data: bytes) -> Extract:
    return read_plain(data, lambda *_: None)


def test_formats() -> None:
    assert read(b"abc").format == "text"
    assert read_markdown("# Số **634**".encode(), lambda *_: None) == Extract("# Số **634**", "markdown")


# ---- Unicode


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        TEXT[:200] + unicodedata.normalize("NFD", TEXT[200:]),
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        "  \t\x0c\u00a0\u200b\u00ad" + TEXT + "\x1a",
        "Hà Nội",
        "plain ASCII, don't; a^b",
        "«Où?» déjà",
        "Số\r12\x85\u2028\u2029a",
    ],
)
def test_utf8_comes_out_as_stored(text: str) -> None:
    assert read(text.encode()) == Extract(text, "text")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_utf8_comes_out_as_stored(text: str) -> None:
    """Chance does not spell Vietnamese in an old encoding."""
    assert read(text.encode()).text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_unicode(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == Extract(TEXT, "text")


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_wide_unicode_the_other_way_round(mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert read(mark + TEXT.encode(encoding)).text == TEXT


def test_samples_come_out_as_stored() -> None:
    for path in [*documents().glob("*.txt"), *SHARED.glob("*/*.md")]:
        assert read(path.read_bytes()) == Extract(path.read_bytes().decode(), "text")


# ---- damaged Unicode


@pytest.mark.parametrize(
    ("data", "text", "bad"),
    [
        (TEXT.encode() + "ệ".encode()[:2], TEXT + "\ufffd", 1),
        (TEXT.encode().replace(b"Kinh", b"K\xffnh"), TEXT.replace("Kinh", "K\ufffdnh"), 1),
        (b"\xff" + TEXT.encode() + b"\x92", "\ufffd" + TEXT + "\ufffd", 2),
        ("Quận Hà".encode()[:-1], "Quận H\ufffd", 1),
        (TEXT.encode("utf-16")[:-1], TEXT[:-1] + "\ufffd", 1),
    ],
)
def test_a_few_bad_bytes(data: bytes, text: str, bad: int) -> None:
    found = read(data)
    assert found.text == text
    assert [(note.vi, note.en) for note in found.notes] == [
        (f"có {bad} ký tự hỏng, hiện là «\ufffd»", f'{bad} damaged characters, shown as "\ufffd"')
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_utf8_that_was_taken_for_windows_1252(encoding: str) -> None:
    if encoding == "cp1252":
        spoilt = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in TEXT.encode())
    else:
        spoilt = TEXT.encode().decode("latin-1")
    for variant in (spoilt, spoilt.replace("\u00a0", " ")):
        found = read(variant.encode())
        assert found.text == TEXT
        assert [note.en for note in found.notes] == ["repaired UTF-8 that was taken for Windows-1252"]


def test_a_text_about_such_letters_is_left_alone() -> None:
    text = TEXT + "Chữ bị lỗi: «Viá»‡t», «quáº­n», «ngÆ°á»i», «há»™i», CÂ»"
    assert read(text.encode()).text == text


# ---- old encodings


OLD = {
    Legacy.TCVN3: written.tcvn3(TEXT), Legacy.VNI: written.vni(TEXT), Legacy.VIQR: written.viqr(TEXT),
    Legacy.CP1258: cp1258(TEXT),
}  # fmt: skip


@pytest.mark.parametrize("charset", Legacy)
@pytest.mark.parametrize("stored", ["bytes", "utf-8", "utf-16"])
def test_old_encodings(charset: Legacy, stored: str) -> None:
    """As bytes, and as Unicode that somebody made of them without a look at their font."""
    data = OLD[charset]
    if stored != "bytes":
        data = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data).encode(stored)
    found = read(data)
    assert found.text == TEXT
    assert [(note.vi, note.en) for note in found.notes] == [
        (f"chuyển từ bảng mã {charset.value}", f"converted from {charset.value}")
    ]


@pytest.mark.parametrize("charset", Legacy)
def test_fields_and_clauses_are_the_same(charset: Legacy) -> None:
    def shape(text: str) -> tuple[object, ...]:
        parsed = parse(Source("a.txt", text, ""))
        head: Directive = parsed.directives[0]
        assert head.number is not None
        assert head.number.value == "12/CV-UBND"
        return (
            [head.kind and head.kind.value, head.issuer and head.issuer.value, head.date and head.date.value],
            [head.subject and head.subject.value, [one.value for one in head.addressees]],
            [(one.name, one.capacity) for one in head.signers],
            [(clause.address, unicodedata.normalize("NFC", clause.text)) for clause in parsed.clauses],
        )

    expected = shape(TEXT)
    assert shape(read(OLD[charset]).text) == expected
    assert shape(read(unicodedata.normalize("NFD", TEXT).encode()).text) == expected


def test_lines_in_unicode_among_old_ones() -> None:
    old = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in written.tcvn3(TEXT))
    added = "Ghi chú: đã nhập lại từ bản giấy."
    assert read(f"{old}{added}\n{old}".encode()).text == f"{TEXT}{added}\n{TEXT}"


def test_codes_of_an_old_printer() -> None:
    assert read(b"\x0f" + OLD[Legacy.TCVN3] * 2 + b"\x12").text == f"\x0f{TEXT}{TEXT}\x12"


def test_western_text() -> None:
    text = "Le préfet de la région a été informé dès l’arrivée des élèves à l’école."
    found = read(text.encode("cp1252"))
    assert found.text == text
    assert [note.en for note in found.notes] == ["read as Windows-1252"]


# ---- what is no text


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\xff" * 100,
        b"abc\x00def",
        b"\x80\x04\x95\x00.",
        b"\xff\xfe\x00\xd8" * 50,
        b"\x01\x02\xfa" * 300,
        "Quận".encode("utf-16-le"),
        bytes(range(256)) * 4,
    ],
)
def test_binary(data: bytes) -> None:
    with pytest.raises(SourceError) as error:
        read(data)
    assert "nhị phân" in error.value.vi
    assert "save it" in error.value.en


@pytest.mark.parametrize(
    "data",
    [
        "Привет, это русский текст".encode("koi8-r"),
        "日本語のテキストです".encode("shift_jis"),
        "중요한 문서".encode("euc-kr"),
        "Hà Đông".encode("latin-1", "replace") + b"\xe9",
    ],
)
def test_unknown_encodings(data: bytes) -> None:
    with pytest.raises(SourceError) as error:
        read(data)
    assert "bảng mã" in error.value.vi
    assert "UTF-8" in error.value.vi
    assert "UTF-8" in error.value.en


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    try:
        found = read(data)
    except SourceError:
        return
    assert found.format == "text"
