"""What a question calls a document: its number, kind, issuer, date or subject, whatever means it and no other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from eval.draft.types import Name, Tells
from eval.draft.words import lowered, torn
from index.text import fold, plain
from index.types import Directive, Reference

# A subject of more words is too long to be said, but where there is no number it must do.
_LONGEST, _ONLY = 22, 32
_DIGITS = re.compile(r"^(\d+)(?:/((?:19|20)\d\d))?")
# Subjects that begin so are things to be done: "về việc hướng dẫn …"; others are what it is about: "về chế độ …".
_DOING = re.compile(
    r"^(?:quy định|hướng dẫn|ban hành|thực hiện|công bố|sửa đổi|bổ sung|hỗ trợ|triển khai|điều chỉnh|giải quyết|xây dựng|nâng|"
    r"tăng cường|tiếp tục|khẩn trương|phê duyệt|thành lập|tổ chức|cấp|phối hợp|báo cáo|đề nghị|kiện toàn|giao|phân công)\b",
    re.IGNORECASE,
)
# … unless they are what such a document does: "Nghị định sửa đổi …", "Công văn hướng dẫn …".
_RULING = re.compile(r"^(?:quy định|hướng dẫn|ban hành|công bố|sửa đổi|phê duyệt)\b")
# "Kế hoạch thực hiện …", "Quy chế quản lý …": the subject follows the kind without "về".
_PLANS = re.compile(
    r"^(?:kế hoạch|quy chế|quy định|đề án|chương trình|phương án|hướng dẫn|danh mục|phụ lục)$", re.IGNORECASE
)
_SUBJECT = frozenset({Tells.SUBJECT, Tells.KIND})


def names_of(directives: Sequence[Directive], references: Sequence[Reference]) -> dict[int, tuple[Name, ...]]:
    """The names of each directive (by id) that fit no other directive, and no other document that is cited."""
    every = {directive.id: list(_names(directive)) for directive in directives}
    used = Counter(fold(name.text) for names in every.values() for name in names)
    dates: dict[tuple[str, str], set[str]] = {}
    for kind, date, number in _dated(directives, references):
        dates.setdefault((fold(kind), date), set()).add(fold(number))
    subjects: dict[tuple[str, str], set[str | None]] = {}
    for reference in references:
        if reference.kind and reference.subject:
            meant = str(reference.target) if reference.target is not None else reference.number or reference.date
            subjects.setdefault((fold(reference.kind), fold(plain(reference.subject))), set()).add(meant)

    def fits(directive: Directive, name: Name) -> bool:
        if Tells.DATE in name.tells:
            return _alone(directive, dates)
        if Tells.SUBJECT in name.tells and directive.kind and directive.subject:
            key = (fold(directive.kind.value), fold(plain(directive.subject.value)))
            return subjects.get(key, set()) <= {str(directive.id), None}
        return True

    return {
        directive.id: tuple(n for n in every[directive.id] if used[fold(n.text)] == 1 and fits(directive, n))
        for directive in directives
    }


def _dated(directives: Iterable[Directive], references: Iterable[Reference]) -> Iterator[tuple[str, str, str]]:
    for directive in directives:
        if directive.kind and directive.date and directive.number:
            yield directive.kind.value, directive.date.value, directive.number.value
    for reference in references:
        if reference.kind and reference.date and reference.number:
            yield reference.kind, reference.date, reference.number


def _alone(directive: Directive, dates: dict[tuple[str, str], set[str]]) -> bool:
    """Whether no other number of its kind and day is known."""
    assert directive.kind
    assert directive.date
    return len(dates.get((fold(directive.kind.value), directive.date.value), ())) <= 1


def _names(directive: Directive) -> Iterator[Name]:
    kind = _kind(directive)
    issuer = plain(directive.issuer.value).replace("; ", " và ") if directive.issuer else ""
    if torn(issuer) or len(issuer.split()) > 12:
        issuer = ""
    if directive.number and not torn(directive.number.value):
        number = directive.number.value
        numbered = frozenset({Tells.NUMBER, Tells.KIND})
        yield Name(f"{kind} {number}", numbered)
        yield Name(f"{kind} số {number}", numbered)
        if issuer and (digits := _DIGITS.match(number)):
            short = "/".join(filter(None, digits.groups()))
            yield Name(f"{kind} số {short} của {issuer}", numbered | {Tells.ISSUER})
    if directive.date and issuer and directive.kind:
        year, month, day = map(int, directive.date.value.split("-"))
        told = frozenset({Tells.KIND, Tells.DATE, Tells.ISSUER})
        yield Name(f"{kind} ngày {day}/{month}/{year} của {issuer}", told)
    subject = plain(directive.subject.value) if directive.subject else ""
    if directive.kind and 3 <= len(subject.split()) <= (_LONGEST if directive.number else _ONLY) and not torn(subject):
        yield Name(f"{kind} {_about(kind, subject)}", _SUBJECT)


def is_merged(directive: Directive) -> bool:
    """Whether it is a *văn bản hợp nhất*: a decree or circular with its amendments worked in."""
    return bool(directive.number and "VBHN" in directive.number.value)


def _kind(directive: Directive) -> str:
    if is_merged(directive):
        return "Văn bản hợp nhất"
    return directive.kind.value if directive.kind else "Văn bản"


def _about(kind: str, subject: str) -> str:
    words = lowered(re.sub(r"^(?:về(?: việc)?|v/v:?) ", "", subject, flags=re.IGNORECASE))
    if _PLANS.match(kind) or _RULING.match(words):
        return words
    return f"về việc {words}" if _DOING.match(words) else f"về {words}"
