"""The data files as a schema.org Dataset, embedded in the page about them for search engines.

All of it stands on that page, too. What the report does not state, such as the time and the place
that its claims are about, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck_report import addresses
from factcheck_report.exports.claimreview import SCHEMA_ORG, publisher_as_author
from factcheck_report.exports.dates import date_text
from factcheck_report.exports.json_text import without_empty
from factcheck_report.model import License, Report


def dataset(
    report: Report, about: str, media_types: Mapping[str, str], base: str
) -> dict[str, object]:
    """The data files as JSON-LD.

    `about` says what the files are, in a sentence; `media_types` are those of the files, by name.
    Search engines ask for a description of 50 to 5,000 characters.
    """
    publication = report.publication
    return without_empty(
        {
            "@context": SCHEMA_ORG,
            "@type": "Dataset",
            "name": publication.title,
            "description": f"{publication.summary} {about}",
            "url": addresses.data_link(base, addresses.DATA),
            "inLanguage": publication.language,
            "creator": publisher_as_author(publication.publisher),
            "license": _license(publication.license),
            "dateModified": date_text(report.changed),
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": name,
                    "contentUrl": addresses.data_link(base, name),
                    "encodingFormat": media_type,
                }
                for name, media_type in media_types.items()
            ],
        }
    )


def _license(license: License | None) -> object:
    """An address or, for a licence without one, a work with a name."""
    if license is None:
        return None
    return license.url or {"@type": "CreativeWork", "name": license.name}
