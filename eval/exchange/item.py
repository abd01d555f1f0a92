"""JSON of other programs, read field by field; whatever is wrong is one line with file, place and remedy."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.questions.about import read_text
from index.errors import InputError


@dataclass(frozen=True, slots=True)
class Item:
    """A JSON object and where it stands: ``where`` is ``data[3].paragraphs[0]``, or a line."""

    path: Path
    where: str
    value: Any

    def text(self, key: str, default: str | None = None, blank: bool = False) -> str:
        """The string at ``key`` (a number is one, too); ``default`` when it is absent or ``null``.

        Raises ``InputError`` when it is neither, or when there is no default and it is absent or, unless ``blank``, blank.
        """
        value = self._object().get(key)
        if value is None and default is not None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or (default is None and not blank and not value.strip()):
            raise self.bad(f'thiếu "{key}" (một chuỗi không rỗng)', f'"{key}" is missing (a string, not empty)')
        return whole(value)

    def number(self, key: str) -> int:
        """The whole number at ``key``; -1 when there is none."""
        value = self._object().get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else -1

    def flag(self, key: str) -> bool | None:
        """The truth value at ``key``; ``None`` when there is none."""
        value = self._object().get(key)
        return value if isinstance(value, bool) else None

    def items(self, key: str, needed: bool = True) -> "list[Item]":
        """The objects in the list at ``key``. Raises ``InputError`` when it is no list, or absent and ``needed``."""
        value = self._object().get(key)
        if value is None and not needed:
            return []
        return Item(self.path, f"{self.where}.{key}".lstrip("."), value).each()

    def each(self) -> "list[Item]":
        """The objects of a list. Raises ``InputError`` when this is none."""
        if not isinstance(self.value, list):
            raise self.bad("phải là một danh sách […]", "must be a list […]")
        return [Item(self.path, f"{self.where}[{at}]", one) for at, one in enumerate(self.value)]

    def texts(self, key: str) -> dict[str, str]:
        """The strings of the object at ``key``, by name; none when it is absent."""
        value = self._object().get(key)
        if value is None:
            return {}
        inner = Item(self.path, f"{self.where}.{key}".lstrip("."), value)
        return {name: inner.text(name) for name in inner._object()}

    def bad(self, vi: str, en: str) -> InputError:
        """The error of this place."""
        where = f", {self.where}" if self.where else ""
        return InputError(f"{self.path}{where}: {vi}. Hãy sửa tệp.", f"{self.path}{where}: {en}. Correct the file.")

    def _object(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.bad("phải là một đối tượng JSON {…}", "must be a JSON object {…}")
        return self.value


def whole(text: str) -> str:
    """``text`` without halves of surrogate pairs, which JSON can hold and UTF-8 cannot."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def read_json(path: Path) -> Item:
    """The JSON in ``path`` (UTF-8, with or without BOM). Raises ``InputError`` when it is none, or cut off."""
    return Item(path, "", _parsed(path, read_text(path), ""))


def read_lines(path: Path) -> Iterator[Item]:
    """The JSON object of each line that is not blank. Raises ``InputError`` naming the first line that is none."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            where = f"dòng/line {number}"
            item = Item(path, where, _parsed(path, line, where))
            item._object()
            yield item


def _parsed(path: Path, text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = where or f"dòng/line {error.lineno}"
        raise InputError(
            f"{path}, {at}: sai cú pháp JSON ở cột {error.colno} ({error.msg}). Có thể tệp bị cắt cụt; hãy tải lại.",
            f"{path}, {at}: not JSON at column {error.colno} ({error.msg}). It may be cut off; fetch it again.",
        ) from None
    except (RecursionError, ValueError):  # nested a thousand deep; a number of five thousand digits
        raise InputError(
            f"{path}: JSON quá sâu hoặc có số quá dài. Hãy kiểm tra lại tệp.",
            f"{path}: JSON nested too deeply, or a number too long. Check the file.",
        ) from None
