"""Reads a report's folder: the checked report, or the problems that keep it from being published.

The plugin, the command, the tests and the benchmarks all use this one call.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from factcheck_report.checking import AcceptedWarning, CheckCache, check
from factcheck_report.documents import files
from factcheck_report.documents.reading import claims_files, read_documents
from factcheck_report.loading import LoadResult
from factcheck_report.loading.incremental import IncrementalLoader
from factcheck_report.loading.unpublished import (
    draft_verdict_problems,
    embargo_notes,
    hidden_reference_notes,
    notes_on_drafts,
    without_claims,
    without_draft_verdicts,
)
from factcheck_report.model import (
    Document,
    Draft,
    EntryKind,
    Evidence,
    OriginalFile,
    Receipt,
    Report,
)
from factcheck_report.model.dates import PartialDate, today
from factcheck_report.model.spans import SourceText
from factcheck_report.model.tasks import Run, one_by_one
from factcheck_report.problems import Problem, Severity, sorted_problems
from factcheck_report.quotes.proving import ReceiptKey, prove, receipts


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report that may be published, or none; and all problems, sorted by position."""

    report: Report | None
    problems: tuple[Problem, ...]
    draft: Draft | None = None
    """The entries that could be read, even if there are errors; None without a claims file."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """The documents that could be read, by source id."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The texts of the claims files, by path."""
    accepted: tuple[AcceptedWarning, ...] = ()
    """Warnings that editors accepted, with their reasons, sorted by position."""
    published: Draft | None = None
    """The part of `draft` that readers see."""
    unpublished: frozenset[str] = frozenset()
    """Ids of drafts and embargoed claims, also of drafts that could not be read. A report to
    publish lacks them."""


_Hashes = Mapping[str, tuple[str, OriginalFile | None]]
Earlier = Callable[[Path, str, str], bytes | None]
"""Gets the earlier bytes of a file from the report's folder, its path and its SHA-256, if known."""
_MANY_QUOTES = 1_000
"""With fewer, starting other processes would take as long as they save."""
_MAX_EARLIER = 20
"""Changed documents for which the earlier text is read: each may take a few seconds."""


def read_report(
    root: Path,
    claims: str = "claims.yaml",
    earlier: Earlier | None = None,
    run: Run = one_by_one,
) -> Outcome:
    """Read and check the report in the folder `root`.

    `claims` names the claims file, or a folder or glob of them, relative to `root`. `earlier` gets
    the earlier text of changed documents. `run` looks up the quotes of a large report and checks
    the rules. The report is None if any problem is an error. It lacks the claims that are not
    published today. Bad content never raises an exception.
    """
    return Reader(run=run).read(root, claims, earlier)


