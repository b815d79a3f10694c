"""`factcheck new`: an entry for a claim, to be filled in."""

from __future__ import annotations

import pytest

from factcheck_report.pipeline import read_report
from tests.editing.layouts import put_in
from tests.reports import SOURCE, Folder, sha256


def test_only_the_blanks_of_a_new_claim_are_reported(folder: Folder) -> None:
    before = folder.read("claims.yaml")
    done = folder.factcheck("new", "Drones  were sent: twice.", "--claimant", "minister")
    assert done.returncode == 0, done.stderr

    after = folder.read("claims.yaml")
    assert put_in(before, after)
    line = int(done.stdout.split(":")[1])
    assert done.stdout == f"claims.yaml:{line}: drones-were-sent-twice\n"
    assert after.splitlines()[line - 1] == "  drones-were-sent-twice:"
    problems = read_report(folder.path).problems
    assert {problem.rule for problem in problems} == {"empty"}
    assert all(after.splitlines()[item.position.line - 1].count("  # ") for item in problems)

    for old, new in [
        ("verdict:  #", "verdict: disputed  #"),
        ("summary:  #", "summary: Said.  #"),
        ("- text:  #", '- text: "dozens of drones"  #'),
        ("source:  #", "source: gazette  #"),
        ("stance:  #", "stance: supports  #"),
        ("speaker:  #", "speaker: A spokesman  #"),
        ("wording:  #", "wording: paraphrased  #"),
        ("origin:  #", "origin: ministry  #"),
    ]:
        folder.replace("claims.yaml", old, new)
    [problem] = read_report(folder.path).problems
    assert problem.rule == "verdict-thresholds"


@pytest.mark.parametrize(
    ("options", "exit_code", "said"),
    [
        (["a", "--id", "No"], 2, "lower-case letters"),
        (["a", "--id", "nul"], 2, "reserved name"),
        (["a", "--id", "no-drones-sent"], 2, "already"),
        (["a", "--verdict", "disputd"], 2, "Did you mean “disputed”"),
        (["a", "--claimant", "nobody"], 2, "minister"),
        (["a", "--file", "other.yaml"], 2, "claims.yaml"),
        (["a\u202eb"], 1, "reorders"),
        (["a" * 1_001], 1, "1,000"),
        (["  "], 2, "TEXT"),
        (["  ", "--id", "a"], 2, "TEXT"),
    ],
)
def test_a_claim_that_cannot_be_added_changes_nothing(
    folder: Folder, options: list[str], exit_code: int, said: str
) -> None:
    before = folder.read("claims.yaml")
    done = folder.factcheck("new", *options)

    assert done.returncode == exit_code, done.stderr
    assert said in done.stderr
    assert folder.read("claims.yaml") == before


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Η κυβέρνηση απάντησε.", "i-kyvernisi-apantise"),
        ("政府は否定した。", "zheng-fuha-fou-dingshita"),
        ("?!", "claim-2"),
    ],
)
def test_a_claim_in_another_script_gets_an_id_that_can_be_changed(
    folder: Folder, text: str, id: str
) -> None:
    done = folder.factcheck("new", text)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f": {id}\n")
    assert "use --id" in done.stderr
    assert f'  {id}:\n    claim: "{text}"\n' in folder.read("claims.yaml")
    assert "use --id" not in folder.factcheck("new", "Plain “letters”, naïve.").stderr


def test_new_edits_the_right_one_of_several_files(folder: Folder) -> None:
    claims = folder.read("claims.yaml")
    head, tail = claims.split("\nclaims:\n")
    (folder.path / "claims.yaml").unlink()
    folder.write("claims/a.yaml", head)
    folder.write("claims/b.yaml", f"claims:\n{tail}")
    options = ("--claims", "claims")
    assert folder.factcheck("new", "One.", *options).stdout.startswith("claims/b.yaml:")
    done = folder.factcheck("new", "One.", "--file", "claims/a.yaml", *options)
    assert done.stdout.endswith(": one-2\n")
    assert folder.factcheck("new", "Two.", *options).returncode == 2

    b = folder.read("claims/b.yaml")
    folder.write("seeds/gazette.txt", SOURCE + "More.\n")
    done = folder.factcheck("pin", "--yes", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sha256(SOURCE + "More.\n") in folder.read("claims/a.yaml")
    assert folder.read("claims/b.yaml") == b
