"""What somebody named in the question must do: the pieces that charge that very body or office, not those most alike in words."""

import re

from index.passages import describe
from index.text import fold, folded_words
from index.types import Role
from rag.answering.evidence import LIST_LIMIT, Evidence, excerpt, lead_items
from rag.answering.passages.items import heading
from rag.answering.people.charged import Actors, charged
from rag.answering.people.persons import one_form
from rag.answering.picking.candidates import Candidate
from rag.types import Draft, Statement, Want

_WANTS = frozenset({Want.TASK, Want.LIST, Want.TEXT})
_DOES = (
    r"(?:(?:phai|can|se|nen|duoc|bi|co|giao|giao cho|yeu cau|thuc hien|lam|chiu|trien khai|chi dao|va) )*"
    r"(?:lam |lo |dam nhan |phu trach |thuc hien |giao )?(?:nhung |cac )?"
    r"(?:(?:nhiem vu|trach nhiem|viec|chuyen|phan|cong viec|noi dung|yeu cau|vai tro) )*(?:cu the )?(?:gi|nao|the nao|ra sao)"
)
# The whole question: "[theo …,] <body> phải làm những việc gì?", "<document> giao <body> những việc gì?".
_ALL = re.compile(
    rf"(?:(?:theo|trong|tai) .{{3,60}}?,? )?(?:.{{0,60}}?\b(?:giao cho|giao|yeu cau|de nghi) )?"
    rf"(?P<body>[a-z][a-z /&,-]{{3,90}}?) {_DOES}(?: (?:theo|trong|tai) .{{3,80}})?"
    r"(?: (?:vay|the|a|day|do))*[ ?.!]*"
)
_SKIP = frozenset("cac nhung cua va o".split())
# The Fatherland Front as it is called in full and in short, after :func:`one_form`.
_FRONT = re.compile(r"\b(?:uy ban |ub )?(?:(?:ub)?mttq(?:vn)?|mat tran)\b(?: viet nam| vn)?")
# Who heads a body, before its name ("Giám đốc Sở Y tế"; "Bộ trưởng Bộ Y tế").
_OFFICE = re.compile(
    r"^(?:giao |yeu cau |de nghi )?(?:(?:dong chi|thu truong|bo truong|giam doc|chanh|truong|truong ban|chu tich) )+"
)
# A body the question begins with, by its kind and two words more; what says that its duties are asked for.
_BODY = re.compile(
    r"(?:Theo .{3,60}?, )?(?i:bộ|sở|hội|phòng|ban|trung tâm|công ty|đoàn|cục|chi cục|viện)"
    r" (?P<name>(?!Thường|Chỉ|Quản|Bí)[A-ZĐÁÀÂĂÉÊÍÓÔƠÚƯÝ]\w* \w+)"
)
# … and one whose kind and level are its name, and no other body's: "Công an huyện".
_FORCE = re.compile(
    r"(?:Theo .{3,60}?, )?(?P<name>(?i:công an|quân đội|bộ đội biên phòng|kiểm lâm|thanh tra|tòa án|viện kiểm sát|kho bạc|bưu điện"
    r"|điện lực|đoàn thanh niên|hội phụ nữ|hội nông dân|hội cựu chiến binh|liên đoàn lao động|trạm y tế|trung tâm y tế))(?![^\W_])"
)
_DUTY = re.compile(
    r"\b(?:lam|lo|viec|chuyen|phan|phu trach|dam nhan) (?:nhung )?gi\b|\bgiao (?:cho )?(?:viec|nhiem vu|nhung)? ?(?:gi|nao)\b"
    r"|\b(?:nhiem vu|trach nhiem)(?: cu the)?(?: la)? (?:gi|nao|ra sao)\b"
)
# Behind a name of one syllable stands what the body must do: "Cục Thuế phải …", "Sở Tư pháp được …".
_BEHIND_NAME = frozenset(
    "phải cần có sẽ được bị nên làm lo giao chịu thực nhận khi trong thì và là đã tỉnh huyện xã quận thành thị".split()
)
# What begins a title that names a matter and nobody.
_OF_MATTER = re.compile(
    r"^(?:\W*(?:dieu|khoan|muc|phan)?\s?\w{1,4}[.)] )?\W*(?:quy (?:trinh|dinh)|trinh tu|thu tuc|ho so|dieu kien"
    r"|nguyen tac|muc (?:dich|tieu)"
    r"|noi dung|cong tac|ve|thoi (?:gian|han)|kinh phi|hinh thuc|doi tuong|pham vi|xu ly|to chuc thuc hien|cac buoc|nhiem vu)\b"
)
# A piece this much less likely than the best may still be the one, where it charges the body named.
REACH = 5.0


