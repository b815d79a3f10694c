"""Static fact-check reports in which every quote is proved against its source file.

Data flows one way: `loading` reads claims.yaml, `documents` the source files, `quotes` and
`checking` check them, and the result is an immutable `Report` (`model`). `pages`, `rendering`,
`exports`, `cards` and `search` turn it into a site. Only `mkdocs_plugin` imports MkDocs, and only
`cli` imports click.
"""

__version__ = "0.1.0"
