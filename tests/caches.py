"""Caches that somebody edited."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import zlib
from itertools import accumulate, pairwise
from pathlib import Path

from tests.building import files_of
from tests.reports import Folder

EDIT = (
    "The minister said so; the other side denied it.",
    "The minister lied; the other side proved it.",
)


def the_only_cache(caches: Path) -> Path:
    """Return the cache file, of which there must be one."""
    [file] = caches.glob("*/builds.sqlite")
    return file


def edit_cached_pages(file: Path) -> None:
    """Change a sentence in every cached page, and the checksums with it."""
    old = EDIT[0].encode()
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        for key, content in connection.execute("select key, content from kept").fetchall():
            if old not in content:
                continue
            # Before the texts of a page stand their lengths, in characters.
            sizes, _, rest = content.decode().partition("\n")
            ends = [0, *accumulate(map(int, sizes.split()))]
            texts = [rest[start:end].replace(*EDIT) for start, end in pairwise(ends)]
            sizes = " ".join(str(len(text)) for text in texts)
            content = f"{sizes}\n{''.join(texts)}".encode()
            checksum = zlib.crc32(content, zlib.crc32(key))
            connection.execute(
                "update kept set content = ?, checksum = ? where key = ?", (content, checksum, key)
            )


def commit_all(folder: Folder) -> None:
    """Commit everything in a folder, ignored files included."""
    folder.git("init", "-q")
    folder.git("add", "--force", ".")
    folder.git("commit", "-q", "-m", "All")


def set_cache_dir(folder: Folder, cache_dir: str) -> None:
    folder.replace("mkdocs.yml", "  - factcheck\n", f"  - factcheck: {{cache_dir: {cache_dir}}}\n")


def claim_page(folder: Folder) -> str:
    return folder.read("site/claims/no-drones-sent/index.html")


def build_and_edit_cache(folder: Folder, place: str) -> dict[str, bytes]:
    """Leave an edited cache in a report's folder, and return the files of the right site."""
    settings = folder.read("mkdocs.yml")
    set_cache_dir(folder, place)
    assert folder.build().returncode == 0
    edit_cached_pages(folder.path / place / "builds.sqlite")
    folder.write("mkdocs.yml", settings)
    site = files_of(folder.path / "site")
    shutil.rmtree(folder.path / "site")
    return site
