"""The home page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages.corrections import all_corrections
from factcheck_report.pages.disagreements import disagreements_name
from factcheck_report.pages.last_changes import change_of_report
from factcheck_report.pages.page import Page, SearchText
from factcheck_report.pages.rows import DocumentRow, VerdictCount, claim_row
from factcheck_report.pages.summaries import LONGEST_DESCRIPTION, shortened

_FIRST_FINDINGS = 3
"""Findings that the page shows at once; the others are folded."""
_LONGEST_FINDING = 130
"""Code points of what is said of a finding: two or three lines of a phone."""
_SHORTEST_CHART = 46
"""Claims for which the chart has room at full size: as many bars as fit beside each other on a
phone."""
_MOST_BARS = 92
"""Claims with one verdict, up to which each is a bar of its own. Nobody would count more."""
_MOST_DOCUMENTS = 12
_MOST_CORRECTIONS = 5


@dataclass(frozen=True, slots=True)
class Chart:
    """How long the bars of the verdicts are."""

    most: int
    """The number of claims that the whole width stands for."""
    one_each: bool
    """Whether each claim is a bar of its own."""


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the menu, as the home page names it."""

    name: str
    """In keys of translations."""
    address: str
    count: int | None
    """How many entries it has, where its description says that."""


def _chart(verdict_counts: Sequence[VerdictCount]) -> Chart:
    most = max((count.claims for count in verdict_counts), default=0)
    if most > _MOST_BARS:
        return Chart(most, one_each=False)
    return Chart(max(most, _SHORTEST_CHART), one_each=True)


def _ways(report: Report, menu: Iterable[str]) -> list[Way]:
    draft = report.draft
    counts = {
        addresses.CLAIMS: len(report.claims),
        addresses.SOURCES: len(report.documents),
        addresses.CLAIMANTS: len(draft.claimants),
        addresses.ORIGINS: len(draft.origins),
        addresses.TIMELINE: len(draft.timeline),
        addresses.DISAGREEMENTS: sum(item.is_real for item in draft.disagreements) or None,
    }
    names = {addresses.DISAGREEMENTS: disagreements_name(report)}
    return [
        Way(names.get(address, addresses.menu_key(address)), address, counts.get(address))
        for address in menu
        if address != addresses.HOME and counts.get(address) != 0
    ]


def home_page(
    report: Report,
    translations: Translations,
    verdict_counts: Sequence[VerdictCount],
    documents: Sequence[DocumentRow],
    menu: Iterable[str],
    *,
    printable: bool = False,
) -> Page:
    """An overview of the report.

    `menu` holds the addresses of the pages of the menu; `printable` tells whether there is a page
    with the whole report.
    """
    publication = report.publication
    description = shortened(publication.summary, LONGEST_DESCRIPTION)
    keys = publication.key_claims or tuple(claim.id for claim in report.claims[:_FIRST_FINDINGS])
    findings = [claim_row(report, report.draft.claims[id]) for id in keys]
    return Page(
        address=addresses.HOME,
        template="home.html",
        title=publication.title,
        label=translations.text("home.label"),
        description=description,
        view={
            "checked": report.checked,
            "are_key_claims": bool(publication.key_claims),
            "findings": findings[:_FIRST_FINDINGS],
            "more_findings": findings[_FIRST_FINDINGS:],
            "longest_finding": _LONGEST_FINDING,
            "verdict_counts": [count for count in verdict_counts if count.claims],
            "chart": _chart(verdict_counts),
            "documents": documents[:_MOST_DOCUMENTS],
            "corrections": all_corrections(report)[:_MOST_CORRECTIONS],
            "ways": _ways(report, menu),
            "printable": printable,
            "claim_count": len(report.claims),
            "document_count": len(report.documents),
            "quote_count": len(report.evidence),
            "passage_count": report.passage_count,
        },
        search_texts=(SearchText(publication.title, publication.summary),),
        position=publication.positions.entry,
        changed=change_of_report(report),
    )
