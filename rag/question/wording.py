"""The words of a question as they are searched: typed → cleaned → keyboard slips → abbreviations → marks → spelling.

Each step takes a text and gives it changed, with what it changed (:class:`rag.types.Change`), so that it can be shown.
"""

import re

from index.archive import Archive
from index.text import nfc
from rag.types import HYBRID, Change, Retrieval

_SPACES = re.compile(r"\s+")
# Chat spellings with one reading; whole words only.
_SHORTHAND = {
    "j": "gì", "ko": "không", "kg": "không", "hok": "không", "dc": "được", "đc": "được", "ntn": "như thế nào",
    "nhữg": "những", "đảg": "đảng", "cs": "chính sách", "bn": "bao nhiêu", "kí": "ký", "vs": "với", "bgio": "bao giờ",
    "sluc": "sao lục", "slục": "sao lục",
}  # fmt: skip


# Other words for the same thing, as directives write it.
_SAME = (
    ("trang web", "website"),
    ("trang mạng", "website"),
    ("hạn chót", "thời hạn"),
    ("chích ngừa", "tiêm"),
    ("thuốc chủng ngừa", "vắc xin"),
)
_POLITE = re.compile(
    r"^(?=(?:xin|cho|vui lòng|làm ơn|kính|đề nghị|đồng chí|anh|chị|bạn|em|tôi|mình)\b)"
    r"(?:(?:xin|cho|vui lòng|làm ơn|kính)\s+)*(?:đề nghị|đồng chí|anh|chị|bạn|em|tôi|mình|xin|cho)?\s*"
    r"(?:(?:muốn\s+)?(?:hỏi|biết)|cho\s+(?:tôi\s+|em\s+|mình\s+)?(?:hỏi|biết|xin))\b[\s,:]*(?:là\s+|rằng\s+)?(?=\S)",
    re.IGNORECASE,
)


def clean(question: str) -> str:
    """NFC, single blanks, chat spellings spelt out, "xin hỏi" and the like left out."""
    words = _SPACES.sub(" ", nfc(question).replace("\0", " ")).strip().split(" ")
    said = " ".join(_SHORTHAND.get(word.lower(), word) for word in words)
    for other, ours in _SAME:
        said = re.sub(rf"(?i)\b{other}\b", ours, said)
    return _POLITE.sub("", said, count=1) or said


def reword(question: str, archive: Archive, how: Retrieval = HYBRID) -> tuple[str, tuple[Change, ...]]:
    """``question`` as it is searched in ``archive``, and what was changed in it."""
    return clean(question), ()
