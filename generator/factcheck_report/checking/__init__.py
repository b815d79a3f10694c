"""The editorial rules, and the check of a draft against them.

`RULES` holds all rules with their reasons and examples. docs/rules.md is generated from it. Reports
set the level of most rules: `report: {rules: {short-quote: off}}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain

from factcheck_report.checking import (
    claims,
    clipping,
    dates,
    disagreements,
    drift,
    kinds,
    languages,
    origins,
    proof,
    quotes,
    search_engines,
    sources,
    verdicts,
)
from factcheck_report.checking.acceptance import AcceptedWarning, CheckResult, apply_acceptances
from factcheck_report.checking.levels import levels_of, problems_of, setting_problems
from factcheck_report.checking.rule import CheckCache, Rule, RuleContext
from factcheck_report.model import Document, Draft, Evidence, Level
from factcheck_report.model.spans import SourceText
from factcheck_report.model.tasks import Run, one_by_one

__all__ = ["RULES", "AcceptedWarning", "CheckCache", "Rule", "check"]

_MODULES = (
    proof,
    verdicts,
    kinds,
    quotes,
    clipping,
    origins,
    claims,
    languages,
    dates,
    disagreements,
    sources,
    drift,
    search_engines,
)

RULES: Mapping[str, Rule] = {rule.id: rule for module in _MODULES for rule in module.RULES}
"""All rules by id, in the order of docs/rules.md."""


def check(
    draft: Draft,
    documents: Mapping[str, Document],
    evidence: Iterable[Evidence],
    pinned: Mapping[str, SourceText] | None = None,
    cache: CheckCache | None = None,
    run: Run = one_by_one,
) -> CheckResult:
    """Find all problems with the entries that could be read, and the accepted warnings.

    `documents` are by source id. `evidence` are the proved quotes. `pinned` are the earlier texts
    of changed documents, when they were pinned, by source id, if known. `cache` holds the findings
    of earlier checks, and grows. `run` checks each rule in a task of its own.
    """
    context = RuleContext(draft, documents, tuple(evidence), pinned or {}, cache or CheckCache())
    tasks = [
        partial(problems_of, context, RULES[id], level)
        for id, level in levels_of(RULES, draft.publication).items()
        if level is not Level.OFF
    ]
    problems = [*setting_problems(draft.publication, RULES), *chain.from_iterable(run(tasks))]
    return apply_acceptances(problems, draft, RULES)
