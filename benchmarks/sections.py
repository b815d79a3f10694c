"""A page's HTML as a flat list of sections: data that a bare template can show."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple, TypedDict

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from converting import address_of, drawn_by_hand

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_KEPT = {*_HEADINGS, "pre", "blockquote"}
_INLINE = {"a", "b", "bdi", "cite", "code", "em", "i", "mark", "span", "strong", "sup", "time"}


class Section(TypedDict):
    """A heading and everything up to the next heading."""

    level: int
    """The level of the heading, from 1; 0 for the part above the first heading."""
    id: str
    title: str
    """HTML."""
    html: str
    """Paragraphs. List items, table cells and summaries become paragraphs, too."""


class _Block(NamedTuple):
    tag: str
    id: str
    html: str


def sections(html: str, page: str, known: Container[str]) -> list[Section]:
    """The sections of a page's body. Links to addresses that are not in `known` become text."""
    soup = drawn_by_hand(html)
    for tag in soup.find_all(True):
        _bare(tag, page, known)
    found = [Section(level=0, id="", title="", html="")]
    for block in _blocks(soup, ""):
        if block.tag in _HEADINGS:
            level = int(block.tag[1])
            found.append(Section(level=level, id=block.id, title=block.html, html=""))
        else:
            id = f' id="{block.id}"' if block.id else ""
            found[-1]["html"] += f"<{block.tag}{id}>{block.html}</{block.tag}>\n"
    return found


def _bare(tag: Tag, page: str, known: Container[str]) -> None:
    """Remove all attributes of a tag except its id and its link."""
    href = str(tag.get("href", ""))
    leads = href and (href[0] == "#" or ":" in href or address_of(href, page) in known)
    tag.attrs = {name: value for name, value in tag.attrs.items() if name == "id"}
    if leads:
        tag["href"] = href
    if tag.name in _INLINE and not tag.attrs and tag.name in {"a", "bdi", "span", "time"}:
        tag.unwrap()


def _blocks(parent: Tag | BeautifulSoup, id: str) -> Iterator[_Block]:
    """The blocks inside an element. The first one gets `id`: the element itself is not shown."""
    inline: list[str] = []
    for child in [*parent.children, None]:
        if child is None or (isinstance(child, Tag) and child.name not in _INLINE):
            if said := "".join(inline).strip():
                name = parent.name if parent.name in _KEPT else "p"
                yield _Block(name, id, said)
                id = ""
            inline.clear()
        if isinstance(child, Tag) and child.name not in _INLINE:
            for block in _blocks(child, str(child.get("id", id))):
                yield block
                id = ""
        elif isinstance(child, Tag):
            inline.append(child.decode())
        elif isinstance(child, NavigableString):
            inline.append(child.output_ready())
