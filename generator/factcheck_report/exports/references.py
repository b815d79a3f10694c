"""references.bib (BibTeX) and references.json (CSL-JSON): the report, its claims and documents.

Claims have their id as key, as in the citation on their page; the other keys have a colon, which no
id has. Authors stay as the document names them: nobody knows which part is a family name.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.exports.citations import (
    CitedWork,
    bibtex_entry,
    csl_item,
    one_line,
    reference_of_claim,
)
from factcheck_report.exports.dates import stated
from factcheck_report.exports.json_text import json_file
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report, Source
from factcheck_report.model.dates import PartialDate

REPORT_KEY = "report:all"
"""The key of the report as a whole."""


def document_key(id: str) -> str:
    """The key of a document."""
    return f"document:{id}"


def references_bib(report: Report, translations: Translations, base: str | None) -> str:
    """The text of references.bib."""
    return "\n".join(map(bibtex_entry, _references(report, translations, base)))


def references_json(report: Report, translations: Translations, base: str | None) -> str:
    """The text of references.json."""
    return json_file(map(csl_item, _references(report, translations, base)), 1)


def _references(
    report: Report, translations: Translations, base: str | None
) -> Iterator[CitedWork]:
    publication = report.publication
    yield CitedWork(
        id=REPORT_KEY,
        type="webpage",
        title=one_line(publication.title),
        language=publication.language,
        author=one_line(publication.publisher.name) if publication.publisher else None,
        date=stated(report.checked),
        url=base,
    )
    for claim in report.claims:
        yield reference_of_claim(report, translations, claim, base)
    for document in report.documents.values():
        yield _document(document.source)


def _document(source: Source) -> CitedWork:
    saved = source.archived
    return CitedWork(
        id=document_key(source.id),
        type="document",
        title=one_line(source.title),
        language=source.language,
        author=one_line(source.author) if source.author else None,
        publisher=one_line(source.publisher) if source.publisher else None,
        genre=one_line(source.kind) if source.kind else None,
        date=stated(source.published),
        accessed=stated(saved) if isinstance(saved, PartialDate) else None,
        url=source.url,
    )
