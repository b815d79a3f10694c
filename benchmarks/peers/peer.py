"""What each peer has to say of itself."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import yaml
from contents import Content, Contents
from measuring import Cost, run

SITE = "site"
"""The folder, in each project, that the site is built into."""
CACHE = ".cache"
"""The folder, in each project, of what a build leaves for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A way to build the same report."""

    name: str
    shows: str
    """What it does, and what it leaves out."""
    write: Callable[[Path, Contents, Path], None]
    """Writes the project: the report's folder, what its pages say, the project's folder."""
    command: Callable[[], Sequence[str | Path]]
    """What builds it, in the project's folder."""
    packages: tuple[str, ...] = ()
    """What it runs on, from PyPI."""
    find_versions: Callable[[], str | None] | None = None
    """For other tools: the versions, or None if it is not installed."""
    install: str = "pip install -r benchmarks/requirements.txt"

    @property
    def versions(self) -> str | None:
        """Name and version of what it runs on; None if it is not installed."""
        if self.find_versions is not None:
            return self.find_versions()
        try:
            return ", ".join(f"{name} {version(name)}" for name in self.packages)
        except PackageNotFoundError:
            return None

    def prepare(self, report: Path, contents: Contents, folder: Path) -> Project:
        """Write the project."""
        self.write(report, contents, folder)
        return Project(self, folder, frozenset(path.name for path in folder.iterdir()))


@dataclass(frozen=True, slots=True)
class Project:
    """A peer's project of a report."""

    peer: Peer
    folder: Path
    written: frozenset[str]
    """What an editor keeps; all else in the folder was left by a build."""

    @property
    def site(self) -> Path:
        """The folder it is built into."""
        return self.folder / SITE

    def clean(self, *keeping: str) -> None:
        """Leave the project as on a fresh checkout, but for the names to keep.

        What was built is moved away and not removed: after thousands of files were, ext4 takes
        ten times as long to make new ones, for some seconds.
        """
        aside = self.folder.with_name(f"{self.folder.name}-before")
        aside.mkdir(exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=aside))
        for path in self.folder.iterdir():
            if path.name not in self.written and path.name not in keeping:
                path.rename(place / path.name)

    def build(self) -> Cost:
        """Build the site. Raises Failed."""
        return run(self.peer.command(), self.folder)


def write(path: Path, text: str) -> None:
    """Write a text file, and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def front_matter(page: Content, **own: object) -> str:
    """What stands above a page's Markdown."""
    meta = {"title": page.title, "description": page.description, **own}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=10_000)}---\n"
