"""PDF files, read by pypdf. Each page of the text ends with a form feed.

Running headers, page numbers and footnotes would stand in the middle of a sentence that continues
on the next page. They are left out, unless the whole page is wanted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from itertools import islice

from pypdf import PageObject, PdfReader
from pypdf.errors import (
    DependencyError,
    FileNotDecryptedError,
    LimitReachedError,
    PdfReadError,
    WrongPasswordError,
)

from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.limits import MAX_PAGES
from factcheck_report.documents.importing.page_facts import written_date
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.tidying import in_one_line
from factcheck_report.model.languages import language_tag
from factcheck_report.model.spans import PAGE_BREAK

_EDGE_LINES = 3
"""Lines at the top and the bottom of a page that may be a running header or footer."""
_REPEATED = 0.5
"""Share of the pages on which a line is repeated if it is a running header or footer."""
_FEWEST_REPEATS = 3
_SMALL = 0.92
"""The size of a footnote's letters, at most, as a share of that of the text."""
_NOTE = re.compile(r"\s*(?:\[?\d{1,3}\]?[.):]?|[*†‡§])\s*\S")
"""The beginning of a footnote."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:(?:page|seite|p\.|s\.)\s*)?(\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von)\s*\d{1,4})?(?:\s*[-–—])?\s*",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 30
"""Code points of a line with a page number."""
_UNNAMED = re.compile(
    r"(?i)untitled|unbenannt|microsoft (?:word|powerpoint) - .*|.*\.(?:docx?|pdf|odt|indd|tex|qxd)"
)
"""Titles that programs write, not people."""
_MOST_LISTED = 20
_RECOGNISE = (
    "Have a program recognise the text (OCR), check it, and save it as a plain text in UTF-8."
)
_SAVE = "Open it in a PDF viewer, copy its text, and save that as a plain text in UTF-8."
_ASK = "Ask for a copy without a password, or save its text as a plain text in UTF-8."


@dataclass(frozen=True, slots=True)
class _PdfLine:
    """A line of a page, and the size of its letters in points."""

    text: str
    size: float

    @property
    def pattern(self) -> str:
        """The text with numbers made the same: what is repeated on every page."""
        return re.sub(r"\d+", "0", in_one_line(self.text))


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of a PDF, and what its properties state."""
    reader = _opened(data)
    number = len(reader.pages)
    if number > MAX_PAGES:
        raise ImportRefused(
            f"has {number:,} pages; at most {MAX_PAGES:,} are read.",
            "Keep only the pages that you need.",
        )
    try:
        pages = [_lines(page) for page in reader.pages]
    except LimitReachedError:
        raise ImportRefused("has a page that is too large or too complicated.", _SAVE) from None
    empty = [
        index for index, lines in enumerate(pages, 1) if not any(x.text.strip() for x in lines)
    ]
    if len(empty) == number:
        raise ImportRefused(
            "has no text: its pages are pictures, as in a scan.",
            _RECOGNISE,
        )
    left_out: list[str] = []
    if not whole_page:
        pages = _without_running_lines(pages, left_out)
        pages = _without_footnotes(pages, left_out)
    notes = []
    if empty:
        notes.append(f"No text was found on {_listed(empty)}: it may be a picture.")
    text = "\n".join(
        "\n".join(line.text.replace(PAGE_BREAK, " ") for line in lines) + f"\n{PAGE_BREAK}"
        for lines in pages
    ).replace(f"{PAGE_BREAK}\n", PAGE_BREAK)
    extractor = f"pypdf {version('pypdf')}{' (whole page)' if whole_page else ''}"
    facts = tuple(_facts(reader))
    return ExtractedText(
        text, extractor, facts, tuple(left_out), tuple(notes), has_more=bool(left_out)
    )


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data))
        # A PDF that only restricts printing has an empty password for reading.
        if reader.is_encrypted and not reader.decrypt(""):
            raise ImportRefused("is protected with a password.", _ASK)
        _ = len(reader.pages)
    except (FileNotDecryptedError, WrongPasswordError):
        raise ImportRefused("is protected with a password.", _ASK) from None
    except DependencyError:
        raise ImportRefused("is encrypted in a way that cannot be read.", _ASK) from None
    except PdfReadError as error:
        raise ImportRefused(
            f"is damaged: {in_one_line(str(error))[:200].rstrip('.')}.",
            "Get the file again, or open it in a PDF viewer and save it from there.",
        ) from None
    return reader


def _lines(page: PageObject) -> list[_PdfLine]:
    parts: list[tuple[str, float]] = []

    def visit(text: str, _cm: object, tm: Sequence[float], _font: object, size: float) -> None:
        parts.append((text, abs(size * (tm[3] or tm[0] or 1.0))))

    page.extract_text(visitor_text=visit)
    lines: list[_PdfLine] = []
    here: list[str] = []
    sizes = Counter[float]()
    for text, size in parts:
        pieces = text.split("\n")
        for index, piece in enumerate(pieces):
            if index:
                lines.append(_line(here, sizes))
                here, sizes = [], Counter()
            here.append(piece)
            sizes[round(size, 1)] += len(piece.strip())
    lines.append(_line(here, sizes))
    while lines and not lines[-1].text.strip():
        lines.pop()
    while lines and not lines[0].text.strip():
        lines.pop(0)
    return lines


