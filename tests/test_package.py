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

from factcheck_report.pipeline import read_report
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


def test_check_says_all_is_well(folder: Folder) -> None:
    done = folder.run("factcheck_report", "check")

    assert done.returncode == 0
    assert done.stdout == "1 claim; all 2 quotes are proved in 1 document.\n"


def test_check_says_what_is_wrong(folder: Folder) -> None:
    folder.replace("claims.yaml", "stance: supports", "stance: 'su%p,o:rts'")
    place = (
        "claims.yaml",
        folder.read("claims.yaml").splitlines().index("        stance: 'su%p,o:rts'") + 1,
        17,
    )

    as_text = folder.run("factcheck_report", "check")
    assert as_text.returncode == 1
    assert as_text.stdout.startswith(
        "{}:{}:{}: error: claim no-drones-sent, quote 1: ".format(*place)
    )
    assert "Fix:" in as_text.stdout

    [problem] = json.loads(folder.run("factcheck_report", "check", "--format", "json").stdout)
    assert (problem["file"], problem["line"], problem["column"]) == place

    as_github = folder.run("factcheck_report", "check", "--format", "github").stdout
    assert as_github.startswith(
        "::error file={},line={},col={},title=claim no-drones-sent%2C quote 1::".format(*place)
    )
    assert "su%25p,o:rts" in as_github
    assert as_github.count("\n") == 1


def test_output_gives_no_orders_to_the_machine_that_prints_it(folder: Folder) -> None:
    folder.replace("claims.yaml", "  no-drones-sent:", '  "x\\e[2J\\n::error::a\\n  ##[error]b":')
    folder.replace(
        "claims.yaml", "kind: government}\n  other", 'kind: "a\\n::stop-commands::q"}\n  other'
    )

    for form in ("text", "github"):
        printed = folder.run("factcheck_report", "check", "--format", form).stdout
        assert "\x1b" not in printed
        assert "##[" not in printed
        orders = [line for line in printed.splitlines() if line.strip().startswith("::")]
        assert orders == ([] if form == "text" else printed.splitlines())
        assert form == "text" or len(orders) == len(read_report(folder.path).problems)


def test_a_file_that_is_wrong_all_over_is_told_in_bounds(folder: Folder) -> None:
    count = 3_000
    folder.write("claims.yaml", folder.read("claims.yaml") + "timeline: [" + "a," * count + "a]\n")
    printed = folder.run("factcheck_report", "check").stdout

    assert f"{count + 1 - 100:,} not shown" in printed
    assert len(printed) < 100_000


def test_wrong_usage_is_told_apart_from_problems(folder: Folder) -> None:
    assert folder.run("factcheck_report", "check", "--format", "xml").returncode == 2
    assert folder.run("factcheck_report", "check", "no-such-folder").returncode == 2


@pytest.mark.parametrize("site", ["/", "claims.yaml/x", "x" * 250, "seeds"])
def test_a_folder_that_cannot_be_the_sites_is_told_in_words(folder: Folder, site: str) -> None:
    for command in (("factcheck_report", "build"), ("mkdocs", "build")):
        if command[0] == "mkdocs" and site != "seeds":
            continue
        done = folder.run(*command, "--site-dir", site)
        assert done.returncode == 1, command
        assert "Traceback" not in done.stderr
        assert (folder.path / "seeds/gazette.txt").is_file()


def test_build_replaces_only_its_own_folder_and_only_when_all_is_right(folder: Folder) -> None:
    folder.write("site/precious.txt", "not ours")
    refused = folder.run("factcheck_report", "build")
    assert refused.returncode == 1
    assert "would be emptied" in refused.stderr
    assert folder.read("site/precious.txt") == "not ours"

    (folder.path / "site/precious.txt").unlink()
    assert folder.run("factcheck_report", "build").returncode == 0
    before = folder.read("site/index.html")

    folder.write("docs/own.md", '# Own\n\n<a href="../nowhere/">dead</a>\n')
    dead = folder.run("factcheck_report", "build")
    assert dead.returncode == 1
    assert "nowhere" in dead.stderr
    assert not (folder.path / "site/own").exists()
    (folder.path / "docs/own.md").unlink()

    folder.replace("claims.yaml", "Who sent what", "Who sent what, again")
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    broken = folder.run("factcheck_report", "build")
    assert broken.returncode == 1
    assert "claims.yaml" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert folder.read("site/index.html") == before

    folder.replace("claims.yaml", "tone: blue", "tone: mixed")
    assert folder.run("factcheck_report", "build").returncode == 0
    assert "Who sent what, again" in folder.read("site/index.html")
    assert not [path.name for path in folder.path.iterdir() if path.name.startswith(".site")]
