"""Builds a site in a temporary folder and puts it in place only if it is complete and correct.

Site generators empty the output folder first: a build that stops midway would leave half a site.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from factcheck_report.problems import Problem, as_json, from_json, sorted_problems
from factcheck_report.site.link_check import check_site
from factcheck_report.site.replacement import FolderReplacement, NotPublished
from factcheck_report.storage.atomic_write import write_atomically
from factcheck_report.storage.interrupts import stop_if_interrupted
from factcheck_report.storage.temporary import TemporaryFolder

MARKER = ".factcheck"
"""A file in the folder of every report that this product built, which is that of the site unless
the report has a path in it. A site without it is not ours to replace."""
EXPORT_MARKER = ".factcheck-export"
"""The same in the folder of every export."""
PROBLEMS_FILE = "FACTCHECK_PROBLEMS"
"""Environment variable: the file into which a build writes its problems, as JSON."""

_Result = TypeVar("_Result")


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
    try:
        replacement = FolderReplacement(folder, refuse)
        try:
            result = write(replacement.path, replacement.temporary)
            stop_if_interrupted()
            replacement.put_in_place()
            return result
        finally:
            replacement.close()
    except OSError as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: OSError) -> NotPublished:
    """The reason why a folder cannot be replaced."""
    return NotPublished(
        f"“{folder}” cannot be written ({error.strerror}). Fix: Make room on the disk, give "
        "yourself permission to write the folder that it is in, or choose another folder."
    )


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


def is_started_by_command() -> bool:
    """In a building process: whether a command of ours started it, and publishes the site."""
    return PROBLEMS_FILE in os.environ


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
