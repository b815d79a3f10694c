"""Keeps the bodies of pages on the disk until MkDocs asks for them.

MkDocs reads all pages before it writes the first: of 25,000 claims half a gigabyte. And all of
them must be rendered before it begins, because it empties the output folder then: a report that
is not right must leave the site that is there alone.
"""

from __future__ import annotations

import tempfile
import weakref
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """A text in a spool."""

    spool: Spool
    start: int
    size: int

    def __str__(self) -> str:
        return self.spool.read(self)


class Spool:
    """A file without a name, which is gone with the object or the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the object
        weakref.finalize(self, self._file.close)
        self._end = 0

    def keep(self, text: str) -> Kept:
        """Write a text to the disk."""
        data = text.encode()
        self._file.seek(self._end)
        self._file.write(data)
        kept = Kept(self, self._end, len(data))
        self._end += len(data)
        return kept

    def read(self, kept: Kept) -> str:
        """Read a text that was kept."""
        self._file.seek(kept.start)
        return self._file.read(kept.size).decode()
