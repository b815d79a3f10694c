"""Trees of values as JSON has them: read leniently, with every value as it is written.

Numbers stay text, so that 4.50 and a number of a thousand digits are not changed. A name that is
repeated in an object gets a list of all its values.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Set

from factcheck_report.documents.files import FileRefused
from factcheck_report.yaml_tree import double_quoted

MAX_DEPTH = 60
"""Levels of nesting. A ClaimReview in a feed has ten."""


class Literal(str):
    """A number as it is written, or NaN or Infinity."""

    __slots__ = ()


Tree = str | bool | None | list["Tree"] | dict[str, "Tree"]
Path = tuple[str | int, ...]
"""The way from the root of a tree to a value: names and indexes."""

_BETWEEN = re.compile(r"[\s,;\x1e]*")
"""Between values that follow each other: JSON lines, text sequences (RFC 7464)."""
_WRAPPER_START = re.compile(r"(?:(?://|/\*) ?)?<!\[CDATA\[ ?(?:\*/)?|<!--")
_WRAPPER_END = re.compile(r"(?:(?:(?://|/\*) ?)?\]\]> ?(?:\*/)?|(?:// ?)?-->)\Z")
_LONGEST_WRAPPER = 40
# A string that is never closed is matched up to the end, so that the search stays linear.
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\Z))|,(?=\s*+[}\]])', re.DOTALL)
_REASONS = {
    "Expecting ',' delimiter": "A comma or a closing bracket is missing here.",
    "Expecting property name enclosed in double quotes": "A name in quotation marks is missing "
    "here.",
    "Expecting ':' delimiter": "A colon is missing here.",
    "Expecting value": "A value is missing here.",
    "Unterminated string starting at": "The text that begins here has no closing quotation mark.",
}


def parse_json(text: str, name: str, first_line: int = 1) -> list[Tree]:
    """The values of a JSON text: one, or several after each other, as in JSON lines.

    Repairs what published pages often have: line breaks inside texts, a comma before a closing
    bracket, comments or CDATA marks around the whole. `first_line` is the line of `name` in which
    the text begins. Raises FileRefused.
    """
    try:
        return _values(text)
    except json.JSONDecodeError as error:
        first = error
    except RecursionError:
        raise _too_deep(name) from None
    bare = _without_wrapper(text.strip()).removesuffix(";")
    repaired = _TRAILING_COMMA.sub(lambda found: found[1] or "", bare)
    for candidate in (repaired, html.unescape(repaired) if "&quot;" in repaired else ""):
        try:
            if candidate:
                return _values(candidate)
        except json.JSONDecodeError:
            continue
        except RecursionError:
            raise _too_deep(name) from None
    reason = _REASONS.get(first.msg, "It ends here, or has something that JSON does not allow.")
    line = first_line + first.lineno - 1
    raise FileRefused(
        f"“{name}” is not valid JSON: line {line}, column {first.colno}. {reason}",
        "Get the file again: it may be cut off. Or correct it in a text editor.",
        line=line,
    )


def _without_wrapper(text: str) -> str:
    """A text without the marks of a comment or of CDATA around it."""
    if found := _WRAPPER_START.match(text):
        text = text[found.end() :]
    # Only the end is searched: the expression would try to match at every sign of a long text.
    at = max(len(text) - _LONGEST_WRAPPER, 0)
    return (text[:at] + _WRAPPER_END.sub("", text[at:])).strip()


def _values(text: str) -> list[Tree]:
    values = []
    at = _end_of_gap(text, 0)
    while at < len(text):
        value, at = _DECODER.raw_decode(text, at)
        values.append(value)
        at = _end_of_gap(text, at)
    return values


def _end_of_gap(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _object(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    made = dict(pairs)
    if len(made) < len(pairs):
        every: dict[str, list[Tree]] = {}
        for name, value in pairs:
            every.setdefault(name, []).append(value)
        made = {name: all if len(all) > 1 else all[0] for name, all in every.items()}
    return made


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=Literal,
    parse_int=Literal,
    parse_constant=Literal,
    strict=False,
)


def check_depth(trees: Iterable[Tree], name: str) -> None:
    """Raise FileRefused if a tree is nested more deeply than the rest of the package can walk."""
    level: list[Tree] = list(trees)
    for _ in range(MAX_DEPTH):
        level = [child for tree in level for child in _children(tree)]
        if not level:
            return
    raise _too_deep(name)


def _children(tree: Tree) -> Iterable[Tree]:
    if isinstance(tree, dict):
        return tree.values()
    return tree if isinstance(tree, list) else ()


def _too_deep(name: str) -> FileRefused:
    return FileRefused(
        f"“{name}” has values that are nested more than {MAX_DEPTH} levels deep.",
        "Keep only the part with the fact-checks.",
    )


def leaf_text(tree: Tree) -> str:
    """A single value as text; empty for null, lists and objects."""
    if isinstance(tree, bool):
        return "true" if tree else "false"
    return tree if isinstance(tree, str) else ""


def leaves(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The single values of a tree as text, with their paths. Null and empty texts are left out."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from leaves(value, (*path, name))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, (*path, index))
    elif text := leaf_text(tree):
        yield path, text


def without_paths(tree: Tree, used: Set[Path], path: Path = ()) -> Tree:
    """A tree without the single values at these paths, and without what is empty."""
    if isinstance(tree, dict):
        pairs = ((name, without_paths(value, used, (*path, name))) for name, value in tree.items())
        return {name: value for name, value in pairs if not _is_empty(value)}
    if isinstance(tree, list):
        items = (without_paths(value, used, (*path, index)) for index, value in enumerate(tree))
        return [value for value in items if not _is_empty(value)]
    return None if path in used else tree


def _is_empty(tree: Tree) -> bool:
    return tree is None or (not isinstance(tree, bool) and len(tree) == 0)


def as_json(tree: Tree) -> str:
    """A tree as JSON on one line, with characters escaped that YAML or editors cannot show."""
    if isinstance(tree, dict):
        members = (f"{double_quoted(name)}: {as_json(value)}" for name, value in tree.items())
        return f"{{{', '.join(members)}}}"
    if isinstance(tree, list):
        return f"[{', '.join(map(as_json, tree))}]"
    if isinstance(tree, Literal):
        return str(tree)
    if isinstance(tree, bool):
        return leaf_text(tree)
    return "null" if tree is None else double_quoted(tree)
