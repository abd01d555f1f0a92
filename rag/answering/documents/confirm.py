"""Yes or no about a document itself: who signed or issued it, when, to whom it went, what it follows, which came first.

Decided by the parsed fields alone; where they do not decide, there is no answer, whatever words the text shares with the question.
"""

import re
from collections.abc import Sequence

from index.archive import Archive
from index.parsing.patterns import UPPER
from index.passages import spoken_date
from index.text import find_phrase, fold, folded_words
from index.types import Directive, Field, Reference, Span
from rag.answering.documents.dated import day_of
from rag.answering.documents.standing import IN_FORCE_OR_OVER, standing
from rag.cite import citation, dates_in
from rag.question import units
from rag.question.cues import SIGNED_ELSE
from rag.question.folded import flat
from rag.types import Citation, Draft, Query, Reason, Scope, Statement, Want
from rag.values import persons

CERTAIN = 0.95
_FOLLOWS = re.compile(r"\b(?:thuc hien|trien khai|can cu|nhac (?:den|toi)|dan chieu|vien dan)\b")
_SAME_DAY = re.compile(r"\bcung (?:mot |1 )?(?:ngay|hom)\b")
_ORDER = re.compile(rf"\b(?:truoc|sau)\b|{_SAME_DAY.pattern}")
_OF_DAYS = re.compile(r"ban hanh|\bky\b|\bra\b|ngay|\bhom\b")
# Of a question whether one document follows another, so many words may be of something else.
_BESIDE = 3
_SENT = re.compile(r"\bgui\b|kinh gui|noi nhan")
_SIGNED = re.compile(rf"(?<!dang )\bky\b(?! {SIGNED_ELSE})")
_ISSUED = re.compile(
    r"\b(?:do|boi)\b.+\b(?:ban hanh|ra|phat hanh)\b|\bla cua\b|^(?!luc |khi |sau |truoc ).{3,60}\b(?:ban hanh|da ra)\b"
)
# Words of such questions that are not the thing to be confirmed (folded).
_FRAME = frozenset(
    "co khong phai dung la do ky ban hanh ra gui kinh nhan noi nam danh sach cho den toi ngay thang van cong chi "
    "thi thong bao quyet dinh nay cua duoc da ong ba dong vao hom trong o tai cac nhung".split()
)


def confirm(query: Query, archive: Archive) -> Draft | None:
    """The answer, an abstention, or ``None`` when the question is not about a document itself."""
    if query.want is not Want.YES_NO:
        return None
    folded = flat(query.text)
    named = [group for group in query.groups if group.explicit]
    if (told := standing(query, archive)) is not None:
        return told
    if len(named) == 2 and _OF_DAYS.search(folded) and _ORDER.search(folded) and not IN_FORCE_OR_OVER.search(folded):
        return _order(named, folded, archive)
    if (
        _FOLLOWS.search(folded)
        and (len(named) == 2 or (len(named) == 1 and query.scope.named))
        and _of_following(query)
    ):
        return _follows(query, archive)
    if len(named) != 1:
        return None
    asked = _asked(query)
    if named[0].references:
        return _of_mention(named[0].references, folded, asked, query, archive)
    directives = [archive.directives[number] for number in named[0].directives or ()]
    return _of_directive(directives[0], folded, asked, query, archive) if len(directives) == 1 else None


def _of_following(query: Query) -> bool:
    """Whether hardly more is asked than that: "được tự làm theo kế hoạch triển khai … mà khỏi xin ý kiến" asks something else."""
    known = folded_words(" ".join((*query.scope.names, *_FOLLOWS.findall(flat(query.text)))))
    return len(_asked(query).difference(known)) <= _BESIDE


def _asked(query: Query) -> set[str]:
    """The folded words to be confirmed: all but the frame and the document's own number."""
    mention = set(folded_words(" ".join(name for group in query.groups if group.explicit for name in group.names)))
    return {w for w in folded_words(query.text) if w not in _FRAME and w not in mention and not w[:1].isdigit()}


def _names(body: str, asked: set[str], query: Query) -> bool:
    """Whether the words asked about stand in ``body`` as one run, in the order of the question."""
    wanted = [word for word in folded_words(query.text) if word in asked]
    return next(find_phrase(wanted, folded_words(body)), None) is not None


