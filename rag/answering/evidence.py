"""The pieces of text that bear on one question, and how an answer made from them is said and cited.

Every kind of answer (``typed``, ``who``, ``mentions``, ``yesno``, ``passage``) is a function
of one :class:`Evidence`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.archive import Archive
from index.text import canonical, folded_words, plain, words
from index.types import Clause, Span
from rag.answering.picking.candidates import Candidate, candidates
from rag.answering.picking.support import support
from rag.cite import citation
from rag.finding.match import Matcher
from rag.question.folded import flat
from rag.types import Citation, Draft, Hit, Query, Statement, Want
from rag.values import Value, dates

FACT_LIMIT, LIST_LIMIT = 400, 900
_LABEL = re.compile(r"(?<![\w-])[A-Z]\d{1,2}(?![\w-])")
# "lần thứ V" is not the sixth, "học kỳ I" not the second.
_ORDERED = re.compile(
    r"(?<!\w)(?:thứ|khóa|khoá|kỳ|kì|quý|đợt|hạng|loại|cấp|giai đoạn|nhóm|thu|khoa|ky|quy|dot)\s+([IVX]{1,5})(?!\w)"
)
# "Mỗi người 1 lần", "1 tháng": a rate, where "lớp 1" names.
_RATE = re.compile(
    r"(?<![^\W_])(?:(?<!lớp )(?<!lop )(?<!cấp )(?<!cap )(?<!số )(?<!so )(?<!quận )(?<!tầng )(0?1)"
    r"(?=\s+(?:quý|buổi|đợt|lớp|em|cháu|suất|xã|phường|lop)(?![^\W_]))"
    r"|(0?1)(?=\s+(?:lần|người|tháng|năm|ngày|tuần|hộ|lan|nguoi|thang|nam|ngay|tuan|ho)(?!\s+học|[^\W_])))",
    re.IGNORECASE,
)
# "9 giờ tối" is printed "21 giờ".
_SPOKEN_HOUR = re.compile(
    r"(?<!\d)(1?\d)\s*(?:giờ|h|gio)(?=\s+(?:chiều|tối|đêm|chieu|toi|dem)(?![^\W_]))", re.IGNORECASE
)
_FIGURES = frozenset({Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY, Want.REFERENCE})
QUOTED = re.compile(r"[“\"«]([^“”\"«»]*\w\s+\w[^“”\"«»]*)[”\"»]")
# A whole number printed with decimals: "36,00".
_WHOLE = re.compile(r"\d+,0+")
# An answer may come from a sentence scoring this much less than the best.
SLACK = 2.0
# Pieces that hold the numbers asked about have at least this share of the likelihood of all, or are of something else; from the
# second on, theirs is the share by which support was learnt.
LEFT = (0.1, 0.5)


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
        self._numbers = self._asked_numbers()
        found = candidates(hits, query, self.matcher, archive)
        figured = found
        if query.want is not Want.YES_NO and self._numbers:
            clauses = {c.hit.clause.id: c.hit.clause for c in found}
            holding = {number for number, clause in clauses.items() if self._has_figures(clause)}
            figured = [c for c in found if c.hit.clause.id in holding]
        # Prose says "thập niên 80" of what a question dates "1985": where nothing holds the number, words decide.
        self.found = _shared(figured) or (found if query.want not in _FIGURES else [])

    def _asked_numbers(self) -> frozenset[str]:
        """The numbers of the question's matter: "ngày 01/5/2009"."""
        wanted = {term for term in self.query.terms if term[:1].isdigit()}
        wanted -= {one.group() for one in _RATE.finditer(self.query.text)}
        wanted -= {one[1] for one in _SPOKEN_HOUR.finditer(self.query.text)}
        # "F2" is not "F1", whatever else is the same.
        ordered = _ORDERED.findall(self.query.text)
        return frozenset(wanted | self.words(" ".join([*_LABEL.findall(self.query.text), *ordered])))

    def _has_figures(self, clause: Clause) -> bool:
        """Whether each of the numbers asked about stands in the clause or above it."""
        directive = self.archive.directives[clause.directive]
        subject = directive.subject
        # A clause of 2022 need not say its year, nor one of "Kế hoạch … ngày 20/11/2022" that day.
        wanted = self._numbers - (_own_days(directive.date.value) if directive.date else set())
        text = f"{clause.text} {' '.join(clause.headings)} {subject.value if subject else ''}"
        known = {*self.matcher.forms(text), *words(text)}
        days = {canonical(value.text) for value in dates(text)}
        # "năm 2021", "tháng 7/2021" and "19/7" of "ngày 19/7/2021"; "36 m" of "36,00 m"
        known |= {day[-4:] for day in days} | {day[:-5] for day in days if day.count("/") == 2}
        known |= {day.split("/", 1)[1] for day in days if day.count("/") == 2}
        known |= {word.split(",")[0] for word in known if _WHOLE.fullmatch(word)}
        if directive.date:
            known.add(f"{int(directive.date.value[5:7])}/{directive.date.value[:4]}")
        return all(term in known or term in days for term in wanted)

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

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses that stand directly under ``clause``."""
        return [c for c in self.clauses_of(clause.directive) if c.parent == clause.id]

    def heading(self, clause: Clause) -> Clause | None:
        """The clause above that only names who must act: ``(1) Ủy ban nhân dân Quận:``."""
        if clause.parent is None:
            return None
        parent = self.archive.clauses([clause.parent])[0]
        return parent if len(parent.text) <= 160 and parent.text.rstrip(" *").endswith(":") else None


def _own_days(issued: str) -> set[str]:
    """The year of issue and its day, as questions print them, of an ISO date."""
    year, month, day = issued[:4], issued[5:7], issued[8:10]
    return {year, f"{day}/{month}/{year}", f"{int(day)}/{int(month)}/{year}"} if day else {year}


def _shared(found: list[Candidate]) -> list[Candidate]:
    """Pieces with their shares of the likelihood of one another alone, where those left out had the greater part of it, though
    not nearly all."""
    total = sum(c.chance for c in found)
    return [replace(c, chance=c.chance / total) for c in found] if LEFT[0] <= total < LEFT[1] else found


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
    """Clauses with their opening words, each short enough that all fit into ``limit`` characters."""
    room = max(limit // max(len(clauses), 1) - 3, 40)
    for clause in clauses:
        yield clause, shortened(plain(clause.text).lstrip("-–+• ").rstrip("; "), room)
