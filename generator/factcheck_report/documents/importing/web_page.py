"""Web pages: the main text by trafilatura, or the whole page by inscriptis.

trafilatura leaves out navigation and the like, and sometimes passages of the article. What the
whole page has between two lines of the main text, and reads like sentences, is put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version

import trafilatura
from inscriptis import get_text
from lxml import etree, html

from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText
from factcheck_report.documents.importing.limits import MAX_DEPTH
from factcheck_report.documents.importing.main_text import KnownText, completed, lines_of_row
from factcheck_report.documents.importing.page_facts import page_facts
from factcheck_report.documents.importing.page_tree import NO_TEXT, page_tree
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.tidying import in_one_line

_LONGEST_ROW = 300
"""Code points of a row of a table."""
_MOST_ROWS = 20
"""Long rows that are replaced; more of them are a real table."""
_MOST_SHOWN = 3
"""Passages that were left out and are shown to editors."""
_LONGEST_SHOWN = 70


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of a web page, and what its metadata state."""
    text, notes = decoded(data)
    return extract_page(text, whole_page, notes)


def extract_page(page: str, whole_page: bool, notes: tuple[str, ...] = ()) -> ExtractedText:
    """The same for a page that is already decoded."""
    source, tree = page_tree(page)
    if _flatten(tree):
        source = html.tostring(tree, encoding="unicode")
    facts = page_facts(tree, page)
    everything = _lines(get_text(source))
    if not everything:
        raise ImportRefused("has no text.", NO_TEXT)
    inscriptis = f"inscriptis {version('inscriptis')}"
    if whole_page:
        extractor = f"{inscriptis} (whole page)"
        return ExtractedText("\n\n".join(everything), extractor, facts, (), notes)
    main = trafilatura.extract(source, favor_recall=True, include_comments=False) or ""
    if not main.strip():
        note = "The main text could not be told from the rest, so the whole page was taken."
        extractor = f"{inscriptis} (whole page)"
        return ExtractedText("\n\n".join(everything), extractor, facts, (), (*notes, note))
    lines = _unfolded(_lines(main), everything)
    heading = _heading(tree)
    if heading and not KnownText(lines).has(heading):
        lines.insert(0, heading)
    kept = completed(lines, everything)
    return ExtractedText(
        "\n".join(_spaced(kept)),
        f"trafilatura {version('trafilatura')}, {inscriptis}",
        facts,
        _left_out(kept, everything),
        notes,
        has_more=True,
    )


def _flatten(tree: html.HtmlElement) -> bool:
    """Remove the tags of elements that are nested too deeply, and keep their text.

    Whether there were any.
    """
    depth, deep = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MAX_DEPTH:
            deep.append(element)
    for element in deep:
        element.drop_tag()
    return bool(deep)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _unfolded(main: list[str], everything: list[str]) -> list[str]:
    """The lines, with long rows of a table replaced by the lines of the page in them.

    Some pages are laid out as a table: their whole text would be one line.
    """
    rows = [line for line in main if line.startswith("|") and len(line) >= _LONGEST_ROW]
    if not rows or len(rows) > _MOST_ROWS:
        return main
    lines = []
    for line in main:
        lines += lines_of_row(line, everything) if line in rows else [line]
    return lines


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
    known = KnownText(kept)
    missing = [line for line in everything if not known.has(line)]
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
