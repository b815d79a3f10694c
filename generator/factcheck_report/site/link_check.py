"""Checks a built site as readers will meet it: every link and fragment leads somewhere.

MkDocs validates only links in Markdown, and only before plugins and themes have had their say;
so this reads the pages that were written.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factcheck_report.model import Position
from factcheck_report.problems import Problem

_LOADING = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
"""Attributes from which a browser fetches by itself, by element."""
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect"}


# Comments; elements whose content is text; other tags with attributes. Only tags that say
# something here are read by a real parser: to read all of a site's HTML with it took longer than
# to build the site.
# No `<` outside of quotation marks, or each tag that is not closed would be read to the page's end.
_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|\Z)|((script|style|textarea|title)\b{_ATTRIBUTES}>)(?:[^<]|<(?!/\2))*+"
    rf"|([a-z][^\s>]*\s{_ATTRIBUTES}>))",
    re.DOTALL | re.IGNORECASE,
)
_SAYS = re.compile(r"\s(?:id|name|href|src|srcset|poster|data)\s*=", re.IGNORECASE)
_MOST_TAGS = 100_000
"""Tags that are remembered: most stand on every page."""


@dataclass(frozen=True, slots=True)
class _Link:
    address: str
    fetched: bool
    """Whether the browser fetches it by itself."""


@dataclass(frozen=True, slots=True)
class _Tag:
    ids: tuple[str, ...]
    links: tuple[_Link, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    ids: frozenset[str]
    links: tuple[_Link, ...]


class _Reader(HTMLParser):
    """Reads one tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[_Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "name" in values:
            self.ids.append(values["name"])
        if tag in ("a", "area") and "href" in values:
            self.links.append(_Link(values["href"], False))
        elif tag == "link" and "href" in values:
            fetched = bool(_LOADING_LINKS & set(values.get("rel", "").lower().split()))
            self.links.append(_Link(values["href"], fetched))
        else:
            for name in _LOADING.get(tag, ()):
                if value := values.get(name):
                    self.links += [_Link(first, True) for first in value.split()[:1]]


def check_site(site: Path) -> list[Problem]:
    """Problems with the links of all HTML pages in a built site's folder.

    A problem is a link to a page, file or fragment that does not exist, and anything that a
    browser would fetch from another host by itself. Links that readers follow to other hosts
    are not looked at.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    names = sorted(name for name in files if name.endswith(".html"))
    pages = {name: _page((site / name).read_text("utf-8")) for name in names}
    return [
        problem
        for name, page in pages.items()
        for link in page.links
        for problem in _check(name, link, pages, files, site)
    ]


def _page(text: str) -> _Page:
    tags = [_tag(tag) for tag in dict.fromkeys(_tags(text))]
    return _Page(
        frozenset(id for tag in tags for id in tag.ids),
        tuple(link for tag in tags for link in tag.links),
    )


def _tags(text: str) -> list[str]:
    """The start tags of a page that have attributes."""
    return [f"<{raw or other}" for raw, _, other in _TAG.findall(text) if raw or other]


@lru_cache(maxsize=_MOST_TAGS)
def _tag(text: str) -> _Tag:
    reader = _Reader()
    if _SAYS.search(text):
        reader.feed(text)
    return _Tag(tuple(reader.ids), tuple(reader.links))


def _check(
    name: str, link: _Link, pages: Mapping[str, _Page], files: Collection[str], site: Path
) -> Iterator[Problem]:
    try:
        parts = urlsplit(link.address)
    except ValueError:
        what = f"{link.address[:200]} is no address."
        yield _problem(site, name, link, "dead-link", what)
        return
    if parts.scheme or parts.netloc:
        if link.fetched and parts.scheme != "data":
            what = f"The page fetches {link.address} from another host."
            yield _problem(site, name, link, "foreign-request", what)
        return
    target = _target(name, unquote(parts.path), files)
    if target is None:
        what = f"The link to {link.address} leads nowhere."
        yield _problem(site, name, link, "dead-link", what)
    elif target in pages and _is_missing(parts.fragment, pages[target]):
        what = f"There is no place called “#{parts.fragment}” on {target}."
        yield _problem(site, name, link, "dead-link", what)


def _is_missing(fragment: str, page: _Page) -> bool:
    return bool(fragment) and unquote(fragment) not in page.ids


def _target(page: str, path: str, files: Collection[str]) -> str | None:
    """The file that a link leads to, if there is one."""
    folder = page[: page.rfind("/") + 1]
    where = posixpath.normpath(f"/{folder}{path}" if path[:1] != "/" else path) if path else page
    steps = where.strip("/").split("/")
    # The error page has absolute links, which begin with the path the site is published under.
    for start in range(len(steps) + 1) if page == "404.html" else (0,):
        place = "/".join(steps[start:])
        for file in (place, f"{place}/index.html".lstrip("/")):
            if file in files:
                return file
    return None


def _problem(site: Path, page: str, link: _Link, rule: str, what: str) -> Problem:
    text = (site / page).read_text("utf-8")
    first = next((tag for tag in _tags(text) if link in _tag(tag).links), "")
    return Problem(
        position=Position(page, text.count("\n", 0, text.find(first)) + 1),
        rule=rule,
        what=what,
        fix="Mend the link in docs/, overrides/ or the analysis it stands in.",
    )
