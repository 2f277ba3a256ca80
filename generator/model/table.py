"""Tables: those of a form, by row key, and those an agency printed beyond it."""

from dataclasses import dataclass

from generator.model.cell import Cell
from generator.model.pickled import pickled
from generator.model.written import Key, Line, written


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the form `format`: row key → cells in the form's column order. Group rows have no cells."""

    format: str
    key: str
    rows: dict[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTotal:
    """Labels of the printed total row or column."""

    row: Line | None = written("合计行的名称")
    column: Line | None = written("合计列的名称")


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTable:
    """A table beyond the form. A row's cell is a Cell where a number (or nothing) stands, else text."""

    title: Line = written("表名", required=True)
    section: Key | None = written("所在部分")
    unit: Line | None = written("单位")
    units: tuple[Line, ...] = written("各栏单位", default=())
    columns: tuple[Line, ...] = written("栏目", required=True)
    rows: tuple[tuple[Cell | str, ...], ...] = written("各行", required=True)
    total: PrintedTotal | None = written("合计")

    def numeric(self, column: int) -> bool:
        """Every cell of the column (counted from 0) is a number, blank or a mapping."""
        return all(not isinstance(row[column], str) for row in self.rows)