class Reader:
    """Reads one report again and again: unchanged claims and quotes cost little.

    With `preview`, the report also has the claims that are not published today. Only drafts with
    fields that cannot be read are left out.
    """

    def __init__(self, *, preview: bool = False, run: Run = one_by_one) -> None:
        """`run` is that of `read_report`."""
        self._preview = preview
        self._run = run
        self._loader = IncrementalLoader()
        self._receipts: Mapping[ReceiptKey, Receipt] = {}
        self._check_cache = CheckCache()
        self._published: tuple[LoadResult, _Hashes, PartialDate, Outcome] | None = None
        """The last report without errors: its draft, the hashes of each document and its original,
        the day, the outcome."""

    def read(
        self, root: Path, claims: str = "claims.yaml", earlier: Earlier | None = None
    ) -> Outcome:
        """The same as `read_report`."""
        with _without_garbage_collection():
            return self._read(root, claims, earlier)

    def _read(self, root: Path, claims: str, earlier: Earlier | None) -> Outcome:
        texts, unreadable = claims_files(root, claims)
        problems = list(unreadable)
        if not texts:
            return Outcome(None, sorted_problems(problems))
        loaded = self._loader.load(texts)
        read = read_documents(root, loaded.draft.sources)
        hashes = {
            id: (document.sha256, document.original) for id, document in read.documents.items()
        }
        day = today()
        if self._published is not None:
            was_loaded, were_hashes, was_day, outcome = self._published
            # The loader returns the same object for the same texts.
            if loaded is was_loaded and hashes == were_hashes and day == was_day:
                return outcome
        quotes = sum(len(quotes) for _, _, quotes in loaded.draft.quoting_entries())
        run = self._run if quotes >= _MANY_QUOTES else one_by_one
        proof = prove(loaded.draft, read.documents, self._receipts, loaded.orphan_quotes, run)
        self._receipts = receipts(proof.evidence)
        problems += loaded.problems
        problems += read.problems
        problems += proof.problems
        changed = (item for item in read.documents.values() if item.drifted)
        pinned = earlier_texts(root, islice(changed, _MAX_EARLIER), earlier)
        found = check(loaded.draft, read.documents, proof.evidence, pinned, self._check_cache, run)
        self._check_cache.limit(most=3 * len(proof.evidence))
        # Skip thresholds for claims that failed to parse.
        incomplete = {problem.entry.partition(",")[0] for problem in loaded.problems}
        problems += (
            item
            for item in found.problems
            if item.rule != "verdict-thresholds" or item.entry not in incomplete
        )
        claims_by_id = loaded.draft.claims
        hidden = {id for id in claims_by_id if claims_by_id[id].embargoed_on(day)}
        hidden |= loaded.drafts.keys()
        published = without_claims(loaded.draft, hidden, loaded.drafts)
        published = without_draft_verdicts(published)
        problems += draft_verdict_problems(loaded.draft)
        problems = list(notes_on_drafts(problems, loaded.drafts.keys()))
        problems += embargo_notes(loaded.draft, day)
        problems += hidden_reference_notes(loaded.draft, hidden)
        if any(problem.severity is Severity.ERROR for problem in problems):
            report = None
            # Rules skip entries with errors, so an acceptance may wrongly seem unused.
            problems = [problem for problem in problems if problem.rule != "unused-acceptance"]
        else:
            report = Report(*_shown(published, read.documents, proof.evidence))
            if self._preview:
                report = _with_unpublished(loaded, read.documents, proof.evidence, hidden)
        outcome = Outcome(
            report,
            sorted_problems(problems),
            loaded.draft,
            read.documents,
            texts,
            tuple(sorted(found.accepted, key=lambda item: item.problem.position)),
            published,
            frozenset(hidden),
        )
        if report is not None:
            self._published = loaded, hashes, day, outcome
        return outcome


def _incomplete_drafts(loaded: LoadResult) -> frozenset[str]:
    """Ids of drafts with fields that cannot be read or that name entries that do not exist."""
    entries = {problem.entry.partition(",")[0] for problem in loaded.problems}
    return frozenset(id for id in loaded.drafts if f"claim {id}" in entries)


def _with_unpublished(
    loaded: LoadResult,
    documents: Mapping[str, Document],
    evidence: Iterable[Evidence],
    hidden: Set[str],
) -> Report:
    """The report for the preview, with the claims `hidden` from readers."""
    incomplete = _incomplete_drafts(loaded)
    draft = without_claims(loaded.draft, incomplete, {})
    shown = frozenset(hidden - incomplete)
    # A claim that was taken back for revision has a notice for readers at the draft's address.
    notices = {id: removal for id, removal in draft.removed.items() if id not in shown}
    return Report(*_shown(replace(draft, removed=notices), documents, evidence), shown)


def _shown(
    draft: Draft, documents: Mapping[str, Document], evidence: Iterable[Evidence]
) -> tuple[Draft, Mapping[str, Document], tuple[Evidence, ...]]:
    """The draft, with those documents and quotes that belong to it."""
    return (
        draft,
        {id: document for id, document in documents.items() if id in draft.sources},
        tuple(
            item
            for item in evidence
            if item.kind is not EntryKind.CLAIM or item.entry in draft.claims
        ),
    )


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Reading makes many objects without cycles; garbage collection took 40 % of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def earlier_texts(
    root: Path, changed: Iterable[Document], earlier: Earlier | None
) -> dict[str, SourceText]:
    """By source id, the texts of changed documents when they were pinned, if known."""
    texts: dict[str, SourceText] = {}
    if earlier is None:
        return texts
    for document in changed:
        source = document.source
        data = earlier(root, source.file, source.sha256 or "")
        if data is None or hashlib.sha256(data).hexdigest() != source.sha256:
            continue
        with contextlib.suppress(files.FileRefused):
            texts[source.id] = files.source_text(data, source.file)
    return texts
