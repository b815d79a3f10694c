"""Appends a claim to the section `claims:` of a claims file."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.editing.edits import (
    Edited,
    NotEdited,
    TextEdit,
    apply_edits,
    not_edited,
    read_tree,
)
from factcheck_report.editing.entry_templates import Indentation, NewClaim, claim_entry
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


def append_claim(text: str, file: str, claim: NewClaim) -> Edited | NotEdited:
    """Add a claim after the last one; everything else stays, character for character.

    Indented comments after the last claim stay with it. Comments at the left edge stay with the
    section that follows.
    """
    root = read_tree(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    entry = f"claim {claim.id}"
    if not isinstance(root, MappingNode) or root.flow:
        what = "The file does not begin with a section."
        return not_edited(file, text, root.start, entry, what, _BY_HAND)
    section = field_of(root, "claims")
    if section and (problem := _unusable(section[1], text, file, entry)):
        return problem
    expected = _expected(root, claim)
    for edit in _possible_edits(text, section, claim):
        if edited := apply_edits(text, file, [edit], expected):
            return edited
    at = section[0].start if section else root.start
    what = "The claim cannot be added here without changing more."
    return not_edited(file, text, at, entry, what, _BY_HAND)


_BY_HAND = "Add the claim by hand; CONTRIBUTING.md has an entry to copy."


def _unusable(value: Node, text: str, file: str, entry: str) -> NotEdited | None:
    if isinstance(value, MappingNode) and not (value.flow and value.entries):
        return None
    if isinstance(value, ScalarNode) and value.plain and not value.text:
        return None
    what = (
        "The section “claims” is written in braces, so no lines can be added to it."
        if isinstance(value, MappingNode)
        else "The section “claims” has something other than claims in it."
    )
    fix = "Write each claim on lines of its own, with its id indented by two spaces."
    return not_edited(file, text, value.start, entry, what, fix)


def _expected(root: MappingNode, claim: NewClaim) -> Content:
    """The file's content with the claim added."""
    alone = read_tree("\n".join(claim_entry(claim, Indentation())), "")
    assert isinstance(alone, MappingNode)  # noqa: S101 - our own entry, of an id that was checked
    [(_, fields)] = alone.entries
    sections: list[tuple[str, Content]] = [
        (key.text, content_of(value)) for key, value in root.entries if key.text != "claims"
    ]
    index = next((n for n, (key, _) in enumerate(root.entries) if key.text == "claims"), None)
    section = root.entries[index][1] if index is not None else None
    before = section.entries if isinstance(section, MappingNode) else []
    claims = [(key.text, content_of(value)) for key, value in before]
    claims.append((claim.id, content_of(fields)))
    sections.insert(len(sections) if index is None else index, ("claims", {"fields": claims}))
    return {"fields": sections}


def _possible_edits(
    text: str, section: tuple[ScalarNode, Node] | None, claim: NewClaim
) -> Iterator[TextEdit]:
    """Edits that may add the claim, the most natural one first."""
    if section is None:
        lines = ["claims:", *claim_entry(claim, Indentation())]
        yield len(text), len(text), _block(text, len(text), lines, 1)
        return
    key, value = section
    if isinstance(value, MappingNode) and value.flow:
        # `claims: {}`: the braces are removed, and the rest of their line stays.
        newline = newline_at(text, value.start)
        rest = text[value.end : next_line(text, value.end)].rstrip("\r\n")
        entry = newline.join(claim_entry(claim, Indentation()))
        start = len(text[: value.start].rstrip(" "))
        yield start, next_line(text, value.end), f"{rest.rstrip()}{newline}{entry}{newline}"
        return
    indentation, blank = Indentation(), 0
    if isinstance(value, MappingNode):
        indentation, blank = _indentation(text, value), _blank_lines(text, value)
    at = line_after(text, max(value.end, key.end + 1))
    for place in (_after_comments(text, at), max(at, next_line(text, max(value.end - 1, 0)))):
        yield place, place, _block(text, place, claim_entry(claim, indentation), blank)


def _block(text: str, at: int, lines: list[str], blank: int) -> str:
    newline = newline_at(text, at)
    lacks_line_end = at > 0 and text[at - 1] not in "\r\n"
    return newline * (lacks_line_end + blank) + newline.join(lines) + newline


def _indentation(text: str, claims: MappingNode) -> Indentation:
    key, value = claims.entries[-1]
    indent = column_of(text, key.start)
    if isinstance(value, MappingNode) and not value.flow and value.entries:
        return Indentation(indent, max(column_of(text, value.entries[0][0].start) - indent, 1))
    return Indentation(indent)


def _blank_lines(text: str, claims: MappingNode) -> int:
    """The number of blank lines between entries: 1 or 0."""
    if len(claims.entries) == 1:
        return 1
    previous, last = claims.entries[-2][1], claims.entries[-1][0]
    between = text[line_after(text, previous.end) : line_start(text, last.start)]
    return int(any(not line.strip() for line in between.splitlines()))


def _after_comments(text: str, at: int) -> int:
    """The offset after the last indented comment that follows, up to the next content."""
    return max((end for indent, end in comments_after(text, at) if indent), default=at)
