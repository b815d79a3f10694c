"""Changes → Markdown for a pull request, and plain text for a terminal.

The author of a pull request controls the text shown here, and GitHub acts on comments: it notifies
people who are mentioned, links issues, and loads pictures. It does none of that in code. So text
from reports is put into code spans and fenced blocks only, with a fence longer than any in the
text. (Escapes do not work: GitHub looks for mentions after resolving them.) Ids are safe as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from factcheck_report import addresses
from factcheck_report.comparing.changes import (
    BaseRevision,
    Changes,
    ClaimChange,
    FieldChange,
    MissingEntry,
    QuoteChange,
    StatusChange,
)
from factcheck_report.comparing.fields import compared, words
from factcheck_report.comparing.wording import lines, word_diff
from factcheck_report.model import Claim, Correction, Position, Quote
from factcheck_report.model.safe_text import visible
from factcheck_report.problems import Problem, counted
from factcheck_report.problems.excerpts import shorten

MARKER = "<!-- factcheck compare -->"
"""The first line, by which a workflow finds its earlier comment."""
LONGEST = 60_000
"""Code points; GitHub refuses comments of more than 65,536."""
_LONGEST_SPAN = 300
_MOST_LISTED = 50
_LONGEST_ENTRY = 600
"""Code points shown of an entry or of a correction's note."""
_MOST_QUOTES = 20
_LAST_FIRST = " Begin with the last one, so that the line numbers stay right."


def as_markdown(
    changes: Changes, preview: str | None = None, since: BaseRevision | None = None
) -> str:
    """The summary, at most `LONGEST` long, with missing entries first.

    `preview` is the address, ending in a slash, of a site built from the later edition. `since` is
    the revision of the earlier one.
    """
    return _bounded(_blocks(changes, preview, since))


def _bounded(blocks: Iterable[str]) -> str:
    """Blocks joined up to `LONGEST`. Blocks are left out whole, so that no fence stays open."""
    written, length, left_out = [], 0, 0
    for block in blocks:
        if length + len(block) + 2 > LONGEST - 200:
            left_out += 1
        else:
            written.append(block)
            length += len(block) + 2
    if left_out:
        written.append(
            f"*{left_out:,} more parts do not fit here. Run `factcheck compare` on your machine: "
            "it prints everything that is missing.*"
        )
    return "\n\n".join(written) + "\n"


def _blocks(changes: Changes, preview: str | None, since: BaseRevision | None) -> Iterator[str]:
    yield f"{MARKER}\n## What changes for readers"
    if since and since.moved_on:
        name = span(since.name)
        yield f"Compared with the last common commit of {name}, `{since.commit[:7]}`."
    yield _outcome(changes)
    yield from _states(changes)
    for entry in changes.missing_entries:
        yield _missing(entry)
    yield from _settings(changes)
    yield from _claims(changes, preview)
    yield from _fields(changes)
    yield from _sources(changes, preview)
    yield from _entries(changes)


def _outcome(changes: Changes) -> str:
    if number := len(changes.required_entries):
        return (
            f"**{counted(number, 'change')} to something published "
            f"{'is' if number == 1 else 'are'} not explained to readers.** "
            f"{'It is' if number == 1 else 'Each is'} listed here with the lines to paste."
            f"{_LAST_FIRST if number > 1 else ''}"
        )
    if changes.was_unread or changes.is_unread:
        whose = "the report" if changes.is_unread else "the report it is compared with"
        return f"**Not everything could be compared:** {whose} cannot be read."
    if changes.lost:
        return (
            "**Not everything could be compared:** the report it is compared with has entries "
            "that cannot be read."
        )
    if changes.is_broken:
        return "**Not everything could be compared:** the report has problems."
    if not changes.anything:
        return "Nothing."
    if number := len(changes.missing_entries):
        return (
            f"**{number:,} published {'address changes' if number == 1 else 'addresses change'}.** "
            f"{'It is' if number == 1 else 'Each is'} listed here with the line that keeps it."
            f"{_LAST_FIRST if number > 1 else ''}"
        )
    return "Every change to something published is explained to readers."


def _states(changes: Changes) -> Iterator[str]:
    if changes.is_unread:
        yield from _listed("Cannot be read", [_unread(item) for item in changes.is_unread])
    elif changes.is_broken:
        yield (
            f"The report has {counted(changes.is_broken, 'problem')}, which `factcheck check` "
            "lists. Entries that cannot be read are not compared."
        )
    if changes.was_unread:
        yield from _listed(
            "Cannot be read in the report it is compared with",
            [_unread(item) for item in changes.was_unread],
        )
    elif changes.was_broken:
        yield f"The report it is compared with had {counted(changes.was_broken, 'problem')}."
    yield from _listed(
        "Cannot be compared",
        [f"{span(entry)}: it cannot be read in BASE" for entry in changes.lost],
    )
    if changes.first:
        yield "There was no report before, or not in this place: all claims count as new."


def _unread(problem: Problem) -> str:
    return f"{_place(problem.position)}: {span(problem.what)} {span(problem.fix)}"


