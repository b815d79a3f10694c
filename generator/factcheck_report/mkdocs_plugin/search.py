"""The site's search, in the place of Material's.

Material's index is fetched as a whole, by every page: of 5,000 claims more than a megabyte,
compressed. Of Material's search only the place in the header is left (theme/partials/search.html).
"""

from __future__ import annotations

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from factcheck_report.search.records import PageRecord, page_record

_REPLACED = ("page_context", "post_build")
"""Events at which Material's search reads pages and writes its index."""


def replace_search(config: MkDocsConfig) -> None:
    """Keep Material's search from making an index of its own, where it is configured."""
    search = config.plugins.get("material/search")
    if search is None:
        return
    for event in _REPLACED:
        handlers = config.plugins.events[event]
        handlers[:] = (call for call in handlers if getattr(call, "__self__", None) is not search)


def hand_written_record(page: MkDocsPage, html: str, language: str) -> PageRecord | None:
    """What is found of a hand-written page, taken to be in the report's language.

    None if the page says that it is not to be found.
    """
    # Front matter may hold anything there.
    said = page.meta.get("search")
    if isinstance(said, dict) and said.get("exclude"):
        return None
    title, text = _text(str(page.title)), _text(html)
    return page_record(page.url, title, text.removeprefix(title).strip(), language, language)


def _text(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704 - to take its tags off
