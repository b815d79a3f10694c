"""The wheel a newcomer installs, the command, and the direction of imports."""

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

ADAPTERS = {"mkdocs_plugin", "cli", "__main__"}
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
    where = run(installed, folder, "generator", "check").stdout
    assert where == "1 claim; all 2 quotes are proved in 1 document.\n"

    done = run(installed, folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "No drones were sent" in folder.read("site/claims/no-drones-sent/index.html")
    assert (folder.path / "site/assets/factcheck/factcheck.css").is_file()
    used = subprocess.run(
        [str(installed / "python"), "-c", "import generator; print(generator.__file__)"],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(ROOT) not in used
    assert subprocess.run([str(installed / "factcheck"), "--version"], check=False).returncode == 0


def test_the_core_imports_neither_mkdocs_nor_click() -> None:
    for file in sorted((ROOT / "generator").rglob("*.py")):
        room = file.relative_to(ROOT / "generator").parts[0].removesuffix(".py")
        names = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
        if room not in ADAPTERS:
            assert not {name.split(".")[0] for name in names} & CORE_MAY_NOT_IMPORT, file
            adapters = {f"generator.{adapter}" for adapter in ADAPTERS}
            assert not {".".join(name.split(".")[:2]) for name in names} & adapters, file


def test_check_says_all_is_well(folder: Folder) -> None:
    done = folder.run("generator", "check")

    assert done.returncode == 0
    assert done.stdout == "1 claim; all 2 quotes are proved in 1 document.\n"


def test_check_says_what_is_wrong(folder: Folder) -> None:
    folder.replace("claims.yaml", "stance: supports", "stance: 'su%p,o:rts'")
    place = (
        "claims.yaml",
        folder.read("claims.yaml").splitlines().index("        stance: 'su%p,o:rts'") + 1,
        17,
    )

    as_text = folder.run("generator", "check")
    assert as_text.returncode == 1
    assert as_text.stdout.startswith(
        "{}:{}:{}: error: claim no-drones-sent, quote 1: ".format(*place)
    )
    assert "To mend it:" in as_text.stdout

    [problem] = json.loads(folder.run("generator", "check", "--format", "json").stdout)
    assert (problem["file"], problem["line"], problem["column"]) == place

    as_github = folder.run("generator", "check", "--format", "github").stdout
    assert as_github.startswith(
        "::error file={},line={},col={},title=claim no-drones-sent%2C quote 1::".format(*place)
    )
    assert "su%25p,o:rts" in as_github
    assert as_github.count("\n") == 1


def test_wrong_usage_is_told_apart_from_problems(folder: Folder) -> None:
    assert folder.run("generator", "check", "--format", "xml").returncode == 2
    assert folder.run("generator", "check", "no-such-folder").returncode == 2


def test_build_replaces_only_its_own_folder_and_only_when_all_is_right(folder: Folder) -> None:
    folder.write("site/precious.txt", "not ours")
    refused = folder.run("generator", "build")
    assert refused.returncode == 1
    assert "replaced" in refused.stderr
    assert folder.read("site/precious.txt") == "not ours"

    (folder.path / "site/precious.txt").unlink()
    assert folder.run("generator", "build").returncode == 0
    before = folder.read("site/index.html")

    folder.write("docs/own.md", '# Own\n\n<a href="../nowhere/">dead</a>\n')
    dead = folder.run("generator", "build")
    assert dead.returncode == 1
    assert "nowhere" in dead.stderr
    assert not (folder.path / "site/own").exists()
    (folder.path / "docs/own.md").unlink()

    folder.replace("claims.yaml", "Who sent what", "Who sent what, again")
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    broken = folder.run("generator", "build")
    assert broken.returncode == 1
    assert "claims.yaml" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert folder.read("site/index.html") == before

    folder.replace("claims.yaml", "tone: blue", "tone: mixed")
    assert folder.run("generator", "build").returncode == 0
    assert "Who sent what, again" in folder.read("site/index.html")
    assert not [path.name for path in folder.path.iterdir() if path.name.startswith(".site")]
