"""Web pages: the main text by trafilatura, or the whole page by inscriptis.

trafilatura leaves out navigation and the like, and sometimes passages of the article. What the
whole page has between two lines of the main text, and reads like sentences, is put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version

import trafilatura
from inscriptis import get_text
from lxml import etree, html

from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText
from factcheck_report.documents.importing.limits import MAX_TAGS
from factcheck_report.documents.importing.page_facts import page_facts
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.tidying import in_one_line

_EMBEDDED = re.compile(r"data:[\w/+.-]{1,80}(?:;[\w=.-]{1,80}){0,4},[\w+/=%.~-]{200,}+")
"""Pictures and fonts inside a saved page: often most of its bytes."""
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_SENTENCE = re.compile(r"\w[.!?…。！？؟۔।][\"'”’»)\]]?(?:\s|$)")
_SHORTEST_PROSE = 40
"""Code points of a line that is put back into the main text."""
_LONGEST_ROW = 300
"""Code points of a row of a table."""
_ROW_COVERED = 0.95
"""How much of a row its lines must have."""
_MOST_SHOWN = 3
"""Passages that were left out and are shown to editors."""
_LONGEST_SHOWN = 70


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of a web page, and what its metadata state."""
    text, notes = decoded(data)
    return extract_page(text, whole_page, notes)


def extract_page(page: str, whole_page: bool, notes: tuple[str, ...] = ()) -> ExtractedText:
    """The same for a page that is already decoded."""
    source = _XML_DECLARATION.sub("", _EMBEDDED.sub("", page), count=1)
    tags = source.count("<")
    if tags > MAX_TAGS:
        raise ImportRefused(
            f"has {tags:,} tags; at most {MAX_TAGS:,} are read.",
            "Save only the part of the page that you need.",
        )
    tree = _tree(source)
    facts = page_facts(tree, page)
    everything = _lines(get_text(source))
    inscriptis = f"inscriptis {version('inscriptis')}"
    if whole_page:
        extractor = f"{inscriptis} (whole page)"
        return ExtractedText("\n\n".join(everything), extractor, facts, (), notes)
    main = trafilatura.extract(source, favor_recall=True, include_comments=False) or ""
    if not main.strip():
        left_out = "The main text could not be told from the rest, so the whole page was taken."
        extractor = f"{inscriptis} (whole page)"
        return ExtractedText("\n\n".join(everything), extractor, facts, (), (*notes, left_out))
    heading = _heading(tree)
    lines = [line for found in _lines(main) for line in _unfolded(found, everything)]
    if heading and _plain(heading) not in _joined(lines):
        lines.insert(0, heading)
    kept = list(_completed(lines, everything))
    return ExtractedText(
        "\n".join(_spaced(kept)),
        f"trafilatura {version('trafilatura')}, {inscriptis}",
        facts,
        _left_out(kept, everything),
        notes,
        has_more=True,
    )


def _tree(source: str) -> html.HtmlElement:
    try:
        return html.document_fromstring(source)
    except etree.ParserError:
        raise ImportRefused("has no text.") from None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unfolded(line: str, everything: list[str]) -> list[str]:
    """The lines of the page that make up a long row of a table; else the line itself.

    Some pages are laid out as a table: their whole text would be one line.
    """
    if not line.startswith("|") or len(line) < _LONGEST_ROW:
        return [line]
    row, at, rows = _plain(line), 0, []
    for other in everything:
        plain = _plain(other)
        if plain and row.startswith(plain, at):
            rows.append(other)
            at += len(plain)
    return rows if at >= len(row) * _ROW_COVERED else [line]


def _completed(main: list[str], everything: list[str]) -> Iterator[str]:
    """The lines of the main text, with sentences of the page between them put back."""
    joined = _joined(main)
    places: dict[str, list[int]] = {}
    for number, line in enumerate(everything):
        places.setdefault(_plain(line), []).append(number)
    before: int | None = None
    for line, place in zip(main, _placed(main, places), strict=True):
        if place is not None:
            if before is not None and place > before:
                for missing in everything[before + 1 : place]:
                    if _is_prose(missing) and _plain(missing) not in joined:
                        yield missing
            before = place
        yield line


def _placed(main: list[str], places: Mapping[str, list[int]]) -> list[int | None]:
    """The place of each line on the page; None if it is not certain.

    Of several places, it is the last one before that of the next line.
    """
    placed: list[int | None] = []
    following: int | None = None
    for line in reversed(main):
        found = places.get(_plain(line), [])
        if len(found) > 1:
            found = [place for place in found if following is not None and place < following][-1:]
        placed.append(found[0] if found else None)
        following = placed[-1] if found else following
    return placed[::-1]


def _is_prose(line: str) -> bool:
    return len(line) >= _SHORTEST_PROSE and _SENTENCE.search(line) is not None


def _plain(line: str) -> str:
    """A line for comparison: without the marks of lists and tables, soft hyphens and spaces."""
    return re.sub(r"[\W_]+", "", line.replace("\xad", ""))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(map(_plain, lines))


def _heading(tree: html.HtmlElement) -> str:
    """The page's main heading; empty if there is none or more than one."""
    headings = tree.xpath("//h1")
    return in_one_line(headings[0].text_content()) if len(headings) == 1 else ""


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """Lines with an empty line between paragraphs, but not between items of a list."""
    before = ""
    for line in lines:
        if before and not (before.startswith("- ") and line.startswith("- ")):
            yield ""
        yield line
        before = line


def _left_out(kept: list[str], everything: list[str]) -> tuple[str, ...]:
    joined = _joined(kept)
    missing = [line for line in everything if _plain(line) and _plain(line) not in joined]
    if not missing:
        return ()
    words = sum(len(line.split()) for line in missing)
    total = sum(len(line.split()) for line in everything)
    longest = sorted(missing, key=len, reverse=True)[:_MOST_SHOWN]
    shown = ", ".join(f"“{_shortened(line)}”" for line in longest)
    return (
        f"{words:,} of {total:,} words of the page, such as navigation and lists of links. The "
        f"longest passages: {shown}",
    )


def _shortened(line: str) -> str:
    line = in_one_line(line)
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()} …"
