"""A report together with other plugins, hooks and themes.

Hooks stand in for plugins that tests do not install: they do the same at the same events.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.reports import Folder
from tests.weekly import weekly_but

CLAIM = "site/claims/no-drones-sent/index.html"
MATERIAL = "theme:\n  name: material\n  font: false\n"


def configure(folder: Folder, added: str) -> None:
    """Put lines before the plugins in mkdocs.yml."""
    folder.replace("mkdocs.yml", "plugins:\n", f"{added}plugins:\n")


def add_plugin(folder: Folder, entry: str) -> None:
    folder.replace("mkdocs.yml", "  - factcheck\n", f"  - {entry}\n  - factcheck\n")


def add_hook(folder: Folder, code: str) -> None:
    folder.write("hook.py", code)
    configure(folder, "hooks: [hook.py]\n")


def the_problem(done: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    """The line of mkdocs.yml and the text of the only problem that a build stopped with."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = re.findall(r"^mkdocs\.yml:(\d+):\d+: error: (.*)\n    Fix: .+", done.stderr, re.M)
    assert len(found) == 1, done.stderr
    assert "[configuration]" in done.stderr
    return int(found[0][0]), found[0][1]


def line_of(folder: Folder, text: str) -> int:
    [number] = [
        number
        for number, line in enumerate(folder.read("mkdocs.yml").splitlines(), 1)
        if text in line
    ]
    return number


BUILD = {
    "tags": "tags",
    "privacy": "privacy: {assets: false}",
    "blog": "blog: {blog_dir: news}",
    "a group": "group: {enabled: true, plugins: [tags]}",
    "typeset": "typeset",
    "offline, switched off": "offline: {enabled: false}",
    "MkDocs' own search": "/search",
}


@pytest.mark.parametrize("name", weekly_but(BUILD, "tags", "blog", "MkDocs' own search"))
def test_plugins_of_the_theme_work_with_a_report(name: str, folder: Folder) -> None:
    add_plugin(folder, BUILD[name])
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert "No drones were sent" in folder.read(CLAIM)


