"""Appends entries to a section of a claims file: claims, sources, the notice of a removed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from factcheck_report.editing.edits import (
    Edited,
    NotEdited,
    TextEdit,
    apply_edits,
    not_edited,
    read_tree,
)
from factcheck_report.editing.entry_templates import (
    Indentation,
    NewClaim,
    NewSource,
    claim_entry,
    removal_lines,
    source_entry,
)
from factcheck_report.model import Removal
from factcheck_report.yaml_tree import (
    Content,
    MappingNode,
    Node,
    ScalarNode,
    content_of,
    field_of,
)
from factcheck_report.yaml_tree.lines import (
    column_of,
    comments_after,
    line_after,
    line_start,
    newline_at,
    next_line,
)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to append to a section."""

    id: str
    lines: Callable[[Indentation], list[str]]
    """Its lines, without line ends."""


@dataclass(frozen=True, slots=True)
class _NewEntries:
    """Entries to append to a section, at least one."""

    section: str
    name: str
    """What problems call one."""
    entries: Sequence[NewEntry]

    @property
    def first(self) -> str:
        """How problems name the first one."""
        return f"{self.name} {self.entries[0].id}"

    def lines(self, indentation: Indentation, between: int = 0) -> list[str]:
        """The lines of all, with so many blank lines between them."""
        lines: list[str] = []
        for entry in self.entries:
            lines += [""] * (between if lines else 0)
            lines += entry.lines(indentation)
        return lines


def append_claim(text: str, file: str, claim: NewClaim) -> Edited | NotEdited:
    """Add a claim after the last one; everything else stays, character for character.

    Indented comments after the last claim stay with it. Comments at the left edge stay with the
    section that follows.
    """
    return append_entries(
        text, file, "claims", "claim", [NewEntry(claim.id, partial(claim_entry, claim))]
    )


def append_source(text: str, file: str, source: NewSource) -> Edited | NotEdited:
    """Add a source after the last one, in the same way."""
    new = NewEntry(source.id, partial(source_entry, source))
    return append_entries(text, file, "sources", "source", [new])


def append_removal(text: str, file: str, removal: Removal) -> Edited | NotEdited:
    """Add a removed claim after the last one, in the same way."""

    def lines(indentation: Indentation) -> list[str]:
        indents = indentation.indent, indentation.indent + indentation.step
        key, *fields = removal_lines(removal)
        return [" " * indents[0] + key, *(" " * indents[1] + line.strip() for line in fields)]

    return append_entries(text, file, "removed", "removed claim", [NewEntry(removal.id, lines)])


def append_entries(
    text: str, file: str, section: str, name: str, entries: Sequence[NewEntry]
) -> Edited | NotEdited:
    """Add entries after the last one of a section, in the same way, in one edit.

    There is at least one entry, and all ids are new. `name` is what problems call an entry.
    """
    return _append(text, file, _NewEntries(section, name, entries))


def _append(text: str, file: str, new: _NewEntries) -> Edited | NotEdited:
    root = read_tree(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    entry = new.first
    by_hand = f"Add the {new.name} by hand; {_EXAMPLES}"
    if not isinstance(root, MappingNode) or root.flow:
        what = "The file does not begin with a section."
        return not_edited(file, text, root.start, entry, what, by_hand)
    section = field_of(root, new.section)
    if section and (problem := _unusable(section[1], text, file, new)):
        return problem
    expected = _expected(root, new)
    for edit in _possible_edits(text, section, new):
        if edited := apply_edits(text, file, [edit], expected):
            return edited
    at = section[0].start if section else root.start
    what = f"The {new.name} cannot be added here without changing more."
    return not_edited(file, text, at, entry, what, by_hand)


_EXAMPLES = "CONTRIBUTING.md has an entry to copy."


def _unusable(value: Node, text: str, file: str, new: _NewEntries) -> NotEdited | None:
    if isinstance(value, MappingNode) and not (value.flow and value.entries):
        return None
    if isinstance(value, ScalarNode) and value.plain and not value.text:
        return None
    what = (
        f"The section “{new.section}” is written in braces, so no lines can be added to it."
        if isinstance(value, MappingNode)
        else f"The section “{new.section}” has something other than {new.name}s in it."
    )
    fix = f"Write each {new.name} on lines of its own, with its id indented by two spaces."
    return not_edited(file, text, value.start, new.first, what, fix)


def _expected(root: MappingNode, new: _NewEntries) -> Content:
    """The file's content with the entries added."""
    alone = read_tree("\n".join(new.lines(Indentation())), "")
    assert isinstance(alone, MappingNode)  # noqa: S101 - our own entries, of ids that were checked
    sections: list[tuple[str, Content]] = [
        (key.text, content_of(value)) for key, value in root.entries if key.text != new.section
    ]
    index = next((n for n, (key, _) in enumerate(root.entries) if key.text == new.section), None)
    section = root.entries[index][1] if index is not None else None
    before = section.entries if isinstance(section, MappingNode) else []
    entries = [(key.text, content_of(value)) for key, value in before]
    entries += [(key.text, content_of(fields)) for key, fields in alone.entries]
    place = len(sections) if index is None else index
    sections.insert(place, (new.section, {"fields": entries}))
    return {"fields": sections}


def _possible_edits(
    text: str, section: tuple[ScalarNode, Node] | None, new: _NewEntries
) -> Iterator[TextEdit]:
    """Edits that may add the entry, the most natural one first."""
    if section is None:
        lines = [f"{new.section}:", *new.lines(Indentation(), 1)]
        yield len(text), len(text), _block(text, len(text), lines, 1)
        return
    key, value = section
    if isinstance(value, MappingNode) and value.flow:
        # `claims: {}`: the braces are removed, and the rest of their line stays.
        newline = newline_at(text, value.start)
        rest = text[value.end : next_line(text, value.end)].rstrip("\r\n")
        entry = newline.join(new.lines(Indentation(), 1))
        start = len(text[: value.start].rstrip(" "))
        yield start, next_line(text, value.end), f"{rest.rstrip()}{newline}{entry}{newline}"
        return
    indentation, blank, between = Indentation(), 0, 1
    if isinstance(value, MappingNode):
        indentation = _indentation(text, value)
        blank = between = _blank_lines(text, value)
    at = line_after(text, max(value.end, key.end + 1))
    for place in (_after_comments(text, at), max(at, next_line(text, max(value.end - 1, 0)))):
        yield place, place, _block(text, place, new.lines(indentation, between), blank)


def _block(text: str, at: int, lines: list[str], blank: int) -> str:
    newline = newline_at(text, at)
    lacks_line_end = at > 0 and text[at - 1] not in "\r\n"
    return newline * (lacks_line_end + blank) + newline.join(lines) + newline


def _indentation(text: str, section: MappingNode) -> Indentation:
    key, value = section.entries[-1]
    indent = column_of(text, key.start)
    if isinstance(value, MappingNode) and not value.flow and value.entries:
        return Indentation(indent, max(column_of(text, value.entries[0][0].start) - indent, 1))
    return Indentation(indent)


def _blank_lines(text: str, section: MappingNode) -> int:
    """The number of blank lines between entries: 1 or 0."""
    if len(section.entries) == 1:
        return 1
    previous, last = section.entries[-2][1], section.entries[-1][0]
    between = text[line_after(text, previous.end) : line_start(text, last.start)]
    return int(any(not line.strip() for line in between.splitlines()))


def _after_comments(text: str, at: int) -> int:
    """The offset after the last indented comment that follows, up to the next content."""
    return max((end for indent, end in comments_after(text, at) if indent), default=at)
