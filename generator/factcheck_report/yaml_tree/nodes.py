"""YAML text → a tree in which every scalar is what was typed and every value has its place.

Only plain YAML passes: mappings, lists and scalars. Anchors, aliases, tags, several documents
and deep nesting are problems. The tree is built from libyaml's event stream, not with
`yaml.compose`: that recurses once a level in C, and a few thousand `[` crash the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from factcheck_report.model import Position
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem

MAX_DEPTH = 12
"""Levels of nesting; a report needs six."""


@dataclass(slots=True)
class Scalar:
    """A single value, its text as typed; `plain` if it stood without quotation marks or `|`."""

    line: int
    column: int
    text: str
    plain: bool = False
    end: int = 0
    """Offset, in code points of the file's text, behind a plain value's last character."""


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in the order of the file; a key may stand twice."""

    line: int
    column: int
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


def quoted(text: str) -> str:
    """A text between single quotation marks, in which YAML changes nothing."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


_PARSER_MENDS = (
    # What libyaml says → what an editor can do about it.
    (
        "mapping values are not allowed",
        "This colon is read as the start of a new field. If it belongs to a text, put the whole "
        'text between quotation marks: claim: "He said: no." '
        "If it is a new field, check that it is indented like the fields beside it.",
    ),
    (
        "cannot start any token",
        "A value cannot begin with @, `, % or a tab. Put the value between quotation marks, and "
        "indent with spaces only.",
    ),
    (
        "unexpected end of stream",
        "A quotation mark or bracket that is opened here is never closed. Add the closing one.",
    ),
    (
        "did not find expected key",
        "Check first that this line is indented exactly like the fields beside it. Otherwise a "
        'quotation mark inside a quoted text ends it too early: write \\" for it, or use curly '
        "marks inside.",
    ),
    (
        "did not find expected ',' or ']'",
        "A list that is opened with [ is never closed, or a comma is missing in it.",
    ),
    (
        "did not find expected ',' or '}'",
        "A group that is opened with { is never closed, or a comma is missing in it.",
    ),
    (
        "did not find expected '-' indicator",
        "The lines of a list all begin with a hyphen, at the same indentation.",
    ),
    (
        "could not find expected ':'",
        "A field is written as name, colon, space, value. If the line goes on with the text of "
        "the line before, indent it further.",
    ),
    (
        "unknown escape character",
        "Between double quotation marks a backslash must be written twice.",
    ),
    (
        "block scalar",
        "Behind | or > nothing may follow on the same line. To begin a text with > or |, put it "
        "between quotation marks.",
    ),
    (
        "alphabetic or numeric character",
        "A value cannot begin with * or &. Put it between quotation marks.",
    ),
)


# What YAML does not allow, and the line ends that editors and git do not count as such.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


_MERGE_MARKER = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?:[ \t].*)?\r?$", re.MULTILINE)
"""What git writes at the left edge, where no line of a claims file looks like it."""


def _merge_markers(text: str) -> list[int]:
    """The lines in which a merge that failed is marked, up to the end of the first."""
    lines: list[int] = []
    line, counted = 1, 0
    for found in _MERGE_MARKER.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        lines.append(line)
        if found[0].startswith(">"):
            break
    return lines


class _Stopped(Exception):
    """The rest of the file cannot be read; the problem is already noted."""


def parse(text: str, file: str, problems: list[Problem]) -> Node | None:
    """The tree of one YAML file's text.

    Returns None, with at least one problem added, where the text is no YAML or has no content.
    `file` is only named in problems.
    """
    builder = _Builder(file, problems)
    if found := _UNUSABLE.search(text):
        line, column = SourceText(text).line_and_column(found.start())
        builder.note(
            line,
            column,
            f"An invisible character stands here that has no place in this file "
            f"(U+{ord(found[0]):04X}).",
            "Delete the character; retype the line if you cannot find it.",
        )
        return None
    if marked := _merge_markers(text):
        lines = f"lines {marked[0]} to {marked[-1]}" if len(marked) > 1 else f"line {marked[0]}"
        builder.note(
            marked[0],
            1,
            f"git could not merge two changes and left both versions here ({lines}).",
            "Of what stands between <<<<<<< and >>>>>>>, keep the version above ======= or the one "
            "below it, or put the two together; then delete the lines with these marks.",
        )
        return None
    try:
        return builder.build(text)
    except _Stopped:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"{error.context or ''} {error.problem or ''}"
        if "unexpected end of stream" in said and error.context_mark:
            mark = error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if hint := _visible_cause(text.splitlines(), line):
            line, what, fix = hint
            builder.note(line, 1, what, fix)
        else:
            known = (fix for part, fix in _PARSER_MENDS if part in said)
            builder.note(
                line,
                column,
                "The file cannot be read on from here.",
                next(known, "Compare the line, and the one before, with an entry that works."),
            )
    return None


_LOOKED_BACK = 60
"""Lines before a place that cannot be read in which its cause is looked for."""
_OPENED = re.compile(r"""^(?:[^"'#]*:|\s*-)\s+(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")
_CLOSED = {
    '"': re.compile(r"""(?:[^"\\]|\\.)*"\s*(?:#.*)?$"""),
    "'": re.compile(r"(?:[^']|'')*'\s*(?:#.*)?$"),
}
_FIELD = re.compile(r"^\s*(?:- )?[a-z_0-9-]+:(?:\s|$)")
# `verdict:disputed`, `-text: …`, or what only looks like a space or a colon.
_SPACE_MISSING = re.compile(
    r"^ *(?:- )?[a-z_0-9]+(?P<sign>:)(?![ \t]|$)|^ *(?P<hyphen>-)(?=[a-z_]+:)"
    r"|^ *(?:- )?[a-z_0-9]+(?P<wide>：)"
)
_ITEM_LINE = re.compile(r"^ *-(?: |$)")
_WORD_LINE = re.compile(r"^ *[a-z0-9][a-z0-9-]* *$")
_LIST_NAME = re.compile(r"^ *(?:- )?[a-z_]+: *(?:#.*)?$")
_LISTS = re.compile(r"^ *(?:- )?(?:quotes|corrections|timeline|disagreements): *(?:#.*)?$")
"""The lists of entries: below these no field stands without a hyphen before it."""
_LIST_BESIDE = re.compile(r"^ *(?:- )?([a-z_]+): +- +(.*)$")
_ID_LISTS = ("tags", "related", "claimants", "key_claims", "claims")
_BULLET = re.compile(
    r"^ *(?:[\u2010-\u2015\u2022\u2023\u25cf\u00b7*+]|[0-9]{1,3}[.)]) *(?=[\w\"'])"
)
"""What people begin items of lists with elsewhere."""
_NAME_AND_TEXT = re.compile(r"^( *(?:- )?[a-z_0-9-]+: +| *- +)(\S.*)$")
_QUOTED_PART = re.compile(
    r"^ *(?:(?:- )?[a-z_0-9-]+:|-) +(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"
    # Between braces a comma, and another field, may follow.
    r" *(?:[^ #,\]}]|,[^:{}\[\]]*$)"
)
_CONTINUED = 20
"""Lines that a text is taken to go on for."""
_LONGEST_REWRITTEN = 5_000
"""Code points of a text that a problem shows rewritten."""
_LONGEST_LINE = 120
"""Code points of a line that a problem shows."""
_COLON_INSIDE = re.compile(r"^ *(?:- )?[a-z_0-9-]+: +[^\s\"'\[{|>#&*!%@`-][^#]*?:(?: |$)")
_OPENING_BRACKET = re.compile(r"[:-]\s+\[")
_TEXT_BEHIND = re.compile(r"\s*+[^\s#,]")


def _visible_cause(lines: list[str], line: int) -> tuple[int, str, str] | None:
    """What an editor most likely did, seen from the line in which the parser stopped.

    Returns the line, what is wrong and how to fix it, or None where nothing stands out.
    """
    if cause := _missing_hyphen(lines, line):
        return cause
    for number in range(line, max(line - 2, 0), -1):
        here = lines[number - 1] if number <= len(lines) else ""
        indent = here[: len(here) - len(here.lstrip())]
        if "\t" in indent:
            return number, "This line begins with a tab.", "Delete it and type spaces."
        if "\u00a0" in indent:
            return (
                number,
                "This line begins with a no-break space, which looks like a space.",
                "Delete the empty room at its beginning and type spaces.",
            )
        if slip := _SPACE_MISSING.match(here):
            sign = "hyphen" if slip["hyphen"] else "colon"
            return (
                number,
                f"A plain space is missing behind the {sign}.",
                "Write “- text: …” and “verdict: …”, with plain spaces and a plain colon.",
            )
        if _begins_with_bracket(here):
            return (
                number,
                "A text begins with a square bracket, which is read as the start of a list.",
                f"Put it between quotation marks: {_rewritten(lines, number)}",
            )
        if number == line and (beside := _LIST_BESIDE.match(here)):
            return number, *_list_beside(beside[1], beside[2], lines, number)
        if bullet := _BULLET.match(here):
            return (
                number,
                "An item of a list begins with a hyphen and a space.",
                f"Write: - {here[bullet.end() :].strip()[:_LONGEST_LINE]}",
            )
    for number in range(min(line, len(lines)), max(line - _CONTINUED, 0), -1):
        if _QUOTED_PART.match(lines[number - 1]):
            return (
                number,
                "The text begins with a quotation mark, and YAML takes the next such mark for its "
                "end.",
                f"Put single quotation marks round the whole: {_rewritten(lines, number)}",
            )
    for number in range(min(line, len(lines)), max(line - _LOOKED_BACK, 0), -1):
        opened = lines[number - 1]
        following = lines[number : number + _LOOKED_BACK]
        if _OPENED.search(opened) and not _is_closed(following, _first_mark(opened)):
            return (
                number,
                "The quotation mark that opens in this line is not closed.",
                "Add the closing quotation mark at the end of the text. If the mark belongs to the "
                f"text, write: {_rewritten(lines, number)}",
            )
    if line <= len(lines) and _COLON_INSIDE.match(lines[line - 1]):
        return (
            line,
            "A colon with a space behind it stands in a text, and YAML reads it as a new field.",
            f"Put single quotation marks round the text: {_rewritten(lines, line)}",
        )
    return None


def _list_beside(name: str, item: str, lines: list[str], number: int) -> tuple[str, str]:
    """What is wrong with a hyphen behind the name of a field, and what to write."""
    if name in _ID_LISTS:
        return "A list cannot begin in the line of its name.", f"Write: {name}: [{item.strip()}]"
    if _LISTS.match(f"{name}:"):
        return (
            "A list cannot begin in the line of its name.",
            f"End the line behind “{name}:”, and write below it: - {item[:_LONGEST_LINE]}",
        )
    return (
        "A text begins with a hyphen, which is read as an item of a list.",
        f"Put it between quotation marks: {_rewritten(lines, number)}",
    )


def _missing_hyphen(lines: list[str], line: int) -> tuple[int, str, str] | None:
    """An item without its hyphen, seen from it or from what follows it in the list."""
    here = lines[line - 1] if line <= len(lines) else ""
    number = 0
    if _ITEM_LINE.match(here):
        number = _first_item(lines, line)
    elif _FIELD.match(here):
        number = line if _follows_item(lines, line) else _first_item(lines, line, _LISTS)
    elif _WORD_LINE.match(here):
        number = line if _follows_item(lines, line) else 0
    if not number and line > 1 and _WORD_LINE.match(lines[line - 2]):
        number = line - 1 if _follows_item(lines, line - 1) else 0
    if not number:
        return None
    item = lines[number - 1]
    if item.lstrip().startswith("-"):
        return (
            number,
            "A plain space is missing behind the hyphen.",
            f"Write: - {item.strip()[1:][:_LONGEST_LINE]}",
        )
    if number == line and not _may_begin_item(lines, line):
        return (
            number,
            "This line is indented less than the other fields of its item.",
            "Indent it by two more spaces; or, if another item begins here, write: "
            f"- {item.strip()[:_LONGEST_LINE]}",
        )
    below = next((text for text in lines[number:] if _is_content(text)), "")
    beside = _FIELD.match(below) and _indent(below) == _indent(item)
    return (
        number,
        "A hyphen is missing at the beginning of this item of a list.",
        f"Write: - {item.strip()[:_LONGEST_LINE]}"
        + (" (and indent its other fields by two more spaces)" if beside else ""),
    )


def _first_item(lines: list[str], line: int, lists: re.Pattern[str] | None = None) -> int:
    """The line of a list's first item if it has no hyphen, seen from a later line; else 0."""
    above = _name_above(lines, line, lists or _LIST_NAME)
    below = (at for at in range(above + 1, line) if _is_content(lines[at - 1]))
    number = next(below, 0) if above else 0
    if not number or _ITEM_LINE.match(lines[number - 1]):
        return 0
    is_item = _FIELD.match(lines[number - 1]) or _WORD_LINE.match(lines[number - 1])
    return number if is_item else 0


def _name_above(lines: list[str], line: int, name: re.Pattern[str]) -> int:
    """The line, from 1, with the name of the list that a line belongs to; 0 if none is near."""
    indent = _indent(lines[line - 1])
    for number in range(line - 1, max(line - _LOOKED_BACK, 0), -1):
        text = lines[number - 1]
        if _is_content(text) and _indent(text) <= indent and name.match(text):
            return number
        if _is_content(text) and _indent(text) < indent:
            indent = _indent(text)
            if not _FIELD.match(text) or _LIST_NAME.match(text):
                return 0
    return 0


def _follows_item(lines: list[str], line: int) -> bool:
    """Whether the nearest line before, that is not indented further, is an item with its hyphen,
    and the list is indented further than its name.
    """
    indent = _indent(lines[line - 1])
    for number in range(line - 1, max(line - _LOOKED_BACK, 0), -1):
        text = lines[number - 1]
        if _is_content(text) and _indent(text) <= indent:
            if _indent(text) < indent or not _ITEM_LINE.match(text):
                return False
            name = _name_above(lines, number, _LIST_NAME)
            return name > 0 and _indent(lines[name - 1]) < indent
    return False


def _may_begin_item(lines: list[str], line: int) -> bool:
    """Whether a field stands in the item before it already, so that another item begins."""
    name = lines[line - 1].strip().partition(":")[0]
    for number in range(line - 1, max(line - _LOOKED_BACK, 0), -1):
        text = lines[number - 1].strip()
        if text.removeprefix("- ").partition(":")[0] == name:
            return True
        if _ITEM_LINE.match(lines[number - 1]) and _indent(lines[number - 1]) == _indent(
            lines[line - 1]
        ):
            return not _FIELD.match(lines[line - 1])
    return False


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _rewritten(lines: list[str], number: int) -> str:
    """A field, or item of a list, with its whole text between single quotation marks."""
    found = _NAME_AND_TEXT.match(lines[number - 1])
    if not found:
        return lines[number - 1].strip()
    text = [found[2].strip()]
    for following in lines[number : number + _CONTINUED]:
        if not following.strip() or _FIELD.match(following) or _ITEM_LINE.match(following):
            break
        text.append(following.strip())
    whole = " ".join(text)
    if len(whole) > _LONGEST_REWRITTEN:
        return f"{found[1].lstrip()}'…', each ' in it doubled"
    mark = whole[:1]
    second = whole.find(mark, 1)
    # Marks round the whole are YAML's where the next one opens something inside, or is an
    # apostrophe.
    if mark in "\"'" and 0 < second < len(whole) - 1 and whole.endswith(mark):
        around = whole[second - 1], whole[second + 1]
        if around[0] in " ([" or all(map(str.isalnum, around)):
            whole = whole[1:-1]
    if mark == '"':
        whole = whole.replace('\\"', mark)
    return f"{found[1].lstrip()}{quoted(whole)}"


def _first_mark(line: str) -> str:
    return next(char for char in line if char in "\"'")


def _begins_with_bracket(line: str) -> bool:
    """Whether a value of a line begins with `[…]` and goes on as a text: `- [the office] said`."""
    first_mark = next((at for at, char in enumerate(line) if char in "\"'#"), len(line))
    end = 0
    for opened in _OPENING_BRACKET.finditer(line, 0, first_mark):
        if opened.start() < end:
            continue  # it ends at the same bracket as the one before
        end = line.find("]", opened.end()) + 1
        if not end:
            return False
        if _TEXT_BEHIND.match(line, end):
            return True
    return False


def _is_closed(following: Iterable[str], mark: str) -> bool:
    """Whether a quoted text that goes on ends before the next field begins."""
    for line in following:
        if _FIELD.match(line):
            return False
        if _CLOSED[mark].match(line.strip()):
            return True
    return False


class _Builder:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def note(self, line: int, column: int, what: str, fix: str) -> None:
        position = Position(self.file, line, column)
        self.problems.append(Problem(position=position, rule="yaml", what=what, fix=fix))

    def build(self, text: str) -> Node:
        # Written as one loop over C-made events for speed: it runs 420,000 times for an
        # archive of 5,000 claims.
        root: Node | None = None
        stack: list[Mapping | Sequence] = []
        keys: list[Scalar | None] = []
        documents = 0
        for event in _events(text):
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                mark = event.start_mark
                plain = not event.style
                node: Node = Scalar(
                    mark.line + 1,
                    mark.column + 1,
                    event.value,
                    plain,
                    event.end_mark.index if plain else 0,
                )
            elif kind is yaml.MappingStartEvent:
                mark = event.start_mark
                node = Mapping(mark.line + 1, mark.column + 1)
            elif kind is yaml.SequenceStartEvent:
                mark = event.start_mark
                node = Sequence(mark.line + 1, mark.column + 1)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop()
                keys.pop()
                continue
            elif kind is yaml.AliasEvent:
                node = self._refused_alias(event)
            else:
                if kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse_second_document(event)
                continue

            if kind is not yaml.AliasEvent and (event.anchor is not None or event.tag is not None):
                self._refuse_extras(event)
            if not stack:
                root = node
            else:
                parent = stack[-1]
                if parent.__class__ is Sequence:
                    parent.items.append(node)
                elif (key := keys[-1]) is None:
                    keys[-1] = self._key(node)
                else:
                    parent.entries.append((key, node))  # type: ignore[union-attr]
                    keys[-1] = None
            if not isinstance(node, Scalar):
                if len(stack) == MAX_DEPTH:
                    self._refuse_depth(node)
                stack.append(node)
                keys.append(None)
        if root is None:
            self.note(
                1,
                1,
                "The file has no content.",
                "Write the report's entries into it, or restore the last version that worked.",
            )
            raise _Stopped
        return root

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.note(
            node.line,
            node.column,
            "A list or group stands where the name of a field is expected.",
            "If it is a value that begins with [ or {, put it between quotation marks.",
        )
        raise _Stopped

    def _refused_alias(self, event: Any) -> Scalar:
        mark = event.start_mark
        self.note(
            mark.line + 1,
            mark.column + 1,
            f"A value begins with an asterisk (*{event.anchor}), which YAML reads as a reference.",
            "Put the value between quotation marks, or write it out if a reference was meant.",
        )
        return Scalar(mark.line + 1, mark.column + 1, f"*{event.anchor}")

    def _refuse_extras(self, event: Any) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            what = (
                f"A value begins with an ampersand (&{event.anchor}), which YAML reads as a name."
            )
        elif event.tag == "!":
            what = "A value begins with an exclamation mark, which YAML reads as a type."
        else:
            what = f"A value begins with a type ({event.tag}); types are not used here."
        self.note(mark.line + 1, mark.column + 1, what, "Put the value between quotation marks.")

    def _refuse_second_document(self, event: Any) -> None:
        self.note(
            event.start_mark.line + 1,
            event.start_mark.column + 1,
            "A second document begins here (a line of three hyphens).",
            "Delete the line with the hyphens.",
        )
        raise _Stopped

    def _refuse_depth(self, node: Node) -> None:
        self.note(
            node.line,
            node.column,
            f"Lists and groups are nested more than {MAX_DEPTH} deep here.",
            "Put a value that begins with [ or { between quotation marks.",
        )
        raise _Stopped


def _events(text: str) -> Iterator[Any]:
    # Any, because the stubs know neither the events' attributes nor that their marks are set.
    loader = yaml.CBaseLoader(text)
    get_event, end = loader.get_event, yaml.StreamEndEvent
    try:
        while True:
            event = get_event()
            yield event
            if event.__class__ is end:
                return
    finally:
        loader.dispose()


_CUT = re.compile(r"[ \t]#")


def is_cut_by_comment(scalar: Scalar, text: str) -> bool:
    """Whether YAML ends a plain value at a ` #` that was likely meant as part of it.

    Editors set a real comment off by two spaces or more, or on a line of its own.
    """
    return scalar.plain and _CUT.match(text, scalar.end) is not None
