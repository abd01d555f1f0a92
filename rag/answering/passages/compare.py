"""Things set side by side: each side its own statement with the document and its date; and documents that change one another.

What two sources say is never blended: a later document that changes the one an answer stands on is shown beside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.archive import Archive
from index.passages import spoken_date
from index.text import plain
from index.types import Clause, Directive
from rag.answering.documents.register import family, register
from rag.answering.evidence import FACT_LIMIT, LIST_LIMIT, Evidence, excerpt, shortened
from rag.answering.passages import amended, changes
from rag.answering.passages.parallel import of_list
from rag.answering.picking.candidates import Candidate
from rag.cite import supported
from rag.finding.match import Term
from rag.question import versions
from rag.types import Draft, Notice, Scope, Statement, Want

# What says that the two sides of a question are asked about apart (folded; as typed), and what stands between them.
_APART = re.compile(
    r"\b(?:moi (?:ben|noi|loai|nhom|cap|doi tuong|truong hop)|lan luot|so sanh|so voi|chenh|ben nao"
    r"|khac (?:nhau|gi|voi|the nao|nhu the nao|ra sao|bao nhieu)"
    r"|(?:hon|kem)(?: \S+){0,6}? (?:bao nhieu|the nao|ra sao))\b"
)
_EACH = re.compile(r"(?i)\bmỗi (?!ngày|tuần|tháng|năm|lần|giờ|ca|quý|buổi|khi|khóa|năm học)\w+")
_BETWEEN = (r"(?:so )?với|còn", r"và|hay", r"khác(?: (?:gì|so với|với|thế nào))*|\w+ (?:hơn|kém)(?: so với)?")
_SIDES = tuple(re.compile(rf"(?i)(?P<one>[^?]+?),?\s+(?:{words})\s+(?P<other>[^?]+)") for words in _BETWEEN)
# Words next to the joining word that name a side; of two sides named alike ("mẹ bị ốm và mẹ từ trần") so many.
SIDE, LONG = 4, 10
# Of these the sentence must hold one of the two next to the joining word; both make it this much likelier (logarithm).
HEAD, WORTH = 2, 5.0
# Pieces among which the one for a side is looked for, and how much less likely than the best (logarithm) it may be.
NEAR, REACH = 10, 3.5
# What is told in figures.
_IN_FIGURES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
# The other document is shown where its words, with what stands around them, hold this share of what those cited hold.
SHARE = 0.75
# … not beside a verdict where it speaks this much less surely of what is asked.
UNRELATED = 0.25
# An answer less sure than this gives way to what stands at the address of the other wording.
ASTRAY = 0.3


def side_by_side(sides: Sequence[Scope], drafts: Sequence[Draft], archive: Archive) -> tuple[Statement, ...]:
    """The answers to the sides of a comparison, each led by its document and date, in 900 characters together."""
    room = LIST_LIMIT // max(len(sides), 1)
    told: list[Statement] = []
    for side, draft in zip(sides, drafts, strict=True):
        left = room
        for statement in draft.statements[:3]:
            labelled = _labelled(statement, _labels(side, statement, archive), max(left, 120), archive)
            if labelled == statement:  # whose it is must be told: of the sentence that can be
                quote = plain(statement.citations[-1].quote)
                whole = Statement(quote, statement.citations[-1:])
                led = _labelled(whole, _labels(side, statement, archive), max(left, 120), archive)
                labelled = led if led != whole else statement
            left -= len(labelled.text) + 2
            told.append(labelled)
    return tuple(told)


def unanswered(side: str) -> Notice:
    """Word of the side of a comparison to which nothing was found."""
    return Notice(
        f"Chỉ trả lời được một bên: không tìm thấy câu trả lời cho “{side}”.",
        f"Only one side is answered: nothing was found for “{side}”.",
    )


def _labels(side: Scope, statement: Statement, archive: Archive) -> Iterator[str]:
    """What a side may be called, the fullest first."""
    directive = archive.directives[statement.citations[0].clause.directive]
    name = side.names[0] if side.names else ""
    if side.references:
        yield from (f"{r.kind or ''} {r.number}".strip() for r in side.references[:1] if r.number)
    elif side.explicit:
        yield _dated(directive)
    else:
        yield f"{name} ({_dated(directive)})"
        yield f"{name}, {directive.name}"
    if name:
        yield name
    yield _dated(directive)
    yield directive.name


def _dated(directive: Directive) -> str:
    kind = f"{directive.kind.value} " if directive.kind and directive.number else ""
    date = f" ngày {spoken_date(directive.date.value)}" if directive.date else ""
    return f"{kind}{directive.name}{date}"


def _labelled(statement: Statement, labels: Iterator[str], room: int, archive: Archive) -> Statement:
    """The statement led by the first label that its quotations, or what is known of their document, bear out."""
    for label in labels:
        body = statement.text if statement.derivation else shortened(statement.text, max(room - len(label) - 2, 80))
        led = replace(statement, text=f"{label}: {body}")
        if supported(led, archive.directives):
            return led
    return statement


def two_sides(evidence: Evidence) -> Draft | None:
    """Two things of the same documents set side by side: the sentence that speaks of both, or one for each, each cited.

    ``None`` where the question names no two sides, or no near sentence speaks of either.
    """
    text = evidence.query.text
    if not _APART.search(evidence.folded) and not _EACH.search(text):
        return None
    asked = next(filter(None, (pattern.search(text) for pattern in _SIDES)), None)
    if asked is None:
        return None
    terms = sides_named(evidence, asked["one"], asked["other"])
    best = [_nearest(evidence, side) for side in terms]
    for at, mine in enumerate(best):
        if mine is not None and best[1 - at] is None:
            best[1 - at] = _beside(evidence, mine, terms[at])
    told = list(dict.fromkeys(one.sentence for one in best if one))
    if not told or (len(told) == 1 and told[0] != evidence.found[0].sentence):
        return None
    found = [next(one for one in best if one and one.sentence == sentence) for sentence in told]
    drafts = [evidence.say(excerpt(one, FACT_LIMIT), one) for one in found]
    return Draft(tuple(d.statements[0] for d in drafts), min(d.confidence for d in drafts))


def _terms(evidence: Evidence, one: Sequence[str], other: Sequence[str]) -> list[list[Term]]:
    """The words of the question that only the one, and only the other side is named by, those next to the joining word first."""
    forms = evidence.matcher.forms
    near = (forms(" ".join(one[-SIDE:])), forms(" ".join(other[:SIDE])))
    far = (forms(" ".join(one[-LONG:])), forms(" ".join(other[:LONG])))
    # Both begin with the same two words: what tells them apart comes later.
    first, second = far if len(far[1]) > 1 and far[1][:2] == far[0][:2] else near
    sides = (set(first) - set(second), set(second) - set(first))
    known = {term.word: term for term in evidence.matcher.terms}
    return [
        [known[word] for word in dict.fromkeys(words) if word in known and word in side]
        for words, side in zip((first[::-1], second), sides, strict=True)
    ]


def sides_named(evidence: Evidence, one: str, other: str) -> list[list[Term]]:
    """The words that only the one, and only the other of two sides is named by, as a question names them before and behind the
    word that joins them."""
    return _terms(evidence, one.split(",")[-1].split(), other.split(",")[0].split())


def _nearest(evidence: Evidence, side: Sequence[Term]) -> Candidate | None:
    """The likeliest piece whose sentence names a side, the more fully the better; ``None`` where none does."""
    floor = evidence.found[0].score - REACH if evidence.found else 0.0
    named = (c for c in evidence.found[:NEAR] if c.score >= floor and _share(evidence, c, side[:HEAD]))
    return max(named, key=lambda c: c.score + WORTH * _share(evidence, c, side[:HEAD]), default=None)


def _beside(evidence: Evidence, mine: Candidate, side: Sequence[Term]) -> Candidate | None:
    """The likeliest sentence beside that of one side that says as much of another thing, whatever the document calls it."""
    own = {term.word for term in side}
    common = {term.word for term in evidence.matcher.terms} - own
    clause = mine.hit.clause
    figures = bool(re.search(r"\d", mine.sentence.text))
    for other in evidence.found:
        there = other.hit.clause
        words = set(evidence.matcher.forms(other.sentence.text))
        if (
            (there.directive, there.parent, there.role) == (clause.directive, clause.parent, clause.role)
            and other.sentence != mine.sentence
            and not own <= words
            and words & common
            and (not figures or re.search(r"\d", other.sentence.text))
        ):
            return other
    return None


def _share(evidence: Evidence, one: Candidate, side: Sequence[Term]) -> float:
    """The share of a side's words, by weight, that the sentence holds."""
    here = set(evidence.matcher.forms(one.sentence.text))
    return sum(term.weight for term in side if term.word in here) / (sum(term.weight for term in side) or 1.0)


