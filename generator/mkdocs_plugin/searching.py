"""What Material's search finds of a report, put into its index directly.

Material would parse it out of each page's HTML, which took a third of the whole build.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from mkdocs.config.defaults import MkDocsConfig

from generator.pages import Page
from generator.texts import visible

# How a page tells Material's search to leave it to us.
LEAVE_OUT = {"exclude": True}


def add_entries(config: MkDocsConfig, pages: Iterable[Page]) -> None:
    """Add the findable texts of pages to the index; nothing if Material's search is off."""
    search = config.plugins.get("material/search")
    index = getattr(search, "search_index", None)
    if index is None:
        return
    for page in pages:
        for entry in page.findable:
            hash = f"#{entry.fragment}" if entry.fragment else ""
            index.entries.append(
                {
                    "location": page.address + hash,
                    "title": _text(entry.title),
                    "text": _paragraphs(entry.text),
                }
            )


def _paragraphs(text: str) -> str:
    """Each line a paragraph: of a result the search shows only the paragraphs with a match."""
    return "".join(f"<p>{_text(line)}</p>" for line in text.splitlines() if line.strip())


def _text(text: str) -> str:
    """Escaped, because the search shows an entry's texts as HTML."""
    return escape(visible(text), quote=False)
