"""The colours of the site, read from its stylesheet, which alone defines them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from factcheck_report import addresses

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_STYLESHEET = f"theme/{addresses.STYLESHEET}"
_DEFINITION = re.compile(r"--fc-([a-z-]+): #([0-9a-f]{6});")


@cache
def light_colours() -> Mapping[str, Colour]:
    """The colours of the light scheme by name: `paper` for the custom property `--fc-paper`."""
    css = resources.files("factcheck_report").joinpath(_STYLESHEET).read_text("utf-8")
    colours: dict[str, Colour] = {}
    for name, hexadecimal in _DEFINITION.findall(css):
        red, green, blue = bytes.fromhex(hexadecimal)
        # The stylesheet defines the light scheme first, then the dark one.
        colours.setdefault(name, (red, green, blue))
    return colours
