"""A cross-encoder, which reads a question and a passage together: an option, by hub id or folder, loaded when first used.

With ``index/encode.py`` the only file that knows sentence-transformers. Nothing here says how its scores are used
(``rag/finding/rerank.py`` does).
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.encode import batches, clean, fingerprint_of
from index.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# Asking the hub whether a model is there; without this first step a machine without network retries for most of a minute.
HUB_SECONDS = 10.0


class Reranker:
    """Any sentence-transformers cross-encoder with one output, on whatever device torch finds. Safe from many threads."""

    def __init__(self, model: str) -> None:
        folder = Path(model).expanduser()
        self._local = bool(model) and folder.is_dir()
        self._name = str(folder.resolve()) if self._local else model
        self._loaded: CrossEncoder | None = None
        # Loaded once, asked by one thread at a time: see index.encode.ModelEncoder.
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """See :func:`index.encode.fingerprint_of`."""
        return fingerprint_of(self._name)

    def load(self) -> None:
        """Loads the model if it is not yet (seconds). Raises ``EncoderError`` when it cannot be, or is no cross-encoder."""
        with self._lock:
            self._model()

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float64]:
        """How well each passage answers: the model's logits ``(len(passages),)``, higher is better, on a scale of its own.

        Raises ``EncoderError`` as :meth:`load`, and when what comes out are no numbers.
        """
        out = np.zeros(len(passages))
        texts, asked = [clean(text) for text in passages], clean(question)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        with self._lock:
            model = self._model()
            from torch.nn import Identity

            for batch in batches(order, texts):
                # Logits: a sigmoid, which many models come with, makes all that is far from 0 the same.
                out[batch] = model.predict(
                    [(asked, texts[at]) for at in batch], activation_fn=Identity(), batch_size=len(batch),
                    show_progress_bar=False,
                )  # fmt: skip
        if not np.isfinite(out).all():
            raise self._error("điểm nó cho không phải là số", "its scores are no numbers")
        return out

    def _model(self) -> "CrossEncoder":
        if self._loaded is None:
            if self._local:
                self._loaded = self._checked(self._read(local=True))
            elif self._name.count("/") == 1 and all(self._name.split("/")):
                self._loaded = self._checked(self._fetched())
            else:
                raise self._nameless()
        return self._loaded

    def _fetched(self) -> "CrossEncoder":
        """From the hub's cache on this machine, without any request, else from the hub."""
        try:
            return self._read(local=True)
        except EncoderError:
            self._look_for()
            return self._read(local=False)

    def _read(self, local: bool) -> "CrossEncoder":
        try:
            from sentence_transformers import CrossEncoder

            with _quiet():
                model: CrossEncoder = CrossEncoder(self._name, local_files_only=local)
                return model
        except Exception as error:  # a folder may hold anything, and what reads it fails in as many ways
            reason = _first_line(error)
            raise self._error(reason, reason) from error

    def _look_for(self) -> None:
        """Raises ``EncoderError`` when the hub has no such model or is not reached."""
        from huggingface_hub import model_info
        from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

        try:
            model_info(self._name, timeout=HUB_SECONDS)
        except GatedRepoError as error:
            raise self._error(
                "kho mô hình đòi đăng nhập (biến HF_TOKEN)", "the hub wants a login for it (variable HF_TOKEN)"
            ) from error
        except RepositoryNotFoundError as error:
            raise self._error(
                "kho mô hình không có tên này, hoặc không cho xem", "the hub has no such model, or does not show it"
            ) from error
        except ValueError as error:  # of the name
            raise self._nameless() from error
        except Exception as error:  # the hub's library passes on those of the HTTP library it happens to use
            reason = _first_line(error)
            raise self._error(
                f"mô hình không có trên máy này và không tải về được ({reason}); có thể tải ở máy có mạng rồi chép "
                "thư mục sang",
                f"it is not on this machine and cannot be downloaded ({reason}); a folder copied from a machine with "
                "network will do",
            ) from error

    def _checked(self, model: "CrossEncoder") -> "CrossEncoder":
        """Raises ``EncoderError`` for a model that loads and yet ranks nothing."""
        # An encoder or a language model is given an untrained head, silently: its order would be chance.
        core = model.model
        head = "ForSequenceClassification"
        trained = [str(name) for name in getattr(getattr(core, "config", None), "architectures", None) or []]
        if type(core).__name__.endswith(head) and not any(name.endswith(head) for name in trained):
            what = ", ".join(trained) or "?"
            raise self._error(
                f"đây không phải cross-encoder đã huấn luyện ({what})", f"this is no trained cross-encoder ({what})"
            )
        if model.num_labels != 1:
            raise self._error(
                f"nó cho {model.num_labels} nhãn, cần mô hình cho một điểm",
                f"it gives {model.num_labels} labels, a model with one score is needed",
            )
        return model

    def _nameless(self) -> EncoderError:
        return self._error(
            "không có thư mục này, và tên trên kho mô hình có dạng tác-giả/tên",
            "there is no such folder, and a name on the hub has the form owner/name",
        )

    def _error(self, vi: str, en: str) -> EncoderError:
        return EncoderError(
            f"Không dùng được mô hình xếp lại «{self._name}»: {vi}. Hãy kiểm tra tên hoặc thư mục ở --reranker.",
            f'The reranker "{self._name}" cannot be used: {en}. Check the name or folder given to --reranker.',
        )


_opened: dict[str, Reranker] = {}
_opening = threading.Lock()


def open_reranker(model: str) -> Reranker:
    """The cross-encoder ``model`` (hub id or folder): one for the whole process, as it holds hundreds of megabytes."""
    with _opening:
        return _opened.setdefault(model, Reranker(model))


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the libraries' bars and reports: what is wrong is said in one line."""
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    loggers = [logging.getLogger(name) for name in ("transformers", "sentence_transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
