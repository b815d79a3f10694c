"""Writes tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from measuring import Cost


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table. The first column holds words; the others hold figures and align right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spread(costs: Sequence[Cost], of: Callable[[Cost], float]) -> str:
    """The smallest and the largest value of a figure."""
    figures = [of(cost) for cost in costs]
    return f"{min(figures):.2f}–{max(figures):.2f}"


def megabytes(size: float) -> str:
    """A number of bytes in megabytes."""
    return f"{size / 1e6:.2f} MB"