def of_actor(evidence: Evidence) -> Draft | None:
    """What the body named in the question is charged with, where the question asks that and nothing narrower."""
    if evidence.query.want not in _WANTS or _told_by_mention(evidence):
        return None
    asked = _ALL.fullmatch(evidence.folded.replace("_", ""))
    if not asked:
        return None
    words = _words(asked["body"])
    named = ((c, a, _named(a, " ".join(words))) for c, a in _charging(evidence, " ".join(_words(evidence.folded))))
    # Who is named first is charged, who is named among others as well.
    mine = [(c, a) for c, a, place in sorted(named, key=lambda one: bool(one[2])) if place is not None]
    places = {w for name in evidence.query.scope.names for w in folded_words(name)}
    rest = [
        w for w in words if w not in places and not any(w in _words(" ".join(folded_words(a.text))) for _, a in mine)
    ]
    if not mine or rest:
        return None
    return _everything(evidence, mine)


def best_of_actor(evidence: Evidence) -> Draft | None:
    """Of the pieces found, those that charge a body the question names; all its items where none speaks of the rest of it."""
    if evidence.query.want not in _WANTS or evidence.best is None or _told_by_mention(evidence):
        return None
    mine = _charging(evidence, " ".join(_words(evidence.folded)))
    rival = next((c for c in evidence.found if c.hit.clause.role is Role.BODY and not _opens(c)), None)
    if not mine or rival is None or mine[0][0].score < rival.score - REACH:
        return None
    named = set(_words(mine[0][1].text))
    first = mine[0][0]
    if first is evidence.best:
        return _everything(evidence, mine[:1]) if _all_of_it(evidence, *mine[0]) else None
    others = {t.word for t in evidence.matcher.terms} - set(evidence.matcher.forms(mine[0][1].text))
    if others & set(evidence.matcher.forms(first.sentence.text)) or not named:
        # Asked is what that body must do: what others must, or what it is only named in, is no answer.
        asked = _DUTY.search(evidence.folded) and first.hit.clause.directive == rival.hit.clause.directive
        return None if first.own < rival.own and not asked else evidence.say(excerpt(first, LIST_LIMIT), first)
    return _everything(evidence, [pair for pair in mine if pair[1].text == mine[0][1].text])


def _all_of_it(evidence: Evidence, first: Candidate, actors: Actors) -> bool:
    """Whether it is asked what the body named above a piece must do, and nothing that this piece says rather than its document."""
    if not actors.elsewhere or not _DUTY.search(evidence.folded.replace("_", "")):
        return False
    directive = evidence.archive.directives[first.hit.clause.directive]
    subject = directive.subject.value if directive.subject else ""
    about = evidence.words(" ".join((actors.text, describe(directive), subject, *first.hit.clause.headings)))
    return not ({term.word for term in evidence.matcher.terms} - about) & evidence.words(first.sentence.text)


def _told_by_mention(evidence: Evidence) -> bool:
    """Whether the best sentence names the document that the question names and the archive only mentions: it alone tells what that
    one charges somebody with."""
    best, numbers = evidence.best, {one.number for one in evidence.query.scope.references}
    if best is None or len(numbers) != 1 or len(evidence.query.groups) != 1:
        return False
    return any(best.sentence.start <= one.span.start < best.sentence.end for one in evidence.query.scope.references)


def _opens(candidate: Candidate) -> bool:
    """Whether a piece stands before the first thing a document says, where it tells how things are."""
    return candidate.hit.clause.address.startswith("đoạn mở đầu")


