"""Field types that hold others: lists, groups of fields, and sections of entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from factcheck_report.loading.context import INVALID, FieldType, Invalid, JsonSchema, ReadContext
from factcheck_report.loading.values import Id, PlainText, is_id
from factcheck_report.model import EntryPositions, Position, Quote
from factcheck_report.problems import closest_match, counted, did_you_mean, latin_slug
from factcheck_report.yaml_tree import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    field_of,
    single_values,
)

T = TypeVar("T")

_ITEM = re.compile(r"[a-z]+ [0-9]+$")
"""The name of a list item at the end of an entry's name, such as “quote 2”."""


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of values of one type."""

    item_type: FieldType[T]
    entry_name: str = ""
    """What problems call an item, e.g. "event"; empty if an item is no entry of its own."""
    min_items: int = 0
    unique: bool = False
    """Whether no value may occur twice. The values must be hashable then."""

    def read(self, node: Node, name: str, context: ReadContext) -> tuple[T, ...] | Invalid:
        values = self.read_items(node, name, context)
        if values is INVALID or not isinstance(node, SequenceNode):
            return INVALID
        if len(values) < self.min_items:
            return context.refuse(
                node,
                "too-few",
                f"“{name}” has {counted(len(values), 'item')}; it needs at least {self.min_items}.",
                f"Add at least {self.min_items - len(values)} more.",
            )
        good = tuple(value for value in values if value is not INVALID)
        if self.unique and len(set(good)) < len(good):
            return _refuse_repeated(node, values, name, context)
        return good if len(good) == len(values) else INVALID

    def read_items(
        self, node: Node, name: str, context: ReadContext, *, before: int = 0
    ) -> list[T | Invalid] | Invalid:
        """Each item, or INVALID in its place. INVALID if the node is not a list.

        `before` is the number of items in other files that stand before these.
        """
        if not isinstance(node, SequenceNode):
            return self._refuse_no_list(node, name, context)
        values = []
        for number, item in enumerate(node.items, before + 1):
            inner = context
            if self.entry_name:
                outer = f"{context.entry}, " if context.entry else ""
                inner = context.inside(f"{outer}{self.entry_name} {number}")
            values.append(self._read_item(item, name, inner))
        return values

    def _read_item(self, item: Node, name: str, context: ReadContext) -> T | Invalid:
        if not isinstance(self.item_type, RecordOf) and (
            lost := _line_without_hyphen(item, context)
        ):
            line, text = lost
            return context.refuse(
                ScalarNode(line, len(text) - len(text.lstrip()) + 1, text),
                "wrong-type",
                "A hyphen is missing at the start of this line, so it continues the item before.",
                f"Write: - {text.strip()}",
            )
        return self.item_type.read(item, name, context)

    def _refuse_no_list(self, node: Node, name: str, context: ReadContext) -> Invalid:
        if isinstance(node, ScalarNode) and not node.text.strip():
            return context.refuse(
                node,
                "empty",
                f"“{name}” is empty.",
                f"Write each item on its own line below “{name}:”, after a hyphen and a space. "
                "If there are none, delete this line.",
            )
        if isinstance(self.item_type, RecordOf):
            if isinstance(node, MappingNode) and node.entries:
                return _refuse_no_hyphen(node.entries[0][0], name, context)
        elif listed := _intended_items(node):
            late = isinstance(node, ScalarNode) and _JOINED_ITEMS in node.text
            why = ": a hyphen is missing before its first item" if late else ""
            return context.refuse(
                node, "wrong-type", f"“{name}” is not a list{why}.", _as_list(name, listed)
            )
        return context.refuse(
            node,
            "wrong-type",
            f"“{name}” is not a list.",
            f"Write each item on its own line below “{name}:”, after a hyphen and a space.",
        )

    def json_schema(self) -> JsonSchema:
        bounds: JsonSchema = {"minItems": self.min_items} if self.min_items else {}
        if self.unique:
            bounds["uniqueItems"] = True
        return {"type": "array", **bounds, "items": self.item_type.json_schema()}


_LONGEST_LINE = 120
"""Code points of a line that a problem shows."""
_HYPHEN = re.compile(r"-(?=[a-z_]+$)")
_LONGEST_LIST = 1_000
"""Code points: a longer text is not shown rewritten as a list."""
_JOINED_ITEMS = " - "
"""In a text, it shows that YAML joined list items because the first has no hyphen."""
_BETWEEN = re.compile(r" *[,;|/] *| +(?:and|und|&|et|y) +")


def _intended_items(node: Node) -> list[str]:
    """The ids or tags in a value that should be a list: `a, b` or `{a, b}`."""
    if isinstance(node, MappingNode):
        # `{a, b}` is a mapping without values.
        if not all(isinstance(value, ScalarNode) and not value.text for _, value in node.entries):
            return []
        typed = [key.text for key, _ in node.entries]
    elif isinstance(node, ScalarNode) and len(node.text) <= _LONGEST_LIST:
        words = node.text.split()
        if all(word.startswith("-") for word in words):
            # `-drones`: without a space after the hyphen it is a text.
            return [word.lstrip("-") for word in words]
        text = " ".join(words).replace(_JOINED_ITEMS, ", ")
        typed = _BETWEEN.split(text.strip("()[]{} "))
    else:
        return []
    return [item for item in (item.strip("\"'“”„ ") for item in typed) if item]


def _as_list(name: str, items: list[str]) -> str:
    """How to write a list of ids or tags.

    Words with spaces between them may be one id or several, so both ways are shown.
    """
    ids = ", ".join(item if is_id(item) else latin_slug(item) or item for item in items)
    words = items[0].split()
    if len(items) == 1 and len(words) > 1 and all(is_id(word) for word in words):
        return f"Write: {name}: [{', '.join(words)}]. If it is a single id: {name}: [{ids}]"
    return f"Write: {name}: [{ids}]"


def _refuse_no_hyphen(key: ScalarNode, name: str, context: ReadContext) -> Invalid:
    """A list's first item has no hyphen before its first field, or no space after the hyphen."""
    line = context.lines.line(key.line).strip()
    space = _HYPHEN.match(key.text)
    line = line.lstrip("–—•*· ")
    shown = line[1:] if space else line.removeprefix(f"{name}:").strip(" {")[:_LONGEST_LINE]
    return context.refuse(
        key,
        "wrong-type",
        f"“{name}” is a list: a space is missing after the hyphen."
        if space
        else f"“{name}” is a list: a hyphen is missing before its first item.",
        f"Put a hyphen and a space before it: - {shown}" if not space else f"Write: - {shown}",
    )


