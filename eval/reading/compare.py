"""Two parses of one document side by side: the same clauses, the same fields?"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.types import Clause, Directive, Field, Parsed

# What a form of a text cannot keep, taken from both sides before they are compared.
Norm = Callable[[str], str]
FIELDS = (
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
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Likeness:
    """Clauses and fields that are equal, of all that either side has; ``wrong`` tells the others."""

    clauses: int
    all_clauses: int
    fields: int
    all_fields: int
    wrong: tuple[str, ...]


def compare(original: Parsed, found: Parsed, norm: Norm = str) -> Likeness:
    """How alike two parses are: text without regard to white space, address and role; every value of every field."""
    pairs = _pairs(original.directives, found.directives)
    here = {one.id: at for at, (one, _) in enumerate(pairs) if one}
    there = {one.id: at for at, (_, one) in enumerate(pairs) if one}
    wanted, got = Counter(_clauses(original, here, norm)), Counter(_clauses(found, there, norm))
    both = wanted & got
    lost, new = wanted - got, got - wanted
    texts = {key[:3]: key[3] for key in new}
    changed = {key[:3] for key in lost if key[:3] in texts}
    clauses = [f"{_name(key)}: {difference(key[3], texts[key[:3]])}" for key in lost if key[:3] in changed]
    clauses += [f"{_name(key)} lost: {_cut(key[3])}" for key in lost if key[:3] not in changed]
    clauses += [f"{_name(key)} new: {_cut(key[3])}" for key in new if key[:3] not in changed]
    fields = list(_fields(pairs, norm))
    unlike = [f"{name}: {_cut(here)} ≠ {_cut(there)}" for name, here, there in fields if here != there]
    total = max(wanted.total(), got.total())
    return Likeness(both.total(), total, len(fields) - len(unlike), len(fields), tuple(clauses + unlike))


def _pairs(here: Sequence[Directive], there: Sequence[Directive]) -> list[tuple[Directive | None, Directive | None]]:
    """Directives of the same name together, so that one lost in the middle shifts no other; then the rest in order."""
    rest = list(there)
    pairs: list[tuple[Directive | None, Directive | None]] = []
    for one in here:
        same = next((other for other in rest if other.name == one.name), None)
        pairs.append((one, same))
        if same:
            rest.remove(same)
    pairs = [(one, other or (rest.pop(0) if rest else None)) for one, other in pairs]
    return pairs + [(None, other) for other in rest]


def _clauses(parsed: Parsed, at: Mapping[int, int], norm: Norm) -> list[tuple[int, str, str, str]]:
    return [(at[one.directive], one.role.value, norm(one.address), words(one, norm)) for one in parsed.clauses]


def words(clause: Clause, norm: Norm = str) -> str:
    """The text of a clause, white space and composition of letters put in order."""
    return clean(clause.text, norm)


def clean(text: str, norm: Norm = str) -> str:
    """``text`` composed, with single blanks, without what ``norm`` takes away."""
    return norm(" ".join(unicodedata.normalize("NFC", text).split()))


def _fields(pairs: Sequence[tuple[Directive | None, Directive | None]], norm: Norm) -> Iterator[tuple[str, str, str]]:
    """Name and both values of each field that at least one side has."""
    for at, pair in enumerate(pairs):
        sides = [dict(values(one, norm)) if one else {} for one in pair]
        for name in dict.fromkeys([*sides[0], *sides[1]]):
            yield f"{at + 1}. {name}", sides[0].get(name, "–"), sides[1].get(name, "–")


def values(directive: Directive, norm: Norm = str) -> Iterator[tuple[str, str]]:
    """The fields a directive has; each addressee, recipient and signer is a field of its own."""
    for name in FIELDS:
        field: Field | None = getattr(directive, name)
        if field:
            yield name, clean(field.value, norm)
    for at, addressee in enumerate(directive.addressees, 1):
        yield f"addressee {at}", clean(addressee.value, norm)
    for at, recipient in enumerate(directive.recipients, 1):
        yield f"recipient {at}", clean(f"{recipient.value} | {recipient.purpose}", norm)
    for at, signer in enumerate(directive.signers, 1):
        yield f"signer {at}", clean(f"{signer.name} | {signer.capacity} | {signer.authority}", norm)


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or exchanged (Levenshtein; G. Myers' bit vectors, JACM 46, 1999)."""
    if not one:
        return len(other)
    where: dict[str, int] = {}
    for at, letter in enumerate(one):
        where[letter] = where.get(letter, 0) | 1 << at
    mask, top, count = (1 << len(one)) - 1, 1 << len(one) - 1, len(one)
    up, down = mask, 0
    for letter in other:
        equal = where.get(letter, 0)
        column = equal | down
        row = (((equal & up) + up) ^ up) | equal
        right, left = down | ~(row | up) & mask, up & row
        count += bool(right & top) - bool(left & top)
        right, left = right << 1 | 1, left << 1
        up, down = (left | ~(column | right)) & mask, right & column & mask
    return count


def alike(one: str, other: str) -> float:
    """The share of letters that are right: 1 less the distance for each letter of the longer text."""
    longest = max(len(one), len(other))
    return 1 - distance(one, other) / longest if longest else 1.0


def difference(one: str, other: str) -> str:
    """Where two texts part, with a few words before and after."""
    ends = min(len(one), len(other))
    first = next((at for at in range(ends) if one[at] != other[at]), ends)
    last = next((at for at in range(ends - first) if one[-1 - at] != other[-1 - at]), ends - first)
    sides = (text[first : len(text) - last] for text in (one, other))
    here, there = (_cut(side) for side in sides)
    return f"…{one[max(0, first - 25) : first]}[{here} ≠ {there}]{one[len(one) - last :][:25]}…"


def _name(key: tuple[int, str, str, str]) -> str:
    return f"{key[0] + 1}. {key[1]} «{key[2]}»"


def _cut(text: str) -> str:
    half = _SHOWN // 2
    return text if len(text) <= _SHOWN else f"{text[:half]} … {text[-half:]}"
