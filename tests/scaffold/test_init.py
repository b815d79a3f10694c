"""A report of one's own, started by `factcheck init`."""

from __future__ import annotations

import hashlib
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.commands import run_module
from tests.reports import environment
from tests.weekly import weekly_but

HOST_FILES = {
    "github": ".github/workflows/publish.yml",
    "gitlab": ".gitlab-ci.yml",
    "netlify": "netlify.toml",
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_module(("factcheck_report", *arguments), folder, environment())


def init(folder: Path, wheel: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "init", "report", "--product", str(wheel), *options)


@pytest.fixture
def report(tmp_path: Path, wheel: Path) -> Path:
    """A new report."""
    done = init(tmp_path, wheel)
    assert done.returncode == 0, done.stderr
    return tmp_path / "report"


# Installs all packages anew.
@pytest.mark.long
def test_a_newcomer_starts_a_report_with_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed / "factcheck", "init", "our-report", "--host", "github", "--title", "Bridges"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    report = tmp_path / "our-report"
    [line] = (report / "requirements-factcheck.txt").read_text().splitlines()
    vendored, _, digest = line.partition(" --hash=sha256:")
    assert hashlib.sha256((report / vendored).read_bytes()).hexdigest() == digest

    # As the workflows and README.md do: nothing is there but make, git and Python. What is
    # installed is compiled when it is first imported, not all of it at once.
    variables = environment() | {"PIP_NO_COMPILE": "1"}
    for command in ("check", "site"):
        made = subprocess.run(
            ["make", command],
            cwd=report,
            capture_output=True,
            text=True,
            check=False,
            env={key: value for key, value in variables.items() if key != "PYTHONPATH"},
        )
        assert made.returncode == 0, made.stdout + made.stderr
    home = (report / "site/index.html").read_text("utf-8")
    assert "<title>Bridges</title>" in home
    claim = (report / "site/claims/bridge-closed-in-march/index.html").read_text("utf-8")
    assert "Contradicted" in claim
    assert claim.count("Found word for word") == 3
    version = subprocess.run(
        [report / ".venv/bin/python", "-c", "import factcheck_report as us; print(us.__file__)"],
        cwd=report,
        capture_output=True,
        text=True,
        check=True,
    )
    assert version.stdout.startswith(str(report.resolve()))


@pytest.mark.parametrize("host", weekly_but([*HOST_FILES, "none"], "github", "none"))
def test_every_file_is_filled_in_and_named_in_the_readme(
    tmp_path: Path, wheel: Path, host: str
) -> None:
    assert init(tmp_path, wheel, "--host", host).returncode == 0
    report = tmp_path / "report"
    for name, file in HOST_FILES.items():
        assert (report / file).is_file() == (name == host)
    for path in report.rglob("*"):
        # Workflows have braces of their own.
        if path.is_file() and path.suffix != ".whl" and ".github" not in path.parts:
            assert not re.search(r"<<|>>|<%|%>", path.read_text("utf-8")), path
    readme = (report / "README.md").read_text("utf-8")
    for name in re.findall(r"`([\w-]*[./][\w./-]*)`", readme):
        assert name in (".venv/", "site/", "404.html") or (report / name).exists(), name


@pytest.mark.parametrize("language", weekly_but(["en", "de", "pt-BR", "ar"], "de", "ar"))
def test_a_report_in_any_language_builds(tmp_path: Path, wheel: Path, language: str) -> None:
    started = init(tmp_path, wheel, "--language", language)
    assert started.returncode == 0
    assert ("There are no texts in" in started.stdout) == (language not in ("en", "de"))
    report = tmp_path / "report"
    done = run(report, "build")
    assert done.returncode == 0, done.stderr
    home = (report / "site/index.html").read_text("utf-8")
    interface = language if language in ("en", "de") else "en"
    assert re.search(rf'<html lang="{interface}"', home) or language not in ("en", "de")
    for page in ("about", "methodology", "corrections-policy", "timeline", "disagreements"):
        # Pages without content are neither built nor in the menu.
        exists = page not in ("timeline", "disagreements")
        assert (report / "site" / page / "index.html").is_file() == exists
        assert (f'href="{page}/"' in home) == exists


def test_pages_enter_the_menu_once_they_have_content(report: Path) -> None:
    with (report / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "timeline:\n"
            "  - when: 2025-04-02\n"
            "    event: The bridge was closed.\n"
            "    quotes:\n"
            "      - text: We closed it on that day, after the inspection.\n"
            "        source: council-minutes\n"
            "        wording: quoted\n"
            "        speaker: Tom Reeve, town engineer\n"
        )
    done = run(report, "build")
    assert done.returncode == 0, done.stderr
    assert 'href="timeline/"' in (report / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "title", ["“Who” said: what? # 1 {x}", "<b>& 'so' \\ \"on\"", "日本語", "- a"]
)
def test_any_title_is_shown_as_it_was_typed(tmp_path: Path, wheel: Path, title: str) -> None:
    assert init(tmp_path, wheel, "--title", title).returncode == 0
    claims = yaml.safe_load((tmp_path / "report/claims.yaml").read_text("utf-8"))
    assert claims["report"]["title"] == title
    assert run(tmp_path / "report", "build").returncode == 0


def test_on_a_terminal_the_choices_are_asked_for(tmp_path: Path, wheel: Path) -> None:
    terminal, other_end = pty.openpty()
    command = [sys.executable, "-m", "factcheck_report", "init", "report"]
    with subprocess.Popen(
        [*command, "--product", str(wheel), "--host", "gitlab"],
        cwd=tmp_path,
        stdin=other_end,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        # The language, then the title, whose default is in that language.
        os.write(terminal, b"de\n\n")
        printed, _ = process.communicate()
    os.close(terminal)
    os.close(other_end)
    assert process.returncode == 0
    assert "Where it will be published" not in printed
    claims = yaml.safe_load((tmp_path / "report/claims.yaml").read_text("utf-8"))
    assert claims["report"]["title"] == "Unsere Faktenchecks"
    assert claims["report"]["language"] == "de"
    assert (tmp_path / "report/.gitlab-ci.yml").is_file()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--language", "englisch!"], "language tag"),
        (["--title", "   "], "title"),
        (["--title", "a\u202eb"], "title"),
        (["--host", "geocities"], "'github', 'gitlab', 'netlify', 'none'"),
        (["--colour", "red"], "No such option"),
        (["--product", "claims.yaml"], "not a wheel of factcheck-report"),
    ],
)
def test_bad_input_leaves_nothing_behind(
    tmp_path: Path, wheel: Path, options: list[str], message: str
) -> None:
    (tmp_path / "claims.yaml").write_text("something else")
    done = init(tmp_path, wheel, *options)
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


