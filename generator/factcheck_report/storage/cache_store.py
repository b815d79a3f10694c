"""Stores byte strings by key in an SQLite file that builds share: pages, pictures, the index.

A key is a digest of everything that its content was made from (see `site.build_cache`), so no entry
can be out of date. Every entry can be made again, so a fault of the file only costs time. Several
builds may use one file at a time, and each may be killed at any moment: SQLite handles both.
`cache_folder` decides where the file lies.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
import stat
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Self, TypeVar

from factcheck_report.storage.locks import lock

_Result = TypeVar("_Result")
log = logging.getLogger(__name__)

_TABLES = """
pragma auto_vacuum = full;
begin immediate;
create table if not exists kept (key blob primary key, checksum integer, content blob);
create table if not exists used (key blob primary key, build integer, size integer) without rowid;
commit;
"""
_FILE = "builds.sqlite"
_FILES = (_FILE, f"{_FILE}-journal", f"{_FILE}-wal", f"{_FILE}-shm")
"""All files that SQLite opens."""
_BATCH_SIZE = 8_000_000
"""Bytes that are collected before they are written together."""
_BUILDS_KEPT = 3
"""The file may hold this many times the bytes of the last build, for branches that take turns."""
_MAX_SIZE = 2_000_000_000
"""Bytes of the caches of all checkouts together."""
_MAX_STEPS = 1_000_000_000
"""Steps of SQLite's virtual machine in one query: a damaged file may send it round in circles."""
_BUSY_TIMEOUT = 20.0
"""Seconds to wait for another build that is writing."""
_TAG = "CACHEDIR.TAG"
_TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# The build cache of factcheck-report.\n"
"""Tells backup programs that the folder is a cache; see https://bford.info/cachedir/."""


