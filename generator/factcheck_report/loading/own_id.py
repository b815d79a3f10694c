"""Field type for the id of an entry in a list."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report.loading.context import JsonSchema
from factcheck_report.loading.values import Id


@dataclass(frozen=True, slots=True)
class OwnId(Id):
    """The id of an entry that has it in a field, because its section is a list."""

    def json_schema(self) -> JsonSchema:
        """As for keys, and for values that YAML tools read as a number or as true."""
        return {"type": ["string", "integer", "boolean"], "minimum": 0, **Id().json_schema()}
