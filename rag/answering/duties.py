"""Questions for duties over the archive: what must be done by a day, what a body must do, who reports to whom. A list, each item cited.

``việc nào phải xong trước 05/9/2021?`` · ``trong tháng 9 có những hạn nào?`` · ``UBND các phường phải làm gì?`` ·
``ai phải báo cáo về Quận ủy?``. Only these, whole: a question that says more asks for one fact, and other answers know better.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.archive import Archive
from index.parsing.numbers import iso_date
from index.types import Span
from rag.answering.evidence import LIST_LIMIT, shortened
from rag.cite import citation, supported
from rag.duties.duties import duties_of
from rag.duties.filter import Filter, same_body, select
from rag.duties.types import Charged, Duty
from rag.question.folded import flat
from rag.types import Citation, Derivation, Draft, Notice, Query, Statement

CERTAIN = 0.9
# All duties are read at the first such question, a second for 5,000 clauses: nobody waits longer than this for an answer.
MOST_CLAUSES = 50_000
# Characters of the answer left for the list, and the fewest for an item that can be understood.
_ROOM, _LEAST, _JOINT = LIST_LIMIT - 10, 165, "; "
_SHORTER = (0, 8, 16, 32)
_PLURAL = r"(?:(?:nhung|cac|co|con|hien co|liet ke|cho biet)_? ?)*"
_DUE = r"(?:viec|cong viec|nhiem vu|dau viec|noi dung cong viec|yeu cau|han|thoi han|han chot|han cuoi|han bao cao)"
_D = r"(?:ngay )?(?P<{0}d>\d{{1,2}})(?:[/.-]| thang )(?P<{0}m>\d{{1,2}})(?:(?:[/.-]| nam )(?P<{0}y>\d{{4}}))?"
_WINDOW = (
    rf"(?:(?:tu {_D.format('a')} (?:den|toi)(?: het)? {_D.format('b')})"
    rf"|(?P<rel>truoc|den het|den|cham nhat|het|trong|vao|sau|tu)(?: la)?(?: hom)? {_D.format('c')}"
    r"|(?:trong |vao |truoc het |het )?thang (?P<month>\d{1,2})(?:(?: nam |/)(?P<year>\d{4}))?"
    r"|(?:trong |vao |truoc het |het )?nam (?P<whole>\d{4}))"
)
_DOES = r"(?:can|phai|se|bi|duoc|co|den|hoan thanh|xong|lam|thuc hien|nop|giao|bao cao|ket thuc|cho|han|ra|het|co han|trien khai)"
_BY_TIME = (
    re.compile(rf"{_PLURAL}{_DUE} (?:nao|gi)(?: {_DOES})* {_WINDOW}(?: (?:phai|can|xong|hoan thanh|roi))*"),
    re.compile(
        rf"{_WINDOW} (?:thi )?(?:(?:co|phai|can|den|lam|hoan thanh|xong|het|thuc hien|nop) )*{_PLURAL}{_DUE} (?:nao|gi)(?: {_DOES})*"
    ),
    re.compile(
        rf"{_PLURAL}{_DUE} (?:phai|can)?(?: {_DOES})* {_WINDOW}(?: (?:la|gom))?(?: (?:nhung|cac))?(?: {_DUE})? (?:gi|nao)"
    ),
)
_OF_BODY = (
    re.compile(
        r"(?P<body>.+?) (?:(?:phai|can|se|duoc|co) )*(?:lam|thuc hien|giao|nhiem vu|trach nhiem|hoan thanh)(?: (?:nhung|cac|lam|thuc hien|nhiem vu|viec|cong viec|trach nhiem))* (?:gi|nao)"
    ),
    re.compile(
        r"(?:nhung |cac )?(?:nhiem vu|trach nhiem|cong viec|viec) (?:phai lam )?cua (?P<body>.+?) (?:la|gom)(?: (?:nhung|cac))?(?: (?:viec|nhiem vu))? ?(?:gi|nao)?"
    ),
    re.compile(
        r"(?:liet ke|ke) (?:cac |nhung |tat ca )*(?:nhiem vu|trach nhiem|cong viec|viec)(?: phai lam)? cua (?P<body>.+)"
    ),
)
_OF_BODY_BY_TIME = re.compile(
    rf"(?P<body>.+?) (?:(?:phai|can|se|duoc|co) )*(?:lam|thuc hien|giao|hoan thanh|xong)(?: (?:nhung|cac|lam|thuc hien|nhiem vu|viec|cong viec))* (?:gi|nao) {_WINDOW}"
)
_REPORTS = re.compile(
    r"(?:nhung )?(?:ai|don vi nao|co quan nao|nhung don vi nao|nhung co quan nao|noi nao)(?: (?:phai|can|co trach nhiem))+ (?:gui )?bao cao (?:ve |cho |len |voi )?(?P<body>.+)"
)
_SENTENCE = re.compile(r"[.;:]\s+([^\W\d_]+(?: [^\W\d_]+){0,3}),?\s+$")
_END = re.compile(r"[\s.?!]*$")


def duties_asked(query: Query, archive: Archive) -> Draft | None:
    """The duties asked for as a list of at most 900 characters, or ``None`` when the question is not for such a list."""
    folded = _END.sub("", flat(query.text).replace("_", ""))
    if (
        archive.manifest.clauses > MOST_CLAUSES
        or query.scope.explicit
        or query.scope.references
        or len(query.groups) > 1
    ):
        return None
    wanted = _by_time(folded, archive) or _of_body(folded, archive) or _reporting(folded)
    if wanted is None:
        return None
    if query.scope.directives is not None and wanted.body is None and wanted.report_to is None:
        wanted = replace(wanted, directives=frozenset(query.scope.directives))
    for one in (wanted, *_of_place(wanted, query)):
        if found := select(duties_of(archive), one):
            return _draft(found, one, archive)
    return None


def _of_place(wanted: Filter, query: Query) -> Iterator[Filter]:
    """``UBND quận Thanh Xuân``: the body called without its place, in the documents of that place."""
    for name in query.scope.names:
        place = f" {flat(name)}"
        if wanted.body and query.scope.directives and f"{wanted.body} ".endswith(f"{place} "):
            yield replace(wanted, body=wanted.body.removesuffix(place), directives=frozenset(query.scope.directives))


def _by_time(folded: str, archive: Archive) -> Filter | None:
    for pattern in _BY_TIME:
        if match := pattern.fullmatch(folded):
            return _window(match, archive)
    return None


def _window(match: re.Match[str], archive: Archive) -> Filter | None:
    """The days asked for. A day or month without its year is that of the deadlines of the archive, where those are of one year."""
    years = {duty.deadline.day[:4] for duty in duties_of(archive) if duty.deadline and duty.deadline.day}
    only = next(iter(years)) if len(years) == 1 else None
    if match["whole"]:
        return Filter(since=f"{match['whole']}-01-01", by=f"{match['whole']}-12-31")
    if match["month"]:
        year, month = match["year"] or only, int(match["month"])
        if year is None or not 1 <= month <= 12:
            return None
        return Filter(since=f"{year}-{month:02d}-01", by=f"{year}-{month:02d}-{monthrange(int(year), month)[1]:02d}")

    def day(which: str) -> str | None:
        year = match[f"{which}y"] or (match["by"] if which == "a" else None) or only
        return iso_date(match[f"{which}d"], match[f"{which}m"], year) if match[f"{which}d"] and year else None

    if match["ad"]:
        since, by = day("a"), day("b")
        return Filter(since=since, by=by) if since and by else None
    at = day("c")
    if at is None:
        return None
    if match["rel"] in ("trong", "vao"):
        return Filter(since=at, by=at)
    return Filter(since=at) if match["rel"] in ("sau", "tu") else Filter(by=at)


def _of_body(folded: str, archive: Archive) -> Filter | None:
    if match := _OF_BODY_BY_TIME.fullmatch(folded):
        window = _window(match, archive)
        return replace(window, body=match["body"]) if window else None
    for pattern in _OF_BODY:
        if match := pattern.fullmatch(folded):
            return Filter(body=match["body"])
    return None


def _reporting(folded: str) -> Filter | None:
    match = _REPORTS.fullmatch(folded)
    return Filter(report_to=match["body"]) if match else None


def _draft(found: tuple[Duty, ...], wanted: Filter, archive: Archive) -> Draft:
    several = len({duty.directive.id for duty in found}) > 1
    rooms = list(_rooms([len(_whole(duty, several)) for duty in found]))
    statements = tuple(_said(duty, room, several, archive) for duty, room in zip(found, rooms, strict=False))
    more = len(found) - len(statements)
    return Draft(statements, CERTAIN, notice=_notice(found, len(statements), wanted, archive) if more else None)


def _rooms(sizes: Sequence[int]) -> Iterator[int]:
    """Characters for each of the first items: those that are short leave what they do not need to the others."""
    shown, used = 0, 0
    for size in sizes:
        used += min(size, _LEAST) + len(_JOINT)
        if shown and used > _ROOM:
            break
        shown += 1
    left, room = _ROOM - shown * len(_JOINT), _ROOM
    for at, size in enumerate(sorted(sizes[:shown])):
        room = left // (shown - at)
        left -= min(size, room)
    yield from (room for _ in range(shown))


def _whole(duty: Duty, several: bool) -> str:
    counted = f" (hạn {duty.deadline.derivation.result})" if duty.deadline and duty.deadline.derivation else ""
    return f"{duty.action}: {_printed(duty)}{counted}" + (f" ({duty.citation.document})" if several else "")


def _said(duty: Duty, room: int, several: bool, archive: Archive) -> Statement:
    """Who, what and by when, in the source's words, and of ``several`` documents which: the fullest way that verifies.

    A name is not parted from its duty by a day ("06h00 ngày 08/8/2021: …" would stand like a heading over what follows).
    """
    citations, document = _citations(duty), duty.citation.document if several else ""
    deadline = duty.deadline
    counted = deadline.derivation if deadline else None
    for who, joint in (*_names(duty, room), ("", "")):
        for derived in (counted, None) if counted else (None,):
            for text in _texts(f"{who}{joint}", duty, derived, document, room):
                statement = Statement(text, citations, derived)
                if len(text) <= room and supported(statement, archive.directives):
                    return statement
    return Statement(shortened(duty.action, room), citations)


def _names(duty: Duty, room: int) -> Iterator[tuple[str, str]]:
    """Who is charged, as printed where that is, and what goes between the name and the action; "(…)": something was left out."""
    whole = (_printed(duty), ", ".join(duty.actors))
    fewer = (", ".join(duty.actors[:count]) for count in range(len(duty.actors) - 1, 0, -1))
    for who in dict.fromkeys((*whole, *fewer)):
        if not who or len(who) * 2 > room:
            continue
        if duty.charged is Charged.NAMED:
            yield from ((who, " "),) if who in whole else ()
            yield who, " (…) "
        elif duty.charged is Charged.CLAUSE:
            yield who, " (…) "
            if opens := _opening(duty):
                yield who, f" (…) {opens} "
        else:
            yield who, ": " if who in whole else " (…): "


def _opening(duty: Duty) -> str:
    """The few words of the sentence before the action: "Đồng thời"."""
    cited = duty.citation
    before = _SENTENCE.search(cited.clause.text[: cited.span.start - cited.clause.start])
    return before[1] if before else ""


def _printed(duty: Duty) -> str:
    """The words that name who is charged in the sentence or paragraph itself; else the names."""
    if duty.charged in (Charged.NAMED, Charged.CLAUSE):
        return " ".join(re.sub(r"[*_`#]", " ", duty.citations[-1].quote).split())
    return ", ".join(duty.actors)


def _texts(lead: str, duty: Duty, counted: Derivation | None, document: str, room: int) -> Iterator[str]:
    """The action behind ``lead``; behind it the day, where it was computed or is cut off, and the document."""
    deadline, action = duty.deadline, duty.action if lead else raised(duty.action)
    tail = f" ({document})" if document else ""
    if counted:
        due = f"hạn {counted.result}"
        yield from _ended(lead, action, due, document, room)
        return
    fits = len(lead) + len(action) + len(tail) <= room
    if deadline and deadline.day and not fits:
        yield from _ended(lead, action, deadline.words, document, room)
        before = f"{lead}{deadline.words}. " if lead else f"{raised(deadline.words)}. "
        yield before + _cut(raised(action), room - len(before) - len(tail)) + tail
    for less in _SHORTER:
        yield lead + _cut(action, room - len(lead) - len(tail) - less) + tail


def _ended(lead: str, action: str, due: str, document: str, room: int) -> Iterator[str]:
    """With the day and the document behind; cut now here, now there: between the two words of a name it does not verify."""
    for end in (f" ({due}, {document})", f" ({due}) ({document})") if document else (f" ({due})",):
        for less in _SHORTER:
            yield lead + _cut(action, room - len(lead) - len(end) - less) + end


def _cut(words: str, room: int) -> str:
    """``words`` in ``room`` characters, cut between two parts of the sentence where one ends near there, else between words."""
    if len(words) <= room:
        return words
    at = max(words.rfind(", ", 0, room), words.rfind("; ", 0, room))
    return f"{words[:at]}…" if at > room * 0.6 else shortened(words, max(room, 40))


def _citations(duty: Duty) -> tuple[Citation, ...]:
    """The action, from the name of who is charged on where both stand in one clause; then what stands elsewhere."""
    first, *others = duty.citations
    for one in others:
        if one.clause.id == first.clause.id:
            span = Span(min(one.span.start, first.span.start), max(one.span.end, first.span.end))
            first = citation(first.clause, duty.directive, span)
    return first, *(one for one in others if one.clause.id != first.clause.id)


def raised(words: str) -> str:
    """``words`` as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _notice(found: tuple[Duty, ...], shown: int, wanted: Filter, archive: Archive) -> Notice:
    """How many there are, and the command that lists just these; the documents, where no command does."""
    vi = f"Có {len(found)} việc, dưới đây là {shown} việc đầu."
    en = f"{len(found)} duties; the first {shown} are below."
    if flags := _flags(found, wanted, archive):
        command = f"trichdan duties{flags}"
        return Notice(f"{vi} Đủ danh sách, bằng dòng lệnh: {command}", f"{en} The whole list, on the command line: {command}")
    names = ", ".join(dict.fromkeys(duty.citation.document for duty in found))
    return Notice(f"{vi} Có thể hỏi riêng từng văn bản: {names}.", f"{en} You can ask for each document by itself: {names}.")


