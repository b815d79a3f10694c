"""Which languages the interface has, without reading their texts.

`factcheck check` needs no more than that. Reading texts means importing Babel, which takes longer
than checking a small report.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factcheck_report.model.languages import primary_language

CATALOGS = Path(__file__).parent / "languages"
"""The folder of the built-in catalogs."""


@cache
def available_languages() -> tuple[str, ...]:
    """The built-in languages."""
    return tuple(sorted(file.stem for file in CATALOGS.glob("*.yaml")))


def fallbacks(language: str) -> tuple[str, ...]:
    """The tags whose texts are looked for: `de-AT`, then `de`."""
    return tuple(dict.fromkeys((language, primary_language(language))))


def uses_built_in(language: str, folder: Path | None = None) -> bool:
    """Whether a report in a language uses the built-in texts of that language as they are.

    `folder` holds the report's own catalogs, which take precedence.
    """
    for tag in fallbacks(language):
        if folder is not None and (folder / f"{tag}.yaml").is_file():
            return False
        if tag in available_languages():
            return True
    return False
