"""Report pages as MkDocs knows pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_date

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Position, Publication
from factcheck_report.model.texts import visible
from factcheck_report.pages import Page
from factcheck_report.rendering.renderer import Rendered, titles
from factcheck_report.site.page_store import Kept, Spool

_ID = re.compile(r'\sid="([^"]+)"')
_HEADING = re.compile(r'<h1\b[^>]*\sid="([^"]+)"')
# From the beginning of white space only: a title may have much of it without a line end.
_INDENTATION = re.compile(r"(?<!\s)\s*\n\s*")
TEMPLATE = "factcheck.html"


class Deferred:
    """A text that is made when, and if, somebody reads it."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __str__(self) -> str:
        return self._make()

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """A copy is the text itself, as of `Kept`."""
        return str, (str(self),)


@dataclass(frozen=True, slots=True)
class Ready:
    """A rendered page, waiting to be written."""

    page: Page
    """Without what it was rendered from."""
    body: Kept | Deferred | str
    head: Kept | str
    written: Markup
    """Where an editor finds what it says."""


def ready(rendered: Rendered, written: Markup, spool: Spool | None = None) -> Ready:
    """A page set aside, on the disk if there is a spool."""
    page, body, head = _emptied(rendered.page), rendered.body, rendered.head
    if spool is None:
        return Ready(page, body, head, written)
    return Ready(page, spool.keep(body), spool.keep(head), written)


def deferred(page: Page, body: Callable[[], str] = str) -> Ready:
    """A page that is not rendered yet; for those who need it anyway, `body` renders it."""
    return Ready(_emptied(page), Deferred(body), "", Markup())


def _emptied(page: Page) -> Page:
    return replace(page, view={}, made_of=None, findable=(), claim=None)


class ReportPage(MkDocsPage):
    """A page whose body is ready: MkDocs reads no Markdown for it and converts none.

    Titles and descriptions are handed over escaped, as Markup, since Material's templates print
    them without escaping.
    """

    def __init__(
        self, ready: Ready, file: File, config: MkDocsConfig, menu: Mapping[str, Markup]
    ) -> None:
        """`menu` has the names that the menu gives pages; see `menu_titles`."""
        page = ready.page
        if page.position is not None and config.repo_url:
            file.edit_uri = _edit_uri(page.position, config)
        self._menu_title = menu.get(file.src_uri)
        self.renew(ready)
        super().__init__(self.title, file, config)
        self._date()
        if page.moved:
            # Its own head names the page in its place; and the sitemap is to leave it out.
            self.canonical_url = self.abs_url = None

    def renew(self, ready: Ready) -> None:
        """Take what the page holds now."""
        self.report_page = page = ready.page
        texts = titles(page)
        self.title = self._menu_title or texts["label"]
        self._body = ready.body
        self._head = ready.head
        self.factcheck_written = ready.written
        self._changed: str | None = None
        self._meta: dict[str, Any] = {
            "template": TEMPLATE,
            "description": texts["description"],
            "hide": ["navigation", "toc"],
        }
        if page.address:
            self._meta["title"] = texts["title"]
        self._date()

    def _date(self) -> None:
        """Say when it last changed. MkDocs says of every page that it was today."""
        page = self.report_page
        if page.changed is not None and page.changed.exact:
            self.update_date = str(page.changed)
        else:
            # MkDocs needs the date of one.
            self.update_date = "" if page.address else get_build_date()

    @property
    def waits(self) -> bool:
        """Whether it is not rendered yet."""
        return isinstance(self._body, Deferred)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read."""
        self.markdown = ""
        self.meta = dict(self._meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Name the heading, to which the theme's “skip to content” goes."""
        heading = None if self.waits else _HEADING.search(str(self._body))
        self.toc = get_toc(
            [{"level": 1, "id": heading[1], "name": str(self.title), "children": []}]
            if heading
            else []
        )

    # Properties, because MkDocs has all pages at once, and the bodies of all do not fit.
    @property
    def factcheck_head(self) -> Markup:
        """What stands in the head of the page; not among its metadata, which plugins copy."""
        return Markup(str(self._head))  # noqa: S704 - the report's own template wrote it

    @property
    def content(self) -> str | None:
        """The body, as a plugin left it if one has changed it."""
        if self.waits:
            return ""
        return str(self._body) if self._changed is None else self._changed

    @content.setter
    def content(self, content: str | None) -> None:
        if content is not None and not self.waits and content != str(self._body):
            self._changed = content

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """What hand-written pages can link to; MkDocs checks that they do."""
        return set(_ID.findall(str(self._body)))


def menu_titles(nav: Any) -> Mapping[str, Markup]:
    """The names that mkdocs.yml gives pages, by path of their file; as there, they may hold HTML.

    Of a page that stands in the menu twice, the first.
    """
    titles: dict[str, Markup] = {}
    items = nav.items() if isinstance(nav, dict) else ((None, item) for item in nav or ())
    for title, item in items:
        if isinstance(item, list | dict):
            titles = {**menu_titles(item), **titles}
        elif title is not None:
            titles.setdefault(item, Markup(title))  # noqa: S704 - the site owner's own
    return titles


