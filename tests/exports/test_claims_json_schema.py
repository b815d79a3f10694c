"""The schema of claims.json, and of the file of each claim."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from factcheck_report.exports.claims_json import claims_json
from factcheck_report.exports.claims_json_schema import claims_json_schema
from factcheck_report.model import Report
from factcheck_report.pipeline import read_report
from tests.exports.changed_reports import BASE, claim_files, in_excerpts
from tests.reports import ROOT, Folder

SCHEMA = json.loads(claims_json_schema())
REPORTS = [ROOT / "tests" / name for name in ("i18n/reports", "search/mixed", "comparing/reports")]


def faults(data: Any) -> list[str]:
    checker = Draft202012Validator.FORMAT_CHECKER
    validator = Draft202012Validator(SCHEMA, format_checker=checker)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(data)]


def texts(report: Report, base: str | None) -> Iterator[str]:
    yield claims_json(report, base)
    yield from claim_files(report, base)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def folders() -> list[Path]:
    return sorted(file.parent for place in REPORTS for file in place.rglob("claims.yaml"))


@pytest.mark.parametrize("base", [BASE, None])
def test_the_example_fits_the_schema(example_report: Report, base: str | None) -> None:
    for report in (example_report, in_excerpts(example_report)):
        for text in texts(report, base):
            assert faults(json.loads(text)) == []


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_other_reports_fit_the_schema(folder: Path) -> None:
    report = read_report(folder).report
    assert report is not None
    for text in texts(report, BASE):
        assert faults(json.loads(text)) == []


def test_a_report_with_as_little_as_possible_fits_the_schema(folder: Folder) -> None:
    for text in texts(folder.report(), None):
        assert faults(json.loads(text)) == []


def objects(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every part of the schema that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield path, schema
        for key, value in schema.items():
            yield from objects(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from objects(value, f"{path}/{number}")


def test_every_field_is_described_and_there_are_no_others() -> None:
    found = dict(objects(SCHEMA))
    assert len(found) > 15
    for path, schema in found.items():
        if "properties" not in schema:
            continue
        assert schema["additionalProperties"] is False, path
        for name, field in schema["properties"].items():
            named = field.get("description") or SCHEMA["$defs"].get(
                field.get("$ref", "").rpartition("/")[2], {}
            ).get("description")
            assert named, f"{path}: {name}"


def test_the_schema_finds_what_is_wrong(example_report: Report) -> None:
    data = json.loads(claims_json(example_report, BASE))
    quote = "claims 0 quotes 0"
    wrong: list[tuple[str, str, object]] = [
        ("", "more", 1),
        ("", "format", "factcheck-report/2"),
        ("report", "address", 5),
        ("claims 0", "stated", "5 November"),
        ("claims 0", "stated_range", {"from": "2022-11", "to": None}),
        ("claims 0", "kind", "rumour"),
        (quote, "stance", "agrees"),
        (f"{quote} receipt", "pieces", [[1]]),
        (f"{quote} receipt", "sha256", "abc"),
        (f"{quote} receipt", "lines", [0, 1]),
        ("sources 0", "display", "none"),
    ]
    for path, name, value in wrong:
        broken, incomplete = deepcopy(data), deepcopy(data)
        inside(broken, path)[name] = value
        assert faults(broken), (path, name)
        inside(incomplete, path).popitem()
        assert faults(incomplete), path


def inside(data: Any, path: str) -> Any:
    for key in path.split():
        data = data[int(key) if key.isdigit() else key]
    return data


def test_both_files_name_the_schema(example_report: Report) -> None:
    for base in (BASE, None):
        for text in texts(example_report, base):
            assert json.loads(text)["$schema"] == f"{base or ''}claims.json.schema.json"
