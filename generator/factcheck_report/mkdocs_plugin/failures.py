"""What stops a build, told in words for editors."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factcheck_report.mkdocs_plugin.building import errors_in
from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.mkdocs_plugin.settings_file import settings_name
from factcheck_report.model import Position
from factcheck_report.problems import (
    Problem,
    Severity,
    as_text,
    counted,
    error_summary,
    sorted_problems,
)
from factcheck_report.problems.printing import select
from factcheck_report.search.pagefind import PagefindFailed
from factcheck_report.site.processes import ProcessEnded
from factcheck_report.site.publishing import save_problems

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""The disk is full, the user's quota is used up, or files may not be as large."""


def disk_failure(error: OSError) -> PluginError:
    """What stopped a build, in words for editors."""
    reason = error.strerror or str(error)
    if error.errno in DISK_FULL:
        return PluginError(
            f"factcheck: There is no room to write the site ({reason}). Fix: Make room on the disk "
            "of the site and on the disk of temporary files, then build again."
        )
    name = os.fspath(error.filename) if isinstance(error.filename, str | Path) else ""
    what = f"“{name}” cannot be read or written" if name else "A file cannot be read or written"
    if error.errno == errno.ENOENT:
        return PluginError(
            f"factcheck: {what} ({reason}): it vanished while the site was built. Fix: Restore it "
            "if it is missing, then build again."
        )
    return PluginError(
        f"factcheck: {what} ({reason}). Fix: Give yourself permission for the file and its folder, "
        "then build again."
    )


@contextmanager
def problems_of_processes(config: MkDocsConfig) -> Iterator[None]:
    """Report a failure of another process as a problem. Raises PluginError."""
    try:
        yield
    except (PagefindFailed, ProcessEnded) as error:
        log_problems([error.problem(Position(settings_name(config)))])


def log_problems(problems: Sequence[Problem]) -> None:
    """Log the problems, so that `--strict` counts the warnings. Raises PluginError at errors."""
    save_problems(problems)
    for severity, print_line in ((Severity.WARNING, log.warning), (Severity.NOTE, log.info)):
        if some := [item for item in problems if item.severity is severity]:
            selection = select(sorted_problems(some))
            for problem in selection.printed:
                print_line(as_text([problem]))
            if left := sum(group.number for group in selection.left_out):
                print_line(f"… and {counted(left, str(severity))} more: factcheck check")
    if errors := errors_in(problems):
        raise PluginError(
            f"factcheck: {error_summary(errors)} Nothing was built.\n\n"
            f"{as_text(sorted_problems(errors))}\n"
        )
