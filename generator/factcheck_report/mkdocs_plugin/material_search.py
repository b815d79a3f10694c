"""Replaces Material's search by the report's.

Every page fetches Material's index as a whole: more than a megabyte, compressed, at 5,000 claims.
Only the search field in the header stays, in a form of its own (theme/partials/search.html).
"""

from __future__ import annotations

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from factcheck_report.mkdocs_plugin.mkdocs_internals import disconnect
from factcheck_report.search.records import PageRecord, page_record

_EVENTS = ("page_context", "post_build")
"""Events at which Material's search reads pages and writes its index."""


def replace_search(config: MkDocsConfig) -> None:
    """Keep Material's search, if it is configured, from making an index of its own."""
    search = config.plugins.get("material/search")
    if search is not None:
        disconnect(search, config, _EVENTS)


def has_search(config: MkDocsConfig) -> bool:
    """Whether Material's search is configured, and so the field in the header is wanted."""
    search = config.plugins.get("material/search")
    return search is not None and bool(search.config.enabled)


def hand_written_record(page: MkDocsPage, html: str, language: str, path: str) -> PageRecord | None:
    """The search record of a hand-written page; None if its front matter excludes it.

    The page is below `path`, where the report is, and taken to be in the report's language.
    """
    # Front matter may hold any type here.
    setting = page.meta.get("search")
    if isinstance(setting, dict) and setting.get("exclude"):
        return None
    title, text = _text(str(page.title)), _text(html)
    address = page.url.removeprefix(path)
    return page_record(address, title, text.removeprefix(title).strip(), language, language)


def _text(html: str) -> str:
    return Markup(html).striptags()  # noqa: S704 - to remove its tags
