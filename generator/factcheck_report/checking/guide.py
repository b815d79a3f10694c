"""Generates docs/rules.md: `python -m factcheck_report.checking.guide > docs/rules.md`."""

from __future__ import annotations

import sys

from factcheck_report.checking import RULES, Rule, examples
from factcheck_report.model import Level
from factcheck_report.problems.loading_rules import LOADING_RULES

_HEAD = """\
---
hide: [navigation]
description: What each editorial rule requires of a report, and why.
---

# The rules of a report

Every problem ends with the id of its rule in square brackets. This page lists the rules for
evidence and entries first, each with its reason and an example. The rules for the form of
claims.yaml are [at the end](#the-form-of-claimsyaml).

With an **error**, the report cannot be built. With a **warning**, the preview shows the report, but
you cannot publish it until you fix or accept the warning. A **note** is for information only.

Accept a warning on the quote, claim or source that it names, and give a reason:

```yaml
      - text: dozens of drones had been sent
        source: gazette
        accept:
          clipped-quote: “Reportedly” belongs to another clause.
```

`factcheck compare` shows accepted warnings to reviewers. You can also set the level of a rule for
the whole report. Give the reason in a comment:

```yaml
report:
  rules:
    short-quote: off            # single words are what this dispute is about
    unused-source: warning
    origin-twice: error
```

If a rule “cannot be set”, the report promises it to its readers.

"""

_FORM = """\
## The form of claims.yaml

The messages of these rules say how to fix each problem. All are errors, except unused-acceptance (a
warning), no-words and no-site-url (notes). None of them can be set.
"""

_TAIL = """\
## The report behind the examples

Each example shows only the relevant part. The rest is in this report and these documents.

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
        f"| [{rule.id}](#{rule.id}) | {rule.level} | {'no' if rule.locked_because else 'yes'} "
        f"| {rule.title} |\n"
        for rule in RULES.values()
    )
    return "".join(
        (
            _HEAD,
            "| rule | level | can be set | what it says |\n|---|---|---|---|\n",
            index,
            *(f"\n{_section(rule)}" for rule in RULES.values()),
            f"\n{_TAIL}{_block('yaml', examples.REPORT)}",
            *(f"\n`{file}`\n\n{_block('text', text)}" for file, text in examples.DOCUMENTS.items()),
            f"\n{_FORM}",
            *(f"\n### {id}\n\n{asks}\n" for id, asks in LOADING_RULES.items()),
        )
    )


def _section(rule: Rule) -> str:
    locked = rule.locked_because
    setting = f". It cannot be set. {locked}" if locked else ", unless the report sets it."
    return (
        f"## {rule.id}\n\n**{rule.title}**\n\n{rule.reason}\n\n{_LEVELS[rule.level]}{setting}\n\n"
        f"Wrong:\n\n{_block('yaml', rule.wrong)}\nRight:\n\n{_block('yaml', rule.right)}"
    )


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text}```\n"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
