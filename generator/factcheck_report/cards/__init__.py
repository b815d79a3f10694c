"""Draws cards: preview pictures (og:image) of claims, PNG files of 1200 × 630 pixels.

A text is drawn only if every character can be drawn correctly; otherwise the card shows the verdict
alone, and `CardPainter.unsupported_characters` names the characters. Caching words and strips
makes a card in 2 ms; drawing each one whole with Pillow takes 10 ms.
"""

from factcheck_report.cards.font_face import FontRefused
from factcheck_report.cards.painter import CardPainter

__all__ = ["CardPainter", "FontRefused"]
