"""What every form that is printed line by line shares: bounds, and nothing but harmless text."""

from __future__ import annotations

import json

from generator.texts import visible

MOST_PRINTED = 100
"""Problems that are printed one by one; a file that is wrong all over has no end of them."""


def one_line(text: str) -> str:
    """Shown as one harmless line: problems quote files that others wrote.

    A line of its own could be an order to the machine that prints it: GitHub's runners obey
    lines that begin with `::`, and `##[` anywhere.
    """
    return " ".join(visible(text).split()).replace("##[", "# #[")


def harmless_json(content: object) -> str:
    """JSON that gives no orders to a terminal or runner, with nothing in it changed.

    Whatever is not ASCII is escaped: JSON allows the control characters of C1 as they are.
    """
    return json.dumps(content, ensure_ascii=True, indent=2).replace("##[", "#\\u0023[")
