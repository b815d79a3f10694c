"""Field types for settings of editorial rules: `report: rules:`, and `accept:` on an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from factcheck_report.loading.context import INVALID, FieldType, Invalid, JsonSchema, ReadContext
from factcheck_report.loading.values import Choice, PlainText
from factcheck_report.model import Acceptance, Level, Position, RuleSetting
from factcheck_report.yaml_tree import MappingNode, Node

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ByRule(Generic[T]):
    """Rule ids, each with a value. `checking` reports ids of rules that do not exist."""

    value_type: FieldType[Any]
    build: Callable[[str, Any, Position], T]
    """Called with a rule, its value and its position."""
    example: str
    partial: bool = False
    """Whether the others count if one of them cannot be read."""

    def read(self, node: Node, name: str, context: ReadContext) -> tuple[T, ...] | Invalid:
        """See `FieldType.read`."""
        if not isinstance(node, MappingNode):
            return context.refuse(
                node,
                "wrong-type",
                f"“{name}” should be a group of rules.",
                f"Write each rule on a line of its own below it, indented: {self.example}",
            )
        built: dict[str, T | Invalid] = {}
        for key, node_of_value in node.entries:
            if key.text in built:
                context.refuse(
                    key,
                    "duplicate-field",
                    f"“{key.text[:80]}” is repeated.",
                    "Keep one of the two.",
                )
                continue
            value = self.value_type.read(node_of_value, key.text[:80], context)
            place = context.position(key)
            built[key.text] = INVALID if value is INVALID else self.build(key.text, value, place)
        good = tuple(item for item in built.values() if item is not INVALID)
        return good if self.partial or len(good) == len(built) else INVALID

    def json_schema(self) -> JsonSchema:
        """See `FieldType.json_schema`."""
        return {"type": "object", "additionalProperties": self.value_type.json_schema()}


RULE_SETTINGS = ByRule(Choice(Level), RuleSetting, "short-quote: off", partial=True)
"""The level of each rule."""
ACCEPTANCES = ByRule(PlainText(1_000), Acceptance, "short-quote: the dispute is about one word")
"""The reason why each rule’s warning on this entry is accepted."""
