"""Questions that are but a field or a part of a document named before: "Ngày nào?", "Chức vụ gì?", "Khoản 3?". Pure.

What they become is a sentence that stands by itself: ``Chỉ thị 06-CT/TU ban hành ngày nào?``.
"""

import re
from functools import cache

from index.syllables.form import bare as unmarked
from index.text import folded_words, has_marks
from rag.question.addresses import parts_of
from rag.question.cues import KIND_WORDS
from rag.question.folded import flat

_OPEN = r"^(?:(?:the|vay|con|roi|thi|va)\s+)*"
_END = r"(?:\s+(?:vay|the|a|nhi|nhe|do))*\s*[?.! ]*$"
_IT = r"(?:(?:duoc|nay|do)\s+)?"
_WHEN = r"(?:(?:vao\s+)?(?:ngay|hom|khi|luc|thang|nam)\s+(?:thang\s+nam\s+|thang\s+)?(?:nao|may|gi|bao nhieu)|bao gio)"
# In the order they are tried: the pattern of the whole question, and the sentence it becomes.
_ISSUED = (
    rf"(?:{_IT}(?:ban hanh|ra|phat hanh|ky)\s+{_WHEN}|ngay (?:thang )?(?:ban hanh|ky|ra)(?: la)?"
    r"(?: (?:ngay )?(?:nao|may|bao nhieu|gi|bao gio))?)"
)
_ROLE = r"(?:ong|ba|nguoi|dong chi|vi)?(?: (?:ay|do|nay|ta|ky))*\s*(?:giu |la |voi |lam )?chuc(?: vu| danh)?(?: la)? (?:gi|nao)"
_NUMBER = (
    r"(?:mang |co )?(?:so(?: va)? ky hieu|so hieu|so)(?: cua (?:no|van ban (?:ay|do|nay)))?"
    r"(?: (?:la )?(?:gi|may|bao nhieu|nao))?"
)
_FIELDS = (
    (_ISSUED, "{Doc} ban hành ngày nào?"),
    (_ROLE, "Người ký {doc} giữ chức vụ gì?"),
    (r"(?:do )?(?:ai|nguoi nao) (?:la nguoi )?ky|nguoi ky(?: la)?(?: ai)?|ky boi ai", "Ai ký {doc}?"),
    (r"(?:gui|kinh gui) (?:cho |den |toi )?(?:nhung |cac )?(?:ai|noi nao|dau|don vi nao|co quan nao)", "{Doc} gửi cho ai?"),
    (_NUMBER, "{Doc} mang số hiệu gì?"),
    (r"(?:ve viec|noi ve viec|ve van de|noi ve|trich yeu)(?: la)? gi", "{Doc} về việc gì?"),
)  # fmt: skip
# All that may stand beside a part of a document that is the whole question.
_SAYS_NOTHING = frozenset("the vay con thi sao nao noi gi ve quy dinh la nhu co yeu cau".split())
_WHEN_ONLY = re.compile(f"{_OPEN}{_WHEN}{_END}")


@cache
def _fields() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(f"{_OPEN}(?:{asked}){_END}"), said) for asked, said in _FIELDS)


_STILL = re.compile(
    r"^con(?=\s+(?:\S+\s+){0,6}(?:thì sao|thi sao|sao)\s*[?.!]*$|\s+\S*\d|\s+(?:công văn|cong van|mục|muc)\b)",
    re.IGNORECASE,
)


def still(text: str) -> str:
    """``text`` with the "còn" that it opens with spelt so: "con" is no child before "thì sao"."""
    return _STILL.sub(lambda m: "Còn" if m.group()[0].isupper() else "còn", text) if has_marks(text) else text


def field_of(text: str, after_a_field: bool) -> str | None:
    """The sentence that a question for a field alone becomes, the document left open; ``None`` for other questions.

    ``after_a_field``: the question before asked for a field, too; "Ngày nào?" is then the document's.
    """
    folded = flat(text)
    if after_a_field and _WHEN_ONLY.match(folded):
        return _FIELDS[0][1]
    return next((said for pattern, said in _fields() if pattern.match(folded)), None)


def asks_role(said: str) -> bool:
    """Whether it is the office of who signed."""
    return said == _FIELDS[1][1]


def part_of(text: str) -> str | None:
    """``Khoản 3`` of ``Còn khoản 3?``, where nothing else is said; of ``Mục 3 nói gì?`` too."""
    parts = parts_of(text)
    if not parts:
        return None
    left = text
    for start, end, _ in reversed(parts):
        left = left[:start] + left[end:]
    return text[parts[0][0] : parts[-1][1]] if set(folded_words(left)) <= _SAYS_NOTHING else None


def of_document(sentence: str, document: str, text: str) -> str:
    """The sentence about ``document``, without marks where neither has any."""
    kinds = ("văn bản", "van ban", *map(str.lower, KIND_WORDS.values()), *KIND_WORDS)
    called = any(f"{document.lower()} ".startswith(f"{kind} ") for kind in kinds)
    name = document if called else f"văn bản {document}"
    marked = has_marks(text) or has_marks(document)
    whole = sentence.replace("{Doc}", name[:1].upper() + name[1:]).replace("{doc}", name)
    return whole if marked else unmarked(whole)


def part_asked(part: str, document: str, text: str) -> str:
    """``Khoản 3 Quyết định 2157 nói gì?``."""
    return of_document(f"{part[:1].upper()}{part[1:]} {{doc}} nói gì?", document, text)
