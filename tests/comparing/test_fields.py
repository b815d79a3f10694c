"""`factcheck compare` shows a change of every field, and the gate holds all that is published.

A field that is added to the model fails a test here until somebody decides: an example in `GATED`
or `SHOWN` that changes it, or a line with a reason under `INTERNAL` of the module of fields.
"""

from __future__ import annotations

import dataclasses
import subprocess
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck_report.comparing.fields import COMPARED_ELSEWHERE, INTERNAL, NEEDS_NO_CORRECTION
from factcheck_report.model import (
    Acceptance,
    Claim,
    Claimant,
    Correction,
    Disagreement,
    Draft,
    Event,
    License,
    Marks,
    Origin,
    Position,
    Publication,
    Publisher,
    Quote,
    Removal,
    RuleSetting,
    Source,
    Thresholds,
    Verdict,
)
from factcheck_report.model.dates import PartialDate
from tests.comparing.test_comparing import MARKER, commit, git, outside_code
from tests.reports import SOURCE, Folder, sha256

REPORT = f"""\
report:
  title: Who sent what
  summary: One document was read.
  language: en
  publisher: {{name: The Review, url: https://review.example/}}
  report_errors: https://review.example/errors
  license: {{name: CC BY 4.0, url: https://license.example/}}
  key_claims: [no-drones-sent]
  rules: {{short-quote: note}}

sources:
  gazette:
    file: seeds/gazette.txt
    sha256: {sha256(SOURCE)}
    pinned: 2022-11-20
    title: Drones and denials
    author: Ann Author
    publisher: The Gazette
    published: 2022-11-05
    url: https://gazette.example/1
    archived: https://archive.example/1
    language: en
    kind: news article
    note: It was printed.
    display: full
    accept: {{unused-source: There is no other.}}
  minutes:
    file: seeds/minutes.txt
    sha256: {sha256(SOURCE)}
    title: The minutes

origins:
  ministry: {{name: The ministry, kind: government, note: Its press office.}}
  crews: {{name: The crews, kind: organisation}}

verdicts:
  disputed:
    label: Disputed
    means: One says so.
    rating: 3
    tone: mixed
    needs: {{supporting_origins: 1}}
    allows: {{refuting_origins: 9}}
  open:
    label: Open
    means: Nobody knows.
    tone: neutral

claimants:
  minister: {{name: The minister, role: Minister, note: In office since May.}}
  deputy: {{name: The deputy}}

claims:
  no-drones-sent:
    claim: No drones were sent after the war began.
    claimants: [minister]
    stated: 2022-11-05
    stated_note: The document says so.
    verdict: disputed
    summary: The minister said so.
    analysis: He said it twice.
    quotes:
      - text: no drones were sent
        source: gazette
        stance: supports
        speaker: The minister
        wording: quoted
        via: The Agency
        origin: ministry
        prefix: on Saturday that “
        suffix: ” after the war began
        note: On Saturday.
        accept: {{clipped-quote: The rest is told below.}}
      - text: dozens of drones had been sent
        source: gazette
        stance: context
        wording: document
    tags: [drones]
    related: [office-silent]
    reviewed: 2022-12-01
    corrections:
      - {{date: 2022-11-30, kind: update, note: It was updated., was: {{summary: He said.}}}}
    accept: {{document-voice-only: It is the only one.}}
  office-silent:
    claim: The office did not answer.
    verdict: open
    summary: The document says that it did not.
    quotes:
      - {{text: office did not answer, source: gazette, stance: context, wording: document}}

timeline:
  - when: 2022-11-06
    when_note: The day after.
    event: The minister spoke to the press.
    claims: [no-drones-sent]
    quotes:
      - {{text: The minister said on Saturday, source: gazette, wording: document}}

disagreements:
  - about: Whether any were sent
    compatible: partly
    note: They speak of different months.
    claims: [no-drones-sent]
    quotes:
      - {{text: The minister said, source: gazette, wording: document}}
      - {{text: A spokesman of the other side said, source: gazette, wording: document}}

removed:
  old-claim: {{date: 2022-10-01, note: It was no claim., now: no-drones-sent}}
"""

Examples = dict[tuple[type, str], tuple[str, str, str]]
"""By dataclass and field: what to replace in the report by what, and what is shown then."""

