"""The description of a peer, and its project."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import yaml
from contents import Content, Contents
from measuring import Cost, run

SITE = "site"
"""The folder of each project into which the site is built."""
CACHE = ".cache"
"""The folder of each project where a build leaves its cache for the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A way to build the same report."""

    name: str
    shows: str
    """What it does, and what it leaves out."""
    write: Callable[[Path, Contents, Path], None]
    """Writes the project, from the report's folder and contents, to the project's folder."""
    command: Callable[[], Sequence[str | Path]]
    """The build command, to be run in the project's folder."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Environment variables of the build."""
    packages: tuple[str, ...] = ()
    """The packages from PyPI that it needs."""
    find_versions: Callable[[], str | None] | None = None
    """For other tools: the versions, or None if it is not installed."""
    install: str = "pip install -r benchmarks/requirements.txt"

    @property
    def versions(self) -> str | None:
        """Names and versions of its packages or tools; None if they are not installed."""
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
    """Names of the files and folders of the project itself; builds left all others."""

    @property
    def site(self) -> Path:
        """The folder into which it is built."""
        return self.folder / SITE

    def clean(self, *keeping: str) -> None:
        """Make the project as freshly checked out, except for the names in `keeping`.

        Built files are moved away, not deleted: for some seconds after deleting thousands of
        files, ext4 takes ten times as long to create new ones.
        """
        aside = self.folder.with_name(f"{self.folder.name}-before")
        aside.mkdir(exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=aside))
        for path in self.folder.iterdir():
            if path.name not in self.written and path.name not in keeping:
                path.rename(place / path.name)

    def build(self) -> Cost:
        """Build the site. Raises Failed."""
        return run(self.peer.command(), self.folder, self.peer.variables)


def write(path: Path, text: str) -> None:
    """Write a text file, and the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def front_matter(page: Content, **own: object) -> str:
    """The front matter for a page's Markdown file."""
    meta = {"title": page.title, "description": page.description, **own}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=10_000)}---\n"
