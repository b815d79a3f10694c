"""A pin is set in claims.yaml, and nothing else in the file changes."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.editing import (
    Edited,
    set_pins,
)
from factcheck_report.editing.edits import apply_edits
from factcheck_report.yaml_tree import Content
from tests.editing.layouts import content, layouts, put_in, readable


@settings(max_examples=150)
@given(
    layouts(), st.sampled_from([None, "sha256: x{}", "sha256: 'x'{}", 'sha256: "x"{}', "sha256:{}"])
)
def test_pinning_changes_no_other_character(text: str, pinned: str | None) -> None:
    if not readable(text) or "sources:" not in text:
        return
    if pinned:
        # Below the first source's id, in the same indentation as its fields.
        pattern = r"(sources:.*?id-0:)(.*?)(?=([\r\n]+)( +)(?:file|a|b|c):)"
        line = rf"\1\2\3\4{pinned.format('  # pin')}"
        text = re.sub(pattern, line, text, count=1, flags=re.DOTALL)
        if not readable(text):
            return
    edited = set_pins(text, "claims.yaml", {"id-0": "ab" * 32})
    assert isinstance(edited, Edited), text

    after, before = content(edited.text), content(text)
    assert after["sources"]["id-0"]["sha256"] == "ab" * 32
    before["sources"]["id-0"]["sha256"] = "ab" * 32
    assert after == before
    if pinned is None or "x" not in pinned:
        assert put_in(text, edited.text).strip() in ("ab" * 32, "sha256: " + "ab" * 32)
    else:
        quote = pinned[8] if pinned[8] in "'\"" else ""
        old = f"sha256: {quote}x{quote}"
        assert edited.text == text.replace(old, f"sha256: {quote}{'ab' * 32}{quote}", 1)


def test_a_pin_goes_into_an_entry_in_braces() -> None:
    text = "sources: {a: {file: seeds/a.txt, title: A}}  # one\n"
    edited = set_pins(text, "claims.yaml", {"a": "cd" * 32})

    assert isinstance(edited, Edited)
    assert edited.text == text.replace("a.txt,", f"a.txt, sha256: {'cd' * 32},")


def test_several_pins_are_set_at_once() -> None:
    text = "sources:\n  a:\n    file: a\n  b:\n    sha256: old\n    file: b\n  c:\n    file: c"
    edited = set_pins(text, "claims.yaml", {"c": "3", "a": "1", "b": "2"})

    assert isinstance(edited, Edited)
    assert content(edited.text)["sources"] == {
        "a": {"file": "a", "sha256": "1"},
        "b": {"sha256": "2", "file": "b"},
        "c": {"file": "c", "sha256": "3"},
    }


def test_an_edit_with_side_effects_is_refused() -> None:
    expected: Content = {"fields": [("a", "1"), ("b", "2")]}

    assert apply_edits("a: 1\n", "f", [(5, 5, "b: 2\n")], expected) == Edited("a: 1\nb: 2\n", 2)
    assert apply_edits("a: 1\n", "f", [(0, 0, "b: 2\n")], expected) is None
    assert apply_edits("a: 1\n", "f", [(4, 4, "b: 2\n")], expected) is None
