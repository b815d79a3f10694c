"""The JSON Schema of claims.yaml, generated from the field types.

Text editors use it to complete and check fields while somebody types. It is draft 7, the newest
that the YAML extension of VS Code supports in full, and for tools that read YAML 1.2, where `no` is
text and `2022` is a number. It cannot check everything, for example whether an id exists. It
accepts all that loading accepts, except text that those tools read as null (`null`, `~`) or as a
shorter number (`0999`).

    python -m factcheck_report.loading.json_schema \\
        > generator/factcheck_report/claims.yaml.schema.json
"""

from __future__ import annotations

import json
import sys
from importlib import resources

from factcheck_report.loading.schema import ABOUT, SECTIONS

FILE = "claims.yaml.schema.json"
"""The file name of the schema, in the package and on the site. That of claims.json is another."""


def claims_schema() -> str:
    """The schema as it is shipped."""
    return resources.files("factcheck_report").joinpath(FILE).read_text("utf-8")


def make_claims_schema() -> str:
    """Generate the schema.

    It requires no section, because a report may be split into several files.
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
