"""Whether what a question asks for is said at all: no sentence near the topic will do for a name or a price that stands nowhere.

Overlap of words does not tell (ADR 12): what is asked for does. Three ways a near miss shows: the thing asked for has a form
("bao nhiêu tiền": an amount of money) and the answer holds none; a name is asked for and none is given; the question is about
one of several things that exclude each other ("giải nhì", "ô tô") and the text speaks of another ("giải nhất", "xe máy").
Add a form to ``_FORMS``, a family of things to :mod:`families`; nothing here knows what an archive is about.
"""

import re
from collections.abc import Sequence

from index.orthography import possible_bare
from index.passages import describe
from index.text import find_phrase, fold, has_marks, tokens, words
from rag.answering.evidence import Evidence
from rag.answering.passages.families import another, deputy
from rag.answering.passages.marked import defined
from rag.answering.passages.unspoken import unspoken
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.signals import NAME
from rag.question import units
from rag.question.cues import DEFINES, PERSONAL
from rag.question.folded import flat
from rag.question.reasons import REASON, WHY
from rag.types import Basis, Citation, Draft, Want

# Things that have names: which one is asked wants the name, not a sentence about such things.
_NAMED_THING = re.compile(
    r"\b(sieu thi|benh vien|truong_? hoc|truong_?|duong|tuyen duong|tuyen pho|pho|khach san|khu pho|nha may|cong ty|toa nha"
    r"|ngan hang|nha thau|hoi truong_?|san van dong|nha thi dau"
    r"|(?<!dia )phuong|(?<!co )quan|huyen|xa|tinh) (?:cu the )?nao\b(?<!hop nao)"
)
# "Huyện nào chi quá nửa thì phải báo trước ngày nào?": any of them, not which one; what is asked stands behind.
_ANY_OF_THEM = re.compile(r"\bnao\b.+\bthi\b.*\b(?:nao|gi|ai|dau|may|bao (?:nhieu|lau|gio)|(?:the|ra|lam) sao|khong)\b")
# What a text may call such a thing instead (folded): "đường nào" is told "Quốc lộ 4K".
_ROADS = (
    *("duong", "tuyen duong", "tuyen pho", "pho", "tuyen", "quoc lo", "tinh lo", "huyen lo", "huong lo", "dai lo"),
    "duong tinh",
)
_CALLED = dict.fromkeys(("duong", "tuyen duong", "tuyen pho", "pho"), _ROADS)
# … of which prose says the name alone ("AstraZeneca", "Nhật Bản"); with marks, for "hàng nào" and "hạng nào" are something else.
_MADE_BY = re.compile(
    r"\b(?:hãng|thương hiệu|nhãn hiệu|nhà sản xuất|công ty)(?: \w+){0,2} nào\b"
    r"|(?<!dấu )(?<!ký )(?<!kí )(?<!tín )(?<!khẩu )(?<!số )\b(?:nhãn )?hiệu gì\b"
    r"|\bnước nào (?:sản xuất|làm|chế tạo)\b"
)
# Administrative units below the province have no foreign names, and "các phường" names none.
_UNITS = units.names(units.HAMLET, units.DISTRICT)
# … and things the text must at least speak of.
_NAMED_KIND = re.compile(
    r"\b(ung dung|app|trang web|web|website|chuong trinh|phong trao|mo hinh|he thong|phan mem|kenh|mau don|bieu mau|quy)"
    r" (?:gi|nao)\b"
)
# What a text may call such a thing instead (folded).
_WEB, _APP = r"web|https?|www|\.vn\b|\.com\b", r"\bapp\b|ung dung|phan mem|nen tang"
_SAME_KIND = {
    **dict.fromkeys(("app", "ung dung", "phan mem"), _APP),
    **dict.fromkeys(("web", "website", "trang web"), _WEB),
    "quy": r"\bquy\b",
}
_DEFINING = re.compile(r"(?<![^\W_])(?:là|gồm|được hiểu|gọi là)(?![^\W_])|[“\"(:]")
# Syllables of what sort of thing one is, which stand before its name; so many at most.
_SORTS = frozenset(
    "đảo miền núi biên giới đa khoa dã chiến tiểu học mầm non trung cơ sở phổ thông cao đẳng đại cổ phần".split()
)
_SORT = 4
# A name that stands in more of the clauses than this ("Covid-19") is what the archive is about, and no answer to which one.
_EVERYWHERE = 0.05

