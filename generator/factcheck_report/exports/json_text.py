"""JSON text that shows invisible characters and differs by few lines when little has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

# Invisible characters and those that reorder the text around them. Joiners stay: Persian and the
# Indic scripts are spelled with them.
_INVISIBLE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def without_empty(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that have a value: some formats leave out what is not stated."""
    return {name: value for name, value in fields.items() if value not in (None, "", (), [])}


def json_line(value: object) -> str:
    """JSON on one line, with invisible characters escaped."""
    text = _encode(value)
    # Printable text has no such characters, and isprintable() takes half the time of the search.
    return text if text.isprintable() else _INVISIBLE.sub(_escaped, text)


_name = lru_cache(1_000)(json_line)
"""The name of a member, which thousands of entries have."""


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def json_file(value: object, depth: int) -> str:
    """The text of a JSON file, with one line for each entry down to a depth.

    An iterator is written as a list. Its items are encoded one at a time: the garbage collector
    would spend more time on thousands of them than encoding takes.
    """
    return "".join(_parts(value, depth)) + "\n"


def _parts(value: object, depth: int) -> Iterator[str]:
    if depth and isinstance(value, list | Iterator):
        yield from _lines("[]", (_parts(item, depth - 1) for item in value))
    elif depth and isinstance(value, dict):
        yield from _lines("{}", (_member(key, item, depth - 1) for key, item in value.items()))
    else:
        yield json_line(value)


def _member(key: str, value: object, depth: int) -> Iterator[str]:
    yield f"{_name(key)}: "
    yield from _parts(value, depth)


def _lines(brackets: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    yield brackets[0]
    before = "\n"
    for item in items:
        yield before
        yield from item
        before = ",\n"
    yield brackets[1] if before == "\n" else f"\n{brackets[1]}"
