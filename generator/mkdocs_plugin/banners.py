"""What the preview puts into pages for its editors, as HTML that stands on its own in any page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator import addresses
from generator.mkdocs_plugin.noting import Notes
from generator.problems import Problem
from generator.texts import visible

_MOST_SHOWN = 50
_BOX = (
    "position:relative;z-index:9;box-sizing:border-box;margin:0;max-height:50vh;overflow:auto;"
    "padding:.75rem 1.25rem;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;"
)
_PROBLEMS = Markup(
    '<section role="alert" aria-label="Problems" style="{box}'
    'background:#fff3d6;border-bottom:4px solid #b3261e">'
    '<p style="margin:0 0 .5rem"><strong>{count} to mend.</strong> '
    "This page shows the last good report; it is renewed as soon as the file is right.</p>"
    '<ol style="margin:0;padding-left:1.4rem">{items}</ol></section>'
)
_NOTES = Markup(
    '<section aria-label="Notes for editors" style="{box}'
    'background:#eef3f8;border-bottom:1px solid #1d4f7c">{parts}</section>'
)
_LIST = Markup(
    '<p style="margin:0"><strong>{title}</strong></p>'
    '<ul style="margin:0 0 .25rem;padding-left:1.4rem">{items}</ul>'
)
_ITEM = Markup(
    '<li style="margin:.4rem 0;overflow-wrap:anywhere">'
    "<strong>{file}, line {line}:</strong> {entry} "
    '<span style="white-space:pre-line">{what}</span><br><em>To mend it:</em> {mend}</li>'
)
_LINK = Markup('<li><a href="{href}" style="color:#1d4f7c">{name}</a></li>')
_UNCOMMITTED = Markup('<p style="margin:0">What this page shows has changes not committed yet.</p>')


def insert(page: bytes, banner: bytes) -> bytes:
    """The page with a banner at the beginning of its body."""
    start = page.find(b"<body")
    end = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:end] + banner + page[end:]


def problems_banner(problems: Sequence[Problem]) -> str:
    """All that keeps the report from being built."""
    return _PROBLEMS.format(
        box=_BOX, count=_counted(len(problems), "problem"), items=_items(problems)
    )


def notes_banner(notes: Notes, address: str) -> str:
    """What there is to say on the page at an address; empty if there is nothing."""
    parts = []
    if warnings := notes.warnings.get(address):
        title = _counted(len(warnings), "warning")
        parts.append(_LIST.format(title=title, items=_items(warnings)))
    if address in notes.uncommitted:
        parts.append(_UNCOMMITTED)
    if address == addresses.HOME and notes.recent:
        links = (
            _LINK.format(href=addresses.relative(to, address), name=visible(name))
            for to, name in notes.recent
        )
        parts.append(_LIST.format(title="Recently edited", items=Markup("").join(links)))
    return _NOTES.format(box=_BOX, parts=Markup("").join(parts)) if parts else ""


def _items(problems: Sequence[Problem]) -> Markup:
    items = [
        _ITEM.format(
            file=visible(problem.position.file),
            line=problem.position.line,
            entry=visible(problem.entry),
            what=visible(problem.what),
            mend=visible(problem.mend),
        )
        for problem in problems[:_MOST_SHOWN]
    ]
    if len(problems) > _MOST_SHOWN:
        items.append(Markup("<li>… and {} more.</li>").format(len(problems) - _MOST_SHOWN))
    return Markup("").join(items)


def _counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
