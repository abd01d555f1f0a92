"""Answers that are a value: a date, a time, a length of time, a number with what it counts.

Each blank of the question (:mod:`rag.answering.value.asks`) is filled with the value that answers it best, as printed.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.text import fold, plain, tokens
from index.types import Role, Span
from rag.answering.evidence import FACT_LIMIT, SLACK, Evidence, excerpt
from rag.answering.passages.parallel import asked_of_two, counts, sets_apart
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import Piece
from rag.answering.value import amounts, cells, whens
from rag.answering.value.align import alignment, of_case, set_apart
from rag.answering.value.asks import Ask, Blank, Side, asks_of
from rag.answering.value.beside import reported, whose
from rag.answering.value.fits import contrary, fitting, left_behind, unasked
from rag.answering.value.labels import by_label
from rag.answering.value.readers import TERM_FROM, Reader, asks_document, in_figures, news, reader
from rag.answering.value.tables import is_row
from rag.answering.value.whole import another_day, days_in, line_of, whole
from rag.derive import derive
from rag.types import Draft, Statement
from rag.values import Value

# How much likelier a value is that shares all of the question than one that shares nothing, and one with the bound asked for
# (logarithms, as Candidate.score), and how much less one than the best of its sentence; a piece's own score counts this much
# beside that of its sentence.
ALIGNED, CONTRAST, BOUND, OWN = 4.0, 4.0, 1.0, 0.4
# Words of another part of the question ("… và bao nhiêu người") tell this much.
ELSEWHERE = 0.25
# The best piece that holds a value may be this much less likely than the best of all: more, and it is about something else.
# In the same clause it may be the sentence that goes on ("… kiện toàn …; hoàn thành trước ngày …").
FARTHEST, SAME_CLAUSE = 2.0, 4.0
# A value that stands with less of the question than the first, in a piece less sure than the second, is of something else.
FOREIGN = (0.1, 0.2)
# Values of other clauses this close answer equally well; one that says the same may be less close.
EQUAL, AGREEING = 0.7, 2.5
# A number whose unit the question does not name must stand in a sentence that holds much of the question, or surely answers.
UNITLESS_OWN, SURE = 0.45, 0.35
# Two values of one sentence this close: the question hardly tells which, and the sentence is said whole. Of 22 worked-with answers
# that this changed beside 0.3, five became right and none wrong.
TIE = 2.0
# What the total, or the name beside a value, is worth.
NAMED = 4.0
# … and that it is given for a case set apart that the question names.
CASE = 1.0
_ASIDE = re.compile(r"\((?:không phải|trừ|khong phai|tru)[^)]*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Pick:
    """A value with where it stands and how well it answers."""

    value: Value
    candidate: Candidate
    sentence: Piece
    score: float
    aligned: float


def date(evidence: Evidence) -> Draft | None:
    """The day asked for. "Lúc nào", "khi nào" may be told without a date."""
    return whens.in_force(evidence) or whens.condition(evidence) or value(evidence)


def value(evidence: Evidence) -> Draft | None:
    """The values asked for, each a statement; where one of several is not read, the sentence of another, if it has more figures;
    else ``None``."""
    asks = asks_of(evidence.query.text, evidence.query.want)
    statements: list[Statement] = []
    sure = 1.0
    spans: list[tuple[int, int]] = []
    found: list[_Pick] = []
    untold: list[Ask] = []
    for ask in asks:
        if ask.blank is Blank.AMOUNT and not ask.unit and len(asks) == 1 and not _about(evidence):
            return None
        picks = _picks(evidence, ask, alone=len(asks) == 1)
        picks = [one for one in picks if _place(one) not in spans]
        picks = [one for one in picks if not contrary(ask, one.value)]
        if ask.target:
            picks = [one for one in picks if not left_behind(one.sentence.text, one.value)]
        if (
            picks
            and _foreign(evidence, picks[0])
            and not (ask.side is Side.START and whens.of_asked(evidence, picks[0].candidate))
        ):
            picks = []
        if not picks and len(asks) > 1:
            untold.append(ask)
            continue
        if not picks:
            return whole(evidence, ask) or line_of(evidence, ask)
        best = picks[0]
        if len(asks) == 1 and (_shared(evidence, best, picks[1:]) or _of_two(evidence, best, picks[1:])):
            return evidence.say(excerpt(best.candidate), best.candidate)
        spans.append(_place(best))
        found.append(best)
        said = _statements(evidence, ask, best)
        said = said if len(asks) > 1 else _with_others(evidence, said, picks, reader(evidence, ask))
        statements += said
        sure = min(sure, _agreed(evidence, best, said[0]))
    if untold:
        beside = next((one for one in found if _tells(one, len(asks))), None)
        return evidence.say(excerpt(beside.candidate), beside.candidate) if beside else whole(evidence, untold[0])
    if len({_stands(one) for one in found}) < len(found):
        parts = dict.fromkeys(_part(one) for one in found)
        if sum(len(plain(part.piece.text)) for part in parts) <= FACT_LIMIT:
            said = [evidence.say(excerpt(part), part).statements[0] for part in parts]
            return Draft(tuple(said), sure)
    return Draft(tuple(statements), sure)


def _stands(pick: _Pick) -> tuple[int, int]:
    """The sentence of a value."""
    return pick.candidate.hit.clause.id, pick.sentence.start


def _tells(pick: _Pick, asked: int) -> bool:
    """Whether the sentence of a value has at least as many figures as are asked for, and can be said whole."""
    figures = amounts.amounts(pick.sentence.text)
    return len(figures) >= asked and len(plain(pick.sentence.text)) <= FACT_LIMIT


def _shared(evidence: Evidence, best: _Pick, others: Sequence[_Pick]) -> bool:
    """Whether another value of its sentence answers as well, or is given for another case, which the question does not rule out."""
    beside = [one for one in others if _stands(one) == _stands(best)]
    if any(one.score >= best.score - TIE and fold(one.value.text) != fold(best.value.text) for one in beside):
        return True
    asked, text = {token.folded for token in tokens(evidence.query.text)}, best.sentence.text
    return len(plain(text)) <= FACT_LIMIT and set_apart(text, best.value, [one.value for one in beside], asked)


def _of_two(evidence: Evidence, best: _Pick, others: Sequence[_Pick]) -> bool:
    """Whether one thing is asked of two, and the sentence of the value has as much to say of another: it is said whole, where it
    is short, for the value alone would be half of the answer."""
    text = best.sentence.text
    if len(plain(text)) > FACT_LIMIT or is_row(best.candidate.hit.clause) or not asked_of_two(evidence.query.text):
        return False
    valued = any(
        _stands(one) == _stands(best) and counts(one.value) == counts(best.value)
        and fold(one.value.text) != fold(best.value.text)
        for one in others
    )  # fmt: skip
    return valued or sets_apart(evidence, text, best.value.end)


def _part(pick: _Pick) -> Candidate:
    """The sentence of a value, or, where that is long, the part of it with the value."""
    candidate = pick.candidate
    short = len(plain(pick.sentence.text)) <= FACT_LIMIT
    return replace(candidate, piece=candidate.sentence) if short else candidate


def _agreed(evidence: Evidence, best: _Pick, said: Statement) -> float:
    """How surely the value answers: the pieces of all sentences that say it count together."""
    spans = {(one.file, one.span) for one in said.citations}
    chance = sum(
        c.chance for c in evidence.found if (c.hit.clause.file, Span(c.sentence.start, c.sentence.end)) in spans
    )
    return evidence.support(replace(best.candidate, chance=min(chance, 1.0)))


def _foreign(evidence: Evidence, pick: _Pick) -> bool:
    """Whether a value outside the best clause has nothing to do with the question."""
    outside = evidence.best is not None and pick.candidate.hit.clause.id != evidence.best.hit.clause.id
    return outside and pick.aligned < FOREIGN[0] and evidence.support(pick.candidate) < FOREIGN[1]


def _place(pick: _Pick) -> tuple[int, int]:
    return pick.sentence.start + pick.value.start, pick.sentence.start + pick.value.end


def _about(evidence: Evidence) -> bool:
    best = evidence.best
    return best is not None and (max(c.own for c in evidence.near()) >= UNITLESS_OWN or evidence.support(best) >= SURE)


def _picks(evidence: Evidence, ask: Ask, alone: bool) -> list[_Pick]:
    """The values that can fill the blank, best first."""
    read = reader(evidence, ask)
    matcher = evidence.matcher
    question = tokens(in_figures(_ASIDE.sub(" ", evidence.query.text)))
    forms = matcher.of(question)
    folded = dict(zip(forms, (t.folded for t in question), strict=True))
    weight = {term.word: term.weight for term in matcher.terms}
    near = _near(evidence, read, ask, ask.blank is not Blank.DAY or asks_document(evidence.folded))
    spelt = {form for form in forms if form.isdigit() and form not in weight}  # tells only what prints it
    spelt &= {form for c in near for form in evidence.words(c.sentence.text)} if spelt else set()
    weight |= dict.fromkeys(spelt, max(weight.values(), default=0.0))
    if not alone:  # the words of this part of the question tell, the others much less
        weight = {word: w * (1.0 if folded.get(word) in ask.own else ELSEWHERE) for word, w in weight.items()}
    pairs = [pair for pair in itertools.pairwise(forms) if pair[0] in weight or pair[1] in weight]
    days = days_in(evidence.query.text)
    picks: list[_Pick] = []
    done: set[tuple[int, int]] = set()
    for candidate in near:
        sentence = candidate.sentence
        if (candidate.hit.clause.id, sentence.start) in done:
            continue
        done.add((candidate.hit.clause.id, sentence.start))
        found = news(evidence, read(sentence.text))
        if found and is_row(candidate.hit.clause):
            found = cells.in_column(evidence, ask, candidate.hit.clause, found)
        words = tokens(sentence.text)
        read_as = list(zip(words, matcher.of(words), strict=True))
        parts = [c for c in near if c.hit.clause.id == candidate.hit.clause.id and c.sentence.start == sentence.start]
        clause = candidate.hit.clause
        cases = [
            of_case(clause.text, sentence.start - clause.start + one.start, matcher.forms, weight, pairs)
            for one in found
        ]
        fits = [
            alignment(sentence.text, read_as, one, [v for v in found if v is not one], weight, pairs, case)
            for one, case in zip(found, cases, strict=True)
        ]
        most = max(fits, default=0.0)
        labels = by_label(evidence.query, sentence.text, found)
        for one, aligned, label, case in zip(found, fits, labels, cases, strict=True):
            if ask.blank is Blank.HOUR and another_day(days, one.text):
                continue
            at = sentence.start + one.start
            own = next((c for c in parts if c.piece.start <= at < c.piece.end), None)
            base = (1 - OWN) * candidate.score + OWN * (own.score if own else candidate.score - 2)
            score = (
                base
                + ALIGNED * aligned
                + CONTRAST * (aligned / most if most else 0.0)
                + BOUND * (fitting(ask, one, evidence) - reported(sentence.text, one))
                + CASE * bool(case)
                + NAMED * (whose(evidence.query.text, sentence.text, one) or label)
            )
            picks.append(_Pick(one, own or candidate, sentence, score, aligned))
    return sorted(picks, key=lambda one: -one.score)


def _near(evidence: Evidence, read: Reader, ask: Ask, headers: bool) -> list[Candidate]:
    """The pieces an answer may come from: those nearly as good as the best that holds a value of the type."""
    from_day = ask.blank is Blank.DAY and ask.side is Side.START
    able = [c for c in evidence.found if read(c.sentence.text) and (headers or c.hit.clause.role is Role.BODY)][:12]
    body = (c for c in evidence.found if headers or c.hit.clause.role is Role.BODY)
    best = next((c for c in body if not (from_day and whens.opening(c.hit.clause))), None)
    if not able or best is None:
        return []
    wide = {c.hit.clause.id for c in able if from_day and whens.begins(c)} | {best.hit.clause.id}
    able = [c for c in able if c.score >= best.score - (SAME_CLAUSE if c.hit.clause.id in wide else FARTHEST)]
    return [c for c in able if c.score >= able[0].score - SLACK]


def _statements(evidence: Evidence, ask: Ask, pick: _Pick) -> list[Statement]:
    cited = evidence.sentence(pick.candidate)
    if ask.blank is Blank.DAY and ask.side is Side.END and (lead := re.search(TERM_FROM, pick.value.text)):
        start, length = pick.value.text[lead.end() :], pick.value.text[: lead.start()]
        length = re.sub(r"(?i)^trong (?:vòng|thời hạn) ", "", length)
        made = derive(start, length)
        if made:
            return [Statement(f"{made.result} (tính từ {length} {plain(lead.group())} {start})", (cited,), made)]
    return [Statement(unasked(pick.value.text, evidence.folded), (cited,))]


def _with_others(evidence: Evidence, said: list[Statement], picks: Sequence[_Pick], read: Reader) -> list[Statement]:
    """The value, with other clauses that match as well: those that say the same are cited too, others are shown."""
    best = picks[0]
    if said[0].derivation:
        return said
    wanted = [t.accented for t in tokens(best.value.text)]
    clauses = {best.candidate.hit.clause.id}
    for candidate in evidence.found:
        number = candidate.hit.clause.id
        if candidate.score < evidence.found[0].score - AGREEING or number in clauses or len(clauses) > 2:
            continue
        if any([t.accented for t in tokens(one.text)] == wanted for one in read(candidate.sentence.text)):
            clauses.add(number)
            said[0] = replace(said[0], citations=(*said[0].citations, evidence.sentence(candidate)))
    for pick in picks[1:]:
        number = pick.candidate.hit.clause.id
        if number not in clauses and pick.score >= best.score - EQUAL and len(said) <= 2:
            clauses.add(number)
            said.append(Statement(pick.value.text, (evidence.sentence(pick.candidate),)))
    return said
