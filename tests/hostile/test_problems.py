"""Hostile texts in places that take none: each is a problem, with its rule and its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from factcheck_report.pipeline import Outcome, read_report
from factcheck_report.problems import Problem, Severity, as_github, as_json, as_text
from factcheck_report.problems.sarif import as_sarif
from tests.hostile.corpus import CLASSES, Case, HostileReport, cases, is_name, make, refused_cases
from tests.hostile.written import FieldPath

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def problems_of(outcome: Outcome) -> list[Problem]:
    """The problems of a report, without the notes."""
    return [problem for problem in outcome.problems if problem.severity is not Severity.NOTE]


def paths(case: Case, path: FieldPath) -> list[FieldPath]:
    """The field of a case, or that of each of its quotes."""
    if case.times == 1:
        return [path]
    return [(*path[:3], number, *path[4:]) for number in range(case.times)]


def assert_only_texts(problems: list[Problem], texts: dict[str, str]) -> None:
    """Fail where a problem is printed so that a terminal or a workflow obeys its words."""
    for problem in problems:
        assert "Traceback" not in problem.what
        assert problem.fix
    plain, github = as_text(problems, texts), as_github(problems)
    assert not _UNPRINTABLE.search(plain)
    assert not re.search(r"^\s*(?:::|##\[)", plain, re.M)
    lines = github.split("\n")
    assert len(lines) == len(problems)
    for line in lines:
        assert not _UNPRINTABLE.search(line)
        command, properties, message = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()  # type: ignore[union-attr]
        assert command in ("error", "warning", "notice")
        assert [item.partition("=")[0] for item in properties.split(",")] == [
            *("file", "line", "col", "title")
        ]
        assert re.search(r"%0AFix: ", message)
    assert len(json.loads(as_json(problems))) >= 1
    assert len(json.loads(as_sarif(problems, "1", {}))["runs"][0]["results"]) == len(problems)


@pytest.mark.parametrize("group", [name for name in CLASSES if refused_cases(name)])
def test_every_field_says_what_it_does_not_take(group: str, tmp_path: Path) -> None:
    for number, part in enumerate(refused_cases(group)):
        report = HostileReport(tmp_path / f"{number}/report")
        for case in part:
            report.add(case)
        written = report.write()
        expected = {
            (case.outcome, *(written.keys if is_name(case) else written.values)[path]): case.name
            for case in part
            for path in paths(case, report.places[case.name])
        }
        outcome = read_report(report.folder)
        problems = problems_of(outcome)
        found = {(item.rule, item.position.line, item.position.column): item for item in problems}
        assert {place: expected[place] for place in expected.keys() - found.keys()} == {}
        assert {place: found[place] for place in found.keys() - expected.keys()} == {}
        assert_only_texts(problems, dict(outcome.texts))


@pytest.mark.parametrize("case", [case for case in cases() if case.data is not None], ids=str)
def test_every_file_says_where_it_cannot_be_read(case: Case, tmp_path: Path) -> None:
    assert case.data is not None
    (tmp_path / "claims.yaml").write_bytes(case.data)
    outcome = read_report(tmp_path)
    found = {(item.rule, item.position.line, item.position.column) for item in outcome.problems}
    assert (case.outcome, *(case.place or ())) in found
    assert outcome.report is None
    assert_only_texts(list(outcome.problems), dict(outcome.texts))


SETTINGS = [case for case in cases() if "settings.claims" in case.where]


@pytest.mark.parametrize("case", SETTINGS, ids=str)
def test_no_claims_are_read_outside_the_folder(case: Case, tmp_path: Path) -> None:
    report = HostileReport(tmp_path / "report")
    report.write()
    if case.make:
        make(report.folder, case.make)
    outcome = read_report(report.folder, case.text)
    assert [problem.rule for problem in outcome.problems] == [case.outcome]
    assert [problem.position.line for problem in outcome.problems] == [1]
    assert outcome.texts == {}
    assert_only_texts(list(outcome.problems), {})
