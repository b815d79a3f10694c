"""A report as pages and files, as they wait for MkDocs to write them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factcheck_report.i18n.translations import Translations
from factcheck_report.mkdocs_plugin.pages import Ready, deferred, ready
from factcheck_report.mkdocs_plugin.search import entries_of
from factcheck_report.model import Report
from factcheck_report.pages import Pages
from factcheck_report.rendering.renderer import Renderer
from factcheck_report.search.facets import Facet, Record, facets, records
from factcheck_report.search.index import Entry, make_index
from factcheck_report.site.attachments import Pictures, data_files
from factcheck_report.site.build_cache import Memory, folder, installation
from factcheck_report.site.page_store import Spool
from factcheck_report.site.progress import Counter, lasting
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
    facets: tuple[Facet, ...]
    records: tuple[Record, ...]
    """The claims as readers look for them."""
    entries: tuple[Entry, ...]
    """What else on the report's pages they find."""

    def destinations(self) -> Iterator[tuple[str, str]]:
        """Where each page and file will stand, and what it is called."""
        for item in self.pages:
            yield f"{item.page.address}index.html", item.page.label
        pictures = sorted(self.pictures.addresses()) if self.pictures else ()
        for address in (*(address for address, _ in self.files), *pictures):
            yield address, address

    def index(self, hand_written: Iterable[Entry]) -> bytes:
        """What readers search, with what is found on hand-written pages; see `make_index`."""
        entries = (*self.entries, *hand_written)
        parts = (self.facets, self.records, entries, self.translations.text("narrow.endings"))
        return self.memory.made(partial(make_index, *parts), "index", *parts)


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
    listed = records(report, translations)
    there = pictures.addresses() if pictures else ()
    renderer = Renderer(report.publication, translations, base, there, own)
    spool = Spool()
    made, found = _rendered(Pages(report, translations, base), renderer, memory, spool, own, later)
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
        facets=facets(report, listed),
        records=listed,
        entries=found,
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
    every: Pages, renderer: Renderer, memory: Memory, spool: Spool, own: Path | None, later: bool
) -> tuple[tuple[Ready, ...], tuple[Entry, ...]]:
    """All pages, and what is found on them."""
    made: list[Ready] = []
    found: list[Entry] = []
    # One page of each template, so that a broken one is refused before it is shown.
    tried: set[str] = set()
    counter = Counter("Pages of the report", sum(1 for _ in every.addresses()), log.info)
    for page in counter.counted(every):
        if later and (page.template in tried or not own):
            made.append(deferred(page, partial(_body, renderer, every, page.address)))
        else:
            made.append(ready(memory.page(page, renderer), renderer.edit_location(page), spool))
            tried.add(page.template)
        found += entries_of(page)
    return tuple(made), tuple(found)


def _body(renderer: Renderer, every: Pages, address: str) -> str:
    return renderer.render(every.at(address)).body
