"""The levels of rules, which a report sets under `report: rules:`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.model import Level, Publication
from factcheck_report.problems import Problem, Severity, did_you_mean


def levels_of(rules: Mapping[str, Rule], publication: Publication) -> dict[str, Level]:
    """The level of each rule, by id: the report's setting if it has one, else the rule's own."""
    set_ = {setting.rule: setting.level for setting in publication.rules}
    return {
        id: rule.level if rule.locked_because else set_.get(id, rule.level)
        for id, rule in rules.items()
    }


def problems_of(context: RuleContext, rule: Rule, level: Level) -> list[Problem]:
    """What a rule finds, with the severity of a level. Fixed rules set their own severity."""
    return [
        Problem(
            position=position,
            entry=entry,
            rule=rule.id,
            what=found.what,
            fix=found.fix,
            severity=found.severity if rule.locked_because else Severity(level),
        )
        for found in rule.find(context)
        for entry, position in [found.place]
    ]


def setting_problems(publication: Publication, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Settings for rules that do not exist, or that a report cannot set."""
    for setting in publication.rules:
        rule = rules.get(setting.rule)
        settable = [id for id, known in rules.items() if not known.locked_because]
        if rule is None:
            yield Problem(
                position=setting.position,
                entry="report",
                rule="unknown-rule",
                what=f"There is no rule “{setting.rule[:80]}” to set.",
                fix=f"{did_you_mean(setting.rule, settable)}Use one of: {', '.join(settable)}.",
            )
        elif rule.locked_because:
            yield Problem(
                position=setting.position,
                entry="report",
                rule="fixed-rule",
                what=f"The level of “{rule.id}” cannot be set. {rule.locked_because}",
                fix="Delete the line.",
            )
