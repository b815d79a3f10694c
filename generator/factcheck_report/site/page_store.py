"""Keeps the bodies of pages on the disk until MkDocs asks for them.

MkDocs reads all pages before it writes the first: of 25,000 claims half a gigabyte. And all of
them must be rendered before it begins, because it empties the output folder then: a report that
is not right must leave the site that is there alone.
"""

from __future__ import annotations

import contextlib
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from factcheck_report.storage.temporary import TemporaryFolder

_PART = 1_000_000
"""Code points or bytes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A text in a spool."""

    spool: Spool
    start: int
    size: int

    def __str__(self) -> str:
        return self.spool.read(self)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is the text itself: other plugins copy and pickle pages, a spool is neither."""
        return str, (str(self),)


class Spool:
    """A folder for what waits, which is gone with the object or the process."""

    def __init__(self) -> None:
        folder = TemporaryFolder()
        self._folder = folder.path
        self._texts = (self._folder / "texts").open("w+b")
        self._end = self._files = 0
        self._last: tuple[Kept | None, str] = (None, "")
        weakref.finalize(self, _clear, self._texts, folder)

    def keep(self, text: str) -> Kept:
        """Write a text to the disk."""
        data = text.encode()
        self._texts.seek(self._end)
        self._texts.write(data)
        kept = Kept(self, self._end, len(data))
        self._end += len(data)
        return kept

    def read(self, kept: Kept) -> str:
        """Read a text that was kept. MkDocs asks for one several times, then for the next."""
        known, text = self._last
        if known is not kept:
            self._texts.seek(kept.start)
            text = self._texts.read(kept.size).decode()
            self._last = kept, text
        return text

    def file(self, content: str | bytes) -> Path:
        """Write a file of its own, to be copied from there."""
        self._files += 1
        path = self._folder / str(self._files)
        with path.open("wb") as file:
            # In parts: a text of many megabytes is not to be there twice.
            for start in range(0, len(content), _PART):
                part = content[start : start + _PART]
                file.write(part.encode() if isinstance(part, str) else part)
        return path


def _clear(texts: IO[bytes], folder: TemporaryFolder) -> None:
    # Python may still hold some bytes to write: on a full disk that fails.
    with contextlib.suppress(OSError):
        texts.close()
    folder.remove()
