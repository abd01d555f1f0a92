"""Whether a request was granted: "Trung tâm xin hỗ trợ 60%, thị xã có chấp thuận không?" is decided by the words of consent.

They are what the question asks for, so that they tell which piece decides, and not whether it speaks of the matter.
"""

import re

from index.parsing.patterns import UPPER
from rag.answering.evidence import Evidence
from rag.answering.picking.candidates import Candidate
from rag.answering.verdict.asked import held, terms_of

_CONSENT = r"đồng ý|chấp thuận|chấp nhận|nhất trí|thống nhất|tán thành|phê duyệt|thông qua|cho phép|giải quyết"
_ASKED = re.compile(
    rf"(?<![^\W_])(?:có|được)(?: \w+){{0,3}}? (?:{_CONSENT}|chịu(?! trách| phạt| thuế| phí| ảnh)|duyệt|ưng|gật đầu|đồng tình)"
    r"(?![^\W_])(?:[^,;]{0,60})(?:không|chưa|ko)\W*$",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?<![^\W_])(?:xin|đề nghị|kiến nghị|đề xuất|trình|yêu cầu)(?![^\W_])(?P<what>[^,;]+)", re.IGNORECASE
)
# Consent opens its piece, behind whom it is for or from: "Đối với 12 hộ ở phường: không chấp thuận …". Only a denial right before
# it, or a refusal in its place, refuses: "Đối với hộ chưa có nhà ở đồng ý hỗ trợ …".
_GIVEN = re.compile(
    rf"(?:^|:)\W{{0,8}}(?:\d+\W{{1,4}}|[a-zđ]\) )?(?:[{UPPER}][^,;:.]{{0,50}}? )??(?<![^\W_])"
    rf"(?:(?P<denied>(?i:không|chưa)(?: thể| được)? )?(?i:{_CONSENT})|(?P<refused>(?i:từ chối|bác bỏ)))(?![^\W_])"
    # "Thống nhất không mở lớp".
    r"(?P<against> (?:(?:với việc|chủ trương) )?(?:không|chưa)(?![^\W_]))?",
)
# The share of what is requested, by rarity, that the sentence must hold; less where a figure of it is there, too.
MATTER, FIGURED = 0.4, 0.2
# Pieces looked at: one of consent shares few words with the question.
LOOKED = 30


def granted(evidence: Evidence) -> tuple[bool, Candidate] | None:
    """The verdict and the piece that gives it; ``None`` where no request is asked about, or none is told of."""
    asked = _ASKED.search(evidence.query.text)
    request = _REQUEST.search(evidence.query.text, 0, asked.start()) if asked else None
    terms = terms_of(evidence, request["what"]) if request else []
    figures = {term.word for term in terms if term.word[:1].isdigit()}
    best: tuple[float, Candidate] | None = None
    for one in evidence.found[:LOOKED] if terms else ():
        share = held(evidence, terms, one.sentence.text) if _GIVEN.search(one.piece.text) else 0.0
        enough = FIGURED if figures & evidence.words(one.sentence.text) else MATTER
        if share >= enough and (best is None or share > best[0]):
            best = (share, one)
    if best is None:
        return None
    given = _GIVEN.search(best[1].piece.text)
    return not (given and (given["denied"] or given["refused"] or given["against"])), best[1]
