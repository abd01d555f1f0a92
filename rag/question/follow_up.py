"""A question that goes on from the ones before it, rewritten so that it stands by itself."""

import re
from collections.abc import Callable, Sequence

from index.archive import Archive
from index.text import has_marks, tokens
from rag.question import cues
from rag.question.content import content
from rag.question.folded import flat
from rag.question.names import Names
from rag.question.scope import Found, find_scope
from rag.question.wants import want_of
from rag.types import Facet, Want

# A question with no more content words than this says nothing without the one before it ("Ai ký?", "Ngày nào?").
BARE = 1
# … or that asks for what only a document has, and names none ("Ký thừa lệnh ai vậy?").
_OF_A_DOCUMENT = (Facet.SIGNER, Facet.CAPACITY, Facet.ADDRESSEES, Facet.RECIPIENTS)
Recall = Callable[[str], str | None]


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
