"""The folder that an export writes: replaced as a whole, and only if an export wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from factcheck_report.site.exporting.settings import DOCS, OVERRIDES, SETTINGS
from factcheck_report.site.publishing import (
    EXPORT_MARKER,
    refuse_file,
    replace_folder,
)
from factcheck_report.site.replacement import NotPublished
from factcheck_report.storage.atomic_write import write_atomically
from factcheck_report.storage.temporary import TemporaryFolder

_OURS = frozenset({EXPORT_MARKER, SETTINGS, DOCS, OVERRIDES})
_BUILT = frozenset({"site", ".cache"})
"""What Zensical writes into the folder."""


def replace(folder: Path, write: Callable[[Path, TemporaryFolder], int]) -> int:
    """Replace the folder of an export; see `publishing.replace_folder`. Raises NotPublished."""
    return replace_folder(folder, write, _refuse_foreign)


def mark(folder: Path, version: str) -> None:
    """Mark the folder of an export."""
    write_atomically(folder / EXPORT_MARKER, f"factcheck-report {version}\n".encode())


def refuse_inside(folder: Path, own: Iterable[Path]) -> None:
    """Raise NotPublished if the folder is in a folder with files of the report, or holds one."""
    place = folder.resolve()
    for other in own:
        there = other.resolve()
        if place.is_relative_to(there) or there.is_relative_to(place):
            raise NotPublished(
                f"“{folder}” and “{other}” are in one another. Choose a folder beside the report."
            )


def _refuse_foreign(folder: Path) -> None:
    """Raise NotPublished unless an export may replace everything in the folder."""
    refuse_file(folder)
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if names and EXPORT_MARKER not in names:
        raise NotPublished(
            f"The folder “{folder}” holds files that no export wrote; it would be emptied. Delete "
            "it if you do not need it, or choose another folder."
        )
    if others := sorted(names - _OURS - _BUILT):
        raise NotPublished(
            f"The folder “{folder}” also holds “{others[0]}”, which no export wrote. It would be "
            "deleted. Move it away, or choose another folder."
        )
