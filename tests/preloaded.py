"""What each command would import and make again, imported and made once by the server of commands.

Nothing of it depends on a report: libraries that are only imported in use, patterns, the texts of
the interface.
"""

from __future__ import annotations

import gc
import importlib
import shutil
import tempfile
from pathlib import Path

from mkdocs.plugins import get_plugins
from mkdocs.utils import get_themes

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.pipeline import read_report
from factcheck_report.quotes.characters import patterns_for
from factcheck_report.site.build_cache import installation_digest
from factcheck_report.site.site import Site
from tests.compiled_templates import names_in_material
from tests.reports import Folder

for module in (
    *("anyascii", "backrefs.bre", "colorama", "PIL.ImageFile", "pagefind_bin_extended"),
    *("markdown.extensions.attr_list", "markdown.extensions.fenced_code"),
    *("markdown.extensions.tables", "material.plugins.search.plugin", "pygments.lexers"),
    *("fontpkg_source_serif_4", "encodings.unicode_escape", "encodings.utf_8_sig"),
):
    importlib.import_module(module)

for text in ("a", "é", "水", "𝒂"):
    patterns_for(text)

names_in_material()
get_themes()
get_plugins()
installation_digest()

# Not `TemporaryDirectory`: Python would no longer tidy up at the end of the forked processes.
place = Path(tempfile.mkdtemp())
report = read_report(Folder(place / "report").path).report
assert report
Site(report, english_translations(), "https://example.org/").page("claims/no-drones-sent/")
shutil.rmtree(place)

# A forked process neither searches nor copies what is here when it collects garbage.
gc.collect()
gc.freeze()
