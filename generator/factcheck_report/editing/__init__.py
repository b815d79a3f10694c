"""Helps editors to write claims.yaml: finds passages, adds claims, fixes quotes, sets pins.

Edits replace text at positions of the YAML tree. They never write the whole file from its content,
which would lose comments and line breaks. The edited text is parsed again: it must have the old
content with the intended change and nothing else.
"""

from factcheck_report.editing.appending import append_claim, append_removal, append_source
from factcheck_report.editing.edits import Edited, NotEdited, read_tree
from factcheck_report.editing.entry_templates import NewClaim, NewSource, quote_entry
from factcheck_report.editing.finding import (
    FoundPassage,
    SearchedText,
    find_passages,
    unlisted_files,
)
from factcheck_report.editing.fixes import write_fixes
from factcheck_report.editing.ids import propose_id, refused_id
from factcheck_report.editing.pins import PinState, pin_states, set_pins, with_readable_pins
from factcheck_report.editing.renaming import ids_of_sections, rename_id
from factcheck_report.editing.writing import rewrite, rewrite_all

__all__ = [
    "Edited",
    "FoundPassage",
    "NewClaim",
    "NewSource",
    "NotEdited",
    "PinState",
    "SearchedText",
    "append_claim",
    "append_removal",
    "append_source",
    "find_passages",
    "ids_of_sections",
    "pin_states",
    "propose_id",
    "quote_entry",
    "read_tree",
    "refused_id",
    "rename_id",
    "rewrite",
    "rewrite_all",
    "set_pins",
    "unlisted_files",
    "with_readable_pins",
    "write_fixes",
]
