"""Duties as a table for a terminal. Pure: the text is returned, as wide as asked."""

import io
from collections.abc import Sequence

from index.passages import spoken_date
from rag.answering.evidence import shortened
from rag.duties.types import Duty
from ui.duty_records import charged
from ui.say import Say, one_line, printable

# Characters of an action and of a list of actors: enough to know it by, the rest is in the document.
_ACTION, _ACTORS = 170, 110
NARROW = 70


def table(duties: Sequence[Duty], say: Say, width: int) -> str:
    """A row a duty; below :data:`NARROW` columns a block of lines each."""
    if width < NARROW:
        return "\n\n".join("\n".join(printable(part) for part in _cells(duty, say) if part) for duty in duties)
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, width=width, leading=1)
    made.add_column(say("Hạn", "Deadline"), ratio=16)
    made.add_column(say("Ai", "Who"), ratio=24)
    made.add_column(say("Việc", "What"), ratio=44)
    made.add_column(say("Ở đâu", "Where"), ratio=20)
    for duty in duties:
        made.add_row(*(Text(printable(cell)) for cell in _cells(duty, say)))
    out = io.StringIO()
    Console(file=out, width=width, color_system=None, force_terminal=False).print(made)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _cells(duty: Duty, say: Say) -> tuple[str, str, str, str]:
    action = shortened(duty.action, _ACTION)
    if duty.prohibition:
        action = f"[{say('không được', 'must not')}] {action}"
    if duty.report_to:
        action += say(" → báo cáo: ", " → report to: ") + "; ".join(duty.report_to)
    who = shortened("; ".join(duty.actors), _ACTORS)
    if duty.inherited:
        who = f"{who} ({charged(duty, say)})".strip()
    return _deadline(duty, say), who, action, f"{duty.citation.document}, {one_line(duty.citation.address)}"


def _deadline(duty: Duty, say: Say) -> str:
    deadline = duty.deadline
    if deadline is None:
        return ""
    if deadline.day is None:
        return shortened(deadline.words, 90)
    day = spoken_date(deadline.day)
    day = f"{day} {deadline.time}" if deadline.time else day
    return f"{day} ({say('tính ra', 'computed')}: {deadline.words})" if deadline.derivation else day