def _edit_uri(position: Position, config: MkDocsConfig) -> str:
    """From the folder docs/, to which MkDocs' edit links are relative, to a line of a file."""
    root = Path(config.config_file_path).parent.as_posix()
    up = posixpath.relpath(root, Path(config.docs_dir).as_posix())
    return f"{up}/{position.file}#L{position.line}"


def without_indentation(html: str) -> str:
    """A page without the indentation of the theme's own templates: a tenth of its bytes.

    What stands in the article is left alone.
    """
    before, start, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    if not (start and end):
        return html
    return "".join(
        (_INDENTATION.sub("\n", before), start, article, end, _INDENTATION.sub("\n", after))
    )


def add_page(
    files: Files, config: MkDocsConfig, item: Ready, menu: Mapping[str, Markup]
) -> ReportPage:
    """Add a page of the report to the files that MkDocs builds; `menu` as for `ReportPage`."""
    page = item.page
    inclusion = InclusionLevel.INCLUDED if page.section is None else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, f"{page.address}index.md", content="", inclusion=inclusion)
    # Other plugins take it for granted that a page has a file, and ask git when it changed: it is
    # the one in which an editor wrote what the page says.
    written = page.position.file if page.position else Path(config.config_file_path).name
    file.abs_src_path = str(Path(config.config_file_path).parent / written)
    files.append(file)
    return ReportPage(item, file, config, menu)


def neighbourhood(files: Files) -> None:
    """Set parent, previous and next of the report pages that stand outside the navigation."""
    report_pages = {
        file.page.report_page.address: file.page
        for file in files
        if isinstance(file.page, ReportPage)
    }
    for page in report_pages.values():
        about = page.report_page
        if about.section is None:
            continue
        # Another plugin may have taken the index page away.
        if index := report_pages.get(about.section):
            page.parent = parent_of(index)
        page.previous_page = report_pages.get(about.previous) if about.previous else None
        page.next_page = report_pages.get(about.next) if about.next else None


def undate(files: Files) -> None:
    """Take the day of the build from pages of whose last change nothing else is known."""
    pages = [file.page for file in files if file.page is not None]
    for page in pages:
        if not isinstance(page, ReportPage) and page.update_date == get_build_date():
            page.update_date = ""
    # MkDocs needs the date of one, and another plugin may have taken the home page away.
    if pages and not any(page.update_date for page in pages):
        pages[0].update_date = get_build_date()


def parent_of(index: MkDocsPage) -> Section:
    """The parent of the pages that belong to an index page.

    A section that holds the index page is the parent; else breadcrumbs would name it twice.
    (MkDocs declares a section, but any item of the navigation serves.)
    """
    return index.parent if index.parent is not None else cast("Section", index)


def name_sections(nav: Navigation, config: MkDocsConfig) -> None:
    """Name sections as the report calls their pages.

    Where mkdocs.yml has no menu, MkDocs names them after their folders: in English.
    """
    for section in nav.items if config.nav is None else ():
        # Other plugins empty sections.
        first = section.children[0] if isinstance(section, Section) and section.children else None
        if isinstance(first, ReportPage):
            section.title = str(first.title)


_SEARCH = (
    "label",
    "cancel",
    "clear",
    "claims",
    "pages",
    "counts",
    "line",
    "all",
    "list",
    "keys",
    "none",
    "nearest",
    "waiting",
    "failed",
    "small_words",
)
"""What the search of every page says."""
_ICONS = Markup('<svg class="fc-icons" width="0" height="0" aria-hidden="true">{}</svg>').format(
    Markup((files("factcheck_report.rendering") / "templates/icons.html").read_text("utf-8"))  # noqa: S704 - a file of ours
)
"""The icons of the verdicts, for pages that draw none themselves."""


def shell_words(translations: Translations, publication: Publication | None) -> Mapping[str, str]:
    """What the theme's templates say of a report, escaped, since they do not escape.

    `publication` is None as long as a preview has no report to show.
    """
    license = publication.license if publication else None
    said = {
        name.replace(".", "_"): translations.text(name)
        for name in (
            "foot.report_error",
            "foot.corrections",
            "foot.data",
            "foot.feed",
            "error404.title",
            "error404.lead",
            "error404.claims",
            "error404.documents",
            "error404.home",
            *(f"search.{name}" for name in _SEARCH),
        )
    }
    said |= {"language": translations.language, "direction": translations.direction}
    said["license"] = translations.text("foot.license", license=license.name) if license else ""
    said["report_errors"] = (publication and publication.report_errors) or ""
    shown = {name: escape(visible(text)) for name, text in said.items()}
    return {**shown, "icons": _ICONS}
