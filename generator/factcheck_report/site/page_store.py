"""Stores rendered pages on disk until they are written into the site.

All pages must be rendered before the output folder is emptied, so that a report with a mistake
leaves the published site as it was. In memory, the pages of 25,000 claims take half a gigabyte.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import weakref
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from factcheck_report.storage.temporary import TemporaryFolder


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text, or the bytes of a file, is in a page store."""

    file: str
    """The name of the store's file."""
    start: int
    """Offset in bytes."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text, or the bytes of a file, in a page store; `str()` reads a text."""

    store: PageStore
    place: Place

    def __str__(self) -> str:
        return self.store.read(self.place)

    def data(self) -> bytes:
        """Read the bytes."""
        return self.store.read_bytes(self.place)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is a plain string: others may copy and pickle pages, but not the store."""
        return str, (str(self),)


class PageStore:
    """Texts and files in a temporary folder, removed by `close` or with the object or process.

    Forks of this process can add to it and read from it, too: each writes into a file of its own.
    """

    def __init__(self) -> None:
        folder = TemporaryFolder()
        self._folder = folder.path
        self._writer: tuple[int, str] = (0, "")
        """The process, and the name of the file that it writes into."""
        self._opened: dict[str, IO[bytes]] = {}
        self._recent: deque[tuple[Place, str]] = deque(maxlen=2)
        """Body and head of a page: writing the page reads each of them several times."""
        self._files = 0
        self._remove = weakref.finalize(self, _remove, self._opened, folder)

    def close(self) -> None:
        """Remove the folder. Does nothing the second time."""
        self._remove()

    def add(self, text: str) -> Place:
        """Store a text."""
        return self.add_bytes(text.encode())

    def add_bytes(self, data: bytes) -> Place:
        """Store the bytes of a file."""
        process, name = self._writer
        if process != os.getpid():
            descriptor, path = tempfile.mkstemp(prefix="texts-", dir=self._folder)
            name = Path(path).name
            self._writer, self._opened[name] = (os.getpid(), name), os.fdopen(descriptor, "w+b")
        file = self._opened[name]
        start = file.seek(0, os.SEEK_END)
        file.write(data)
        # Another process may read it.
        file.flush()
        return Place(name, start, len(data))

    def read(self, place: Place) -> str:
        """Read a text. The last two stay in memory."""
        for known, text in self._recent:
            if known is place:
                return text
        text = self.read_bytes(place).decode()
        self._recent.append((place, text))
        return text

    def read_bytes(self, place: Place) -> bytes:
        """Read the bytes of a file."""
        if place.file not in self._opened:
            self._opened[place.file] = (self._folder / place.file).open("rb")
        # Without moving in the file, which other processes may have open, too.
        return os.pread(self._opened[place.file].fileno(), place.size, place.start)

    def new_file(self) -> Path:
        """The path of a new file in the folder, for a file that goes from there into the site."""
        self._files += 1
        return self._folder / str(self._files)


def _remove(opened: Mapping[str, IO[bytes]], folder: TemporaryFolder) -> None:
    for file in opened.values():
        # Closing writes what Python still buffers, which fails on a full disk.
        with contextlib.suppress(OSError):
            file.close()
    folder.remove()