def _of_directive(one: Directive, folded: str, asked: set[str], query: Query, archive: Archive) -> Draft | None:
    days = dates_in(query.text)
    if _SENT.search(folded) and asked:
        issuer = folded_words(one.issuer.value) if one.issuer else []
        kind = folded_words(one.kind.value) if one.kind else []
        of_itself = {*folded_words(" ".join(query.scope.names)), *_place_of(issuer), *kind}
        asked = (asked - of_itself) or asked
        items = [*one.addressees, *one.recipients]
        fit = next(
            (
                item
                for item in items
                if asked <= set(folded_words(item.value)) or names_one(item, query) or names_all(item, query)
            ),
            None,
        )
        if fit is None and not _one_run(asked, query):
            return None  # more is asked than whether somebody is among them
        shown = [fit] if fit else [items[0]] if items else []
        said = fit.value if fit else "; ".join(item.value for item in one.addressees or one.recipients)
        return _said(fit is not None, said, one, shown, archive)
    if days and one.date and (_ISSUED.search(folded) or _SIGNED.search(folded) or "de ngay" in folded or not asked):
        return _said(one.date.value in days, spoken_date(one.date.value), one, [one.date], archive)
    if _SIGNED.search(folded) and asked:
        return _signed(one, asked, query, archive)
    if _ISSUED.search(folded) and asked and one.issuer:
        return _said(_names(one.issuer.value, asked, query), one.issuer.value, one, [one.issuer], archive)
    return None


# "Các sở, ban, ngành", "18 phường": all of each kind.
_ALL_OF = re.compile(
    r"(?<![^\W_])(?:các|tất cả|toàn thể|\d+) (?P<kinds>(?:[^\W\d_]+(?:, | và ))*[^\W\d_]+)", re.IGNORECASE
)
# One of them has a name: "Sở Y tế"; "các phường" are all of them.
_ONE_OF = re.compile(
    rf"(?<![^\W_])(?:(?P<kind>(?i:sở|phòng)) [{UPPER}]|(?i:các|những) (?P<kinds>phường|xã|thị trấn|quận|huyện|sở|phòng|trường))"
)
# What a part of an item ends with that a question leaves out: "Đảng ủy Khối Doanh nghiệp Quận".
_LEVELS = frozenset(word for name in units.names() for word in name.split())


def names_one(item: Field, query: Query) -> bool:
    """Whether the question names one of those that the item of the list names, in full."""
    words = folded_words(query.text)
    for part in re.split(r"[,;–]| và | - ", re.sub(r"\(.*?\)", "", item.value)):
        name = folded_words(part)
        while name and name[-1] in _LEVELS:
            name.pop()
        if len(name) > 2 and next(find_phrase(name, words), None) is not None:
            return True
    return False


def names_all(item: Field, query: Query) -> bool:
    """Whether the item sends to all of a kind of which the question names one: "Các sở, ban, ngành", "UBND 18 phường"."""
    kinds = {fold(kind) for one in _ALL_OF.finditer(item.value) for kind in re.split(", | và ", one["kinds"])}
    return any(fold(one["kind"] or one["kinds"]) in kinds for one in _ONE_OF.finditer(query.text))


def _place_of(issuer: Sequence[str]) -> Sequence[str]:
    """The words of who issued the document from its level on: "quận Bình Lâm"."""
    return next((issuer[at:] for at, word in enumerate(issuer) if word in _LEVELS), ())


def _one_run(asked: set[str], query: Query) -> bool:
    """Whether the words asked about stand together in the question."""
    at = [i for i, word in enumerate(folded_words(query.text)) if word in asked]
    return bool(at) and at[-1] - at[0] < len(at) + 1


