"""`factcheck compare` prints the line that keeps a published address."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from factcheck_report.pipeline import read_report
from tests.comparing.editions import changes, compare, edit, paste_all
from tests.reports import Folder

LISTS = """\

timeline:
  - when: 2022-11-06
    event: The minister spoke to the press.
    quotes:
      - text: The minister said on Saturday
        source: gazette
        wording: document

disagreements:
  - about: Whether any drones were sent
    compatible: no
    note: They contradict each other.
    quotes:
      - text: no drones were sent
        source: gazette
        wording: document
      - text: dozens of drones had been sent in summer
        source: gazette
        wording: document
"""
TYPED = """'The minister said on Saturday that "no drones were sent" after the war began.'"""


@pytest.fixture
def published(repository: Folder) -> Folder:
    """A report with events and disagreements, two commits."""
    repository.write("claims.yaml", repository.read("claims.yaml") + LISTS)
    assert read_report(repository.path).report is not None
    repository.commit()
    return repository


def shorter_quote(folder: Folder) -> None:
    edit(folder, TYPED, """'The minister said on Saturday that "no drones were sent"'""")


def shorter_quote_of_event(folder: Folder) -> None:
    edit(folder, "text: The minister said on Saturday\n", "text: The minister said on\n")


def longer_quote_of_disagreement(folder: Folder) -> None:
    edit(folder, "text: no drones were sent\n", "text: no drones were sent” after the war\n")


def other_event(folder: Folder) -> None:
    edit(folder, "event: The minister spoke to", "event: The minister has spoken to")


def event_and_its_quote(folder: Folder) -> None:
    other_event(folder)
    shorter_quote_of_event(folder)


def other_title(folder: Folder) -> None:
    edit(folder, "about: Whether any drones were sent", "about: Whether drones were sent at all")


def everything(folder: Folder) -> None:
    shorter_quote(folder)
    event_and_its_quote(folder)
    longer_quote_of_disagreement(folder)
    other_title(folder)


def ids(folder: Folder) -> list[str]:
    report = read_report(folder.path).report
    assert report is not None
    draft = report.draft
    entries = (*draft.timeline, *draft.disagreements)
    return [*(item.id for item in report.evidence), *(item.id for item in entries)]


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (shorter_quote, 1),
        (shorter_quote_of_event, 1),
        (longer_quote_of_disagreement, 1),
        (other_event, 1),
        (event_and_its_quote, 2),
        (other_title, 1),
        (everything, 5),
    ],
)
def test_the_printed_line_keeps_the_address(
    published: Folder, change: Callable[[Folder], None], number: int
) -> None:
    before = ids(published)
    change(published)
    assert ids(published) != before
    found = changes(published)
    kept = [entry for entry in found.missing_entries if not entry.required]
    assert len(kept) == number
    done = compare(published)
    for entry in kept:
        assert re.fullmatch(r" +id: \S+\n", entry.lines)
        assert f"```yaml\n{entry.lines}```" in done.stdout
        assert f"Needs its old address: `{entry.entry}`" in done.stdout
        assert entry.lines in done.stderr
    assert done.returncode == (1 if found.required_entries else 0)
    paste_all(published, found)
    assert ids(published) == before
    assert changes(published).missing_entries == ()


def test_a_new_order_and_new_entries_change_no_address(published: Folder) -> None:
    edit(
        published,
        "    quotes:\n      - {text: The minister's",
        "    quotes:\n      - {text: The minister said on Saturday, source: gazette, "
        "stance: context, wording: document}\n      - {text: The minister's",
    )
    edit(
        published,
        "timeline:\n",
        "timeline:\n  - when: 2022-11-04\n    event: Another day.\n    quotes:\n"
        "      - {text: after the war began, source: gazette, wording: document}\n",
    )
    assert all(entry.required for entry in changes(published).missing_entries)


def test_in_braces_the_line_is_written_by_hand(published: Folder) -> None:
    edit(
        published, "{text: The minister's office did not answer.,", "{text: office did not answer.,"
    )
    [entry] = [entry for entry in changes(published).missing_entries if not entry.required]
    found = re.fullmatch(r"Write “(id: .+)” between the braces, or accept .+", entry.fix)
    assert found and entry.lines == ""
    edit(published, "{text: office did", f"{{{found[1]}, text: office did")
    assert all(entry.required for entry in changes(published).missing_entries)


def test_an_id_that_is_taken_away_is_named(published: Folder) -> None:
    edit(published, "  - when: 2022-11-06\n", "  - id: event-of-sunday\n    when: 2022-11-06\n")
    [entry] = changes(published).missing_entries
    assert entry.lines == ""
    assert re.fullmatch(
        r"Write “id: event-the-minister-spoke-to-the-press-\w{8}” here again, or accept .+",
        entry.fix,
    )
    published.commit()
    edit(published, "  - id: event-of-sunday\n    when:", "  - when:")
    [entry] = changes(published).missing_entries
    assert entry.lines == "    id: event-of-sunday\n"
