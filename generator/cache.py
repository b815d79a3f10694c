"""What earlier builds made, kept in a file for the next: rendered pages, pictures, the index.

Everything is kept under a digest of all that it was made of (see `keys`), so nothing here can be
out of date; and everything can be made again, so whatever goes wrong with the file only costs
time. Several builds may share one, each may be killed at any moment: SQLite sees to that.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self

log = logging.getLogger("mkdocs.plugins.factcheck")

_FORMAT = 1
"""Of the tables; a file of another one begins anew."""
_TABLES = """
create table if not exists kept (key blob primary key, checksum integer, content blob);
create table if not exists used (key blob primary key, build integer, size integer) without rowid;
"""
_AT_ONCE = 8_000_000
"""Bytes that wait to be written together."""
_ROOM = 3
"""The file keeps so many times the bytes that the last build used: branches take turns."""
_PATIENCE = 20.0
"""Seconds to wait for another build that is writing."""
_READABLE = "Signature: 8a477f597d28d172789f06886806bc55\n# What `mkdocs build` may use again.\n"
"""Marks a folder as a cache for backups; see https://bford.info/cachedir/."""


class Cache:
    """A cache in a folder; with None, or where the folder cannot be used, one that has nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._waiting: dict[bytes, bytes] = {}
        self._size = 0
        self._used: dict[bytes, int] = {}
        self._connection = _opened(folder) if folder is not None else None
        self._empty = self._connection is None or self._has_nothing()

    @property
    def keeps(self) -> bool:
        """Whether there is a file: else nothing is ever found, and no key worth its making."""
        return self._connection is not None

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key, if it is whole."""
        if self._connection is None or self._empty:
            return None
        try:
            row = self._connection.execute(
                "select checksum, content from kept where key = ?", (key,)
            ).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        # The disk of a machine that lost its power may hold anything.
        if row is None or not isinstance(row[1], bytes) or row[0] != _checksum(key, row[1]):
            return None
        content: bytes = row[1]
        self._used[key] = len(content)
        return content

    def _has_nothing(self) -> bool:
        """At the beginning; what others put there meanwhile is for the next build."""
        if self._connection is None:
            return True
        try:
            return not self._connection.execute("select 1 from kept limit 1").fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return True

    def put(self, key: bytes, content: bytes) -> None:
        """Keep something under a key."""
        if self._connection is None:
            return
        self._used[key] = len(content)
        self._waiting[key] = content
        self._size += len(content)
        if self._size > _AT_ONCE:
            self._write()

    def _write(self) -> None:
        if self._connection is None:
            return
        rows = [(key, _checksum(key, content), content) for key, content in self._waiting.items()]
        try:
            with self._connection:
                self._connection.executemany("insert or replace into kept values (?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._give_up(error)
        self._waiting.clear()
        self._size = 0

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without: another program has damaged the file, or will not let go of it."""
        log.info("The cache of earlier builds cannot be used (%s).", error)
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._waiting.clear()

    def _tidy(self) -> None:
        """Note what this build used; drop what none has used for longest, if there is too much."""
        if self._connection is None:
            return
        try:
            with self._connection as file:
                [[last]] = file.execute("select coalesce(max(build), 0) from used")
                # Of builds that are not done, or were killed before they could note it.
                file.execute(
                    "insert into used select key, ?, length(content) from kept"
                    " where key not in (select key from used)",
                    (last,),
                )
                file.executemany(
                    "insert or replace into used values (?, ?, ?)",
                    ((key, last + 1, size) for key, size in self._used.items()),
                )
                room = _ROOM * sum(self._used.values())
                too_much = file.execute(
                    "select key from (select key, sum(size) over (order by build desc, key) total"
                    " from used) where total > ?",
                    (room,),
                ).fetchall()
                for table in ("kept", "used"):
                    file.executemany(f"delete from {table} where key = ?", too_much)  # noqa: S608
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Write what waits and let go of the file."""
        self._write()
        self._tidy()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _checksum(key: bytes, content: bytes) -> int:
    return zlib.crc32(content, zlib.crc32(key))


def _opened(folder: Path) -> sqlite3.Connection | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _READABLE)):
            if not (folder / name).exists():
                (folder / name).write_text(text, "utf-8")
    except OSError as error:
        log.info("There is no place for a cache of this build (%s).", error)
        return None
    file = folder / "builds.sqlite"
    try:
        return _connected(file)
    except sqlite3.OperationalError as error:
        # Busy, read-only, or no room: leave it to whoever has it.
        log.info("The cache of earlier builds cannot be used (%s).", error)
    except sqlite3.DatabaseError:
        with contextlib.suppress(OSError, sqlite3.Error):
            # Its journal, too, which SQLite would put into a new file.
            for path in (file, file.with_name(f"{file.name}-journal")):
                path.unlink(missing_ok=True)
            return _connected(file)
    return None


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        # What a power cut destroys is found out by its checksum, and made again.
        connection.execute("pragma synchronous = off")
        [[found]] = connection.execute("pragma user_version")
        if found not in (0, _FORMAT):
            raise sqlite3.DatabaseError("of another version")
        if not found:
            connection.executescript(f"{_TABLES} pragma user_version = {_FORMAT};")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
