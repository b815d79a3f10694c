"""Lays out a card: verdict, claim and byline; below a rule, facts and the report's name."""

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

_MARGIN = 64
_COLUMN = WIDTH - 2 * _MARGIN

_VERDICT_STRIP, _CLAIM_STRIP, _FOOT_STRIP = 164, 371, 95
_BAR = 18
"""The height of the bar in the verdict's colour."""
_VERDICT_BASE, _FOOT_BASE = 135, 49
_ICON, _ICON_GAP, _LARGE_ICON = 72, 28, 108
_TOP = 62
_CLAIM_TOP, _BYLINE = 14, 62
_RULE, _FOOT_GAP = 2, 40
_LONG_CLAIM = 110
"""Characters from which a claim is set in the smaller size."""
_FITTINGS = 4
# Height of a line above its baseline, and of a capital letter, relative to the font size.
_ASCENT, _CAPITALS = 0.72, 0.67

# Characters are drawn once for each size. The smallest is legible on a card 400 pixels wide.
_SIZES = (96, 90, 84, 78, 72, 66, 60, 56, 52, 48, 44, 40, 36)
_SMALL = Frame(_COLUMN, _FOOT_STRIP, (30, 28, 26), 1)
_LABEL = Frame(_COLUMN - _ICON - _ICON_GAP, _VERDICT_STRIP, (84, 72, 62, 54, 48, 44, 40, 36), 1)
_LARGE_LABEL = Frame(_COLUMN, 280, _SIZES, 3)
_TITLE = Frame(_COLUMN, HEIGHT - _FOOT_STRIP - _TOP, _SIZES, 6)
_CLAIM_SIZES = (62, 50, 44, 40, 36)

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
        self._verdict_strips: dict[tuple[str, Icon, bool], Strip | None] = {}
        self._feet: dict[str, Strip] = {}

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
        self,
        text: str,
        verdict: Verdict,
        byline: str = "",
        facts: str = "",
        right_to_left: bool | None = None,
    ) -> bytes | None:
        """The card of a claim: its verdict, its text, a byline, and facts beside the report's name.

        `right_to_left` is the direction of the text; if None, that of its first letter. If the text
        cannot be drawn, the card shows the verdict alone. None if the label cannot be
        drawn either.
        """
        claim = self._headline.layout(text, right_to_left)
        judged = self._verdict(verdict, alone=claim is None)
        if judged is None:
            return None
        below = () if claim is None else (self._claim(claim, len(text), byline),)
        strips = (judged, *below, self._foot(facts))
        return png(WIDTH, _palette(_colour_of(verdict)), strips)

    def paint_report(self, foot: str = "") -> bytes | None:
        """The card of the report: its title, and a footer such as the publisher.

        None if the title cannot be drawn.
        """
        title = self._headline.layout(self._title)
        if title is None:
            return None
        upper = _Canvas(HEIGHT - _FOOT_STRIP)
        upper.write(title, _fit(title, _TITLE), _TOP)
        lower = self._foot(foot, with_title=False)
        return png(WIDTH, _palette(light_colours()[Tone.NEUTRAL]), (upper.strip(), lower))

    def _verdict(self, verdict: Verdict, *, alone: bool) -> Strip | None:
        key = (verdict.label, verdict.shown_icon, alone)
        if key not in self._verdict_strips:
            label = self._label.layout(verdict.label)
            paint = _large_verdict if alone else _verdict
            strip = None if label is None else paint(label, verdict.shown_icon)
            self._verdict_strips[key] = strip
        return self._verdict_strips[key]

    def _claim(self, claim: TextLayout, length: int, byline: str) -> Strip:
        canvas = _Canvas(_CLAIM_STRIP)
        below = self._small.layout(byline)
        height = _CLAIM_STRIP - _CLAIM_TOP - (0 if below is None else _BYLINE)
        sizes = _CLAIM_SIZES if length < _LONG_CLAIM else _CLAIM_SIZES[1:]
        fitted = _fit(claim, Frame(_COLUMN, height, sizes, 7))
        canvas.write(claim, fitted, _CLAIM_TOP)
        if below is not None:
            end = _CLAIM_TOP + len(fitted.lines) * fitted.leading
            canvas.line(below, _fit(below, _SMALL), end + _BYLINE - 24)
        return canvas.strip()

    def _foot(self, facts: str, *, with_title: bool = True) -> Strip:
        """Facts where the text begins, and the report's name where it ends."""
        if facts not in self._feet:
            left = self._small.layout(facts)
            right = self._small.layout(self._title) if with_title else None
            self._feet[facts] = _foot(left, right)
        return self._feet[facts]


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

    def bar(self) -> None:
        """Draw the bar at the top of a card, from edge to edge."""
        self._draw.rectangle((ORIGIN, 0, ORIGIN + WIDTH - 1, _BAR - 1), fill=_FULL)

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
    canvas.bar()
    fitted = _fit(label, _LABEL)
    canvas.line(label, fitted, _VERDICT_BASE, indent=_ICON + _ICON_GAP)
    middle = _VERDICT_BASE - _CAPITALS * fitted.size / 2
    canvas.picture(draw_icon(icon, _ICON), round(middle - _ICON / 2), label.right_to_left)
    return canvas.toned_strip()


def _large_verdict(label: TextLayout, icon: Icon) -> Strip:
    canvas = _Canvas(_CLAIM_STRIP + _VERDICT_STRIP)
    canvas.bar()
    canvas.picture(draw_icon(icon, _LARGE_ICON), _TOP, label.right_to_left)
    canvas.write(label, _fit(label, _LARGE_LABEL), _TOP + _LARGE_ICON + _LARGE_ICON // 3)
    return canvas.toned_strip()


def _foot(left: TextLayout | None, right: TextLayout | None) -> Strip:
    canvas = _Canvas(_FOOT_STRIP)
    width = _COLUMN
    if left is not None or right is not None:
        canvas.rule(0)
    if left is not None:
        fitted = _fit(left, _SMALL)
        canvas.line(left, fitted, _FOOT_BASE)
        width -= round(left.width(fitted.lines[0]) * fitted.size) + _FOOT_GAP
    if right is not None and width > _COLUMN // 4:
        fitted = _fit(right, replace(_SMALL, width=width))
        # From the other margin than a text that begins on this side.
        free = _COLUMN - round(right.width(fitted.lines[0]) * fitted.size)
        canvas.line(right, fitted, _FOOT_BASE, indent=0 if left is None else free)
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
