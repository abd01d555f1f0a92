"""The words of a question that carry its matter."""

import re

from index.text import Token, tokens
from rag.question import cues, versions
from rag.question.scope import Found

_ASIDE = re.compile(r"\((?:không phải|trừ|khong phai|tru)[^)]*\)", re.IGNORECASE)

# "Cơ quan nào", "đơn vị gì": says that a body is asked for, and nothing of the matter ("cơ quan thường trực").
_ANY_BODY = re.compile(
    r"(?<![^\W_])(?:cơ quan|đơn vị|tổ chức|ban ngành|bộ phận|co quan|don vi|to chuc|ban nganh|bo phan)"
    r"(?=\s+(?:nào|nao|gì|gi)(?![^\W_]))",
    re.IGNORECASE,
)

# "… không nhỉ?", "… hả bạn?": how it is asked.
_SPOKEN = re.compile(
    r"(?<=\s)(?:vậy|thế|ạ|à|nhỉ|nhé|hả|hở|chứ|hen|vay|nhi|nhe)(?:\s+(?:vậy|ạ|à|nhỉ|bạn|anh|chị|em|vay|nhi|ban))*\s*[?.!]*\s*$",
    re.IGNORECASE,
)

# "Làm gì tiếp theo?", "việc nào trước tiên?": asks for a place in an order.
_ORDER = re.compile(
    r"(?<=\s)(?:(?:gì|nào|sao|gi|nao) )?(?:trước tiên|trước hết|đầu tiên|kế tiếp|tiếp theo|tiếp|truoc tien|truoc het"
    r"|dau tien|ke tiep"
    r"|tiep theo|tiep)\s*[?.!]*\s*$"
    r"|(?:bước|việc|khâu|buoc|viec|khau) (?:kế tiếp|tiếp theo|đầu tiên|trước tiên|ke tiep|tiep theo"
    r"|dau tien|truoc tien)(?![^\W_])",
    re.IGNORECASE,
)

# "Quy định ban hành kèm theo Quyết định 5/2020": says where the rule is printed.
_CARRIED = re.compile(r"(?<![^\W_])(?:được )?ban hành (?:kèm theo|kèm|cùng với|cùng|theo)(?![^\W_])", re.IGNORECASE)


def content(text: str, found: Found, marks: bool) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The syllables that carry matter (no question words, none that only set the scope), and which of them are neighbours."""
    aside = [
        match.span()
        for pattern in (_ASIDE, cues.ACTING, _ANY_BODY, _SPOKEN, _ORDER, _CARRIED)
        for match in pattern.finditer(text)
    ]
    aside += versions.spans(text)
    kept: dict[int, str] = {}
    for at, token in enumerate(tokens(text)):
        out = any(start <= token.start < end for start, end in aside)
        if at not in found.used and not out and not _is_stop(text, token, marks) and not _in_kind(token.folded):
            kept[at] = token.accented if marks else token.folded
    return tuple(kept.values()), tuple((kept[at], kept[at + 1]) for at in kept if at + 1 in kept)


def _is_stop(text: str, token: Token, marks: bool) -> bool:
    raw = text[token.start : token.end].lower()
    return raw in cues.STOP if marks else token.folded in cues.STOP_FOLDED


def _in_kind(word: str) -> bool:
    return word in ("cv", "ct", "tb", "qd", "nq", "kh", "kl")
