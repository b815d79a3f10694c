"""Markdown: its words without the marks for emphasis, links and headings."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck_report.documents.importing.encodings import decoded
from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.tidying import in_one_line


def extract(data: bytes, whole_page: bool) -> ExtractedText:
    """The text of a Markdown file. Its first heading is its title."""
    text, notes = decoded(data)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return ExtractedText(
        "".join(_blocks(tokens)),
        f"markdown-it-py {version('markdown-it-py')}",
        tuple(_title(tokens)),
        ("Markdown's own signs and pictures",),
        notes,
    )


def _title(tokens: list[Token]) -> Iterator[StatedFact]:
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            title = in_one_line("".join(_words(following.children or [])))
            yield StatedFact("title", title, "its first heading")
            return


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """The text in parts, each with the line ends before it."""
    mark, before = "", ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield f"{before}{' | '.join(row)}"
            row, before = None, "\n"
        elif token.type == "inline":
            words = "".join(_words(token.children or []))
            if row is not None:
                row.append(words)
                continue
            # The items of a list stand on lines below each other.
            yield f"{before[:1] if mark else before}{mark}{words}"
            mark, before = "", "\n\n"
        elif token.type in ("fence", "code_block"):
            yield f"{before}{token.content.rstrip()}"
            before = "\n\n"
        elif token.type in ("bullet_list_open", "ordered_list_open", "table_close"):
            before = before and "\n\n"


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
