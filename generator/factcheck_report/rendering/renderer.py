"""Pages → HTML, with a Jinja environment of the product's own.

It escapes everything that is not already HTML and fails on an undefined name. Nothing that a
source, claims.yaml or a reader wrote is ever a template.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Container, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from factcheck_report import addresses
from factcheck_report.exports import inline_json
from factcheck_report.i18n.translations import (
    MarkedTranslations,
    Translations,
    locale_of,
    open_graph_locale,
)
from factcheck_report.model import Claim, Display, EntryKind, Position, Publication, Stance, Wording
from factcheck_report.model.safe_text import visible
from factcheck_report.pages import Page
from factcheck_report.problems import Problem
from factcheck_report.rendering import markdown


class TemplateProblem(Exception):
    """A template is at fault; carries the problem to show to editors."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as HTML."""

    page: Page
    body: str
    head: str
    """What stands in the page's head beside title and description."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What templates see of a page beside its view.

    Not its neighbours and where it was written: a line more in claims.yaml would change each
    page behind it. The theme's shell says that (theme/factcheck.html).
    """

    address: str
    title: str
    label: str
    description: str
    view: Mapping[str, object]
    moved: str | None
    claim: Claim | None


class Renderer:
    """Renders a report's pages with the templates of this package and the report's own ones.

    What a page shows is in the page alone, but for `publication`, which is the same for all.
    `base` is the address the site is published at, ending in a slash, or None where it is not
    known, and `pictures` holds the addresses of the pictures there are for shared links. A file
    in the folder `overrides` takes the place of the template of the same name.
    """

    def __init__(
        self,
        publication: Publication,
        translations: Translations,
        base: str | None = None,
        pictures: Container[str] = (),
        overrides: Path | None = None,
    ) -> None:
        own = Path(__file__).parent / "templates"
        folders = [folder for folder in (overrides, own) if folder is not None]
        self._base = base
        self._pictures = pictures
        self._translations = translations
        # Interface words for the report's language may be missing: its own texts have theirs.
        self._language = publication.language
        self._marked = None
        if _base(translations.language) != _base(publication.language):
            self._marked = translations = MarkedTranslations(translations)
        self._environment = _Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
            # A renderer lives for one build, in which no template changes.
            auto_reload=False,
        )
        self._environment.filters |= {
            "markdown": lambda text: markdown.to_html(visible(text)),
            "date": translations.date,
            "number": translations.number,
            "isolated": _isolated,
            "bold": _bold,
            "link": _link,
            "joined": lambda names: _joined(translations, names),
            # A filter: what it makes of a constant becomes part of the compiled template.
            "t": translations.text,
        }
        self._environment.globals |= {
            "address": addresses,
            "publication": publication,
            "direction": lambda language: (
                locale_of(language or publication.language).text_direction
            ),
            "open_graph_locale": open_graph_locale,
            "translations": translations,
            "EntryKind": EntryKind,
            "Display": Display,
            "Stance": Stance,
            "Wording": Wording,
        }

    def render(self, page: Page) -> Rendered:
        """A page's HTML. Raises TemplateProblem."""
        review = None
        if "review" in page.view:
            # Escaped for a script element, where HTML's own escapes mean nothing.
            review = Markup(inline_json(page.view["review"]))  # noqa: S704 - see inline_json
        seen = _Seen(**{name: getattr(page, name) for name in _Seen.__slots__})
        body = self._fill(page.template, seen)
        card = self.picture(page)
        head = self._fill("head.html", seen, base=self._base, card=card, script=review)
        # It is kept with the page, so the indentation of its template is taken off once.
        lines = (line.strip() for line in head.split("\n"))
        head = "\n".join(filter(None, lines))
        if self._marked is not None:
            body, head = self._marked.with_language(body), self._marked.with_language(head)
            direction = locale_of(self._language).text_direction
            body = f'<div lang="{self._language}" dir="{direction}">\n{body}\n</div>'
        return Rendered(page, body, head)

    def picture(self, page: Page) -> str | None:
        """The address of the picture that stands for a page where it is shared, if there is one."""
        card = addresses.card(page.address if page.claim is not None else addresses.HOME)
        return card if card in self._pictures else None

    def written(self, page: Page) -> Markup:
        """Where an editor finds what a page says; empty for pages made of many entries."""
        if page.position is None:
            return Markup()
        place = page.position
        # As an editor's program shows it, without marks between its digits.
        line = str(place.line)
        return escape(visible(self._translations.text("foot.written", file=place.file, line=line)))

    def _fill(self, template: str, page: _Seen, **values: object) -> str:
        try:
            return self._environment.get_template(template).render(
                page.view,
                page=page,
                href=partial(addresses.relative, page=page.address),
                **values,
            )
        except Exception as error:
            # A template that a report brings along can fail in any way that Python can.
            raise TemplateProblem(_problem(error, template)) from error


class _Context(Context):
    """Names of a template.

    Jinja asks of whatever a template calls whether it wants to be told the context. Here only
    macros do, and of the calls on a page, some four hundred, that was a sixth of the time.
    """

    def call(
        __self,  # noqa: N805 - as Jinja names it, so that macros may have any names
        __obj: Callable[..., Any],
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        """Call what a template calls."""
        if type(__obj) is Macro:
            return __obj(__self.eval_ctx, *args, **kwargs)
        return __obj(*args, **kwargs)


class _Outputs(CodeGenerator):
    """Leaves all that is to be done with an output to `_shown`.

    Jinja would escape what that gives a second time, which changes nothing, but took a tenth of the
    time of a page.
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(finalize.src or "")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")")


class _Environment(jinja2.Environment):
    context_class = _Context
    code_generator_class = _Outputs

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that all templates know: the same for each, since none is given its own.

        Jinja would chain two mappings, whose names it collects anew for each page.
        """
        return self.globals


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


def _shown(value: object) -> str:
    """An output of a template as HTML, what deceives made visible."""
    # HTML already, from a macro: what stands in it went through here.
    if type(value) is Markup:
        return value
    # Not as Markup, whose making takes longer than the escaping: it is only joined to others.
    return html.escape(visible(str(value)))


def _isolated(name: str) -> Markup:
    """A name, kept apart from the words around it: it may be written in the other direction."""
    return Markup(f"<bdi>{_shown(name)}</bdi>")  # noqa: S704 - it is escaped


def _bold(name: str) -> Markup:
    """A name that stands out, kept apart as by `_isolated`."""
    return Markup(f"<b>{_isolated(name)}</b>")  # noqa: S704 - it is escaped


def _link(text: str, address: str) -> Markup:
    """A text that leads to an address."""
    return Markup(f'<a href="{_shown(address)}">{_shown(text)}</a>')  # noqa: S704 - as above


def _joined(translations: Translations, names: Iterable[str]) -> Markup:
    """Names as a list in a sentence."""
    return Markup(translations.joined(map(_isolated, names)))  # noqa: S704 - each is escaped


def _base(language: str) -> str:
    """Of a language tag, the language: de of de-AT."""
    return language.partition("-")[0]


def titles(page: Page) -> Mapping[str, Markup]:
    """A page's title, label and description, ready for templates that do not escape."""
    return {
        name: escape(visible(getattr(page, name))) for name in ("title", "label", "description")
    }
