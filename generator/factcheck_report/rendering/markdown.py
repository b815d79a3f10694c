"""Editors' Markdown → HTML that is safe in any page.

CommonMark without raw HTML, images and headings: paragraphs, emphasis, lists, block quotes,
code and links. Everything else shows as the text it is. markdown-it-py parses it because its
work and its nesting are bounded: 20 KB of `[` take Python-Markdown over a minute.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from factcheck_report.model.web_addresses import is_web_address

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


# What makes a line more than a line of a paragraph, and a character more than itself.
_BLOCKS = re.compile(r"^(?: *(?:[-+*>]|[0-9]+[.)])| )|[\t\r\0]", re.MULTILINE)
_MARKS = re.compile(r"[\\`*_\[\]&]|  \n")
_EMPTY_LINES = re.compile(r"\n(?: *\n)+")


def to_html(text: str) -> Markup:
    """Convert; links go to http(s) addresses only."""
    if _BLOCKS.search(text):
        return Markup(_parser().render(text))  # noqa: S704 - the parser escapes
    html = map(_paragraph, _EMPTY_LINES.split(text))
    return Markup("".join(html))  # noqa: S704 - each is escaped


def _paragraph(text: str) -> str:
    """Of lines that are nothing else; the parser need not find that out, and most have no marks."""
    if _MARKS.search(text):
        return f"<p>{_parser().renderInline(text.strip())}</p>\n"
    prose = "\n".join(line.strip(" ") for line in text.split("\n")).strip()
    return f"<p>{escapeHtml(prose)}</p>\n" if prose else ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "maxNesting": 20}).enable(list(_RULES))
    parser.validateLink = is_web_address  # type: ignore[method-assign, assignment]
    return parser
