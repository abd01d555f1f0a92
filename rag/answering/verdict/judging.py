"""Which verdict a yes/no question gets, and how surely: every piece near it may speak for "Có" or for "Không", or nothing decides.

One softmax over all of these: a piece for a verdict scores w·f, f its :data:`SIGNS`; that nothing decides scores 0. The weights
are learnt (``python -m eval.deciding --write``) and stand, with the reason for each, in ``rag/data/deciding.tsv``.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from index.text import fold, has_marks
from index.types import Role
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict import agreement, cases, deciding, doers, when
from rag.answering.verdict.alternatives import excluded, frequency
from rag.answering.verdict.asked import Proposition, asked_of, held, predicate_terms
from rag.answering.verdict.denial import (
    HALF,
    denied,
    denied_above,
    denies_unspoken,
    lifted,
    negations,
    opposed,
    without_shared,
)
from rag.answering.verdict.exceptions import exception, without_exceptions
from rag.answering.verdict.numbered import other_numbered
from rag.answering.verdict.parts import condition, denies_others, of_asked, of_others
from rag.weighing import Signal, read_weights

# Pieces looked at; the right one is among these for nearly all questions.
PIECES = 10
# A text that holds less of what is asked does not deny it by having a negation less.
SPOKEN = 0.3

# Whether a piece speaks of what is asked: the same for both verdicts.
ABOUT = (
    Signal("bias", 0, "before anything is known, mostly nothing decides"),
    Signal("score", 1, "how much less likely it answers than the best piece, in logarithms"),
    Signal("support", 1, "how surely it speaks of what is asked"),
    Signal("pairs", 1, "the question's neighbouring words that are neighbours here"),
    Signal("subject together", 1, "the subject's neighbouring words are neighbours in it or above"),
    Signal("other actor", -1, "somebody else than the one asked about acts in it"),
    Signal("other thing", -1, "two neighbouring words of what is asked stand neither here nor above"),
    Signal("names", -1, "share of the names asked about that are not there"),
    Signal("figures", -1, "figures of the question stand neither in it nor in its document's line"),
    Signal("numbered", -1, "it speaks of another one of what the question numbers: lớp 1, not lớp 6"),
    Signal("leads in", -1, "a lead-in, where a rule is asked for"),
    Signal("frame", -1, "a title or a signature"),
    Signal("list", 0, "a list of addressees or recipients"),
    Signal("no duty", -1, "it speaks of no duty where it is asked whether something is compulsory"),
    Signal("of subject", 1, "the subject is held, or addressed, and nobody else acts"),
    Signal("no subject", -1, "nothing of the subject stands in or above it"),
    Signal("clear", 1, "it rules, on what is asked, of the one it is asked of: all of these together"),
    Signal("rules", 1, "it lays down a rule where one is asked for"),
)  # fmt: skip
# What speaks for one verdict: 1 for "Có", -1 for "Không".
VERDICT = (
    Signal("yes", 0, "more questions are answered Có, or Không"),
    Signal(
        "parity", 1, "text and question have as many negations, or contraries, in the part that holds what is asked"
    ),
    Signal("parity, whole", 1, "… in the whole piece"),
    Signal("bound", 1, "an amount keeps to the bound or range that is set"),
    Signal("said", 1, "the very amount, day, frequency, doer or choice is said; -1: another one is"),
    Signal("all", -1, "all of something is asked about, or complete freedom"),
    Signal("duty", 1, "a duty or a sanction is asked for, and it speaks of one"),
    Signal("leave", 1, "it is asked whether something is allowed or given, and it allows or gives"),
    Signal("grounded", 1, "the rarer half of what is asked stands in it"),
    Signal("held", 1, "share of what is asked that it holds"),
    Signal("ban", -1, "it bans, where it is asked for leave without a negation"),
)
SIGNS = (*ABOUT, *VERDICT)
_BOUND_AT = next(at for at, sign in enumerate(SIGNS) if sign.name == "bound")


def _words(text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of these words for a text with marks, by which "dừng" is not "dụng", and for one without."""
    marked, plain = (re.compile(rf"(?<!\w)(?:{words})(?!\w)") for words in (text, fold(text)))
    return marked, plain


def _has(words: tuple[re.Pattern[str], re.Pattern[str]], text: str, marks: bool) -> bool:
    return bool(words[0].search(text.lower()) if marks else words[1].search(fold(text)))


