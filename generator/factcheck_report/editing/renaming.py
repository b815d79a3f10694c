"""Renames the id of an entry, and everything in the claims files that refers to it.

Which fields refer to which section is read from the schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck_report.editing.edits import Edited, NotEdited, TextEdit, apply_edits, not_edited
from factcheck_report.loading.groups import EntriesOf, ListOf, RecordOf, TextFields
from factcheck_report.loading.schema import ENTRY_SECTIONS, SECTIONS
from factcheck_report.loading.values import Reference
from factcheck_report.yaml_tree import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    content_of,
    field_of,
)

_EARLIER_VALUES = {"verdict": "verdicts"}
"""Fields of `was:` that hold an id, and the section of the id."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file in which an id was renamed."""

    text: str
    places: int
    """How often the id stood in it."""


def ids_of_sections(trees: Mapping[str, Node]) -> dict[str, dict[str, str]]:
    """The file of every id, by section and id; `trees` are those of the claims files by path."""
    found: dict[str, dict[str, str]] = {section: {} for section in ENTRY_SECTIONS}
    for file, tree in trees.items():
        for section, ids in found.items():
            entries = field_of(tree, section)
            if entries and isinstance(entries[1], MappingNode):
                for key, _ in entries[1].entries:
                    ids.setdefault(key.text, file)
    return found


def rename_id(
    texts: Mapping[str, str], trees: Mapping[str, Node], section: str, old: str, new: str
) -> Mapping[str, Renamed] | NotEdited:
    """Rename an id of a section; everything else stays, character for character.

    `texts` and `trees` are those of the claims files by path; the trees are changed. Returns the
    files in which the id stood, or why one of them cannot be edited.
    """
    renamed: dict[str, Renamed] = {}
    for file, tree in trees.items():
        text = texts[file]
        nodes = list(_places(tree, section, old))
        if not nodes:
            continue
        edits = [_edit(text, node, new) for node in nodes]
        for node in nodes:
            node.text = new
        edited = apply_edits(text, file, edits, content_of(tree))
        if not isinstance(edited, Edited):
            what = f"The id “{old}” cannot be renamed in this file without changing more."
            fix = "Write the id here without quotation marks and on one line, then try again."
            return not_edited(file, text, nodes[0].start, "", what, fix)
        renamed[file] = Renamed(edited.text, len(nodes))
    return renamed


def _edit(text: str, node: ScalarNode, new: str) -> TextEdit:
    """The edit that replaces a value; its quotation marks stay."""
    mark = node.style if node.style in ('"', "'") else ""
    return node.start, node.end, f"{mark}{new}{mark}"


def _places(root: Node, section: str, old: str) -> Iterator[ScalarNode]:
    """The key of the entry, and the values that refer to it, in the order of the file."""
    if not isinstance(root, MappingNode):
        return
    for name, value in root.entries:
        type = SECTIONS.get(name.text)
        if isinstance(type, EntriesOf) and isinstance(value, MappingNode):
            for id, entry in value.entries:
                if name.text == section and id.text == old:
                    yield id
                yield from _references(entry, type.record, section, old)
        elif type is not None:
            yield from _references(value, type, section, old)


# Any: every type of field.
def _references(node: Node, type: Any, section: str, old: str) -> Iterator[ScalarNode]:
    """The values below a node that refer to an id of a section."""
    if isinstance(type, Reference):
        if type.section == section and isinstance(node, ScalarNode) and node.text.strip() == old:
            yield node
    elif isinstance(type, ListOf) and isinstance(node, SequenceNode):
        for item in node.items:
            yield from _references(item, type.item_type, section, old)
    elif isinstance(type, RecordOf) and isinstance(node, MappingNode):
        for name, value in node.entries:
            if field := type.fields.get(name.text):
                yield from _references(value, field.type, section, old)
    elif isinstance(type, TextFields) and isinstance(node, MappingNode):
        for name, value in node.entries:
            is_id = name.text in type.names and _EARLIER_VALUES.get(name.text) == section
            if is_id and isinstance(value, ScalarNode) and value.text == old:
                yield value
