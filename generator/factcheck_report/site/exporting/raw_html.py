"""HTML in a Markdown file, written so that no Markdown parser reads anything into it.

A page is one HTML block. CommonMark ends such a block at an empty line, Python-Markdown at its last
end tag; some extensions and template languages look at every line before that. So the block has no
empty line, each of its lines begins with a tag, and signs that mean something in Markdown or in
templates are character references, which browsers show as the same signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    """The HTML of a page as one block of a Markdown file, without an empty line."""
    parts = list(_parts(html.strip()))
    text = "".join(part for part, _ in parts)
    return text if _is_one_block([markup for _, markup in parts if markup]) else wrapped(text)


def wrapped(block: str) -> str:
    """A block in an element of its own."""
    return f"<div>\n{block}\n</div>"


def around_home_text(html: str) -> tuple[str, str] | None:
    """The blocks before and after the place for the site's own text; None if there is none.

    Elements that are open there are closed before it and begin again after it.
    """
    before, slot, after = html.partition(HOME_TEXT_SLOT)
    if not slot:
        return None
    opened: list[tuple[str, str]] = []
    for found in _MARKUP.finditer(before):
        name = (found[3] or "").lower()
        if not name or name in _VOID or found[0].endswith("/>"):
            continue
        if not found[2]:
            opened.append((name, found[0]))
        elif opened:
            opened.pop()
    ends = "".join(f"</{name}>" for name, _ in reversed(opened))
    return html_block(f"{before}\n{ends}"), html_block(
        "".join(tag for _, tag in opened) + f"\n{after}"
    )


def _parts(html: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Texts and tags of a page, as they stand in the block; with its match for each tag."""
    end = 0
    for found in _MARKUP.finditer(html):
        yield _text(html[end : found.start()]), None
        end = found.end()
        if found[3]:
            yield _tag(found[0]), found
        elif found[1]:
            # Scripts and styles cannot have character references.
            yield _BLANK_LINES.sub("\n", found[0]), None
    yield _text(html[end:]), None


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


def _is_one_block(tags: list[re.Match[str]]) -> bool:
    """Whether the tags of a page are one element, of a kind that begins a block."""
    if not tags or tags[0][2] or tags[0][3].lower() not in _BLOCKS:
        return False
    depth = 0
    for number, found in enumerate(tags, 1):
        if found[2]:
            depth -= 1
        elif found[3].lower() not in _VOID and not found[0].endswith("/>"):
            depth += 1
        if depth <= 0:
            return number == len(tags)
    # An end tag is missing.
    return False
