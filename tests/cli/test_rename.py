"""`factcheck rename`: another id for an entry, everywhere, and a notice at the old address."""

from __future__ import annotations

import re

import pytest

from tests.comparing.editions import OPEN, SECOND
from tests.editing.layouts import put_in
from tests.reports import Folder

_OLD, _NEW = "no-drones-sent", "no-big-drones"
_MORE = """\
timeline:
  - when: 2022-11-05
    event: The minister spoke of no-drones-sent.
    claims: [office-silent, 'no-drones-sent']  # no-drones-sent: not in doubt
    quotes:
      - {text: The minister’s office did not answer., source: gazette, wording: document}

disagreements:
  - about: Who sent what
    compatible: no
    note: They differ.
    claims:
      - "no-drones-sent"
    quotes:
      - {text: The minister’s office did not answer., source: gazette, wording: document}
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        wording: document

removed:
  nothing-sent:
    date: 2022-11-20
    note: It says the same.
    now: no-drones-sent
"""


@pytest.fixture
def team(folder: Folder) -> Folder:
    """A report in which many entries name a claim, committed; its site has pages by hand."""
    folder.replace("claims.yaml", "\nclaimants:\n", f"{OPEN}\nclaimants:\n")
    folder.replace("claims.yaml", "  summary: One", f"  key_claims: [{_OLD}]\n  summary: One")
    second = SECOND.replace(
        "    quotes:", f"    related:\n      - {_OLD}  # see there\n    quotes:"
    )
    folder.write("claims.yaml", folder.read("claims.yaml") + second + "\n" + _MORE)
    folder.write(
        "docs/about.md",
        f"# About\n\nSee [this](claims/{_OLD}/index.md), not [that](claims/{_OLD}-2/index.md).\n",
    )
    folder.git("init", "-q", "-b", "main")
    folder.commit()
    checked = folder.factcheck("check")
    assert checked.returncode == 0, checked.stdout
    return folder


def without_notice(text: str) -> str:
    return re.sub(rf"\n?  {_OLD}:\n    date: [0-9-]+\n    note: .*\n    now: {_NEW}\n", "", text)


def test_a_claim_is_renamed_wherever_it_is_named(team: Folder) -> None:
    before = team.read("claims.yaml")
    done = team.factcheck("rename", _OLD, _NEW, "--note", "The wording: “no” big ones.")
    assert done.returncode == 0, done.stderr
    assert "claims.yaml: renamed in 6 places." in done.stdout

    after = team.read("claims.yaml")
    notice = put_in(without_notice(after), after)
    assert notice.split()[0] == f"{_OLD}:"
    assert "“no” big ones." in notice
    # The rest is the same, byte for byte: also texts and comments that hold the id.
    expected = before.replace(_OLD, _NEW)
    for kept in ("spoke of {}.", "# {}: not in doubt"):
        expected = expected.replace(kept.format(_NEW), kept.format(_OLD))
    assert without_notice(after) == expected
    # The new state is right, explained to readers, and the page of the old address leads on.
    assert team.factcheck("check").returncode == 0
    assert team.factcheck("compare", "HEAD").returncode == 0


def test_the_old_address_leads_to_the_new_page(team: Folder) -> None:
    team.factcheck("rename", _OLD, _NEW)
    team.write("docs/about.md", "# About\n")
    assert team.factcheck("build").returncode == 0
    assert "This claim has moved" in team.page(f"claims/{_OLD}/")
    assert f"../{_NEW}/" in team.page(f"claims/{_OLD}/")


def test_own_pages_with_the_old_address_are_listed(team: Folder) -> None:
    team.replace(
        "claims.yaml",
        "summary: The document says so.",
        f"summary: The document says so.\n    analysis: See [there](../{_OLD}/).",
    )
    done = team.factcheck("rename", _OLD, _NEW)
    assert done.returncode == 0
    listed = done.stdout.partition("Correct them by hand:\n")[2].splitlines()
    assert [line.split(": ")[0] for line in listed] == [
        next(
            f"claims.yaml:{number}"
            for number, line in enumerate(team.read("claims.yaml").splitlines(), 1)
            if "analysis:" in line
        ),
        "docs/about.md:3",
    ]


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("gazette", "evening-gazette", 7),
        ("ministry", "the-ministry", 2),
        ("disputed", "contested", 3),
        ("minister", "first-minister", 2),
    ],
)
def test_other_entries_are_renamed_too(team: Folder, old: str, new: str, places: int) -> None:
    team.replace(
        "claims.yaml",
        "    summary: The minister said so;",
        "    corrections:\n      - date: 2022-12-01\n        kind: update\n        note: New.\n"
        "        was: {verdict: disputed, summary: disputed}\n    summary: The minister said so;",
    )
    done = team.factcheck("rename", old, new)
    assert done.returncode == 0, done.stderr
    assert f"renamed in {places} place" in done.stdout
    checked = team.factcheck("check")
    assert checked.returncode == 0, checked.stdout
    after = team.read("claims.yaml")
    assert f"  {new}:" in after
    assert "summary: disputed}" in after
    assert "file: seeds/gazette.txt" in after
    assert f"removed:\n  {old}" not in after


