"""A report as a project for Zensical: Markdown files with raw HTML, assets, data, settings.

Other generators that read Markdown with raw HTML can use the folder `docs`, too.
"""
