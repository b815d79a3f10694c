"""The MkDocs plugin `factcheck`: adds a checked report to an MkDocs site, and its preview.

Only this package imports mkdocs.
"""

from factcheck_report.mkdocs_plugin.plugin import FactcheckPlugin

__all__ = ["FactcheckPlugin"]
