"""The pages of the menu: home, the indexes and the scale of verdicts."""

from __future__ import annotations

from generator.model import Report
from generator.pages import addresses
from generator.pages.page import Page
from generator.pages.rows import claim_row, document_rows, tallies


def home(report: Report) -> Page:
    """The report at a glance."""
    publication = report.publication
    keys = publication.key_claims or tuple(claim.id for claim in report.claims[:3])
    return Page(
        address=addresses.HOME,
        template="home.html",
        title=publication.title,
        label="Report",
        description=publication.summary,
        view={
            "tallies": tallies(report),
            "key_claims": [claim_row(report, report.draft.claims[id]) for id in keys],
            "documents": document_rows(report),
            "corrected": sorted(
                ((change, claim) for claim in report.claims for change in claim.corrections),
                key=lambda pair: pair[0].date.sort_key,
                reverse=True,
            )[:5],
        },
        position=publication.marks.entry,
    )


def claims(report: Report) -> Page:
    """All claims, by verdict."""
    return Page(
        address=addresses.CLAIMS,
        template="claims.html",
        title="All claims",
        label="Claims",
        description=f"{len(report.claims)} claims, each with its verdict and its evidence.",
        view={"tallies": tallies(report)},
    )


def sources(report: Report) -> Page:
    """All documents."""
    return Page(
        address=addresses.SOURCES,
        template="sources.html",
        title="The documents",
        label="Documents",
        description=f"{len(report.documents)} documents, each with its whole text and every "
        "quoted passage marked.",
        view={"documents": document_rows(report)},
    )


def verdicts(report: Report) -> Page:
    """The scale: what each verdict means and takes."""
    return Page(
        address=addresses.VERDICTS,
        template="verdicts.html",
        title="The verdicts",
        label="Verdicts",
        description="What each verdict means and what evidence it takes.",
        view={"tallies": tallies(report)},
    )
