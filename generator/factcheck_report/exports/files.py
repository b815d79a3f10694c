"""The list of data files. A new file is added here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.exports.annotations import web_annotations
from factcheck_report.exports.claimreview import claim_reviews
from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.exports.claims_json import claims_json
from factcheck_report.exports.claims_json_schema import claims_json_schema
from factcheck_report.exports.data_package import data_package
from factcheck_report.exports.feeds import atom, json_feed, older_pages
from factcheck_report.exports.quotes_csv import quotes_csv
from factcheck_report.exports.references import references_bib, references_json
from factcheck_report.i18n.translations import Translations
from factcheck_report.loading.json_schema import FILE as CLAIMS_YAML_SCHEMA
from factcheck_report.loading.json_schema import claims_schema
from factcheck_report.model import Report


@dataclass(frozen=True, slots=True)
class DataFile:
    """How to make a data file, and what it is."""

    make: Callable[[Report, Translations, str | None], str]
    media_type: str
    needs_address: bool = False
    """Whether it says nothing without the address of the site."""


_JSON, _CSV = "application/json", "text/csv"
_LINKED_DATA, _SCHEMA = "application/ld+json", "application/schema+json"
_FILES: Mapping[str, DataFile] = {
    addresses.CLAIMS_JSON: DataFile(lambda report, _, base: claims_json(report, base), _JSON),
    addresses.CLAIMS_JSON_SCHEMA: DataFile(lambda *_: claims_json_schema(), _SCHEMA),
    addresses.CLAIMS_CSV: DataFile(lambda report, _, base: claims_csv(report, base), _CSV),
    addresses.QUOTES_CSV: DataFile(lambda report, _, base: quotes_csv(report, base), _CSV),
    addresses.DATA_PACKAGE: DataFile(lambda report, _, base: data_package(report, base), _JSON),
    addresses.CLAIM_REVIEWS: DataFile(
        lambda report, _, base: claim_reviews(report, base or ""), _LINKED_DATA, needs_address=True
    ),
    addresses.ANNOTATIONS: DataFile(
        lambda report, _, base: web_annotations(report, base), _LINKED_DATA
    ),
    addresses.ATOM_FEED: DataFile(atom, "application/atom+xml"),
    addresses.JSON_FEED: DataFile(json_feed, "application/feed+json"),
    addresses.BIBTEX: DataFile(references_bib, "application/x-bibtex"),
    addresses.CSL_JSON: DataFile(references_json, "application/vnd.citationstyles.csl+json"),
    CLAIMS_YAML_SCHEMA: DataFile(lambda *_: claims_schema(), _SCHEMA),
}


def data_files(base: str | None) -> Mapping[str, DataFile]:
    """The data files by name, all in the site's root folder."""
    return {name: file for name, file in _FILES.items() if base or not file.needs_address}


def exported_files(
    report: Report, translations: Translations, base: str | None
) -> Iterator[tuple[str, str]]:
    """Name and text of each data file, then of each older page of the feeds.

    They are made one at a time. Write the text as UTF-8 without changing its line ends. Only the
    feeds and titles of claims are translated. The schemas are the same for every report.
    """
    for name, file in data_files(base).items():
        yield name, file.make(report, translations, base)
    for name, make in older_pages(report, translations, base):
        yield name, make()
