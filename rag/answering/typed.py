"""Answers that are a value: a date, a time, a length of time, a number with what it counts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.parsing import patterns as p
from index.text import fold, plain, tokens
from rag import values
from rag.answering.candidates import Candidate
from rag.answering.evidence import Evidence
from rag.answering.passage import passage
from rag.question.cues import WHEN
from rag.types import Draft, Statement
from rag.values import Value

Reader = Callable[[str], list[Value]]
# Clauses this close in score answer equally well.
EQUAL = 0.06
# "Khi nào" may be answered by a condition instead of a date, but only by a sentence that holds the question itself.
CERTAIN_OWN, CERTAIN_PAIRS = 0.55, 0.5
# A number whose unit the question does not name must stand in a sentence that holds most of the question.
UNITLESS_OWN = 0.6
_SAME_UNIT = {
    "met": {"m", "met"}, "m": {"m", "met"}, "tien": {"dong", "trieu", "ty", "nghin"}, "phan": {"%"}, "cay": {"km"},
}  # fmt: skip
# Units that are whole by themselves: "mấy người ngoài công sở" counts people.
_WHOLE_UNITS = frozenset("nguoi giuong cho ngay met m ca dong phuong lan muc dot tang tuoi mui buoi xa quan ho".split())
_TIME_UNITS = frozenset({"ngay", "thang", "nam", "tuan", "gio", "tieng", "phut"})
# Words that stand between a number and what it counts: "1/2 số lượng cán bộ".
_BETWEEN = frozenset({"so", "luong", "tong", "luot", "truong", "hop", "cac"})
_ORDINAL = re.compile(r"(?<![^\W_])thứ\s+(?:\d+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?![^\W_])", re.IGNORECASE)


def date(evidence: Evidence) -> Draft | None:
    """The day asked for. "Lúc nào", "khi nào" may be told without a date."""
    best = evidence.best
    vague = not re.search(r"\b(?:ngay|hom|nam|thang|han)\b", evidence.folded)
    if vague and best is not None and not _dates(evidence, best.sentence.text):
        sure = best.own >= CERTAIN_OWN and (best.pairs >= CERTAIN_PAIRS or not evidence.matcher.pairs)
        return passage(evidence) if sure else None
    if "hieu luc" in evidence.folded:  # a date of something else is no date of coming into force
        return _value(evidence, lambda text: _dates(evidence, text) if "hieu luc" in fold(text) else [])
    return _value(evidence, lambda text: _dates(evidence, text))


def time(evidence: Evidence) -> Draft | None:
    """The hour asked for, with the day where that is asked too."""
    hour = _value(evidence, values.times)
    if hour is None or not re.search(r"ngay nao|hom nao|ngay may|ngay bao nhieu", evidence.folded):
        return hour
    day = _value(evidence, lambda text: _dates(evidence, text) if values.times(text) else [])
    return Draft((*hour.statements, *day.statements), hour.confidence) if day else hour


def quantity(evidence: Evidence) -> Draft | None:
    """The number asked for; each of several ("mấy mét và bao nhiêu người") must be found."""
    if "thu may" in evidence.folded:
        return _value(
            evidence,
            lambda text: [Value(m.start(), m.end(), plain(m.group())) for m in _ORDINAL.finditer(text)],
        )
    if level := _LEVEL.search(evidence.folded):
        return _value(evidence, lambda text: _levels(text, level[1]))
    if re.search(r"ty le|phan tram", evidence.folded):
        return _value(
            evidence,
            lambda text: [v for v in values.quantities(text) if "%" in v.text or re.search(r"\d/\d(?!\d?h)", v.text)],
        )
    if not evidence.query.units and (evidence.best is None or evidence.best.own < UNITLESS_OWN):
        return None
    drafts = [_value(evidence, _reader(evidence, unit)) for unit in evidence.query.units or ("",)]
    if any(draft is None for draft in drafts):
        return None
    statements = tuple(s for draft in drafts if draft for s in draft.statements)
    return Draft(statements, min(draft.confidence for draft in drafts if draft))


def duration(evidence: Evidence) -> Draft | None:
    """The length of time asked for without naming a unit ("bao lâu")."""
    return _value(evidence, values.durations) if not evidence.query.units else quantity(evidence)


def _reader(evidence: Evidence, unit: str) -> Reader:
    first = unit.split(" ")[0]
    if first in ("gio", "tieng"):
        return lambda text: [v for v in values.durations(text) if re.search(r"\dh|giờ|tiếng", v.text)]
    if first in _TIME_UNITS:
        return lambda text: [v for v in values.durations(text) if first in fold(v.text).split("/")[0]]
    return lambda text: counted(text, unit)


_NUMBER_WORD = re.compile(r"(?<![^\W_])(?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)\s+(?=[^\W\d_])", re.IGNORECASE)


_LEVEL = re.compile(r"\b(tang|dot|muc|lan|giai doan|cap|loai|khoa|ky|mui|vong|tap) may\b(?! (?:nguoi|ngay|lan))")


def _levels(text: str, noun: str) -> list[Value]:
    """``tầng 1`` for ``tầng mấy``."""
    found = tokens(text)
    size = len(noun.split())
    return [
        Value(found[at].start, found[at + size].end, plain(text[found[at].start : found[at + size].end]))
        for at in range(len(found) - size)
        if " ".join(t.folded for t in found[at : at + size]) == noun and found[at + size].folded[:1].isdigit()
    ]


def counted(text: str, unit: str) -> list[Value]:
    """Quantities of ``unit`` (one or two folded syllables); any quantity when it is empty."""
    found = values.quantities(text)
    if not unit:
        return found
    wanted = unit.split(" ")
    same = _SAME_UNIT.get(wanted[0], {wanted[0]})
    result = []
    for value in found:
        number = re.match(r".*\d", value.text)
        begin = text.find(number.group()[-1], value.start) if number else value.start
        behind = tokens(text[value.start : value.end + 40])
        at = (
            max(
                (i for i, t in enumerate(behind) if t.folded[:1].isdigit() and t.start < value.end - value.start),
                default=-1,
            )
            + 1
        )
        while at < len(behind) and behind[at].folded in _BETWEEN and behind[at].folded not in same:
            at += 1
        if "%" in same and "%" in value.text:
            result.append(value)
        elif begin >= 0 and at < len(behind) and behind[at].folded in same:
            end = behind[at].end
            if (
                len(wanted) > 1
                and wanted[0] not in _WHOLE_UNITS
                and at + 1 < len(behind)
                and behind[at + 1].folded == wanted[1]
            ):
                end = behind[at + 1].end
            stop = max(value.start + end, value.end if value.text[-1:].isalnum() and at <= 2 else 0)
            result.append(Value(value.start, stop, plain(text[value.start : stop])))
    for match in _NUMBER_WORD.finditer(text) if not result else ():
        behind = tokens(text[match.end() : match.end() + 20])
        if behind and behind[0].folded in same:
            result.append(
                Value(
                    match.start(), match.end() + behind[0].end, plain(text[match.start() : match.end() + behind[0].end])
                )
            )
    return result


_HOLIDAY = re.compile(r"(?:lễ|dịp|Quốc khánh|Tết|kỷ niệm)[^;.:]{0,30}$", re.IGNORECASE)
_CITED_DATE = re.compile(rf"(?:{p.NUMBER.pattern})[,\s(]*(?:ban hành\s+)?(?:ngày\s+)?$")
_FROM = re.compile(r"(?:từ|kể từ)\s+(?:\S+\s+)?(?:ngày\s+)?$")
_ENDS = re.compile(r"\bket thuc\b|\bhet\b|den ngay nao|den khi nao|den bao gio")


def _dates(evidence: Evidence, text: str) -> list[Value]:
    """Dates that can be what is asked: not those of documents quoted, nor holidays, nor a beginning for an end."""
    folded = evidence.folded
    found = [v for v in values.dates(text) if not _CITED_DATE.search(text[max(0, v.start - 60) : v.start])]
    if not re.search(r"\ble\b|\bdip\b|nghi", folded):
        found = [v for v in found if not _HOLIDAY.search(text[max(0, v.start - 50) : v.start])]
    if _ENDS.search(folded):
        found = [
            v
            for v in found
            if not re.search(r"(?:từ|kể từ)\s+(?:\S+\s+)?(?:ngày\s+)?$", text[max(0, v.start - 20) : v.start])
        ]
    if re.search(r"nhung ngay", evidence.folded) and len(found) > 1:
        return [Value(found[0].start, found[-1].end, ", ".join(v.text for v in found))]
    if not re.search(r"nam nao|thang nao", evidence.folded):
        found = [v for v in found if "/" in v.text]
    return found


def _value(evidence: Evidence, read: Reader) -> Draft | None:
    for widen in (False, True):
        for candidate in evidence.near():
            piece = candidate.sentence if widen else candidate.piece
            value = _choose(evidence, read(piece.text), piece.text)
            if value:
                return _with_others(evidence, value, candidate, read)
    return None


def _with_others(evidence: Evidence, value: Value, best: Candidate, read: Reader) -> Draft:
    """The value, with other clauses that match as well: those that say the same are cited too, others are shown."""
    statements = [Statement(value.text, (evidence.sentence(best),))]
    for candidate in evidence.near():
        if candidate.hit.clause.id == best.hit.clause.id or candidate.score < best.score - EQUAL or len(statements) > 2:
            continue
        other = _choose(evidence, read(candidate.piece.text), candidate.piece.text)
        if not other:
            continue
        cited = evidence.sentence(candidate)
        if [t.accented for t in tokens(other.text)] == [t.accented for t in tokens(statements[0].text)]:
            statements[0] = replace(statements[0], citations=(*statements[0].citations, cited))
        elif cited.clause.id not in {c.clause.id for s in statements for c in s.citations}:
            statements.append(Statement(other.text, (cited,)))
    return Draft(tuple(statements), evidence.support(best))


def _choose(evidence: Evidence, found: Sequence[Value], text: str) -> Value | None:
    """The value nearest to the question's words; one led in as the question leads in ("trước ngày") goes first."""
    if not found:
        return None
    lead = re.search(rf"(\w+)\s+(?:{WHEN}|may gio|bao nhieu|may)\b", evidence.folded)
    middle = evidence.matcher.position(tokens(text))

    def rank(value: Value) -> tuple[bool, float]:
        before = [token.folded for token in tokens(text[max(0, value.start - 20) : value.start])][-2:]
        return (not (lead and lead[1] in before and lead[1] not in ("vao", "tu")), abs(value.start - middle))

    return min(found, key=rank)
