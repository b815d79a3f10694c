"""Caches of earlier builds, which the builds of the tests begin with.

A new checkout has an empty cache, and nearly every test has a checkout of its own. As on a build
server that keeps the cache, a report begins with that of an earlier test's report of the same name:
the example then takes 0.6 s of CPU instead of 1.4. A test that needs an empty cache asks for the
fixture `caches`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from factcheck_report.storage.cache_folder import cache_folder

_SITE_NAME = re.compile(r"^site_name:.*$", re.MULTILINE)

_user_folder = ""
_kept = Path()


def keep_caches(user_folder: Path, kept: Path) -> None:
    """Keep caches in the folder `kept`: of builds in whose environment `user_folder` is set."""
    global _user_folder, _kept
    _user_folder, _kept = str(user_folder), kept


def restore_cache(report: Path, environment: Mapping[str, str]) -> None:
    """Give a report that has no cache that of an earlier one."""
    if places := _places(report, environment):
        file, kept = places
        if kept.exists() and not file.exists():
            shutil.copy(kept, file)


def keep_cache(report: Path, environment: Mapping[str, str]) -> None:
    """Keep the cache of a report after a build that succeeded, unless one is kept already."""
    if places := _places(report, environment):
        file, kept = places
        if file.exists() and not kept.exists():
            # Another process that runs tests may do the same.
            part = kept.with_suffix(f".{os.getpid()}")
            shutil.copy(file, part)
            part.rename(kept)


def _places(report: Path, environment: Mapping[str, str]) -> tuple[Path, Path] | None:
    """The cache file of a report, and where it is kept; None if it has a cache elsewhere."""
    settings = report / "mkdocs.yml"
    if environment.get("XDG_CACHE_HOME") != _user_folder or not settings.is_file():
        return None
    found = _SITE_NAME.search(settings.read_text("utf-8", "replace"))
    if found is None:
        return None
    name = hashlib.sha256(found[0].encode()).hexdigest()
    return cache_folder(report, None, lambda _: False) / "builds.sqlite", _kept / name
