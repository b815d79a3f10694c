"""Problems for code scanning, as SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from factcheck_report.model.safe_text import visible
from factcheck_report.problems.printing import safe_json
from factcheck_report.problems.problem import Problem

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_UNKNOWN = ("See the message.", "The message says what is wrong and how to fix it.")


def as_sarif(
    problems: Sequence[Problem], version: str, about: Mapping[str, tuple[str, str]]
) -> str:
    """A SARIF log of one run.

    `version` is the product's version. `about` holds the title and the reason of each rule, by
    its id. File addresses are relative and percent-encoded. Columns count code points.
    """
    rules = sorted({problem.rule for problem in problems})
    numbers = {rule: number for number, rule in enumerate(rules)}
    driver = {
        "name": "factcheck",
        "semanticVersion": version,
        "rules": [_rule(rule, *about.get(rule, _UNKNOWN)) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, numbers) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return safe_json(log)


def _rule(id: str, title: str, reason: str) -> Mapping[str, object]:
    return {"id": id, "shortDescription": {"text": title}, "help": {"text": reason}}


def _result(problem: Problem, numbers: Mapping[str, int]) -> Mapping[str, object]:
    place = problem.position
    entry = f"{problem.entry}: " if problem.entry else ""
    return {
        "ruleId": problem.rule,
        "ruleIndex": numbers[problem.rule],
        "level": str(problem.severity),
        "message": {"text": _message(f"{entry}{problem.what} Fix: {problem.fix}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(place.file, errors="surrogateescape")},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def _message(text: str) -> str:
    # In a message, [text](address) is a link (SARIF 2.1.0, 3.11.6).
    return visible(text).replace("](", "] (")
