"""Lists, groups of fields and sections of entries, built of kinds of value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from factcheck_report.loading.context import INVALID, Context, Invalid, JsonSchema, Kind
from factcheck_report.loading.values import Id, Text, is_id
from factcheck_report.model import Marks, Position, Quote
from factcheck_report.problems import closest_match, did_you_mean, slug
from factcheck_report.yaml_tree import nodes
from factcheck_report.yaml_tree.nodes import Node, Scalar

T = TypeVar("T")

_ITEM = re.compile(r"[a-z]+ [0-9]+$")
"""The name of an item of a list, such as “quote 2”."""


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of values of one kind; `entry` names each for problems, e.g. "event"."""

    kind: Kind[T]
    entry: str = ""
    needed: int = 0
    """How many items it must have at least."""
    distinct: bool = False
    """Whether no value may stand in it twice; they must be hashable then."""

    def read(self, node: Node, name: str, context: Context) -> tuple[T, ...] | Invalid:
        if not isinstance(node, nodes.Sequence):
            return self._refuse_no_list(node, name, context)
        values = []
        for number, item in enumerate(node.items, 1):
            inner = context
            if self.entry:
                outer = f"{context.entry}, " if context.entry else ""
                inner = context.inside(f"{outer}{self.entry} {number}")
            values.append(self._read_item(item, name, inner))
        if len(values) < self.needed:
            return context.refuse(
                node,
                "too-few",
                f"“{name}” has {len(values)} of the {self.needed} items it needs at least.",
                "Add what is missing.",
            )
        good = tuple(value for value in values if value is not INVALID)
        if self.distinct and len(set(good)) < len(good):
            return _refuse_repeated(node, values, name, context)
        return good if len(good) == len(values) else INVALID

    def _read_item(self, item: Node, name: str, context: Context) -> T | Invalid:
        if not isinstance(self.kind, Record) and (lost := _joined_line(item, context)):
            line, text = lost
            return context.refuse(
                nodes.Scalar(line, len(text) - len(text.lstrip()) + 1, text),
                "wrong-type",
                "A hyphen is missing at the beginning of this line, so that it goes on with the "
                "item before it.",
                f"Write: - {text.strip()}",
            )
        return self.kind.read(item, name, context)

    def _refuse_no_list(self, node: Node, name: str, context: Context) -> Invalid:
        if isinstance(node, Scalar) and not node.text.strip():
            return context.refuse(
                node,
                "empty",
                f"“{name}” is empty.",
                f"Begin each item on a line of its own with a hyphen and a space, below “{name}:”. "
                "If there are none, delete the line.",
            )
        if isinstance(self.kind, Record):
            if isinstance(node, nodes.Mapping) and node.entries:
                return _refuse_no_hyphen(node.entries[0][0], name, context)
        elif listed := _items_meant(node):
            late = isinstance(node, Scalar) and _LATER_ITEM in node.text
            why = ": a hyphen is missing before its first item" if late else ""
            return context.refuse(
                node, "wrong-type", f"“{name}” is not a list{why}.", _as_list(name, listed)
            )
        return context.refuse(
            node,
            "wrong-type",
            f"“{name}” is not a list.",
            f"Begin each item on a line of its own with a hyphen and a space, below “{name}:”.",
        )

    def json_schema(self) -> JsonSchema:
        bounds: JsonSchema = {"minItems": self.needed} if self.needed else {}
        if self.distinct:
            bounds["uniqueItems"] = True
        return {"type": "array", **bounds, "items": self.kind.json_schema()}


_LONGEST_LINE = 120
"""Code points of a line that a problem shows."""
_HYPHEN = re.compile(r"-(?=[a-z_]+$)")
_LONGEST_LIST = 1_000
"""Code points of a text that a problem shows as a list."""
_LATER_ITEM = " - "
"""What stands in a text that goes on over the items of a list whose first has no hyphen."""
_BETWEEN = re.compile(r" *[,;|/] *| +(?:and|und|&|et|y) +")


def _items_meant(node: Node) -> list[str]:
    """What an editor meant to list who wrote no list: `a, b`, or `{a, b}`; ids and tags only."""
    if isinstance(node, nodes.Mapping):
        # What stands between braces has no values.
        if not all(isinstance(value, Scalar) and not value.text for _, value in node.entries):
            return []
        typed = [key.text for key, _ in node.entries]
    elif isinstance(node, Scalar) and len(node.text) <= _LONGEST_LIST:
        words = node.text.split()
        if all(word.startswith("-") for word in words):
            # `-drones`: without a space it is a text.
            return [word.lstrip("-") for word in words]
        text = " ".join(words).replace(_LATER_ITEM, ", ")
        typed = _BETWEEN.split(text.strip("()[]{} "))
    else:
        return []
    return [item for item in (item.strip("\"'“”„ ") for item in typed) if item]


