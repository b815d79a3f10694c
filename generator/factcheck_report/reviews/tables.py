"""Tables with one fact-check in each row: CSV files, and lists of JSON objects.

Columns are told by their usual names. claims.csv of a report of this product is read back exactly.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck_report.documents.files import FileRefused
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.web_addresses import is_web_address
from factcheck_report.problems import did_you_mean
from factcheck_report.reviews.fields import Appeared, Found, Person, Review
from factcheck_report.reviews.trees import Tree, leaves

COLUMN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "claim": (
        *("claimreviewed", "claim", "claimtext", "statement", "claimreviewclaimreviewed"),
        *("claimstatement", "statementtext", "assertion", "factcheckedclaim", "text"),
    ),
    "claimant": (
        *("claimant", "claimants", "speaker", "claimedby", "saidby", "claimauthor"),
        *("statementoriginator", "originator"),
        *("itemreviewedauthorname", "creativeworkauthorname", "statementauthor", "person"),
        *("speakername", "claimantname", "author"),
    ),
    "role": (
        *("role", "claimantrole", "speakerjobtitle", "speakersjobtitle", "jobtitle"),
        *("itemreviewedauthorjobtitle", "speakertitle"),
    ),
    "stated": (
        *("stated", "claimdate", "dateofclaim", "statementdate", "statedon", "dateclaimed"),
        *("itemrevieweddatepublished", "creativeworkdatepublished", "date"),
    ),
    "where": (
        *("where", "context", "venue", "location", "claimlocation", "statementsource"),
        *("claimsource", "source", "platform"),
    ),
    "address": (
        *("claimurl", "claimaddress", "statementurl", "itemreviewedurl"),
        *("firstappearance", "appearance", "itemreviewedfirstappearance"),
        *("itemreviewedfirstappearanceurl", "itemreviewedappearanceurl", "claimsourceurl"),
        "sourceurl",
    ),
    "verdict": (
        *("verdictlabel", "verdict", "ratinglabel", "ratingname", "alternatename"),
        *("reviewratingalternatename", "ratingalternatename", "textualrating", "ruling", "label"),
        *(
            "claimlabel",
            "evaluation",
            "conclusion",
            "veracity",
            "truthrating",
            "judgement",
            "judgment",
            "rating",
        ),
    ),
    "rating": (
        *("ratingvalue", "reviewratingratingvalue", "ratingratingvalue", "score", "rating"),
    ),
    "best": ("bestrating", "reviewratingbestrating", "ratingbestrating"),
    "worst": ("worstrating", "reviewratingworstrating", "ratingworstrating"),
    "summary": (
        *("summary", "ratingexplanation", "reviewratingratingexplanation", "explanation"),
        *("justification", "reviewbody", "description", "reviewsummary", "reason"),
    ),
    "published": (
        *("published", "firstpublished", "datepublished", "claimreviewdatepublished"),
        *("publicationdate", "publisheddate", "publishdate", "dateposted"),
    ),
    "reviewed": (
        *("reviewed", "reviewdate", "datemodified", "datepublished", "claimreviewdatepublished"),
        *("factcheckdate", "datechecked", "checked", "published", "publicationdate"),
        *("publisheddate", "publishdate", "dateposted", "datereviewed", "date"),
    ),
    "tags": ("tags", "keywords", "extratags", "topics", "topic", "subjects", "subject"),
    "language": ("language", "lang", "inlanguage", "languagecode", "itemreviewedinlanguage"),
    "url": (
        *("reviewurl", "claimreviewurl", "factcheckurl", "factcheckanalysislink", "articleurl"),
        *("pagearticleurl", "pageurl", "url", "link"),
        *("permalink", "address"),
    ),
}
"""For each field, the usual names of its column in lower case and without signs, best first."""
_OWN = {"verdictlabel", "claimants", "supportingorigins"}
"""Columns that tell claims.csv of this product."""
_NONE = {"", "nan", "none", "null", "n/a", "na", "-", "–", "—"}
_SIGNS = re.compile(r"[\W_]+")
_DELIMITERS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*+(?:"|\Z)')
_SEP_LINE = re.compile(r"\A\s*\"?sep=(.)\"?\s*\r?\n")
_GUARDED = re.compile("'(?=[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠])")
_ROLE = re.compile(r"(?P<name>[^(]+) \((?P<role>.*)\)", re.DOTALL)


def csv_records(text: str, name: str) -> tuple[list[str], list[tuple[int, dict[str, Tree]]]]:
    """The names of the columns, and the rows as objects with their lines in the file.

    Raises FileRefused if the text is no table, or a row cannot be read.
    """
    separator = _SEP_LINE.match(text)
    first_line = 1
    if separator:
        text, first_line = text[separator.end() :], 2
    delimiter = separator[1] if separator else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = first_line
    try:
        for row in reader:
            rows.append((line, row))
            line = first_line + reader.line_num
    except csv.Error:
        raise FileRefused(
            f"Line {line} of “{name}” has a cell that is longer than any text: a quotation mark "
            "is probably not closed.",
            "Open the file in a spreadsheet program, correct the row, and save it again as CSV.",
            line=line,
        ) from None
    filled = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise FileRefused(f"“{name}” has no rows.", "Save the table again as CSV.")
    columns = _unique(filled[0][1])
    return columns, [(line, _record(columns, row)) for line, row in filled[1:]]


def _delimiter(text: str) -> str:
    """The sign between the cells: of those that are usual, the one that gives the most columns."""
    head = next((line for line in text.splitlines()[:50] if line.strip()), "")
    bare = _QUOTED.sub("", head)
    return max(_DELIMITERS, key=bare.count)


def _unique(names: Sequence[str]) -> list[str]:
    unique: list[str] = []
    for number, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"column {number}"
        while name in unique:
            name += f" ({number})"
        unique.append(name)
    return unique


def _record(columns: Sequence[str], row: Sequence[str]) -> dict[str, Tree]:
    more = [f"column {number}" for number in range(len(columns) + 1, len(row) + 1)]
    return dict(zip([*columns, *more], row, strict=False))


def normal(name: str) -> str:
    """A column's name as names are compared."""
    return _SIGNS.sub("", name.casefold())


