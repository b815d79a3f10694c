"""Static fact-check reports in which every quote is proved against its source file.

Data flows one way: claims.yaml and the source files are read (`loading`, `documents`), checked
(`quotes`, `checking`), and become an immutable `Report` (`model`). From it `pages` and `rendering`
make the pages. Only `mkdocs_plugin` imports MkDocs and only `cli` imports click.
"""

__version__ = "0.1.0"
