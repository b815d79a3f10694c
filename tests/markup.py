"""Text of built pages, from their HTML."""

from __future__ import annotations

import html
import re


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def body(markup: str) -> str:
    """Return the part of a page that the report's own templates wrote."""
    return markup.partition("<article")[2].partition("</main>")[0]
