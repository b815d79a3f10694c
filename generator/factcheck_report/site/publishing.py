"""Building a site aside and putting it in place only when it is complete and right.

`mkdocs build` empties the output folder first: what stops it midway leaves half a site.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factcheck_report.problems import (
    Problem,
    Severity,
    as_json,
    error_summary,
    from_json,
    sorted_problems,
    warning_summary,
)
from factcheck_report.site.link_check import check_site
from factcheck_report.storage.temporary import TemporaryFolder

MARKER = ".factcheck"
"""A file in every site this product built; a folder without it is not ours to replace."""

_PROBLEMS = "FACTCHECK_PROBLEMS"
"""Environment variable: the file into which a build by MkDocs writes what it found, as JSON."""
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


@dataclass(frozen=True, slots=True)
class Published:
    """A site that was put in place."""

    pages: int
    problems: tuple[Problem, ...]
    """Notes: what stopped nothing."""


def build_site(config: Path, site: Path) -> Published:
    """Build the site of an mkdocs.yml into the folder `site`.

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


def _build_aside(config: Path, site: Path) -> Published:
    site.parent.mkdir(parents=True, exist_ok=True)
    restore = partial(_restore, site)
    aside = TemporaryFolder(f".{site.name}-", site.parent, restore)
    try:
        refuse_foreign(site)
        built = aside.path / "site"
        found = _run_mkdocs(config, built, aside)
        if problems := check_site(built):
            raise NotPublished("The pages were built, but some links are dead.", tuple(problems))
        pages = sum(1 for _ in built.rglob("*.html"))
        if site.exists():
            site.rename(aside.path / _PREVIOUS)
        built.rename(site)
        return Published(pages, found)
    finally:
        # If it fails, the folder stays, and with it the old site.
        restore(aside.path)
        aside.remove()


def hand_over(problems: Sequence[Problem]) -> None:
    """Tell the process that runs MkDocs, if it asked for it, what was found."""
    if file := os.environ.get(_PROBLEMS):
        Path(file).write_text(as_json(sorted_problems(problems)), "utf-8")


def _run_mkdocs(config: Path, site: Path, aside: TemporaryFolder) -> tuple[Problem, ...]:
    """Build; returns what was found that stops nothing. Raises NotPublished with the reason."""
    file = aside.path / "problems.json"
    done = _mkdocs_build(config, site, file, aside.lock)
    found: tuple[Problem, ...] = ()
    # On a full disk it is not complete.
    with contextlib.suppress(FileNotFoundError, ValueError):
        found = from_json(file.read_text("utf-8"))
    if done.returncode != 0:
        said = "\n".join(filter(None, (done.stderr.strip(), done.stdout.strip())))
        raise NotPublished(f"{said}\n\nThe site was not built: {_reason(found, said)}")
    if not (site / MARKER).exists():
        raise NotPublished(
            f"{config.name} does not use the plugin “factcheck”; add it under “plugins”."
        )
    return found


def _reason(found: Sequence[Problem], said: str) -> str:
    """Why MkDocs, which `said` so at length, did not build, as far as the report is the reason."""
    if errors := [item for item in found if item.severity is Severity.ERROR]:
        return error_summary(errors)
    warnings = [item for item in found if item.severity is Severity.WARNING]
    # Else something else stopped it, such as a full disk.
    if warnings and "in strict mode" in said:
        return warning_summary(warnings)
    return "MkDocs found the errors or warnings above. Fix them, then build again."


def _mkdocs_build(
    config: Path, site: Path, problems: Path, lock: int | None
) -> subprocess.CompletedProcess[str]:
    # Not with --quiet: MkDocs then counts no warnings, and --strict lets them pass.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [*command, "--config-file", str(config), "--site-dir", str(site)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", _PROBLEMS: str(problems)},
        umask=_READABLE_BY_ALL,
        # MkDocs goes on for a moment if this process is killed.
        pass_fds=() if lock is None else (lock,),
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
