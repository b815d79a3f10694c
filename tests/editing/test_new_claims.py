"""A claim is added to claims.yaml, and nothing else in the file changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from factcheck_report.editing import (
    Edited,
    NewClaim,
    NotEdited,
    append_claim,
    propose_id,
    refused_id,
)
from tests.editing.layouts import NEW, content, layouts, put_in, readable


def appended(text: str, claim: NewClaim = NEW) -> str:
    """What was put into the text: everything else must be as it was."""
    edited = append_claim(text, "claims.yaml", claim)
    assert isinstance(edited, Edited), edited
    return put_in(text, edited.text)


# Layouts.


def test_a_new_claim_follows_the_last_one_and_its_comments() -> None:
    text = (
        "claims:  # all of them\n"
        "  one:\n"
        "    claim: One.\n"
        "\n"
        "  two:   # second\n"
        "    claim: |  # kept\n"
        "      Two.\n"
        "      # no comment\n"
        "    # about two\n"
        "\n"
        "  # three is not ready\n"
        "\n"
        "# ---- events ----\n"
        "timeline: []\n"
    )
    edited = append_claim(text, "claims.yaml", NEW)

    assert isinstance(edited, Edited)
    head, tail = text.split("\n\n# ----")
    assert edited.text.startswith(f"{head}\n\n  new-claim:\n    claim: ")
    assert edited.text.endswith(f"\n\n# ----{tail}")
    assert edited.text.splitlines()[edited.line - 1] == "  new-claim:"


@pytest.mark.parametrize(
    "text",
    [
        "claims:\n",
        "claims:",
        "claims:  # none yet\n",
        "claims:\n  # none yet\n",
        "claims:\n\n# events\ntimeline: []\n",
        "claims: {}\n",
        "claims: {}",
        "claims: {}  # none yet\ntimeline: []\n",
        "report: {title: a}\n",
        "report: {title: a}",
        "report:\n  summary: |+\n    a\n\n\n",
        "claims:\n  a:\n    claim: |+\n      kept\n\n\ntimeline: []\n",
        "claims:\n  a:\n    claim: |\n      unended",
        'claims:\n  a:\n    claim: "over\n      two lines"  # said\ntimeline: []\n',
        "claims:\n  a: {claim: b}\n  c: {claim: d,\n    summary: e}\n",
        "---\nclaims:\n  a: {claim: b}\n...\n",
        "claims:\n  a:\n    quotes:\n    - text: unindented\n",
        "claims:\r\n  a:\r\n    claim: b\r\n\r\ntimeline: []\r\n",
        "claims:\r  a:\r    claim: b\r",
    ],
)
def test_a_claim_can_be_added_to_any_layout(text: str) -> None:
    edited = append_claim(text, "claims.yaml", NEW)

    assert isinstance(edited, Edited)
    new = edited.text if "{}" in text else put_in(text, edited.text)
    assert "new-claim:" in new
    assert "# none yet" not in text or "# none yet" in edited.text
    if "\r" in text:
        assert re.findall(r"\r\n|\n|\r", new) == [re.findall(r"\r\n|\n|\r", text)[0]] * (
            len(new.splitlines())
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claims: {a: {claim: b}}\n", "written in braces"),
        ("{claims: {}}\n", "does not begin with a section"),
        ("claims: none\n", "something other"),
        ("claims: [a]\n", "something other"),
        ("- claims\n", "does not begin with a section"),
        ("claims: &a\n  b: {claim: c}\n", "ampersand"),
    ],
)
def test_a_file_that_cannot_be_edited_is_reported_with_the_position(text: str, said: str) -> None:
    result = append_claim(text, "claims.yaml", NEW)

    assert isinstance(result, NotEdited)
    assert re.search(said, result.problems[0].what + result.problems[0].fix)
    assert result.problems[0].position.line == 1


@settings(max_examples=150)
@given(layouts())
def test_adding_a_claim_changes_no_other_character(text: str) -> None:
    if not readable(text):
        return
    edited = append_claim(text, "claims.yaml", NEW)
    assert isinstance(edited, Edited), text

    assert "new-claim:" in put_in(text, edited.text)
    before, after = content(text), content(edited.text)
    assert list(after["claims"])[-1] == "new-claim"
    assert after["claims"].pop("new-claim")["claim"] == NEW.claim
    assert after == ({"claims": {}} | before)


# Ids.


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Iran supplied drones to Russia.", "iran-supplied-drones-to-russia"),
        ("Łódź’s straße, naïvely: 10² %", "lodzs-strasse-naively-102"),
        ("Łódź’s straße, naïvely", "lodzs-strasse-naively"),
        ("McDonald İs", "mcdonald-is"),
        ("Зеленский объявил", "zelenskiy-obyavil"),
        ("Ούτε ένας", "oyte-enas"),
        ("أرسلت إيران طائرات", "rslt-yrn-tirt"),
        ("中国政府", "zhong-guo-zheng-fu"),
        ("イランはロシアに", "iranharoshiani"),
        ("한국 정부", "han-gug-jeong-bu"),
        ("taken 中", "taken-zhong"),
        ("…!", "claim-3"),
        ("CON", "con-2"),
        ("taken", "taken-3"),
        ("word " * 40, "word" + "-word" * 8),
        ("x" * 200, "x" * 48),
    ],
)
def test_an_id_is_proposed_from_the_words_of_any_script(text: str, id: str) -> None:
    assert propose_id(text, {"taken", "taken-2"}, "claim") == id


@settings(max_examples=300)
@given(text=...)
def test_a_proposed_id_can_always_be_used(text: str) -> None:
    id = propose_id(text, {"claim-2"}, "claim")
    assert refused_id(id, "") is None
    assert id != "claim-2"
