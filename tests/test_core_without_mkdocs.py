"""Only the adapters know MkDocs: the core can be used by any site generator."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports import ROOT

PACKAGE = ROOT / "generator/factcheck_report"
ADAPTERS = ("mkdocs_plugin", "cli")
_MKDOCS = re.compile(r"mkdocs|--strict|livereload", re.IGNORECASE)


def core_modules() -> list[Path]:
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in ADAPTERS
    ]


def mentions(source: str) -> Iterator[str]:
    """Imports and string constants that name MkDocs; docstrings may."""
    tree = ast.parse(source)
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        texts: list[object] = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            texts = [getattr(node, "module", ""), *(alias.name for alias in node.names)]
        elif isinstance(node, ast.Constant) and id(node) not in documentation:
            texts = [node.value]
        for text in texts:
            if isinstance(text, str | bytes) and _MKDOCS.search(str(text)):
                yield f"line {node.lineno}: {text!r}"


@pytest.mark.parametrize("path", core_modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_of_the_core_names_mkdocs(path: Path) -> None:
    assert list(mentions(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import mkdocs.config",
        "from mkdocs import utils",
        "import factcheck_report.mkdocs_plugin",
        "log = getLogger('mkdocs.plugins.factcheck')",
        "command = [python, '-m', 'mkdocs', 'build']",
        "fix = f'Write {name} in mkdocs.yml.'",
    ],
)
def test_the_test_finds_forbidden_words(source: str) -> None:
    assert list(mentions(source))


def test_messages_of_the_core_are_logged_under_its_own_name() -> None:
    for path in core_modules():
        for call in re.findall(r"getLogger\((.*?)\)", path.read_text("utf-8")):
            assert call == "__name__", path
