"""Fonts: which letters they have, how wide those are, and how they look.

Letters are drawn once for each size and kept, because FreeType takes some twenty times as
long to draw a letter as it takes to copy it. Widths are in em, so that they are measured once
for all sizes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

# So large that rounding to whole pixels does not matter.
_MEASURING = 1000
# Large enough to tell a letter from the box that stands for a missing one.
_COMPARING = 40
_NO_CHARACTER = "\uffff"
_FULL = 255
# Some ten sizes of all letters that a report in an alphabet uses; a report in Chinese has more.
_MOST_GLYPHS = 6_000
_MOST_PAIRS = 20_000
# Only alphabets are kerned, and their letters come before this one.
_END_OF_KERNED = "\u2e80"
# Each letter is drawn by itself, so that none may change or merge beside another.
_KERNING_ONLY = ["-liga", "-clig", "-calt", "-ccmp"]


class FontRefused(Exception):
    """A file is no font that can be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        """The file."""
        self.reason = reason
        """What FreeType says of it."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn letter or line of letters: how much ink is where."""

    image: Image.Image
    left: int
    """Pixels from the pen to the left edge; less than 0 where it reaches back."""
    top: int
    """Pixels from the base line down to the upper edge; less than 0 as a rule."""


def overlaid(placed: Sequence[tuple[int, Glyph]]) -> Glyph | None:
    """Letters as one picture, each with how far right its pen stands; None if there is none."""
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


def shaping() -> bool:
    """Whether letters that change beside others, and those from right to left, can be set.

    Pillow's wheels have Raqm and HarfBuzz for that; FriBiDi they take from the machine.
    """
    return bool(features.check("raqm"))


class Face:
    """One font file in any size: of its cuts, the one nearest to a place on its axes."""

    def __init__(self, path: Path, axes: Mapping[str, float]) -> None:
        self._path = path
        self._axes = axes
        self._fonts: dict[tuple[int, ImageFont.Layout], ImageFont.FreeTypeFont] = {}
        self._glyphs: dict[tuple[str, int], Glyph | None] = {}
        self._covered: dict[str, bool] = {}
        self._advances: dict[str, float] = {}
        self._kerning: dict[str, float] = {}
        self._missing = self._look(_NO_CHARACTER)

    def covers(self, char: str) -> bool:
        """Whether the font has the character."""
        known = self._covered.get(char)
        if known is None:
            known = self._covered[char] = self._look(char) != self._missing
        return known

    def advance(self, char: str) -> float:
        """How far the pen moves on for a letter, in em."""
        known = self._advances.get(char)
        if known is None:
            known = self._font(_MEASURING).getlength(char) / _MEASURING
            self._advances[char] = known
        return known

    def kerning(self, pair: str) -> float:
        """How far two letters are moved apart, or together if less than 0, in em."""
        known = self._kerning.get(pair)
        if known is None:
            if len(self._kerning) >= _MOST_PAIRS:
                self._kerning.clear()
            known = self._kerning[pair] = self._measured_kerning(pair)
        return known

    def glyph(self, char: str, size: int) -> Glyph | None:
        """A letter alone; None where it leaves no ink."""
        key = (char, size)
        if key not in self._glyphs:
            if len(self._glyphs) >= _MOST_GLYPHS:
                self._glyphs.clear()
            self._glyphs[key] = _drawn(self._font(size), char)
        return self._glyphs[key]

    def shaped_width(self, text: str, direction: str) -> float:
        """The width of letters that are set together, in em. Only where `shaping()`."""
        font = self._font(_MEASURING, ImageFont.Layout.RAQM)
        return font.getlength(text, direction=direction) / _MEASURING

    def shaped(self, text: str, size: int, direction: str) -> Glyph | None:
        """Letters that are set together; None where they leave no ink. Only where `shaping()`."""
        return _drawn(self._font(size, ImageFont.Layout.RAQM), text, direction)

    def _look(self, char: str) -> object:
        font = self._font(_COMPARING)
        glyph = _drawn(font, char)
        look = glyph and (glyph.left, glyph.top, glyph.image.size, glyph.image.tobytes())
        return font.getlength(char), look

    def _measured_kerning(self, pair: str) -> float:
        # FreeType reads an old table only that few fonts have; HarfBuzz reads the present one.
        if max(pair) >= _END_OF_KERNED or not shaping():
            return 0.0
        font = self._font(_MEASURING, ImageFont.Layout.RAQM)
        together = font.getlength(pair, direction="ltr", features=_KERNING_ONLY) / _MEASURING
        return together - self.advance(pair[0]) - self.advance(pair[1])

    def _font(
        self, size: int, layout: ImageFont.Layout = ImageFont.Layout.BASIC
    ) -> ImageFont.FreeTypeFont:
        key = (size, layout)
        if key not in self._fonts:
            self._fonts[key] = self._opened(size, layout)
        return self._fonts[key]

    def _opened(self, size: int, layout: ImageFont.Layout) -> ImageFont.FreeTypeFont:
        try:
            font = ImageFont.truetype(self._path, size, layout_engine=layout)
        except OSError as error:
            raise FontRefused(self._path, str(error)) from error
        try:
            axes = font.get_variation_axes()
        except OSError:
            return font  # It has none.
        font.set_variation_by_axes([self._place_on(axis) for axis in axes])
        return font

    def _place_on(self, axis: ImageFont.Axis) -> float:
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
    # The font's box reaches from pen to pen; only what has ink is to be copied.
    ink = image.getbbox()
    if ink is None:
        return None
    return Glyph(image.crop(ink), left + ink[0], top + ink[1])
