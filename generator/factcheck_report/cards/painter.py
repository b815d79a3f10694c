"""Lays a card out: the claim, its verdict, a rule, the name of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from PIL import Image, ImageDraw

from factcheck_report.cards.breaking import Frame, Line, Setting, fitted
from factcheck_report.cards.faces import Face
from factcheck_report.cards.icons import icon
from factcheck_report.cards.png import ORIGIN, Strip, blank, png, strip
from factcheck_report.cards.typeface import Setter, Typeface
from factcheck_report.model import Tone

WIDTH, HEIGHT = 1200, 630
"""The size that the places where links are shared ask for."""

# The colours of the site's light scheme, see factcheck.css.
_PAPER = (0xFC, 0xFA, 0xF5)
_INK = (0x1C, 0x1A, 0x17)
_TONES: Mapping[Tone, tuple[int, int, int]] = {
    Tone.POSITIVE: (0x0A, 0x66, 0x50),
    Tone.MIXED: (0x84, 0x54, 0x00),
    Tone.NEGATIVE: (0xA1, 0x24, 0x1B),
    Tone.NEUTRAL: (0x53, 0x57, 0x5E),
}
# The colours of a card: one step between paper and ink smooths the edges of letters, and at
# this size more steps cannot be told from it.
_HALF, _FULL, _TONE = 1, 2, 3
# What is drawn in ink, in the tone instead.
_TONED = [0, _HALF, _TONE, *[0] * 253]

_MARGIN = 80
_COLUMN = WIDTH - 2 * _MARGIN

_CLAIM_STRIP, _VERDICT_STRIP, _FOOT_STRIP = 416, 112, 102
_TOP = 64
_KICKER_BASE, _KICKER_HEIGHT = 92, 62
_VERDICT_BASE, _FOOT_BASE = 68, 56
_ICON, _ICON_GAP, _LARGE_ICON = 58, 18, 108
_RULE = 2
_FITTINGS = 4
# From the upper edge of a line to its base line, and of a capital letter, as shares of the size.
_ASCENT, _CAPITALS = 0.72, 0.67

# Each size costs a drawing of each letter. The smallest is legible on a card 400 pixels wide.
_SIZES = (96, 90, 84, 78, 72, 66, 60, 56, 52, 48, 44, 40, 36)
_SMALL = Frame(_COLUMN, _FOOT_STRIP, (30, 28, 26), 1)
_LABEL = Frame(_COLUMN - _ICON - _ICON_GAP, _VERDICT_STRIP, (54, 48, 44, 40, 36), 1)
_LARGE_LABEL = Frame(_COLUMN, 280, _SIZES, 3)
_TITLE = Frame(_COLUMN, HEIGHT - _FOOT_STRIP - _TOP, _SIZES, 6)
_CLAIM = Frame(_COLUMN, _CLAIM_STRIP - _TOP, _SIZES, 7)
_CLAIM_BELOW_KICKER = Frame(_COLUMN, _CLAIM_STRIP - _TOP - _KICKER_HEIGHT, _SIZES, 6)

# Heavy enough to hold on a small screen; contrast for large letters, openness for small ones.
_HEADLINE_CUT = {"Weight": 600, "Optical Size": 36}
_LABEL_CUT = {"Weight": 700, "Optical Size": 28}
_SMALL_CUT = {"Weight": 400, "Optical Size": 20}
_FONT_PACKAGE = "fontpkg_source_serif_4"
_FONT_FILE = "files/SourceSerif4[opsz,wght].ttf"


class CardPainter:
    """Paints the cards of one report.

    `fonts` are files of the report's own, tried in order after the serif that comes with the
    product; they give it scripts that this one has not. It has Latin, Greek and Cyrillic.
    """

    def __init__(self, site_title: str, fonts: Sequence[Path] = ()) -> None:
        self._title = site_title
        self._headline, self._label, self._small = (
            Typeface([Face(path, axes) for path in (_serif(), *fonts)])
            for axes in (_HEADLINE_CUT, _LABEL_CUT, _SMALL_CUT)
        )
        self._colours = {tone: _colours(_TONES[tone]) for tone in Tone}
        self._foot = _foot(self._small.setter(site_title))
        self._verdicts: dict[tuple[str, Tone, bool], Strip | None] = {}

    def sets(self, text: str) -> bool:
        """Whether there is anything of a text to be set, and all of it can be."""
        return self._headline.setter(text) is not None

    def unset(self, text: str) -> str:
        """The letters that keep a text from being set, each once; "" if it can be set.

        No font has them, or they look different beside others and Pillow cannot set those
        here: Arabic, Hebrew, Indic letters and combining marks need FriBiDi on the machine.
        """
        # The serif has all of ASCII, of which most texts are made.
        if text.isascii() and text.isprintable():
            return ""
        return self._headline.unset(text)

    def paint(self, text: str, verdict: str, tone: Tone, kicker: str = "") -> bytes | None:
        """The card of a claim: its text, its verdict's label and, in small letters, a kicker.

        Where the text cannot be set, the verdict stands in its place. None where the label
        cannot be set either: a colour and an icon say nothing alone.
        """
        claim = self._headline.setter(text)
        judged = self._verdict(verdict, tone, alone=claim is None)
        if judged is None:
            return None
        above = () if claim is None else (self._claim(claim, kicker),)
        return png(WIDTH, self._colours[tone], (*above, judged, self._foot))

    def paint_report(self, foot: str = "") -> bytes | None:
        """The card of the report itself: its title, and a foot such as who publishes it.

        None where the title cannot be set.
        """
        title = self._headline.setter(self._title)
        if title is None:
            return None
        upper = _Sheet(HEIGHT - _FOOT_STRIP)
        upper.write(title, _fit(title, _TITLE), _TOP)
        lower = _foot(self._small.setter(foot))
        return png(WIDTH, self._colours[Tone.NEUTRAL], (upper.strip(), lower))

    def _verdict(self, verdict: str, tone: Tone, *, alone: bool) -> Strip | None:
        key = (verdict, tone, alone)
        if key not in self._verdicts:
            label = self._label.setter(verdict)
            paint = _large_verdict if alone else _verdict
            self._verdicts[key] = None if label is None else paint(label, tone)
        return self._verdicts[key]

    def _claim(self, claim: Setter, kicker: str) -> Strip:
        sheet = _Sheet(_CLAIM_STRIP)
        top, frame = _TOP, _CLAIM
        above = self._small.setter(kicker)
        if above is not None:
            sheet.line(above, _fit(above, _SMALL), _KICKER_BASE)
            top, frame = _TOP + _KICKER_HEIGHT, _CLAIM_BELOW_KICKER
        sheet.write(claim, _fit(claim, frame), top)
        return sheet.strip()


class _Sheet:
    """A part of a card, as wide as the card, to draw on."""

    def __init__(self, height: int) -> None:
        self._image = blank(WIDTH, height)
        self._draw = ImageDraw.Draw(self._image)

    def write(self, setter: Setter, setting: Setting, top: int) -> None:
        """Lines of text, the first of them right below `top`."""
        base = top + round(_ASCENT * setting.size)
        for number, line in enumerate(setting.lines):
            self._set(setter, setting.size, line, base + number * setting.leading)

    def line(self, setter: Setter, setting: Setting, base: int, indent: int = 0) -> None:
        """One line of text, on a base line."""
        self._set(setter, setting.size, setting.lines[0], base, indent)

    def picture(self, image: Image.Image, top: int, from_right: bool) -> None:
        """A picture at the margin where the text begins."""
        left = WIDTH - _MARGIN - image.width if from_right else _MARGIN
        self._draw.bitmap((ORIGIN + left, top), image, fill=_FULL)

    def rule(self, top: int) -> None:
        """A thin line from margin to margin."""
        left, right = ORIGIN + _MARGIN, ORIGIN + WIDTH - _MARGIN
        self._draw.rectangle((left, top, right - 1, top + _RULE - 1), fill=_HALF)

    def strip(self, *, reused: bool = False) -> Strip:
        """What was drawn, in ink."""
        return strip(self._image, reused=reused)

    def toned_strip(self) -> Strip:
        """What was drawn, in the colour of the tone instead of ink; to be used again."""
        return strip(self._image.point(_TONED), reused=True)

    def _set(self, setter: Setter, size: int, line: Line, base: int, indent: int = 0) -> None:
        left = _MARGIN + indent
        if setter.from_right:
            left = WIDTH - _MARGIN - indent - round(setter.width(line) * size)
        setter.draw(self._draw, line, (ORIGIN + left, base), size, _FULL)


def _fit(setter: Setter, frame: Frame) -> Setting:
    pieces, width = setter.pieces(), frame.width
    for _ in range(_FITTINGS):
        narrowed = replace(frame, width=width)
        setting = fitted(pieces, narrowed, setter.divided, setter.ellipsis)
        widest = max(setter.width(line) for line in setting.lines) * setting.size
        if widest <= frame.width:
            break
        # Words that are shaped together may be wider than their sum.
        width = int(width * frame.width / widest)
    return setting


def _verdict(label: Setter, tone: Tone) -> Strip:
    sheet = _Sheet(_VERDICT_STRIP)
    setting = _fit(label, _LABEL)
    sheet.line(label, setting, _VERDICT_BASE, indent=_ICON + _ICON_GAP)
    middle = _VERDICT_BASE - _CAPITALS * setting.size / 2
    sheet.picture(icon(tone, _ICON), round(middle - _ICON / 2), label.from_right)
    return sheet.toned_strip()


def _large_verdict(label: Setter, tone: Tone) -> Strip:
    sheet = _Sheet(_CLAIM_STRIP + _VERDICT_STRIP)
    sheet.picture(icon(tone, _LARGE_ICON), _TOP, label.from_right)
    sheet.write(label, _fit(label, _LARGE_LABEL), _TOP + _LARGE_ICON + _LARGE_ICON // 3)
    return sheet.toned_strip()


def _foot(name: Setter | None) -> Strip:
    sheet = _Sheet(_FOOT_STRIP)
    if name is not None:
        sheet.rule(0)
        sheet.line(name, _fit(name, _SMALL), _FOOT_BASE)
    return sheet.strip(reused=True)


def _serif() -> Path:
    return Path(str(resources.files(_FONT_PACKAGE) / _FONT_FILE))


def _colours(tone: tuple[int, int, int]) -> bytes:
    half = ((paper + ink) // 2 for paper, ink in zip(_PAPER, _INK, strict=True))
    return bytes((*_PAPER, *half, *_INK, *tone))
