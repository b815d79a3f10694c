"""The files of the search: from the build cache, or made by Pagefind alongside other work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from factcheck_report.model import Report
from factcheck_report.search.facets import Facet
from factcheck_report.search.index import SearchIndexer, list_files, unzipped, zipped
from factcheck_report.search.records import ClaimRecord, PageRecord
from factcheck_report.site.build_cache import BuildCache
from factcheck_report.site.processes import run_tasks
from factcheck_report.theme.verdict_colours import colour_classes


class SearchFiles:
    """Begins to make the files, as far as the cache does not have them.

    Raises OSError, PagefindFailed and ProcessEnded.
    """

    def __init__(
        self,
        report: Report,
        options: Sequence[Facet],
        claims: Sequence[ClaimRecord],
        pages: Sequence[PageRecord],
        cache: BuildCache,
        jobs: int,
    ) -> None:
        """`options` are the facets of the list; `claims` are in its order (`claim_records`).

        `jobs` is the number of processes that prepare the texts.
        """
        self._cache = cache
        # The facets have the labels of the verdicts, but not their icons and colours.
        marks = [
            (id, verdict.shown_icon, colour_classes(verdict))
            for id, verdict in report.draft.verdicts.items()
        ]
        self._parts = ("search", options, claims, pages, marks)
        known = cache.get(*self._parts)
        self._known = unzipped(known) if known is not None else {}
        self._list_files = partial(list_files, options, claims)
        self._making = None
        if known is None:
            run = partial(run_tasks, jobs=jobs)
            self._making = SearchIndexer(report, options, claims, pages, run)

    def close(self) -> None:
        """Stop making them."""
        if self._making is not None:
            self._making.close()

    def files(self) -> dict[str, bytes]:
        """Wait for all of them, by path. Raises OSError and PagefindFailed."""
        of_list = self._list_files()
        if self._making is None:
            return of_list | self._known
        made = self._making.files()
        self._cache.put(zipped(made), *self._parts)
        return of_list | made
