"""Draws a bar chart as one SVG file. It can be read on light and on dark pages."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

_WIDTH = 760
_NAMES = 110
_FIGURES = 90
_BAR = 18
_STEP = 26
_TITLE = 34
_AXIS = 34
_STYLE = """\
svg { --ground: #fff; --words: #333; --line: #ddd; --ours: #3b5bdb; --other: #8a93a5 }
@media (prefers-color-scheme: dark) {
  svg { --ground: #1e2129; --words: #ddd; --line: #3a3f4b; --ours: #8da2fb; --other: #7d8698 }
}
text { font: 13px system-ui, sans-serif; fill: var(--words) }
.title { font-weight: 600 }
.end { text-anchor: end }
.middle { text-anchor: middle; font-size: 11px }
.ground { fill: var(--ground) } .line { stroke: var(--line) }
.other { fill: var(--other) } .product { fill: var(--ours) }"""


def chart(title: str, unit: str, groups: Mapping[str, Mapping[str, float]]) -> str:
    """Groups of bars on one linear axis, each bar with its figure."""
    scale = _Scale(max(figure for group in groups.values() for figure in group.values()))
    height = _TITLE + sum(_TITLE + len(group) * _STEP for group in groups.values()) + _AXIS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}\n</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
        f'<text class="title" x="12" y="22">{escape(title)}</text>',
    ]
    for tick in scale.ticks:
        x = scale.x(tick)
        parts.append(f'<path class="line" d="M{x:.1f} {_TITLE}V{height - _AXIS + 6}"/>')
        parts.append(f'<text class="middle" x="{x:.1f}" y="{height - 10}">{tick:g} {unit}</text>')
    y = _TITLE
    for heading, group in groups.items():
        parts.append(f'<text class="title" x="12" y="{y + 22}">{escape(heading)}</text>')
        y += _TITLE
        for name, figure in group.items():
            kind = "product" if name == "product" else "other"
            width = scale.x(figure) - _NAMES
            parts.append(
                f'<text class="end" x="{_NAMES - 8}" y="{y + 14}">{escape(name)}</text>'
                f'<rect class="{kind}" x="{_NAMES}" y="{y}" width="{width:.1f}" height="{_BAR}"/>'
                f'<text x="{_NAMES + width + 6:.1f}" y="{y + 14}">{figure:.2f} {unit}</text>'
            )
            y += _STEP
    parts.append("</svg>\n")
    return "\n".join(parts)


class _Scale:
    """A linear axis from zero to a round number above the largest figure."""

    def __init__(self, largest: float) -> None:
        power = 10.0 ** math.floor(math.log10(largest))
        step = next(step for step in (0.2, 0.5, 1.0, 2.0) if step * power * 6 >= largest) * power
        count = math.ceil(largest / step)
        self.ticks = [round(step * number, 10) for number in range(count + 1)]

    def x(self, figure: float) -> float:
        """The horizontal position of a figure."""
        return _NAMES + figure / self.ticks[-1] * (_WIDTH - _NAMES - _FIGURES)
