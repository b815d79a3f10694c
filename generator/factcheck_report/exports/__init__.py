"""The report as data files: JSON, CSV, feeds and citations.

In all of them `base` is the site's absolute address, ending in a slash, or None if unknown. Links
are relative to the site's root then.
"""

from factcheck_report.exports.annotations import web_annotations
from factcheck_report.exports.citations import Citation, cite
from factcheck_report.exports.claimreview import claim_review, claim_reviews, inline_json
from factcheck_report.exports.claims_csv import claims_csv
from factcheck_report.exports.claims_json import FORMAT, claims_json
from factcheck_report.exports.feeds import atom, json_feed
from factcheck_report.exports.files import FILES, exported_files

__all__ = [
    "FILES",
    "FORMAT",
    "Citation",
    "atom",
    "cite",
    "claim_review",
    "claim_reviews",
    "claims_csv",
    "claims_json",
    "exported_files",
    "inline_json",
    "json_feed",
    "web_annotations",
]
