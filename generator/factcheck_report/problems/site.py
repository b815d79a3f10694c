"""Notes on the settings of the site, for the command and the plugin."""

from __future__ import annotations

from factcheck_report.model import Position
from factcheck_report.problems.problem import Problem, Severity


def no_site_url(position: Position) -> Problem:
    """The note that the site's address is not set; `position` is where to set it."""
    return Problem(
        position=position,
        rule="no-site-url",
        severity=Severity.NOTE,
        what="The address of the site is not set. Feeds, citations and pictures for shared links "
        "need full addresses, and without it there are no data for search engines (ClaimReview).",
        fix="Add the address where you will publish the report: "
        "site_url: https://example.org/report/",
    )
