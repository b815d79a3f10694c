"""Editors' Markdown as HTML."""

from __future__ import annotations

import pytest

from factcheck_report.rendering.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("See [it]().", "<p>See it.</p>\n"),
        ("- [*It*]() or [that](\n)", "<ul>\n<li><em>It</em> or that</li>\n</ul>\n"),
        (
            "[Here](https://a.example/) and [there]()",
            '<p><a href="https://a.example/">Here</a> and there</p>\n',
        ),
        ("[It](javascript:alert(1))", "<p>[It](javascript:alert(1))</p>\n"),
    ],
)
def test_only_web_addresses_become_links(text: str, html: str) -> None:
    assert str(to_html(text)) == html
