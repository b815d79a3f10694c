"""The report's pages as pages of MkDocs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_date

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Position
from factcheck_report.pages import Page
from factcheck_report.rendering.renderer import HOME_TEXT_SLOT, lang_attributes, titles
from factcheck_report.site import section
from factcheck_report.site.files import SiteFile
from factcheck_report.site.menu import menu_titles
from factcheck_report.site.page_store import PageStore, Place, StoredText
from factcheck_report.site.site import SitePage, without_content

_ID = re.compile(r'\sid="([^"]+)"')
_HEADING = re.compile(r'<h1\b[^>]*\sid="([^"]+)"')
# Only from the start of white space, or a long row of spaces would take quadratic time.
_INDENTATION = re.compile(r"(?<!\s)\s*\n\s*")
_FURTHER_PAGE = re.compile(r"page/[0-9]+/$")
"""The address of the second or a later page of a list; see `addresses.page`."""
_LAST_DATE = "2100-01-01"
"""MkDocs packs the sitemap with a date of 32 bits; a claim may wait for a later day."""
TEMPLATE = "factcheck.html"


class LazyText:
    """A text that is made each time somebody reads it with `str()`."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __str__(self) -> str:
        return self._make()

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is a plain string, as with `StoredText`."""
        return str, (str(self),)


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page that MkDocs can write: rendered and stored, or rendered when it is asked for."""

    page: Page
    """Without its content."""
    body: StoredText | LazyText | str
    head: StoredText | str
    edit_location: Markup
    """Tells editors where the content is written."""
    files: tuple[SiteFile, ...] = ()
    """Further files of the page, such as its card for other sites."""


