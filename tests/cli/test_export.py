"""`factcheck export`: it puts a whole project in place, or changes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.building import files_of
from tests.reports import CLAIMS, SOURCE, Folder, sha256

CLAIM = "docs/claims/no-drones-sent/index.md"


@pytest.fixture
def project(folder: Folder) -> Path:
    return folder.path.parent / "project"


def export(folder: Folder, project: Path, *options: str) -> str:
    done = folder.factcheck("export", str(project), *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(folder: Folder, project: Path) -> str:
    """Export, which must fail and leave the project as it was, and return the message."""
    before = files_of(project)
    done = folder.factcheck("export", str(project))
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(f"{project} was not changed.\n")
    assert files_of(project) == before
    assert not [path for path in project.parent.iterdir() if path.name.startswith(".project")]
    return done.stderr


def settings_of(project: Path) -> dict[str, Any]:
    settings = tomllib.loads((project / "zensical.toml").read_text("utf-8"))["project"]
    assert isinstance(settings, dict)
    return settings


def front_matter(page: Path) -> dict[str, Any]:
    start, text, _ = page.read_text("utf-8").split("---\n", 2)
    assert start == ""
    meta = yaml.safe_load(text)
    assert isinstance(meta, dict)
    return meta


def test_each_page_is_a_markdown_file_with_title_description_and_one_block(
    folder: Folder, project: Path
) -> None:
    assert "pages in" in export(folder, project)
    meta = front_matter(project / CLAIM)
    assert meta["title"] == "Disputed: No drones were sent after the war began."
    assert meta["description"].startswith("Disputed. The minister said so")
    assert '<script type="application/ld+json">' in meta["factcheck_head"]
    assert meta["factcheck_menu"] == "claims/"
    _, _, body = (project / CLAIM).read_text("utf-8").split("---\n", 2)
    assert body.strip().startswith("<article")
    assert "\n\n" not in body.strip()
    # Nothing of how the report is made is published, only the program that checks it.
    made_of = {".py", ".yaml", ".yml"}
    assert [path for path in files_of(project) if Path(path).suffix in made_of] == [
        "docs/verify.py"
    ]


def test_a_second_export_removes_what_is_gone_and_repeats_the_rest(
    folder: Folder, project: Path
) -> None:
    folder.repeat_claim(3)
    export(folder, project)
    first = files_of(project)
    # What Zensical builds there is removed, too: it would keep the page of a removed claim.
    (project / "site").mkdir()
    (project / "site/old.html").write_text("old")
    export(folder, project)
    assert files_of(project) == first
    other = project.with_name("other")
    folder.replace("mkdocs.yml", "  - factcheck\n", "  - factcheck: {cache_dir: ''}\n")
    export(folder, other)
    assert files_of(other) == first

    head, _, _ = folder.read("claims.yaml").partition("  claim-2:\n")
    folder.write("claims.yaml", head)
    export(folder, project)
    assert not (project / "docs/claims/claim-2").exists()
    assert (project / "docs/claims/claim-1/index.md").is_file()


def test_a_folder_with_other_things_is_left_alone(folder: Folder, project: Path) -> None:
    project.mkdir()
    (project / "precious.txt").write_text("not ours")
    assert "holds files that no export wrote" in refused(folder, project)
    (project / "precious.txt").unlink()
    export(folder, project)
    (project / ".git").mkdir()
    (project / ".git/config").write_text("not ours")
    assert "also holds “.git”" in refused(folder, project)


def test_files_links_and_built_sites_are_not_replaced(folder: Folder, project: Path) -> None:
    project.write_text("a file")
    done = folder.factcheck("export", str(project))
    assert (done.returncode, project.read_text()) == (1, "a file")
    assert "is not a folder" in done.stderr
    project.unlink()
    (folder.path / "elsewhere").mkdir()
    project.symlink_to(folder.path / "elsewhere")
    assert folder.factcheck("export", str(project)).returncode == 1
    assert list((folder.path / "elsewhere").iterdir()) == []
    assert folder.factcheck("build").returncode == 0
    built = files_of(folder.path / "site")
    assert folder.factcheck("export", "site").returncode == 1
    assert files_of(folder.path / "site") == built
    project.unlink()
    export(folder, project)
    exported = files_of(project)
    assert folder.factcheck("build", "-d", str(project)).returncode == 1
    assert files_of(project) == exported


@pytest.mark.parametrize("place", ["docs/out", ".", "overrides/x", "/", "x" * 250])
def test_an_impossible_folder_is_refused_with_a_message(folder: Folder, place: str) -> None:
    folder.write("overrides/partials/copyright.html", "<p>Us</p>")
    folder.replace("mkdocs.yml", "  font: false", "  font: false\n  custom_dir: overrides")
    folder.write("docs/about.md", "# About\n")
    before = files_of(folder.path)
    done = folder.factcheck("export", place)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(f"{place} was not changed.\n")
    assert files_of(folder.path) == before


def test_errors_and_warnings_stop_an_export_in_the_words_of_a_build(
    folder: Folder, project: Path
) -> None:
    export(folder, project)
    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    error = refused(folder, project)
    assert "claims.yaml:" in error
    assert "1 error. Fix it before the report can be built." in error
    assert "1 error. Fix it before the report can be built." in folder.factcheck("build").stderr
    folder.replace("claims.yaml", "tone: blue", "tone: mixed")

    short = folder.read("claims.yaml").replace(
        "text: A spokesman of the other side said that dozens of drones had been sent in summer.",
        "text: of drones",
    )
    folder.write("claims.yaml", short)
    warning = refused(folder, project)
    assert "[short-quote]" in warning
    last = "before the report can be published."
    assert last in warning
    assert last in folder.factcheck("build").stderr


def test_a_broken_template_of_the_sites_own_changes_nothing(folder: Folder, project: Path) -> None:
    folder.replace("mkdocs.yml", "  font: false", "  font: false\n  custom_dir: overrides")
    folder.write("overrides/factcheck/verdicts.html", "<p>Our verdicts *are*</p>\n")
    folder.write("overrides/partials/copyright.html", "<p>Us</p>\n")
    export(folder, project)
    assert "<p>Our verdicts &#42;are&#42;</p>" in (project / "docs/verdicts/index.md").read_text()
    assert (project / "overrides/partials/copyright.html").read_text() == "<p>Us</p>\n"
    assert not (project / "overrides/factcheck").exists()
    folder.write("overrides/factcheck/verdicts.html", "{{ nothing.there }}\n")
    assert "The template cannot be rendered" in refused(folder, project)


def test_the_settings_of_the_site_come_along(folder: Folder, project: Path) -> None:
    folder.write("report/all.yaml", CLAIMS.format(sha256=sha256(SOURCE)))
    (folder.path / "claims.yaml").unlink()
    folder.write("base.yml", "site_author: The desk\ntheme: {logo: mark.svg, language: en}\n")
    folder.write("docs/mark.svg", "<svg/>")
    folder.write("docs/start.md", "We *checked* it.\n")
    folder.write("docs/method/how.md", "# How\n\n[home](../index.md)\n")
    folder.write(
        "mkdocs.yml",
        """\
