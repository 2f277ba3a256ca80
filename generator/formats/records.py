"""An edition of the official form as records. The facts stand in `<id>.yaml`; these only give them a shape."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `type` names a value type of the edition; `span` is its width in the printed grid."""

    key: str
    label: str
    type: str
    unit: str | None = None
    total: bool = False
    group: str | None = None
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table. `kind` is input, total, or group (a printed heading without numbers, so without columns).

    path      labels from the outermost heading down to the row's own, for messages
    """

    key: str
    label: str
    short_label: str
    kind: str
    level: int
    parent: str | None
    columns: tuple[Column, ...]
    unit: str | None
    path: tuple[str, ...]
    block: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm:
    """A table of an edition. `any_rows` means that a report may print any subset of the rows."""

    key: str
    format: str
    section: str
    title: str
    layout: str
    rows: dict[str, Row]
    any_rows: bool
    data: dict[str, Any]

    @property
    def cell_rows(self) -> tuple[Row, ...]:
        """The rows that hold numbers, in printed order."""
        return tuple(r for r in self.rows.values() if r.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionForm:
    """A section of the report. `heading` is numeral and label as the form prints them (no numeral where it has none)."""

    key: str
    heading: str
    label: str
    table: str | None
    required: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An edition of the form, `id` being what `format:` in a report names."""

    id: str
    title: str
    document: dict[str, Any]
    applies_to: dict[str, Any]
    sections: dict[str, SectionForm]
    tables: dict[str, TableForm]
    value_types: dict[str, dict[str, Any]]
    rules: tuple[dict[str, Any], ...]
    data: dict[str, Any]
