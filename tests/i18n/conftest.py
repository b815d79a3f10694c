"""The built reports, and a page on a phone and on a desktop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browsing import DESKTOP, PHONE
from tests.i18n.examples import (
    arabic_words,
    built,
    set_language,
    write_arabic,
    write_english,
    write_four_languages,
    write_german,
)
from tests.reports import Folder


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = Folder(tmp_path_factory.mktemp("german") / "report")
    write_german(folder)
    set_language(folder, "de")
    return built(folder, serve)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A report in Arabic with its own interface texts."""
    folder = Folder(tmp_path_factory.mktemp("arabic") / "report")
    write_arabic(folder)
    set_language(folder, "ar")
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    folder.write("overrides/factcheck/languages/ar.yaml", arabic_words())
    return built(folder, serve)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A report in English that quotes documents in Arabic."""
    folder = Folder(tmp_path_factory.mktemp("english") / "report")
    write_english(folder)
    set_language(folder, "en")
    return built(folder, serve)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A report in English with claims in four languages."""
    folder = Folder(tmp_path_factory.mktemp("harbour") / "report")
    write_four_languages(folder)
    set_language(folder, "en")
    return built(folder, serve)


@pytest.fixture(scope="module")
def arabic_harbour(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The same report, said to be in Arabic, with the English texts of the interface."""
    folder = Folder(tmp_path_factory.mktemp("arabic-harbour") / "report")
    write_four_languages(folder, "ar")
    set_language(folder, "ar")
    return built(folder, serve)


@pytest.fixture(params=["phone", "desktop"])
def page(request: pytest.FixtureRequest, windows: Callable[..., BrowserContext]) -> Iterator[Page]:
    page = windows(viewport=PHONE if request.param == "phone" else DESKTOP).new_page()
    yield page
    page.close()


# A report in a language for which there are no words


@pytest.fixture(scope="module")
def unspoken(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A built report in Arabic without its own interface texts."""
    folder = Folder(tmp_path_factory.mktemp("unspoken") / "report")
    write_arabic(folder)
    done = folder.factcheck("build")
    assert done.returncode == 0, done.stderr
    assert "note: report: There are no interface texts in the language “ar”" in done.stdout
    return folder
