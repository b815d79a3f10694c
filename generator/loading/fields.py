"""The kinds of value an entry of claims.yaml can hold, each reading a node strictly.

A kind returns the value it read, or `INVALID` after it noted why there is none; it never
raises. So one mistake never hides another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

from generator.dates import PartialDate
from generator.loading import nodes
from generator.loading.nodes import Node, Scalar
from generator.model import Marks, Position
from generator.problems import Problem, did_you_mean
from generator.web import is_web_address

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)


class _Invalid(Enum):
    INVALID = "invalid"


INVALID: Final = _Invalid.INVALID
"""What a kind returns where it could not read a value and said so."""
Invalid = Literal[_Invalid.INVALID]


@dataclass(slots=True)
class Context:
    """The file that is being read, the entry in it, and the problems found so far."""

    file: str
    text: str
    problems: list[Problem]
    entry: str = ""
    """How problems name the entry, e.g. "claim iran-supplied-drones"."""

    def inside(self, entry: str) -> Context:
        """The same file, within one of its entries."""
        return Context(self.file, self.text, self.problems, entry)

    def position(self, node: Node) -> Position:
        """Of a node, in this file."""
        return Position(self.file, node.line, node.column)

    def refuse(self, node: Node, rule: str, what: str, mend: str) -> Invalid:
        """Note a problem at a node."""
        self.problems.append(
            Problem(position=self.position(node), entry=self.entry, rule=rule, what=what, mend=mend)
        )
        return INVALID


class Kind(Protocol[T_co]):
    """Something that can read a value of one type from a node."""

    def read(self, node: Node, name: str, context: Context) -> T_co | Invalid:
        """The value, or INVALID after a problem was noted; `name` is what editors call it."""
        ...


def _scalar(node: Node, name: str, context: Context) -> Scalar | Invalid:
    if not isinstance(node, Scalar):
        found = "a list" if isinstance(node, nodes.Sequence) else "a group of fields"
        return context.refuse(
            node,
            "wrong-type",
            f"“{name}” holds {found}; it takes a single value.",
            "Write one value behind the colon. A text that begins with [ or {, or has a colon "
            "and a space inside, goes between quotation marks.",
        )
    if not node.text.strip():
        return context.refuse(
            node,
            "empty",
            f"“{name}” is empty.",
            "Fill it in, or delete the line if it may be left out.",
        )
    return node


# C0 and C1 controls but tab and line feed, noncharacters, lone surrogates, and U+FFFD, which
# stands where some program already lost a character.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd\ufffe\uffff]"
)
# Characters that change the order in which the text around them is shown (UAX #9).
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _refuse_unreadable(node: Scalar, name: str, context: Context) -> bool:
    text = node.text
    if text.isascii() and text.isprintable():
        return False
    if found := _UNREADABLE.search(text):
        context.refuse(
            node,
            "control-character",
            f"“{name}” holds a character that cannot be shown (U+{ord(found[0]):04X}).",
            "Delete it; retype the words around it if you cannot find it.",
        )
        return True
    if found := _REORDERING.search(text):
        context.refuse(
            node,
            "reordering-character",
            f"“{name}” holds an invisible character that reorders the text around it "
            f"(U+{ord(found[0]):04X}).",
            "Delete it; right-to-left words are shown in the right order without it.",
        )
        return True
    return False


# Characters without any width: soft hyphen, zero width space, word joiner, byte order mark.
_WIDTHLESS = re.compile("[\u00ad\u200b\u2060\ufeff]")
# More combining marks than any script puts on one letter: they paint over their surroundings.
_FLOOD = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{6}")
_LATIN_AND_CYRILLIC = re.compile(r"(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0400-\u052f])[\w]+")


def _refuse_deceptive(node: Scalar, name: str, context: Context) -> bool:
    """What readers cannot see, or take for something else, in words that editors write."""
    text = node.text
    if text.isascii():
        return False
    if found := _WIDTHLESS.search(text):
        context.refuse(
            node,
            "invisible-character",
            f"“{name}” holds a character that cannot be seen (U+{ord(found[0]):04X}).",
            "Delete it; retype the words around it if you cannot find it.",
        )
    elif _FLOOD.search(text):
        context.refuse(
            node,
            "too-many-marks",
            f"“{name}” has a letter with more accents than any script puts on one.",
            "Retype the word.",
        )
    elif found := _LATIN_AND_CYRILLIC.search(text):
        context.refuse(
            node,
            "mixed-scripts",
            f"“{name}” has a word of Latin and Cyrillic letters that look alike: {found[0][:40]}.",
            "Retype the word in one script.",
        )
    else:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text of at most `longest` code points, without leading and trailing white space.

    Words copied from a document (`copied`) may hold invisible characters as it does.
    """

    longest: int = 1_000
    copied: bool = False

    def read(self, node: Node, name: str, context: Context) -> str | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID or _refuse_unreadable(scalar, name, context):
            return INVALID
        if len(scalar.text) > self.longest:
            return context.refuse(
                node,
                "too-long",
                f"“{name}” is {len(scalar.text):,} characters long; {self.longest:,} are allowed.",
                "Shorten it.",
            )
        if not self.copied and _refuse_deceptive(scalar, name, context):
            return INVALID
        if nodes.is_cut_by_comment(scalar, context.text):
            return context.refuse(
                node,
                "cut-by-comment",
                f"“{name}” ends before a # sign: YAML takes what follows as a comment.",
                "Put the whole text between quotation marks, or set a comment off by two spaces.",
            )
        return scalar.text.strip()


