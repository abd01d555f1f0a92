"""Questions about words explained, words shortened, and what follows from a condition."""

import re
from collections.abc import Iterator

from eval.draft import bodies
from eval.draft.types import DOC, Document, Seed
from eval.draft.words import bare, flat, lowered, quotation, self_contained, sentences, told
from index.text import fold
from index.types import Clause, Role

_EXPLAINED = re.compile(r"giai thich tu ngu|giai thich thuat ngu|dinh nghia")
_IS = re.compile(
    r"^[\"“”']?(?P<term>[A-ZĐÀ-Ỹ][^.;:\"“”]{3,70}?)[\"“”']? (?:là|được hiểu là|bao gồm) (?P<meaning>.{20,})$"
)
_SHORT = re.compile(
    rf"(?P<full>{bodies.HEAD}\b[^.;:()“”\"]{{4,110}}) \("
    rf"(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung)?\s?là:? [\"“]?(?P<short>[^()\"”]{{2,60}})[\"”]?\)"
)
# What follows from a condition is said by a verb.
_RESULT = re.compile(rf"\b(?:được|phải|không|bằng|{bodies.VERB})\b")
_IF = re.compile(r"^(?P<when>(?:Trường hợp|Nếu|Trong trường hợp|Khi) .{15,160}?),? thì (?P<then>.{15,})$")


def term_seeds(document: Document) -> Iterator[Seed]:
    """The definitions, short forms and conditions in the clauses of ``document``."""
    for clause in document.clauses:
        if clause.role is not Role.BODY or "bảng" in clause.address:
            continue
        text = bare(flat(clause))
        if any(_EXPLAINED.search(fold(heading)) for heading in clause.headings):
            yield from _defined(document, clause, text)
        for found in _SHORT.finditer(text):
            yield from _shortened(document, clause, found)
        for sentence in sentences(text):
            yield from _condition(document, clause, sentence)


def _defined(document: Document, clause: Clause, text: str) -> Iterator[Seed]:
    first = next(sentences(text), "")
    if found := _IS.match(first):
        term, said = lowered(found["term"]), told(found["meaning"])
        patterns = (
            f"Theo {DOC}, {term} là gì?", f"Theo {DOC}, thế nào là {term}?", f"{DOC} giải thích “{term}” là gì?",
        )  # fmt: skip
        gold = quotation(clause, first[: found.start("meaning") + len(said)])
        if gold and said and self_contained(said):
            yield Seed("definition", "definition", document.directive.id, patterns, ((said,),), (gold,), term)


def _shortened(document: Document, clause: Clause, found: re.Match[str]) -> Iterator[Seed]:
    """What a short form stands for; the long form is known to begin where the name of a body begins."""
    full = bodies.split_names(found["full"])[-1]
    short = found["short"].strip()
    if len(full.split()) < 3 or re.search(rf"\b{bodies.VERB}\b", full) or fold(short) == fold(full):
        return
    patterns = (f"Trong {DOC}, “{short}” là tên gọi tắt của cơ quan nào?", f"“{short}” trong {DOC} là viết gọn của gì?")
    if gold := quotation(clause, full + found.group()[len(found["full"]) :]):
        yield Seed("definition", "short form", document.directive.id, patterns, ((full,),), (gold,), short)


def _condition(document: Document, clause: Clause, sentence: str) -> Iterator[Seed]:
    found = _IF.match(sentence)
    if not found or not 5 <= len(found["when"].split()) <= 32:
        return
    when, said = lowered(found["when"]), told(found["then"])
    patterns = (f"Theo {DOC}, {when} thì giải quyết thế nào?", f"Theo {DOC}, {when} thì sao?")
    gold = quotation(clause, sentence[: found.start("then") + len(said)])
    if gold and said and self_contained(said) and _RESULT.search(said):
        yield Seed("condition", "condition", document.directive.id, patterns, ((said,),), (gold,), found["when"])
