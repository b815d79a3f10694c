"""Who makes which claims, and what was found: the index, and pages for each."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.pagination import cut, part_of
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claimant, Report
from factcheck_report.pages.page import Findable, Page
from factcheck_report.pages.rows import CLAIMS_ON_A_PAGE, Tally, claim_row, tallies_of

_CLAIMANTS_ON_A_PAGE = 100
"""Some 150 KB of HTML."""


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant with the claims made, by verdict."""

    claimant: Claimant
    claims: int
    tallies: tuple[Tally, ...]


def claimants(report: Report, translations: Translations) -> list[Page]:
    """All claimants, those with the most claims first, cut into pages."""
    rows = [_row(report, claimant) for claimant in report.draft.claimants.values()]
    rows.sort(key=lambda row: -row.claims)
    nobodys = sum(1 for claim in report.claims if not claim.claimants)
    return [
        Page(
            address=part.address,
            template="claimants.html",
            title=part.named(translations, translations.text("claimants.title")),
            label=part.named(translations, translations.text("claimants.label")),
            description=translations.text("claimants.description", count=part.whole),
            view={"part": part, "nobodys": nobodys},
            section=part.section,
        )
        for part in cut(rows, addresses.CLAIMANTS, _CLAIMANTS_ON_A_PAGE)
    ]


def _row(report: Report, claimant: Claimant) -> ClaimantRow:
    claims = report.claims_of(claimant)
    return ClaimantRow(claimant, len(claims), tallies_of(report, claims))


def claimant_page(
    report: Report, translations: Translations, claimant: Claimant, number: int
) -> Page:
    """What was found of a claimant's claims, and their list; where it is long, one page of it.

    `number` is the page's, from 1; the others are not made.
    """
    claims = report.claims_of(claimant)
    part = part_of(claims, addresses.claimant(claimant.id), CLAIMS_ON_A_PAGE, number)
    description = translations.text("claimant.description", count=len(claims), name=claimant.name)
    begins = number == 1
    found = Findable(claimant.name, "\n".join(filter(None, (claimant.role, description))))
    return Page(
        address=part.address,
        template="claimant.html",
        title=part.named(translations, claimant.name),
        label=part.named(translations, claimant.name),
        description=description,
        view={
            "claimant": claimant,
            "part": part,
            "claims": [claim_row(report, claim) for claim in part.items],
            "tallies": tallies_of(report, claims) if begins else (),
        },
        findable=(found,) if begins else (),
        section=addresses.CLAIMANTS,
        position=claimant.marks.entry if begins else None,
    )
