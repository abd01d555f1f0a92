"""The document a question names behind the words that ask: "… có được nhận quà không theo Nghị định 63?". Pure."""

import re

from index.text import fold
from rag.question.cues import KIND_WORDS

_KINDS = "|".join(
    sorted({form for kind in KIND_WORDS.values() for form in (kind.lower(), fold(kind))}, key=len, reverse=True)
)
_ASKS = r"không|chưa|khong|chua|ko|hay không"
_BEHIND = re.compile(
    rf"(?<![^\W_])(?P<asks>{_ASKS})[\s,]+"
    r"(?:theo|trong|tại|ở|căn cứ(?: vào| theo)?|chiếu theo|tai|o|can cu(?: vao| theo)?|chieu theo)\s+"
    rf"(?:(?:các|cac|bản|ban|văn bản|van ban)\s+)?(?:{_KINDS}|văn bản|van ban|cv|ct|tb|qđ|qd|nq|kh|kl|nđ|nd)(?![^\W_])"
    r"(?!\s+(?:nào|gì|số mấy|nao|gi|so may))[^?!]{0,160}$",
    re.IGNORECASE,
)


_MODAL = re.compile(
    r"(?<![^\W_])(?:có|còn|đã|được|phải|bị|cần|là|co|con|da|duoc|phai|bi|can|la)(?![^\W_])", re.IGNORECASE
)
_ASKS_ON = re.compile(rf"(?<![^\W_])(?:{_ASKS}|nào|gì|ai|sao|nao|gi)(?![^\W_])", re.IGNORECASE)


def without_source(text: str) -> str:
    """``text`` up to the words that ask, where only the document that is to tell stands behind them; else ``text``."""
    bare = text.rstrip(" ?.!")
    found = _BEHIND.search(bare)
    if found is None or not _MODAL.search(bare, 0, found.start()) or _ASKS_ON.search(bare, found.end("asks")):
        return text
    return bare[: found.end("asks")]
