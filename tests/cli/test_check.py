"""`factcheck check`: what it prints, and how it ends."""

from __future__ import annotations

import json

from factcheck_report.pipeline import read_report
from tests.reports import Folder


def test_check_reports_success(folder: Folder) -> None:
    done = folder.factcheck("check")

    assert done.returncode == 0
    assert done.stdout == "1 claim; all 2 quotes are proved in 1 document.\n"


def test_check_reports_a_problem_in_every_format(folder: Folder) -> None:
    folder.replace("claims.yaml", "stance: supports", "stance: 'su%p,o:rts'")
    place = (
        "claims.yaml",
        folder.read("claims.yaml").splitlines().index("        stance: 'su%p,o:rts'") + 1,
        17,
    )

    as_text = folder.factcheck("check")
    assert as_text.returncode == 1
    assert as_text.stdout.startswith(
        "{}:{}:{}: error: claim no-drones-sent, quote 1: ".format(*place)
    )
    assert "Fix:" in as_text.stdout

    [problem] = json.loads(folder.factcheck("check", "--format", "json").stdout)
    assert (problem["file"], problem["line"], problem["column"]) == place

    as_github = folder.factcheck("check", "--format", "github").stdout
    assert as_github.startswith(
        "::error file={},line={},col={},title=claim no-drones-sent%2C quote 1::".format(*place)
    )
    assert "su%25p,o:rts" in as_github
    assert as_github.count("\n") == 1


def test_printed_problems_contain_no_terminal_or_workflow_commands(folder: Folder) -> None:
    folder.replace("claims.yaml", "  no-drones-sent:", '  "x\\e[2J\\n::error::a\\n  ##[error]b":')
    folder.replace(
        "claims.yaml", "kind: government}\n  other", 'kind: "a\\n::stop-commands::q"}\n  other'
    )

    for form in ("text", "github"):
        printed = folder.factcheck("check", "--format", form).stdout
        assert "\x1b" not in printed
        assert "##[" not in printed
        orders = [line for line in printed.splitlines() if line.strip().startswith("::")]
        assert orders == ([] if form == "text" else printed.splitlines())
        assert form == "text" or len(orders) == len(read_report(folder.path).problems)


def test_thousands_of_problems_are_printed_in_part(folder: Folder) -> None:
    count = 3_000
    folder.write("claims.yaml", folder.read("claims.yaml") + "timeline: [" + "a," * count + "a]\n")
    printed = folder.factcheck("check").stdout

    assert f"{count + 1 - 100:,} not shown" in printed
    assert len(printed) < 100_000


def test_wrong_usage_has_its_own_exit_code(folder: Folder) -> None:
    assert folder.factcheck("check", "--format", "xml").returncode == 2
    assert folder.factcheck("check", "no-such-folder").returncode == 2
