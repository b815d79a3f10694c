"""Writes the folder of an exported project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from factcheck_report import addresses
from factcheck_report.rendering.renderer import lang_attributes, titles
from factcheck_report.search.index import write_index
from factcheck_report.search.records import PageRecord
from factcheck_report.site import hand_written, section
from factcheck_report.site.exporting.raw_html import html_block, with_home_text
from factcheck_report.site.exporting.settings import (
    DOCS,
    OVERRIDES,
    SETTINGS,
    ExportedReport,
    hidden_parts,
    project_settings,
)
from factcheck_report.site.files import SiteFile
from factcheck_report.site.robots import NAME as ROBOTS
from factcheck_report.site.robots import robots_txt
from factcheck_report.site.site import SitePage

_TEMPLATES = Path(__file__).parent / "templates"
_THEME = Path(__file__).parent.parent.parent / "theme"
_OWN_TEMPLATES = "factcheck"
"""The folder, in that of a site's own templates, with templates of pages of the report."""
_TEXTS = "{% set factcheck = config.extra.factcheck %}\n"
"""Gives a template of the theme its texts."""
_SITEMAP = "sitemap.xml"
_LONGEST_LINE = 1_000_000_000


class _Dumper(yaml.CSafeDumper):
    """Writes each text in quotation marks on one line, so that nothing in it is YAML."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'),
)


def write_project(
    folder: Path,
    reports: Sequence[ExportedReport],
    settings: Mapping[str, Any],
    docs: Path | None,
    theme: Path | None,
) -> int:
    """Write the project into a new folder. Returns the number of pages of the reports.

    `settings` are those of the site, as plain values. `docs` holds its hand-written pages and
    `theme` its own templates. Raises TemplateProblem, PagefindFailed and OSError.
    """
    files = dict(hand_written.files(docs)) if docs is not None else {}
    texts = {report.path: files.pop(f"{report.path}{report.home_text}", None) for report in reports}
    for name, file in files.items():
        if hand_written.is_page(name) and not reports[0].path:
            _write(folder / DOCS / name, hand_written.with_escaped_title(_read(file)).encode())
        else:
            _copy(file, folder / DOCS / name)
    pages = sum(
        _write_report(folder / DOCS, report, texts[report.path], files, hidden_parts(settings))
        for report in reports
    )
    robots = None if reports[0].path else robots_txt(reports[0].site.base, _SITEMAP)
    if robots and ROBOTS not in files:
        _write(folder / DOCS / ROBOTS, robots.encode())
    _write_templates(folder / OVERRIDES, whole=not reports[0].path)
    if theme is not None:
        for name, file in hand_written.files(theme).items():
            if not name.startswith(f"{_OWN_TEMPLATES}/"):
                _copy(file, folder / OVERRIDES / name)
    own_pages = [name for name in files if hand_written.is_page(name)]
    (folder / SETTINGS).write_bytes(project_settings(settings, reports, own_pages).encode())
    return pages


def destinations(report: ExportedReport) -> Iterator[tuple[str, str]]:
    """The path in the published site, and the name, of each page and file of a report."""
    site, path = report.site, report.path
    for page in site.unrendered:
        yield f"{path}{page.address}index.html", page.label
    for file in (*site.files(), *(section.assets(site) if path else ())):
        yield f"{path}{file.address}", file.address
    for address in sorted(site.card_addresses()):
        yield f"{path}{address}", address


def _write_report(
    docs: Path,
    report: ExportedReport,
    home_text: Path | None,
    files: Mapping[str, Path],
    hidden: Sequence[str],
) -> int:
    """Write the pages and files of a report; returns the number of pages."""
    site, path = report.site, report.path
    text = "" if home_text is None else hand_written.read_page(_read(home_text)).markdown
    assets = section.assets(site) if path else site.assets()
    writing = (
        partial(_write_file, file, docs / path / file.address)
        for files_of_site in (site.files(), assets)
        for file in files_of_site
    )

    def write_page(item: SitePage) -> None:
        markdown = _front_matter(report, item, hidden) + _body(item, text)
        _write(docs / report.page_file(item.page.address), markdown.encode())
        for file in item.files:
            _write(docs / path / file.address, file.data())

    with closing(site.each_page(write_page, writing)) as written:
        pages = sum(1 for _ in written)
    search = site.search_index(_records(report, files))
    try:
        write_index(search.files(), docs / path / addresses.CLAIMS_INDEX)
    finally:
        search.close()
    return pages


def _front_matter(report: ExportedReport, item: SitePage, hidden: Sequence[str]) -> str:
    """What stands at the top of a page's file: title, description, template, head.

    `hidden` is what the theme of a larger site does not show beside the page.
    Titles and descriptions are escaped, since templates do not escape them.
    """
    page, path = item.page, report.path
    texts = titles(page)
    meta: dict[str, Any] = {
        "description": str(texts["description"]),
        "template": "section.html" if path else "factcheck.html",
        "hide": list(hidden) if path else ["navigation", "toc"],
        "factcheck_menu": page.address if page.index_page is None else page.index_page,
        "factcheck_head": item.head,
    }
    if page.address or path:
        meta = {"title": str(texts["title"]), **meta}
    if path:
        # The theme's script looks for a sitemap beside each alternate of a page: here a feed,
        # which has none. The space hides it from the script alone.
        meta["factcheck_head"] = item.head.replace('rel="alternate"', 'rel="alternate "')
        meta["factcheck_path"] = path
    if page.title_language:
        meta["factcheck_title_attributes"] = str(lang_attributes(page.title_language))
    if page.moved_to or not page.indexed:
        meta |= {"factcheck_unlisted": True, "search": {"exclude": True}}
    if page.changed is not None and not page.changed.inferred:
        meta["factcheck_changed"] = str(page.changed)
    for name, address in (("previous", page.previous), ("next", page.next)):
        if address is not None:
            label = str(titles(report.site.unrendered.at(address))["label"])
            meta[f"factcheck_{name}"] = {"url": f"{path}{address}", "title": label}
    dumped = yaml.dump(
        meta, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_LONGEST_LINE
    )
    return f"---\n{dumped}---\n\n"


def _body(item: SitePage, home_text: str) -> str:
    """The HTML of a page; the home page has the site's own text in its place."""
    if home_text and not item.page.address:
        return f"{with_home_text(item.body, home_text)}\n"
    return f"{html_block(item.body)}\n"