def _as_list(name: str, items: list[str]) -> str:
    """How to write a list of ids or tags. Of words with spaces between them nobody can say
    whether they are one.
    """
    ids = ", ".join(item if is_id(item) else slug(item) or item for item in items)
    words = items[0].split()
    if len(items) == 1 and len(words) > 1 and all(is_id(word) for word in words):
        return f"Write: {name}: [{', '.join(words)}], or, if it is one: {name}: [{ids}]"
    return f"Write: {name}: [{ids}]"


def _refuse_no_hyphen(key: Scalar, name: str, context: Context) -> Invalid:
    """The fields of an item stand where the item should begin."""
    line = context.lines.line(key.line).strip()
    space = _HYPHEN.match(key.text)
    line = line.lstrip("–—•*· ")
    shown = line[1:] if space else line.removeprefix(f"{name}:").strip(" {")[:_LONGEST_LINE]
    return context.refuse(
        key,
        "wrong-type",
        f"“{name}” is a list: a space is missing behind the hyphen."
        if space
        else f"“{name}” is a list: a hyphen is missing before its first item.",
        f"Write a hyphen and a space in place of the two spaces before it: - {shown}"
        if not space
        else f"Write: - {shown}",
    )


def _joined_line(item: Node, context: Context) -> tuple[int, str] | None:
    """The line, and its number, that goes on with an item for lack of a hyphen; None if none."""
    if not isinstance(item, Scalar) or not item.plain or " " not in item.text:
        return None
    following = context.lines.line(item.line + 1)
    words = following.strip()
    if context.before(item).endswith("- ") and words and f" {words}" in item.text:
        return item.line + 1, following
    return None


def _refuse_repeated(
    node: nodes.Sequence, values: Iterable[object], name: str, context: Context
) -> Invalid:
    first: dict[object, Node] = {}
    for item, value in zip(node.items, values, strict=True):
        if value is not INVALID and first.setdefault(value, item) is not item:
            context.refuse(
                item,
                "repeated-item",
                f"“{value}” stands in “{name}” a second time; the first is in line "
                f"{first[value].line}.",
                "Delete one of the two.",
            )
    return INVALID


@dataclass(frozen=True, slots=True)
class Words:
    """A group of field names with a short text each."""

    names: tuple[str, ...]

    def read(self, node: Node, name: str, context: Context) -> Mapping[str, str] | Invalid:
        pairs = _pairs(node, name, context, self.names)
        if pairs is INVALID:
            return INVALID
        values = {key: Text().read(value, key, context) for key, value in pairs.items()}
        good = {key: value for key, value in values.items() if value is not INVALID}
        return MappingProxyType(good) if len(good) == len(values) else INVALID

    def json_schema(self) -> JsonSchema:
        return _group({name: Text().json_schema() for name in self.names})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its kind, and whether it may be left out."""

    kind: Kind[Any]
    required: bool = False
    example: str = ""
    """A value, for the problem that says the field is missing."""
    about: str = ""
    """What it is for, in a sentence or two that editors see while they type."""

    def json_schema(self) -> JsonSchema:
        """Of its kind, with what it is for."""
        return {"description": self.about, **self.kind.json_schema()}


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A group of fields that becomes one object of the model.

    `build` is called with the fields that were given, by name, and with `marks`, the places of
    the entry and its fields, where `marked` is set.
    """

    build: Callable[..., T]
    fields: Mapping[str, Field]
    marked: bool = True

    def read(
        self, node: Node, name: str, context: Context, *, id: Scalar | None = None
    ) -> T | Invalid:
        """See `Kind.read`; `id` is the key under which the record stands, if it has one."""
        pairs = _pairs(node, name, context, self.fields)
        if pairs is INVALID:
            return INVALID
        complete = True
        values: dict[str, Any] = {}
        for key, spec in self.fields.items():
            if key in pairs:
                value = spec.kind.read(pairs[key], key, context)
                complete &= value is not INVALID
                values[key] = value
            elif spec.required:
                complete = False
                if key not in _misspelt(node, self.fields):
                    context.refuse(
                        id or node,
                        "missing",
                        f"“{key}” is missing.",
                        f"Add a line: {key}: {spec.example}".rstrip(),
                    )
        if not complete:
            return INVALID
        if self.marked:
            places = {key: context.position(value) for key, value in pairs.items()}
            items = {
                key: tuple(context.position(item) for item in value.items)
                for key, value in pairs.items()
                if isinstance(value, nodes.Sequence) and isinstance(self.fields[key].kind, ListOf)
            }
            values["marks"] = Marks(context.position(id or node), places, items)
        if id is not None:
            values["id"] = id.text
        built = self.build(**values)
        if isinstance(built, Quote):
            context.quotes.append((context.entry, built))
        return built

    def json_schema(self) -> JsonSchema:
        required = [name for name, field in self.fields.items() if field.required]
        fields = {name: field.json_schema() for name, field in self.fields.items()}
        return _group(fields, required)


