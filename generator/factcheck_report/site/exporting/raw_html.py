"""HTML in a Markdown file, written so that no Markdown parser reads anything into it.

A page is one HTML block. CommonMark ends such a block at an empty line, Python-Markdown at its last
end tag; some extensions and template languages look at every line before that. So the block has no
empty line, each of its lines begins with a tag, and signs that mean something in Markdown or in
templates are character references, which browsers show as the same signs.
"""

from __future__ import annotations

import re

from factcheck_report.rendering.renderer import HOME_TEXT_SLOT

_ATTRIBUTES = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
# Comments; elements that contain only text; other tags.
_MARKUP = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style)\b{_ATTRIBUTES}>.*?(?:</\1\s*>|\Z)"
    rf"|<(/?)([a-z][^\s/>]*){_ATTRIBUTES}>",
    re.DOTALL | re.IGNORECASE,
)
_OUTSIDE_VALUES = re.compile(r"""("[^"]*"|'[^']*')|\s+""")
_BLANK_LINES = re.compile(r"\n\s*\n")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
    | {"track", "wbr"}
)
"""Elements without an end tag."""
_BLOCKS = frozenset({"article", "div", "main", "section"})
"""Elements that begin an HTML block in every Markdown parser."""


def _references(signs: str) -> dict[int, str]:
    return {ord(sign): f"&#{ord(sign)};" for sign in signs}


_IN_TEXT = _references("\\`*_{}[]|~$\t\n") | {ord("<"): "&lt;", ord("\r"): None}
_IN_TAG = _references("`{}\t\n") | {ord("\r"): None}


def html_block(html: str) -> str:
    """The HTML of a page as one block of a Markdown file, without an empty line.

    Templates of a site's own may be malformed, and the block would end where no element is open. So
    an end tag without a start is left out, and a missing one is added.
    """
    parts: list[str] = []
    opened = _Opened()
    first = ""
    # Whether something follows where no element is open.
    ended = False
    end = 0
    html = html.strip()
    for found in _MARKUP.finditer(html):
        parts.append(_text(html[end : found.start()]))
        end = found.end()
        if found[3]:
            ended = ended or bool(first and not opened.names)
            if opened.follow(found):
                parts.append(_tag(found[0]))
            first = first or found[3].lower()
        elif found[1]:
            # Scripts and styles cannot have character references.
            parts.append(_BLANK_LINES.sub("\n", found[0]))
    rest = html[end:]
    block = "".join((*parts, _text(rest), opened.end_tags()))
    begins = html.startswith("<") and first in _BLOCKS
    return block if begins and not ended and not rest.strip() else f"<div>\n{block}\n</div>"


class _Opened:
    """The elements that are open, as a browser and Python-Markdown count them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.tags: list[str] = []
        """Their start tags."""

    def follow(self, found: re.Match[str]) -> bool:
        """Open or close an element. False for the end of one that is not open."""
        name = found[3].lower()
        if not found[2]:
            if name not in _VOID and not found[0].endswith("/>"):
                self.names.append(name)
                self.tags.append(found[0])
            return True
        if name not in self.names:
            return False
        while self.names.pop() != name:
            self.tags.pop()
        self.tags.pop()
        return True

    def end_tags(self) -> str:
        """The tags that close all of them."""
        return "".join(f"</{name}>" for name in reversed(self.names))


def with_home_text(html: str, markdown: str) -> str:
    """The HTML of the home page with the site's own text in its place, which stays Markdown.

    The text stands in elements like those that are open there; these end before it and begin again
    after it.
    """
    before, slot, after = html.partition(HOME_TEXT_SLOT)
    if not slot:
        return html_block(html)
    opened = _Opened()
    for found in _MARKUP.finditer(before):
        if found[3]:
            opened.follow(found)
    around = [*opened.tags, '<div class="fc-home-text">']
    starts = "\n".join(f'{tag.removesuffix(">")} markdown="1">' for tag in around)
    ends = f"</div>{opened.end_tags()}".replace("><", ">\n<")
    text = f"{starts}\n\n{markdown.strip()}\n\n{ends}"
    rest = html_block(f"{''.join(opened.tags)}\n{after}")
    return f"{html_block(before)}\n\n{text}\n\n{rest}"


def _text(text: str) -> str:
    """A text between two tags. A line end stays if nothing but spaces stands before the next."""
    if text == "\n" or text.isalnum():
        return text
    before, line_end, last = text.rpartition("\n")
    if line_end and not last.strip(" "):
        return f"{before.translate(_IN_TEXT)}\n{last}"
    return text.translate(_IN_TEXT)


def _tag(tag: str) -> str:
    if "\n" in tag or "\t" in tag or "\r" in tag:
        tag = _OUTSIDE_VALUES.sub(lambda found: found[1] or " ", tag)
    return tag.translate(_IN_TAG)
