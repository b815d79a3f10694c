"""Short excerpts of data files for the data page: what matters of one entry, and no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from factcheck_report.model.safe_text import visible

Excerpt = Callable[[str], str]
"""Makes an excerpt of the text of a file."""

_MORE = "…"
_LONGEST_TEXT = 120
"""Code points of a value in JSON, and of a line of another file."""
_LONGEST_LINE = 60
"""Code points of a list or mapping in JSON that stands on one line."""


def picked(shape: object) -> Excerpt:
    """Only some fields of a JSON file, without those that are empty.

    `shape` is a mapping of the names of the fields to shapes; a list with the shape of an item,
    after None for each item before it; or True for a value as a whole. Long texts are shortened.
    """
    return lambda text: _indented(_pick(json.loads(text), shape))


def first_lines(count: int, after: int = 0) -> Excerpt:
    """Some lines of a text file, from its start or after some others; long lines are shortened."""
    return lambda text: _lines("\n".join(text.split("\n", after + count)[after : after + count]))


def part(start: str, end: str) -> Excerpt:
    """What stands between two texts, both included, their first occurrences."""
    return lambda text: _lines(start + text.partition(start)[2].partition(end)[0] + end)


def paragraph(number: int) -> Excerpt:
    """The paragraph with a number, from 0; the last one if there are not as many."""
    return lambda text: _lines(text.rstrip().split("\n\n", number + 1)[: number + 1][-1])


def _pick(content: Any, shape: object) -> Any:
    if isinstance(shape, Mapping):
        found = {name: _pick(content.get(name), inner) for name, inner in shape.items()}
        return {name: value for name, value in found.items() if value not in (None, [], {}, "")}
    if isinstance(shape, list) and isinstance(content, list):
        # The last item, if there are not as many.
        return [_pick(item, shape[-1]) for item in content[: len(shape)][-1:]]
    return _shortened(content) if isinstance(content, str) else content


def _indented(value: Any, indent: str = "") -> str:
    """JSON with what is short on one line."""
    line = visible(json.dumps(value, ensure_ascii=False))
    if not isinstance(value, (dict, list)) or len(indent) + len(line) <= _LONGEST_LINE:
        return line
    inner = f"{indent}  "
    if isinstance(value, list):
        items, brackets = [_indented(item, inner) for item in value], "[]"
    else:
        brackets = "{}"
        items = [f"{json.dumps(name)}: {_indented(item, inner)}" for name, item in value.items()]
    lines = ",\n".join(f"{inner}{item}" for item in items)
    return f"{brackets[0]}\n{lines}\n{indent}{brackets[1]}"


def _lines(text: str) -> str:
    return "\n".join(_shortened(visible(line)) for line in text.strip().splitlines())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT].rstrip() + _MORE
