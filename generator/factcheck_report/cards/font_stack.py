"""Lays out text with the first of several fonts that has its characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PIL import ImageDraw

from factcheck_report.cards import text_analysis
from factcheck_report.cards.font_face import FontFace, Glyph, overlay, shaping_available
from factcheck_report.cards.line_breaking import Line, UnbreakableRun, line_width

_MOST_WORDS = 20_000
# About ten kilobytes each.
_MOST_DRAWN = 2_000
_THREE_DOTS = "..."


class FontStack:
    """Fonts in order of preference. The first that has all characters of a text draws it."""

    def __init__(self, faces: Sequence[FontFace]) -> None:
        self._faces = tuple(faces)
        self._words = {face: _WordCache((face,)) for face in self._faces}
        self._all = _WordCache(self._faces)

    def unsupported_characters(self, text: str) -> str:
        """The characters that prevent drawing the text, each once; empty if it can be drawn."""
        text = text_analysis.clean(text)
        if self._layout(text) is not None:
            return ""
        missing = [char for char in text if self._lacks(char)]
        # Every character may be in some font, but no font has all that must be shaped together.
        together = [char for char in text if text_analysis.needs_shaping(char)]
        return "".join(dict.fromkeys(missing or together))

    def layout(self, text: str, right_to_left: bool | None = None) -> TextLayout | None:
        """The layout of a text; None if it is empty or cannot be drawn correctly.

        If its direction is not known, it is that of its first letter.
        """
        return self._layout(text_analysis.clean(text), right_to_left)

    def _layout(self, text: str, right_to_left: bool | None = None) -> TextLayout | None:
        plain = text_analysis.without_invisible(text)
        if not plain:
            return None
        if text_analysis.is_context_free(plain):
            return self._simple_layout(plain)
        return self._shaped_layout(text, right_to_left)

    def _simple_layout(self, text: str) -> TextLayout | None:
        for face in self._faces:
            if _has(face, text):
                return _SimpleLayout(text, self._words[face])
        if any(self._lacks(char) for char in text):
            return None
        return _SimpleLayout(text, self._all)

    def _shaped_layout(self, text: str, right_to_left: bool | None) -> TextLayout | None:
        if not shaping_available() or any(map(text_analysis.needs_dictionary, text)):
            return None
        if right_to_left is None:
            right_to_left = text_analysis.is_right_to_left(text)
        having = (face for face in self._faces if _has(face, text))
        return next((_ShapedLayout(text, face, right_to_left) for face in having), None)

    def _lacks(self, char: str) -> bool:
        if text_analysis.needs_dictionary(char) or (
            text_analysis.needs_shaping(char) and not shaping_available()
        ):
            return True
        return not any(_has(face, char) for face in self._faces)


def _has(face: FontFace, text: str) -> bool:
    return all(face.covers(char) or text_analysis.is_invisible(char) for char in set(text))


class _WordCache:
    """Measured and drawn words, in one font or in several with fallback."""

    def __init__(self, faces: Sequence[FontFace]) -> None:
        self._faces = faces
        self._face_of: dict[str, FontFace] = {}
        # Claims share words, and copying a character takes as long as copying a word.
        self.positions = lru_cache(maxsize=_MOST_WORDS)(self._positions)
        self.runs = lru_cache(maxsize=_MOST_WORDS)(self._runs)
        self.drawn = lru_cache(maxsize=_MOST_DRAWN)(self._drawn)

    def face(self, char: str) -> FontFace:
        """The first font that has a character."""
        if char not in self._face_of:
            having = (face for face in self._faces if _has(face, char))
            self._face_of[char] = next(having, self._faces[0])
        return self._face_of[char]

    def _positions(self, word: str) -> tuple[float, ...]:
        """The start of each character of a word and the end of the last, in em."""
        pen, positions, before = 0.0, [], ""
        for char in word:
            face = self.face(char)
            if before and self.face(before) is face:
                pen += face.kerning(before + char)
            positions.append(pen)
            pen += face.advance(char)
            before = char
        return (*positions, pen)

    def _runs(self, word: str) -> tuple[UnbreakableRun, ...]:
        """A word with a space before it, split at every line break opportunity."""
        space = self.face(" ").advance(" ")
        return tuple(
            self.run(part, 0.0 if number else space)
            for number, part in enumerate(text_analysis.break_parts(word))
        )

    def run(self, text: str, space: float) -> UnbreakableRun:
        """Measure characters without a line break opportunity between them."""
        # Drawn as a space: not every font has a no-break space.
        text = text.replace(text_analysis.NO_BREAK_SPACE, " ")
        return UnbreakableRun(text, self.positions(text)[-1], space)

    def _drawn(self, word: str, size: int) -> Glyph | None:
        """A word as one glyph; None if it has no ink."""
        placed = []
        for char, pen in zip(word, self.positions(word), strict=False):
            glyph = self.face(char).glyph(char, size)
            if glyph is not None:
                placed.append((round(pen * size), glyph))
        return overlay(placed)


class _SimpleLayout:
    """Lays out context-free characters from left to right."""

    right_to_left = False
    """Whether lines begin at the right edge."""

    def __init__(self, text: str, words: _WordCache) -> None:
        self._text = text
        self._words = words
        self.ellipsis = words.run(_ellipsis(words.face(text_analysis.ELLIPSIS)), 0.0)
        """Ends a text that does not fit."""

    def runs(self) -> list[UnbreakableRun]:
        """The text, split at every line break opportunity."""
        return [run for word in self._text.split(" ") for run in self._words.runs(word)]

    def characters(self, run: UnbreakableRun) -> list[UnbreakableRun]:
        """A run, split into characters."""
        return [
            self._words.run(char, 0.0 if number else run.space)
            for number, char in enumerate(run.text)
        ]

    def width(self, line: Line) -> float:
        """The width of a line, in em."""
        return line_width(line)

    def draw(
        self, onto: ImageDraw.ImageDraw, line: Line, pen: tuple[int, int], size: int, ink: int
    ) -> None:
        """Draw a line with the left end of its baseline at `pen`."""
        left, base = pen
        at = -line[0].space * size + left
        for run in line:
            at += run.space * size
            word = self._words.drawn(run.text, size)
            if word is not None:
                onto.bitmap((round(at) + word.left, base + word.top), word.image, fill=ink)
            at += run.width * size


class _ShapedLayout:
    """Lays out text that needs shaping, with one font; has the methods of `_SimpleLayout`."""

    def __init__(self, text: str, face: FontFace, right_to_left: bool) -> None:
        self._text = text
        self._face = face
        self.right_to_left = right_to_left
        self._direction = "rtl" if self.right_to_left else "ltr"
        self.ellipsis = self._run(_ellipsis(face), 0.0)

    def runs(self) -> list[UnbreakableRun]:
        space = self._face.advance(" ")
        return [self._run(word, space) for word in self._text.split(" ")]

    def characters(self, run: UnbreakableRun) -> list[UnbreakableRun]:
        return [
            self._run(cluster, 0.0 if number else run.space)
            for number, cluster in enumerate(text_analysis.clusters(run.text))
        ]

    def width(self, line: Line) -> float:
        return self._face.shaped_width(_text_of(line), self._direction)

    def draw(
        self, onto: ImageDraw.ImageDraw, line: Line, pen: tuple[int, int], size: int, ink: int
    ) -> None:
        glyph = self._face.shaped(_text_of(line), size, self._direction)
        if glyph is not None:
            onto.bitmap((pen[0] + glyph.left, pen[1] + glyph.top), glyph.image, fill=ink)

    def _run(self, text: str, space: float) -> UnbreakableRun:
        return UnbreakableRun(text, self._face.shaped_width(text, self._direction), space)


TextLayout = _SimpleLayout | _ShapedLayout
"""The layout of one text: measures its unbreakable runs and draws lines of them."""


def _text_of(line: Line) -> str:
    return "".join((" " if run.space else "") + run.text for run in line).strip(" ")


def _ellipsis(face: FontFace) -> str:
    return text_analysis.ELLIPSIS if face.covers(text_analysis.ELLIPSIS) else _THREE_DOTS
