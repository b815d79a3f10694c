"""The list of documents."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck_report import addresses
from factcheck_report.addresses.pagination import paginate
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages.last_changes import change_of_document, newest
from factcheck_report.pages.page import Page, list_page
from factcheck_report.pages.rows import DocumentRow

_DOCUMENTS_PER_PAGE = 100
"""About 150 KB of HTML."""


def source_list_pages(
    report: Report, translations: Translations, documents: Sequence[DocumentRow]
) -> list[Page]:
    """All documents, paginated."""
    return [
        list_page(
            "sources",
            page_slice,
            translations,
            page_slice.total,
            {},
            changed=newest(change_of_document(report, row.document) for row in page_slice.items),
        )
        for page_slice in paginate(documents, addresses.SOURCES, _DOCUMENTS_PER_PAGE)
    ]
