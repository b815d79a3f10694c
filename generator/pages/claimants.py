"""Who makes which claims, and what was found: the index and a page for each."""

from __future__ import annotations

from dataclasses import dataclass

from generator import addresses
from generator.model import Claimant, Report
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
    rows = [_row(report, claimant) for claimant in report.draft.claimants.values()]
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


def _row(report: Report, claimant: Claimant) -> ClaimantRow:
    claims = report.claims_of(claimant)
    return ClaimantRow(claimant, len(claims), tallies_of(report, claims))


def claimant_page(report: Report, words: Words, claimant: Claimant) -> Page:
    """One claimant's claims."""
    claims = report.claims_of(claimant)
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
