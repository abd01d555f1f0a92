"""Answers without a language model: find the sentence, find the span of the wanted type in it, say it briefly."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index import patterns as p
from index.archive import Archive
from index.passages import spoken_date
from index.text import fold, has_marks, plain, tokens
from index.types import Clause, Reference, Role, Span
from rag import phrases, values
from rag.analyse import flat
from rag.candidates import Candidate, candidates
from rag.cite import citation
from rag.cues import KIND_WORDS, WHEN
from rag.match import Matcher
from rag.retrieve import retrieve
from rag.types import Citation, Draft, Hit, Query, Reason, Scope, Statement, Want
from rag.values import Value

FACT_LIMIT, LIST_LIMIT = 400, 900
# Below this share of the question's (rare-word weighted) content found around the best sentence, nothing is said.
SUPPORT = 0.5
# A typed value may come from a sentence scoring this much less than the best.
SLACK = 0.45

_COMPARING = re.compile(r"\b(?:va|voi|hay|con|lan luot|so voi|hai|giua)\b")
_NEGATIONS = re.compile(
    r"(?<![^\W_])(?:không|chưa|nghiêm cấm|cấm|tạm dừng|dừng|ngừng|hạn chế|tránh|tuyệt đối không|chỉ)(?![^\W_])", re.IGNORECASE
)


class Extractor:
    """Answers one question from the clauses found for it."""

    def __init__(self, query: Query, hits: Sequence[Hit], archive: Archive) -> None:
        self.query = query
        self.archive = archive
        self.folded = flat(query.text)
        self.matcher = Matcher(query, archive)
        self.found = candidates(hits, self.matcher, archive)

    def draft(self) -> Draft:
        """The answer before verification."""
        if not self.matcher.terms:
            return Draft((), 0.0, Reason.NOT_STATED)
        best = self.found[0] if self.found else None
        if best is None or best.cover < SUPPORT:
            unknown = self.matcher.unknown > 0.5 * self.matcher.total
            return Draft((), best.cover if best else 0.0, Reason.OUT_OF_ARCHIVE if unknown else Reason.NOT_STATED)
        made = self._wanted()
        return made or Draft((), best.cover, Reason.NOT_STATED)

    def _wanted(self) -> Draft | None:
        match self.query.want:
            case Want.DATE:
                return self._typed(self._dates)
            case Want.TIME:
                return self._typed(values.times)
            case Want.DURATION:
                return self._typed(self._durations)
            case Want.QUANTITY:
                return self._quantities()
            case Want.REFERENCE:
                return self._references()
            case Want.YES_NO:
                return self._yes_no()
            case Want.PERSON | Want.BODY:
                return self._who()
            case Want.PURPOSE:
                return self._typed(lambda text: [v for v in [phrases.purpose(text)] if v]) or self._passage()
            case _:
                return self._passage()

    # Typed values -----------------------------------------------------------------------------------------------

    def _near(self) -> list[Candidate]:
        """The candidates good enough to take a value from."""
        floor = self.found[0].score - SLACK
        return [c for c in self.found if c.score >= floor and c.cover >= SUPPORT]

    def _typed(self, read: Callable[[str], list[Value]]) -> Draft | None:
        for widen in (False, True):
            for candidate in self._near():
                piece = candidate.sentence if widen else candidate.piece
                value = self._choose(read(piece.text), piece.text)
                if value:
                    return self._say(value.text, candidate)
        return None

    def _choose(self, found: Sequence[Value], text: str) -> Value | None:
        """The value nearest to the question's words; one led in as the question leads in ("trước ngày") goes first."""
        if not found:
            return None
        lead = re.search(rf"(\w+)\s+(?:{WHEN}|may gio|bao nhieu|may)\b", self.folded)
        middle = self.matcher.position(tokens(text))

        def rank(value: Value) -> tuple[bool, float]:
            before = [token.folded for token in tokens(text[max(0, value.start - 20) : value.start])][-2:]
            return (not (lead and lead[1] in before and lead[1] not in ("vao", "tu")), abs(value.start - middle))

        return min(found, key=rank)

    def _dates(self, text: str) -> list[Value]:
        found = values.dates(text)
        if re.search(r"nhung ngay nao|nhung ngay", self.folded) and len(found) > 1:
            return [Value(found[0].start, found[-1].end, ", ".join(v.text for v in found))]
        if not re.search(r"nam nao|thang nao", self.folded):
            found = [v for v in found if "/" in v.text]
        return found

    def _durations(self, text: str) -> list[Value]:
        found = values.durations(text)
        wanted = [u for u in self.query.units if u not in ("gio", "tieng")]
        if "gio" in self.folded or "tieng" in self.folded:
            exact = [v for v in found if re.search(r"h|giờ|tiếng", v.text)]
            return exact or found
        return [v for v in found if not wanted or any(u in fold(v.text).split("/")[0] for u in wanted)]

    def _quantities(self) -> Draft | None:
        units = self.query.units or ("",)
        drafts = []
        for unit in units:
            if unit in ("ngay", "thang", "nam", "tuan", "gio", "tieng"):
                drafts.append(self._typed(lambda text, unit=unit: [v for v in values.durations(text) if unit in fold(v.text)]))  # type: ignore[misc]
            else:
                drafts.append(self._typed(lambda text, unit=unit: self._counted(text, unit)))  # type: ignore[misc]
        if any(draft is None for draft in drafts):
            return None
        statements = tuple(s for draft in drafts if draft for s in draft.statements)
        return Draft(statements, min((d.confidence for d in drafts if d), default=0.0))

    def _counted(self, text: str, unit: str) -> list[Value]:
        found = values.quantities(text)
        if not unit:
            return found
        same = {"met": {"m", "met"}, "m": {"m", "met"}, "tien": {"dong", "trieu", "ty", "nghin"}, "phan": {"%"}}.get(unit, {unit})
        return [v for v in found if same & set(re.split(r"[\s\d/.,%-]+", fold(v.text)))]

    # Persons and bodies -----------------------------------------------------------------------------------------

    def _who(self) -> Draft | None:
        named = self._role_of_named()
        if named:
            return named
        role = re.search(r"\b(?:ai|nguoi nao) (?:la|lam|giu chuc|giu vai tro) ([a-z ]+?)(?: (?:cua|o|tai|phong)\b|,|$)", self.folded)
        for candidate in self._near():
            text = candidate.sentence.text
            if role and (value := phrases.copula(text, role[1].split())):
                return self._say(value.text, candidate)
        if self.query.want is Want.PERSON:
            people = self._typed(self._people)
            if people:
                return people
        lead = self._left_context()
        for size in range(min(3, len(lead)), 0, -1):
            for candidate in self._near():
                value = phrases.after(candidate.piece.text, lead[-size:]) or phrases.after(candidate.sentence.text, lead[-size:])
                if value and (size > 1 or len(lead[-1]) > 3):
                    return self._say(value.text, candidate)
        return self._actor()

    def _people(self, text: str) -> list[Value]:
        asked = {token.accented for token in tokens(self.query.text)}
        return [v for v in values.persons(text) if not {t.accented for t in tokens(v.text)} <= asked]

    def _role_of_named(self) -> Draft | None:
        """``Đồng chí Nguyễn Việt Hà giữ chức vụ gì?``: what stands after the name."""
        if not re.search(r"chuc (?:vu|danh)|la ai\b|giu (?:nhung )?chuc|lam gi\b", self.folded):
            return None
        for value in values.persons(self.query.text):
            wanted = [t.folded for t in tokens(value.text)]
            for candidate in self.found:
                for person in values.persons(candidate.sentence.text):
                    role = values.role_after(candidate.sentence.text, person)
                    if role and [t.folded for t in tokens(person.text)] == wanted:
                        return self._say(role.text, candidate)
        return None

    def _left_context(self) -> list[str]:
        """The question's words right before its question phrase: ``phối hợp với`` of ``phối hợp với ban nào``."""
        match = re.search(r"((?:[a-z]+ ){1,4}?)(?:(?:nhung |cac )?(?:[a-z]+ ){0,2}(?:nao|gi)|dau|ai)\b[ ?.!a-z]{0,12}$", self.folded)
        if not match:
            return []
        words = match[1].split()
        return [word for word in words if word not in ("cua", "cho", "ve", "nhung", "cac", "phai", "se", "do", "la")]

    def _actor(self) -> Draft | None:
        """Who the best sentence says must act: its subject, or the heading it stands under."""
        for candidate in self._near():
            for text in (candidate.piece.text, candidate.sentence.text):
                value = phrases.subject(text)
                if value and len(value.text) <= 200:
                    return self._say(value.text, candidate)
            parent = self._heading(candidate.hit.clause)
            if parent:
                statement = Statement(_bare(parent.text), (self._cited(parent), self._sentence(candidate)))
                return Draft((statement,), self._confidence(candidate))
        return None

    def _heading(self, clause: Clause) -> Clause | None:
        """The clause above that only names who must act: ``(1) Ủy ban nhân dân Quận:``."""
        if clause.parent is None:
            return None
        parent = self.archive.clauses([clause.parent])[0]
        if len(parent.text) <= 160 and parent.text.rstrip(" *").endswith(":"):
            return parent
        return None

    # References -------------------------------------------------------------------------------------------------

    def _references(self) -> Draft | None:
        kinds = {KIND_WORDS[k] for k in sorted(KIND_WORDS, key=len) if len(k) > 2 and re.search(rf"\b{k} (?:lien quan )?(?:nao|gi|so|may|cua)", self.folded)}
        asked = {r.number for r in self.query.scope.references}
        own = {self.archive.directives[i].number for i in self.query.scope.directives or ()}
        numbers = {field.value for field in own if field} if self.query.scope.explicit else set()
        scope = self.query.scope.directives
        pool = [
            r for r in self.archive.references
            if (scope is None or r.directive in scope) and r.number not in asked and r.number not in numbers
            and (not kinds or r.kind in kinds)
        ]  # fmt: skip
        ranked = sorted(pool, key=lambda r: -self._reference_score(r))
        if not ranked or self._reference_score(ranked[0]) < 0.3:
            return None
        best = ranked[0]
        clause = self.archive.clause_at(best.file, best.span.start, best.span.end)
        if clause is None:
            return None
        many = re.search(r"nhung|cac|liet ke|lan luot", self.folded)
        chosen = [r for r in pool if clause.span.contains(r.span)] if many else [best]
        said = list(dict.fromkeys(_name(r) for r in chosen))
        text = "; ".join(said)
        cited = citation(clause, self.archive.directives[clause.directive], self._sentence_span(clause, best.span))
        return Draft((Statement(text, (cited,)),), 0.85)

    def _reference_score(self, reference: Reference) -> float:
        clause = self.archive.clause_at(reference.file, reference.span.start, reference.span.end)
        if clause is None:
            return 0.0
        span = self._sentence_span(clause, reference.span)
        text = clause.text[span.start - clause.start : span.end - clause.start]
        near = clause.text[max(0, reference.span.start - clause.start - 100) : reference.span.end - clause.start + 60]
        layers = [(set(self.matcher.forms(near)), 1.0), (set(self.matcher.forms(text)), 0.8), (set(self.matcher.forms(clause.text)), 0.6)]
        cover = self.matcher.coverage(layers) if self.matcher.terms else 0.5
        doing = bool(re.search(r"thuc hien|trien khai|theo|can cu", self.folded)) and reference.relation != "mentions"
        return cover + 0.15 * doing + (0.1 if clause.role is Role.HEADER and doing else 0.0)

    def _sentence_span(self, clause: Clause, span: Span) -> Span:
        from rag.segments import sentences

        for sentence in sentences(clause):
            if sentence.start <= span.start < sentence.end:
                return Span(sentence.start, max(sentence.end, min(span.end, clause.end)))
        return clause.span

    # Yes or no --------------------------------------------------------------------------------------------------

    def _yes_no(self) -> Draft | None:
        candidate = self.found[0]
        text = candidate.piece.text
        asked = {t.folded for t in tokens(self.query.text)}
        words = tokens(text)
        forms = self.matcher.of(words)
        wanted = {term.word for term in self.matcher.terms}
        first = next((t.start for t, f in zip(words, forms, strict=True) if f in wanted), 0)
        negative = [m for m in _NEGATIONS.finditer(text) if m.start() <= first + 25 or m.end() <= first]
        denied = [m for m in negative if not set(fold(m.group()).split()) & asked - {"khong"} and fold(m.group()) != "chi"]
        yes = not denied
        quote = plain(_excerpt(candidate, FACT_LIMIT - 12))
        statement = Statement(f"{'Có' if yes else 'Không'}: {quote}", (self._sentence(candidate),))
        return Draft((statement,), self._confidence(candidate) * 0.9)

    # Passages ---------------------------------------------------------------------------------------------------

    def _passage(self) -> Draft | None:
        candidate = self.found[0]
        children = self._children(candidate)
        if children:
            return Draft(tuple(children), self._confidence(candidate))
        text = plain(_excerpt(candidate, FACT_LIMIT))
        return Draft((Statement(text, (self._sentence(candidate),)),), self._confidence(candidate))

    def _children(self, candidate: Candidate) -> list[Statement]:
        """The items under a clause that only introduces them."""
        clause = candidate.hit.clause
        if not clause.text.rstrip(" *").endswith(":") or len(clause.text) > 300:
            return []
        items = [c for c in self.archive.clauses_of(clause.directive) if c.parent == clause.id]
        room = LIST_LIMIT // max(len(items), 1) - 3
        statements = []
        for item in items:
            first = plain(item.text).lstrip("-–+• ")
            short = first if len(first) <= room else first[: max(room - 1, 20)].rsplit(" ", 1)[0] + "…"
            statements.append(Statement(short, (self._cited(item),)))
        return statements if len(statements) > 1 else []

    # Saying -----------------------------------------------------------------------------------------------------

    def _say(self, text: str, candidate: Candidate) -> Draft:
        return Draft((Statement(text, (self._sentence(candidate),)),), self._confidence(candidate))

    def _cited(self, clause: Clause) -> Citation:
        return citation(clause, self.archive.directives[clause.directive])

    def _sentence(self, candidate: Candidate) -> Citation:
        clause = candidate.hit.clause
        span = Span(candidate.sentence.start, candidate.sentence.end)
        return citation(clause, self.archive.directives[clause.directive], span)

    def _confidence(self, candidate: Candidate) -> float:
        return round(max(0.0, min(0.99, 0.25 + 0.7 * candidate.cover)), 2)