def beyond_opening(evidence: Evidence, best: Candidate | None) -> Candidate | None:
    """``best``; of an opening that tells how things stand, where it is asked what to do, the next piece of the same document."""
    if best is None or not _opens(best) or not _DUTY.search(evidence.folded):
        return best
    if charged(best, evidence.archive) or _told_by_mention(evidence):
        return best
    further = (
        c for c in evidence.found if c.hit.clause.role is Role.BODY and c.score >= best.score - REACH and c.own > 0
    )
    home = best.hit.clause.directive
    return next(
        (c for c in further if c.hit.clause.directive == home and not _opens(c)),
        best,
    )


def _everything(evidence: Evidence, mine: list[tuple[Candidate, Actors]]) -> Draft | None:
    first, actors = mine[0]
    clause = first.hit.clause
    if actors.elsewhere and actors.citations[0].clause.id == clause.id and (beneath := evidence.children(clause)):
        return Draft(
            tuple(Statement(text, (evidence.cited(item),)) for item, text in lead_items(beneath)),
            max(evidence.support(first), 0.8),
        )
    if actors.elsewhere and clause.parent is not None:
        items = evidence.children(evidence.archive.clauses([clause.parent])[0])
        if any(item.id == clause.id for item in items) and actors.citations[0].clause.id == clause.parent:
            told = [Statement(text, (evidence.cited(item),)) for item, text in lead_items(items)]
            return Draft(tuple(told), max(evidence.support(first), 0.8))
    said: dict[int, Statement] = {}
    for candidate, _ in mine:
        if candidate.hit.clause.id not in said and len(said) < 4:
            item, text = next(lead_items([candidate.hit.clause], LIST_LIMIT // min(len(mine), 4)))
            said[item.id] = Statement(text, (evidence.cited(item),))
    return Draft(tuple(said.values()), max(evidence.support(first), 0.8)) if said else None


def _charging(evidence: Evidence, question: str) -> list[tuple[Candidate, Actors]]:
    """The pieces found that charge somebody the question names, best first."""
    found = ((c, charged(c, evidence.archive) or _heads(c, evidence)) for c in evidence.found)
    return [(c, actors) for c, actors in found if actors and _named(actors, question) is not None]


def _heads(candidate: Candidate, evidence: Evidence) -> Actors | None:
    """``1. Công an quận:``, found itself: it charges whom it names with what stands beneath it."""
    clause = candidate.hit.clause
    if not heading(evidence, clause) or not evidence.children(clause) or _OF_MATTER.match(fold(clause.text)):
        return None
    return Actors(candidate.piece.text.rstrip(" :*"), (evidence.cited(clause),), True)


def stranger(evidence: Evidence) -> bool:
    """Whether it is asked what a body must do whose name nothing found holds: no other body's duties will do."""
    question = evidence.query.text.strip()
    asked = _BODY.match(question) or _FORCE.match(question)
    if asked is None or not _DUTY.search(evidence.folded):
        return False
    name = asked["name"]
    if asked.re is _BODY and name.split()[-1] in _BEHIND_NAME:
        name = " ".join(question[: asked.end()].split()[-3:-1])  # its kind with the one syllable
    name = " ".join(folded_words(name))
    # A place is known by other signs: "Phòng Cầu Giấy" names none but that.
    if not evidence.found or name in {" ".join(folded_words(place)) for place in evidence.query.scope.names}:
        return False
    return not any(
        f" {name} " in f" {' '.join(folded_words(text))} "
        for c in evidence.found
        for text in (
            c.hit.clause.text,
            *c.hit.clause.headings,
            describe(evidence.archive.directives[c.hit.clause.directive]),
        )
    )


def _named(actors: Actors, question: str) -> int | None:
    """Which of the actors the question names in full, or by the first three words of the name, an office by its body, from 0."""
    for place, name in enumerate(re.split(r",|;|\bvà\b(?=\s+\w+\s+\w+)", actors.text)):
        words = _words(" ".join(folded_words(name)))
        for said in (words, _words(_OFFICE.sub("", " ".join(words)))):
            if len(said) >= 2 and (
                f" {' '.join(said)} " in f" {question} "
                or (len(said) > 3 and f" {' '.join(said[:3])} " in f" {question} ")
            ):
                return place
    return None


def _words(folded: str) -> list[str]:
    words = _FRONT.sub("mttq", one_form(folded)).split()
    return [word for word in words if word not in _SKIP and any(map(str.isalnum, word))]
