"""Checks that every link and fragment in the pages of a built site leads somewhere.

Site generators check only links in Markdown, before plugins and themes change the pages. So this
reads the finished pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factcheck_report.model import Position
from factcheck_report.problems import Problem

_FETCHED_ATTRIBUTES = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
"""By element, the attributes with addresses that a browser fetches by itself."""
_FETCHED_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect"}
"""Values of `rel` with which a browser fetches a `<link>` by itself."""


# Comments; elements that contain only text; other tags with attributes. A real parser reads only
# the tags with links or ids: parsing all HTML of a site took longer than building the site.
# `<` is allowed only between quotation marks. Otherwise each unclosed tag would match up to the end
# of the page.
_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|\Z)|((script|style|textarea|title)\b{_ATTRIBUTES}>)(?:[^<]|<(?!/\2))*+"
    rf"|([a-z][^\s>]*\s{_ATTRIBUTES}>))",
    re.DOTALL | re.IGNORECASE,
)
_HAS_LINK_OR_ID = re.compile(r"\s(?:id|name|href|src|srcset|poster|data)\s*=", re.IGNORECASE)
_CACHED_TAGS = 100_000
"""Parsed tags that are kept: most are on every page."""


@dataclass(frozen=True, slots=True)
class _Link:
    address: str
    fetched: bool
    """Whether a browser fetches it by itself."""


@dataclass(frozen=True, slots=True)
class _IdsAndLinks:
    """Those of a tag or of a page."""

    ids: frozenset[str]
    links: tuple[_Link, ...]


class _TagParser(HTMLParser):
    """Collects the ids and links of tags."""

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
            fetched = bool(_FETCHED_RELATIONS & set(values.get("rel", "").lower().split()))
            self.links.append(_Link(values["href"], fetched))
        else:
            for name in _FETCHED_ATTRIBUTES.get(tag, ()):
                if value := values.get(name):
                    self.links += [_Link(first, True) for first in value.split()[:1]]


def check_site(site: Path, sections: Sequence[str] = ()) -> list[Problem]:
    """Problems with the links on all HTML pages in the folder of a built site.

    These are links to a page, file or fragment that does not exist, and addresses on other hosts
    that a browser would fetch by itself. Other links to other hosts are not checked.

    `sections` are the paths of reports in a larger site, each with a slash at its end. Only links
    on their pages and links to them are checked then: the rest is the larger site's own.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    names = sorted(name for name in files if name.endswith(".html"))
    pages = {name: _page((site / name).read_text("utf-8")) for name in names}
    return [
        problem
        for name, page in pages.items()
        for link in page.links
        if not sections or _concerns(name, link, tuple(sections))
        for problem in _check(name, link, pages, files, site)
    ]


def _concerns(name: str, link: _Link, sections: tuple[str, ...]) -> bool:
    """Whether a link leads to a report in a larger site, or stands on a page of one."""
    try:
        parts = urlsplit(link.address)
    except ValueError:
        return name.startswith(sections)
    if parts.scheme or parts.netloc:
        # The theme around the report may fetch from other hosts.
        return False
    if name.startswith(sections) and parts.path[:1] != "/":
        return True
    place = _place(name, unquote(parts.path)).lstrip("/")
    return f"{place}/".startswith(sections)


def _page(text: str) -> _IdsAndLinks:
    tags = [_tag(tag) for tag in dict.fromkeys(_tags(text))]
    return _IdsAndLinks(
        frozenset(id for tag in tags for id in tag.ids),
        tuple(link for tag in tags for link in tag.links),
    )


def _tags(text: str) -> list[str]:
    """The start tags with attributes on a page."""
    return [f"<{raw or other}" for raw, _, other in _TAG.findall(text) if raw or other]


@lru_cache(maxsize=_CACHED_TAGS)
def _tag(text: str) -> _IdsAndLinks:
    parser = _TagParser()
    if _HAS_LINK_OR_ID.search(text):
        parser.feed(text)
    return _IdsAndLinks(frozenset(parser.ids), tuple(parser.links))


def _check(
    name: str, link: _Link, pages: Mapping[str, _IdsAndLinks], files: Collection[str], site: Path
) -> Iterator[Problem]:
    try:
        parts = urlsplit(link.address)
    except ValueError:
        what = f"{link.address[:200]} is not a valid address."
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
    elif target in pages and parts.fragment and unquote(parts.fragment) not in pages[target].ids:
        what = f"There is no place called “#{parts.fragment}” on {target}."
        yield _problem(site, name, link, "dead-link", what)


def _target(page: str, path: str, files: Collection[str]) -> str | None:
    """The file that a link leads to; None if there is none."""
    steps = _place(page, path).strip("/").split("/")
    # Links on the error page are absolute: they begin with the path of the published site.
    for start in range(len(steps) + 1) if page == "404.html" else (0,):
        place = "/".join(steps[start:])
        for file in (place, f"{place}/index.html".lstrip("/")):
            if file in files:
                return file
    return None


def _place(page: str, path: str) -> str:
    """The path in the site that a path on a page leads to; may begin with a slash."""
    folder = page[: page.rfind("/") + 1]
    return posixpath.normpath(f"/{folder}{path}" if path[:1] != "/" else path) if path else page


def _problem(site: Path, page: str, link: _Link, rule: str, what: str) -> Problem:
    text = (site / page).read_text("utf-8")
    first = next((tag for tag in _tags(text) if link in _tag(tag).links), "")
    return Problem(
        position=Position(page, text.count("\n", 0, text.find(first)) + 1),
        rule=rule,
        what=what,
        fix="Correct the link in docs/, in overrides/ or in the analysis of the claim.",
    )
