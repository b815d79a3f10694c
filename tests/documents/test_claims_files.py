"""Several claims files: each is read, or the editor is told that it is not."""

from __future__ import annotations

import pytest

from tests.reports import CLAIMS, SOURCE, Folder, sha256

_HEAD, _CLAIMS = CLAIMS.format(sha256=sha256(SOURCE)).split("claims:\n")
_CLAIMS = f"claims:\n{_CLAIMS}"
_SECOND = _CLAIMS.replace("no-drones-sent", "nothing-sent")


def split(folder: Folder, claims: str, *names: str) -> None:
    """Put the report into several files: its head into the first, its claims into the others."""
    (folder.path / "claims.yaml").unlink()
    folder.replace("mkdocs.yml", "  - factcheck\n", f"  - factcheck:\n      claims: {claims}\n")
    for name, text in zip(names, (_HEAD, _CLAIMS, _SECOND), strict=False):
        folder.write(name, text)


@pytest.mark.parametrize(
    ("claims", "names"),
    [
        ("claims", ("claims/report.yaml", "claims/a/b.yml", "claims/a/c/d.YAML")),
        ("claims/**/*.y*ml", ("claims/report.yaml", "claims/a/b.yml", "claims/a/c/d.yaml")),
        ("work/*.yaml", ("work/a.yaml", "work/b.yaml", "work/c.yaml")),
    ],
)
def test_every_command_reads_all_files_that_the_option_names(
    folder: Folder, claims: str, names: tuple[str, ...]
) -> None:
    split(folder, claims, *names)
    folder.git("init", "-q", "-b", "main")
    folder.commit()

    checked = folder.factcheck("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "2 claims; all 4 quotes" in checked.stdout
    assert folder.factcheck("compare", "HEAD").returncode == 0
    assert "gazette" in folder.factcheck("find", "dozens of drones").stdout
    assert "Nothing to fix" in folder.factcheck("fix").stdout
    assert folder.factcheck("pin", "gazette").returncode == 0
    done = folder.factcheck("new", "One.", "--file", names[2])
    assert done.stdout.startswith(f"{names[2]}:"), done.stderr


def test_a_built_site_has_the_claims_of_nested_folders(folder: Folder) -> None:
    split(folder, "claims", "claims/report.yaml", "claims/a/b.yml", "claims/a/c/d.yml")
    folder.replace(
        "claims/report.yaml", "  summary: One", "  rules: {duplicate-claim: off}\n  summary: One"
    )
    built = folder.factcheck("build")
    assert built.returncode == 0, built.stderr
    assert "2 claims" in folder.page("claims/")


@pytest.mark.parametrize(
    ("claims", "unread"),
    [
        ("claims/*.yaml", "claims/a/b.yml"),
        ("claims/*.yaml", "claims/b.yml"),
        ("main.yaml", "main.yml"),
        ("main.yaml", "main/more.yaml"),
    ],
)
def test_a_file_that_is_not_read_is_noted(folder: Folder, claims: str, unread: str) -> None:
    first = "claims/report.yaml" if "*" in claims else claims
    split(folder, claims, first)
    folder.write(first, _HEAD + _CLAIMS)
    folder.write(unread, _SECOND)
    done = folder.factcheck("check")
    assert done.returncode == 0, done.stdout
    assert f"note: “{unread}” is not read" in done.stdout
    assert f"“{unread}” is not read" in folder.factcheck("find", "dozens").stderr


@pytest.mark.parametrize("there", ["claims.yml", "claims/a.yaml"])
def test_a_missing_claims_file_with_another_name_is_found(folder: Folder, there: str) -> None:
    folder.write(there, folder.read("claims.yaml"))
    (folder.path / "claims.yaml").unlink()
    done = folder.factcheck("check")
    found = there.partition("/")[0]
    assert done.returncode == 1
    assert f"There is no file “claims.yaml”, but there is “{found}”." in done.stdout
    assert f"claims: {found}”" in done.stdout


def test_what_matches_nothing_and_links_are_errors(folder: Folder) -> None:
    split(folder, "claims", "claims/report.yaml", "outside/b.yaml")
    (folder.path / "claims/linked").symlink_to("../outside")
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert "“claims/linked”" in done.stdout
    assert "link" in done.stdout

    done = folder.factcheck("check", "--claims", "none/*.yaml")
    assert done.returncode == 1
    assert "No claims file matches “none/*.yaml”." in done.stdout


def test_hidden_files_and_other_files_are_left_out(folder: Folder) -> None:
    split(folder, "claims", "claims/report.yaml", "claims/b.yaml")
    folder.write("claims/.b.yaml", "not YAML: [")
    folder.write("claims/.git/b.yaml", "not YAML: [")
    folder.write("claims/README.md", "# How we split the claims\n")
    done = folder.factcheck("check")
    assert done.returncode == 0, done.stdout


def test_compare_reads_the_option_of_each_side(folder: Folder) -> None:
    folder.git("init", "-q", "-b", "main")
    base = folder.commit()
    split(folder, "claims", "claims/report.yaml", "claims/a/b.yml")
    done = folder.factcheck("compare", base)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "There was no report before" not in done.stdout
    assert done.stdout.endswith("Nothing.\n")

    # Both sides in git, and the folder is on yet another state.
    folder.write("base.yml", folder.read("mkdocs.yml"))
    folder.write("mkdocs.yml", "INHERIT: base.yml\n")
    head = folder.commit()
    folder.git("checkout", "-q", base)
    for pair in ((base, head), (head, base)):
        done = folder.factcheck("compare", *pair)
        assert "Nothing.\n" in done.stdout, done.stdout + done.stderr
