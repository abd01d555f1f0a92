"""Groups of commands whose modules are imported only when used, so that ``--help`` answers at once."""

from collections.abc import Callable, Mapping
from importlib import import_module

import click

from ui import usage
from ui.say import Say

# Name → module, and what it does in both languages, so that the list of commands needs no import.
Table = Mapping[str, tuple[str, str, str]]


class LazyGroup(click.Group):
    """The sub-commands of ``table``, each made by its module's ``command(say)`` when it is used."""

    def __init__(self, say: Say, table: Table, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        self._say = say
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports and makes the command."""
        if cmd_name not in self._table:
            return None
        make: Callable[[Say], click.Command] = import_module(self._table[cmd_name][0]).command
        return usage.dressed(make(self._say), self._say)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for ``--help``, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._say(vi, en)) for name, (_, vi, en) in self._table.items()])
