"""Runs a module with a piece of the product's machinery switched off: switched_off.py NAME MODULE …

`benchmarks/run.py --machinery` measures with it what each piece buys. It replaces functions of the
product, so an upgrade of the product may have to change it, too.
"""

from __future__ import annotations

import gc
import os
import runpy
import sys
from collections.abc import Callable, Mapping


def _processes() -> None:
    os.environ["FACTCHECK_JOBS"] = "1"


def _cache() -> None:
    from factcheck_report.mkdocs_plugin import building

    # As with the option cache_dir: "".
    building._open_cache = lambda *_: []


def _shell() -> None:
    import jinja2

    from factcheck_report.mkdocs_plugin import shell
    from factcheck_report.mkdocs_plugin.pages import ReportPage, without_indentation

    def render(self: jinja2.Template, *args: object, **kwargs: object) -> str:
        context = dict(*args, **kwargs)
        html = jinja2.Template.render(self, context)
        own = isinstance(context.get("page"), ReportPage)
        return without_indentation(html) if own else html

    shell.ShellTemplate.render = render  # type: ignore[method-assign]


def _page_store() -> None:
    from factcheck_report.mkdocs_plugin import building
    from factcheck_report.mkdocs_plugin.pages import rendered_page
    from factcheck_report.site.site import SitePage

    building.keep = lambda page, **_: page
    SitePage.prepared = lambda page, _: rendered_page(page)  # type: ignore[attr-defined]


def _freezing() -> None:
    gc.freeze = lambda: None


def _once_digested() -> None:
    from factcheck_report.site.build_cache import BuildCache

    def digested(_: BuildCache, content: Callable[[object], object]) -> object:
        return lambda value: (tuple, ((type(value).__name__, content(value)),))

    BuildCache._digested_once = digested  # type: ignore[method-assign, assignment]


def _incremental() -> None:
    from factcheck_report.loading.incremental import IncrementalLoader

    IncrementalLoader._reloaded = lambda *_: None  # type: ignore[method-assign]


SWITCHES: Mapping[str, Callable[[], None]] = {
    "several processes": _processes,
    "the theme's shell once for each kind of page": _shell,
    "no garbage collection of what stays": _freezing,
    "pages on disk, not in memory": _page_store,
    "build cache": _cache,
    "digest of an entry only once": _once_digested,
    "incremental reading of claims": _incremental,
}
"""By name of the piece: what switches it off in this process."""


if __name__ == "__main__":
    _, name, module, *rest = sys.argv
    SWITCHES[name]()
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
