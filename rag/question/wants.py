"""What a question asks for: the type of thing, the field of a document, what is counted."""

import re

from index.text import tokens
from rag.question import cues
from rag.question.scope import Found
from rag.question.source_named import without_source
from rag.types import Facet, Want

# "Đơn vị nào trông coi xem tiền có phát đúng không": what is looked at is asked by them, not by the question. Bounded, so that
# the time taken grows with the text.
_LOOKED_AT = re.compile(
    r"(\b(?:nao|ai|gi|dau|may|bao nhieu|bao gio)\b.{0,120}?) (?:de )?(?:xem(?: xet)?|coi|xac dinh|xac minh|kiem tra(?: xem)?|biet)"
    r" (?:[a-z]+ ){1,8}?(?:co|da|con|duoc|bi) .{0,120}\b(?:khong|chua|ko)[ ?.!]*$"
)


def want_of(folded: str) -> Want:
    """The type of thing asked for."""
    main = _LOOKED_AT.sub(r"\1", without_source(re.sub(r"\([^)]*\)", "", folded)))
    return next((want for want, cue in cues.WANTS if cue.search(main)), Want.TEXT)


_NO_UNIT = frozenset("khi theo ở là để cho trong thì và với từ đến được mỗi nào thế cần phải một số của".split())
# Without marks "cho" may be "chỗ", "o" may be "ổ": fewer words are ruled out.
_NO_UNIT_FOLDED = frozenset("khi theo la de trong thi va voi duoc nao the phai cua".split())

# What a number may be told in, before what it counts.
MULTIPLES = frozenset("chuc tram nghin ngan van trieu ty ti".split())


def units_of(text: str, marks: bool) -> tuple[str, ...]:
    """What is counted in ``bao nhiêu giường và mấy mét``: the one or two folded syllables after each question word."""
    found = tokens(text)
    raw = [text[token.start : token.end].lower() for token in found]
    none = _NO_UNIT if marks else _NO_UNIT_FOLDED
    units = []
    for at, token in enumerate(found):
        asks = token.folded == "nhieu" and at and found[at - 1].folded == "bao"
        asks = asks or (token.folded == "may" and (not marks or raw[at] in ("mấy", "may")))
        if asks and at + 1 < len(found) and raw[at + 1] not in none:
            # "mấy nghìn giường" counts beds
            first = (
                at + 2
                if found[at + 1].folded in MULTIPLES and raw[at + 2 : at + 3] not in ([], ["đồng"], ["đô"])
                else at + 1
            )
            units.append(" ".join(t.folded for t in found[first : first + 2]))
        elif asks and [t.folded for t in found[max(0, at - 3) : at - 1]] == ["khoang", "cach"]:
            units.append("m")
    return tuple(dict.fromkeys(units))


def facets_of(folded: str, found: Found) -> tuple[Facet, ...]:
    """The fields of a document that are asked for; empty when the question is about what a document says."""
    if not _has_target(folded, found) or cues.CITED.search(folded):
        return ()
    # Its number is given: neither the number nor a list is what is asked.
    named = found.scope.explicit and not found.scope.by_date
    other_number = cues.TELEPHONE.search(folded) or cues.IN_A_STREET.search(folded)
    empowered = re.search(r"\buy quyen k[yi]\b", folded)  # … to sign something else
    return tuple(
        facet for facet, cue in cues.FACETS
        if cue.search(folded) and not (named and facet in (Facet.NUMBER, Facet.LISTING, Facet.COUNT))
        and not (empowered and facet is Facet.SIGNER) and not (other_number and facet is Facet.NUMBER)
    )  # fmt: skip


def _has_target(folded: str, found: Found) -> bool:
    """Whether the question speaks of a document as such."""
    scope = found.scope
    return bool(
        scope.explicit or scope.unknown_numbers or found.kinds or re.search(rf"\b{cues.DOCUMENT}\b", folded) or "kho " in folded
        or (scope.names and re.search(r"\b(?:ban hanh|(?<!dang )ky)\b", folded)) or scope.signers
    )  # fmt: skip
