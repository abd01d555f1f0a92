"""Answers that are somebody: a person, an office, a body; and the phrase that fills the question's blank."""

import re
from collections.abc import Iterator

from index.parsing import patterns as p
from index.passages import describe
from index.text import fold, folded_words, plain, tokens
from rag import values
from rag.answering import phrases
from rag.answering.candidates import Candidate
from rag.answering.evidence import Evidence
from rag.question.cues import ORGAN, WHO
from rag.types import Draft, Statement, Want
from rag.values import Value

_NOUN = (
    r"(?:luc luong|doi tuong|mo hinh|he thong|hinh thuc|tinh trang|linh vuc|nhom|bien phap|nguyen tac|phuong cham|phong trao|che do|chinh sach|ung dung|kenh|"
    r"yeu cau|noi dung|nhiem vu|phuong an|giai phap|quan diem|tieu chi|loai|muc|nguon)"
)
# "phối hợp với [cơ quan nào]", "báo cáo [về đâu]", "thực hiện [mô hình gì]": the question phrase and what is around it.
_QUESTION_PHRASE = re.compile(
    rf"(?P<left>(?:[a-z]+ ){{0,5}}?)(?P<many>(?:nhung|cac) )?"
    rf"(?:\b(?P<organ>{ORGAN}(?: [a-z]+)?) (?:nao|gi)\b|\b(?P<noun>{_NOUN}) (?:nao|gi)\b|\b(?P<other>(?!{ORGAN}\b)[a-z]+ (?!{ORGAN}\b|lam\b|la\b|noi\b|viec\b)[a-z]+) (?:gi|nao)\b|\b(?P<where>dau)\b|{WHO})"
    rf"(?P<right>(?: [a-z]+){{0,3}})"
)
_EMPTY_WORDS = frozenset({"cua", "cho", "ve", "nhung", "cac", "phai", "se", "do", "la", "duoc", "thi"})
_TERRITORIES = ("phuong", "xa", "quan", "huyen", "tinh")
_SPECIFIC = re.compile(
    r"\b(?<!co )(phuong|xa|quan|huyen|tinh|ban|so_|bo|phong|quan uy|dang uy|doan|hoi|trung tam|van phong) nao\b"
)
_OFFICE_ASKED = re.compile(r"chuc (?:vu|danh)|la ai\b|giu (?:nhung )?chuc|vai tro|cuong vi")
_HOLDS_ROLE = re.compile(r"\b(?:ai|nguoi nao) (?:la|lam|giu chuc|giu vai tro|dong vai) ([a-z ]+)")


# An office whose holder is asked for: "Bí thư Quận ủy Thanh Xuân là ai?", "ai là Chánh Văn phòng?".
_OFFICE = r"(?:(?:pho )?(?:tong bi thu|tong thong|bi thu|chu tich|chanh|thu tuong|bo truong|thu truong|giam doc|hieu truong|cuc truong|chi huy truong|truong))"
_HOLDER = re.compile(
    rf"(?P<a>\b{_OFFICE}[a-z0-9/ -]*?) (?:hien nay |hien tai |dang )?(?:la (?:dong chi |nguoi )?(?:ai|nao)|ten (?:la )?gi)\b|\bai (?:la|lam|giu chuc|dang la) (?P<b>{_OFFICE}\b[a-z ]*)"
)


# Share of the question that a sentence must hold itself before its subject is taken for the one who acts.
OWN = 0.4


def who(evidence: Evidence) -> Draft | None:
    """The person or body asked for."""
    if _HOLDER.search(evidence.folded):
        return None  # :func:`office_holder` has been asked: nobody else will do
    role = _HOLDS_ROLE.search(evidence.folded)
    if role and (held := evidence.first(lambda text: phrases.copula(text, role[1].split()))):
        return held
    if evidence.query.want is Want.PERSON and (people := person(evidence)):
        return people
    return blank(evidence) or actor(evidence)


def office_holder(evidence: Evidence) -> Draft | None:
    """``Bí thư Quận ủy Thanh Xuân là ai?``"""
    asked = _HOLDER.search(evidence.folded)
    return holder(evidence, (asked["a"] or asked["b"]).split()) if asked else None


