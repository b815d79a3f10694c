"""Checks a built site as readers will meet it: every link and fragment leads somewhere.

MkDocs validates only links in Markdown, and only before plugins and themes have had their say;
so this reads the pages that were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from generator.model import Position
from generator.problems import Problem

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


@dataclass(slots=True)
class _Page:
    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int, bool]] = field(default_factory=list)
    """Address, line, and whether the browser fetches it by itself."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if "id" in values:
            self.page.ids.add(values["id"])
        if tag == "a" and "name" in values:
            self.page.ids.add(values["name"])
        if tag in ("a", "area") and "href" in values:
            self.page.links.append((values["href"], line, False))
        elif tag == "link" and "href" in values:
            fetched = bool(_LOADING_LINKS & set(values.get("rel", "").lower().split()))
            self.page.links.append((values["href"], line, fetched))
        else:
            for name in _LOADING.get(tag, ()):
                if value := values.get(name):
                    self.page.links += [(first, line, True) for first in value.split()[:1]]


def check_site(site: Path) -> list[Problem]:
    """Problems with the links of all HTML pages in a built site's folder.

    A problem is a link to a page, file or fragment that does not exist, and anything that a
    browser would fetch from another host by itself. Links that readers follow to other hosts
    are not looked at.
    """
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    return [problem for path, page in pages.items() for problem in _check(path, page, pages, site)]


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader.page


def _check(path: Path, page: _Page, pages: dict[Path, _Page], site: Path) -> Iterator[Problem]:
    name = path.relative_to(site).as_posix()
    for address, line, fetched in page.links:
        try:
            parts = urlsplit(address)
            target = _target(name, parts.path, site)
        except (ValueError, OSError):
            yield _problem(name, line, "dead-link", f"{address[:200]} is no address.")
            continue
        if parts.scheme or parts.netloc:
            if fetched and parts.scheme != "data":
                yield _problem(
                    name, line, "foreign-request", f"The page fetches {address} from another host."
                )
            continue
        if target is None:
            yield _problem(name, line, "dead-link", f"The link to {address} leads nowhere.")
        elif target in pages and _is_missing(parts.fragment, pages[target]):
            yield _problem(
                name,
                line,
                "dead-link",
                f"There is no place called “#{parts.fragment}” on "
                f"{target.relative_to(site).as_posix()}.",
            )


def _is_missing(fragment: str, page: _Page) -> bool:
    return bool(fragment) and unquote(fragment) not in page.ids


def _target(page: str, path: str, site: Path) -> Path | None:
    """The file that a link leads to, if there is one."""
    where = unquote(urljoin("/" + page, path)).lstrip("/")
    steps = where.split("/")
    # The error page has absolute links, which begin with the path the site is published under.
    starts = range(len(steps)) if page == "404.html" else (0,)
    for start in starts:
        file = site.joinpath(*steps[start:])
        if file.is_dir():
            file /= "index.html"
        if file.is_file():
            return file
    return None


def _problem(page: str, line: int, rule: str, what: str) -> Problem:
    return Problem(
        position=Position(page, line),
        rule=rule,
        what=what,
        mend="Mend the link in docs/, overrides/ or the analysis it stands in.",
    )