def _signed(one: Directive, asked: set[str], query: Query, archive: Archive) -> Draft:
    """A signer confirmed by name, or by office where the office is printed."""
    if not one.signers:
        return Draft((), 0.0, Reason.NOT_STATED)
    issuer = one.issuer.value if one.issuer else ""
    offices = [folded_words(f"{s.capacity} {issuer}") for s in one.signers if s.capacity]
    first = next((word for word in folded_words(query.text) if word in asked), "")
    # A deputy, or the head of a department of theirs, has the words of a chairman or minister, too: the rank stands first.
    yes = any(asked <= set(folded_words(s.name)) for s in one.signers) or any(
        asked <= set(office) and office[0] == first for office in offices
    )
    if not yes and not persons(query.text) and len(offices) < len(one.signers):
        return Draft((), 0.0, Reason.NOT_STATED)  # an office is asked, and none is printed
    said = ", ".join(f"{s.name} ({s.capacity})" if s.capacity else s.name for s in one.signers)
    return _said(yes, said, one, [span for s in one.signers for span in s.spans], archive)


def _of_mention(
    references: Sequence[Reference], folded: str, asked: set[str], query: Query, archive: Archive
) -> Draft | None:
    days = dates_in(query.text)
    if days and (told := next((r for r in references if r.date), None)) and told.date:
        return _mention(told.date in days, spoken_date(told.date), told, archive)
    if _ISSUED.search(folded) and asked:
        owned = max((r for r in references if r.issuer), key=lambda r: len(r.issuer or ""), default=None)
        if owned is None or not owned.issuer:
            return Draft((), 0.0, Reason.NOT_STATED)
        return _mention(_names(owned.issuer, asked, query), owned.issuer, owned, archive)
    return Draft((), 0.0, Reason.NOT_STATED) if _SIGNED.search(folded) else None


def _follows(query: Query, archive: Archive) -> Draft:
    """Whether the first document, or one the body named issued, mentions the other."""
    groups = [group for group in query.groups if group.explicit]
    from_ids = (
        set(groups[0].directives or ()) if len(groups) == 2 and not groups[0].references else set(query.scope.named)
    )
    other = groups[-1]
    numbers = {r.number for r in other.references}
    if not other.references:
        numbers = {field.value for i in other.directives or () if (field := archive.directives[i].number)}
    found = [r for r in archive.references if r.directive in from_ids and r.number in numbers]
    best = next((r for r in found if r.relation != "mentions"), found[0] if found else None)
    if best is None:
        return Draft((), 0.0, Reason.NOT_STATED)
    text = archive.source(best.file).text[best.span.start : best.span.end]
    return _mention(True, " ".join(text.split()), best, archive)


def _order(pair: Sequence[Scope], folded: str, archive: Archive) -> Draft:
    told = [dated for group in pair if (dated := day_of(group, archive))]
    if len(told) != 2:
        return Draft((), 0.0, Reason.NOT_STATED)
    (one, cited, first), (other, beside, second) = told
    if _SAME_DAY.search(folded):
        yes = first == second
    else:
        yes = first < second if re.search(r"\btruoc\b", folded) else first > second
    said = f"{one} ngày {spoken_date(first)}, {other} ngày {spoken_date(second)}"
    return Draft((Statement(f"{'Có' if yes else 'Không'}: {said}", (cited, beside)),), CERTAIN)


def _said(yes: bool, text: str, one: Directive, fields: Sequence[Field | Span], archive: Archive) -> Draft:
    spans = [field if isinstance(field, Span) else field.span for field in fields]
    cited = tuple(dict.fromkeys(c for span in spans if (c := _cite(one, span, archive))))
    if not cited:
        return Draft((), 0.0, Reason.NOT_STATED)
    return Draft((Statement(f"{'Có' if yes else 'Không'}: {text}", cited),), CERTAIN)


def _mention(yes: bool, text: str, one: Reference, archive: Archive) -> Draft:
    clause = archive.clause_at(one.file, one.span.start, one.span.end)
    if clause is None:
        return Draft((), 0.0, Reason.NOT_STATED)
    cited = citation(clause, archive.directives[clause.directive])
    return Draft((Statement(f"{'Có' if yes else 'Không'}: {text}", (cited,)),), CERTAIN)


def _cite(one: Directive, span: Span, archive: Archive) -> Citation | None:
    clause = archive.clause_at(one.file, span.start, span.end)
    return citation(clause, archive.directives[clause.directive]) if clause else None
