"""One sentence on each rule that is not editorial, for `factcheck rules` and code scanning.

The editorial rules are in `checking`.
"""

from __future__ import annotations

from collections.abc import Mapping

_ID = "An id that is used in one entry must be the id of another entry of the report."

LOADING_RULES: Mapping[str, str] = {
    "claims-file": "The claims file must be a UTF-8 text file in the report's folder.",
    "not-a-claims-file": "A claims file must have the sections of a report.",
    "yaml": "The claims file must be plain YAML: fields, lists and texts; no tags or aliases.",
    "wrong-type": "Each field takes either one value, a list, or a group of fields.",
    "unknown-field": "Only known fields may be used, so that a misspelt one is noticed.",
    "duplicate-field": "A field may be used only once in an entry.",
    "missing": "Some fields and sections are required.",
    "repeated-item": "A list of ids or tags must not repeat an item.",
    "too-few": "Some lists need several items: a disagreement needs two quotes.",
    "too-many": "Some fields exclude each other: an event has only one date.",
    "empty": "A field must have a value. Leave out fields that have none.",
    "quotation-mark": "A quotation mark at the end of a text needs one that opens it.",
    "too-long": "Texts have a maximum length, so that pages stay readable.",
    "control-character": "Texts must not contain control characters.",
    "reordering-character": "Texts must not contain invisible characters that reorder them.",
    "invisible-character": "The editors' own texts must not contain characters without width.",
    "too-many-marks": "Letters must not have more accents than any script uses.",
    "mixed-scripts": "Words must not mix Latin and Cyrillic letters, which look alike.",
    "cut-by-comment": "Put a text with a space and # in quotation marks, or YAML cuts it there.",
    "wrong-form": "Languages, hashes and tags must have their exact form.",
    "unknown-word": "Some fields take only the words of a fixed list.",
    "bad-address": "Addresses must be complete and safe to follow.",
    "bad-date": "Write dates as 2022, 2022-11 or 2022-11-05; ? marks an inferred part.",
    "bad-number": "Write numbers as whole numbers in plain digits, within their limits.",
    "bad-id": "Ids are part of page addresses: only the letters a–z, digits and hyphens.",
    "reserved-id": "Some names have a special meaning to web servers or operating systems.",
    "duplicate-id": "An id may be used for only one entry of a section.",
    "not-an-id": "Lists of ids take ids, not whole entries.",
    "unknown-source": _ID,
    "unknown-origin": _ID,
    "unknown-verdict": _ID,
    "unknown-claimant": _ID,
    "unknown-claim": _ID,
    "unknown-rule": "“rules:” and “accept:” must name rules that exist.",
    "not-acceptable": "Only warnings can be accepted. Errors must be fixed.",
    "unused-acceptance": "Accept a warning on the entry it names. An acceptance that is no longer "
    "needed would hide the next warning of its kind.",
    "fixed-rule": "Some rules apply to every report: without them quotes would not be proved.",
    "no-words": "If the interface is not in the report's language, it is in English.",
    "words": "A language file needs every text of the interface, with the same placeholders.",
    "no-site-url": "Feeds, citations, pictures for shared links and data for search engines need "
    "the site's full address.",
    "embargo": "A claim with “publish_from” is published on that day (UTC), not before.",
    "draft-verdict": "A verdict with “draft: true” is only for drafts of claims.",
    "unpublished-claim": "Entries that name an unpublished claim are published without it.",
    "unread-claims-file": "Every claims file must be read, or its claims would be missing.",
    "source-file": "Each source's file must exist, as UTF-8 text.",
}
"""What each rule requires, by its id."""
