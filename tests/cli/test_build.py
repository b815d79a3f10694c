"""`factcheck build`: it puts a whole site in place, or changes nothing."""

from __future__ import annotations

import pytest

from tests.reports import Folder


@pytest.mark.parametrize("site", ["/", "claims.yaml/x", "x" * 250, "seeds"])
def test_an_impossible_site_folder_is_refused_with_a_message(folder: Folder, site: str) -> None:
    for command in (("factcheck_report", "build"), ("mkdocs", "build")):
        if command[0] == "mkdocs" and site != "seeds":
            continue
        done = folder.run(*command, "--site-dir", site)
        assert done.returncode == 1, command
        assert "Traceback" not in done.stderr
        assert (folder.path / "seeds/gazette.txt").is_file()


def test_a_build_replaces_only_its_own_folder_and_only_if_it_succeeds(folder: Folder) -> None:
    folder.write("site/precious.txt", "not ours")
    refused = folder.factcheck("build")
    assert refused.returncode == 1
    assert "would be emptied" in refused.stderr
    assert folder.read("site/precious.txt") == "not ours"

    (folder.path / "site/precious.txt").unlink()
    assert folder.factcheck("build").returncode == 0
    before = folder.read("site/index.html")

    folder.write("docs/own.md", '# Own\n\n<a href="../nowhere/">dead</a>\n')
    dead = folder.factcheck("build")
    assert dead.returncode == 1
    assert "nowhere" in dead.stderr
    assert not (folder.path / "site/own").exists()
    (folder.path / "docs/own.md").unlink()

    folder.replace("claims.yaml", "Who sent what", "Who sent what, again")
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    broken = folder.factcheck("build")
    assert broken.returncode == 1
    assert "claims.yaml" in broken.stderr
    assert "Traceback" not in broken.stderr
    assert folder.read("site/index.html") == before

    folder.replace("claims.yaml", "tone: blue", "tone: mixed")
    assert folder.factcheck("build").returncode == 0
    assert "Who sent what, again" in folder.read("site/index.html")
    assert not [path.name for path in folder.path.iterdir() if path.name.startswith(".site")]
