"""Building a site aside and putting it in place only when it is complete and right.

`mkdocs build` empties the output folder first: what stops it midway leaves half a site.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from generator.problems import Problem
from generator.site_check import check_site
from generator.temporary import TemporaryFolder

MARKER = ".factcheck"
"""A file in every site this product built; a folder without it is not ours to replace."""

_PREVIOUS = "previous"
"""The old site, in the temporary folder."""
_LONGEST_NAME = 200
_READABLE_BY_ALL = 0o022
"""A web server runs as another user than who builds, whatever that one's own umask is."""


class NotPublished(Exception):
    """Nothing was changed; says why in words for editors, and carries the problems if any."""

    def __init__(self, why: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(why)
        self.problems = problems


def build_site(config: Path, site: Path) -> int:
    """Build the site of an mkdocs.yml into the folder `site`; returns its number of pages.

    The folder is replaced as a whole, after all pages were written and every link in them was
    followed. Raises NotPublished, the folder as it was, if anything is wrong.
    """
    site = Path(os.path.normpath(site))
    if not site.name or len(site.name) > _LONGEST_NAME:
        raise NotPublished(f"“{site}” cannot be the folder of a site. Choose another --site-dir.")
    try:
        return _build_aside(config, site)
    except OSError as error:
        raise NotPublished(f"“{site}” cannot be written ({error.strerror}).") from error


def _build_aside(config: Path, site: Path) -> int:
    site.parent.mkdir(parents=True, exist_ok=True)
    restore = partial(_restore, site)
    aside = TemporaryFolder(f".{site.name}-", site.parent, restore)
    try:
        refuse_foreign(site)
        built = aside.path / "site"
        _run_mkdocs(config, built, aside.lock)
        if problems := check_site(built):
            raise NotPublished("The pages were built, but some links are dead.", tuple(problems))
        pages = sum(1 for _ in built.rglob("*.html"))
        if site.exists():
            site.rename(aside.path / _PREVIOUS)
        built.rename(site)
        return pages
    finally:
        # If it fails, the folder stays, and with it the old site.
        restore(aside.path)
        aside.remove()


def _run_mkdocs(config: Path, site: Path, lock: int | None) -> None:
    # Not with --quiet: MkDocs then counts no warnings, and --strict lets them pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [*command, "--config-file", str(config), "--site-dir", str(site)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        umask=_READABLE_BY_ALL,
        # MkDocs goes on for a moment if this process is killed.
        pass_fds=() if lock is None else (lock,),
    )
    if done.returncode != 0:
        raise NotPublished(f"{done.stderr.strip()}\n\nThe site was not built.")
    if not (site / MARKER).exists():
        raise NotPublished(
            f"{config.name} does not use the plugin “factcheck”; add it under “plugins”."
        )


def refuse_foreign(site: Path) -> None:
    """Raise NotPublished unless a build may replace all that is in the folder `site`."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise NotPublished(f"“{site}” is not a folder. Delete it, or choose another folder.")
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).exists():
        raise NotPublished(
            f"The folder “{site}” holds files that no report was built into; it would be emptied. "
            "Delete it if it is not needed, or choose another folder."
        )


def _restore(site: Path, aside: Path) -> None:
    """Put the old site back if it was moved aside and the new one did not take its place."""
    previous = aside / _PREVIOUS
    if previous.is_dir() and not site.exists():
        previous.rename(site)
