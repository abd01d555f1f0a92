"""The words of a question as they are searched: typed → cleaned → keyboard slips → abbreviations → marks → spelling.

Each step takes a text and gives it changed, with what it changed (:class:`rag.types.Change`), so that it can be shown.
"""

import itertools
import re
import unicodedata

from index.archive import Archive
from index.orthography import like_case
from index.syllables.form import spelt
from index.text import READ_AS, canonical, folded_words, has_marks, nfc
from rag.question import abbreviations, keyboard, spelling
from rag.question.abbreviations import chat
from rag.question.believed import believed
from rag.question.place_names import name_places
from rag.question.restore import marks_changed, restore
from rag.types import HYBRID, Change, Repair, Retrieval

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")
# Full-width letters, digits and signs, as East Asian keyboards type them.
_WIDE = re.compile(r"[\uff01-\uff5e\u3000]+")

# "Mấy" before what is counted in days or men, typed without its mark.
_HOW_MANY = re.compile(
    r"\bmay(?=\ (?P<unit>ngay|thang|nam|tuan|gio|phut|lan|nguoi|met|dong|trieu|ngoi|phuong|truong|phong|to|lop|tuoi|tang|"
    r"ho|ca|cho|giuong|dot|buoi|tieng|quan|xa|huyen|diem|dieu|khoan|chuong|muc|thanh vien)\b)",
    re.IGNORECASE,
)

# The probability of a syllable that no table holds is 1e-7.
_UNKNOWN = 1e-6

# Other words for the same thing, as directives write it.
_SAME = (
    ("trang web", "website"),
    ("trang mạng", "website"),
    ("hạn chót", "thời hạn"),
    ("chích ngừa", "tiêm"),
    ("thuốc chủng ngừa", "vắc xin"),
)
_POLITE = re.compile(
    r"^(?=(?:xin|cho|vui lòng|làm ơn|kính|đề nghị|đồng chí|anh|chị|bạn|em|tôi|mình)\b)"
    r"(?:(?:xin|cho|vui lòng|làm ơn|kính)\s+)*(?:đề nghị|đồng chí|anh|chị|bạn|em|tôi|mình|xin|cho)?\s*"
    r"(?:(?:muốn\s+)?(?:hỏi|biết)|cho\s+(?:tôi\s+|em\s+|mình\s+)?(?:hỏi|biết|xin))\b[\s,:]*(?:là\s+|rằng\s+)?(?=\S)",
    re.IGNORECASE,
)


def clean(question: str) -> str:
    """NFC, single blanks, chat spellings spelt out, "xin hỏi" and the like left out."""
    return _usual(chat(_SPACES.sub(" ", _readable(question)).strip()))


def _usual(said: str) -> str:
    """In the words of directives, politeness left out."""
    for other, ours in _SAME:
        said = re.sub(rf"(?i)\b{other}\b", ours, said)
    return _POLITE.sub("", said, count=1) or said


def _readable(question: str) -> str:
    """NFC with ordinary letters: no invisible characters, Ð as Đ, letters and digits of full width as narrow ones."""
    wide = _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), nfc(question))
    return nfc(wide.translate(READ_AS).replace("\0", " "))


def reword(question: str, archive: Archive, how: Retrieval = HYBRID) -> tuple[str, tuple[Change, ...]]:
    """``question`` as it is searched in ``archive``, and what was changed in it."""
    text = clean(question)
    changes: tuple[Change, ...] = ()
    for step in (_keyboard, _abbreviations) if how.repair else ():
        text, made = step(text, archive)
        changes += made
    if how.restore:
        text, made = _marks(text, archive, question, changes)
        changes += made
    if how.repair:
        keys = any(change.repair is Repair.KEYBOARD for change in changes)
        text, made = spelling.repair(text, archive, bare=not keys and not has_marks(question))
        changes += made
    return text, changes


def _marks(text: str, archive: Archive, question: str, changes: tuple[Change, ...]) -> tuple[str, tuple[Change, ...]]:
    """Marks restored. Words that are neither the person's nor their keys' say nothing about how the question was typed."""
    typed = " ".join([_readable(question), *(change.after for change in changes if change.repair is Repair.KEYBOARD)])
    theirs = {spelt(word) for word in _WORD.findall(typed)}
    ours = [word for word in _WORD.findall(text) if spelt(word) not in theirs]
    restored, _ = restore(text, archive.syllables, ours)
    restored = _counted(text, restored, archive, ours)
    restored = name_places(text, believed(text, restored, archive, has_marks(question)), archive)
    made = marks_changed(text, restored)
    return (_usual(restored), made) if made else (text, ())


def _counted(text: str, restored: str, archive: Archive, ours: list[str]) -> str:
    """Documents do not ask "mấy tháng": what is counted stands in them behind a number, and is read as if it did here."""
    if not _HOW_MANY.search(text):
        return restored
    numbered, _ = restore(_HOW_MANY.sub(lambda m: "9" * len(m.group()), text), archive.syllables, ours)
    for match in _HOW_MANY.finditer(text):
        start, unit, end = match.start(), match.start("unit"), match.end("unit")
        restored = restored[:start] + like_case("mấy", match.group()) + " " + numbered[unit:end] + restored[end:]
    return restored


def _keyboard(text: str, archive: Archive) -> tuple[str, tuple[Change, ...]]:
    model = archive.syllables

    def known(word: str) -> bool:
        if archive.lexical.frequency(canonical(word), marks=True):
            return True
        return not word.isascii() and model.form(spelt(word)).alone > _UNKNOWN

    return keyboard.repair(text, known)


def _abbreviations(text: str, archive: Archive) -> tuple[str, tuple[Change, ...]]:
    def holds(words: str) -> int:
        syllables = folded_words(words)
        pairs = [f"{one}_{other}" for one, other in itertools.pairwise(syllables)] or syllables
        return len(archive.lexical.holding_all(pairs, marks=False))

    return abbreviations.repair(text, archive.abbreviations, holds)
