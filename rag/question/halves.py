"""Two things joined before or behind words that ask one thing of both: "A tập trung và A tại nhà chi bao nhiêu?", each asked by
itself. Pure.

Where the first of the two begins is told by the word both begin with ("loại … và loại …", "khi … và khi …"), or by the names they
are; where the second ends, by a comma, a verb of office or the words that ask.
"""

import re
from dataclasses import dataclass

from index.text import fold, has_marks
from rag.question.apart import clean, of_each
from rag.question.cues import DOCUMENT
from rag.question.folded import flat

_JOINT = re.compile(r"(?<=[\w%)]),?\s+(?:và|với|so với|hay|hoặc|còn|cùng)\s+(?=[^\W_])", re.IGNORECASE)
_JOINT_BARE = re.compile(r"(?<=[\w%)]),?\s+(?:va|voi|so voi|hay|hoac)\s+(?=[^\W_])", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:ai|gi|nao|dau|bao nhieu|bao gio|bao lau|bao xa|may|the nao|ra sao)\b")
_PAPER = (
    "quyết định|công văn|kế hoạch|thông báo|chỉ thị|nghị quyết|công điện|hướng dẫn|báo cáo|tờ trình|văn bản|kết luận"
)
# Where the name of a thing ends and what is asked of it begins.
_VERBS = (
    "được|bị|phải|thì|là|cần|họp(?! (?:tác|lệ|lý|đồng))|diễn ra|bắt đầu|kết thúc|mỗi|lần lượt|chênh|lên|tăng|giảm|ban hành|đề"
    "|khác(?= (?:nhau|gì|thế|ra|bao|với|so)(?!\\w))"
    rf"|mang|lập|căn cứ|theo(?= (?:hai |những |các )?(?:{_PAPER})(?!\\w))"
    "|đóng|nộp|chi(?! (?:bộ|cục|tiết|hội|phí|nhánh)(?!\\w))|nhận|hưởng|tốn|mất|lĩnh|cùng|do"
    "|số(?= (?:bao nhiêu|mấy|nào|gì)(?!\\w))|bao nhiêu|bao giờ|bao lâu|mấy|thế nào|ra sao|ai|gì|ngày nào"
)
_VERB = re.compile(rf"(?<![^\W_])(?:{_VERBS})(?![^\W_])", re.IGNORECASE)
_VERB_BARE = re.compile(rf"(?<![^\W_])(?:{fold(_VERBS)})(?![^\W_])", re.IGNORECASE)
# Says that it is asked of each, and nothing of what.
_EACH = re.compile(
    rf"(?i)(?<![^\W_])(?:lần lượt|tương ứng|(?:hai|những|các)(?= (?:{_PAPER}) (?:số )?(?:nào|mấy|gì|bao nhiêu)(?!\w))"
    r"|(?:của |cho |ở )?(?:mỗi|từng) (?:bên|loại|nơi|nhóm|cấp|đối tượng|trường hợp|khoản))(?![^\W_])"
)
# "… bao nhiêu tập thể, cá nhân?"
_COUNTED = re.compile(
    r"(?i)(?<![^\W_])(?P<much>bao nhiêu|mấy|bao nhieu|may) (?P<one>[^\W\d_]+(?: [^\W\d_]+)?)(?:,| và| va) "
    r"(?P<other>[^\W\d_]+(?: [^\W\d_]+){0,2})\s*[?.!]*$"
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|\([^)]*\)")
# What is said behind the second, with a word of place or rule, of the first as well: "cấp 1 và cấp 3 ở bán trú".
_OF_BOTH = re.compile(r"(?:ở|tại|của|trong|theo|từ|cho|năm|khi|o|tai|cua|theo|tu|nam)(?![^\W_])", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"\W*(?:theo|trong|năm|tháng|ngày|tại|ở|khi|từ|đến|với|đối với|sau|trước|nếu|về|để|cho|hiện|riêng|vậy|giữa|so sánh)(?![^\W_])",
    re.IGNORECASE,
)
# A document told by its kind and no number.
_UNNUMBERED = re.compile(rf"{DOCUMENT}(?! (?:so )?\d)(?!\w)")
# Words at most from where the first begins to what joins it to the second; words no two things begin with.
LONGEST = 14
_IDLE = frozenset(
    "được bị phải thì là có không của các những đã sẽ nào gì ai duoc bi phai thi la co khong cua cac nhung".split()
)


@dataclass(frozen=True, slots=True)
class Half:
    """One of two things as the question names it, and the question about it alone, in the words to try one after the other."""

    name: str
    texts: tuple[str, ...]


