"""Builds a report's site with MkDocs, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from factcheck_report.problems import (
    Problem,
    Severity,
    error_summary,
    warning_summary,
)
from factcheck_report.site.publishing import (
    PROBLEMS_FILE,
    BuildSite,
    NotPublished,
    load_problems,
    reports_in,
)
from factcheck_report.storage.temporary import TemporaryFolder

_READABLE_BY_ALL = 0o022
"""The umask of the build: a web server may run as another user."""


def mkdocs_build(config: Path) -> BuildSite:
    """A function that builds the site of an mkdocs.yml."""

    def build(site: Path, temporary: TemporaryFolder) -> tuple[Problem, ...]:
        file = temporary.path / "problems.json"
        done = _run(config, site, file, temporary.lock)
        problems = load_problems(file)
        if done.returncode != 0:
            output = "\n".join(filter(None, (done.stderr.strip(), done.stdout.strip())))
            raise NotPublished(f"{output}\n\nThe site was not built: {_reason(problems, output)}")
        if not reports_in(site):
            raise NotPublished(
                f"{config.name} does not use the plugin “factcheck”. Add it under “plugins”."
            )
        return problems

    return build


def _reason(problems: Sequence[Problem], output: str) -> str:
    """Why the build failed, as far as the report is the reason."""
    if errors := [item for item in problems if item.severity is Severity.ERROR]:
        return error_summary(errors)
    warnings = [item for item in problems if item.severity is Severity.WARNING]
    # Without strict mode something else stopped it, such as a full disk.
    if warnings and "in strict mode" in output:
        return warning_summary(warnings)
    return "MkDocs found the errors or warnings above. Fix them, then build again."


def _run(
    config: Path, site: Path, problems: Path, lock: int | None
) -> subprocess.CompletedProcess[str]:
    # Without --quiet, which keeps MkDocs from counting warnings and so from being strict.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [*command, "--config-file", str(config), "--site-dir", str(site)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", PROBLEMS_FILE: str(problems)},
        umask=_READABLE_BY_ALL,
        # MkDocs goes on for a moment if this process is killed.
        pass_fds=() if lock is None else (lock,),
    )