_DUTY_ASKED = _words("phải|cần|bắt buộc|buộc|yêu cầu|bị")
_DUTY = _words("phải|yêu cầu|bắt buộc|xử lý|xử phạt|phạt|chịu trách nhiệm|tập trung|tăng cường|nghiêm|đề nghị|giao")
_LEAVE_ASKED = _words("được|cho phép|thể|ổn")
_LEAVE = _words("được|cho phép|hưởng|miễn|hỗ trợ|ưu tiên|có thể|cho")
_BAN = _words("không|cấm|dừng|ngừng|hạn chế|tạm dừng|giải tỏa|giải toả|đình chỉ")
# A field filled in with the verdict itself.
_FIELD = re.compile(r":\s*(?P<value>có|không|chưa)\s*[.;]?\W*$", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:toan bo|tat ca|moi nguoi|luon|deu|thoai mai|nhu thuong|tu do|binh thuong|vo tu|bat ky|"
    r"chi(?! (?:thi|dao|huy|bo|so|tieu|phi|tra|tiet|ra|nhanh)))\b"
)
_RULING = re.compile(
    r"(?<![^\W_])(?:không|cấm|hạn chế|dừng|phải|yêu cầu|chỉ|nghiêm|siết|bắt buộc|cho phép|được)(?![^\W_])",
    re.IGNORECASE,
)
_ASKS_RULE = re.compile(r"\b(?:duoc|phep|cam|phai|bat buoc|can)\b")


@dataclass(frozen=True, slots=True)
class Judged:
    """The likelier verdict, the piece that speaks most for it, and how likely: ``yes``, ``no``; the rest: nothing decides.

    ``measured``: an amount or a grade of the question keeps to what the piece asks for, or does not."""

    verdict: bool
    piece: Candidate
    yes: float
    no: float
    measured: bool = False


def judged(evidence: Evidence) -> Judged | None:
    """What the near pieces say together; ``None`` where there are none."""
    pieces, table = options(evidence)
    if not pieces:
        return None
    score = np.r_[table @ _weights(), 0.0]
    likely = np.exp(score - score.max())
    chance = (likely / likely.sum())[:-1].reshape(len(pieces), 2)
    yes, no = (float(total) for total in chance.sum(axis=0))
    side = 0 if yes >= no else 1
    best = int(np.argmax(chance[:, side]))
    return Judged(yes >= no, pieces[best], yes, no, bool(table[2 * best, _BOUND_AT]))


def options(evidence: Evidence) -> tuple[Sequence[Candidate], NDArray[np.float64]]:
    """The pieces looked at and, for each of them twice, for "Có" and for "Không", its :data:`SIGNS`: ``(2 * pieces, signs)``."""
    asked = asked_of(evidence)
    pieces = [
        one
        for one in evidence.found[:PIECES]
        if not deciding.only_titled(evidence, one, asked)
        and not agreement.other_age(evidence.query.text, one.piece.text)
        and not of_others(evidence, asked, one)
    ]
    pieces = cases.of_same_case(evidence, asked, _of_duty(evidence, asked, pieces))
    dated = _dated(evidence, pieces) or _bounding(evidence, pieces, asked)
    pieces, best = (dated, dated[0].score) if dated else (pieces, evidence.found[0].score if pieces else 0.0)
    rows: list[tuple[float, ...]] = []
    for one in pieces:
        about = _about(evidence, one, best)
        votes = _votes(evidence, one)
        rows += [(*about, *votes), (*about, *(-vote for vote in votes))]
    return pieces, np.array(rows, np.float64).reshape(2 * len(pieces), len(SIGNS))


def _dated(evidence: Evidence, pieces: Sequence[Candidate]) -> list[Candidate]:
    """Of a question that names a day, the pieces of its matter that a day bounds: what others say of the matter decides nothing."""
    terms = [term for term in evidence.matcher.terms if not term.word[:1].isdigit()]
    return [
        one
        for one in pieces
        if when.day_within(evidence.query.text, one.piece.text)
        and held(evidence, terms, one.sentence.text, *one.hit.clause.headings) >= HALF
    ]


def _of_duty(evidence: Evidence, asked: Proposition, pieces: Sequence[Candidate]) -> Sequence[Candidate]:
    """Of "có phải làm đơn mới được giảm" the pieces that speak of what one must do first, where there are some."""
    pairs = set(itertools.pairwise(evidence.matcher.forms(asked.predicate)))
    if not asked.first or not pairs:
        return pieces
    return [one for one in pieces if pairs & set(itertools.pairwise(evidence.matcher.forms(one.piece.text)))] or pieces


def _bounding(evidence: Evidence, pieces: Sequence[Candidate], asked: Proposition) -> list[Candidate]:
    """Of a question with an amount or a grade on which the likeliest piece is silent, the pieces of its matter that rule on it: how
    often, how long or how good one must be decides, not what is given to those who are."""
    question = evidence.query.text
    words = evidence.words(agreement.without_ordinals(asked.predicate))
    terms = [one for one in predicate_terms(evidence, asked) if one.word in words and not one.word[:1].isdigit()]
    if not pieces or deciding.decides(evidence, pieces[0]):
        return []
    if when.speaks(question, pieces[0].piece.text) or cases.grade(question, pieces[0].piece.text):
        return []
    # What counts of whom the question is ("Thương binh 81%") tells who gets something else, too.
    counted = question if doers.other_actor(evidence, pieces[0], asked) else asked.predicate
    return [
        one
        for one in pieces
        if (agreement.within(counted, one.piece.text) or cases.grade(question, one.piece.text))
        and not other_numbered(question, one.piece.text)
        and deciding.in_force(evidence, one)
        and (
            one.hit.clause.id == pieces[0].hit.clause.id
            or held(evidence, terms, one.sentence.text, *one.hit.clause.headings) >= HALF
        )
    ]


