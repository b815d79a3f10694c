"""Renders pages as HTML with Jinja.

The environment escapes everything that is not already HTML and fails on undefined names. Text from
sources and claims.yaml is only ever a value, never a template.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from factcheck_report import addresses
from factcheck_report.exports.claimreview import inline_json
from factcheck_report.i18n.translations import (
    LangTaggedTranslations,
    Translations,
    open_graph_locale,
)
from factcheck_report.model import (
    ClaimKind,
    CountedUnit,
    DateRelation,
    Display,
    EntryKind,
    Position,
    Publication,
    Stance,
    Wording,
)
from factcheck_report.model.languages import text_direction
from factcheck_report.model.safe_text import visible
from factcheck_report.pages import Page
from factcheck_report.pages.features import Features
from factcheck_report.pages.rows import evidence_facts
from factcheck_report.pages.summaries import LONGEST_IN_LIST, paragraphs, shortened
from factcheck_report.problems import Problem
from factcheck_report.rendering import markdown
from factcheck_report.rendering.discovery import discovery_links
from factcheck_report.theme.verdict_colours import colour_classes

HOME_TEXT_SLOT = Markup("<!-- home text -->")
"""Marks the place on the home page for a text of the site's own."""


class TemplateProblem(Exception):
    """A template cannot be rendered. Carries the problem to show to editors."""

    def __init__(self, problem: Problem) -> None:
        # All that another process needs to make the same exception.
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.what


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as HTML."""

    body: str
    head: str
    """Elements of the page's head other than title and description."""
    embed: str = ""
    """The whole HTML page of its card, for frames on other sites; empty if it has none."""


_PAGE_VARIABLES = (
    "address",
    "title",
    "label",
    "description",
    "view",
    "moved_to",
    "claim",
    "indexed",
)
"""The attributes of a page that templates can read, besides its view.

Neighbours and positions are left out: adding a line to claims.yaml would change every later page.
The theme's shell shows them (theme/factcheck.html).
"""


class Renderer:
    """Renders a report's pages.

    A page is rendered from its own data, `publication` and `features` alone. `base` is the site's
    address, ending in a slash, or None if unknown. `pictures` holds the addresses of all preview
    pictures. Files in the folder `overrides` replace this package's templates of the same name.
    """

    def __init__(
        self,
        publication: Publication,
        translations: Translations,
        features: Features,
        base: str | None = None,
        pictures: Container[str] = (),
        overrides: Path | None = None,
    ) -> None:
        templates = Path(__file__).parent / "templates"
        folders = [folder for folder in (overrides, templates) if folder is not None]
        self._settings = publication, translations, base, pictures, overrides
        self._features = features
        self._base = base
        self._pictures = pictures
        self._translations = translations
        # The interface may lack the report's language and fall back to English.
        self._language = publication.language
        self._tagged = None
        tagged = LangTaggedTranslations(translations, publication.language)
        if tagged.needed:
            self._tagged = translations = tagged
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            # A renderer is used for one build only, and templates do not change meanwhile.
            auto_reload=False,
        )
        self._environment.filters |= {
            "markdown": lambda text: markdown.to_html(visible(text)),
            "colours": colour_classes,
            "date": translations.date,
            "number": translations.number,
            "isolated": _isolated,
            "in_language": self._in_language,
            "claim_text": lambda claim: self._in_language(claim.claim, claim.language),
            "bold": _bold,
            "link": _link,
            "as_text": _as_text,
            "joined": lambda names: _joined(translations, names),
            # Of links to claimants, from a macro.
            "listed": lambda links: Markup(translations.listed(links)),  # noqa: S704 - are HTML
            "enumerated": lambda links: Markup(translations.joined(links)),  # noqa: S704 - are HTML
            # As a filter, it is evaluated at compile time for texts without values.
            "t": translations.text,
            "paragraphs": paragraphs,
            "shortened": partial(shortened, longest=LONGEST_IN_LIST),
        }
        self._environment.globals |= {
            "address": addresses,
            "HOME_TEXT_SLOT": HOME_TEXT_SLOT,
            "publication": publication,
            "features": features,
            "evidence_facts": partial(evidence_facts, translations=translations, features=features),
            "discovery_links": discovery_links,
            "direction": lambda language: text_direction(language or publication.language),
            "interface_attributes": lang_attributes(translations.language)
            if self._tagged
            else Markup(),
            "lang_attributes": self._lang_attributes,
            "open_graph_locale": open_graph_locale,
            "translations": translations,
            "ClaimKind": ClaimKind,
            "CountedUnit": CountedUnit,
            "DateRelation": DateRelation,
            "EntryKind": EntryKind,
            "Display": Display,
            "Stance": Stance,
            "Wording": Wording,
        }

    def compile(self) -> None:
        """Compile all templates now, for all forks of this process. Ignores faults in templates."""
        for name in self._environment.list_templates(["html"]):
            # Rendering a page tells the fault, and where it is.
            with contextlib.suppress(jinja2.TemplateError, OSError, ValueError):
                self._environment.get_template(name)

    def for_features(self, features: Features) -> Renderer:
        """This renderer, or one like it for a report that has other features."""
        if features == self._features:
            return self
        publication, translations, base, pictures, overrides = self._settings
        return Renderer(publication, translations, features, base, pictures, overrides)

    def render(self, page: Page) -> Rendered:
        """Render a page. Raises TemplateProblem."""
        data = page.view.get("structured_data")
        # In a script element, HTML escapes are not decoded.
        script = Markup(inline_json(data)) if data else None  # noqa: S704 - see inline_json
        body = self._fill(page.template, page)
        card = self.picture(page)
        head = self._fill("head.html", page, base=self._base, card=card, script=script)
        # Remove the template's indentation: the cache stores the head of every page.
        lines = (line.strip() for line in head.split("\n"))
        head = "\n".join(filter(None, lines))
        embed = ""
        if page.embed is not None:
            embed = self._fill(page.embed, page, addresses.embed(page.address), base=self._base)
        if self._tagged is not None:
            embed = self._tagged.with_language(embed)
            body, head = self._tagged.with_language(body), self._tagged.with_language(head)
            direction = text_direction(self._language)
            body = f'<div lang="{self._language}" dir="{direction}">\n{body}\n</div>'
        return Rendered(body, head, embed)

    def picture(self, page: Page) -> str | None:
        """The address of a page's preview picture (og:image), or None."""
        card = addresses.card(page.address if page.claim is not None else addresses.HOME)
        return card if card in self._pictures else None

    def edit_location(self, page: Page) -> Markup:
        """File and line of the entry that a page shows; empty for pages with several entries."""
        if page.position is None:
            return Markup()
        # As a string, so that it gets no digit grouping.
        line = str(page.position.line)
        text = self._translations.text("foot.written", file=page.position.file, line=line)
        return escape(visible(text))

    def _lang_attributes(self, language: str | None) -> Markup:
        """The attributes of an element with a text in a language; none if it is the report's."""
        return Markup() if language == self._language else lang_attributes(language)

    def _in_language(self, text: str, language: str | None) -> str:
        """A text in a language (None: the report's), marked, and isolated from the text around it.

        A text in the report's language needs no mark, unless the interface is in another: the text
        may be part of one of its sentences.
        """
        if self._tagged is None and language in (None, self._language):
            return text
        attributes = lang_attributes(language or self._language)
        return Markup(f"<bdi{attributes}>{_escaped(text)}</bdi>")  # noqa: S704 - is escaped

    def _fill(self, template: str, page: Page, address: str | None = None, **values: object) -> str:
        """The HTML for a page's data; `address` is where it stands if not on the page itself."""
        here = page.address if address is None else address
        try:
            return self._environment.get_template(template).render(
                page.view,
                page={name: getattr(page, name) for name in _PAGE_VARIABLES},
                href=partial(addresses.relative, page=here),
                **values,
            )
        except Exception as error:
            # A report's own template can raise any exception.
            raise TemplateProblem(_problem(error, template)) from error


