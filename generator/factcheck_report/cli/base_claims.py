"""The claims files of a git revision, and whether a claim was published in it."""

from __future__ import annotations

from pathlib import Path

from factcheck_report.cli.options import DEFAULT_CLAIMS
from factcheck_report.cli.site_settings import site_settings
from factcheck_report.git.revisions import (
    RevisionError,
    has_claims,
    read_revision,
    resolve,
    settings_of_revision,
)
from factcheck_report.problems import Severity

_BASES = ("origin/HEAD", "main", "master", "HEAD")
"""Revisions that may be the published one, the most likely first."""


def claims_at(folder: Path, revision: str | None) -> str | None:
    """The claims files that the settings of a site name in a revision; None if it has none.

    None also if it names several reports, and without a revision, for the folder as it is. Raises
    RevisionError.
    """
    if revision is None:
        return None
    with settings_of_revision(folder, revision) as root:
        settings = site_settings(root)
        if settings is None or len(settings.reports) != 1:
            return None
        return settings.reports[0].claims or DEFAULT_CLAIMS


def likely_base(folder: Path) -> str | None:
    """The revision that is probably published; None if there is no git history."""
    for name in _BASES:
        try:
            resolve(folder, name)
        except RevisionError:
            continue
        return name
    return None


def was_published(folder: Path, revision: str, claims: str, id: str) -> bool:
    """Whether readers see a claim in a revision.

    `claims` names the claims files if the revision has no settings of a site. Whatever cannot
    be read counts as published. Raises RevisionError.
    """
    there = claims_at(folder, revision) or claims
    if not has_claims(folder, revision, there):
        return False
    outcome = read_revision(folder, revision, there)
    if outcome.published is None:
        return True
    if id in outcome.published.claims:
        return True
    errors = [item for item in outcome.problems if item.severity is Severity.ERROR]
    of_claim = any(item.entry.partition(",")[0] == f"claim {id}" for item in errors)
    return of_claim or any(item.rule in ("yaml", "claims-file") for item in errors)
