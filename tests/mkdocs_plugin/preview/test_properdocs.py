"""A report that ProperDocs builds and previews, in place of MkDocs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import files_of
from tests.preview import PreviewServer, banner
from tests.reports import EXAMPLE, Folder

GENERATOR = re.compile(rb'<meta name="generator" [^>]*>')
# Only the example itself, and not a copy of it, is in a Git repository.
REVISION = re.compile(rb'"revision": [^\n]*|<p class="fc-note">This report was made from [^<]*</p>')
BY_BUILDER = ("sitemap.xml", "sitemap.xml.gz", "SHA256SUMS")
"""Files with the day of the build, or with the hashes of pages that name the builder."""


def use_properdocs(folder: Folder) -> None:
    (folder.path / "mkdocs.yml").rename(folder.path / "properdocs.yml")


def comparable(data: bytes) -> bytes:
    """A file of a site without what tells its builder and its commit."""
    return REVISION.sub(b"", GENERATOR.sub(b"", data))


def test_properdocs_builds_the_same_site(example_site: Path, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "example")
    folder.copy(EXAMPLE)
    use_properdocs(folder)
    done = folder.factcheck("build")
    assert done.returncode == 0, done.stdout + done.stderr
    theirs, ours = files_of(example_site), files_of(folder.path / "site")
    # Without this tag: the theme names what builds the site there.
    one, other = (GENERATOR.findall(site["index.html"]) for site in (theirs, ours))
    assert one != other
    assert theirs.keys() == ours.keys()
    assert not [
        name
        for name, data in theirs.items()
        if comparable(data) != comparable(ours[name]) and name not in BY_BUILDER
    ]


def test_messages_and_commands_name_the_file(folder: Folder) -> None:
    folder.replace("mkdocs.yml", "  - factcheck\n", "  - factcheck\n  - privacy\n  - offline\n")
    folder.replace("mkdocs.yml", "  - factcheck\n", "  - factcheck: {claims: all.yaml}\n")
    (folder.path / "claims.yaml").rename(folder.path / "all.yaml")
    use_properdocs(folder)
    refused = folder.factcheck("build")
    assert refused.returncode == 1
    assert "properdocs.yml:10:1: error: The plugin “offline” is configured." in refused.stderr
    assert "mkdocs.yml" not in refused.stderr
    assert "Using all.yaml, set by “claims” in properdocs.yml." in folder.factcheck("check").stderr


def test_a_folder_without_settings_is_no_traceback(folder: Folder) -> None:
    (folder.path / "mkdocs.yml").unlink()
    done = folder.factcheck("build")
    assert done.returncode == 2
    assert "There is no mkdocs.yml or properdocs.yml here." in done.stderr


@pytest.mark.long
def test_the_preview_shows_a_saved_change_and_names_the_file(
    folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    use_properdocs(folder)
    server = serve_report(tool="properdocs")
    server.wait_for(lambda page: "No drones were sent after the war began." in page)
    folder.replace("claims.yaml", "claim: No drones were", "claim: None were")
    server.wait_for(lambda page: "None were sent after the war began." in page)
    folder.replace("properdocs.yml", "  - factcheck\n", "  - factcheck\n  - offline\n")
    page = server.wait_for(banner)
    assert "properdocs.yml" in banner(page)
