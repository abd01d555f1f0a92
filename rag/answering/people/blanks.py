"""The phrase that stands, in the text, where the question has its question phrase, and whether it is of the kind asked for."""

import re
from collections.abc import Iterator

from index.parsing import patterns as p
from index.text import fold, folded_words, tokens
from rag.answering.evidence import Evidence
from rag.answering.people import phrases
from rag.question import units
from rag.question.cues import ORGAN, WHO
from rag.types import Draft
from rag.values import Value

_NOUN = (
    r"(?:luc luong|doi tuong|mo hinh|he thong|hinh thuc|tinh trang|linh vuc|nhom|bien phap"
    r"|nguyen tac|phuong cham|phong trao|che do|chinh sach|ung dung|kenh|"
    r"yeu cau|noi dung|nhiem vu|phuong an|giai phap|quan diem|tieu chi|loai|muc|nguon)"
)
_KIND = rf"(?:{ORGAN}|to(?! chuc)|doi(?! tuong)|to doi)"
# "phối hợp với [cơ quan nào]", "báo cáo [về đâu]", "thực hiện [mô hình gì]": the question phrase and what is around it.
_QUESTION_PHRASE = re.compile(
    rf"(?P<left>(?:[a-z]+ ){{0,5}}?)(?P<many>(?:nhung|cac) )?"
    rf"(?:\b(?P<organ>{_KIND}(?: [a-z]+)?) (?:nao|gi)\b|\b(?P<noun>{_NOUN}) (?:nao|gi)\b"
    rf"|\b(?P<other>(?!{_KIND}\b)[a-z]+ (?!{_KIND}\b|lam\b|la\b|noi\b|viec\b)[a-z]+) (?:gi|nao)\b|\b(?P<where>dau)\b|{WHO})"
    rf"(?P<right>(?: [a-z]+){{0,3}})"
)
EMPTY_WORDS = frozenset({"cua", "cho", "ve", "nhung", "cac", "phai", "se", "do", "la", "duoc", "thi"})
# "dưới sự chỉ đạo của ai": whom somebody directs is another.
_DIRECTS = re.compile(r"\b(?:chi dao|lanh dao|dieu hanh|lenh) cua\b")
_TERRITORIES = units.names()
SPECIFIC = re.compile(
    r"\b(?<!co )(phuong|xa|quan|huyen|tinh|ban|so_|bo|phong|quan uy|dang uy|doan|hoi|trung tam|van phong"
    r"|benh vien|cong ty|xi nghiep|tram|cuc|chi cuc) nao\b"
)


def blank(evidence: Evidence) -> Draft | None:
    """The phrase that stands, in the text, where the question has its question phrase."""
    match = _QUESTION_PHRASE.search(evidence.folded)
    if not match:
        return None
    noun = (match["noun"] or match["other"] or "").split()
    if noun in (["luc", "luong"], ["doi", "tuong"]) and len((match["right"] or "").split()) > 1:
        return None  # "lực lượng nào góp người": who acts is asked
    body = not noun and not match["where"]
    for right in _endings(match["right"]) if body else ():
        value = evidence.first(
            lambda text, words=right: _consent(text, words) or phrases.before(text, words),  # type: ignore[misc]
            lambda said: phrases.is_actor(said) and fits(evidence, said),
        )
        if value:
            return value
    spelt = set(evidence.matcher.forms(evidence.query.text)) if evidence.matcher.marks else set[str]()
    agent = match["left"].split()[-1:] in (["duoc"], ["bi"], ["do"])  # "được bên nào chỉ đạo": who acts is asked
    for words in _leads(match["left"], noun) if not agent else ():
        value = evidence.first(
            lambda text, words=words: phrases.after(text, words, many=bool(match["many"]), spelt=spelt),  # type: ignore[misc]
            lambda said: (not body or phrases.is_actor(said)) and fits(evidence, said),
        )
        if value:
            return value
    organ = match["organ"].replace("_", "").split() if match["organ"] else []
    if organ and match["left"].strip():
        own = {token.folded for token in tokens(evidence.query.text)}
        return evidence.first(
            lambda text: _only([v for v in phrases.named(text, organ) if not set(folded_words(v.text)) <= own]),
            lambda said: fits(evidence, said),
        )
    return None


_CONSENT = frozenset(
    {("dong", "y"), ("cho", "phep"), ("phe", "duyet"), ("chap", "thuan"), ("nhat", "tri"), ("phan", "cong")}
)


def _consent(text: str, words: list[str]) -> Value | None:
    """``Thủ trưởng cơ quan`` of ``được sự đồng ý của Thủ trưởng cơ quan`` for ``ai đồng ý``."""
    return phrases.after(text, [*words[:2], "cua"]) if tuple(words[:2]) in _CONSENT else None


def _only(found: list[Value]) -> Value | None:
    """The one of that kind in a text; ``None`` where it names several."""
    return found[0] if len({value.text for value in found}) == 1 else None


def _leads(left: str, noun: list[str]) -> Iterator[list[str]]:
    """The words to look for before the blank, the most telling first."""
    if directs := _DIRECTS.search(left):
        yield directs.group().split()
        return
    words = [word for word in left.split() if word not in EMPTY_WORDS]
    if words[-1:] == ["voi"] and words[-3:-1] != ["phoi", "hop"]:
        words.pop()  # "báo cáo với ai" is printed "báo cáo Thủ trưởng"
    if noun:
        for size in (2, 1, 0):
            if len(words) >= size:
                yield [*words[len(words) - size :], *noun]
        return
    for size in (3, 2):
        if len(words) >= size:
            yield words[-size:]


def _endings(right: str | None) -> Iterator[list[str]]:
    if (right or "").strip().startswith("cua "):
        return  # "cơ quan nào của Quận ủy": whose it is, not what it does
    words = [word for word in (right or "").split() if word not in EMPTY_WORDS]
    for size in (3, 2):
        if len(words) >= size:
            yield words[:size]


def fits(evidence: Evidence, text: str) -> bool:
    """``ban nào`` wants a committee, ``phường nào`` a ward by its name."""
    asked = SPECIFIC.search(evidence.folded)
    if not asked:
        return True
    noun = asked[1].rstrip("_")
    if noun in _TERRITORIES:
        return any(fold(m[1]) == noun for m in re.finditer(rf"([^\W\d_]+)\s+{p.NAME_RUN}", text))
    return re.search(rf"(?<!uy )(?<!dia )\b{noun}\b", fold(text)) is not None


# "Huyện nào", "xã nào": one that has a name.
_UNIT = re.compile(rf"\b({units.folded(units.HAMLET)}) nao\b")


def names_one(evidence: Evidence, text: str) -> bool:
    """Whether a sentence names a unit of the kind asked for that the question does not."""
    unit = _UNIT.search(evidence.folded)
    named = re.finditer(rf"(?<![^\W_])[^\W\d_]+(?:\s[^\W\d_]+)?\s+(?:[{p.UPPER}]\w+\s?)+", text) if unit else ()
    asked = evidence.words(evidence.query.text)
    return unit is not None and any(
        f" {unit[1]} " in f" {' '.join(folded_words(one.group()))} " and not evidence.words(one.group()) <= asked
        for one in named
    )
