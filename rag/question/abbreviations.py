"""Abbreviations of a question spelt out: those of every office, of chat, and those that the archive's documents introduce.

``chat`` puts words for what is typed so in messages (one reading each); ``repair`` spells out what offices write, and gives an
abbreviation learnt from the archive (:mod:`index.abbreviations`) in both forms, since its documents use both. Kinds of
documents (``CV``, ``QĐ``) and parts of numbers stay: :mod:`rag.question.cues` and ``numbers`` read them. A new abbreviation is a
line in a table here, or in :data:`index.text.ABBREVIATIONS` when documents use it too.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from index.abbreviations import Abbreviation, is_acronym
from index.orthography import like_case, possible_bare
from index.text import ABBREVIATIONS, fold
from rag.question.cues import KIND_WORDS
from rag.types import Change, Repair

# Chat spellings with one reading; whole words only, in lower case.
_CHAT = {
    "j": "gì", "gj": "gì", "cgi": "cái gì", "ko": "không", "kg": "không", "hok": "không", "khg": "không", "dc": "được",
    "đc": "được", "ntn": "như thế nào", "nhữg": "những", "đảg": "đảng", "cs": "chính sách", "bn": "bao nhiêu",
    "bnhieu": "bao nhiêu", "bnhiu": "bao nhiêu", "nhiu": "nhiêu", "kí": "ký", "vs": "với", "bgio": "bao giờ",
    "bgiờ": "bao giờ", "sluc": "sao lục", "slục": "sao lục", "cthi": "chỉ thị", "cthị": "chỉ thị",
    "trc": "trước", "trog": "trong", "cx": "cũng", "cũg": "cũng",
    "nx": "nữa", "lm": "làm", "bik": "biết", "mk": "mình", "ngừi": "người", "ng": "người", "tgian": "thời gian",
    "ndung": "nội dung", "kqua": "kết quả", "đky": "đăng ký", "đki": "đăng ký", "dky": "đăng ký", "dki": "đăng ký",
    "ttin": "thông tin", "đvi": "đơn vị", "dvi": "đơn vị", "cty": "công ty", "sđt": "số điện thoại", "sdt": "số điện thoại",
    "vb": "văn bản", "vbản": "văn bản", "vde": "vấn đề", "vđề": "vấn đề", "tphcm": "thành phố Hồ Chí Minh",
    "sx": "sản xuất", "fải": "phải", "fòng": "phòng", "đg": "đang", "hđộng": "hoạt động", "chtrinh": "chương trình",
}  # fmt: skip
# "xuốg", "trườg": no syllable ends in "g" alone, and one with a mark is no abbreviation.
_CUT_NG = re.compile(r"(?<![^\W_])([^\W\d_]*[à-ỹăâđêôơư][^\W\d_]?)g(?![^\W_])", re.IGNORECASE)
# Not behind a number: "50 kg" are kilograms. Not inside a code, an address on the net or another word.
_CHAT_WORD = re.compile(
    r"(?<![\w/.&@-])(?<!\d )(?:" + "|".join(sorted(_CHAT, key=len, reverse=True)) + r")(?![\w/&@-]|\.\w)", re.IGNORECASE
)
# "Nhiêu tiền": "bao" left out. With a capital inside a question it is a name ("Kênh Nhiêu Lộc").
_HOW_MANY = re.compile(r"(?<![^\W_])((?:bao|bấy|bay)\s*)?(nhiêu)(?![^\W_])(?!\s+khê)", re.IGNORECASE)
# What stands before a unit: "kg" is no "không" there.
_COUNTS = re.compile(
    r"(?:\d|\b(?:mấy|may|nhiêu|nhieu|mỗi|moi|một|mot|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|trăm|tram|nghìn|ngàn|triệu|nửa|vài|"
    r"theo|đồng|dong))[\s/]*$",
    re.IGNORECASE,
)
# What stands before names, with or without a dot; the dot is needed where the letter alone means other things.
_BEFORE_NAME = (
    (re.compile(r"(?<![\w/-])(?:TP|Tp|tp)(?![\w/&-])\.?\s*(?=[^\W_])"), "thành phố "),
    (re.compile(r"(?<![\w/-])[Qq]\.\s*(?=[A-ZĐÀ-Ỵ\d])"), "quận "),
    (re.compile(r"(?<![\w/-])[Pp]\.\s*(?=[A-ZĐÀ-Ỵ\d])"), "phường "),
    (re.compile(r"(?<![\w/-])(?:TX|tx)\.\s*(?=[^\W_])"), "thị xã "),
)
# Committees of the Party as bodies, in capitals: behind a word that a body follows, or before its name ("QU Hà Đông"), and not
# as the end of a number ("667 CV QU").
_COMMITTEES = {
    "QU": "Quận ủy", "TU": "Thành ủy", "HU": "Huyện ủy", "ĐU": "Đảng ủy", "TƯ": "Trung ương", "TW": "Trung ương",
}  # fmt: skip
_COMMITTEE = re.compile(r"(?<![\w/.-])(?:QU|TU|TƯ|TW|HU|ĐU)(?![\w/-])(?=(?P<name>\s+[A-ZĐÀ-Ỵ][a-zà-ỹ]+)?)")
_BEFORE_BODIES = frozenset("cua do tu gui phong vu boi truc ban".split())
# What offices shorten, with all it may stand for, likeliest first: the archive's own words choose, then the likeliest.
_READINGS = {
    "btg": ("Ban Tuyên giáo",), "ubkt": ("Ủy ban Kiểm tra",), "bdv": ("Ban Dân vận",),
    "btc": ("Ban Tổ chức", "Bộ Tài chính"), "tyt": ("Trạm Y tế",), "ttyt": ("Trung tâm Y tế",), "syt": ("Sở Y tế",),
    "byt": ("Bộ Y tế",), "cap": ("Công an phường",), "caq": ("Công an quận",), "cax": ("Công an xã",),
    "cah": ("Công an huyện",), "ca": ("Công an",), "dtn": ("Đoàn Thanh niên",), "nld": ("người lao động",),
    "dn": ("doanh nghiệp", "Đà Nẵng"), "btvtu": ("Ban Thường vụ Thành ủy", "Ban Thường vụ Tỉnh ủy"),
    "ttqu": ("Thường trực Quận ủy",), "tttu": ("Thường trực Thành ủy", "Thường trực Tỉnh ủy"),
    "btvqu": ("Ban Thường vụ Quận ủy",), "btvhu": ("Ban Thường vụ Huyện ủy",), "bch": ("Ban Chấp hành", "Ban Chỉ huy"),
    "bchqs": ("Ban Chỉ huy Quân sự",), "hlhpn": ("Hội Liên hiệp Phụ nữ",), "hccb": ("Hội Cựu chiến binh",),
    "gvcn": ("giáo viên chủ nhiệm",), "sgd": ("Sở Giáo dục",), "pgd": ("Phòng Giáo dục",),
}  # fmt: skip
# Other words when they are typed in small letters.
_IN_CAPITALS = frozenset({"ca", "cap", "dn", "caq", "cax", "cah"})
_WORD = re.compile(r"(?<![\w/@.&-])[^\W\d_][\w&]*(?![\w/@]|[-&.]\w)")


_FAR = 3
_NEXT = re.compile(r"\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)")


def chat(text: str) -> str:
    """``text`` with the spellings of chat written out. All capitals are names and codes (``CS``), unless the whole text is."""

    def write(match: re.Match[str]) -> str:
        word = match.group()
        if (word.isupper() and not shouted) or (word.lower() == "kg" and _COUNTS.search(text[: match.start()])):
            return word
        return like_case(_CHAT[word.lower()], word)

    def ask(match: re.Match[str]) -> str:
        before = match.string[: match.start()].rstrip()
        named = match[2][0].isupper() and before and before[-1] not in ".?!:" and not shouted
        return match.group() if match[1] or named else like_case("bao nhiêu", match[2])

    shouted = text.isupper()
    written = _HOW_MANY.sub(ask, _CHAT_WORD.sub(write, text))
    return _CUT_NG.sub(lambda m: m.group() if m[1][-1] in "nN" else f"{m[1]}ng", written)


def repair(
    text: str, learnt: Mapping[str, Abbreviation], holds: Callable[[str], int] = lambda _: 0
) -> tuple[str, tuple[Change, ...]]:
    """``text`` with its abbreviations spelt out, and those changes; ``learnt``: the archive's own, by folded short form;
    ``holds``: in how many clauses the archive has such words."""
    changes: list[Change] = []
    whole: list[str] = []

    def put(short: str, long: str, searched: str = "") -> str:
        changes.append(Change(Repair.ABBREVIATION, short.strip(), long.strip()))
        return searched or long

    def both(short: str, one: Abbreviation) -> str:
        whole.extend(short.split() if " " in short else ())
        return put(short, one.long, f"{one.long} ({short})")

    for pattern, noun in _BEFORE_NAME:
        text = pattern.sub(lambda m, noun=noun: put(m.group(), noun), text)  # type: ignore[misc]
    text = _COMMITTEE.sub(lambda m: put(m.group(), _COMMITTEES[m.group()]) if _is_body(m) else m.group(), text)
    for key, one in learnt.items():
        if " " in key and key in fold(text) and not _goes_on(key, one, text):
            text = _letters(one.short).sub(lambda m, o=one: both(m.group(), o), text)  # type: ignore[misc]

    def spell(match: re.Match[str]) -> str:
        word = match.group()
        key = fold(word)
        if (
            word in whole
            and match.string[match.end() : match.end() + 1] in (")", " ")
            and "(" in match.string[: match.start()]
        ):
            return word  # spelt out already, with what stands beside it
        if key in _READINGS and key not in learnt and _is_short(word, key, match.string):
            after = _NEXT.match(match.string, match.end())
            return put(word, _reading(_READINGS[key], after[1] if after else "", holds))
        if key in ABBREVIATIONS:
            long = ABBREVIATIONS[key]
            return put(word, long[0].upper() + long[1:] if word[0].isupper() else long)
        one = learnt.get(key)
        if one is None or key in KIND_WORDS or (possible_bare(key) and not is_acronym(word)):
            return word
        return both(word, one)

    return _WORD.sub(spell, text), tuple(changes)


def _goes_on(key: str, one: Abbreviation, text: str) -> bool:
    """Whether the long form begins as the short one does and ``text`` goes on with it: "Ban Chỉ đạo Chuyển đổi số"."""
    rest = re.findall(r"\w+", fold(one.long).removeprefix(key))[:3]
    after = re.search(rf"\b{key} (\w+)", fold(text))
    return fold(one.long).startswith(f"{key} ") and after is not None and after[1] in rest


def _letters(short: str) -> re.Pattern[str]:
    """The short form as it is typed: in small letters, too, and "đ" as "d"."""
    return re.compile(rf"(?i)(?<!\w){re.escape(short).replace('Đ', '[ĐD]')}(?!\w)")


def _is_short(word: str, key: str, text: str) -> bool:
    """Whether it is typed as an abbreviation: in capitals, or, where it is no other word, all in small letters."""
    return (word.isupper() and not (key in _IN_CAPITALS and text.isupper())) or (
        word.islower() and key not in _IN_CAPITALS
    )


def _reading(readings: Sequence[str], after: str, holds: Callable[[str], int]) -> str:
    """What it stands for here: what the archive has before the words that follow, else what it has oftenest."""
    with_next = [long for long in readings if after and holds(f"{long} {after}")]
    counts = [holds(f"{long} {after}" if with_next else long) for long in with_next or readings]
    # The first, unless another stands far oftener.
    return next(long for long, count in zip(with_next or readings, counts, strict=True) if count * _FAR >= max(counts))


def _is_body(match: re.Match[str]) -> bool:
    before = fold(match.string[: match.start()]).split()[-3:]
    if any(any(c.isdigit() for c in word) for word in before):
        return False
    return bool(match["name"]) or (bool(before) and before[-1] in _BEFORE_BODIES)
