"""What ``trichdan index`` says at its end. Pure: nothing is printed here."""

from collections.abc import Sequence

from index.report import Remark, Report, Twin
from ui.say import Say, one_line, printable

# Lines shown of each sort; a folder of ten thousand pictures would otherwise scroll everything else away.
SHOWN = 20
_FORMATS = {
    "text": ("văn bản thuần", "plain text"),
    "markdown": ("Markdown", "Markdown"),
    "html": ("HTML", "HTML"),
    "docx": ("Word (.docx)", "Word (.docx)"),
    "doc": ("Word (.doc)", "Word (.doc)"),
    "odt": ("OpenDocument", "OpenDocument"),
    "rtf": ("RTF", "RTF"),
    "pdf": ("PDF", "PDF"),
    "image": ("ảnh", "pictures"),
}


def report(found: Report, archive: str, gone: Sequence[str], stored: str, say: Say) -> str:
    """Counts, then what looks doubtful, what is there twice and what was left out, with the reasons.

    ``stored`` is the file that has all of it.
    """
    formats = ", ".join(f"{count} {say(*_FORMATS.get(name, (name, name)))}" for name, count in found.formats)
    inside = f" ({formats})" if len(found.formats) > 1 or (formats and found.formats[0][0] != "text") else ""
    lines = [
        say(
            f"{len(found.files)} tệp{inside}, {found.directives} văn bản, {found.clauses} điều khoản "
            f"({found.encoded} đoạn mới mã hóa).",
            f"{len(found.files)} files{inside}, {found.directives} documents, {found.clauses} clauses "
            f"({found.encoded} passages newly encoded).",
        )
    ]
    lines += [
        say(
            f"Không còn: {one_line(path)} (các tệp của nó đã rời kho; khi có lại, chúng trở về)",
            f"Gone: {one_line(path)} (its files left the archive; they return when it is back)",
        )
        for path in gone
    ]

    def remarks(vi: str, en: str, said: Sequence[Remark]) -> list[str]:
        return _cut(say(vi, en), [f"{one_line(s.file)}: {say(s.vi, s.en)}" for s in said], stored, say)

    lines += remarks("Bỏ qua {} tệp:", "{} files skipped:", found.skipped)
    lines += _cut(
        say("Trùng {} lần, chỉ giữ một bản:", "{} there already, kept once:"),
        [_twin(twin, say) for twin in found.duplicates], stored, say,
    )  # fmt: skip
    lines += remarks("Lưu ý khi đọc, {} mục:", "{} notes on what was read:", found.notes)
    lines += remarks("Cần xem lại {} văn bản:", "{} documents to look at:", found.doubtful)
    lines.append(say(f"Kho: {one_line(archive)}", f"Archive: {one_line(archive)}"))
    return printable("\n".join(lines))


def _twin(twin: Twin, say: Say) -> str:
    document = f", {twin.document}" if twin.document else ""
    return f"{one_line(twin.file)}{document}: {say('trùng với', 'the same as')} {one_line(twin.of)}"


def _cut(head: str, items: Sequence[str], stored: str, say: Say) -> list[str]:
    if not items:
        return []
    rest = len(items) - SHOWN
    more = [say(f"- … và {rest} mục nữa; xem {stored}", f"- … and {rest} more; see {stored}")] if rest > 0 else []
    return [head.format(len(items)), *(f"- {item}" for item in items[:SHOWN]), *more]