def _flags(found: tuple[Duty, ...], wanted: Filter, archive: Archive) -> str:
    """Options that select the duties ``found`` and no others: documents are told by their number or their issuer."""
    everywhere = replace(wanted, directives=None)
    same = tuple(duty.id for duty in found)
    said = f"{_option('--body', _as_printed(wanted.body, found))}{_option('--report-to', wanted.report_to)}"
    said += f"{_option('--from', wanted.since)}{_option('--by', wanted.by)}"
    if _ids(everywhere, archive) == same:
        return said
    directives = {duty.directive.id: duty.directive for duty in found}
    if len(directives) == 1:
        (one,) = directives.values()
        if _ids(replace(wanted, directives=frozenset(directives)), archive) == same:
            return f"{said}{_option('--document', one.name)}"
    for issuer in dict.fromkeys(one.issuer.value for one in directives.values() if one.issuer):
        if _ids(replace(everywhere, issuer=issuer), archive) == same:
            return f"{said}{_option('--issuer', issuer)}"
    return ""


def _ids(wanted: Filter, archive: Archive) -> tuple[str, ...]:
    return tuple(duty.id for duty in select(duties_of(archive), wanted))


def _as_printed(typed: str | None, found: tuple[Duty, ...]) -> str | None:
    """A body typed without marks, as the documents write it."""
    if typed is None:
        return None
    names = (name for duty in found for name in duty.bodies)
    return next((name for name in names if same_body(typed, name) and same_body(name, typed)), typed)


def _option(name: str, value: str | None) -> str:
    if not value:
        return ""
    return f' {name} "{value}"' if " " in value else f" {name} {value}"
