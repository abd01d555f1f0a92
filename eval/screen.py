"""What programs for developers (``python -m eval.beside``, ``eval.finding``) show on stderr: progress, errors of one line."""

import sys

import click


class Failure(click.ClickException):
    """What was typed, or is missing: one line."""

    exit_code = 2


class Screen:
    """Progress on stderr: a line for each step, and how far it is where that can be overwritten."""

    def __init__(self) -> None:
        self._label = ""
        self._live = sys.stderr.isatty()

    def begin(self, label: str) -> None:
        """Something is done now; what :meth:`progress` shows is of it."""
        self._label = f"{label}: "
        self.note(f"{label}…")

    def note(self, text: str) -> None:
        """Something is done."""
        click.echo(text, err=True)

    def progress(self, stage: str, done: int, every: int) -> None:
        """How far ``stage`` is."""
        if self._live:
            click.echo(f"\r{self._label}{stage} {done}/{every}\x1b[K", err=True, nl=done == every)
