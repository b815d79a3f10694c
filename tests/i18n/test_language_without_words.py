"""A report in a language for which the interface has no words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.i18n.examples import set_language, write_arabic
from tests.reports import Folder


def test_the_check_notes_a_language_without_words(unspoken: Folder) -> None:
    done = unspoken.factcheck("check")
    assert done.returncode == 0
    assert "claims.yaml:4:13: note: report: There are no interface texts" in done.stdout


def test_own_texts_keep_their_language_and_words_of_the_interface_say_theirs(
    unspoken: Folder, serve: Callable[[Path], str], browser: Browser
) -> None:
    page = browser.new_page()
    site = serve(unspoken.path / "site")
    page.goto(site + "claims/none-sent/")
    spoken = """element => [
        element.closest("[lang]").lang, getComputedStyle(element).direction
    ]"""
    for selector, expected in (
        ("h1", ["ar", "rtl"]),
        (".fc-lead", ["ar", "rtl"]),
        ("#verdict", ["ar", "rtl"]),
        ("h2#evidence > span", ["en", "ltr"]),
        (".fc-receipt summary span", ["en", "ltr"]),
        (".fc-date span", ["en", "ltr"]),
        (".md-copyright ul", ["en", "ltr"]),
    ):
        assert page.locator(selector).first.evaluate(spoken) == expected, selector
    assert page.locator(".fc-date").first.inner_text() == "5 November 2022"
    # Attributes have no room for a language; nothing is left of what marks it in texts.
    assert page.locator(".fc-verdict").get_attribute("aria-label") == "Verdict"
    page.goto(site + "sources/both/")
    assert page.locator("h1").evaluate(spoken)[0] == "ar"
    page.close()


def test_pages_in_two_languages_are_whole(unspoken: Folder) -> None:
    for file in (unspoken.path / "site").rglob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search("[\ufdd0-\ufdef]", text), file
        assert not re.search(r'="[^"<>]*<span', text), file
        for name in ("span", "div", "bdi", "p"):
            opened = len(re.findall(rf"<{name}[ >]", text))
            assert opened == text.count(f"</{name}>"), (file, name)
        for drawing in re.findall(r"<(?:svg|option|title)\b.*?</(?:svg|option|title)>", text, re.S):
            assert "<span" not in drawing


@pytest.mark.parametrize("theme", ["ar", "en"])
def test_the_theme_may_be_in_either_language(folder: Folder, theme: str) -> None:
    write_arabic(folder)
    set_language(folder, theme)
    assert folder.build().returncode == 0
    page = folder.read("site/claims/none-sent/index.html")
    assert f'<html lang="{theme}"' in page
    assert '<div lang="ar" dir="rtl">' in page


def test_names_are_never_read_as_markup(folder: Folder) -> None:
    write_arabic(folder)
    text = folder.read("claims.yaml").replace("A spokesman", "<b>A\ufb1d spokes</b>")
    folder.write("claims.yaml", text)
    assert folder.build().returncode == 0
    page = folder.read("site/claims/none-sent/index.html")
    assert "&lt;b&gt;A" in page and "<b>A" not in page and "&amp;lt;" not in page
