"""What a pull request changes, for the rules that need both sides of it."""

from dataclasses import dataclass, field
from typing import Any

from generator.model.document import Document
from generator.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFigure:
    """A number that was published and is now another, or is gone.

    at, label   the cell as in findings, and by the form's own names
    row, index  the row it stands in and its place there, counted from 0; for a value of its own `row` is `at`, `index` None
    old, new    the two values; None = blank, or no longer there
    """

    at: str
    label: str
    row: str
    index: int | None
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The content as it would be published (`after`), and what of it differs from what is published.

    files       every file touched, deleted ones too (`content/…`)
    before      the documents among them as published, by id; new ones and unreadable ones are not there
    figures     changed figures by the document's id; documents without any are not there
    author      who proposes the change, without the @; "" = not known, or allowed to change everything
    owners      maintainers by the agency's id, as published: who is added by the change itself has no right to it yet
    """

    after: Site
    files: frozenset[str]
    before: dict[str, Document]
    figures: dict[str, tuple[ChangedFigure, ...]]
    author: str = ""
    owners: dict[str, tuple[str, ...]] = field(default_factory=dict)
