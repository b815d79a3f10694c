"""Where nodes begin and end, however the text is laid out."""

from __future__ import annotations

import pytest

from factcheck_report.loading.groups import ListOf, RecordOf
from factcheck_report.loading.references import LABELS
from factcheck_report.loading.schema import ENTRY_SECTIONS, LIST_SECTIONS, SECTIONS
from factcheck_report.loading.values import Pattern, Reference
from factcheck_report.model import Draft
from factcheck_report.problems import Problem
from factcheck_report.yaml_tree import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    field_of,
    nodes_by_position,
    parse,
)
from factcheck_report.yaml_tree.lines import comments_after
from factcheck_report.yaml_tree.syntax_advice import ENTRY_LISTS, ID_LISTS

TEXT = """\
a:
  b: "one
    two"  # said
  c: |
    text

    more

  # a comment
  d: {e: 1,
    f: 2}
  g:
  - h: i
    j: k
  - l
  m:
n: end
"""


def tree(text: str) -> Node:
    root = parse(text, "", [])
    assert root is not None
    return root


def value(node: Node, *names: str) -> Node:
    for name in names:
        found = field_of(node, name)
        assert found, name
        node = found[1]
    return node


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("names", "lines", "written"),
    [
        (("a",), (2, 16), None),
        (("a", "b"), (2, 3), '"one\n    two"'),
        (("a", "d"), (10, 11), "{e: 1,\n    f: 2}"),
        (("a", "d", "f"), (11, 11), "2"),
        (("a", "g"), (13, 15), "- h: i\n    j: k\n  - l"),
        (("a", "m"), (16, 16), ""),
        (("n",), (17, 17), "end"),
    ],
)
def test_nodes_know_where_they_begin_and_end(
    newline: str, names: tuple[str, ...], lines: tuple[int, int], written: str | None
) -> None:
    text = TEXT.replace("\n", newline)
    node = value(tree(text), *names)
    assert (node.line, node.last_line) == lines
    if written is not None:
        assert text[node.start : node.end] == written.replace("\n", newline)


def test_positions_lead_to_values() -> None:
    nodes = nodes_by_position(tree(TEXT))
    a, b, item = nodes[1, 1], nodes[2, 3], nodes[13, 5]
    assert isinstance(a, MappingNode) and len(a.entries) == 5
    assert isinstance(b, ScalarNode) and b.text == "one two"
    # The list item and its first key have one position.
    assert isinstance(item, MappingNode) and len(item.entries) == 2
    assert nodes[2, 6] is b


def test_a_refused_reference_has_its_place() -> None:
    text = "a: 1\nb: [*c, d]\n"
    problems: list[Problem] = []
    root = parse(text, "", problems)
    assert root is not None and [problem.position.column for problem in problems] == [5]
    items = value(root, "b")
    assert isinstance(items, SequenceNode)
    assert [text[item.start : item.end] for item in items.items] == ["*c", "d"]
    assert {item.last_line for item in items.items} == {2}


def test_comments_behind_an_entry_end_at_the_next_content() -> None:
    text = "a: 1\n\n  # one\n# two\nb: 2\n# three\n"
    found = [(indent, text[:end].count("\n")) for indent, end in comments_after(text, 5)]
    assert found == [(2, 3), (0, 4)]


# Lists that the tree keeps of the schema, which it may not import


def test_lists_of_fields_are_those_of_the_schema() -> None:
    ids: set[str] = set()
    entries: set[str] = set(LIST_SECTIONS)
    records = [
        getattr(type, "record", getattr(type, "item_type", type)) for type in SECTIONS.values()
    ]
    for record in records:
        for name, field in record.fields.items():
            item = field.type.item_type if isinstance(field.type, ListOf) else None
            if isinstance(item, RecordOf):
                entries.add(name)
            elif isinstance(item, Reference | Pattern):
                ids.add(name)
    assert set(ENTRY_LISTS) == entries
    assert set(ID_LISTS) == ids


def test_sections_are_fields_of_a_draft() -> None:
    fields = set(Draft.__dataclass_fields__) - {"unread"}
    assert {"publication", *SECTIONS} - {"report"} == fields
    referred = {
        item.section
        for type in SECTIONS.values()
        for field in getattr(type, "record", getattr(type, "item_type", type)).fields.values()
        if isinstance(item := getattr(field.type, "item_type", field.type), Reference)
    }
    assert referred <= set(LABELS) <= set(ENTRY_SECTIONS)
