"""Loads the claims files of one report repeatedly: where only claims changed, only they are read.

This is sound because of YAML's layout: a key at the indentation of the claims' ids ends
everything before it. The exception is an open quotation mark, and then the part does not parse by
itself. So the lines from one unchanged id to the next unchanged one are read alone, with their
own line numbers. If anything is wrong with them, all files are read as usual, for the problems.

Reading one changed claim of 1,000 takes 0.04 s in this way, and reading all of them 0.47 s.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from factcheck_report.loading import LoadResult, load
from factcheck_report.loading.context import ReadContext
from factcheck_report.loading.groups import SectionEntries
from factcheck_report.loading.references import check_own_ids, check_removed, has_unknown_id
from factcheck_report.loading.schema import ENTRY_SECTIONS, LIST_SECTIONS, SECTIONS
from factcheck_report.model import Claim, Draft, EntryPositions, Position
from factcheck_report.model.spans import common_ends
from factcheck_report.yaml_tree import MappingNode, parse

_SECTION = "claims"


class IncrementalLoader:
    """Loads the claims files of one report; remembers the last ones without problems."""

    def __init__(self) -> None:
        self._texts: Mapping[str, str] = {}
        self._result: LoadResult | None = None

    def load(self, texts: Mapping[str, str]) -> LoadResult:
        """The same result as `loading.load` for the same texts."""
        result = self._reloaded(texts) or load(texts)
        if not result.problems:
            self._texts, self._result = dict(texts), result
        return result

    def _reloaded(self, texts: Mapping[str, str]) -> LoadResult | None:
        """The new result; None if more than claims of one file changed or anything is wrong."""
        last = self._result
        if last is None or list(texts) != list(self._texts):
            return None
        changed = [file for file, text in texts.items() if text != self._texts[file]]
        if not changed:
            return last
        if len(changed) > 1:
            return None
        [file] = changed
        result = _reread(last, file, self._texts[file], texts[file])
        if result is None:
            return None
        draft = result.draft
        known = {section: getattr(draft, section).keys() for section in ENTRY_SECTIONS}
        positions = {
            id: claim.positions.entry for id, claim in draft.claims.items() if not claim.draft
        }
        if has_unknown_id(draft, known) or check_removed(draft, positions) or check_own_ids(draft):
            return None
        return result


def _reread(last: LoadResult, file: str, old: str, new: str) -> LoadResult | None:
    """The result after a change to one file; None if more than claims may have changed."""
    if any(text.count("\r") != text.count("\r\n") for text in (old, new)):
        return None  # YAML counts a lone CR as a line end
    draft = last.draft
    before, after = old.split("\n"), new.split("\n")
    here = [claim for claim in draft.claims.values() if claim.positions.entry.file == file]
    if not here or file not in last.claims_ends:
        return None
    end = last.claims_ends[file] or len(before) + 1
    same, same_behind = common_ends(before, after)
    keys = [claim.positions.entry.line for claim in here]
    # The last unchanged id before the change, and the first unchanged id after it.
    first = bisect_right(keys, same) - 1
    stop_index = bisect_right(keys, len(before) - same_behind)
    stop = keys[stop_index] if stop_index < len(keys) else end
    if first < 0 or stop <= len(before) - same_behind:
        return None
    moved = len(after) - len(before)
    part = after[keys[first] - 1 : stop - 1 + moved]
    if stop <= len(before):
        # The last line needs its line end: without it, a block scalar has another end.
        part.append("")
    read = _read(part, file, keys[first])
    column = here[0].positions.entry.column
    if read is None or any(claim.positions.entry.column != column for claim in read):
        return None
    replaced = here[first:stop_index]
    others = draft.claims.keys() - {claim.id for claim in replaced}
    if any(claim.id in others for claim in read):
        return None
    changed = here[first].positions.entry
    claims = _merged(draft.claims, replaced, read, moved)
    return LoadResult(
        _with_claims(draft, claims, changed, moved),
        (),
        drafts={id: frozenset() for id, claim in claims.items() if claim.draft},
        claims_ends={**last.claims_ends, file: end + moved if last.claims_ends[file] else 0},
    )


def _with_claims(draft: Draft, claims: Mapping[str, Claim], changed: Position, moved: int) -> Draft:
    """The draft with new claims. All entries after the change have other line numbers."""
    if not moved:
        return replace(draft, claims=claims)

    # Any: entries of every section.
    def shifted(entry: Any) -> Any:
        place = entry.positions.entry
        return _moved(entry, moved) if place.file == changed.file and place > changed else entry

    sections: dict[str, Any] = {
        section: {id: shifted(entry) for id, entry in getattr(draft, section).items()}
        for section in ENTRY_SECTIONS
        if section != _SECTION
    }
    for section in LIST_SECTIONS:
        sections[section] = tuple(map(shifted, getattr(draft, section)))
    return Draft(publication=shifted(draft.publication), claims=claims, **sections)


def _read(lines: Sequence[str], file: str, first: int) -> list[Claim] | None:
    """The claims in some lines, of which the first has this number; None if anything is wrong."""
    text = "\n" * (first - 2) + f"{_SECTION}:\n" + "\n".join(lines)
    context = ReadContext(file, text, [])
    root = parse(text, file, context.problems)
    if not isinstance(root, MappingNode) or len(root.entries) != 1:
        return None
    entries = SECTIONS[_SECTION].read(root.entries[0][1], _SECTION, context)
    if context.problems or not isinstance(entries, SectionEntries):
        return None
    return list(entries.valid.values())


def _merged(
    claims: Mapping[str, Claim], replaced: Sequence[Claim], read: Sequence[Claim], moved: int
) -> Mapping[str, Claim]:
    """All claims in their order: `read` in place of `replaced`, later ones in other lines."""
    gone = {claim.id for claim in replaced}
    last = replaced[-1].positions.entry
    merged: dict[str, Claim] = {}
    for id, claim in claims.items():
        place = claim.positions.entry
        if id == replaced[0].id:
            merged |= {new.id: new for new in read}
        elif id not in gone:
            is_later = moved and place.file == last.file and place.line > last.line
            merged[id] = _moved(claim, moved) if is_later else claim
    return merged


# Any: parts of a draft of every sort.
def _moved(part: Any, lines: int) -> Any:
    """A part of a draft, some lines further down in its file."""
    if isinstance(part, Position):
        return Position(part.file, part.line + lines, part.column)
    if isinstance(part, tuple):
        return tuple(_moved(item, lines) for item in part)
    if isinstance(part, EntryPositions):
        return EntryPositions(
            _moved(part.entry, lines),
            {name: _moved(place, lines) for name, place in part.fields.items()},
            {name: _moved(places, lines) for name, places in part.items.items()},
            part.last_line + lines,
        )
    names = _fields_with_positions(part.__class__)
    return replace(part, **{name: _moved(getattr(part, name), lines) for name in names})


@cache
def _fields_with_positions(entry: type) -> tuple[str, ...]:
    """The fields of a dataclass that hold positions, or tuples of items that do."""
    hints = get_type_hints(entry)
    items = {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}
    return tuple(
        name
        for name in hints
        if name in ("positions", "position")
        or (is_dataclass(items.get(name)) and _fields_with_positions(items[name]))
    )
