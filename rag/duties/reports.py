"""Whom a duty is reported to, and the documents it rests on. Pure, on single lines."""

import re
from collections.abc import Iterable

from index.parsing import patterns as p
from index.parsing.numbers import clean_number
from index.types import Reference, Relation
from rag.duties import bodies

_HEAD = re.compile(bodies.HEAD)
_SMALL = (
    bodies.SMALL | frozenset("ủy uỷ thị khối trực phủ dựng truyền đài thi đua dự trữ lâm thủy lợi sản".split())
) - {"về", "văn", "thể", "hành"}
_WORD = re.compile(r"[^\W\d_][^\W_]*|[-–&](?= )|\d{1,2}(?= phường| xã| quận)")
_PERSON = r"(?:đồng chí |đ/c )"
# "báo cáo", at most eight words of what, perhaps a preposition, and the body.
_WHAT = r"(?: (?!báo cáo|theo|trước|của|và|để|do|với)[^\W\d_]+){0,8}?"
_TO = re.compile(
    rf"(?<![^\W_])(?:(?:báo cáo|báo cáo xin ý kiến|xin ý kiến|phản ánh){_WHAT}(?: (?:về|cho|lên|với|đến|gửi(?: về| cho| đến)?))? "
    rf"|(?:gửi|trình|nộp)(?: [^\W\d_]+){{0,8}}? (?:(?:về|cho|đến|lên|báo cáo) )?)(?={_PERSON}?{bodies.HEAD}(?![^\W_])|{_PERSON})"
)
# "Ủy ban nhân dân quận, huyện, thị xã, thành phố thuộc tỉnh" is one kind of body.
_TERRITORY = re.compile(
    r", (?:quận|huyện|thị xã|thành phố|tỉnh|phường|xã|thị trấn)"
    r"(?: (?:trực thuộc|thuộc)(?: tỉnh| Trung ương| trung ương)?)?(?![^\W_])"
)
_NAME_JOIN = re.compile(rf"(?:, (?:và )?| và |; )(?={_PERSON}?{bodies.HEAD}(?![^\W_]))")
_PERSON_NAME = re.compile(rf"{_PERSON}{p.NAME_RUN}")
# "báo cáo Bộ ..." names a body; "báo cáo của Bộ …", "theo báo cáo" do not say whom.
_NOT_TO = re.compile(r"(?:theo|nhận|nhận được|nghe|từ|nội dung|yêu cầu|chế độ|mẫu|các|những|bản|của) $")


def reported_to(text: str, begin: int = 0, end: int | None = None) -> tuple[str, ...]:
    """The bodies and persons that ``text[begin:end]`` has something reported, sent or submitted to, as printed, each once."""
    found: list[str] = []
    words = text[: len(text) if end is None else end]
    for match in _TO.finditer(words, begin):
        if _NOT_TO.search(words[begin : match.start()]):
            continue
        at = match.end()
        while name := name_at(words, at):
            found.append(name)
            at += len(name)
            join = _NAME_JOIN.match(words, at)
            if not join:
                break
            at = join.end()
    return tuple(dict.fromkeys(found))


def name_at(text: str, at: int) -> str:
    """The name of a body, or of a person by title, that begins at ``at``; its small words are those of names only."""
    if person := _PERSON_NAME.match(text, at):
        return person.group()
    head = _HEAD.match(text, at)
    if not head:
        return ""
    end = head.end()
    while (gap := re.match(r" ", text[end:])) and (word := _WORD.match(text, end + gap.end())):
        said = word.group()
        if said == "và" and _HEAD.match(text, word.end() + 1):
            break
        if not (said[0].isupper() or said.lower() in _SMALL or not said[0].isalpha()):
            break
        end = word.end()
    while more := _TERRITORY.match(text, end):
        end = more.end()
    return re.sub(r"(?: (?:và|các|của|về|-|–|&|với|tổ))+$", "", text[at:end])


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of documents in ``text``, cleaned, each once."""
    return tuple(dict.fromkeys(clean_number(m.group()) for m in p.NUMBER.finditer(text)))


def grounds(references: Iterable[Reference], own: str | None) -> tuple[str, ...]:
    """The numbers of the documents that a directive numbered ``own`` is based on, carries out or answers."""
    wanted = (Relation.BASED_ON, Relation.IMPLEMENTS, Relation.ANSWERS)
    found = (one.number for one in references if one.relation in wanted and one.number and one.number != own)
    return tuple(dict.fromkeys(found))
