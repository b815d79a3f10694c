"""Loading the claims files time and again: where only some claims changed, only these are read.

That is sound because of how YAML is laid out: a key at the indentation of the claims' ids ends
whatever stands before it, unless a quotation mark is open, and then the part does not parse by
itself. So the part of the file from one unchanged id to the next unchanged one is read alone, at
its own lines; if there is anything wrong with it, all is read as ever, which says what.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from factcheck_report.loading import Loaded, load
from factcheck_report.loading.context import Context
from factcheck_report.loading.groups import Entries
from factcheck_report.loading.references import check_references, check_removed
from factcheck_report.loading.schema import SECTIONS
from factcheck_report.model import (
    Claim,
    Claimant,
    Correction,
    Disagreement,
    Draft,
    Event,
    Marks,
    Origin,
    Position,
    Publication,
    Quote,
    Removal,
    Source,
    Verdict,
)
from factcheck_report.yaml_tree import nodes

_SECTION = "claims"
_SECTION_LINE = re.compile(rf"{_SECTION}:[ ]*(?:#.*)?")
_WITH_PLACES = ("quotes", "corrections")
"""Parts of entries that say where they were written themselves."""
_BY_RULE = ("rules", "accept")
"""Fields of entries that name rules, each with its position."""
_Entry = TypeVar(
    "_Entry",
    Publication,
    Source,
    Origin,
    Verdict,
    Claimant,
    Claim,
    Quote,
    Correction,
    Event,
    Disagreement,
    Removal,
)
_SECTIONS_READ = ("sources", "origins", "verdicts", "claimants", "claims", "removed")


class Loader:
    """Loads the claims files of one report; remembers those in which nothing was wrong last."""

    def __init__(self) -> None:
        self._texts: Mapping[str, str] = {}
        self._loaded: Loaded | None = None

    def load(self, texts: Mapping[str, str]) -> Loaded:
        """The same as `loading.load` of the same texts."""
        loaded = self._reloaded(texts) or load(texts)
        if not loaded.problems:
            self._texts, self._loaded = dict(texts), loaded
        return loaded

    def _reloaded(self, texts: Mapping[str, str]) -> Loaded | None:
        """What the texts say, if no more than claims changed since, and nothing is wrong."""
        last = self._loaded
        if last is None or list(texts) != list(self._texts):
            return None
        changed = [file for file, text in texts.items() if text != self._texts[file]]
        if not changed:
            return last
        if len(changed) > 1:
            return None
        [file] = changed
        draft = _reread(last.draft, file, self._texts[file], texts[file])
        if draft is None:
            return None
        claims = draft.claims
        named = {section: getattr(draft, section).keys() for section in _SECTIONS_READ}
        places = {id: claim.marks.entry for id, claim in claims.items()}
        if check_references(draft, named) or check_removed(draft, places):
            return None
        return Loaded(draft, ())


def _reread(draft: Draft, file: str, old: str, new: str) -> Draft | None:
    """The draft after a change to one of its files; None if it may be more than one of claims."""
    claims = draft.claims
    if any(text.count("\r") != text.count("\r\n") for text in (old, new)):
        # YAML counts such line ends, too.
        return None
    before, after = old.split("\n"), new.split("\n")
    here = [claim for claim in claims.values() if claim.marks.entry.file == file]
    end = _end(before, here)
    if end is None:
        return None
    same, same_behind = _same_ends(before, after)
    keys = [claim.marks.entry.line for claim in here]
    # The last id that is unchanged before the change, and the first behind it; lines from 1.
    first = bisect_right(keys, same) - 1
    last = bisect_right(keys, len(before) - same_behind)
    stop = keys[last] if last < len(keys) else end
    if first < 0 or stop <= len(before) - same_behind:
        return None
    moved = len(after) - len(before)
    part = after[keys[first] - 1 : stop - 1 + moved]
    if stop <= len(before):
        # What ends the last of the lines: without it, a block of text ends otherwise.
        part.append("")
    read = _read(part, file, keys[first])
    column = here[0].marks.entry.column
    if read is None or any(claim.marks.entry.column != column for claim in read):
        return None
    others = {claim.id for claim in claims.values()} - {claim.id for claim in here[first:last]}
    if any(claim.id in others for claim in read):
        return None
    claims = _put_together(claims, here, here[first:last], read, moved)
    return _with_claims(draft, claims, here[first].marks.entry, moved)


def _with_claims(draft: Draft, claims: Mapping[str, Claim], changed: Position, moved: int) -> Draft:
    """The draft with other claims; what stands behind the change in its file has other lines."""
    if not moved:
        return replace(draft, claims=claims)

    def behind(entry: _Entry) -> _Entry:
        place = entry.marks.entry
        return _moved(entry, moved) if place.file == changed.file and place > changed else entry

    def all_behind(entries: Mapping[str, _Entry]) -> Mapping[str, _Entry]:
        return {id: behind(entry) for id, entry in entries.items()}

    return Draft(
        publication=behind(draft.publication),
        sources=all_behind(draft.sources),
        origins=all_behind(draft.origins),
        verdicts=all_behind(draft.verdicts),
        claimants=all_behind(draft.claimants),
        claims=claims,
        timeline=tuple(map(behind, draft.timeline)),
        disagreements=tuple(map(behind, draft.disagreements)),
        removed=all_behind(draft.removed),
    )


def _end(lines: Sequence[str], here: Sequence[Claim]) -> int | None:
    """The line behind the section of claims; None if it is not laid out as editors do."""
    if not here:
        return None
    first, last = here[0].marks.entry, here[-1].marks.entry
    if any(claim.marks.entry.column != first.column for claim in here) or first.column == 1:
        return None
    start = first.line - 2
    while start >= 0 and not _begins_section(lines[start]):
        start -= 1
    if start < 0 or not _SECTION_LINE.fullmatch(lines[start].rstrip("\r")):
        return None
    end = last.line
    while end < len(lines) and not _begins_section(lines[end]):
        end += 1
    return end + 1


def _begins_section(line: str) -> bool:
    return line[:1] not in ("", " ", "\t", "#", "\r")


def _same_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same at the beginning, and how many of the others at the end."""
    shorter = min(len(before), len(after))
    same = 0
    while same < shorter and before[same] == after[same]:
        same += 1
    behind = 0
    while behind < shorter - same and before[-1 - behind] == after[-1 - behind]:
        behind += 1
    return same, behind


