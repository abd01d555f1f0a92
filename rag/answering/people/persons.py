"""People by their office and offices by their people: who is Bí thư, what somebody is.

Nobody but the one whose printed office is the one asked for, of the very body asked for, is named; else nothing is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.archive import Archive
from index.text import folded_words, plain, tokens
from index.types import Clause, Directive, Role
from rag import values
from rag.answering.documents.described import line
from rag.answering.documents.register import register
from rag.answering.evidence import Evidence
from rag.answering.passages.changes import CHANGES
from rag.answering.people import listed, phrases
from rag.answering.people.offices import roles
from rag.answering.picking.candidates import Candidate
from rag.answering.value.tables import Table
from rag.question import versions
from rag.question.folded import flat
from rag.types import Draft, Reason, Statement
from rag.values import Value

# Posts that end in, or stand beside, the word of another office: "kế toán trưởng" heads nothing.
_POST = (
    r"(?:ke toan|tham muu|dieu duong|kien truc su|nhom|lop|thuyen|bep|trung doi|tieu doi) truong|chinh (?:tri vien|uy)"
    r"|tong (?:dao dien|chi huy|thu ky|bien tap)|dao dien|thu ky|phat ngon vien"
)
# Offices by their first words, folded; "phó" belongs to the office: a deputy is not the head.
_HEAD = (
    rf"(?:pho )?(?:{_POST}"
    r"|tong bi thu|tong thong|bi thu|chu tich|chu nhiem|chanh van phong|chanh thanh tra|chanh an|chanh|thu tuong"
    r"|bo truong|thu truong|tong giam doc|giam doc"
    r"|hieu truong|hieu pho|to pho|doi pho|vien truong|hat truong"
    r"|(?:chi )?cuc truong|vu truong|chi huy truong|chi huy pho|doi truong|to truong|tram truong"
    r"|truong(?! hop\b| hoc\b| tieu\b| trung hoc\b| mam\b|(?: \w+){0,3} nao))"
)
_ASK = r"(?:la |ten |do |ho ten |ho va ten |ten ho )*(?:dong chi |nguoi |ong |ba |vi |can bo )?(?:ai|nao|gi)"
_WHEN = (
    r"(?:nam \d{4}|hoi (?:do_?|ay|\d\S*)|luc (?:do_?|ay|bay gio)|"
    r"khi (?:do_?|ay)|bay gio|hien nay|hien tai|dang|hien|duong nhiem|thoi diem do)"
)
_WHO = r"(?:ai|dong chi nao|nguoi nao|ong nao|ba nao)"
_HOLDER = re.compile(
    rf"(?:^|.*?\b)(?P<a>{_HEAD}\b(?:(?<=hieu truong) truong|(?<=hieu pho) truong)?"
    rf"(?: (?!{_HEAD}\b)[a-z0-9_/&-]+){{0,14}}?) (?:{_WHEN} )*(?:phai )?(?:la|ten|ho ten|ho va ten|do) {_ASK}"
    r"(?: (?:dam nhiem|dam nhan|nam giu|giu|lam|phu trach|kiem nhiem))?(?: (?:vay|the|a|nhi|ha|nhe|do|day))*[ ?.!]*$"
    rf"|\b{_WHO} (?:{_WHEN} )*"
    rf"(?:la|lam|giu chuc(?: vu)?|giu|dang la|dam nhiem|duoc cu lam|dung dau voi chuc)(?: chuc)? (?P<b>{_HEAD}\b[a-z0-9_/& -]*)"
    rf"|\b{_WHO} (?:vua |moi )?(?:duoc )?(?:bo nhiem|dieu dong|cu|giao|phan cong|chi dinh|bau)"
    rf"(?: (?:lam|giu|chuc|vu|ve|sang)){{1,3}} (?P<c>{_HEAD}\b[a-z0-9_/& -]*)"
)
# How words of these patterns are spelt in a question with marks: folded, "cổng trường" would be an office, "Tài chính" a place.
_SPELT = {
    "truong": "trưởng", "pho": "phó", "chanh": "chánh", "to": "tổ", "doi": "đội", "kiem": "kiêm", "du": "dự", "ky": "ký",
    "tai": "tại", "trong": "trong", "theo": "theo", "duoc": "được", "neu": "nếu", "nam": "năm", "ra": "ra", "da": "đã", "la": "là",
    "luc": "lúc", "tu": "từ", "hoi": "hồi", "khi": "khi", "thi": "thì", "do": "do", "moi": "mới", "cu": "cử", "ve": "về",
    "ai": "ai", "nao": "nào",
}  # fmt: skip
_BEHIND = re.compile(
    r" (?:kiem(?: nhiem)?|chu tri|du|ky|phu trach|tham du|phat bieu|chi dao(?! )|trong|tai|theo|dung dau|duoc"
    r"|neu|nam(?= \d)|giai doan|nhiem k[yi]|thoi (?:ky|ki|gian|diem)|tu (?=nam|thang|ngay|\d)|ban hanh"
    r"|ra|da|la|luc|khi|thi|bay gio|vay|hien nay|(?:hoi|vao) (?=thang \d|nam \d|ngay \d|\d|dau nam|cuoi nam)|thang (?=\d))\b"
)
# The term of office that is asked of: who held it in other years is no answer.
_TERM = re.compile(r" (?:giai doan|nhiem k[yi]|thoi k[yi]|tu (?=nam|thang|ngay|\d)).*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What tells the present holder from earlier ones, and is no part of the office.
_NEW = re.compile(r" (?:moi|hien nay|hien tai|duong nhiem)\b")
# "Ban Quản lý", "Phòng Lao động - Xã hội" and "Hội Chữ thập đỏ" are of no level.
_LEVEL = re.compile(
    r"\b(?:phuong(?! (?:an|tien|phap|huong)\b)|xa(?! (?:hoi|doi)\b)|quan(?! (?:ly|su|tri|doi|he|chung|y)\b)|huyen|tinh(?! nguyen\b)"
    r"|thanh uy|tinh uy|quan uy|huyen uy|thanh pho|thi xa|thi tran)\b"
)
_AT_LEVEL = re.compile(rf"\b(?:o|cap|tai) {_LEVEL.pattern}")
_OFFICE_ASKED = re.compile(r"chuc (?:vu|danh)|\bla ai\b|giu (?:nhung )?chuc|vai tro|cuong vi|giu chuc")
_OFFICE_NAMED = re.compile(r"chuc (?:vu|danh)|giu (?:nhung )?chuc")
# "Phó ban", "phó phòng": how a deputy head is called.
_DEPUTY = re.compile(r"\bpho (?=(?:ban|phong|doan|to|tieu ban|thon|cong an)\b)")
SEVERAL = 4  # deputies beside each other, at most
# Words that may be left out of an office.
_LOOSE = frozenset("cua o va cac".split())
# Bodies that are called by the first part of their names: "phòng văn hóa", "sở lao động".
_SHORTENED = (("phong",), ("so",), ("bo",))


@dataclass(frozen=True, slots=True)
class Office:
    """An office printed with a name: ``head`` and ``rest`` as folded words, ``said`` as printed; of one that is asked for, the
    ``years`` of the term that is asked of."""

    head: tuple[str, ...]
    rest: tuple[str, ...]
    said: str
    years: frozenset[str] = frozenset()


def office_holder(evidence: Evidence) -> Draft | None:
    """``Bí thư Quận ủy Thanh Xuân là ai?``: the holder, or an abstention; ``None`` where no holder of an office is asked for."""
    asked = _HOLDER.search(flat(evidence.query.text, _SPELT))
    if not asked:
        return None
    said = (asked["a"] or asked["b"] or asked["c"]).strip()
    words = _NEW.sub("", _BEHIND.split(said, maxsplit=1)[0])
    found = parted(words)
    if found is None:
        return None
    term = _TERM.search(said)
    found = replace(found, years=frozenset(_YEAR.findall(term.group()))) if term else found
    # "Ở quân khu thì ai làm Trưởng ban?": of that level, whatever stands behind the office.
    whose = tuple(_AT_LEVEL.findall(asked.string[: asked.start("b")])) if asked["b"] else ()
    found = replace(found, rest=(*found.rest, *whose))
    if told := holder(evidence, found) or listed.in_row(
        evidence, lambda said, table: _is_printed(evidence, found, said, table)
    ):
        return told
    if told := listed.under_heading(evidence, lambda head: _rest(found, head)):
        return told
    if asked["c"]:  # who was appointed: other sentences may tell, unless a table lists all
        return Draft((), 0.0, Reason.NOT_STATED) if listed.lists_offices(evidence) else None
    # Who heads such a body at a level may be told by office alone: "… do Phó Chủ tịch làm Trưởng ban".
    return _described(evidence, found, words) or (None if whose else Draft((), 0.0, Reason.NOT_STATED))


def _rest(asked: Office, head: str) -> tuple[str, ...] | None:
    """``ben lo`` of "trưởng thôn Bến Lở" under the heading "Trưởng thôn"; ``None`` where that is another office."""
    one = parted(" ".join(folded_words(head)))
    if one is None or one.head != asked.head or asked.rest[: len(one.rest)] != one.rest:
        return None
    return asked.rest[len(one.rest) :]


def _is_printed(evidence: Evidence, asked: Office, said: str, table: Table) -> bool:
    """Whether what a cell says is the office asked for."""
    one = parted(" ".join(folded_words(said)))
    heading = table.heading
    return one is not None and _is(asked, one, heading.headings, evidence.archive.directives[heading.directive])


def _described(evidence: Evidence, asked: Office, words: str) -> Draft | None:
    """Who the text says holds it ("Bí thư Quận ủy là Trưởng ban"), in a sentence that speaks of the level asked for, or of none."""
    levels = _levels(f" {' '.join(asked.rest)} ")
    for candidate in evidence.near():
        said = _levels(f" {' '.join(folded_words(candidate.sentence.text))} ")
        if said and levels and not said & levels:
            continue
        clause = candidate.hit.clause
        beside = [candidate.sentence.text, *clause.headings, line(evidence.archive.directives[clause.directive])]
        known = set(one_form(" ".join(folded_words(" ".join(beside)))).split())
        value = phrases.copula(candidate.sentence.text, words.split())
        if value and set(asked.rest) - _LOOSE <= known:
            return evidence.say(value.text, candidate)
    return None


def holder(evidence: Evidence, asked: Office) -> Draft | None:
    """Who holds an office: a name printed with it in the clauses found, or a signer in that capacity, of that very body."""
    archive, scope = evidence.archive, evidence.query.scope.directives
    found: dict[str, Clause] = {}
    for place in dict.fromkeys(c.hit.clause for c in evidence.found):
        directive = archive.directives[place.directive]
        for named, offices in printed(place):
            part = _part(place.text, named)
            around = (*place.headings, *_changed(directive, archive), part)
            if asked.years <= set(_YEAR.findall(part)) and any(_is(asked, one, around, directive) for one in offices):
                found.setdefault(named.text, place)
    if found:
        last = _newest([place.directive for place in found.values()], evidence)
        held = [(name, place) for name, place in found.items() if place.directive == last]
        beside = [(name, place) for name, place in held if place.parent == held[0][1].parent]
        return Draft(tuple(Statement(name, (evidence.cited(place),)) for name, place in beside[:SEVERAL]), 0.92)
    for directive, signer in register(archive).by_capacity(asked.head) if not asked.years else ():
        if scope is not None and directive.id not in scope:
            continue
        in_office = (parted(" ".join(folded_words(part))) for part in (signer.capacity or "").split(","))
        cited = evidence.signed(directive, signer)
        if cited and any(one and _is(asked, one, (), directive) for one in in_office):
            return Draft((Statement(plain(signer.name), cited),), 0.92)
    return None


def _part(text: str, named: Value) -> str:
    """The part of a clause, between semicolons, that names somebody."""
    begin = text.rfind(";", 0, named.start) + 1
    return text[begin : text.find(";", named.end) if ";" in text[named.end :] else len(text)]


def _newest(found: Sequence[int], evidence: Evidence) -> int:
    """Of directives that name a holder the first found, or the one of them that changes it, unless the old is asked for."""
    first = found[0]
    if versions.asked(evidence.query.text).old:
        return first
    for one in found:
        changes = (r for r in register(evidence.archive).mentions(one) if r.relation in CHANGES)
        if one != first and any(r.target == first for r in changes):
            return one
    return first


def _changed(directive: Directive, archive: Archive) -> tuple[str, ...]:
    """What the directives that this one changes are about: who is appointed there has the office they speak of."""
    changed = (
        r.target for r in register(archive).mentions(directive.id) if r.relation in CHANGES and r.target is not None
    )
    subjects = (archive.directives[number].subject for number in dict.fromkeys(changed))
    return tuple(subject.value for subject in subjects if subject)


def printed(clause: Clause) -> Iterator[tuple[Value, list[Office]]]:
    """The people named in a clause with the offices printed right before and after each."""
    for named in values.persons(clause.text):
        said = [v.text for v in roles(clause.text, named)]
        offices = [one for text in said for part in _parts(text) if (one := parted(" ".join(folded_words(part))))]
        yield named, offices


def _parts(said: str) -> Iterator[str]:
    """``Chủ tịch UBND huyện - Trưởng ban`` and each office in it; a dash may also stand inside a name."""
    for part in re.split(r"[,;]", said.rstrip(" ;.")):
        yield part
        pieces = re.split(r"\s[-–]\s", part)
        if len(pieces) > 1:
            yield from pieces
            yield from (" - ".join(pieces[:size]) for size in range(2, len(pieces)))


def parted(folded: str) -> Office | None:
    """An office in folded words as its title and what it is of: ``bi thu`` of ``quan uy thanh xuan``."""
    words = one_form(folded)
    match = re.match(rf"(?:dong chi |ong |ba )?({_HEAD})\b ?(.*)$", words)
    return Office(tuple(match[1].split()), tuple(match[2].split()), folded) if match else None


def one_form(folded: str) -> str:
    """The same words for the same body: ``uy ban nhan dan`` is ``ubnd``."""
    text = _DEPUTY.sub("pho truong ", folded.replace("_", ""))
    for long, short in (
        ("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("mat tran to quoc", "mttq"), ("ban chi dao", "bcd"),
    ):  # fmt: skip
        text = text.replace(long, short)
    return text


def _is(asked: Office, one: Office, headings: Sequence[str], directive: Directive) -> bool:
    """Whether ``one``, printed in a document, is the office asked for; what is not printed with it must be its document's."""
    if asked.head != one.head:
        return False
    own = f" {' '.join(one.rest)} "
    issuer = " ".join(f.value for f in (directive.issuer, directive.parent, directive.place) if f)
    body = f" {one_form(' '.join(folded_words(issuer)))} "
    about = " ".join([*headings, directive.subject.value if directive.subject else ""])
    wanted = set(asked.rest) - _LOOSE
    for level in _levels(f" {' '.join(asked.rest)} "):
        if level not in _levels(own) and (level not in _levels(body) or _levels(own)):
            return False
    more = set(one.rest) - _LOOSE - wanted
    known = set(f"{own}{body}{one_form(' '.join(folded_words(about)))}".split())
    known |= {word for word in wanted if word.isdigit() and word in directive.name}
    place = next((at for at in range(len(asked.rest), 2, -1) if asked.rest[at - 1] not in {*body.split(), *_LOOSE}), 0)
    if asked.rest[:1] in _SHORTENED and place > 2 and one.rest[:place] == asked.rest[:place]:
        return True
    return wanted <= known and more <= {*body.split(), "ubnd", "ban"}


