"""Missing entries of claims.yaml as lines to paste, and the line to paste them below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck_report.editing.entry_templates import quoted
from factcheck_report.model import Claim, Correction, Position, Removal
from factcheck_report.model.spans import SourceText
from factcheck_report.yaml_tree import (
    MappingNode,
    Node,
    nodes_by_position,
    parse,
)
from factcheck_report.yaml_tree.lines import comments_after, indent_of, last_character, line_after


def correction_lines(correction: Correction) -> list[str]:
    """A correction as an item of its list, with its hyphen at the left edge."""
    lines = [
        f"- date: {correction.date}",
        f"  kind: {correction.kind}",
        f"  note: {quoted(correction.note)}",
    ]
    if correction.was:
        lines.append("  was:")
        lines += [f"    {name}: {quoted(value)}" for name, value in correction.was.items()]
    return lines


@dataclass(frozen=True, slots=True)
class Insertion:
    """Lines to paste, and the line below which they go."""

    position: Position
    text: str


def is_in_braces(claim: Claim, texts: Mapping[str, str]) -> bool:
    """Whether a claim's fields are written in braces."""
    node = _file(texts, claim.positions.entry).node(claim.positions.entry)
    return isinstance(node, MappingNode) and node.flow


def into_corrections(claim: Claim, lines: Iterable[str], texts: Mapping[str, str]) -> Insertion:
    """Below the claim's last correction.

    The corrections before it keep their numbers, and so their links.
    """
    if claim.corrections:
        return _below(claim.corrections[-1].positions.entry, lines, texts)
    entry = claim.positions.entry
    indent = _file(texts, entry).inner_indent(entry)
    corrections = ["corrections:", *(f"  {line}" for line in lines)]
    return _below(entry, corrections, texts, indent)


def into_removed(
    lines: Iterable[str], removed: Iterable[Removal], texts: Mapping[str, str]
) -> Insertion:
    """Below the last removed claim, or in a new section at the end of the last file."""
    entries = [removal.positions.entry for removal in removed]
    if entries:
        return _below(entries[-1], lines, texts)
    name = list(texts)[-1] if texts else "claims.yaml"
    text = texts.get(name, "")
    last = SourceText(text).line_of(max(len(text.rstrip()) - 1, 0))
    section = ["removed:", *(f"  {line}" for line in lines)]
    return Insertion(Position(name, last), _indented(section, 0))


def into_removal(removal: Removal, line: str, texts: Mapping[str, str]) -> Insertion:
    """One more field of a removed claim."""
    entry = removal.positions.entry
    return _below(entry, [line], texts, _file(texts, entry).inner_indent(entry))


def id_into_entry(entry: Position, line: str, texts: Mapping[str, str]) -> Insertion | None:
    """One more field of an entry in a list; None if its fields are written in braces."""
    file = _file(texts, entry)
    node = file.node(entry)
    if not isinstance(node, MappingNode) or node.flow:
        return None
    return _below(entry, [line], texts, file.inner_indent(entry))


def _below(
    entry: Position, lines: Iterable[str], texts: Mapping[str, str], indent: int | None = None
) -> Insertion:
    """Below an entry; indented like the entry itself if no indentation is given."""
    file = _file(texts, entry)
    by = file.indent(entry) if indent is None else indent
    return Insertion(Position(entry.file, file.last_line(entry)), _indented(lines, by))


def _indented(lines: Iterable[str], by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in lines)


def _file(texts: Mapping[str, str], entry: Position) -> _ParsedFile:
    return _parsed(texts.get(entry.file, ""))


@lru_cache(8)
def _parsed(text: str) -> _ParsedFile:
    """A parsed file. It is kept, because many claims of one file may have changed."""
    return _ParsedFile(text)


class _ParsedFile:
    """A claims file: where its entries begin and end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = SourceText(text)
        root = parse(text, "", [])
        self._nodes = {} if root is None else nodes_by_position(root)

    def node(self, entry: Position) -> Node | None:
        """The value of the entry that begins at a position."""
        return self._nodes.get((entry.line, entry.column))

    def indent(self, entry: Position) -> int:
        """The indentation of the line in which an entry begins."""
        return indent_of(self._lines.line(entry.line))

    def inner_indent(self, entry: Position) -> int:
        """The indentation of the entry's fields."""
        node = self.node(entry)
        if isinstance(node, MappingNode) and not node.flow:
            return node.column - 1
        return self.indent(entry) + 2

    def last_line(self, entry: Position) -> int:
        """The last line of an entry, with the comments after it that are indented further."""
        node = self.node(entry)
        if node is None:
            return entry.line
        end = last_character(self._text, node.end)
        indent = self.indent(entry)
        for comment_indent, after in comments_after(self._text, line_after(self._text, end)):
            if comment_indent <= indent:
                break
            end = last_character(self._text, after)
        return self._lines.line_of(max(end - 1, 0))
