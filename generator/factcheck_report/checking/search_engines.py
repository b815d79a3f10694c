"""Rules for what search engines and collectors of fact checks need: all are notes."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.checking.rule import Finding, Rule, RuleContext
from factcheck_report.model import Level
from factcheck_report.problems import counted

_MOST_NAMED = 5
"""Claimants that the problem names."""


def _ratings_have_a_scale(context: RuleContext) -> Iterator[Finding]:
    if context.draft.publication.scale is not None:
        return
    for verdict in context.draft.verdicts.values():
        # A verdict on what was said has no rating: see STATEMENT_VERDICT.
        if verdict.rating is not None and not verdict.is_statement:
            yield Finding(
                (f"verdict {verdict.id}", verdict.positions.at("rating")),
                what="The verdicts have ratings, but the report does not say which rating is the "
                "worst and which is the best. Data for search engines leave the ratings out.",
                fix="Add the scale under “report:”, for example scale: {worst: 1, best: 5}. Name "
                "the worst and the best that are possible, even if no verdict has them.",
            )
            return


NO_SCALE = Rule(
    id="no-scale",
    level=Level.NOTE,
    title="A report with ratings names their scale.",
    reason="""\
Programs compute how true a claim is from three numbers: the rating, the worst and the best. If the
lowest rating in use stood for the worst, they would show a disputed claim as false. So without
`report: scale:`, ClaimReview has no numbers, only the name of the verdict. It is only a note,
because the pages show the verdicts all the same. It names the first verdict with a rating.""",
    wrong="""\
verdicts:
  disputed: {label: Disputed, means: One says so., tone: mixed, rating: 3}
""",
    right="""\
report:
  scale: {worst: 1, best: 5}
verdicts:
  disputed: {label: Disputed, means: One says so., tone: mixed, rating: 3}
""",
    find=_ratings_have_a_scale,
)


def _claimants_have_a_kind(context: RuleContext) -> Iterator[Finding]:
    without = [one for one in context.draft.claimants.values() if one.kind is None]
    if not without:
        return
    first, others = without[0], len(without) - _MOST_NAMED
    named = ", ".join(claimant.id for claimant in without[:_MOST_NAMED])
    more = f" and {others:,} more" if others > 0 else ""
    yield Finding(
        (f"claimant {first.id}", first.positions.entry),
        what=f"{counted(len(without), 'claimant')} without “kind:”: {named}{more}. Search engines "
        "ask whether the author of a claim is a person or an organisation.",
        fix="Add “kind:” to each: person, government, news, organisation, or anonymous if the "
        "documents do not name them.",
    )


CLAIMANT_KIND = Rule(
    id="claimant-kind",
    level=Level.NOTE,
    title="A claimant has a kind.",
    reason="""\
ClaimReview names the author of a claim as a Person or as an Organization. Without `kind:`, nobody
but you knows which it is, so the data give the name as text, without an author. The same holds for
`kind: anonymous`: “Western officials” are neither. It is only a note, because the pages show the
claimant all the same. One note names them all.""",
    wrong="""\
claimants:
  minister: {name: The minister, role: Minister}
claims:
  drones-sent:
    claimants: [minister]
""",
    right="""\
claimants:
  minister: {name: The minister, role: Minister, kind: person}
claims:
  drones-sent:
    claimants: [minister]
""",
    find=_claimants_have_a_kind,
)

RULES = (NO_SCALE, CLAIMANT_KIND)
