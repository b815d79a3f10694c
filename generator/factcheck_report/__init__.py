"""Static fact-check reports in which every quote is proved against its source file.

Data flows one way: claims.yaml and the source files are read (`loading`,
`files`), checked (`locating`, `checking`), and become an immutable `Report`
(`model`). From it `pages` and `rendering` make the pages. Only `mkdocs_plugin`
knows MkDocs and only `cli` knows click; nothing else may import them.
"""

__version__ = "0.1.0"
