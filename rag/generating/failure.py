"""Why a language model did not answer, as a short notice for the reader. Pure.

Notices are made of our own words only: what a provider says in an error may hold a key, an address or a page of HTML.
"""

from enum import Enum

from rag.types import Notice


class Cause(Enum):
    """What went wrong, in Vietnamese and in English; each is the beginning of a :class:`rag.types.Notice`."""

    DOWN = ("Không nối được với mô hình ngôn ngữ", "The language model cannot be reached")
    SLOW = ("Mô hình ngôn ngữ không trả lời kịp", "The language model did not answer in time")
    KEY = ("Máy chủ mô hình từ chối khóa API", "The model's server refuses the API key")
    UNKNOWN = ("Máy chủ không có mô hình này", "The server does not have this model")
    BUSY = ("Máy chủ mô hình đang quá tải hoặc hết hạn mức", "The model's server is busy, or the quota is used up")
    SERVER = ("Máy chủ mô hình báo lỗi", "The model's server reports an error")
    BROKEN = ("Mô hình ngôn ngữ trả lời hỏng", "The language model's answer is broken")
    EMPTY = ("Mô hình ngôn ngữ không nói gì", "The language model said nothing")
    ENDLESS = ("Mô hình ngôn ngữ viết mãi không dứt", "The language model did not come to an end")
    STOPPED = ("Đã dừng mô hình ngôn ngữ", "The language model was stopped")
    DECLINED = (
        "Mô hình ngôn ngữ không thấy câu trả lời trong các điều khoản",
        "The language model sees no answer in the clauses",
    )
    UNSUPPORTED = (
        "Lời của mô hình ngôn ngữ không đối chiếu được với văn bản",
        "What the language model said could not be checked against the documents",
    )
    BESIDE = ("Mô hình ngôn ngữ không nêu điều được hỏi", "The language model did not say what was asked")

    @property
    def notice(self) -> Notice:
        """What the reader is told above the answer that the program gives instead."""
        vi, en = self.value
        return Notice(
            f"{vi}; câu trả lời này trích thẳng từ văn bản.",
            f"{en}; this answer is quoted from the documents instead.",
        )


class NoAnswer(Exception):  # noqa: N818 - not an error of ours: there is another answer
    """The model gave no answer that can be used."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.name)
        self.cause = cause


_STATUS = {400: Cause.SERVER, 401: Cause.KEY, 403: Cause.KEY, 404: Cause.UNKNOWN, 408: Cause.SLOW, 429: Cause.BUSY}


def cause_of(error: BaseException) -> Cause:
    """What an exception of a provider's library means. Each has its own; a status or the name of the class says enough."""
    for one in _chain(error):
        if isinstance(one, NoAnswer):
            return one.cause
        status = getattr(one, "status_code", None) or getattr(getattr(one, "response", None), "status_code", None)
        if isinstance(status, int):
            return _STATUS.get(status, Cause.SERVER if status >= 400 else Cause.BROKEN)
        name = type(one).__name__
        if isinstance(one, TimeoutError) or "Timeout" in name:
            return Cause.SLOW
        # What a message says is looked at, never shown.
        if "Authentication" in name or "PermissionDenied" in name or "authentication" in str(one).lower():
            return Cause.KEY
        # Broken off in the middle is not the same as nobody there.
        if "Protocol" in name or "ReadError" in name or isinstance(one, ConnectionResetError | ValueError):
            return Cause.BROKEN
        if isinstance(one, OSError) or "ConnectError" in name:
            return Cause.DOWN
    return Cause.DOWN if "Connection" in type(error).__name__ else Cause.BROKEN


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it, the outermost first; the libraries wrap each other's."""
    found: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in found:
        found.append(one)
        one = one.__cause__ or one.__context__
    return found
