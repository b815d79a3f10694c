"""A web page as a tree of elements, within the limits."""

from __future__ import annotations

import re

from lxml import etree, html

from factcheck_report.documents.importing.limits import MAX_TAGS
from factcheck_report.documents.importing.refused import ImportRefused

_EMBEDDED = re.compile(r"data:[\w/+.-]{1,80}(?:;[\w=.-]{1,80}){0,4},[\w+/=%.~-]{200,}+")
"""Pictures and fonts inside a saved page: often most of its bytes."""
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")

NO_TEXT = (
    "Scripts may fill the page only when it is shown: open it in a browser, and save it from there."
)
"""What to do if a page has no text."""


def page_tree(page: str) -> tuple[str, html.HtmlElement]:
    """The HTML that was parsed, without embedded pictures, and its tree. Raises ImportRefused."""
    source = _XML_DECLARATION.sub("", _EMBEDDED.sub("", page), count=1)
    tags = source.count("<")
    if tags > MAX_TAGS:
        raise ImportRefused(
            f"has {tags:,} tags; at most {MAX_TAGS:,} are read.",
            "Save only the part of the page that you need.",
        )
    parser = html.HTMLParser(huge_tree=True)
    try:
        tree = html.document_fromstring(source, parser=parser)
    except etree.ParserError:
        tree = None
    # The parser drops everything after such a place, without raising an error.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ImportRefused(
            "has elements that are nested thousands deep.",
            "Open it in a browser, copy its text, and save that as a plain text file in UTF-8.",
        )
    if tree is None:
        raise ImportRefused("has no text.", NO_TEXT)
    return source, tree