def _read(lines: Sequence[str], file: str, first: int) -> list[Claim] | None:
    """The claims in some lines, of which the first has this number; None if anything is wrong."""
    text = "\n" * (first - 2) + f"{_SECTION}:\n" + "\n".join(lines)
    context = Context(file, text, [])
    root = nodes.parse(text, file, context.problems)
    if not isinstance(root, nodes.Mapping) or len(root.entries) != 1:
        return None
    entries = SECTIONS[_SECTION].read(root.entries[0][1], _SECTION, context)
    if context.problems or not isinstance(entries, Entries):
        return None
    return list(entries.valid.values())


def _put_together(
    claims: Mapping[str, Claim],
    here: Sequence[Claim],
    gone: Sequence[Claim],
    read: Sequence[Claim],
    moved: int,
) -> Mapping[str, Claim]:
    """All claims in their order: `read` in the place of `gone`, those behind in other lines."""
    lost = {claim.id for claim in gone}
    behind = {claim.id for claim in here if claim.marks.entry.line > gone[-1].marks.entry.line}
    made: dict[str, Claim] = {}
    for id, claim in claims.items():
        if id in lost:
            if id == gone[0].id:
                made |= {new.id: new for new in read}
        else:
            made[id] = _moved(claim, moved) if moved and id in behind else claim
    return made


def _moved(entry: _Entry, lines: int) -> _Entry:
    """The same entry, further down in its file."""
    parts: dict[str, Any] = {
        name: tuple(_moved(part, lines) for part in getattr(entry, name))
        for name in _WITH_PLACES
        if hasattr(entry, name)
    }
    for name in _BY_RULE:
        if rules := getattr(entry, name, ()):
            parts[name] = tuple(
                replace(rule, position=_moved_position(rule.position, lines)) for rule in rules
            )
    return replace(entry, **parts, marks=_moved_marks(entry.marks, lines))


def _moved_marks(marks: Marks, lines: int) -> Marks:
    fields = {name: _moved_position(place, lines) for name, place in marks.fields.items()}
    items = {
        name: tuple(_moved_position(place, lines) for place in places)
        for name, places in marks.items.items()
    }
    return Marks(
        _moved_position(marks.entry, lines), MappingProxyType(fields), MappingProxyType(items)
    )


def _moved_position(place: Position, lines: int) -> Position:
    return Position(place.file, place.line + lines, place.column)
