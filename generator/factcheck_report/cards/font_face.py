"""Font files: which characters they have, their widths and their glyphs.

Glyphs are cached by size, because drawing one takes FreeType about twenty times as long as copying
it. Widths are in em, so that they are measured once for all sizes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

# Font size for measuring: large enough to ignore rounding to whole pixels.
_MEASURING = 1000
# Font size that tells a character from the box drawn for a missing one.
_COMPARING = 40
_NO_CHARACTER = "\uffff"
_FULL = 255
# About ten sizes of all characters of an alphabet; Chinese has more.
_MOST_GLYPHS = 6_000
_MOST_PAIRS = 20_000
# Only alphabets are kerned. Their characters come before this one.
_END_OF_KERNED = "\u2e80"
# Ligatures are off: characters are drawn one at a time.
_KERNING_ONLY = ["-liga", "-clig", "-calt", "-ccmp"]


class FontRefused(Exception):
    """A file cannot be read as a font."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        """The file."""
        self.reason = reason
        """FreeType's error message."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn character or text as a mask."""

    image: Image.Image
    left: int
    """Pixels from the pen to the left edge; negative if the glyph reaches back."""
    top: int
    """Pixels from the baseline down to the upper edge; usually negative."""


def overlay(placed: Sequence[tuple[int, Glyph]]) -> Glyph | None:
    """Glyphs as one picture, each with the x position of its pen; None if there are none."""
    if len(placed) < 2:
        return next((replace(glyph, left=pen + glyph.left) for pen, glyph in placed), None)
    left = min(pen + glyph.left for pen, glyph in placed)
    right = max(pen + glyph.left + glyph.image.width for pen, glyph in placed)
    top = min(glyph.top for _, glyph in placed)
    bottom = max(glyph.top + glyph.image.height for _, glyph in placed)
    image = Image.new("L", (right - left, bottom - top))
    draw = ImageDraw.Draw(image)
    for pen, glyph in placed:
        draw.bitmap((pen + glyph.left - left, glyph.top - top), glyph.image, fill=_FULL)
    return Glyph(image, left, top)


def shaping_available() -> bool:
    """Whether Pillow can shape complex and right-to-left scripts here.

    Its wheels contain Raqm and HarfBuzz, but FriBiDi must be installed on the machine.
    """
    return bool(features.check("raqm"))


class FontFace:
    """A font file in any size. `axes` selects the instance of a variable font."""

    def __init__(self, path: Path, axes: Mapping[str, float]) -> None:
        self._path = path
        self._axes = axes
        self._font = cache(self._opened)
        self.covers = cache(self._covers)
        self.advance = cache(self._advance)
        self.kerning = lru_cache(maxsize=_MOST_PAIRS)(self._kerning)
        self.glyph = lru_cache(maxsize=_MOST_GLYPHS)(self._glyph)
        self._missing = self._look(_NO_CHARACTER)

    def _covers(self, char: str) -> bool:
        """Whether the font has the character."""
        return self._look(char) != self._missing

    def _advance(self, char: str) -> float:
        """The advance width of a character, in em."""
        return self._font(_MEASURING).getlength(char) / _MEASURING

    def _kerning(self, pair: str) -> float:
        """The kerning of two characters, in em; negative moves them together."""
        # FreeType reads only the old `kern` table; HarfBuzz reads GPOS, which fonts use today.
        if max(pair) >= _END_OF_KERNED or not shaping_available():
            return 0.0
        font = self._font(_MEASURING, ImageFont.Layout.RAQM)
        together = font.getlength(pair, direction="ltr", features=_KERNING_ONLY) / _MEASURING
        return together - self.advance(pair[0]) - self.advance(pair[1])

    def _glyph(self, char: str, size: int) -> Glyph | None:
        """The glyph of a single character; None if it has no ink."""
        return _drawn(self._font(size), char)

    def shaped_width(self, text: str, direction: str) -> float:
        """The width of shaped text, in em. Requires `shaping_available()`."""
        font = self._font(_MEASURING, ImageFont.Layout.RAQM)
        return font.getlength(text, direction=direction) / _MEASURING

    def shaped(self, text: str, size: int, direction: str) -> Glyph | None:
        """Shaped text as one glyph; None if it has no ink. Requires `shaping_available()`."""
        return _drawn(self._font(size, ImageFont.Layout.RAQM), text, direction)

    def _look(self, char: str) -> object:
        font = self._font(_COMPARING)
        glyph = _drawn(font, char)
        look = glyph and (glyph.left, glyph.top, glyph.image.size, glyph.image.tobytes())
        return font.getlength(char), look

    def _opened(
        self, size: int, layout: ImageFont.Layout = ImageFont.Layout.BASIC
    ) -> ImageFont.FreeTypeFont:
        try:
            font = ImageFont.truetype(self._path, size, layout_engine=layout)
        except OSError as error:
            raise FontRefused(self._path, str(error)) from error
        try:
            axes = font.get_variation_axes()
        except OSError:
            return font  # not a variable font
        font.set_variation_by_axes([self._axis_value(axis) for axis in axes])
        return font

    def _axis_value(self, axis: ImageFont.Axis) -> float:
        wanted = self._axes.get(axis.get("name", b"").decode(errors="replace"))
        if wanted is None:
            return axis["default"] or 0
        return min(max(wanted, axis["minimum"] or 0), axis["maximum"] or wanted)


def _drawn(font: ImageFont.FreeTypeFont, text: str, direction: str | None = None) -> Glyph | None:
    box = font.getbbox(text, direction=direction, anchor="ls")
    left, top = math.floor(box[0]), math.floor(box[1])
    image = Image.new("L", (math.ceil(box[2]) - left, math.ceil(box[3]) - top))
    pen = (-left, -top)
    ImageDraw.Draw(image).text(pen, text, fill=_FULL, font=font, anchor="ls", direction=direction)
    # The bounding box reaches from pen to pen. Crop it to the ink.
    ink = image.getbbox()
    if ink is None:
        return None
    return Glyph(image.crop(ink), left + ink[0], top + ink[1])
