"""Documents that changed since their quotes were checked, and what became of each quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.checking import examples
from generator.checking.rule import Checked, Rule
from generator.locating import Found, Locator, NotFound
from generator.model import Citing, Document, Evidence, Level, Quote
from generator.problems import Problem, Severity

_MOST_LISTED = 20
"""Quotes that a problem lists under each fate."""
_LONGEST_SHOWN = 160


class Fate(StrEnum):
    """What became of a quote in a document that changed."""

    SAME = "same"
    """It stands where it stood."""
    MOVED = "moved"
    FOUND = "found"
    """It is there; where it stood before is not known."""
    ALTERED = "altered"
    """Its words are no longer there, but words like them are."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class _Told:
    """A quote, how problems name it, and what became of it."""

    name: str
    fate: Fate
    more: str = ""


def _documents_did_not_change(checked: Checked) -> Iterator[Problem]:
    proved = {(item.citing, item.entry, item.number): item for item in checked.evidence}
    for document in checked.documents.values():
        if document.drifted:
            yield _problem(document, checked, proved)


_Proved = Mapping[tuple[Citing, str, int], Evidence]


def _problem(document: Document, checked: Checked, proved: _Proved) -> Problem:
    source = document.source
    told = list(_fates(document, checked, proved))
    lost = [item for item in told if item.fate in (Fate.ALTERED, Fate.GONE)]
    claims = [
        claim.id
        for claim in checked.draft.claims.values()
        if any(quote.source == source.id for quote in claim.quotes)
    ]
    read = "Read these claims against the document as it is now"
    return Problem(
        position=source.marks.at("sha256"),
        entry=f"source {source.id}",
        rule="drift",
        severity=Severity.ERROR if lost else Severity.WARNING,
        what=" ".join(
            (
                f"{source.file} has changed since its quotes were checked.",
                *(_listed(fate, [item for item in told if item.fate is fate]) for fate in Fate),
            )
        ).strip(),
        mend="Restore the file; or look at what changed"
        + (", fix the quotes that are lost" if lost else "")
        + f", and run: factcheck pin {source.id}; or write: sha256: {document.sha256}"
        + (f". {read}: {_some(claims)}." if claims else ""),
    )


def _fates(document: Document, checked: Checked, proved: _Proved) -> Iterator[_Told]:
    """What became of each quote from a document, in the order of the report."""
    now = Locator(document.text)
    pinned = checked.pinned.get(document.source.id)
    before = Locator(pinned) if pinned else None
    for citing, entry, quotes in checked.draft.citing():
        for number, quote in enumerate(quotes, 1):
            if quote.source != document.source.id:
                continue
            name = f"{citing} {entry}, quote {number}"
            if item := proved.get((citing, entry, number)):
                yield _kept(name, item, document, before)
            else:
                yield _lost(name, quote, document, now)


def _kept(name: str, item: Evidence, document: Document, before: Locator | None) -> _Told:
    quote, place = item.quote, item.receipt.pieces
    found = before and before.locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)
    if before is None or not isinstance(found, Found):
        return _Told(name, Fate.FOUND)
    if found.pieces == place:
        return _Told(name, Fate.SAME)
    was, now = (
        text.line_of(pieces[0].start)
        for text, pieces in ((before.source, found.pieces), (document.text, place))
    )
    return _Told(name, Fate.MOVED, f"line {was} → {now}" if was != now else f"within line {now}")


def _lost(name: str, quote: Quote, document: Document, now: Locator) -> _Told:
    result = now.locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)
    if isinstance(result, NotFound) and result.nearest is None:
        return _Told(name, Fate.GONE)
    if isinstance(result, NotFound) and result.nearest:
        span = result.nearest.span
        words = " ".join(document.text.text[span.start : span.end].split())
        shown = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
        line = document.text.line_of(span.start)
        return _Told(name, Fate.ALTERED, f"nearest, line {line}: {shown}")
    return _Told(name, Fate.ALTERED, "now stands there more than once")


def _listed(fate: Fate, told: list[_Told]) -> str:
    if not told:
        return ""
    items = [f"{item.name} ({item.more})" if item.more else item.name for item in told]
    return f"{_HEADS[fate]} ({len(told)}): {_some(items, '; ')}."


_HEADS = {
    Fate.SAME: "Quotes that stand where they stood",
    Fate.MOVED: "Moved",
    Fate.FOUND: "Found, the earlier place not known",
    Fate.ALTERED: "Altered",
    Fate.GONE: "Gone",
}


def _some(items: list[str], between: str = ", ") -> str:
    more = f" and {len(items) - _MOST_LISTED} more" if len(items) > _MOST_LISTED else ""
    return between.join(items[:_MOST_LISTED]) + more


DRIFT = Rule(
    id="drift",
    level=Level.WARNING,
    title="A document is as it was when its quotes were checked.",
    reason="""\
The file no longer has the fingerprint under `sha256:`. Each quote is looked up again and told as
the same, moved, altered (with the nearest passage) or gone. Where it stood before is known only
if the report's folder is in a git repository that holds the earlier file. As long as all quotes
are proved it is a warning, so that the preview can show the report; the pages of the claims that
quote the document say that they need to be reviewed. When a quote is lost it is an error.""",
    fixed="Readers are told that every quote was checked against the file that is shown.",
    wrong=f"""\
sources:
  gazette:
    sha256: {"0" * 64}
""",
    right=f"""\
sources:
  gazette:
    sha256: {examples.sha256("seeds/gazette.txt")}
""",
    find=_documents_did_not_change,
)

RULES = (DRIFT,)
