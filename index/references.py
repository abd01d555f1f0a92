"""Where a text names another document: kind, number, date, issuer and subject of the mention, with its span."""

import re
from collections.abc import Iterator

from index import patterns as p
from index.header import clean_number, iso_date, kind_of_number
from index.text import plain
from index.types import Reference, Relation, Span

_KIND = re.compile(rf"(?P<kind>{p.KIND_WORD})\s+(?:liên\s+tịch\s+)?(?:số\s*:?\s*)?$", re.IGNORECASE)
_DATE = re.compile(
    rf"^\s*[,(]?\s*(?:ban\s+hành\s+|ký\s+)?(?:{p.DATE_WORDS.pattern}|ngày\s+(?P<digits>{p.DATE_DIGITS.pattern.replace('?P<day>', '?P<d>').replace('?P<month>', '?P<m>').replace('?P<year>', '?P<y>')}))",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"^\s*[,)]?\s*của\s+(?P<issuer>[^,.;:()“”\"]{2,90}?)(?=\s+(?:về|v/v|quy\s+định|ban\s+hành|hướng\s+dẫn|sửa\s+đổi|phê\s+duyệt|gửi|xem|tập|và|nghe|chỉ\s+đạo|tiếp\s+tục|thực\s+hiện|bằng|theo|trong|đối\s+với)\b|[,.;:()“”\"*]|\n\n|$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"^\s*,?\s*(?:về(?:\s+việc)?|v/v)\s+(?:[*_]*[“\"][*_]*(?P<quoted>[^”\"]{{5,400}})[*_]*[”\"]|(?P<words>(?:(?!\n\n|,\s+(?:và\s+)?{p.KIND_WORD})[^.;:()]){{5,300}}))",
    re.IGNORECASE,
)
_BEFORE = (
    (Relation.IMPLEMENTS, re.compile(r"(?:thực\s+hiện|triển\s+khai|thi\s+hành|theo)\W*$", re.IGNORECASE)),
    (Relation.BASED_ON, re.compile(r"(?:căn\s+cứ)\W*$", re.IGNORECASE)),
    (Relation.ANSWERS, re.compile(r"(?:phúc\s+đáp|trả\s+lời|xét\s+đề\s+nghị[^.;]{0,80})\W*$", re.IGNORECASE)),
    (Relation.REPLACES, re.compile(r"(?:thay\s+thế)\W*$", re.IGNORECASE)),
    (Relation.REPEALS, re.compile(r"(?:bãi\s+bỏ|hủy\s+bỏ)\W*$", re.IGNORECASE)),
    (Relation.AMENDS, re.compile(r"(?:sửa\s+đổi|bổ\s+sung)[^.;]{0,40}$", re.IGNORECASE)),
)


def references(text: str, file: str, directive: int, start: int, end: int, own: Span | None) -> Iterator[Reference]:
    """Every mention of a numbered document in ``text[start:end]`` (NFC); ``own`` is the directive's own number line."""
    for match in p.NUMBER.finditer(text, start, end):
        span = Span(match.start(), match.end())
        if own and own.overlaps(span):
            continue
        number = clean_number(match.group())
        before = text[max(start, match.start() - 60) : match.start()]
        kind = _KIND.search(before)
        if not kind and not re.search(r"(?:số|Số)\s*:?\s*$", before) and "/" not in number:
            continue
        begin = match.start() - (len(before) - kind.start()) if kind else match.start()
        at, date, issuer, subject = match.end(), None, None, None
        window = text[at : min(end, at + 600)]
        if dated := _DATE.match(window):
            parts = (
                [dated["day"], dated["month"], dated["year"]] if dated["day"] else [dated["d"], dated["m"], dated["y"]]
            )
            date, at = iso_date(*parts), at + dated.end()
        if owned := _ISSUER.match(text[at : min(end, at + 200)]):
            issuer, at = plain(owned["issuer"]), at + owned.end("issuer")
        if about := _SUBJECT.match(text[at : min(end, at + 600)]):
            group = "quoted" if about["quoted"] else "words"
            subject, at = plain(about[group]), at + about.end(group)
        lead = text[max(start, begin - 90) : begin]
        relation = next((name for name, cue in _BEFORE if cue.search(lead)), Relation.MENTIONS)
        name = _kind_name(kind["kind"]) if kind else kind_of_number(number)
        yield Reference(file, directive, name, number, date, issuer, subject, relation, Span(begin, at))


def _kind_name(printed: str) -> str:
    words = " ".join(printed.split()).capitalize()
    return "Chỉ thị" if words == "Chi thị" else words
