"""Field types for single values of claims.yaml, each read strictly."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from factcheck_report.loading.context import INVALID, Invalid, JsonSchema, ReadContext
from factcheck_report.loading.typed_dates import possible_dates
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import REORDERING
from factcheck_report.model.web_addresses import LONGEST_ADDRESS, UNSAFE_IN_ADDRESS, is_web_address
from factcheck_report.problems import did_you_mean, latin_slug
from factcheck_report.yaml_tree import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    is_cut_by_comment,
    single_quoted,
)

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_SINGLE_VALUE = ("string", "number", "boolean")
"""JSON types that YAML tools give to single values; loading takes every value as typed.

Null is left out: tools read an empty field as null.
"""


def _character_class(characters: str) -> str:
    """Characters and ranges, written for a character class in a JSON Schema pattern."""
    return "".join(char if char == "-" else f"\\u{ord(char):04x}" for char in characters)


def _scalar(node: Node, name: str, context: ReadContext) -> ScalarNode | Invalid:
    if not isinstance(node, ScalarNode):
        if isinstance(node, SequenceNode) and len(node.items) == 1:
            [item] = node.items
            if isinstance(item, ScalarNode) and item.text.strip():
                return _refuse_list_of_one(node, item, name, context)
        found = "a list" if isinstance(node, SequenceNode) else "a group of fields"
        return context.refuse(
            node,
            "wrong-type",
            f"“{name}” holds {found}; it takes a single value.",
            "Write one value after the colon. Put a text between quotation marks if it begins "
            "with [ or {, or has a colon and a space inside.",
        )
    if not node.text.strip():
        return context.refuse(
            node,
            "empty",
            f"“{name}” is empty.",
            "Fill it in. If the field is optional, you can delete the line.",
        )
    return node


def _refuse_list_of_one(
    node: SequenceNode, item: ScalarNode, name: str, context: ReadContext
) -> Invalid:
    between_brackets = (node.line, node.column) != (item.line, item.column - 2)
    text = single_quoted(f"[{item.text}]")
    return context.refuse(
        node,
        "wrong-type",
        f"“{name}” holds a list; it takes a single value.",
        f"Write: {name}: {item.text}"
        + (f" or, if the brackets belong to the text: {name}: {text}" if between_brackets else ""),
    )


class _SingleValue(ABC, Generic[T]):
    """A type of values that are single, not lists or groups."""

    __slots__ = ()

    def read(self, node: Node, name: str, context: ReadContext) -> T | Invalid:
        """See `FieldType.read`."""
        scalar = _scalar(node, name, context)
        return scalar if scalar is INVALID else self._value(scalar, name, context)

    @abstractmethod
    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> T | Invalid:
        """The value of a scalar that is not empty."""


# C0 and C1 controls except tab and line feed, noncharacters, lone surrogates, and U+FFFD, which
# replaces a character that some program could not read.
_UNREADABLE_CHARACTERS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffd\ufffe\uffff"
_UNREADABLE = re.compile(f"[{_UNREADABLE_CHARACTERS}\ud800-\udfff]")
_REORDERING = re.compile(f"[{REORDERING}]")


def _refuse_unreadable(node: ScalarNode, name: str, context: ReadContext) -> Invalid | None:
    text = node.text
    if text.isascii() and text.isprintable():
        return None
    if found := _UNREADABLE.search(text):
        return context.refuse(
            node,
            "control-character",
            f"“{name}” has a character in it that cannot be shown (U+{ord(found[0]):04X}).",
            "Delete it; retype the words around it if you cannot find it.",
        )
    if found := _REORDERING.search(text):
        return context.refuse(
            node,
            "reordering-character",
            f"“{name}” has an invisible character in it that reorders the text around it "
            f"(U+{ord(found[0]):04X}).",
            "Delete it; right-to-left words appear in the right order without it.",
        )
    return None


# Characters without any width: soft hyphen, zero width space, word joiner, byte order mark.
_WIDTHLESS_CHARACTERS = "\u00ad\u200b\u2060\ufeff"
_WIDTHLESS = re.compile(f"[{_WIDTHLESS_CHARACTERS}]")
# More combining marks than any script puts on one letter: they cover the text around them.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_FLOOD = re.compile(f"[{_MARKS}]{{6}}")
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def _latin_and_cyrillic(text: str) -> str | None:
    """The first word with letters of both scripts."""
    if not _CYRILLIC.search(text):
        return None
    words = (found[0] for found in _WORD.finditer(text))
    return next((word for word in words if _LATIN.search(word) and _CYRILLIC.search(word)), None)


def _refuse_misleading(node: ScalarNode, name: str, context: ReadContext) -> Invalid | None:
    """Refuse characters that readers cannot see or mistake for others, in text by editors."""
    text = node.text
    if text.isascii():
        return None
    if found := _WIDTHLESS.search(text):
        return context.refuse(
            node,
            "invisible-character",
            f"“{name}” has an invisible character in it (U+{ord(found[0]):04X}).",
            "Delete it; retype the words around it if you cannot find it.",
        )
    if _FLOOD.search(text):
        return context.refuse(
            node,
            "too-many-marks",
            f"“{name}” has a letter with more accents than any script uses.",
            "Retype the word.",
        )
    if word := _latin_and_cyrillic(text):
        return context.refuse(
            node,
            "mixed-scripts",
            f"“{name}” has a word that mixes Latin and Cyrillic letters: {word[:40]}.",
            "Retype the word in one script.",
        )
    return None


def _refuse_cut(node: ScalarNode, name: str, context: ReadContext) -> Invalid | None:
    """Refuse a text that YAML ends at a comment."""
    if not is_cut_by_comment(node, context.text):
        return None
    return context.refuse(
        node,
        "cut-by-comment",
        f"“{name}” ends before a # sign, because YAML reads the rest as a comment.",
        "Put the whole text between quotation marks. If it is a comment, put two spaces before "
        "the #.",
    )


_INCHES = re.compile(r"[0-9]\"$")


def _refuse_unopened_quote(node: ScalarNode, name: str, context: ReadContext) -> Invalid | None:
    """Refuse a plain text that ends with a quotation mark that is not opened."""
    if not node.plain:
        return None
    if node.text.endswith('"') and node.text.count('"') % 2 and not _INCHES.search(node.text):
        return context.refuse(
            node,
            "quotation-mark",
            f"“{name}” ends with a quotation mark that is not opened.",
            "If it belongs to the text, put single quotation marks around the whole text: "
            f"{context.before(node)}{single_quoted(node.text)} If not, delete it.",
        )
    return None


@dataclass(frozen=True, slots=True)
class PlainText(_SingleValue[str]):
    """Text of at most `longest` code points, without white space at its start and end.

    Words `copied` from a document may have invisible characters, as the document has.
    """

    longest: int = 1_000
    copied: bool = False

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> str | Invalid:
        return (
            _refuse_unreadable(scalar, name, context)
            or self._refuse_long(scalar, name, context)
            or (None if self.copied else _refuse_misleading(scalar, name, context))
            or _refuse_cut(scalar, name, context)
            or _refuse_unopened_quote(scalar, name, context)
            or scalar.text.strip()
        )

    def _refuse_long(self, node: ScalarNode, name: str, context: ReadContext) -> Invalid | None:
        if len(node.text) <= self.longest:
            return None
        return context.refuse(
            node,
            "too-long",
            f"“{name}” is {len(node.text):,} characters long; {self.longest:,} are allowed.",
            "Shorten it.",
        )

    def json_schema(self) -> JsonSchema:
        refused = _character_class(_UNREADABLE_CHARACTERS + REORDERING)
        flood = ""
        if not self.copied:
            refused += _character_class(_WIDTHLESS_CHARACTERS)
            flood = f"(?![\\s\\S]*[{_character_class(_MARKS)}]{{6}})"
        return {
            "type": list(_SINGLE_VALUE),
            "maxLength": self.longest,
            "pattern": f"^{flood}(?=[\\s\\S]*\\S)[^{refused}]*$",
            "patternErrorMessage": "This is empty, or has an invisible character in it.",
        }


_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
_ID_RULE = (
    "An id has lower-case letters a–z, digits and hyphens, begins with a letter or digit, and has "
    "at most 64 characters: iran-supplied-drones."
)


@dataclass(frozen=True, slots=True)
class Id(_SingleValue[str]):
    """An id. It is part of an address, so it has only characters that are safe everywhere."""

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> str | Invalid:
        if not _ID.fullmatch(scalar.text):
            return context.refuse(
                scalar,
                "bad-id",
                f"“{scalar.text[:80]}” cannot be used as an id.",
                f"{_suggested_id(scalar.text)}{_ID_RULE}",
            )
        if scalar.text in _RESERVED:
            return context.refuse(
                scalar,
                "reserved-id",
                f"“{scalar.text}” is a reserved name of web servers or operating systems.",
                "Choose another id.",
            )
        return scalar.text

    def json_schema(self) -> JsonSchema:
        reserved = "|".join(sorted(_RESERVED))
        return {
            "pattern": f"^(?!(?:{reserved})$){_ID.pattern}$",
            "patternErrorMessage": _ID_RULE,
        }


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def is_allowed_id(text: str) -> bool:
    """Whether a text can be used as an id: it has the form of one and is not reserved."""
    return is_id(text) and text not in _RESERVED


def _suggested_id(typed: str) -> str:
    """A sentence that suggests the typed text as an id; empty if none can be made of it."""
    id = latin_slug(typed)
    return f"Write: {id}. " if is_allowed_id(id) else ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of an entry in another section. See `references` for the check that it exists."""

    section: str

    def read(self, node: Node, name: str, context: ReadContext) -> str | Invalid:
        if isinstance(node, MappingNode):
            return context.refuse(
                node,
                "not-an-id",
                f"“{name}” takes an id, not the fields of an entry.",
                f"Move the fields below “{self.section}:” at the left edge, under an id of your "
                "choice, and write that id here.",
            )
        scalar = _scalar(node, name, context)
        if scalar is INVALID:
            return INVALID
        context.note_id(self.section, scalar.text, name, scalar)
        return scalar.text

    def json_schema(self) -> JsonSchema:
        return {"type": list(_SINGLE_VALUE), **Id().json_schema()}