def rendered_page(page: SitePage) -> PreparedPage:
    """A rendered page, in memory."""
    return PreparedPage(page.page, page.body, page.head, page.edit_location, page.files)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page in a page store; another process than the one that stored it can use it."""

    page: Page
    """Without its content."""
    body: Place
    head: Place
    edit_location: Markup
    files: tuple[tuple[str, Place], ...]
    """Address and content of each."""

    def prepared(self, store: PageStore) -> PreparedPage:
        """The page for MkDocs, read from the store it was kept in."""
        body, head = StoredText(store, self.body), StoredText(store, self.head)
        files = (SiteFile(name, StoredText(store, place).data) for name, place in self.files)
        return PreparedPage(self.page, body, head, self.edit_location, tuple(files))


def keep(page: SitePage, store: PageStore) -> KeptPage:
    """Move a rendered page to the disk."""
    body, head = store.add(page.body), store.add(page.head)
    files = tuple((file.address, store.add_bytes(file.data())) for file in page.files)
    return KeptPage(page.page, body, head, page.edit_location, files)


def lazy_page(page: Page, body: Callable[[], str] = str) -> PreparedPage:
    """A page that is not rendered yet; `body` renders it for other plugins that read it."""
    return PreparedPage(without_content(page), LazyText(body), "", Markup())


def escape_titles(page: MkDocsPage) -> None:
    """Escape title and description of a hand-written page, which Material's templates do not.

    Every page of the site has the title in its menu. Call it when the page has been converted.
    """
    for name in ("title", "description"):
        value = page.meta.get(name)
        if isinstance(value, str):
            page.meta[name] = escape(value)
    # MkDocs escapes a title that it takes from a heading, but Material’s `striptags` undoes that.
    if "title" not in page.meta and page.title and not page.is_homepage:
        page.meta["title"] = Markup(page.title)  # noqa: S704 - escaped, or from the settings


class ReportPage(MkDocsPage):
    """A page with an HTML body: MkDocs reads and converts no Markdown for it.

    Titles and descriptions are escaped, since Material's templates do not escape them.
    """

    def __init__(
        self,
        prepared: PreparedPage,
        file: File,
        config: MkDocsConfig,
        menu: Mapping[str, Markup],
        path: str,
    ) -> None:
        """`menu` holds the titles of pages in the menu; see `menu_titles`.

        `path` is that below which the report stands; empty if it is the whole site.
        """
        page = prepared.page
        self.report_path = path
        self._hidden = _hidden_parts(config, path)
        if page.position is not None and config.repo_url:
            file.edit_uri = _edit_uri(page.position, config)
        self._menu_title = menu.get(file.src_uri)
        self.home_text: File | None = None
        """The Markdown file with the text of the site's own for the home page."""
        self._home_html = ""
        self.update(prepared)
        super().__init__(self.title, file, config)
        self._set_date()
        if page.moved_to or not page.indexed:
            # The sitemap leaves it out; the head of a moved page names the one that replaces it.
            self.canonical_url = self.abs_url = None

    def update(self, prepared: PreparedPage) -> None:
        """Replace title, body and head."""
        self.report_page = page = prepared.page
        texts = titles(page)
        in_section = bool(self.report_path)
        at_home = not page.address
        # In the menu of a larger site, “Home” would be another page.
        label = texts["title" if at_home and in_section else "label"]
        self.title = self._menu_title or label
        self._body = prepared.body
        self._head = prepared.head
        self.factcheck_edit_location = prepared.edit_location
        self.factcheck_title_attributes = lang_attributes(page.title_language)
        self._changed_body: str | None = None
        self._meta: dict[str, Any] = {
            "template": section.TEMPLATE if in_section else TEMPLATE,
            "description": texts["description"],
            "hide": self._hidden,
        }
        if not at_home or in_section:
            self._meta["title"] = texts["title"]
        if in_section and (not page.indexed or _FURTHER_PAGE.search(page.address)):
            self._meta["search"] = {"exclude": True}
        self._set_date()

    def _set_date(self) -> None:
        """Set the date of the last change. MkDocs sets today's date on every page."""
        page = self.report_page
        known = page.changed is not None and not page.changed.inferred
        # The sitemap takes a month or a year, too (theme/sitemap.xml).
        self.factcheck_changed = str(page.changed) if known else ""
        if page.changed is not None and page.changed.exact:
            self.update_date = min(str(page.changed), _LAST_DATE)
        else:
            # MkDocs fails if no page has a date. It is the time of sitemap.xml.gz alone.
            self.update_date = "" if page.address or self.report_path else get_build_date()

    @property
    def factcheck_menu(self) -> str:
        """The address of the page in the report's menu that it is, or belongs to."""
        page = self.report_page
        return page.address if page.index_page is None else page.index_page

    @property
    def is_lazy(self) -> bool:
        """Whether it is not rendered yet."""
        return isinstance(self._body, LazyText)

    def read_source(self, config: MkDocsConfig) -> None:
        """Set the metadata; there is no Markdown to read."""
        self.markdown = ""
        self.meta = dict(self._meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the heading as the table of contents: the theme's “skip to content” links to it."""
        heading = None if self.is_lazy else _HEADING.search(str(self._body))
        self.toc = get_toc(
            [{"level": 1, "id": heading[1], "name": str(self.title), "children": []}]
            if heading
            else []
        )
        if self.home_text is not None:
            text = MkDocsPage(None, self.home_text, config)
            text.read_source(config)
            text.render(config, files)
            self._home_html = f'<div class="fc-home-text">\n{text.content}\n</div>'

    # Properties, because MkDocs holds all pages at once, and all bodies do not fit into memory.
    @property
    def factcheck_head(self) -> Markup:
        """HTML for the page's head. It is not among the metadata, which other plugins copy."""
        head = str(self._head)
        if self.report_path:
            # The theme's script looks for a sitemap beside each alternate of a page: here a feed,
            # which has none. The space hides it from the script alone.
            head = head.replace('rel="alternate"', 'rel="alternate "')
        return Markup(head)  # noqa: S704 - the report's own template wrote it

    @property
    def factcheck_body(self) -> str:
        """The body of a page in a larger site, where `content` is another text."""
        body = str(self._body)
        return body if self.report_page.address else body.replace(HOME_TEXT_SLOT, self._home_html)

    @property
    def content(self) -> str | None:
        """The body, with the changes that other plugins made.

        In a larger site it is what the site's search and other plugins read of the page: a
        description. With whole bodies, each page of that site would fetch an index ten times as
        large; the report has a search of its own.
        """
        if self.report_path:
            return f"<p>{self._meta['description']}</p>"
        if self.is_lazy:
            return ""
        if self._changed_body is not None:
            return self._changed_body
        return self.factcheck_body

    @content.setter
    def content(self, content: str | None) -> None:
        if self.report_path:
            return
        if content is not None and not self.is_lazy and content != self.content:
            self._changed_body = content

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The ids on the page, against which MkDocs checks the links of hand-written pages."""
        return set(_ID.findall(str(self._body)))


def _edit_uri(position: Position, config: MkDocsConfig) -> str:
    """The path to a line of a file, relative to docs/ as MkDocs' edit links are."""
    root = Path(config.config_file_path).parent.as_posix()
    up = posixpath.relpath(root, Path(config.docs_dir).as_posix())
    return f"{up}/{position.file}#L{position.line}"


def without_indentation(html: str) -> str:
    """The HTML of a page without the indentation of the theme's templates: a tenth of its bytes.

    The article stays as it is.
    """
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    if not (start and end):
        return html
    return "".join(
        (_INDENTATION.sub("\n", before), start, article, end, _INDENTATION.sub("\n", after))
    )


def _hidden_parts(config: MkDocsConfig, path: str) -> list[str]:
    """What the theme does not show beside a page of the report below `path`."""
    # Where the site has no tabs, its menu is beside the page.
    has_tabs = "navigation.tabs" in (config.theme.get("features") or ())
    return ["navigation", "toc"] if not path or has_tabs else ["toc"]


def add_page(
    files: Files, config: MkDocsConfig, item: PreparedPage, menu: Mapping[str, Markup], path: str
) -> ReportPage:
    """Add a page of the report to the files that MkDocs builds.

    `menu` and `path` are those of `ReportPage`. In the menu of a larger site, a report is one
    entry, unless its settings name more of its pages.
    """
    page = item.page
    in_menu = page.index_page is None and not (path and page.address)
    inclusion = InclusionLevel.INCLUDED if in_menu else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, f"{path}{page.address}index.md", content="", inclusion=inclusion)
    # The report's addresses stay what they are: claims/<id>/, without “index.html”.
    file.use_directory_urls = True
    # Other plugins expect that each page has a source file and ask git for its last change. This is
    # the file in which editors write the page's content.
    source = page.position.file if page.position else Path(config.config_file_path).name
    file.abs_src_path = str(Path(config.config_file_path).parent / source)
    files.append(file)
    return ReportPage(item, file, config, menu, path)


