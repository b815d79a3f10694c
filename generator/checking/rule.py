"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model import Citing, Document, Draft, Evidence, Level, Quote
from generator.problems import Problem
from generator.texts import SourceText


@dataclass(frozen=True)
class Checked:
    """All that a rule may look at: the draft, its documents, and the quotes that were proved."""

    draft: Draft
    documents: Mapping[str, Document]
    """By source id; those that could be read."""
    evidence: tuple[Evidence, ...]
    pinned: Mapping[str, SourceText] = field(default_factory=dict)
    """By source id, the text of a changed document as it was when it was pinned, if known."""

    @cached_property
    def evidence_of(self) -> Mapping[tuple[Citing, str], tuple[Evidence, ...]]:
        """The proved quotes of each entry; an entry without any is left out."""
        groups: dict[tuple[Citing, str], list[Evidence]] = {}
        for item in self.evidence:
            groups.setdefault((item.citing, item.entry), []).append(item)
        return {key: tuple(items) for key, items in groups.items()}

    def language_of(self, quote: Quote) -> str:
        """The language of a quote's document; where it has none, that of the report."""
        source = self.draft.sources.get(quote.source)
        return (source and source.language) or self.draft.publication.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that a report may not say, or had better not."""

    id: str
    """Stable, lower case, with hyphens: reports name it in their settings."""
    level: Level
    """How it is taken unless the report says otherwise."""
    title: str
    """What is right, as one plain sentence."""
    reason: str
    """Why, and why at this level; plain paragraphs for editors."""
    wrong: str
    """A part of claims.yaml that breaks the rule; laid over `examples.REPORT` it is complete."""
    right: str
    """The same, fixed."""
    find: Callable[[Checked], Iterator[Problem]]
    fixed: str = ""
    """Why a report may not set its level; empty where it may."""


def nothing(checked: Checked) -> Iterator[Problem]:
    """Finds nothing: for rules that are broken, and told, where quotes are proved."""
    return iter(())


def number_of(item: Evidence) -> str:
    """How problems name a proved quote."""
    return f"{item.citing} {item.entry}, quote {item.number}"
