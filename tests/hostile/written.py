"""Claims files written from data, with the place of every field in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

FieldPath: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]
"""Line and column, from 1."""

# What YAML does not read as JSON does, or not at all, unless it is escaped.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "\x7f\x85\u2028\u2029\ufeff\ufffe\uffff"}
_ESCAPED |= {code: f"\\u{code:04x}" for code in range(0x80, 0xA0)}


def quoted(text: str) -> str:
    """A text between double quotation marks, as YAML reads it."""
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


class Written:
    """A claims file: its text, and where the value and the name of each field begin."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._lines: list[str] = []
        self.values: dict[FieldPath, Place] = {}
        self.keys: dict[FieldPath, Place] = {}
        self._write(content, (), 0)
        self.text = "\n".join(self._lines) + "\n"

    def _write(self, value: Any, path: FieldPath, indent: int) -> None:
        for key, item in _items(value):
            inner = (*path, key)
            start = " " * indent + ("-" if isinstance(value, list) else f"{_key(str(key))}:")
            self.keys[inner] = (len(self._lines) + 1, indent + 1)
            if isinstance(item, (dict, list)) and item:
                self._lines.append(start)
                self.values[inner] = (len(self._lines) + 1, indent + 3)
                self._write(item, inner, indent + 2)
            else:
                text = quoted(item) if isinstance(item, str) else json.dumps(item)
                self.values[inner] = (len(self._lines) + 1, len(start) + 2)
                self._lines.append(f"{start} {text}")


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    yield from value.items() if isinstance(value, dict) else enumerate(value)


def _key(name: str) -> str:
    return (
        name
        if name.replace("_", "").replace("-", "").isalnum() and name.isascii()
        else quoted(name)
    )
