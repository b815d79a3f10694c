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


def build_in_process(folder: Path, cache: str | None = None) -> dict[str, bytes]:
    """Build a site and return its files by path. `cache` "" means: without a cache."""
    site = folder.parent / "site"
    shutil.rmtree(site, ignore_errors=True)
    # MkDocs keeps plugins for all builds of a process. Here each build gets new ones.
    options = dict(MkDocsConfig._schema)
    options["plugins"].plugin_cache = {}  # type: ignore[attr-defined]
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), strict=False)
    config.plugins["factcheck"].config.cache_dir = cache
    build(config)
    # The plugin exempts its objects from garbage collection: a process builds only once.
    gc.unfreeze()
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def start_build(folder: Path, site: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
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
