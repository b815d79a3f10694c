"""`factcheck rules`."""

from __future__ import annotations

import click

from factcheck_report.checking import RULES
from factcheck_report.cli.output import require_known
from factcheck_report.problems.loading_rules import LOADING_RULES


@click.command()
@click.argument("rule", required=False)
def rules(rule: str | None) -> None:
    """Explain a rule, or list all rules.

    RULE is the word in brackets at the end of a problem.
    """
    titles = {id: rule.title for id, rule in RULES.items()} | dict(LOADING_RULES)
    if rule is None:
        for id, title in titles.items():
            click.echo(f"{id}: {title}")
        return
    # People copy the brackets, too.
    id = rule.strip("[]")
    require_known(id, titles, "rule", "RULE")
    click.echo(_explanation(id) if id in RULES else LOADING_RULES[id])


def _explanation(id: str) -> str:
    rule = RULES[id]
    level = f"{rule.level}, {'and cannot be set' if rule.locked_because else 'unless set'}"
    return (
        f"{rule.title} ({level})\n\n{rule.reason.strip()}\n\n"
        f"Wrong:\n\n{_indented(rule.wrong)}\n\nRight:\n\n{_indented(rule.right)}"
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").splitlines())