def chosen_columns(
    columns: Iterable[str], given: Mapping[str, str], name: str
) -> Mapping[str, tuple[str, ...]]:
    """For each field, the columns that may have it, best first.

    `given` are columns that the editor chose, by field. Raises FileRefused if there is no column
    for the claim, or none of a name that was given.
    """
    known = list(columns)
    for column in given.values():
        if column not in known:
            raise FileRefused(
                f"“{name}” has no column “{column}”. {did_you_mean(column, known)}".strip(),
                f"Its columns are: {_listed(known)}.",
            )
    by_name: dict[str, list[str]] = {}
    for column in known:
        if column not in given.values():
            by_name.setdefault(normal(column), []).append(column)
    chosen: dict[str, tuple[str, ...]] = {}
    for field, names in COLUMN_FIELDS.items():
        if field in given:
            chosen[field] = (given[field],)
        else:
            chosen[field] = tuple(column for name in names for column in by_name.get(name, ()))
    # An author beside a speaker wrote the fact-check.
    chosen["claimant"] = chosen["claimant"][:1]
    _share_date(chosen)
    if not chosen["claim"]:
        raise FileRefused(
            f"No column of “{name}” is known to hold the claim.",
            f"Say which one does, as in: --columns claim={known[0] if known else 'NAME'}. Its "
            f"columns are: {_listed(known)}.",
        )
    return chosen


def _share_date(chosen: dict[str, tuple[str, ...]]) -> None:
    """Give “date” to one field only: that of the claim, unless it has a column of its own."""
    stated = chosen["stated"]
    if len(stated) > 1 and normal(stated[-1]) == "date":
        chosen["stated"] = stated[:-1]
    else:
        dates = [column for column in stated if normal(column) == "date"]
        chosen["reviewed"] = tuple(item for item in chosen["reviewed"] if item not in dates)


def _listed(columns: Sequence[str]) -> str:
    shown = ", ".join(columns[:_MOST_LISTED])
    return f"{shown} …" if len(columns) > _MOST_LISTED else shown


_MOST_LISTED = 40


