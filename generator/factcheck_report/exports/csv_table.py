"""Tables as CSV files (RFC 4180, UTF-8 with a byte order mark), and the columns they have.

Without the mark, Excel on Windows reads the file as Windows-1252: “Zoë” becomes “ZoÃ«”.

Spreadsheets treat a cell that begins with `=`, `+`, `-` or `@` as a formula, which can send data
away or start programs. An apostrophe before such a cell makes it text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model.safe_text import visible

BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = "; "
"""Between the values of a cell that holds several."""

# With full-width forms, which East Asian spreadsheets read as the plain characters.
_FORMULA = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]")


class ColumnType(StrEnum):
    """The types of values, by their names in the Table Schema of Frictionless Data."""

    STRING = "string"
    INTEGER = "integer"
    DATE = "date"
    """A day: 2022-11-05."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    about: str
    """What it holds, for people who read the data package."""
    type: ColumnType = ColumnType.STRING
    required: bool = False
    """Whether no cell is empty."""


def csv_table(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> str:
    """The text of a file with a row of names, with a byte order mark and CR LF line ends."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    for row in rows:
        writer.writerow(map(_cell, row))
    return out.getvalue()


def _cell(value: object) -> str:
    """A value as one line of text that no spreadsheet treats as a formula.

    The text after a semicolon is guarded too: in locales with `;` as list separator, programs
    split a cell there.
    """
    if value is None:
        return ""
    text = str(value)
    if not text.isprintable():
        text = visible(" ".join(text.splitlines()).replace("\t", " "))
    if ";" not in text:
        return f"'{text}" if _FORMULA.match(text) else text
    return ";".join(f"'{part}" if _FORMULA.match(part) else part for part in text.split(";"))
