"""The pieces of text that bear on one question, and how an answer made from them is said and cited.

Every kind of answer (``typed``, ``who``, ``mentions``, ``yesno``, ``passage``) is a function
of one :class:`Evidence`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.archive import Archive
from index.text import folded_words, plain, tokens
from index.types import Clause, Directive, Signer, Span
from rag.answering.figures import COMPARED, asked, excluded, met
from rag.answering.picking.candidates import Candidate, candidates
from rag.answering.picking.support import support
from rag.answering.value.bounds import spelled_row
from rag.cite import citation
from rag.finding.match import Matcher
from rag.question.folded import flat
from rag.types import Citation, Draft, Hit, Query, Statement, Want
from rag.values import Value

FACT_LIMIT, LIST_LIMIT = 400, 900
_FIGURES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY, Want.REFERENCE})
QUOTED = re.compile(r"[“\"«]([^“”\"«»]*\w\s+\w[^“”\"«»]*)[”\"»]")
# Characters between two items of a list, and the fewest of an item that can be understood.
_BETWEEN, _LEAST = 3, 40
# Says that rules are printed with it, and nothing of what they say; asks for that.
_ENACTS = re.compile(
    r"^Ban hành kèm theo (?:Quyết định|Nghị quyết|Thông tư|Chỉ thị|Công văn|Kế hoạch|Thông báo) này(?![^\W_])"
)
_ISSUED = re.compile(r"\b(?:ban hanh|kem theo|ve viec gi|noi ve)\b")
# An answer may come from a sentence scoring this much less than the best.
SLACK = 2.0
# Pieces that hold the numbers asked about and have at least this share of the likelihood of all pieces found share it among
# them alone; those that have less are of something else.
OF_ALL = 0.1
# "mục 2, bảng 1, dòng 3": a row of a table; a longer line above one is no caption of it.
_ROW = re.compile(r"^(?P<table>(?:.*, )?bảng \d+), dòng \d+")
_CAPTION = 240


class Evidence:
    """One question with the pieces of the clauses found for it, best first."""

    def __init__(self, query: Query, hits: Sequence[Hit], archive: Archive) -> None:
        self.query = query
        self.hits = hits
        self.archive = archive
        self.folded = flat(query.text)
        self.matcher = Matcher(query, archive)
        # What many pieces ask for anew, kept while this question is answered.
        self._clauses: dict[int, list[Clause]] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._figures = asked(query.text, query.terms, self.words)
        # All of them, also those without the figures asked about: two things numbered apart stand apart.
        self.pieces = found = [c for c in candidates(hits, query, self.matcher, archive) if not self._enacts(c)]
        figured = self._figured(found) if query.want is not Want.YES_NO else found
        # Prose says "thập niên 80" of what a question dates "1985": where nothing holds the number, words decide.
        self.found = _shared(figured, self._other_bounds(found, figured)) or (
            found if query.want not in _FIGURES else []
        )

    def _enacts(self, candidate: Candidate) -> bool:
        """Whether a piece only says that rules are issued with the document, where that is not asked."""
        asked = self.query.want in (Want.REFERENCE, Want.YES_NO) or _ISSUED.search(self.folded)
        return not asked and bool(_ENACTS.match(candidate.sentence.text))

    def _figured(self, found: list[Candidate]) -> list[Candidate]:
        """The pieces of clauses with all figures of the question; where there are none, with those of the sentence that asks."""
        clauses = {c.hit.clause.id: c.hit.clause for c in found}
        for wanted in dict.fromkeys((self._figures.needed | self._figures.told, self._figures.needed)):
            holding = {number for number, clause in clauses.items() if not wanted or self._has_figures(clause, wanted)}
            figured = [c for c in found if c.hit.clause.id in holding]
            if figured := [c for c in figured if not excluded(self._figures.amounts, self._spelled(c))]:
                return figured
        return []

    def _other_bounds(self, found: list[Candidate], figured: list[Candidate]) -> float:
        """The likelihood of the items beside those of ``figured`` whose bounds leave out the number asked about: of "từ 10 đến
        dưới 20 ngày: …; từ 20 ngày: …" the one that the number lies in is as likely as all of them."""
        lists = {(c.hit.clause.directive, c.hit.clause.parent) for c in figured if c.hit.clause.parent is not None}
        return sum(
            c.chance
            for c in found
            if (c.hit.clause.directive, c.hit.clause.parent) in lists
            and excluded(self._figures.amounts, c.sentence.text)
        )

    def _has_figures(self, clause: Clause, wanted: frozenset[str]) -> bool:
        """Whether each of the figures asked about stands in the clause or above it, or lies within its bounds."""
        directive = self.archive.directives[clause.directive]
        over = self.over(clause)
        above = (*clause.headings, *over, *((directive.subject.value,) if directive.subject else ()))
        text = " ".join((clause.text, *above, *([spelled_row(clause.text, over[1])] if over else [])))
        text = text if COMPARED.search(self.query.text) else COMPARED.sub(" ", text)
        return met(
            wanted,
            self._figures.amounts,
            text,
            self.matcher.forms(text) if wanted == self._figures.needed else self.matcher.of(tokens(text)),
            directive.date.value if directive.date else None,
        )

    def _spelled(self, candidate: Candidate) -> str:
        """Its sentence; of a row of a table, with the bounds of its cells in the units of their columns."""
        over = self.over(candidate.hit.clause) if self._figures.amounts else ()
        return spelled_row(candidate.sentence.text, over[1]) if over else candidate.sentence.text

    def over(self, clause: Clause) -> tuple[str, ...]:
        """What heads a row of a table: the names of its columns, and the line above them."""
        row = _ROW.match(clause.address)
        if row is None:
            return ()
        whole = self.clauses_of(clause.directive)
        at = next((n for n, one in enumerate(whole) if one.address.startswith(f"{row['table']}, tiêu đề")), None)
        if at is None:
            return ()
        above = whole[at - 1].text if at and len(whole[at - 1].text) <= _CAPTION else ""
        return (above, whole[at].text)

    def words(self, text: str) -> frozenset[str]:
        """The tokens of a text in the form the question is compared in (:meth:`rag.finding.match.Matcher.forms`)."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = frozenset(self.matcher.forms(text))
        return found

    def clauses_of(self, directive: int) -> list[Clause]:
        """All clauses of one directive, in the order of its text."""
        found = self._clauses.get(directive)
        if found is None:
            found = self._clauses[directive] = self.archive.clauses_of(directive)
        return found

    @property
    def best(self) -> Candidate | None:
        """The piece that matches best."""
        return self.found[0] if self.found else None

    def near(self) -> list[Candidate]:
        """The candidates good enough to take an answer from."""
        floor = self.found[0].score - SLACK if self.found else 0.0
        return [c for c in self.found if c.score >= floor]

    def first(self, read: Callable[[str], Value | None], accept: Callable[[str], bool] = bool) -> Draft | None:
        """The first phrase that ``read`` finds in the best pieces, then in their sentences, and ``accept`` takes."""
        for candidate in self.near():
            for text in (candidate.piece.text, candidate.sentence.text):
                value = read(text)
                if value and accept(value.text):
                    return self.say(value.text, candidate)
        return None

    def quoted(self, candidate: Candidate) -> bool:
        """Whether what the question puts in quotation marks stands word for word in the clause: it speaks of just that."""
        asked = [" ".join(folded_words(one)) for one in QUOTED.findall(self.query.text)]
        text = f" {' '.join(folded_words(candidate.hit.clause.text))} " if asked else ""
        return bool(asked) and all(f" {one} " in text for one in asked)

    def support(self, candidate: Candidate) -> float:
        """How surely ``candidate`` speaks of what is asked, 0 to 1."""
        return support(candidate, self.query, self.matcher)

    def say(self, text: str, candidate: Candidate, *others: Citation) -> Draft:
        """``text`` as the whole answer, cited to the sentence of ``candidate``."""
        return Draft((Statement(text, (*others, self.sentence(candidate))),), self.support(candidate))

    def sentence(self, candidate: Candidate) -> Citation:
        """The citation of a candidate's sentence."""
        span = Span(candidate.sentence.start, candidate.sentence.end)
        return citation(candidate.hit.clause, self.archive.directives[candidate.hit.clause.directive], span)

    def cited(self, clause: Clause) -> Citation:
        """The citation of a whole clause."""
        return citation(clause, self.archive.directives[clause.directive])

    def signed(self, directive: Directive, signer: Signer) -> tuple[Citation, ...]:
        """The clauses where somebody's signature is printed, that of the name first."""
        found = (self.archive.clause_at(directive.file, span.start, span.end) for span in signer.spans)
        return tuple(dict.fromkeys(self.cited(clause) for clause in found if clause))

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses that stand directly under ``clause``."""
        return [c for c in self.clauses_of(clause.directive) if c.parent == clause.id]

    def heading(self, clause: Clause) -> Clause | None:
        """The clause above that only names who must act: ``(1) Ủy ban nhân dân Quận:``."""
        if clause.parent is None:
            return None
        parent = self.archive.clauses([clause.parent])[0]
        return parent if len(parent.text) <= 160 and parent.text.rstrip(" *").endswith(":") else None


def _shared(found: list[Candidate], beside: float) -> list[Candidate]:
    """Pieces with their shares of the likelihood of one another alone, where with what stands ``beside`` them in the same list they
    had more than next to none."""
    total = sum(c.chance for c in found)
    return [replace(c, chance=c.chance / total) for c in found] if total and total + beside >= OF_ALL else found


def excerpt(candidate: Candidate, limit: int = FACT_LIMIT) -> str:
    """The sentence as one line, or as much around the best piece as fits."""
    for text in (candidate.sentence.text, candidate.piece.text):
        if len(plain(text)) <= limit:
            return plain(text)
    return shortened(candidate.piece.text, limit)


def shortened(text: str, limit: int) -> str:
    """``text`` as one line of at most ``limit`` characters, cut at a comma or a blank and marked with an ellipsis."""
    line = plain(text)
    if len(line) <= limit:
        return line
    short = line[: limit - 1]
    return short[: max(short.rfind(","), short.rfind(" "), 1)].rstrip(" ,;:") + "…"


def lead_items(clauses: Sequence[Clause], limit: int = LIST_LIMIT) -> Iterator[tuple[Clause, str]]:
    """Clauses with their opening words, all in ``limit`` characters; short ones leave what they do not need to the others."""
    texts = [plain(clause.text).lstrip("-–+• ") for clause in clauses]
    room, left = limit, limit
    for nth, size in enumerate(sorted(len(text) + _BETWEEN for text in texts)):
        room = left // (len(texts) - nth)
        if size > room:
            break  # all that are longer have as much
        left -= size
    for clause, text in zip(clauses, texts, strict=True):
        yield clause, shortened(text, max(room - _BETWEEN, _LEAST))
