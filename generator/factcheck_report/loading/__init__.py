"""The texts of the claims files → a `Draft`, strictly, with every problem at its line.

The rules of reading are those of the design: every scalar is the text the editor typed until
its field's type reads it; unknown, repeated and missing fields are problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck_report.documents.reading import CLAIMS_FILE
from factcheck_report.loading.context import INVALID, Context
from factcheck_report.loading.groups import Entries, no_break_space, refuse_duplicate
from factcheck_report.loading.references import check_references, check_removed
from factcheck_report.loading.schema import SECTIONS
from factcheck_report.model import Draft, Marks, Position, Publication, Quote
from factcheck_report.problems import Problem, did_you_mean, meant
from factcheck_report.yaml_tree import nodes

__all__ = ["Loaded", "load"]

_ENTRIES = ("sources", "origins", "verdicts", "claimants", "claims", "removed")
_LISTS = ("timeline", "disagreements")
_SECTION_LINE = re.compile(
    rf"""^[ \t\ufeff{{]*["']?(?:{"|".join(SECTIONS)})["']?[ \t]*:[ \t]*(?:[#{{\[].*)?$""",
    re.MULTILINE,
)
"""A line that names a section, as it may stand in a file that cannot be read."""
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_REQUIRED = ("report", "sources", "verdicts", "claims")


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that could be read, and all that is wrong with it.

    With problems the draft lacks what they are about; it still serves to find more of them.
    """

    draft: Draft
    problems: tuple[Problem, ...]
    strays: tuple[tuple[str, Quote], ...] = ()
    """Quotes, with their names, of entries that could not be read as a whole."""


def load(texts: Mapping[str, str]) -> Loaded:
    """Read the claims files.

    `texts` holds each file's decoded text by its path relative to the report's folder, in the
    order in which their entries shall follow each other. Never raises.
    """
    problems: list[Problem] = []
    sections = _Sections()
    quotes: list[tuple[str, Quote]] = []
    foreign: list[Problem] = []
    for file, text in texts.items():
        found: list[Problem] = []
        root = nodes.parse(text, file, found)
        if text.strip() and not _is_of_a_report(root, text):
            foreign.append(_foreign(root, file))
            continue
        problems += found
        if isinstance(root, nodes.Mapping):
            sections.read(root, Context(file, text, problems, quotes=quotes))
    problems += foreign
    first = Position(next(iter(texts), "claims.yaml"))
    unread = not sections.seen and bool(problems)
    if not unread and not foreign:
        problems += _missing(sections.seen, first)
    draft = Draft(
        publication=sections.publication or Publication(title="", summary="", marks=Marks(first)),
        sources=sections.entries["sources"].valid,
        origins=sections.entries["origins"].valid,
        verdicts=sections.entries["verdicts"].valid,
        claimants=sections.entries["claimants"].valid,
        claims=sections.entries["claims"].valid,
        timeline=tuple(sections.lists["timeline"]),
        disagreements=tuple(sections.lists["disagreements"]),
        removed=sections.entries["removed"].valid,
    )
    named = {
        section: sections.strays | set(sections.entries[section].named) for section in _ENTRIES
    }
    problems += check_references(draft, named)
    problems += check_removed(draft, sections.entries["claims"].named)
    return Loaded(draft, tuple(problems), _strays(draft, quotes) if problems else ())


def _strays(draft: Draft, quotes: Iterable[tuple[str, Quote]]) -> tuple[tuple[str, Quote], ...]:
    kept = {id(quote) for _, _, some in draft.quoting_entries() for quote in some}
    return tuple((name, quote) for name, quote in quotes if id(quote) not in kept)


def _is_of_a_report(root: nodes.Node | None, text: str) -> bool:
    """Whether a file has a section of a report, even one that is misspelt or cannot be read."""
    if root is None:
        lines = text.replace("\r", "\n")
        # A page about claims files may show one, between fences.
        return _SECTION_LINE.search(lines) is not None and not _FENCE.search(lines)
    if not isinstance(root, nodes.Mapping):
        return False
    return any(_is_like_a_section(key.text) for key, _ in root.entries)


def _is_like_a_section(name: str) -> bool:
    likely = meant(name, SECTIONS)
    return bool(likely) and name[:1].lower() == likely[0] and abs(len(name) - len(likely)) <= 1


def _foreign(root: nodes.Node | None, file: str) -> Problem:
    keys = {key.text for key, _ in root.entries} if isinstance(root, nodes.Mapping) else set()
    kind = " It looks like the settings of the site." if "site_name" in keys else ""
    return Problem(
        position=Position(file),
        rule="not-a-claims-file",
        what=f"{file} is not a claims file: it has none of the sections of one.{kind}",
        fix=CLAIMS_FILE,
    )


def _missing(seen: Iterable[str], first: Position) -> list[Problem]:
    return [
        Problem(
            position=first,
            rule="missing",
            what=f"The section “{section}” is missing.",
            fix=f"Add a line “{section}:” at the left edge, and its entries below it.",
        )
        for section in _REQUIRED
        if section not in seen
    ]


class _Sections:
    """Collects the sections of several files into one report."""

    def __init__(self) -> None:
        self.seen: dict[str, Position] = {}
        self.strays: set[str] = set()
        """Keys at the left edge that are no sections: often entries that lost their indentation."""
        self.publication: Publication | None = None
        self.entries: dict[str, Entries[Any]] = {section: Entries() for section in _ENTRIES}
        self.lists: dict[str, list[Any]] = {section: [] for section in _LISTS}

    def read(self, root: nodes.Mapping, context: Context) -> None:
        in_this_file: dict[str, int] = {}
        for key, node in root.entries:
            section = key.text
            if section not in SECTIONS:
                context.refuse(
                    key,
                    "unknown-field",
                    f"“{section[:80]}” is no section of a report.",
                    f"{no_break_space(key)}{did_you_mean(section, SECTIONS)}The sections are: "
                    f"{', '.join(SECTIONS)}. An "
                    "entry of a section is indented by two spaces, its fields by four.",
                )
                self.strays.add(section)
            elif section in in_this_file:
                context.refuse(
                    key,
                    "duplicate-field",
                    f"The section “{section}” stands here a second time.",
                    f"Move its entries to the first one, in line {in_this_file[section]}.",
                )
            elif section == "report" and section in self.seen:
                context.refuse(
                    key,
                    "duplicate-field",
                    f"The section “report” already stands in {self.seen[section].file}.",
                    "Keep it in one file only.",
                )
            else:
                in_this_file[section] = key.line
                self.seen.setdefault(section, context.position(key))
                self._add(section, SECTIONS[section].read(node, section, context), context)

    def _add(self, section: str, value: Any, context: Context) -> None:
        if value is INVALID:
            return
        if section == "report":
            self.publication = value
        elif section in self.lists:
            self.lists[section] += value
        else:
            self._merge(self.entries[section], value, section, context)

    def _merge(
        self, entries: Entries[Any], new: Entries[Any], section: str, context: Context
    ) -> None:
        for id, position in new.named.items():
            if id in entries.named:
                key = nodes.Scalar(position.line, position.column, id)
                inner = context.inside(f"{section.removesuffix('s')} {id}")
                refuse_duplicate(inner, key, id, entries.named[id])
            else:
                entries.named[id] = position
                if id in new.valid:
                    entries.valid[id] = new.valid[id]
