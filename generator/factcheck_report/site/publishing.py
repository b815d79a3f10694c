"""Builds a site in a temporary folder and puts it in place only if it is complete and correct.

Site generators empty the output folder first: a build that stops midway would leave half a site.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from factcheck_report.problems import Problem, as_json, from_json, sorted_problems
from factcheck_report.site.link_check import check_site
from factcheck_report.storage.atomic_write import write_atomically
from factcheck_report.storage.temporary import TemporaryFolder

MARKER = ".factcheck"
"""A file in the folder of every report that this product built, which is that of the site unless
the report has a path in it. A site without it is not ours to replace."""
EXPORT_MARKER = ".factcheck-export"
"""The same in the folder of every export."""
PROBLEMS_FILE = "FACTCHECK_PROBLEMS"
"""Environment variable: the file into which a build writes its problems, as JSON."""

_PREVIOUS = "previous"
"""The name of the old site in the temporary folder."""
_LONGEST_NAME = 200
_Result = TypeVar("_Result")


class NotPublished(Exception):
    """Nothing was changed. Holds the reason, in words for editors, and the problems if any."""

    def __init__(self, reason: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(reason)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Published:
    """A site that was put in place."""

    pages: int
    problems: tuple[Problem, ...]
    """Problems that did not stop it."""


BuildSite = Callable[[Path, TemporaryFolder], tuple[Problem, ...]]
"""Builds a site into a new folder inside the temporary folder, which holds its other files, too.

Returns the problems that did not stop it. Raises NotPublished.
"""


def publish(site: Path, build: BuildSite) -> Published:
    """Build a site, check every link in it, and replace the folder `site` as a whole.

    Raises NotPublished and leaves the folder as it was if anything is wrong.
    """

    def build_and_check(built: Path, temporary: TemporaryFolder) -> Published:
        problems = build(built, temporary)
        if dead_links := check_site(built, [path for path in reports_in(built) if path]):
            raise NotPublished("The pages were built, but some links are dead.", tuple(dead_links))
        return Published(sum(1 for _ in built.rglob("*.html")), problems)

    return replace_folder(site, build_and_check, refuse_foreign)


def replace_folder(
    folder: Path,
    write: Callable[[Path, TemporaryFolder], _Result],
    refuse: Callable[[Path], None],
) -> _Result:
    """Write a new folder beside `folder`, then put it in place as a whole.

    `write` gets the new folder, which it makes, and the temporary folder that this is in. `refuse`
    raises NotPublished if what is at `folder` may not be replaced. Returns the result of `write`.
    Raises NotPublished and leaves the folder as it was if anything is wrong.
    """
    folder = Path(os.path.normpath(folder))
    if not folder.name or len(folder.name) > _LONGEST_NAME:
        raise NotPublished(f"“{folder}” cannot be replaced. Choose another folder.")
    try:
        return _replace_folder(folder, write, refuse)
    except OSError as error:
        raise NotPublished(f"“{folder}” cannot be written ({error.strerror}).") from error


def _replace_folder(
    folder: Path,
    write: Callable[[Path, TemporaryFolder], _Result],
    refuse: Callable[[Path], None],
) -> _Result:
    folder.parent.mkdir(parents=True, exist_ok=True)
    restore = partial(_restore, folder)
    temporary = TemporaryFolder(f".{folder.name}-", folder.parent, restore)
    try:
        refuse(folder)
        written = temporary.path / "site"
        result = write(written, temporary)
        if folder.exists():
            folder.rename(temporary.path / _PREVIOUS)
        written.rename(folder)
        return result
    finally:
        # If this fails, the temporary folder stays, and with it the old one.
        restore(temporary.path)
        temporary.remove()


def refuse_foreign(site: Path) -> None:
    """Raise NotPublished unless a build may replace everything in the folder `site`."""
    refuse_file(site)
    if site.is_dir() and any(site.iterdir()) and not reports_in(site):
        raise NotPublished(
            f"The folder “{site}” holds files that are not part of a report; it would be emptied. "
            "Delete it if you do not need it, or choose another folder."
        )


def refuse_file(folder: Path) -> None:
    """Raise NotPublished if there is a file or a link in place of a folder."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotPublished(f"“{folder}” is not a folder. Delete it, or choose another folder.")


def reports_in(site: Path) -> list[str]:
    """The paths of the reports in a built site; a report that is the whole site has an empty one.

    Others end in a slash.
    """
    if (site / MARKER).exists():
        return [""]
    markers = sorted(site.rglob(MARKER))
    return [f"{marker.parent.relative_to(site).as_posix()}/" for marker in markers]


def mark(folder: Path, version: str) -> None:
    """Mark the folder of a built report; see `MARKER`."""
    write_atomically(folder / MARKER, f"factcheck-report {version}\n".encode())


def is_output(folder: Path) -> bool:
    """Whether a build or an export wrote a folder as a whole."""
    return (folder / MARKER).exists() or (folder / EXPORT_MARKER).exists()


def save_problems(problems: Sequence[Problem]) -> None:
    """In a building process: save the problems for the process that started it, if it asked."""
    if file := os.environ.get(PROBLEMS_FILE):
        write_atomically(Path(file), as_json(sorted_problems(problems)).encode())


def load_problems(file: Path) -> tuple[Problem, ...]:
    """The problems that a building process saved; none if it saved none."""
    # Other programs may have written the file.
    with contextlib.suppress(FileNotFoundError, ValueError):
        return from_json(file.read_text("utf-8"))
    return ()


def _restore(site: Path, temporary: Path) -> None:
    """Put the old site back if it was moved and the new one did not take its place."""
    previous = temporary / _PREVIOUS
    if previous.is_dir() and not site.exists():
        previous.rename(site)
