"""Answers that are somebody: a person, an office, a body; and the phrase that fills the question's blank."""

import re
from collections.abc import Iterator

from index.parsing import patterns as p
from index.text import fold, folded_words, plain, tokens
from index.types import Role
from rag import values
from rag.answering import passage, persons, phrases
from rag.answering.candidates import Candidate
from rag.answering.charged import charged
from rag.answering.evidence import FACT_LIMIT, Evidence, excerpt, shortened
from rag.answering.support import FALLBACK
from rag.question.cues import NAME_WANTED, ORGAN, WHO
from rag.types import Draft, Want
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
_ROLE_OF = re.compile(r"([a-z_ ]+?) (?:giu|dong|lam|la) (?:vai tro|chuc (?:vu|danh)|cuong vi|nhiem vu) (?:gi|nao)")
_ASKED = re.compile(
    rf"(?:\b(?:nhung |cac )?{ORGAN}(?: [a-z]+){{0,2}} (?:nao|gi)\b|\b(?:luc luong|noi|nguoi|bo phan) nao\b|{WHO}|\bdau\b)"
)
_SEVERAL = re.compile(
    rf"\b(?:nhung|cac|cung) (?:ai|nguoi|dong chi|{ORGAN}|luc luong|noi|doi tuong|ben|thanh phan)\b.*\b(?:nao|gi|ai)\b|\bnhung ai\b|\bgom (?:nhung )?ai\b"
)
_MODAL = frozenset("phai can co trach nhiem nhiem vu chiu duoc giao se bi lam".split())
_HOLDS_ROLE = re.compile(r"\b(?:ai|nguoi nao) (?:la|lam|giu chuc|giu vai tro|dong vai) ([a-z ]+)")


offices_of = persons.offices_of
# Share of the question that a sentence must hold itself before its subject is taken for the one who acts.
OWN = 0.4
# … unless it is one of the likeliest: the sentence before may hold the rest of the question.
LIKELY = 0.2


def who(evidence: Evidence) -> Draft | None:
    """The person or body asked for; where no phrase surely is it, the words themselves, with who is charged with them."""
    role = _HOLDS_ROLE.search(evidence.folded)
    if role and (held := evidence.first(lambda text: phrases.copula(text, role[1].split()))):
        return held
    if evidence.query.want is Want.PERSON and (people := person(evidence)):
        return people
    several = _SEVERAL.search(evidence.folded) or len(_ASKED.findall(evidence.folded)) > 1
    if several and (said := whole(evidence)):
        return said  # a phrase may be one of them only
    phrase = blank(evidence) or (actor(evidence) if acts(evidence.folded) else None)
    return phrase if phrase and _near_best(evidence, phrase) else whole(evidence) or phrase


def _near_best(evidence: Evidence, draft: Draft) -> bool:
    """Whether a phrase stands in the best sentence, or no sentence is likelier than all others."""
    best = evidence.found[0]
    cited = [one for statement in draft.statements for one in statement.citations]
    inside = any(
        one.span.start <= best.sentence.start < one.span.end for one in cited if one.file == best.hit.clause.file
    )
    return inside or best.chance < 0.5


# What stands before the question phrase where it is not who acts but whom something is done with, to or for.
_OBJECT = re.compile(
    r"(?:\b(?:voi|cung|toi|den|gui|xin|tu|theo|tren|tai|o|len|truoc|bao cao|y kien|(?<!viec )(?<!nhiem vu )(?<!trach nhiem )(?<!phan viec )cua|(?<!giao )(?<!viec )cho|\bve)) $"
)


def acts(folded: str) -> bool:
    """Whether the question asks who acts ("ai phải …", "giao cho ai", "là việc của ai"), not with whom or to whom."""
    asked = _ASKED.search(folded)
    return asked is not None and not _OBJECT.search(folded[: asked.start()])


def whole(evidence: Evidence) -> Draft | None:
    """The best words as they stand, led by who is charged with them where that stands elsewhere."""
    candidate = passage.chosen(evidence)
    if candidate is None:
        return None
    said = excerpt(candidate)
    if NAME_WANTED.search(evidence.folded) or not fits(evidence, said):
        return None
    actors = charged(candidate, evidence.archive)
    if actors is None or not actors.elsewhere or len(actors.text) > 160 or not acts(evidence.folded):
        return None if evidence.support(candidate) < FALLBACK else evidence.say(said, candidate)
    text = f"{actors.text}: {shortened(said, FACT_LIMIT - len(actors.text) - 2)}"
    return evidence.say(text, candidate, *actors.citations)


def office_holder(evidence: Evidence) -> Draft | None:
    """The holder of an office, the members of a committee, the office of somebody named; asked before all else."""
    return persons.office_holder(evidence) or persons.members(evidence) or persons.office(evidence)


def office(evidence: Evidence) -> Draft | None:
    """``Bí thư giữ vai trò gì?``: what the text says the holder of an office is."""
    role = _ROLE_OF.match(evidence.folded)
    return evidence.first(lambda text: phrases.copula_of(text, role[1].replace("_", "").split())) if role else None


def person(evidence: Evidence) -> Draft | None:
    """A personal name that the question does not hold itself; several, when the question asks for several."""
    asked = {token.folded for token in tokens(evidence.query.text)}
    many = re.search(r"nhung (?:ai|nguoi|dong chi)|cac dong chi", evidence.folded)
    for candidate in evidence.near():
        beside = candidate.own < OWN and candidate.chance < LIKELY
        if beside or (evidence.matcher.pairs and not candidate.pairs):
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
    """Who is charged with what the best words say: their subject, that of their item, or the heading above."""
    asked = set(evidence.matcher.forms(evidence.query.text))
    verb = _verb(evidence.folded)
    for candidate in evidence.near():
        if candidate.own < OWN or candidate.hit.clause.role is not Role.BODY:
            continue
        if verb and not verb & set(folded_words(candidate.sentence.text)):
            continue
        actors = charged(candidate, evidence.archive)
        said = actors.text if actors else _subject(candidate)
        if not said or len(said) > 200 or set(evidence.matcher.forms(said)) <= asked or not fits(evidence, said):
            continue
        return evidence.say(said, candidate, *(actors.citations if actors else ()))
    return None


def _subject(candidate: Candidate) -> str:
    value = phrases.subject(candidate.piece.text) or phrases.subject(candidate.sentence.text)
    return value.text if value else ""


def _verb(folded: str) -> set[str]:
    """The first words said of the one asked for: ``dung dau`` of "ai đứng đầu …"."""
    asked = _ASKED.search(folded)
    behind = folded[asked.end() :].split() if asked else []
    return set([word for word in behind if word not in _EMPTY_WORDS | _MODAL][:3])


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
