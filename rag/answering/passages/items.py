"""Lists and what introduces or ends a text: the items beneath a clause, headings, closing formulas."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from index.parsing.markers import marker_of
from index.text import fold, folded_words
from index.types import Clause
from rag.answering.evidence import Evidence, lead_items
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import segments, sentences
from rag.types import Draft, Statement, Want

# Asks by what doing something befalls one: several cases, as a rule.
BY_WHAT = (
    r"(?:lam|pham|vi pham)(?: (?:nhung|cac|phai))?(?: (?:viec|dieu|loi|hanh vi))? (?:gi|nao) (?:thi |ma |se |moi )*bi"
)
# Asks for several things at once (folded).
_SEVERAL = re.compile(
    r"\b(?:nhung (?:gi|ai|noi nao)|nhung (?:truong hop|doi tuong) (?:\w+ ){0,7}?nao\b"
    r"|(?:nhung|cac|may) (?:\w+ ){1,4}?(?:nao|gi)\b|gom (?:co )?(?:nhung )?gi|bao gom|gom nhung"
    r"|liet ke|ke (?:ra|ten|du|het|giup)|may (?:noi dung|nhiem vu|viec|bien phap|buoc|loai|nhom|y)\b"
    r"|(?:dieu kien|nguyen tac|nghia vu|tieu chuan|tieu chi|trach nhiem|nhiem vu) (?:\w+ ){0,9}?(?:la )?(?:gi|nao)\b"
    r"|(?:giay to|ho so|thanh phan|dia ban|doi tuong|yeu cau) (?:gi|nao)|ho so (?:gom|can)|cac buoc|trinh tu|quy trinh|thu tuc"
    rf"|{BY_WHAT})\b"
)
_CLOSING = re.compile(
    r"^\W*(?:nhan duoc (?:cong van|van ban|chi thi|thong bao|ke hoach)|tren day la|.{0,60}(?:de nghi|yeu cau)\b.{0,120}"
    r"(?:trien khai|thuc hien|quan tam|nghiem tuc|chi dao)"
    r"|.{0,30}pho bien den|trong qua trinh (?:trien khai )?thuc hien|tran trong)"
)
HEADING = 160
_CONSISTS = re.compile(r"^(?P<thing>.{4,60}?) (?:thi )?(?:phai |can )?(?:co |bao )?gom\b")
# A piece or list so much less likely than the best (logarithm) may still be the one that lists what is asked for.
REACH = 5.0
# Asks for all steps of something; a title under which they stand.
_ORDER_ASKED = re.compile(r"\b(?:trinh tu|quy trinh|(?:cac|nhung|may|bao nhieu|tung|theo) buoc)\b")
_ORDER_TITLE = re.compile(r"\b(?:trinh tu|quy trinh|thu tu|cac buoc)\b")
# The kind of thing several of which are asked for.
_KIND = re.compile(
    r"\b(?:nhung|cac) (?P<many>(?:\w+ ){1,3}?)(?:nao|gi)\b"
    r"|\b(?P<one>dieu kien|nguyen tac|nghia vu|quyen|trach nhiem|nhiem vu|tieu chuan|tieu chi|yeu cau)\b"
    r"(?: \w+){0,12}? (?:la )?(?:gi|nao)\b"
)
# Asks who or what something is for, and what leads in to a list of them.
_CASES = re.compile(r"\b(?:truong hop|doi tuong|dieu kien|tieu chuan|tieu chi|nhung (?:ai|nguoi))\b")
# What may be said by the words that lead in to a list, whatever is listed.
_SAID_BEFORE = frozenset({Want.YES_NO, Want.DATE, Want.TIME, Want.DURATION, Want.QUANTITY})
# Items of a list told whole because two of them are about as likely, with its first words.
MOST = 9
# A list with its title that has this share of the likelihood need hold less of the question itself.
FAMILY, SHARED = 0.6, 0.1
_COMPARED = re.compile(r"\bso sanh\b|\bkhac nhau\b|\bchenh lech\b|\btung (?:muc|loai|cap|nhom)\b|\bcac muc\b")
# Clauses that speak of what is compared as fully as the best one, within this share of the question's words.
EVEN = 0.03


def _rows(evidence: Evidence, best: Candidate) -> list[Statement]:
    """The clauses beside the best one that hold as much of the question: one for each of what is compared."""
    mine = best.hit.clause
    rows = {
        c.hit.clause.id: c.hit.clause for c in evidence.found
        if c.own >= best.own - EVEN and (c.hit.clause.directive, c.hit.clause.parent) == (mine.directive, mine.parent)
    }  # fmt: skip
    found = [rows[number] for number in sorted(rows)]
    return [Statement(text, (evidence.cited(c),)) for c, text in lead_items(found)] if 1 < len(found) <= 8 else []


def several(folded: str) -> bool:
    """Whether a list is asked for."""
    return bool(_SEVERAL.search(folded))


def closing(clause: Clause) -> bool:
    """Whether a clause only asks, at the end, that all of it be carried out."""
    return clause.address.startswith("đoạn kết") and bool(_CLOSING.match(fold(clause.text)))


def heading(evidence: Evidence, clause: Clause) -> bool:
    """Whether a clause only names what stands beneath it: ``3. Nội dung kiểm tra``."""
    text = clause.text.strip(" *_\n")
    marker = marker_of(text)
    said = text[marker.body :] if marker else text.split(" ", 1)[-1]
    if len(text) > HEADING or text.endswith((".", ";", "./.")) or re.search(r"[.;:]\s+\S", said):
        return False
    return text.endswith(":") or bool(evidence.children(clause))


def under(evidence: Evidence, clause: Clause) -> list[Statement]:
    """The items under a clause that only introduces them."""
    leads = clause.text.rstrip(" *").endswith(":") and len(clause.text) <= 300
    if not (leads or heading(evidence, clause)):
        return []
    found = beneath(evidence, clause)
    if len(found) < (2 if leads else 1):
        return []
    return [Statement(text, (evidence.cited(item),)) for item, text in lead_items(found)]


def beneath(evidence: Evidence, clause: Clause) -> list[Clause]:
    """The items under a clause; of a paragraph that leads in ("Điều 5. …" / "Thuộc một trong các trường hợp:" / "1. …") those
    beside it, and under a title not the paragraph that leads in to them.
    """
    found = evidence.children(clause)
    if found or clause.parent is None or not _leads(clause):
        return [item for item in found if not (_leads(item) and _beside(evidence, item))]
    return _beside(evidence, clause)


def _leads(clause: Clause) -> bool:
    return clause.text.rstrip(" *").endswith(":") and marker_of(clause.text) is None


def _beside(evidence: Evidence, lead: Clause) -> list[Clause]:
    """The numbered or dashed items that follow a paragraph under the same heading."""
    if evidence.children(lead):
        return []
    siblings = (c for c in evidence.clauses_of(lead.directive) if c.parent == lead.parent and c.id > lead.id)
    return list(takewhile(lambda c: marker_of(c.text) is not None, siblings))


def introduced(evidence: Evidence, clause: Clause) -> list[Clause]:
    """What stands above a clause, nearest first: the paragraph beside it that leads in to it, then the clause it stands under."""
    if clause.parent is None:
        return []
    above = evidence.archive.clauses([clause.parent])
    leads = [c for c in evidence.children(above[0]) if _leads(c) and c.id < clause.id]
    return [c for c in leads[-1:] if any(item.id == clause.id for item in _beside(evidence, c))] + above


def of_both(evidence: Evidence, one: Clause, other: Clause) -> list[Statement]:
    """The whole list of which two clauses are items, or whose first words one is and an item the other."""
    leads = [c for c in (one, *introduced(evidence, one)) if c.text.rstrip(" *").endswith(":")]
    for lead in leads:
        whole = {lead.id, *(item.id for item in beneath(evidence, lead))}
        if len(whole) <= MOST and {one.id, other.id} <= whole and one.id != other.id:
            return under(evidence, lead)
    return []


def title(evidence: Evidence, clause: Clause) -> bool:
    """Whether a clause is a mere title (no ``… như sau:``), which says nothing by itself."""
    return heading(evidence, clause) and not clause.text.rstrip(" *").endswith(":")


def unfolded(evidence: Evidence, draft: Draft) -> Draft:
    """``draft`` with the items in place of the words that only lead in to them, each item told once."""
    if len(draft.statements) > 2 or evidence.query.want in _SAID_BEFORE:
        return draft  # an item of a list may lead in to another
    told: dict[tuple[int, str], Statement] = {}
    for statement in draft.statements:
        last = statement.citations[-1].clause if statement.citations else None
        leads = last is not None and statement.text.rstrip(" *").endswith(":")
        for one in (under(evidence, last) if last and leads else []) or [statement]:
            told.setdefault((one.citations[-1].span.start, one.text) if one.citations else (-1, one.text), one)
    return replace(draft, statements=tuple(told.values()))


def enumerating(evidence: Evidence) -> Candidate | None:
    """``Hồ sơ gồm: …`` for "hồ sơ tuyển sinh gồm những gì?": the piece that says what the thing asked about consists of."""
    asked = _CONSISTS.search(evidence.folded)
    if not asked:
        return None
    thing = asked["thing"].replace("_", "").split()[-4:]
    for candidate in evidence.found:
        stated = re.match(r"(.{2,160}?)\b(?:gom|bao gom|gom co)\b", fold(candidate.sentence.text))
        if stated and len(thing) >= 2 and " ".join(thing[:2]) in " ".join(folded_words(stated[1])):
            return candidate
    return None


def _leading(evidence: Evidence, best: Candidate) -> Iterator[Clause]:
    """The clauses that lead in to a list, above the pieces found or these themselves, likeliest first."""
    seen: set[int] = set()
    for candidate in evidence.found:
        if candidate.score < best.score - REACH:
            return
        clause = candidate.hit.clause
        for lead in (clause, *introduced(evidence, clause)):
            if lead.id not in seen and (
                lead.text.rstrip(" *").endswith(":")
                or (candidate is best and lead is not clause)
                or _named(evidence, lead)
            ):
                seen.add(lead.id)
                yield lead


def _cases(evidence: Evidence, lead: Clause) -> list[Statement]:
    """Where it is asked in which cases: under a title the one list of cases ("1. … một trong các điều kiện sau:")."""
    if not _CASES.search(evidence.folded) or lead.text.rstrip(" *").endswith(":"):
        return []
    inner = (c for c in beneath(evidence, lead) if c.text.rstrip(" *").endswith(":") and _CASES.search(fold(c.text)))
    lists = [told for c in inner if len(told := under(evidence, c)) > 1]
    return lists[0] if len(lists) == 1 else []


def _named(evidence: Evidence, lead: Clause) -> bool:
    """Whether a title names the kind of thing asked for: "Nguyên tắc bố trí" of "theo những nguyên tắc nào"."""
    asked = _KIND.search(evidence.folded)
    kind = (asked["many"] or asked["one"]).replace("_", "").strip() if asked else ""
    return bool(kind) and f" {kind} " in f" {' '.join(folded_words(lead.text))} " and title(evidence, lead)


def leading_words(clause: Clause) -> str:
    """Of a long clause the part that leads in to the list: "…; đồng thời thực hiện một số nhiệm vụ sau:" speaks of no more."""
    return clause.text if len(clause.text) <= HEADING else segments(sentences(clause)[-1])[-1].text


def _likely(evidence: Evidence, lead: Clause) -> bool:
    """Whether a title with all that stands right under it is more likely than not what answers."""
    family = {lead.id, *(item.id for item in beneath(evidence, lead))}
    return sum(c.chance for c in evidence.found if c.hit.clause.id in family) >= FAMILY


def listed(evidence: Evidence) -> Draft | None:
    """Where a list is asked for and the best pieces are items of one: all of it, if what leads in speaks of what is asked."""
    best = evidence.best
    if best is not None and _COMPARED.search(evidence.folded) and (rows := _rows(evidence, best)):
        return Draft(tuple(rows), evidence.support(best))
    if best is None or not several(evidence.folded):
        return None
    if steps := _steps(evidence, best):
        return Draft(tuple(steps), evidence.support(best))
    listing: tuple[float, bool, list[Statement]] = (0.0, False, [])
    for lead in _leading(evidence, best):
        held = evidence.matcher.coverage([(evidence.words(leading_words(lead)), 1.0)])
        # Of two that speak of it alike, a title and words that lead in ("… bao gồm:"), the latter.
        leads = lead.text.rstrip(" *").endswith(":")
        if (
            held >= max(best.own, 0.35 if not _likely(evidence, lead) else SHARED)
            and (round(held, 3), leads) > listing[:2]
            and len(told := under(evidence, lead)) > 1
        ):
            listing = (round(held, 3), leads, _cases(evidence, lead) or told)
    return Draft(tuple(listing[2]), evidence.support(best)) if listing[2] else None


def _steps(evidence: Evidence, best: Candidate) -> list[Statement]:
    """Where the order of things to do is asked for: the steps under a title of the best document that speaks of what is asked and
    says that they are an order, or that are called steps themselves.
    """
    if not _ORDER_ASKED.search(evidence.folded):
        return []
    found: tuple[float, list[Statement]] = (0.0, [])
    for candidate in evidence.found:
        clause = candidate.hit.clause
        if clause.directive != best.hit.clause.directive:
            continue
        for lead in (clause, *introduced(evidence, clause)):
            held = evidence.matcher.coverage([(set(evidence.matcher.forms(lead.text)), 1.0)])
            stepwise = sum(fold(one.text).startswith("buoc") for one in evidence.children(lead)) > 1
            ordered = stepwise or (held >= best.own / 2 and _ORDER_TITLE.search(fold(lead.text)))
            if any(heading(evidence, one) for one in evidence.children(lead)):
                continue  # a chapter of articles
            if ordered and held >= SHARED and held > found[0] and len(told := under(evidence, lead)) > 1:
                found = held, told
    return found[1]