_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
_ID_RULE = (
    "An id has small letters a–z, digits and hyphens, begins with a letter or digit, and is at "
    "most 64 characters long: iran-supplied-drones."
)


@dataclass(frozen=True, slots=True)
class Id:
    """An id: part of an address, so it is restricted to what is safe in one everywhere."""

    def read(self, node: Node, name: str, context: Context) -> str | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        if not _ID.fullmatch(scalar.text):
            return context.refuse(
                node, "bad-id", f"“{scalar.text[:80]}” cannot be used as an id.", _ID_RULE
            )
        if scalar.text in _RESERVED:
            return context.refuse(
                node,
                "reserved-id",
                f"“{scalar.text}” has a meaning of its own to web servers or operating systems.",
                "Choose another id.",
            )
        return scalar.text


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of another entry. Whether it exists is checked once all entries are read."""

    def read(self, node: Node, name: str, context: Context) -> str | Invalid:
        scalar = _scalar(node, name, context)
        return INVALID if scalar is INVALID else scalar.text


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute http(s) address (mailto: too where `mail` is set) that is safe to link to."""

    mail: bool = False

    def read(self, node: Node, name: str, context: Context) -> str | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        if is_web_address(scalar.text) or (self.mail and _MAIL.fullmatch(scalar.text)):
            return scalar.text
        return context.refuse(
            node,
            "bad-address",
            f"“{name}” is no address that a reader can safely follow.",
            "Write the full address, beginning with https:// or http://, without spaces, "
            "quotation marks, or a user name before the host."
            + (" For mail write mailto:name@example.org." if self.mail else ""),
        )


_MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the notation of `generator.dates`."""

    def read(self, node: Node, name: str, context: Context) -> PartialDate | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        try:
            return PartialDate.parse(scalar.text)
        except ValueError as error:
            return context.refuse(
                node, "bad-date", f"“{name}” is no date: {scalar.text[:40]}.", f"Note that {error}."
            )


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text of one exact form, e.g. a SHA-256 in hex."""

    form: re.Pattern[str]
    mend: str

    def read(self, node: Node, name: str, context: Context) -> str | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        if self.form.fullmatch(scalar.text):
            return scalar.text
        return context.refuse(
            node, "wrong-form", f"“{name}” cannot be “{scalar.text[:80]}”.", self.mend
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within bounds, in plain digits."""

    least: int
    most: int

    def read(self, node: Node, name: str, context: Context) -> int | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        if re.fullmatch(r"0|[1-9][0-9]{0,8}", scalar.text):
            number = int(scalar.text)
            if self.least <= number <= self.most:
                return number
        return context.refuse(
            node,
            "bad-number",
            f"“{name}” cannot be “{scalar.text[:40]}”.",
            f"Write a whole number from {self.least} to {self.most}.",
        )


@dataclass(frozen=True, slots=True)
class Choice(Generic[E]):
    """One word of a fixed list."""

    words: type[E]

    def read(self, node: Node, name: str, context: Context) -> E | Invalid:
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        try:
            return self.words(scalar.text)
        except ValueError:
            known = [str(word) for word in self.words]
            return context.refuse(
                node,
                "unknown-word",
                f"“{name}” cannot be “{scalar.text[:80]}”.",
                f"{did_you_mean(scalar.text, known)}It takes one of: {', '.join(known)}.",
            )


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """A list of values of one kind; `entry` names each for problems, e.g. "event"."""

    kind: Kind[T]
    entry: str = ""
    needed: int = 0
    """How many items it must have at least."""

    def read(self, node: Node, name: str, context: Context) -> tuple[T, ...] | Invalid:
        if not isinstance(node, nodes.Sequence):
            return context.refuse(
                node,
                "wrong-type",
                f"“{name}” is not a list.",
                f"Begin each item on a line of its own with a hyphen and a space, below “{name}:”.",
            )
        values = []
        for number, item in enumerate(node.items, 1):
            inner = context
            if self.entry:
                outer = f"{context.entry}, " if context.entry else ""
                inner = context.inside(f"{outer}{self.entry} {number}")
            values.append(self.kind.read(item, name, inner))
        if len(values) < self.needed:
            return context.refuse(
                node,
                "too-few",
                f"“{name}” has {len(values)} of the {self.needed} items it needs at least.",
                "Add what is missing.",
            )
        good = tuple(value for value in values if value is not INVALID)
        return good if len(good) == len(values) else INVALID


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


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its kind, and whether it may be left out."""

    kind: Kind[Any]
    required: bool = False
    example: str = ""
    """A value, for the problem that says the field is missing."""


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
            values["marks"] = Marks(context.position(id or node), places)
        if id is not None:
            values["id"] = id.text
        return self.build(**values)


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


def refuse_duplicate(context: Context, node: Node, id: str, first: Position) -> None:
    """Note that an id stands a second time."""
    context.refuse(
        node,
        "duplicate-id",
        f"The id “{id}” is already used in {first.file}, line {first.line}.",
        "Give one of the two another id. Of two claims, the one already published keeps its id.",
    )


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
                f"{did_you_mean(key.text, known)}The fields are: {', '.join(known)}.",
            )
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
