"""Problems: what is wrong in the report's files, said to editors, as data.

Here they are made and sorted; each module beside this one prints them in one form.
"""

from factcheck_report.problems.github import as_github
from factcheck_report.problems.json_list import as_json, from_json
from factcheck_report.problems.printing import counted, must_answer, must_fix, total
from factcheck_report.problems.problem import Problem, Severity, in_order
from factcheck_report.problems.suggestions import did_you_mean, folded, meant
from factcheck_report.problems.text import as_text

__all__ = [
    "Problem",
    "Severity",
    "as_github",
    "as_json",
    "as_text",
    "counted",
    "did_you_mean",
    "folded",
    "from_json",
    "in_order",
    "meant",
    "must_answer",
    "must_fix",
    "total",
]