def test_the_meta_plugin_works_with_a_report(folder: Folder) -> None:
    add_plugin(folder, "meta")
    add_plugin(folder, "tags")
    folder.write("docs/claims/.meta.yml", "tags: [Ferries]\n")
    folder.write("docs/tags.md", "# All tags\n\n<!-- material/tags -->\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert 'href="../claims/no-drones-sent/"' in folder.read("site/tags/index.html")
    assert "No drones were sent" in folder.read(CLAIM)


HOOKS = {
    "the path of a page": """
from pathlib import Path
def on_page_content(html, page, **_):
    Path(page.file.abs_src_path).stat()
""",
    "the path of a file, when files are gathered": """
from pathlib import PurePath
def on_files(files, config):
    for file in files:
        PurePath(file.abs_src_path).is_relative_to(config.docs_dir)
""",
    "copies of pages": """
import copy, pickle
def on_page_markdown(markdown, page, **_):
    page.meta = copy.deepcopy(page.meta)
def on_page_context(context, page, **_):
    copied = pickle.loads(pickle.dumps((page.meta, page)))[1]
    assert copied.content == page.content and copied.title == page.title
""",
    "metadata as JSON": """
import json
def on_page_markdown(markdown, page, **_):
    json.dumps(page.meta)
""",
    "a page for each link, before the report's plugin": """
from mkdocs.plugins import event_priority
@event_priority(20)
def on_files(files, config):
    assert files.get_file_from_path("claims/no-drones-sent/index.md")
""",
    "a home page that is taken away": """
def on_files(files, config):
    files.remove(files.get_file_from_path("index.md"))
""",
    "a list of claims that is taken away": """
def on_files(files, config):
    files.remove(files.get_file_from_path("claims/index.md"))
""",
    "sections without pages": """
from mkdocs.structure.nav import Section
def on_nav(nav, **_):
    nav.items.append(Section("Empty", []))
from mkdocs.plugins import event_priority
on_nav = event_priority(80)(on_nav)
""",
}


@pytest.mark.parametrize("name", weekly_but(HOOKS, *list(HOOKS)[::2]))
def test_hooks_may_use_pages_of_the_report_like_any_other(name: str, folder: Folder) -> None:
    add_hook(folder, HOOKS[name])
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert "No drones were sent" in folder.read(CLAIM)


def test_a_page_is_dated_by_the_file_it_was_written_in(folder: Folder) -> None:
    add_hook(
        folder,
        """
def on_post_page(output, page, **_):
    return output.replace("</body>", f"<i>{page.file.abs_src_path}</i></body>")
""",
    )
    assert folder.build().returncode == 0
    assert f"<i>{folder.path / 'claims.yaml'}</i>" in folder.read(CLAIM)


@pytest.mark.parametrize("search", ["  - search\n", ""])
def test_hooks_run_with_and_without_a_search(search: str, folder: Folder) -> None:
    folder.replace("mkdocs.yml", "  - search\n", search)
    add_hook(
        folder,
        """
from pathlib import Path
def on_page_context(context, **_):
    context["config"].extra["seen"] = "yes"
def on_post_build(config):
    (Path(config.site_dir) / "seen.txt").write_text(config.extra["seen"])
""",
    )
    done = folder.build()
    assert done.returncode == 0, done.stderr
    assert folder.read("site/seen.txt") == "yes"


REFUSED = {
    "plugin “offline”": ("  - factcheck\n", "  - offline\n  - factcheck\n", "offline"),
    "plugin “macros”": ("  - search\n", "  # no macros\n  - search\n  - macros\n", "- macros"),
    "theme is “mkdocs”": (MATERIAL, "theme: mkdocs\n", "theme:"),
    "theme is “readthedocs”": (MATERIAL, "theme:\n  name: readthedocs\n", "name: read"),
    "one of your own": (MATERIAL, "theme: {name: null, custom_dir: docs}\n", "theme:"),
}


@pytest.mark.parametrize("words", REFUSED)
def test_incompatible_plugins_and_settings_are_named(words: str, folder: Folder) -> None:
    old, new, at = REFUSED[words]
    folder.replace("mkdocs.yml", old, new)
    line, text = the_problem(folder.run("mkdocs", "build"))
    assert words in text
    # Comments do not count.
    assert line == line_of(folder, at)
    assert not (folder.path / "site").exists()


# Plugins that tests do not install are known by their names alone.
STRANGERS = ["i18n", "encryptcontent", "exclude-search"]


@pytest.mark.parametrize("name", STRANGERS)
def test_incompatible_third_party_plugins_are_refused(name: str, folder: Folder) -> None:
    install(folder, name)
    folder.replace("mkdocs.yml", "  - search\n", f"  - search\n  - {name}: {{}}\n")
    # MkDocs looks for plugins when it is imported.
    line, text = the_problem(folder.run_in_new_python("mkdocs", "build"))
    assert f"“{name}”" in text
    assert line == line_of(folder, f"- {name}")


def install(folder: Folder, name: str) -> None:
    """A plugin that does nothing, beside mkdocs.yml, where Python finds it."""
    folder.write("stranger.py", "from mkdocs.plugins import BasePlugin\nclass P(BasePlugin): ...\n")
    folder.write("stranger-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: stranger\n")
    folder.write(
        "stranger-1.dist-info/entry_points.txt", f"[mkdocs.plugins]\n{name} = stranger:P\n"
    )


FAILING = {
    "on_page_content": "def on_page_content(html, page, **_):\n    if 'no-drones' in page.url: ",
    "on_page_context": "def on_page_context(context, **given):\n"
    "    page = given['page']\n    if 'no-drones' in page.url: ",
    "on_files": "def on_files(files, config):\n    for file in files:\n"
    "        if 'no-drones' in file.url: ",
}


@pytest.mark.parametrize("event", FAILING)
@pytest.mark.parametrize(
    "error", weekly_but(["None + 1", "raise PluginError('No such day.')"], "None + 1")
)
def test_a_hook_that_fails_on_a_page_of_the_report_is_named(
    event: str, error: str, folder: Folder
) -> None:
    add_hook(folder, f"from mkdocs.exceptions import PluginError\n{FAILING[event]}{error}\n")
    line, text = the_problem(folder.run("mkdocs", "build"))
    assert line == line_of(folder, "hooks:")
    assert "The hook “hook.py” failed" in text
    assert "claims/no-drones-sent/index.md" in text
    assert ("TypeError: " if "None" in error else ": No such day.") in text


def test_a_hook_that_fails_outside_pages_is_named(folder: Folder) -> None:
    add_hook(
        folder,
        "from pathlib import Path\ndef on_post_build(config):\n"
        "    Path(config.site_dir, 'search/search_index.json').read_text()\n",
    )
    _, text = the_problem(folder.run("mkdocs", "build"))
    assert "The hook “hook.py” failed: FileNotFoundError" in text
    done = folder.run("mkdocs", "build", "--verbose")
    assert "hook.py" in done.stderr.partition("Traceback")[2].partition("Error: ")[0]


def test_errors_of_hooks_on_other_pages_are_not_changed(folder: Folder) -> None:
    folder.write("docs/about.md", "# About\n")
    add_hook(
        folder,
        "from mkdocs.exceptions import PluginError\ndef on_page_content(html, page, **_):\n"
        "    if page.url == 'about/':\n        raise PluginError('No such day.')\n",
    )
    done = folder.run("mkdocs", "build")
    assert done.returncode == 1
    assert "No such day." in done.stderr
    assert "factcheck" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "value",
    weekly_but(
        ["true", "false", "[exclude]", "3", "no thanks", "2026-11-28"], "false", "2026-11-28"
    ),
)
def test_any_search_setting_in_front_matter_is_accepted(value: str, folder: Folder) -> None:
    folder.write("docs/about.md", f"---\nsearch: {value}\n---\n# About\n\nHello.\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr


def test_a_minimal_configuration_has_a_menu_on_wide_screens(
    folder: Folder, browser: Browser, serve: Callable[[Path], str]
) -> None:
    folder.write("docs/about.md", "# About\n\nHello.\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    root = serve(folder.path / "site")
    for address in ("", "claims/", "claims/no-drones-sent/", "sources/gazette/"):
        page.goto(root + address)
        menu = page.locator("nav:visible a:visible", has_text=re.compile(r"^\s*Documents\s*$"))
        assert menu.count() == 1, address
    menu.click()
    page.wait_for_url(root + "sources/")
    page.close()
