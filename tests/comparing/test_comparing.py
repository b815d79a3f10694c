"""`factcheck compare`: what changes between git revisions, and which corrections are missing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck_report import comparing
from factcheck_report.comparing import MARKER, Changes, edition
from factcheck_report.comparing.insertions import quoted
from factcheck_report.comparing.summary import LONGEST, fenced, span
from factcheck_report.comparing.wording import word_diff
from factcheck_report.git.revisions import RevisionError, read_revision
from factcheck_report.loading import load
from factcheck_report.model.dates import PartialDate
from factcheck_report.pipeline import read_report
from factcheck_report.site.link_check import check_site
from tests.reports import SOURCE, Folder, environment, sha256
from tests.site.test_site import page, text_of

TODAY = PartialDate(2026, 11, 25)
SECOND = """\
  office-silent:
    claim: The office did not answer.
    verdict: open
    summary: The document says so.
    quotes:
      - {text: The minister's office did not answer., source: gazette, stance: context,
         wording: document}
"""
OPEN = """\
  open:
    label: Open
    means: Nobody says so.
    tone: neutral
"""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Folder, message: str = "x") -> str:
    git(folder.path, "add", "-A")
    git(folder.path, "commit", "-q", "-m", message)
    return git(folder.path, "rev-parse", "HEAD")


@pytest.fixture
def repository(folder: Folder) -> Folder:
    """A report with two claims, one commit."""
    folder.replace("claims.yaml", "\nclaimants:\n", f"{OPEN}\nclaimants:\n")
    folder.write("claims.yaml", folder.read("claims.yaml") + SECOND)
    assert read_report(folder.path).problems == ()
    git(folder.path, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def compare(folder: Folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return folder.run("factcheck_report", "compare", *(arguments or ("HEAD",)))


def changes(folder: Folder, base: str = "HEAD") -> Changes:
    return comparing.compare(
        edition(read_revision(folder.path, base)), edition(read_report(folder.path)), TODAY
    )


def paste_all(folder: Folder, found: Changes) -> None:
    """Do exactly what is asked for, beginning with the last."""
    for demand in found.missing_entries[::-1]:
        lines = folder.read(demand.position.file).splitlines(keepends=True)
        lines.insert(demand.position.line, demand.lines)
        folder.write(demand.position.file, "".join(lines))


def test_nothing_changed(repository: Folder) -> None:
    done = compare(repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{MARKER}\n## What changes for readers\n\nNothing.\n"


def edit(folder: Folder, old: str, new: str) -> None:
    folder.replace("claims.yaml", old, new)


def new_verdict(folder: Folder) -> None:
    edit(folder, "    verdict: open\n", "    verdict: unclear\n")
    edit(
        folder,
        "\nclaimants:\n",
        OPEN.replace("open", "unclear").replace("Open", "Unclear") + "\nclaimants:\n",
    )


def other_word_for_a_verdict(folder: Folder) -> None:
    edit(folder, "    label: Open\n", "    label: Proved\n")


def other_text(folder: Folder) -> None:
    edit(folder, "claim: The office did not answer.", 'claim: "The office: “no” answer, #1."')


def lost_evidence(folder: Folder) -> None:
    many_quotes(folder)


def other_stance(folder: Folder) -> None:
    edit(folder, "stance: context", "stance: supports")


def other_quote(folder: Folder) -> None:
    edit(folder, "{text: The minister's office did not answer.,", "{text: office did not answer.,")


def many_quotes(folder: Folder) -> None:
    edit(
        folder,
        "    quotes:\n      - {text: The minister's",
        "    quotes:\n      - {text: The minister said on Saturday, source: gazette, "
        "stance: context, wording: document}\n      - {text: The minister's",
    )


def removed(folder: Folder) -> None:
    edit(folder, SECOND, "")


def renamed(folder: Folder) -> None:
    edit(folder, "  office-silent:\n", "  no-answer:\n")


def renamed_and_reworded(folder: Folder) -> None:
    renamed(folder)
    other_text(folder)


def all_at_once(folder: Folder) -> None:
    new_verdict(folder)
    renamed_and_reworded(folder)
    edit(folder, "        stance: supports\n", "        stance: context\n")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (new_verdict, "- Verdict: `Open` → `Unclear`"),
        (other_word_for_a_verdict, "- Verdict: `Open` → `Proved`"),
        (other_text, "- The office ⟦did not answer.⟧\n+ The ⟦office: “no” answer, #1.⟧"),
        (other_stance, "stance `context` → `supports`"),
        (other_quote, "- ⟦The minister's⟧ office did not answer.\n+ office did not answer."),
        (many_quotes, "- Evidence gained: context, from `gazette`\n\n```diff\n+ The minister said"),
        (removed, "### Claims removed (1)\n\n- `office-silent` `The office did not answer.`"),
        (renamed, "- Renamed: `office-silent` → `no-answer`"),
        (renamed_and_reworded, "- Renamed: `office-silent` → `no-answer`"),
        (all_at_once, "### Claim `no-answer`"),
    ],
)
def test_the_gate_fails_and_passes_when_what_it_prints_is_pasted(
    repository: Folder, change: object, shown: str
) -> None:
    change(repository)  # type: ignore[operator]
    done = compare(repository)
    assert done.returncode == 1, done.stdout
    if change is other_text:
        shown = shown.replace(
            "- The office ⟦did not answer.⟧\n+ The ⟦", "- The ⟦office did not answer.⟧\n+ The ⟦"
        )
    assert shown in done.stdout
    found = changes(repository)
    for demand in found.missing_entries:
        assert f"claims.yaml:{demand.position.line}" in done.stdout
        dated = re.sub(r"date: \d{4}-\d\d-\d\d", f"date: {TODAY}", done.stdout)
        assert f"```yaml\n{demand.lines}```" in dated
        assert demand.lines in re.sub(r"date: \d{4}-\d\d-\d\d", f"date: {TODAY}", done.stderr)
    paste_all(repository, found)
    problems = [item.rule for item in edition(read_report(repository.path)).errors]
    assert set(problems) <= {"verdict-thresholds"}, problems
    assert changes(repository).missing_entries == ()
    if not problems:
        again = compare(repository)
        assert (again.returncode, again.stderr) == (0, "")
        assert "is explained to readers." in again.stdout


def test_evidence_lost(repository: Folder) -> None:
    many_quotes(repository)
    commit(repository)
    edit(
        repository,
        "      - {text: The minister said on Saturday, source: gazette, stance: context, "
        "wording: document}\n",
        "",
    )
    done = compare(repository)
    assert done.returncode == 1
    assert "- Evidence lost: context, from `gazette`\n\n```diff\n- The minister said" in done.stdout
    assert 'note: "1 quote was removed."' in done.stdout


@pytest.mark.parametrize(
    "entry",
    [
        "{date: 2026-01-01, kind: correction, note: x}",
        "{date: 2026-01-01, kind: correction, note: x, was: {verdict: disputed}}",
        "{date: 2026-01-01, kind: correction, note: x, was: {claim: The office did not answer.}}",
    ],
)
def test_a_correction_that_says_something_else_does_not_do(repository: Folder, entry: str) -> None:
    new_verdict(repository)
    repository.write(
        "claims.yaml", repository.read("claims.yaml") + f"    corrections:\n      - {entry}\n"
    )
    [demand] = changes(repository).missing_entries
    assert "corrections:" not in demand.lines
    assert 'verdict: "open"' in demand.lines
    paste_all(repository, changes(repository))
    assert changes(repository).passes


def with_correction(folder: Folder) -> None:
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + "    corrections:\n      - date: 2025-01-01\n        kind: update\n        note: >-\n"
        "          It was\n\n          updated.\n\n# The end.\n",
    )


def test_an_old_correction_does_not_count_for_a_new_change(repository: Folder) -> None:
    with_correction(repository)
    commit(repository)
    other_stance(repository)
    assert not changes(repository).passes
    edit(repository, "          updated.", "          up to date.")
    [demand] = (found := changes(repository)).missing_entries
    assert "correction of 2025-01-01 was rewritten" in demand.what
    assert "No new correction says so." in demand.what
    paste_all(repository, found)
    assert changes(repository).passes


def test_a_copy_of_an_old_correction_does_not_count(repository: Folder) -> None:
    first = "      - {date: 2022-12-01, kind: correction, note: Old., was: {verdict: gone}}\n"
    repository.write("claims.yaml", repository.read("claims.yaml") + "    corrections:\n" + first)
    commit(repository)
    new_verdict(repository)
    copied = first.replace("gone", "disputed")
    repository.write("claims.yaml", repository.read("claims.yaml").replace(first, first + copied))
    [demand] = changes(repository).missing_entries
    assert "No new correction says so" in demand.what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("claimants: [minister]", "claimants: [other]"),
        ("stated: 2024-05-01", "stated: 2025-05-01"),
    ],
)
def test_who_claimed_it_and_when_needs_a_correction(repository: Folder, old: str, new: str) -> None:
    edit(repository, "\nclaimants:\n", "\nclaimants:\n  other: {name: Another, role: Spokesman}\n")
    edit(repository, "claimants: [minister]\n", "claimants: [minister]\n    stated: 2024-05-01\n")
    commit(repository)
    edit(repository, old, new)
    done = compare(repository)
    assert done.returncode == 1
    field = old.partition(":")[0]
    assert f"`claim no-drones-sent`, {field}:" in done.stdout
    paste_all(repository, changes(repository))
    assert changes(repository).passes


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("title: Drones and denials", "title: Drones", "`source gazette`, title:"),
        ("name: The minister", "name: The Prime Minister", "`claimant minister`, name:"),
        ("name: The ministry", "name: The office", "`origin ministry`, name:"),
        ("means: Nobody says so.", "means: Who knows.", "`verdict open`, means:"),
        ("summary: The document says", "summary: It says", "`claim office-silent`, summary:"),
    ],
)
def test_other_published_words_are_shown(
    repository: Folder, old: str, new: str, entry: str
) -> None:
    edit(repository, old, new)
    done = compare(repository)
    assert done.returncode == 0
    assert f"{entry}\n\n```diff\n" in done.stdout


def test_a_published_correction_cannot_go(repository: Folder) -> None:
    with_correction(repository)
    commit(repository)
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", text.partition("    corrections:")[0])
    other_text(repository)
    [demand] = (found := changes(repository)).missing_entries
    assert "1 published correction is gone." in demand.what
    paste_all(repository, found)
    assert changes(repository).passes


def test_what_needs_no_correction(repository: Folder) -> None:
    edit(repository, "summary: The document says so.", "summary: It says so.")
    edit(repository, "claim: The office did", "claim:   >-\n      The office\n      did")
    text = repository.read("claims.yaml")
    start, end = text.index("      - text: 'The min"), text.index("      - text: A spokes")
    stop = text.index("  office-silent")
    swapped = text[:start] + text[end:stop] + text[start:end] + text[stop:]
    repository.write(
        "claims.yaml", swapped.replace('"no drones were sent"', "“no drones were sent”")
    )
    assert read_report(repository.path).problems == ()
    done = compare(repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert "- `office-silent` `The office did not answer.`: summary" in done.stdout
    assert "no-drones-sent" not in done.stdout


def test_claims_and_sources_that_are_new(repository: Folder) -> None:
    edit(
        repository,
        SECOND,
        SECOND + SECOND.replace("office-silent", "another").replace("The office", "An office"),
    )
    edit(
        repository,
        "\norigins:\n",
        "  second:\n    file: seeds/b.txt\n    title: B\n    sha256: "
        f"{sha256('Some words.')}\n\norigins:\n",
    )
    repository.write("seeds/b.txt", "Some words.")
    repository.write_source(SOURCE + "\nMore.\n")
    text = repository.read("claims.yaml").split("sha256: ")
    repository.write(
        "claims.yaml", "sha256: ".join([*text[:-1], sha256("Some words.") + text[-1][64:]])
    )
    assert read_report(repository.path).report is not None
    done = compare(repository, "HEAD", "--preview", "https://p.example/pr-1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "[`another`](<https://p.example/pr-1/claims/another/>) `An office did" in done.stdout
    old, new = sha256(SOURCE)[:8], sha256(SOURCE + "\nMore.\n")[:8]
    assert f"file `{old}` → `{new}`, quoted by 3 claims" in done.stdout
    assert "### Sources added (1)" in done.stdout


def test_two_revisions_without_a_checkout(repository: Folder) -> None:
    other_text(repository)
    second = commit(repository)
    git(repository.path, "checkout", "-q", "HEAD~1")
    before = sorted(path.name for path in repository.path.iterdir())
    assert compare(repository, "HEAD", second).returncode == 1
    assert compare(repository, second, second).returncode == 0
    assert compare(repository, "HEAD").returncode == 0
    assert sorted(path.name for path in repository.path.iterdir()) == before
    assert git(repository.path, "status", "--porcelain") == ""


def test_a_report_in_a_subfolder_and_in_several_files(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "top/[a] b")
    text = folder.read("claims.yaml")
    head, _, claims = text.partition("claims:\n")
    (folder.path / "claims.yaml").unlink()
    folder.write("claims/a.yaml", head)
    folder.write("claims/deep/b.yaml", f"claims:\n{claims}")
    git(tmp_path / "top", "init", "-q")
    commit(folder)
    folder.replace("claims/deep/b.yaml", "claim: No drones", "claim: No big drones")
    done = compare(folder, "HEAD", "--claims", "claims/**/*.yaml")
    assert done.returncode == 1
    assert "claims/deep/b.yaml:" in done.stderr
    commit(folder)
    folder.write("claims.yaml", text.replace("claim: No drones", "claim: No big drones"))
    moved = ("HEAD", "--base-claims", "claims/**/*.yaml")
    assert compare(folder, *moved).returncode == 0
    elsewhere = folder.run(
        "factcheck_report", "compare", "HEAD", "--folder", ".", "--claims", "claims"
    )
    assert elsewhere.returncode == 1


def test_a_base_with_problems_is_compared(repository: Folder) -> None:
    edit(repository, "text: A spokesman of", "text: A spokeswoman of")
    edit(repository, "summary: The minister said so", "sumary: The minister said so")
    commit(repository)
    edit(repository, "text: A spokeswoman of", "text: A spokesman of")
    edit(repository, "sumary: The minister said so", "summary: The minister said so")
    other_stance(repository)
    done = compare(repository)
    assert done.returncode == 1
    assert "The report it is compared with had" in done.stdout
    assert "Claims added" not in done.stdout
    assert "- `claim no-drones-sent`: it cannot be read in BASE" in done.stdout
    assert "claim no-drones-sent: It was not compared" in done.stderr
    assert "stance `context` → `supports`" in done.stdout


def test_a_head_with_problems_does_not_pass_and_its_claims_are_not_called_removed(
    repository: Folder,
) -> None:
    edit(repository, "summary: The document says so.", "sumary: The document says so.")
    done = compare(repository)
    assert done.returncode == 1
    assert "Not everything could be compared" in done.stdout
    assert "removed" not in done.stdout


def test_what_others_changed_meanwhile_is_not_laid_to_this_branch(repository: Folder) -> None:
    common = git(repository.path, "rev-parse", "HEAD")
    git(repository.path, "switch", "-q", "-c", "mine")
    edit(repository, "summary: The document says so.", "summary: It says so.")
    mine = commit(repository)
    git(repository.path, "switch", "-q", "main")
    other_text(repository)
    edit(repository, "label: Disputed", "label: Denied")
    commit(repository)
    done = compare(repository, "main", mine)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Compared with the last common commit of `main`, `{common[:7]}`." in done.stdout
    assert "Denied" not in done.stdout
    git(repository.path, "switch", "-q", "mine")
    assert compare(repository, "main").stdout == done.stdout
    assert "common state" not in compare(repository, common).stdout


def test_without_a_common_state_it_is_the_base_itself(repository: Folder) -> None:
    git(repository.path, "switch", "-q", "--orphan", "other")
    git(repository.path, "checkout", "main", "--", ".")
    other_text(repository)
    assert compare(repository, "main").returncode == 1
    commit(repository)
    done = compare(repository, "main")
    assert done.returncode == 1
    assert "common state" not in done.stdout


def test_a_claim_in_braces_cannot_be_pasted_into(repository: Folder) -> None:
    flow = "  office-silent: {claim: The office did not answer., verdict: open, summary: S., "
    quote = "quotes: [{text: The minister's office did not answer., source: gazette, "
    edit(repository, SECOND, f"{flow}{quote}stance: context, wording: document}}]}}\n")
    commit(repository)
    other_stance(repository)
    done = compare(repository)
    assert done.returncode == 1
    for output in (done.stdout, done.stderr):
        assert "The claim is written in braces" in output
        assert "corrections:" not in output


UNREADABLE = "claims:\n  a: {b: c\n"


@pytest.mark.parametrize("content", [UNREADABLE, None, "x", b"\xff\xfe"])
def test_a_head_that_cannot_be_read_is_told_only_that(
    repository: Folder, content: str | bytes | None
) -> None:
    if content is None:
        (repository.path / "claims.yaml").unlink()
    else:
        repository.write("claims.yaml", content)
    done = compare(repository)
    assert done.returncode == 1
    assert "Not everything could be compared:** the report cannot be read." in done.stdout
    assert re.search(r"^- `claims\.yaml:\d`: `", done.stdout, re.M)
    assert re.match(r"claims\.yaml:\d: Cannot be read: ", done.stderr)
    for output in (done.stdout, done.stderr):
        assert "aste" not in output
        assert "removed:" not in output


@pytest.mark.parametrize("content", [UNREADABLE, b"\xff\xfe", "clams:\n  a: {}\n", "link"])
def test_a_base_that_cannot_be_read_does_not_open_the_gate(
    repository: Folder, content: str | bytes
) -> None:
    good = repository.read("claims.yaml")
    if content == "link":
        (repository.path / "claims.yaml").unlink()
        (repository.path / "claims.yaml").symlink_to("other.yaml")
    else:
        repository.write("claims.yaml", content)
    commit(repository)
    (repository.path / "claims.yaml").unlink()
    repository.write("claims.yaml", good)
    done = compare(repository)
    assert done.returncode == 1
    assert (
        "Not everything could be compared:** the report it is compared with cannot be read."
        in done.stdout
    )
    assert "Cannot be read in BASE: " in done.stderr
    assert "explained to readers" not in done.stdout
    assert "no report before" not in done.stdout


def test_a_removed_entry_that_cannot_be_read_in_the_base_is_named(repository: Folder) -> None:
    tombstone(repository)
    edit(repository, "    note: ", "    not: ")
    commit(repository)
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", text.partition("removed:\n")[0])
    found = changes(repository)
    assert found.lost == ("removed claim office-silent",)
    assert not found.passes


def test_a_first_report(repository: Folder) -> None:
    (repository.path / "claims.yaml").rename(repository.path / "new.yaml")
    done = compare(repository, "HEAD", "--claims", "new.yaml")
    assert done.returncode == 0
    assert "There was no report before" in done.stdout


@pytest.mark.parametrize(
    "revision", ["nothing", "--help-me", "-x", "", "HEAD:claims.yaml", "a..b", "HEAD\n", "@{u}"]
)
def test_no_such_revision(repository: Folder, revision: str) -> None:
    done = compare(repository, "--", revision)
    assert done.returncode == 2
    assert "There is no revision" in done.stderr
    assert "Traceback" not in done.stderr
    with pytest.raises(RevisionError):
        read_revision(repository.path, "HEAD\0")


def test_a_branch_named_like_an_option_is_refused(repository: Folder) -> None:
    git(repository.path, "update-ref", "refs/heads/-x", "HEAD")
    with pytest.raises(RevisionError):
        read_revision(repository.path, "-x")
    assert read_revision(repository.path, "refs/heads/-x").report is not None


def test_wrong_usage(folder: Folder) -> None:
    done = compare(folder)
    assert done.returncode == 2
    assert "is not in a git repository" in done.stderr
    done = compare(folder, "HEAD", "--preview", "javascript:x")
    assert done.returncode == 2
    assert "It is no web address" in done.stderr


def test_what_a_revision_may_not_bring(
    repository: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text(SOURCE)
    (repository.path / "seeds/gazette.txt").unlink()
    (repository.path / "seeds/gazette.txt").symlink_to(tmp_path / "secret.txt")
    head = git(repository.path, "rev-parse", "HEAD")
    git(repository.path, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    commit(repository)
    rules = {item.rule for item in read_revision(repository.path, "HEAD").problems}
    assert rules == {"source-file"}
    # A tree made by hand, with a name that leads out.
    blob = git(repository.path, "rev-parse", "HEAD~1:claims.yaml")
    evil = subprocess.run(
        ["git", "mktree"],
        cwd=repository.path,
        input=f"100644 blob {blob}\tclaims.yaml\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    raw = b"40000 ..\0" + bytes.fromhex(evil)
    tree = (
        subprocess.run(
            ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
            cwd=repository.path,
            input=raw,
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    crafted = git(repository.path, "commit-tree", tree, "-m", "x")
    assert "../claims.yaml" in git(repository.path, "ls-tree", "-r", crafted)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    outcome = read_revision(repository.path, crafted, "**/*.yaml")
    assert outcome.report is None
    assert list((tmp_path / "temporary").iterdir()) == []


def test_git_runs_nothing_of_the_repository(repository: Folder, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "filter"
    script.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    script.chmod(0o755)
    repository.write(".gitattributes", "* filter=x diff=x\n")
    git(repository.path, "config", "diff.x.textconv", str(script))
    commit(repository)
    git(repository.path, "config", "filter.x.smudge", str(script))
    assert compare(repository, "HEAD", "HEAD~1").returncode == 0
    assert not ran.exists()


HOSTILE = [
    "@everyone fixes #1 ![x](https://e.example/i.png) <img src=x> https://e.example/",
    "``` ````\n\n# Title\n</details><script>x</script> ```",
    "::error::x ##[error]y ::stop-commands::z",
    "`` ` @a ` ``",
    "--> <!-- @b | x | y |",
]


def outside_code(markdown: str) -> str:
    """What GitHub reads as Markdown (CommonMark: a fence closes with one as long; spans too)."""
    left, fence = [], ""
    for line in markdown.splitlines():
        opened = re.match(r"(`{3,})[^`]*$", line)
        if fence:
            if re.fullmatch(f"`{{{len(fence)},}}", line):
                fence = ""
        elif opened:
            fence = opened[1]
        else:
            left.append(line)
    assert not fence
    return re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", "\n".join(left))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_texts_that_others_wrote_stay_texts(repository: Folder, hostile: str) -> None:
    typed = json.dumps(hostile)
    repository.write_source(SOURCE + f"\n{hostile}\n")
    edit(repository, "claim: The office did not answer.", f"claim: {typed}")
    edit(repository, "label: Open", f"label: {typed}")
    edit(
        repository,
        "    quotes:\n      - {text: The minister's",
        f"    quotes:\n      - {{text: {typed}, source: gazette, stance: context, wording: "
        f"paraphrased, speaker: {typed}}}\n      - {{text: The minister's",
    )
    assert read_report(repository.path).draft is not None
    commit(repository)
    edit(repository, f"claim: {typed}", "claim: Harmless.")
    edit(repository, f"label: {typed}", "label: Other")
    edit(repository, f"speaker: {typed}", "speaker: Somebody")
    found = changes(repository)
    assert found.missing_entries
    done = compare(repository)
    assert done.returncode == 1
    left = outside_code(done.stdout.replace(MARKER, ""))
    for sign in ("@", "e.example", "<", "![", "fixes", "|", "::"):
        assert sign not in left.replace("](<", ""), left
    for output in (done.stdout, done.stderr):
        assert not re.search(r"^\s*::", output, re.M)
        assert "##[" not in output
    paste_all(repository, found)
    assert changes(repository).missing_entries == ()


def test_spans_and_fences_hold_what_is_in_them() -> None:
    for text in (*HOSTILE, "`", "``", "", " ", "a`", "\u202ex\x1b[31m"):
        assert outside_code(span(text)) == ""
        assert outside_code(fenced(text)) == ""
    assert "\x1b" not in span("\x1b[31m")
    assert "202E" in fenced("\u202e")


def test_scalars_are_read_as_they_were() -> None:
    for text in ("a: b # c", 'say "x" \\ y', "##[error]", "one\u2028two", "\u0085", "’ – 中 😀"):
        read = load({"c": f"report:\n  title: {quoted(text)}\n"})
        if text == "\u0085":
            continue
        assert "\u2028" not in quoted(text)
        assert not [item for item in read.problems if "yaml" in item.rule], text


def test_a_word_diff_is_short_where_little_changed() -> None:
    words = [f"w{number}" for number in range(2_000)]
    shown = word_diff(" ".join(words), " ".join([*words[:1000], "new", *words[1001:]]))
    assert "- … w988" in shown
    assert "⟦w1000⟧ w1001" in shown
    assert "⟦new⟧ w1001" in shown
    assert len(shown) < 400
    assert len(word_diff("a " * 10_000, "b " * 10_000)) < 3_000


def test_the_comment_is_never_too_long(repository: Folder) -> None:
    entries = "".join(
        SECOND.replace("office-silent", f"claim-{number}").replace(
            "The office did", f"{number} {'The office ' * 70}did"
        )
        for number in range(150)
    )
    edit(repository, SECOND, SECOND + entries)
    commit(repository)
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", re.sub(r"did not answer\.$", "was mute.", text, flags=re.M))
    found = changes(repository)
    assert len(found.missing_entries) == 151
    shown = comparing.as_markdown(found, "https://p.example/")
    assert len(shown) <= LONGEST
    assert "more parts do not fit" in shown
    outside_code(shown)
    assert comparing.as_text(found).count("corrections:") == 151


def tombstone(folder: Folder, now: str = "") -> None:
    edit(
        folder,
        SECOND,
        "removed:\n  office-silent:\n    date: 2026-11-20\n"
        f"    note: {json.dumps('Out of scope. <b>x</b>')}\n" + now,
    )


def dead_links(folder: Folder) -> list[str]:
    # The removed claim was the only one with its verdict; the home page's link there is not ours.
    dead = (item.what for item in check_site(folder.path / "site"))
    return [what for what in dead if "#verdict-open" not in what]


def test_a_removed_claim_leaves_a_page(repository: Folder) -> None:
    tombstone(repository)
    assert compare(repository).returncode == 0
    assert repository.build().returncode == 0
    shown = page(repository, "claims/office-silent/")
    assert "This claim was removed" in text_of(shown)
    assert "Removed claim, 20 November 2026. Out of scope. <b>x</b>" in text_of(shown)
    assert "<b>x</b>" not in shown
    assert "http-equiv" not in shown.replace('http-equiv="X-UA', "")
    assert "office-silent" not in page(repository, "claims/")
    assert "office-silent" not in page(repository, "matrix/")
    listed = page(repository, "corrections/")
    assert 'href="../claims/office-silent/"' in listed
    assert "1 correction of something published." in listed
    data = json.loads(repository.read("site/claims.json"))
    assert data["removed"] == [
        {
            "id": "office-silent",
            "address": "https://example.org/claims/office-silent/",
            "date": "2026-11-20",
            "note": "Out of scope. <b>x</b>",
            "now": None,
        }
    ]
    assert "Claim removed: office-silent" in repository.read("site/feed.xml")
    assert "Claim removed: office-silent" in repository.read("site/feed.json")
    assert dead_links(repository) == []


@pytest.mark.parametrize("url", ["", "https://facts.example/r/"])
def test_a_moved_claim_leads_on(repository: Folder, url: str) -> None:
    tombstone(repository, "    now: no-drones-sent\n")
    repository.replace("mkdocs.yml", "https://example.org/", url)
    assert compare(repository).returncode == 0
    assert repository.build().returncode == 0
    shown = page(repository, "claims/office-silent/")
    assert '<meta http-equiv="refresh" content="0; url=../no-drones-sent/">' in shown
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', shown)
    there = "https://facts.example/r/claims/no-drones-sent/" if url else "../no-drones-sent/"
    assert canonical == [there]
    assert '<a href="../no-drones-sent/">No drones were sent after the war began.</a>' in shown
    assert "takes the place of the claim “office-silent”" in text_of(
        page(repository, "claims/no-drones-sent/")
    )
    assert "Moved claim" in page(repository, "corrections/")
    if url:
        assert "office-silent" not in repository.read("site/sitemap.xml")
    assert dead_links(repository) == []


def test_a_german_report_has_its_own_words_for_it(repository: Folder) -> None:
    tombstone(repository)
    edit(repository, "  title: Who sent what\n", "  title: Wer was schickte\n  language: de\n")
    repository.write(
        "mkdocs.yml",
        repository.read("mkdocs.yml").replace("material\n", "material\n  language: de\n"),
    )
    assert repository.build().returncode == 0
    shown = text_of(page(repository, "claims/office-silent/"))
    assert "Diese Behauptung wurde entfernt" in shown


def test_removed_entries_are_read_strictly(repository: Folder) -> None:
    tombstone(repository, "    now: gone\n")
    [problem] = read_report(repository.path).problems
    assert (problem.rule, problem.entry) == ("unknown-claim", "removed claim office-silent")
    edit(repository, "  office-silent:", "  no-drones-sent:")
    edit(repository, "    now: gone\n", "")
    [problem] = read_report(repository.path).problems
    assert problem.rule == "duplicate-id"
    assert "still exists in claims.yaml, line 3" in problem.what


def test_a_tombstone_stays(repository: Folder) -> None:
    tombstone(repository)
    commit(repository)
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", text.partition("removed:\n")[0])
    found = changes(repository)
    assert compare(repository).returncode == 1
    paste_all(repository, found)
    assert changes(repository).passes
    assert "Out of scope. <b>x</b>" in repository.read("claims.yaml")


def test_a_renamed_claim_s_old_page_must_lead_to_it(repository: Folder) -> None:
    renamed(repository)
    repository.write(
        "claims.yaml",
        repository.read("claims.yaml")
        + "removed:\n  office-silent:\n    date: 2026-11-20\n    note: Moved.\n",
    )
    [demand] = (found := changes(repository)).missing_entries
    assert demand.lines == "    now: no-answer\n"
    paste_all(repository, found)
    assert changes(repository).passes


def test_several_removed_claims_go_into_one_section(repository: Folder) -> None:
    edit(
        repository,
        SECOND,
        SECOND + SECOND.replace("office-silent", "third").replace("The off", "An off"),
    )
    commit(repository)
    edit(
        repository,
        SECOND + SECOND.replace("office-silent", "third").replace("The off", "An off"),
        "",
    )
    [demand] = (found := changes(repository)).missing_entries
    assert demand.lines.count("removed:") == 1
    paste_all(repository, found)
    assert changes(repository).passes
    assert set(read_report(repository.path).draft.removed) == {"office-silent", "third"}  # type: ignore[union-attr]


def test_git_missing_is_said(repository: Folder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factcheck_report", "compare", "HEAD"],
        cwd=repository.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | {"PATH": os.devnull},
    )
    assert done.returncode == 2
    assert "Install it" in done.stderr
