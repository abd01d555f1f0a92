"""Directives, clauses and references as rows of SQLite, and back. Plain values and JSON only: loading runs no code."""

import json
import sqlite3
from collections.abc import Iterable

from index.abbreviations import Abbreviation
from index.types import (
    Clause,
    Directive,
    Field,
    Note,
    Place,
    Recipient,
    Reference,
    Relation,
    Role,
    Signer,
    Source,
    Span,
)

SCHEMA = """
CREATE TABLE sources (
    file TEXT PRIMARY KEY, sha256 TEXT NOT NULL, format TEXT NOT NULL, text TEXT NOT NULL, notes TEXT NOT NULL
);
CREATE TABLE places (file TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE directives (id INTEGER PRIMARY KEY, file TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE clauses (
    id INTEGER PRIMARY KEY, directive INTEGER NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL, role TEXT NOT NULL, address TEXT NOT NULL, headings TEXT NOT NULL, parent INTEGER
);
CREATE INDEX clauses_directive ON clauses (directive);
CREATE TABLE mentions (file TEXT NOT NULL, directive INTEGER NOT NULL, record TEXT NOT NULL);
CREATE TABLE abbreviations (
    short TEXT PRIMARY KEY, long TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
"""
_FIELDS = (
    "number",
    "kind",
    "issuer",
    "parent",
    "place",
    "date",
    "subject",
    "urgency",
    "secrecy",
    "effective",
    "expires",
)


def insert(
    base: sqlite3.Connection,
    sources: Iterable[Source],
    directives: Iterable[Directive],
    clauses: Iterable[Clause],
    references: Iterable[Reference],
) -> None:
    """Fills an empty database made with :data:`SCHEMA`."""
    for s in sources:  # once, as they may come from a generator
        notes = json.dumps([[n.vi, n.en] for n in s.notes], ensure_ascii=False)
        base.execute("INSERT INTO sources VALUES (?,?,?,?,?)", (s.file, s.sha256, s.format, s.text, notes))
        if s.places:
            base.execute("INSERT INTO places VALUES (?,?)", (s.file, _places_out(s.places)))
    base.executemany("INSERT INTO directives VALUES (?,?,?)", ((d.id, d.file, _directive_out(d)) for d in directives))
    base.executemany(
        "INSERT INTO clauses VALUES (?,?,?,?,?,?,?,?,?,?)",
        (
            (
                c.id,
                c.directive,
                c.file,
                c.start,
                c.end,
                c.text,
                c.role.value,
                c.address,
                json.dumps(c.headings),
                c.parent,
            )
            for c in clauses
        ),
    )
    base.executemany(
        "INSERT INTO mentions VALUES (?,?,?)", ((r.file, r.directive, _reference_out(r)) for r in references)
    )


def insert_abbreviations(base: sqlite3.Connection, abbreviations: Iterable[Abbreviation]) -> None:
    """Adds what the documents introduce (:mod:`index.abbreviations`)."""
    rows = ((a.short, a.long, a.file, a.span.start, a.span.end) for a in abbreviations)
    base.executemany("INSERT OR IGNORE INTO abbreviations VALUES (?,?,?,?,?)", rows)


def _field_out(field: Field | None) -> list[object] | None:
    return [field.value, field.span.start, field.span.end] if field else None


def _field_in(value: tuple[str, int, int] | None) -> Field | None:
    return Field(value[0], Span(value[1], value[2])) if value else None


def _directive_out(directive: Directive) -> str:
    record = {name: _field_out(getattr(directive, name)) for name in _FIELDS} | {
        "span": [directive.start, directive.end],
        "addressees": [_field_out(f) for f in directive.addressees],
        "recipients": [[r.value, r.purpose, r.span.start, r.span.end] for r in directive.recipients],
        "signers": [[s.name, s.capacity, s.authority, s.span.start, s.span.end] for s in directive.signers],
    }
    return json.dumps(record, ensure_ascii=False)


def directive_in(number: int, file: str, text: str) -> Directive:
    """A directive from its row."""
    record = json.loads(text)
    start, end = record["span"]
    known = {name: _field_in(record[name]) for name in _FIELDS}
    people = tuple(
        Signer(name, capacity, authority, Span(a, b)) for name, capacity, authority, a, b in record["signers"]
    )
    addressees = tuple(field for value in record["addressees"] if (field := _field_in(value)))
    recipients = tuple(Recipient(value, Span(a, b), purpose) for value, purpose, a, b in record["recipients"])
    return Directive(number, file, start, end, addressees=addressees, recipients=recipients, signers=people, **known)


def clause_in(row: tuple[int, int, str, int, int, str, str, str, str, int | None]) -> Clause:
    """A clause from its row."""
    number, directive, file, start, end, text, role, address, headings, parent = row
    return Clause(number, directive, file, start, end, text, Role(role), address, tuple(json.loads(headings)), parent)


def _reference_out(reference: Reference) -> str:
    r = reference
    cue = [r.cue.start, r.cue.end] if r.cue else None
    return json.dumps(
        [r.kind, r.number, r.date, r.issuer, r.subject, r.relation.value, r.span.start, r.span.end, cue, r.target],
        ensure_ascii=False,
    )


def reference_in(file: str, directive: int, text: str) -> Reference:
    """A reference from its row."""
    kind, number, date, issuer, subject, relation, start, end, cue, target = json.loads(text)
    return Reference(
        file, directive, kind, number, date, issuer, subject, Relation(relation), Span(start, end),
        Span(*cue) if cue else None, target,
    )  # fmt: skip


def _places_out(places: Iterable[Place]) -> str:
    return json.dumps([[p.start, p.end, p.page, *(round(x, 1) for x in p.box), p.confidence] for p in places])


def places_in(text: str) -> tuple[Place, ...]:
    """The places of one source from their row."""
    return tuple(Place(a, b, page, (x0, y0, x1, y1), sure) for a, b, page, x0, y0, x1, y1, sure in json.loads(text))


def notes_in(text: str) -> tuple[Note, ...]:
    """The notes of one source from their column."""
    return tuple(Note(vi, en) for vi, en in json.loads(text))
