"""A change of any field is shown, and needs a correction where it was published."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import typing

import pytest

from factcheck_report.comparing import MARKER
from factcheck_report.comparing.fields import COMPARED_ELSEWHERE, INTERNAL, NEEDS_NO_CORRECTION
from factcheck_report.model import (
    Draft,
    EntryPositions,
    Position,
)
from factcheck_report.model.dates import PartialDate
from tests.comparing.editions import outside_code
from tests.comparing.field_examples import GATED, REPORT, SHOWN
from tests.reports import Folder

_NO_ENTRIES = {Draft, EntryPositions, Position, PartialDate}


def _dataclasses(of: type, seen: set[type]) -> set[type]:
    """All dataclasses that a dataclass is made of."""
    if of in seen:
        return seen
    seen.add(of)
    waiting = list(typing.get_type_hints(of).values())
    while waiting:
        hint = waiting.pop()
        waiting += typing.get_args(hint)
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            _dataclasses(hint, seen)
    return seen


def _fields() -> set[tuple[type, str]]:
    made_of = _dataclasses(Draft, set()) - _NO_ENTRIES
    return {(each, field.name) for each in made_of for field in dataclasses.fields(each)}


def test_every_field_of_the_model_has_an_example() -> None:
    examples = {**GATED, **SHOWN}
    undecided = {key for key in _fields() if key[1] not in INTERNAL} - set(examples)
    assert not undecided, "add an example to GATED or SHOWN, or list the field as internal"
    assert set(examples) <= _fields()
    assert not set(GATED) & set(SHOWN)


def test_the_lists_of_fields_name_fields_and_give_reasons() -> None:
    names = {name for _, name in _fields()}
    assert set(INTERNAL) <= names
    for listed in (COMPARED_ELSEWHERE, NEEDS_NO_CORRECTION):
        for each, reasons in listed.items():
            assert {(each, name) for name in reasons} <= _fields()
    for reasons in (INTERNAL, *COMPARED_ELSEWHERE.values(), *NEEDS_NO_CORRECTION.values()):
        assert all(reasons.values())


def compared(folder: Folder, *changes: tuple[str, str]) -> subprocess.CompletedProcess[str]:
    text = REPORT
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the report"
        text = text.replace(old, new)
    folder.write("claims.yaml", text)
    return folder.factcheck("compare", "HEAD")


def _named(key: tuple[type, str]) -> str:
    return f"{key[0].__name__}.{key[1]}"


@pytest.mark.parametrize("key", GATED, ids=_named)
def test_a_change_of_what_is_published_needs_a_correction(
    committed: Folder, key: tuple[type, str]
) -> None:
    old, new, shown = GATED[key]
    done = compared(committed, (old, new))
    assert done.returncode == 1
    assert shown in done.stdout
    assert "### Needs a" in done.stdout


def _together() -> list[list[tuple[type, str]]]:
    """All fields, in groups of those whose changes can be made and seen at the same time."""
    groups: list[list[tuple[type, str]]] = []
    for key in SHOWN:
        kind, name = key
        # Two changes of one entry are shown together, and one with another id is another entry.
        fitting = (
            group
            for group in groups
            if name != "id" and all(kind is not other and named != "id" for other, named in group)
        )
        group = next(fitting, None)
        if group is None:
            groups.append([key])
        else:
            group.append(key)
    return groups


@pytest.mark.parametrize(
    "keys",
    [
        *_together(),
        *(pytest.param([key], id=_named(key), marks=pytest.mark.long) for key in SHOWN),
    ],
)
def test_changes_that_need_no_correction_are_shown(
    committed: Folder, keys: list[tuple[type, str]]
) -> None:
    done = compared(committed, *(SHOWN[key][:2] for key in keys))
    for key in keys:
        assert SHOWN[key][2] in done.stdout, key
    assert "### Needs a correction: `claim no-drones-sent`" not in done.stdout


def test_the_note_of_a_new_correction_stands_with_the_change_it_explains(
    committed: Folder,
) -> None:
    done = compared(
        committed,
        ("stance: supports", "stance: context"),
        (
            "    corrections:\n",
            "    corrections:\n      - {date: 2023-01-05, kind: correction, "
            "note: '@all It speaks of May. <b>', was: {verdict: open}}\n",
        ),
    )
    block = done.stdout.partition("### Claim `no-drones-sent`")[2].partition("###")[0]
    assert "- Correction of 2023-01-05: `@all It speaks of May. <b>`" in block
    assert "`kind: correction; was: verdict: open`" in block
    assert "stance `supports` → `context`" in block
    assert "2022-11-30" not in block


def test_a_correction_alone_is_shown(committed: Folder) -> None:
    new = "    corrections:\n      - {date: 2023-01-05, kind: update, note: The war ended.}\n"
    done = compared(committed, ("    corrections:\n", new))
    assert "- Correction of 2023-01-05: `The war ended.` (`kind: update`)" in done.stdout
    assert "explained to readers." in done.stdout


EVIL = "@everyone fixes #1 ![x](https://e.example/i.png) ##[error] ``` <img src=x>"


def test_what_is_accepted_is_shown_as_code(committed: Folder) -> None:
    done = compared(
        committed,
        ("There is no other.", f"'{EVIL}'"),
        ("unused-source", "short-quote"),
        ("The rest is told below.", f"'{EVIL}'"),
        ("document-voice-only: It is the only one.", f"no-speaker: '{EVIL}'"),
        ("{short-quote: note}", "{short-quote: note, clipped-quote: off}"),
    )
    for line in (
        "- `source gazette` accepts `short-quote`:",
        "- `source gazette` no longer accepts `unused-source`. The reason was: `There",
        "- `claim no-drones-sent, quote 1` accepts `clipped-quote` for another reason: `The rest",
        "- `claim no-drones-sent` accepts `no-speaker`:",
        "### Levels of rules (1)\n\n- `clipped-quote`: `not set` → `off`",
    ):
        assert line in done.stdout
    assert outside_code(done.stdout.replace(MARKER, "")).count("@") == 0
    assert "<img" not in outside_code(done.stdout.replace(MARKER, ""))
    assert "##[" not in done.stdout + done.stderr


def test_an_acceptance_follows_its_quote(committed: Folder) -> None:
    first = REPORT[REPORT.index("      - text: no drones") : REPORT.index("      - text: dozens")]
    second = REPORT[REPORT.index("      - text: dozens") : REPORT.index("    tags:")]
    done = compared(committed, (first + second, second + first))
    assert "Nothing." in done.stdout
    done = compared(committed, (first, ""))
    assert (
        "- `claim no-drones-sent, a removed quote` no longer accepts `clipped-quote`" in done.stdout
    )


def test_events_and_disagreements_are_shown_as_a_whole(committed: Folder) -> None:
    event = REPORT[REPORT.index("  - when:") : REPORT.index("\ndisagreements:")]
    other = event.replace("The minister spoke to the press", "Nothing was heard of the ferries")
    done = compared(committed, (event, event + other))
    assert re.search(
        r"- `event 2`: `id: event-nothing-was-heard-\S+; when: 2022-11-06; "
        "when_note: The day after.; event: Nothing",
        done.stdout,
    )
    assert "text: The minister said on Saturday; source: gazette" in done.stdout
    done = compared(committed, (event, other.replace("11-06", "11-07")))
    for title, date in (("added", "2022-11-07"), ("removed", "2022-11-06")):
        assert re.search(
            rf"### Entries {title} \(1\)\n\n- `event 1`: `id: event-\S+; when: {date}", done.stdout
        )
    entry = REPORT[REPORT.index("  - id: any-sent") : REPORT.index("\nremoved:")]
    done = compared(committed, (f"disagreements:\n{entry}", ""))
    assert (
        "- `disagreement 1`: `id: any-sent; about: Whether any were sent; compatible: partly"
        in done.stdout
    )


def test_a_new_order_of_entries_is_shown(committed: Folder) -> None:
    verdict = REPORT[REPORT.index("  open:\n") : REPORT.index("\nclaimants:\n")]
    done = compared(committed, (verdict, ""), ("verdicts:\n", f"verdicts:\n{verdict}"))
    assert "- `verdicts`, order:" in done.stdout


def test_a_removed_claim_is_listed_once(committed: Folder) -> None:
    claim = REPORT[REPORT.index("  office-silent:") : REPORT.index("\ntimeline:")]
    new = "removed:\n  office-silent: {date: 2023-01-01, note: It was none.}\n"
    done = compared(
        committed, (claim, ""), ("removed:\n", new), ("    related: [office-silent]\n", "")
    )
    assert "### Claims removed (1)" in done.stdout
    assert "Entries added" not in done.stdout
