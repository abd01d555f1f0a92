"""The duties of one directive, each with its citations. Pure: of the directive, its clauses and its references.

A duty is a sentence that charges somebody, or tells to do or not to do something. A part of it between semicolons is one of its own
where it names its own actors, forbids, or has its own term or somebody to report to. What opens a list ("… thực hiện các nội
dung sau:") is none; it tells who is charged with the items. Where no sentence or heading names anybody, they are those the
opening charges, else the addressees; in articles of law nobody is, and nothing is a duty but what a body is told.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.types import Clause, Directive, Reference, Role
from rag.answering.picking.segments import Piece, sentences
from rag.cite import citation
from rag.duties import actors, bodies, deadlines, reports, timetable
from rag.duties.actors import Said
from rag.duties.line import Line
from rag.duties.types import Charged, Deadline, Duty
from rag.types import Citation

# Kinds that tell what was done or ask for leave: there, only requests charge anybody.
_TELLING = frozenset(
    {"Báo cáo", "Tờ trình", "Biên bản", "Sao lục", "Sao y", "Trích sao", "Giấy mời", "Thư mời", "Giấy chứng nhận"}
)
# "… chỉ đạo, tổ chức thực hiện nghiêm túc Công văn này": closes a letter and charges nobody with anything new.
_FORMULA = re.compile(
    r"(?:(?:khẩn trương|nghiêm túc|nghiêm|tốt|kịp thời|có hiệu quả|hiệu quả|chỉ đạo|tổ chức|triển khai|thực hiện|quán triệt"
    r"|phối hợp|tập trung|biết|các|những|một số|nhiệm vụ|nội dung|trên|này|trọng tâm|và|để|theo|quy định|chủ động|đầy đủ"
    r"|nêu trên|công văn|chỉ thị|thông báo|quan tâm)[\s,./]*)+",
    re.IGNORECASE,
)
# "các cá nhân, tổ chức không thực hiện …; không khai báo …": it goes on saying who.
_WITHOUT = re.compile(r"(?:cá nhân|tổ chức|trường hợp|người|đối tượng|hành vi|đơn vị|nơi) không ")
_INFORMS = re.compile(r"(?:thông báo|trân trọng|xin|kính|gửi)(?![^\W_])", re.IGNORECASE)
_LISTS = re.compile(r"(?:sau(?: đây)?|như sau|gồm|cụ thể|dưới đây|chỉ đạo|tập trung|thực hiện|nhiệm vụ)\s*:$|:$")
_OVER_LEAD = re.compile(
    r"^(?:Điều \d+[a-z]?\. )?(?:Giao(?: cho)?|Trách nhiệm của|Nhiệm vụ của|Đối với|Đề nghị|Yêu cầu) (?=\S)"
)
_RIGHTS = re.compile(r"(?<![^\W_])(?:có|các) quyền(?!.*(?:nghĩa vụ|trách nhiệm|nhiệm vụ))")
_UNDER = re.compile(
    r" (?:chỉ đạo|chủ trì|tập trung|thực hiện|chủ động"
    r"|(?:có|chịu)(?: những| các)? (?:nhiệm vụ|trách nhiệm)(?: và quyền hạn)?(?: như)?(?: sau(?: đây)?)?)$"
)
_FULL_STOP = re.compile(r"[\s./;,:”\"*]+$")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is charged with what stands beneath a clause, and the words that say so."""

    names: tuple[str, ...] = ()
    charged: Charged = Charged.UNKNOWN
    cited: Citation | None = None


