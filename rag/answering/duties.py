"""Questions for duties over the archive: what must be done by a day, what a body must do, who reports to whom. A list, each item cited.

``việc nào phải xong trước 05/9/2021?`` · ``trong tháng 9 có những hạn nào?`` · ``UBND các phường phải làm gì?`` ·
``ai phải báo cáo về Quận ủy?``. Only these, whole: a question that says more asks for one fact, and other answers know better.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from index.archive import Archive
from index.parsing.numbers import iso_date
from rag.answering.duty_items import rooms, said, whole
from rag.duties.duties import duties_of
from rag.duties.filter import Filter, same_body, select
from rag.duties.types import Duty
from rag.question.folded import flat
from rag.types import Draft, Notice, Query

CERTAIN = 0.9
# All duties are read at the first such question, a second for 5,000 clauses: nobody waits longer than this for an answer.
MOST_CLAUSES = 50_000
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
    widths = list(rooms([len(whole(duty, several)) for duty in found]))
    statements = tuple(said(duty, room, several, archive) for duty, room in zip(found, widths, strict=False))
    more = len(found) - len(statements)
    return Draft(statements, CERTAIN, notice=_notice(found, len(statements), wanted, archive) if more else None)


def _notice(found: tuple[Duty, ...], shown: int, wanted: Filter, archive: Archive) -> Notice:
    """How many there are, and the command that lists just these; the documents, where no command does."""
    vi = f"Có {len(found)} việc, dưới đây là {shown} việc đầu."
    en = f"{len(found)} duties; the first {shown} are below."
    if flags := _flags(found, wanted, archive):
        command = f"trichdan duties{flags}"
        return Notice(
            f"{vi} Đủ danh sách, bằng dòng lệnh: {command}", f"{en} The whole list, on the command line: {command}"
        )
    names = ", ".join(dict.fromkeys(duty.citation.document for duty in found))
    return Notice(
        f"{vi} Có thể hỏi riêng từng văn bản: {names}.", f"{en} You can ask for each document by itself: {names}."
    )


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
