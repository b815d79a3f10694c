"""Field types that say whether and when a claim is published."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck_report.loading.context import INVALID, Invalid, JsonSchema, ReadContext
from factcheck_report.loading.values import Date, Pattern
from factcheck_report.model.dates import PartialDate
from factcheck_report.yaml_tree import Node

_TRUE_OR_FALSE = Pattern(
    re.compile("true|True|TRUE|false|False|FALSE"), "Write true, or delete the line."
)
_DAY = (
    r"^(?!0000)(?!.{4}-(?:02-3|(?:04|06|09|11)-31))"
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
)


@dataclass(frozen=True, slots=True)
class TrueOrFalse:
    """`true` or `false`."""

    def read(self, node: Node, name: str, context: ReadContext) -> bool | Invalid:
        """See `FieldType.read`."""
        typed = _TRUE_OR_FALSE.read(node, name, context)
        return INVALID if typed is INVALID else typed.lower() == "true"

    def json_schema(self) -> JsonSchema:
        """See `FieldType.json_schema`."""
        return _TRUE_OR_FALSE.json_schema()


@dataclass(frozen=True, slots=True)
class Day:
    """A date with its day, nothing of it inferred."""

    def read(self, node: Node, name: str, context: ReadContext) -> PartialDate | Invalid:
        """See `FieldType.read`."""
        date = Date().read(node, name, context)
        if date is INVALID or date.exact:
            return date
        return context.refuse(
            node,
            "bad-date",
            f"“{name}” is not a day: {date}.",
            f"Write the whole day, without question marks: {name}: 2022-11-05",
        )

    def json_schema(self) -> JsonSchema:
        """See `FieldType.json_schema`."""
        message = "Write the whole day: 2022-11-05."
        return {"type": "string", "pattern": _DAY, "patternErrorMessage": message}
