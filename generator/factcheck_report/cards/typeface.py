"""Sets lines of text with the first of several fonts that can."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from PIL import ImageDraw

from factcheck_report.cards import letters
from factcheck_report.cards.breaking import Line, Piece, width_of
from factcheck_report.cards.faces import Face, Glyph, overlaid, shaping

_MOST_WORDS = 20_000
# Some ten kilobytes each.
_MOST_DRAWN = 2_000
_THREE_DOTS = "..."


class Setter(Protocol):
    """Sets one text: measures what no line break divides, and draws lines of it."""

    from_right: bool
    """Whether its lines begin at the right edge."""
    ellipsis: Piece
    """What ends a text that does not fit."""

    def pieces(self) -> list[Piece]:
        """The text, divided wherever a line may be broken."""
        ...

    def divided(self, piece: Piece) -> list[Piece]:
        """The piece letter by letter."""
        ...

    def width(self, line: Line) -> float:
        """How wide a line comes out, in em."""
        ...

    def draw(
        self, onto: ImageDraw.ImageDraw, line: Line, pen: tuple[int, int], size: int, ink: int
    ) -> None:
        """Draw a line whose left end on the base line is at `pen`."""
        ...


class Typeface:
    """Several fonts as one: the first that has all letters of a text sets it."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._faces = tuple(faces)
        self._cases = {face: _Case((face,)) for face in self._faces}
        self._all = _Case(self._faces)

    def unset(self, text: str) -> str:
        """The letters of a text that keep it from being set, each once; "" if it can be."""
        text = letters.cleaned(text)
        if self._setter(text) is not None:
            return ""
        missing = [char for char in text if self._lacks(char)]
        # Each letter may be there, but in no font all that have to be set together.
        together = [char for char in text if letters.needs_shaping(char)]
        return "".join(dict.fromkeys(missing or together))

    def setter(self, text: str) -> Setter | None:
        """What sets a text; None if it is empty or has letters that cannot be set right."""
        return self._setter(letters.cleaned(text))

    def _setter(self, text: str) -> Setter | None:
        plain = letters.without_unseen(text)
        if not plain:
            return None
        if letters.one_by_one(plain):
            return self._one_by_one(plain)
        return self._shaped(text)

    def _one_by_one(self, text: str) -> Setter | None:
        for face in self._faces:
            if _has(face, text):
                return _OneByOne(text, self._cases[face])
        if any(self._lacks(char) for char in text):
            return None
        return _OneByOne(text, self._all)

    def _shaped(self, text: str) -> Setter | None:
        if not shaping() or any(map(letters.needs_dictionary, text)):
            return None
        return next((_Shaped(text, face) for face in self._faces if _has(face, text)), None)

    def _lacks(self, char: str) -> bool:
        if letters.needs_dictionary(char) or (letters.needs_shaping(char) and not shaping()):
            return True
        return not any(_has(face, char) for face in self._faces)


def _has(face: Face, text: str) -> bool:
    return all(face.covers(char) or letters.is_unseen(char) for char in set(text))


