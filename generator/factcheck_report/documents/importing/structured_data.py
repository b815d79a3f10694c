"""Takes the data for programs out of a web page: JSON-LD scripts, microdata, RDFa.

Microdata (https://html.spec.whatwg.org/multipage/microdata.html) and RDFa Lite become objects like
those of JSON-LD. A property that occurs several times has a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.limits import MAX_DEPTH, MAX_TAGS
from factcheck_report.documents.importing.page_data import PageData
from factcheck_report.documents.importing.page_facts import page_facts
from factcheck_report.documents.importing.page_tree import page_tree
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.kinds import DocumentKind

_ADDRESSES = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    "object": "data",
}
"""The attribute that holds the value of an element."""
_MOST_VISITS = 2 * MAX_TAGS
"""Elements that are looked at for items, with those that several items refer to."""


def data_of(data: bytes, kind: DocumentKind) -> str:
    """The answer of the worker as JSON: a `PageData`, or of a text its `text` and `notes`."""
    if kind is DocumentKind.TEXT:
        text, notes = decoded(data)
        return json.dumps({"text": text, "notes": notes})
    if kind is DocumentKind.MHTML:
        from factcheck_report.documents.importing import mhtml

        page, notes, facts = mhtml.saved_page(data)
    elif kind is DocumentKind.WARC:
        from factcheck_report.documents.importing import web_archive

        page, notes, facts = web_archive.saved_page(data)
    else:
        (page, notes), facts = decoded(data), ()
    _, tree = page_tree(page)
    stated = (*facts, *page_facts(tree, page))
    url = next((fact.value for fact in stated if fact.field == "url"), "")
    return PageData(tuple(_scripts(tree)), tuple(_items(tree)), url, notes).as_json()


def _scripts(tree: html.HtmlElement) -> Iterator[tuple[int, str]]:
    for element in tree.iter("script"):
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        if kind == "application/ld+json" and (text := element.text_content()).strip():
            yield element.sourceline or 1, text


def _items(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The outermost items of microdata, then those of RDFa."""
    for is_start, prop in (("itemscope", "itemprop"), ("typeof", "property")):
        reader = _Reader(tree, is_start, prop)
        pending, seen = [tree], set()
        while pending:
            element = pending.pop()
            if element.get(is_start) is not None:
                # One that several others refer to (itemref) is read once.
                if element not in seen:
                    seen.add(element)
                    yield reader.item(element)
                pending.extend(reversed(reader.apart))
                reader.apart.clear()
            else:
                pending.extend(child for child in reversed(element) if _is_element(child))


class _Reader:
    """Reads one item with those inside it."""

    def __init__(self, tree: html.HtmlElement, is_start: str, prop: str) -> None:
        self._tree = tree
        self._start = is_start
        self._prop = prop
        self.apart: list[html.HtmlElement] = []
        """Elements of items that stand inside another one without being a property of it."""
        self._visited = 0

    def item(self, element: html.HtmlElement, depth: int = 0) -> dict[str, Any]:
        """The item that begins with an element."""
        types = (element.get("itemtype") or element.get("typeof") or "").split()
        made: dict[str, Any] = {"@type": types[0] if len(types) == 1 else types} if types else {}
        if id := element.get("itemid") or element.get("resource") or element.get("about"):
            made["@id"] = id.strip()
        pending = [*reversed(element), *reversed(self._referred(element))]
        while pending:
            part = pending.pop()
            if not _is_element(part):
                continue
            self._visited += 1
            # Items that refer to each other would multiply.
            if self._visited > _MOST_VISITS:
                raise ImportRefused("has items that refer to each other too often.")
            names = (part.get(self._prop) or "").split()
            is_item = part.get(self._start) is not None
            if names:
                inner = is_item and depth < MAX_DEPTH
                value = self.item(part, depth + 1) if inner else _value(part)
                for name in names:
                    _add(made, name, value)
            elif is_item:
                self.apart.append(part)
            if not is_item:
                pending.extend(reversed(part))
        return made

    def _referred(self, element: html.HtmlElement) -> list[html.HtmlElement]:
        """Elements elsewhere that belong to the item (itemref), if they are not around it."""
        around = {element, *element.iterancestors()}
        ids = (element.get("itemref") or "").split()[:20]
        found = (self._tree.get_element_by_id(id, None) for id in dict.fromkeys(ids))
        return [other for other in found if other is not None and other not in around]


def _is_element(part: html.HtmlElement) -> bool:
    """Whether it is no comment or processing instruction."""
    return isinstance(part.tag, str)


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def _value(element: html.HtmlElement) -> str:
    named = element.get("content")
    if named is None:
        attribute = _ADDRESSES.get(element.tag)
        if element.tag == "time":
            attribute = "datetime"
        elif element.tag in ("data", "meter"):
            attribute = "value"
        named = element.get(attribute) if attribute else None
    if named is None:
        named = element.get("resource")
    return " ".join((element.text_content() if named is None else named).split())
