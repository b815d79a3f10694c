"""What the preview says on a page to its editors: warnings, and what is not committed yet.

Readers never see any of it: it is put into pages as the preview's server answers.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import addresses
from generator.model import Report
from generator.pages import Page
from generator.problems import Problem

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_GIT_SECONDS = 5
_MOST_RECENT = 10


@dataclass(frozen=True, slots=True)
class Notes:
    """What there is to say, by the address of the page to say it on."""

    warnings: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    uncommitted: frozenset[str] = frozenset()
    recent: tuple[tuple[str, str], ...] = ()
    """Address and name of the pages edited last, newest first; said on the home page."""


def notes(root: Path, pages: Iterable[Page], warnings: Iterable[Problem]) -> Notes:
    """What to say of a report in the folder `root`, but for what was edited since when."""
    entries = _Entries(root, pages)
    by_page: dict[str, list[Problem]] = {}
    for problem in warnings:
        place = problem.position
        by_page.setdefault(entries.page_at(place.file, place.line), []).append(problem)
    uncommitted = {
        entries.page_at(file, line) for file in entries.files for line in changed_lines(root, file)
    }
    return Notes(by_page, frozenset(uncommitted - {addresses.HOME}))


def recently_edited(
    recent: Sequence[tuple[str, str]], before: Report | None, after: Report
) -> tuple[tuple[str, str], ...]:
    """The claims that differ between two states of a report, and before them those of `recent`."""
    if before is None:
        return tuple(recent)
    edited = [
        (addresses.claim(claim.id), claim.claim)
        for claim in after.claims
        if before.draft.claims.get(claim.id) != claim
    ]
    there = {addresses.claim(claim.id) for claim in after.claims}
    again = {address for address, _ in edited}
    kept = [item for item in recent if item[0] in there and item[0] not in again]
    return (*edited, *kept)[:_MOST_RECENT]


class _Entries:
    """Which page shows the entry that a line of a claims file belongs to."""

    def __init__(self, root: Path, pages: Iterable[Page]) -> None:
        self._pages: dict[tuple[str, int], str] = {}
        starts: dict[str, list[int]] = {}
        for page in pages:
            if page.position is not None:
                self._pages[page.position.file, page.position.line] = page.address
                starts.setdefault(page.position.file, []).append(page.position.line)
        for file, lines in starts.items():
            for start, end in _extents(root / file, sorted(lines)):
                address = self._pages[file, start]
                self._pages |= {(file, line): address for line in range(start, end)}
        self.files = tuple(starts)

    def page_at(self, file: str, line: int) -> str:
        """Its address; the home page's for what no page shows."""
        return self._pages.get((file, line), addresses.HOME)


def _extents(path: Path, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First line of each entry, and the line behind its last: the next one as far to the left."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for start in starts:
        end = start
        while end < len(lines) and _is_inside(lines[end], lines[start - 1]):
            end += 1
        yield start, end + 1


def _is_inside(line: str, entry: str) -> bool:
    text = line.lstrip()
    if not text or text.startswith("#"):
        return True
    return len(line) - len(text) > len(entry) - len(entry.lstrip())


def changed_lines(root: Path, file: str) -> list[int]:
    """The lines of a file that differ from the last commit; none where there is no git."""
    try:
        done = subprocess.run(  # noqa: S603 - git with fixed arguments, no shell
            ["git", "diff", "--unified=0", "--no-color", "--no-ext-diff", "HEAD", "--", file],  # noqa: S607
            cwd=root,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=_GIT_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [
        line
        for found in _HUNK.finditer(done.stdout)
        for line in range(int(found[1]), int(found[1]) + max(int(found[2] or 1), 1))
    ]
