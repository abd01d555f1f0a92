"""The words of a follow-up: how the question before it lends it words. Pure.

What opens it and what it points at is read in :mod:`rag.question.backward`.
"""

import re
from collections.abc import Sequence
from functools import cache

from index.text import folded_words, has_marks, tokens
from rag.question.addresses import Part, depth, parts_of
from rag.question.backward import Pointing, asks, opened, search, without_question_kept
from rag.question.cues import KIND_WORDS, ORGAN
from rag.question.scope import Found

# Behind these begins what is said of the subject of a question.
_SAYS = (
    "\\s(?:được|phải|có|là|do|thì|cần|bị|nên|sẽ|gồm|bắt đầu|kết thúc|kéo dài|hưởng|nhận|gửi|giao|yêu cầu|nói|quy định|cho|mấy|"
    "bao nhiêu|như thế nào|thế nào|ra sao|khi nào|ở đâu|mang|đề|ký|ban hành)\\b"
)
_TOLD = (
    "\\b(giao nhiệm vụ cho|giao cho|giao|yêu cầu|đề nghị|chỉ đạo|phân công|cho phép)\\s+(.+?)\\s+"
    "((?:phải |cần |được |thực hiện )?(?:những việc gì|việc gì|nhiệm vụ gì|những gì|làm những gì|làm gì|như thế nào|thế nào|ra sao|"
    "trách nhiệm gì|làm việc gì)\\s*[?.!]*)$"
)
# A sum of money asked for, and a number without what it counts.
_MONEY = "\\b(?:bao nhiêu|mấy) (?:tiền|đồng|nghìn|ngàn|triệu|tỷ)\\b|\\btiền\\b.*\\b(?:bao nhiêu|mấy)\\b"
_BARE_NUMBER = "\\bbao nhiêu(?= (?:một|mỗi|cho|trên|cả|1)\\b| *[?.!(/]| *$)"
# What is left at the end when "nào" is taken away.
_DANGLING = re.compile(r"(?:\s+(?:trước|truoc|từ|tu|vào|vao|trong|đến|den|ngày|ngay|lúc|luc|khi))+$", re.IGNORECASE)
# The longest subject of a question, in syllables.
SUBJECT_LENGTH = 14

# "Thế ở quân khu thì ai …?", and the level of the question before.
_ELSEWHERE = re.compile(r"(?:(?:thế|vậy|còn)\s+)?(?:ở|cấp|tại)\s", re.IGNORECASE)
_LEVEL = re.compile(
    r"\s*(?<!\w)(?:ở\s+)?cấp\s+(?:trung ương|quốc gia|tỉnh|huyện|xã|quận|phường|thành phố|cơ sở)(?!\w)", re.IGNORECASE
)


def there(at: Pointing, text: str, place: str) -> str | None:
    """``Ai là bí thư ở đó?`` of the place that was named: ``ở Thanh Xuân``."""
    said = text[at.start : at.end]
    if said.lower() not in ("ở đó", "o do"):
        return None
    return f"{text[: at.start]}{said.split()[0]} {place}{text[at.end :]}"


def swapped(earlier: str, before: Found, subject: str, by_number: bool) -> str | None:
    """The earlier question with its document or place replaced by ``subject``."""
    found = tokens(earlier)
    spans = [(m.start, m.end) for m in before.mentions] if by_number or not before.name_spans else []
    spans = spans or list(before.name_spans) or [(m.start, m.end) for m in before.mentions]
    if not spans:
        return f"{earlier.rstrip(' ?.!')} {subject}?"
    start, end = found[spans[0][0]].start, found[spans[0][1] - 1].end
    if not (by_number and before.mentions):
        # "Quận Hai Bà Trưng" gives way whole to "Hòa Minh": the noun before the name belongs to it.
        noun = re.search(
            r"(?:quận|phường|huyện|xã|thành phố|tỉnh|quan|phuong|huyen|xa|tinh)\s+$", earlier[:start], re.IGNORECASE
        )
        start = noun.start() if noun else start
    rest = earlier[end:]
    if by_number and before.mentions and before.name_spans and re.match(r"\s+(?:của|cua)\s+", rest):
        close = next((found[b - 1].end for a, b in before.name_spans if found[a].start >= end), None)
        rest = earlier[close:] if close else rest
    elif not by_number and before.mentions and found[before.mentions[0].end - 1].end <= start:
        # "Công văn 667 của Hà Đông": that number is not the other place's.
        first = before.mentions[0]
        kind = re.match(r"\D+", first.printed)
        number_at = found[first.start].start + (kind.end() if kind else 0)
        return earlier[:number_at].rstrip() + " " + earlier[found[first.end - 1].end : start].lstrip() + subject + rest
    return earlier[:start] + subject + rest


def elsewhere(earlier: str, before: Found, where: str) -> str:
    """The earlier question about places other than the one it named."""
    found = tokens(earlier)
    start, end = before.name_spans[0]
    name = earlier[found[start].start : found[end - 1].end]
    but = "không phải" if has_marks(earlier) else "khong phai"
    return swapped(earlier, before, f"{where} ({but} {name})", False) or earlier


