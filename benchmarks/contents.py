"""The contents of a report's pages, which each peer shows in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from converting import CommonMark, MkDocsMarkdown
from markdown import markdown  # type: ignore[import-untyped]

from factcheck_report.i18n.catalog import find_translations
from factcheck_report.pipeline import read_report
from factcheck_report.site.files import documents as documents_of
from factcheck_report.site.site import Site

_NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One page."""

    address: str
    title: str
    description: str
    body: str
    """HTML, with links as they are served."""
    section: str | None = None
    """Address of the index page it belongs to; None for pages of the menu."""
    written: str = ""
    """The Markdown file of a hand-written page, for MkDocs; empty for other pages."""

    @property
    def file(self) -> str:
        """The path of its Markdown file: a page of the menu is the index of its folder."""
        if self.written:
            return self.written
        if self.section is None:
            return f"{self.address}index.md"
        return f"{self.address.removesuffix('/')}.md"


@dataclass(frozen=True)
class Contents:
    """All pages, and the documents they link to."""

    title: str
    pages: tuple[Content, ...]
    documents: Mapping[str, bytes]
    """By address."""

    @cached_property
    def made(self) -> tuple[Content, ...]:
        """All pages except the hand-written ones."""
        return tuple(page for page in self.pages if not page.written)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file for each address that a link can point to."""
        return {page.address: page.file for page in self.pages} | {
            address: address for address in self.documents
        }

    @cached_property
    def mkdocs_markdown(self) -> Mapping[str, str]:
        """Each page except the hand-written ones as Markdown for MkDocs, by address."""
        return {page.address: self._converted(MkDocsMarkdown, page) for page in self.made}

    @cached_property
    def common_mark(self) -> Mapping[str, str]:
        """Each page as CommonMark, by address."""
        return {page.address: self._converted(CommonMark, page) for page in self.pages}

    def _converted(self, dialect: type[MkDocsMarkdown], page: Content) -> str:
        return dialect(page.address, self.files).convert(page.body)

    def not_found(self) -> Content:
        """Material's “not found” page, for peers that do not make one."""
        body = "<h1>404 - Not found</h1>"
        return Content(address=_NOT_FOUND, title="Not found", description="", body=body)

    def write_documents(self, folder: Path) -> None:
        """Write the documents into the folder of files that a peer copies unchanged."""
        for address, data in self.documents.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def read_contents(root: Path) -> Contents:
    """The contents of the report in the folder `root`, rendered with the product's templates."""
    report = read_report(root).report
    if report is None:
        raise SystemExit(f"The report in {root} has problems.")
    publication = report.publication
    found = find_translations(publication.language, publication.positions.at("language"))
    site = Site(report, found.translations)
    made = (
        Content(
            address=item.page.address,
            title=item.page.title,
            description=item.page.description,
            body=item.body,
            section=item.page.index_page,
        )
        for item in site.pages()
    )
    documents = {file.address: file.data() for file in documents_of(report)}
    written = map(_written_by_hand, sorted((root / "docs").glob("*.md")))
    return Contents(publication.title, (*made, *written), documents)


def _written_by_hand(path: Path) -> Content:
    text = path.read_text("utf-8")
    body = markdown(text.replace("index.md)", ")").replace("](", "](../"))
    title = text.partition("\n")[0].removeprefix("# ")
    return Content(
        address=f"{path.stem}/", title=title, description="", body=body, written=path.name
    )
