"""Every setting in one frozen dataclass: flags beat ``TRICHDAN_*`` variables beat the defaults here."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from index.errors import InputError

LANGS = ("vi", "en")
_NONE: Mapping[str, object] = {}


def _cache_folder() -> Path:
    from platformdirs import user_cache_path  # here, because `trichdan --help` does not need it

    return user_cache_path("trichdan", appauthor=False)


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("trichdan", appauthor=False)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one run. ``Config()`` holds the defaults, :meth:`load` what the user asked for."""

    # None is named: ui/opening.py then takes the user's own or the bundled sample
    # (docs/adr/0005-default-archive.md).
    archive: Path | None = None
    # What can be made again at any time (the sample's index, the unpacked model) lives where the system
    # keeps caches…
    cache: Path = field(default_factory=_cache_folder)
    # …and what the user made (his own archive) where it keeps data, which cleaners leave alone.
    data: Path = field(default_factory=_data_folder)
    # The bundled encoder: there after `pip install`, no download. An archive remembers its own.
    model: str | None = None
    # None comes with the program, and one as large as the encoder costs 3 s of a core a question (rag/finding/rerank.py).
    reranker: str | None = None
    # No language model: answers are the documents' own words, with nothing sent anywhere and nothing to install or pay.
    llm: str | None = None
    # The provider's own address, or what its package reads from the environment (OPENAI_BASE_URL, OLLAMA_HOST).
    llm_url: str | None = None
    # Seconds for the whole answer, half of them to its first word: the program's own answer is there all the while, and
    # should not be kept from the reader for more than a minute.
    llm_timeout: int = 60
    # The people who ask and the documents they ask about are Vietnamese.
    lang: str = "vi"
    # Only this computer: the chat has no passwords, and archives hold what is not for everybody.
    host: str = "127.0.0.1"
    # Gradio's usual port: what its users try first; free on most machines.
    port: int = 7860
    # One screen of clauses; over 97% of the questions measured have the right one among ten.
    top: int = 10

    @classmethod
    def load(cls, overrides: Mapping[str, object] = _NONE, environ: Mapping[str, str] | None = None) -> "Config":
        """``overrides`` (flags; ``None`` is "not given") over ``environ`` over the defaults.

        Raises ``InputError`` for a variable that cannot be read, ``TypeError`` for a setting that is none.
        """
        variables = os.environ if environ is None else environ
        given: dict[str, Any] = {name: value for name, value in overrides.items() if value is not None}
        for setting in fields(cls):
            name = f"TRICHDAN_{setting.name.upper()}"
            text = variables.get(name, "").strip()
            if text and setting.name not in given:
                given[setting.name] = _read(name, text, _READERS[setting.name])
        return cls(**given)


def default(setting: str) -> object:
    """The default of a setting, for help pages (a class with slots does not show it)."""
    return next(one.default for one in fields(Config) if one.name == setting)


def _path(text: str) -> Path:
    return Path(text).expanduser()


def _lang(text: str) -> str:
    if text not in LANGS:
        raise ValueError("vi, en")
    return text


def _port(text: str) -> int:
    return _between(text, 1, 65535)


def _top(text: str) -> int:
    return _between(text, 1, 1000)


def _timeout(text: str) -> int:
    return _between(text, 1, 3600)


def _between(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise ValueError(f"{low}–{high}")
    return int(text)


_READERS: dict[str, Callable[[str], object]] = {
    "archive": _path, "cache": _path, "data": _path, "model": str, "reranker": str, "lang": _lang, "host": str, "port": _port,
    "top": _top, "llm": str, "llm_url": str, "llm_timeout": _timeout,
}  # fmt: skip


def _read(name: str, text: str, reader: Callable[[str], object]) -> object:
    try:
        return reader(text)
    except ValueError as error:
        raise InputError(
            f"Biến môi trường {name} không dùng được: «{text}» (chấp nhận: {error}).",
            f'The environment variable {name} cannot be used: "{text}" (accepted: {error}).',
        ) from None
