"""Draws the picture that stands beside a link to a page where the link is shared.

In go a claim's text, its verdict's label and tone (`CardPainter.paint`); out comes a PNG of
1200 × 630 pixels, for `og:image`. A text is set only where every letter of it can be set
right: what is not so is never drawn as boxes or in the wrong order, and `CardPainter.unset`
names the letters. Nothing here knows of MkDocs, files of a report or the network.
"""

from factcheck_report.cards.faces import FontRefused
from factcheck_report.cards.painter import CardPainter

__all__ = ["CardPainter", "FontRefused"]
