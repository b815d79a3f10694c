"""The list of all claims, by verdict, cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck_report import addresses
from factcheck_report.addresses.pagination import cut
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report, Verdict
from factcheck_report.pages.page import Page
from factcheck_report.pages.rows import CLAIMS_ON_A_PAGE, ClaimRow, Tally, listed


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one verdict that stand together on a page of the list."""

    verdict: Verdict
    claims: tuple[ClaimRow, ...]
    continued: bool
    """Whether the verdict's first claims stand on an earlier page."""


def claim_lists(report: Report, translations: Translations, tallied: Sequence[Tally]) -> list[Page]:
    """The pages of the list; the first is the index that readers come to."""
    title, label = translations.text("claims.title"), translations.text("claims.label")
    description = translations.text("claims.description", count=len(report.claims))
    begun: set[str] = set()
    made = []
    for part in cut(listed(report), addresses.CLAIMS, CLAIMS_ON_A_PAGE):
        groups = tuple(
            Group(report.draft.verdicts[id], tuple(some), id in begun)
            for id, some in groupby(part.items, key=lambda row: row.claim.verdict)
        )
        begun.update(group.verdict.id for group in groups)
        made.append(
            Page(
                address=part.address,
                template="claims.html",
                title=part.named(translations, title),
                label=part.named(translations, label),
                description=description,
                view={"tallies": tallied, "groups": groups, "part": part},
                section=part.section,
            )
        )
    return made
