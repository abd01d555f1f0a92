"""Whether a text denies what a question asks: negations counted where they reach the words asked about, and contraries."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from index.parsing.levels import told_last
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.asked import Proposition, asked_of, contrary, inner, predicate_terms
from rag.answering.verdict.deciding import OWN_VERB

_NEGATION = re.compile(
    # "Không khí" and "không chỉ … mà còn" deny nothing; "thôi theo dõi" does, "thôi việc" tells of whom.
    r"(?<![^\W_])(?:không(?! quá| dưới| vượt| thấp hơn| khí(?![^\W_])| gian| quân| phận| (?:chỉ|những) (?!đạo|định|thị|huy))|"
    r"chưa|nghiêm cấm|cấm|tạm dừng|dừng|ngừng|hạn chế|(?<!trốn )tránh|"
    r"thôi(?= [^\W\d_])(?! (?:việc|học|nôi|miên|thúc|thì|nhé|ạ|mà)(?![^\W_]))|"
    r"(?<!ra )(?<!tách )(?<!rời )(?<!thoát )khỏi|miễn|giải tỏa|giải toả|đình chỉ|đóng cửa|xóa bỏ)(?![^\W_])",
    re.IGNORECASE,
)
# Behind these a negation tells of whom or why something is done, and denies nothing: "xử lý cá nhân không khai báo".
_OF_WHOM = re.compile(
    r"(?<![^\W_])(?:do|nếu|vì|hành vi|cá nhân|tổ chức|trường hợp|người|những ai|hoạt động|dịch vụ|thông tin)(?: [^\W_]+){0,2} $",
    re.IGNORECASE,
)
# So it does behind a word for people where what is ruled of them follows: "đối tượng không hưởng lương được cấp thẻ".
_OF_SOME = re.compile(
    r"(?<![^\W_])(?:hộ|gia đình|đối tượng|học sinh|sinh viên|trẻ(?: em)?|phụ huynh|lao động|thân nhân|công dân|cán bộ|hội viên)"
    r"(?: [^\W_]+){0,2} $",
    re.IGNORECASE,
)
_RULED_OF_THEM = re.compile(r"\s+[^,;:.]{3,60}?(?<![^\W_])(?:được|thì|phải|có thể)(?![^\W_])", re.IGNORECASE)
# … but "người dân không được đốt rác" does: what one may, must or suffers is denied.
_MODAL = re.compile(r"\s+(?:được|phải|cần|bị)(?![^\W_])", re.IGNORECASE)
_WHOM = 60
_UNHARMED = frozenset(("không", "chưa", "miễn", "tránh", "khỏi"))
_QUALITY = re.compile(
    r"(?:không|chưa) (?:đúng|cần thiết|thiết yếu|trung thực|chấp hành|khai báo|nơi|còn khả năng|có khả năng"
    r"|(?:có )?lý do|phép(?! [^\W\d_]))",
    re.I,
)
_BOUND = re.compile(r"(?<![^\W_])không (?:quá|vượt)(?![^\W_])", re.IGNORECASE)
_ALL = re.compile(r"(?<![^\W_])(?:toàn bộ|tất cả|mọi)(?![^\W_])", re.IGNORECASE)
_ALLOWED_WHEN = re.compile(
    r"(?<![^\W_])chỉ(?![^\W_])[^;.]*?(?<![^\W_])(?:khi|nếu|trong trường hợp)(?![^\W_])", re.IGNORECASE
)
# "… vẫn phải nhận trẻ cho phụ huynh không thể ở nhà": the rule is laid down, whatever is lacking before and behind it.
_STILL = re.compile(
    r"^(?:[^;]*?[\s,])?vẫn (?:phải|được|có thể|cần|nhận|cho|áp dụng|thực hiện|hưởng|giữ|tiếp tục)(?![^\W_])[^,;]*",
    re.IGNORECASE,
)
# The rule, and of whom or what it does not hold.
NOT_APPLIED = re.compile(
    r"(?<![^\W_])không (?:được )?áp dụng(?: (?:đối với|cho|với|trong|khi|các|những|trường hợp))*(?![^\W_])",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d][.;])\s+")
_THEN = re.compile(r"(?<![^\W_])thì(?![^\W_])", re.IGNORECASE)
# A denial with the word it denies.
_SHARED = re.compile(rf"{_NEGATION.pattern}\s+[^\W_]+", re.IGNORECASE)
# The parts of a sentence that hold this share of what the whole holds are looked at for negations.
WINDOW = 0.9
# Where a sentence goes on with something of its own: "… được tham quan nhưng không được chụp ảnh".
_PARTS = re.compile(r",(?!\s+chống|\d)|:|(?=\s(?:nhưng|song|mà (?:không|phải))\s)")
_LACKS = re.compile(r"(?<![^\W_])(?:không|chưa)(?![^\W_])", re.IGNORECASE)
_LIFTS = re.compile(
    r"(?<![^\W_])không (?:yêu cầu|bắt buộc|cần|đòi hỏi|phân biệt|nhất thiết|phải (?:là|có))(?![^\W_])", re.IGNORECASE
)
# Parts of a negated list are this short (words); the sentence must hold half of the predicate to be judged by it.
GOVERNED, HALF = 7, 0.5
# A clause that opens with a ban bans all it lists.
_OPENS_WITH_BAN = re.compile(r"\W*(?:nghiêm )?cấm(?![^\W_])", re.IGNORECASE)


def lifted(asked: Proposition, text: str) -> bool:
    """Whether one who lacks something is asked about, and ``text`` says that it is not called for: "không bắt buộc phải là …"."""
    return bool(_LACKS.search(asked.subject) and _LIFTS.search(text) and len(_NEGATION.findall(text)) == 1)


def negations(text: str) -> int:
    """How many words of denial or of stopping a text has."""
    return len(_denials(text))


def _denials(text: str) -> list[str]:
    return [
        one.group()
        for one in _NEGATION.finditer(text)
        if not _QUALITY.match(text, one.start())
        and not (one.group().lower() in ("không", "chưa") and not _MODAL.match(text, one.end()) and _of_whom(text, one))
    ]


def _of_whom(text: str, denial: re.Match[str]) -> bool:
    before = text[max(0, denial.start() - _WHOM) : denial.start()]
    some = _OF_SOME.search(before) and _RULED_OF_THEM.match(text, denial.end())
    return bool(some or _OF_WHOM.search(before))


def denied(evidence: Evidence, text: str) -> bool:
    """Whether text and question differ by an odd number of negations; "chỉ … khi" denies what lacks the condition."""
    asked, part = _denials(asked_of(evidence).predicate), window(evidence, text)
    found = _denials(_STILL.sub(" ", part))
    # What stops or bans somebody is the same harm as that which he is asked to suffer: "bị dẹp", "giải tỏa các chợ cóc".
    if not asked and re.search(
        rf"(?<![^\W_])bị\s+{re.escape(asked_of(evidence).predicate)}", inner(evidence), re.IGNORECASE
    ):
        found = [one for one in found if one.lower() in _UNHARMED]
        part = "" if not found else part
    each = [len(_denials(one)) for one in re.split(r"[,;]", part)]
    if max(each) == 1 < sum(each) == len(found) and not NOT_APPLIED.search(
        part
    ):  # "không đi …, không dùng xe công …": one after the other, none undoes another
        found = found[:1]
    # "không quá 1/2" denies nothing but "toàn bộ".
    if _BOUND.search(part) and _ALL.search(inner(evidence)):
        found.append("không quá")
    only = (
        bool(asked)
        and bool(re.search(r"(?<![^\W_])(?<!đình )chỉ(?! thị| đạo| huy)(?![^\W_])", part, re.I))
        and len(found) == 1
    )
    # "hạn chế …, chỉ … khi …" allows it, with the condition.
    if not asked and {one.lower() for one in found} == {"hạn chế"} and _ALLOWED_WHEN.search(text):
        return False
    return (len(found) + len(asked) + only) % 2 == 1


def denied_above(evidence: Evidence, candidate: Candidate) -> bool:
    """Whether the item stands under words that deny it: "Nghị định này không điều chỉnh:"."""
    clause = candidate.hit.clause
    above = told_last(clause.headings[-1]) if clause.headings else ""
    if above.endswith("…") and clause.parent is not None:  # a long one is cut
        above = _SENTENCE_END.split(evidence.archive.clauses([clause.parent])[0].text.rstrip())[-1]
    # What stands before "thì" tells when, not what: "… mà không có điều kiện chăm sóc thì được hưởng các chế độ sau:".
    denials = {one.lower() for one in _denials(_THEN.split(above)[-1])}
    # "Tạm đình chỉ trong các trường hợp sau: … bị tạm đình chỉ": said once more.
    again = (denials - {"không", "chưa"}) & {one.lower() for one in _denials(candidate.piece.text)}
    return above.rstrip(" *").endswith(":") and negations(_THEN.split(above)[-1]) % 2 == 1 and not again


def without_shared(subject: str, text: str) -> str:
    """``text`` without the denials by which both it and the question tell of whom they speak: "chưa tiêm", "được miễn học",
    "không đổi" and "không thay đổi"."""
    for word in dict.fromkeys(re.sub(r"\s+", " ", found) for found in _SHARED.findall(subject)):
        denial, _, what = re.escape(word).rpartition("\\ ")
        text = re.sub(rf"(?<![^\W_]){denial}(?= (?:[^\W\d_]+ )?{what}(?![^\W_]))", " ", text, flags=re.IGNORECASE)
    return text


def denies_unspoken(evidence: Evidence, predicate: str, text: str) -> bool:
    """Whether what a question denies ("vay không *lãi suất*") does not stand in ``text``, which then tells nothing of it."""
    here = evidence.words(text)
    for one in _LACKS.finditer(predicate):
        words = evidence.matcher.forms(predicate[one.end() :])[:2]
        if words and not here & set(words):
            return True
    return False


def window(evidence: Evidence, text: str) -> str:
    """The fewest neighbouring parts between commas that hold nearly all that the sentence holds of what is asked.

    What is asked is the predicate ("có được *thả đèn trời* không") where the sentence has it. A negation goes on over commas:
    "không tàng trữ, đốt pháo nổ", "giải tỏa các chợ tạm, chợ cóc".
    """
    parts = _PARTS.split(text)
    matcher = evidence.matcher
    terms = predicate_terms(evidence, asked_of(evidence))
    here = evidence.words(text)
    if sum(t.weight for t in terms if t.word in here) < HALF * sum(t.weight for t in terms) or not terms:
        terms = matcher.terms
        # What is asked may have no word of matter here and stand here all the same: "làm đơn xin phép", "không phải xin phép".
        matter = {term.word for term in matcher.terms}
        pairs = itertools.pairwise(matcher.forms(asked_of(evidence).predicate))
        asked = {pair for pair in pairs if not matter & set(pair)}
        shared = [len(asked & set(itertools.pairwise(matcher.forms(part)))) for part in parts]
        if max(shared) > 0:
            at = shared.index(max(shared))
            return ",".join(parts[governed_from(parts, at) : at + 1])

    weight = {term.word: term.weight for term in terms}
    held = [weight.keys() & evidence.words(part) for part in parts]
    enough = WINDOW * sum(weight[word] for word in weight.keys() & here)
    if first_last := _shortest(held, weight, enough):
        first, last = first_last
        if first == last:  # of several parts the one with the words side by side: "làm đơn", not "hóa đơn"
            asked = set(itertools.pairwise(matcher.forms(asked_of(evidence).predicate)))
            whole = [at for at, words in enumerate(held) if sum(weight[word] for word in words) >= enough]
            first = last = max(whole, key=lambda at: len(asked & set(itertools.pairwise(matcher.forms(parts[at])))))
        return ",".join(parts[governed_from(parts, first) : last + 1])
    return text


def _shortest(held: Sequence[Collection[str]], weight: Mapping[str, float], enough: float) -> tuple[int, int] | None:
    """The first and the last of the fewest neighbouring parts whose words together weigh ``enough``; the earliest of several."""
    best: tuple[int, int] | None = None
    inside: Counter[str] = Counter()
    first = 0
    for last, words in enumerate(held):
        inside.update(words)
        while first <= last and sum(weight[word] for word in +inside) >= enough:
            if best is None or last - first < best[1] - best[0]:
                best = (first, last)
            inside.subtract(held[first])
            first += 1
    return best


def governed_from(parts: list[str], first: int) -> int:
    """The part whose negation governs the part ``first``; ``first`` itself where that one has its own verb of duty or denial."""
    if _NEGATION.search(parts[first]) or OWN_VERB.match(parts[first]):
        return first
    for at in range(first - 1, -1, -1):
        words = parts[at].split()
        if _NEGATION.search(parts[at]):
            # The negation is near the end of its part: what follows it is the first of a list.
            behind = parts[at][[m.end() for m in _NEGATION.finditer(parts[at])][-1] :]
            near = len(behind.split()) <= GOVERNED or _OPENS_WITH_BAN.match(parts[at])
            return at if near and len(_NEGATION.findall(parts[at])) == 1 else first
        if OWN_VERB.match(parts[at]) or (len(words) > GOVERNED and not _OPENS_WITH_BAN.match(parts[0])):
            return first
    return first


def opposed(evidence: Evidence, text: str) -> bool:
    """Whether the part of ``text`` that holds what is asked says a contrary word of the question."""
    return contrary(evidence.query.text, window(evidence, text))
