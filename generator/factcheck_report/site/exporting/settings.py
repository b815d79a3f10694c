"""The settings of an exported project: those of the site, with what the report needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomli_w
from markupsafe import escape

from factcheck_report import addresses
from factcheck_report.model.languages import primary_language
from factcheck_report.rendering.discovery import discovery_files
from factcheck_report.rendering.renderer import titles
from factcheck_report.site import section
from factcheck_report.site.menu import complete_menu, default_menu, without_pages
from factcheck_report.site.site import Site
from factcheck_report.site.theme_texts import theme_texts

DOCS = "docs"
OVERRIDES = "overrides"
SETTINGS = "zensical.toml"
_HEAD = """\
# Written by `factcheck export`. Do not change anything in this folder: the next export replaces it.
# Change the report instead, export it again, and build the site here: zensical build

"""
_LEFT_OUT = frozenset({"INHERIT", "docs_dir", "hooks", "plugins", "site_dir", "theme", "nav"})
"""Settings that are not passed on as they are."""
_STOCK_FAVICON = "assets/images/favicon.png"
_EXTENSIONS: Mapping[str, Any] = {"toc": {}, "tables": {}, "fenced_code": {}, "md_in_html": {}}
"""Extensions of Markdown for hand-written pages, if the site names none."""
_PALETTE = [
    {"media": f"(prefers-color-scheme: {media})", "scheme": scheme}
    | {"primary": "custom", "accent": "custom"}
    for media, scheme in (("light", "default"), ("dark", "slate"))
]
"""Light or dark as the reader's system is, if the site has no settings at all."""


@dataclass(frozen=True, slots=True)
class ExportedReport:
    """A report of the site."""

    site: Site
    path: str
    """The path below which it stands, with a slash at its end; empty if it is the whole site."""
    home_text: str
    """The name of the file with the site's own text for its home page, in the folder `path`."""

    def page_file(self, address: str) -> str:
        """The path, among the pages of the site, of the Markdown file of a page."""
        return f"{self.path}{address}index.md"


def project_settings(
    given: Mapping[str, Any], reports: Sequence[ExportedReport], hand_written: Sequence[str]
) -> str:
    """The text of zensical.toml.

    `given` are the settings of the site, as plain values; empty if it has none. `hand_written` are
    the paths of the pages of its own.
    """
    first = reports[0]
    publication = first.site.report.publication
    whole = not first.path
    project: dict[str, Any] = {
        "site_name": publication.title,
        **{key: value for key, value in given.items() if key not in _LEFT_OUT},
        "docs_dir": DOCS,
        "nav": _menu(given.get("nav"), reports, hand_written),
        "theme": _theme(given.get("theme"), first),
        "plugins": list(_plugins(given.get("plugins"), whole)),
        "markdown_extensions": _extensions(given.get("markdown_extensions")),
        "extra": _mapping(given.get("extra")) | _extra(reports),
    }
    if whole:
        sheets = [*first.site.stylesheets(), *(given.get("extra_css") or ())]
        project["extra_css"] = list(dict.fromkeys(sheets))
    return _HEAD + tomli_w.dumps(_without_empty({"project": project}))


def hidden_parts(given: Mapping[str, Any]) -> Sequence[str]:
    """What the theme of a larger site does not show beside a page of a report."""
    # Where the site has no tabs, its menu is beside the page.
    has_tabs = "navigation.tabs" in (_mapping(given.get("theme")).get("features") or ())
    return ("navigation", "toc") if has_tabs else ("toc",)


def _menu(nav: Any, reports: Sequence[ExportedReport], hand_written: Sequence[str]) -> list[Any]:
    labels: dict[str, str] = {}
    absent: set[str] = set()
    entries: list[str] = []
    for report in reports:
        pages = report.site.unrendered
        for address in addresses.MENU:
            file = report.page_file(address)
            if address not in pages:
                absent.add(file)
                continue
            page = pages.at(address)
            # In the menu of a larger site, “Home” would be another page.
            in_section = bool(report.path) and not address
            labels[file] = str(titles(page)["title" if in_section else "label"])
            if in_section or not report.path:
                entries.append(file)
    if nav is None:
        return default_menu(entries, hand_written, labels)
    return complete_menu(without_pages(nav, absent - set(hand_written)), labels)


def _theme(given: Any, report: ExportedReport) -> Mapping[str, Any]:
    theme = _mapping(given)
    theme.pop("name", None)
    # The look for which the report's style sheet is made.
    theme = {"variant": "classic", **theme, "custom_dir": OVERRIDES}
    if not report.path:
        # No fonts from elsewhere: pages make no request to another host.
        theme = {"font": False, **theme}
        if theme.get("favicon", _STOCK_FAVICON) == _STOCK_FAVICON:
            theme["favicon"] = addresses.FAVICON
        theme["language"] = _language(theme.get("language"), report)
    if given is None:
        theme |= {"palette": _PALETTE, "features": ["navigation.footer"]}
    return theme


def _language(chosen: Any, report: ExportedReport) -> str:
    """The language of the theme: the chosen one, if it is that of the report or its interface."""
    wanted = primary_language(report.site.report.publication.language)
    interface = primary_language(report.site.translations.language)
    fits = primary_language(str(chosen or "")) in (wanted, interface)
    return str(chosen) if chosen and fits else interface


def _plugins(given: Any, whole: bool) -> Iterator[Any]:
    """The plugins of the site; a report that is the whole site has a search of its own."""
    for item in _listed(given):
        name = next(iter(item)) if isinstance(item, dict) and item else item
        if name != "factcheck" and not (whole and name in ("search", "material/search")):
            yield item
    if whole:
        yield {"search": {"enabled": False}}


def plugin_names(given: Any) -> list[str]:
    """The names of the plugins in the settings of a site."""
    items = _listed(given)
    return [str(next(iter(item), "") if isinstance(item, dict) else item) for item in items]


def _listed(given: Any) -> list[Any]:
    if isinstance(given, dict):
        return [{name: options} for name, options in given.items()]
    return list(given) if isinstance(given, list) else []


def _extensions(given: Any) -> Mapping[str, Any]:
    """The extensions of Markdown, among them the one that the text of the home page needs."""
    if given is None:
        return _EXTENSIONS
    named: dict[str, Any] = {}
    for item in _listed(given):
        named |= item if isinstance(item, dict) else {str(item): {}}
    return {name: options or {} for name, options in named.items()} | {"md_in_html": {}}


def _extra(reports: Sequence[ExportedReport]) -> dict[str, Any]:
    """The texts of the templates; they are HTML already."""
    sections: dict[str, Any] = {}
    for report in reports:
        site = report.site
        publication = site.report.publication
        printable = addresses.PRINT in site.unrendered
        texts = _plain(theme_texts(site.translations, publication, printable=printable))
        if not report.path:
            links = [link._asdict() for link in discovery_files(publication.title)]
            return {"factcheck": texts | {"discovery": _escaped(links)}}
        sections[report.path] = texts | _plain(section.texts(site, report.path))
    return {"factcheck_reports": sections}


def _escaped(links: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{name: str(escape(text)) for name, text in link.items()} for link in links]


def _plain(value: Any) -> Any:
    """Texts that are marked as HTML, as plain strings."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, bool) else str(value)


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _without_empty(value: Any) -> Any:
    """Settings without those that are null, which TOML does not have."""
    if isinstance(value, Mapping):
        return {str(key): _without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_empty(item) for item in value if item is not None]
    return value
