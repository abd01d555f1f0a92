"""Of pieces about as likely, the one that speaks the way the question asks: a condition, a consequence, a definition.

Marks are sought in folded text; a new way of asking is a line in ``_MARKS``.
"""

import re
from dataclasses import replace

from index.parsing.markers import marker_of
from index.text import fold
from index.types import Role
from rag.answering.evidence import FACT_LIMIT, QUOTED, Evidence, shortened
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import sentences
from rag.question.cues import DEFINES, IN_DOCUMENT, STOP_FOLDED
from rag.question.folded import flat
from rag.question.reasons import BECAUSE, WHY
from rag.types import Draft, Statement

# A piece so much less likely than the best (logarithm) may take its place where it alone has the mark …
NEAR = 2.0
# … one that says what happens to who fails this much, as few sentences do …
CONSEQUENCE = 3.0
# … this much in the document of the best …
WITHIN = 5.0
# … one that says what for this much …
FOR = 0.7
# … and one that defines the word asked about, where the best does not.
FAR = 5.0
_THING = re.compile(r"\b(?P<noun>[a-z]+ [a-z]+)(?: ten)? (?:nao|gi)\b")
_ANYTHING = frozenset(("co quan", "don vi", "to chuc", "truong hop", "dieu kien", "noi dung", "van de", "hanh vi"))
# The first words of a name that may be the term itself, at least.
PREFIX = 3
# How surely a clause answers that begins with the word and says what it is.
CERTAIN = 0.9

