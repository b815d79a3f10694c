"""Ratings of published fact-checks → steps on the report's scale, where it has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from factcheck_report.model import Draft
from factcheck_report.reviews import Found, Review

_NUMBER = re.compile(r"[-+]?[0-9]{1,6}(?:[.,][0-9]{1,6})?", re.ASCII)
_HIGHEST_RATING = 100
_DEFAULT_SCALE = Fraction(1), Fraction(5)
"""Of schema.org: https://schema.org/bestRating, https://schema.org/worstRating."""


@dataclass(frozen=True, slots=True)
class ImportedRating:
    """A step on a scale."""

    value: Fraction
    worst: Fraction
    best: Fraction

    def on(self, worst: int, best: int) -> int | None:
        """The same step on another scale; None if that has no such step."""
        if self.best == self.worst:
            return None
        share = (self.value - self.worst) / (self.best - self.worst)
        step = worst + share * (best - worst)
        return int(step) if 0 <= share <= 1 and step.denominator == 1 else None

    def __str__(self) -> str:
        numbers = (_decimal(number) for number in (self.value, self.worst, self.best))
        return "{} on a scale from {} (worst) to {} (best)".format(*numbers)


def _decimal(number: Fraction) -> str:
    return str(int(number)) if number.denominator == 1 else f"{float(number):g}"


def _number(found: Found | None) -> Fraction | None:
    text = found.text.strip() if found else ""
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def rating_of(review: Review) -> ImportedRating | None:
    """The rating of a fact-check; None if it, or its scale, is not stated."""
    value, worst, best = _number(review.rating), _number(review.worst), _number(review.best)
    if review.has_default_scale:
        worst = _DEFAULT_SCALE[0] if worst is None and review.worst is None else worst
        best = _DEFAULT_SCALE[1] if best is None and review.best is None else best
    if value is None or worst is None or best is None:
        return None
    return ImportedRating(value, worst, best)


def scale_of(draft: Draft, ratings: Iterable[ImportedRating]) -> tuple[int, int] | None:
    """The worst and the best rating: of the report, of its verdicts, or of the first that fits."""
    if scale := draft.publication.scale:
        return scale.worst, scale.best
    used = {verdict.rating for verdict in draft.verdicts.values()}
    steps = sorted(step for step in used if step is not None)
    if len(steps) > 1:
        return steps[0], steps[-1]
    for rating in ratings:
        ends = rating.worst, rating.best
        if ends[0] < ends[1] and all(
            end.denominator == 1 and 0 <= end <= _HIGHEST_RATING for end in ends
        ):
            return int(ends[0]), int(ends[1])
    return None
