"""The levels of rules, `report: rules:`."""

from __future__ import annotations

from generator.loading import nodes
from generator.loading.context import INVALID, Context, Invalid, JsonSchema
from generator.loading.nodes import Node
from generator.loading.values import Choice
from generator.model import Level, RuleSetting


class RuleSettings:
    """Rule ids, each with a level. Which rules there are is not known here; `checking` says."""

    def read(self, node: Node, name: str, context: Context) -> tuple[RuleSetting, ...] | Invalid:
        """See `Kind.read`."""
        if not isinstance(node, nodes.Mapping):
            return context.refuse(
                node,
                "wrong-type",
                f"“{name}” should be a group of rules.",
                "Write each on a line of its own below it, indented: short-quote: off",
            )
        settings: dict[str, RuleSetting] = {}
        for key, value in node.entries:
            if key.text in settings:
                context.refuse(
                    key,
                    "duplicate-field",
                    f"“{key.text[:80]}” stands here a second time.",
                    "Keep one of the two.",
                )
                continue
            level = Choice(Level).read(value, key.text[:80], context)
            if level is not INVALID:
                settings[key.text] = RuleSetting(key.text, level, context.position(key))
        return tuple(settings.values())

    def json_schema(self) -> JsonSchema:
        """See `Kind.json_schema`."""
        return {"type": "object", "additionalProperties": Choice(Level).json_schema()}
