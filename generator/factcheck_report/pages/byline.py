"""Who makes a claim, and when, on at most two lines of a phone."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Claimant, Report

_MOST_NAMES = 2
_LONGEST = 44
"""Width of the names in a byline, in Latin letters: with “Claimed by” before them and “+2” and a
date behind, they take two lines of 328 px."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Those of a claim's claimants whose names there is room for."""

    shown: tuple[Claimant, ...]
    others: int
    """How many claimants are left out."""
    long: bool
    """Whether even one name may be too long."""


def byline(report: Report, claim: Claim) -> Byline:
    """The first claimants of a claim: at least one, at most two."""
    claimants = report.claimants_of(claim)
    shown = claimants[:_MOST_NAMES]
    if sum(_width(claimant.name) for claimant in shown) > _LONGEST:
        shown = shown[:1]
    long = any(_width(claimant.name) > _LONGEST for claimant in shown)
    return Byline(shown, len(claimants) - len(shown), long)


def byline_text(report: Report, translations: Translations, claim: Claim) -> str:
    """The byline as plain text, e.g. “Claimed by A, B +2 · 5 November 2022”; may be empty."""
    who = byline(report, claim)
    names = [claimant.name for claimant in who.shown]
    parts = []
    if who.others:
        # As a string, so that it gets no grouping.
        named = f"{translations.listed(names)} +{who.others}"
        parts.append(translations.text("claim.claimed_by", names=named))
    elif names:
        parts.append(translations.text("claim.claimed_by", names=translations.joined(names)))
    if claim.first_made:
        parts.append(translations.date(claim.first_made))
    return " · ".join(parts)


def _width(name: str) -> int:
    """About how wide a name is, in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in name)
