"""Rules for the two kinds of claim: what happened, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck_report.checking.examples import SPOKESMAN, claim_with
from factcheck_report.checking.rule import Finding, Rule, RuleContext, at
from factcheck_report.model import ClaimKind, CountedUnit, Level, Thresholds, Tone, Verdict
from factcheck_report.theme.colours import hexadecimal, light_colours

_ABOUT = {ClaimKind.EVENT: "what happened", ClaimKind.STATEMENT: "what was said"}


def _kinds_agree(context: RuleContext) -> Iterator[Finding]:
    verdicts = context.draft.verdicts
    for claim in context.draft.claims.values():
        verdict = verdicts.get(claim.verdict)
        if verdict is None or verdict.kind is claim.kind:
            continue
        others = [f"“{other.id}”" for other in verdicts.values() if other.kind is claim.kind]
        offered = f" ({', '.join(others[:_MOST_OFFERED])})" if others else ""
        yield Finding(
            at(claim, "verdict"),
            what=f"The claim is about {_ABOUT[claim.kind]} (kind: {claim.kind}), but the verdict "
            f"“{verdict.label}” is for claims about {_ABOUT[verdict.kind]}.",
            fix=f"Choose a verdict with “kind: {claim.kind}”{offered}, or write "
            f"“kind: {verdict.kind}” on the claim if it is about {_ABOUT[verdict.kind]}.",
        )


_MOST_OFFERED = 10
"""Other verdicts that a problem suggests."""

_REPORTED = """\
verdicts:
  reported:
    kind: statement
    label: Correctly attributed
    means: At least one of the documents reports that it was said.
    tone: neutral
    needs: {supporting_documents: 1}
    allows: {refuting_documents: 0}
"""

CLAIM_KIND = Rule(
    id="claim-kind",
    level=Level.ERROR,
    title="A claim and its verdict are of the same kind.",
    reason="""\
A claim is about what happened (`kind: event`, the default) or about what was said
(`kind: statement`). The two kinds need different evidence: independent origins for
what happened, and documents that report it for what was said. So each kind has its own
verdicts.""",
    locked_because="The page of a claim tells readers what its verdict judges.",
    wrong=_REPORTED + claim_with(SPOKESMAN, kind="event", verdict="reported"),
    right=_REPORTED
    + claim_with(
        SPOKESMAN,
        claim="A spokesman said that drones were sent in summer.",
        kind="statement",
        verdict="reported",
    ),
    find=_kinds_agree,
)


def _statement_verdicts_do_not_judge(context: RuleContext) -> Iterator[Finding]:
    verdicts = context.draft.verdicts.values()
    true = _colours_of_truth(verdicts)
    for verdict in verdicts:
        if not verdict.is_statement:
            continue
        entry = f"verdict {verdict.id}"
        if verdict.rating is not None:
            yield Finding(
                (entry, verdict.positions.at("rating")),
                what="The verdict is about what was said, but it has a rating. A rating says how "
                "true something is.",
                fix="Delete “rating:”.",
            )
        if CountedUnit.ORIGINS in verdict.counted:
            field = "needs" if _has_origins(verdict.needs) else "allows"
            yield Finding(
                (entry, verdict.positions.at(field)),
                what="The verdict is about what was said, but it counts origins. What somebody "
                "said has one origin: that person or body.",
                fix="Count documents instead: needs: {supporting_documents: 1}.",
            )
        if verdict.color is None and verdict.tone is not Tone.NEUTRAL:
            yield Finding(
                (entry, verdict.positions.at("tone")),
                what=f"The verdict is about what was said, but its tone is {verdict.tone}. Its "
                "colour would tell readers that what was said is true or false.",
                fix="Write “tone: neutral”, or give the verdict a “color:” of its own.",
            )
        if verdict.color is not None and _digits(verdict.color) in true:
            yield Finding(
                (entry, verdict.positions.at("color")),
                what="The verdict is about what was said, but it has the colour of a verdict that "
                "says that a claim is true.",
                fix="Choose another colour, or delete “color:” and write “tone: neutral”.",
            )


def _has_origins(thresholds: Thresholds) -> bool:
    return thresholds.supporting_origins is not None or thresholds.refuting_origins is not None


def _colours_of_truth(verdicts: Iterable[Verdict]) -> frozenset[str]:
    """The colours, as six digits, of the verdicts that say that a claim is true."""
    own = (
        _digits(verdict.color)
        for verdict in verdicts
        if verdict.color and not verdict.is_statement and verdict.tone is Tone.POSITIVE
    )
    return frozenset((_digits(hexadecimal(light_colours()["positive"])), *own))


def _digits(colour: str) -> str:
    return colour.removeprefix("#").lower()


STATEMENT_VERDICT = Rule(
    id="statement-verdict",
    level=Level.ERROR,
    title="A verdict on what was said does not judge whether it is true.",
    reason="""\
A verdict with `kind: statement` only says whether somebody said something. It counts the documents
that report it (`supporting_documents`, `refuting_documents`), never origins. It has no `rating:`.
Its `tone:` is neutral, unless it has its own `color:`. That colour must not be the colour of a
positive verdict. Otherwise readers and search engines would take “he said so” for “it is so”.""",
    locked_because="The claim's page says that its verdict does not judge the statement.",
    wrong="""\
verdicts:
  reported:
    kind: statement
    label: Correctly attributed
    means: At least one of the documents reports that it was said.
    tone: positive
    rating: 5
""",
    right=_REPORTED,
    find=_statement_verdicts_do_not_judge,
)

RULES = (CLAIM_KIND, STATEMENT_VERDICT)
