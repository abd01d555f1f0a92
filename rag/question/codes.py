"""The symbols of document numbers as questions write them: what in ``667 - CV / QU``, ``06cttu`` or ``tb 739 tu`` is a code."""

import re
from collections.abc import Container, Sequence
from functools import cache

from index.parsing import patterns as p
from index.text import Token, fold

# Kinds and issuers as numbers spell them, folded.
KIND_CODES = frozenset(fold(code) for code in p.KINDS)
CODES = KIND_CODES | frozenset(fold(code) for code in p.ISSUER_CODES) | {"nccc", "kgvx", "ubtvqh", "vptw", "ubkt"}
# A blank before it, one of these is a code; others ("da", "tc", "bc") are as often words without their marks.
_PLAIN_KINDS = frozenset("cv ct tb qd nq cd kl ttlt ttr vbhn".split())
_ISSUERS = frozenset("tu qu hu du tw ttg cp ubnd hdnd vpcp btc".split())
_APART = _PLAIN_KINDS | _ISSUERS | {"bs"}
_DD = str.maketrans("đĐ", "dD")  # "qđ" is typed with it, "tủ" is no "tu"
# What is typed and scanned for a dash or a slash.
SEPARATORS = r"\-–—‐‑−/⁄∕_"
_GAP = re.compile(rf"\.|[\s{SEPARATORS}]*")
MARKED = re.compile(rf"[{SEPARATORS}.]")


def codes_after(
    text: str, found: Sequence[Token], at: int, called: bool, archived: Container[str]
) -> tuple[tuple[str, ...], int, bool]:
    """The codes behind the figures, the token after them, and whether they were set off or attached.

    ``called``: the kind was named before the figures; ``archived``: what the numbers of the archive hold beside figures.
    """
    codes: list[str] = []
    end, set_off = at, False
    while end < len(found) and len(codes) < 5:
        token, gap = found[end], text[found[end - 1].end : found[end].start]
        if codes and token.start == found[end - 1].start:  # a spelt-out abbreviation: its syllables share one place
            end += 1
            continue
        if not _GAP.fullmatch(gap):
            break
        typed = text[token.start : token.end]
        marked = not gap or bool(MARKED.search(gap))
        if codes and not gap and typed.isdecimal():  # UBTVQH14
            codes[-1] += typed
            end += 1
            continue
        after = _typed(text, found, end + 1)
        begun = called or bool(codes) or (fold(typed) in KIND_CODES and fold(after) in _ISSUERS and after.isascii())
        parts = _parts(fold(typed), marked, begun, archived)
        as_code = typed.translate(_DD).isascii() or typed.isupper() or (not typed.islower() and marked)
        if not (parts and as_code) and not (marked and gap and typed.isupper() and len(typed) > 1):
            break
        codes += parts or (fold(typed),)
        set_off = set_off or marked
        end += 1
    while codes and end < len(found) and found[end].start == found[end - 1].start:
        end += 1
    return tuple(codes), end, set_off


def _parts(raw: str, marked: bool, begun: bool, archived: Container[str]) -> tuple[str, ...]:
    """The codes that a word spells, if any: ``cvqu`` is two. With only a blank before it fewer words are codes."""
    if marked and (raw in CODES or raw in archived):
        return (raw,)
    if (begun and raw in _APART) or raw in _PLAIN_KINDS:
        return (raw,)
    return _split(raw) if len(raw) >= 4 else ()


@cache
def _split(raw: str) -> tuple[str, ...]:
    """``cttu`` → ``("ct", "tu")``: a kind and what is left of the word, where both are codes."""
    for size in (4, 3, 2):
        if raw[:size] in KIND_CODES and (raw[size:] in CODES - KIND_CODES):
            return raw[:size], raw[size:]
    return ()


def _typed(text: str, found: Sequence[Token], at: int) -> str:
    return text[found[at].start : found[at].end] if at < len(found) else ""
