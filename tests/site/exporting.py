"""An adapter in a few lines: writes a site as Markdown files, and fails if MkDocs was imported."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.pipeline import read_report
from factcheck_report.search.index import write_index
from factcheck_report.site.files import SiteFile
from factcheck_report.site.site import Site


def write(files: Iterable[SiteFile], target: Path) -> None:
    for file in files:
        path = target / file.address
        path.parent.mkdir(parents=True, exist_ok=True)
        file.write(path)


def export(folder: Path, target: Path) -> None:
    report = read_report(folder).report
    assert report is not None
    site = Site(report, english_translations(), "https://example.org/", card_fonts=[])
    for item in site.pages():
        page = target / item.page.address / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        front_matter = f"---\ntitle: {item.page.title!r}\n---\n"
        page.write_text(f"{front_matter}{item.head}\n{item.body}\n", "utf-8")
        write(item.files, target)
    write(site.files(), target)
    write(site.assets(), target)
    write_index(site.search_index().files(), target / addresses.CLAIMS_INDEX)


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
    foreign = {"mkdocs", "material", "click", "watchdog"} & sys.modules.keys()
    if foreign:
        sys.exit(f"imported: {foreign}")
