"""Pages and files that somebody writes by hand, next to the pages of a report."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from factcheck_report.model import Position
from factcheck_report.problems import Problem
from factcheck_report.search.records import PageRecord, page_record

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(\S.*)$", re.MULTILINE)


def links(root: Path, folders: Iterable[Path], publisher: str) -> Iterator[Problem]:
    """Links, pipes and devices in folders that are published as they are.

    A site generator follows links wherever they lead, even to `.git` and to files outside the
    report, whose folder is `root`. `publisher` is the name of the one that publishes them.
    """
    for folder in folders:
        above = [place for place in (folder, *folder.parents) if place.is_relative_to(root)]
        found = [place for place in above or [folder] if place.is_symlink()]
        if not found:
            inner = (
                Path(parent, name)
                for parent, folders_in, files in os.walk(folder)
                for name in (*folders_in, *files)
            )
            found = sorted(place for place in inner if not _is_ordinary(place))
        for place in found:
            name = place_name(place, root)
            kind = "a link" if place.is_symlink() else "a device or a pipe, not a file"
            yield Problem(
                position=Position(name),
                rule="link",
                what=f"“{name}” is {kind}. {publisher} would publish its content, wherever that "
                "is.",
                fix="Replace it with the file, or delete it.",
            )


def place_name(path: Path, root: Path) -> str:
    """The path from the report's folder, if it is in there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _is_ordinary(path: Path) -> bool:
    """Whether it is a file or a folder. A path that cannot be read is reported elsewhere."""
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    return True


def collisions(
    taken: Mapping[str, str], docs: str, destinations: Iterable[tuple[str, str]], path: str
) -> Iterator[Problem]:
    """Hand-written files that have the path of a page or file of the report.

    `taken` holds the file in the folder `docs` for each path in the published site, in small
    letters; `destinations` the path, and the name, of each page and file of the report. `path` is
    that below which the report stands; empty if it is the whole site.
    """
    for destination, label in destinations:
        by = taken.get(destination.casefold())
        if by is not None:
            yield Problem(
                position=Position(f"{docs}/{by}"),
                rule="collision",
                what="This file would get the address "
                f"/{destination.removesuffix('index.html')}, which belongs to “{label[:60]}” in "
                "the report.",
                fix="Rename or delete the file, or choose another “path” for the report."
                if path
                else "Rename or delete the file.",
            )


def files(docs: Path) -> Mapping[str, Path]:
    """The files in a folder of hand-written pages, by their path in it; without hidden ones."""
    found = {
        path.relative_to(docs).as_posix(): path
        for path in sorted(docs.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    return {name: path for name, path in found.items() if not re.search(r"(?:^|/)\.", name)}


def is_page(name: str) -> bool:
    """Whether a file becomes a page."""
    return name.endswith(".md")


def destination(name: str) -> str:
    """The path in the published site of a file in the folder of hand-written pages."""
    path = PurePosixPath(name)
    if not is_page(name):
        return name
    if path.stem in ("index", "README"):
        return path.with_name("index.html").as_posix()
    return (path.with_suffix("") / "index.html").as_posix()


@dataclass(frozen=True, slots=True)
class HandWrittenPage:
    """A page from a Markdown file."""

    settings: Mapping[str, Any]
    """What stands at its top, between two lines `---`."""
    markdown: str
    """The rest."""


def read_page(text: str) -> HandWrittenPage:
    """Read a Markdown file. Settings that are not valid YAML are ignored."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return HandWrittenPage({}, text)
    settings: Any = None
    with contextlib.suppress(yaml.YAMLError, ValueError):
        settings = yaml.safe_load(found[1] or "")
    return HandWrittenPage(settings if isinstance(settings, dict) else {}, text[found.end() :])


def with_escaped_title(text: str) -> str:
    """A Markdown file, with its title and description escaped for templates that do not.

    Every page of a site has the titles of the others in its menu.
    """
    page = read_page(text)
    settings = dict(page.settings)
    heading = _HEADING.search(page.markdown)
    if "title" not in settings and heading is not None:
        settings["title"] = plain_text(heading[1].rstrip(" \t#")).strip()
    typed = {name: settings[name] for name in ("title", "description") if name in settings}
    escaped = {name: str(escape(value)) for name, value in typed.items() if isinstance(value, str)}
    if all(typed[name] == value for name, value in escaped.items()):
        return text
    dumped = yaml.safe_dump(settings | escaped, allow_unicode=True, sort_keys=False)
    return f"---\n{dumped}---\n{page.markdown}"


def search_record(name: str, page: HandWrittenPage, language: str) -> PageRecord | None:
    """What the search finds of a page; None if its settings exclude it.

    `name` is the path of its file below the report; `language` is the report's.
    """
    setting = page.settings.get("search")
    if isinstance(setting, dict) and setting.get("exclude"):
        return None
    heading = _HEADING.search(page.markdown)
    title = str(
        page.settings.get("title")
        or (heading[1].rstrip(" \t#") if heading else PurePosixPath(name).stem)
    )
    title, text = plain_text(title), plain_text(page.markdown)
    address = destination(name).removesuffix("index.html")
    return page_record(address, title, text.removeprefix(title).strip(), language, language)


def plain_text(markdown: str) -> str:
    """The words of a Markdown text."""
    return Markup(_parser().render(markdown)).striptags()  # noqa: S704 - to remove its tags


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
