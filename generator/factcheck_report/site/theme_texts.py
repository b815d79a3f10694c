"""The texts of the theme's own templates: header, search, footer, error page."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from markupsafe import Markup, escape

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Publication
from factcheck_report.model.safe_text import visible
from factcheck_report.rendering.renderer import lang_attributes

_SEARCH_TEXTS = (
    "label",
    "cancel",
    "clear",
    "claims",
    "pages",
    "counts",
    "line",
    "all",
    "list",
    "keys",
    "none",
    "nearest",
    "waiting",
    "failed",
    "small_words",
)
_ICONS = Markup('<svg class="fc-icons" width="0" height="0" aria-hidden="true">{}</svg>').format(
    Markup((files("factcheck_report.rendering") / "templates/icons.html").read_text("utf-8"))  # noqa: S704 - a file of ours
)
"""The icons of the verdicts, for pages that have none of their own."""


def theme_texts(
    translations: Translations,
    publication: Publication | None,
    *,
    preview: bool = False,
    printable: bool = False,
    searchable: bool = True,
) -> Mapping[str, object]:
    """The texts of the theme's own templates, escaped because these do not escape.

    `publication` is None as long as a preview has no report to show. `preview` tells whether only
    editors see the pages, `printable` whether there is a page with the whole report, `searchable`
    whether the header has the search.
    """
    license = publication.license if publication else None
    texts = {
        name.replace(".", "_"): translations.text(name)
        for name in (
            "foot.report_error",
            "foot.corrections",
            "foot.data",
            "foot.feed",
            "foot.print",
            "shell.menu",
            "shell.search",
            "error404.title",
            "error404.lead",
            "error404.claims",
            "error404.documents",
            "error404.home",
            *(f"search.{name}" for name in _SEARCH_TEXTS),
        )
    }
    texts |= {"language": translations.language, "direction": translations.direction}
    texts["license"] = translations.text("foot.license", license=license.name) if license else ""
    texts["report_errors"] = (publication and publication.report_errors) or ""
    return {
        **{name: escape(visible(text)) for name, text in texts.items()},
        "attributes": lang_attributes(translations.language),
        "icons": _ICONS,
        "preview": preview,
        "printable": printable,
        "searchable": searchable,
        # Of a report that is the whole site; see `section.texts`.
        "path": "",
    }
