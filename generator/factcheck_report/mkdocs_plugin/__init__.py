"""The MkDocs plugin `factcheck`: a checked report becomes virtual pages of an MkDocs site.

Only this package imports mkdocs.
"""

from factcheck_report.mkdocs_plugin.plugin import FactcheckPlugin

__all__ = ["FactcheckPlugin"]
