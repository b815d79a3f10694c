"""What a language tag says of a text."""

from __future__ import annotations

import pytest

from factcheck_report.model.languages import primary_language, script_of, text_direction


@pytest.mark.parametrize(
    ("tag", "script", "direction"),
    [
        ("en", "Latn", "ltr"),
        ("ar", "Arab", "rtl"),
        # A region or a language for which the CLDR has no dates and numbers.
        ("ar-DE", "Arab", "rtl"),
        ("apc", "Arab", "rtl"),
        ("prs", "Arab", "rtl"),
        # The script decides, whether it is named or follows from the region.
        ("ar-Latn", "Latn", "ltr"),
        ("ku", "Latn", "ltr"),
        ("ku-Arab", "Arab", "rtl"),
        ("pa-PK", "Arab", "rtl"),
        ("zh-Hant-TW", "Hant", "ltr"),
        ("he-US", "Hebr", "rtl"),
        ("dv", "Thaa", "rtl"),
        ("xx", "", "ltr"),
    ],
)
def test_the_direction_of_a_language_is_that_of_its_script(
    tag: str, script: str, direction: str
) -> None:
    assert script_of(tag) == script
    assert text_direction(tag) == direction


def test_the_language_of_a_tag_has_no_region() -> None:
    assert [primary_language(tag) for tag in ("en", "en-GB", "zh-Hant-TW")] == ["en", "en", "zh"]
