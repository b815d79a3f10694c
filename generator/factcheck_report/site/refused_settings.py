"""Plugins and features of a site that a report cannot be published with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck_report.model import Position
from factcheck_report.problems import Problem

_PLUGINS = (
    (
        "macros",
        "It runs everything between {{ and }} in a page, including commands, and a report contains "
        "texts by other people.",
    ),
    (
        "i18n",
        "It builds the whole site once for each language, and each time overwrites the report’s "
        "pages, but the report is in one language.",
    ),
    (
        "offline",
        "It makes a site that is opened from a disk, without a server. There, the links and the "
        "search of the report do not work: the report’s addresses are folders, such as "
        "claims/<id>/, in which only a server finds the page.",
    ),
    (
        "encrypt",
        "It hides pages behind a password, but the report’s search and data files contain their "
        "texts unencrypted.",
    ),
)
"""Parts of the names of plugins, and why they cannot be used with a report."""
_PLUGINS_OF_WHOLE_SITE = (
    (
        "exclude-search",
        "It changes the search index of the theme, but the report has its own search. To exclude a "
        "page from that, write “search: {exclude: true}” at the top of the page.",
    ),
    (
        "section-index",
        "It changes the menu of the theme, but the report has its own, in which a section leads to "
        "its first page.",
    ),
)
"""The same for a report that is the whole site."""
_INSTANT = re.compile(r"navigation\.instant[\w.]*")


def refused_plugins(names: Iterable[str], path: str) -> Iterator[tuple[str, str]]:
    """The plugins that a report below `path` cannot be published with, and why."""
    parts = (*_PLUGINS, *(() if path else _PLUGINS_OF_WHOLE_SITE))
    return ((name, why) for part, why in parts for name in names if part in name)


def plugin_problem(name: str, why: str, position: Position) -> Problem:
    """The problem of a plugin that is refused."""
    return _problem(
        position, f"The plugin “{name}” is configured. {why}", "Remove it from “plugins”."
    )


def instant_features(features: object) -> list[str]:
    """Features of the theme that show pages without loading them."""
    return list(dict.fromkeys(_INSTANT.findall(str(features))))


def instant_problem(features: Iterable[str], position: Position) -> Problem:
    """The problem of a theme that shows pages without loading them."""
    names = " and ".join(f"“{feature}”" for feature in features)
    return _problem(
        position,
        f"The theme shows pages without loading them: {names}. The list of claims, the search "
        "and the marked passages do not work on such pages.",
        f"Remove {names} from the theme’s “features”.",
    )


def snippets_problem(position: Position) -> Problem:
    """The problem of an extension that publishes any file."""
    return _problem(
        position,
        "The Markdown extension “snippets” is configured. It publishes any file that a text names.",
        "Remove it from “markdown_extensions”.",
    )


def directory_urls_problem(off: str, fix: str, position: Position) -> Problem:
    """The problem that pages are not folders; `off` says what switched that off."""
    return _problem(position, f"{off} the report’s addresses are fixed: claims/<id>/.", fix)


def _problem(position: Position, what: str, fix: str) -> Problem:
    return Problem(position=position, rule="configuration", what=what, fix=fix)
