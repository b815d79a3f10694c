"""What a report says about the editorial rules: `report: rules:`, and `accept:` on an entry."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.loading.context import INVALID, Context, Invalid, JsonSchema
from factcheck_report.loading.values import Choice, Text
from factcheck_report.model import Acceptance, Level, RuleSetting
from factcheck_report.yaml_tree import nodes
from factcheck_report.yaml_tree.nodes import Node, Scalar


class RuleSettings:
    """Rule ids, each with a level. Which rules there are is not known here; `checking` says."""

    def read(self, node: Node, name: str, context: Context) -> tuple[RuleSetting, ...] | Invalid:
        """See `Kind.read`."""
        if not isinstance(node, nodes.Mapping):
            return _refuse_no_group(node, name, "short-quote: off", context)
        settings = []
        for key, value in _by_rule(node, context):
            level = Choice(Level).read(value, key.text[:80], context)
            if level is not INVALID:
                settings.append(RuleSetting(key.text, level, context.position(key)))
        return tuple(settings)

    def json_schema(self) -> JsonSchema:
        """See `Kind.json_schema`."""
        return {"type": "object", "additionalProperties": Choice(Level).json_schema()}


class Acceptances:
    """Rule ids, each with the reason why its warning on this entry may stay.

    Which rules there are is not known here; `checking` says.
    """

    def read(self, node: Node, name: str, context: Context) -> tuple[Acceptance, ...] | Invalid:
        """See `Kind.read`."""
        if not isinstance(node, nodes.Mapping):
            return _refuse_no_group(
                node, name, "short-quote: the dispute is about one word", context
            )
        accepted = []
        complete = True
        for key, value in _by_rule(node, context):
            reason = Text(1_000).read(value, key.text[:80], context)
            if reason is INVALID:
                complete = False
            else:
                accepted.append(Acceptance(key.text, reason, context.position(key)))
        return tuple(accepted) if complete else INVALID

    def json_schema(self) -> JsonSchema:
        """See `Kind.json_schema`."""
        return {"type": "object", "additionalProperties": Text(1_000).json_schema()}


def _refuse_no_group(node: Node, name: str, example: str, context: Context) -> Invalid:
    return context.refuse(
        node,
        "wrong-type",
        f"“{name}” should be a group of rules.",
        f"Write each on a line of its own below it, indented: {example}",
    )


def _by_rule(node: nodes.Mapping, context: Context) -> Iterator[tuple[Scalar, Node]]:
    """Each rule that a group names, with its value. A rule named twice is a problem."""
    named = set()
    for key, value in node.entries:
        if key.text in named:
            context.refuse(
                key,
                "duplicate-field",
                f"“{key.text[:80]}” stands here a second time.",
                "Keep one of the two.",
            )
            continue
        named.add(key.text)
        yield key, value
