"""The style sheet of cards for other sites: their layout, and the colours of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from factcheck_report.model import Verdict
from factcheck_report.theme.colours import Colour, dark_colours, hexadecimal, light_colours
from factcheck_report.theme.verdict_colours import own_colours

# Beside the card's template. A site would get a copy of it from the folder of this module.
_LAYOUT = Path(__file__).parents[1] / "rendering" / "templates" / "card.css"


def embed_stylesheet(verdicts: Iterable[Verdict]) -> str:
    """CSS for cards, with the colours that a report gives its verdicts.

    A card is light or dark as the reader's system is: it has no switch.
    """
    own = own_colours(verdicts)
    light = "".join(f".{name} {{ --fc-tone: {colour}; }}\n" for name, colour, _ in own)
    dark = "".join(f".{name} {{ --fc-tone: {colour}; }}\n" for name, _, colour in own)
    return (
        f"{_properties(light_colours())}"
        f"@media screen and (prefers-color-scheme: dark) {{\n{_properties(dark_colours())}}}\n"
        f"{_LAYOUT.read_text('utf-8')}{light}"
        f"@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"
    )


def _properties(colours: Mapping[str, Colour]) -> str:
    lines = "".join(
        f"  --fc-{name}: {hexadecimal(colour)};\n" for name, colour in sorted(colours.items())
    )
    return f":root {{\n{lines}}}\n"