GATED: Examples = {
    (Claim, "id"): ("  office-silent:\n", "  no-answer:\n", "- Renamed: `office-silent` →"),
    (Claim, "claim"): ("No drones were", "No big drones were", "⟦big⟧"),
    (Claim, "claimants"): ("[minister]", "[minister, deputy]", "+ ⟦minister, deputy⟧"),
    (Claim, "stated"): ("stated: 2022-11-05", "stated: 2022-11-04", "+ ⟦2022-11-04⟧"),
    (Claim, "verdict"): ("verdict: disputed", "verdict: open", "`Disputed` → `Open`"),
    (Claim, "quotes"): (
        "      - text: dozens",
        "      - {text: after the war, source: gazette, stance: context, wording: document}\n"
        "      - text: dozens",
        "Evidence gained: context",
    ),
    (Claim, "corrections"): ("It was updated.", "It was mended.", "correction of 2022-11-30 was"),
    (Quote, "text"): ("text: dozens of", "text: that dozens of", "⟦that⟧ dozens"),
    (Quote, "source"): (
        "source: gazette\n        stance: context",
        "source: minutes\n        stance: context",
        "Evidence gained: context, from `minutes`",
    ),
    (Quote, "stance"): ("stance: supports", "stance: context", "stance `supports` → `context`"),
    (Quote, "wording"): ("wording: quoted", "wording: transcript", "wording `quoted` →"),
    (Quote, "speaker"): ("speaker: The", "speaker: A", "speaker `The minister` → `A minister`"),
    (Quote, "via"): ("via: The Agency", "via: The Wire", "via `The Agency` → `The Wire`"),
    (Quote, "origin"): ("origin: ministry", "origin: crews", "origin `ministry` → `crews`"),
    (Quote, "prefix"): ("prefix: on Saturday", "prefix: Saturday", "prefix `on Saturday that “` →"),
    (Quote, "suffix"): ("suffix: ” after the war began", "suffix: ” after", "suffix `” after the"),
    (Correction, "date"): ("{date: 2022-11-30", "{date: 2022-11-29", "1 published correction is"),
    (Correction, "kind"): ("kind: update", "kind: clarification", "1 published correction is"),
    (Correction, "note"): ("It was updated.", "It was mended.", "published correction of 2022-11"),
    (Correction, "was"): ("{summary: He said.}", "{summary: He.}", "1 published correction is"),
}
"""Their change needs a correction."""

