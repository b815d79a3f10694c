"""The menu: every page that a report has content for, with a name in each language."""

from factcheck_report import addresses
from factcheck_report.i18n.available import available_languages
from factcheck_report.i18n.catalog import built_in_messages
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Report
from factcheck_report.pages import Pages


def test_a_report_with_every_kind_of_entry_has_every_page_of_the_menu(
    example_report: Report,
) -> None:
    assert tuple(Pages(example_report, _translations("en")).menu_pages()) == addresses.MENU


def test_every_page_of_the_menu_has_a_label_in_each_language() -> None:
    for language in available_languages():
        labels = [
            _translations(language).text(f"{addresses.menu_key(page)}.label")
            for page in addresses.MENU
        ]
        assert len(set(labels)) == len(labels)


def _translations(language: str) -> Translations:
    return Translations(language, built_in_messages(language))
