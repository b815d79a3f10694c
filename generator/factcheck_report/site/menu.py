"""The menu of a site as its settings list it (`nav`): titles and paths of pages, in sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

from markupsafe import Markup


def menu_titles(nav: Any) -> Mapping[str, Markup]:
    """The titles that `nav` gives pages, by path of their file; they may hold HTML.

    If a page is in the menu twice, the first title counts.
    """
    titles: dict[str, Markup] = {}
    items = nav.items() if isinstance(nav, dict) else ((None, item) for item in nav or ())
    for title, item in items:
        if isinstance(item, list | dict):
            titles = {**menu_titles(item), **titles}
        elif title is not None:
            titles.setdefault(item, Markup(title))  # noqa: S704 - the site owner's own
    return titles


def without_pages(nav: Any, absent: Set[str]) -> Any:
    """`nav` without some pages, named by the path of their file, and empty sections.

    One menu fits every report in this way: a page that would have no content does not exist.
    """
    if isinstance(nav, dict):
        kept = {title: without_pages(item, absent) for title, item in nav.items()}
        return {title: item for title, item in kept.items() if item not in (None, [], {})}
    if isinstance(nav, list):
        items = [without_pages(item, absent) for item in nav]
        return [item for item in items if item not in (None, [], {})]
    return None if isinstance(nav, str) and nav.removeprefix("./") in absent else nav


def complete_menu(nav: Any, labels: Mapping[str, str]) -> list[Any]:
    """`nav` with a title for each page that has none there; `labels` has it by path of its file."""
    items = [{title: item} for title, item in nav.items()] if isinstance(nav, dict) else nav or ()
    menu: list[Any] = []
    for item in items:
        if isinstance(item, dict):
            menu += [
                {title: inner if isinstance(inner, str) else complete_menu(inner, labels)}
                for title, inner in item.items()
            ]
        else:
            menu.append(_entry(item, labels))
    return menu


def default_menu(
    of_report: Sequence[str], hand_written: Sequence[str], labels: Mapping[str, str]
) -> list[Any]:
    """The menu of a site that lists none: pages of the report, then others in their folders."""
    menu = [_entry(name, labels) for name in of_report]
    sections: dict[str, list[Any]] = {"": menu}
    for name in hand_written:
        folder = ""
        for part in name.split("/")[:-1]:
            inside = f"{folder}{part}/"
            if inside not in sections:
                sections[inside] = []
                title = part.replace("-", " ").replace("_", " ").capitalize()
                sections[folder].append({title: sections[inside]})
            folder = inside
        sections[folder].append(_entry(name, labels))
    return menu


def _entry(name: Any, labels: Mapping[str, str]) -> Any:
    label = labels.get(name.removeprefix("./")) if isinstance(name, str) else None
    return name if label is None else {label: name}
