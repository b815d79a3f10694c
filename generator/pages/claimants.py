"""Who makes which claims, and what was found: the index and a page for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.model import Claim, Claimant, Report
from generator.pages.page import Findable, Page
from generator.pages.rows import Tally, claim_row, tallies_of
from generator.words import Words


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant with the claims made, by verdict."""

    claimant: Claimant
    claims: int
    tallies: tuple[Tally, ...]


def claimants(report: Report, words: Words) -> Page:
    """All claimants, those with the most claims first."""
    made = _claims_by_claimant(report)
    rows = [
        ClaimantRow(claimant, len(made[id]), tallies_of(report, made[id]))
        for id, claimant in report.draft.claimants.items()
    ]
    rows.sort(key=lambda row: -row.claims)
    return Page(
        address=addresses.CLAIMANTS,
        template="claimants.html",
        title=words.say("claimants.title"),
        label=words.say("claimants.label"),
        description=words.say("claimants.description", count=len(rows)),
        view={
            "rows": rows,
            "nobodys": sum(1 for claim in report.claims if not claim.claimants),
        },
    )


def claimant_pages(report: Report, words: Words) -> list[Page]:
    """A page for each claimant, in the editor's order."""
    made = _claims_by_claimant(report)
    return [
        _page(report, words, claimant, made[id]) for id, claimant in report.draft.claimants.items()
    ]


def _page(report: Report, words: Words, claimant: Claimant, claims: Sequence[Claim]) -> Page:
    description = words.say("claimant.description", count=len(claims), name=claimant.name)
    return Page(
        address=addresses.claimant(claimant.id),
        template="claimant.html",
        title=claimant.name,
        label=claimant.name,
        description=description,
        view={
            "claimant": claimant,
            "claims": [claim_row(report, claim) for claim in claims],
            "tallies": tallies_of(report, claims),
        },
        findable=(Findable(claimant.name, "\n".join(filter(None, (claimant.role, description)))),),
        section=addresses.CLAIMANTS,
        position=claimant.marks.entry,
    )


def _claims_by_claimant(report: Report) -> Mapping[str, list[Claim]]:
    made: dict[str, list[Claim]] = {id: [] for id in report.draft.claimants}
    for claim in report.claims:
        for id in dict.fromkeys(claim.claimants):
            made[id].append(claim)
    return made