_UNPAID = r"\bmien\b|\b(?:khong|chua) (?:phai |duoc )?(?:thu|nop|mat|tra|dong|ton)\b"
_SUM = r"(?:dong|d|vnd|trieu|nghin|ngan|ty|usd)\b"
# What is asked for, with what a text must hold to say it; on folded text.
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:bao nhieu|may) (?:tien|dong|trieu|nghin|ngan|ty|do_?)\b|\bmay (?:chuc|tram)(?: nghin| ngan| trieu| ty)\b"
            r"|\b(?:(?<!tham )(?<!quoc )(?<!danh )(?<!nguoi )(?<!tuoi )gia(?! dinh| tri| han)|le phi|hoc phi|vien phi"
            r"|chi phi|muc phat|tien phat|tien cong|tien luong|tien thuong|giai thuong|muc thuong|phat tien)\b[^,;]{0,60}"
            r"(?<!so )\bbao nhieu(?=[ ?.]*$| (?:mot|cho|mo_i|1)\b)"
            r"|\b(?:phat|thuong|luong|vay(?: uu dai)?)(?: toi da| toi thieu)? bao nhieu(?=[ ?.]*$| (?:de|khi|neu|cho|mot)\b)"
        ),
        re.compile(
            rf"\d ?{_SUM}|\d{{1,3}}(?:\.\d{{3}})+(?![\d.]| ?(?:m[23]?|ha|km|kg|tan|lit|nguoi|ho|luot|con|cay)\b)"
            rf"|\d ?%|\bphan tram\b|\blan (?:muc|luong|gia)\b|\bmuc luong\b"
            rf"|\b(?:nghin|ngan|trieu|ty) {_SUM}|{_UNPAID}"
        ),
    ),
    (
        re.compile(r"\bbi (?:xu )?phat\b|\bmuc (?:xu )?phat\b|\btien phat\b|\bphat (?:tien|bao nhieu|the nao|ra sao)\b"),
        re.compile(
            r"\b(?:phat|xu ly|xu tri|ky_? luat|che tai|dinh chi|hinh su|vi pham|trach nhiem|tich thu|thu hoi"
            r"|canh cao|phe binh|khien trach|boi thuong|kiem diem|truy cuu|cuong che|buoc)\b"
        ),
    ),
    (
        re.compile(r"\b(?:giay to|loai giay|ho so)(?: \w+){0,2} (?:gi|(?<!khi )(?<!luc )(?<!ngay )(?<!thang )(?<!dau )nao)\b"),
        re.compile(
            r"\b(?:giay|don|ho so|ban sao|ban chinh|the|so_|so ho|chung|phieu|to khai|ho khau|can cuoc|van ban|bien ban|danh sach"
            r"|ban khai|quyet dinh|cam ket|bang|thu tuc|xac nhan|hoa don|hop dong|to trinh|cong van)\b"
        ),
    ),
)  # fmt: skip
# With marks only these are meant: what is handed out ("được phát bao nhiêu") is no fine, a number ("số lượng") no pay.
_SPELT = {fold(word): word for word in ("phạt", "giá", "lương", "thưởng", "phí", "vay", "giấy", "hồ", "mấy")}
# What a sum of money is called, or what it is for.
_MONEY = re.compile(
    r"\b(?:gia|tien|(?<!cong )(?<!hop )(?<!hoi )dong|trieu|ty|nghin|phi|muc|von|luong|thuong|phat|ngan sach|chi tra|thu lao"
    r"|ho tro|tro cap|dinh muc|phan tram|vnd)\b"
)
# A longer answer is a sentence, no value.
_SENTENCE = 80
# What comes back ("ngày mấy hằng tháng") is told by no day of one year.
_EACH_TIME = re.compile(r"\bngay (?:nao|may|bao nhieu)\b.{0,20}\b(?:hang|moi) (?:thang|nam|tuan|quy)\b")
_DAY_OF_A_YEAR = re.compile(r"^\D*\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm )(?:19|20)\d\d\D*$")
# "Điểm chuẩn của trường là bao nhiêu?": a measure is asked for by its name; a share or money shows by itself.
_MEASURE = re.compile(
    r"^(?!(?:ty le|ti le|kinh phi|chi phi|hoc phi|le phi|gia|tien|thoi gian|so"
    r"|tong|muc|trong|theo|o|tai|moi|co|hien|nam|ngay|thang|khi|neu)\b)"
    r"[a-z_]+ [a-z_]+ .*\bla bao nhieu[ ?.]*$"
)
# A reason asked for behind something else ("mấy hộ không được hỗ trợ, vì sao?"), which is answered though the reason is not told.
_AND_WHY = re.compile(r"\b(?:may|bao nhieu|ai|nao|gi|dau)\b.+\b(?:vi|tai) sao\b")


