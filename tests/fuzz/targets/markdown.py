"""Editors' Markdown: any text → HTML with a few harmless elements."""

from __future__ import annotations

from html.parser import HTMLParser

from markupsafe import escape

from factcheck_report.model.safe_text import visible
from factcheck_report.model.web_addresses import is_web_address
from factcheck_report.rendering import markdown

_ATTRIBUTES = {
    **dict.fromkeys(("p", "em", "strong", "ul", "li", "blockquote", "code", "br"), ()),
    "ol": ("start",),
    "a": ("href", "title"),
}
"""The elements that may be in the output, each with its attributes."""


def check(data: bytes) -> None:
    text = visible(data.decode("utf-8", "replace"))
    made = str(markdown.to_html(text))
    reader = _Reader()
    reader.feed(made)
    reader.close()
    assert reader.open == [], f"not closed: {reader.open}"
    # The parser is left out where a text needs none; that must make no difference. Only what it
    # would not show, because it is nested too deeply, is shown as it is.
    as_it_is = f"<p>{escape(text)}</p>\n"
    assert made in (markdown._parser().render(text), as_it_is)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ATTRIBUTES, tag
        for name, value in attrs:
            assert name in _ATTRIBUTES[tag], (tag, name)
            assert name != "href" or is_web_address(value or ""), value
            assert name != "start" or (value or "").isdecimal(), value
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "br" and not attrs, tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment
