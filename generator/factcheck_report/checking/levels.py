"""The levels that a report sets for rules under `report: rules:`, applied to what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from factcheck_report.checking.rule import Rule
from factcheck_report.model import Level, Publication
from factcheck_report.problems import Problem, Severity, did_you_mean


def levels_of(rules: Mapping[str, Rule], publication: Publication) -> dict[str, Level]:
    """How a report takes each rule, by id: as it says, where it may, else as the rule says."""
    set_ = {setting.rule: setting.level for setting in publication.rules}
    return {
        id: rule.level if rule.fixed else set_.get(id, rule.level) for id, rule in rules.items()
    }


def at_level(problems: Iterable[Problem], rule: Rule, level: Level) -> Iterator[Problem]:
    """What a rule found, as severe as the report takes it; a fixed rule says itself."""
    for problem in problems:
        yield problem if rule.fixed else replace(problem, severity=Severity(level))


def setting_problems(publication: Publication, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Settings for rules that do not exist, or whose level a report may not set."""
    for setting in publication.rules:
        rule = rules.get(setting.rule)
        settable = [id for id, known in rules.items() if not known.fixed]
        if rule is None:
            yield Problem(
                position=setting.position,
                entry="report",
                rule="unknown-rule",
                what=f"“{setting.rule[:80]}” is no rule whose level can be set.",
                fix=f"{did_you_mean(setting.rule, settable)}The rules are: {', '.join(settable)}.",
            )
        elif rule.fixed:
            yield Problem(
                position=setting.position,
                entry="report",
                rule="fixed-rule",
                what=f"The level of “{rule.id}” cannot be set. {rule.fixed}",
                fix="Delete the line.",
            )
