"""quotes.csv: one row for each quote of a claim, an event or a disagreement."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.exports.csv_table import SEPARATOR, Column, ColumnType, csv_table
from factcheck_report.model import EntryKind, Report

_INTEGER = ColumnType.INTEGER
COLUMNS = (
    Column("id", "Id of the quote, as in the address of its passage.", required=True),
    Column("claim", "Id of the claim that it belongs to; empty for other quotes."),
    Column("event", "Id of the event that it belongs to."),
    Column("disagreement", "Id of the disagreement that it belongs to."),
    Column("number", "Its number within that entry, from 1.", _INTEGER, required=True),
    Column("stance", "supports, refutes, context or states; empty if it is not of a claim."),
    Column("side", "In a disagreement: the side that it is on."),
    Column("speaker", "Who says it, as the document has it."),
    Column("claimant", "Id of the claimant who says it."),
    Column("origin", "Id of the origin; empty if the document names none."),
    Column("origin name", "Name of the origin."),
    Column("via", "The outlet that the document credits for it."),
    Column("wording", "Whose words the passage holds.", required=True),
    Column("source", "Id of the document.", required=True),
    Column("source title", "Title of the document.", required=True),
    Column("quote", "The quote as the editors typed it.", required=True),
    Column("words", "The words in the file; […] stands for what the quote leaves out."),
    Column("translation", "The editors' translation."),
    Column("match", "exact or normalised.", required=True),
    Column("differences", "What differs between quote and file."),
    Column("start", "Where the passage starts in the file, in code points.", _INTEGER, True),
    Column("end", "Where it ends, in code points.", _INTEGER, True),
    Column("pieces", "Start and end of each piece, in code points.", required=True),
    Column("pieces utf16", "The same in UTF-16 units.", required=True),
    Column("first line", "The line in which it starts, from 1.", _INTEGER, True),
    Column("last line", "The line in which it ends.", _INTEGER, True),
    Column("first page", "The page on which it starts, from 1.", _INTEGER),
    Column("last page", "The page on which it ends.", _INTEGER),
    Column("time", "The time in a recording: 00:12:07."),
    Column("sha256", "SHA-256 of the file.", required=True),
    Column("note", "A note by the editors."),
    Column("address", "The quote on the page of its entry.", required=True),
    Column("passage", "The marked passage on the document's page.", required=True),
)
"""New columns are added behind the others: people count on their places."""
_LEFT_OUT = " […] "


def quotes_csv(report: Report, base: str | None) -> str:
    """The text of quotes.csv."""
    return csv_table(COLUMNS, _rows(report, base))


def _rows(report: Report, base: str | None) -> Iterator[tuple[object, ...]]:
    locations = PaginatedEntries(report).locations
    for item in report.evidence:
        quote, receipt = item.quote, item.receipt
        document = report.documents[quote.source]
        text, pages = document.text.text, receipt.pages or (None, None)
        of_claim = item.kind is EntryKind.CLAIM
        yield (
            item.anchor,
            item.entry if of_claim else None,
            report.draft.timeline[int(item.entry) - 1].id if item.kind is EntryKind.EVENT else None,
            report.draft.disagreements[int(item.entry) - 1].id
            if item.kind is EntryKind.DISAGREEMENT
            else None,
            item.number,
            quote.stance if of_claim else None,
            quote.side,
            quote.speaker,
            quote.claimant,
            quote.origin,
            report.draft.origins[quote.origin].name if quote.origin else None,
            quote.via,
            quote.wording,
            quote.source,
            document.source.title,
            quote.text,
            _LEFT_OUT.join(text[piece.start : piece.end] for piece in receipt.pieces),
            quote.translation,
            receipt.match,
            SEPARATOR.join(receipt.differences),
            receipt.span.start,
            receipt.span.end,
            _offsets((piece.start, piece.end) for piece in receipt.pieces),
            _offsets(map(document.text.utf16_span, receipt.pieces)),
            *receipt.lines,
            *pages,
            receipt.time,
            receipt.sha256,
            quote.note,
            addresses.data_link(base, locations.quote(item)),
            addresses.data_link(base, addresses.passage(item)),
        )


def _offsets(spans: Iterator[tuple[int, int]]) -> str:
    """E.g. “12-30; 52-77”."""
    return SEPARATOR.join(f"{start}-{end}" for start, end in spans)
