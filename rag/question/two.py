"""Two questions asked in one breath: "Ai ký quyết định 1532, và ban hành theo đề nghị của ai?" Pure.

They are either two questions, each with its own matter (:func:`questions_of`), or one matter with two blanks, of which the second
leans on the first (:func:`blanks_of`): "Họp hôm nào, ai chủ trì?", "Phải báo trong bao lâu và báo cho những ai?"
"""

import re

from index.text import fold, folded_words, has_marks, tokens
from rag.question.backward import is_relational, without_question_kept
from rag.question.content import content
from rag.question.cues import STOP_FOLDED
from rag.question.folded import flat
from rag.question.scope import Found
from rag.types import Scope

# What joins them. Without a comma only right behind the words that ask: "X là ai và ở đâu …".
_JOINT = re.compile(
    r"\s*[,;]\s*(?:và|đồng thời|còn|rồi|va)\s+|(?:(?<= ai)|(?<= nào)|(?<= gì)|(?<= đâu))\s+và\s+", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:ai|gi|nao|dau|bao nhieu|bao gio|bao lau|bao xa|may|the nao|ra sao)\b|\b(?:khong|chua)[ ?.!]*$"
)
# A part with fewer words of matter than this leans on the other: it is one question with two blanks.
LEAST = 2
# What joins two blanks: a comma alone will do.
_LOOSE = re.compile(
    r"(?P<comma>\s*[,;]\s+)(?:(?:và|đồng thời|còn|rồi|va|roi)\s+)?|\s+(?:và|rồi|va|roi)\s+", re.IGNORECASE
)
_BLANK = r"\b(?:ai|gi|nao|dau|bao nhieu|bao gio|bao lau|bao xa|may|the nao|ra sao|vi sao|tai sao)\b"
_ASKS_BLANK = re.compile(_BLANK)
# "Chưa nhận gì", "không ai" ask nothing.
_NOTHING = re.compile(r"\b(?:khong|chua)(?: \w+)? (?:ai|gi|dau|nao)\b")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|\([^)]*\)")
# "… bao nhiêu người và", "… và mấy người", "… và diễn tập ngày nào", "… và người đó": a bare "và" joins blanks only there.
_ENDS = re.compile(rf"{_BLANK}(?: \w+)?$")
_BEGINS = re.compile(
    rf"^(?:(?:la|do|o|tai|vao|tu|trong|truoc|bang|theo|ve|cho|de|co|den|toi|luc|het|may|dot) )*(?:\w+ )?{_BLANK}"
    r"|^(?:\w+ ){0,3}(?:ai|bao nhieu|bao gio|bao lau|may|(?:ngay|hom|khi|luc|nam|thang) nao)\b"
    r"|^(?:\w+ ){0,3}(?:o|tai|cho) (?:dau|(?:cho|noi) nao)\b|^(?:nguoi|ong|ba|vi|dong chi) (?:do|nay|ay)\b"
)
# Behind "thì" stands what is asked of the whole condition before: "Nơi nào làm ẩu, lơ là thì xử lý thế nào?"
_CONDITION = re.compile(r"\bthi\b")
# What stood before the words that ask, and leads nowhere when they are taken away: "diễn ra vào", "báo cáo trước".
_DANGLING = re.compile(
    r"(?:\s+(?:trước|sau|từ|vào|trong|đến|tới|ngày|lúc|khi|ở|tại|do|bởi|cho|với|về|theo|của|là|bằng|hết"
    r"|hôm|hồi|dịp|buổi|giờ|mùng|chỗ|nơi)){1,3}$"
)
_DANGLING_BARE = re.compile(fold(_DANGLING.pattern))
# "Số mấy, đường nào" asks for one address.
_HOUSE, _STREET = (
    re.compile(r"\bso (?:nha )?(?:may|nao|bao nhieu)$"),
    re.compile(r"(?:duong|pho|ngo|hem|ngach) (?:nao|gi)\b"),
)
# Who acts, where that is all that is said of them.
_SOMEBODY = re.compile(
    r"^(?:(?:ben|phia|co quan|don vi|uy ban nhan dan|uy ban|xa|phuong|huyen|quan|tinh|thanh pho|thi xa|ho|nguoi ta)\b ?){1,2}"
)
# More blanks than this are a list of questions.
MOST = 3


def questions_of(text: str) -> tuple[str, ...]:
    """The two questions ``text`` consists of; empty where it is one."""
    for joint in _JOINT.finditer(text):
        parts = (text[: joint.start()].strip(" ,;") + "?", text[joint.end() :].strip())
        if all(_ASKS.search(flat(part)) and _matter(part) >= LEAST for part in parts) and not _leans(parts[1]):
            return parts
    return ()


def blanks_of(text: str) -> tuple[str, ...]:
    """A question for each blank of ``text``, the later ones with the matter of the first; empty where it has one."""
    cuts: list[tuple[int, int]] = []
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for joint in _LOOSE.finditer(text):
        if any(start < joint.start() < end for start, end in quoted):
            continue
        last = cuts[-1][1] if cuts else 0
        before, after = _asked(text[last : joint.start()]), _asked(text[joint.end() :])
        if not (_ASKS_BLANK.search(before) and _ASKS_BLANK.search(after)) or _CONDITION.search(after):
            continue
        if _HOUSE.search(before) and _STREET.match(after):
            continue
        if joint["comma"] or _ENDS.search(before) or _BEGINS.search(after):
            cuts.append(joint.span())
    if not 0 < len(cuts) < MOST or _told(text[: cuts[0][0]]) < LEAST:
        return ()
    bounds = [0, *(place for cut in cuts for place in cut), len(text)]
    parts = [text[a:b].strip(" ,;?.!") for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    matter = without_question_kept(parts[0])
    matter = (_DANGLING if has_marks(matter) else _DANGLING_BARE).sub("", matter)
    return (f"{parts[0]}?", *(f"{matter} {part}?" for part in parts[1:]))


def _leans(part: str) -> bool:
    """Whether a part says only that somebody does something, and not to what: "xã xử lý mấy ngày?"."""
    said = _SOMEBODY.sub("", " ".join(folded_words(without_question_kept(part))))
    return is_relational(said)


def _asked(part: str) -> str:
    """A part folded, without what asks nothing."""
    return _NOTHING.sub(" ", flat(part)).strip(" ?.!")


def _matter(text: str) -> int:
    return sum(token.folded not in STOP_FOLDED for token in tokens(text))


def _told(text: str) -> int:
    """As :func:`_matter`, of a text with marks by them: "chợ" is a matter, "cho" is none."""
    return len(content(text, Found(Scope()), has_marks(text))[0])