# What is asked for, what a text that says so has, and how much less likely it may be. The first that is asked for counts.
_MARKS = (
    (
        re.compile(r"\b(?:de|nham|hong) (?:tranh|ngua|khoi|phong)\b"),
        re.compile(r"\b(?:khong de|tranh|ngan chan|ngan ngua|phong ngua|han che|khoi)\b"),
        CONSEQUENCE,
    ),
    (
        re.compile(r"\b(?:cach|hinh thuc|phuong thuc|kenh|con duong) (?:nao|gi)\b"),
        re.compile(
            r"\b(?:hinh thuc|cach thuc|phuong thuc|mot trong cac cach|truc tiep|truc tuyen|buu (?:dien|chinh)"
            r"|qua (?:duong|dich vu|cong|mang|zalo|email|thu|dien thoai|tai khoan|ung dung))\b"
        ),
        CONSEQUENCE,
    ),
    (re.compile(r"\bngoai le\b|\btru (?:truong hop|ai|khi)\b"), re.compile(r"\b(?:tru|ngoai tru|khong ap dung|rieng)\b"), NEAR),
    (
        re.compile(r"\b(?:truong hop|hoan canh|tinh huong) (?:nao|gi)\b|\b(?:khi|luc) nao\b|\bbao gio\b"),
        re.compile(r"\b(?:neu|khi|truong hop|chi|tru|sau khi|doi voi)\b"),
        NEAR,
    ),
    (
        re.compile(r"\bdieu kien\b|\bdap ung\b|\bmoi (?:duoc|cho|co the)\b"),
        re.compile(r"\b(?:neu|khi|truong hop|chi|tru|dieu kien|dap ung|phai|bao dam|dam bao|du|thi duoc)\b"),
        NEAR,
    ),
    (
        re.compile(r"\b(?:xu ly|xu phat|ky luat|xu|phat|bi) (?:the nao|nhu the nao|ra sao|sao|gi)\b|\bthi sao\b"),
        re.compile(
            r"\b(?:bi|xu ly|xu phat|phat|ky luat|truy cuu|thu hoi|truy thu|dinh chi|boi thuong|chiu trach nhiem|khong duoc)\b"
        ),
        CONSEQUENCE,
    ),
)  # fmt: skip
# Asks what befalls who fails, and what says so: nothing else will do.
_BEFALLS = re.compile(
    r"\bbi (?:(?:phat|xu|xu ly|xu phat|ky luat|lam) )*(?:the nao|nhu the nao|ra sao|sao|gi)\b(?! \w+ \w+ \w+)"
    r"|\b(?:phat|ky luat) (?:the nao|nhu the nao|ra sao|sao|gi)\b|\bhau qua\b|\bche tai\b"
)
_SANCTION = re.compile(
    r"\b(?:xu ly|xu phat|chan chinh|nhac nho"
    r"|phat (?:tien|tu|hanh|den|toi|canh|tu)|muc phat|bi phat|ky luat|khien trach|canh cao|phe binh|kiem diem"
    r"|lap bien ban|buoc (?:khoi phuc|thao do|tra|nop|dung|di doi)|truy cuu|hinh su|thu hoi"
    r"|truy thu|hoan tra|dinh chi|tuoc|boi thuong|cuong che"
    r"|(?:chiu|cham dut|huy|loai|cat|tich thu) \w+|(?:se|thi) khong"
    r"|khong (?:duoc )?(?:xet|hoan|huong|cap|nhan|thanh toan|chi tra|ho tro|tham gia|tinh))\b"
)
_MEANS = r"(?:la|gom|bao gom|gom co|duoc hieu|co nghia|nghia la|tuc la|duoc goi|viet tat)\b"
# "… dùng trong Quy chế này", "… quy định tại khoản 2".
_USED = r"(?:(?:(?:duoc|da) )?(?:quy dinh|su dung|dung|neu|noi|de cap|nhac den|ap dung) )?"
_QUESTION = re.compile(
    r"\b(?:the )?nao (?:duoc )?(?:goi )?la\b|\bla (?:cai )?(?:gi|sao)\b|\b(?:co )?nghia\b.*|\b(?:duoc )?hieu\b.*|\btuc la\b.*"
    r"|\b(?:la )?viet tat\b.*|\bla nhu the nao\b|^(?:cum tu|khai niem|thuat ngu|tu)\b|[?.!]"
)
# What asks for a meaning and is no part of the word.
_ASKS_MEANING = "nghĩa hiểu gọi viết tắt tức khái niệm cụm từ thuật ngữ"
# "Tạm ngừng cấp nước cho hộ nợ tiền nghĩa là gì": a clause may define the first words of what is asked, at least so many.
_FIRST_WORDS = 3
# "Lối đi rộng bao nhiêu thì bị coi là ngõ hẹp?"
_COUNTS_AS = re.compile(
    r"\b(?:the nao|ra sao|nao|gi|bao nhieu(?: \w+)?)(?: thi| moi)*(?: duoc| bi)? (?:coi|goi|xem|hieu|tinh) (?:nhu )?la (?:mot )?"
    r"(?P<name>[a-z0-9][a-z0-9 ]{2,60}?)[ ?.!]*$"
)
_LEAD_IN = re.compile(r"^\W*(?:trong|theo|tại|ở|tai|o)\s[^,]*,\s*", re.IGNORECASE)
# "Chỉ số BI trong văn bản phòng sốt xuất huyết": where the word stands, no part of it.
_IN_DOCUMENT = re.compile(rf" {IN_DOCUMENT}\b.*")


def marked(evidence: Evidence, best: Candidate | None) -> Candidate | None:
    """``best``, or where it lacks the mark of what is asked for the next piece of the body that has it and is about as likely.

    ``None`` where it is asked what befalls somebody and nothing near says so.
    """
    if best is not None and _BEFALLS.search(evidence.folded):
        return _befalling(evidence, best)
    mark, reach = next(
        ((mark, reach) for asked, mark, reach in _MARKS if asked.search(evidence.folded)),
        (_thing(evidence), CONSEQUENCE),
    )
    if best is None or mark is None or mark.search(fold(best.sentence.text)):
        return best
    near = (c for c in evidence.found if c.hit.clause.role is Role.BODY and c.score >= best.score - reach)
    return next((c for c in near if c.own > 0 and mark.search(fold(c.piece.text))), best)


# A heading under which causes stand.
_CAUSES = re.compile(r"(?<![^\W_])(?:nguyên nhân|lý do)(?![^\W_])")


# A sentence that tells the cause of what the one before it tells.
_CAUSE_OPENS = re.compile(
    r"\W*(?:(?:các|những|một số) )?(?:nguyên nhân|lý do)(?: [^\W\d_]+){0,6}?(?: (?:là|do|vì|bởi)(?![^\W_])|:)"
)


