"""What an editor probably did wrong where YAML cannot be parsed, and how to fix it.

libyaml names the place at which it gave up, which is often lines after the mistake. The lines
before that place are compared with mistakes that editors make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from factcheck_report.yaml_tree.lines import indent_of, is_content
from factcheck_report.yaml_tree.scalars import single_quoted


class Cause(NamedTuple):
    """The probable cause of a syntax error."""

    line: int
    what: str
    fix: str


def advice_for(message: str) -> str:
    """How to fix an error for which libyaml gives this message."""
    known = (fix for part, fix in _FIXES if part in message)
    return next(known, "Compare this line, and the one before it, with an entry that works.")


_FIXES = (
    # A part of libyaml's message → what an editor can do.
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
        "A quotation mark or bracket that opens here is never closed. Add the closing one.",
    ),
    (
        "did not find expected key",
        "Check first that this line is indented exactly like the fields beside it. Otherwise a "
        'quotation mark inside a quoted text ends it too early: write \\" for it, or use curly '
        "marks inside.",
    ),
    (
        "did not find expected ',' or ']'",
        "A list opened with [ is never closed, or has a comma missing. Add what is missing.",
    ),
    (
        "did not find expected ',' or '}'",
        "A group opened with { is never closed, or has a comma missing. Add what is missing.",
    ),
    (
        "did not find expected '-' indicator",
        "Begin every item of the list with a hyphen, at the same indentation.",
    ),
    (
        "could not find expected ':'",
        "Write a field as name, colon, space, value. If the line continues the text of the line "
        "before, indent it further.",
    ),
    (
        "unknown escape character",
        "Write a backslash twice between double quotation marks.",
    ),
    (
        "character escape code",
        "The digits after this backslash are no character. Write the character itself. If the "
        "backslash belongs to the text, write it twice between double quotation marks.",
    ),
    (
        "block scalar",
        "Nothing may follow | or > on the same line. To begin a text with > or |, put it between "
        "quotation marks.",
    ),
    (
        "alphabetic or numeric character",
        "A value cannot begin with * or &. Put it between quotation marks.",
    ),
)

_LOOKED_BACK = 60
"""Lines before the error in which its cause is looked for."""
_OPENED = re.compile(r"""^(?:[^"'#]*:|\s*-)\s+(?:"(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")
_CLOSED = {
    '"': re.compile(r"""(?:[^"\\]|\\.)*"\s*(?:#.*)?$"""),
    "'": re.compile(r"(?:[^']|'')*'\s*(?:#.*)?$"),
}
_FIELD = re.compile(r"^\s*(?:- )?[a-z_0-9-]+:(?:\s|$)")
# `verdict:disputed`, `-text: …`, or a character that only looks like a space or a colon.
_SPACE_MISSING = re.compile(
    r"^ *(?:- )?[a-z_0-9]+(?P<sign>:)(?![ \t]|$)|^ *(?P<hyphen>-)(?=[a-z_]+:)"
    r"|^ *(?:- )?[a-z_0-9]+(?P<wide>：)"
)
_ITEM_LINE = re.compile(r"^ *-(?: |$)")
_WORD_LINE = re.compile(r"^ *[a-z0-9][a-z0-9-]* *$")
_LIST_NAME = re.compile(r"^ *(?:- )?[a-z_]+: *(?:#.*)?$")
ENTRY_LISTS = ("quotes", "made", "corrections", "timeline", "disagreements")
"""Fields and sections that are lists of entries: each entry begins with a hyphen."""
_LISTS = re.compile(rf"^ *(?:- )?(?:{'|'.join(ENTRY_LISTS)}): *(?:#.*)?$")
_LIST_BESIDE = re.compile(r"^ *(?:- )?([a-z_]+): +- +(.*)$")
ID_LISTS = ("tags", "related", "claimants", "key_claims", "claims")
"""Fields that are lists of ids or tags."""
_BULLET = re.compile(
    r"^ *(?:[\u2010-\u2015\u2022\u2023\u25cf\u00b7*+]|[0-9]{1,3}[.)]) *(?=[\w\"'])"
)
"""Bullets and numbers that begin list items in other formats."""
_NAME_AND_TEXT = re.compile(r"^( *(?:- )?[a-z_0-9-]+: +| *- +)(\S.*)$")
_QUOTED_PART = re.compile(
    r"^ *(?:(?:- )?[a-z_0-9-]+:|-) +(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')"
    # Between braces a comma, and another field, may follow.
    r" *(?:[^ #,\]}]|,[^:{}\[\]]*$)"
)
_CONTINUED = 20
"""The most lines over which a text is followed."""
_LONGEST_REWRITTEN = 5_000
"""Code points: a longer text is not shown rewritten."""
_LONGEST_LINE = 120
"""Code points of a line that are shown."""
_COLON_INSIDE = re.compile(r"^ *(?:- )?[a-z_0-9-]+: +[^\s\"'\[{|>#&*!%@`-][^#]*?:(?: |$)")
_OPENING_BRACKET = re.compile(r"[:-]\s+\[")
_TEXT_AFTER = re.compile(r"\s*+[^\s#,]")


def likely_cause(lines: list[str], line: int) -> Cause | None:
    """The probable cause of an error at a line, from 1; None if nothing stands out."""
    return (
        _missing_hyphen(lines, line)
        or _cause_in_line(lines, line, line)
        or _cause_in_line(lines, line - 1, line)
        or _text_after_quotes(lines, line)
        or _unclosed_quotes(lines, line)
        or _colon_in_text(lines, line)
    )


def _line(lines: list[str], number: int) -> str:
    """A line, from 1; empty where there is none."""
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _cause_in_line(lines: list[str], number: int, failed: int) -> Cause | None:
    """A mistake that a line shows by itself; `failed` is the line at which libyaml gave up."""
    line = _line(lines, number)
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return Cause(number, "This line begins with a tab.", "Delete the tab and type spaces.")
    if "\u00a0" in indent:
        return Cause(
            number,
            "This line begins with a no-break space, which looks like a space.",
            "Delete the white space at its start and type spaces.",
        )
    if found := _SPACE_MISSING.match(line):
        sign = "hyphen" if found["hyphen"] else "colon"
        return Cause(
            number,
            f"A plain space is missing after the {sign}.",
            "Write “- text: …” and “verdict: …”, with plain spaces and a plain colon.",
        )
    if _begins_with_bracket(line):
        return Cause(
            number,
            "A text begins with a square bracket, which YAML reads as the start of a list.",
            f"Put it between quotation marks: {_rewritten(lines, number)}",
        )
    if number == failed and (found := _LIST_BESIDE.match(line)):
        return _list_beside(found[1], found[2], lines, number)
    if found := _BULLET.match(line):
        return Cause(
            number,
            "An item of a list begins with a hyphen and a space.",
            f"Write: - {line[found.end() :].strip()[:_LONGEST_LINE]}",
        )
    return None


def _text_after_quotes(lines: list[str], failed: int) -> Cause | None:
    for number in range(min(failed, len(lines)), max(failed - _CONTINUED, 0), -1):
        if _QUOTED_PART.match(_line(lines, number)):
            return Cause(
                number,
                "The text begins with a quotation mark, and YAML ends it at the next one.",
                f"Put single quotation marks around the whole text: {_rewritten(lines, number)}",
            )
    return None


def _unclosed_quotes(lines: list[str], failed: int) -> Cause | None:
    for number in range(min(failed, len(lines)), max(failed - _LOOKED_BACK, 0), -1):
        opened = _line(lines, number)
        following = lines[number : number + _LOOKED_BACK]
        if _OPENED.search(opened) and not _is_closed(following, _first_mark(opened)):
            return Cause(
                number,
                "The quotation mark that opens in this line is not closed.",
                "Add the closing quotation mark at the end of the text. If the mark belongs to the "
                f"text, write: {_rewritten(lines, number)}",
            )
    return None


def _colon_in_text(lines: list[str], failed: int) -> Cause | None:
    if not _COLON_INSIDE.match(_line(lines, failed)):
        return None
    return Cause(
        failed,
        "The text has a colon and a space in it, which YAML reads as a new field.",
        f"Put single quotation marks around the text: {_rewritten(lines, failed)}",
    )


def _list_beside(name: str, item: str, lines: list[str], number: int) -> Cause:
    """A hyphen after the name of a field."""
    if name in ID_LISTS:
        what = "A list cannot begin on the line of its name."
        return Cause(number, what, f"Write: {name}: [{item.strip()}]")
    if name in ENTRY_LISTS:
        return Cause(
            number,
            "A list cannot begin on the line of its name.",
            f"End the line after “{name}:” and write below it: - {item[:_LONGEST_LINE]}",
        )
    return Cause(
        number,
        "A text begins with a hyphen, which YAML reads as an item of a list.",
        f"Put it between quotation marks: {_rewritten(lines, number)}",
    )


def _missing_hyphen(lines: list[str], failed: int) -> Cause | None:
    """A list item without its hyphen, seen from it or from what follows it in the list."""
    number = _line_without_hyphen(lines, failed)
    if not number:
        return None
    item = _line(lines, number)
    if item.lstrip().startswith("-"):
        return Cause(
            number,
            "A plain space is missing after the hyphen.",
            f"Write: - {item.strip()[1:][:_LONGEST_LINE]}",
        )
    if number == failed and not _may_begin_item(lines, failed):
        return Cause(
            number,
            "This line is indented less than the other fields of its item.",
            "Indent it by two more spaces. If another item begins here, write: "
            f"- {item.strip()[:_LONGEST_LINE]}",
        )
    below = next((text for text in lines[number:] if is_content(text)), "")
    beside = _FIELD.match(below) and indent_of(below) == indent_of(item)
    return Cause(
        number,
        "A hyphen is missing at the start of this list item.",
        f"Write: - {item.strip()[:_LONGEST_LINE]}"
        + (" (and indent its other fields by two more spaces)" if beside else ""),
    )


def _line_without_hyphen(lines: list[str], failed: int) -> int:
    """The line, from 1, at whose start a hyphen is missing; 0 if there is none."""
    here = _line(lines, failed)
    number = 0
    if _ITEM_LINE.match(here):
        number = _first_item(lines, failed)
    elif _FIELD.match(here):
        number = failed if _follows_item(lines, failed) else _first_item(lines, failed, _LISTS)
    elif _WORD_LINE.match(here):
        number = failed if _follows_item(lines, failed) else 0
    before = failed - 1
    if not number and _WORD_LINE.match(_line(lines, before)):
        number = before if _follows_item(lines, before) else 0
    return number


def _first_item(lines: list[str], line: int, lists: re.Pattern[str] | None = None) -> int:
    """The line of the list's first item if that has no hyphen, seen from a later line; else 0."""
    above = _name_above(lines, line, lists or _LIST_NAME)
    below = (at for at in range(above + 1, line) if is_content(lines[at - 1]))
    number = next(below, 0) if above else 0
    if not number or _ITEM_LINE.match(lines[number - 1]):
        return 0
    is_item = _FIELD.match(lines[number - 1]) or _WORD_LINE.match(lines[number - 1])
    return number if is_item else 0


def _name_above(lines: list[str], line: int, name: re.Pattern[str]) -> int:
    """The line, from 1, with the name of the list that a line belongs to; 0 if it is not near."""
    indent = indent_of(lines[line - 1])
    for number in range(line - 1, max(line - _LOOKED_BACK, 0), -1):
        text = lines[number - 1]
        if is_content(text) and indent_of(text) <= indent and name.match(text):
            return number
        if is_content(text) and indent_of(text) < indent:
            indent = indent_of(text)
            if not _FIELD.match(text) or _LIST_NAME.match(text):
                return 0
    return 0


def _follows_item(lines: list[str], line: int) -> bool:
    """Whether a line follows an item of the same list, which is indented further than its name.

    The nearest earlier line that is not indented further must be an item with its hyphen.
    """
    indent = indent_of(lines[line - 1])
    for number in range(line - 1, max(line - _LOOKED_BACK, 0), -1):
        text = lines[number - 1]
        if is_content(text) and indent_of(text) <= indent:
            if indent_of(text) < indent or not _ITEM_LINE.match(text):
                return False
            name = _name_above(lines, number, _LIST_NAME)
            return name > 0 and indent_of(lines[name - 1]) < indent
    return False


def _may_begin_item(lines: list[str], line: int) -> bool:
    """Whether the item before already has this field, so that another item begins here."""
    name = lines[line - 1].strip().partition(":")[0]
    for number in range(line - 1, max(line - _LOOKED_BACK, 0), -1):
        text = lines[number - 1].strip()
        if text.removeprefix("- ").partition(":")[0] == name:
            return True
        if _ITEM_LINE.match(lines[number - 1]) and indent_of(lines[number - 1]) == indent_of(
            lines[line - 1]
        ):
            return not _FIELD.match(lines[line - 1])
    return False


def _rewritten(lines: list[str], number: int) -> str:
    """A field or list item, with its whole text between single quotation marks."""
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
    # The outer marks belong to YAML if the next one opens a quotation inside, or is an apostrophe.
    if mark in "\"'" and 0 < second < len(whole) - 1 and whole.endswith(mark):
        around = whole[second - 1], whole[second + 1]
        if around[0] in " ([" or all(map(str.isalnum, around)):
            whole = whole[1:-1]
    if mark == '"':
        whole = whole.replace('\\"', mark)
    return f"{found[1].lstrip()}{single_quoted(whole)}"


def _first_mark(line: str) -> str:
    return next(char for char in line if char in "\"'")


def _begins_with_bracket(line: str) -> bool:
    """Whether a value begins with `[…]` and continues as a text: `- [the office] said`."""
    first_mark = next((at for at, char in enumerate(line) if char in "\"'#"), len(line))
    end = 0
    for opened in _OPENING_BRACKET.finditer(line, 0, first_mark):
        if opened.start() < end:
            continue  # inside the brackets that were just looked at
        end = line.find("]", opened.end()) + 1
        if not end:
            return False
        if _TEXT_AFTER.match(line, end):
            return True
    return False


def _is_closed(following: Iterable[str], mark: str) -> bool:
    """Whether a quoted text is closed before the next field begins."""
    for line in following:
        if _FIELD.match(line):
            return False
        if _CLOSED[mark].match(line.strip()):
            return True
    return False
