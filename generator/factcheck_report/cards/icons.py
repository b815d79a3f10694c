"""The icons of the tones as pictures, in the shapes of `rendering/templates/icons.html`.

They use the coordinates of those icons, 20 × 20. They are drawn larger and then reduced, which
smooths their edges.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

from factcheck_report.model import Tone

_UNITS = 20
_FINER = 8
_MIDDLE = 10.0
_INK = 255
_PAPER = 0
_CUT = 2.0
_LINE = 1.6
# Degrees of a circle of radius 8.2 that strokes of 3.2 and gaps of 1.95 take: ten of each.
_DASH, _DASHES = 22.36, 36


def icon(tone: Tone, size: int) -> Image.Image:
    """The icon as a mask of `size` × `size` pixels."""
    pen = _Pen(size * _FINER)
    _SHAPES[tone](pen)
    return pen.image.reduce(_FINER)


class _Pen:
    """Draws in the coordinates of the SVG icons."""

    def __init__(self, side: int) -> None:
        self.image = Image.new("L", (side, side))
        self._draw = ImageDraw.Draw(self.image)
        self._scale = side / _UNITS

    def disc(self, radius: float) -> None:
        self._draw.ellipse(self._circle(radius), fill=_INK)

    def right_half(self, radius: float) -> None:
        self._draw.pieslice(self._circle(radius), -90, 90, fill=_INK)

    def arc(self, radius: float, width: float, start: float, end: float) -> None:
        # Pillow draws the stroke inside the radius; SVG centres it on the radius.
        box = self._circle(radius + width / 2)
        self._draw.arc(box, start, end, fill=_INK, width=round(width * self._scale))

    def stroke(self, width: float, ink: int, *points: tuple[float, float]) -> None:
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        self._draw.line(scaled, fill=ink, width=round(width * self._scale), joint="curve")

    def _circle(self, radius: float) -> tuple[float, float, float, float]:
        low, high = (_MIDDLE - radius) * self._scale, (_MIDDLE + radius) * self._scale
        return (low, low, high, high)


def _check(pen: _Pen) -> None:
    pen.disc(9)
    pen.stroke(_CUT, _PAPER, (5.6, 10.4), (8.6, 13.4), (14.4, 7.0))


def _cross(pen: _Pen) -> None:
    pen.disc(9)
    pen.stroke(_CUT, _PAPER, (6.6, 6.6), (13.4, 13.4))
    pen.stroke(_CUT, _PAPER, (13.4, 6.6), (6.6, 13.4))


def _half(pen: _Pen) -> None:
    pen.arc(8.2, _LINE, 0, 360)
    pen.right_half(8.2)


def _dashes(pen: _Pen) -> None:
    for start in range(0, 360, _DASHES):
        pen.arc(8.2, _LINE, start, start + _DASH)
    pen.stroke(_LINE, _INK, (6.4, 10), (13.6, 10))


_SHAPES: Mapping[Tone, Callable[[_Pen], None]] = {
    Tone.POSITIVE: _check,
    Tone.MIXED: _half,
    Tone.NEGATIVE: _cross,
    Tone.NEUTRAL: _dashes,
}
