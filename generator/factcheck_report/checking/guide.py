"""The rules for editors to read: `python -m factcheck_report.checking.guide > docs/rules.md`."""

from __future__ import annotations

import sys

from factcheck_report.checking import RULES, Rule, examples
from factcheck_report.model import Level
from factcheck_report.problems.rules import LOADING_RULES

_HEAD = """\
---
hide: [navigation]
description: What each editorial rule asks of a report, and why.
---

# The rules of a report

Every problem ends with the id of the rule it breaks, between square brackets. The rules for
evidence and entries come first, each with its reason and an example; those for the form of
claims.yaml itself stand [at the end](#the-form-of-claimsyaml).

An **error** keeps the report from being built. A **warning** lets the preview show it, and keeps
it from being published until you fix or accept what it names. A **note** stops nothing.

Accept a warning on the quote, claim or source that it names, with the reason:

```yaml
      - text: dozens of drones had been sent
        source: gazette
        accept:
          clipped-quote: “Reportedly” belongs to another clause.
```

`factcheck compare` shows reviewers what was accepted. A report sets for all its entries how a rule
is taken, best with the reason as a comment:

```yaml
report:
  rules:
    short-quote: off            # single words are what this dispute is about
    unused-source: warning
    origin-twice: error
```

Where it says “cannot be set”, the rule is part of what the report promises its readers.

"""

_FORM = """\
## The form of claims.yaml

A problem of these kinds says in its message all that you need to fix it. Each is an error, except
unused-acceptance, a warning, and no-words and no-site-url, which are notes. None can be set.
"""

_TAIL = """\
## What the examples are laid over

Each example shows only what matters; the rest stands in this report and these documents.

"""

_LEVELS = {
    Level.ERROR: "An error",
    Level.WARNING: "A warning",
    Level.NOTE: "A note",
    Level.OFF: "Off",
}


def as_markdown() -> str:
    """The whole page."""
    index = "".join(
        f"| [{rule.id}](#{rule.id}) | {rule.level} | {'no' if rule.fixed else 'yes'} "
        f"| {rule.title} |\n"
        for rule in RULES.values()
    )
    return "".join(
        (
            _HEAD,
            "| rule | level | can be set | |\n|---|---|---|---|\n",
            index,
            *(f"\n{_section(rule)}" for rule in RULES.values()),
            f"\n{_TAIL}{_block('yaml', examples.REPORT)}",
            *(f"\n`{file}`\n\n{_block('text', text)}" for file, text in examples.DOCUMENTS.items()),
            f"\n{_FORM}",
            *(f"\n### {id}\n\n{asks}\n" for id, asks in LOADING_RULES.items()),
        )
    )


def _section(rule: Rule) -> str:
    fixed = f"; it cannot be set. {rule.fixed}" if rule.fixed else " unless the report sets it."
    return (
        f"## {rule.id}\n\n**{rule.title}**\n\n{rule.reason}\n\n{_LEVELS[rule.level]}{fixed}\n\n"
        f"Wrong:\n\n{_block('yaml', rule.wrong)}\nRight:\n\n{_block('yaml', rule.right)}"
    )


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}```\n"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
