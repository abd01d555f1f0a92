"""Answers that are somebody: a person, an office, a body; and the phrase that fills the question's blank."""

import re
from dataclasses import replace

from index.parsing import patterns as p
from index.text import folded_words, plain, tokens
from index.types import Role, Span
from rag import values
from rag.answering.evidence import FACT_LIMIT, LIST_LIMIT, Evidence, excerpt, shortened
from rag.answering.passages import items, marked, passage
from rag.answering.people import persons, phrases, roles
from rag.answering.people.blanks import EMPTY_WORDS, SPECIFIC, blank, fits, names_one
from rag.answering.people.charged import charged
from rag.answering.people.chiefs import IN_PLACE, body_near, chief
from rag.answering.people.members import members
from rag.answering.picking.candidates import UNSURE, Candidate
from rag.question.cues import NAME_WANTED, ORGAN, TITLE, WHO
from rag.question.folded import flat
from rag.types import Draft, Want
from rag.values import Value

_ROLE_OF = re.compile(r"([a-z_ ]+?) (?:giu|dong|lam|la) (?:vai tro|chuc (?:vu|danh)|cuong vi|nhiem vu) (?:gi|nao)")
_ASKED = re.compile(
    rf"(?:\b(?:nhung |cac )?{ORGAN}(?: [a-z]+){{0,2}} (?:nao|gi)\b|\b(?:nhung |cac )?(?:luc luong|noi|nguoi|bo phan|{TITLE}) nao\b|{WHO}|\bdau\b)"
)
_SEVERAL = re.compile(
    rf"\b(?:nhung|cac)(?: loai| nhom)? (?:ai|nguoi|dong chi|{ORGAN}|luc luong|noi|doi tuong|ben|thanh phan)\b.*\b(?:nao|gi|ai)\b|\bnhung ai\b|\bgom (?:nhung )?ai\b"
)
_ANOTHER = re.compile(r"\b(?:nao|ai) khac\b|\bkhac nao\b")
# Somebody with an office of their own, in a sentence that a heading charges others with.
_OFFICE = re.compile(r"(?<![^\W_])là\s+(?i:trưởng|phó|chỉ huy|tổ trưởng|cơ quan|đầu mối|thường trực)(?![^\W_])")
_DIRECTS = re.compile(r"^\s*(?:chỉ đạo|giao|phân công|yêu cầu|đôn đốc)\s+(?:cho\s+)?(?P<whom>[^,;.]*)")
_MODAL = frozenset("phai can co trach nhiem nhiem vu chiu duoc giao se bi lam".split())
_HOLDS_ROLE = re.compile(
    r"\b(?:ai|nguoi nao|dong chi nao|ong nao|ba nao) (?:se |phai )?(?:duoc )?(?:(?:phan(?: cong| vai)?|giao|cu|chon|bo tri|dat|bau) ?(?:lam|la|giu)?"
    r"|la|lam|giu chuc|giu vai tro|dong vai) ([a-z ]+)"
)

# A name of so many words is said by the question where they stand there side by side.
NAME = 4
# Share of the question that a sentence must hold itself before its subject is taken for the one who acts.
OWN = 0.4
# … unless it is one of the likeliest: the sentence before may hold the rest of the question.
BESIDE = 0.2
# A sentence that says who acts may be this much less likely than the best: the factor's logarithm.
REACH = 3.0
# Another sentence is said, too, when it is at least this likely, where there is so much room.
NEXT, LEAST_ROOM = 0.08, 100


def who(evidence: Evidence) -> Draft | None:
    """The person or body asked for; where no phrase surely is it, the words themselves, with who is charged with them."""
    role = _HOLDS_ROLE.search(evidence.folded)
    if role and (held := evidence.first(lambda text: phrases.copula(text, role[1].split()))):
        return held
    if head := chief(evidence):
        return head
    if evidence.query.want is Want.PERSON and (people := person(evidence)):
        return people
    several = _SEVERAL.search(evidence.folded) or len(_ASKED.findall(evidence.folded)) > 1
    if several and (said := whole(evidence)):
        return said  # a phrase may be one of them only
    if told := in_role(evidence):
        return told
    phrase = blank(evidence) or (actor(evidence) if acts(evidence.folded) else None)
    if phrase and all(f" {flat(one.text)} " in f" {evidence.folded} " for one in phrase.statements):
        phrase = None  # the question says it itself
    return phrase if phrase and _near_best(evidence, phrase) else whole(evidence) or phrase


