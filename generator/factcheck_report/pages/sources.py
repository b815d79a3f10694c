"""The list of documents."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck_report import addresses
from factcheck_report.addresses.pagination import paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.pages.page import Page
from factcheck_report.pages.rows import DocumentRow

_DOCUMENTS_PER_PAGE = 100
"""About 150 KB of HTML."""


def source_list_pages(translations: Translations, documents: Sequence[DocumentRow]) -> list[Page]:
    """All documents, paginated."""
    return [
        Page(
            address=page_slice.address,
            template="sources.html",
            title=page_slice.title(translations, translations.text("sources.title")),
            label=page_slice.title(translations, translations.text("sources.label")),
            description=translations.text("sources.description", count=page_slice.total),
            view={"page_slice": page_slice},
            index_page=page_slice.index_page,
        )
        for page_slice in paginate(documents, addresses.SOURCES, _DOCUMENTS_PER_PAGE)
    ]
