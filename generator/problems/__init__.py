"""Problems: what is wrong in the report's files, said to editors, as data.

Here they are made and sorted; each module beside this one prints them in one form.
"""

from generator.problems.github import as_github
from generator.problems.json_list import as_json, from_json
from generator.problems.printing import counted, must_answer, must_fix, total
from generator.problems.problem import Problem, Severity, in_order
from generator.problems.suggestions import did_you_mean, folded, meant
from generator.problems.text import as_text

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
