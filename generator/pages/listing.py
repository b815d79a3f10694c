"""The list of all claims, by verdict, cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import addresses
from generator.model import Report, Verdict
from generator.pages.page import Page
from generator.pages.rows import CLAIMS_ON_A_PAGE, ClaimRow, Tally
from generator.words import Words


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one verdict that stand together on a page of the list."""

    verdict: Verdict
    claims: tuple[ClaimRow, ...]
    continued: bool
    """Whether the verdict's first claims stand on an earlier page."""


def claim_lists(report: Report, words: Words, tallied: Sequence[Tally]) -> list[Page]:
    """The pages of the list; the first is the index that readers come to."""
    rows = [row for tally in tallied for row in tally.claims]
    chunks = [
        rows[start : start + CLAIMS_ON_A_PAGE] for start in range(0, len(rows), CLAIMS_ON_A_PAGE)
    ] or [[]]
    begun: set[str] = set()
    made = []
    for number, chunk in enumerate(chunks, 1):
        groups = tuple(
            Group(report.draft.verdicts[id], tuple(some), id in begun)
            for id, some in groupby(chunk, key=lambda row: row.claim.verdict)
        )
        begun.update(group.verdict.id for group in groups)
        title = words.say("claims.title")
        made.append(
            Page(
                address=addresses.claims_page(number),
                template="claims.html",
                title=title if number == 1 else words.say("claims.page", title=title, page=number),
                label=words.say("claims.label"),
                description=words.say("claims.description", count=len(report.claims)),
                view={
                    "tallies": tallied,
                    "claim_count": len(report.claims),
                    "groups": groups,
                    "first": (number - 1) * CLAIMS_ON_A_PAGE + 1,
                    "last": (number - 1) * CLAIMS_ON_A_PAGE + len(chunk),
                    "number": number,
                    "page_count": len(chunks),
                },
                section=None if number == 1 else addresses.CLAIMS,
            )
        )
    return made
