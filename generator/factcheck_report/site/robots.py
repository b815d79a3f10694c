"""robots.txt: tells search engines where the sitemap is."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

NAME = "robots.txt"


def robots_txt(base: str | None, sitemap: str) -> str | None:
    """The text of the file, or None for a report that is not at the root of its host.

    Programs read the file at the root alone: below a path, as in https://example.org/report/, it
    would have no effect. `base` is the address of the site, ending in a slash, or None if unknown;
    `sitemap` is the name of the sitemap.
    """
    everything = "User-agent: *\nAllow: /\n"
    if base is None:
        return everything
    if urlsplit(base).path != "/":
        return None
    return f"{everything}\nSitemap: {urljoin(base, sitemap)}\n"
