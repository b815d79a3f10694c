"""What git knows about files that are checked out: whether they are tracked, and what changed."""

from __future__ import annotations

import os
import re
from pathlib import Path

from factcheck_report.git.process import (
    FEW_SECONDS,
    NO_DIFF_PROGRAMS,
    GitError,
    git_output,
    run_git,
)

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_FILTERS = r"^filter\..*\.(clean|smudge|process)$"


def has_tracked_files(folder: Path) -> bool | None:
    """Whether a folder has files that are part of its repository.

    None if there is a repository that git cannot or will not read.
    """
    tracked = git_output(folder, "ls-files", "-z", "--", ".")
    if tracked is not None:
        return bool(tracked)
    in_repository = any(os.path.lexists(path / ".git") for path in (folder, *folder.parents))
    return None if in_repository else False


def uncommitted_lines(root: Path, file: str) -> list[int]:
    """The lines, from 1, in which a file differs from the last commit.

    Where lines were deleted, it is the line before them. Empty if git knows nothing about the file.
    """
    diff = ("diff", *NO_DIFF_PROGRAMS, "--unified=0", "--no-color", "--ignore-submodules=all")
    try:
        settings = _without_filters(root)
    except GitError:
        return []
    printed = git_output(root, *diff, "HEAD", "--", file, settings=settings) or b""
    return [
        line
        for found in _HUNK.finditer(printed)
        for line in range(int(found[1]), int(found[1]) + max(int(found[2] or 1), 1))
    ]


def _without_filters(root: Path) -> dict[str, str]:
    """Settings that turn off the programs through which git would read the working tree."""
    done = run_git(
        root, "config", "--null", "--name-only", "--get-regexp", _FILTERS, seconds=FEW_SECONDS
    )
    settings: dict[str, str] = {}
    for name in os.fsdecode(done.stdout).split("\0"):
        if name:
            settings[name] = ""
            settings[f"{name.rpartition('.')[0]}.required"] = "false"
    return settings
