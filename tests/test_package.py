"""The built wheel, imports of the core, and the layout of the tests."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.reports import ROOT, Folder, environment

PACKAGE = ROOT / "generator/factcheck_report"
ADAPTERS = {"mkdocs_plugin", "cli", "git", "__main__"}
CORE_MAY_NOT_IMPORT = {"mkdocs", "material", "click", "watchdog"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment into which only the built wheel was installed.

    It sees the packages that the wheel depends on through this environment's folder, and nothing
    of the checkout.
    """
    place = tmp_path_factory.mktemp("wheel")
    checkout = place / "checkout"
    shutil.copytree(
        ROOT / "generator", checkout / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place)],
        check=False,
        capture_output=True,
        text=True,
        cwd=checkout,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = place.glob("*.whl")
    venv.create(place / "env", with_pip=True)
    python = place / "env" / "bin" / "python"
    subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        check=True,
        cwd=place,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    found = subprocess.run(
        [str(python), "-c", "import site; print(site.getsitepackages()[0])"],
        check=True,
        capture_output=True,
        text=True,
    )
    ours = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    target = Path(found.stdout.strip())
    for package in ours.iterdir():
        # Everything but the editable install of the checkout itself.
        if "factcheck" not in package.name and not (target / package.name).exists():
            (target / package.name).symlink_to(package)
    return place / "env" / "bin"


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
    assert json.loads(folder.read("site/claims.schema.json"))["properties"]
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
