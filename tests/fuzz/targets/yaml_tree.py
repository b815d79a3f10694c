"""The YAML tree: any text → a tree, or a problem at a place in the text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from factcheck_report.model.spans import SourceText
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import (
    MappingNode,
    Node,
    ScalarNode,
    double_quoted,
    parse,
    single_quoted,
)

_IN_QUOTES = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*")


def check(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    problems: list[Problem] = []
    root = parse(text, "claims.yaml", problems)
    source = SourceText(text)
    for problem in problems:
        assert problem.what and problem.fix
        assert 1 <= problem.position.line <= len(source.line_starts) + 1, problem
        assert problem.position.column >= 1
    if root is None:
        assert problems or not text.strip() or _says_nothing(text), "nothing is said"
    else:
        _check_places(root, source, 0, len(text))
        if not problems:
            assert _plain(root) == yaml.load(text, yaml.CBaseLoader)
    _check_quoting(text)


def _says_nothing(text: str) -> bool:
    return not list(filter(None, yaml.compose_all(text, yaml.CBaseLoader)))


def _check_places(node: Node, source: SourceText, start: int, end: int) -> None:
    assert start <= node.start <= node.end <= end, node
    assert node.line <= node.last_line or node.start == node.end, node
    # libyaml counts the end of the text as a line of its own.
    at_end = node.start == len(source.text)
    assert at_end or source.line_and_column(node.start) == (node.line, node.column), node
    if isinstance(node, ScalarNode):
        return
    if isinstance(node, MappingNode):
        children = [part for entry in node.entries for part in entry]
    else:
        children = node.items
    at = node.start
    for child in children:
        _check_places(child, source, at, node.end)
        at = child.end


def _plain(node: Node) -> Any:
    """What PyYAML makes of it: of two fields with one name, the last one counts."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, MappingNode):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


def _check_quoting(text: str) -> None:
    """A text that is written between quotation marks is read as it was."""
    problems: list[Problem] = []
    written = [double_quoted(text)]
    if _IN_QUOTES.fullmatch(text):
        written.append(single_quoted(text))
    for value in written:
        root = parse(f"field: {value}\n", "", problems)
        assert not problems, problems
        assert _plain(root) == {"field": text}, value  # type: ignore[arg-type]
