"""A report's folder: any claims.yaml → a report, or problems that every output can show."""

from __future__ import annotations

import tempfile
from pathlib import Path

from factcheck_report.documents.files import FileRefused, decode
from factcheck_report.loading import load
from factcheck_report.loading.incremental import IncrementalLoader
from factcheck_report.model.safe_text import visible
from factcheck_report.pipeline import read_report
from factcheck_report.problems import Problem, Severity, as_github, as_json, as_text, from_json
from factcheck_report.problems.sarif import as_sarif
from tests.reports import Folder

_FOLDER = Folder(Path(tempfile.mkdtemp()))
_FILE = "claims.yaml"
_BEFORE = _FOLDER.read(_FILE)


def check(data: bytes) -> None:
    _FOLDER.write(_FILE, data)
    outcome = read_report(_FOLDER.path)
    errors = [item for item in outcome.problems if item.severity is Severity.ERROR]
    assert (outcome.report is None) == bool(errors), outcome.problems
    try:
        text = decode(data, _FILE)
    except FileRefused:
        assert outcome.report is None
        text = ""
    for problem in outcome.problems:
        _check_problem(problem, data)
    _check_outputs(outcome.problems, text)
    if len(data) % 4 == 0:  # it takes as long as all before
        _check_incremental(text)


def _check_problem(problem: Problem, data: bytes) -> None:
    assert problem.what and problem.fix and problem.rule, problem
    place = problem.position
    assert place.file == _FILE and place.column >= 1, problem
    # libyaml counts the end of the text as a line of its own.
    assert 1 <= place.line <= data.count(b"\n") + data.count(b"\r") + 2, problem


def _check_outputs(problems: tuple[Problem, ...], text: str) -> None:
    """Nothing in the output is a command to a terminal or to a workflow's runner."""
    outputs = [as_text(problems, {_FILE: text}), as_github(problems), as_json(problems)]
    for output in (*outputs, as_sarif(problems, "1", {})):
        assert visible(output) == output, output
        assert "##[" not in output, output
    commands = as_github(problems).split("\n") if problems else []
    assert len(commands) == len(problems), "a line is a command of its own"
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in commands)
    assert from_json(as_json(problems)) == problems


def _check_incremental(text: str) -> None:
    """After another edition was read, a file is read as if it were the first."""
    loader = IncrementalLoader()
    loader.load({_FILE: _BEFORE})
    assert loader.load({_FILE: text}) == load({_FILE: text})
