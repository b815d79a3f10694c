"""What earlier builds made, kept in a file for the next: rendered pages, pictures, the index.

Everything is kept under a digest of all that it was made of (see `keys`), so nothing here can be
out of date; and everything can be made again, so whatever goes wrong with the file only costs
time. Several builds may share one, each may be killed at any moment: SQLite sees to that. Which
folder it lies in, and why, says `cache_folder`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
import stat
import zlib
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from factcheck_report.storage.locks import lock

log = logging.getLogger("mkdocs.plugins.factcheck")

_TABLES = """
pragma auto_vacuum = full;
begin immediate;
create table if not exists kept (key blob primary key, checksum integer, content blob);
create table if not exists used (key blob primary key, build integer, size integer) without rowid;
commit;
"""
_FILE = "builds.sqlite"
_FILES = (_FILE, f"{_FILE}-journal", f"{_FILE}-wal", f"{_FILE}-shm")
"""All that SQLite opens."""
_AT_ONCE = 8_000_000
"""Bytes that wait to be written together."""
_ROOM = 3
"""The file keeps so many times the bytes that the last build used: branches take turns."""
_LIMIT = 2_000_000_000
"""Bytes, for the caches of all checkouts together."""
_STEPS = 1_000_000_000
"""Of SQLite's machine, in one query: a damaged file may lead it round in circles."""
_PATIENCE = 20.0
"""Seconds to wait for another build that is writing."""
_TAG = "CACHEDIR.TAG"
_READABLE = "Signature: 8a477f597d28d172789f06886806bc55\n# What `mkdocs build` may use again.\n"
"""Marks a folder as a cache for backups; see https://bford.info/cachedir/."""


class Cache:
    """A cache in a folder; with None, or where the folder cannot be used, one that has nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._waiting: dict[bytes, bytes] = {}
        self._size = 0
        self._used: dict[bytes, int] = {}
        self._folder = folder
        # Else another build, which looks for room, might remove the folder.
        self._lock = lock(folder, shared=True) if folder is not None else None
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
                room = min(_ROOM * sum(self._used.values()), _LIMIT)
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
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            if self._folder is not None:
                with contextlib.suppress(OSError):
                    _make_room(self._folder)

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
    file = folder / _FILE
    try:
        _prepare(folder)
        return _connected(file)
    except OSError as error:
        log.info("There is no place for a cache of this build (%s).", error)
    except sqlite3.OperationalError as error:
        # Busy, read-only, or no room: leave it to whoever has it.
        log.info("The cache of earlier builds cannot be used (%s).", error)
    except sqlite3.DatabaseError:
        with contextlib.suppress(OSError, sqlite3.Error):
            # Its journal, too, which SQLite would put into a new file.
            for name in _FILES:
                (folder / name).unlink(missing_ok=True)
            return _connected(file)
    return None


def _prepare(folder: Path) -> None:
    """Mark a folder as a cache; remove what SQLite would wait for or be led away by."""
    for name, text in ((".gitignore", "*\n"), (_TAG, _READABLE)):
        with (
            contextlib.suppress(FileExistsError),
            (folder / name).open("x", encoding="utf-8") as file,
        ):
            file.write(text)
    for name in _FILES:
        if os.path.lexists(folder / name) and not _is_own_file(folder / name):
            (folder / name).unlink()


def _is_own_file(path: Path) -> bool:
    """Whether it is an ordinary file of this user: no pipe, and no link."""
    try:
        about = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid()


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        connection.set_progress_handler(lambda: 1, _STEPS)
        # What a power cut destroys is found out by its checksum, and made again.
        connection.execute("pragma synchronous = off")
        if not _schema(connection):
            connection.executescript(_TABLES)
        # A view in place of a table could be endless, a trigger could do anything.
        if _schema(connection) != _own_schema():
            raise sqlite3.DatabaseError("of another form")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Name and definition of all that a database holds."""
    return connection.execute(
        "select name, sql from sqlite_schema where sql is not null order by name"
    ).fetchall()


@cache
def _own_schema() -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        return _schema(connection)


def _make_room(folder: Path) -> None:
    """Remove caches of other checkouts, those used longest ago first, until all keep to the limit.

    They lie beside `folder`. One that a build is using stays. Every build writes which rows it
    used, and with that changes the time of its folder.
    """
    used = {}
    for other in folder.parent.iterdir():
        # Another build may remove it meanwhile.
        with contextlib.suppress(OSError):
            if _is_cache(other):
                used[other] = other.stat().st_mtime, _size(other)
    size = sum(size for _, size in used.values())
    for other in sorted(used.keys() - {folder}, key=lambda path: used[path]):
        if size <= _LIMIT:
            break
        held = lock(other)
        if held is not None:
            shutil.rmtree(other, ignore_errors=True)
            size -= used[other][1]
            os.close(held)


def _is_cache(folder: Path) -> bool:
    """Whether a folder is a cache of this user, made here."""
    tag = folder / _TAG
    return _is_own_file(tag) and not folder.is_symlink() and tag.read_bytes() == _READABLE.encode()


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.iterdir())
