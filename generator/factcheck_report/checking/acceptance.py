"""Accepted warnings: `accept: {rule: reason}` on an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck_report.checking.levels import levels_of
from factcheck_report.checking.rule import Rule
from factcheck_report.model import Acceptance, Draft, Level
from factcheck_report.problems import Problem, Severity, did_you_mean


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A warning that an editor accepted, and the reason."""

    problem: Problem
    reason: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The problems that were found, and the accepted warnings among them."""

    problems: tuple[Problem, ...]
    accepted: tuple[AcceptedWarning, ...]


def apply_acceptances(
    problems: Iterable[Problem], draft: Draft, rules: Mapping[str, Rule]
) -> CheckResult:
    """Separate the accepted warnings from the problems.

    A warning is accepted on the entry it names: the quote, the claim or the source. An acceptance
    without a warning is a problem.
    """
    given = {(entry, acceptance.rule): acceptance for entry, acceptance in acceptances(draft)}
    kept: list[Problem] = []
    accepted: list[AcceptedWarning] = []
    used: set[tuple[str, str]] = set()
    elsewhere: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        key = problem.entry, problem.rule
        rule = rules.get(problem.rule)
        acceptable = (
            problem.severity is Severity.WARNING and rule is not None and not rule.locked_because
        )
        if acceptable and key in given:
            used.add(key)
            accepted.append(AcceptedWarning(problem, given[key].reason))
        else:
            kept.append(problem)
            if acceptable:
                elsewhere.setdefault((problem.rule, _claim(problem.entry)), []).append(
                    problem.entry
                )
    levels = levels_of(rules, draft.publication)
    for (entry, _), acceptance in given.items():
        if (entry, acceptance.rule) not in used:
            near = elsewhere.get((acceptance.rule, _claim(entry)), [])
            kept.append(_unused(acceptance, entry, near, rules, levels))
    return CheckResult(tuple(kept), tuple(accepted))


def acceptances(draft: Draft) -> Iterator[tuple[str, Acceptance]]:
    """All acceptances of a report, with the entry's name in problems."""
    for source in draft.sources.values():
        yield from ((f"source {source.id}", item) for item in source.accept)
    for claim in draft.claims.values():
        yield from ((f"claim {claim.id}", item) for item in claim.accept)
    for name, quote in draft.named_quotes():
        yield from ((name, item) for item in quote.accept)


def _claim(entry: str) -> str:
    """The name of a quote's claim; other names as they are."""
    return entry.partition(",")[0]


def _unused(
    acceptance: Acceptance,
    entry: str,
    near: list[str],
    rules: Mapping[str, Rule],
    levels: Mapping[str, Level],
) -> Problem:
    """The problem with an acceptance that accepts no warning."""

    def problem(rule: str, what: str, fix: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(
            position=acceptance.position,
            entry=entry,
            rule=rule,
            what=what,
            fix=fix,
            severity=severity,
        )

    rule = rules.get(acceptance.rule)
    if rule is None:
        known = [id for id, rule in rules.items() if not rule.locked_because]
        return problem(
            rule="unknown-rule",
            what=f"“accept” names “{acceptance.rule[:80]}”, but there is no such rule.",
            fix=f"{did_you_mean(acceptance.rule, known)}Write the rule in square brackets at the "
            "end of the warning.",
        )
    level = levels[rule.id]
    if rule.locked_because or level is Level.ERROR:
        why = rule.locked_because or "Its findings are errors. Only warnings can be accepted."
        return problem(
            rule="not-acceptable",
            what=f"“{rule.id}” cannot be accepted. {why}",
            fix="Delete the line, and fix the problems that the rule finds.",
        )
    if level is Level.NOTE:
        what = f"“{rule.id}” only gives notes, which need not be accepted."
        return problem(
            rule="unused-acceptance", what=what, fix="Delete the line.", severity=Severity.NOTE
        )
    what = f"This accepts “{rule.id}”, but the rule gives no warning on this entry."
    move = f"Move the line to the entry with the warning: {near[0]}." if near else ""
    return problem(
        rule="unused-acceptance",
        what=what,
        fix=move or "Delete the line.",
        severity=Severity.WARNING,
    )