def _bare(text: str) -> str:
    return re.sub(r"^(?:\(?\w{1,3}[.)]\)?|[-–+•])\s*", "", plain(text)).rstrip(" :")


def _name(reference: Reference) -> str:
    date = f" ngày {spoken_date(reference.date)}" if reference.date else ""
    owner = f" của {reference.issuer}" if reference.issuer else ""
    return f"{reference.kind or ''} {reference.number}{date}{owner}".strip()


def _excerpt(candidate: Candidate, limit: int) -> str:
    """The sentence, or as many of its parts around the best as fit."""
    sentence = candidate.sentence.text
    if len(plain(sentence)) <= limit:
        return sentence
    piece = candidate.piece.text
    if len(plain(piece)) <= limit:
        return piece
    short = plain(piece)[: limit - 1]
    return short[: max(short.rfind(","), short.rfind(" "))] + "…"


def extract(query: Query, hits: Sequence[Hit], archive: Archive) -> Draft:
    """The answer to ``query`` from ``hits``; a comparison is answered side by side, each side in its own documents."""
    sides = _sides(query)
    if not sides:
        return Extractor(query, hits, archive).draft()
    statements: list[Statement] = []
    confidence = 1.0
    for side in sides:
        one = replace(query, scope=side, groups=())
        draft = Extractor(one, retrieve(one, archive), archive).draft()
        name = side.names[0]
        statements += [replace(s, text=f"{name}: {s.text}") for s in draft.statements[:3]]
        confidence = min(confidence, draft.confidence)
    if len(statements) < 2:
        return Extractor(query, hits, archive).draft()
    return Draft(tuple(statements), confidence)


def _sides(query: Query) -> list[Scope]:
    """The documents or places a question sets side by side; empty when it does not."""
    groups = [g for g in query.groups if g.directives]
    distinct = {g.directives for g in groups}
    return groups if len(distinct) > 1 and _COMPARING.search(flat(query.text)) else []
