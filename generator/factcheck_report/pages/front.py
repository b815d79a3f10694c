"""The home page, the list of documents and the scale of verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck_report import addresses
from factcheck_report.addresses.pagination import cut
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages.corrections import changes
from factcheck_report.pages.page import Findable, Page
from factcheck_report.pages.rows import DocumentRow, Tally, claim_row
from factcheck_report.pages.scale import decision_table

_DOCUMENTS_ON_HOME = 12
_CORRECTIONS_ON_HOME = 5
_DOCUMENTS_ON_A_PAGE = 100
"""Of the list of documents: some 150 KB of HTML."""


def home(
    report: Report,
    translations: Translations,
    tallied: Sequence[Tally],
    documents: Sequence[DocumentRow],
) -> Page:
    """The report at a glance."""
    publication = report.publication
    keys = publication.key_claims or tuple(claim.id for claim in report.claims[:3])
    return Page(
        address=addresses.HOME,
        template="home.html",
        title=publication.title,
        label=translations.text("home.label"),
        description=publication.summary,
        view={
            "tallies": tallied,
            "key_claims": [claim_row(report, report.draft.claims[id]) for id in keys],
            "documents": documents[:_DOCUMENTS_ON_HOME],
            "corrected": changes(report)[:_CORRECTIONS_ON_HOME],
            "ways": _ways(report),
            "claim_count": len(report.claims),
            "document_count": len(report.documents),
        },
        findable=(Findable(publication.title, publication.summary),),
        position=publication.marks.entry,
        changed=report.changed,
    )


def _ways(report: Report) -> list[tuple[str, str]]:
    """The pages of the menu that the home page does not show itself: name of their words, address.

    A report without a timeline, say, has no such page.
    """
    draft = report.draft
    every = (
        ("claimants", addresses.CLAIMANTS, draft.claimants),
        ("origins", addresses.ORIGINS, draft.origins),
        ("matrix", addresses.MATRIX, True),
        ("timeline", addresses.TIMELINE, draft.timeline),
        ("disagreements", addresses.DISAGREEMENTS, draft.disagreements),
        ("corrections", addresses.CORRECTIONS, True),
        ("data", addresses.DATA, True),
    )
    return [(name, address) for name, address, there in every if there]


def sources(translations: Translations, documents: Sequence[DocumentRow]) -> list[Page]:
    """All documents, cut into pages."""
    return [
        Page(
            address=part.address,
            template="sources.html",
            title=part.named(translations, translations.text("sources.title")),
            label=part.named(translations, translations.text("sources.label")),
            description=translations.text("sources.description", count=part.whole),
            view={"part": part},
            section=part.section,
        )
        for part in cut(documents, addresses.SOURCES, _DOCUMENTS_ON_A_PAGE)
    ]


def verdicts(report: Report, translations: Translations, tallied: Sequence[Tally]) -> Page:
    """The scale: what each verdict means and takes."""
    title, description = (
        translations.text("verdicts.title"),
        translations.text("verdicts.description"),
    )
    return Page(
        address=addresses.VERDICTS,
        template="verdicts.html",
        title=title,
        label=translations.text("verdicts.label"),
        description=description,
        findable=(
            Findable(title, description),
            *(
                Findable(verdict.label, verdict.means, verdict.id)
                for verdict in report.draft.verdicts.values()
            ),
        ),
        view={
            "tallies": tallied,
            "has_origins": bool(report.draft.origins),
            "table": decision_table(tuple(report.draft.verdicts.values())),
        },
    )
