"""The theme's shell round the report's pages, rendered once for each kind of page.

Header, menu, foot and scripts are the same bytes on a thousand pages; what differs is a dozen
values: title, address, neighbours, body. So the theme is rendered once with stand-ins for these
values, and the pages are joined from its output. A stand-in allows only what can be repeated for
every page: to be printed, and to go through filters first. Whatever else a theme does with one
(a comparison, a length, a loop, an attribute nobody thought of) ends in `NotRepeatable`, and pages
of that kind are rendered in full, each, as they also are where the first two pages of a kind do
not come out byte for byte as the theme makes them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property, partial, wraps
from operator import attrgetter
from typing import Any, NoReturn

import jinja2
from mkdocs.utils import normalize_url
from mkdocs.utils.templates import TemplateContext

from factcheck_report.mkdocs_plugin.pages import TEMPLATE, ReportPage, without_indentation

log = logging.getLogger("mkdocs.plugins.factcheck")

_CONTEXT = TemplateContext.__annotations__.keys()
"""What MkDocs gives a template. What other plugins add may differ from page to page."""
_COMPARED = 2
"""How many pages of a kind are rendered both ways."""
# Noncharacters, which no text on a page can hold.
_STAND_IN = re.compile("\ufdd0([0-9]+)\ufdd1")

Value = Callable[[ReportPage], object]
"""Takes a value from a page."""


class NotRepeatable(Exception):
    """A theme does something with a page that may come out differently for the next."""


class Slot:
    """Stands in a template for a value that is not empty and differs from page to page.

    `certain` is whether that is known of the value as it stands here, after filters.
    """

    def __init__(self, slots: Slots, number: int, *, certain: bool) -> None:
        self._slots = slots
        self._number = number
        self._certain = certain

    def filtered(self, change: Callable[[object, ReportPage], object]) -> Slot:
        """The value after a filter."""
        value = self._slots.values[self._number]
        return self._slots.slot(lambda page: change(value(page), page), certain=False)

    def __str__(self) -> str:
        return f"\ufdd0{self._number}\ufdd1"

    __html__ = __str__

    def __bool__(self) -> bool:
        return self._certain or self._refuse()

    def _refuse(self, *_: object) -> NoReturn:
        raise NotRepeatable("a value of the page is compared, counted or taken apart")

    __eq__ = __hash__ = __len__ = __iter__ = __contains__ = _refuse
    __getitem__ = __add__ = __radd__ = __mod__ = __lt__ = __gt__ = _refuse


class Slots:
    """The values that one rendering of the theme has asked for."""

    def __init__(self) -> None:
        self.values: list[Value] = []

    def slot(self, value: Value, *, certain: bool = True) -> Slot:
        """A new stand-in."""
        self.values.append(value)
        return Slot(self, len(self.values) - 1, certain=certain)

    def given(self, value: Value, page: ReportPage) -> object:
        """A stand-in, or the value itself if it is empty: then it is for all of the kind."""
        found = value(page)
        return self.slot(value) if found else found


class _Neighbour:
    """Stands for the previous or next page, of which a shell shows title and address."""

    def __init__(self, slots: Slots, of: Callable[[ReportPage], Any]) -> None:
        self.title = slots.slot(lambda page: of(page).title)
        self.url = slots.slot(lambda page: of(page).url)

    def __getattr__(self, name: str) -> NoReturn:
        raise NotRepeatable(f"neighbours are asked for {name}")


class _Heading:
    """Stands for the only entry of a table of contents."""

    def __init__(self, slots: Slots, page: ReportPage) -> None:
        heading = page.toc.items[0]
        self.id, self.url, self.level = heading.id, heading.url, heading.level
        self.children: list[Any] = []
        self.title = slots.slot(lambda page: page.toc.items[0].title)

    def __getattr__(self, name: str) -> NoReturn:
        raise NotRepeatable(f"a heading is asked for {name}")


_SAME = {"active", "ancestors", "children", "is_homepage", "is_link", "is_page", "is_section"} | {
    "is_top_level",
    "parent",
}
"""What is the same for all pages of a kind."""
_DIFFERENT = (
    *("abs_url", "canonical_url", "content", "edit_url", "title"),
    *("factcheck_head", "factcheck_written"),
)
_DIFFERENT_META = {"description", "title"}


class PageStandIn:
    """Stands for a page while the theme is rendered for its kind."""

    def __init__(self, slots: Slots, page: ReportPage) -> None:
        self._page = page
        for name in _DIFFERENT:
            setattr(self, name, slots.given(attrgetter(name), page))
        self.meta = dict(page.meta)
        for name in _DIFFERENT_META & page.meta.keys():
            self.meta[name] = slots.given(partial(_meta, name), page)
        self.url = slots.slot(lambda page: page.url)
        self.previous_page: _Neighbour | None = None
        self.next_page: _Neighbour | None = None
        if page.previous_page is not None:
            self.previous_page = _Neighbour(slots, lambda page: page.previous_page)
        if page.next_page is not None:
            self.next_page = _Neighbour(slots, lambda page: page.next_page)
        self.toc = [_Heading(slots, page)] if page.toc.items else []

    def __getattr__(self, name: str) -> Any:
        if name in _SAME:
            return getattr(self._page, name)
        raise NotRepeatable(f"a page is asked for {name}")


def _meta(name: str, page: ReportPage) -> object:
    return page.meta[name]


def _kind(page: ReportPage) -> Hashable:
    """What two pages must share to be joined from one rendering."""
    return (
        page.url.rstrip("/").rpartition("/")[0],
        id(page.parent),
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


class _Joined:
    """One rendering of the theme, cut at its stand-ins."""

    def __init__(self, template: jinja2.Template, context: Mapping[str, Any]) -> None:
        page = context["page"]
        slots = Slots()
        shell = without_indentation(
            jinja2.Template.render(template, {**context, "page": PageStandIn(slots, page)})
        )
        parts = _STAND_IN.split(shell)
        self._texts, places = parts[::2], [int(number) for number in parts[1::2]]
        self._values = [slots.values[number] for number in places]

    def page(self, page: ReportPage) -> str:
        """A page's HTML."""
        parts = [self._texts[0]]
        for value, text in zip(self._values, self._texts[1:], strict=True):
            parts.append(str(value(page)))
            parts.append(text)
        return "".join(parts)


