"""The files of a report other than its pages: documents, data files, style sheets and scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.exports.feeds import older_pages
from factcheck_report.exports.files import data_files
from factcheck_report.exports.verifier import verifier_files
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Display, Report
from factcheck_report.site.originals import published_original
from factcheck_report.theme.embed_stylesheet import embed_stylesheet
from factcheck_report.theme.verdict_colours import verdict_stylesheet

_PART_SIZE = 1_000_000
"""Code points or bytes that are encoded and written together."""
_THEME = Path(__file__).parent.parent / "theme"
_ASSETS = "assets"


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file and its content."""

    address: str
    """Relative to the site's root."""
    content: str | bytes | Callable[[], str | bytes]
    """Text is written as UTF-8, with its line ends as they are. A function is called each time the
    content is needed."""

    def data(self) -> bytes:
        """The file's bytes."""
        content = self._read()
        return content.encode() if isinstance(content, str) else content

    def _read(self) -> str | bytes:
        return self.content() if callable(self.content) else self.content

    def write(self, path: Path) -> None:
        """Write a new file, in parts: a text of many megabytes is never in memory twice."""
        content = self._read()
        with path.open("wb") as file:
            for start in range(0, len(content), _PART_SIZE):
                part = content[start : start + _PART_SIZE]
                file.write(part.encode() if isinstance(part, str) else part)


def documents(report: Report) -> Iterator[SiteFile]:
    """Each document that may be published as a whole, and its original."""
    for document in report.documents.values():
        if document.source.display is Display.FULL:
            yield SiteFile(addresses.source_file(document.source.id), document.data)
            if document.original is not None:
                address = addresses.original_file(document.source.id, document.original.name)
                yield SiteFile(address, partial(published_original, document))


def published_files(
    report: Report, translations: Translations, base: str | None
) -> Iterator[SiteFile]:
    """Each document that may be published, the colours of verdicts and cards, then each data file,
    and with what a stranger checks them all.

    `base` is the address the site is published at, ending in a slash; None if it is not known.
    """
    yield from documents(report)
    if css := verdict_stylesheet(report.draft.verdicts.values()):
        yield SiteFile(addresses.VERDICT_STYLESHEET, css)
    yield SiteFile(addresses.EMBED_STYLESHEET, embed_stylesheet(report.draft.verdicts.values()))
    for name, file in data_files(base).items():
        yield SiteFile(name, partial(file.make, report, translations, base))
    for name, make in older_pages(report, translations, base):
        yield SiteFile(name, make)
    for name, text in verifier_files():
        yield SiteFile(name, text)


def assets() -> Iterator[SiteFile]:
    """The style sheets and scripts of the report's pages."""
    for path in sorted((_THEME / _ASSETS).rglob("*")):
        if path.is_file():
            yield SiteFile(path.relative_to(_THEME).as_posix(), path.read_bytes())
