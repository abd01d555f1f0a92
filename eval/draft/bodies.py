"""Who is named in a sentence that can be asked about, and how: whom it charges, what is done together, the question word."""

import re

from rag.duties.bodies import HEAD, OFFICES, VERB, any_of, begins_duty, is_name, split_names

__all__ = [
    "CHARGES",
    "DOES",
    "HEAD",
    "OVER",
    "TOGETHER",
    "VERB",
    "asks_who",
    "begins_duty",
    "begins_with_name",
    "is_name",
    "rows",
    "split_names",
]

# A body and what it does: "Bộ Tài chính có trách nhiệm …".
DOES = re.compile(rf"^(?P<who>{HEAD}\b[^.;:()]{{0,110}}?),? (?P<does>{VERB}\b.+)$")
# "Giao Sở Y tế …", "Đề nghị Công an phường …": whom the directive charges.
CHARGES = re.compile(
    rf"^(?P<verb>Giao(?: cho)?|Đề nghị|Yêu cầu) (?P<who>{HEAD}\b[^.;:()]{{0,110}}?),? (?P<does>{VERB}\b.+)$"
)
# A line that only names a body, over what it has to do: "b) Bộ Kế hoạch và Đầu tư:", "Trách nhiệm của Bộ Xây dựng".
OVER = re.compile(rf"^(?:(?:Giao|Trách nhiệm của|Nhiệm vụ của|Đối với) )?(?P<who>{HEAD}\b[^.;:()]{{0,110}}?)\s*:?$")
TOGETHER = re.compile(
    rf"^(?P<before>.*?)\bchủ trì,? (?:và )?phối hợp (?:với|cùng) (?P<others>{HEAD}\b.+?),? (?P<does>{VERB}\b.+)$"
)
_PERSON = re.compile(rf"^(?:Các |các )?(?:{any_of(OFFICES)})\b")
_BEGINS = re.compile(rf"^{HEAD}\b")


def begins_with_name(words: str) -> bool:
    """Whether the first word belongs to a name and keeps its capital."""
    return bool(_BEGINS.match(words))


def asks_who(body: str) -> str:
    """The question word that fits: ``ai`` for an office, ``cơ quan nào`` for a body."""
    return "ai" if _PERSON.match(body) else "cơ quan nào"


def rows(body: str) -> tuple[tuple[str, ...], ...]:
    """The accepted forms of one body."""
    short = re.sub(r"^(?:Các|các) ", "", body)
    return ((body,),) if short == body or short[:1].islower() else ((body,), (short,))
