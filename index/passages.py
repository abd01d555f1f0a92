"""What is encoded and searched for each clause: its words with the line of its document and its headings before them.

"Hoàn thành trước ngày 04/9/2021" belongs to nobody by itself. The added words are for finding only; a quotation never
holds them. Long clauses are cut into windows at sentence ends, because encoders see 512 tokens at most.
"""

import re

from index.text import plain
from index.types import Clause, Directive, Role

WINDOW_SYLLABLES = 150
# A longer subject is cut: it would drown the clause.
SUBJECT_SYLLABLES = 30
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+(?=\S)")


def describe(directive: Directive) -> str:
    """``Quận ủy Hà Đông, Công văn 667-CV/QU ngày 02/9/2021.`` from whatever fields are known."""
    kind = directive.kind.value if directive.kind else ""
    number = directive.number.value if directive.number else ""
    date = f"ngày {spoken_date(directive.date.value)}" if directive.date else ""
    body = " ".join(part for part in (kind, number, date) if part)
    issuer = directive.issuer.value if directive.issuer else ""
    return ", ".join(part for part in (issuer, body) if part) + "." if issuer or body else ""


def spoken_date(iso: str) -> str:
    """``2021-09-02`` as people in an office write it, ``02/9/2021``: the day in two figures, January and February too."""
    year, month, day = iso.split("-")
    return f"{day}/{month if int(month) < 3 else int(month)}/{year}"


def context(clause: Clause, directive: Directive) -> str:
    """The words put before the clause's own: document line, what the document is about, then headings."""
    about = directive.subject.value if directive.subject else ""
    if clause.role is Role.HEADER or any(about in heading for heading in clause.headings):
        about = ""  # it is said there
    return " ".join([describe(directive), *about.split()[:SUBJECT_SYLLABLES], *clause.headings]).strip()


def windows(clause: Clause, directive: Directive, contextual: bool = True) -> list[str]:
    """The texts to encode for one clause, at least one; each is the context followed by a stretch of the clause.

    Not ``contextual``: without the context, to measure what it is worth.
    """
    before = context(clause, directive) if contextual else ""
    pieces: list[list[str]] = [[]]
    for sentence in _SENTENCE.split(plain(clause.text)):
        words = sentence.split()
        while words:
            room = WINDOW_SYLLABLES - len(pieces[-1])
            if len(words) > room and pieces[-1]:
                pieces.append([])
                continue
            pieces[-1] += words[:WINDOW_SYLLABLES]
            words = words[WINDOW_SYLLABLES:]
    return [f"{before} {' '.join(piece)}".strip() for piece in pieces if piece] or [before or clause.text]
