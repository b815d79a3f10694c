"""Problems in the report's files, as data, and as text, JSON, SARIF and GitHub annotations."""

from factcheck_report.problems.github import as_github
from factcheck_report.problems.json_list import as_json, from_json
from factcheck_report.problems.printing import (
    counted,
    error_summary,
    listed,
    warning_summary,
)
from factcheck_report.problems.problem import Problem, Severity, sorted_problems
from factcheck_report.problems.suggestions import (
    closest_match,
    did_you_mean,
    latin_slug,
    latin_words,
)
from factcheck_report.problems.text import as_text

__all__ = [
    "Problem",
    "Severity",
    "as_github",
    "as_json",
    "as_text",
    "closest_match",
    "counted",
    "did_you_mean",
    "error_summary",
    "from_json",
    "latin_slug",
    "latin_words",
    "listed",
    "sorted_problems",
    "warning_summary",
]