def told_another(earlier: str, subject: str) -> str | None:
    """``Công văn 100 giao Ban Dân vận việc gì?`` of one who was given something else, or must do something else."""
    match = search(_TOLD, earlier)
    if not match:
        return None
    return earlier[: match.start(2)] + subject + earlier[match.end(2) :]


def of_body(earlier: str, subject: str) -> str | None:
    """``Bệnh viện phải làm gì?``: the earlier question, which began with a body, about another."""
    said = _subject(earlier)
    if not said or not all(re.match(rf"{ORGAN}\b", " ".join(folded_words(one))) for one in (said, subject)):
        return None
    at = earlier.index(said)
    return earlier[:at] + subject + earlier[at + len(said) :]


def readdressed(earlier: str, subject: str, parts: Sequence[tuple[int, int, Part]]) -> str:
    """``Mục 2 công văn 667 nói gì?`` and ``điểm 1``: ``điểm 1 mục 2 công văn 667 nói gì?``; ``mục 3`` takes the place of 2."""
    old = parts_of(earlier)
    widest = min(depth(level) for _, _, (level, _) in parts)
    inside = [part for part in old if depth(part[2][0]) < widest]
    gone = [part for part in old if depth(part[2][0]) >= widest]
    if gone:
        start, end = gone[0][0], gone[-1][1]
        kept = [earlier[a:b] for a, b, _ in old if start <= a < end and (a, b, _) not in gone]
        return earlier[:start] + " ".join([subject, *kept]) + earlier[end:]
    if inside:
        return earlier[: inside[0][0]] + subject + " " + earlier[inside[0][0] :]
    return f"{earlier.rstrip(' ?.!')} ({subject})?"


def antecedent(at: Pointing, text: str, earlier: str) -> str | None:
    """``học kỳ đó`` given back its name, where the earlier question began with it: ``Học kỳ I ở tỉnh Tuyên Quang``."""
    if at.document or not at.noun:
        return None
    subject = _subject(earlier)
    noun = folded_words(at.noun)
    if not subject or folded_words(subject)[: len(noun)] != noun or len(tokens(subject)) <= len(noun):
        return None
    said = subject if at.start == 0 else subject[:1].lower() + subject[1:]
    whole = text[: at.start] + said + text[at.end :]
    return opened(whole) or whole


def replaced(text: str, at: Pointing, document: str) -> str:
    """``Ai ký công văn đó?`` with the number in place of "đó"."""
    called = any(f"{document.lower()} ".startswith(f"{kind} ") for kind in _kinds())
    noun = at.noun or ("văn bản" if has_marks(text) or has_marks(document) else "van ban")
    said = document if called else f"{noun} {document}"
    said = said[:1].upper() + said[1:] if at.start == 0 else said
    whole = text[: at.start] + said + text[at.end :]
    return opened(whole) or whole


@cache
def _kinds() -> tuple[str, ...]:
    return ("văn bản", *map(str.lower, KIND_WORDS.values()), *KIND_WORDS)


def appended(text: str, settled: str) -> str:
    """``Ngày nào (Thông báo 164)?``."""
    return f"{(opened(text) or text).rstrip(' ?.!')} ({settled})?"


def topic_of(earlier: str, before: Found) -> str | None:
    """What the earlier question was about, in its own words: its subject, or all of it but what it asked."""
    said = re.sub(r"\([^)]*\)", "", earlier)
    subject = _subject(said)
    alone = (
        subject
        and not any(mention.printed in subject for mention in before.mentions)
        and folded_words(subject) != [w for n in before.scope.names for w in folded_words(n)]
    )
    topic = subject if alone else _DANGLING.sub("", without_question_kept(said))
    return topic if topic and len(tokens(topic)) > 1 else None


def _subject(earlier: str) -> str | None:
    """The words before the first that says something of them, where they are a thing and no question."""
    match = search(_SAYS, earlier)
    said = earlier[: match.start()].strip(" ,") if match else ""
    return said if 2 <= len(tokens(said)) <= SUBJECT_LENGTH and not asks(said) else None


def of_money(text: str, earlier: str) -> str:
    """``text`` with "bao nhiêu tiền" for its "bao nhiêu", which counts nothing, where the earlier question asked for money."""
    number = search(_BARE_NUMBER, text)
    if number is None or search(_MONEY, earlier) is None or search(_MONEY, text) is not None:
        return text
    return f"{text[: number.end()]} {'tiền' if has_marks(text) else 'tien'}{text[number.end() :]}"


def holds(topic: str, about: str) -> bool:
    """Whether the topic names the document, or all of them, already."""
    return all(one in topic.lower() for one in about.lower().split(", "))


def less_level(topic: str, text: str) -> str:
    """``topic`` without the level it names, where ``text`` goes on to another: "Thế ở quân khu thì …?" behind "cấp tỉnh"."""
    return _LEVEL.sub("", topic).strip() if _ELSEWHERE.match(text) else topic