def _records(report: ExportedReport, files: Mapping[str, Path]) -> Iterator[PageRecord]:
    """What the search finds of the hand-written pages that stand below a report."""
    language = report.site.report.publication.language
    for name, file in files.items():
        if hand_written.is_page(name) and name.startswith(report.path):
            page = hand_written.read_page(_read(file))
            record = hand_written.search_record(name.removeprefix(report.path), page, language)
            if record is not None:
                yield record


def _write_templates(folder: Path, *, whole: bool) -> None:
    """Write the templates around the pages: all of the theme, or those of a section."""
    for path in sorted(_TEMPLATES.rglob("*")):
        name = path.relative_to(_TEMPLATES).as_posix()
        if path.is_file() and (whole or name in ("section.html", "sitemap.xml")):
            text = path.read_text("utf-8")
            _write(folder / name, text.encode())
    if not whole:
        for path in sorted((_THEME / "partials").glob("*.html")):
            if path.name in ("report-bar.html", "search.html", "factcheck-foot.html"):
                _copy(path, folder / _OWN_TEMPLATES / "partials" / path.name)
        return
    _copy(_THEME / "404.html", folder / "404.html")
    for path in sorted((_THEME / "partials").glob("*.html")):
        if path.name != "report-bar.html":
            _write(folder / "partials" / path.name, (_TEXTS + path.read_text("utf-8")).encode())


def _read(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace")


def _write_file(file: SiteFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    file.write(path)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _copy(source: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
