"""Converts editors' Markdown to HTML that is safe in any page.

CommonMark with paragraphs, emphasis, lists, block quotes, code and links only. Raw HTML, images and
headings stay text. markdown-it-py bounds its work and its nesting; 20 KB of `[` take
Python-Markdown over a minute.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
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


# Lines that may begin a block, and characters that may begin inline markup.
_BLOCKS = re.compile(r"^(?: *(?:[-+*>]|[0-9]+[.)])| )|[\t\r\0]", re.MULTILINE)
_MARKS = re.compile(r"[\\`*_\[\]&]|  \n")
_MOST_NESTED = 20
_DEEPEST = _MOST_NESTED - 1
"""The level of elements in each other whose content the parser leaves out."""
_CONTAINERS = ("blockquote_open", "list_item_open")
_EMPTY_LINES = re.compile(r"\n(?: *\n)+")


def to_html(text: str) -> Markup:
    """Convert Markdown to HTML. Only http(s) addresses become links."""
    if _BLOCKS.search(text):
        tokens = _parser().parse(text)
        if not any(token.level >= _DEEPEST and token.type in _CONTAINERS for token in tokens):
            html = _parser().renderer.render(tokens, _parser().options, {})
            return Markup(html)  # noqa: S704 - the parser escapes
        # The parser leaves out what is deeper: show the text as it is.
        return Markup("<p>{}</p>\n").format(text)
    paragraphs = map(_paragraph, _EMPTY_LINES.split(text))
    return Markup("".join(paragraphs))  # noqa: S704 - paragraphs are escaped


def _paragraph(text: str) -> str:
    """A paragraph without blocks. The parser is skipped if it has no inline markup either."""
    if _MARKS.search(text):
        return f"<p>{_parser().renderInline(text.strip())}</p>\n"
    prose = "\n".join(line.strip(" ") for line in text.split("\n")).strip()
    return f"<p>{escapeHtml(prose)}</p>\n" if prose else ""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Whether to make a link to an address."""
        return is_web_address(url)


def _without_empty_links(state: StateCore) -> None:
    """Keep only the text of links without an address, `[text]()`: nobody asks about these."""
    for token in state.tokens:
        links: list[bool] = []
        kept = []
        for child in token.children or ():
            if child.type == "link_open":
                links.append(bool(child.attrs["href"]))
            is_kept = links[-1] if child.type in ("link_open", "link_close") else True
            if child.type == "link_close":
                links.pop()
            if is_kept:
                kept.append(child)
        token.children = kept


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("zero", {"html": False, "maxNesting": _MOST_NESTED}).enable(list(_RULES))
    parser.core.ruler.push("without_empty_links", _without_empty_links)
    return parser