def test_a_folder_with_files_is_left_as_it_is(tmp_path: Path, wheel: Path) -> None:
    report = tmp_path / "report"
    report.mkdir()
    (report / "notes.txt").write_text("mine")
    done = init(tmp_path, wheel)
    assert done.returncode == 1
    assert "report is not empty: it has notes.txt" in done.stderr
    assert "Fix:" in done.stderr
    assert [path.name for path in report.iterdir()] == ["notes.txt"]
    # A file is no folder.
    shutil.rmtree(report)
    report.write_text("a file")
    assert "report is not a folder" in init(tmp_path, wheel).stderr


def test_a_new_repository_may_be_there_already(tmp_path: Path, wheel: Path) -> None:
    report = tmp_path / "report"
    report.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=report, check=True)
    assert init(tmp_path, wheel).returncode == 0
    # Git stores documents byte for byte, whatever it would do to line ends.
    subprocess.run(["git", "config", "core.autocrlf", "true"], cwd=report, check=True)
    (report / "documents/dos.txt").write_bytes(b"one\r\ntwo\r\n")
    subprocess.run(["git", "add", "documents"], cwd=report, check=True, capture_output=True)
    stored = subprocess.run(
        ["git", "show", ":documents/dos.txt"], cwd=report, check=True, capture_output=True
    )
    assert stored.stdout == b"one\r\ntwo\r\n"


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path, wheel: Path) -> None:
    (tmp_path / "locked").write_text("a file where a folder is needed")
    done = run(tmp_path, "init", "locked/report", "--product", str(wheel))
    assert done.returncode == 1
    assert "locked/report cannot be" in done.stderr
    assert "Traceback" not in done.stderr


def test_where_the_product_came_from_is_named_exactly(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck_report.scaffold import product

    def line(recorded: str | None) -> str:
        class Installed:
            version = "0.1.0"

            def read_text(self, name: str) -> str | None:
                assert name == "direct_url.json"
                return recorded

        monkeypatch.setattr(product, "distribution", lambda name: Installed())
        return product.installed_product().requirement

    commit = "4a5d4f8d1c9a0a0e2b2d9b2f1c3d4e5f60718293"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    git = (
        '{"url": "https://example.org/us.git", "vcs_info": '
        f'{{"vcs": "git", "requested_revision": "main", "commit_id": "{commit}"}}}}'
    )
    assert line(git) == f"factcheck-report @ git+https://example.org/us.git@{commit}\n"
    archive = (
        f'{{"url": "https://example.org/{wheel.name}", '
        f'"archive_info": {{"hashes": {{"sha256": "{digest}"}}}}}}'
    )
    address = f"https://example.org/{wheel.name}"
    assert line(archive) == f"factcheck-report @ {address} --hash=sha256:{digest}\n"
    assert (
        line(f'{{"url": "{wheel.as_uri()}"}}') == f"./vendor/{wheel.name} --hash=sha256:{digest}\n"
    )
    with pytest.raises(product.ProductUnknown, match="no longer there"):
        line('{"url": "file:///nowhere/factcheck_report-1-py3-none-any.whl"}')
    # An index, here a folder, that has the same version.
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    assert line(None) == f"factcheck-report==0.1.0 --hash=sha256:{digest}\n"
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(product.ProductUnknown, match="pip download failed"):
        line(None)