def with_changes(evidence: Evidence, draft: Draft) -> Draft:
    """``draft`` and, where another document of the archive changes the one it stands on in what is asked, that one's words."""
    archive = evidence.archive
    if len(draft.statements) == 1 and (sides := two_sides(evidence) or of_list(evidence, draft)):
        return sides
    if draft.listed or len(draft.statements) != 1 or not draft.statements[0].citations:
        return draft
    first = draft.statements[0]
    clause = first.citations[0].clause
    mine = next((c for c in evidence.found if c.hit.clause.id == clause.id), None)
    linked = _linked(clause.directive, archive)
    if mine is None or not linked:
        return draft
    beside = _other_wording(evidence, mine.hit.clause)
    if beside is None and (other := next((c for c in evidence.found if _disagrees(c, mine, linked)), None)):
        if draft.verdict is not None and evidence.support(other) < UNRELATED * evidence.support(mine):
            return draft  # it has the same words of the field, and is silent on what was decided
        beside = evidence.say(excerpt(other, FACT_LIMIT), other).statements[0]
    if beside is None or not supported(first, archive.directives):
        return draft  # what is left out later leaves nothing to stand beside
    if evidence.query.want in _IN_FIGURES and re.search(r"\d", first.text) and not re.search(r"\d", beside.text):
        return draft  # words without a figure change none
    said = [first, beside]
    if _older(first, archive) and not (evidence.query.scope.explicit or versions.asked(evidence.query.text).old):
        said.reverse()  # what is in force comes first
    named = ((one, archive.directives[one.citations[0].clause.directive]) for one in said)
    both = tuple(_labelled(one, iter((_dated(d), d.name)), LIST_LIMIT // 2, archive) for one, d in named)
    if draft.verdict is not None and said[0] is first:
        both = (first, *both[1:])  # "Có" and "Không" come first of all
    return replace(draft, statements=both)


def _older(statement: Statement, archive: Archive) -> bool:
    """Whether it stands in a document that another of the archive changes."""
    top = family(statement.citations[0].clause.directive, archive)[0]
    return any(old == top for _, old in changes.pairs(archive))


def other_wording(evidence: Evidence, drafts: Sequence[Draft]) -> list[Draft]:
    """The answers by the older and the newer wording of a rule; where the less sure one stands elsewhere than the words that took
    the place of the other's, or whose place they took, those words."""
    if len(drafts) != 2 or not all(draft.statements for draft in drafts):
        return list(drafts)
    surer = max((0, 1), key=lambda at: drafts[at].confidence)
    clauses = [draft.statements[0].citations[0].clause for draft in drafts]
    ids = amended.counterpart(clauses[surer], evidence.archive)
    if clauses[1 - surer].id in ids or drafts[1 - surer].confidence > ASTRAY:
        return list(drafts)
    told = list(drafts)
    if said := _other_wording(evidence, clauses[surer]):
        told[1 - surer] = replace(told[surer], statements=(said,))
    return told


def _other_wording(evidence: Evidence, mine: Clause) -> Statement | None:
    """The words that took the place of those ``mine`` stands in, or whose place they took: found by their address."""
    archive = evidence.archive
    ids = amended.counterpart(mine, archive)
    clauses = archive.clauses(ids)
    scope = evidence.query.scope
    if not clauses or (scope.explicit and clauses[0].directive not in (scope.directives or ())):
        return None  # one wording is asked for
    if found := next((c for c in evidence.found if c.hit.clause.id in ids), None):
        return evidence.say(excerpt(found, FACT_LIMIT), found).statements[0]
    words = evidence.matcher.forms
    best = max(clauses, key=lambda c: evidence.matcher.coverage([(set(words(c.text)), 1.0)]))
    return Statement(shortened(best.text, FACT_LIMIT), (evidence.cited(best),))


def _disagrees(candidate: Candidate, mine: Candidate, linked: frozenset[int]) -> bool:
    return (
        candidate.hit.clause.directive in linked
        and candidate.hit.clause.role is mine.hit.clause.role
        and candidate.cover >= SHARE * mine.cover > 0
        and candidate.own >= SHARE * mine.own
        and candidate.piece.text != mine.piece.text
    )


def _linked(number: int, archive: Archive) -> frozenset[int]:
    """The archive's own documents that change this one, or that it changes, each with what is printed under it."""
    table = register(archive)
    own = family(number, archive)
    later = {r.directive for one in own for r in table.targets.get(one, ()) if r.relation in changes.CHANGES}
    earlier = {
        r.target for one in own for r in table.mentions(one) if r.relation in changes.CHANGES and r.target is not None
    }
    return frozenset(member for one in later | earlier for member in family(one, archive)) - frozenset(own)
