"""Entries of claims.yaml as text, ready to be filled in.

Fields that are unknown are left empty, with a comment that says what to write. The check names
each empty field, so a made-up value cannot be published by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck_report.model import ClaimKind, Removal, Stance, Wording
from factcheck_report.yaml_tree.scalars import double_quoted, quoted_scalar


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """A quote, with the fields that a program can fill in."""

    text: str
    source: str | None
    """None if no source entry names the file yet."""
    wording: Wording
    prefix: str = ""
    suffix: str = ""
    translate_into: str = ""
    """The report's language, if the document is in another one."""


_WORDING_HINTS = {
    Wording.QUOTED: "the words are between quotation marks there",
    Wording.HEADLINE: "it is in the first line",
    Wording.TRANSCRIPT: "the document has time codes",
    Wording.DOCUMENT: "or paraphrased, if the document reports what somebody said",
}


_STANCES = f"{', '.join([*Stance][:-1])} or {[*Stance][-1]}"
_WORDINGS = f"{', '.join([*Wording][:-1])} or {[*Wording][-1]}"


def quote_entry(quote: QuoteDraft, indent: int) -> str:
    """The quote as an item of a list `quotes:`, `indent` spaces in, each line with its line end."""
    lines = [f"- text: {quoted_scalar(quote.text)}"]
    if quote.prefix:
        lines.append(f"  prefix: {quoted_scalar(quote.prefix)}")
    if quote.suffix:
        lines.append(f"  suffix: {quoted_scalar(quote.suffix)}")
    if quote.source is None:
        lines.append("  source:  # fill in: add an entry under sources: for this file first")
    else:
        lines.append(f"  source: {quote.source}")
    lines += [
        f"  stance:  # fill in: {_STANCES}",
        "  speaker:  # fill in: who says it, as the document has it; or delete the line",
        f"  wording: {quote.wording}  # check: {_WORDING_HINTS[quote.wording]}",
        "  origin:  # fill in: an id under origins: (who it comes from); or delete the line",
    ]
    if quote.translate_into:
        lines.append(
            f"  translation:  # fill in: your translation ({quote.translate_into}); or delete the "
            "line"
        )
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class NewSource:
    """A new source, as far as it is known."""

    id: str
    fields: Mapping[str, str]
    """Values that are certain, by field, in the order of the entry."""
    stated: Mapping[str, tuple[str, str]]
    """By field: what the document states about itself, and where, for editors to check."""


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")


def _scalar(text: str) -> str:
    """A value on one line: paths, dates and hashes without quotation marks."""
    return text if _PLAIN.fullmatch(text) else quoted_scalar(text)


_STATED = ("title", "author", "publisher", "published", "url", "archived", "language", "kind")
"""Fields that a document may state, in the order of the entry."""
_TITLE_MISSING = "title:  # fill in: the title as the document has it"


def source_entry(source: NewSource, indentation: Indentation) -> list[str]:
    """The lines of a source, without line ends. What an editor has to check is marked."""
    lines = [f"{name}: {_scalar(value)}" for name, value in source.fields.items()]
    for field in _STATED:
        if field in source.stated:
            value, where = source.stated[field]
            lines.append(f"{field}: {_scalar(value)}  # check: from {where}")
        elif field == "title":
            lines.append(_TITLE_MISSING)
    inner = " " * (indentation.indent + indentation.step)
    return [f"{' ' * indentation.indent}{source.id}:", *(inner + line for line in lines)]


@dataclass(frozen=True, slots=True)
class Indentation:
    """How the entries around a new one are indented."""

    indent: int = 2
    """Spaces before an entry's id."""
    step: int = 2
    """Spaces by which its fields are indented further."""


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A new claim, as far as it is known; the rest is left to fill in."""

    id: str
    claim: str
    verdict: str | None = None
    claimants: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    """The ids of all verdicts, to choose from."""
    kind: ClaimKind = ClaimKind.EVENT
    """That of the verdict, if it is known."""


def claim_entry(claim: NewClaim, indentation: Indentation) -> list[str]:
    """The lines of a claim to fill in, without line ends."""
    known = f"choose: {', '.join(claim.verdicts)}"
    named = ", ".join(claim.claimants)
    fields = [
        f"claim: {quoted_scalar(claim.claim)}",
        *([f"kind: {claim.kind}"] if claim.kind is not ClaimKind.EVENT else ()),
        f"claimants: [{named}]"
        if named
        else "# claimants: [some-id]  # who makes the claim: ids under claimants:",
        "# stated: 2022-11-05  # when, as far as the documents say; ? behind what is inferred",
        "# made: [{where: Speech in parliament, date: 2022-11-05}]  # url or where, and the date",
        f"verdict: {claim.verdict}" if claim.verdict else f"verdict:  # {known}",
        "summary:  # fill in: one or two sentences that can stand alone",
        "# analysis: |  # why this verdict: paragraphs, *emphasis*, lists and links",
        'quotes:  # factcheck find "some words" writes such an item',
        "  - text:  # fill in: the words as they are in the file, between quotation marks",
        "    source:  # fill in: an id under sources:",
        f"    stance:  # fill in: {_STANCES}",
        "    speaker:  # fill in: who says it, as the document has it; or delete the line",
        f"    wording:  # fill in: {_WORDINGS}",
        "    origin:  # fill in: an id under origins: (who it comes from); or delete the line",
    ]
    inner = " " * (indentation.indent + indentation.step)
    return [f"{' ' * indentation.indent}{claim.id}:", *(inner + line for line in fields)]


# Characters that YAML takes for a line end or does not allow. And the number sign of `##[`, which
# GitHub's runners obey wherever it is printed.
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|#(?=#*\\[)")


def quoted(text: str) -> str:
    """A text between double quotation marks, on one line, safe to print in a log."""
    return double_quoted(text, _ESCAPED)


def removal_lines(removal: Removal) -> list[str]:
    """A removed claim as an entry of its section, with its id at the left edge."""
    lines = [f"{removal.id}:", f"  date: {removal.date}", f"  note: {quoted(removal.note)}"]
    return lines + ([f"  now: {removal.now}"] if removal.now else [])