def _thing(evidence: Evidence) -> re.Pattern[str] | None:
    """What is asked for by its name ("ngân sách nào"), with a word behind it that tells which."""
    found = _THING.search(evidence.folded)
    if found is None or set(found["noun"].split()) & STOP_FOLDED or found["noun"] in _ANYTHING:
        return None
    return re.compile(rf"\b{re.escape(found['noun'])} (?!(?:nay|do|va|hoac|la|duoc|phai|co|cho|de|theo|trong)\b)\w")


def reason(evidence: Evidence) -> Candidate | None:
    """Where it is asked why: the likeliest piece of the body that says because of what.

    It holds about as much of the question as the best, or stands in the same clause.
    """
    if not WHY.search(evidence.folded):
        return None
    best = evidence.found[0]
    home = best.hit.clause.directive
    if told := next((told for c in evidence.found if c.own >= best.own and (told := _cause_behind(home, c))), None):
        return told
    body = (c for c in evidence.found if c.hit.clause.role is Role.BODY)
    reach = {False: CONSEQUENCE, True: WITHIN}  # more of the question in the same document
    near = (c for c in body if c.score >= best.score - reach[c.hit.clause.directive == home and c.own > best.own])
    held = [c for c in near if c.own >= best.own / 2 or c.hit.clause.id == best.hit.clause.id]
    # What opens so says it of all that follows; within a sentence "do" may tell by whom.
    opening = next((c for c in held if c.own >= best.own and BECAUSE.match(c.sentence.text)), None)
    because = opening or next((c for c in held if BECAUSE.search(c.piece.text)), None)
    return because or next((c for c in evidence.found if c.own > 0 and _under_causes(c, best)), None)


def _cause_behind(home: int, one: Candidate) -> Candidate | None:
    """The sentence right behind that of a piece of the document ``home``, where that opens with "Nguyên nhân (chủ yếu) là do …"."""
    clause = one.hit.clause
    if clause.directive != home or clause.role is not Role.BODY:
        return None
    behind = next((said for said in sentences(clause) if said.start >= one.sentence.end), None)
    return replace(one, sentence=behind, piece=behind) if behind and _CAUSE_OPENS.match(behind.text.lower()) else None


def _under_causes(one: Candidate, best: Candidate) -> bool:
    """Whether a piece says because of what, under a heading of causes in the document of the best piece."""
    clause = one.hit.clause
    return (
        clause.directive == best.hit.clause.directive
        and any(_CAUSES.search(heading.lower()) for heading in clause.headings[-1:])
        and bool(BECAUSE.search(one.piece.text))
    )


def _befalling(evidence: Evidence, best: Candidate) -> Candidate | None:
    """The likeliest piece that says what befalls who fails; in the document of ``best`` it may share no word of its own."""
    home = best.hit.clause.directive
    if best.hit.clause.role is Role.BODY and _SANCTION.search(fold(best.sentence.text)):
        return best
    for c in evidence.found:
        if c.hit.clause.role is not Role.BODY or not _SANCTION.search(fold(c.piece.text)):
            continue
        if c.hit.clause.id == best.hit.clause.id:
            return c
        if c.own > 0 and c.score >= best.score - CONSEQUENCE:
            return c
        if c.hit.clause.directive == home and c.score >= best.score - WITHIN:
            return c
    return None


def undefined(evidence: Evidence) -> bool:
    """Whether it is asked what a word means that no piece found holds: nothing else will do."""
    if not DEFINES.search(evidence.folded) or not evidence.found:
        return False
    asked = set(evidence.matcher.forms(defined(evidence.query.text))) & {term.word for term in evidence.matcher.terms}
    asked -= set(evidence.matcher.forms(_ASKS_MEANING))
    return not any(asked <= set(evidence.matcher.forms(c.sentence.text)) for c in evidence.near())


def defined(question: str) -> str:
    """What of ``question`` is to be defined: the words in quotation marks, or all but what leads in ("Theo quy chế, X là gì?")."""
    quoted = QUOTED.findall(question)
    return str(quoted[-1]) if quoted else _LEAD_IN.sub("", question)


