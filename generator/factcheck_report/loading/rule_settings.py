"""Field types for settings of editorial rules: `report: rules:`, and `accept:` on an entry."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.loading.context import INVALID, Invalid, JsonSchema, ReadContext
from factcheck_report.loading.values import Choice, PlainText
from factcheck_report.model import Acceptance, Level, RuleSetting
from factcheck_report.yaml_tree import MappingNode, Node, ScalarNode


class RuleSettings:
    """Rule ids, each with a level. `checking` reports ids of rules that do not exist."""

    def read(
        self, node: Node, name: str, context: ReadContext
    ) -> tuple[RuleSetting, ...] | Invalid:
        """See `FieldType.read`."""
        if not isinstance(node, MappingNode):
            return _refuse_no_group(node, name, "short-quote: off", context)
        settings = []
        for key, value in _by_rule(node, context):
            level = Choice(Level).read(value, key.text[:80], context)
            if level is not INVALID:
                settings.append(RuleSetting(key.text, level, context.position(key)))
        return tuple(settings)

    def json_schema(self) -> JsonSchema:
        """See `FieldType.json_schema`."""
        return {"type": "object", "additionalProperties": Choice(Level).json_schema()}


class Acceptances:
    """Rule ids, each with the reason why its warning on this entry is accepted.

    `checking` reports ids of rules that do not exist.
    """

    def read(self, node: Node, name: str, context: ReadContext) -> tuple[Acceptance, ...] | Invalid:
        """See `FieldType.read`."""
        if not isinstance(node, MappingNode):
            return _refuse_no_group(
                node, name, "short-quote: the dispute is about one word", context
            )
        accepted = []
        complete = True
        for key, value in _by_rule(node, context):
            reason = PlainText(1_000).read(value, key.text[:80], context)
            if reason is INVALID:
                complete = False
            else:
                accepted.append(Acceptance(key.text, reason, context.position(key)))
        return tuple(accepted) if complete else INVALID

    def json_schema(self) -> JsonSchema:
        """See `FieldType.json_schema`."""
        return {"type": "object", "additionalProperties": PlainText(1_000).json_schema()}


def _refuse_no_group(node: Node, name: str, example: str, context: ReadContext) -> Invalid:
    return context.refuse(
        node,
        "wrong-type",
        f"“{name}” should be a group of rules.",
        f"Write each rule on a line of its own below it, indented: {example}",
    )


def _by_rule(node: MappingNode, context: ReadContext) -> Iterator[tuple[ScalarNode, Node]]:
    """The rules of a group, each with its value. A repeated rule is a problem."""
    named = set()
    for key, value in node.entries:
        if key.text in named:
            context.refuse(
                key,
                "duplicate-field",
                f"“{key.text[:80]}” is repeated.",
                "Keep one of the two.",
            )
            continue
        named.add(key.text)
        yield key, value