def holder(evidence: Evidence, role: list[str]) -> Draft | None:
    """Who holds an office: a name printed with it, a signer in that capacity, or ``A là B``; nobody else will do."""
    words = re.split(
        r" (?:chu tri|du|ky|phu trach|tham du|phat bieu|chi dao|trong|tai|theo|dung dau|duoc|neu|nam|ban hanh|ra|da|la|luc|khi)\b",
        " ".join(role),
    )[0]
    wanted = {word for word in folded_words(words) if word not in ("cua", "o")}
    for candidate in evidence.found:
        text = candidate.sentence.text
        near = set(
            folded_words(
                " ".join(candidate.hit.clause.headings)
                + " "
                + describe(evidence.archive.directives[candidate.hit.clause.directive])
            )
        )
        for named in values.persons(text):
            offices = [v.text for v in (values.role_before(text, named), values.role_after(text, named)) if v]
            if any(_is_office(wanted, said, near) for said in offices):
                return evidence.say(named.text, candidate)
    scope = evidence.query.scope.directives
    for directive in evidence.archive.directives:
        near = set(folded_words(describe(directive)))
        for signer in directive.signers if scope is None or directive.id in scope else ():
            clause = evidence.archive.clause_at(directive.file, signer.span.start, signer.span.end)
            if clause and signer.capacity and _is_office(wanted, signer.capacity, near):
                return Draft((Statement(signer.name, (evidence.cited(clause),)),), 0.9)
    return evidence.first(lambda text: phrases.copula(text, role))


def _is_office(wanted: set[str], said: str, near: set[str]) -> bool:
    """Whether the office as printed is the one wanted; its place may stand in the document's line instead."""
    for part in said.split(","):
        own = folded_words(part)
        if own and own[0] in wanted and wanted <= set(own) | near and set(own) <= wanted | near:
            return True
    return False


def offices_of(evidence: Evidence, name: str) -> Iterator[tuple[Candidate, list[str]]]:
    """Where somebody is named with an office: the candidate, and the offices printed before and after the name."""
    wanted = [t.folded for t in tokens(name)]
    for candidate in evidence.found:
        text = candidate.sentence.text
        for named in values.persons(text):
            found = [v.text for v in (values.role_before(text, named), values.role_after(text, named)) if v]
            if found and [t.folded for t in tokens(named.text)] == wanted:
                yield candidate, found


def office(evidence: Evidence) -> Draft | None:
    """What somebody named in the question is: ``Đồng chí Nguyễn Việt Hà giữ chức vụ gì?``, ``Bí thư giữ vai trò gì?``."""
    if not _OFFICE_ASKED.search(evidence.folded):
        return None
    for value in values.persons(evidence.query.text):
        for candidate, offices in offices_of(evidence, value.text):
            return evidence.say(offices[0], candidate)
    holder = re.match(
        r"([a-z_ ]+?) (?:giu|dong|lam|la) (?:vai tro|chuc (?:vu|danh)|cuong vi|nhiem vu) (?:gi|nao)", evidence.folded
    )
    if holder:
        return evidence.first(lambda text: phrases.copula_of(text, holder[1].replace("_", "").split()))
    return None


def person(evidence: Evidence) -> Draft | None:
    """A personal name that the question does not hold itself; several, when the question asks for several."""
    asked = {token.folded for token in tokens(evidence.query.text)}
    many = re.search(r"nhung (?:ai|nguoi|dong chi)|cac dong chi", evidence.folded)
    for candidate in evidence.near():
        if candidate.own < OWN or (evidence.matcher.pairs and not candidate.pairs):
            continue
        text = candidate.sentence.text
        found = [v for v in values.persons(text) if not {t.folded for t in tokens(v.text)} <= asked]
        if found and many:
            return evidence.say(plain(text), candidate) if len(plain(text)) <= 400 else None
        if found:
            middle = evidence.matcher.position(tokens(text))
            return evidence.say(min(found, key=lambda v: abs(v.start - middle)).text, candidate)
    return None


