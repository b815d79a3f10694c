"""The colours that a report gives its verdicts, as CSS."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck_report.model import Verdict
from factcheck_report.theme.colours import dark_colours, hexadecimal, parse_colour, readable_on

_DARK_CONTRAST = 7
"""The least contrast on dark pages: about that of the product's own colours there."""


def colour_classes(verdict: Verdict) -> str:
    """The CSS classes that give an element the colour of a verdict."""
    own = f" fc-color-{verdict.id}" if verdict.color else ""
    return f"fc-tone-{verdict.tone}{own}"


def verdict_stylesheet(verdicts: Iterable[Verdict]) -> str:
    """CSS for the verdicts with colours of their own; empty if there are none.

    On dark pages a colour is mixed with as much white as it needs to be read there.
    """
    colours = own_colours(verdicts)
    light = (f".{name} {{ --fc-tone: {colour}; }}\n" for name, colour, _ in colours)
    dark = (
        f'  [data-md-color-scheme="slate"] .{name} {{ --fc-tone: {colour}; }}\n'
        for name, _, colour in colours
    )
    return f"{''.join(light)}@media screen {{\n{''.join(dark)}}}\n" if colours else ""


def own_colours(verdicts: Iterable[Verdict]) -> list[tuple[str, str, str]]:
    """Class, light and dark colour of each verdict with a colour of its own."""
    paper = dark_colours()["paper"]
    colours = [(item.id, parse_colour(item.color)) for item in verdicts if item.color]
    return [
        (
            f"fc-color-{id}",
            hexadecimal(colour),
            hexadecimal(readable_on(paper, colour, _DARK_CONTRAST)),
        )
        for id, colour in colours
    ]
