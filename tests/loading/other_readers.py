"""claims.yaml as other programs read it."""

from __future__ import annotations

import re
from typing import Any

import yaml

_YAML_1_2 = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda text: int(text, 16)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"true|True|TRUE"), lambda text: True),
    (re.compile(r"false|False|FALSE"), lambda text: False),
    (re.compile(r"null|Null|NULL|~|"), lambda text: None),
)


def as_tools_read(text: str) -> Any:
    """What programs that read YAML 1.2 (core schema), as VS Code does, make of a text."""
    return _content(yaml.compose(text, Loader=yaml.CBaseLoader))  # type: ignore[no-untyped-call]


def _content(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _content(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_content(item) for item in node.value]
    if not node.style:
        for form, read in _YAML_1_2:
            if form.fullmatch(node.value):
                return read(node.value)
    return node.value
