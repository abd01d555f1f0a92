"""``trichdan show``: the archive's documents, one with its clauses, one clause, or the text of a file."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from index.config import Config
from index.errors import InputError
from index.types import Clause, Directive
from ui.commands import options
from ui.say import Say

if TYPE_CHECKING:
    from index.archive import Archive

# Names in an error: enough to choose from, few enough for a line.
NAMED = 10


def command(say: Say) -> click.Command:
    """The command in the language of ``say``."""

    @click.command("show", help=say(
        "Xem danh sách văn bản của kho; một văn bản với địa chỉ các điều khoản (trichdan show 667-CV/QU); "
        'hoặc một điều khoản (trichdan show 667 "mục 2, điểm (1)").',
        "Show the archive's documents; one with the addresses of its clauses (trichdan show 667-CV/QU); "
        'or one clause (trichdan show 667 "mục 2, điểm (1)").',
    ))  # fmt: skip
    @click.argument("number", required=False, metavar=say("[SỐ_VĂN_BẢN", "[NUMBER"))
    @click.argument("address", required=False, metavar=say("[ĐỊA_CHỈ]]", "[ADDRESS]]"))
    @options.archive(say)
    @options.as_json(say)
    @click.option(
        "--text", "file", metavar=say("TỆP", "FILE"),
        help=say(
            "In nguyên văn nội dung đã trích của một tệp nguồn (vị trí trong JSON đếm trên đó).",
            "Print the extracted text of one source file (offsets in JSON count in it).",
        ),
    )  # fmt: skip
    def show(number: str | None, address: str | None, archive: Path | None, as_json: bool, file: str | None) -> int:
        if file is not None and (number is not None or as_json):
            raise click.UsageError(say("--text chỉ đi một mình", "--text stands alone"), click.get_current_context())
        from ui.opening import announce, open_chosen

        config = Config.load({"archive": archive, "lang": say.lang})
        opened = open_chosen(config, say)
        if file is not None:
            _print_text(opened, file)
        elif number is None:
            _print_documents(opened, list(opened.directives), as_json, say)
        else:
            _print_named(opened, number, address, as_json, say)
        if not as_json and file is None:
            announce(config, len(opened.directives), say)
        return 0

    return show


def _print_text(archive: "Archive", typed: str) -> None:
    from ui import lookup

    files = archive.files()
    found = lookup.find_files(typed, files)
    if len(found) != 1:
        _fail("tệp", "file", typed, found or lookup.nearest_files(typed, files), bool(found))
    # Bytes, because a text layer would translate line ends on some systems, and offsets would no longer fit.
    sys.stdout.flush()
    sys.stdout.buffer.write(archive.source(found[0]).text.encode("utf-8", "replace"))


def _print_documents(archive: "Archive", found: list[Directive], as_json: bool, say: Say) -> None:
    from ui import plain, records

    if as_json:
        shown = [records.directive_record(d, archive.clauses_of(d.id), archive.references) for d in found]
        print(json.dumps(shown, ensure_ascii=False))
    else:
        print(plain.listing(found, say))


def _print_named(archive: "Archive", typed: str, address: str | None, as_json: bool, say: Say) -> None:
    from ui import lookup, plain, records
    from ui.pages import pages_of

    found = lookup.find_directives(typed, archive.directives)
    if not found:
        _fail("văn bản", "document", typed, lookup.nearest_directives(typed, archive.directives), False)
    if len(found) > 1:
        if address is not None:
            _fail("văn bản", "document", typed, [f"{d.name} ({d.file})" for d in found], True)
        _print_documents(archive, found, as_json, say)
        return
    directive, clauses = found[0], archive.clauses_of(found[0].id)
    pages = pages_of(archive)
    shown = clauses if address is None else _clauses_at(clauses, address, directive)
    if as_json:
        print(json.dumps([records.directive_record(directive, shown, archive.references)], ensure_ascii=False))
    elif address is None:
        print(plain.directive(directive, shown, archive.references, archive.directives, say, pages))
    else:
        parts = (plain.clause(one, _beneath(one, clauses, shown), directive.name, say, pages) for one in shown)
        print("\n\n".join(parts))


def _clauses_at(clauses: list[Clause], typed: str, directive: Directive) -> list[Clause]:
    from ui import lookup

    found = lookup.find_clauses(typed, clauses)
    if not found:
        listed, name = "; ".join(lookup.nearest_addresses(typed, clauses)), directive.name
        raise InputError(
            f"{name} không có địa chỉ «{typed}». Gần nhất: {listed}. Xem tất cả: trichdan show {name}",
            f'{name} has no address "{typed}". Nearest: {listed}. See all: trichdan show {name}',
        )
    return found


def _beneath(clause: Clause, clauses: list[Clause], shown: list[Clause]) -> list[Clause]:
    """What stands under a clause that is shown by itself: "(1) Ủy ban nhân dân Quận:" alone says little."""
    if len(shown) > 1:
        return []
    inside = {clause.id}
    for other in clauses:  # in the order of the text: a parent comes before its children
        if other.parent in inside:
            inside.add(other.id)
    return [other for other in clauses if other.id in inside and other != clause]


def _fail(vi: str, en: str, typed: str, names: list[str], several: bool) -> NoReturn:
    listed = "; ".join(names[:NAMED]) + ("; …" if len(names) > NAMED else "")
    raise InputError(
        f"«{typed}» chỉ đến nhiều {vi}: {listed}. Hãy gõ rõ hơn (có thể dùng tên tệp)."
        if several
        else f"Kho không có {vi} «{typed}». Gần nhất: {listed}. Xem tất cả: trichdan show",
        f'"{typed}" names more than one {en}: {listed}. Be more exact (a file name will do).'
        if several
        else f'The archive has no {en} "{typed}". Nearest: {listed}. See all: trichdan show',
    )