def _place(position: Position) -> str:
    return span(f"{position.file}:{position.line}")


def _missing(entry: MissingEntry) -> str:
    where = f"{'Below' if entry.lines else 'At'} {_place(entry.position)}: {entry.fix}"
    parts = [
        f"### Needs {entry.needs}: {span(entry.entry)}",
        span(entry.what, longest=1_000),
        where,
    ]
    return "\n\n".join(parts + ([fenced(entry.lines, "yaml")] if entry.lines else []))


def _claims(changes: Changes, preview: str | None) -> Iterator[str]:
    yield from _listed("Claims added", [_named(claim, preview) for claim in changes.added])
    yield from _listed(
        "Claims removed",
        [
            f"{_named(claim, preview if removal else None)}"
            + (f", continues as {span(removal.now)}" if removal and removal.now else "")
            + (f": {span(removal.note)}" if removal else ", **without an entry under “removed”**")
            for claim, removal in changes.removed
        ],
    )
    yield from _listed(
        "Drafts and embargoed claims", [_status_change(item) for item in changes.unpublished]
    )
    quiet = []
    for change in sorted(changes.changed, key=lambda change: not change.public):
        if change.public or change.renamed or change.corrections.new:
            yield _changed(change, preview)
        elif names := _others(change):
            quiet.append(f"{_named(change.now, preview)}: {names}")
    yield from _listed("Changes that need no correction", quiet)


def _status_change(item: StatusChange) -> str:
    name = f"`{item.id}` {span(item.claim)}" if item.claim else f"`{item.id}`"
    if item.was == item.now:
        return f"{name}: changed, is still {item.now}"
    if not item.was:
        return f"{name}: new, {item.now}"
    if not item.now:
        return f"{name}: deleted, was {item.was}"
    return f"{name}: was {item.was}, is now {item.now}"


def _others(change: ClaimChange) -> str:
    """Names of changed fields that need no correction, including those of quotes."""
    of_quotes = (
        f"{name} of quote {item.number}" for item in change.altered for name in item.others
    )
    return ", ".join((*change.others, *of_quotes))


def _settings(changes: Changes) -> Iterator[str]:
    """Accepted warnings and levels of rules, for reviewers to decide on."""
    yield from _listed("Accepted warnings", [_accepted(item) for item in changes.accepted])
    yield from _listed(
        "Levels of rules",
        [
            f"{span(item.field)}: {span(item.was or 'not set')} → {span(item.now or 'not set')}"
            for item in changes.rules
        ],
    )


def _accepted(item: FieldChange) -> str:
    entry, rule = span(item.entry), span(item.field)
    if not item.was:
        return f"{entry} accepts {rule}: {span(item.now)}"
    if not item.now:
        return f"{entry} no longer accepts {rule}. The reason was: {span(item.was)}"
    return f"{entry} accepts {rule} for another reason: {span(item.was)} → {span(item.now)}"


def _fields(changes: Changes) -> Iterator[str]:
    if changes.fields:
        yield f"### Fields changed ({len(changes.fields):,})"
    for item in changes.fields[:_MOST_LISTED]:
        shown = fenced(word_diff(visible(item.was), visible(item.now)), "diff")
        yield f"- {span(item.entry)}, {item.field}:\n\n{shown}"
    if len(changes.fields) > _MOST_LISTED:
        yield f"… and {len(changes.fields) - _MOST_LISTED:,} more."


def _entries(changes: Changes) -> Iterator[str]:
    for title, entries in (
        ("Entries added", changes.entries_added),
        ("Entries removed", changes.entries_removed),
    ):
        items = [f"{span(entry.name)}: {span(entry.text, _LONGEST_ENTRY)}" for entry in entries]
        yield from _listed(title, items)


def _listed(title: str, items: list[str]) -> Iterator[str]:
    if items:
        more = len(items) - _MOST_LISTED
        shown = items[:_MOST_LISTED] + ([f"… and {more:,} more"] if more > 0 else [])
        yield f"### {title} ({len(items):,})\n\n" + "\n".join(f"- {item}" for item in shown)


def _named(claim: Claim, preview: str | None) -> str:
    return f"{_page(addresses.claim(claim.id), claim.id, preview)} {span(claim.claim)}"


def _page(address: str, id: str, preview: str | None) -> str:
    """An id, linked to its page if there is a preview."""
    return f"[`{id}`](<{urljoin(preview, address)}>)" if preview else f"`{id}`"


def _changed(change: ClaimChange, preview: str | None) -> str:
    name = _page(addresses.claim(change.now.id), change.now.id, preview)
    parts = [f"### Claim {name}", span(change.now.claim)]
    if change.renamed:
        parts.append(f"- Renamed: `{change.was.id}` → `{change.now.id}`")
    parts += (_correction(entry) for entry in change.corrections.new)
    if change.verdict:
        parts.append(f"- Verdict: {span(change.verdict[0])} → {span(change.verdict[1])}")
    if change.text:
        parts.append("Its text (⟦ ⟧ marks what changed):")
        parts.append(fenced(word_diff(change.was.claim, change.now.claim), "diff"))
    parts += _evidence(change, preview)
    if others := ", ".join((*change.fields, *filter(None, [_others(change)]))):
        parts.append(f"- Also changed: {others}")
    return "\n\n".join(parts)


