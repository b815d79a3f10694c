"""Rules for sources: what is pinned, what is used, and how often."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.checking import examples
from factcheck_report.checking.damage import damage_in
from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.model import Level
from factcheck_report.model.safe_text import visible
from factcheck_report.problems import Problem

_MOST_NAMED = 5
"""Unpinned sources that the problem names one by one."""


def _sources_are_pinned(checked: RuleContext) -> Iterator[Problem]:
    """One problem for all: a report with many new sources would show no other."""
    unpinned = [item for item in checked.documents.values() if item.source.sha256 is None]
    if not unpinned:
        return
    first = min(unpinned, key=lambda document: document.source.marks.entry)
    ids = [document.source.id for document in unpinned]
    named = ", ".join(ids[:_MOST_NAMED])
    if len(ids) == 1:
        what = (
            f"Nothing records which state of {first.source.file} the quotes were checked against."
        )
        fix = (
            f"Read the file once more and run: factcheck pin {ids[0]}; or add: "
            f"sha256: {first.sha256}"
        )
    else:
        more = f" and {len(ids) - _MOST_NAMED:,} more" if len(ids) > _MOST_NAMED else ""
        what = (
            f"{len(ids):,} sources are not pinned: {named}{more}. Nothing records which state of "
            "their files the quotes were checked against."
        )
        chosen = "" if more else f" {' '.join(ids)}"
        fix = f"Read the files once more and run: factcheck pin{chosen}"
    yield Problem(
        position=first.source.marks.at("sha256"),
        entry=f"source {ids[0]}" if len(ids) == 1 else "",
        rule="pin",
        what=what,
        fix=fix,
    )


PIN = Rule(
    id="pin",
    level=Level.ERROR,
    title="Each source records the state of its file in which it was checked.",
    reason="""\
`sha256:` is the fingerprint of the file. Without it nobody would notice that the document was
changed after its quotes were checked.""",
    fixed="Every quote's receipt rests on it.",
    wrong="""\
sources:
  gazette:
    file: seeds/gazette.txt
    title: Drones and denials in the north
""",
    right=f"""\
sources:
  gazette:
    file: seeds/gazette.txt
    title: Drones and denials in the north
    sha256: {examples.sha256("seeds/gazette.txt")}
""",
    find=_sources_are_pinned,
)


def _files_are_used_once(checked: RuleContext) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in checked.draft.sources.values():
        if source.file in first:
            yield Problem(
                position=source.marks.at("file"),
                entry=f"source {source.id}",
                rule="same-file",
                what=f"{source.file} is already the file of the source “{first[source.file]}”.",
                fix="Name the file of this document, or delete one of the two entries: "
                "a document that stands in the report twice would count twice.",
            )
        first.setdefault(source.file, source.id)


SAME_FILE = Rule(
    id="same-file",
    level=Level.ERROR,
    title="A file is one source.",
    reason="""\
A document that stands in the report twice would be counted twice wherever documents are
counted.""",
    fixed="There is no report for which it would be right.",
    wrong=f"""\
sources:
  gazette-again:
    file: seeds/gazette.txt
    sha256: {examples.sha256("seeds/gazette.txt")}
    title: Drones and denials in the north
""",
    right=f"""\
sources:
  leaflet:
    file: seeds/leaflet.txt
    sha256: {examples.sha256("seeds/leaflet.txt")}
    title: A leaflet
""",
    find=_files_are_used_once,
)


def _sources_are_quoted(checked: RuleContext) -> Iterator[Problem]:
    quoted = {quote.source for _, _, quotes in checked.draft.quoting_entries() for quote in quotes}
    for source in checked.draft.sources.values():
        if source.id not in quoted:
            yield Problem(
                position=source.marks.entry,
                entry=f"source {source.id}",
                rule="unused-source",
                what="Nothing in the report quotes this document.",
                fix="Quote it, or delete the entry. If it was read and holds nothing to quote, "
                "say so in its “note:”.",
            )


UNUSED_SOURCE = Rule(
    id="unused-source",
    level=Level.OFF,
    title="Each document is quoted at least once.",
    reason="""\
A document that nothing quotes is often a forgotten one. It is off unless a report asks for it:
that a document was read and says nothing about the claims is worth telling readers too, its page
does so, and whoever adds a document first and its claims later should not be stopped in
between.""",
    wrong=f"""\
sources:
  leaflet:
    file: seeds/leaflet.txt
    sha256: {examples.sha256("seeds/leaflet.txt")}
    title: A leaflet
""",
    right=f"""\
sources:
  leaflet:
    file: seeds/leaflet.txt
    sha256: {examples.sha256("seeds/leaflet.txt")}
    title: A leaflet
timeline:
  - when: 2022-11
    event: There was a festival.
    quotes:
      - text: Come to the harbour festival on Sunday.
        source: leaflet
        wording: document
""",
    find=_sources_are_quoted,
)

_MOST_LINES = 5


def _sources_are_not_damaged(checked: RuleContext) -> Iterator[Problem]:
    for document in checked.documents.values():
        found = list(damage_in(document.text))
        if found:
            signs = "; ".join(
                f"{item.what} (“{visible(item.example)}”, {_lines(item.lines)})" for item in found
            )
            yield Problem(
                position=document.source.marks.at("file"),
                entry=f"source {document.source.id}",
                rule="damaged-source",
                what=f"{document.source.file} shows signs of damage. {signs}.",
                fix="Take the text from the original again, as UTF-8. Quotes from these lines "
                "may not say what the original says.",
            )


def _lines(numbers: tuple[int, ...]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_LINES]))
    more = f" and {len(numbers) - _MOST_LINES} more" if len(numbers) > _MOST_LINES else ""
    return f"line{'' if len(numbers) == 1 else 's'} {named}{more}"


DAMAGED = Rule(
    id="damaged-source",
    level=Level.NOTE,
    title="The text of a document was not damaged on its way here.",
    reason="""\
Copying and converting lose letters or turn them into others. Readers would take the damage for
the document's own words. It is a note only: the original may be no better, and then the text is
right as it is.""",
    wrong=f"""\
sources:
  clipping:
    file: seeds/clipping.txt
    sha256: {examples.sha256("seeds/clipping.txt")}
    title: A clipping
""",
    right=f"""\
sources:
  leaflet:
    file: seeds/leaflet.txt
    sha256: {examples.sha256("seeds/leaflet.txt")}
    title: A leaflet
""",
    find=_sources_are_not_damaged,
)

RULES = (PIN, SAME_FILE, UNUSED_SOURCE, DAMAGED)
