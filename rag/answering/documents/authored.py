"""Whose the document asked for must be: "Sở Y tế đề nghị … bằng công văn nào?" asks for one of Sở Y tế's own, nobody else's."""

import re
from collections.abc import Collection

from index.archive import Archive
from index.text import folded_words
from index.types import Reference
from rag.answering.documents.described import codes
from rag.question.cues import DOCUMENT, OLD

# Who writes to somebody else, and by what, at the end of the question.
_BODY = (
    r"(?:uy ban|ubnd|bo|so_?|phong|quan|huyen|tinh|thanh|xa|phuong|thi tran|dang uy|chu tich|thu tuong|chinh phu|thuong truc"
    r"|hoi dong|hoi|mat tran|cuc|chi cuc|vien|truong_?|cong ty|cong an|trung tam|van phong|ban)"
)
_VERB = r"(?:hoi|de nghi|xin|kien nghi|trinh|tra loi|phuc dap|gui|yeu cau|chuyen|thong bao|huong dan|chi dao|giao|nhac|dong y)"
_WRITES = re.compile(
    rf"^(?:the |vay |con )*(?P<who>{_BODY}(?: [a-z]+){{0,9}}?) (?:da |co |vua )?{_VERB}\b"
    rf".* (?:bang|qua) (?:cac |nhung )?{DOCUMENT}{OLD} (?:nao|gi|so (?:may|nao|bao nhieu))[ ?.]*$"
)
# What every body of a level is called: the rest of a name tells one from another.
_SHARED = frozenset(
    "uy ban nhan dan ubnd hdnd bo so phong quan huyen tinh thanh pho xa phuong thi tran dang chu tich thuong truc hoi dong"
    " cuc chi vien truong cong ty an trung tam van".split()
)
# The issuer may stand so far before a mention: "Bộ Quốc phòng đã có Công văn số …".
_BEFORE = 70


def writer(folded: str) -> tuple[str, ...]:
    """The folded words of the body that wrote the document asked for; empty where the question says of none."""
    found = _WRITES.match(folded)
    return tuple(found["who"].replace("_", "").split()) if found else ()


def is_by(who: tuple[str, ...], told: str) -> bool:
    """Whether the body ``who`` is one that ``told`` names: most of what tells its name from others', or, where either names but a
    level, all that is said of that."""
    words = set(folded_words(told))
    own = [word for word in who if word not in _SHARED]
    if not own or (words and words <= _SHARED):
        return words.issuperset(word for word in who if word in _SHARED)
    return 2 * sum(word in words for word in own) > len(own)


def mention_by(who: tuple[str, ...], one: Reference, archive: Archive) -> bool:
    """Whether a document mentioned is the body's: by its issuer, its symbol or, where these do not tell, the words before it."""
    issuer = f"{one.issuer or ''} {codes(one.number or '')}".strip()
    before = archive.source(one.file).text[max(0, one.span.start - _BEFORE) : one.span.start]
    return is_by(who, issuer) if one.issuer else is_by(who, f"{issuer} {before}")


def writes_here(who: tuple[str, ...], kinds: Collection[str], archive: Archive) -> bool:
    """Whether any of the archive's own documents is the body's and of one of ``kinds``, or of whatever kind where that is empty."""
    own = (d for d in archive.directives if not kinds or (d.kind and d.kind.value in kinds))
    return any(is_by(who, d.issuer.value) for d in own if d.issuer)