def table_review(
    record: dict[str, Tree], columns: Mapping[str, tuple[str, ...]], format: str, place: str
) -> Review:
    """A row as a review."""
    is_own = {normal(name) for name in record} >= _OWN
    cells = {field: tuple(_cells(record, names)) for field, names in columns.items()}
    if is_own:
        cells = {field: tuple(map(_unguarded, found)) for field, found in cells.items()}
        # Here the publication is no review.
        reviewed = _own(record, "reviewed")
        cells["reviewed"] = (reviewed,) if reviewed else ()
    roles = cells["role"]
    people = [
        person
        for cell in cells["claimant"][:1]
        for person in (_own_people(cell) if is_own else [Person(name=cell, roles=roles)])
    ]
    people += [Person(name=cell) for cell in _others_of(cells["claimant"], columns, record)]
    # Columns such as “source” may have either.
    both = (*cells["address"], *cells["where"])
    addresses = [cell for cell in both if is_web_address(cell.text.strip())]
    places = [cell for cell in cells["where"] if not is_web_address(cell.text.strip())]
    made: list[Appeared] = []
    if is_own:
        made = [*_own_made(record)]
    elif addresses or places:
        made = [Appeared(url=next(iter(addresses), None), where=next(iter(places), None))]
    return Review(
        tree=record,
        format=format,
        place=place,
        id=_own(record, "id") if is_own else None,
        verdict_id=_own(record, "verdict") if is_own else None,
        kind=_own(record, "kind") if is_own else None,
        claims=cells["claim"],
        people=tuple(people),
        stated=cells["stated"],
        made=tuple(made),
        labels=cells["verdict"],
        rating=next(iter(cells["rating"]), None),
        best=next(iter(cells["best"]), None),
        worst=next(iter(cells["worst"]), None),
        summaries=cells["summary"],
        published=cells["published"],
        reviewed=cells["reviewed"],
        tags=cells["tags"],
        languages=cells["language"],
        urls=tuple(cell for cell in cells["url"] if is_web_address(cell.text.strip())),
    )


def _cells(record: Mapping[str, Tree], names: Iterable[str]) -> Iterator[Found]:
    for name in names:
        for path, text in leaves(record.get(name), (name,)):
            if text.strip().casefold() not in _NONE:
                yield Found(text, path)


def _others_of(
    cells: Sequence[Found], columns: Mapping[str, tuple[str, ...]], record: Mapping[str, Tree]
) -> Iterator[Found]:
    """The other names, if the cell is a list, as in JSON."""
    if cells:
        column = cells[0].path[0]
        if isinstance(record.get(str(column)), list):
            yield from (cell for cell in cells[1:] if cell.path[0] == column)


def _own(record: Mapping[str, Tree], column: str) -> Found | None:
    return next(_cells(record, [name for name in record if normal(name) == column]), None)


def _unguarded(found: Found) -> Found:
    """A cell without the apostrophes that keep spreadsheets from taking it for a formula."""
    parts = found.text.split(";")
    bare = ";".join(part[1:] if _GUARDED.match(part) else part for part in parts)
    return Found(bare, found.path if bare == found.text else ())


def _own_people(cell: Found) -> Iterator[Person]:
    """The claimants in a cell such as “Edmund Vane (Harbour master); Strand Lines”."""
    texts = _split(cell.text)
    for text in texts:
        found = _ROLE.fullmatch(text)
        name, role = (found["name"], found["role"]) if found else (text, None)
        yield Person(
            name=Found(name, cell.path if len(texts) == 1 and not role else ()),
            roles=(Found(role, ()),) if role else (),
        )


def _split(text: str) -> list[str]:
    """The parts between semicolons that do not stand in parentheses."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == ";" and depth <= 0:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _own_made(record: Mapping[str, Tree]) -> Iterator[Appeared]:
    """The places in a cell such as “2022-11-05, Speech in parliament, https://…; 2022, Radio”."""
    cell = _own(record, "made")
    for text in _split(_unguarded(cell).text) if cell else ():
        rest, date, url = text, None, None
        head, _, tail = rest.partition(", ")
        if _is_date(head):
            rest, date = tail, Found(head, ())
        before, comma, last = rest.rpartition(", ")
        if is_web_address(last):
            rest, url = before if comma else "", Found(last, ())
        yield Appeared(url=url, where=Found(rest, ()) if rest else None, date=date)


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
