"""Finds quotes in source texts, exactly or with named differences, and proves them.

From quote to receipt:

1. `interpretations`: what the editor may have typed: elisions `[…]`, outer quotation marks,
   `brackets`. Each interpretation is a list of `pieces`.
2. `folding`: quote and source with plain white space, typography and composition, using the tables
   of `characters`. `artefacts` also undoes damage by text extraction.
3. `candidates`: where the pieces stand in the source, in order, at `words` boundaries, and between
   prefix and suffix (W3C TextQuoteSelector).
4. `differences`: what had to be folded. `locator` runs steps 1 to 4; its `results` are `Located`,
   `Ambiguous` or `NotFound`. Words, case and order are always the same: nothing is matched loosely.
5. `proving`: the receipts of all quotes of a draft, or problems. These use `nearest` (the most
   similar passage), `mistakes` (likely typing mistakes) and `fixes` (the file's own words).

`sentences` and `quotations` find sentences, paragraphs and quotations in a source. All offsets are
code points of the source's own text.
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
