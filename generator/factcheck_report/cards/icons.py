"""The icons of verdicts as pictures, in the shapes of `rendering/templates/icons.html`.

They use the coordinates of those icons, 20 × 20. They are drawn larger and then reduced, which
smooths their edges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

from factcheck_report.model import Icon

_UNITS = 20
_FINER = 8
_CENTRE = (10.0, 10.0)
_INK = 255
_PAPER = 0
_CUT = 2.0
_LINE = 1.6
# Degrees of a circle of radius 8.2 that strokes of 3.2 and gaps of 1.95 take: ten of each.
_DASH, _DASHES = 22.36, 36


def draw_icon(icon: Icon, size: int) -> Image.Image:
    """The icon as a mask of `size` × `size` pixels."""
    pen = _Pen(size * _FINER)
    _SHAPES[icon](pen)
    return pen.image.reduce(_FINER)


class _Pen:
    """Draws in the coordinates of the SVG icons."""

    def __init__(self, side: int) -> None:
        self.image = Image.new("L", (side, side))
        self._draw = ImageDraw.Draw(self.image)
        self._scale = side / _UNITS

    def disc(self, radius: float) -> None:
        self._draw.ellipse(self._box(radius), fill=_INK)

    def square(self, half_side: float) -> None:
        self._draw.rectangle(self._box(half_side), fill=_INK)

    def pie(self, radius: float, start: float, end: float) -> None:
        self._draw.pieslice(self._box(radius), start, end, fill=_INK)

    def ring(self) -> None:
        self.arc(8.2, _LINE, 0, 360)

    def arc(
        self,
        radius: float,
        width: float,
        start: float,
        end: float,
        middle: tuple[float, float] = _CENTRE,
    ) -> None:
        # Pillow draws the stroke inside the radius; SVG centres it on the radius.
        box = self._box(radius + width / 2, middle)
        self._draw.arc(box, start, end, fill=_INK, width=round(width * self._scale))

    def stroke(self, width: float, ink: int, *points: tuple[float, float]) -> None:
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(scaled, fill=ink, width=round(width * self._scale), joint="curve")

    def polygon(self, *corners: tuple[float, float]) -> None:
        self._draw.polygon([(x * self._scale, y * self._scale) for x, y in corners], fill=_INK)

    def _box(
        self, radius: float, middle: tuple[float, float] = _CENTRE
    ) -> tuple[float, float, float, float]:
        across, down = middle
        left, top, right, bottom = (
            value * self._scale
            for value in (across - radius, down - radius, across + radius, down + radius)
        )
        return (left, top, right, bottom)


def _check(pen: _Pen) -> None:
    pen.disc(9)
    pen.stroke(_CUT, _PAPER, (5.6, 10.4), (8.6, 13.4), (14.4, 7.0))


def _check_outline(pen: _Pen) -> None:
    pen.ring()
    pen.stroke(_LINE, _INK, (6, 10.3), (8.8, 13.1), (14, 7.3))


def _half(pen: _Pen) -> None:
    pen.ring()
    pen.pie(8.2, -90, 90)


def _three_quarters(pen: _Pen) -> None:
    pen.ring()
    pen.pie(8.2, -90, 180)


def _quarter(pen: _Pen) -> None:
    pen.ring()
    pen.pie(8.2, -90, 0)


def _cross(pen: _Pen) -> None:
    pen.disc(9)
    pen.stroke(_CUT, _PAPER, (6.6, 6.6), (13.4, 13.4))
    pen.stroke(_CUT, _PAPER, (13.4, 6.6), (6.6, 13.4))


def _cross_square(pen: _Pen) -> None:
    pen.square(8.5)
    pen.stroke(_CUT, _PAPER, (6.2, 6.2), (13.8, 13.8))
    pen.stroke(_CUT, _PAPER, (13.8, 6.2), (6.2, 13.8))


def _exclamation(pen: _Pen) -> None:
    pen.disc(9)
    pen.stroke(_CUT, _PAPER, (10, 4.6), (10, 11.4))
    pen.stroke(_CUT, _PAPER, (10, 13.8), (10, 15.8))


def _question(pen: _Pen) -> None:
    pen.ring()
    pen.arc(2.6, _LINE, 180, 420, middle=(10, 7.7))
    pen.stroke(_LINE, _INK, (11.3, 9.95), (10, 10.9), (10, 12.1))
    pen.stroke(_LINE, _INK, (10, 13.7), (10, 15.3))


def _one(pen: _Pen) -> None:
    pen.ring()
    pen.stroke(_LINE, _INK, (7.6, 7.7), (10.4, 5.7), (10.4, 14.5))


def _dash(pen: _Pen) -> None:
    _dashed(pen)
    pen.stroke(_LINE, _INK, (6.4, 10), (13.6, 10))


def _dashed(pen: _Pen) -> None:
    for start in range(0, 360, _DASHES):
        pen.arc(8.2, _LINE, start, start + _DASH)


_DIAMOND = ((10, 1.6), (18.4, 10), (10, 18.4), (1.6, 10))
_BUBBLE = ((2, 2.8), (18, 2.8), (18, 14.2), (10.4, 14.2), (6, 18), (6, 14.2), (2, 14.2))


def _diamond(pen: _Pen) -> None:
    # Beyond its first corner, so that the outline is closed there.
    pen.stroke(_LINE, _INK, *_DIAMOND, *_DIAMOND[:2])
    pen.polygon(*_DIAMOND[:3])


def _slash(pen: _Pen) -> None:
    pen.ring()
    pen.stroke(_LINE, _INK, (4.2, 15.8), (15.8, 4.2))


def _bubble(pen: _Pen) -> None:
    pen.stroke(_LINE, _INK, *_BUBBLE, *_BUBBLE[:2])


def _speech(pen: _Pen) -> None:
    _bubble(pen)
    pen.stroke(_LINE, _INK, (5.4, 6.8), (14.6, 6.8))
    pen.stroke(_LINE, _INK, (5.4, 10.2), (11.6, 10.2))


def _speech_half(pen: _Pen) -> None:
    _bubble(pen)
    pen.polygon((10, 2.8), (18, 2.8), (18, 14.2), (10, 14.2))


_SHAPES: Mapping[Icon, Callable[[_Pen], None]] = {
    Icon.CHECK: _check,
    Icon.CHECK_OUTLINE: _check_outline,
    Icon.HALF: _half,
    Icon.THREE_QUARTERS: _three_quarters,
    Icon.QUARTER: _quarter,
    Icon.CROSS: _cross,
    Icon.CROSS_SQUARE: _cross_square,
    Icon.EXCLAMATION: _exclamation,
    Icon.QUESTION: _question,
    Icon.ONE: _one,
    Icon.DASH: _dash,
    Icon.DASHED: _dashed,
    Icon.DIAMOND: _diamond,
    Icon.SLASH: _slash,
    Icon.SPEECH: _speech,
    Icon.SPEECH_HALF: _speech_half,
}