def unnamed(evidence: Evidence, best: Candidate) -> bool:
    """Whether the name, the definition or the kind of thing asked for is not in the words that are nearest."""
    noun = None if _ANY_OF_THEM.search(evidence.folded) else _NAMED_THING.search(evidence.folded)
    # "bằng những đường nào": kinds of them are an answer, too; of units only names are.
    name = noun[1].replace("_", "") if noun else ""
    if noun and name not in units.names() and re.search(rf"\b(?:nhung|cac) {noun.group()}", evidence.folded):
        noun = None
    if noun and not any(_names(one, best.sentence.text, evidence) for one in _CALLED.get(name, (name,))):
        return True
    if _MADE_BY.search(evidence.query.text.lower()) and not _new_name(best.sentence.text, evidence):
        return True
    if DEFINES.search(evidence.folded) and not any(_defines(c.sentence.text, evidence) for c in evidence.near()):
        return True
    kind = _NAMED_KIND.search(evidence.folded)
    near = " ".join(c.hit.clause.text for c in evidence.near())
    return kind is not None and not re.search(_SAME_KIND.get(kind[1], kind[1]), flat(near))


def private(evidence: Evidence) -> bool:
    """Whether personal particulars are asked for that the nearest sentence does not hold."""
    text = evidence.best.sentence.text if evidence.best else ""
    return any(cue.search(evidence.folded) and not stated.search(text) for cue, stated in PERSONAL)


def unsaid(evidence: Evidence, draft: Draft) -> bool:
    """Whether ``draft`` holds nothing of the form asked for, or speaks of another thing of the family the question names."""
    if not draft.statements or evidence.query.want is Want.YES_NO:
        return False
    said = [statement.text for statement in draft.statements]
    cited = [citation for statement in draft.statements for citation in statement.citations]
    whole = " ".join(flat(" ".join([*said, *(citation.quote for citation in cited)])).split())
    # A sum of money is said by the value itself; that it is a fine, by the sentence it stands in.
    line = " ".join(flat(" ".join(said)).split()) if draft.basis is Basis.VALUE else whole
    texts = (line, *(whole for _ in _FORMS[1:]))
    folded = flat(evidence.query.text, _SPELT)
    if any(asked.search(folded) and not form.search(text) for (asked, form), text in zip(_FORMS, texts, strict=True)):
        return True
    if _EACH_TIME.search(evidence.folded) and all(_DAY_OF_A_YEAR.search(text) for text in said):
        return True
    if draft.basis is Basis.VALUE and evidence.query.want is Want.QUANTITY and _asked_itself(evidence, said):
        return True
    if evidence.query.want is Want.PERSON and deputy(evidence.query.text, " ".join(one.quote for one in cited)):
        return True
    if _unnamed_measure(evidence, cited) or _bare_sum(evidence, line, cited) or _uncounted(evidence, said, whole):
        return True
    if unspoken(evidence, said, cited):
        return True
    only_why = WHY.search(evidence.folded) and not _AND_WHY.search(evidence.folded)
    if only_why and not REASON.search(" ".join(said)):
        return True
    around: list[str] = []
    bare: list[str] = []
    for citation in cited:
        document = evidence.archive.directives[citation.clause.directive]
        subject = document.subject.value if document.subject else ""
        around += [citation.clause.text, *citation.clause.headings, describe(document), subject]
        bare += [] if has_marks(subject) else [subject]
    own = " ".join(citation.quote for citation in cited)
    return bool(cited) and evidence.query.marks and another(evidence.query.text, " ".join(around), " ".join(bare), own)


