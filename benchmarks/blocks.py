"""A page's HTML as a flat list of blocks: data that a bare template can show."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NotRequired, TypedDict

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from converting import address_of, drawn_by_hand

_KEPT = {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
_INLINE = {"a", "b", "bdi", "cite", "code", "em", "i", "mark", "span", "strong", "sup", "time"}


class Block(TypedDict):
    """A heading, a paragraph or what is shown as one: an item, a cell, a summary."""

    tag: str
    html: str
    id: NotRequired[str]


def blocks(html: str, page: str, known: Container[str]) -> list[Block]:
    """The blocks of a page's body; links to addresses that are not known become text."""
    soup = drawn_by_hand(html)
    for tag in soup.find_all(True):
        _bare(tag, page, known)
    return list(_blocks(soup, ""))


def _bare(tag: Tag, page: str, known: Container[str]) -> None:
    """Leave a tag only its id and its link."""
    href = str(tag.get("href", ""))
    leads = href and (href[0] == "#" or ":" in href or address_of(href, page) in known)
    tag.attrs = {name: value for name, value in tag.attrs.items() if name == "id"}
    if leads:
        tag["href"] = href
    if tag.name in _INLINE and not tag.attrs and tag.name in {"a", "bdi", "span", "time"}:
        tag.unwrap()


def _blocks(parent: Tag | BeautifulSoup, id: str) -> Iterator[Block]:
    """`id` belongs to the first block, because its own element is not shown."""
    inline: list[str] = []
    for child in [*parent.children, None]:
        if child is None or (isinstance(child, Tag) and child.name not in _INLINE):
            if said := "".join(inline).strip():
                name = parent.name if parent.name in _KEPT else "p"
                block = Block(tag=name, html=said)
                yield block | {"id": id} if id else block
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
