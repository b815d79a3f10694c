"""Appends a claim to the section `claims:` of a file's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report.editing.edits import (
    Change,
    Edited,
    NotEdited,
    behind,
    column,
    line_start,
    newline_at,
    next_line,
    proved,
    refusal,
)
from factcheck_report.editing.entries import Layout, claim_entry
from factcheck_report.yaml_tree import extents
from factcheck_report.yaml_tree.extents import Content, Extent


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What is known of a claim that shall be filled in."""

    id: str
    claim: str
    verdict: str | None = None
    claimants: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    """The ids of the scale, to choose from."""

    def lines(self, layout: Layout) -> list[str]:
        """Its entry, without line ends."""
        return claim_entry(self.id, self.claim, self.verdict, self.claimants, self.verdicts, layout)


def append_claim(text: str, file: str, claim: NewClaim) -> Edited | NotEdited:
    """Put a claim behind the last one; everything else stays, character for character.

    Indented comments behind the last claim stay with it; comments at the left edge stay with
    the section that follows.
    """
    root = extents.read(text, file)
    if isinstance(root, tuple):
        return NotEdited(root)
    entry = f"claim {claim.id}"
    if root.kind != "mapping" or root.flow:
        return refusal(
            file, text, root.start, entry, "The file does not begin with a section.", _BY_HAND
        )
    section = root.get("claims")
    if section and (problem := _unusable(section[1], text, file, entry)):
        return problem
    expected = _expected(root, claim)
    for change in _ways(text, section, claim):
        if edited := proved(text, file, [change], expected):
            return edited
    at = section[0].start if section else root.start
    return refusal(
        file, text, at, entry, "The claim cannot be put in here without changing more.", _BY_HAND
    )


_BY_HAND = "Add the claim by hand; CONTRIBUTING.md has an entry to copy."


def _unusable(value: Extent, text: str, file: str, entry: str) -> NotEdited | None:
    if value.kind == "mapping" and not (value.flow and value.fields):
        return None
    if value.kind == "scalar" and not value.text and not value.quoted:
        return None
    what = (
        "The section “claims” is written in braces, and so cannot be added to line by line."
        if value.kind == "mapping"
        else "The section “claims” holds something else than claims."
    )
    fix = "Write each claim on lines of its own, its id indented by two spaces."
    return refusal(file, text, value.start, entry, what, fix)


def _expected(root: Extent, claim: NewClaim) -> Content:
    alone = extents.read("\n".join(claim.lines(Layout())), "")
    assert isinstance(alone, Extent)  # noqa: S101 - our own entry, of an id that was checked
    [(_, fields)] = alone.fields
    sections: list[tuple[str, Content]] = [
        (key.text, value.content()) for key, value in root.fields if key.text != "claims"
    ]
    place = next((n for n, (key, _) in enumerate(root.fields) if key.text == "claims"), None)
    before = root.fields[place][1].fields if place is not None else []
    claims = [(key.text, value.content()) for key, value in before]
    claims.append((claim.id, fields.content()))
    sections.insert(len(sections) if place is None else place, ("claims", {"fields": claims}))
    return {"fields": sections}


def _ways(text: str, section: tuple[Extent, Extent] | None, claim: NewClaim) -> Iterator[Change]:
    """Changes that may add the claim, the most natural first."""
    if section is None:
        yield len(text), len(text), _block(text, len(text), ["claims:", *claim.lines(Layout())], 1)
        return
    key, value = section
    if value.kind == "mapping" and value.flow:
        # `claims: {}`: the braces go, and what stands behind them in the line stays.
        newline = newline_at(text, value.start)
        rest = text[value.end : next_line(text, value.end)].rstrip("\r\n")
        after = next_line(text, value.end)
        lines = newline.join(claim.lines(Layout()))
        start = len(text[: value.start].rstrip(" "))
        yield start, after, f"{rest.rstrip()}{newline}{lines}{newline}"
        return
    layout, blank = Layout(), 0
    if value.fields:
        layout, blank = _layout(text, value), _blank_lines(text, value)
    at = behind(text, max(value.end, key.end + 1))
    for place in (_past_comments(text, at), max(at, next_line(text, max(value.end - 1, 0)))):
        yield place, place, _block(text, place, claim.lines(layout), blank)


def _block(text: str, at: int, lines: list[str], blank: int) -> str:
    newline = newline_at(text, at)
    unended = at > 0 and text[at - 1] not in "\r\n"
    return newline * (unended + blank) + newline.join(lines) + newline


def _layout(text: str, claims: Extent) -> Layout:
    key, value = claims.fields[-1]
    indent = column(text, key.start)
    if value.kind == "mapping" and not value.flow and value.fields:
        return Layout(indent, max(column(text, value.fields[0][0].start) - indent, 1))
    return Layout(indent)


def _blank_lines(text: str, claims: Extent) -> int:
    """Whether the entries stand apart: 1 or 0 lines."""
    if len(claims.fields) == 1:
        return 1
    previous, last = claims.fields[-2][1], claims.fields[-1][0]
    between = text[behind(text, previous.end) : line_start(text, last.start)]
    return int(any(not line.strip() for line in between.splitlines()))


_INDENTED_COMMENT = re.compile(r"[ \t]+#")


def _past_comments(text: str, at: int) -> int:
    """Where the last indented comment ends of those that follow, up to the next content."""
    end = at
    while at < len(text):
        after = next_line(text, at)
        line = text[at:after]
        if line.strip() and not line.lstrip().startswith("#"):
            break
        at = after
        if _INDENTED_COMMENT.match(line):
            end = at
    return end
