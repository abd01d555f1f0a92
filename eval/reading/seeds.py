"""The seven sample directives against what a person read in them: documents, header fields, clause boundaries."""

from collections.abc import Iterator

from eval.reading import gold
from eval.reading.measure import Measure, share
from index.parse import parse
from index.text import plain
from index.types import Clause, Directive, Field, Source

SINGLE = ("number", "kind", "issuer", "parent", "place", "date", "subject")
# The samples print neither mark nor date of effect: a value would be invented.
NEVER = ("urgency", "secrecy", "effective", "expires")


def measure() -> Iterator[Measure]:
    """Documents found, fields right (their values and where they stand), clauses right (role, address, both ends)."""
    wanted = gold.fields()
    found: dict[tuple[str, str], Directive] = {}
    clauses: dict[tuple[str, str], list[Clause]] = {}
    extra: list[str] = []
    for file in dict.fromkeys(one.file for one in wanted):
        parsed = parse(Source(file, gold.text(file), ""))
        for directive in parsed.directives:
            key = (file, directive.name)
            if key in found or all(key != (one.file, one.number) for one in wanted):
                extra.append(f"{file}: {directive.name} is not there")
            found[key] = directive
            clauses[key] = [clause for clause in parsed.clauses if clause.directive == directive.id]
    missing = [f"{one.file}: {one.number} is missing" for one in wanted if (one.file, one.number) not in found]
    right = len(wanted) - len(missing)
    yield share("seeds: documents", right, max(len(wanted), right + len(extra)), wrong=missing + extra)

    checks = [check for one in wanted for check in fields(one, found.get((one.file, one.number)))]
    bad = [f"{number} {name}: {got} instead of {want}" for number, name, want, got in checks if want != got]
    yield share("seeds: header fields", len(checks) - len(bad), len(checks), wrong=bad)

    rows = [(r.directive, r.role.value, r.address, r.span.start, r.span.end) for r in gold.clauses()]
    got = [
        (number, c.role.value, c.address, c.start, c.end)
        for (_, number), its in clauses.items()
        for c in its
    ]  # fmt: skip
    wrong = [f"missing: {row}" for row in rows if row not in got] + [
        f"not there: {row}" for row in got if row not in rows
    ]
    yield share("seeds: clauses, both ends", len(set(rows) & set(got)), max(len(rows), len(got)), wrong=wrong)


def fields(one: gold.Fields, found: Directive | None) -> Iterator[tuple[str, str, object, object]]:
    """Number of the directive, name of the field, what it must be, what it is: for each field and each printed place."""
    printed = dict(one.printed)
    whole = gold.text(one.file)
    for name in SINGLE:
        field: Field | None = getattr(found, name) if found else None
        yield one.number, name, getattr(one, name), field.value if field else None
        if name in printed:
            yield (
                one.number,
                f"{name} as printed",
                printed[name],
                whole[field.span.start : field.span.end] if field else None,
            )
    for name in NEVER:
        yield one.number, name, None, getattr(found, name) if found else None
    lists = (found.addressees, found.recipients) if found else ((), ())
    yield one.number, "addressees", one.addressees, tuple(field.value for field in lists[0])
    yield one.number, "recipients", one.recipients, tuple((field.value, field.purpose) for field in lists[1])
    for name, its in (("addressees", lists[0]), ("recipients", lists[1])):
        places = [plain(whole[field.span.start : field.span.end]).startswith(field.value) for field in its]
        yield one.number, f"{name} as printed", [True] * len(its), places
    signers = [(s.name, s.capacity, s.authority) for s in found.signers] if found else []
    yield one.number, "signers", list(one.signers), signers
