"""The layout of the package: what its listing, its imports and CONTRIBUTING.md say agree."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

from tests.reports import ROOT

PACKAGE = ROOT / "generator/factcheck_report"
NAME = PACKAGE.name
MOST_LOOSE_MODULES = 6


def modules() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != PACKAGE)


def packages() -> set[str]:
    return {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}


def imports(module: Path) -> set[str]:
    """The packages of the product, and its modules next to them, that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == NAME:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{NAME}."):
            found.add(str(node.module).split(".")[1])
    return found - {"__version__"}


def imports_between_packages() -> Mapping[str, set[str]]:
    between: dict[str, set[str]] = {}
    for module in PACKAGE.rglob("*.py"):
        name = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if not name.startswith("__"):
            between.setdefault(name, set()).update(imports(module) - {name})
    return between


def table() -> list[str]:
    """The names in CONTRIBUTING's table of packages, from top to bottom."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    _, _, rest = guide.partition("| in `generator/factcheck_report/` |")
    return re.findall(r"^\| `(\w+)(?:\.py|/)` \|", rest, re.M)


def test_few_modules_lie_beside_the_packages() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_LOOSE_MODULES


def test_every_package_says_in_one_line_what_it_holds() -> None:
    for init in PACKAGE.rglob("__init__.py"):
        text = ast.get_docstring(ast.parse(init.read_text("utf-8")))
        assert text, init
        assert text.splitlines()[0].endswith("."), init


def test_the_table_for_contributors_is_the_listing() -> None:
    own = {path.stem for path in PACKAGE.glob("*.py") if not path.name.startswith("__")}
    assert sorted(table()) == sorted(packages() | own)


def test_packages_import_only_those_above_them_in_the_table() -> None:
    between = imports_between_packages()
    # Raises CycleError, which names the packages that import each other.
    TopologicalSorter(between).prepare()
    order = {name: number for number, name in enumerate(table())}
    for name, imported in between.items():
        below = {other for other in imported if order[other] > order[name]}
        assert not below, f"{name} imports {below}"


def test_a_class_name_has_one_meaning() -> None:
    names = Counter(
        node.name.lstrip("_")
        for module in modules()
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in names.items() if number > 1] == []


def test_no_module_is_longer_than_500_lines() -> None:
    # The verifier is published as one file, which runs by itself.
    whole = "exports/verifier/verify.py"
    assert {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in modules()
        if path != PACKAGE / whole and (lines := len(path.read_text("utf-8").splitlines())) > 500
    } == {}