SHOWN: Examples = {
    (Claim, "stated_note"): ("The document says so.", "It says.", "drones-sent`, stated_note:"),
    (Claim, "summary"): ("The minister said so.", "He said so.", "drones-sent`, summary:"),
    (Claim, "analysis"): ("He said it twice.", "He did.", "drones-sent`, analysis:"),
    (Claim, "tags"): ("[drones]", "[drones, war]", "drones-sent`, tags:"),
    (Claim, "related"): ("    related: [office-silent]\n", "", "drones-sent`, related:"),
    (Claim, "reviewed"): ("2022-12-01", "2022-12-02", "drones-sent`, reviewed:"),
    (Claim, "accept"): (
        "    accept: {document-voice-only: It is the only one.}\n",
        "",
        "`claim no-drones-sent` no longer accepts `document-voice-only`. The reason was: `It",
    ),
    (Quote, "note"): ("On Saturday.", "In May.", "`claim no-drones-sent, quote 1`, note:"),
    (Quote, "accept"): (
        "        wording: document\n",
        "        wording: document\n        accept: {short-quote: '@all short'}\n",
        "- `claim no-drones-sent, quote 2` accepts `short-quote`: `@all short`",
    ),
    (Acceptance, "rule"): (
        "clipped-quote",
        "not-quoted",
        "quote 1` accepts `not-quoted`: `The rest",
    ),
    (Acceptance, "reason"): (
        "The rest is told below.",
        "It is told.",
        "accepts `clipped-quote` for another reason: `The rest is told below.` → `It is told.`",
    ),
    (Publication, "title"): ("Who sent what", "Who sent it", "`report`, title:"),
    (Publication, "summary"): ("One document was", "One text was", "`report`, summary:"),
    (Publication, "language"): ("  language: en\n  pub", "  language: de\n  pub", "`report`, lang"),
    (Publication, "publisher"): ("  publisher: {name: The Rev", "  publisher: {name: Re", "publi"),
    (Publication, "report_errors"): ("/errors", "/err", "`report`, report_errors:"),
    (Publication, "license"): ("CC BY 4.0", "CC0", "`report`, license:"),
    (Publication, "key_claims"): ("  key_claims: [no-drones-sent]\n", "", "`report`, key_claims:"),
    (Publication, "rules"): ("{short-quote: note}", "{}", "- `short-quote`: `note` → `not set`"),
    (Publisher, "name"): ("The Review", "The Look", "+ name: The ⟦Look;⟧"),
    (Publisher, "url"): ("https://review.example/}", "https://r.example/}", "+ name: The Review;"),
    (License, "name"): ("CC BY 4.0", "CC0", "+ name: ⟦CC0;⟧"),
    (License, "url"): ("license.example/", "l.example/", "⟦https://l.example/⟧"),
    (RuleSetting, "rule"): (
        "short-quote: note",
        "repeated-quote: note",
        "`repeated-quote`: `not set` →",
    ),
    (RuleSetting, "level"): ("short-quote: note", "short-quote: off", "-quote`: `note` → `off`"),
    (Source, "id"): ("  minutes:", "  protocol:", "### Sources added (1)\n\n- `protocol`"),
    (Source, "file"): ("file: seeds/minutes.txt", "file: seeds/copy.txt", "minutes`, file:"),
    (Source, "sha256"): (
        f"    sha256: {sha256(SOURCE)}\n    title: The min",
        "    title: The min",
        "`source minutes`, sha256:",
    ),
    (Source, "pinned"): ("2022-11-20", "2022-11-21", "`source gazette`, pinned:"),
    (Source, "title"): ("Drones and denials", "Drones", "`source gazette`, title:"),
    (Source, "author"): ("Ann Author", "A. Author", "`source gazette`, author:"),
    (Source, "publisher"): ("publisher: The Gazette", "publisher: G.", "gazette`, publisher:"),
    (Source, "published"): ("published: 2022-11-05", "published: 2022-11", "gazette`, published:"),
    (Source, "url"): ("https://gazette.example/1", "https://g.example/1", "gazette`, url:"),
    (Source, "archived"): ("https://archive.example/1", "https://a.example/", "te`, archived:"),
    (Source, "language"): ("    language: en", "    language: de", "gazette`, language:"),
    (Source, "kind"): ("news article", "news", "gazette`, kind:"),
    (Source, "note"): ("It was printed.", "It was not.", "gazette`, note:"),
    (Source, "display"): ("display: full", "display: excerpts", "gazette`, display:"),
    (Source, "accept"): (
        "There is no other.",
        "None.",
        "source gazette` accepts `unused-source` for",
    ),
    (Origin, "id"): (
        "  crews:",
        "  ferries:",
        "### Entries added (1)\n\n- `origin ferries`: `name",
    ),
    (Origin, "name"): ("name: The ministry", "name: Ministry", "`origin ministry`, name:"),
    (Origin, "kind"): ("kind: government", "kind: news", "`origin ministry`, kind:"),
    (Origin, "note"): ("Its press office.", "Its press.", "`origin ministry`, note:"),
    (Verdict, "id"): (
        "verdicts:\n",
        "verdicts:\n  new: {label: New, means: It is new., tone: mixed}\n",
        "- `verdict new`: `label: New; means: It is new.; tone: mixed`",
    ),
    (Verdict, "label"): ("label: Open", "label: Unknown", "`verdict open`, label:"),
    (Verdict, "means"): ("One says so.", "Some say so.", "`verdict disputed`, means:"),
    (Verdict, "rating"): ("rating: 3", "rating: 4", "`verdict disputed`, rating:"),
    (Verdict, "tone"): ("tone: mixed", "tone: negative", "`verdict disputed`, tone:"),
    (Verdict, "needs"): ("    needs: {supporting_origins: 1}\n", "", "`verdict disputed`, needs:"),
    (Verdict, "allows"): ("{refuting_origins: 9}", "{}", "`verdict disputed`, allows:"),
    (Thresholds, "supporting_origins"): (
        "supporting_origins: 1",
        "supporting_origins: 0",
        "+ supporting_origins: ⟦0⟧",
    ),
    (Thresholds, "refuting_origins"): ("origins: 9", "origins: 8", "+ refuting_origins: ⟦8⟧"),
    (Claimant, "id"): ("  deputy:", "  vice:", "- `claimant vice`: `name: The deputy`"),
    (Claimant, "name"): ("{name: The minister", "{name: Minister", "`claimant minister`, name:"),
    (Claimant, "role"): ("role: Minister", "role: Head", "`claimant minister`, role:"),
    (Claimant, "note"): ("In office since May.", "In office.", "`claimant minister`, note:"),
    (Event, "when"): ("2022-11-06", "2022-11-07", "`event 1`, when:"),
    (Event, "when_note"): ("The day after.", "A day after.", "`event 1`, when_note:"),
    (Event, "event"): ("spoke to the press", "spoke to them", "`event 1`, event:"),
    (Event, "quotes"): (
        "text: The minister said on Saturday,",
        "text: The minister said on Saturday that,",
        "`event 1, quote 1`, text:",
    ),
    (Event, "claims"): (
        "the press.\n    claims: [no-drones-sent]",
        "the press.\n    claims: [office-silent]",
        "`event 1`, claims:",
    ),
    (Disagreement, "about"): ("Whether any were sent", "Whether they were sent", "`, about:"),
    (Disagreement, "compatible"): ("partly", "yes", "`disagreement 1`, compatible:"),
    (Disagreement, "note"): ("different months", "two months", "`disagreement 1`, note:"),
    (Disagreement, "quotes"): (
        "{text: The minister said, source",
        "{text: that dozens of drones, source",
        "`disagreement 1`, quote:",
    ),
    (Disagreement, "claims"): (
        "different months.\n    claims: [no-drones-sent]\n",
        "different months.\n",
        "`disagreement 1`, claims:",
    ),
    (Removal, "id"): (
        "removed:\n",
        "removed:\n  older-claim: {date: 2022-01-01, note: It was none.}\n",
        "- `removed claim older-claim`: `date: 2022-01-01; note: It was none.`",
    ),
    (Removal, "date"): ("2022-10-01", "2022-10-02", "`removed claim old-claim`, date:"),
    (Removal, "note"): ("It was no claim.", "It was none.", "`removed claim old-claim`, note:"),
    (Removal, "now"): (", now: no-drones-sent", "", "`removed claim old-claim`, now:"),
}
"""Their change needs none."""

