"""The preview's banners for editors: HTML with its own styles, for any page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from factcheck_report import addresses
from factcheck_report.mkdocs_plugin.preview.editor_notes import EditorNotes
from factcheck_report.model.safe_text import visible
from factcheck_report.problems import Problem, Severity, counted, error_summary
from factcheck_report.problems.printing import FEW_PROBLEMS, RuleCount, rule_counts, select

_MAX_SHOWN = 50
_BOX = (
    "position:relative;z-index:9;box-sizing:border-box;margin:0;max-height:50vh;overflow:auto;"
    "padding:.75rem 1.25rem;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;"
)
_PROBLEMS = Markup(
    '<section role="alert" aria-label="Problems" style="{box}'
    'background:#fff3d6;border-bottom:4px solid #b3261e">'
    '<p style="margin:0 0 .5rem"><strong>{error_summary}</strong> '
    "This page shows the report without your last changes. It updates when you fix the errors.</p>"
    '{counts}<ol style="margin:0;padding-left:1.4rem">{items}</ol>{rest}</section>'
)
_NOTES = Markup(
    '<section aria-label="Notes for editors" style="{box}'
    'background:#eef3f8;border-bottom:1px solid #1d4f7c">{parts}</section>'
)
_LIST = Markup(
    '<p style="margin:0"><strong>{title}</strong></p>'
    '{counts}<ul style="margin:0 0 .25rem;padding-left:1.4rem">{items}</ul>{rest}'
)
_ITEM = Markup(
    '<li style="margin:.4rem 0;overflow-wrap:anywhere">'
    "<strong>{file}, line {line}:</strong> {entry} "
    '<span style="white-space:pre-line">{what}</span><br><em>Fix:</em> {fix} [{rule}]</li>'
)
_LINK = Markup('<li><a href="{href}" style="color:#1d4f7c">{name}</a></li>')
_UNCOMMITTED = Markup('<p style="margin:0">The content of this page has uncommitted changes.</p>')


def insert(page: bytes, banner: bytes) -> bytes:
    """The page with a banner at the beginning of its body."""
    start = page.find(b"<body")
    end = page.find(b">", start) + 1 if start >= 0 else 0
    return page[:end] + banner + page[end:]


def problems_banner(problems: Sequence[Problem]) -> str:
    """The errors that keep the report from being built."""
    return _PROBLEMS.format(box=_BOX, error_summary=error_summary(problems), **_parts(problems))


def notes_banner(notes: EditorNotes, address: str) -> str:
    """The notes on the page at an address; empty if there are none."""
    parts = []
    problems = notes.problems.get(address, ())
    for severity in (Severity.WARNING, Severity.NOTE):
        if some := [problem for problem in problems if problem.severity is severity]:
            title = counted(len(some), str(severity))
            parts.append(_LIST.format(title=title, **_parts(some)))
    if address in notes.uncommitted:
        parts.append(_UNCOMMITTED)
    if address == addresses.HOME and notes.recent:
        links = (
            _LINK.format(href=addresses.relative(to, address), name=visible(name))
            for to, name in notes.recent
        )
        items = Markup("").join(links)
        parts.append(_LIST.format(title="Recently edited", counts="", items=items, rest=""))
    return _NOTES.format(box=_BOX, parts=Markup("").join(parts)) if parts else ""


def _parts(problems: Sequence[Problem]) -> Mapping[str, Markup]:
    """The problems, their numbers by rule if there are many, and the number left out."""
    selection = select(problems, _MAX_SHOWN)
    items = [
        _ITEM.format(
            file=visible(problem.position.file),
            line=problem.position.line,
            entry=visible(problem.entry),
            what=visible(problem.what),
            fix=visible(problem.fix),
            rule=problem.rule,
        )
        for problem in selection.printed
    ]
    left = sum(group.number for group in selection.left_out)
    return {
        "counts": _counts("By rule", rule_counts(problems))
        if len(problems) > FEW_PROBLEMS
        else Markup(),
        "items": Markup("").join(items),
        "rest": _counts(f"… and {left:,} more", selection.left_out) if left else Markup(),
    }


def _counts(title: str, numbers: Sequence[RuleCount]) -> Markup:
    listed = ", ".join(f"{group.number:,} {group.rule}" for group in numbers)
    return Markup('<p style="margin:0">{}: {}.</p>').format(title, listed)