def _levels(words: str) -> set[str]:
    return set(_LEVEL.findall(words))


def offices_of(evidence: Evidence, name: str) -> Iterator[tuple[Candidate, list[str]]]:
    """Where somebody is named with an office: the candidate, and the offices printed before and after the name."""
    wanted = [t.folded for t in tokens(name)]
    for candidate in evidence.found:
        text = candidate.sentence.text
        for named in values.persons(text):
            found = [v.text for v in roles(text, named)]
            if found and [t.folded for t in tokens(named.text)] == wanted:
                yield candidate, found


def office(evidence: Evidence) -> Draft | None:
    """What somebody named in the question is (``Đồng chí Nguyễn Việt Hà giữ chức vụ gì?``), or that it is not printed."""
    if not _OFFICE_ASKED.search(evidence.folded):
        return None
    people = values.persons(evidence.query.text)
    for value in people:
        wanted = [t.folded for t in tokens(value.text)]
        # A list of recipients abbreviates offices: what the text says comes first.
        for candidate in sorted(evidence.found, key=lambda c: c.hit.clause.role is not Role.BODY):
            text = candidate.sentence.text
            for named in values.persons(text):
                said = roles(text, named)
                if said and [t.folded for t in tokens(named.text)] == wanted:
                    told = dict.fromkeys(one.text for one in said)
                    return Draft(tuple(Statement(one, (evidence.sentence(candidate),)) for one in told), 0.9)
    if people and _OFFICE_NAMED.search(evidence.folded) and not evidence.query.groups:
        return Draft((), 0.0, Reason.NOT_STATED)
    return None
