"""Changes of published claims need a correction."""

from __future__ import annotations

import re

import pytest

from factcheck_report.comparing import MARKER, edition
from factcheck_report.pipeline import read_report
from tests.comparing.editions import (
    SECOND,
    TODAY,
    changes,
    compare,
    edit,
    many_quotes,
    new_verdict,
    other_stance,
    other_text,
    paste_all,
    removed,
    renamed,
)
from tests.reports import SOURCE, Folder, sha256


def test_an_unchanged_report_has_nothing_to_compare(repository: Folder) -> None:
    done = compare(repository)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{MARKER}\n## What changes for readers\n\nNothing.\n"


def other_word_for_a_verdict(folder: Folder) -> None:
    edit(folder, "    label: Open\n", "    label: Proved\n")


def other_quote(folder: Folder) -> None:
    edit(folder, "{text: The minister's office did not answer.,", "{text: office did not answer.,")


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
def test_compare_fails_until_its_suggestions_are_pasted(
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
    for demand in found.required_entries:
        assert f"claims.yaml:{demand.position.line}" in done.stdout
        dated = re.sub(r"date: \d{4}-\d\d-\d\d", f"date: {TODAY}", done.stdout)
        assert f"```yaml\n{demand.lines}```" in dated
        assert demand.lines in re.sub(r"date: \d{4}-\d\d-\d\d", f"date: {TODAY}", done.stderr)
    paste_all(repository, found)
    problems = [item.rule for item in edition(read_report(repository.path)).errors]
    assert set(problems) <= {"verdict-thresholds"}, problems
    left = changes(repository)
    assert left.required_entries == ()
    if not problems:
        again = compare(repository)
        assert (again.returncode, not again.stderr) == (0, not left.missing_entries)
        assert left.missing_entries or "is explained to readers." in again.stdout


def test_lost_evidence_needs_a_correction(repository: Folder) -> None:
    many_quotes(repository)
    repository.commit()
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
def test_a_correction_must_state_the_old_verdict(repository: Folder, entry: str) -> None:
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
    repository.commit()
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
    repository.commit()
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
    repository.commit()
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


def test_a_published_correction_cannot_be_removed(repository: Folder) -> None:
    with_correction(repository)
    repository.commit()
    text = repository.read("claims.yaml")
    repository.write("claims.yaml", text.partition("    corrections:")[0])
    other_text(repository)
    [demand] = (found := changes(repository)).missing_entries
    assert "1 published correction is gone." in demand.what
    paste_all(repository, found)
    assert changes(repository).passes


def test_some_changes_need_no_correction(repository: Folder) -> None:
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


def test_new_claims_and_sources_are_listed(repository: Folder) -> None:
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


def test_a_claim_in_braces_gets_no_text_to_paste(repository: Folder) -> None:
    flow = "  office-silent: {claim: The office did not answer., verdict: open, summary: S., "
    quote = "quotes: [{text: The minister's office did not answer., source: gazette, "
    edit(repository, SECOND, f"{flow}{quote}stance: context, wording: document}}]}}\n")
    repository.commit()
    other_stance(repository)
    done = compare(repository)
    assert done.returncode == 1
    for output in (done.stdout, done.stderr):
        assert "The claim is written in braces" in output
        assert "corrections:" not in output