def halves_of(text: str) -> tuple[Half, ...]:
    """The two things that ``text`` asks one thing of; empty where it joins none."""
    marks = has_marks(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for joint in (_JOINT if marks else _JOINT_BARE).finditer(text):
        if any(start < joint.start() < end for start, end in quoted):
            continue
        end = _end(text, joint.start(), joint.end(), marks)
        begin = _begin(text[: joint.start()], text[joint.end() : end])
        if begin is None:
            continue
        head, tail = text[:begin], text[end:]
        names = text[begin : joint.start()].strip(" ,"), text[joint.end() : end].strip(" ,?.!")
        apart = [bool(_ASKS.search(flat(name))) for name in names]
        if "," in names[0] or _goes_on(head):
            return ()  # three things
        if apart[0] != apart[1] or not (apart[0] or _ASKS.search(flat(f"{head} {tail}"))):
            continue
        beyond = _beyond(*names)
        first = (*_asked(head, f"{names[0]} {beyond}", tail), *_asked(head, names[0], tail)) if beyond else ()
        return Half(names[0], first or _asked(head, names[0], tail)), Half(names[1], _asked(head, names[1], tail))
    return _counted(text)


def _goes_on(head: str) -> bool:
    """Whether what stands before the first of the two ends with another of their kind: "thuyền, bè cá và bè tre"."""
    before = head.rstrip()
    return before.endswith(",") and not _ADVERBIAL.match(re.split(r"[.?!]\s+", before)[-1])


def _end(text: str, joint: int, start: int, marks: bool) -> int:
    """Where the second of the two ends: at a comma, or before what is asked of both. ``joint``: where the first has ended."""
    before = text[:joint].lower().split()
    stop = next((m.start() for m in re.finditer(r"[,;:?](?=\s|$)", text) if m.start() > start), len(text))
    if _ASKS.search(flat(text[stop:])):
        return stop
    for verb in (_VERB if marks else _VERB_BARE).finditer(text, start + 1, stop):
        name = text[start : verb.start()].lower().split()
        # "ngày nộp … và ngày nhận … là ngày nào": the word both begin with is no name by itself.
        shared = len(name) == 1 and name[0] in before
        if name and not shared and _ASKS.search(flat(text[verb.start() : stop])):
            return verb.start()
    return stop


def _counted(text: str) -> tuple[Half, ...]:
    """Two things counted in one breath."""
    match = _COUNTED.search(text)
    if match is None or _ASKS.search(flat(match["other"])):
        return ()
    return tuple(
        Half(name, (f"{text[: match.start()]}{match['much']} {name}?",)) for name in match.group("one", "other")
    )


def _beyond(one: str, other: str) -> str:
    """What stands behind the second of the two, and is said of both."""
    size = len(one.split())
    rest = " ".join(other.split()[size:])
    return rest if _OF_BOTH.match(rest) and not any(map(_OF_BOTH.fullmatch, one.split())) else ""


def _begin(before: str, other: str) -> int | None:
    """Where the first of two begins that is joined to ``other``: at the words ``other`` begins with, or a name before a name."""
    near, theirs = list(re.finditer(r"\S+", before))[-LONGEST:], other.split()
    words = [word.group().lower().strip(",.;:") for word in near]
    wanted = [word.lower() for word in theirs[:2]]
    if not near or not theirs:
        return None
    places = [at for at, word in enumerate(words) if word == wanted[0] and wanted[0] not in _IDLE]
    begin = max(places, key=lambda at: (words[at : at + 2] == wanted, at), default=None)
    if begin is None and wanted[0] == "của" in words:  # "… của A và của B"
        begin = max(at for at, word in enumerate(words) if word == "của")
    if begin is None and _UNNUMBERED.match(flat(other)):
        kinds = [at for at in range(len(words)) if _UNNUMBERED.match(flat(" ".join(words[at:])))]
        begin = max(kinds, default=None)
    if begin is None:  # "…: A so với B"
        begin = next((at + 1 for at in range(len(near) - 2, -1, -1) if near[at].group().endswith(":")), None)
    if begin is None and _is_name(theirs[0]) and _is_name(near[-1].group()):
        begin = next((at + 1 for at in range(len(near) - 2, -1, -1) if not _is_name(near[at].group())), 0)
        if begin == 0 and len(near) == len(theirs) + 1:  # "Chợ X và Y": a noun that opens the sentence, of both
            begin = 1
    if begin is None or any(word.group().endswith(",") for word in near[begin:-1]):
        return None
    return near[begin].start()


def _is_name(word: str) -> bool:
    return word[0].isupper() and word[-1].isalnum() and not (len(word) > 1 and word.isupper() and word.isalpha())


def _asked(head: str, name: str, tail: str) -> tuple[str, ...]:
    """The question about one of the two, without the words that set it beside the other."""
    alone = clean(_EACH.sub(" ", f"{head} {name} {tail}").rstrip(" ?.!"))
    return of_each(alone) or (f"{alone}?",)
