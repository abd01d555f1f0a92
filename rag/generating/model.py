"""A chat model by its name, made by LangChain; the only file of the room that imports it, and only when one is opened (seconds).

Keys come from the environment, as each provider's package reads them; nothing here sees, keeps or prints one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from index.errors import InputError
from rag.generating.prompt import Message
from rag.generating.settings import Model

# Of what a model may write, in tokens; characters are limited besides, as not every provider takes this.
MAX_TOKENS = 700
_EXAMPLES_VI = "ollama:qwen3, openai:gpt-5-mini hay anthropic:claude-haiku-4-5"
_EXAMPLES_EN = "ollama:qwen3, openai:gpt-5-mini or anthropic:claude-haiku-4-5"


class ChatModel(Protocol):
    """Anything that streams like a LangChain chat model."""

    def stream(self, input: Any, /) -> Iterator[Any]:
        """Pieces of the reply to a list of ``(role, text)``, each a message with ``text``."""
        ...


def open_model(model: Model) -> ChatModel:
    """Raises ``InputError`` when the name means nothing, or the package or the key of its provider is missing."""
    provider, sign, name = model.name.partition(":")
    if not (provider and sign and name):
        raise InputError(
            f"Không hiểu mô hình «{model.name}». Hãy viết NHÀ_CUNG_CẤP:TÊN, ví dụ {_EXAMPLES_VI}.",
            f'"{model.name}" names no model. Write PROVIDER:NAME, for example {_EXAMPLES_EN}.',
        )
    if model.url is not None and not re.match(r"https?://[^\s/]", model.url):
        raise InputError(
            f"Địa chỉ mô hình «{model.url}» không dùng được. Hãy viết cả http:// hoặc https://, "
            "ví dụ http://127.0.0.1:8080/v1.",
            f'The model\'s address "{model.url}" cannot be used. Write it with http:// or https://, '
            "for example http://127.0.0.1:8080/v1.",
        )
    return _Careful(model)


class _Careful:
    """A model that is asked for the likeliest words, where it lets itself be asked."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._chat = _opened(model, temperature=0)

    def stream(self, input: Sequence[Message], /) -> Iterator[Any]:
        pieces = self._chat.stream(list(input))
        try:
            first = next(pieces, None)
        except Exception as error:  # each provider has its own
            # Models that reason refuse a temperature, and only they know it.
            if "temperature" not in str(error):
                raise
            self._chat = _opened(self._model)
            pieces = self._chat.stream(list(input))
            first = next(pieces, None)
        if first is not None:
            yield first
            yield from pieces


def _opened(model: Model, **settings: Any) -> ChatModel:
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = settings | {"timeout": model.seconds, "max_retries": 0, "max_tokens": MAX_TOKENS}
    address: dict[str, Any] = {"base_url": model.url} if model.url else {}

    def plain() -> Any:
        return init_chat_model(model.name, **address)

    def keyless() -> Any:
        # A server of one's own has no keys, but the package will not start without one.
        return init_chat_model(model.name, api_key="none", **given, **address)

    ways: list[Callable[[], Any]] = [lambda: init_chat_model(model.name, **given, **address), plain]
    if model.url and model.name.startswith("openai:"):
        ways.insert(1, keyless)
    failures = []
    for way in ways:
        try:
            found: ChatModel = way()
            return found
        except Exception as error:  # each provider has its own
            failures.append(error)
            if isinstance(error, ImportError | AttributeError):
                break
    raise _unopened(model.name, failures[0]) from failures[0]


def _unopened(name: str, error: Exception) -> InputError:
    """What to do, in words of ours: the library's own message may run over many lines."""
    provider = name.partition(":")[0]
    if isinstance(error, ImportError | AttributeError):
        named = re.search(r"pip install ([\w.-]+)", str(error))
        package = named[1] if named else f"langchain-{provider.replace('_', '-')}"
        return InputError(
            f"Mô hình «{name}» cần gói {package}. Hãy cài: pip install {package}",
            f'The model "{name}" needs the package {package}. Install it: pip install {package}',
        )
    if "provider" in str(error) and "api_key" not in str(error):
        return InputError(
            f"LangChain không biết nhà cung cấp «{provider}». Ví dụ dùng được: {_EXAMPLES_VI}.",
            f'LangChain knows no provider "{provider}". For example: {_EXAMPLES_EN}.',
        )
    variable = re.search(r"\b[A-Z][A-Z0-9]*_(?:API_)?(?:KEY|TOKEN)\b", str(error))
    key_vi, key_en = (f"biến môi trường {variable[0]}", variable[0]) if variable else ("khóa API", "the API key")
    return InputError(
        f"Không mở được mô hình «{name}» ({type(error).__name__}). Hãy đặt {key_vi} theo chỉ dẫn của nhà cung cấp.",
        f'The model "{name}" cannot be opened ({type(error).__name__}). Set {key_en} as its provider says.',
    )
