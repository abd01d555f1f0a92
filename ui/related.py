"""The other documents that a directive names, each once."""

from collections.abc import Sequence
from dataclasses import replace

from index.text import folded_words
from index.types import Directive, Reference, Relation
from ui.lookup import parts

_Key = tuple[str | None, ...]


def relations(directive: Directive, references: Sequence[Reference]) -> list[Reference]:
    """What ``directive`` names, of the archive's ``references``, in the order of the text: one for each relation and document.

    A mention without a date has the date that the text gives this number elsewhere, if it gives one only; a bare
    "mentions" goes where the same document is also, say, implemented. A law without a number is known by its name.
    """
    own = parts(directive.number.value) if directive.number else ()
    named = [r for r in references if r.directive == directive.id and (r.number is None or parts(r.number) != own)]
    dates: dict[_Key, set[str]] = {}
    for r in named:
        dates.setdefault(_key(r), set()).update({r.date} if r.date else ())
    found: dict[tuple[Relation, _Key, str | None], Reference] = {}
    for r in named:
        known = dates[_key(r)]
        date = r.date or (next(iter(known)) if len(known) == 1 else None)
        known_one = found.setdefault((r.relation, _key(r), date), replace(r, date=date))
        if known_one.target is None and r.target is not None:
            found[r.relation, _key(r), date] = replace(known_one, target=r.target)
    fuller = {key[1:] for key in found if key[0] is not Relation.MENTIONS}
    return [r for key, r in found.items() if key[0] is not Relation.MENTIONS or key[1:] not in fuller]


def _key(reference: Reference) -> _Key:
    if reference.number:
        return (reference.number,)
    return (None, reference.kind, " ".join(folded_words(reference.subject or "")))
