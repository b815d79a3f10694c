"""What built pages say, read from their HTML."""

from __future__ import annotations

import html
import re


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def body(markup: str) -> str:
    """What the report's own templates wrote into a page."""
    return markup.partition("<article")[2].partition("</main>")[0]
