"""A report's folder → the checked report, or all that is wrong with it.

The one call that the MkDocs plugin, the command line, the tests and the benchmarks share.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from factcheck_report.checking import Accepted, Known, check
from factcheck_report.documents import files
from factcheck_report.documents.reading import claims_files, read_documents
from factcheck_report.loading import LoadResult
from factcheck_report.loading.incremental import IncrementalLoader
from factcheck_report.model import Document, Draft, Receipt, Report
from factcheck_report.model.texts import SourceText
from factcheck_report.problems import Problem, Severity, in_order
from factcheck_report.quotes.proving import Sought, prove, receipts


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report that may be published, or none; and all problems, sorted by place."""

    report: Report | None
    problems: tuple[Problem, ...]
    draft: Draft | None = None
    """What could be read of the claims files, with problems too; None if there are none."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """Those that could be read, by source id."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Of the claims files, by path."""
    accepted: tuple[Accepted, ...] = ()
    """Warnings that editors accepted, with their reasons, sorted by place."""


Earlier = Callable[[Path, str, str], bytes | None]
"""The report's folder, a path in it and a SHA-256 → the bytes the file then had, if known."""
_MOST_CHANGED = 20
"""Changed documents whose earlier text is looked for: each may take a few seconds."""


def read_report(root: Path, claims: str = "claims.yaml", earlier: Earlier | None = None) -> Outcome:
    """Read and check the report in the folder `root`.

    `claims` names the claims file, or a folder or glob of them, relative to `root`; `earlier`
    knows what changed documents were before. The report is None if any problem is an error.
    Raises nothing for bad content of any kind.
    """
    return Reader().read(root, claims, earlier)


class Reader:
    """Reads one report time and again: claims and quotes that are as before cost little."""

    def __init__(self) -> None:
        self._loader = IncrementalLoader()
        self._receipts: Mapping[Sought, Receipt] = {}
        self._known = Known()
        self._published: tuple[LoadResult, Mapping[str, str], Outcome] | None = None
        """The last report without errors: what was loaded, each document's hash, the outcome."""

    def read(
        self, root: Path, claims: str = "claims.yaml", earlier: Earlier | None = None
    ) -> Outcome:
        """As `read_report`."""
        with _without_garbage_collection():
            return self._read(root, claims, earlier)

    def _read(self, root: Path, claims: str, earlier: Earlier | None) -> Outcome:
        texts, unreadable = claims_files(root, claims)
        problems = list(unreadable)
        if not texts:
            return Outcome(None, in_order(problems))
        loaded = self._loader.load(texts)
        read = read_documents(root, loaded.draft.sources)
        hashes = {id: document.sha256 for id, document in read.documents.items()}
        if self._published is not None:
            was_loaded, were_hashes, outcome = self._published
            # The loader gives the same object for the same texts.
            if loaded is was_loaded and hashes == were_hashes:
                return outcome
        proof = prove(loaded.draft, read.documents, self._receipts, loaded.orphan_quotes)
        self._receipts = receipts(proof.evidence)
        problems += loaded.problems
        problems += read.problems
        problems += proof.problems
        changed = (item for item in read.documents.values() if item.drifted)
        pinned = earlier_texts(root, islice(changed, _MOST_CHANGED), earlier)
        found = check(loaded.draft, read.documents, proof.evidence, pinned, self._known)
        self._known.forget(most=3 * len(proof.evidence))
        # Skip thresholds for claims that failed to parse.
        incomplete = {problem.entry.partition(",")[0] for problem in loaded.problems}
        problems += (
            item
            for item in found.problems
            if item.rule != "verdict-thresholds" or item.entry not in incomplete
        )
        if any(problem.severity is Severity.ERROR for problem in problems):
            report = None
            # Rules skip what has errors, so an acceptance may only seem unused.
            problems = [problem for problem in problems if problem.rule != "unused-acceptance"]
        else:
            report = Report(loaded.draft, read.documents, proof.evidence)
        outcome = Outcome(
            report,
            in_order(problems),
            loaded.draft,
            read.documents,
            texts,
            tuple(sorted(found.accepted, key=lambda item: item.problem.position)),
        )
        if report is not None:
            self._published = loaded, hashes, outcome
        return outcome


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Reading makes many objects and no cycles; looking for cycles took 40 % of its time."""
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
    """By source id, what changed documents said when they were pinned, where that is known."""
    texts: dict[str, SourceText] = {}
    if earlier is None:
        return texts
    for document in changed:
        source = document.source
        data = earlier(root, source.file, source.sha256 or "")
        if data is None or hashlib.sha256(data).hexdigest() != source.sha256:
            continue
        with contextlib.suppress(files.FileRefused):
            texts[source.id] = SourceText(files.decode(data, source.file))
    return texts
