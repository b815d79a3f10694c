"""Rules for sources: pins, files, use, damage."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.checking.damage import damage_in
from factcheck_report.checking.examples import sha256, source_entry
from factcheck_report.checking.rule import Finding, Rule, RuleContext, at
from factcheck_report.model import Display, Level
from factcheck_report.model.safe_text import visible
from factcheck_report.model.sources import LONGEST_SHORT_TITLE
from factcheck_report.problems import listed

_MOST_NAMED = 5
"""Unpinned sources that the problem lists."""


def _sources_are_pinned(context: RuleContext) -> Iterator[Finding]:
    """One problem for all sources: many new ones would hide all other problems."""
    unpinned = [item for item in context.documents.values() if item.source.sha256 is None]
    if not unpinned:
        return
    first = min(unpinned, key=lambda document: document.source.positions.entry)
    ids = [document.source.id for document in unpinned]
    if len(ids) == 1:
        what = (
            f"The source is not pinned: nothing records which version of {first.source.file} the "
            "quotes were checked against."
        )
        fix = (
            f"Read the file again, then run: factcheck pin {ids[0]}. Or add: sha256: {first.sha256}"
        )
    else:
        what = (
            f"{len(ids):,} sources are not pinned: {listed(ids, _MOST_NAMED)}. Nothing records "
            "which version of their files the quotes were checked against."
        )
        chosen = "" if len(ids) > _MOST_NAMED else f" {' '.join(ids)}"
        fix = f"Read the files again, then run: factcheck pin{chosen}"
    yield Finding(
        (f"source {ids[0]}" if len(ids) == 1 else "", first.source.positions.at("sha256")),
        what=what,
        fix=fix,
    )


PIN = Rule(
    id="pin",
    level=Level.ERROR,
    title="Each source records which version of its file was checked.",
    reason="""\
`sha256:` is the fingerprint of the file. Without it, nobody would notice a change to the document
after its quotes were checked.""",
    locked_because="The receipt of every quote depends on it.",
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
    sha256: {sha256("seeds/gazette.txt")}
""",
    find=_sources_are_pinned,
)


def _files_are_used_once(context: RuleContext) -> Iterator[Finding]:
    first: dict[str, str] = {}
    unshown = {
        source.original: source.id
        for source in context.draft.sources.values()
        if source.original and source.display is not Display.FULL
    }
    for source in context.draft.sources.values():
        if source.file in first:
            yield Finding(
                at(source, "file"),
                what=f"{source.file} is already the file of the source “{first[source.file]}”.",
                fix="Write the right file, or delete one of the two entries: a document that is "
                "listed twice would be counted twice.",
            )
        first.setdefault(source.file, source.id)
    for source in context.draft.sources.values():
        if source.original in first:
            yield Finding(
                at(source, "original"),
                what=f"{source.original} is the file of the source “{first[source.original]}”, not "
                "an original.",
                fix="Write the file that the text was taken from, or delete the line.",
            )
        hidden = unshown.get(source.original or "")
        if hidden and source.display is Display.FULL:
            yield Finding(
                at(source, "original"),
                what=f"{source.original} would be published, but it is also the original of the "
                f"source “{hidden}”, which is not shown in full.",
                fix="Set the same “display:” in both entries, or write another file.",
            )


SAME_FILE = Rule(
    id="same-file",
    level=Level.ERROR,
    title="A file is listed as one source only.",
    reason="""\
A document that is listed twice would be counted twice, in all numbers of documents and on all
lists. And an “original:” that is also part of another source could be published against its
“display:”.""",
    locked_because="No report needs to list a file twice.",
    wrong=source_entry("gazette", "Drones and denials in the north", id="gazette-again"),
    right=source_entry("leaflet", "A leaflet"),
    find=_files_are_used_once,
)


def _sources_are_quoted(context: RuleContext) -> Iterator[Finding]:
    for source in context.draft.sources.values():
        if source.id not in context.quotes_from:
            yield Finding(
                (f"source {source.id}", source.positions.entry),
                what="No quote is from this document.",
                fix="Quote it, or delete the entry. If you read it and found nothing to quote, say "
                "so in its “note:”.",
            )


UNUSED_SOURCE = Rule(
    id="unused-source",
    level=Level.OFF,
    title="Each document is quoted at least once.",
    reason="""\
An unquoted document may have been forgotten. The rule is off by default: readers may want to know
that a document was read and says nothing about the claims, and its page tells them. Editors may
also want to add a document before its claims.""",
    wrong=source_entry("leaflet", "A leaflet"),
    right=source_entry("leaflet", "A leaflet")
    + """\
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


def _sources_are_not_damaged(context: RuleContext) -> Iterator[Finding]:
    for document in context.documents.values():
        found = list(damage_in(document.text))
        if found:
            signs = "; ".join(
                f"{item.what} (“{visible(item.example)}”, {_lines(item.lines)})" for item in found
            )
            yield Finding(
                at(document.source, "file"),
                what=f"{document.source.file} shows signs of damage. {signs}.",
                fix="Extract the text from the original again, as UTF-8. Quotes from these lines "
                "may differ from the original.",
            )


def _lines(numbers: tuple[int, ...]) -> str:
    named = listed([str(number) for number in numbers], _MOST_LINES)
    return f"line{'' if len(numbers) == 1 else 's'} {named}"


DAMAGED = Rule(
    id="damaged-source",
    level=Level.NOTE,
    title="The text of a document is not damaged.",
    reason="""\
Copying and converting can lose or change letters. Readers would think that the damage is part of
the document. It is only a note: the original may have the same damage.""",
    wrong=source_entry("clipping", "A clipping"),
    right=source_entry("leaflet", "A leaflet"),
    find=_sources_are_not_damaged,
)


def _short_titles_are_short(context: RuleContext) -> Iterator[Finding]:
    for source in context.draft.sources.values():
        if source.short and len(source.short) > LONGEST_SHORT_TITLE:
            yield Finding(
                at(source, "short"),
                what=f"The short name has {len(source.short)} characters. In narrow columns, "
                f"readers see about {LONGEST_SHORT_TITLE}.",
                fix=f"Shorten it to {LONGEST_SHORT_TITLE} characters. Readers see the whole title "
                "on the document's page.",
            )


SHORT_TITLE = Rule(
    id="short-title",
    level=Level.NOTE,
    title="A document's short name has at most 24 characters.",
    reason="""\
Pages use `short:` instead of the title where there is little room, such as above the columns of a
table and under quotes. They cut off a longer name. Choose words that do not take sides. The
words of the title or the name of the newspaper are best. It is only a note, because a name that was
cut off can still be clear.""",
    wrong=source_entry("gazette", "Drones and denials in the north")
    + "    short: Drones and denials in the north\n",
    right=source_entry("gazette", "Drones and denials in the north")
    + "    short: Drones and denials\n",
    find=_short_titles_are_short,
)

RULES = (PIN, SAME_FILE, UNUSED_SOURCE, DAMAGED, SHORT_TITLE)