def _line_without_hyphen(item: Node, context: ReadContext) -> tuple[int, str] | None:
    """The number and text of a line that YAML joins to an item because it has no hyphen."""
    if not isinstance(item, ScalarNode) or not item.plain or " " not in item.text:
        return None
    following = context.lines.line(item.line + 1)
    words = following.strip()
    if context.before(item).endswith("- ") and words and f" {words}" in item.text:
        return item.line + 1, following
    return None


def _refuse_repeated(
    node: SequenceNode, values: Iterable[object], name: str, context: ReadContext
) -> Invalid:
    first: dict[object, Node] = {}
    for item, value in zip(node.items, values, strict=True):
        if value is not INVALID and first.setdefault(value, item) is not item:
            context.refuse(
                item,
                "repeated-item",
                f"“{value}” occurs in “{name}” twice; the first is in line {first[value].line}.",
                "Delete one of the two.",
            )
    return INVALID


@dataclass(frozen=True, slots=True)
class TextFields:
    """A group of fields that are all short texts."""

    names: tuple[str, ...]
    longest: int
    """Code points of each."""

    def read(self, node: Node, name: str, context: ReadContext) -> Mapping[str, str] | Invalid:
        pairs = _pairs(node, name, context, self.names)
        if pairs is INVALID:
            return INVALID
        text = PlainText(self.longest)
        values = {key: text.read(value, key, context) for key, value in pairs.items()}
        good = {key: value for key, value in values.items() if value is not INVALID}
        return MappingProxyType(good) if len(good) == len(values) else INVALID

    def json_schema(self) -> JsonSchema:
        return _group({name: PlainText(self.longest).json_schema() for name in self.names})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group."""

    type: FieldType[Any]
    example: str | None = None
    """A value to show when the field is missing; None if it may be missing."""
    about: str = ""
    """Its purpose, in one or two sentences that editors see while they type."""

    def json_schema(self) -> JsonSchema:
        """The schema of its type, with its description."""
        return {"description": self.about, **self.type.json_schema()}


@dataclass(frozen=True, slots=True)
class RecordOf(Generic[T]):
    """A group of fields that becomes one object of the model.

    `build` is called with the fields that were given, by name. If `has_positions`, it also gets
    `positions`, those of the entry and its fields.
    """

    build: Callable[..., T]
    fields: Mapping[str, Field]
    has_positions: bool = True
    one_of: tuple[str, ...] = ()
    """Fields of which at least one is required."""
    exactly_one: bool = False
    """Whether only one of them may be given."""

    def read(
        self, node: Node, name: str, context: ReadContext, *, id: ScalarNode | None = None
    ) -> T | Invalid:
        """See `FieldType.read`; `id` is the key before the group, if that is an id."""
        pairs = _pairs(node, name, context, self.fields)
        if pairs is INVALID:
            return INVALID
        complete = True
        values: dict[str, Any] = {}
        for key, spec in self.fields.items():
            if key in pairs:
                value = spec.type.read(pairs[key], key, context)
                complete &= value is not INVALID
                values[key] = value
            elif spec.example is not None:
                complete = False
                if key not in _misspelt(node, self.fields):
                    context.refuse(
                        id or node,
                        "missing",
                        f"“{key}” is missing.",
                        f"Add a line: {key}: {spec.example}".rstrip(),
                    )
        complete &= self._has_one_of(pairs, node, context)
        if not complete:
            return INVALID
        if self.has_positions:
            places = {key: context.position(value) for key, value in pairs.items()}
            items = {
                key: tuple(context.position(item) for item in value.items)
                for key, value in pairs.items()
                if isinstance(value, SequenceNode) and isinstance(self.fields[key].type, ListOf)
            }
            values["positions"] = EntryPositions(
                context.position(id or node), places, items, max(node.last_line, node.line)
            )
        if id is not None:
            values["id"] = id.text
        built = self.build(**values)
        if isinstance(built, Quote):
            context.quotes.append((context.entry, built))
        return built

    def _has_one_of(self, pairs: Mapping[str, Node], node: Node, context: ReadContext) -> bool:
        """Whether at least one of `one_of` is given, and no more than are allowed."""
        given = [key for key in self.one_of if key in pairs]
        *others, last = (f"“{key}”" for key in self.one_of or ("",))
        either = f"{', '.join(others)} or {last}"
        if self.one_of and not given and _misspelt(node, self.fields).isdisjoint(self.one_of):
            more = "one of them." if self.exactly_one else f"{either}, or both."
            context.refuse(node, "missing", f"{either} is missing.", f"Add a line with {more}")
        if self.exactly_one and len(given) > 1:
            context.refuse(
                pairs[given[1]],
                "too-many",
                f"“{given[1]}” stands beside “{given[0]}”; only one of them can be given.",
                f"Delete one of the two lines. An entry has exactly one of {either}.",
            )
            return False
        return bool(given) or not self.one_of

    def json_schema(self) -> JsonSchema:
        required = [name for name, field in self.fields.items() if field.example is not None]
        fields = {name: field.json_schema() for name, field in self.fields.items()}
        either = [{"required": [name]} for name in self.one_of]
        how_many = "oneOf" if self.exactly_one else "anyOf"
        return _group(fields, required) | ({how_many: either} if either else {})


@dataclass(slots=True)
class SectionEntries(Generic[T]):
    """The entries of a section, by id."""

    valid: dict[str, T] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    """Of every id, also of entries that could not be read."""
    drafts: dict[str, frozenset[str]] = field(default_factory=dict)
    """By id of entries with `draft: true`, also of those that could not be read: all their values,
    among them the ids that they name."""


@dataclass(frozen=True, slots=True)
class EntriesOf(Generic[T]):
    """A section: a group with ids as keys."""

    record: RecordOf[T]
    entry_name: str
    """What problems call an entry, e.g. "claim"."""

    def read(self, node: Node, name: str, context: ReadContext) -> SectionEntries[T] | Invalid:
        """The entries that can be read. INVALID only if the node is not a group."""
        if not isinstance(node, MappingNode):
            return context.refuse(
                node,
                "wrong-type",
                f"“{name}” has no entries.",
                f"Below “{name}:”, write the id of each entry and a colon, indented by two spaces, "
                "and its fields below it, indented by four.",
            )
        entries: SectionEntries[T] = SectionEntries()
        for key, value in node.entries:
            inner = context.inside(f"{self.entry_name} {key.text[:64]}")
            id = Id().read(key, "id", inner)
            if id is INVALID or id in entries.positions:
                if id is not INVALID:
                    refuse_duplicate(inner, key, id, entries.positions[id])
                # For its problems.
                self.record.read(value, name, inner, id=key)
                continue
            entries.positions[id] = inner.position(key)
            if "draft" in self.record.fields and _is_draft(value):
                entries.drafts[id] = frozenset(scalar.text for scalar in single_values(value))
            record = self.record.read(value, name, inner, id=key)
            if record is not INVALID:
                entries.valid[id] = record
        return entries

    def json_schema(self) -> JsonSchema:
        return {
            "type": "object",
            "propertyNames": Id().json_schema(),
            "additionalProperties": self.record.json_schema(),
        }


def _is_draft(entry: Node) -> bool:
    """Whether an entry has `draft: true`, whatever else is wrong with it."""
    _, value = field_of(entry, "draft") or (None, None)
    return isinstance(value, ScalarNode) and value.text.lower() == "true"


def refuse_duplicate(context: ReadContext, node: Node, id: str, first: Position) -> None:
    """Note that an id is already used."""
    context.refuse(
        node,
        "duplicate-id",
        f"The id “{id}” is already used in {first.file}, line {first.line}.",
        "Give one of the two another id. If one of them is a published claim, change the other.",
    )


def no_break_space(key: ScalarNode) -> str:
    """A hint for a name that has a no-break space in it; else empty."""
    if "\u00a0" not in key.text:
        return ""
    return "It has a no-break space in it, which looks like a space: delete it and type spaces. "


def _begins_item(key: ScalarNode, node: MappingNode, context: ReadContext) -> bool:
    """Whether a repeated field begins another item with its hyphen missing."""
    if not _ITEM.search(context.entry):
        return False
    names = [name.text for name, _ in node.entries]
    # Two or more repeated fields: a whole item, not one slip.
    return key.text == names[0] or len(names) - len(set(names)) > 1


def _group(fields: Mapping[str, JsonSchema], required: Iterable[str] = ()) -> JsonSchema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(required),
        "additionalProperties": False,
    }


def _misspelt(node: Node, known: Iterable[str]) -> set[str]:
    """The known fields that were suggested for unknown ones in a group."""
    keys = (key.text for key, _ in node.entries) if isinstance(node, MappingNode) else ()
    return {closest_match(key, known) for key in keys if key not in known}


def _pairs(
    node: Node, name: str, context: ReadContext, known: Iterable[str]
) -> dict[str, Node] | Invalid:
    """The fields of a group. Those with an unknown or repeated name are refused and left out."""
    if not isinstance(node, MappingNode):
        return context.refuse(
            node,
            "wrong-type",
            f"“{name}” should be a group of fields ({', '.join(known)}).",
            "Write each field on a line of its own, as name, colon, space, value, indented "
            f"further than “{name}”.",
        )
    pairs: dict[str, Node] = {}
    for key, value in node.entries:
        if key.text not in known:
            context.refuse(
                key,
                "unknown-field",
                f"“{key.text[:80]}” is not a field of {context.entry or name}.",
                f"{no_break_space(key)}{did_you_mean(key.text, known)}The fields are: "
                f"{', '.join(known)}.",
            )
        elif key.text in pairs and _begins_item(key, node, context):
            # The fields that follow would be repeated, too.
            context.refuse(
                key,
                "duplicate-field",
                f"“{key.text}” is repeated: the hyphen is missing before it.",
                f"Write: - {context.lines.line(key.line).strip()[:_LONGEST_LINE]}",
            )
            break
        elif key.text in pairs:
            context.refuse(
                key,
                "duplicate-field",
                f"“{key.text}” is repeated.",
                f"Keep one of the two; the first is in line {pairs[key.text].line}.",
            )
        else:
            pairs[key.text] = value
    return pairs