def in_role(evidence: Evidence) -> Draft | None:
    """Who stands where the question asks ("phối hợp với ai", "báo cáo về đâu", "ai phê duyệt"); several: the sentence itself."""
    role = roles.asked(evidence.folded)
    if role is None:
        return None
    own = {token.folded for token in tokens(evidence.query.text)}
    for fitting in (True, False) if SPECIFIC.search(evidence.folded) else (False,):
        for candidate in body_near(evidence, IN_PLACE):
            for text in (candidate.piece.text, candidate.sentence.text):
                found = roles.plainly(roles.fill(role, text, evidence.folded), own)
                if fitting:
                    found = [value for value in found if fits(evidence, value.text)]
                if found:
                    said = found[0].text if len({value.text for value in found}) == 1 else excerpt(candidate)
                    return evidence.say(said, candidate)
    return None


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
    r"(?:\b(?:gap|hoi|tim|lien he|goi|moi|voi|cung|toi|den|gui|xin|tu|theo|tren|tai|o|len|truoc|bao cao|y kien|(?<!viec )(?<!nhiem vu )(?<!trach nhiem )(?<!phan viec )(?<!phan )(?<!lenh )(?<!chi dao )(?<!chuc nang )(?<!tham quyen )cua|(?<!giao )(?<!viec )cho|\bve)) $"
)


def acts(folded: str) -> bool:
    """Whether the question asks who acts ("ai phải …", "giao cho ai", "là việc của ai"), not with whom or to whom."""
    asked = _ASKED.search(folded)
    return asked is not None and not _OBJECT.search(folded[: asked.start()])


def whole(evidence: Evidence) -> Draft | None:
    """The best words as they stand, led by who is charged with them where that stands elsewhere."""
    candidate = passage.chosen(evidence)
    if candidate is None or NAME_WANTED.search(evidence.folded):
        return None
    acting = acts(evidence.folded) and not names_one(evidence, candidate.sentence.text)
    limit = LIST_LIMIT if _SEVERAL.search(evidence.folded) else FACT_LIMIT
    first = (
        _led(evidence, _with_actor(evidence, candidate), limit)
        if acting
        else evidence.say(excerpt(candidate, limit), candidate)
    )
    return _with_next(evidence, first, acting)


def _led(evidence: Evidence, candidate: Candidate, limit: int) -> Draft:
    """The sentence, led by those charged with it where they stand elsewhere."""
    said = excerpt(candidate, limit)
    actors = charged(candidate, evidence.archive)
    if actors is None or not actors.elsewhere or len(actors.text) > 160:
        return evidence.say(said, candidate)
    text = f"{actors.text}: {shortened(said, max(limit - len(actors.text) - 2, len(actors.text)))}"
    return evidence.say(text, candidate, *actors.citations)


def _with_next(evidence: Evidence, first: Draft, acting: bool) -> Draft:
    """``first``, with the likeliest other sentence where it is not surely the one; of those that say who acts, if that is asked."""
    told = {one.span for statement in first.statements for one in statement.citations}
    best = evidence.found[0]
    room = FACT_LIMIT - len(first.statements[0].text)
    sure = best.chance >= UNSURE and best.own >= OWN and Span(best.sentence.start, best.sentence.end) in told
    if sure or room < LEAST_ROOM:
        return first
    others = [
        c for c in body_near(evidence, REACH)
        if Span(c.sentence.start, c.sentence.end) not in told and not items.closing(c.hit.clause)
        and (not acting or _actor_of(evidence, c))
    ]  # fmt: skip
    nearer = (c for c in others if c.own > best.own) if best.own < OWN else iter(())
    other = next(nearer, None) or next((c for c in others if c.chance >= NEXT), None)
    if other is None:
        return first
    return replace(first, statements=(*first.statements, *_led(evidence, other, room).statements))


def _with_actor(evidence: Evidence, first: Candidate) -> Candidate:
    """The likeliest sentence that says who acts, of the kind asked for where it can be; ``first`` where none does."""
    named = [(c, said) for c in (first, *body_near(evidence, REACH)) if (said := _actor_of(evidence, c))]
    fitting = (c for c, said in named if fits(evidence, said))
    return next(fitting, None) or next((c for c, _ in named), first)


def _actor_of(evidence: Evidence, candidate: Candidate) -> str:
    """Who acts in a sentence; empty where nobody is named whom the question does not name itself."""
    actors = charged(candidate, evidence.archive)
    said = actors.text if actors else _subject(candidate)
    words = folded_words(said)
    return "" if _repeated(evidence, words[:3] if _ANOTHER.search(evidence.folded) else words) else said


def _repeated(evidence: Evidence, said: list[str]) -> bool:
    """Whether the question says these words itself: a longer name side by side, too ("Ủy ban nào … kiểm tra" names no one)."""
    asked = [token.folded for token in tokens(evidence.query.text)]
    return set(said) <= set(asked) and (len(said) < NAME or " ".join(said) in " ".join(asked))


