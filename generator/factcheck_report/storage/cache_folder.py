"""Where the build cache lies, and whether it may be read.

What is in the cache gets published. So it must not come with the repository: anybody may propose a
change to that. By default it lies in the user's cache folder, apart for each checkout.
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
    """The build has to do without a cache; says why, and whether that stops it."""

    def __init__(self, what: str, fix: str, severity: Severity = Severity.NOTE) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
        self.severity = severity


Tracks = Callable[[Path], bool | None]
"""Whether a file in a folder is part of a repository; None if nobody can tell."""


def cache_folder(root: Path, chosen: str | None, tracks: Tracks) -> Path:
    """The cache folder for the report in the folder `root`; made if it is not there.

    `chosen` is the option `cache_dir`, relative to `root`; None for the default. Raises NoCache:
    an error if somebody chose a folder that comes with the repository, else a note.
    """
    root = root.resolve()
    if chosen is None:
        folder = _default(root)
        _make(folder)
    else:
        folder = Path(os.path.normpath(root / chosen))
        _refuse_links(folder, chosen)
        _make(folder, "Write another folder as cache_dir in mkdocs.yml, or leave the option out.")
    _refuse_tracked(folder, chosen, tracks(folder.resolve()))
    return folder


def _default(root: Path) -> Path:
    folder = _user_folder()
    # Else another user's folder would get files that this one cannot remove, as under sudo.
    there = next(path for path in (folder, *folder.parents) if os.path.exists(path))  # noqa: PTH110
    if there.stat().st_uid != os.geteuid():
        raise NoCache(f"The folder for caches, {folder}, belongs to another user.", _ELSEWHERE)
    checkout = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return folder / "factcheck" / checkout


_ELSEWHERE = (
    "Nothing has to be done; builds are only slower. To have a cache, set the environment variable "
    "XDG_CACHE_HOME to a folder of your own."
)


def _user_folder() -> Path:
    """See https://specifications.freedesktop.org/basedir-spec/; relative paths do not count."""
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if chosen.is_absolute():
        return chosen
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    if not home.is_absolute() or home == Path("/"):
        raise NoCache("You have no home folder that a cache could be put into.", _ELSEWHERE)
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
    """Below the report's folder, no part of the path is a link; elsewhere, the folder is none."""
    paths = (folder,) if Path(chosen).is_absolute() else (folder, *folder.parents)
    for path in paths:
        if path.is_symlink():
            raise NoCache(
                f"The cache folder “{chosen}” goes through a link ({path.name}), which may lead "
                "to files of anybody.",
                "Write the folder itself as cache_dir, or leave the option out.",
                Severity.ERROR,
            )


def _refuse_tracked(folder: Path, chosen: str | None, tracked: bool | None) -> None:
    if tracked is None:
        raise NoCache(
            f"git cannot say whether the cache folder {folder} is part of the repository.",
            "Find out what “git status” says in that folder, or choose a folder outside the "
            "repository.",
        )
    if not tracked:
        return
    what = (
        f"Files in the cache folder “{chosen or folder}” are part of the repository. What is in "
        "the cache gets published without a check, so whoever changes the repository could "
        "publish anything."
    )
    if chosen is None:
        raise NoCache(what, _ELSEWHERE)
    raise NoCache(
        what,
        f"Leave cache_dir out: the cache is then kept outside the repository. Or take the files "
        f"out of it: git rm -r --cached {chosen}",
        Severity.ERROR,
    )
