"""Caches that somebody else changed."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import zlib
from pathlib import Path

from tests.building import files_of
from tests.reports import Folder

EDIT = (
    "The minister said so; the other side denied it.",
    "The minister lied; the other side proved it.",
)


def only_file(caches: Path) -> Path:
    """The cache of the only checkout."""
    [file] = caches.glob("*/builds.sqlite")
    return file


def edited(file: Path) -> None:
    """Other words in every page that a cache keeps, with right checksums."""
    old, new = (words.encode() for words in EDIT)
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        for key, content in connection.execute("select key, content from kept").fetchall():
            if old not in content:
                continue
            size, _, html = content.replace(old, new).partition(b"\n")
            change = content.partition(b"\n")[2][: int(size)].count(old) * (len(new) - len(old))
            content = b"%d\n%b" % (int(size) + change, html)
            checksum = zlib.crc32(content, zlib.crc32(key))
            connection.execute(
                "update kept set content = ?, checksum = ? where key = ?", (content, checksum, key)
            )


def commit_all(folder: Folder) -> None:
    """Commit everything in a folder, ignored files included."""
    folder.git("init", "-q")
    folder.git("add", "--force", ".")
    folder.git("commit", "-q", "-m", "All")


def use(folder: Folder, cache_dir: str) -> None:
    folder.replace("mkdocs.yml", "  - factcheck\n", f"  - factcheck: {{cache_dir: {cache_dir}}}\n")


def claim_page(folder: Folder) -> str:
    return folder.read("site/claims/no-drones-sent/index.html")


def with_edited_cache(folder: Folder, place: str) -> dict[str, bytes]:
    """Puts edited rows into a report's folder; returns what its site is without them."""
    settings = folder.read("mkdocs.yml")
    use(folder, place)
    assert folder.build().returncode == 0
    edited(folder.path / place / "builds.sqlite")
    folder.write("mkdocs.yml", settings)
    site = files_of(folder.path / "site")
    shutil.rmtree(folder.path / "site")
    return site
