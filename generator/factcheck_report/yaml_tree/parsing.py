"""YAML text → a tree of nodes, strictly, with a problem for everything that is not plain YAML.

Only mappings, lists and scalars pass. Anchors, aliases, tags, several documents and deep nesting
are problems. The tree is built from libyaml's events, not with `yaml.compose`: that recurses in C,
once a level, and a few thousand `[` crash the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from factcheck_report.model import Position
from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree.nodes import MappingNode, Node, ScalarNode, SequenceNode
from factcheck_report.yaml_tree.syntax_advice import advice_for, likely_cause

MAX_DEPTH = 12
"""Levels of nesting that are accepted; a report needs six."""
MAX_NODES = 5_000_000
"""Texts, lists and groups in one file; each takes some 200 bytes, and a claim has some 80."""

# Characters that YAML does not allow, and line ends that editors and git do not count as such.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_BYTE_ORDER_MARK = re.compile("\ufeff")
_MERGE_MARKER = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?:[ \t].*)?\r?$", re.MULTILINE)
"""The lines that git writes around a merge conflict; no line of a claims file looks like them."""


class _ParsingStopped(Exception):
    """The rest of the file cannot be read; the problem was already noted."""


def parse(text: str, file: str, problems: list[Problem]) -> Node | None:
    """The tree of one YAML file's text.

    Returns None, with at least one problem added, where the text is not YAML or has no content.
    `file` is used in problems only.
    """
    builder = _TreeBuilder(file, problems)
    # The one at the start of a file was removed with its encoding. libyaml drops a second one, and
    # all offsets would be those of another text.
    if found := _BYTE_ORDER_MARK.match(text) or _FORBIDDEN.search(text):
        line, column = SourceText(text).line_and_column(found.start())
        builder.note(
            line,
            column,
            "An invisible character that is not allowed in this file "
            f"(U+{ord(found[0]):04X}) stands here.",
            "Delete the character; retype the line if you cannot find it.",
        )
        return None
    if marked := _merge_conflict(text):
        lines = f"lines {marked[0]} to {marked[-1]}" if len(marked) > 1 else f"line {marked[0]}"
        builder.note(
            marked[0],
            1,
            f"git could not merge two changes and left both versions here ({lines}).",
            "Between <<<<<<< and >>>>>>>, keep the version above ======= or the one below it, or "
            "combine the two. Then delete the lines with these marks.",
        )
        return None
    try:
        return builder.build(text)
    except _ParsingStopped:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"{error.context or ''} {error.problem or ''}"
        if "unexpected end of stream" in message and error.context_mark:
            mark = error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if cause := likely_cause(text.splitlines(), line):
            builder.note(cause.line, 1, cause.what, cause.fix)
        else:
            what = "The file cannot be read beyond this point."
            builder.note(line, column, what, advice_for(message))
    return None


def _merge_conflict(text: str) -> list[int]:
    """The lines with the marks of the first merge conflict; empty if there is none."""
    lines: list[int] = []
    line, counted = 1, 0
    for found in _MERGE_MARKER.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        lines.append(line)
        if found[0].startswith(">"):
            break
    return lines


class _TreeBuilder:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems

    def note(self, line: int, column: int, what: str, fix: str) -> None:
        position = Position(self._file, line, column)
        self._problems.append(Problem(position=position, rule="yaml", what=what, fix=fix))

    def _stop(self, line: int, column: int, what: str, fix: str) -> NoReturn:
        """Note a problem after which nothing can be read."""
        self.note(line, column, what, fix)
        raise _ParsingStopped

    def build(self, text: str) -> Node:
        # One loop over events made in C, for speed: it runs 420,000 times for 5,000 claims.
        root: Node | None = None
        stack: list[MappingNode | SequenceNode] = []
        keys: list[ScalarNode | None] = []
        documents = 0
        for number, event in enumerate(_events(text)):
            if number > MAX_NODES:
                self._stop_at_limit(event)
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                mark, end = event.start_mark, event.end_mark
                line = end.line
                node: Node = ScalarNode(
                    mark.line + 1,
                    mark.column + 1,
                    event.value,
                    event.style or "",
                    mark.index,
                    end.index,
                    # The end of a block scalar is the start of the line after it.
                    line + 1 if end.column else line,
                )
            elif kind is yaml.MappingStartEvent:
                mark = event.start_mark
                node = MappingNode(mark.line + 1, mark.column + 1, mark.index, event.flow_style)
            elif kind is yaml.SequenceStartEvent:
                mark = event.start_mark
                node = SequenceNode(mark.line + 1, mark.column + 1, mark.index, event.flow_style)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                _close(stack.pop(), event)
                keys.pop()
                continue
            elif kind is yaml.AliasEvent:
                node = self._refused_alias(event)
            else:
                if kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        what = "A second document begins here (a line of three hyphens)."
                        line, column = event.start_mark.line + 1, event.start_mark.column + 1
                        self._stop(line, column, what, "Delete the line with the hyphens.")
                continue

            if kind is not yaml.AliasEvent and (event.anchor is not None or event.tag is not None):
                self._refuse_anchor_or_tag(event)
            if not stack:
                root = node
            else:
                parent = stack[-1]
                if parent.__class__ is SequenceNode:
                    parent.items.append(node)
                elif (key := keys[-1]) is None:
                    keys[-1] = self._key(node)
                else:
                    parent.entries.append((key, node))  # type: ignore[union-attr]
                    keys[-1] = None
            if not isinstance(node, ScalarNode):
                if len(stack) == MAX_DEPTH:
                    what = f"Lists and groups are nested more than {MAX_DEPTH} levels deep here."
                    fix = "Put a value that begins with [ or { between quotation marks."
                    self._stop(node.line, node.column, what, fix)
                stack.append(node)
                keys.append(None)
        if root is None:
            fix = "Write the report's entries into it, or restore the last version that worked."
            self._stop(1, 1, "The file has no content.", fix)
        return root

    def _stop_at_limit(self, event: Any) -> NoReturn:
        mark = event.start_mark
        what = f"The file has more than {MAX_NODES:,} texts, lists and groups."
        self._stop(mark.line + 1, mark.column + 1, what, "Divide the report into several.")

    def _key(self, node: Node) -> ScalarNode:
        if not isinstance(node, ScalarNode):
            what = "A list or group stands where the name of a field is expected."
            fix = "If it is a value that begins with [ or {, put it between quotation marks."
            self._stop(node.line, node.column, what, fix)
        return node

    def _refused_alias(self, event: Any) -> ScalarNode:
        mark, end = event.start_mark, event.end_mark
        line, column = mark.line + 1, mark.column + 1
        self.note(
            line,
            column,
            f"A value begins with an asterisk (*{event.anchor}), which YAML reads as a reference.",
            "Put the value between quotation marks, or write it out if a reference was meant.",
        )
        return ScalarNode(line, column, f"*{event.anchor}", "", mark.index, end.index, line)

    def _refuse_anchor_or_tag(self, event: Any) -> None:
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


def _close(node: MappingNode | SequenceNode, event: Any) -> None:
    if node.flow:
        mark = event.end_mark
        node.end, node.last_line = mark.index, mark.line + 1
        return
    # What follows a block collection closes it, so the event does not say where it ends.
    last = node.items[-1] if isinstance(node, SequenceNode) else node.entries[-1][1]
    node.end, node.last_line = last.end, last.last_line


def _events(text: str) -> Iterator[Any]:
    # Any: the stubs know neither the attributes of events nor that their marks are set.
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


_COMMENT = re.compile(r"[ \t]#")


def is_cut_by_comment(scalar: ScalarNode, text: str) -> bool:
    """Whether YAML ends a plain value at a ` #` that was probably meant as part of it.

    Editors set a real comment off by two spaces or more, or on a line of its own.
    """
    return scalar.plain and _COMMENT.match(text, scalar.end) is not None