def add_placeholders(files: Files, config: MkDocsConfig, path: str) -> None:
    """Add empty pages for the menu while a preview has no report to show yet."""
    menu = menu_titles(config.nav)
    english = english_translations()
    for address in addresses.MENU:
        label = english.text(f"{addresses.menu_key(address)}.label")
        page = Page(address=address, template="", title=label, label=label, description="")
        body = f"<h1>{label}</h1><p>The report cannot be shown yet.</p>"
        item = PreparedPage(page, body, head="", edit_location=Markup())
        add_page(files, config, item, menu, path)


def take_home_text(files: Files, name: str, path: str) -> None:
    """Move a hand-written text onto the home page: it is no longer a page of its own.

    `name` is the path of its file in docs/, or below `path` there if that is not empty. Nothing
    happens if there is no such file.
    """
    text = files.get_file_from_path(f"{path}{name}")
    home = files.get_file_from_path(f"{path}index.md")
    if text is None or home is None or not isinstance(home.page, ReportPage):
        return
    files.remove(text)
    # Its links are relative to the home page.
    text.dest_uri, text.url = home.dest_uri, home.url
    home.page.home_text = text


def own_pages(files: Files, path: str) -> list[ReportPage]:
    """The pages of the report below `path` among the files of a site."""
    pages = (file.page for file in files)
    return [page for page in pages if isinstance(page, ReportPage) and page.report_path == path]


