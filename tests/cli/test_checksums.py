"""`factcheck checksums`: hashes of a site that another program wrote or changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.reports import Folder


@pytest.fixture
def site(folder: Folder) -> Path:
    site = folder.path / "public"
    site.mkdir()
    for name in ("claims.json", "verify.py", "index.html", "a/b.html", ".hidden", "a/.git/config"):
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"This is {name}.")
    return site


def listed(site: Path) -> dict[str, str]:
    lines = (site / "SHA256SUMS").read_text("utf-8").splitlines()
    return {name: hash for hash, name in (line.split("  ", 1) for line in lines)}


def test_each_file_is_listed_with_its_hash(folder: Folder, site: Path) -> None:
    done = folder.factcheck("checksums", "public")
    assert (done.returncode, done.stdout) == (0, "public/SHA256SUMS: the hashes of 4 files\n")
    sums = listed(site)
    assert list(sums) == ["a/b.html", "claims.json", "index.html", "verify.py"]
    for name, hash in sums.items():
        assert hash == hashlib.sha256((site / name).read_bytes()).hexdigest()
    # A second time, it lists what is there now, and not itself.
    (site / "index.html").write_text("Other words")
    (site / "a/b.html").unlink()
    assert folder.factcheck("checksums", "public").returncode == 0
    assert list(listed(site)) == ["claims.json", "index.html", "verify.py"]
    assert listed(site)["index.html"] == hashlib.sha256(b"Other words").hexdigest()


def test_each_report_of_a_newsrooms_site_gets_its_own(folder: Folder, site: Path) -> None:
    site.rename(folder.path / "checks")
    site.mkdir()
    (folder.path / "checks").rename(site / "checks")
    (site / "index.html").write_text("Our newsroom")
    done = folder.factcheck("checksums", "public")
    assert (done.returncode, done.stdout) == (
        0,
        "public/checks/SHA256SUMS: the hashes of 4 files\n",
    )
    assert not (site / "SHA256SUMS").exists()


def test_a_folder_without_a_report_is_refused(folder: Folder) -> None:
    done = folder.factcheck("checksums", "seeds")
    assert done.returncode == 1
    assert "“seeds” holds no report" in done.stderr
    assert not (folder.path / "seeds/SHA256SUMS").exists()
    assert folder.factcheck("checksums", "no-such-folder").returncode == 2


def test_a_site_changed_after_the_build_can_be_verified_again(folder: Folder) -> None:
    assert folder.build().returncode == 0
    before = (folder.path / "site/SHA256SUMS").read_bytes()
    (folder.path / "site/about.html").write_text("<html lang='en'><title>About</title></html>")
    done = folder.factcheck("verify", "site")
    assert "SHA256SUMS does not list it" in done.stdout
    # The folder “site” is meant if none is named.
    assert folder.factcheck("checksums").returncode == 0
    assert folder.factcheck("verify", "site").returncode == 0
    (folder.path / "site/about.html").unlink()
    assert folder.factcheck("checksums").returncode == 0
    assert (folder.path / "site/SHA256SUMS").read_bytes() == before