def office_holder(evidence: Evidence) -> Draft | None:
    """The holder of an office, the members of a committee, the office of somebody named; asked before all else."""
    return (
        persons.office_holder(evidence)
        or members(evidence)
        or persons.office(evidence)
        or roles.in_fixed_words(evidence)
    )


def office(evidence: Evidence) -> Draft | None:
    """``Bí thư giữ vai trò gì?``: what the text says the holder of an office is."""
    role = _ROLE_OF.match(evidence.folded)
    return evidence.first(lambda text: phrases.copula_of(text, role[1].replace("_", "").split())) if role else None


def person(evidence: Evidence) -> Draft | None:
    """A personal name that the question does not hold itself; several, when the question asks for several."""
    asked = {token.folded for token in tokens(evidence.query.text)}
    many = re.search(r"nhung (?:ai|nguoi|dong chi)|cac dong chi", evidence.folded)
    for candidate in evidence.near():
        beside = candidate.own < OWN and candidate.chance < BESIDE
        if beside or (evidence.matcher.pairs and not candidate.pairs):
            continue
        text = candidate.sentence.text
        found = [
            v for v in values.persons(text) if not {t.folded for t in tokens(v.text)} <= asked and not _street(text, v)
        ]
        if found and many:
            return evidence.say(plain(text), candidate) if len(plain(text)) <= 400 else None
        if found:
            middle = evidence.matcher.position(tokens(text))
            return evidence.say(min(found, key=lambda v: abs(v.start - middle)).text, candidate)
    return None


# "tại các tuyến Xuân Thủy, Trần Thái Tông": what is named after somebody.
_NAMED_AFTER = re.compile(
    rf"(?<![^\W_])(?i:tuyến(?: phố| đường)?|đường|phố|ngõ|chợ|cầu|trường|làng|ga|bến xe|công viên|bệnh viện)\s+(?:[{p.UPPER}][^,;.:()]*,\s*)*$"
)


def _street(text: str, named: Value) -> bool:
    return _NAMED_AFTER.search(text[: named.start]) is not None


def actor(evidence: Evidence) -> Draft | None:
    """Who is charged with what the best words say: their subject, that of their item, or the heading above.

    A heading's where the words name nobody else who may be meant; else it leads them (:func:`whole`).
    """
    verb = _verb(evidence.folded)
    for candidate in evidence.near():
        if candidate.own < OWN or candidate.hit.clause.role is not Role.BODY:
            continue
        if verb and not verb & set(folded_words(candidate.sentence.text)):
            continue
        # Of a sentence that charges one after the other, the part at hand names its own.
        part = candidate.piece.start > candidate.sentence.start and phrases.subject(candidate.piece.text)
        actors = None if part else charged(candidate, evidence.archive)
        said = part.text if part else actors.text if actors else _subject(candidate)
        if not said or len(said) > 200 or _repeated(evidence, folded_words(said)) or not fits(evidence, said):
            continue
        if actors and actors.elsewhere and _OFFICE.search(candidate.piece.text):
            return None
        if _hands_on(candidate.sentence.text, said):
            return None
        return evidence.say(said, candidate, *(actors.citations if actors else ()))
    return None


def _hands_on(text: str, said: str) -> bool:
    """Whether the one named only directs another to act ("UBND phường chỉ đạo Trạm y tế …"): either may be meant."""
    directs = _DIRECTS.search(text[text.find(said) + len(said) :]) if said in text else None
    return directs is not None and phrases.is_actor(directs["whom"])


def _subject(candidate: Candidate) -> str:
    value = phrases.subject(candidate.piece.text) or phrases.subject(candidate.sentence.text)
    return value.text if value else ""


def _verb(folded: str) -> set[str]:
    """The first words said of the one asked for: ``dung dau`` of "ai đứng đầu …"."""
    asked = _ASKED.search(folded)
    behind = folded[asked.end() :].split() if asked else []
    return set([word for word in behind if word not in EMPTY_WORDS | _MODAL][:3])


def purpose(evidence: Evidence) -> Draft | None:
    """What stands after ``nhằm`` or ``để`` in the best piece, or in one about as likely; why something is so, what gives a reason."""
    if because := marked.reason(evidence):
        return evidence.say(excerpt(because), because)
    for candidate in evidence.near():
        if candidate.score < evidence.found[0].score - marked.FOR:
            break
        if value := phrases.purpose(candidate.piece.text):
            return evidence.say(value.text, candidate)
    return None
