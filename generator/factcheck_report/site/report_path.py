"""The path below which a report stands in a site that has other pages, too."""

from __future__ import annotations

import re

from factcheck_report.model import Position
from factcheck_report.problems import Problem, latin_words

_PART = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_TAKEN = frozenset({"assets", "search"})
"""First parts of a path that hold files of the theme and of its search."""


def normal_path(path: str) -> str:
    """A path as the site uses it: with a slash at its end; empty for the site's root."""
    return f"{path.removesuffix('/')}/" if path else ""


def path_problem(path: str, position: Position) -> Problem | None:
    """What is wrong with the option “path”, set at a position; None if nothing is."""
    parts = path.removesuffix("/").split("/") if path else []
    if "://" in path:
        what = "It is a web address"
        fix = "Write only the folder: the address of the site is in “site_url”."
    elif path.startswith("/"):
        what = "It begins with a slash"
        fix = f"Write “{path.strip('/') or 'fact-checks'}/”, without the slash."
    elif {".", ".."} & set(parts):
        what = "It has a part that leads to another folder"
        fix = "Write the names of folders alone, such as “fact-checks/”."
    elif "" in parts:
        what = "It has two slashes in a row"
        fix = f"Write “{'/'.join(filter(None, parts)) or 'fact-checks'}/”."
    elif wrong := [part for part in parts if not _PART.fullmatch(part)]:
        what = f"“{wrong[0]}” has other characters than small letters a to z, digits and hyphens"
        fix = f"Write “{_suggested(parts)}”. The address of every page begins with it."
    elif parts and parts[0] in _TAKEN:
        what = f"The folder “{parts[0]}” belongs to the theme of the site"
        fix = "Choose another name, such as “fact-checks/”."
    else:
        return None
    return Problem(
        position=position,
        rule="configuration",
        what=f"The path “{path[:100]}” cannot be the report’s. {what}.",
        fix=fix,
    )


def _suggested(parts: list[str]) -> str:
    """A path like one with letters that it may not have."""
    simple = ("-".join(latin_words(part)) for part in parts)
    return f"{'/'.join(filter(None, simple)) or 'fact-checks'}/"
