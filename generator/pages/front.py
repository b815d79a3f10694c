"""The pages of the menu: home, the indexes and the scale of verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Report
from generator.pages import addresses
from generator.pages.page import Findable, Page
from generator.pages.rows import DocumentRow, claim_row, tallies
from generator.pages.scale import decision_table

_DOCUMENTS_ON_HOME = 12


def home(report: Report, documents: Sequence[DocumentRow]) -> Page:
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
            "documents": documents[:_DOCUMENTS_ON_HOME],
            "corrected": sorted(
                ((change, claim) for claim in report.claims for change in claim.corrections),
                key=lambda pair: pair[0].date.sort_key,
                reverse=True,
            )[:5],
        },
        findable=(Findable(publication.title, publication.summary),),
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


def sources(report: Report, documents: Sequence[DocumentRow]) -> Page:
    """All documents."""
    return Page(
        address=addresses.SOURCES,
        template="sources.html",
        title="The documents",
        label="Documents",
        description=f"{len(report.documents)} documents, each with its whole text and every "
        "quoted passage marked.",
        view={"documents": documents},
    )


def verdicts(report: Report) -> Page:
    """The scale: what each verdict means and takes."""
    return Page(
        address=addresses.VERDICTS,
        template="verdicts.html",
        title="The verdicts",
        label="Verdicts",
        description="What each verdict means and what evidence it takes.",
        findable=(
            Findable("The verdicts", "What each verdict means and what evidence it takes."),
            *(
                Findable(verdict.label, verdict.means, verdict.id)
                for verdict in report.draft.verdicts.values()
            ),
        ),
        view={
            "tallies": tallies(report),
            "table": decision_table(tuple(report.draft.verdicts.values())),
        },
    )
