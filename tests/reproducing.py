"""Builds of one report in different places, on different days, by different people."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.reports import environment
from tests.waiting import PATIENCE

LANGUAGES = ("de_DE", "tr_TR")
"""Locales that are made for the tests. Turkish has an “i” of its own in upper case."""


@dataclass(frozen=True)
class Way:
    """Where, when and how a report is built."""

    copy: str = "clone"
    """Of the repository: clone, shallow clone, worktree, or folder without git."""
    command: tuple[str, ...] = ("factcheck_report", "build", "--site-dir")
    umask: int = 0o022
    clock: str | None = None
    """What the clock says when the build begins; None for the real time."""
    file_time: int = 946_684_800
    """When all files of the report were changed, in seconds since 1970."""
    cores: int | None = None
    """How many cores the build may use; None for all."""
    cached: bool = False
    """Whether it has a build cache, which is that of all builds with one."""
    variables: Mapping[str, str] = field(default_factory=dict)


MKDOCS = ("mkdocs", "build", "--quiet", "--strict", "--site-dir")


@dataclass(frozen=True)
class Repository:
    """A repository with a report, and a folder for copies of it and for what they give."""

    path: Path
    scratch: Path
    locales: Path

    def copy(self, kind: str, name: str) -> Path:
        """A copy of the repository in a folder of its own."""
        # Names of different lengths, so that no path is as long as another.
        place = self.scratch / f"{name}-{'x' * len(name)}" / "report"
        if place.exists():
            return place
        place.parent.mkdir(parents=True)
        match kind:
            case "clone":
                self._git("clone", "--quiet", str(self.path), str(place))
            case "shallow clone":
                self._git("clone", "--quiet", "--depth", "1", self.path.as_uri(), str(place))
            case "worktree":
                self._git("worktree", "add", "--quiet", "--detach", str(place))
            case "folder without git":
                ignore = shutil.ignore_patterns(".git")
                shutil.copytree(self.path, place, ignore=ignore)
        return place

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.path, check=True, capture_output=True)

    def build(self, way: Way, name: str) -> Path:
        """The site that a way gives. It is named for the folders that it leaves."""
        site = self.scratch / f"site-{name}"
        self.run(way, name, *way.command, str(site))
        return site

    def run(self, way: Way, name: str, *command: str) -> None:
        """Run a module of Python in a copy of the repository."""
        folder = self.copy(way.copy, name)
        for path in folder.rglob("*"):
            if ".git" not in path.parts:
                os.utime(path, (way.file_time, way.file_time))
        done = subprocess.run(
            [*_before(way), sys.executable, "-m", *command],
            cwd=folder,
            env=self._environment(way, name),
            umask=way.umask,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _environment(self, way: Way, name: str) -> dict[str, str]:
        own = self.scratch / f"of-{name}"
        for inner in ("home", "temporary"):
            (own / inner).mkdir(parents=True, exist_ok=True)
        variables = environment() | {
            "HOME": str(own / "home"),
            "TMPDIR": str(own / "temporary"),
            "XDG_CACHE_HOME": str(self.scratch / "caches"),
            "LOCPATH": str(self.locales),
            "SITE_URL": "https://example.org/report/",
            "REPORT_CACHE": str(self.scratch / "cache") if way.cached else "",
        }
        variables.pop("SOURCE_DATE_EPOCH", None)
        return variables | way.variables


def _before(way: Way) -> list[str]:
    """What stands before a command: other clocks and fewer cores are what programs give."""
    command = []
    if way.clock:
        assert shutil.which("faketime"), "faketime is not installed: run `make programs`"
        command += ["faketime", way.clock]
    if way.cores:
        cores = sorted(os.sched_getaffinity(0))[: way.cores]
        command += ["taskset", "--cpu-list", ",".join(map(str, cores))]
    return command


def make_locales(folder: Path) -> None:
    """Make the locales that `LANGUAGES` names, for the variable LOCPATH."""
    for language in LANGUAGES:
        made = subprocess.run(
            ["localedef", "-i", language, "-f", "UTF-8", str(folder / f"{language}.UTF-8")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, f"{made.stderr}\nRun `make programs`."


Listing = dict[str, tuple[int | None, str]]
"""The permission bits and the SHA-256 of each file by its path; folders have no hash."""


def listing(folder: Path, modes: bool = True) -> Listing:
    """What is in a folder; without `modes`, only the content of the files."""
    found: Listing = {}
    for path in sorted(folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode) if modes else None
        content = "" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
        found[path.relative_to(folder).as_posix()] = mode, content
    return found


def whole(found: Listing) -> str:
    """The SHA-256 of a whole folder."""
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def differing(one: Listing, other: Listing) -> list[str]:
    """The paths that are in one folder alone, or that have other modes or bytes in the other."""
    return sorted(path for path in one | other if one.get(path) != other.get(path))


def assert_same(one: Listing, other: Listing, about: str) -> None:
    """Fail where two folders differ, and name the files."""
    assert whole(one) == whole(other), f"{about}: {differing(one, other)}"
