"""Entries of claims.yaml as text, ready to be filled in.

What is left to fill in is left empty, with a comment that says what goes there: the check then
names each such line, and nothing that a program made up can be published by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck_report.model import Wording

# Raw in a YAML file these are refused, invisible or steer what is shown.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def scalar(text: str) -> str:
    """A text as a YAML value in one line, between quotation marks."""
    if _ESCAPED.search(text):
        return f'"{escaped(text)}"'
    if '"' in text or "\\" in text:
        # Easier to read than with a backslash before each mark.
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def escaped(text: str) -> str:
    """A text as it stands between double quotation marks."""
    return _ESCAPED.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"'))


def _escape(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """A quote as far as a program can know it."""

    text: str
    source: str | None
    """None where no source entry names the file yet."""
    wording: Wording
    prefix: str = ""
    suffix: str = ""


_WORDING_HINTS = {
    Wording.QUOTED: "the words stand between quotation marks there",
    Wording.HEADLINE: "it stands in the first line",
    Wording.DOCUMENT: "or paraphrased, if the document reports what somebody said",
}


def quote_entry(quote: QuoteDraft, indent: int) -> str:
    """The quote as an item of a list `quotes:`, `indent` spaces in, each line ended."""
    lines = [f"- text: {scalar(quote.text)}"]
    if quote.prefix:
        lines.append(f"  prefix: {scalar(quote.prefix)}")
    if quote.suffix:
        lines.append(f"  suffix: {scalar(quote.suffix)}")
    if quote.source is None:
        lines.append("  source:  # fill in: add an entry under sources: for this file first")
    else:
        lines.append(f"  source: {quote.source}")
    lines += [
        "  stance:  # fill in: supports, refutes or context",
        "  speaker:  # fill in: who says it, as the document has it; or delete the line",
        f"  wording: {quote.wording}  # check: {_WORDING_HINTS[quote.wording]}",
        "  origin:  # fill in: an id under origins:, whose word it is; or delete the line",
    ]
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the entries round a new one are indented."""

    indent: int = 2
    """Spaces before an entry's id."""
    step: int = 2
    """Spaces by which its fields are indented further."""


def claim_entry(
    id: str,
    claim: str,
    verdict: str | None,
    claimants: Iterable[str],
    verdicts: Iterable[str],
    layout: Layout,
) -> list[str]:
    """The lines of a claim to fill in, without line ends."""
    known = f"choose: {', '.join(verdicts)}"
    named = ", ".join(claimants)
    fields = [
        f"claim: {scalar(claim)}",
        f"claimants: [{named}]"
        if named
        else "# claimants: [some-id]  # who makes the claim: ids under claimants:",
        "# stated: 2022-11-05  # when, as far as the documents say; ? behind what is inferred",
        f"verdict: {verdict}" if verdict else f"verdict:  # {known}",
        "summary:  # fill in: one or two sentences that can stand alone",
        "# analysis: |  # why this verdict: paragraphs, *emphasis*, lists and links",
        'quotes:  # factcheck find "some words" writes such an item',
        "  - text:  # fill in: the words as they stand in the file, between quotation marks",
        "    source:  # fill in: an id under sources:",
        "    stance:  # fill in: supports, refutes or context",
        "    speaker:  # fill in: who says it, as the document has it; or delete the line",
        "    wording:  # fill in: quoted, paraphrased, document or headline",
        "    origin:  # fill in: an id under origins:, whose word it is; or delete the line",
    ]
    inner = " " * (layout.indent + layout.step)
    return [f"{' ' * layout.indent}{id}:", *(inner + line for line in fields)]
