"""Whatever is wrong with one entry hides nothing that is wrong with others, or elsewhere in it."""

from __future__ import annotations

import pytest

from factcheck_report.loading import load
from tests.reports import CLAIMS, Folder

QUOTE = """\
      - text: in summer.
        source: {source}
        wording: document
"""
MORE = (
    CLAIMS.format(sha256="0" * 64) + "    made:\n"
    "      - {where: A speech, date: 2022-11-05}\n"
    "      - {where: A post}\n"
    "    corrections:\n"
    "      - {date: 2022-11-30, kind: correction, note: A word was wrong.}\n"
    "      - {date: 2022-12-01, kind: update, note: Something is new.}\n"
    "  second:\n"
    "    claim: Drones were sent.\n"
    "    verdict: disputed\n"
    "    summary: It is so.\n"
    "    claimants: [UNKNOWN]\n"
    "    related: [no-drones-sent]\n"
    "timeline:\n"
    "  - when: 2022\n"
    "    event: First.\n"
    "    quotes:\n" + QUOTE.format(source="gazette") + "  - when: 2023\n"
    "    event: Second.\n"
    "    claims: [UNKNOWN]\n"
    "    quotes:\n" + QUOTE.format(source="UNKNOWN") + "disagreements:\n"
    "  - about: First\n"
    "    compatible: no\n"
    "    note: Both differ.\n"
    "    quotes:\n" + 2 * QUOTE.format(source="gazette") + "  - about: Second\n"
    "    compatible: no\n"
    "    note: Both differ.\n"
    "    claims: [UNKNOWN]\n"
    "    quotes:\n" + 2 * QUOTE.format(source="UNKNOWN") + "removed:\n"
    "  gone: {date: 2022-11-30, note: It was wrong.}\n"
    "  gone-too: {date: 2022-11-30, note: It was wrong., now: UNKNOWN}\n"
)
"""Entries of every kind. The second of each kind that can names what does not exist."""
UNKNOWN = {
    "claim second",
    "event 2",
    "event 2, quote 1",
    "disagreement 2",
    "disagreement 2, quote 1",
    "disagreement 2, quote 2",
    "removed claim gone-too",
}
"""Where it stands."""
UNKNOWN_IDS = {f"unknown-{kind}" for kind in ("source", "origin", "verdict", "claimant", "claim")}


def found(text: str) -> set[tuple[str, str]]:
    return {(item.entry, item.rule) for item in load({"claims.yaml": text}).problems}


def of_unknown_ids(text: str) -> set[str]:
    return {entry for entry, rule in found(text) if rule in UNKNOWN_IDS}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: Who sent what", "title:", ("", "empty")),
        ("    title: Drones and denials", "    titel: Drones", ("source gazette", "missing")),
        ("ministry: {name: The ministry, ", "ministry: {", ("origin ministry", "missing")),
        ("    tone: mixed", "    tone: blue", ("verdict disputed", "unknown-word")),
        ("role: Minister, kind: person", "kind: nobody", ("claimant minister", "unknown-word")),
        ("  no-drones-sent:", "  No-Drones:", ("claim No-Drones", "bad-id")),
        ("  second:", "  no-drones-sent:", ("claim no-drones-sent", "duplicate-id")),
        ("    claim: Drones were sent.\n", "", ("claim second", "missing")),
        ("speaker: The minister", "speaker:", ("claim no-drones-sent, quote 1", "empty")),
        ("where: A post", "url: post", ("claim no-drones-sent, appearance 2", "bad-address")),
        ("kind: correction", "kind: x", ("claim no-drones-sent, correction 1", "unknown-word")),
        ("when: 2022\n", "when: soon\n", ("event 1", "bad-date")),
        ("when: 2023\n", "when: soon\n", ("event 2", "bad-date")),
        ("about: First", "abuot: First", ("disagreement 1", "missing")),
        ("about: Second", "abuot: Second", ("disagreement 2", "missing")),
        ("gone: {date: 2022-11-30", "gone: {date: soon", ("removed claim gone", "bad-date")),
        (
            "gone-too: {date: 2022-11-30",
            "gone-too: {date: x",
            ("removed claim gone-too", "bad-date"),
        ),
    ],
)
def test_one_bad_entry_hides_no_unknown_id(old: str, new: str, problem: tuple[str, str]) -> None:
    assert MORE.count(old) == 1
    text = MORE.replace(old, new)
    expected = UNKNOWN
    if "second" in old and "no-drones" in new:
        expected = UNKNOWN - {"claim second"} | {"claim no-drones-sent"}
    assert of_unknown_ids(text) == expected
    rules = {rule for entry, rule in found(text) if entry == problem[0]}
    assert problem[1] in rules or (problem[1] == "missing" and "unknown-field" in rules)


def test_without_a_bad_entry_only_the_unknown_ids_are_told() -> None:
    assert found(MORE) == {(entry, rule) for entry, rule in found(MORE) if rule in UNKNOWN_IDS}
    assert of_unknown_ids(MORE) == UNKNOWN


def test_a_section_that_is_repeated_is_read_too() -> None:
    text = MORE + "origins:\n  later: {name: Later, kind: goverment}\n"
    text = text.replace("        origin: ministry\n", "        origin: later\n", 1)
    assert ("origin later", "unknown-word") in found(text)
    assert of_unknown_ids(text) == UNKNOWN


def test_rules_are_told_for_the_neighbours_of_a_bad_event(folder: Folder) -> None:
    """The numbers in their names are those of the file."""
    event = "  - when: {when}\n    event: {words}\n    quotes:\n" + QUOTE.format(source="gazette")
    quotes = (2 * QUOTE.format(source="gazette")).replace("in summer.", "in the winter.")
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + "timeline:\n"
        + event.format(when="soon", words="One.")
        + event.format(when="2022?", words="Two.")
        + event.format(when="2021", words="Three.")
        + "disagreements:\n"
        "  - about: First\n"
        "    compatible: perhaps\n"
        "    note: Both differ.\n"
        "    quotes:\n" + quotes + "  - about: Second\n"
        "    compatible: no\n"
        "    note: Both differ.\n"
        "    quotes:\n" + quotes,
    )
    done = folder.factcheck("check")
    said = done.stdout + done.stderr
    assert "error: event 1: " in said
    assert "error: disagreement 1: " in said
    assert "event 2: The date 2022? is marked as inferred" in said
    assert "event 3: This event (when: 2021) stands behind a later one" in said
    for name in ("disagreement 1, quote 1", "disagreement 2, quote 2"):
        assert f"{name}: These words are not in seeds/gazette.txt." in said
