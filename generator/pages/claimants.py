"""Who makes which claims, and what was found: the index, and pages for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import addresses
from generator.model import Claim, Claimant, Report
from generator.pages.page import Findable, Page
from generator.pages.rows import CLAIMS_ON_A_PAGE, Tally, claim_row, tallies_of
from generator.paging import cut
from generator.words import Words

_CLAIMANTS_ON_A_PAGE = 100
"""Some 150 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant with the claims made, by verdict."""

    claimant: Claimant
    claims: int
    tallies: tuple[Tally, ...]


def claimants(report: Report, words: Words) -> list[Page]:
    """All claimants, those with the most claims first, cut into pages."""
    made = _claims_by_claimant(report)
    rows = [
        ClaimantRow(claimant, len(made[id]), tallies_of(report, made[id]))
        for id, claimant in report.draft.claimants.items()
    ]
    rows.sort(key=lambda row: -row.claims)
    nobodys = sum(1 for claim in report.claims if not claim.claimants)
    return [
        Page(
            address=part.address,
            template="claimants.html",
            title=part.named(words, words.say("claimants.title")),
            label=part.named(words, words.say("claimants.label")),
            description=words.say("claimants.description", count=part.whole),
            view={"part": part, "nobodys": nobodys},
            section=part.section,
        )
        for part in cut(rows, addresses.CLAIMANTS, _CLAIMANTS_ON_A_PAGE)
    ]


def claimant_pages(report: Report, words: Words) -> list[Page]:
    """The pages of each claimant, in the editor's order."""
    made = _claims_by_claimant(report)
    return [
        page
        for id, claimant in report.draft.claimants.items()
        for page in _pages(report, words, claimant, made[id])
    ]


def _pages(
    report: Report, words: Words, claimant: Claimant, claims: Sequence[Claim]
) -> Iterator[Page]:
    """What was found of a claimant's claims, and their list; where it is long, more pages of it."""
    description = words.say("claimant.description", count=len(claims), name=claimant.name)
    tallied = tallies_of(report, claims)
    found = Findable(claimant.name, "\n".join(filter(None, (claimant.role, description))))
    for part in cut(claims, addresses.claimant(claimant.id), CLAIMS_ON_A_PAGE):
        begins = part.number == 1
        yield Page(
            address=part.address,
            template="claimant.html",
            title=part.named(words, claimant.name),
            label=part.named(words, claimant.name),
            description=description,
            view={
                "claimant": claimant,
                "part": part,
                "claims": [claim_row(report, claim) for claim in part.items],
                "tallies": tallied if begins else (),
            },
            findable=(found,) if begins else (),
            section=addresses.CLAIMANTS,
            position=claimant.marks.entry if begins else None,
        )


def _claims_by_claimant(report: Report) -> Mapping[str, list[Claim]]:
    made: dict[str, list[Claim]] = {id: [] for id in report.draft.claimants}
    for claim in report.claims:
        for id in dict.fromkeys(claim.claimants):
            made[id].append(claim)
    return made
