"""What is near the topic and never speaks of what is asked: members of a body, papers, a price, the case asked about, what money
is to buy, who owns something, a plan, a mishap.

Each is a way of asking with the words that any sentence saying it holds; see :mod:`rag.answering.passages.unsaid`.
"""

import re
from collections.abc import Sequence

from index.text import plain, tokens
from rag.answering.evidence import Evidence
from rag.answering.value.tables import is_row
from rag.answering.value.units import is_measure, same_units
from rag.question.folded import flat
from rag.types import Citation, Want
from rag.values import persons

# Who makes up a body, what papers make up; on folded text.
_MADE_UP = re.compile(r"\bgom (?:co )?(?:nhung |cac )?(?:ai|nguoi nao|thanh vien nao|thanh phan nao)\b")
_MEMBERS = re.compile(
    r"\b(?:gom|thanh phan|thanh vien|dai dien|truong ban|to truong|chu tich"
    r"|uy vien|do [^.;:]{3,60} lam (?:truong|chu|to)|co \w+ nguoi)\b"
)
_PAPERS = re.compile(r"^(?:ho so|giay to|thu tuc)\b.*\b(?:gom|co) (?:co )?(?:nhung |cac )?(?:giay to )?(?:gi|nao)\b")
_OF_PAPERS = re.compile(r"\b(?:ho so|giay to|gom|thu tuc|thanh phan)\b")
# "… cần (nộp) những giấy tờ gì?": which ones, told by what papers are or by what is to be handed in or shown.
_WHICH_PAPERS = re.compile(
    r"\b(?:can|phai|nop|mang|chuan bi|kem|co)\b(?: [a-z]+){0,3} (?:giay to|loai giay|ho so)(?: [a-z]+){0,2} (?:gi|nao)\b"
)
_SUCH_PAPERS = re.compile(
    r"\b(?:ho so|giay to|gom|don|ban (?:sao|chinh|khai|ke|cam ket)|to khai|bien ban|giay (?:xac nhan|chung nhan|uy quyen|khai sinh)"
    r"|chung (?:minh|tu|thuc|chi)|can cuoc|xuat trinh|mang theo|kem|xac nhan|hop dong|phieu|mau|danh sach|bao cao)\b"
)
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
# "Tiền mua máy lọc nước", "hỗ trợ … để làm nhà vệ sinh": what money is for, as far as the next small word.
_MONEY = re.compile(r"(?<![^\W_])(?:tiền|kinh phí|hỗ trợ|trợ cấp|cấp|vay|chi|đồng|triệu)(?![^\W_])", re.IGNORECASE)
_SMALL = (
    "bao nhiêu|mấy|thì|được|có|cho|để|theo|ở|tại|của|khi|nếu|là|trong|từ|và|hết|mất|với|vào|do|bị|phải|năm|ngày|tháng|hay|hoặc|mới"
    "|lại|về|đến|tới|như|sau|trước|ra|không|này|nữa|thế|vậy"
)
_TO_GET = re.compile(
    r"(?<![^\W_])(?:mua|(?:để|tiền) làm|xây dựng|xây|sửa chữa|sửa|lắp đặt|lắp|thuê|trang bị|cải tạo|dựng)"
    r"(?!\s+(?:việc|ăn|gì|nào|đổi|sai|thủ tục)(?![^\W_]))\s+(?:mới |lại |thêm |một |1 |01 |chiếc |cái |bộ )*"
    rf"(?P<what>(?:(?!(?:{_SMALL})(?![^\W_]))[^\W_]+\s*){{1,5}})",
    re.IGNORECASE,
)
# Whose something is, or who wrote it; a body does not do for a sentence without either word or name.
_OWNER = re.compile(
    r"(?<![^\W_])ai là (?P<one>chủ|tác giả)(?! (?:tịch|nhiệm|trì|tọa))(?![^\W_])"
    r"|(?<![^\W_])(?P<two>chủ|tác giả)(?! (?:tịch|nhiệm|trì|tọa))(?![^\W_])[^?]*(?:là ai|tên (?:là )?gì)",
    re.IGNORECASE,
)
# What is planned is not told by a year that was over.
_PLANNED = re.compile(r"(?<![^\W_])(?:dự kiến|dự định|sẽ)(?![^\W_])", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A term made longer or put off is told by a text that says so; the term itself is another thing.
_PUT_OFF = re.compile(r"(?<![^\W_])(?:gia hạn|tạm hoãn|hoãn|lùi)(?![^\W_])", re.IGNORECASE)
_OF_PUTTING_OFF = re.compile(
    r"(?<![^\W_])(?:gia hạn|kéo dài|hoãn|lùi|dời|đẩy|thêm|tiếp tục|điều chỉnh|chậm|muộn|chuyển|sửa|thay|giãn|thay đổi)(?![^\W_])",
    re.IGNORECASE,
)
# When something broke or burnt: no day by which it is to be mended.
_BROKE = re.compile(
    r"(?<![^\W_])(?:bị [^\W_]+(?: [^\W_]+)?|vỡ|sập|cháy|hỏng|đổ|gãy|sạt|xảy ra)\s+(?:vào |từ |lúc |hồi )*"
    r"(?:hôm|ngày|giờ|lúc|năm|tháng|khi|bao) (?:nào|mấy|giờ)",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"\s*(?:trước|chậm nhất|muộn nhất)(?![^\W_])", re.IGNORECASE)
_HOUR = re.compile(r"\d ?(?:h|gio|g\d)|\d:\d|\b(?:sang|trua|chieu|toi|dem|gio)\b")
# "Loại vắc xin gì": its name or sort stands right behind it; these words go on with something else.
_KIND = re.compile(
    r"(?<!những )(?<!các )(?<!mấy )(?<![^\W_])loại (?P<noun>[^\W_]+(?: [^\W_]+)?) (?:gì|nào)(?![^\W_])", re.IGNORECASE
)
_GOES_ON = (
    "cho|để|của|phòng|ngay|trên|tại|ở|theo|khi|và|hoặc|được|bị|là|từ|đến|với|trong|đã|đang|sẽ|phải|đủ|mũi|bảo đảm|đảm bảo|đúng"
    "|này|đó"
)
_LEADING = r"^(?:(?:vay|the|hien nay|hien|cho hoi|hoi|nam \d+|muc)\b,? )*"


def unspoken(evidence: Evidence, said: Sequence[str], cited: Sequence[Citation]) -> bool:
    """Whether one sentence is ``said`` that does not speak of what is asked, nor what it stands under."""
    if _of_something_else(evidence, said, cited):
        return True
    if len(said) != 1:
        return False
    folded = evidence.folded.replace("_", "")
    quoted = " ".join([*said, *(one.quote for one in cited)])
    whole = flat(quoted).replace("_", "")
    above = flat(" ".join(title for one in cited for title in one.clause.headings)).replace("_", "")
    return (
        bool(_MADE_UP.search(folded) and not _MEMBERS.search(whole))
        or bool(_PAPERS.search(folded) and not _OF_PAPERS.search(f"{whole} {above}"))
        or bool(_WHICH_PAPERS.search(folded) and not _SUCH_PAPERS.search(f"{whole} {above}"))
        or bool(_COST.search(evidence.query.text) and not _OF_COST.search(quoted))
        or _another_case(evidence, cited, _WHEN, WORDS)
        or _another_case(evidence, cited, _DONE_BY, DONE_WORDS)
        or by_itself(folded, flat(said[0]).replace("_", ""))
        or _without_unit(evidence, said[0], cited)
    )


def _of_something_else(evidence: Evidence, said: Sequence[str], cited: Sequence[Citation]) -> bool:
    """Whether all that is ``said`` is of another thing than the question's: money for something else, a day gone by, a deadline."""
    text, want = evidence.query.text, evidence.query.want
    quoted = " ".join(one.quote for one in cited)
    if want is Want.QUANTITY and _not_bought(evidence, cited):
        return True
    if want is Want.PERSON and (owner := _OWNER.search(text)):
        named = any(persons(one) for one in said)
        return not named and not set(_plainly(evidence, owner["one"] or owner["two"])) <= evidence.words(quoted)
    if _PUT_OFF.search(text):
        return not _OF_PUTTING_OFF.search(" ".join(one.clause.text for one in cited))
    if want is Want.DATE and _PLANNED.search(text):
        return bool(cited) and _all_gone_by(evidence, said, cited)
    if want in (Want.DATE, Want.TIME) and _BROKE.search(text):
        return all(_BY_THEN.match(one) for one in said) or (
            want is Want.TIME and not any(_HOUR.search(flat(one)) for one in said)
        )
    kind = _KIND.search(text) if len(said) == 1 and want in (Want.TEXT, Want.LIST) else None
    return kind is not None and _without_sort(kind["noun"], quoted)


def _plainly(evidence: Evidence, text: str) -> list[str]:
    """The words of a text in the form that the question's are compared in, without those that stand for others."""
    return evidence.matcher.of(tokens(text))


def _not_bought(evidence: Evidence, cited: Sequence[Citation]) -> bool:
    """Whether money is asked for to buy or build something, and a word of that is nowhere where the answer is taken from."""
    text = evidence.query.text
    asked = _TO_GET.search(text) if _MONEY.search(text) else None
    if asked is None:
        return False
    terms = {term.word for term in evidence.matcher.terms}
    subjects = (evidence.archive.directives[one.clause.directive].subject for one in cited)
    about = [one.value for one in subjects if one]
    around = " ".join(
        [*about, *(" ".join((one.clause.text, *one.clause.headings, *evidence.over(one.clause))) for one in cited)]
    )
    return not terms.intersection(_plainly(evidence, asked["what"])) <= evidence.words(around)


def _all_gone_by(evidence: Evidence, said: Sequence[str], cited: Sequence[Citation]) -> bool:
    """Whether all years said lie before those of the documents they are taken from."""
    dates = [evidence.archive.directives[one.clause.directive].date for one in cited]
    years = [int(year) for one in said for year in _YEAR.findall(one)]
    return bool(years) and all(one is not None and max(years) < int(one.value[:4]) for one in dates)


def _without_sort(noun: str, quoted: str) -> bool:
    """Whether a thing whose sort is asked for stands in the text, and always without a word behind it that tells the sort."""
    found = re.findall(
        rf"(?<![^\W_]){re.escape(noun)}(?![^\W_])\s*(\W?\s*[^\W_]*)", " ".join(quoted.split()), re.IGNORECASE
    )
    return bool(found) and all(re.fullmatch(rf"(?:{_GOES_ON})?|[.,;:)].*", one.strip(), re.IGNORECASE) for one in found)


def _without_unit(evidence: Evidence, said: str, cited: Sequence[Citation]) -> bool:
    """Whether so many of a measure are asked for ("bao nhiêu mét") and a whole row of a table is said without any."""
    units = [tuple(unit.split()) for unit in evidence.query.units]
    if evidence.query.want is not Want.QUANTITY or len(units) != 1 or not is_measure(units[0]) or units[0][0] == "phan":
        return False
    names = same_units(units[0])
    heads = (" ".join((one.quote, *one.clause.headings, *evidence.over(one.clause))) for one in cited)
    whole = all(is_row(one.clause) and plain(one.quote) == said for one in cited)
    return whole and not any(
        re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text) for text in map(flat, heads) for name in names
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
