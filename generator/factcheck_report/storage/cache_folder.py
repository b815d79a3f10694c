"""Decides where the build cache lies, and whether it may be read.

Content of the cache is published without a check. So the cache must not be part of the repository,
to which anybody may propose a change. By default each checkout has a folder of its own in the
user's cache folder.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from factcheck_report.problems import Severity


class NoCache(Exception):
    """The build has no cache: why, how to fix it, and whether that stops the build."""

    def __init__(self, what: str, fix: str, severity: Severity = Severity.NOTE) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.severity = severity


Tracks = Callable[[Path], bool | None]
"""Whether a repository tracks a file in a folder; None if that cannot be told."""


def cache_folder(root: Path, chosen: str | None, tracks: Tracks) -> Path:
    """The cache folder for the report in the folder `root`; created if it does not exist.

    `chosen` is the option `cache_dir`, relative to `root`; None means the default. Raises NoCache:
    with the severity error if the chosen folder is part of the repository, else with note.
    """
    root = root.resolve()
    if chosen is None:
        folder = _default(root)
        _make(folder)
    else:
        folder = Path(os.path.normpath(root / chosen))
        _refuse_links(folder, chosen)
        _make(folder, "Choose another folder as cache_dir, or remove the option.")
    _refuse_tracked(folder, chosen, tracks(folder.resolve()))
    return folder


def _default(root: Path) -> Path:
    folder = _user_folder()
    # Under sudo, this user's folder would get files that the user cannot remove.
    there = next(path for path in (folder, *folder.parents) if os.path.exists(path))  # noqa: PTH110
    if there.stat().st_uid != os.geteuid():
        raise NoCache(f"The folder for caches, {folder}, belongs to another user.", _ELSEWHERE)
    checkout = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return folder / "factcheck" / checkout


_ELSEWHERE = (
    "You need not do anything: builds are only slower. To have a cache, set the environment "
    "variable XDG_CACHE_HOME to a folder that you own."
)


def _user_folder() -> Path:
    """See https://specifications.freedesktop.org/basedir-spec/, which ignores relative paths."""
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if chosen.is_absolute():
        return chosen
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    if not home.is_absolute() or home == Path("/"):
        raise NoCache("You have no home folder for a cache.", _ELSEWHERE)
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _make(folder: Path, fix: str = _ELSEWHERE) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
    except OSError as error:
        raise NoCache(
            f"The cache folder {folder} cannot be made ({error.strerror}).", fix
        ) from error
    if stat.S_ISLNK(about.st_mode):
        raise NoCache(f"The cache folder {folder} is a link.", fix)
    if about.st_uid != os.geteuid() or not os.access(folder, os.W_OK | os.X_OK):
        raise NoCache(f"You may not write into the cache folder {folder}.", fix)


def _refuse_links(folder: Path, chosen: str) -> None:
    """Refuse links: in all parts of a path below the report's folder, else in its last part."""
    paths = (folder,) if Path(chosen).is_absolute() else (folder, *folder.parents)
    for path in paths:
        if path.is_symlink():
            raise NoCache(
                f"The path of the cache folder “{chosen}” contains a link ({path.name}), which may "
                "lead to files of other people.",
                "Set cache_dir to the folder itself, or remove the option.",
                Severity.ERROR,
            )


def _refuse_tracked(folder: Path, chosen: str | None, tracked: bool | None) -> None:
    if tracked is None:
        raise NoCache(
            f"git cannot say whether the cache folder {folder} is part of the repository.",
            "Run “git status” in that folder to see why, or choose a folder outside the "
            "repository.",
        )
    if not tracked:
        return
    what = (
        f"Files in the cache folder “{chosen or folder}” are part of the repository. The cache is "
        "published without a check, so anybody who changes the repository could publish anything."
    )
    if chosen is None:
        raise NoCache(what, _ELSEWHERE)
    raise NoCache(
        what,
        "Remove the option cache_dir: the cache is then kept outside the repository. Or remove the "
        f"files from the repository: git rm -r --cached {chosen}",
        Severity.ERROR,
    )
