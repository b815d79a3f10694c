"""A report as pages and files, as they wait for MkDocs to write them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factcheck_report.i18n.translations import Translations
from factcheck_report.mkdocs_plugin.pages import Ready, deferred, ready
from factcheck_report.model import Report
from factcheck_report.pages import Pages
from factcheck_report.rendering.renderer import Renderer
from factcheck_report.search.records import ClaimRecord, PageRecord, claim_records, page_records
from factcheck_report.site.attachments import Pictures, data_files
from factcheck_report.site.build_cache import Memory, folder, installation
from factcheck_report.site.page_store import Spool
from factcheck_report.site.progress import Counter, lasting
from factcheck_report.site.search_files import SearchFiles
from factcheck_report.storage.cache_store import Cache

log = logging.getLogger("mkdocs.plugins.factcheck")


@dataclass(frozen=True, slots=True)
class Built:
    """A report as pages and files, ready before MkDocs touches the output folder."""

    report: Report
    translations: Translations
    pages: tuple[Ready, ...]
    files: tuple[tuple[str, Path], ...]
    """Address, and where the content waits on the disk."""
    spool: Spool
    """What all that waits is in; it goes with this object."""
    memory: Memory
    pictures: Pictures | None
    """None in a preview: nobody shares it."""
    claims: tuple[ClaimRecord, ...]
    """The claims as readers search them."""
    searched: tuple[PageRecord, ...]
    """What else on the report's pages they find."""

    def destinations(self) -> Iterator[tuple[str, str]]:
        """Where each page and file will stand, and what it is called."""
        for item in self.pages:
            yield f"{item.page.address}index.html", item.page.label
        pictures = sorted(self.pictures.addresses()) if self.pictures else ()
        for address in (*(address for address, _ in self.files), *pictures):
            yield address, address

    def search(self, hand_written: Sequence[PageRecord]) -> SearchFiles:
        """Begin to make the files of the search, with what is found on hand-written pages.

        Raises OSError and PagefindFailed.
        """
        pages = (*self.searched, *hand_written)
        return SearchFiles(self.report, self.claims, pages, self.memory)


def build(
    report: Report,
    translations: Translations,
    base: str | None,
    own: Path | None,
    cache: Cache,
    fonts: Sequence[Path] | None,
    *,
    later: bool,
) -> Built:
    """Make all of it, as far as `cache` does not have it.

    `base` is the address the site is published at, ending in a slash, and `own` the folder of the
    report's own templates. `fonts` are those for scripts that the product's own font lacks, or
    None for no pictures. With `later`, pages are rendered when somebody asks for them. Raises
    TemplateProblem, and FontRefused.
    """
    memory = Memory(
        cache, installation(), folder(own), base, report.publication, translations.language
    )
    pictures = None if fonts is None else _pictures(report, translations, memory, fonts)
    there = pictures.addresses() if pictures else ()
    renderer = Renderer(report.publication, translations, base, there, own)
    spool = Spool()
    pages, language = Pages(report, translations, base), report.publication.language
    made, found = _rendered(pages, renderer, memory, spool, own, later, language)
    with lasting("Writing the data files", log.info):
        data = data_files(report, translations, base)
        waiting = tuple((address, spool.file(content)) for address, content in data)
    return Built(
        report,
        translations,
        pages=made,
        files=waiting,
        spool=spool,
        memory=memory,
        pictures=pictures,
        claims=claim_records(report, translations),
        searched=found,
    )


def _pictures(
    report: Report, translations: Translations, memory: Memory, fonts: Sequence[Path]
) -> Pictures:
    pictures = Pictures(report, translations, memory, fonts)
    if unset := pictures.unset():
        log.info(
            "Pictures for shared links leave claims out: no font has the letters %s. "
            "Name one that has them under “card_fonts”.",
            unset[:40],
        )
    return pictures


def _rendered(
    every: Pages,
    renderer: Renderer,
    memory: Memory,
    spool: Spool,
    own: Path | None,
    later: bool,
    language: str,
) -> tuple[tuple[Ready, ...], tuple[PageRecord, ...]]:
    """All pages, and what is found on them."""
    made: list[Ready] = []
    found: list[PageRecord] = []
    # One page of each template, so that a broken one is refused before it is shown.
    tried: set[str] = set()
    counter = Counter("Pages of the report", sum(1 for _ in every.addresses()), log.info)
    for page in counter.counted(every):
        if later and (page.template in tried or not own):
            made.append(deferred(page, partial(_body, renderer, every, page.address)))
        else:
            made.append(ready(memory.page(page, renderer), renderer.written(page), spool))
            tried.add(page.template)
        found += page_records(page, language)
    return tuple(made), tuple(found)


def _body(renderer: Renderer, every: Pages, address: str) -> str:
    return renderer.render(every.at(address)).body
