"""What the layout needs of an edition of the form. The editions stand on the same floor, so callers hand them in."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class Column(Protocol):
    """A column of a table."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def unit(self) -> str | None: ...


class Row(Protocol):
    """A row of a table; a group row has no columns."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def short_label(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def path(self) -> Sequence[str]: ...
    @property
    def block(self) -> str | None: ...


class Table(Protocol):
    """A table of an edition."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def rows(self) -> Mapping[str, Row]: ...
    @property
    def cell_rows(self) -> Sequence[Row]: ...
    @property
    def any_rows(self) -> bool: ...


class Section(Protocol):
    """A section of the report."""

    @property
    def key(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def table(self) -> str | None: ...
    @property
    def required(self) -> bool: ...


class Edition(Protocol):
    """An edition: a `generator.formats.Format`."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def sections(self) -> Mapping[str, Section]: ...
    @property
    def tables(self) -> Mapping[str, Table]: ...
    @property
    def value_types(self) -> Mapping[str, Mapping[str, Any]]: ...


Editions = Mapping[str, Edition]


def oldest(editions: Editions) -> Edition:
    """The edition of documents that name none."""
    return editions[min(editions)]
