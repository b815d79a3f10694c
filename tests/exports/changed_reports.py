"""Reports with one change, for the tests of data files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from factcheck_report import addresses
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Claim, Display, Report
from factcheck_report.pages import Pages

BASE = "https://example.org/report/"
HOSTILE = (
    "</script><script>alert(1)</script>",
    "]]> <!-- --> &amp; &lt;b&gt; <![CDATA[x",
    "quotes \" ' ` and a backslash \\ and {{ config }} {title} %s",
    "controls \x00 \x08 \x1b[31m \x85 \ufffe and \u202ereordered\u202c, \u2028lines\u2029",
    "astral 𝔻𝕣𝕠𝕟𝕖 🛩",
)
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def with_claims(report: Report, change: Callable[[Claim], Claim]) -> Report:
    claims = {id: change(claim) for id, claim in report.draft.claims.items()}
    return replace(report, draft=replace(report.draft, claims=claims))


def with_publication(report: Report, **changes: Any) -> Report:
    publication = replace(report.publication, **changes)
    return replace(report, draft=replace(report.draft, publication=publication))


def in_excerpts(report: Report) -> Report:
    documents = {
        id: replace(document, source=replace(document.source, display=Display.EXCERPTS))
        for id, document in report.documents.items()
    }
    return replace(report, documents=documents)


def claim_files(report: Report, base: str | None) -> list[str]:
    """The data of each claim, in the order of the claims, as the claim's page makes it."""
    pages = Pages(report, english_translations(), base)
    making = (pages.at(addresses.claim(claim.id)).data for claim in report.claims)
    return [make() for make in making if make is not None]


def the_claim(report: Report) -> Claim:
    return report.claims[0]
