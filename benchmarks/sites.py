"""Counts the files, bytes and words of a built site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from factcheck_report import addresses

WORDS_MAY_DIFFER = 0.005
_SEARCH = ("search/search_index.json", "search.json", addresses.CLAIMS_INDEX)
"""The search indexes of Material, Zensical and the product."""
_EMBED = addresses.embed("") + "index.html"
"""How the address of a claim's card for frames ends."""
# HTML tags, and the elements that converting.py leaves out.
_NO_WORDS = re.compile(
    r"<(svg|button)\b.*?</\1>"
    r'|<a class="fc-permalink".*?</a>'
    r'|<div class="fc-print-only">.*?</div>'
    r"|<[^>]+>",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a site, counted."""

    pages: int
    html: int
    """Bytes of all pages."""
    words: int
    """Words in the articles of all pages, without HTML."""
    largest: str
    """The page with the most bytes."""
    largest_bytes: int
    search: int
    """Bytes of the search index."""
    others: int
    """Number of files that are neither pages nor the search index."""
    others_bytes: int

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return self.html + self.search + self.others_bytes

    def differences(self, reference: Site) -> Iterator[str]:
        """The reasons why this site cannot be compared with another."""
        if self.pages != reference.pages:
            yield f"{self.pages:,} pages instead of {reference.pages:,}"
        if abs(self.words - reference.words) > WORDS_MAY_DIFFER * reference.words:
            yield f"{self.words:,} words instead of {reference.words:,}"


def look(folder: Path) -> Site:
    """Count the files, bytes and words of the site in a folder."""
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    pages = {
        name: size
        for name, size in sizes.items()
        # Peers have no cards for frames on other sites.
        if name.endswith(".html") and not name.endswith(_EMBED)
    }
    search = {name: size for name, size in sizes.items() if name.startswith(_SEARCH)}
    others = sizes.keys() - pages.keys() - search.keys()
    largest = max(pages, key=pages.__getitem__)
    return Site(
        pages=len(pages),
        html=sum(pages.values()),
        words=sum(_words((folder / name).read_text("utf-8")) for name in pages),
        largest=largest,
        largest_bytes=pages[largest],
        search=sum(search.values()),
        others=len(others),
        others_bytes=sum(sizes[name] for name in others),
    )


def _words(page: str) -> int:
    article = page[page.find("<article") : page.rfind("</article>")]
    return len(re.findall(r"\w+", unescape(_NO_WORDS.sub(" ", article))))