class Reading:
    """One directive being read; :meth:`duties` gives them in the order of the text."""

    def __init__(self, directive: Directive, clauses: Sequence[Clause], references: Sequence[Reference]) -> None:
        self.directive = directive
        self.body = [clause for clause in clauses if clause.role is Role.BODY and not _is_form(clause)]
        # A piece of text without a letterhead tells nobody in particular what to do.
        self.issuing = directive.number is not None or directive.kind is not None
        self.parents = {clause.parent for clause in clauses}
        self.lines = {clause.id: Line(clause) for clause in self.body}
        self.issued = directive.date.value if directive.date else None
        opening = [c for c in clauses if c.role is Role.HEADER or c.address.startswith(("đoạn mở đầu", "căn cứ"))]
        founding = (one for one in references if any(c.span.contains(one.span) for c in opening))
        self.grounds = reports.grounds(founding, directive.number.value if directive.number else None)
        self.by_id = {clause.id: clause for clause in clauses}
        self.holders: dict[int, Holder] = {}
        self.top = self._addressees(clauses)

    def duties(self) -> Iterator[Duty]:
        """Each duty once; ids are told apart by the caller."""
        telling = self.directive.kind is not None and self.directive.kind.value in _TELLING
        for clause in self.body:
            line = self.lines[clause.id]
            above = self.holders.get(clause.parent, self.top) if clause.parent is not None else self.top
            opening = clause.address.startswith("đoạn mở đầu")
            heading = self._heading(clause, line)
            holder = heading or above
            if heading or (clause.id in self.parents and _is_title(line.text)):
                self.holders[clause.id] = holder
                continue
            only_asked = telling or opening or clause.address.startswith("đoạn kết")
            law = "Điều " in clause.address or not self.issuing
            first: Holder | None = None
            for at, piece in enumerate(_sentences(line)):
                found, leads = self._sentence(line, piece, first or above, only_asked, law, opening)
                yield from found
                if leads:
                    holder = leads
                    if opening or clause.address.startswith("đoạn"):
                        self.top = replace(leads, charged=Charged.OPENING)
                if not at and found and found[0].charged is Charged.NAMED and not law:
                    first = Holder(found[0].actors, Charged.CLAUSE, found[0].citations[-1])
            self.holders[clause.id] = holder

    def _addressees(self, clauses: Sequence[Clause]) -> Holder:
        names = tuple(name for field in self.directive.addressees for name in actors.names(field.value))
        block = next((clause for clause in clauses if clause.role is Role.ADDRESSEE), None)
        return Holder(names, Charged.ADDRESSEES, citation(block, self.directive)) if names and block else Holder()

    def _heading(self, clause: Clause, line: Line) -> Holder | None:
        """``(1) Ủy ban nhân dân Quận:``, ``Điều 5. Trách nhiệm của Bộ Tài chính``: a clause that only names who acts."""
        text = timetable.unmarked(line.text)[1]
        lead = _OVER_LEAD.match(text)
        named = text[lead.end() :] if lead else text
        if len(named) > 240 or clause.id not in self.parents:
            return None
        if _RIGHTS.search(named):
            return Holder()
        said = _UNDER.sub("", named.rstrip(" :."))
        if not actors.begins_with_actor(said) or (
            actors.VERB.search(re.sub(r"\([^()]*\)", "", said)) and not bodies.is_name(said)
        ):
            return None
        return Holder(actors.names(said), Charged.HEADING, citation(clause, self.directive))

    def _sentence(
        self, line: Line, piece: Piece, above: Holder, only_asked: bool, law: bool, opening: bool
    ) -> tuple[list[Duty], Holder | None]:
        """The duties of one sentence, and who is charged with what follows where it opens a list."""
        parts = [part for part in _parts(piece) if part[0].text.strip()]
        leads: Holder | None = None
        if parts and parts[-1][0].text.rstrip().endswith(":"):
            last, said = parts.pop()
            who = next((s for p, s in [*parts, (last, said)] if s and s.who and (s.asked or not opening)), None)
            if who and who.who:
                text = line.text
                names = actors.names(text[who.who[0] : who.who[1]])
                leads = Holder(names, Charged.HEADING, self._cited(line, *who.who))
        found: list[Duty] = []
        if not only_asked and not law and above.names and (self._scheduled(line) or timetable.is_title(piece.text)):
            parts = [(part, said or timetable.appointed(part, self.issued)) for part, said in parts]
        listing = next(
            (part.end for part, said in parts if timetable.enumerates(part.text) and not (said and said.who)), None
        )
        holder, tail = above, _tail(parts)
        for first, last, said in _groups(parts):
            if listing is not None and not said.who and first.end > listing:
                continue
            if said.who:
                names = actors.names(line.text[said.who[0] : said.who[1]])
                holder = Holder(names, Charged.NAMED, self._cited(line, *said.who))
            if self._counts(line, last, said, holder, only_asked, law):
                found.append(self._duty(line, said, last.end, holder, tail, first is parts[0][0]))
        return found, leads

    def _scheduled(self, line: Line) -> bool:
        """Whether the clause stands under a heading like "Thời gian tuyển sinh"."""
        above = self.by_id.get(line.clause.parent) if line.clause.parent is not None else None
        return above is not None and timetable.is_title(" ".join(above.text.split()))

    def _counts(self, line: Line, last: Piece, said: Said, holder: Holder, only_asked: bool, law: bool) -> bool:
        action = _FULL_STOP.sub("", line.text[said.start : last.end])
        named = holder.charged is Charged.NAMED
        if len(action.split()) < 3 or (only_asked and not (said.asked or (said.modal and named))):
            return False
        if only_asked and (_FORMULA.fullmatch(action) or _INFORMS.match(action)):
            return False
        if holder.charged is Charged.UNKNOWN and not said.forbids and not self.issuing:
            return False
        if law and not named:
            return said.forbids or (holder.charged is Charged.HEADING and actors.imperative(action))
        if law and said.who:
            who = line.text[said.who[0] : said.who[1]]
            return said.modal or said.asked or said.forbids or (_named_body(who) and bodies.begins_duty(action))
        return True

    def _duty(self, line: Line, said: Said, end: int, holder: Holder, tail: Piece | None, whole: bool) -> Duty:
        text = line.text
        while end > said.start and text[end - 1] in " ;,./:":
            end -= 1
        begin = said.start
        once = "Điều " not in line.clause.address
        term = deadlines.deadline_in(text, self.issued, begin, end, once) or (
            deadlines.deadline_in(text, self.issued, tail.start, tail.end, once) if tail else None
        )
        if term is None and whole:  # "Trong thời hạn 05 ngày làm việc, … Ủy ban nhân dân cấp xã …"
            start = text.rfind(". ", 0, begin) + 1
            term = deadlines.deadline_in(text, self.issued, start, begin, once)
        deadline = None
        if term:
            words, span = text[term.start : term.end], line.span(term.start, term.end)
            deadline = Deadline(words, span, term.day, term.time, term.derivation, term.recurring, term.rule)
        cited = [self._cited(line, begin, end)]
        if deadline and not cited[0].span.contains(deadline.span):
            cited.append(citation(line.clause, self.directive, deadline.span))
        if holder.cited:
            cited.append(holder.cited)
        own = reports.numbers_in(text[begin:end])
        action = text[begin:end]
        return Duty(
            _id(self.directive.name, line.clause.address, action), holder.names, holder.charged, action, said.forbids, deadline,
            reports.reported_to(text, begin, end), own or self.grounds, not own and bool(self.grounds), self.directive,
            tuple(dict.fromkeys(cited)), actors.told(text[:end], begin),
        )  # fmt: skip

    def _cited(self, line: Line, start: int, end: int) -> Citation:
        return citation(line.clause, self.directive, line.span(start, end))


