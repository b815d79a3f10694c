"""The built reports, and a page on a phone and on a desktop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browsing import DESKTOP, PHONE
from tests.i18n.examples import (
    arabic_words,
    set_language,
    write_arabic,
    write_english,
    write_four_languages,
    write_german,
)
from tests.reports import Folder

Serve = Callable[[Path], str]
MadeOnce = Callable[[str, Callable[[Path], object]], Path]


def _site(made_once: MadeOnce, name: str, write: Callable[[Folder], None], language: str) -> Path:
    """The site of a report that `write` writes, built once for all tests."""

    def build(place: Path) -> None:
        folder = Folder(place / "report")
        write(folder)
        set_language(folder, language)
        done = folder.build()
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(f"i18n-{name}", build) / "report/site"


@pytest.fixture(scope="session")
def german(made_once: MadeOnce, serve: Serve) -> str:
    return serve(_site(made_once, "german", write_german, "de"))


def _with_own_texts(folder: Folder) -> None:
    write_arabic(folder)
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    folder.write("overrides/factcheck/languages/ar.yaml", arabic_words())


@pytest.fixture(scope="session")
def arabic(made_once: MadeOnce, serve: Serve) -> str:
    """A report in Arabic with its own interface texts."""
    return serve(_site(made_once, "arabic", _with_own_texts, "ar"))


@pytest.fixture(scope="session")
def english(made_once: MadeOnce, serve: Serve) -> str:
    """A report in English that quotes documents in Arabic."""
    return serve(_site(made_once, "english", write_english, "en"))


@pytest.fixture(scope="session")
def four_languages(made_once: MadeOnce) -> Path:
    """The site of a report in English with claims in four languages."""
    return _site(made_once, "harbour", write_four_languages, "en")


@pytest.fixture(scope="session")
def harbour(four_languages: Path, serve: Serve) -> str:
    """Its address."""
    return serve(four_languages)


@pytest.fixture(scope="session")
def arabic_harbour(made_once: MadeOnce, serve: Serve) -> str:
    """The same report, said to be in Arabic, with the English texts of the interface."""
    write = partial(write_four_languages, language="ar")
    return serve(_site(made_once, "arabic-harbour", write, "ar"))


@pytest.fixture(params=["phone", pytest.param("desktop", marks=pytest.mark.long)])
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