INHERIT: base.yml
site_name: Our desk
site_url: !ENV [NO_SUCH_NAME, "https://desk.example/"]
use_directory_urls: true
copyright: "Us & them"
extra_css: [own.css]
markdown_extensions:
  - attr_list
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
theme:
  name: material
  features: [navigation.footer]
nav:
  - index.md
  - How we work: method/how.md
  - timeline/index.md
  - More:
      - Our verdicts: verdicts/index.md
      - data/index.md
plugins:
  - search
  - tags
  - factcheck: {claims: report/all.yaml, home_text: start.md}
""",
    )
    export(folder, project)
    settings = settings_of(project)
    assert settings["site_name"] == "Our desk"
    assert settings["site_url"] == "https://desk.example/"
    assert settings["site_author"] == "The desk"
    assert settings["copyright"] == "Us & them"
    assert settings["theme"]["logo"] == "mark.svg"
    assert settings["theme"]["font"] is False
    assert settings["extra_css"] == ["assets/factcheck/factcheck.css", "own.css"]
    assert settings["plugins"] == ["tags", {"search": {"enabled": False}}]
    emoji = settings["markdown_extensions"]["pymdownx.emoji"]
    assert emoji == {"emoji_index": "material.extensions.emoji.twemoji"}
    # No events, no timeline.
    assert settings["nav"] == [
        {"Report": "index.md"},
        {"How we work": "method/how.md"},
        {"More": [{"Our verdicts": "verdicts/index.md"}, {"Data": "data/index.md"}]},
    ]
    home = (project / "docs/index.md").read_text()
    assert "\n\nWe *checked* it.\n\n" in home
    assert not (project / "docs/start.md").exists()
    assert (project / "docs/method/how.md").read_text() == "# How\n\n[home](../index.md)\n"
    assert (project / "docs/mark.svg").read_text() == "<svg/>"


def test_without_a_menu_the_reports_pages_come_first(folder: Folder, project: Path) -> None:
    folder.write("docs/about.md", "# About\n")
    folder.write("docs/our-method/how.md", "# How\n")
    folder.write("docs/.hidden/x.md", "# Hidden\n")
    export(folder, project)
    nav = settings_of(project)["nav"]
    assert nav[0] == {"Report": "index.md"}
    assert nav[1] == {"Claims": "claims/index.md"}
    assert nav[-2:] == ["about.md", {"Our method": ["our-method/how.md"]}]
    assert not (project / "docs/.hidden").exists()


def test_settings_that_cannot_be_published_with_a_report_are_refused(
    folder: Folder, project: Path
) -> None:
    plain = folder.read("mkdocs.yml")
    for old, new, words in (
        ("  font: false", "  font: false\n  features: [navigation.instant]", "navigation.instant"),
        ("  - search", "  - search\n  - macros", "The plugin “macros” is configured"),
        ("plugins:", "markdown_extensions: [pymdownx.snippets]\nplugins:", "snippets"),
        ("plugins:", "use_directory_urls: false\nplugins:", "“use_directory_urls” is off"),
        ("  - search", "  - search\n  - offline", "The plugin “offline” is configured"),
        ("  - factcheck", "  - factcheck: {card_fonts: [no.ttf]}", "no.ttf cannot be read"),
        ("  - factcheck", "  - factcheck: {colour: red}", "“colour” is not an option"),
        ("  - factcheck", "  - factcheck: {path: Fact checks}", "cannot be the report’s"),
        ("  - factcheck", "  - factcheck\n  - factcheck: {path: x/}", "listed several times"),
    ):
        folder.write("mkdocs.yml", plain.replace(old, new))
        message = refused(folder, project)
        assert words in message
        assert "mkdocs.yml:" in message
        assert "Fix:" in message


def test_settings_that_contain_themselves_do_no_harm(folder: Folder, project: Path) -> None:
    nine = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    folder.write(
        "mkdocs.yml",
        f"{folder.read('mkdocs.yml')}base: &base {{x: 1, y: 2}}\n"
        f"extra:\n  a0: &a0 many\n{nine}  own: &own [*own]\n  z: {{<<: *base, y: 3}}\n",
    )
    export(folder, project)
    assert settings_of(project)["base"] == {"x": 1, "y": 2}
    assert settings_of(project)["site_name"] == "Test"


def test_links_and_files_in_the_place_of_a_page_are_refused(folder: Folder, project: Path) -> None:
    folder.write("docs/claims/index.md", "# Ours\n")
    assert "docs/claims/index.md" in refused(folder, project)
    (folder.path / "docs/claims/index.md").unlink()
    folder.write("secret.txt", "secret")
    (folder.path / "docs/open.txt").symlink_to("../secret.txt")
    assert "“docs/open.txt” is a link" in refused(folder, project)
    (folder.path / "docs/open.txt").unlink()
    export(folder, project)


def test_only_quoted_words_of_a_document_that_shows_excerpts_are_written(
    folder: Folder, project: Path
) -> None:
    folder.replace("claims.yaml", "    title: Drones", "    display: excerpts\n    title: Drones")
    export(folder, project)
    everything = b"".join(files_of(project).values())
    assert b"did not answer" not in everything
    assert b"dozens of drones had been sent in summer" in everything
    assert not (project / "docs/sources/gazette/source.txt").exists()