def test_an_id_of_two_kinds_needs_the_kind(team: Folder) -> None:
    assert team.factcheck("rename", "ministry", "minister").returncode == 0
    before = team.read("claims.yaml")
    done = team.factcheck("rename", "minister", "premier")
    assert done.returncode == 2
    assert "--kind: origin, claimant" in done.stderr
    assert team.read("claims.yaml") == before

    assert team.factcheck("rename", "minister", "premier", "--kind", "claimant").returncode == 0
    after = team.read("claims.yaml")
    assert "claimants: [premier]" in after
    assert "origin: minister\n" in after


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((_OLD, "office-silent"), "already has the id “office-silent”"),
        ((_OLD, _OLD), "already has the id"),
        ((_OLD, "Big Drones"), "lower-case letters"),
        ((_OLD, "index"), "reserved name"),
        ((_OLD, "nothing-sent"), "is the id of a removed claim"),
        (("no-drones-snt", _NEW), f"Did you mean “{_OLD}”?"),
        (("nothing-sent", _NEW), "There is no entry"),
        (("gazette", "paper", "--note", "x"), "for claims only"),
        ((_OLD, _NEW, "--base", "nowhere"), "There is no revision “nowhere”"),
        ((_OLD, _NEW, "--kind", "source"), f"There is no source “{_OLD}”"),
    ],
)
def test_what_cannot_be_renamed_changes_nothing(
    team: Folder, arguments: tuple[str, ...], said: str
) -> None:
    before = team.read("claims.yaml")
    done = team.factcheck("rename", *arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert team.read("claims.yaml") == before


def test_a_claim_that_was_never_published_leaves_no_notice(team: Folder) -> None:
    team.git("checkout", "-q", "-b", "work")
    entry = SECOND.replace("office-silent:", "office-shut:").replace("did not", "never did")
    team.replace(
        "claims.yaml", "\ntimeline:", f"{entry.replace('never did', 'did not')}\ntimeline:"
    )
    team.commit()
    done = team.factcheck("rename", "office-shut", "office-closed")
    assert "main does not publish the claim" in done.stdout, done.stderr
    assert "office-shut" not in team.read("claims.yaml")

    # A draft on main was never seen either.
    team.replace("claims.yaml", "  office-closed:\n", "  office-closed:\n    draft: true\n")
    team.commit()
    done = team.factcheck("rename", "office-closed", "office-left", "--base", "HEAD")
    assert "HEAD does not publish the claim" in done.stdout
    # And one may say so.
    done = team.factcheck("rename", "office-silent", "office-quiet", "--unpublished")
    assert "as you asked" in done.stdout
    assert "office-silent" not in team.read("claims.yaml")


def test_without_a_history_a_notice_is_left(folder: Folder) -> None:
    done = folder.factcheck("rename", _OLD, _NEW)
    assert done.returncode == 0, done.stderr
    assert f"removed:\n  {_OLD}:\n" in folder.read("claims.yaml")
    assert folder.factcheck("check").returncode == 0


def test_several_files_are_all_written_or_none(team: Folder) -> None:
    head, claims = team.read("claims.yaml").split("claims:\n", 1)
    claims, rest = claims.split("\ntimeline:\n")
    (team.path / "claims.yaml").unlink()
    team.write("claims/head.yml", head)
    team.write("claims/2022/first.yaml", "\ufeffclaims:\r\n" + claims.replace("\n", "\r\n"))
    team.write("claims/rest.yaml", f"timeline:\n{rest}")
    team.replace("mkdocs.yml", "- factcheck\n", "- factcheck:\n      claims: claims\n")
    files = ["claims/head.yml", "claims/2022/first.yaml", "claims/rest.yaml"]
    before = [(team.path / file).read_bytes() for file in files]

    (team.path / "claims/rest.yaml").chmod(0o444)
    (team.path / "claims").chmod(0o555)
    blocked = team.factcheck("rename", _OLD, _NEW)
    (team.path / "claims").chmod(0o755)
    (team.path / "claims/rest.yaml").chmod(0o644)
    if blocked.returncode:  # the superuser may write everywhere
        assert [(team.path / file).read_bytes() for file in files] == before
        blocked = team.factcheck("rename", _OLD, _NEW)
    assert blocked.returncode == 0, blocked.stderr
    assert (
        (team.path / files[1])
        .read_bytes()
        .startswith(b"\xef\xbb\xbfclaims:\r\n  no-big-drones:\r\n")
    )
    assert b"\n" not in (team.path / files[1]).read_bytes().replace(b"\r\n", b"")
    assert f"  {_OLD}:" in team.read("claims/rest.yaml")
    assert team.factcheck("check").returncode == 0


def test_a_report_that_is_not_on_main_was_never_published(folder: Folder) -> None:
    folder.git("init", "-q", "-b", "main")
    folder.git("commit", "-q", "--allow-empty", "-m", "x")
    folder.git("checkout", "-q", "-b", "work")
    folder.commit()
    done = folder.factcheck("rename", _OLD, _NEW)
    assert "main does not publish the claim" in done.stdout, done.stderr
    assert "removed:" not in folder.read("claims.yaml")


def test_a_draft_leaves_no_notice_without_git(folder: Folder) -> None:
    folder.replace(
        "claims.yaml", "    verdict: disputed\n", "    verdict: disputed\n    draft: true\n"
    )
    done = folder.factcheck("rename", "no-drones-sent", "none-sent")
    assert done.returncode == 0, done.stderr
    assert "the claim is a draft" in done.stdout
    assert "removed:" not in folder.read("claims.yaml")
