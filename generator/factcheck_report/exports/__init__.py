"""The report for machines: pure functions from a report to the text of data files.

`base` is always the site's absolute address, ending in a slash, or None where the report does
not know where it is published; links are relative to the site's root then.
"""

from collections.abc import Callable, Iterator

from factcheck_report import addresses
from factcheck_report.exports.annotations import FILE as _ANNOTATIONS
from factcheck_report.exports.annotations import web_annotations
from factcheck_report.exports.citations import Citation, cite
from factcheck_report.exports.claimreview import claim_review, claim_reviews, inline_json
from factcheck_report.exports.claims_csv import BYTE_ORDER_MARK, claims_csv
from factcheck_report.exports.claims_json import FORMAT, claims_json
from factcheck_report.exports.feeds import atom, json_feed
from factcheck_report.i18n.translations import Translations
from factcheck_report.loading.json_schema import FILE as _SCHEMA
from factcheck_report.loading.json_schema import claims_schema
from factcheck_report.model import Report

__all__ = [
    "BYTE_ORDER_MARK",
    "FILES",
    "FORMAT",
    "Citation",
    "atom",
    "cite",
    "claim_review",
    "claim_reviews",
    "claims_csv",
    "claims_json",
    "exports",
    "inline_json",
    "json_feed",
    "web_annotations",
]

FILES = (
    "claims.json",
    "claims.csv",
    "claimreview.json",
    _ANNOTATIONS,
    addresses.ATOM_FEED,
    addresses.JSON_FEED,
    _SCHEMA,
)
"""The names of the data files, all at the site's root."""


def exports(
    report: Report, translations: Translations, base: str | None
) -> Iterator[tuple[str, str]]:
    """Every data file, one made after the other: its name, and the text to be written as UTF-8.

    Line ends as they are. Only the feeds, which people read too, are in the report's language.
    The schema of the claims file is the same for every report.
    """
    makers: tuple[Callable[[], str], ...] = (
        lambda: claims_json(report, base),
        lambda: claims_csv(report, base),
        lambda: claim_reviews(report, base),
        lambda: web_annotations(report, base),
        lambda: atom(report, translations, base),
        lambda: json_feed(report, translations, base),
        claims_schema,
    )
    for name, make in zip(FILES, makers, strict=True):
        yield name, make()
