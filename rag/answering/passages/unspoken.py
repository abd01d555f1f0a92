"""A single sentence near the topic that never speaks of what is asked: members of a body, papers, a price, the case asked about.

Each is a way of asking with the words that any sentence saying it holds; see :mod:`rag.answering.passages.unsaid`.
"""

import re
from collections.abc import Sequence

from rag.answering.evidence import Evidence
from rag.question.folded import flat
from rag.types import Citation

# Who makes up a body, what papers make up; on folded text.
_MADE_UP = re.compile(r"\bgom (?:co )?(?:nhung |cac )?(?:ai|nguoi nao|thanh vien nao|thanh phan nao)\b")
_MEMBERS = re.compile(
    r"\b(?:gom|thanh phan|thanh vien|dai dien|truong ban|to truong|chu tich"
    r"|uy vien|do [^.;:]{3,60} lam (?:truong|chu|to)|co \w+ nguoi)\b"
)
_PAPERS = re.compile(r"^(?:ho so|giay to|thu tuc)\b.*\b(?:gom|co) (?:co )?(?:nhung |cac )?(?:giay to )?(?:gi|nao)\b")
_OF_PAPERS = re.compile(r"\b(?:ho so|giay to|gom|thu tuc|thanh phan)\b")
# "Giá thuê tính thế nào?"; with marks, for folded they are other words, too.
_COST = re.compile(
    r"(?<!đánh )(?<!định )(?<!trị )(?<![^\W_])(?:giá|phí|học phí|lệ phí|viện phí)(?![^\W_])(?! trị).*(?:thế nào|ra sao)",
    re.IGNORECASE,
)
_OF_COST = re.compile(r"(?<![^\W_])(?:giá|phí|tiền|đồng|miễn|mức|thu|nộp)(?![^\W_])|%", re.IGNORECASE)
# "Phải làm gì khi phụ huynh không đóng tiền?": the case, of so many words at least, of which so much is spoken of at least.
_WHEN = re.compile(
    r"(?<![^\W_])(?:làm|xử lý|xử trí)\s+(?:những\s+)?(?:gì|sao|thế nào|ra sao)\s+(?:khi|nếu|trong trường hợp)\s+(?P<when>[^?]+)",
    re.IGNORECASE,
)
WORDS, SPOKEN = 3, 0.25
# "Phải hoàn thành việc tiêm phòng trước ngày nào?": what is to be done by then, of so many words at least.
_DONE_BY = re.compile(
    r"(?<![^\W_])(?:hoàn thành|hoàn tất|làm xong)\s+(?:việc\s+|công tác\s+)?"
    r"(?P<when>(?:(?!ngày|khi|lúc|tháng|hôm|chậm|trước|vào)[^\W_]+\s+){2,12}?)"
    r"(?:chậm nhất\s+|muộn nhất\s+|trước\s+|vào\s+|trong\s+|là\s+|đến\s+)*(?:ngày|khi|lúc|tháng|hôm|bao) (?:nào|mấy|giờ)",
    re.IGNORECASE,
)
DONE_WORDS = 2
# "Trợ cấp bằng 03 lần mức chuẩn", "sau 15 ngày kể từ ngày đăng Công báo": what is told, by something else; on folded text.
_TIMES = re.compile(r"\b(?:lan|%) (?:muc )?(?P<base>(?!so\b|nay\b)[a-z]+ [a-z]+)")
_SINCE = re.compile(r"\btu (?:ngay|khi) (?P<base>[a-z]+(?: [a-z]+)+)\W*$")
_LEADING = r"^(?:(?:vay|the|hien nay|hien|cho hoi|hoi|nam \d+|muc)\b,? )*"


def unspoken(evidence: Evidence, said: Sequence[str], cited: Sequence[Citation]) -> bool:
    """Whether one sentence is ``said`` that does not speak of what is asked, nor what it stands under."""
    if len(said) != 1:
        return False
    folded = evidence.folded.replace("_", "")
    quoted = " ".join([*said, *(one.quote for one in cited)])
    whole = flat(quoted).replace("_", "")
    above = flat(" ".join(title for one in cited for title in one.clause.headings)).replace("_", "")
    return (
        bool(_MADE_UP.search(folded) and not _MEMBERS.search(whole))
        or bool(_PAPERS.search(folded) and not _OF_PAPERS.search(f"{whole} {above}"))
        or bool(_COST.search(evidence.query.text) and not _OF_COST.search(quoted))
        or _another_case(evidence, cited, _WHEN, WORDS)
        or _another_case(evidence, cited, _DONE_BY, DONE_WORDS)
        or by_itself(folded, flat(said[0]).replace("_", ""))
    )


def by_itself(question: str, said: str) -> bool:
    """Whether the amount or the day that is asked for is what the answer only reckons from, both folded: "03 lần mức chuẩn" of
    what "mức chuẩn" is, "kể từ ngày đăng Công báo" of when it is printed there."""
    if re.search(r"\bbao nhieu\b", question) and not re.search(r"\blan\b", question):
        bases = [found["base"] for found in _TIMES.finditer(said)]
        return any(re.search(rf"{_LEADING}{re.escape(base.removeprefix('muc '))}\b", question) for base in bases)
    since = _SINCE.search(said)
    if since is None or re.search(r"\d[/.-]\d", said):
        return False
    return (
        re.search(rf"(?<!tu ngay )(?<!tu khi )(?<!sau khi )\b{since['base']} (?:vao |la |tu )*ngay nao", question)
        is not None
    )


def _another_case(evidence: Evidence, cited: Sequence[Citation], cue: re.Pattern[str], least: int) -> bool:
    """Whether what to do in a case, or by when to do something, is asked, and next to nothing of the case, or of what is to be
    done, is said where the answer is taken from."""
    asked = cue.search(evidence.query.text)
    if asked is None:
        return False
    inside = evidence.words(asked["when"])
    case = [term for term in evidence.matcher.terms if term.word in inside]
    about = evidence.words(" ".join(" ".join((one.clause.text, *one.clause.headings)) for one in cited))
    held = sum(term.weight for term in case if term.word in about)
    return len(case) >= least and held < SPOKEN * sum(term.weight for term in case)
