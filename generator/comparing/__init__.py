"""Two editions of a report → what changed between them for readers, and what has to be owned up to.

Pure functions: the caller reads both reports, from wherever they are, and knows the day.
"""

from generator.comparing.changes import (
    Changes,
    ClaimChange,
    Demand,
    QuoteChange,
    Since,
    SourceChange,
)
from generator.comparing.editions import Edition, edition
from generator.comparing.summary import MARKER, as_markdown, as_text
from generator.comparing.whole import compare

__all__ = [
    "MARKER",
    "Changes",
    "ClaimChange",
    "Demand",
    "Edition",
    "QuoteChange",
    "Since",
    "SourceChange",
    "as_markdown",
    "as_text",
    "compare",
    "edition",
]
