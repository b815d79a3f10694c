"""Makes extracted texts tidy without changing words."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck_report.documents.files import LARGEST_SOURCE
from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.limits import MAX_FACT
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.model.safe_text import REORDERING
from factcheck_report.model.spans import PAGE_BREAK

_LINE_END = re.compile("\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
_SPACES_AT_END = re.compile(r"[^\S\n\f]++(?=\n|\f|\Z)")
_BLANK_LINES = re.compile(r"\n{3,}")
_WINDOWS = re.compile("[\x80-\x84\x86-\x9f]")
"""Control characters that nobody writes: signs of Windows-1252 in a page or file that says that it
is in another encoding. Browsers read `&#146;` as ’, too."""
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REORDERING = re.compile(f"[{REORDERING}]")
"""Claims files refuse them. Words from right to left appear in the right order without them."""
_WHITE_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def tidied(extracted: ExtractedText) -> ExtractedText:
    """The text with LF line ends, without control characters and repeated blank lines.

    Raises ImportRefused if it has no visible character or is too large for a source.
    """
    text = _WINDOWS.sub(_sign, _LINE_END.sub("\n", extracted.text))
    text = _BLANK_LINES.sub("\n\n", _SPACES_AT_END.sub("", _UNSHOWN.sub("", text)))
    text = text.strip("\n ")
    if not text.replace(PAGE_BREAK, "").strip():
        raise ImportRefused("has no text.", _NO_TEXT)
    text = f"{text}\n"
    if len(text.encode()) > LARGEST_SOURCE:
        raise ImportRefused(
            f"has more than {LARGEST_SOURCE // 1024 // 1024} MB of text.",
            "Split it, or keep only the part that you need.",
        )
    facts = tuple(
        StatedFact(fact.field, value, fact.where)
        for fact in extracted.facts
        if (value := in_one_line(_REORDERING.sub("", fact.value)))
        and len(value) <= MAX_FACT
        and "\ufffd" not in value  # letters were lost
    )
    return replace(extracted, text=text, facts=facts)


def _sign(found: re.Match[str]) -> str:
    """The sign that a byte stands for in Windows-1252; nothing if it stands for none."""
    return found[0].encode("latin-1").decode("cp1252", "ignore")


def in_one_line(text: str) -> str:
    """A text on one line, without control characters."""
    return _WHITE_SPACE.sub(" ", _UNSHOWN.sub("", _WINDOWS.sub(_sign, text))).strip()


_NO_TEXT = "Put the document's text into it, or save the text as a plain text file in UTF-8."
