"""Sites that MkDocs builds in this process or in another."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.reports import environment


def built(folder: Path, cache: str | None = None) -> dict[str, bytes]:
    """All files of the site of a report, built with a cache, or with "" without one."""
    site = folder.parent / "site"
    shutil.rmtree(site, ignore_errors=True)
    # A process has its plugins for all its builds; here one process stands for several.
    options = dict(MkDocsConfig._schema)
    options["plugins"].plugin_cache = {}  # type: ignore[attr-defined]
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), strict=False)
    config.plugins["factcheck"].config.cache_dir = cache
    build(config)
    # The plugin takes for granted that a process builds once, and keeps its objects for good.
    gc.unfreeze()
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def begun(folder: Path, site: Path) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    return subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def files_of(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }
