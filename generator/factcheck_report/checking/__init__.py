"""Editorial rules over a whole draft: each looks at it and yields what is wrong.

`RULES` holds all of them with their reasons and examples; `docs/rules.md` is made of it. A report
sets how most of them are taken: `report: {rules: {short-quote: off}}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck_report.checking import (
    claims,
    clipping,
    dates,
    drift,
    origins,
    proof,
    quotes,
    sources,
    verdicts,
)
from factcheck_report.checking.acceptance import AcceptedWarning, CheckResult, apply_acceptances
from factcheck_report.checking.levels import at_level, levels_of, setting_problems
from factcheck_report.checking.rule import CheckCache, Rule, RuleContext
from factcheck_report.model import Document, Draft, Evidence, Level
from factcheck_report.model.spans import SourceText

__all__ = ["RULES", "AcceptedWarning", "CheckCache", "CheckResult", "Rule", "RuleContext", "check"]

_ROOMS = (proof, verdicts, quotes, clipping, origins, claims, dates, sources, drift)

RULES: Mapping[str, Rule] = {rule.id: rule for room in _ROOMS for rule in room.RULES}
"""All rules by id, in the order of the guide."""


def check(
    draft: Draft,
    documents: Mapping[str, Document],
    evidence: Iterable[Evidence],
    pinned: Mapping[str, SourceText] | None = None,
    known: CheckCache | None = None,
) -> CheckResult:
    """All problems with the entries that could be read, and the warnings that were accepted.

    `documents` by source id; `evidence` are the quotes that were proved; `pinned` are the texts,
    by source id, of changed documents as they were when they were pinned, where that is known;
    `known` is what an earlier check found out about passages, and grows.
    """
    checked = RuleContext(
        draft,
        documents,
        tuple(evidence),
        pinned or {},
        known if known is not None else CheckCache(),
    )
    problems = list(setting_problems(draft.publication, RULES))
    for id, level in levels_of(RULES, draft.publication).items():
        if level is not Level.OFF:
            problems += at_level(RULES[id].find(checked), RULES[id], level)
    return apply_acceptances(problems, draft, RULES)
