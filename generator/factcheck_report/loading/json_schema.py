"""JSON Schema of claims.yaml, made from what the loader reads it with.

For editors' programs, which complete and check by it while somebody types. It is of draft 7,
the newest that the YAML extension of VS Code knows in full, and for tools that read YAML 1.2,
as that extension does: `no` is a text there and `2022` a number. What it cannot say, such as
whether an id exists, is left to the loader; it refuses nothing that the loader accepts, but for
texts that those tools take for nothing (`null`, `~`) or for a number of another length (`0999`).

    python -m factcheck_report.loading.json_schema > generator/factcheck_report/claims.schema.json
"""

from __future__ import annotations

import json
import sys
from importlib import resources

from factcheck_report.loading.schema import ABOUT, SECTIONS

FILE = "claims.schema.json"
"""The schema's name, in this package and on the report's site."""


def claims_schema() -> str:
    """The schema as it is shipped."""
    return resources.files("factcheck_report").joinpath(FILE).read_text("utf-8")


def make_claims_schema() -> str:
    """The schema, made anew.

    It requires no section: a report may be spread over several files.
    """
    sections = {
        name: {"description": ABOUT.get(name, ""), **kind.json_schema()}
        for name, kind in SECTIONS.items()
    }
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The claims file of a fact-check report",
        "type": "object",
        "properties": sections,
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(make_claims_schema())
