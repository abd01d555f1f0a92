"""Answers without a language model: find the sentence, find the span of the wanted type in it, say it briefly."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index import patterns as p
from index.archive import Archive
from index.passages import spoken_date
from index.text import fold, plain, tokens
from index.types import Clause, Reference, Role, Span
from rag import phrases, values
from rag.analyse import flat
from rag.candidates import Candidate, candidates
from rag.cite import citation
from rag.cues import JOINING, KIND_WORDS, ORGAN, PERSONAL, WHEN, WHO
from rag.match import Matcher
from rag.retrieve import retrieve
from rag.types import Citation, Draft, Hit, Query, Reason, Scope, Statement, Want
from rag.values import Value

FACT_LIMIT, LIST_LIMIT = 400, 900
# Below this share of the question's (rare-word weighted) content found around the best sentence, nothing is said.
SUPPORT = 0.42
# More is asked of a sentence in which no two words of the question stand together.
LONELY = 0.2
# … or that lacks, with its clause and headings, the question's rarest words.
CORELESS = 0.25
# A typed value may come from a sentence scoring this much less than the best.
SLACK = 0.45

# Clauses this close in score answer equally well.
EQUAL = 0.06

_NEGATIONS = re.compile(
    r"(?<![^\W_])(?:không|chưa|nghiêm cấm|cấm|tạm dừng|dừng|ngừng|hạn chế|tránh)(?![^\W_])", re.IGNORECASE
)


_SAME_UNIT = {
    "met": {"m", "met"}, "m": {"m", "met"}, "tien": {"dong", "trieu", "ty", "nghin"}, "phan": {"%"}, "cay": {"km"},
}  # fmt: skip
_NOUN = r"(?:luc luong|doi tuong|mo hinh|he thong|hinh thuc|tinh trang|linh vuc|nhom)"
# "phối hợp với [cơ quan nào]", "báo cáo [về đâu]", "thực hiện [mô hình gì]": the question phrase and what is around it.
_QUESTION_PHRASE = re.compile(
    rf"(?P<left>(?:[a-z]+ ){{0,5}}?)(?P<many>(?:nhung|cac) )?"
    rf"(?:\b(?P<organ>{ORGAN}(?: [a-z]+)?) (?:nao|gi)|\b(?P<noun>{_NOUN}) (?:nao|gi)|\b(?P<other>(?!{ORGAN}\b)[a-z]+ (?!{ORGAN}\b)[a-z]+) (?:gi|nao)|\bdau\b|{WHO})"
    rf"(?P<right>(?: [a-z]+){{0,3}})"
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
        if self.query.want is Want.REFERENCE and (named := self._references()):
            return named
        best = self.found[0] if self.found else None
        if best is None or best.cover < self._needed(best):
            unknown = self.matcher.unknown > 0.5 * self.matcher.total
            return Draft((), best.cover if best else 0.0, Reason.OUT_OF_ARCHIVE if unknown else Reason.NOT_STATED)
        if any(cue.search(self.folded) and not stated.search(best.sentence.text) for cue, stated in PERSONAL):
            return Draft((), best.cover, Reason.NOT_STATED)
        made = self._wanted()
        return made or Draft((), best.cover, Reason.NOT_STATED)

    def _needed(self, best: Candidate) -> float:
        """The support asked for: more where no two words stand together, or the rarest word is nowhere near."""
        needed = SUPPORT
        if self.matcher.pairs and not best.pairs:
            needed += LONELY
        if not best.core:
            needed += CORELESS
        return needed

    def _wanted(self) -> Draft | None:
        match self.query.want:
            case Want.DATE:
                vague = not re.search(r"\b(?:ngay|hom|nam|thang|han)\b", self.folded)
                return self._typed(self._dates) or (self._passage() if vague else None)
            case Want.TIME:
                return self._typed(values.times)
            case Want.DURATION if len(self.query.units) < 2:
                return self._typed(self._durations)
            case Want.DURATION:
                return self._quantities()
            case Want.QUANTITY:
                return self._quantities()
            case Want.REFERENCE:
                # "lập kế hoạch gì", "theo hướng dẫn nào": often no document at all.
                loose = re.search(r"(?:ke hoach|huong dan|quy dinh|bao cao|quy che|luat) (?:gi|nao)\b", self.folded)
                return self._who() or self._passage() if loose else None
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
                    return self._with_others(value, candidate, read)
        return None

    def _with_others(self, value: Value, best: Candidate, read: Callable[[str], list[Value]]) -> Draft:
        """The value, with other clauses that match as well: those that say the same are cited too, others are shown."""
        statements = [Statement(value.text, (self._sentence(best),))]
        for candidate in self._near():
            same_clause = candidate.hit.clause.id == best.hit.clause.id
            other = None if same_clause or candidate.score < best.score - EQUAL else self._choose(read(candidate.piece.text), candidate.piece.text)
            if other and len(statements) < 3:
                cited = self._sentence(candidate)
                if [t.accented for t in tokens(other.text)] == [t.accented for t in tokens(statements[0].text)]:
                    statements[0] = replace(statements[0], citations=(*statements[0].citations, cited))
                elif cited.clause.id not in {c.clause.id for s in statements for c in s.citations}:
                    statements.append(Statement(other.text, (cited,)))
        return Draft(tuple(statements), self._confidence(best))

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
        wanted = [u.split()[0] for u in self.query.units]
        if "gio" in self.folded or "tieng" in self.folded:
            exact = [v for v in found if re.search(r"h|giờ|tiếng", v.text)]
            return exact or found
        return [v for v in found if not wanted or any(u in fold(v.text).split("/")[0] for u in wanted)]

    def _quantities(self) -> Draft | None:
        units = self.query.units or ("",)
        drafts = []
        for unit in units:
            if unit.split()[:1] and unit.split()[0] in ("ngay", "thang", "nam", "tuan", "gio", "tieng"):
                short = unit.split()[0]
                drafts.append(self._typed(lambda text, short=short: [v for v in values.durations(text) if short in fold(v.text)]))  # type: ignore[misc]
            else:
                drafts.append(self._typed(lambda text, unit=unit: self._counted(text, unit)))  # type: ignore[misc]
        if any(draft is None for draft in drafts):
            return None
        statements = tuple(s for draft in drafts if draft for s in draft.statements)
        return Draft(statements, min((d.confidence for d in drafts if d), default=0.0))

    def _counted(self, text: str, unit: str) -> list[Value]:
        """Quantities of ``unit``, with the second syllable of the unit where the text has it too."""
        found = values.quantities(text)
        if not unit:
            return found
        words = unit.split()
        same = _SAME_UNIT.get(words[0], {words[0]})
        counted = [v for v in found if same & set(re.split(r"[\s\d/.,%-]+", fold(v.text))) or ("%" in same and "%" in v.text)]
        full = []
        for value in counted:
            rest = tokens(text[value.end : value.end + 20])
            more = len(words) > 1 and bool(rest) and rest[0].folded == words[1] and not text[value.end : value.end + rest[0].start].strip()
            full.append(Value(value.start, value.end + rest[0].end, plain(text[value.start : value.end + rest[0].end])) if more else value)
        return full

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
        return self._after_question_words() or self._actor()

    def _after_question_words(self) -> Draft | None:
        """The phrase that stands, in the text, where the question has its question phrase."""
        match = _QUESTION_PHRASE.search(self.folded)
        if not match:
            return None
        skip = ("cua", "cho", "ve", "nhung", "cac", "phai", "se", "do", "la", "duoc", "thi")
        left = [word for word in match["left"].split() if word not in skip]
        right = [word for word in (match["right"] or "").split() if word not in skip]
        noun = (match["noun"] or match["other"] or "").split()
        body = not noun and match.group().split()[-1] != "dau"
        leads = [[*left[-2:], *noun], [*left[-1:], *noun], noun] if noun else []
        leads += [left[-size:] for size in (3, 2, 1) if len(left) >= size]
        for size in (3, 2) if body else ():
            words = right[:size]
            if len(words) < size:
                continue
            value = self._first(lambda text, words=words: phrases.after(text, [*words, "cua"]) or phrases.before(text, words), True)  # type: ignore[misc]
            if value:
                return value
        for words in leads:
            if not words or (len(words) == 1 and len(words[0]) < 4 and words != noun):
                continue
            value = self._first(lambda text, words=words: phrases.after(text, words, many=bool(match["many"])), body)  # type: ignore[misc]
            if value:
                return value
        organ = match["organ"].replace("_", "").split() if match["organ"] else []
        return self._first(lambda text: phrases.named(text, organ), True) if organ and left else None

    def _first(self, read: Callable[[str], Value | None], body: bool) -> Draft | None:
        """The first phrase that ``read`` finds in the best pieces; ``body``: it must be somebody."""
        for candidate in self._near():
            for text in (candidate.piece.text, candidate.sentence.text):
                value = read(text)
                if value and (not body or phrases.is_actor(value.text)) and self._fits_noun(value.text):
                    return self._say(value.text, candidate)
        return None

    def _fits_noun(self, text: str) -> bool:
        """"Ban nào" wants a committee, "phường nào" a ward by its name."""
        asked = re.search(r"\b(?<!co )(phuong|xa|quan|huyen|tinh|ban|so_|bo|phong|quan uy|dang uy|doan|hoi|trung tam|van phong) nao\b", self.folded)
        if not asked:
            return True
        noun = asked[1].rstrip("_")
        if noun in ("phuong", "xa", "quan", "huyen", "tinh"):
            return any(fold(m[1]) == noun for m in re.finditer(rf"([^\W\d_]+)\s+{p.NAME_RUN}", text))
        return noun in fold(text)

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

    def _actor(self) -> Draft | None:
        """Who the best sentence says must act: its subject, or the heading it stands under."""
        for candidate in self._near():
            for text in (candidate.piece.text, candidate.sentence.text):
                value = phrases.subject(text)
                if value and len(value.text) <= 200 and self._fits_noun(value.text):
                    return self._say(value.text, candidate)
            parent = self._heading(candidate.hit.clause)
            if parent:
                actor = phrases.subject(_bare(parent.text))
                if not self._fits_noun(parent.text):
                    continue
                statement = Statement(actor.text if actor else _bare(parent.text), (self._cited(parent), self._sentence(candidate)))
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
        owners = self._owner_codes()
        pool = [r for r in pool if r.number and re.split(r"[-/]", r.number)[-1] in owners] or pool if owners else pool
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

    def _owner_codes(self) -> set[str]:
        """The codes of the bodies named right after "của": ``công điện số mấy của Thủ tướng`` wants ``…-TTg``."""
        named = re.search(r"\bcua ([a-z, ]+)", self.folded)
        if not named:
            return set()
        return {code for code, body in p.ISSUER_CODES.items() if fold(body) in named[1] or (code == "UBND" and "ubnd" in named[1])}

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
        yes = self._within_bound(candidate.piece.text)
        if yes is None:
            yes = not self._denied(candidate.piece.text)
        quote = plain(_excerpt(candidate, FACT_LIMIT - 12))
        statement = Statement(f"{'Có' if yes else 'Không'}: {quote}", (self._sentence(candidate),))
        return Draft((statement,), self._confidence(candidate) * 0.9)

    def _denied(self, text: str) -> bool:
        """Whether the text and the question differ by an odd number of negations."""
        inner = re.sub(r"(?i)(?<![^\W_])(?:hay )?(?:không|chưa|khong|chua)$", "", self.query.text.rstrip(" ?.!"))
        asked = [fold(word) for word in _NEGATIONS.findall(inner)]
        said = [fold(word) for word in _NEGATIONS.findall(self._closest_part(text))]
        around = [fold(word) for word in _NEGATIONS.findall(text)]
        extra = [word for word in said if word not in asked]
        missing = [word for word in asked if word not in around]
        return (len(extra) + len(missing)) % 2 == 1

    def _within_bound(self, text: str) -> bool | None:
        """Whether a number asked about keeps to the bound the text sets for the same unit; ``None``: no such bound."""
        for asked in values.quantities(self.query.text):
            number, unit = _number_and_unit(asked.text)
            for stated in values.quantities(text):
                bound, same = _number_and_unit(stated.text)
                before = fold(text[max(0, stated.start - 40) : stated.start] + stated.text)
                if not unit or unit != same or number is None or bound is None:
                    continue
                if re.search(r"khong (?:\w+ ){0,3}qua|toi da|khong vuot", before):
                    return number <= bound
                if re.search(r"it nhat|toi thieu|khong duoi", before):
                    return number >= bound
        return None

    def _closest_part(self, text: str) -> str:
        """The part of a sentence between commas that holds most of the question."""
        parts = re.split(r",(?!\s+chống)|:", text)
        best = max(range(len(parts)), key=lambda at: self.matcher.coverage([(set(self.matcher.forms(parts[at])), 1.0)]))
        # "không thụ động, chờ đợi văn bản": a short negated part goes on over the comma.
        if best and _NEGATIONS.match(parts[best - 1].strip()) and len(parts[best - 1].split()) <= 4:
            return parts[best - 1] + parts[best]
        return parts[best]

    # Passages ---------------------------------------------------------------------------------------------------

    def _passage(self) -> Draft | None:
        candidate = next((c for c in self._near() if not self._only_leads_in(c)), self.found[0])
        children = self._children(candidate)
        if children:
            return Draft(tuple(children), self._confidence(candidate))
        text = plain(_excerpt(candidate, FACT_LIMIT))
        return Draft((Statement(text, (self._sentence(candidate),)),), self._confidence(candidate))

    def _only_leads_in(self, candidate: Candidate) -> bool:
        """A paragraph that ends in a colon says nothing by itself, unless its items can be listed."""
        return candidate.sentence.text.rstrip(" *").endswith(":") and not self._children(candidate)

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


def _number_and_unit(text: str) -> tuple[float | None, str]:
    match = re.search(r"(\d[\d.]*)\s?([^\W\d_]+)?", text)
    return (float(match[1].replace(".", "")), fold(match[2] or "")) if match else (None, "")


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
    return groups if len(distinct) > 1 and JOINING.search(flat(query.text)) else []
