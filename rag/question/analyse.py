"""A question as typed into a Query: follow-up resolved, wanted type, scope, content words."""

import re
from collections.abc import Callable, Sequence

from index.archive import Archive
from index.text import Token, fold, has_marks, nfc, tokens
from rag.question import cues
from rag.question.names import Names
from rag.question.scope import Found, find_scope
from rag.types import Facet, Query, Want

_ASIDE = re.compile(r"\((?:không phải|trừ|khong phai|tru)[^)]*\)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
# Chat spellings with one reading; whole words only.
_SHORTHAND = {
    "j": "gì", "ko": "không", "kg": "không", "hok": "không", "dc": "được", "đc": "được", "ntn": "như thế nào",
    "nhữg": "những", "đảg": "đảng", "cs": "chính sách", "bn": "bao nhiêu", "kí": "ký", "vs": "với", "bgio": "bao giờ",
    "sluc": "sao lục", "slục": "sao lục",
}  # fmt: skip


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
    words = _SPACES.sub(" ", nfc(question).replace("\0", " ")).strip().split(" ")
    said = " ".join(_SHORTHAND.get(word.lower(), word) for word in words)
    for other, ours in _SAME:
        said = re.sub(rf"(?i)\b{other}\b", ours, said)
    return _POLITE.sub("", said, count=1) or said


def flat(text: str) -> str:
    """Folded, single blanks, punctuation out: what cues are matched on. A syllable that only folding makes look like a
    cue word (``kỷ`` and ``ký``) gets ``_`` behind it.
    """
    words = re.sub(r"[^\w\s/.()-]", " ", text.lower()).split()
    return " ".join(_guarded(word) for word in words)


def _guarded(word: str) -> str:
    folded = fold(word)
    only = cues.ONLY.get(folded)
    return f"{folded}_" if only and word != folded and word not in only else folded


# A question with no more content words than this says nothing without the one before it ("Ai ký?", "Ngày nào?").
BARE = 1
# … or that asks for what only a document has, and names none ("Ký thừa lệnh ai vậy?").
_OF_A_DOCUMENT = (Facet.SIGNER, Facet.CAPACITY, Facet.ADDRESSEES, Facet.RECIPIENTS)
Recall = Callable[[str], str | None]


def analyse(question: str, history: Sequence[str], archive: Archive, names: Names, recall: Recall) -> Query:
    """What ``question``, asked after the questions ``history``, is about and asks for.

    ``recall`` gives the documents that the answer to an earlier question named, if any.
    """
    text = clean(question)
    rewritten = follow_up(text, [clean(earlier) for earlier in history], archive, names, recall)
    text = rewritten or text
    marks = has_marks(text)
    found = find_scope(text, archive, names, marks)
    folded = flat(text)
    terms, pairs = content(text, found, marks)
    return Query(
        asked=question,
        text=text,
        marks=marks,
        want=want_of(folded),
        facets=facets_of(folded, found),
        scope=found.scope,
        terms=terms,
        pairs=pairs,
        kinds=found.kinds,
        units=units_of(text, marks),
        groups=found.groups,
        rewritten=rewritten is not None,
    )


def want_of(folded: str) -> Want:
    """The type of thing asked for."""
    main = re.sub(r"\([^)]*\)", "", folded)
    return next((want for want, cue in cues.WANTS if cue.search(main)), Want.TEXT)


_NO_UNIT = frozenset(
    "khi theo ở là để cho trong thì và với từ đến được mỗi lần nào thế cần phải một số của".split()
) - {"lần"}
# Without marks "cho" may be "chỗ", "o" may be "ổ": fewer words are ruled out.
_NO_UNIT_FOLDED = frozenset("khi theo la de trong thi va voi duoc nao the phai cua".split())


def units_of(text: str, marks: bool) -> tuple[str, ...]:
    """What is counted in ``bao nhiêu giường và mấy mét``: the one or two folded syllables after each question word."""
    found = tokens(text)
    raw = [text[token.start : token.end].lower() for token in found]
    none = _NO_UNIT if marks else _NO_UNIT_FOLDED
    units = []
    for at, token in enumerate(found):
        asks = token.folded == "nhieu" and at and found[at - 1].folded == "bao"
        asks = asks or (token.folded == "may" and (not marks or raw[at] in ("mấy", "may")))
        if asks and at + 1 < len(found) and raw[at + 1] not in none:
            units.append(" ".join(t.folded for t in found[at + 1 : at + 3]))
        elif asks and [t.folded for t in found[max(0, at - 3) : at - 1]] == ["khoang", "cach"]:
            units.append("m")
    return tuple(dict.fromkeys(units))


def content(text: str, found: Found, marks: bool) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The syllables that carry matter (no question words, none that only set the scope), and which of them are neighbours."""
    aside = [match.span() for match in _ASIDE.finditer(text)]
    kept: dict[int, str] = {}
    for at, token in enumerate(tokens(text)):
        out = any(start <= token.start < end for start, end in aside)
        if at not in found.used and not out and not _is_stop(text, token, marks) and not _in_kind(token.folded):
            kept[at] = token.accented if marks else token.folded
    return tuple(kept.values()), tuple((kept[at], kept[at + 1]) for at in kept if at + 1 in kept)


def _is_stop(text: str, token: Token, marks: bool) -> bool:
    raw = text[token.start : token.end].lower()
    return raw in cues.STOP if marks else token.folded in cues.STOP_FOLDED


def _in_kind(word: str) -> bool:
    return word in ("cv", "ct", "tb", "qd", "nq", "kh", "kl")


def facets_of(folded: str, found: Found) -> tuple[Facet, ...]:
    """The fields of a document that are asked for; empty when the question is about what a document says."""
    if not _has_target(folded, found) or cues.CITED.search(folded):
        return ()
    named = (
        found.scope.explicit and not found.scope.by_date
    )  # its number is given: neither the number nor a list is what is asked
    return tuple(
        facet for facet, cue in cues.FACETS
        if cue.search(folded) and not (named and facet in (Facet.NUMBER, Facet.LISTING, Facet.COUNT))
    )  # fmt: skip


def _has_target(folded: str, found: Found) -> bool:
    """Whether the question speaks of a document as such."""
    scope = found.scope
    return bool(
        scope.explicit or scope.unknown_numbers or found.kinds or re.search(rf"\b{cues.DOCUMENT}\b", folded) or "kho " in folded
        or (scope.names and re.search(r"\b(?:ban hanh|ky)\b", folded)) or scope.signers
    )  # fmt: skip


def follow_up(text: str, history: Sequence[str], archive: Archive, names: Names, recall: Recall) -> str | None:
    """``text`` rewritten with what earlier questions settle, or ``None`` when it stands by itself."""
    if not history:
        return None
    earlier = history[-1]
    resolved = follow_up(earlier, history[:-1], archive, names, recall) or earlier
    folded = flat(text)
    now = find_scope(text, archive, names, has_marks(text))
    before = find_scope(resolved, archive, names, has_marks(resolved))
    opening = re.match(
        r"^(?:thế|vậy|the|vay)?\s*(?:thì|thi)?\s*(?:còn|con)\s+(.+?)(?:\s+(?:thì sao|thi sao|sao|thế nào|the nao))?\s*[?.!]*$",
        text,
        re.IGNORECASE,
    )
    if opening and len(tokens(opening[1])) <= 8:
        if now.scope.names or now.mentions:
            return _swap(resolved, before, opening[1])
        if swapped := _swap_like(resolved, opening[1]):
            return swapped
    pointing = cues.POINTING.search(folded)
    if now.mentions or (now.scope.names and not pointing):
        return None
    bare = (
        len(content(text, now, has_marks(text))[0]) <= BARE
        and not cues.GREETING.search(folded)
        and "van ban" not in folded
    )
    lacking = not now.kinds and any(cue.search(folded) for facet, cue in cues.FACETS if facet in _OF_A_DOCUMENT)
    if not (pointing or cues.ELLIPSIS.search(folded) or ((bare or lacking) and not now.scope.names)):
        return None
    if before.scope.unknown_numbers or before.scope.unknown_names:
        return None
    named = recall(resolved) if pointing and pointing["document"] and _asks_document(resolved) else None
    about = named or _document_of(before, archive)
    return f"{text.rstrip(' ?.!')} ({about})?" if about else None


def _swap(earlier: str, before: Found, subject: str) -> str | None:
    """The earlier question with its document or place replaced by ``subject``."""
    found = tokens(earlier)
    spans = [(m.start, m.end) for m in before.mentions] or list(before.name_spans)
    if not spans:
        return f"{earlier.rstrip(' ?.!')} {subject}?"
    start, end = found[spans[0][0]].start, found[spans[0][1] - 1].end
    # "Quận Hai Bà Trưng" gives way whole to "Hòa Minh": the noun before the name belongs to it.
    noun = re.search(r"(?:quận|phường|huyện|xã|thành phố|tỉnh|quan|phuong)\s+$", earlier[:start], re.IGNORECASE)
    if noun and not before.mentions:
        start = noun.start()
    return earlier[:start] + subject + earlier[end:]


def _swap_like(earlier: str, subject: str) -> str | None:
    """The earlier question with the words most like ``subject`` replaced by it: ``nơi nguy cơ rất cao`` by ``nơi nguy cơ cao``."""
    old, new = tokens(earlier), {token.folded for token in tokens(subject)}
    shared = [at for at, token in enumerate(old) if token.folded in new]
    if len(shared) < 2 or shared[-1] - shared[0] > len(new) + 2:
        return None
    return earlier[: old[shared[0]].start] + subject + earlier[old[shared[-1]].end :]


def _asks_document(earlier: str) -> bool:
    """Whether the earlier question asked which document: "that one" is then its answer."""
    return want_of(flat(earlier)) is Want.REFERENCE


def _document_of(before: Found, archive: Archive) -> str | None:
    """What the earlier question was about, as words to add: the document it named or whose clause answers it."""
    if before.mentions:
        return ", ".join(m.printed for m in before.mentions)
    scope = before.scope
    if scope.directives is not None and len(scope.directives) == 1:
        return archive.directives[scope.directives[0]].name
    if before.kinds and scope.directives is not None:
        same = [d for d in (archive.directives[i] for i in scope.directives) if d.kind and d.kind.value in before.kinds]
        if len(same) == 1:
            return same[0].name
    return ", ".join(scope.names) or None
