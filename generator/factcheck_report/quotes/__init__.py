"""Finds the place of an editor's quote in a source text and says how exactly it matched.

In goes what the editor typed (`Locator.locate`); out comes `Located`, `Ambiguous` or
`NotFound`. A quote is found only where its very words stand, in their case and order;
white space, typography and invisible characters may differ and are then named. Nothing
is ever matched loosely. `Fixer.fix` gives the file's own words for a quote that differs from
them harmlessly, to be written in its place. All offsets are code points of the source's own text.
"""

from factcheck_report.quotes.fixes import Fix, Fixer
from factcheck_report.quotes.interpretations import typed_pieces
from factcheck_report.quotes.locator import Locator
from factcheck_report.quotes.results import (
    MAX_OCCURRENCES,
    MAX_PIECES,
    MAX_QUOTE,
    MIN_PIECE,
    Ambiguous,
    Difference,
    DiffKind,
    DiffRun,
    Located,
    NearestPassage,
    NotFound,
    NotFoundReason,
)

__all__ = [
    "MAX_OCCURRENCES",
    "MAX_PIECES",
    "MAX_QUOTE",
    "MIN_PIECE",
    "Ambiguous",
    "DiffKind",
    "DiffRun",
    "Difference",
    "Fix",
    "Fixer",
    "Located",
    "Locator",
    "NearestPassage",
    "NotFound",
    "NotFoundReason",
    "typed_pieces",
]