def _problem(error: Exception, template: str) -> Problem:
    file, line = template, 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or error.name or template, error.lineno
    else:
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.endswith(".html"):
                file, line = name, trace.tb_lineno
            trace = trace.tb_next
    return Problem(
        position=Position(file, line),
        rule="template",
        what=f"The template cannot be rendered: {str(error) or type(error).__name__}.",
        fix="Undo the last change to the template, or compare it with the one it replaces.",
    )


def _finalize(value: object) -> str:
    """Make deceptive characters visible; Jinja then escapes what is not Markup."""
    # HTML from a macro or filter: its parts went through here.
    return value if type(value) is Markup else visible(str(value))


def _escaped(value: object) -> Markup:
    return escape(_finalize(value))


def _as_text(text: str) -> Markup:
    """Code to copy, escaped for the content of an element: there, quotation marks stay."""
    return Markup(_escaped(text).replace("&#34;", '"'))  # noqa: S704 - is escaped


def _isolated(name: str) -> Markup:
    """A name, isolated from the text around it, which may run in the other direction."""
    return Markup(f"<bdi>{_escaped(name)}</bdi>")  # noqa: S704 - is escaped


def _bold(name: str) -> Markup:
    """A name in bold type, isolated like `_isolated`."""
    return Markup(f"<b>{_isolated(name)}</b>")  # noqa: S704 - is escaped


def _link(text: str, address: str) -> Markup:
    """A text as a link to an address."""
    return Markup(f'<a href="{_escaped(address)}">{_escaped(text)}</a>')  # noqa: S704 - is escaped


def _joined(translations: Translations, names: Iterable[str]) -> Markup:
    """Names as an enumeration, e.g. “a, b and c”."""
    return Markup(translations.joined(map(_isolated, names)))  # noqa: S704 - names are escaped


def lang_attributes(language: str | None) -> Markup:
    """The attributes of an element with a text in a language, a BCP 47 tag; none for None."""
    if language is None:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language, text_direction(language))


def titles(page: Page) -> Mapping[str, Markup]:
    """A page's title, label and description, escaped for Material's templates, which do not."""
    return {
        name: escape(visible(getattr(page, name))) for name in ("title", "label", "description")
    }