def blank(evidence: Evidence) -> Draft | None:
    """The phrase that stands, in the text, where the question has its question phrase."""
    match = _QUESTION_PHRASE.search(evidence.folded)
    if not match:
        return None
    noun = (match["noun"] or match["other"] or "").split()
    if noun in (["luc", "luong"], ["doi", "tuong"]) and len((match["right"] or "").split()) > 1:
        return None  # "lực lượng nào góp người": who acts is asked
    body = not noun and not match["where"]
    for right in _endings(match["right"]) if body else ():
        value = evidence.first(
            lambda text, words=right: _consent(text, words) or phrases.before(text, words),  # type: ignore[misc]
            lambda said: phrases.is_actor(said) and fits(evidence, said),
        )
        if value:
            return value
    agent = match["left"].split()[-1:] in (["duoc"], ["bi"], ["do"])  # "được bên nào chỉ đạo": who acts is asked
    for words in _leads(match["left"], noun) if not agent else ():
        value = evidence.first(
            lambda text, words=words: phrases.after(text, words, many=bool(match["many"])),  # type: ignore[misc]
            lambda said: (not body or phrases.is_actor(said)) and fits(evidence, said),
        )
        if value:
            return value
    organ = match["organ"].replace("_", "").split() if match["organ"] else []
    if organ and match["left"].strip():
        return evidence.first(lambda text: phrases.named(text, organ), lambda said: fits(evidence, said))
    return None


_CONSENT = frozenset(
    {("dong", "y"), ("cho", "phep"), ("phe", "duyet"), ("chap", "thuan"), ("nhat", "tri"), ("phan", "cong")}
)


def _consent(text: str, words: list[str]) -> Value | None:
    """``Thủ trưởng cơ quan`` of ``được sự đồng ý của Thủ trưởng cơ quan`` for ``ai đồng ý``."""
    return phrases.after(text, [*words[:2], "cua"]) if tuple(words[:2]) in _CONSENT else None


def _leads(left: str, noun: list[str]) -> Iterator[list[str]]:
    """The words to look for before the blank, the most telling first."""
    words = [word for word in left.split() if word not in _EMPTY_WORDS]
    if words[-1:] == ["voi"] and words[-3:-1] != ["phoi", "hop"]:
        words.pop()  # "báo cáo với ai" is printed "báo cáo Thủ trưởng"
    if noun:
        for size in (2, 1, 0):
            if len(words) >= size:
                yield [*words[len(words) - size :], *noun]
    for size in (3, 2):
        if len(words) >= size:
            yield words[-size:]


def _endings(right: str | None) -> Iterator[list[str]]:
    if (right or "").strip().startswith("cua "):
        return  # "cơ quan nào của Quận ủy": whose it is, not what it does
    words = [word for word in (right or "").split() if word not in _EMPTY_WORDS]
    for size in (3, 2):
        if len(words) >= size:
            yield words[:size]


def actor(evidence: Evidence) -> Draft | None:
    """Who the best sentence says must act: its subject, or the heading it stands under."""
    for candidate in evidence.near():
        if candidate.own < OWN:
            continue
        for text in (candidate.piece.text, candidate.sentence.text):
            value = phrases.subject(text)
            if value and len(value.text) <= 200 and fits(evidence, value.text):
                return evidence.say(value.text, candidate)
        above = evidence.heading(candidate.hit.clause)
        if above and fits(evidence, above.text):
            title = bare(above.text)
            said = phrases.subject(title)
            statement = Statement(said.text if said else title, (evidence.cited(above), evidence.sentence(candidate)))
            return Draft((statement,), evidence.support(candidate))
    return None


def fits(evidence: Evidence, text: str) -> bool:
    """``ban nào`` wants a committee, ``phường nào`` a ward by its name."""
    asked = _SPECIFIC.search(evidence.folded)
    if not asked:
        return True
    noun = asked[1].rstrip("_")
    if noun in _TERRITORIES:
        return any(fold(m[1]) == noun for m in re.finditer(rf"([^\W\d_]+)\s+{p.NAME_RUN}", text))
    return noun in fold(text)


def bare(text: str) -> str:
    """A heading without its marker and colon."""
    return re.sub(r"^(?:\(?\w{1,3}[.)]\)?|[-–+•])\s*", "", plain(text)).rstrip(" :")


def purpose(evidence: Evidence) -> Draft | None:
    """What stands after ``nhằm`` or ``để`` in the best sentence."""

    def read(text: str) -> Value | None:
        return phrases.purpose(text)

    return evidence.first(read)
