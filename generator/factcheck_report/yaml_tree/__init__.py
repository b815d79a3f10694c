"""YAML text → a tree in which every value has a position, and text edits at positions."""

from factcheck_report.yaml_tree.nodes import (
    Content,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    content_of,
    field_of,
    nodes_by_position,
    single_values,
)
from factcheck_report.yaml_tree.parsing import is_cut_by_comment, parse
from factcheck_report.yaml_tree.scalars import double_quoted, escaped, single_quoted

__all__ = [
    "Content",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "content_of",
    "double_quoted",
    "escaped",
    "field_of",
    "is_cut_by_comment",
    "nodes_by_position",
    "parse",
    "single_quoted",
    "single_values",
]
