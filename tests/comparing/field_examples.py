"""An example of a change for every field of a report."""

from __future__ import annotations

from factcheck_report.model import (
    Acceptance,
    Claim,
    Claimant,
    Correction,
    Disagreement,
    Event,
    License,
    Origin,
    Publication,
    Publisher,
    Quote,
    Removal,
    RuleSetting,
    Source,
    Thresholds,
    Verdict,
)
from tests.reports import SOURCE, sha256

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
