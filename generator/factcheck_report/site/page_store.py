"""Stores rendered pages on disk until they are written into the site.

All pages must be rendered before the output folder is emptied, so that a report with a mistake
leaves the published site as it was. In memory, the pages of 25,000 claims take half a gigabyte.
"""

from __future__ import annotations

import contextlib
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from factcheck_report.storage.temporary import TemporaryFolder


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text, or the bytes of a file, in a page store; `str()` reads a text."""

    store: PageStore
    start: int
    """Offset in bytes."""
    size: int
    """Bytes."""

    def __str__(self) -> str:
        return self.store.read(self)

    def data(self) -> bytes:
        """Read the bytes."""
        return self.store.read_bytes(self)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is a plain string: others may copy and pickle pages, but not the store's file."""
        return str, (str(self),)


class PageStore:
    """Texts and files in a temporary folder, removed by `close` or with the object or process."""

    def __init__(self) -> None:
        folder = TemporaryFolder()
        self._folder = folder.path
        self._texts = (self._folder / "texts").open("w+b")
        self._end = self._files = 0
        self._last: tuple[StoredText | None, str] = (None, "")
        self._remove = weakref.finalize(self, _remove, self._texts, folder)

    def close(self) -> None:
        """Remove the folder. Does nothing the second time."""
        self._remove()

    def add(self, text: str) -> StoredText:
        """Store a text."""
        return self.add_bytes(text.encode())

    def add_bytes(self, data: bytes) -> StoredText:
        """Store the bytes of a file."""
        self._texts.seek(self._end)
        self._texts.write(data)
        stored = StoredText(self, self._end, len(data))
        self._end += len(data)
        return stored

    def read(self, stored: StoredText) -> str:
        """Read a text. The last one stays in memory: writing a page reads it several times."""
        last, text = self._last
        if last is not stored:
            text = self.read_bytes(stored).decode()
            self._last = stored, text
        return text

    def read_bytes(self, stored: StoredText) -> bytes:
        """Read the bytes of a file."""
        self._texts.seek(stored.start)
        return self._texts.read(stored.size)

    def new_file(self) -> Path:
        """The path of a new file in the folder, for a file that goes from there into the site."""
        self._files += 1
        return self._folder / str(self._files)


def _remove(texts: IO[bytes], folder: TemporaryFolder) -> None:
    # Closing writes what Python still buffers, which fails on a full disk.
    with contextlib.suppress(OSError):
        texts.close()
    folder.remove()