def _is_form(clause: Clause) -> bool:
    """Rows of a table, forms to fill in and what is quoted whole."""
    return clause.text.count("|") > 1 or clause.address.startswith(("Mẫu", "“", "Biểu"))


def _is_title(text: str) -> bool:
    """A short line without a sign at its end, over what it is the title of."""
    return len(text.split()) <= 24 and text[-1:].isalnum()


def _named_body(who: str) -> bool:
    return all(re.match(actors.HEAD, name) for name in actors.names(who)) and re.match(bodies.HEAD, who) is not None


def _id(document: str, address: str, action: str) -> str:
    return hashlib.sha256(f"{document}\0{address}\0{action}".encode()).hexdigest()[:16]


def _sentences(line: Line) -> list[Piece]:
    """The sentences of a line, with places in it."""
    return sentences(replace(line.clause, text=line.text, start=0, end=len(line.text)))


Part = tuple[Piece, Said | None]


def _parts(sentence: Piece) -> list[Part]:
    """The parts between semicolons; one that only names somebody goes with the next ("…, lãnh đạo phường; lãnh đạo cơ quan …")."""
    found: list[Part] = []
    held = ""
    for piece in _segments(sentence):
        start, text = piece.start, piece.text
        if held:
            start, text = start - len(held), held + text
        lead = len(text) - len(text.lstrip())
        said = actors.read(text, lead)
        if said is None and actors.begins_with_actor(text, lead) and piece.end < sentence.end and len(text) < 300:
            held = sentence.text[start - sentence.start : piece.end - sentence.start + 2]
            continue
        held = ""
        found.append((Piece(start, piece.end, text), _moved(said, start)))
    if held:
        found.append((Piece(sentence.end - len(held), sentence.end, held), None))
    return found


def _segments(sentence: Piece) -> Iterator[Piece]:
    """Between semicolons, but for those inside quotation marks or brackets that this sentence opens."""
    text, at = sentence.text, 0
    inside = [m.span() for m in re.finditer(r"“[^”]*”|\([^()]*\)", text)]
    for match in re.finditer(r";\s+", text):
        if not any(a < match.start() < b for a, b in inside):
            yield Piece(sentence.start + at, sentence.start + match.start(), text[at : match.start()])
            at = match.end()
    yield Piece(sentence.start + at, sentence.end, text[at:])


def _moved(said: Said | None, by: int) -> Said | None:
    if said is None:
        return None
    return replace(said, start=said.start + by, who=(said.who[0] + by, said.who[1] + by) if said.who else None)


def _tail(parts: Sequence[Part]) -> Piece | None:
    """The part that sets the term of the whole sentence."""
    return next((piece for piece, _ in reversed(parts) if deadlines.is_tail(piece.text.strip())), None)


def _groups(parts: Sequence[Part]) -> Iterator[tuple[Piece, Piece, Said]]:
    """First part, last part and what is said, of each duty: a part without anything of its own goes with the one before."""
    held: tuple[Piece, Piece, Said] | None = None
    for piece, said in parts:
        if said and (held is None or _own(piece, said, held[1])):
            if held:
                yield held
            held = (piece, piece, said)
        elif held:
            held = (held[0], piece, held[2])
    if held:
        yield held


def _own(piece: Piece, said: Said, before: Piece) -> bool:
    """Whether a part is a duty of its own; ``before``: the part before it."""
    text = piece.text.strip()
    if said.who or said.forbids or said.asked:
        return not (said.forbids and _WITHOUT.search(before.text))
    return not deadlines.is_tail(text) and ("báo cáo" in text or deadlines.deadline_in(text, None) is not None)
