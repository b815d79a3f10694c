"""Incremental loading after a change gives the same result as loading everything."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from factcheck_report.loading import LoadResult, load
from factcheck_report.loading.incremental import IncrementalLoader
from factcheck_report.pipeline import Reader, read_report
from tests.reports import EXAMPLE

LONG = (EXAMPLE / "claims.yaml").read_text("utf-8")
LINES = (
    "",
    "# A comment.",
    "  # Another.",
    "  new-claim:",
    "    summary: Another summary.",
    "    note: >-",
    '      - text: "open',
    "        text: 'closed'",
    "timeline:",
    "---",
    "      more words of a text",
    "\tindented by a tab",
    "  {a: b}",
)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(4, 40))]
)
def test_any_sequence_of_edits_loads_as_if_for_the_first_time(seed: int) -> None:
    chance = random.Random(seed)
    loader = IncrementalLoader()
    lines = LONG.split("\n")
    loader.load({"claims.yaml": LONG})
    for _ in range(15):
        changed = edited(lines, chance)
        texts = {"claims.yaml": "\n".join(changed)}
        loaded, anew = loader.load(texts), load(texts)
        assert everything(loaded) == everything(anew)
        # Editors mend most of what they break.
        if not anew.problems or chance.random() < 0.2:
            lines = changed


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("    summary: ", "    # Why.\n    summary: "),
        ("    verdict: ", "    # No line more.\n    verdict: "),
        ("\n  {id}:", "\n{entry}\n  {id}:"),
    ],
)
def test_edits_of_claims_read_nothing_else(was: str, now: str) -> None:
    claims = load({"claims.yaml": LONG}).draft.claims
    id, following = list(claims)[len(claims) // 2 :][:2]
    lines = LONG.split("\n")
    start, end = (claims[name].positions.entry.line - 1 for name in (id, following))
    entry = "\n".join(lines[start:end]).replace(f"  {id}:", "  another-claim:", 1)
    was, now = (text.replace("{entry}", entry).replace("{id}", id) for text in (was, now))
    assert was in LONG
    loader = IncrementalLoader()
    loader.load({"claims.yaml": LONG})
    texts = {"claims.yaml": LONG.replace(was, now, 1)}
    again = loader._reloaded(texts)
    assert again is not None
    assert everything(again) == everything(load(texts))


ACCEPTING = """\
claims:
  first:
    claim: The first.
    verdict: disputed
    summary: So it is.
    quotes: [{text: a, source: s, stance: context, wording: document}]
  second:
    claim: The second.
    claimants:
      - nobody
      - minister
    verdict: disputed
    summary: So it is.
    accept:
      some-rule: So it is.
    quotes:
      - text: a
        source: s
        stance: context
        wording: document
        accept: {other-rule: So it is.}
"""


def test_what_is_accepted_and_listed_moves_with_its_lines() -> None:
    report = (
        "report: {title: T, summary: S}\nsources:\n  s: {file: s.txt, title: S}\nverdicts:\n"
        "  disputed: {label: L, means: M, tone: mixed}\nclaimants:\n  minister: {name: M}\n"
        "  nobody: {name: N}\n"
    )
    timeline = (
        "timeline:\n  - when: 2022\n    event: E.\n    quotes:\n      - text: a\n"
        "        source: s\n        wording: document\n        accept: {third-rule: So it is.}\n"
        "    claims:\n      - first\n"
    )
    before = report + ACCEPTING + timeline
    after = before.replace("    claim: The first.", "    # One.\n\n    claim: The first one.")
    loader = IncrementalLoader()
    assert loader.load({"claims.yaml": before}).problems == ()
    again = loader._reloaded({"claims.yaml": after})
    assert again is not None
    assert everything(again) == everything(load({"claims.yaml": after}))
    second = again.draft.claims["second"]
    lines = after.splitlines()
    for place, words in (
        (second.accept[0].position, "some-rule"),
        (second.quotes[0].accept[0].position, "other-rule"),
        (second.positions.at_item("claimants", 1), "minister"),
        (again.draft.timeline[0].quotes[0].accept[0].position, "third-rule"),
        (again.draft.timeline[0].positions.at_item("claims", 0), "first"),
    ):
        assert lines[place.line - 1][place.column - 1 :].startswith(words)


@pytest.mark.parametrize("change", ["claims.yaml", "seeds", "back"])
def test_a_report_read_again_is_the_report(change: str, example_copy: Path) -> None:
    reader = Reader()
    reader.read(example_copy)
    claims = example_copy / "claims.yaml"
    text = claims.read_text("utf-8")
    if change == "claims.yaml":
        claims.write_text(text.replace("claim: ", "claim: Perhaps ", 3), "utf-8")
    elif change == "seeds":
        for file in (example_copy / "seeds").iterdir():
            file.write_text(file.read_text("utf-8").replace("ferries", "boats"), "utf-8")
    else:
        claims.write_text("claims: [", "utf-8")
        reader.read(example_copy)
        claims.write_text(text, "utf-8")
    again, anew = reader.read(example_copy), read_report(example_copy)
    assert again.report == anew.report
    assert again.problems == anew.problems


def edited(lines: Sequence[str], chance: random.Random) -> list[str]:
    """Some lines deleted, doubled, moved, changed or added, near one place."""
    changed = list(lines)
    place = chance.randrange(len(changed))
    for _ in range(chance.randint(1, 3)):
        at = min(max(place + chance.randint(-8, 8), 0), len(changed) - 2)
        match chance.randrange(6):
            case 0:
                del changed[at : at + chance.choice((1, 1, 2, 12))]
            case 1:
                changed[at:at] = changed[at : at + chance.choice((1, 14))]
            case 2:
                changed[at], changed[at + 1] = changed[at + 1], changed[at]
            case 3:
                changed.insert(at, chance.choice(LINES))
            case 4:
                changed[at] = changed[at].replace("a", chance.choice(("b", '"', ": ", "")), 1)
            case _:
                changed[at] += chance.choice((" again", " # said", "\r", "'"))
    return changed


def everything(loaded: LoadResult) -> list[object]:
    """All that was loaded, with the places that equality leaves out."""
    return list(parts(loaded))


def parts(value: object) -> Iterator[object]:
    """A value taken apart."""
    if is_dataclass(value):
        for field in fields(value):
            yield field.name
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif hasattr(value, "items"):
        for key, item in value.items():
            yield key
            yield from parts(item)
    else:
        yield value