def _line(pieces: Sequence[str], sizes: Counter[float]) -> _PdfLine:
    return _PdfLine("".join(pieces).rstrip(), max(sizes, key=lambda size: sizes[size], default=0.0))


def _without_running_lines(
    pages: list[list[_PdfLine]], left_out: list[str]
) -> list[list[_PdfLine]]:
    """The pages without lines that are repeated at their top or bottom, and page numbers."""
    top, bottom = Counter[str](), Counter[str]()
    for lines in pages:
        top.update({line.pattern for line in lines[:_EDGE_LINES]})
        bottom.update({line.pattern for line in lines[-_EDGE_LINES:]})
    least = max(_FEWEST_REPEATS, len(pages) * _REPEATED)
    repeated_top = {text for text, count in top.items() if text and count >= least}
    repeated_bottom = {text for text, count in bottom.items() if text and count >= least}
    numbered = _numbered(pages)
    seen: dict[str, None] = {}
    kept = []
    for number, lines in enumerate(pages):
        first, last = 0, len(lines)
        while first < min(_EDGE_LINES, last) and (
            lines[first].pattern in repeated_top or (number, first) in numbered
        ):
            seen[in_one_line(lines[first].text)] = None
            first += 1
        while last > max(len(lines) - _EDGE_LINES, first) and (
            lines[last - 1].pattern in repeated_bottom or (number, last - 1) in numbered
        ):
            seen[in_one_line(lines[last - 1].text)] = None
            last -= 1
        kept.append(lines[first:last])
    if not any(kept):
        raise ImportRefused(
            f"has no text but {_shown(seen)} on each page: they may be pictures, as in a scan.",
            f"{_RECOGNISE} To keep these words, add --whole-page.",
        )
    words = [text for text in seen if _page_number(text) is None]
    if len(words) < len(seen):
        left_out.append("the page numbers")
    if words:
        left_out.append(f"headers and footers that are repeated, such as {_shown(words)}")
    return kept


def _shown(texts: Iterable[str]) -> str:
    return "; ".join(f"“{text[:80]}”" for text in islice(texts, 3))


def _numbered(pages: list[list[_PdfLine]]) -> set[tuple[int, int]]:
    """Page and line of each page number: the first or last line, if numbers rise by one."""
    places = set()
    for at in (0, -1):
        numbers = [_page_number(lines[at].text) if lines else None for lines in pages]
        for page, number in enumerate(numbers):
            if number is None:
                continue
            near = [numbers[other] for other in (page - 1, page + 1) if 0 <= other < len(pages)]
            steps = zip((page - 1, page + 1), (number - 1, number + 1), strict=True)
            rises = any(
                0 <= other < len(pages) and numbers[other] == expected for other, expected in steps
            )
            alone = not near and number == 1
            if rises or alone:
                places.add((page, at % len(pages[page])))
    return places


def _page_number(text: str) -> int | None:
    text = text.strip()
    found = _PAGE_NUMBER.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else _roman(found[1].lower())


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[char] for char in text]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def _without_footnotes(pages: list[list[_PdfLine]], left_out: list[str]) -> list[list[_PdfLine]]:
    """The pages without the lines in small letters at their end that begin like a footnote."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    kept, found = [], []
    for number, lines in enumerate(pages, 1):
        start = len(lines)
        while start > 0 and (
            lines[start - 1].size < body * _SMALL or not lines[start - 1].text.strip()
        ):
            start -= 1
        # A table in small letters is none; neither is a page with nothing else.
        while start < len(lines) and not _NOTE.match(lines[start].text):
            start += 1
        if 0 < start < len(lines):
            found.append(number)
            kept.append(lines[:start])
        else:
            kept.append(lines)
    if found:
        left_out.append(f"the footnotes on {_listed(found)}")
    return kept


def _listed(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:_MOST_LISTED]))
    more = f" and {len(pages) - _MOST_LISTED} more" if len(pages) > _MOST_LISTED else ""
    return f"page{'' if len(pages) == 1 else 's'} {shown}{more}"


def _facts(reader: PdfReader) -> Iterator[StatedFact]:
    properties = reader.metadata
    if properties is not None:
        title = _text(properties.title)
        if title and not _UNNAMED.fullmatch(title):
            yield StatedFact("title", title, "the PDF's properties")
        yield StatedFact("author", _text(properties.author), "the PDF's properties")
        created = _text(properties.creation_date_raw).removeprefix("D:")
        day = written_date(f"{created[:4]}-{created[4:6]}-{created[6:8]}")
        yield StatedFact("published", day, "the PDF's properties: the day it was created")
    language = reader.root_object.get("/Lang")
    yield StatedFact("language", language_tag(str(language or "")), "the PDF's properties")


def _text(value: object) -> str:
    return in_one_line(str(value)) if value is not None else ""
