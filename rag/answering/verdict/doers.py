"""Whether a piece of a clause says of somebody else than the one asked about that he acts, holds the office or pays."""

import re

from index.text import folded_words
from rag.answering.evidence import Evidence
from rag.answering.people import phrases
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.asked import Proposition, asked_of, held, terms_of
from rag.answering.verdict.deciding import SUBJECT

# Words in the name of one who acts, at most.
ACTOR = 9
_ASKED_ACTOR = re.compile(
    r"(?i)có phải (?:là )?(?P<actor>.+?) (?:là (?:nơi|đơn vị|cơ quan|người)|được giao|phải|chịu trách nhiệm|chủ trì)(?![^\W_])"
)
# Who pays: "do gia đình tự chi trả".
_PAYS = re.compile(r"(?i)(?:chi trả|trả|thanh toán|chịu|chi|bảo đảm|đảm bảo)(?![^\W_])")
_PAYER = re.compile(rf"(?i)(?<![^\W_])do (?P<who>[^,;:.]{{2,80}}?) (?:tự )?{_PAYS.pattern[4:]}")
ASKED_ROLE = re.compile(
    r"(?i)(?P<holder>[^,]+?) (?:có phải (?:là )?|có (?:được )?(?:làm|giữ chức|giữ vai trò) |là )"
    r"(?P<role>[^,?]+?)\s*(?:,\s*)?(?:phải không|đúng không|không)\s*[?.!]*$"
)
# "…, coi đây là biện pháp quan trọng": what was spoken of before.
_REFERS = re.compile(r"(?i)(?<![^\W_])(?:đây|đó|này)\W*$")


def other_actor(evidence: Evidence, one: Candidate, asked: Proposition) -> bool:
    """Whether the piece, or the heading above it, says of somebody else that he acts."""
    terms = terms_of(evidence, asked.subject)
    if not terms or not phrases.is_actor(asked.subject.strip()):
        return False
    return any(held(evidence, terms, actor) < SUBJECT for actor in _actors(one))


def _actors(one: Candidate) -> list[str]:
    """Who is named as acting: before the verb, before a colon, or in the heading right above ("2. Công an phường:")."""
    found = [actor.text] if (actor := phrases.subject(one.sentence.text)) else []
    leads = [text.partition(":")[0] for text in (one.sentence.text, *one.hit.clause.headings[-1:]) if ":" in text]
    bare = (re.sub(r"^[\W\d]+|^[a-zđ]\)\s*", "", lead) for lead in leads)
    return found or [lead for lead in bare if phrases.is_actor(lead) and len(lead.split()) <= ACTOR][:1]


def other_doer(evidence: Evidence, text: str) -> bool:
    """Whether somebody else acts in the text than the one to be confirmed."""
    role = ASKED_ROLE.search(evidence.query.text)
    holder = phrases.copula(text, folded_words(role["role"])) if role else None
    if role and holder and not _REFERS.search(holder.text):
        named = set(evidence.matcher.forms(role["holder"]))
        return len(named & set(evidence.matcher.forms(holder.text))) < 0.5 * len(named)
    payer = _PAYER.search(text) if _PAYS.search(asked_of(evidence).predicate) else None
    who = re.split(r"(?<![^\W_])thì(?![^\W_])|,", asked_of(evidence).subject.strip(" ,"))[-1]
    if payer and phrases.is_actor(who.strip()):
        return held(evidence, terms_of(evidence, who), payer["who"]) < SUBJECT
    asked = _ASKED_ACTOR.search(evidence.query.text)
    real = phrases.subject(text)
    if not asked or not real:
        return False
    named = set(evidence.matcher.forms(asked["actor"]))
    return len(named & set(evidence.matcher.forms(real.text))) < 0.5 * len(named)
