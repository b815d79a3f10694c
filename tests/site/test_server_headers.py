"""The file `_headers`, which a build writes for Netlify and Cloudflare Pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reports import Folder

LINE = "  - factcheck:\n"
BASE = "https://report.example/ferries/"


@pytest.fixture
def with_headers(example_copy: Path) -> Folder:
    settings = example_copy / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(
        re.sub(r"(?m)^  - factcheck:?.*\n", f"{LINE}      headers: true\n", text, count=1).replace(
            '!ENV [SITE_URL, ""]', BASE
        ),
        "utf-8",
    )
    return Folder.at(example_copy)


def rules(folder: Folder) -> str:
    return (folder.path / "site/_headers").read_text("utf-8")


def test_a_build_writes_the_headers_for_the_path_of_the_site(with_headers: Folder) -> None:
    done = with_headers.factcheck("build")
    assert done.returncode == 0, done.stdout + done.stderr
    text = rules(with_headers)
    assert text.startswith("/ferries/*\n  Content-Security-Policy: ")
    assert "/ferries/sources/*/original.zip\n  Content-Disposition: attachment\n" in text
    html = (with_headers.path / "site/claims/index.html").read_text("utf-8")
    [own] = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert set(re.findall("'sha256-[^']*'", own)) <= set(re.findall("'sha256-[^']*'", text))
    assert "unsafe-inline" not in text
    # Hosts do not publish the file, so that nobody could compare its hash.
    assert "_headers" not in (with_headers.path / "site/SHA256SUMS").read_text("utf-8")
    verified = with_headers.factcheck("verify", "site")
    assert verified.returncode == 0, verified.stdout


def test_styles_of_the_report_count_until_the_line_is_too_long(with_headers: Folder) -> None:
    page = with_headers.path / "docs/about.md"
    page.write_text('# About\n\n<p style="color: red">Red</p>\n', "utf-8")
    assert with_headers.factcheck("build").returncode == 0
    [styles] = re.findall("style-src ([^;\\n]*)", rules(with_headers))
    assert "'unsafe-hashes'" in styles and "'sha256-" in styles
    many = "".join(f'<p style="margin: {number}px">Wide</p>\n' for number in range(40))
    page.write_text(f"# About\n\n{many}", "utf-8")
    done = with_headers.factcheck("build")
    assert done.returncode == 1
    assert "would be longer than 2,000 characters" in done.stdout + done.stderr
    # It is left out, and the site is built, where warnings do not stop a build.
    done = with_headers.run("mkdocs", "build", "--no-strict")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Content-Security-Policy: base" not in rules(with_headers)
    assert "nosniff" in rules(with_headers)


def test_headers_of_the_report_s_own_are_not_overwritten(with_headers: Folder) -> None:
    own = with_headers.path / "docs/_headers"
    own.write_text("/*\n  X-Own: yes\n", "utf-8")
    done = with_headers.factcheck("build")
    assert done.returncode == 1
    assert "has a file _headers of its own in docs/" in done.stdout + done.stderr
    assert own.read_text("utf-8") == "/*\n  X-Own: yes\n"


def test_below_a_path_there_are_none(with_headers: Folder) -> None:
    with_headers.replace("mkdocs.yml", LINE, f"{LINE}      path: fact-checks/\n")
    done = with_headers.factcheck("build")
    assert done.returncode == 1
    assert "A report below a path writes no headers" in done.stdout + done.stderr