def _about(evidence: Evidence, one: Candidate, best: float) -> tuple[float, ...]:
    clause, question = one.hit.clause, evidence.query.text
    asked = asked_of(evidence)
    rule = bool(_ASKS_RULE.search(evidence.folded))
    return (
        1.0,
        one.score - best,
        evidence.support(one),
        one.pairs,
        deciding.subject_together(evidence, one, asked),
        float(doers.other_actor(evidence, one, asked)),
        float(deciding.other_thing(evidence, one)),
        deciding.names_gone(evidence, one, asked),
        float(not deciding.has_figures(evidence, one) and not when.speaks(question, one.piece.text)),
        float(other_numbered(question, one.piece.text)),
        float(rule and (clause.address.startswith("đoạn") or one.piece.text.rstrip(" *").endswith(":"))),
        float(clause.role in (Role.HEADER, Role.SIGNATURE)),
        float(clause.role in (Role.ADDRESSEE, Role.RECIPIENT)),
        float(not deciding.obliges(evidence, one)),
        float(deciding.of_subject(evidence, one)),
        float(deciding.subject_missing(evidence, one, asked)),
        float(deciding.decides(evidence, one)),
        float(rule and bool(_RULING.search(one.piece.text))),
    )


def _votes(evidence: Evidence, one: Candidate) -> tuple[float, ...]:
    """What speaks for "Có", each -1 to 1, in the order of :data:`VERDICT`."""
    asked, folded = asked_of(evidence), evidence.folded
    question, text = evidence.query.text, of_asked(evidence, asked, one.piece.text)
    text = cases.aside(evidence, text) or text
    field = _FIELD.search(text)  # "Chuyển cơ quan điều tra: Không."
    rule = text[: field.start()] if field else without_shared(asked.subject, without_exceptions(text))
    lifts = lifted(asked, rule)
    rule = cases.ruled(evidence, asked, rule)
    out = exception(evidence, one) is not None
    turned = denied_above(evidence, one) != out
    turned = turned != (cases.case(evidence, asked, text) < 0)
    if field:
        out = turned = turned != (field["value"].lower() != "có")
    parity = (denied(evidence, rule) == opposed(evidence, rule)) != turned or lifts
    whole = ((negations(rule) + negations(asked.predicate)) % 2 == 0) != out
    bound = agreement.within(question, text)
    if bound and (out or not parity) and condition(evidence, asked, rule, one):
        bound = (1 if parity else -1) if out else -bound
    if not bound and (day := when.day_within(question, text)):
        # "Hồ sơ nộp sau ngày … không được xem xét"
        bound = -day.holds if denied(evidence, day.part) != out else day.holds
    bound = bound or cases.grade(question, text) or -cases.set_apart(question, one.sentence.text)
    others = (
        0 if bound else agreement.same_amount(question, text),
        0 if bound else when.days(question, text),
        agreement.schooling(question, text),
        agreement.choices(question, text),
        frequency(question, text),
        -excluded(evidence, asked, one),
        -denies_others(evidence, asked, one),
        when.weekday(question, text),
        -doers.other_doer(evidence, text),
    )
    stated = min(others) or max(others)
    # What stands before the sentence that asks tells who asks: "Cháu chỉ đạt loại khá. …".
    everything = float(bool(_ALL.search(re.split(r"[.!?]\s+", folded.rstrip(" ?.!"))[-1])))
    # What the text says of the very figure or choice asked about decides; the words around it would say "Có" to any figure.
    if bound or stated < 0:
        return (1.0, 0.0, 0.0, float(bound), float(stated), everything, 0.0, 0.0, 0.0, 0.0, 0.0)
    held = deciding.predicate_held(evidence, one, asked)
    marks, printed = evidence.query.marks, has_marks(text)
    leave, duty = _has(_LEAVE_ASKED, question, marks), _has(_DUTY_ASKED, question, marks)
    ban = _has(_BAN, rule, printed) and not lifts
    plain = negations(asked.predicate) == 0
    # "bị đóng cửa": a text that says nothing of it has one negation less, and denies nothing.
    unspoken = denies_unspoken(evidence, asked.predicate, text)
    counts = float(plain or (held >= SPOKEN and not unspoken))
    return (
        1.0,
        counts if parity else -counts,
        counts if whole else -counts,
        float(bound),
        float(stated),
        everything,
        float(duty and plain and _has(_DUTY, text, printed)),
        float(leave and plain and _has(_LEAVE, text, printed) and not ban),
        float(parity and deciding.grounded(evidence, one, asked)),
        0.0 if unspoken else held if parity else -held,
        float(leave and plain and ban),
    )


@cache
def _weights() -> NDArray[np.float64]:
    return read_weights("deciding.tsv", SIGNS)
