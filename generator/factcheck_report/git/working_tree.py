"""What git knows about files that are checked out: whether they are tracked, and what changed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from factcheck_report.git.process import (
    FEW_SECONDS,
    NO_DIFF_PROGRAMS,
    GitError,
    git_output,
    run_git,
)
from factcheck_report.model import Revision

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


def current_revision(folder: Path, is_output: Callable[[Path], bool]) -> Revision | None:
    """The commit that a report's folder is in, and its tag.

    Without a commit if a file of the folder was changed or added since. Hidden files that were
    added do not count, nor does anything in folders that `is_output` names: those of built sites.
    None if git does not know the folder.
    """
    commit = _line(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if commit is None or not commit.isalnum():
        return None
    try:
        settings = _without_filters(folder)
    except GitError:
        return None
    names = ("status", "--porcelain", "-z", "--no-renames", "--ignore-submodules=all")
    printed = git_output(folder, *names, "--untracked-files=all", "--", ".", settings=settings)
    top, inside = (_line(folder, "rev-parse", it) for it in ("--show-toplevel", "--show-prefix"))
    if printed is None or top is None or inside is None:
        return Revision(None)
    root, is_output = Path(top, inside), cache(is_output)
    for entry in filter(None, os.fsdecode(printed).split("\0")):
        state, file = entry[:2], Path(top, entry[3:]).relative_to(root)
        hidden = state == "??" and any(part.startswith(".") for part in file.parts)
        if not hidden and not any(is_output(root / place) for place in file.parents[:-1]):
            return Revision(None)
    tags = git_output(folder, "tag", "--points-at", commit, "--sort=-version:refname") or b""
    return Revision(commit, next(iter(os.fsdecode(tags).splitlines()), None))


def _line(folder: Path, *arguments: str) -> str | None:
    """The line that git prints; None if it fails."""
    printed = git_output(folder, *arguments)
    return None if printed is None else os.fsdecode(printed).rstrip("\r\n")


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
