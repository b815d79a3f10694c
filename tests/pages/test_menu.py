"""The menu: every page that a report has content for, with a name in each language."""

from factcheck_report import addresses
from factcheck_report.i18n.available import available_languages
from factcheck_report.i18n.catalog import built_in_messages
from factcheck_report.i18n.translations import Translations
from factcheck_report.pages import Pages
from factcheck_report.pipeline import read_report
from tests.reports import ROOT


def test_the_shipped_report_has_every_page_of_the_menu() -> None:
    report = read_report(ROOT).report
    assert report is not None
    assert tuple(Pages(report, _translations("en")).menu_pages()) == addresses.MENU


def test_every_page_of_the_menu_has_a_label_in_each_language() -> None:
    for language in available_languages():
        labels = [
            _translations(language).text(f"{addresses.menu_key(page)}.label")
            for page in addresses.MENU
        ]
        assert len(set(labels)) == len(labels)


def _translations(language: str) -> Translations:
    return Translations(language, built_in_messages(language))
