"""Lays out a card: claim, verdict, rule and the name of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from PIL import Image, ImageDraw

from factcheck_report.cards.font_face import FontFace
from factcheck_report.cards.font_stack import FontStack, TextLayout
from factcheck_report.cards.icons import draw_icon
from factcheck_report.cards.line_breaking import FittedText, Frame, Line, fit_text
from factcheck_report.cards.png import ORIGIN, Strip, blank, png, strip
from factcheck_report.model import Icon, Tone, Verdict
from factcheck_report.theme.colours import Colour, light_colours, parse_colour

WIDTH, HEIGHT = 1200, 630
"""The size that social networks recommend for og:image."""

# Palette indices; paper is 0. One step between paper and ink smooths the edges of characters. More
# steps make no visible difference at this size.
_HALF, _FULL, _TONE = 1, 2, 3
# Maps ink to the colour of the tone.
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
# Height of a line above its baseline, and of a capital letter, relative to the font size.
_ASCENT, _CAPITALS = 0.72, 0.67

# Characters are drawn once for each size. The smallest is legible on a card 400 pixels wide.
_SIZES = (96, 90, 84, 78, 72, 66, 60, 56, 52, 48, 44, 40, 36)
_SMALL = Frame(_COLUMN, _FOOT_STRIP, (30, 28, 26), 1)
_LABEL = Frame(_COLUMN - _ICON - _ICON_GAP, _VERDICT_STRIP, (54, 48, 44, 40, 36), 1)
_LARGE_LABEL = Frame(_COLUMN, 280, _SIZES, 3)
_TITLE = Frame(_COLUMN, HEIGHT - _FOOT_STRIP - _TOP, _SIZES, 6)
_CLAIM = Frame(_COLUMN, _CLAIM_STRIP - _TOP, _SIZES, 7)
_CLAIM_BELOW_KICKER = Frame(_COLUMN, _CLAIM_STRIP - _TOP - _KICKER_HEIGHT, _SIZES, 6)

# Heavy enough for small screens; the optical size suits the size of the text.
_HEADLINE_CUT = {"Weight": 600, "Optical Size": 36}
_LABEL_CUT = {"Weight": 700, "Optical Size": 28}
_SMALL_CUT = {"Weight": 400, "Optical Size": 20}
_FONT_PACKAGE = "fontpkg_source_serif_4"
_FONT_FILE = "files/SourceSerif4[opsz,wght].ttf"


class CardPainter:
    """Paints the cards of one report.

    The built-in serif has Latin, Greek and Cyrillic. `fonts` are the report's own font files for
    other scripts, tried in order.
    """

    def __init__(self, site_title: str, fonts: Sequence[Path] = ()) -> None:
        self._title = site_title
        self._headline, self._label, self._small = (
            FontStack([FontFace(path, axes) for path in (_serif(), *fonts)])
            for axes in (_HEADLINE_CUT, _LABEL_CUT, _SMALL_CUT)
        )
        self._foot = _foot(self._small.layout(site_title))
        self._verdict_strips: dict[tuple[str, Icon, bool], Strip | None] = {}

    def can_set(self, text: str) -> bool:
        """Whether a text is not empty and can be drawn."""
        return self._headline.layout(text) is not None

    def unsupported_characters(self, text: str) -> str:
        """The characters that prevent drawing a text, each once; empty if it can be drawn.

        Either no font has them, or they need shaping and Pillow cannot do that here: Arabic,
        Hebrew, Indic scripts and combining marks need FriBiDi on the machine.
        """
        # The serif has all of ASCII, and most texts are ASCII.
        if text.isascii() and text.isprintable():
            return ""
        return self._headline.unsupported_characters(text)

    def paint(
        self, text: str, verdict: Verdict, kicker: str = "", right_to_left: bool | None = None
    ) -> bytes | None:
        """The card of a claim: its text, its verdict and a kicker in small type.

        `right_to_left` is the direction of the text; if None, that of its first letter. If the text
        cannot be drawn, the card shows the verdict alone. None if the label cannot be
        drawn either.
        """
        claim = self._headline.layout(text, right_to_left)
        judged = self._verdict(verdict, alone=claim is None)
        if judged is None:
            return None
        above = () if claim is None else (self._claim(claim, kicker),)
        return png(WIDTH, _palette(_colour_of(verdict)), (*above, judged, self._foot))

    def paint_report(self, foot: str = "") -> bytes | None:
        """The card of the report: its title, and a footer such as the publisher.

        None if the title cannot be drawn.
        """
        title = self._headline.layout(self._title)
        if title is None:
            return None
        upper = _Canvas(HEIGHT - _FOOT_STRIP)
        upper.write(title, _fit(title, _TITLE), _TOP)
        lower = _foot(self._small.layout(foot))
        return png(WIDTH, _palette(light_colours()[Tone.NEUTRAL]), (upper.strip(), lower))

    def _verdict(self, verdict: Verdict, *, alone: bool) -> Strip | None:
        key = (verdict.label, verdict.shown_icon, alone)
        if key not in self._verdict_strips:
            label = self._label.layout(verdict.label)
            paint = _large_verdict if alone else _verdict
            strip = None if label is None else paint(label, verdict.shown_icon)
            self._verdict_strips[key] = strip
        return self._verdict_strips[key]

    def _claim(self, claim: TextLayout, kicker: str) -> Strip:
        canvas = _Canvas(_CLAIM_STRIP)
        top, frame = _TOP, _CLAIM
        above = self._small.layout(kicker)
        if above is not None:
            canvas.line(above, _fit(above, _SMALL), _KICKER_BASE)
            top, frame = _TOP + _KICKER_HEIGHT, _CLAIM_BELOW_KICKER
        canvas.write(claim, _fit(claim, frame), top)
        return canvas.strip()


class _Canvas:
    """Draws a full-width part of a card."""

    def __init__(self, height: int) -> None:
        self._image = blank(WIDTH, height)
        self._draw = ImageDraw.Draw(self._image)

    def write(self, layout: TextLayout, fitted: FittedText, top: int) -> None:
        """Draw lines of text below `top`."""
        base = top + round(_ASCENT * fitted.size)
        for number, line in enumerate(fitted.lines):
            self._draw_line(layout, fitted.size, line, base + number * fitted.leading)

    def line(self, layout: TextLayout, fitted: FittedText, base: int, indent: int = 0) -> None:
        """Draw one line of text on a baseline."""
        self._draw_line(layout, fitted.size, fitted.lines[0], base, indent)

    def picture(self, image: Image.Image, top: int, right_to_left: bool) -> None:
        """Draw a picture at the margin where the text begins."""
        left = WIDTH - _MARGIN - image.width if right_to_left else _MARGIN
        self._draw.bitmap((ORIGIN + left, top), image, fill=_FULL)

    def rule(self, top: int) -> None:
        """Draw a thin line from margin to margin."""
        left, right = ORIGIN + _MARGIN, ORIGIN + WIDTH - _MARGIN
        self._draw.rectangle((left, top, right - 1, top + _RULE - 1), fill=_HALF)

    def strip(self, *, reused: bool = False) -> Strip:
        """The drawing in ink."""
        return strip(self._image, reused=reused)

    def toned_strip(self) -> Strip:
        """The drawing in the colour of the tone, compressed for reuse."""
        return strip(self._image.point(_TONED), reused=True)

    def _draw_line(
        self, layout: TextLayout, size: int, line: Line, base: int, indent: int = 0
    ) -> None:
        left = _MARGIN + indent
        if layout.right_to_left:
            left = WIDTH - _MARGIN - indent - round(layout.width(line) * size)
        layout.draw(self._draw, line, (ORIGIN + left, base), size, _FULL)


def _fit(layout: TextLayout, frame: Frame) -> FittedText:
    runs, width = layout.runs(), frame.width
    for _ in range(_FITTINGS):
        narrowed = replace(frame, width=width)
        fitted = fit_text(runs, narrowed, layout.characters, layout.ellipsis)
        widest = max(layout.width(line) for line in fitted.lines) * fitted.size
        if widest <= frame.width:
            break
        # Words shaped together can be wider than the sum of their widths.
        width = int(width * frame.width / widest)
    return fitted


def _verdict(label: TextLayout, icon: Icon) -> Strip:
    canvas = _Canvas(_VERDICT_STRIP)
    fitted = _fit(label, _LABEL)
    canvas.line(label, fitted, _VERDICT_BASE, indent=_ICON + _ICON_GAP)
    middle = _VERDICT_BASE - _CAPITALS * fitted.size / 2
    canvas.picture(draw_icon(icon, _ICON), round(middle - _ICON / 2), label.right_to_left)
    return canvas.toned_strip()


def _large_verdict(label: TextLayout, icon: Icon) -> Strip:
    canvas = _Canvas(_CLAIM_STRIP + _VERDICT_STRIP)
    canvas.picture(draw_icon(icon, _LARGE_ICON), _TOP, label.right_to_left)
    canvas.write(label, _fit(label, _LARGE_LABEL), _TOP + _LARGE_ICON + _LARGE_ICON // 3)
    return canvas.toned_strip()


def _foot(name: TextLayout | None) -> Strip:
    canvas = _Canvas(_FOOT_STRIP)
    if name is not None:
        canvas.rule(0)
        canvas.line(name, _fit(name, _SMALL), _FOOT_BASE)
    return canvas.strip(reused=True)


def _serif() -> Path:
    return Path(str(resources.files(_FONT_PACKAGE) / _FONT_FILE))


def _colour_of(verdict: Verdict) -> Colour:
    return parse_colour(verdict.color) if verdict.color else light_colours()[verdict.tone]


def _palette(accent: Colour) -> bytes:
    """Paper, half ink, ink and the colour of the verdict."""
    paper, ink = light_colours()["paper"], light_colours()["ink"]
    half = (sum(pair) // 2 for pair in zip(paper, ink, strict=True))
    return bytes((*paper, *half, *ink, *accent))