class _Case:
    """Letters of one font, or of several that stand in for each other, and words of them."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._faces = faces
        self._of: dict[str, Face] = {}
        # Claims are made of the same words, and each letter takes as long to be copied as a word.
        self.pens = lru_cache(maxsize=_MOST_WORDS)(self._pens)
        self.pieces = lru_cache(maxsize=_MOST_WORDS)(self._pieces)
        self.drawn = lru_cache(maxsize=_MOST_DRAWN)(self._drawn)

    def face(self, char: str) -> Face:
        """The first font that has a letter."""
        if char not in self._of:
            having = (face for face in self._faces if _has(face, char))
            self._of[char] = next(having, self._faces[0])
        return self._of[char]

    def _pens(self, word: str) -> tuple[float, ...]:
        """Where each letter of a word begins, and where the last ends, in em."""
        pen, pens, before = 0.0, [], ""
        for char in word:
            face = self.face(char)
            if before and self.face(before) is face:
                pen += face.kerning(before + char)
            pens.append(pen)
            pen += face.advance(char)
            before = char
        return (*pens, pen)

    def _pieces(self, word: str) -> tuple[Piece, ...]:
        """A word, divided wherever a line may be broken; a space before it."""
        space = self.face(" ").advance(" ")
        return tuple(
            self.piece(part, 0.0 if number else space)
            for number, part in enumerate(letters.parts_of(word))
        )

    def piece(self, text: str, space: float) -> Piece:
        """Letters that no line break divides."""
        # Once it has kept a line together it is a space, and not every font has it as a letter.
        text = text.replace(letters.NO_BREAK_SPACE, " ")
        return Piece(text, self.pens(text)[-1], space)

    def _drawn(self, word: str, size: int) -> Glyph | None:
        """A word as one picture; None where it leaves no ink."""
        placed = []
        for char, pen in zip(word, self.pens(word), strict=False):
            glyph = self.face(char).glyph(char, size)
            if glyph is not None:
                placed.append((round(pen * size), glyph))
        return overlaid(placed)


class _OneByOne:
    """Sets letters that do not change beside others, from left to right."""

    from_right = False

    def __init__(self, text: str, case: _Case) -> None:
        self._text = text
        self._case = case
        self.ellipsis = case.piece(_ellipsis(case.face(letters.ELLIPSIS)), 0.0)

    def pieces(self) -> list[Piece]:
        return [piece for word in self._text.split(" ") for piece in self._case.pieces(word)]

    def divided(self, piece: Piece) -> list[Piece]:
        return [
            self._case.piece(char, 0.0 if number else piece.space)
            for number, char in enumerate(piece.text)
        ]

    def width(self, line: Line) -> float:
        return width_of(line)

    def draw(
        self, onto: ImageDraw.ImageDraw, line: Line, pen: tuple[int, int], size: int, ink: int
    ) -> None:
        left, base = pen
        at = -line[0].space * size + left
        for piece in line:
            at += piece.space * size
            word = self._case.drawn(piece.text, size)
            if word is not None:
                onto.bitmap((round(at) + word.left, base + word.top), word.image, fill=ink)
            at += piece.width * size


class _Shaped:
    """Sets letters whose look or order depends on their neighbours, with one font."""

    def __init__(self, text: str, face: Face) -> None:
        self._text = text
        self._face = face
        self.from_right = letters.from_right(text)
        self._direction = "rtl" if self.from_right else "ltr"
        self.ellipsis = self._piece(_ellipsis(face), 0.0)

    def pieces(self) -> list[Piece]:
        space = self._face.advance(" ")
        return [self._piece(word, space) for word in self._text.split(" ")]

    def divided(self, piece: Piece) -> list[Piece]:
        return [
            self._piece(cluster, 0.0 if number else piece.space)
            for number, cluster in enumerate(letters.clusters_of(piece.text))
        ]

    def width(self, line: Line) -> float:
        return self._face.shaped_width(_text_of(line), self._direction)

    def draw(
        self, onto: ImageDraw.ImageDraw, line: Line, pen: tuple[int, int], size: int, ink: int
    ) -> None:
        glyph = self._face.shaped(_text_of(line), size, self._direction)
        if glyph is not None:
            onto.bitmap((pen[0] + glyph.left, pen[1] + glyph.top), glyph.image, fill=ink)

    def _piece(self, text: str, space: float) -> Piece:
        return Piece(text, self._face.shaped_width(text, self._direction), space)


def _text_of(line: Line) -> str:
    return "".join((" " if piece.space else "") + piece.text for piece in line).strip(" ")


def _ellipsis(face: Face) -> str:
    return letters.ELLIPSIS if face.covers(letters.ELLIPSIS) else _THREE_DOTS
