"""What the rules of reading ask: the help that code scanning shows beside a problem.

The editorial rules, in `checking`, have their own reasons.
"""

from __future__ import annotations

from collections.abc import Mapping

_ID = "Entries are named elsewhere by their ids; what is named must stand in the report."

READING_RULES: Mapping[str, str] = {
    "claims-file": "The claims file must be there, inside the report's folder, as text in UTF-8.",
    "not-a-claims-file": "A claims file has the sections of a report; other files have none.",
    "yaml": "The claims file must be plain YAML: fields, lists and texts; no types or references.",
    "wrong-type": "A field holds either one value, a list, or a group of fields, as it is defined.",
    "unknown-field": "Only defined fields may stand in an entry, so that no misspelt one is lost.",
    "duplicate-field": "A field stands once in an entry: which of two counts is not guessed.",
    "missing": "Some fields and sections cannot be left out.",
    "repeated-item": "A list of ids or tags names each of them once.",
    "too-few": "Some lists need a number of items, as a disagreement needs two quotes.",
    "empty": "A field that stands in an entry has a value; one that has none is left out.",
    "quotation-mark": "A quotation mark that ends a text was opened in it.",
    "too-long": "Texts have a longest length, so that pages stay readable.",
    "control-character": "A text holds no characters that cannot be shown.",
    "reordering-character": "A text holds no invisible characters that reorder it for readers.",
    "invisible-character": "The editors' own words hold no characters without width.",
    "too-many-marks": "No letter has more accents than any script puts on one.",
    "mixed-scripts": "No word mixes Latin and Cyrillic letters, which look alike.",
    "cut-by-comment": "A text that has a # sign behind a space is quoted, or YAML cuts it there.",
    "wrong-form": "Languages, hashes and tags have one exact form.",
    "unknown-word": "Some fields take one word of a fixed list.",
    "bad-address": "Addresses are absolute and safe to follow for every reader.",
    "bad-date": "Dates are written 2022, 2022-11 or 2022-11-05; ? marks an inferred part.",
    "bad-number": "Numbers are whole, in plain digits, and within their bounds.",
    "bad-id": "Ids become addresses of pages: small letters a–z, digits and hyphens.",
    "reserved-id": "Some names mean something to web servers or operating systems.",
    "duplicate-id": "An id names one entry of its section.",
    "not-an-id": "Where ids are listed, entries are named, not written out.",
    "unknown-source": _ID,
    "unknown-origin": _ID,
    "unknown-verdict": _ID,
    "unknown-claimant": _ID,
    "unknown-claim": _ID,
    "unknown-rule": "A level is set, and a warning accepted, for a rule that exists.",
    "not-acceptable": "Only warnings can be accepted. Errors are fixed.",
    "unused-acceptance": "A warning is accepted where it arises. An acceptance left over from "
    "earlier would hide the next warning of its kind.",
    "fixed-rule": "Some rules hold for every report: without them quotes would not be proved.",
    "no-words": "The interface speaks the report's language where it has the words, else English.",
    "words": "A language file has every sentence of the interface, and fills in what it does.",
    "no-site-url": "Feeds, citations and pictures for shared links hold the site's full address.",
    "source-file": "Each source's file must be there, as text in UTF-8.",
}
"""By the rule's id: one sentence on what it asks."""
