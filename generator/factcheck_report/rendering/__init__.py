"""Renders pages as HTML with Jinja templates, and editors' Markdown."""
