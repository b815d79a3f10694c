"""Splits a long sitemap into several files and an index of them.

https://www.sitemaps.org/protocol.html allows 50,000 addresses in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from markupsafe import escape

NAME = "sitemap.xml"
PARTS = re.compile(r"sitemap-[0-9]+\.xml")
"""The names of the files that a long sitemap is split into."""
MAX_ADDRESSES = 5_000
"""Addresses in one file: some 500 KB."""
_ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_INDEX = """\
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}</sitemapindex>
"""


def split_sitemap(sitemap: str, base: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the files for a sitemap; the first is always `sitemap.xml`.

    `base` is the address the site is published at, ending in a slash. A short sitemap stays as it
    is.
    """
    entries = list(_ENTRY.finditer(sitemap))
    if len(entries) <= MAX_ADDRESSES:
        yield NAME, sitemap
        return
    head, foot = sitemap[: entries[0].start()], sitemap[entries[-1].end() :]
    starts = range(0, len(entries), MAX_ADDRESSES)
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(starts, 1)]
    links = (f"  <sitemap><loc>{escape(urljoin(base, name))}</loc></sitemap>\n" for name in names)
    yield NAME, _INDEX.format("".join(links))
    for name, start in zip(names, starts, strict=True):
        part = "".join(entry[0] for entry in entries[start : start + MAX_ADDRESSES])
        yield name, f"{head}{part}{foot}"
