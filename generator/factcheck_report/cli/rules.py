"""`factcheck rules`."""

from __future__ import annotations

import click

from factcheck_report.checking import RULES
from factcheck_report.problems import did_you_mean
from factcheck_report.problems.rules import LOADING_RULES


@click.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> None:
    """Explain RULE, the word in brackets at the end of a problem; or list all rules."""
    # As it is copied from the end of a problem.
    rule = rule and rule.strip("[]")
    if rule is None:
        for id, asks in _all().items():
            click.echo(f"{id}: {asks}")
    elif rule in RULES:
        click.echo(_explained(rule))
    elif rule in LOADING_RULES:
        click.echo(LOADING_RULES[rule])
    else:
        known = did_you_mean(rule, _all())
        raise click.BadParameter(f"there is no rule “{rule}”. {known}", param_hint="RULE")


def _all() -> dict[str, str]:
    return {id: rule.title for id, rule in RULES.items()} | dict(LOADING_RULES)


def _explained(id: str) -> str:
    rule = RULES[id]
    level = f"{rule.level}, and cannot be set" if rule.fixed else f"{rule.level}, unless set"
    return (
        f"{rule.title} ({level})\n\n{rule.reason.strip()}\n\n"
        f"Wrong:\n\n{_indented(rule.wrong)}\n\nRight:\n\n{_indented(rule.right)}"
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").splitlines())