def _asked_itself(evidence: Evidence, said: Sequence[str]) -> bool:
    """Whether the value said stands in the question as it is ("Phường 4"): it tells nothing new. A figure is no word of it:
    "05%" tells something of "tháng 5"."""
    asked = words(evidence.query.text)
    return all(
        next(find_phrase(words(text), asked), None) is not None
        and (re.search(r"[^\W\d]", text) or text in evidence.query.text)
        for text in said
    )


def _bare_sum(evidence: Evidence, line: str, cited: Sequence[Citation]) -> bool:
    """Whether money is asked for, and the answer is a number of which nothing around says that it is money."""
    if not _FORMS[0][0].search(flat(evidence.query.text, _SPELT)) or not re.fullmatch(r"\D*\d[\d.,]*\s*", line):
        return False
    around = (" ".join((one.quote, *one.clause.headings, *evidence.over(one.clause))) for one in cited)
    return not any(_MONEY.search(flat(text)) for text in around)


def _uncounted(evidence: Evidence, said: Sequence[str], whole: str) -> bool:
    """Whether so many of something are asked for and a whole sentence is said that does not count them, nor speaks of money."""
    things = [unit.split()[0] for unit in evidence.query.units if unit[0].isalpha()]
    things = [one for one in things if evidence.archive.lexical.frequency(one, False)]
    if evidence.query.want is not Want.QUANTITY or not things or max(map(len, said)) < _SENTENCE:
        return False
    spoken = set(whole.split()) | set(evidence.words(whole))
    return not _MONEY.search(" ".join(evidence.query.units)) and not spoken & set(things)


def _unnamed_measure(evidence: Evidence, cited: Sequence[Citation]) -> bool:
    """Whether the measure asked for ("Điểm chuẩn … là bao nhiêu?") is not spoken of where the value stands, by any of its words."""
    asked = _MEASURE.search(evidence.folded)
    if asked is None or evidence.query.want is not Want.QUANTITY:
        return False
    first = {token.accented if evidence.query.marks else token.folded for token in tokens(evidence.query.text)[:2]}
    wanted = first & {term.word for term in evidence.matcher.terms}
    around = (" ".join((one.clause.text, *one.clause.headings, *evidence.over(one.clause))) for one in cited)
    return len(wanted) == len(first) and not any(wanted & evidence.words(text) for text in around)


def _new_name(text: str, evidence: Evidence) -> bool:
    """Whether ``text`` holds a name that neither stands in the question nor all over the archive."""
    asked = set(evidence.matcher.forms(evidence.query.text))
    most = _EVERYWHERE * evidence.archive.manifest.clauses
    for match in NAME.finditer(text):
        forms = [form for form in evidence.matcher.forms(match.group()) if form not in asked]
        if any(evidence.archive.lexical.frequency(form, evidence.query.marks) <= most for form in forms):
            return True
    return False


def _defines(text: str, evidence: Evidence) -> bool:
    """Whether a sentence says what something is: ``X là …``, ``X gồm …``, ``(sau đây gọi là X)``, or names it in quotes."""
    word = set(evidence.matcher.forms(defined(evidence.query.text)))
    first = next((term.word for term in evidence.matcher.terms if term.word in word), "")
    return first in evidence.matcher.forms(text) and bool(_DEFINING.search(text))


def _names(noun: str, text: str, evidence: Evidence) -> bool:
    """Whether ``text`` gives a thing of this kind its name or number (``bệnh viện Bạch Mai``, ``đường số 5``), or a name in a
    foreign spelling, before which prose leaves the kind out.
    """
    found = tokens(text)
    size = len(noun.split())
    asked = set(evidence.matcher.forms(evidence.query.text))
    # "TTg" and "TW" are abbreviations.
    foreign = (m.group() for m in NAME.finditer(text) if m.group()[1:2].islower()) if noun not in _UNITS else ()
    if any(
        not possible_bare(fold(word.strip('“"('))) and not set(evidence.matcher.forms(word)) <= asked
        for word in foreign
    ):
        return True
    for at in range(len(found) - size):
        if " ".join(t.folded for t in found[at : at + size]) != noun:
            continue
        behind = at + size
        # "huyện đảo Hòn Ngọc", "bệnh viện đa khoa Tân An": of what sort it is stands between.
        while (
            behind < min(len(found) - 1, at + size + _SORT) and text[found[behind].start : found[behind].end] in _SORTS
        ):
            behind += 1
        if text[found[behind].start].isupper() or found[behind].folded[:1].isdigit():
            return True
    return False
