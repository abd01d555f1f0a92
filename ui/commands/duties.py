"""``trichdan duties``: who must do what, by when, reporting to whom, as a table, CSV, iCalendar or JSON."""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.config import Config
from index.errors import InputError
from ui.commands import options
from ui.say import Say

if TYPE_CHECKING:
    from index.archive import Archive
    from rag.duties.filter import Filter
    from rag.duties.types import Duty

FORMATS = ("table", "csv", "ics", "json")
# Names in an error: enough to choose from.
NAMED = 8
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})", re.IGNORECASE
)


def _choices(say: Say) -> Callable[[options.F], options.F]:
    """Which duties, and how they are written."""
    return options.together([
        click.option("--issuer", metavar=say("TÊN", "NAME"), help=say(
            "Chỉ văn bản do cơ quan này ban hành (không dấu, viết tắt cũng được).",
            "Only documents issued by this body (marks and full words are not needed).",
        )),
        click.option("--body", metavar=say("TÊN", "NAME"), help=say(
            "Chỉ việc của cơ quan, người này (UBND phường, Công an…).", "Only duties of this body or office.",
        )),
        click.option("--report-to", "whom", metavar=say("TÊN", "NAME"), help=say(
            "Chỉ việc phải báo cáo, gửi, trình cơ quan này.",
            "Only duties to report, send or submit something to this body.",
        )),
        click.option("--document", metavar=say("SỐ", "NUMBER"), help=say(
            "Chỉ văn bản này (số ký hiệu hoặc tên tệp).", "Only this document (its number or file).",
        )),
        click.option("--from", "since", metavar=say("NGÀY", "DATE"), help=say(
            "Hạn từ ngày này trở đi (05/9/2021 hoặc 2021-09-05).", "Deadlines on this day or later (05/9/2021 or 2021-09-05).",
        )),
        click.option("--by", metavar=say("NGÀY", "DATE"), help=say(
            "Hạn đến hết ngày này. Việc không có ngày cụ thể thì bỏ qua.",
            "Deadlines on this day or earlier. Duties without a day are left out.",
        )),
        click.option("--format", "form", type=click.Choice(FORMATS), help=say(
            "table, csv cho Excel, ics cho lịch, json. Mặc định: theo đuôi của TỆP, không thì table.",
            "table, csv for Excel, ics for calendars, json. Default: as the FILE is called, else table.",
        )),
        click.option("--output", type=options.PATH, metavar=say("TỆP", "FILE"), help=say(
            "Ghi vào tệp này (ghi đè). Mặc định: in ra màn hình.", "Write this file, replacing it. Default: print.",
        )),
    ])  # fmt: skip


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("duties", help=say(
        "Liệt kê các việc mà văn bản giao: ai phải làm gì, hạn nào, báo cáo ai, căn cứ nào, ở điều khoản nào. "
        "Việc có hạn đứng trước, theo ngày.\n\n"
        'Ví dụ: trichdan duties --body "UBND các phường" --by 05/9/2021; trichdan duties --format ics --output viec.ics',
        "List what the documents charge whom with: who must do what, by when, reporting to whom, on which basis, in which clause. "
        "Duties with a day come first, by day.\n\n"
        'Examples: trichdan duties --body "UBND các phường" --by 05/9/2021; trichdan duties --format ics --output duties.ics',
    ))  # fmt: skip
    @options.archive(say)
    @_choices(say)
    def duties(
        archive: Path | None, issuer: str | None, body: str | None, whom: str | None, document: str | None, since: str | None,
        by: str | None, form: str | None, output: Path | None,
    ) -> int:  # fmt: skip
        first, last = _day(since, "--from"), _day(by, "--by")
        if first and last and first > last:
            raise InputError(
                f"--from {since} sau --by {by}: không còn ngày nào. Hãy đổi một trong hai.",
                f"--from {since} is after --by {by}: no day is left. Change one of them.",
            )
        if output is not None:
            from eval.files import writable

            writable(output, endings=_endings(form, output))
        form = form or _form_of(output)
        from rag.duties.duties import duties_of
        from rag.duties.filter import Filter, select
        from ui.opening import announce, open_chosen

        config = Config.load({"archive": archive, "lang": say.lang})
        opened = open_chosen(config, say)
        every = duties_of(opened)
        wanted = _checked(Filter(issuer, body, whom, first, last), document, every, opened)
        found = select(every, wanted)
        _give(_made(found, form, say, output is not None), output)
        _tell(found, len(every), form, say)
        if form == "table":
            announce(config, len(opened.directives), say)
        return 0

    return duties


def _form_of(output: Path | None) -> str:
    """The format a file's name asks for; a table for the screen and for any other name."""
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    return suffix if suffix in FORMATS else "table"


def _endings(form: str | None, output: Path) -> tuple[str, ...]:
    """What the file's name must end in: a text in a file called .xlsx would not open."""
    texts = (".txt", ".md")
    if form not in (None, "table"):
        return (f".{form}",)
    if not output.suffix:
        return ()
    return texts if form else (".csv", ".ics", ".json", *texts)


