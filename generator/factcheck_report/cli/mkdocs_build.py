"""Builds a report's site with MkDocs or ProperDocs, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from factcheck_report.problems import (
    Problem,
    Severity,
    error_summary,
    warning_summary,
)
from factcheck_report.site.processes import VARIABLE as JOBS
from factcheck_report.site.publishing import (
    PROBLEMS_FILE,
    BuildSite,
    load_problems,
    reports_in,
)
from factcheck_report.site.replacement import NotPublished
from factcheck_report.storage.temporary import TemporaryFolder

_PROPERDOCS = "properdocs"
"""The module of ProperDocs, and the name of its settings without the ending."""
_READABLE_BY_ALL = 0o022
"""The umask of the build: a web server may run as another user."""
_ENDED = (
    "The process that built it was ended from outside. Most likely there was not enough memory. "
    f"Fix: Build in one process: {JOBS}=1 factcheck build. Or close other programs."
)


def mkdocs_build(config: Path, jobs: int | None = None) -> BuildSite:
    """A function that builds the site whose settings are in a file, in up to `jobs` processes.

    ProperDocs builds it if the file has the name that ProperDocs looks for.
    """

    def build(site: Path, temporary: TemporaryFolder) -> tuple[Problem, ...]:
        file = temporary.path / "problems.json"
        done = _run(config, site, file, temporary.lock, jobs)
        problems = load_problems(file)
        if done.returncode != 0:
            output = "\n".join(filter(None, (done.stderr.strip(), done.stdout.strip())))
            reason = _ENDED if done.returncode < 0 else _reason(problems, output, config)
            raise NotPublished(f"{output}\n\nThe site was not built: {reason}".lstrip())
        if not reports_in(site):
            raise NotPublished(
                f"{config.name} does not use the plugin “factcheck”. Add it under “plugins”."
            )
        return problems

    return build


def _reason(problems: Sequence[Problem], output: str, config: Path) -> str:
    """Why the build failed, as far as the report is the reason."""
    if errors := [item for item in problems if item.severity is Severity.ERROR]:
        return error_summary(errors)
    warnings = [item for item in problems if item.severity is Severity.WARNING]
    # Without strict mode something else stopped it, such as a full disk.
    if warnings and "in strict mode" in output:
        return warning_summary(warnings)
    name = "ProperDocs" if _module(config) == _PROPERDOCS else "MkDocs"
    return f"{name} found the errors or warnings above. Fix them, then build again."


def _module(config: Path) -> str:
    """The module that builds a site, by the name of the file with its settings."""
    return _PROPERDOCS if config.stem == _PROPERDOCS else "mkdocs"


def _run(
    config: Path, site: Path, problems: Path, lock: int | None, jobs: int | None
) -> subprocess.CompletedProcess[str]:
    module = _module(config)
    if find_spec(module) is None:
        raise NotPublished(
            f"{config.name} is for ProperDocs, which is not installed. Install it with "
            "“pip install properdocs”, or rename the file to mkdocs.yml."
        )
    # Without --quiet, which keeps MkDocs from counting warnings and so from being strict.
    command = [sys.executable, "-m", module, "build", "--strict"]
    return subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [*command, "--config-file", str(config), "--site-dir", str(site)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ
        | {"NO_MKDOCS_2_WARNING": "1", PROBLEMS_FILE: str(problems)}
        | ({JOBS: str(jobs)} if jobs else {}),
        umask=_READABLE_BY_ALL,
        # MkDocs goes on for a moment if this process is killed.
        pass_fds=() if lock is None else (lock,),
    )
