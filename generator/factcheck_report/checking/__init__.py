"""Editorial rules over a whole draft: each looks at it and yields what is wrong.

`RULES` holds all of them with their reasons and examples; `docs/rules.md` is made of it. A report
sets how most of them are taken: `report: {rules: {short-quote: off}}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck_report.checking import (
    calendar,
    claims,
    clipping,
    drift,
    origins,
    proof,
    quotes,
    sources,
    verdicts,
)
from factcheck_report.checking.acceptance import Accepted, Answered, answer
from factcheck_report.checking.levels import at_level, levels_of, setting_problems
from factcheck_report.checking.rule import Checked, Known, Rule
from factcheck_report.model import Document, Draft, Evidence, Level
from factcheck_report.model.texts import SourceText

__all__ = ["RULES", "Accepted", "Answered", "Checked", "Known", "Rule", "check"]

_ROOMS = (proof, verdicts, quotes, clipping, origins, claims, calendar, sources, drift)

RULES: Mapping[str, Rule] = {rule.id: rule for room in _ROOMS for rule in room.RULES}
"""All rules by id, in the order of the guide."""


def check(
    draft: Draft,
    documents: Mapping[str, Document],
    evidence: Iterable[Evidence],
    pinned: Mapping[str, SourceText] | None = None,
    known: Known | None = None,
) -> Answered:
    """All problems with the entries that could be read, and the warnings that were accepted.

    `documents` by source id; `evidence` are the quotes that were proved; `pinned` are the texts,
    by source id, of changed documents as they were when they were pinned, where that is known;
    `known` is what an earlier check found out about passages, and grows.
    """
    checked = Checked(
        draft, documents, tuple(evidence), pinned or {}, known if known is not None else Known()
    )
    problems = list(setting_problems(draft.publication, RULES))
    for id, level in levels_of(RULES, draft.publication).items():
        if level is not Level.OFF:
            problems += at_level(RULES[id].find(checked), RULES[id], level)
    return answer(problems, draft, RULES)
