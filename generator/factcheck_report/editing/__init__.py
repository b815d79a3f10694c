"""Helps editors to write claims.yaml: finds passages, adds claims, fixes quotes, renews pins.

Files are edited by putting text in at places that the parser names, never by writing the whole
file anew from its content: that would lose comments and break lines elsewhere. What an edit
made is read again and has to be the old content with the intended change and nothing else.
"""

from factcheck_report.editing.claims import NewClaim, append_claim
from factcheck_report.editing.edits import Edited, NotEdited
from factcheck_report.editing.entries import QuoteDraft, quote_entry
from factcheck_report.editing.finding import Passage, Searched, find_passages, unlisted_files
from factcheck_report.editing.fixes import write_fixes
from factcheck_report.editing.ids import propose_id, refused_id
from factcheck_report.editing.pins import PinState, pin_states, set_pins, with_readable_pins
from factcheck_report.editing.writing import rewrite, rewrite_all

__all__ = [
    "Edited",
    "NewClaim",
    "NotEdited",
    "Passage",
    "PinState",
    "QuoteDraft",
    "Searched",
    "append_claim",
    "find_passages",
    "pin_states",
    "propose_id",
    "quote_entry",
    "refused_id",
    "rewrite",
    "rewrite_all",
    "set_pins",
    "unlisted_files",
    "with_readable_pins",
    "write_fixes",
]