@dataclass(frozen=True, slots=True)
class Address(_SingleValue[str]):
    """An absolute http(s) address (mailto: too where `mail` is set) that is safe to link to."""

    mail: bool = False

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> str | Invalid:
        if is_web_address(scalar.text) or (self.mail and _MAIL.fullmatch(scalar.text)):
            return scalar.text
        return context.refuse(
            scalar,
            "bad-address",
            f"“{name}” is not an address that readers can safely follow.",
            "Write the full address, beginning with https:// or http://, without spaces, "
            "quotation marks, or a user name before the host."
            + (" For e-mail, write mailto:name@example.org." if self.mail else ""),
        )

    def json_schema(self) -> JsonSchema:
        mail = f"|{_MAIL.pattern}" if self.mail else ""
        return {
            "type": "string",
            "maxLength": LONGEST_ADDRESS,
            "pattern": f"^(?:{_WEB}{mail})$",
            "patternErrorMessage": "Write the full address, beginning with https://."
            + (" For e-mail, begin with mailto:." if self.mail else ""),
        }


# The addresses that `is_web_address` accepts, with any port number, for JSON Schema.
_WEB = (
    r"[Hh][Tt][Tt][Pp][Ss]?://"
    rf"(?:\[[0-9A-Fa-f:.]+\]|[^@:/?#\[\]{UNSAFE_IN_ADDRESS}]+)(?::[0-9]{{0,5}})?"
    rf"(?:[/?#][^{UNSAFE_IN_ADDRESS}]*)?"
)
_MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Date(_SingleValue[PartialDate]):
    """A date in the notation of `factcheck_report.model.dates`, perhaps with `seasons`."""

    seasons: bool = False

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> PartialDate | Invalid:
        try:
            return PartialDate.parse(scalar.text, seasons=self.seasons)
        except ValueError as error:
            return context.refuse(
                scalar,
                "bad-date",
                f"“{name}” is not a date: {scalar.text[:40]}.",
                _rewritten_date(name, scalar.text) or f"{str(error)[0].upper()}{str(error)[1:]}.",
            )

    def json_schema(self) -> JsonSchema:
        # YAML tools read a year alone as a number; one before 1000 is written between quotes.
        return {
            "type": ["string", "integer"],
            "minimum": 1000,
            "maximum": 9999,
            "pattern": f"{_DATE}|{_SEASON}" if self.seasons else _DATE,
            "patternErrorMessage": "Write a date as 2022, 2022-11 or 2022-11-05. "
            "A question mark after a part means that it is inferred.",
        }


