"""Renders the theme's shell around the report's pages once for each kind of page.

Without it, a first build of 1,000 claims takes 12 % more CPU, and a second one after an edit 38 %
more. `benchmarks/run.py --machinery` measures that.

Header, menu, footer and scripts are the same on a thousand pages; only a dozen values differ, such
as title, address, neighbours and body. So the theme is rendered once with placeholders for these
values, and each page is its output with the values filled in. A placeholder supports only what can
be repeated for every page: filters and printing. If a theme does anything else with one (compares
it, takes its length, loops over it, asks for an unknown attribute), `NotRepeatable` is raised, and
each page of that kind is rendered in full. The first page of a kind, mostly the only one, is always
rendered in full. The next two are rendered both ways; unless both come out the same, byte for byte,
that kind is rendered in full, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property, partial, wraps
from operator import attrgetter
from typing import Any, NoReturn

import jinja2
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

from factcheck_report.mkdocs_plugin.logs import log
from factcheck_report.mkdocs_plugin.pages import TEMPLATE, ReportPage, without_indentation
from factcheck_report.site import section

_CONTEXT = TemplateContext.__annotations__.keys()
"""The variables that MkDocs gives a template. Those of other plugins may differ between pages."""
_COMPARED = 2
"""How many pages of each kind are rendered both ways."""
# Noncharacters, which no text on a page can contain.
_PLACEHOLDER = re.compile("\ufdd0([0-9]+)\ufdd1")

Value = Callable[[ReportPage], object]
"""Gets a value of a page."""


class NotRepeatable(Exception):
    """The theme does something with a page that may have another result for the next page."""


class Placeholder:
    """Stands for a value that is not empty and differs between pages.

    `certain` tells whether the value is known not to be empty; after a filter it is not.
    """

    def __init__(self, placeholders: Placeholders, number: int, *, certain: bool) -> None:
        self._placeholders = placeholders
        self._number = number
        self._certain = certain

    def filtered(self, change: Callable[[object, ReportPage], object]) -> Placeholder:
        """A placeholder for the value after a filter."""
        value = self._placeholders.values[self._number]
        return self._placeholders.add(lambda page: change(value(page), page), certain=False)

    def __str__(self) -> str:
        return f"\ufdd0{self._number}\ufdd1"

    __html__ = __str__

    def __bool__(self) -> bool:
        return self._certain or self._refuse()

    def _refuse(self, *_: object) -> NoReturn:
        raise NotRepeatable("a value of the page is compared, counted or split")

    __eq__ = __hash__ = __len__ = __iter__ = __contains__ = _refuse
    __getitem__ = __add__ = __radd__ = __mod__ = __lt__ = __gt__ = _refuse


class Placeholders:
    """The values that one rendering of the theme uses."""

    def __init__(self) -> None:
        self.values: list[Value] = []

    def add(self, value: Value, *, certain: bool = True) -> Placeholder:
        """A new placeholder."""
        self.values.append(value)
        return Placeholder(self, len(self.values) - 1, certain=certain)

    def placeholder_unless_empty(self, value: Value, page: ReportPage) -> object:
        """A placeholder; the value itself if it is empty.

        Pages of one kind have either all an empty value or none (see `_kind`).
        """
        found = value(page)
        return self.add(value) if found else found


class _Neighbour:
    """Stands for the previous or next page; themes show its title and address."""

    def __init__(self, placeholders: Placeholders, of: Callable[[ReportPage], Any]) -> None:
        self.title = placeholders.add(lambda page: of(page).title)
        self.url = placeholders.add(lambda page: of(page).url)

    def __getattr__(self, name: str) -> NoReturn:
        raise NotRepeatable(f"the theme uses {name} of a neighbour")


class _Heading:
    """Stands for the only entry of the table of contents."""

    def __init__(self, placeholders: Placeholders, page: ReportPage) -> None:
        heading = page.toc.items[0]
        self.id, self.url, self.level = heading.id, heading.url, heading.level
        self.children: list[Any] = []
        self.title = placeholders.add(lambda page: page.toc.items[0].title)

    def __getattr__(self, name: str) -> NoReturn:
        raise NotRepeatable(f"the theme uses {name} of a heading")


_SAME = {"active", "ancestors", "children", "is_homepage", "is_link", "is_page", "is_section"} | {
    "is_top_level",
    "parent",
    "factcheck_menu",
    "report_path",
}
"""Attributes that are the same for all pages of a kind."""
_DIFFERENT = (
    *("abs_url", "canonical_url", "content", "edit_url", "title"),
    *("factcheck_body", "factcheck_head"),
    *("factcheck_edit_location", "factcheck_title_attributes"),
)
_DIFFERENT_META = {"description", "title"}


class PagePlaceholder:
    """Stands for a page while the theme is rendered for its kind."""

    def __init__(self, placeholders: Placeholders, page: ReportPage) -> None:
        self._page = page
        for name in _DIFFERENT:
            setattr(self, name, placeholders.placeholder_unless_empty(attrgetter(name), page))
        self.meta = dict(page.meta)
        for name in _DIFFERENT_META & page.meta.keys():
            self.meta[name] = placeholders.placeholder_unless_empty(partial(_meta, name), page)
        self.url = placeholders.add(lambda page: page.url)
        self.previous_page: _Neighbour | None = None
        self.next_page: _Neighbour | None = None
        if page.previous_page is not None:
            self.previous_page = _Neighbour(placeholders, lambda page: page.previous_page)
        if page.next_page is not None:
            self.next_page = _Neighbour(placeholders, lambda page: page.next_page)
        self.toc = [_Heading(placeholders, page)] if page.toc.items else []

    def __getattr__(self, name: str) -> Any:
        if name in _SAME:
            return getattr(self._page, name)
        raise NotRepeatable(f"the theme uses {name} of a page")


def _meta(name: str, page: ReportPage) -> object:
    return page.meta[name]


def _kind(page: ReportPage) -> Hashable:
    """The key that is equal for pages with the same shell."""
    return (
        page.url.rstrip("/").rpartition("/")[0],
        id(page.parent),
        page.report_path,
        page.factcheck_menu,
        page.is_homepage,
        page.previous_page is None,
        page.next_page is None,
        tuple(item.id for item in page.toc.items),
        *(bool(getattr(page, name)) for name in _DIFFERENT),
        *(
            (name, bool(value) if name in _DIFFERENT_META else repr(value))
            for name, value in sorted(page.meta.items())
        ),
    )


class _Shell:
    """One rendering of the theme, split at its placeholders."""

    def __init__(self, template: jinja2.Template, context: Mapping[str, Any]) -> None:
        page = context["page"]
        placeholders = Placeholders()
        html = without_indentation(
            jinja2.Template.render(
                template, {**context, "page": PagePlaceholder(placeholders, page)}
            )
        )
        parts = _PLACEHOLDER.split(html)
        self._texts = parts[::2]
        self._values = [placeholders.values[int(number)] for number in parts[1::2]]

    def page(self, page: ReportPage) -> str:
        """The HTML of a page."""
        parts = [self._texts[0]]
        for value, text in zip(self._values, self._texts[1:], strict=True):
            parts.append(str(value(page)))
            parts.append(text)
        return "".join(parts)


class ShellTemplate(jinja2.Template):
    """A template of the theme; the one of the report's pages is rendered once for each kind."""

    @cached_property
    def _kinds(self) -> dict[Hashable, tuple[int, _Shell | None]]:
        """For each kind: how many pages were rendered in full, and its shell, made for the second
        one, if it can be repeated."""
        return {}

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The HTML of a page."""
        context = dict(*args, **kwargs)
        page = context.get("page")
        if self.name not in (TEMPLATE, section.TEMPLATE) or not isinstance(page, ReportPage):
            return super().render(context)
        if page.is_lazy:
            return "<!-- Rendered when it is asked for. -->"
        if page.report_page.index_page is None or context.keys() - _CONTEXT:
            return without_indentation(super().render(context))
        kind = _kind(page)
        rendered, shell = self._kinds.get(kind, (0, None))
        if rendered > _COMPARED and shell is not None:
            return str(shell.page(page))
        full = without_indentation(super().render(context))
        if rendered == 0:
            self._kinds[kind] = 1, None
        elif rendered <= _COMPARED:
            shell = shell or self._render_shell(context)
            same = shell is not None and shell.page(page) == full
            self._kinds[kind] = (rendered + 1, shell) if same else (_COMPARED + 1, None)
            if shell is not None and not same:
                log.debug("Pages like %s are rendered in full.", page.url)
        return full

    def _render_shell(self, context: Mapping[str, Any]) -> _Shell | None:
        try:
            return _Shell(self, context)
        # A theme may do anything with a placeholder, and fail in any way.
        except Exception as error:
            log.debug("Pages like %s are rendered in full: %s", context["page"].url, error)
            return None


def prepare(env: jinja2.Environment) -> None:
    """Make the theme's environment render the shell of the report's pages once for each kind.

    Adds the filter `split`, which the report's templates use.
    """
    env.filters.setdefault("split", str.split)
    env.template_class = ShellTemplate
    for name, filter in env.filters.items():
        env.filters[name] = _url(filter) if name == "url" else _with_placeholders(filter)


def _url(filter: Callable[..., Any]) -> Callable[..., Any]:
    """MkDocs' filter that makes an address relative to the page, for placeholders as well."""

    @jinja2.pass_context
    def url(context: jinja2.runtime.Context, value: object) -> object:
        page = context["page"]
        if isinstance(value, Placeholder):
            return value.filtered(
                lambda found, page: normalize_url(str(found), page, context["base_url"])
            )
        if isinstance(page, PagePlaceholder):
            return normalize_url(str(value), page._page, context["base_url"])
        return filter(context, value)

    return url


def _with_placeholders(filter: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(filter, "jinja_pass_arg"):
        # It also gets the context or environment, so its effect on a placeholder is unknown.
        return filter

    @wraps(filter)
    def extended(value: object, *args: Any, **kwargs: Any) -> object:
        if isinstance(value, Placeholder):
            return value.filtered(lambda found, _: filter(found, *args, **kwargs))
        return filter(value, *args, **kwargs)

    return extended
