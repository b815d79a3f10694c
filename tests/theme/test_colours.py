"""The stylesheet alone defines the site's colours."""

import re
from pathlib import Path

from factcheck_report.model import Stance, Tone
from factcheck_report.theme.colours import light_colours
from tests.reports import ROOT

PACKAGE = ROOT / "generator/factcheck_report"
STYLESHEET = PACKAGE / "theme/assets/factcheck/factcheck.css"
OWN_COLOURS = {
    # The preview's banners also stand on pages without the stylesheet.
    PACKAGE / "mkdocs_plugin/preview/banners.py",
    # Examples of what an editor may write.
    PACKAGE / "checking/verdicts.py",
    PACKAGE / "loading/verdict_schema.py",
}
COLOUR = re.compile(r"(?<![&\w])#[0-9a-fA-F]{6}\b|0x[0-9a-fA-F]{2}, 0x|rgb\((?!0 0 0)")
DEFINITION = re.compile(r"^ +--fc-[a-z-]+: #[0-9a-f]{6};$", re.MULTILINE)


def test_no_file_but_the_stylesheet_has_colours() -> None:
    assert [
        (path.name, found[0])
        for path in _files()
        for found in COLOUR.finditer(_without_definitions(path))
    ] == []


def test_both_schemes_define_the_same_colours() -> None:
    names = [line.split(":")[0].strip() for line in DEFINITION.findall(_text(STYLESHEET))]
    assert len(names) == 2 * len(set(names)), names
    assert {f"--fc-{name}" for name in light_colours()} == set(names)


def test_each_tone_and_stance_has_a_colour() -> None:
    assert {*Tone, *(f"{stance}-tint" for stance in Stance)} <= light_colours().keys()


def _files() -> list[Path]:
    kinds = {".py", ".html", ".css", ".js"}
    return [
        path
        for folder in (PACKAGE, ROOT / "overrides")
        for path in sorted(folder.rglob("*"))
        if path.suffix in kinds and path not in OWN_COLOURS
    ]


def _without_definitions(path: Path) -> str:
    return DEFINITION.sub("", _text(path)) if path == STYLESHEET else _text(path)


def _text(path: Path) -> str:
    return path.read_text("utf-8")
