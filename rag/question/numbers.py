"""Document numbers in a question, in any shape: ``công văn 667``, ``cv 667``, ``667-CV/QU``, ``tb 739 tu``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing import patterns as p
from index.text import Token, fold
from rag.question.cues import KIND_WORDS

# Kinds and issuers as numbers spell them, folded.
CODES = frozenset(fold(code) for code in [*p.KINDS, *p.ISSUER_CODES]) | {
    "ubnd",
    "hdnd",
    "nccc",
    "kgvx",
    "vpcp",
}
_DIGITS = re.compile(r"^\d{1,5}(?:/\d{4})?$")
_BETWEEN = re.compile(r"^[\s\-–/.]*$")
_JOINERS = frozenset({"va", "voi", "hay", "hoac", "cung"})
# A decision is often called by what it decides, a notice of conclusions "thông báo" or "kết luận".
_SAME_KIND = {"Kết luận": {"Thông báo"}, "Thông báo": {"Kết luận"}}

# What a bare number follows or counts when it is no document's (folded).
_PLACED = frozenset("muc dieu khoan diem ngay thang nam dot qua tren duoi den".split())
_COUNTED = frozenset("nguoi giuong cho ngay ca dong trieu thang nam phuong met m lan gio".split())


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document number as a question gives it; ``start`` and ``end`` are token positions."""

    start: int
    end: int
    digits: str
    year: str | None
    codes: tuple[str, ...]
    kind: str | None
    printed: str


def split_number(number: str) -> tuple[str, str | None, tuple[str, ...]]:
    """``02/2020/UBTVQH14`` → ``("2", "2020", ("ubtvqh14",))``; folded, leading zeros gone."""
    parts = [fold(part) for part in re.split(r"[-/]", number) if part]
    digits = parts[0].lstrip("0") or "0"
    year = next((part for part in parts[1:] if re.fullmatch(r"\d{4}", part)), None)
    return digits, year, tuple(part for part in parts[1:] if part != year)


def number_mentions(text: str, found: Sequence[Token], own: frozenset[str] = frozenset()) -> list[NumberMention]:
    """Document numbers in a question: ``công văn 667``, ``cv 667``, ``667-CV/QU``, ``tb 739 tu``, ``634 và 667``.

    ``own``: the numbers of the archive's own documents, which may stand without any kind ("924 gửi ai").
    """
    mentions: list[NumberMention] = []
    for at, token in enumerate(found):
        if not _DIGITS.match(token.folded):
            continue
        kind, start = _kind_before(found, at)
        codes, end = _codes_after(text, found, at)
        digits, _, year = token.folded.partition("/")
        chained = bool(mentions) and mentions[-1].end == at - 1 and found[at - 1].folded in _JOINERS
        if chained and not kind and not codes:
            kind = mentions[-1].kind
        elif kind is None and not codes and not (token.folded in own and _stands_alone(found, at)):
            continue
        printed = text[found[start].start : found[end - 1].end]
        mentions.append(NumberMention(start, end, digits, year or None, codes, kind, printed))
    return mentions


def _stands_alone(found: Sequence[Token], at: int) -> bool:
    """Whether a bare number is likely a document's: three figures, not counting anything, not part of an address or date."""
    before = found[at - 1].folded if at else ""
    after = found[at + 1].folded if at + 1 < len(found) else ""
    return len(found[at].folded) >= 3 and before not in _PLACED and after not in _COUNTED


def _kind_before(found: Sequence[Token], at: int) -> tuple[str | None, int]:
    stop = at
    while stop and found[stop - 1].folded in ("so", "thu"):
        stop -= 1
    for size in (4, 3, 2, 1):
        words = " ".join(token.folded for token in found[max(0, stop - size) : stop])
        if stop >= size and words in KIND_WORDS:
            return KIND_WORDS[words], stop - size
        if stop >= size and words == "van ban":
            return "", stop - size
    return None, at


def _codes_after(text: str, found: Sequence[Token], at: int) -> tuple[tuple[str, ...], int]:
    codes: list[str] = []
    end = at + 1
    while end < len(found) and len(codes) < 4:
        token, gap = found[end], text[found[end - 1].end : found[end].start]
        if found[end].start == found[end - 1].start:  # a spelt-out abbreviation: its syllables share one place
            end += 1
            continue
        raw = fold(text[token.start : token.end])
        marked = bool(gap.strip())
        plain_code = raw in CODES and (marked or text[token.start : token.end].isascii())
        if not _BETWEEN.match(gap) or not (plain_code or (marked and text[token.start : token.end].isupper())):
            break
        codes.append(raw)
        end += 1
    while end < len(found) and codes and found[end].start == found[end - 1].start:
        end += 1
    return tuple(codes), end


def matches(mention: NumberMention, number: str, kind: str | None, strict: bool) -> bool:
    digits, year, codes = split_number(number)
    if digits != (mention.digits.lstrip("0") or "0") or (mention.year and year and mention.year != year):
        return False
    if (
        strict
        and mention.codes
        and not set(mention.codes) <= {part for code in codes for part in (code, re.sub(r"\d+$", "", code))}
    ):
        return False
    if mention.kind and kind and mention.kind != kind:
        return kind in _SAME_KIND.get(mention.kind, set())
    return True


def has_separator(mention: NumberMention) -> bool:
    return bool(re.search(r"\d\s*[-–/]", mention.printed))