def _day(typed: str | None, option: str) -> str | None:
    """``05/9/2021``, ``5-9-2021``, ``ngày 5 tháng 9 năm 2021`` or ``2021-09-05`` as ISO. Raises ``InputError``."""
    if typed is None:
        return None
    from index.parsing.numbers import iso_date
    from index.text import nfc

    words = nfc(typed.strip())
    if match := _ISO.fullmatch(words):
        found = iso_date(match[3], match[2], match[1])
    else:
        found = iso_date(*match.groups()) if (match := _DAY.fullmatch(words)) else None
    if found is None:
        raise InputError(
            f"{option} «{typed}» không phải một ngày. Hãy viết như 05/9/2021 hoặc 2021-09-05.",
            f'{option} "{typed}" is no date. Write it like 05/9/2021 or 2021-09-05.',
        )
    return found


def _checked(wanted: "Filter", document: str | None, every: "tuple[Duty, ...]", archive: "Archive") -> "Filter":
    """The filter with names spelt out and the documents meant. Raises ``InputError`` for a name nothing has."""
    from dataclasses import replace

    from rag.duties.filter import Filter, bodies_of, issued_by, select
    from rag.question.abbreviations import repair

    issuer, body, whom = (
        name and repair(name, archive.abbreviations)[0] for name in (wanted.issuer, wanted.body, wanted.report_to)
    )
    if body is not None and not select(every, Filter(body=body)):
        near = _nearest(wanted.body or "", bodies_of(every))
        raise InputError(
            f"Không văn bản nào giao việc cho «{wanted.body}». Có: {near}.",
            f'No document charges "{wanted.body}" with anything. There are: {near}.',
        )
    if whom is not None and not select(every, Filter(report_to=whom)):
        told = Counter(one for duty in every for one in duty.report_to)
        near = _nearest(wanted.report_to or "", [one for one, _ in told.most_common()])
        raise InputError(
            f"Không việc nào phải báo cáo «{wanted.report_to}». Có: {near}.",
            f'No duty is to be reported to "{wanted.report_to}". There are: {near}.',
        )
    if issuer is not None and not any(issued_by(directive, issuer) for directive in archive.directives):
        near = _nearest(wanted.issuer or "", [d.issuer.value for d in archive.directives if d.issuer])
        raise InputError(
            f"Kho không có văn bản nào của «{wanted.issuer}». Có: {near}.",
            f'The archive has no document of "{wanted.issuer}". There are: {near}.',
        )
    ids: frozenset[int] | None = None
    if document is not None:
        from ui.lookup import find_directives, nearest_directives

        ids = frozenset(directive.id for directive in find_directives(document, archive.directives))
        if not ids:
            near = "; ".join(nearest_directives(document, archive.directives))
            raise InputError(
                f"Kho không có văn bản «{document}». Gần nhất: {near}. Xem tất cả: trichdan show",
                f'The archive has no document "{document}". Nearest: {near}. See all: trichdan show',
            )
    return replace(wanted, issuer=issuer, body=body, report_to=whom, directives=ids)


def _nearest(typed: str, names: list[str]) -> str:
    """The names most like what was typed, else the first ones."""
    from index.text import folded_words

    keys: dict[str, str] = {}
    for name in names:
        keys.setdefault(" ".join(folded_words(name)), name)
    if not keys:
        return "—"
    words = folded_words(typed)
    close = [keys[key] for key in get_close_matches(" ".join(words), keys, NAMED, 0.6)]
    sharing = [name for key, name in keys.items() if words and words[-1] in key.split()]
    found = list(dict.fromkeys([*close, *sharing, *([] if close else keys.values())]))
    return "; ".join(found[:NAMED]) + ("; …" if len(keys) > NAMED else "")


def _made(found: "tuple[Duty, ...]", form: str, say: Say, filed: bool) -> bytes:
    from ui import duty_records

    if form == "json":
        return (json.dumps([duty_records.record(duty) for duty in found], ensure_ascii=False) + "\n").encode()
    if form == "csv":
        return duty_records.sheet(found, say).encode()
    if form == "ics":
        from ui import ics

        return ics.calendar(found, say)
    import shutil

    from ui.duty_table import table

    text = table(found, say, 120 if filed else shutil.get_terminal_size((100, 24)).columns)
    return f"{text}\n".encode() if found else b""


def _give(data: bytes, output: Path | None) -> None:
    if output is not None:
        from eval.files import write_whole

        write_whole(data, output)
        return
    # Bytes, because a text layer would translate line ends on some systems.
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _tell(found: "tuple[Duty, ...]", total: int, form: str, say: Say) -> None:
    """How many, beside the output; above all that there are none."""
    if not found:
        say.note(f"Không có việc nào khớp ({total} việc trong kho).", f"No duty matches ({total} in the archive).")
        return
    if form == "ics":
        from ui.ics import dated

        kept = sum(map(dated, found))
        say.note(
            f"{kept} việc có ngày trong lịch; {len(found) - kept} việc không có ngày cụ thể thì không.",
            f"{kept} duties with a day are in the calendar; {len(found) - kept} without one are not.",
        )
        return
    days = sum(duty.deadline is not None for duty in found)
    say.note(f"{len(found)} việc, {days} việc có hạn.", f"{len(found)} duties, {days} with a deadline.")
