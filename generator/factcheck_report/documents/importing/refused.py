"""Why the text of a document cannot be taken out."""

from __future__ import annotations


class ImportRefused(Exception):
    """A document cannot be read; says what is wrong and how to fix it.

    `what` continues a sentence that begins with the file's name. Without `fix`, editors are told to
    save the text by hand.
    """

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix
