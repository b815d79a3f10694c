"""Links in the head of every page by which programs find the feeds and the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from factcheck_report import addresses
from factcheck_report.model.safe_text import visible


class DiscoveryLink(NamedTuple):
    """A link to a file, with its media type."""

    address: str
    type: str
    title: str
    """Plain text, ready to be shown."""


def discovery_files(title: str) -> Iterator[DiscoveryLink]:
    """The files that every page links to. `title` is that of the report."""
    for address, media_type, name in (
        (addresses.ATOM_FEED, "application/atom+xml", "Atom"),
        (addresses.JSON_FEED, "application/feed+json", "JSON Feed"),
        (addresses.CLAIMS_JSON, "application/json", "JSON"),
    ):
        yield DiscoveryLink(address, media_type, f"{visible(title)} ({name})")


def discovery_links(title: str, href: Callable[[str], str]) -> Markup:
    """One line for each file; `href` makes the link to an address."""
    return Markup("\n").join(
        Markup('<link rel="alternate" type="{}" href="{}" title="{}">').format(
            link.type, href(link.address), link.title
        )
        for link in discovery_files(title)
    )


def with_links(html: str, links: str) -> str:
    """A page with links added at the end of its head; unchanged if it has no head."""
    return html.replace("</head>", f"{links}\n</head>", 1)
