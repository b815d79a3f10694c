"""What a newer version would change in the files that `init` once wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from factcheck_report.scaffold.record import Record, hash_of

_CONTENT = ("claims.yaml", "docs/", "documents/")
"""What becomes the report's own: an example that somebody replaced is never offered again."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A file that this version writes differently."""

    name: str
    """Path in the report, with slashes."""
    current: bytes | None
    """The file as it is; None if it does not exist."""
    new: bytes
    edited: bool
    """Whether it is no longer as `init` wrote it, so that replacing it would lose something."""

    def difference(self) -> str:
        """The lines that would change, as a unified diff; for a binary file just a sentence."""
        try:
            old, new = ((text or b"").decode().splitlines() for text in (self.current, self.new))
        except UnicodeDecodeError:
            return "A file without lines of text.\n"
        lines = unified_diff(old, new, self.name, f"{self.name} (this version)", lineterm="")
        return "".join(f"{line}\n" for line in lines)


def refreshed_files(
    folder: Path, record: Record, files: Mapping[str, bytes]
) -> Iterator[Refreshed]:
    """The files that this version would change, add or write differently.

    `files` holds what this version writes. A file that an editor deleted stays deleted. One that
    an editor changed is named only if this version writes something else than the version that
    wrote it, and never if it is the report's content. Raises OSError.
    """
    for name, new in files.items():
        path, written = folder / name, record.files.get(name)
        current = path.read_bytes() if path.is_file() else None
        if current == new or hash_of(new) == written or (current is None and written is not None):
            continue
        edited = current is not None and hash_of(current) != written
        if edited and name.startswith(_CONTENT):
            continue
        yield Refreshed(name, current, new, edited)


def unused_files(folder: Path, record: Record, files: Mapping[str, bytes]) -> Iterator[str]:
    """Files that were written once, still exist, and that this version does not write."""
    return (name for name in record.files if name not in files and (folder / name).is_file())
