"""How fast plain text is parsed on one core, and whether time grows with the length only."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from eval.reading import gold
from eval.reading.measure import Measure
from eval.reading.phapdien import articles
from index.parse import parse
from index.types import Source

MEGABYTES_A_SECOND = 5.0
# Twice the text in twice the time, four times if it grew with the square; what lies between a busy machine adds.
RATIO = 3.0
# Letters of the shorter hostile text: as many as take long enough to be measured, and no more than these.
_LEAST, _MOST = 10_000, 640_000
_ENOUGH = 0.2
_REPEAT = 2
_LEVELS = ("PHẦN I", "CHƯƠNG I", "MỤC 1", "Điều 1.", "I.", "1.", "1.1.", "1.1.1.", "(1)", "1)", "a)", "-", "+")

Note = Callable[[str], None]


def seconds(texts: Sequence[str]) -> float:
    """Processor time to parse them all, the best of a few tries."""
    tries = []
    for _ in range(_REPEAT):
        begun = time.process_time()
        for text in texts:
            parse(Source("x", text, ""))
        tries.append(time.process_time() - begun)
    return min(tries)


def measure(phapdien: Path | None, note: Note) -> Iterator[Measure]:
    """Megabytes (of UTF-8) a second over real text; what twice the length of hostile text costs; a line of 1 MB."""
    for name, texts in _real(phapdien):
        note(f"speed: {name}")
        rate = sum(len(text.encode()) for text in texts) / 1e6 / max(seconds(texts), 1e-9)
        yield Measure(f"speed: {name}", rate, f"{rate:.1f} MB/s", MEGABYTES_A_SECOND)
    worst: list[tuple[float, str]] = []
    ratios: list[tuple[float, str]] = []
    for name, make in HOSTILE.items():
        note(f"speed: {name}")
        size = _LEAST
        while (first := seconds([make(size)])) < _ENOUGH and size < _MOST:
            size *= 2
        whole = make(2 * size)
        second = seconds([whole])
        ratios.append((second / max(first, 1e-9), name))
        worst.append((len(whole.encode()) / 1e6 / max(second, 1e-9), name))
    ratio, which = max(ratios)
    told = [f"{name}: ×{value:.2f}" for value, name in sorted(ratios, reverse=True) if value > RATIO]
    shown = f"×{ratio:.2f} ({which})"
    yield Measure(
        f"speed: twice the hostile text, {len(HOSTILE)} kinds", ratio, shown, RATIO, most=True, wrong=tuple(told)
    )
    rate, which = min(worst)
    yield Measure("speed: slowest hostile text", rate, f"{rate:.2f} MB/s ({which})")
    for name, text in (
        ("one line of 1 MB", HOSTILE["one line of sentences"](750_000)),
        ("10,000 levels", _deep(10_000)),
    ):
        took = seconds([text])
        yield Measure(f"speed: {name}", took, f"{took:.2f} s")


def _real(phapdien: Path | None) -> Iterator[tuple[str, list[str]]]:
    samples = [gold.text(file) for file in dict.fromkeys(one.file for one in gold.fields())]
    yield "sample documents, one by one", samples * 10
    yield "sample documents as one of 1 MB", ["\n\n".join(samples * 20)]
    if phapdien:
        some = [one.source.text for one in islice(articles(phapdien), 0, None, 13)]
        yield f"phapdien, {len(some):,} articles one by one", some
        yield "phapdien, as one document", ["\n\n".join(some)]


def _times(words: str) -> Callable[[int], str]:
    return lambda size: words * (size // len(words))


def _nested(size: int) -> str:
    """Items, each a level below the last, over and over."""
    return _times("\n".join(f"{level} nội dung\n" for level in _LEVELS))(size)


def _deep(levels: int) -> str:
    """So many items, every one indented below the last."""
    return "\n".join(f"{' ' * level}{_LEVELS[-1 - level % 5]} mức {level}" for level in range(levels))


# Texts of about ``size`` letters: long lines, deep nesting, and what makes patterns try again and again.
HOSTILE: dict[str, Callable[[int], str]] = {
    "one line of sentences": _times("Ủy ban nhân dân các phường chủ trì, phối hợp thực hiện; "),
    "one word": _times("a"),
    "nested levels": _nested,
    "one label of many levels": lambda size: "1." * (size // 2) + " nội dung",
    "open brackets": _times("("),
    "list markers on one line": _times("- + a) 1. (1) "),
    "digits": _times("1"),
    "digits and slashes": _times("1/"),
    "dates": _times("ngày 01 tháng 01 năm 2020 "),
    "half dates": _times("ngày 01 tháng "),
    "số": _times("số "),
    "number symbols": _times("số 12/QĐ-UBND, "),
    "symbols without end": _times("QĐ-"),
    "Căn cứ": _times("Căn cứ "),
    "căn cứ, a line each": _times("Căn cứ Luật số 83/2015/QH13;\n"),
    "kinds of documents": _times("Nghị định "),
    "cues": _times("sửa đổi, bổ sung một số điều của "),
    "names": _times("Nguyễn Văn "),
    "names, a line each": _times("Nguyễn Văn An\n"),
    "capitals": _times("QUYẾT ĐỊNH "),
    "capital lines": _times("QUYẾT ĐỊNH\n"),
    "letterheads": _times("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 1/QĐ-UBND\n\n"),
    "authorities": _times("TM. ỦY BAN NHÂN DÂN\n"),
    "addressees": _times("Kính gửi: - Sở Y tế;\n"),
    "recipients": _times("Nơi nhận:\n- Như trên;\n"),
    "table cells": _times("| "),
    "table rows": _times("| Số: 1 | KT. CHỦ TỊCH |\n"),
    "asterisks": _times("*"),
    "underscores and blanks": _times("_ "),
    "blanks": _times(" "),
    "blank lines": _times("\n \n"),
    "dots": _times("."),
    "quotes": _times("“"),
    "combining marks": _times("a\u0323\u0302"),
    "marks alone": _times("\u0301"),
    "page numbers": _times("- 1 -\n\n"),
    "cut paragraphs": _times("chỉ đạo các đơn vị tổ chức triển khai thực hiện nghiêm túc các nội dung sau đây và\n\n"),
}
