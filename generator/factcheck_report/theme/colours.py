"""The colours of the site, read from its stylesheet, which alone defines them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
TEXT_CONTRAST = 4.5
"""The least contrast of text with its background: WCAG 2.2, 1.4.3, level AA."""

_STYLESHEET = Path(__file__).parent / "assets/factcheck/factcheck.css"
_STEPS = 100
_MIDDLE = 0.18
"""A luminance that has about the same contrast with black and with white."""
_DEFINITION = re.compile(r"--fc-([a-z-]+): #([0-9a-f]{6});")


@cache
def light_colours() -> Mapping[str, Colour]:
    """The colours of the light scheme by name: `paper` for the custom property `--fc-paper`."""
    # The stylesheet defines the light scheme first, then the dark one.
    return {name: parse_colour(text) for name, text in reversed(_definitions())}


@cache
def dark_colours() -> Mapping[str, Colour]:
    """The colours of the dark scheme by name, as `light_colours`."""
    return {name: parse_colour(text) for name, text in _definitions()}


def _definitions() -> Sequence[tuple[str, str]]:
    return _DEFINITION.findall(_STYLESHEET.read_text("utf-8"))


def parse_colour(text: str) -> Colour:
    """The colour that six hexadecimal digits stand for, with or without `#`."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red, green, blue


def hexadecimal(colour: Colour) -> str:
    """A colour as CSS has it: `#` and six hexadecimal digits."""
    return f"#{bytes(colour).hex()}"


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def readable_on(background: Colour, colour: Colour, least: float = TEXT_CONTRAST) -> Colour:
    """A colour mixed with as little black or white as gives the contrast with a background."""
    towards = (0, 0, 0) if _luminance(background) > _MIDDLE else (255, 255, 255)
    mixtures = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((mixed for mixed in mixtures if contrast(mixed, background) >= least), towards)


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (
        round(one + (two - one) * share) for one, two in zip(colour, other, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    """The relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
