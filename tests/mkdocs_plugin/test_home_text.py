"""A text of the site's own on the home page."""

from __future__ import annotations

from tests.reports import Folder


def test_a_file_in_docs_is_shown_on_the_home_page(folder: Folder) -> None:
    folder.write("docs/about.md", "# About\n\nWe are a newsroom.\n")
    folder.write(
        "docs/home.md",
        "## Why this report\n\nBecause *we* wanted to know. [About us](about.md), "
        "[the claim](claims/no-drones-sent/index.md).\n",
    )
    done = folder.factcheck("build")
    assert done.returncode == 0, done.stdout + done.stderr
    home = folder.page("")
    text = home.partition('<div class="fc-home-text">')[2].partition("</div>")[0]
    assert "Because <em>we</em> wanted to know." in text
    assert '<a href="about/">About us</a>' in text
    assert '<a href="claims/no-drones-sent/">the claim</a>' in text
    # Below the summary, above what was found.
    assert home.index("One document was read.") < home.index("Because <em>we</em>")
    assert home.index("Because <em>we</em>") < home.index('id="verdicts"')
    assert not (folder.path / "site/home").exists()
    assert "Because" not in folder.page("about/")


def test_a_broken_link_in_it_stops_the_build(folder: Folder) -> None:
    folder.write("docs/home.md", "[Gone](gone.md)\n")
    done = folder.factcheck("build")
    assert done.returncode == 1
    assert "gone.md" in done.stderr


def test_the_file_can_have_another_name(folder: Folder) -> None:
    folder.write("docs/intro/welcome.md", "Welcome to all readers.\n")
    folder.write("docs/home.md", "# A page\n\nThat has nothing to do with it.\n")
    folder.replace(
        "mkdocs.yml", "  - factcheck\n", "  - factcheck:\n      home_text: intro/welcome.md\n"
    )
    assert folder.factcheck("build").returncode == 0
    assert "Welcome to all readers." in folder.page("")
    assert "nothing to do with it" in folder.page("home/")


def test_without_the_file_nothing_is_left_on_the_page(folder: Folder) -> None:
    assert folder.factcheck("build").returncode == 0
    assert "<!--" not in folder.page("").partition("<article")[2].partition("</article>")[0]
