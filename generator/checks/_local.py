"""Tables beyond the form, as rules read them: labels without spaces and which columns can be added."""

import re

from generator.checks._forms import stated
from generator.model.cell import Cell
from generator.model.table import OtherTable
from generator.model.written import Number

NOT_ADDED = re.compile(r"序号|编号|代码|年份|^年度$|率|比例|比重|占比|百分|[%％]|平均|人均|排名|名次|增长|增幅|同比")


def plain(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def label(row: tuple[Cell | str, ...]) -> str | None:
    """The row's name: its first text."""
    return next((plain(cell) for cell in row if isinstance(cell, str)), None)


def number(cell: Cell | str) -> Number | None:
    """The cell's number; None when nothing can be said of it."""
    return None if isinstance(cell, str) else stated(cell)


def unit(table: OtherTable, column: int) -> str | None:
    """The unit of the column's numbers."""
    return table.units[column] if table.units else table.unit


def addable(table: OtherTable) -> list[int]:
    """Numeric columns (counted from 0) whose numbers may be added: no rates, averages, numerals or years."""
    return [c for c, name in enumerate(table.columns) if table.numeric(c) and not NOT_ADDED.search(plain(name))
            and unit(table, c) not in ("%", "％", "‰")]
