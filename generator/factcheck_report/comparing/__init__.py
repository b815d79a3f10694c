"""Two editions of a report → the changes between them, and the corrections that are missing.

Pure functions: the caller reads both reports and gives today's date.
"""

from factcheck_report.comparing.changes import (
    BaseRevision,
    Changes,
)
from factcheck_report.comparing.comparison import compare
from factcheck_report.comparing.editions import edition
from factcheck_report.comparing.summary import MARKER, as_markdown, as_text

__all__ = [
    "MARKER",
    "BaseRevision",
    "Changes",
    "as_markdown",
    "as_text",
    "compare",
    "edition",
]
