"""Questions about who has to do what: the body, its task, whom it works with and reports to."""

import re
from collections.abc import Iterator

from eval.draft import bodies
from eval.draft.types import DOC, Document, Seed
from eval.draft.words import bare, flat, lowered, quotation, quoted, sentences, told
from eval.questions import Gold
from index.text import fold
from index.types import Clause, Role

# Words of a duty that is asked about: fewer fit too many places, more cannot be read.
_LEAST, _ASKED = 6, 34
_SELF = re.compile(
    r"\b(?:Quyết định|Nghị định|Thông tư|Thông tư liên tịch|Chỉ thị|Kế hoạch|Quy chế|Pháp lệnh|Công văn|Nghị quyết|Luật) này\b"
)
_CHARGED = re.compile(r"^(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\s+\w")
_MODAL = re.compile(r"^(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|cần)\s+")
_REPORTS = re.compile(
    rf"^(?P<who>{bodies.HEAD}\b[^.;:()]{{0,110}}?),? (?P<does>{bodies.VERB}\b.*?\bbáo cáo) "
    rf"(?P<whom>{bodies.HEAD}\b[^.;:()]{{2,80}}?)"
    r"(?= (?:trước|để|xem xét|theo|định kỳ|và|chậm nhất|kết quả|quyết định|tình hình|về)\b|,|$)(?P<rest>.*)$"
)


def duty_seeds(document: Document) -> Iterator[Seed]:
    """What the clauses of ``document`` charge bodies with."""
    texts = {clause.id: flat(clause) for clause in document.clauses}
    for clause in document.clauses:
        if clause.role is not Role.BODY:
            continue
        parent = texts.get(clause.parent) if clause.parent is not None else None
        over = bodies.OVER.match(bare(parent)) if parent else None
        holder = next((c for c in document.clauses if c.id == clause.parent), None) if over else None
        for sentence in sentences(bare(texts[clause.id])):
            if said := bodies.CHARGES.match(sentence) or bodies.DOES.match(sentence):
                yield from _said(document, clause, said, sentence)
            elif over and holder and bodies.is_name(over["who"]) and bodies.begins_duty(lowered(sentence)):
                gold = (quotation(clause, quoted(sentence)), quotation(holder, texts[holder.id]))
                yield from _who(document, over["who"], lowered(sentence), gold, None)


def _said(document: Document, clause: Clause, said: re.Match[str], sentence: str) -> Iterator[Seed]:
    who, does = said["who"], said["does"]
    issuer = document.directive.issuer
    if not bodies.is_name(who) or (issuer and fold(who) == fold(issuer.value)):  # what the directive itself does
        return
    verb = said.groupdict().get("verb")
    gold = (quotation(clause, quoted(sentence[said.start("who") :])),)
    yield from _who(document, who, does, gold, verb)
    yield from _what(document, who, does, gold)
    yield from _together(document, who, does, gold)
    if found := _REPORTS.match(sentence):
        yield from _reports(document, clause, found)


def _who(document: Document, who: str, does: str, gold: tuple[Gold | None, ...], verb: str | None) -> Iterator[Seed]:
    """Who does it. The partners of "chủ trì, phối hợp với …" are left out of the question."""
    if (found := bodies.TOGETHER.match(does)) and bodies.begins_duty(found["does"]):
        modal = _MODAL.match(found["does"])
        rest = found["does"][modal.end() :] if modal else found["does"]
        does = f"{found['before']}{modal.group() if modal else ''}chủ trì {rest}"
    action = does
    if not _is_duty(does):
        return
    ask = bodies.asks_who(who)
    patterns: tuple[str, ...]
    if verb:
        charges = {"đề nghị": "đề nghị", "yêu cầu": "yêu cầu"}.get(verb.lower(), "giao")
        patterns = (f"{DOC} {charges} {ask} {action}?", f"Theo {DOC}, {ask} được {charges} {action}?")
    else:
        patterns = (f"Theo {DOC}, {ask} {action}?", f"{ask.capitalize()} {action} theo {DOC}?")
        patterns = patterns[:1] if "theo " in action else patterns
    topic = "charged" if verb else "duty"
    yield from _seed(document, "person" if ask == "ai" else "org", topic, patterns, bodies.rows(who), gold, action)


def _is_duty(does: str) -> bool:
    """Whether ``does`` is something a body is charged with, not something that is so or is done to it."""
    return _CHARGED.match(does) is not None or bodies.begins_duty(_MODAL.sub("", does))


def _what(document: Document, who: str, does: str, gold: tuple[Gold | None, ...]) -> Iterator[Seed]:
    """What a body has to do, where it is charged with one thing only."""
    rest = _MODAL.sub("", does)
    if found := bodies.TOGETHER.match(rest):
        rest = found["does"]
    named = [clause for clause in document.clauses if clause.role is Role.BODY and who in flat(clause)]
    if len(named) != 1 or not _is_duty(does) or len(does.split()) > 45:
        return
    said = told(rest)
    if not said:
        return
    patterns = (f"Theo {DOC}, {who} có trách nhiệm gì?", f"{DOC} giao {who} làm gì?", f"{who} phải làm gì theo {DOC}?")
    yield from _seed(document, "task", "task", patterns, ((said,),), gold, "")


def _together(document: Document, who: str, does: str, gold: tuple[Gold | None, ...]) -> Iterator[Seed]:
    """Whom a body works with."""
    found = bodies.TOGETHER.match(does)
    if not found or not bodies.begins_duty(found["does"]):
        return
    others = bodies.split_names(found["others"])
    if not all(map(bodies.is_name, others)) or len(others) > 4:
        return
    action = _MODAL.sub("", found["does"])
    what = "những cơ quan nào" if len(others) > 1 else "cơ quan nào"
    patterns = (f"Theo {DOC}, {who} phối hợp với {what} để {action}?",)
    kind = "list" if len(others) > 1 else "org"
    yield from _seed(document, kind, "together", patterns, (tuple(others),), gold, action)


def _reports(document: Document, clause: Clause, found: re.Match[str]) -> Iterator[Seed]:
    who, whom = found["who"], found["whom"]
    if not bodies.is_name(who) or not bodies.is_name(whom) or len(found["does"].split()) > _ASKED:
        return
    gold = (quotation(clause, f"{found['does']} {whom}"),)
    ask = bodies.asks_who(whom)
    patterns = (f"Theo {DOC}, {who} {found['does']} {ask}?",)
    yield from _seed(
        document, "person" if ask == "ai" else "org", "reports", patterns, bodies.rows(whom), gold, found["does"]
    )


def _seed(
    document: Document, kind: str, topic: str, patterns: tuple[str, ...], rows: tuple[tuple[str, ...], ...],
    gold: tuple[Gold | None, ...], action: str,
) -> Iterator[Seed]:  # fmt: skip
    """The seed, unless its words are too few or its quotation is not to be had. "Quyết định này" becomes the name."""
    quotes = tuple(item for item in gold if item)
    if len(quotes) < len(gold) or (topic != "task" and not _LEAST <= len(action.split()) <= _ASKED):
        return
    if action and len(_SELF.findall(action)) == 1:
        there = action
        patterns = tuple(
            _SELF.sub(DOC, pattern.replace(f"Theo {DOC}, ", "").replace(f" theo {DOC}", "")) for pattern in patterns
        )
        patterns = tuple(pattern[:1].upper() + pattern[1:] for pattern in patterns if pattern.count(DOC) == 1)
        action = _SELF.sub("", there)
    if patterns:
        yield Seed(kind, topic, document.directive.id, patterns, rows, quotes, action)