def _correction(entry: Correction) -> str:
    """The note of a correction, and its other fields."""
    others = {
        name: getattr(entry, name)
        for name in compared(Correction)
        if name not in ("date", "note") and getattr(entry, name)
    }
    note = span(entry.note, _LONGEST_ENTRY)
    return f"- Correction of {entry.date}: {note} ({span(words(others), _LONGEST_ENTRY)})"


def _evidence(change: ClaimChange, preview: str | None) -> Iterator[str]:
    blocks = [
        *(_altered(item, preview) for item in change.changed_evidence),
        *(_quote("Evidence gained", "+", quote, preview) for quote in change.gained),
        *(_quote("Evidence lost", "-", quote, preview) for quote in change.lost),
    ]
    yield from blocks[:_MOST_QUOTES]
    if len(blocks) > _MOST_QUOTES:
        yield f"… and {len(blocks) - _MOST_QUOTES:,} more changes of its evidence."


def _quote(title: str, sign: str, quote: Quote, preview: str | None) -> str:
    source = _page(addresses.source(quote.source), quote.source, preview)
    of = f", {span(quote.origin)}" if quote.origin else ""
    return f"- {title}: {quote.stance}{of}, from {source}\n\n" + fenced(
        lines(sign, visible(quote.text)), "diff"
    )


def _altered(item: QuoteChange, preview: str | None) -> str:
    source = _page(addresses.source(item.now.source), item.now.source, preview)
    facts = [
        f"{name} {_value(getattr(item.was, name))} → {_value(getattr(item.now, name))}"
        for name in item.fields
        if name != "text"
    ]
    head = f"- Quote changed, from {source}{': ' if facts else ''}{'; '.join(facts)}\n\n"
    if "text" in item.fields:
        return head + fenced(word_diff(visible(item.was.text), visible(item.now.text)), "diff")
    return head + fenced(lines(">", visible(item.now.text)))


def _value(value: object) -> str:
    return span(words(value)) if value else "none"


def _sources(changes: Changes, preview: str | None) -> Iterator[str]:
    yield from _listed(
        "Sources whose file changed",
        [
            f"{_page(addresses.source(item.id), item.id, preview)}: file `{item.was[:8]}` → "
            f"`{item.now[:8]}`, quoted by {counted(item.cited, 'claim')}"
            for item in changes.drifted
        ],
    )
    yield from _listed(
        "Sources added",
        [_page(addresses.source(id), id, preview) for id in changes.sources_added],
    )
    yield from _listed("Sources removed", [f"`{id}`" for id in changes.sources_removed])


_BACKTICKS = re.compile("`+")


def _fence(text: str, least: int) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)


def span(text: str, longest: int = _LONGEST_SPAN) -> str:
    """A text as one code span on one line, cut if it is very long."""
    flat = shorten(_inert(" ".join(text.split())), longest)
    fence = _fence(flat, 1)
    padding = " " if not flat or flat[0] == "`" or flat[-1] == "`" else ""
    return f"{fence}{padding}{flat or ' '}{padding}{fence}"


def fenced(text: str, language: str = "") -> str:
    """A text as a fenced code block."""
    shown = "\n".join(_inert(line) for line in text.splitlines())
    fence = _fence(shown, 3)
    return f"{fence}{language}\n{shown}\n{fence}"


def _inert(text: str) -> str:
    """The text without characters that deceive readers or commands for GitHub's runners."""
    return visible(text).replace("##[", "# #[")


def as_text(changes: Changes) -> str:
    """All missing entries, for a terminal; empty if none is missing."""
    return "\n".join((*_not_compared(changes), *_to_paste(changes)))


def _not_compared(changes: Changes) -> Iterator[str]:
    for where, problems in (("", changes.is_unread), (" in BASE", changes.was_unread)):
        for item in problems[:_MOST_LISTED]:
            yield (
                f"{_inert(item.position.file)}:{item.position.line}: Cannot be read{where}: "
                f"{_inert(item.what)}\n    Fix: {_inert(item.fix)}\n"
            )
    for entry in changes.lost[:_MOST_LISTED]:
        yield (f"{_inert(entry)}: It was not compared, because it cannot be read in BASE.\n")


def _to_paste(changes: Changes) -> Iterator[str]:
    return (
        f"{_inert(entry.position.file)}:{entry.position.line}: {_inert(entry.entry)}: "
        f"{_inert(' '.join(entry.what.split()))}\n    Fix: {entry.fix} "
        f"{_below(entry)}" + "".join(f"{_inert(line)}\n" for line in entry.lines.splitlines())
        for entry in changes.missing_entries
    )


def _below(entry: MissingEntry) -> str:
    if not entry.lines:
        return "\n"
    verb = "It goes" if entry.lines.count("\n") == 1 else "They go"
    return f"{verb} below line {entry.position.line}:\n\n"
