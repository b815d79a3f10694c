"""The preview's notes for editors: warnings, notes, uncommitted changes, recent edits.

Readers never see them: the preview's server puts them into the pages that it answers with.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.git.working_tree import uncommitted_lines
from factcheck_report.model import Claim, Claimant, Removal, Report, Source
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree.lines import is_content

_MAX_RECENT = 10
_Entry = Claim | Source | Claimant | Removal


@dataclass(frozen=True, slots=True)
class EditorNotes:
    """The notes on each page, by address."""

    problems: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    """Warnings and notes."""
    uncommitted: frozenset[str] = frozenset()
    recent: tuple[tuple[str, str], ...] = ()
    """Address and title of the claims edited last, newest first; shown on the home page."""


def editor_notes(root: Path, report: Report, problems: Iterable[Problem]) -> EditorNotes:
    """The notes on a report in the folder `root`, without recent edits."""
    entries = _EntryPages(root, report)
    by_page: dict[str, list[Problem]] = {}
    for problem in problems:
        position = problem.position
        by_page.setdefault(entries.page_at(position.file, position.line), []).append(problem)
    uncommitted = {
        entries.page_at(file, line)
        for file in entries.files
        for line in uncommitted_lines(root, file)
    }
    return EditorNotes(by_page, frozenset(uncommitted - {addresses.HOME}))


def recently_edited(
    recent: Sequence[tuple[str, str]], before: Report | None, after: Report
) -> tuple[tuple[str, str], ...]:
    """Address and title of claims that differ between two states of a report, then of `recent`."""
    if before is None:
        return tuple(recent)
    edited = [
        (addresses.claim(claim.id), claim.claim)
        for claim in after.claims
        if before.draft.claims.get(claim.id) != claim
    ]
    existing = {addresses.claim(claim.id) for claim in after.claims}
    edited_again = {address for address, _ in edited}
    kept = [item for item in recent if item[0] in existing and item[0] not in edited_again]
    return (*edited, *kept)[:_MAX_RECENT]


class _EntryPages:
    """Finds the page that shows the entry at a line of a claims file."""

    def __init__(self, root: Path, report: Report) -> None:
        self._root = root
        self._lines = cache(self._read_lines)
        draft = report.draft
        sections: tuple[tuple[Mapping[str, _Entry], Callable[[str], str]], ...] = (
            (draft.claims, addresses.claim),
            (draft.sources, addresses.source),
            (draft.claimants, addresses.claimant),
            (draft.removed, addresses.claim),
        )
        self._starts: dict[str, list[tuple[int, int, str]]] = {}
        for entries, address_of in sections:
            for id, entry in entries.items():
                position, last = entry.positions.entry, entry.positions.last_line
                starts = self._starts.setdefault(position.file, [])
                starts.append((position.line, last, address_of(id)))
        for starts in self._starts.values():
            starts.sort()
        self.files = tuple(self._starts)

    def page_at(self, file: str, line: int) -> str:
        """The page's address; the home page's if no page shows the line."""
        starts = self._starts.get(file, [])
        number = bisect_right(starts, line, key=itemgetter(0)) - 1
        if number < 0:
            return addresses.HOME
        _, last, address = starts[number]
        # Comments after an entry belong to it, up to the next content.
        after = self._lines(file)[last:line] if line > last else []
        return addresses.HOME if any(map(is_content, after)) else address

    def _read_lines(self, file: str) -> list[str]:
        try:
            return (self._root / file).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            return []