def defining(evidence: Evidence) -> Candidate | None:
    """Where it is asked what a word means: the piece that says so (``X là …``, ``X gồm …``, ``… (sau đây gọi là X)``)."""
    said = _saying(evidence)
    if said is None or not evidence.found:
        return None
    floor = evidence.found[0].score - FAR
    return next((c for c in evidence.found if c.score >= floor and said.search(_bare(c.sentence.text))), None)


def glossary(evidence: Evidence) -> Draft | None:
    """… or the clause of one of the documents found that does (``3. “Hồ sơ” là …``), where that is too short to be found itself.

    Where nothing means all of "nhà tạm của hộ phải di dời", what means the first half of it, or more.
    """
    names = _names(evidence)
    if not names:
        return None
    size = len(names[0].split())
    shorter = ([" ".join(names[0].split()[:kept])] for kept in range(size - 1, max(PREFIX, (size + 1) // 2) - 1, -1))
    either = [pattern(some) for some in (names, *shorter) for pattern in (_means, _explained)]
    return next((told for said in either if (told := _in_glossary(evidence, said))), None)


def _in_glossary(evidence: Evidence, said: re.Pattern[str]) -> Draft | None:
    for directive in dict.fromkeys(c.hit.clause.directive for c in evidence.found):
        for clause in evidence.clauses_of(directive):
            if clause.role is Role.BODY and said.search(_bare(clause.text)):
                text = clause.text[marker.body if (marker := marker_of(clause.text)) else 0 :]
                if len(text) > FACT_LIMIT:  # of a long paragraph the sentence that says so
                    text = next((s.text for s in sentences(clause) if said.search(_bare(s.text))), text)
                text = shortened(text, FACT_LIMIT)
                return Draft((Statement(text, (evidence.cited(clause),)),), CERTAIN)
    return None


def _names(evidence: Evidence) -> list[str]:
    """The word whose meaning is asked, folded, with what stands behind it in brackets; none where no word is asked about."""
    if counts := _COUNTS_AS.search(_bare(evidence.query.text)):
        # Of two wordings, one older, the likelier found.
        best = evidence.best
        stated = best is not None and _means([counts["name"]]).search(_bare(best.sentence.text))
        return [] if stated else [counts["name"]]
    if not DEFINES.search(evidence.folded):
        return []
    asked = _QUESTION.sub(" ", _bare(defined(evidence.query.text)))
    asked = _IN_DOCUMENT.sub("", asked)
    return [" ".join(part.split()) for part in re.split(r"[()]", asked) if part.strip()]


def _saying(evidence: Evidence) -> re.Pattern[str] | None:
    """What says what the word asked about means; ``None`` where no word is asked about."""
    names = _names(evidence)
    return _means(names) if names else None


def _means(names: list[str]) -> re.Pattern[str]:
    """What a sentence begins with, or holds, that says what one of the names means, or its first words."""
    split = [name.split() for name in names]
    starts = [" ".join(one[:size]) for one in split for size in range(len(one) - 1, _FIRST_WORDS - 1, -1)]
    either = "|".join(re.escape(name) for name in dict.fromkeys((*names, *starts)))
    return re.compile(
        rf"^(?:\W*(?:(?:dieu|khoan) )?\w{{1,3}}[.)]? )?\W*(?:{either})\W+(?:{_USED}(?:trong|o|tai|theo) [^.;]{{0,40}}?\b)?{_MEANS}"
        rf"|goi (?:tat |chung )?la\W+(?:{either})\b|\b(?:{either}) \((?!sau day|goi)[^()]*\w \w+ \w[^()]*\)"
        rf"|\w \w+ \w+ \w+ \((?:sau day )?(?:(?:duoc )?goi (?:tat |chung )?la )?\W*(?:{either})\W*\)"
    )


def _explained(names: list[str]) -> re.Pattern[str]:
    """… or the word itself with what it means behind a colon: ``2. Tài liệu quý: sách in trước năm 1945``."""
    either = "|".join(re.escape(name) for name in names)
    return re.compile(rf"^(?:\W*(?:(?:dieu|khoan) )?\w{{1,3}}[.)]? )?\W*(?:{either})\W?: \w")


def _bare(text: str) -> str:
    return flat(text).replace("_", "")
