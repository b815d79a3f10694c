"""A report's folder → the checked report, or all that is wrong with it.

The one call that the MkDocs plugin, the command line, the tests and the benchmarks share.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.checking import check
from generator.documents import claims_files, read_documents
from generator.loading import load
from generator.model import Report
from generator.problems import Problem, Severity, in_order
from generator.proving import prove


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report that may be published, or none; and all problems, sorted by place."""

    report: Report | None
    problems: tuple[Problem, ...]


def read_report(root: Path, claims: str = "claims.yaml") -> Outcome:
    """Read and check the report in the folder `root`.

    `claims` names the claims file, or a folder or glob of them, relative to `root`. The report
    is None if any problem is an error. Raises nothing for bad content of any kind.
    """
    texts, unreadable = claims_files(root, claims)
    problems = list(unreadable)
    if not texts:
        return Outcome(None, in_order(problems))
    loaded = load(texts)
    read = read_documents(root, loaded.draft.sources)
    proof = prove(loaded.draft, read.documents)
    problems += loaded.problems
    problems += read.problems
    problems += proof.problems
    problems += check(loaded.draft, read.documents, proof.evidence)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Outcome(None, in_order(problems))
    return Outcome(Report(loaded.draft, read.documents, proof.evidence), in_order(problems))
