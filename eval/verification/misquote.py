"""Quotations made wrong by one character or one place."""

from collections.abc import Iterator
from dataclasses import replace

from rag.types import Citation


def misquoted(one: Citation) -> Iterator[Citation]:
    """A quotation changed by one character, cut, or laid beside its place."""
    quote = one.quote
    for at, char in enumerate(quote):
        if char.isalnum():
            yield replace(one, quote=f"{quote[:at]}{'b' if char != 'b' else 'c'}{quote[at + 1 :]}")
            break
    middle = len(quote) // 2
    if len(quote) > 3:
        yield replace(one, quote=f"{quote[:middle]}{'7' if quote[middle] != '7' else '8'}{quote[middle + 1 :]}")
        yield replace(one, quote=quote[:-1])
        yield replace(one, quote=f"{quote}.")
    yield replace(one, span=replace(one.span, start=one.span.start + 1, end=one.span.end + 1))
    yield replace(one, span=replace(one.span, start=max(0, one.span.start - 1), end=one.span.end - 1))
    yield replace(one, clause=replace(one.clause, start=one.clause.start + 1))
