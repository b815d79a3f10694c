"""The bare page that peers without Material have in common: some 500 bytes round the article."""

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
    """The page with each slot as an engine's templates write it."""
    text = PAGE
    for name in SLOTS:
        text = text.replace(f"{{{name}}}", slots[name])
    return text


def home(address: str) -> str:
    """The home page's address from another page."""
    return "../" * address.count("/") or "./"
