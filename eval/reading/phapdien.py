"""38,919 real articles of law: does the parser read them all, and does it count khoản and điểm as a person does?

``phapdien_sample.tsv`` holds fifty articles that were read and counted by hand: its id, how many khoản and điểm of its own
the article has (those of a law it quotes or amends are that law's), and what is peculiar about it. The articles
themselves stay in ``../shared``: no licence is stated for them.
"""

import csv
import json
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path

from eval.reading.measure import Measure, share
from index.parse import parse
from index.types import Parsed, Role, Source

ARTICLES = 38_919
_ARTICLE = re.compile(r"Điều\s+\d+\w?")
# A number that comes again in the same article has its turn behind it: "khoản 1 (2)".
_KHOAN = re.compile(r"khoản \d+\w?(?: \(\d+\))?$")
_DIEM = re.compile(r"điểm [a-zđ]\d*(?: \(\d+\))?$")
_EVERY = 2000

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``heading`` ("Điều 5. Tên điều") and its text."""

    id: str
    heading: str
    text: str

    @property
    def source(self) -> Source:
        """As the law prints it."""
        return Source(self.id, f"{self.heading}\n\n{self.text}\n", "")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a person counted."""

    id: str
    khoan: int
    diem: int


def articles(path: Path) -> Iterator[Article]:
    """The articles of ``phapdien.jsonl.xz``."""
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            number = _ARTICLE.search(row["source"] or row["title"])
            yield Article(row["id"], f"{number[0] if number else 'Điều 1'}. {row['title']}", row["text"])


def sample() -> tuple[Counted, ...]:
    """The hand-made table."""
    with files("eval").joinpath("reading", "phapdien_sample.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(Counted(row["id"], int(row["khoản"]), int(row["điểm"])) for row in rows)


def count(parsed: Parsed) -> tuple[int, int]:
    """How many clauses are a khoản (``khoản 2``), how many a điểm (``điểm a``), by their addresses.

    An annex has no khoản, a number of several parts (``2.1``) is neither, and what an article quotes of another law
    (``khoản 8, “khoản 1”, điểm a``) is not its own.
    """
    body = [c.address.rpartition(", ")[2] for c in parsed.clauses if c.role is Role.BODY and "“" not in c.address]
    return sum(bool(_KHOAN.match(one)) for one in body), sum(bool(_DIEM.match(one)) for one in body)


def measure(path: Path, note: Note, limit: int | None = None) -> Iterator[Measure]:
    """Every article parsed, each clause where it says; then the counts of the sample."""
    wanted = {one.id: one for one in sample()}
    read, clauses, failed, wrong, checked = 0, 0, [], [], 0
    for article in islice(articles(path), limit):
        read += 1
        if read % _EVERY == 0:
            note(f"phapdien: {read} articles")
        source = article.source
        try:
            parsed = parse(source)
        except Exception as error:  # to count them is the purpose
            failed.append(f"{article.id}: {type(error).__name__}: {error}")
            continue
        if any(source.text[c.start : c.end] != c.text for c in parsed.clauses):
            failed.append(f"{article.id}: a clause is not where it says")
        clauses += len(parsed.clauses)
        if article.id in wanted:
            checked += 1
            one, got = wanted[article.id], count(parsed)
            if got != (one.khoan, one.diem):
                wrong.append(f"{one.id}: {got[0]} khoản, {got[1]} điểm instead of {one.khoan}, {one.diem}")
    total = ARTICLES if limit is None else read
    yield share("phapdien: articles parsed", read - len(failed), total, wrong=failed)
    yield Measure("phapdien: clauses", clauses, f"{clauses:,}")
    yield share("phapdien: khoản and điểm counted right", checked - len(wrong), checked, wrong=wrong)
