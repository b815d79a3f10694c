"""Notes on how a report will be published, which the command and the plugin tell alike."""

from __future__ import annotations

from factcheck_report.model import Position
from factcheck_report.problems.problem import Problem, Severity


def no_site_url(place: Position) -> Problem:
    """The address of the site is not set; `place` is where it would be."""
    return Problem(
        position=place,
        rule="no-site-url",
        severity=Severity.NOTE,
        what="The address of the site is not set. Feeds, citations and pictures for shared links "
        "need full addresses.",
        fix="Write the address at which the report will be published: "
        "site_url: https://example.org/report/",
    )
