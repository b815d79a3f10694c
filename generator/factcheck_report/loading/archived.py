"""The field type of `archived:`: an address, or the day on which a page was saved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck_report.loading.context import Invalid, JsonSchema, ReadContext
from factcheck_report.loading.values import Address, Date
from factcheck_report.model.dates import PartialDate
from factcheck_report.yaml_tree import Node, ScalarNode

_BEGINS_AS_DATE = re.compile(r"\s*\d")


@dataclass(frozen=True, slots=True)
class AddressOrDate:
    """An address on the web, or a date."""

    def read(self, node: Node, name: str, context: ReadContext) -> str | PartialDate | Invalid:
        """See `FieldType.read`."""
        if isinstance(node, ScalarNode) and _BEGINS_AS_DATE.match(node.text):
            return Date().read(node, name, context)
        return Address().read(node, name, context)

    def json_schema(self) -> JsonSchema:
        """The schema of either type."""
        return {"anyOf": [Address().json_schema(), Date().json_schema()]}