# Spring, summer, autumn and winter, as in EDTF.
_SEASON = r"^(?!0000)[0-9]{4}\??-2[1-4]\??$"


def _rewritten_date(name: str, typed: str) -> str:
    """How to write a date that is in another notation; empty if its day is unclear."""
    match possible_dates(typed):
        case (date,):
            return f"Write: {name}: {date}"
        case (day_first, month_first):
            return (
                f"If the day comes first, write “{name}: {day_first}”. If the month does, write "
                f"“{name}: {month_first}”."
            )
    return ""


# The notation of `factcheck_report.model.dates`, without the check for leap years.
_DATE = (
    r"^(?!0000)(?!.{4}\??-(?:02\??-3|(?:04|06|09|11)\??-31))"
    r"[0-9]{4}\??(?:-(?:0[1-9]|1[0-2])\??(?:-(?:0[1-9]|[12][0-9]|3[01])\??)?)?$"
)


@dataclass(frozen=True, slots=True)
class Pattern(_SingleValue[str]):
    """A text of one exact form, e.g. a SHA-256 in hex."""

    form: re.Pattern[str]
    fix: str

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> str | Invalid:
        if self.form.fullmatch(scalar.text):
            return scalar.text
        likely = latin_slug(scalar.text)
        offered = f"Write: {likely}. " if self.form.fullmatch(likely) else ""
        return context.refuse(
            scalar,
            "wrong-form",
            f"“{name}” cannot be “{scalar.text[:80]}”.",
            f"{offered}{self.fix}",
        )

    def json_schema(self) -> JsonSchema:
        types = [type for type, typed in _TYPED if self.form.fullmatch(typed)]
        return {
            "type": ["string", *types],
            **({"minimum": 0} if "integer" in types else {}),
            "pattern": f"^(?:{self.form.pattern})$",
            "patternErrorMessage": self.fix,
        }


