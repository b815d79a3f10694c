"""Documents that changed since their quotes were checked, and what became of each quote."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.checking import examples
from factcheck_report.checking.quote_status import QuoteRecheck, QuoteStatus, recheck_quotes
from factcheck_report.checking.rule import Rule, RuleContext
from factcheck_report.model import Document, Level
from factcheck_report.problems import Problem, Severity

_MOST_LISTED = 20
"""Quotes that a problem lists under each status."""


def _documents_did_not_change(checked: RuleContext) -> Iterator[Problem]:
    for document in checked.documents.values():
        if document.drifted:
            yield _problem(document, checked)


def _problem(document: Document, checked: RuleContext) -> Problem:
    source = document.source
    quotes = checked.quotes_from.get(source.id, [])
    states = list(recheck_quotes(quotes, document.text, checked.pinned.get(source.id)))
    is_lost = any(state.status.lost for state in states)
    by_status = {
        status: [state for state in states if state.status is status] for status in QuoteStatus
    }
    claims = checked.claims_on.get(source.id, [])
    read = "Read these claims against the document as it is now"
    return Problem(
        position=source.marks.at("sha256"),
        entry=f"source {source.id}",
        rule="drift",
        severity=Severity.ERROR if is_lost else Severity.WARNING,
        what=" ".join(
            (
                f"{source.file} has changed since its quotes were checked.",
                *(_listed(status, found) for status, found in by_status.items() if found),
            )
        ),
        fix="Restore the file; or look at what changed"
        + (", fix the quotes that the file no longer proves" if is_lost else "")
        + f", and run: factcheck pin {source.id}"
        + (
            " (it asks about each altered quote)"
            if by_status[QuoteStatus.ALTERED]
            else f"; or write: sha256: {document.sha256}"
        )
        + (f". {read}: {_some(claims)}." if claims else "."),
    )


def _listed(status: QuoteStatus, states: list[QuoteRecheck]) -> str:
    items = []
    for state in states:
        more = "; ".join(state.sentences()) if status is QuoteStatus.ALTERED else state.detail
        items.append(f"{state.name} ({more})" if more else state.name)
    return f"{status.heading} ({len(states)}): {_some(items, '; ')}."


def _some(items: list[str], between: str = ", ") -> str:
    more = f" and {len(items) - _MOST_LISTED} more" if len(items) > _MOST_LISTED else ""
    return between.join(items[:_MOST_LISTED]) + more


DRIFT = Rule(
    id="drift",
    level=Level.WARNING,
    title="A document is as it was when its quotes were checked.",
    reason="""\
The file no longer has the fingerprint under `sha256:`. Each quote is looked up again. It stands
where it stood; or it moved together with its sentence; or it is altered: the words are there, but
the sentence around them is another, and may say the opposite. `factcheck pin` asks about each
altered quote. Where a quote stood before is known only if the report's folder is in a git
repository that holds the earlier file. As long as all quotes are proved it is a warning, so that
the preview can show the report; the pages of the claims that quote the document say that they need
to be reviewed. A quote that is no longer there, or there more than once, makes it an error.""",
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