class ShellTemplate(jinja2.Template):
    """A template of the theme; that of the report's pages is rendered once for each kind."""

    @cached_property
    def _kinds(self) -> dict[Hashable, tuple[int, _Joined | None]]:
        """Of each kind how many pages were compared, and what to join the others from."""
        return {}

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page's HTML."""
        context = dict(*args, **kwargs)
        page = context.get("page")
        if self.name != TEMPLATE or not isinstance(page, ReportPage):
            return super().render(context)
        if page.waits:
            return "<!-- Rendered when it is asked for. -->"
        if page.report_page.section is None or context.keys() - _CONTEXT:
            return without_indentation(super().render(context))
        kind = _kind(page)
        compared, joined = self._kinds.get(kind, (0, None))
        if compared == _COMPARED and joined is not None:
            return str(joined.page(page))
        full = without_indentation(super().render(context))
        if compared < _COMPARED:
            joined = joined or self._joined(context)
            same = joined is not None and joined.page(page) == full
            self._kinds[kind] = (compared + 1, joined) if same else (_COMPARED, None)
            if joined is not None and not same:
                log.debug("Pages like %s are rendered in full.", page.url)
        return full

    def _joined(self, context: Mapping[str, Any]) -> _Joined | None:
        try:
            return _Joined(self, context)
        # A theme may do anything with a stand-in, and fail in any way.
        except Exception as error:
            log.debug("Pages like %s are rendered in full: %s", context["page"].url, error)
            return None


def prepare(env: jinja2.Environment) -> None:
    """Let an environment render the shell of the report's pages once for each kind."""
    env.template_class = ShellTemplate
    for name, filter in env.filters.items():
        env.filters[name] = _url(filter) if name == "url" else _allowing_slots(filter)


def _url(filter: Callable[..., Any]) -> Callable[..., Any]:
    """The filter that turns an address into a link from the page at hand."""

    @jinja2.pass_context
    def url(context: jinja2.runtime.Context, value: object) -> object:
        page = context["page"]
        if isinstance(value, Slot):
            return value.filtered(
                lambda found, page: normalize_url(str(found), page, context["base_url"])
            )
        if isinstance(page, PageStandIn):
            return normalize_url(str(value), page._page, context["base_url"])
        return filter(context, value)

    return url


def _allowing_slots(filter: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(filter, "jinja_pass_arg"):
        # It wants more than the value; what it does with a stand-in cannot be told.
        return filter

    @wraps(filter)
    def allowing(value: object, *args: Any, **kwargs: Any) -> object:
        if isinstance(value, Slot):
            return value.filtered(lambda found, _: filter(found, *args, **kwargs))
        return filter(value, *args, **kwargs)

    return allowing
