"""The texts of the claims files → a `Draft`, strictly, with every problem at its line.

Every scalar is the text that the editor typed, until the type of its field reads it. Unknown,
repeated and missing fields are problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from factcheck_report.documents.reading import CLAIMS_FILE
from factcheck_report.loading.content_ids import with_ids
from factcheck_report.loading.context import INVALID, NamedId, ReadContext
from factcheck_report.loading.groups import (
    ListOf,
    SectionEntries,
    no_break_space,
    refuse_duplicate,
)
from factcheck_report.loading.references import (
    check_own_ids,
    check_references,
    check_removed,
)
from factcheck_report.loading.schema import ENTRY_NAMES, ENTRY_SECTIONS, LIST_SECTIONS, SECTIONS
from factcheck_report.loading.unpublished import notes_on_drafts
from factcheck_report.model import Draft, EntryPositions, Position, Publication, Quote
from factcheck_report.problems import Problem, closest_match, did_you_mean
from factcheck_report.yaml_tree import MappingNode, Node, ScalarNode, parse

__all__ = ["LoadResult", "load"]

_SECTION_LINE = re.compile(
    rf"""^[ \t\ufeff{{]*["']?(?:{"|".join(SECTIONS)})["']?[ \t]*:[ \t]*(?:[#{{\[].*)?$""",
    re.MULTILINE,
)
"""A line that names a section, in a file that cannot be parsed."""
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_REQUIRED = ("report", "sources", "verdicts", "claims")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """All that could be read, and all that is wrong with it.

    With problems the draft lacks the entries that they are about. It is still checked, to find
    more problems.
    """

    draft: Draft
    problems: tuple[Problem, ...]
    orphan_quotes: tuple[tuple[str, Quote], ...] = ()
    """Quotes, with their names, of entries that could not be read as a whole."""
    drafts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By id of claims with `draft: true`, also of those that could not be read: the values of
    those, among them the ids that they name; empty for those that were read."""
    claims_ends: Mapping[str, int] = field(default_factory=dict)
    """By file: the line of the section after `claims:`, 0 if that is the last one.

    Only files in which `claims:` begins a line and is not written in braces.
    """


def load(texts: Mapping[str, str]) -> LoadResult:
    """Read the claims files. Never raises.

    `texts` has each file's decoded text by its path relative to the report's folder. Entries
    follow each other in the order of the files.
    """
    problems: list[Problem] = []
    sections = _SectionCollector()
    quotes: list[tuple[str, Quote]] = []
    named_ids: list[NamedId] = []
    foreign: list[Problem] = []
    for file, text in texts.items():
        syntax: list[Problem] = []
        root = parse(text, file, syntax)
        if text.strip() and not _is_claims_file(root, text):
            foreign.append(_foreign(root, file))
            continue
        problems += syntax
        if isinstance(root, MappingNode):
            sections.read(
                root, ReadContext(file, text, problems, quotes=quotes, named_ids=named_ids)
            )
    problems += foreign
    first = Position(next(iter(texts), "claims.yaml"))
    # No section could be read: “missing” would only repeat that.
    is_unread = not sections.seen and bool(problems)
    if not is_unread and not foreign:
        problems += _missing(sections.seen, first)
    # Any: entries of every section.
    contents: dict[str, Any] = {name: found.valid for name, found in sections.entries.items()}
    unread: dict[str, Set[int]] = {}
    for name, items in sections.lists.items():
        contents[name] = tuple(item for item in items if item is not INVALID)
        if numbers := {number for number, item in enumerate(items, 1) if item is INVALID}:
            unread[name] = numbers
    nothing = Publication(title="", summary="", positions=EntryPositions(first))
    draft = Draft(publication=sections.publication or nothing, unread=unread, **contents)
    known = {
        section: sections.unknown_keys | set(entries.positions)
        for section, entries in sections.entries.items()
    }
    problems += check_references(named_ids, draft, known)
    drafts = {
        id: frozenset() if id in draft.claims else values
        for id, values in sections.entries["claims"].drafts.items()
    }
    places = sections.entries["claims"].positions
    problems += check_own_ids(draft)
    problems += check_removed(draft, {id: places[id] for id in places if id not in drafts})
    orphans = _orphan_quotes(draft, quotes) if problems else ()
    told = tuple(notes_on_drafts(problems, drafts.keys()))
    return LoadResult(with_ids(draft), told, orphans, drafts, sections.claims_ends)


def _orphan_quotes(
    draft: Draft, quotes: Iterable[tuple[str, Quote]]
) -> tuple[tuple[str, Quote], ...]:
    kept = {id(quote) for _, quote in draft.named_quotes()}
    return tuple((name, quote) for name, quote in quotes if id(quote) not in kept)


def _is_claims_file(root: Node | None, text: str) -> bool:
    """Whether a file has a section of a report, even a misspelt or unreadable one."""
    if root is None:
        lines = text.replace("\r", "\n")
        # A Markdown page about claims files may show one in a fenced block.
        return _SECTION_LINE.search(lines) is not None and not _FENCE.search(lines)
    if not isinstance(root, MappingNode):
        return False
    return any(_resembles_section(key.text) for key, _ in root.entries)


def _resembles_section(name: str) -> bool:
    likely = closest_match(name, SECTIONS)
    return bool(likely) and name[:1].lower() == likely[0] and abs(len(name) - len(likely)) <= 1


def _foreign(root: Node | None, file: str) -> Problem:
    keys = {key.text for key, _ in root.entries} if isinstance(root, MappingNode) else set()
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


class _SectionCollector:
    """Collects the sections of several files into one report."""

    def __init__(self) -> None:
        self.seen: dict[str, Position] = {}
        self.unknown_keys: set[str] = set()
        """Keys at the left edge that are not sections; often entries that are not indented."""
        self.publication: Publication | None = None
        # Any: entries of every section.
        self.entries: dict[str, SectionEntries[Any]] = {
            section: SectionEntries() for section in ENTRY_SECTIONS
        }
        self.lists: dict[str, list[Any]] = {section: [] for section in LIST_SECTIONS}
        """With INVALID in place of each item that could not be read."""
        self.claims_ends: dict[str, int] = {}
        """See `LoadResult`."""

    def read(self, root: MappingNode, context: ReadContext) -> None:
        in_this_file: dict[str, int] = {}
        for index, (key, node) in enumerate(root.entries):
            section = key.text
            if section not in SECTIONS:
                context.refuse(
                    key,
                    "unknown-field",
                    f"“{section[:80]}” is not a section of a report.",
                    f"{no_break_space(key)}{did_you_mean(section, SECTIONS)}The sections are: "
                    f"{', '.join(SECTIONS)}. Indent an entry of a section by two spaces, and its "
                    "fields by four.",
                )
                self.unknown_keys.add(section)
            elif section in in_this_file:
                context.refuse(
                    key,
                    "duplicate-field",
                    f"The section “{section}” is repeated.",
                    f"Move its entries to the first one, in line {in_this_file[section]}.",
                )
                if section != "report":
                    # For the problems in it, and because others may name its entries.
                    self._add(section, self._value(section, node, context), context)
            elif section == "report" and section in self.seen:
                context.refuse(
                    key,
                    "duplicate-field",
                    f"The section “report” is already in {self.seen[section].file}.",
                    "Keep it in one file only.",
                )
            else:
                in_this_file[section] = key.line
                self.seen.setdefault(section, context.position(key))
                self._add(section, self._value(section, node, context), context)
                is_block = isinstance(node, MappingNode) and not node.flow
                if section == "claims" and is_block and key.column == 1:
                    following = root.entries[index + 1 : index + 2]
                    self.claims_ends[context.file] = following[0][0].line if following else 0

    # Any: the entries of every section.
    def _value(self, section: str, node: Node, context: ReadContext) -> Any:
        type = SECTIONS[section]
        if isinstance(type, ListOf):
            return type.read_items(node, section, context, before=len(self.lists[section]))
        return type.read(node, section, context)

    def _add(self, section: str, value: Any, context: ReadContext) -> None:
        if value is INVALID:
            return
        if section == "report":
            self.publication = value
        elif section in self.lists:
            self.lists[section] += value
        else:
            self._merge(self.entries[section], value, section, context)

    def _merge(
        self,
        entries: SectionEntries[Any],
        new: SectionEntries[Any],
        section: str,
        context: ReadContext,
    ) -> None:
        for id, position in new.positions.items():
            if id in entries.positions:
                key = ScalarNode(position.line, position.column, id)
                inner = context.inside(f"{ENTRY_NAMES[section]} {id}")
                refuse_duplicate(inner, key, id, entries.positions[id])
            else:
                entries.positions[id] = position
                if id in new.valid:
                    entries.valid[id] = new.valid[id]
                if id in new.drafts:
                    entries.drafts[id] = new.drafts[id]
