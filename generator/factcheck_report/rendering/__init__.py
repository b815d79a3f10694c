"""Pages → HTML: the Jinja templates, and the Markdown of editors."""
