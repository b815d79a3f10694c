"""The home page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck_report import addresses
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages.corrections import all_corrections
from factcheck_report.pages.disagreements import disagreements_name
from factcheck_report.pages.page import Page, SearchText
from factcheck_report.pages.rows import DocumentRow, VerdictCount, claim_row
from factcheck_report.pages.summaries import LONGEST_DESCRIPTION, shortened

_MOST_DOCUMENTS = 12
_MOST_CORRECTIONS = 5
_SHOWN_HERE = (addresses.HOME, addresses.CLAIMS, addresses.SOURCES, addresses.VERDICTS)
"""Menu pages that the home page links to in other places, so not again under “ways”."""


def _way(report: Report, address: str) -> tuple[str, str, int | None]:
    """The name of a page in keys of translations, its address, and a number to show with it."""
    if address != addresses.DISAGREEMENTS:
        return addresses.menu_key(address), address, None
    real = sum(item.is_real for item in report.draft.disagreements)
    return disagreements_name(report), address, real or None


def home_page(
    report: Report,
    translations: Translations,
    verdict_counts: Sequence[VerdictCount],
    documents: Sequence[DocumentRow],
    menu: Iterable[str],
) -> Page:
    """An overview of the report. `menu` holds the addresses of the pages of the menu."""
    publication = report.publication
    description = shortened(publication.summary, LONGEST_DESCRIPTION)
    keys = publication.key_claims or tuple(claim.id for claim in report.claims[:3])
    return Page(
        address=addresses.HOME,
        template="home.html",
        title=publication.title,
        label=translations.text("home.label"),
        description=description,
        view={
            "verdict_counts": verdict_counts,
            "are_key_claims": bool(publication.key_claims),
            "key_claims": [claim_row(report, report.draft.claims[id]) for id in keys],
            "documents": documents[:_MOST_DOCUMENTS],
            "corrections": all_corrections(report)[:_MOST_CORRECTIONS],
            "ways": [_way(report, address) for address in menu if address not in _SHOWN_HERE],
            "claim_count": len(report.claims),
            "document_count": len(report.documents),
            "quote_count": len(report.evidence),
            "passage_count": report.passage_count,
        },
        search_texts=(SearchText(publication.title, publication.summary),),
        position=publication.positions.entry,
        changed=report.changed,
    )
