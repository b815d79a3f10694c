"""claims.csv: one row a claim, for spreadsheets (RFC 4180, UTF-8 with a byte order mark).

Without the mark Excel on Windows reads the file as Windows-1252, “Zoë” as “ZoÃ«”.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which can send
data away or start programs. Such cells begin with an apostrophe here, which makes them text.
"""

from __future__ import annotations

import csv
import io
import re

from factcheck_report import addresses
from factcheck_report.exports.shared import claimants, link
from factcheck_report.model import Claim, Report, Stance
from factcheck_report.model.safe_text import visible

HEADER = (
    "id",
    "claim",
    "claimants",
    "stated",
    "verdict",
    "verdict label",
    "rating",
    "supporting origins",
    "refuting origins",
    "documents",
    "sources",
    "quotes",
    "summary",
    "tags",
    "reviewed",
    "corrections",
    "address",
)
CLAIMANT = "{name} ({role})"
BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = "; "
"""Between several values in one cell."""

# The full-width forms count too: East Asian spreadsheets read them as the plain ones.
_FORMULA = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]")


def claims_csv(report: Report, base: str | None) -> str:
    """The text of claims.csv, which begins with a byte order mark; its lines end in CR LF."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_cell(name) for name in HEADER)
    for claim in report.claims:
        writer.writerow(_cell(value) for value in _row(report, claim, base))
    return out.getvalue()


def _row(report: Report, claim: Claim, base: str | None) -> tuple[object, ...]:
    verdict = report.draft.verdicts[claim.verdict]
    sources = tuple(dict.fromkeys(quote.source for quote in claim.quotes))
    who = (
        CLAIMANT.format(name=claimant.name, role=claimant.role) if claimant.role else claimant.name
        for claimant in claimants(report, claim)
    )
    return (
        claim.id,
        claim.claim,
        SEPARATOR.join(who),
        claim.stated,
        verdict.id,
        verdict.label,
        verdict.rating,
        len(claim.origins(Stance.SUPPORTS)),
        len(claim.origins(Stance.REFUTES)),
        len(sources),
        SEPARATOR.join(sources),
        len(claim.quotes),
        claim.summary,
        SEPARATOR.join(claim.tags),
        claim.reviewed,
        len(claim.corrections),
        link(base, addresses.claim(claim.id)),
    )


def _cell(value: object) -> str:
    """A value as text, on one line, that no spreadsheet takes for a formula.

    What follows a semicolon counts as a beginning too. Where the list separator is one, programs
    cut a file there whatever it is separated by, and the middle of a cell becomes a cell.
    """
    if value is None:
        return ""
    text = visible(" ".join(str(value).splitlines()).replace("\t", " "))
    return ";".join(f"'{part}" if _FORMULA.match(part) else part for part in text.split(";"))
