"""Duties as iCalendar (RFC 5545): an event for each that has a day, or comes again by a clear rule.

The only file that imports icalendar. The same archive gives the same bytes: ``UID`` is the duty's id, ``DTSTAMP`` the day of
its document. Hours have no time zone: they are the office's own.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from rag.answering.evidence import shortened
from rag.duties.types import Deadline, Duty
from ui.say import Say

_SUMMARY = 110
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A document without a date: any day will do, if it is always the same.
_NEVER = date(1970, 1, 1)


def dated(duty: Duty) -> bool:
    """Whether the duty has a place in a calendar."""
    return duty.deadline is not None and _begins(duty, duty.deadline) is not None


def calendar(duties: Sequence[Duty], say: Say) -> bytes:
    """The calendar of those of ``duties`` that are :func:`dated`, UTF-8 with CRLF."""
    from icalendar import Calendar, Event, vRecur

    made = Calendar()
    made.add("prodid", "-//Trich Dan//trichdan duties//VI")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", say("Việc phải làm, theo văn bản", "Duties from documents"))
    for duty in duties:
        deadline = duty.deadline
        begins = _begins(duty, deadline) if deadline else None
        if deadline is None or begins is None:
            continue
        event = Event()
        event.add("uid", f"{duty.id}@trichdan")
        event.add("dtstamp", datetime.combine(_issued(duty) or _NEVER, time(), UTC))
        event.add("dtstart", datetime.combine(begins, time.fromisoformat(deadline.time)) if deadline.time else begins)
        if deadline.rule:
            event.add("rrule", vRecur.from_ical(deadline.rule))
        event.add("summary", _summary(duty, deadline))
        event.add("description", _description(duty, deadline, say))
        event.add("transp", "TRANSPARENT")  # nobody is busy on the day a term ends
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def _issued(duty: Duty) -> date | None:
    return date.fromisoformat(duty.directive.date.value) if duty.directive.date else None


def _begins(duty: Duty, deadline: Deadline) -> date | None:
    """The day, or the first one of a rule from the document's date on."""
    if deadline.day:
        return date.fromisoformat(deadline.day)
    issued = _issued(duty)
    if not deadline.rule or issued is None:
        return None
    rule = dict(part.split("=", 1) for part in deadline.rule.split(";"))
    months = int(rule.get("BYMONTH", 0))
    for after in range(366 * 4 + 1):  # 29 February may be four years away
        day = issued + timedelta(days=after)
        if months and day.month != months:
            continue
        if "BYMONTHDAY" in rule and day.day != int(rule["BYMONTHDAY"]):
            continue
        if "BYDAY" in rule and _DAYS[day.weekday()] != rule["BYDAY"]:
            continue
        return day
    return None


def _summary(duty: Duty, deadline: Deadline) -> str:
    who = f"{', '.join(duty.actors)}: " if duty.actors else ""
    return shortened(f"{who}{duty.action}", _SUMMARY) + f" ({deadline.words})"


def _description(duty: Duty, deadline: Deadline, say: Say) -> str:
    counted = deadline.derivation
    lines = [
        duty.action,
        say("Ai: ", "Who: ") + "; ".join(duty.actors) if duty.actors else "",
        say("Hạn: ", "Deadline: ") + deadline.words,
        say("Tính: ", "Computed: ") + f"{counted.start} + {counted.length} = {counted.result}" if counted else "",
        say("Báo cáo: ", "Report to: ") + "; ".join(duty.report_to) if duty.report_to else "",
        say("Căn cứ: ", "Basis: ") + "; ".join(duty.basis) if duty.basis else "",
        say("Trích dẫn: ", "Source: ") + f"{duty.citation.document}, {duty.citation.address} ({duty.citation.file})",
    ]
    return "\n".join(line for line in lines if line)