_TYPED = (("integer", "1"), ("boolean", "true"))
"""Types other than text that YAML tools give to values, each with an example."""


@dataclass(frozen=True, slots=True)
class Number(_SingleValue[int]):
    """A whole number within bounds, in plain digits."""

    least: int
    most: int

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> int | Invalid:
        if re.fullmatch(r"0|[1-9][0-9]{0,8}", scalar.text):
            number = int(scalar.text)
            if self.least <= number <= self.most:
                return number
        return context.refuse(
            scalar,
            "bad-number",
            f"“{name}” cannot be “{scalar.text[:40]}”.",
            f"Write a whole number from {self.least} to {self.most}.",
        )

    def json_schema(self) -> JsonSchema:
        more = len(str(self.most)) - 1
        return {
            "type": ["integer", "string"],
            "minimum": self.least,
            "maximum": self.most,
            "pattern": f"^(?:0|[1-9][0-9]{{0,{more}}})$",
            "patternErrorMessage": f"Write a whole number from {self.least} to {self.most}.",
        }


@dataclass(frozen=True, slots=True)
class Choice(_SingleValue[E]):
    """One word of a fixed list."""

    words: type[E]

    def _value(self, scalar: ScalarNode, name: str, context: ReadContext) -> E | Invalid:
        try:
            return self.words(scalar.text)
        except ValueError:
            known = [str(word) for word in self.words]
            return context.refuse(
                scalar,
                "unknown-word",
                f"“{name}” cannot be “{scalar.text[:80]}”.",
                f"{did_you_mean(scalar.text, known)}Write one of: {', '.join(known)}.",
            )

    def json_schema(self) -> JsonSchema:
        return {"enum": [str(word) for word in self.words]}
