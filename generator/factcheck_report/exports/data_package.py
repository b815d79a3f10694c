"""datapackage.json: the tables as a Data Package (Frictionless Data, version 1).

It tells programs which columns the CSV files have, of which types, and how rows belong together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck_report import addresses
from factcheck_report.exports import claims_csv, quotes_csv
from factcheck_report.exports.csv_table import Column
from factcheck_report.exports.json_text import json_file, without_empty
from factcheck_report.model import License, Report

_TABLES: Mapping[str, tuple[str, Sequence[Column]]] = {
    addresses.CLAIMS_CSV: ("One row for each claim.", claims_csv.COLUMNS),
    addresses.QUOTES_CSV: ("One row for each quote.", quotes_csv.COLUMNS),
}
_FOREIGN_KEYS: Mapping[str, Sequence[tuple[str, str]]] = {
    addresses.QUOTES_CSV: [("claim", addresses.CLAIMS_CSV)]
}
"""For a table, the columns that hold ids of rows of another table."""
_NOT_IN_NAMES = re.compile("[^A-Za-z0-9._-]+")


def data_package(report: Report, base: str | None) -> str:
    """The text of datapackage.json."""
    publication = report.publication
    publisher, license = publication.publisher, publication.license
    package = {
        "profile": "tabular-data-package",
        "name": "fact-check-report",
        "title": publication.title,
        "description": publication.summary,
        "homepage": base,
        "licenses": license and [_license(license)],
        "contributors": publisher
        and [without_empty({"title": publisher.name, "path": publisher.url, "role": "publisher"})],
        "resources": [_resource(file, *table) for file, table in _TABLES.items()],
    }
    return json_file(without_empty(package), 5)


def _license(license: License) -> dict[str, object]:
    # The format requires a name of this form or an address.
    name = None if license.url else _NOT_IN_NAMES.sub("-", license.name).strip("-") or "other"
    return without_empty({"name": name, "title": license.name, "path": license.url})


def _resource(file: str, about: str, columns: Sequence[Column]) -> dict[str, object]:
    keys = [
        {"fields": field, "reference": {"resource": _name(other), "fields": "id"}}
        for field, other in _FOREIGN_KEYS.get(file, ())
    ]
    schema = {
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
        "primaryKey": "id",
        "foreignKeys": keys,
    }
    return {
        "profile": "tabular-data-resource",
        "name": _name(file),
        "path": file,
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": without_empty(schema),
    }


def _name(file: str) -> str:
    return file.removesuffix(".csv")


def _field(column: Column) -> dict[str, object]:
    constraints = {"required": True} if column.required else None
    if column.name == "id":
        constraints = {"required": True, "unique": True}
    field = {
        "name": column.name,
        "type": str(column.type),
        "description": column.about,
        "constraints": constraints,
    }
    return without_empty(field)
