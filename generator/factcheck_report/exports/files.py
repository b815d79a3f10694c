"""The list of data files. A new file is added here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from factcheck_report import addresses
from factcheck_report.exports.annotations import web_annotations
from factcheck_report.exports.claimreview import claim_reviews
from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.exports.claims_json import claims_json
from factcheck_report.exports.feeds import atom, json_feed
from factcheck_report.i18n.translations import Translations
from factcheck_report.loading.json_schema import FILE as CLAIMS_SCHEMA
from factcheck_report.loading.json_schema import claims_schema
from factcheck_report.model import Report

_MAKERS: Mapping[str, Callable[[Report, Translations, str | None], str]] = {
    addresses.CLAIMS_JSON: lambda report, _, base: claims_json(report, base),
    addresses.CLAIMS_CSV: lambda report, _, base: claims_csv(report, base),
    addresses.CLAIM_REVIEWS: lambda report, _, base: claim_reviews(report, base),
    addresses.ANNOTATIONS: lambda report, _, base: web_annotations(report, base),
    addresses.ATOM_FEED: atom,
    addresses.JSON_FEED: json_feed,
    CLAIMS_SCHEMA: lambda *_: claims_schema(),
}

FILES = tuple(_MAKERS)
"""Names of the data files, all in the site's root folder."""


def exported_files(
    report: Report, translations: Translations, base: str | None
) -> Iterator[tuple[str, str]]:
    """Name and text of each data file, made one at a time.

    Write the text as UTF-8 without changing its line ends. Only the feeds are translated. The
    schema of claims.yaml is the same for every report.
    """
    for name, make in _MAKERS.items():
        yield name, make(report, translations, base)
