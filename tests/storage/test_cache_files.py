"""Files that are not a cache, and the limit for the size of all caches."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck_report.storage.cache_store import CacheStore
from tests.building import build_in_process, files_of
from tests.caches import edit_cached_pages, the_only_cache
from tests.reports import Folder
from tests.weekly import weekly_but

pytestmark = pytest.mark.usefixtures("caches")


def a_pipe(file: Path) -> None:
    file.unlink(missing_ok=True)
    os.mkfifo(file)


def a_link(file: Path) -> None:
    elsewhere = file.parent.parent / "elsewhere"
    elsewhere.write_bytes(file.read_bytes() if file.is_file() else b"")
    file.unlink(missing_ok=True)
    file.symlink_to(elsewhere)


def an_endless_view(file: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n)"
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        columns = "x'00' as key, 0 as checksum, x'00' as content"
        for table in ("kept", "used"):
            connection.execute(f"drop table {table}")
            connection.execute(
                f"create view {table} as {endless} select i, {columns}, i as build, i as size"
                " from n where i < 0"
            )


def an_endless_trigger(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "create trigger t after insert on used begin select count(*) from"
            " (with recursive n(i) as (select 1 union all select i + 1 from n) select i from n);"
            " end"
        )


STRANGE: dict[str, Callable[[Path], object]] = {
    "pipe": a_pipe,
    "journal a pipe": lambda file: a_pipe(file.with_name("builds.sqlite-journal")),
    "log a pipe": lambda file: a_pipe(file.with_name("builds.sqlite-wal")),
    "link": a_link,
    "journal a link": lambda file: a_link(file.with_name("builds.sqlite-journal")),
    "view": an_endless_view,
    "trigger": an_endless_trigger,
}


@pytest.mark.parametrize("strange", weekly_but(STRANGE, "pipe", "journal a link", "trigger"))
def test_pipes_links_and_hostile_databases_are_not_read(
    strange: str, folder: Folder, caches: Path
) -> None:
    assert folder.build().returncode == 0
    site = files_of(folder.path / "site")
    file = the_only_cache(caches)
    edit_cached_pages(file)
    if strange.startswith(("journal", "log")):
        # What is next to them is no reason to read the rows.
        file.unlink()
    STRANGE[strange](file)
    before = (caches / "elsewhere").read_bytes() if strange.endswith("link") else b""
    for _ in range(2):
        # It has two minutes, and takes two seconds.
        done = folder.build()
        assert done.returncode == 0, done.stderr
        assert files_of(folder.path / "site") == site
    if strange.endswith("link"):
        assert (caches / "elsewhere").read_bytes() == before
    kept = os.lstat(file)
    assert stat.S_ISREG(kept.st_mode) and kept.st_size > 100_000


@pytest.mark.long
def test_a_query_that_takes_too_long_is_given_up(
    example_copy: Path, monkeypatch: pytest.MonkeyPatch, rendered: list[str]
) -> None:
    first = build_in_process(example_copy)
    rendered.clear()
    monkeypatch.setattr("factcheck_report.storage.cache_store._MAX_STEPS", 50)
    assert build_in_process(example_copy) == first
    assert len(rendered) > 90


def filled(folder: Path, size: int) -> None:
    """Builds of a checkout that keep so many bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with CacheStore(folder) as cache:
        for part in range(10):
            cache.put(f"{part}".encode(), os.urandom(size // 10))


def sizes(caches: Path) -> dict[str, int]:
    return {
        folder.name: sum(file.stat().st_size for file in folder.iterdir())
        for folder in caches.iterdir()
    }


def used_before(folder: Path, hours: int) -> None:
    """As if the last build had been so many hours ago."""
    at = time.time() - hours * 3600
    os.utime(folder, (at, at))


def test_all_caches_together_keep_to_a_limit(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck_report.storage.cache_store._MAX_SIZE", 3_500_000)
    for hours, name in enumerate(("third", "second", "first"), 1):
        filled(caches / name, 1_000_000)
        used_before(caches / name, hours)
    somebody = caches / "somebody's"
    somebody.mkdir()
    (somebody / "large").write_bytes(bytes(9_000_000))
    used_before(somebody, 9)

    filled(caches / "fourth", 1_000_000)
    assert sizes(caches).keys() == {"second", "third", "fourth", "somebody's"}
    # Used again, it is not the next to go; one in use stays, however old.
    filled(caches / "second", 1_000_000)
    with CacheStore(caches / "third"):
        used_before(caches / "third", 8)
        filled(caches / "fifth", 1_000_000)
        assert sizes(caches).keys() == {"second", "third", "fifth", "somebody's"}


def test_one_cache_keeps_to_the_limit(caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck_report.storage.cache_store._MAX_SIZE", 1_000_000)
    for _ in range(3):
        filled(caches / "only", 5_000_000)
        assert 500_000 < sizes(caches)["only"] < 1_300_000
