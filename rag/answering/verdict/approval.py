"""Whether a request was granted: "Trung tâm xin hỗ trợ 60%, thị xã có chấp thuận không?" is decided by the words of consent.

They are what the question asks for, so that they tell which piece decides, and not whether it speaks of the matter. Where the
text tells of a request, what it says next decides, and not the request.
"""

import re

from index.parsing.patterns import UPPER
from index.types import Span
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.picking.segments import sentences
from rag.answering.verdict.asked import asked_of, held, predicate_terms, terms_of
from rag.answering.verdict.numbered import other_numbered
from rag.cite import citation
from rag.types import Citation

_CONSENT = r"đồng ý|chấp thuận|chấp nhận|nhất trí|thống nhất|tán thành|phê duyệt|thông qua|cho phép|giải quyết"
_ASKED = re.compile(
    rf"(?<![^\W_])(?:có|được)(?: \w+){{0,3}}? (?:{_CONSENT}|chịu(?! trách| phạt| thuế| phí| ảnh)|duyệt|ưng|gật đầu|đồng tình)"
    r"(?![^\W_])(?P<what>[^;?]{0,120}?)(?:không|chưa|ko)\W*$",
    re.IGNORECASE,
)
_REQUESTS = r"xin|đề nghị|kiến nghị|đề xuất|trình"
_REQUEST = re.compile(rf"(?<![^\W_])(?:{_REQUESTS}|yêu cầu)(?![^\W_])(?P<what>[^,;]+)", re.IGNORECASE)
# Somebody requests something: who, and not the document itself that tells others what to do ("Đề nghị các sở …").
_REQUESTED = re.compile(
    rf"^\W*(?:\d+\W{{1,4}}|[a-zđ]\) )?[{UPPER}](?!ề nghị|ính đề nghị)[^;:.]{{3,120}}?(?<![^\W_])(?:{_REQUESTS})"
    r" (?!các |những |tất cả |mọi |toàn )",
)
# … or behind its reason: "Do ngân sách chưa cân đối được, không chấp thuận …".
_REASON = r"(?:Do|Vì|Bởi|Xét|Căn cứ|Trên cơ sở|Qua|Sau khi|Để|Trước mắt|Về nguyên tắc|Nhằm|Tuy nhiên)(?![^\W_])"
# Consent opens its piece, behind whom it is for or from: "Đối với 12 hộ ở phường: không chấp thuận …". Only a denial right before
# it, or a refusal in its place, refuses: "Đối với hộ chưa có nhà ở đồng ý hỗ trợ …".
_GIVEN = re.compile(
    rf"(?:^|:)\W{{0,8}}(?:\d+\W{{1,4}}|[a-zđ]\) )?(?:{_REASON}[^;:.]{{1,160}}?, )?(?:[{UPPER}][^,;:.]{{0,50}}? )??(?<![^\W_])"
    rf"(?:(?P<denied>(?i:không|chưa)(?: thể| được)? )?(?i:{_CONSENT})|(?P<refused>(?i:từ chối|bác bỏ)))(?![^\W_])"
    # "Thống nhất không mở lớp".
    r"(?P<against> (?:(?:với việc|chủ trương) )?(?:không|chưa)(?![^\W_]))?",
)
# The share of what is requested, by rarity, that the sentence must hold; less where a figure of it is there, too.
MATTER, FIGURED = 0.4, 0.2
# … and of what is consented to, or asked about, where the question tells of no request.
UNREQUESTED = 0.6
# Pieces looked at: one of consent shares few words with the question.
LOOKED = 30


def granted(evidence: Evidence) -> tuple[bool, Candidate, tuple[Citation, ...]] | None:
    """The verdict, the piece that gives it and what else is cited; ``None`` where no request is asked about, or none is told of."""
    asked = _ASKED.search(evidence.query.text)
    request = _REQUEST.search(evidence.query.text, 0, asked.start()) if asked else None
    what = request["what"] if request else asked["what"] if asked else ""
    terms = terms_of(evidence, what)
    figures = {term.word for term in terms if term.word[:1].isdigit()}
    best: tuple[float, Candidate] | None = None
    for one in evidence.found[:LOOKED] if terms else ():
        before = _requested_before(one)
        if other_numbered(evidence.query.text, f"{before} {one.sentence.text}"):
            continue
        share = held(evidence, terms, one.sentence.text, before) if _GIVEN.search(one.piece.text) else 0.0
        enough = FIGURED if figures & evidence.words(f"{one.sentence.text} {before}") else MATTER
        if share >= (enough if request else UNREQUESTED) and (best is None or share > best[0]):
            best = (share, one)
    if best:
        return _consents(best[1].piece.text), best[1], ()
    return None if _REQUEST.search(evidence.query.text) else _answered(evidence)


def _consents(text: str) -> bool:
    given = _GIVEN.search(text)
    return not (given and (given["denied"] or given["refused"] or given["against"]))


def _requested_before(one: Candidate) -> str:
    """The sentence before that of ``one`` in its clause, where it tells of a request; empty where it does not."""
    before = [piece for piece in sentences(one.hit.clause) if piece.end <= one.sentence.start]
    return before[-1].text if before and _REQUEST.search(before[-1].text) else ""


def _answered(evidence: Evidence) -> tuple[bool, Candidate, tuple[Citation, ...]] | None:
    """What is said next to the request that the likeliest piece tells of: "Huyện xin lùi thời hạn. Đồng ý với đề nghị trên"."""
    best = evidence.best
    if best is None or not _REQUESTED.search(best.sentence.text):
        return None
    if other_numbered(evidence.query.text, best.sentence.text):
        return None
    terms = predicate_terms(evidence, asked_of(evidence))
    if held(evidence, terms, best.sentence.text, *best.hit.clause.headings) < MATTER:
        return None
    clause = best.hit.clause
    behind = next((piece for piece in sentences(clause) if piece.start >= best.sentence.end), None)
    next_one = next(
        (
            c
            for c in evidence.found
            if behind and c.hit.clause.id == clause.id and c.sentence == behind and _GIVEN.search(c.piece.text)
        ),
        None,
    )
    if next_one is None:
        return None
    told = Span(best.sentence.start, best.sentence.end)
    request = citation(clause, evidence.archive.directives[clause.directive], told)
    return _consents(next_one.piece.text), next_one, (request,)