@dataclass(slots=True)
class Entries(Generic[T]):
    """The entries of a section by id, and where each id was written, unreadable entries too."""

    valid: dict[str, T] = field(default_factory=dict)
    named: dict[str, Position] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntriesOf(Generic[T]):
    """A section whose keys are ids; `entry` names one for problems, e.g. "claim"."""

    record: Record[T]
    entry: str

    def read(self, node: Node, name: str, context: Context) -> Entries[T] | Invalid:
        """The entries; an unreadable one is only named, so INVALID means it is no section."""
        if not isinstance(node, nodes.Mapping):
            return context.refuse(
                node,
                "wrong-type",
                f"“{name}” has no entries.",
                f"Below “{name}:”, write the id of each entry and a colon, indented by two spaces, "
                "and its fields below it, indented by four.",
            )
        entries: Entries[T] = Entries()
        for key, value in node.entries:
            inner = context.inside(f"{self.entry} {key.text[:64]}")
            if (id := Id().read(key, "id", inner)) is INVALID:
                continue
            if id in entries.named:
                refuse_duplicate(inner, key, id, entries.named[id])
                continue
            entries.named[id] = inner.position(key)
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


def refuse_duplicate(context: Context, node: Node, id: str, first: Position) -> None:
    """Note that an id stands a second time."""
    context.refuse(
        node,
        "duplicate-id",
        f"The id “{id}” is already used in {first.file}, line {first.line}.",
        "Give one of the two another id. Of two claims, the one already published keeps its id.",
    )


def no_break_space(key: Scalar) -> str:
    """A sentence for a name that holds the character, which nobody sees; else empty."""
    if "\u00a0" not in key.text:
        return ""
    return "It holds a no-break space, which looks like a space: delete it and type spaces. "


def _begins_item(key: Scalar, node: nodes.Mapping, context: Context) -> bool:
    """Whether a repeated field of an item is the first of another, whose hyphen is missing."""
    if not _ITEM.search(context.entry):
        return False
    names = [name.text for name, _ in node.entries]
    return key.text == names[0] or len(names) - len(set(names)) > 1


def _group(fields: Mapping[str, JsonSchema], required: Iterable[str] = ()) -> JsonSchema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(required),
        "additionalProperties": False,
    }


def _misspelt(node: Node, known: Iterable[str]) -> set[str]:
    """Fields that stand in a group under names that are none: what was offered in their place."""
    keys = (key.text for key, _ in node.entries) if isinstance(node, nodes.Mapping) else ()
    return {closest_match(key, known) for key in keys if key not in known}


def _pairs(
    node: Node, name: str, context: Context, known: Iterable[str]
) -> dict[str, Node] | Invalid:
    """The fields of a group, those with an unknown or repeated name refused and left out."""
    if not isinstance(node, nodes.Mapping):
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
                f"“{key.text[:80]}” is no field of {context.entry or name}.",
                f"{no_break_space(key)}{did_you_mean(key.text, known)}The fields are: "
                f"{', '.join(known)}.",
            )
        elif key.text in pairs and _begins_item(key, node, context):
            # All that follows would be there a second time, too.
            context.refuse(
                key,
                "duplicate-field",
                f"“{key.text}” stands here a second time: the hyphen is missing before it.",
                f"Write: - {context.lines.line(key.line).strip()[:_LONGEST_LINE]}",
            )
            break
        elif key.text in pairs:
            context.refuse(
                key,
                "duplicate-field",
                f"“{key.text}” stands here a second time.",
                f"Keep one of the two; the first is in line {pairs[key.text].line}.",
            )
        else:
            pairs[key.text] = value
    return pairs
