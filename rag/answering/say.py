"""Statements and abstentions as sentences. Pure."""

from collections.abc import Sequence

from index.types import Directive
from rag.types import Draft, Query, Reason, Statement

_WHY = {
    Reason.EMPTY: ("Câu hỏi trống.", "The question is empty."),
    Reason.NO_DOCUMENT: ("Kho không có văn bản {detail}.", "The archive does not hold {detail}."),
    Reason.NO_NAME: (
        "Không văn bản nào trong kho nhắc đến {detail}.",
        "No document of the archive mentions {detail}.",
    ),
    Reason.NOT_STATED: ("Văn bản trong kho không nêu điều này.", "The documents of the archive do not say."),
    Reason.OUT_OF_ARCHIVE: (
        "Câu hỏi nằm ngoài nội dung của kho văn bản.",
        "The question is outside this archive.",
    ),
    Reason.NOT_A_QUESTION: (
        "Hãy hỏi một điều về các văn bản trong kho.",
        "Ask something about the documents of the archive.",
    ),
    Reason.OPINION: (
        "Chương trình chỉ trích dẫn văn bản, không nêu ý kiến hay đánh giá.",
        "The program quotes documents; it gives no opinion.",
    ),
}


def join(draft: Draft, statements: Sequence[Statement]) -> str:
    """The statements as one answer."""
    if not statements:
        return ""
    texts = list(dict.fromkeys(s.text for s in statements))
    if draft.listed:
        return f"{len(texts)} văn bản: {'; '.join(texts)}"
    return "; ".join([*(text.rstrip("; ") for text in texts[:-1]), texts[-1]])


def explain(reason: Reason, query: Query, draft: Draft, nearest: Sequence[Directive], lang: str) -> str:
    """Why there is no answer, in one or two sentences, with the nearest documents."""
    vi, en = _WHY[reason]
    said = (en if lang == "en" else vi).format(detail=draft.detail)
    if reason in (Reason.NOT_A_QUESTION, Reason.OPINION) or not nearest:
        return said
    names = ", ".join(d.name for d in nearest)
    return f"{said} {'Nearest documents' if lang == 'en' else 'Văn bản gần nhất'}: {names}."
