"""The rule for documents that changed after they were pinned, with the status of their quotes."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.checking import examples
from factcheck_report.checking.quote_status import QuoteRecheck, QuoteStatus, recheck_quotes
from factcheck_report.checking.rule import Finding, Rule, RuleContext, at
from factcheck_report.model import Document, Level
from factcheck_report.problems import Severity, listed

_MOST_LISTED = 20
"""Quotes that a problem lists under each status."""


def _documents_did_not_change(context: RuleContext) -> Iterator[Finding]:
    for document in context.documents.values():
        if document.drifted:
            yield _problem(document, context)
        elif document.original_drifted:
            yield _original_changed(document)


def _original_changed(document: Document) -> Finding:
    source = document.source
    return Finding(
        at(source, "original_sha256"),
        what=f"{source.original} has changed since {source.file} was taken from it. "
        f"{source.file} itself has not changed, so all its quotes stand where they stood.",
        fix=f"Restore {source.original}. Or run: factcheck add {source.original} to take the text "
        "from it again; it says what happens to the quotes.",
    )


def _problem(document: Document, context: RuleContext) -> Finding:
    source = document.source
    quotes = context.quotes_from.get(source.id, ())
    rechecked = list(recheck_quotes(quotes, document.text, context.pinned_texts.get(source.id)))
    is_lost = any(item.status.lost for item in rechecked)
    by_status = {
        status: [item for item in rechecked if item.status is status] for status in QuoteStatus
    }
    claims = context.claims_quoting.get(source.id, ())
    review = "Check these claims against the document as it is now"
    return Finding(
        at(source, "sha256"),
        severity=Severity.ERROR if is_lost else Severity.WARNING,
        what=" ".join(
            (
                f"{source.file} has changed since its quotes were checked.",
                *_about_original(document),
                *(_listed(status, found) for status, found in by_status.items() if found),
            )
        ),
        fix="Either restore the file; or read the changes"
        + (", fix the quotes that are no longer proved," if is_lost else "")
        + f" and run: factcheck pin {source.id}"
        + (
            " (it asks about each altered quote)"
            if by_status[QuoteStatus.ALTERED]
            else f" (or write: sha256: {document.sha256})"
        )
        + (f". {review}: {listed(claims, _MOST_LISTED)}." if claims else "."),
    )


def _about_original(document: Document) -> Iterator[str]:
    """Whether the original of a changed text changed, too."""
    if document.original is not None:
        also = "has changed, too" if document.original_drifted else "has not changed"
        yield f"Its original {document.source.original} {also}."


def _listed(status: QuoteStatus, rechecked: list[QuoteRecheck]) -> str:
    items = []
    for item in rechecked:
        more = "; ".join(item.sentences()) if status is QuoteStatus.ALTERED else item.detail
        items.append(f"{item.name} ({more})" if more else item.name)
    return f"{status.heading} ({len(rechecked)}): {listed(items, _MOST_LISTED, '; ')}."


DRIFT = Rule(
    id="drift",
    level=Level.WARNING,
    title="A document has not changed since its quotes were checked.",
    reason="""\
The file no longer has the fingerprint under `sha256:`. Each quote is looked up again. It is
unchanged; or it moved together with its sentence; or it is altered: the words are there, but in a
different sentence, which may say the opposite. `factcheck pin` asks about each altered quote. The
earlier sentence is known only if the report's folder is in a git repository with the earlier file.

If all quotes are still proved, it is a warning: the preview shows the report, and the pages of the
claims that quote the document say that they need review. It is an error if a quote is no longer in
the file, or is there more than once.""",
    locked_because="Pages tell readers that every quote was checked against the file shown.",
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
