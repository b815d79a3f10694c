"""claims.csv: one row for each claim (RFC 4180, UTF-8 with a byte order mark).

Without the mark, Excel on Windows reads the file as Windows-1252: “Zoë” becomes “ZoÃ«”.

Spreadsheets treat a cell that begins with `=`, `+`, `-` or `@` as a formula, which can send data
away or start programs. An apostrophe before such a cell makes it text.
"""

from __future__ import annotations

import csv
import io
import re

from factcheck_report import addresses
from factcheck_report.model import Appearance, Claim, Report, Stance
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
    "language",
    "evidence",
    "made",
    "kind",
    "supporting documents",
    "refuting documents",
)
CLAIMANT = "{name} ({role})"
BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = "; "
"""Between the values of a cell that holds several."""

# With full-width forms, which East Asian spreadsheets read as the plain characters.
_FORMULA = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]")


def claims_csv(report: Report, base: str | None) -> str:
    """The text of claims.csv, with a byte order mark and CR LF line ends."""
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
        for claimant in report.claimants_of(claim)
    )
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
    )


def _origins(claim: Claim) -> tuple[int | None, int | None]:
    """How many origins support and refute a claim; they do not count for what was said."""
    if claim.is_statement:
        return None, None
    return len(claim.origins(Stance.SUPPORTS)), len(claim.origins(Stance.REFUTES))


def _made(made: Appearance) -> str:
    """E.g. “2022-11-05, Speech in parliament, https://…”."""
    return ", ".join(str(part) for part in (made.date, made.where, made.url) if part)


def _cell(value: object) -> str:
    """A value as one line of text that no spreadsheet treats as a formula.

    The text after a semicolon is guarded too: in locales with `;` as list separator, programs
    split a cell there.
    """
    if value is None:
        return ""
    text = visible(" ".join(str(value).splitlines()).replace("\t", " "))
    return ";".join(f"'{part}" if _FORMULA.match(part) else part for part in text.split(";"))
