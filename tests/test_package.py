"""The built wheel, imports of the core, and the layout of the tests."""

from __future__ import annotations

import ast
import json
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.specifiers import SpecifierSet

from tests.reports import ROOT, Folder, environment

PACKAGE = ROOT / "generator/factcheck_report"
ADAPTERS = {"mkdocs_plugin", "cli", "git", "__main__"}
CORE_MAY_NOT_IMPORT = {"mkdocs", "material", "click", "watchdog"}


def run(installed: Path, folder: Folder, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / "python"), "-m", *command],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )


def test_the_wheel_brings_command_plugin_templates_and_assets(
    installed: Path, folder: Folder
) -> None:
    where = run(installed, folder, "factcheck_report", "check").stdout
    assert where == "1 claim; all 2 quotes are proved in 1 document.\n"

    done = run(installed, folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "No drones were sent" in folder.read("site/claims/no-drones-sent/index.html")
    assert (folder.path / "site/assets/factcheck/factcheck.css").is_file()
    assert json.loads(folder.read("site/claims.yaml.schema.json"))["properties"]
    used = subprocess.run(
        [str(installed / "python"), "-c", "import factcheck_report as us; print(us.__file__)"],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(ROOT) not in used
    for file in ("problems/problems.schema.json", "checking/words/de.yaml"):
        assert (Path(used.strip()).parent / file).is_file()
    assert subprocess.run([str(installed / "factcheck"), "--version"], check=False).returncode == 0


def test_the_locked_packages_allow_each_python_that_the_readme_allows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    assert f"Python {oldest} or newer" in (ROOT / "README.md").read_text("utf-8")
    locked = {
        line.split("==")[0]
        for file in (PACKAGE / "scaffold/requirements.txt", ROOT / "requirements-dev.txt")
        for line in file.read_text("utf-8").splitlines()
        if "==" in line and not line.startswith(" ")
    }
    assert "mkdocs-material" in locked
    refused = {
        name
        for name in locked
        if not SpecifierSet(distribution(name).metadata.get("Requires-Python", "")).contains(
            f"{oldest}.0"
        )
    }
    assert not refused


def test_the_core_imports_neither_mkdocs_nor_click() -> None:
    for file in sorted(PACKAGE.rglob("*.py")):
        room = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        names = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
        if room not in ADAPTERS:
            assert not {name.split(".")[0] for name in names} & CORE_MAY_NOT_IMPORT, file
            adapters = {f"factcheck_report.{adapter}" for adapter in ADAPTERS}
            assert not {".".join(name.split(".")[:2]) for name in names} & adapters, file


def test_no_test_module_is_imported_or_longer_than_500_lines() -> None:
    for file in sorted((ROOT / "tests").rglob("*.py")):
        text = file.read_text("utf-8")
        assert len(text.splitlines()) <= 500, file
        imports = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom))
        names = [f".{node.module}.{alias.name}" for node in imports for alias in node.names]
        assert not [name for name in names if ".test_" in name], file
