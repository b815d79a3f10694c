"""Editors' Markdown → HTML that is safe in any page.

CommonMark without raw HTML, images and headings: paragraphs, emphasis, lists, block quotes,
code and links. Everything else shows as the text it is. markdown-it-py parses it because its
work and its nesting are bounded: 20 KB of `[` take Python-Markdown over a minute.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.web import is_web_address

_RULES = (
    "paragraph",
    "list",
    "blockquote",
    "backticks",
    "emphasis",
    "balance_pairs",
    "escape",
    "entity",
    "link",
    "newline",
)


def to_html(text: str) -> Markup:
    """Convert; links go to http(s) addresses only."""
    return Markup(_parser().render(text))  # noqa: S704 - the parser escapes


def to_text(text: str) -> str:
    """The words alone, for a search."""
    return to_html(text).striptags()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "maxNesting": 20}).enable(list(_RULES))
    parser.validateLink = is_web_address  # type: ignore[method-assign, assignment]
    return parser