def link_neighbours(files: Files, path: str) -> None:
    """Set parent, previous and next page of the report's pages outside the navigation.

    `path` is that of the report.
    """
    report_pages = {page.report_page.address: page for page in own_pages(files, path)}
    home = report_pages.get("")
    for page in report_pages.values():
        # In a larger site, pages of the report's own menu may be outside the navigation, too.
        if path and page.parent is None and home not in (None, page):
            page.parent = parent_of(home)
    for page in report_pages.values():
        outline = page.report_page
        if outline.index_page is None:
            continue
        # Another plugin may have removed the index page.
        if index := report_pages.get(outline.index_page):
            page.parent = parent_of(index)
        page.previous_page = report_pages.get(outline.previous) if outline.previous else None
        page.next_page = report_pages.get(outline.next) if outline.next else None


def clear_build_dates(files: Files) -> None:
    """Remove today's date, which MkDocs sets on pages without a known date of their last change.

    Only where the report is the whole site: the dates of other sites are their own.
    """
    pages = [file.page for file in files if file.page is not None]
    for page in pages:
        if not isinstance(page, ReportPage) and page.update_date == get_build_date():
            page.update_date = ""


def set_a_date(files: Files) -> None:
    """Set today's date on the first page if no page has a date: MkDocs fails otherwise.

    Another plugin may have removed the home page, or the site may have no pages but the report's.
    """
    pages = [file.page for file in files if file.page is not None]
    if pages and not any(page.update_date for page in pages):
        pages[0].update_date = get_build_date()


def parent_of(index: MkDocsPage) -> Section:
    """The parent, in the navigation, of the pages that belong to an index page.

    If the index page is in a section, the section is the parent: otherwise breadcrumbs would name
    it twice. (MkDocs declares the type as a section, but any item of the navigation works.)
    """
    return index.parent if index.parent is not None else cast("Section", index)


def name_sections(nav: Navigation, config: MkDocsConfig) -> None:
    """Name sections after their first page if mkdocs.yml has no menu.

    MkDocs names them after their folders, in English.
    """
    sections = [item for item in nav.items if isinstance(item, Section)]
    while config.nav is None and sections:
        section = sections.pop()
        # Other plugins may leave a section empty.
        first = section.children[0] if section.children else None
        if isinstance(first, ReportPage):
            section.title = str(first.title)
        sections += [item for item in section.children or () if isinstance(item, Section)]


def order_menu(nav: Navigation, config: MkDocsConfig) -> None:
    """Put the report's pages into their order, before others, if mkdocs.yml has no menu.

    MkDocs sorts them by the names of their folders, in English.
    """
    if config.nav is not None:
        return
    nav.items.sort(key=_place_in_menu)
    pages = [page for item in nav.items for page in _pages_of(item)]
    for before, page, after in zip((None, *pages[:-1]), pages, (*pages[1:], None), strict=True):
        page.previous_page, page.next_page = before, after


def _place_in_menu(item: StructureItem) -> int:
    first = next(_pages_of(item), None)
    if not isinstance(first, ReportPage) or first.report_page.address not in addresses.MENU:
        return len(addresses.MENU)
    return addresses.MENU.index(first.report_page.address)


def _pages_of(item: StructureItem) -> Iterator[MkDocsPage]:
    if isinstance(item, MkDocsPage):
        yield item
    elif isinstance(item, Section):
        for child in item.children:
            yield from _pages_of(child)
