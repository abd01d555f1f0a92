"""How much of a labelled archive is read right: number, kind and date of each document, and the documents it names.

The labels (``labels.jsonl``) were written by others, and loosely: a document's name is ``{digits}_{year}_{symbols}``, a law's
is its words and year in any order, a letter's symbol is CV with the office that wrote it. Both sides are brought to the same
form; what the form does not settle is compared as it is. Relations count once for each label.

    python -m eval.reading.labels FOLDER
"""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.reading.measure import Measure, report, share
from index.parse import parse
from index.parsing.relations import key_of
from index.read import find, read
from index.text import fold, folded_words
from index.types import Directive, Parsed, Reference, Relation

LEAST_FIELDS, LEAST_RELATIONS = 0.95, 0.80
# What a label's relation may be called in our terms: the labels say "replaces" of what is repealed, too.
SAME: dict[str, frozenset[Relation]] = {
    "replaces": frozenset({Relation.REPLACES, Relation.REPEALS}),
    "replaced_by": frozenset({Relation.REPLACES, Relation.REPEALS}),
    "replaces_partially": frozenset({Relation.REPLACES, Relation.REPEALS, Relation.AMENDS}),
    "amends": frozenset({Relation.AMENDS, Relation.SUPPLEMENTS}),
    "implements": frozenset({Relation.IMPLEMENTS, Relation.BASED_ON}),
}
_LAWS = ("bo luat", "luat", "phap lenh", "hien phap")
_NAMELESS = frozenset("luat phap lenh bo hien qh null so".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Named:
    """A label's name of a document: digits and symbols of a number, or words of a law's name; a year where it has one."""

    digits: str | None
    year: str | None
    words: frozenset[str]
    law: bool


@dataclass(frozen=True, slots=True)
class Label:
    """One relation of a label."""

    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document's label."""

    file: str
    kind: str
    date: str | None
    relations: tuple[Label, ...]


def labels(folder: Path) -> list[Labelled]:
    """The labels of ``folder/labels.jsonl``, in the order of the file."""
    found = []
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        named = tuple(Label(str(r["id"]), str(r["relationship"])) for r in record["related"] or ())
        found.append(Labelled(record["file"], record["type"], record["date"], named))
    return found


def named(label: str) -> Named:
    """``142_2008_QD_TTg``, ``1699_QĐ_TTg``, ``Luật_Nhà_ở_2005``, ``NULL_2001_LUAT_QH`` taken apart."""
    parts = [part for part in re.split(r"[_\s]+", label) if part]
    folded = [fold(part) for part in parts]
    year = next((part for part in folded[1:] if _YEAR.fullmatch(part)), None) or next(
        (part for part in folded[:1] if _YEAR.fullmatch(part) and len(folded) > 2), None
    )
    law = any(word in " ".join(folded) for word in _LAWS)
    words = frozenset(w for part in parts for w in folded_words(part) if w not in _NAMELESS and not w.isdigit())
    if law:
        return Named(None, year, words, law=True)
    digits = folded[0].lstrip("0") if folded and folded[0][:1].isdigit() else None
    return Named(digits, year, frozenset(part for part in folded[1:] if part != year), law=False)


def same_number(label: Named, number: str | None, date: str | None) -> bool:
    """Whether a printed number is the one of the label; the year is the date's where the number prints none."""
    if not number or label.digits is None:
        return False
    key = key_of(number)
    year = key.year or (date or "")[:4]
    ours = {_office(part) for part in re.split(r"[-–/\s]+", fold(number))[1:]}
    return (
        key.digits == key_of(label.digits).digits
        and (not year or not label.year or year == label.year)
        and (not key.symbol or bool({_office(word) for word in label.words} & ours))
    )


def _office(code: str) -> str:
    """A ministry's code with or without the B for "Bộ"."""
    return code.removeprefix("b") if len(code) > 2 else code


def same_document(label: Named, one: Reference) -> bool:
    """Whether a mention is of the document of the label."""
    if not label.law:
        return same_number(label, one.number, one.date)
    if one.kind is None or fold(one.kind) not in _LAWS:
        return False
    year = (one.date or "")[:4] or next(iter(_YEAR.findall(f"{one.number or ''} {one.subject or ''}")), "")
    if year and label.year and year != label.year:
        return False
    words = set(folded_words(one.subject or ""))
    if not label.words:
        return bool(year)
    return len(label.words & words) >= _LIKENESS * len(label.words)


def measure(folder: Path) -> list[Measure]:
    """Number, kind and date of the documents in ``folder``, and the relations of its labels: found, and of the right kind."""
    known = {label.file: label for label in labels(folder)}
    read_ = {c.file.rsplit("/", 1)[-1]: parse(read(c)) for c in find([folder]) if c.file.rsplit("/", 1)[-1] in known}
    wrong: dict[str, list[str]] = {name: [] for name in ("number", "kind", "date", "named", "typed")}
    relations = typed = 0
    for file, label in known.items():
        parsed = read_.get(file, Parsed((), (), ()))
        for name, right, printed in _fields(file, label, parsed.directives):
            if not right:
                wrong[name].append(f"{file}: {printed}")
        for said in label.relations:
            fitting = [r for r in parsed.references if same_document(named(said.name), r)]
            relations += 1
            if not fitting:
                wrong["named"].append(f"{file}: {said.relation} {said.name}")
            if said.relation in SAME:
                typed += 1
                if not SAME[said.relation] & {r.relation for r in fitting}:
                    told = ", ".join(sorted({r.relation.value for r in fitting})) or "not found"
                    wrong["typed"].append(f"{file}: {said.relation} {said.name}: {told}")
    total = len(known)
    return [
        *(
            share(f"labels: {name}", total - len(wrong[name]), total, LEAST_FIELDS, wrong[name])
            for name in ("number", "kind", "date")
        ),
        share("labels: relations found", relations - len(wrong["named"]), relations, LEAST_RELATIONS, wrong["named"]),
        share("labels: kind of relation", typed - len(wrong["typed"]), typed, None, wrong["typed"]),
    ]


def _fields(file: str, label: Labelled, directives: Sequence[Directive]) -> Iterable[tuple[str, bool, str | None]]:
    """Of the first document of a file: what was compared, whether it is right, and what was read."""
    first = directives[0] if directives else None
    number = first.number.value if first and first.number else None
    kind = first.kind.value if first and first.kind else None
    date = first.date.value if first and first.date else None
    yield "number", same_number(named(file.rsplit(".", 1)[0]), number, date), number
    yield "kind", kind is not None and fold(kind) == fold(label.kind), kind
    yield "date", date == label.date, date


if __name__ == "__main__":
    found = measure(Path(sys.argv[1]))
    print(report(found))
    for one in found:
        for line in one.wrong:
            print(f"{one.name}: {line}")