_NO_ENTRIES = {Draft, Marks, Position, PartialDate}


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


def test_somebody_decided_for_every_field_of_the_model() -> None:
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


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    path: Path = tmp_path_factory.mktemp("fields") / "report"
    folder = Folder(path)
    folder.write("seeds/minutes.txt", SOURCE)
    folder.write("seeds/copy.txt", SOURCE)
    folder.write("claims.yaml", REPORT)
    git(path, "init", "-q")
    commit(folder)
    return folder


def compared(folder: Folder, *changes: tuple[str, str]) -> subprocess.CompletedProcess[str]:
    text = REPORT
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the report"
        text = text.replace(old, new)
    folder.write("claims.yaml", text)
    return folder.run("factcheck_report", "compare", "HEAD")


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


@pytest.mark.parametrize("key", SHOWN, ids=_named)
def test_a_change_that_needs_no_correction_is_shown(
    committed: Folder, key: tuple[type, str]
) -> None:
    old, new, shown = SHOWN[key]
    done = compared(committed, (old, new))
    assert shown in done.stdout
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
    assert (
        "- `event 2`: `when: 2022-11-06; when_note: The day after.; event: Nothing" in done.stdout
    )
    assert "text: The minister said on Saturday; source: gazette" in done.stdout
    done = compared(committed, (event, other.replace("11-06", "11-07")))
    assert "### Entries added (1)\n\n- `event 1`: `when: 2022-11-07" in done.stdout
    assert "### Entries removed (1)\n\n- `event 1`: `when: 2022-11-06" in done.stdout
    entry = REPORT[REPORT.index("  - about:") : REPORT.index("\nremoved:")]
    done = compared(committed, (f"disagreements:\n{entry}", ""))
    assert "- `disagreement 1`: `about: Whether any were sent; compatible: partly" in done.stdout


def test_another_order_of_entries_is_shown(committed: Folder) -> None:
    verdict = REPORT[REPORT.index("  open:\n") : REPORT.index("\nclaimants:\n")]
    done = compared(committed, (verdict, ""), ("verdicts:\n", f"verdicts:\n{verdict}"))
    assert "- `verdicts`, order:" in done.stdout


def test_a_page_of_a_removed_claim_is_told_of_once(committed: Folder) -> None:
    claim = REPORT[REPORT.index("  office-silent:") : REPORT.index("\ntimeline:")]
    new = "removed:\n  office-silent: {date: 2023-01-01, note: It was none.}\n"
    done = compared(
        committed, (claim, ""), ("removed:\n", new), ("    related: [office-silent]\n", "")
    )
    assert "### Claims removed (1)" in done.stdout
    assert "Entries added" not in done.stdout
