"""claims.csv: one row for each claim."""

from __future__ import annotations

from factcheck_report import addresses
from factcheck_report.exports.csv_table import SEPARATOR, Column, ColumnType, csv_table
from factcheck_report.exports.dates import day_range
from factcheck_report.model import Appearance, Claim, Report, Stance

_INTEGER, _DATE = ColumnType.INTEGER, ColumnType.DATE
COLUMNS = (
    Column("id", "Id of the claim.", required=True),
    Column("claim", "The assertion that was checked.", required=True),
    Column("claimants", "Who makes it, each with their role."),
    Column("stated", "When it was made (EDTF); a question mark behind an inferred part."),
    Column("verdict", "Id of the verdict.", required=True),
    Column("verdict label", "Name of the verdict.", required=True),
    Column("rating", "Step of the verdict on the report's scale; higher is truer.", _INTEGER),
    Column("supporting origins", "Independent origins that support it.", _INTEGER),
    Column("refuting origins", "Independent origins that refute it.", _INTEGER),
    Column("documents", "Documents that its quotes are from.", _INTEGER, required=True),
    Column("sources", "Ids of these documents."),
    Column("quotes", "Number of quotes.", _INTEGER, required=True),
    Column("summary", "The reason for the verdict.", required=True),
    Column("tags", "Words to find it by."),
    Column("reviewed", "When it was last checked (EDTF)."),
    Column("corrections", "Number of changes after publication.", _INTEGER, required=True),
    Column("address", "Its page.", required=True),
    Column("language", "Language of the claim (BCP 47).", required=True),
    Column("evidence", "none if the documents have nothing for or against it.", required=True),
    Column("made", "Where it was made."),
    Column("kind", "event (what happened) or statement (what was said).", required=True),
    Column("supporting documents", "Documents that support it.", _INTEGER, required=True),
    Column("refuting documents", "Documents that refute it.", _INTEGER, required=True),
    Column("published", "Day of the first publication.", _DATE),
    Column("stated from", "The first day that the date under stated may mean.", _DATE),
    Column("stated to", "The last day that the date under stated may mean.", _DATE),
)
"""New columns are added behind the others: people count on their places."""
_CLAIMANT = "{name} ({role})"


def claims_csv(report: Report, base: str | None) -> str:
    """The text of claims.csv."""
    return csv_table(COLUMNS, (_row(report, claim, base) for claim in report.claims))


def _row(report: Report, claim: Claim, base: str | None) -> tuple[object, ...]:
    verdict = report.draft.verdicts[claim.verdict]
    sources = tuple(dict.fromkeys(quote.source for quote in claim.quotes))
    who = (
        _CLAIMANT.format(name=claimant.name, role=claimant.role) if claimant.role else claimant.name
        for claimant in report.claimants_of(claim)
    )
    made = day_range(claim.first_made) or {"from": None, "to": None}
    return (
        claim.id,
        claim.claim,
        SEPARATOR.join(who),
        claim.first_made,
        verdict.id,
        verdict.label,
        verdict.rating,
        *_origins(claim),
        len(sources),
        SEPARATOR.join(sources),
        len(claim.quotes),
        claim.summary,
        SEPARATOR.join(claim.tags),
        claim.reviewed,
        len(claim.corrections),
        addresses.data_link(base, addresses.claim(claim.id)),
        report.language_of(claim),
        verdict.evidence,
        SEPARATOR.join(map(_made, claim.made)),
        claim.kind,
        len(claim.documents(Stance.SUPPORTS)),
        len(claim.documents(Stance.REFUTES)),
        claim.first_published,
        made["from"],
        made["to"],
    )


def _origins(claim: Claim) -> tuple[int | None, int | None]:
    """How many origins support and refute a claim; they do not count for what was said."""
    if claim.is_statement:
        return None, None
    return len(claim.origins(Stance.SUPPORTS)), len(claim.origins(Stance.REFUTES))


def _made(made: Appearance) -> str:
    """E.g. “2022-11-05, Speech in parliament, https://…”."""
    return ", ".join(str(part) for part in (made.date, made.where, made.url) if part)