class CacheStore:
    """The entries in a folder's cache file.

    Stores nothing if `folder` is None or cannot be used.
    """

    def __init__(self, folder: Path | None) -> None:
        self._pending: dict[bytes, bytes] = {}
        self._pending_size = 0
        self._used: dict[bytes, int] = {}
        """The size in bytes of each entry that this build used, by key."""
        self._of_parent: sqlite3.Connection | None = None
        self._folder = folder
        # Without a lock, another build that makes room might remove the folder.
        self._lock = lock(folder, shared=True) if folder is not None else None
        self._connection = _opened(folder) if folder is not None else None
        self._empty = self._is_empty()

    @property
    def enabled(self) -> bool:
        """Whether entries are stored: if not, no key is worth computing."""
        return self._connection is not None

    def get(self, key: bytes) -> bytes | None:
        """The content under a key; None if there is none or it is damaged."""
        if self._empty:
            return None
        row = self._run(
            lambda file: file.execute(
                "select checksum, content from kept where key = ?", (key,)
            ).fetchone()
        )
        # After a power cut the file may hold anything.
        if row is None or not isinstance(row[1], bytes) or row[0] != _checksum(key, row[1]):
            return None
        content: bytes = row[1]
        self._used[key] = len(content)
        return content

    def _is_empty(self) -> bool:
        """Whether the file is empty when the build starts; later entries are for the next build."""
        return not self._run(lambda file: file.execute("select 1 from kept limit 1").fetchall())

    def put(self, key: bytes, content: bytes) -> None:
        """Store a content under a key."""
        if self._connection is None:
            return
        self._used[key] = len(content)
        self._pending[key] = content
        self._pending_size += len(content)
        if self._pending_size > _BATCH_SIZE:
            self._write_pending()

    def reopen(self) -> None:
        """In a fork of the process that opened the file: open it again, without what is pending."""
        # SQLite forbids to use a connection in a fork, even to close it.
        self._of_parent, self._connection = self._connection, None
        self._pending, self._pending_size, self._used = {}, 0, {}
        if self._of_parent is not None and self._folder is not None:
            self._connection = _opened(self._folder)

    def take_used(self) -> dict[bytes, int]:
        """In a fork: write pending entries. Returns the entries used since the last call."""
        if self._of_parent is None:
            return {}
        self._write_pending()
        used, self._used = self._used, {}
        return used

    def add_used(self, used: Mapping[bytes, int]) -> None:
        """Record that this build used entries: those that `take_used` returned in a fork."""
        self._used.update(used)

    def _run(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Work on the file in one transaction; None if there is no file.

        If another program damaged it or does not release it, the build goes on without it.
        """
        if self._connection is None:
            return None
        try:
            with self._connection as file:
                return work(file)
        except sqlite3.Error as error:
            log.info("The cache of earlier builds cannot be used (%s).", error)
            self._connection.close()
            self._connection = None
            return None

    def _write(self, file: sqlite3.Connection) -> None:
        rows = ((key, _checksum(key, content), content) for key, content in self._pending.items())
        file.executemany("insert or replace into kept values (?, ?, ?)", rows)

    def _write_pending(self) -> None:
        self._run(self._write)
        self._pending.clear()
        self._pending_size = 0

    def _remove_oldest(self, file: sqlite3.Connection) -> None:
        """Record the entries of this build; if the file is too large, delete the least recent."""
        [[last]] = file.execute("select coalesce(max(build), 0) from used")
        # Entries of builds that still run, or were killed before they recorded them.
        file.execute(
            "insert into used select key, ?, length(content) from kept"
            " where key not in (select key from used)",
            (last,),
        )
        file.executemany(
            "insert or replace into used values (?, ?, ?)",
            ((key, last + 1, size) for key, size in self._used.items()),
        )
        limit = min(_BUILDS_KEPT * sum(self._used.values()), _MAX_SIZE)
        excess = file.execute(
            "select key from (select key, sum(size) over (order by build desc, key) total"
            " from used) where total > ?",
            (limit,),
        ).fetchall()
        for table in ("kept", "used"):
            file.executemany(f"delete from {table} where key = ?", excess)  # noqa: S608

    def close(self) -> None:
        """Write pending entries and close the file. Does nothing the second time."""
        self._write_pending()
        self._run(self._remove_oldest)
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            if self._folder is not None:
                with contextlib.suppress(OSError):
                    _remove_other_caches(self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
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
        # Busy, read-only or no room: another build may be using the file.
        log.info("The cache of earlier builds cannot be used (%s).", error)
    except sqlite3.DatabaseError:
        with contextlib.suppress(OSError, sqlite3.Error):
            # The journal too: SQLite would apply it to the new file.
            for name in _FILES:
                (folder / name).unlink(missing_ok=True)
            return _connected(file)
    return None


def _prepare(folder: Path) -> None:
    """Mark a folder as a cache; remove links and pipes that stand in place of SQLite's files."""
    for name, text in ((".gitignore", "*\n"), (_TAG, _TAG_TEXT)):
        with (
            contextlib.suppress(FileExistsError),
            (folder / name).open("x", encoding="utf-8") as file,
        ):
            file.write(text)
    for name in _FILES:
        if os.path.lexists(folder / name) and not _is_own_file(folder / name):
            (folder / name).unlink()


def _is_own_file(path: Path) -> bool:
    """Whether a path is a regular file of this user, neither a pipe nor a link."""
    try:
        about = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid()


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_BUSY_TIMEOUT)
    try:
        connection.set_progress_handler(lambda: 1, _MAX_STEPS)
        # The checksums find what a power cut destroys.
        connection.execute("pragma synchronous = off")
        if not _schema(connection):
            connection.executescript(_TABLES)
        # A view in place of a table could be endless, and a trigger could do anything.
        if _schema(connection) != _own_schema():
            raise sqlite3.DatabaseError("unknown schema")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Name and definition of every table, view, index and trigger."""
    return connection.execute(
        "select name, sql from sqlite_schema where sql is not null order by name"
    ).fetchall()


@cache
def _own_schema() -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        return _schema(connection)


def _remove_other_caches(folder: Path) -> None:
    """Remove the least recently used caches of other checkouts until all fit into the limit.

    They lie next to `folder`. A cache that a build is using stays. Each build writes to its file,
    so the folder's modification time tells when it was last used.
    """
    caches = {}
    for other in folder.parent.iterdir():
        # Another build may remove it meanwhile.
        with contextlib.suppress(OSError):
            if _is_cache(other):
                caches[other] = other.stat().st_mtime, _size(other)
    total = sum(size for _, size in caches.values())
    for other in sorted(caches.keys() - {folder}, key=lambda path: caches[path]):
        if total <= _MAX_SIZE:
            break
        held = lock(other)
        if held is not None:
            shutil.rmtree(other, ignore_errors=True)
            total -= caches[other][1]
            os.close(held)


def _is_cache(folder: Path) -> bool:
    """Whether a folder is a cache of this user that this product made."""
    tag = folder / _TAG
    return _is_own_file(tag) and not folder.is_symlink() and tag.read_bytes() == _TAG_TEXT.encode()


def _size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.iterdir())
