"""Measures whether the product's costs grow in proportion to the report."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from measuring import Cost, in_fresh_process, largest_program, run
from peers import PEERS
from peers.peer import SITE
from report import write_report
from sites import look
from tables import megabytes, table

from factcheck_report.i18n.catalog import find_translations
from factcheck_report.pipeline import read_report
from factcheck_report.search.index import write_index
from factcheck_report.site.site import Site


def scale(sizes: Sequence[int], folder: Path) -> str:
    """Build the product's report once for each number of claims. Returns a table."""
    rows = []
    for claims in sizes:
        report = folder / f"report-{claims}"
        write_report(report, claims)
        cost = run(PEERS["product"].command(), report)
        site = look(report / SITE)
        indexing = in_fresh_process(_indexing, report)
        rows.append(
            [
                f"{claims:,} claims",
                f"{site.pages:,}",
                f"{cost.cpu:.2f} s",
                f"{cost.cpu * 1_000 / site.pages:.2f} ms",
                f"{cost.wall:.2f} s",
                f"{cost.memory:.0f} MB",
                f"{indexing.cpu:.2f} s",
                f"{indexing.wall:.2f} s",
                f"{indexing.memory:.0f} MB",
                f"{site.html // site.pages:,} B",
                megabytes(site.total),
                f"{site.largest}, {megabytes(site.largest_bytes)}",
            ]
        )
    head = [
        "product",
        "pages",
        "CPU",
        "CPU a page",
        "wall clock",
        "peak memory",
        "indexing for search: CPU",
        "its wall clock",
        "peak memory of Pagefind",
        "HTML a page",
        "all files",
        "largest page",
    ]
    return f"One build each. CPU is that of the whole build.\n\n{table(head, rows)}\n"


def _indexing(project: Path) -> Cost:
    """What making the search index takes by itself; the memory is that of Pagefind."""
    report = read_report(project).report
    if report is None:
        raise SystemExit("The report has problems.")
    publication = report.publication
    found = find_translations(publication.language, publication.positions.at("language"))
    site = Site(report, found.translations)
    # The index needs the text of each page, so render them all first.
    for _ in site.page_records():
        pass
    before, start = _cpu(), time.perf_counter()
    with (
        largest_program("pagefind") as peaks,
        tempfile.TemporaryDirectory(prefix="benchmark-") as folder,
    ):
        write_index(site.search_index().files(), Path(folder) / "index")
    return Cost(_cpu() - before, time.perf_counter() - start, peaks[-1])


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
