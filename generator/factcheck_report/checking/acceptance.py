"""Warnings that an editor accepts where they arise: `accept: {rule: reason}` on an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck_report.checking.levels import levels_of
from factcheck_report.checking.rule import Rule
from factcheck_report.model import Acceptance, Draft, Level
from factcheck_report.problems import Problem, Severity, did_you_mean


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A warning that does not stop publishing, and the editor's reason."""

    problem: Problem
    reason: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is left of the problems found, and what was accepted."""

    problems: tuple[Problem, ...]
    accepted: tuple[AcceptedWarning, ...]


def apply_acceptances(
    problems: Iterable[Problem], draft: Draft, rules: Mapping[str, Rule]
) -> CheckResult:
    """Set the accepted warnings apart. An acceptance that fits no warning is a problem itself.

    A warning is accepted on the entry it names: the quote, the claim or the source.
    """
    given = {(entry, acceptance.rule): acceptance for entry, acceptance in acceptances(draft)}
    kept: list[Problem] = []
    accepted: list[AcceptedWarning] = []
    used: set[tuple[str, str]] = set()
    elsewhere: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        key = problem.entry, problem.rule
        rule = rules.get(problem.rule)
        acceptable = problem.severity is Severity.WARNING and rule is not None and not rule.fixed
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
            kept.append(_unfit(acceptance, entry, near, rules, levels))
    return CheckResult(tuple(kept), tuple(accepted))


def acceptances(draft: Draft) -> Iterator[tuple[str, Acceptance]]:
    """Everything that a report accepts, with the name of the entry as problems give it."""
    for source in draft.sources.values():
        yield from ((f"source {source.id}", item) for item in source.accept)
    for claim in draft.claims.values():
        yield from ((f"claim {claim.id}", item) for item in claim.accept)
    for kind, entry, quotes in draft.quoting_entries():
        for number, quote in enumerate(quotes, 1):
            yield from ((f"{kind} {entry}, quote {number}", item) for item in quote.accept)


def _claim(entry: str) -> str:
    """The claim that an entry is, or of which it is a quote."""
    return entry.partition(",")[0]


def _unfit(
    acceptance: Acceptance,
    entry: str,
    near: list[str],
    rules: Mapping[str, Rule],
    levels: Mapping[str, Level],
) -> Problem:
    """Why an acceptance has nothing to accept, and what to do about it."""
    rule = rules.get(acceptance.rule)
    if rule is None:
        known = [id for id, rule in rules.items() if not rule.fixed]
        return Problem(
            position=acceptance.position,
            entry=entry,
            rule="unknown-rule",
            what=f"“accept” names “{acceptance.rule[:80]}”, which is no rule.",
            fix=f"{did_you_mean(acceptance.rule, known)}Write the rule that the warning names in "
            "square brackets.",
        )
    level = levels[rule.id]
    if rule.fixed or level is Level.ERROR:
        why = rule.fixed or "It finds errors, and only warnings can be accepted."
        return Problem(
            position=acceptance.position,
            entry=entry,
            rule="not-acceptable",
            what=f"“{rule.id}” cannot be accepted. {why}",
            fix="Delete the line, and fix what the rule finds.",
        )
    if level is Level.NOTE:
        return Problem(
            position=acceptance.position,
            entry=entry,
            rule="unused-acceptance",
            severity=Severity.NOTE,
            what=f"“{rule.id}” only gives notes, which stop nothing and need not be accepted.",
            fix="Delete the line, or leave it.",
        )
    return Problem(
        position=acceptance.position,
        entry=entry,
        rule="unused-acceptance",
        severity=Severity.WARNING,
        what=f"“{rule.id}” is accepted here, but the rule finds nothing in this entry.",
        fix=f"Move the line to where it does: {near[0]}." if near else "Delete the line.",
    )
