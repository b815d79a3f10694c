"""The bare page shared by peers without Material: about 500 bytes around the article."""

from __future__ import annotations

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - {site}</title>
<meta name="description" content="{description}">
</head>
<body>
<header><a href="{home}">{site}</a></header>
<article>
{body}
</article>
</body>
</html>
"""
SLOTS = ("title", "site", "description", "home", "body")


def template(**slots: str) -> str:
    """The page with each slot filled with a template engine's expression."""
    text = PAGE
    for name in SLOTS:
        text = text.replace(f"{{{name}}}", slots[name])
    return text


def home(address: str) -> str:
    """The relative address of the home page from another page."""
    return "../" * address.count("/") or "./"
