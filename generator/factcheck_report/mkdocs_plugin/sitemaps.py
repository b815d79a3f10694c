"""A sitemap that is too long for one file, as several and an index of them.

See https://www.sitemaps.org/protocol.html, which allows 50,000 addresses in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from markupsafe import escape

NAME = "sitemap.xml"
PARTS = re.compile(r"sitemap-[0-9]+\.xml")
"""The names of the files that it is cut into."""
MOST = 5_000
"""Addresses in one: some 500 KB."""
_ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_INDEX = """\
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}</sitemapindex>
"""


def cut(sitemap: str, base: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the files to write for one sitemap: the first is `sitemap.xml`.

    `base` is the address the site is published at, ending in a slash. A sitemap that is short
    enough stays as it is.
    """
    entries = list(_ENTRY.finditer(sitemap))
    if len(entries) <= MOST:
        yield NAME, sitemap
        return
    head, foot = sitemap[: entries[0].start()], sitemap[entries[-1].end() :]
    starts = range(0, len(entries), MOST)
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(starts, 1)]
    places = (f"  <sitemap><loc>{escape(urljoin(base, name))}</loc></sitemap>\n" for name in names)
    yield NAME, _INDEX.format("".join(places))
    for name, start in zip(names, starts, strict=True):
        part = "".join(entry[0] for entry in entries[start : start + MOST])
        yield name, f"{head}{part}{foot}"
