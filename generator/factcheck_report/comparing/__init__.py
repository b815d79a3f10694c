"""Two editions of a report → what changed between them, and which corrections are missing.

Pure functions: the caller reads both reports, from wherever they are, and knows the day.
"""

from factcheck_report.comparing.changes import (
    Changes,
    ClaimChange,
    Demand,
    FieldChange,
    QuoteChange,
    Since,
    SourceChange,
)
from factcheck_report.comparing.editions import Edition, edition
from factcheck_report.comparing.summary import MARKER, as_markdown, as_text
from factcheck_report.comparing.whole import compare

__all__ = [
    "MARKER",
    "Changes",
    "ClaimChange",
    "Demand",
    "Edition",
    "FieldChange",
    "QuoteChange",
    "Since",
    "SourceChange",
    "as_markdown",
    "as_text",
    "compare",
    "edition",
]
