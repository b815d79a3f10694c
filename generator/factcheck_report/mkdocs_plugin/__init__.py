"""The MkDocs plugin `factcheck`: adds a checked report to an MkDocs site, and its preview.

Only this package imports mkdocs.
"""

from mkdocs.exceptions import PluginError

from factcheck_report.storage.system import unsupported_system

# Before the imports that fail on such a system.
if message := unsupported_system():
    raise PluginError(message)

from factcheck_report.mkdocs_plugin.plugin import FactcheckPlugin

__all__ = ["FactcheckPlugin"]
